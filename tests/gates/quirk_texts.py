"""What each quirk decides, for README's table."""

QUIRK_TEXTS = {
    "limit_over_max": "whether a `limit` over 100 is cut to 100 or refused",
    "retry_after_on_success": "whether every answer carries `Retry-After`, not only a 429",
    "publish_limit": "whether a site can be published once a minute only",
    "require_write_version": "whether a write must carry `accept-version`",
    "duplicate_slug_on_create": "whether a taken slug is refused or gets five hex digits",
    "delete_keeps_live_copy": "whether a deleted item stays live until its site is published",
    "refuse_delete_of_referenced": "whether an item that others refer to can be deleted",
    "require_published_site": "whether a live write needs a site that was published once",
    "asset_limit_mb": "how many megabytes an uploaded file may have; by kind: 4 for images, 10 for documents",
    "product_item_events": "whether products and SKUs set off the events of items",
    "webhook_list": "whether a list shows the webhooks that tokens of the same kind made, or all that the API made",
    "webhook_scope_check": "whether creating a webhook needs `sites:write`, the scope of what it tells, or both",
    "webhook_delete_scope": "whether deleting a webhook needs `sites:write` or `sites:read`",
    "webhook_http_anywhere": "whether webhooks may have http URLs of hosts that are not near",
    "webhook_timestamp": "whether deliveries are stamped with the world's time, or the real one that receivers compare",
    "webhook_deactivate_after": "how many events in a row are dropped before a webhook is told nothing more",
    "introspect_site_token": "whether a site token is a 403 or a 500 on `introspect`",
    "revoke_deletes_webhooks": "whether the webhooks that an app's token made go when the app revokes it",
    "submission_patch": "whether a `PATCH` of a form submission may change hidden fields only",
    "page_event_on_publish": "whether new page settings set off their event once they are published, not at once",
}
