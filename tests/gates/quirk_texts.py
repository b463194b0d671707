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
    "product_item_events": "whether products and SKUs set off the events of items",
    "page_event_on_publish": "whether new page settings set off their event once they are published, not at once",
}
