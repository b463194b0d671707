"""The thirty endpoints of the guide to the API, in its order, and the method that calls each."""

import re
from typing import NamedTuple

from mockflow.resources.table import ROUTES

_ITEMS = "/collections/{collection_id}/items"
_PRODUCT = "/sites/{site_id}/products/{product_id}"
_ORDER = "/sites/{site_id}/orders/{order_id}"


class Endpoint(NamedTuple):
    """An endpoint and the official Python client's method for it.

    The JavaScript client has a method for each too; the two are made from one document, and differ in the case of
    their names.
    """

    call: str
    python: str

    @property
    def javascript(self) -> str:
        return re.sub("_[a-z]", lambda found: found.group()[1:].upper(), self.python)

    @property
    def operation_id(self) -> str:
        """The operation that the double has for it."""
        method, path = self.call.split()
        found: list[str] = [each.operation_id for each in ROUTES if (each.method, each.path) == (method, path)]
        (operation_id,) = found
        return operation_id


GUIDE = (
    Endpoint("GET /sites", "sites.list"),
    Endpoint("GET /sites/{site_id}", "sites.get"),
    Endpoint("POST /sites/{site_id}/publish", "sites.publish"),
    Endpoint("GET /sites/{site_id}/collections", "collections.list"),
    Endpoint("GET /collections/{collection_id}", "collections.get"),
    Endpoint(f"GET {_ITEMS}", "collections.items.list_items"),
    Endpoint(f"POST {_ITEMS}", "collections.items.create_item"),
    Endpoint(f"PATCH {_ITEMS}", "collections.items.update_items"),
    Endpoint(f"DELETE {_ITEMS}", "collections.items.delete_items"),
    Endpoint(f"POST {_ITEMS}/publish", "collections.items.publish_item"),
    Endpoint(f"POST {_ITEMS}/live", "collections.items.create_item_live"),
    Endpoint("GET /sites/{site_id}/pages", "pages.list"),
    Endpoint("GET /pages/{page_id}/dom", "pages.get_content"),
    Endpoint("POST /pages/{page_id}/dom", "pages.update_static_content"),
    Endpoint("GET /sites/{site_id}/products", "products.list"),
    Endpoint(f"GET {_PRODUCT}", "products.get"),
    Endpoint("POST /sites/{site_id}/products", "products.create"),
    Endpoint(f"POST {_PRODUCT}/skus", "products.create_sku"),
    Endpoint("GET /sites/{site_id}/orders", "orders.list"),
    Endpoint(f"GET {_ORDER}", "orders.get"),
    Endpoint(f"POST {_ORDER}/fulfill", "orders.update_fulfill"),
    Endpoint(f"POST {_ORDER}/refund", "orders.refund"),
    Endpoint("PATCH /collections/{sku_collection_id}/items/{sku_id}/inventory", "inventory.update"),
    Endpoint("GET /sites/{site_id}/forms", "forms.list"),
    Endpoint("GET /sites/{site_id}/forms/{form_id}/submissions", "sites.forms.list_submissions"),
    Endpoint("PATCH /form_submissions/{form_submission_id}", "forms.update_submission"),
    Endpoint("GET /sites/{site_id}/assets", "assets.list"),
    Endpoint("POST /sites/{site_id}/assets", "assets.create"),
    Endpoint("GET /sites/{site_id}/webhooks", "webhooks.list"),
    Endpoint("POST /sites/{site_id}/webhooks", "webhooks.create"),
)
