"""A store's settings."""

from typing import Any

from mockflow.core.call import Call
from mockflow.core.route import query
from mockflow.core.schema import Moment, Shape, Text
from mockflow.core.store import Reader
from mockflow.core.wire import iso
from mockflow.domain.stores import require_store, store_of

AREA = "ecommerce"


class StoreSettingsSchema(Shape):
    site_id = Text(data_key="siteId", required=True, metadata={"description": "The store's site."})
    created_on = Moment(data_key="createdOn", required=True, metadata={"description": "When the store was set up."})
    default_currency = Text(
        data_key="defaultCurrency", required=True, metadata={"description": "The ISO 4217 code of its prices."}
    )


def get_settings(reader: Reader, call: Call) -> dict[str, Any]:
    site_id = call.path["site_id"]
    store = store_of(reader, site_id)
    return {"siteId": site_id, "createdOn": iso(store.created), "defaultCurrency": store.currency}


ROUTES = (
    query(
        "ecommerce-settings",
        "GET /sites/{site_id}/ecommerce/settings",
        get_settings,
        summary="Get the settings of a store",
        scope="ecommerce:read",
        gate=require_store,
        returns=StoreSettingsSchema,
        refusals=("ecommerce_not_enabled",),
    ),
)
