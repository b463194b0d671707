"""What webhooks can be told of."""

TRIGGERS = {
    "form_submission": "forms:read",
    "site_publish": "sites:read",
    "page_created": "pages:read",
    "page_metadata_updated": "pages:read",
    "page_deleted": "pages:read",
    "ecomm_new_order": "ecommerce:read",
    "ecomm_order_changed": "ecommerce:read",
    "ecomm_inventory_changed": "ecommerce:read",
    "collection_item_created": "cms:read",
    "collection_item_changed": "cms:read",
    "collection_item_deleted": "cms:read",
    "collection_item_published": "cms:read",
    "collection_item_unpublished": "cms:read",
    "comment_created": "comments:read",
}
"""Each trigger with the scope of what it tells."""
