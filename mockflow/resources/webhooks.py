"""Webhooks: list, create, get, delete."""

from collections.abc import Mapping
from typing import Any

from mockflow.core.call import Call
from mockflow.core.done import Done
from mockflow.core.refusal import Refusal
from mockflow.core.route import command, query
from mockflow.core.schema import Items, Moment, Nested, Shape, Text
from mockflow.core.store import Reader, Transaction
from mockflow.domain.sites import SITES
from mockflow.domain.triggers import TRIGGERS
from mockflow.domain.webhook_urls import check_url
from mockflow.domain.webhooks import APP, SITE_TOKEN, WEBHOOKS, Webhook, is_seen

AREA = "webhooks"

MOST_PER_TRIGGER = 75
_FILTERED = "form_submission"


class FilterSchema(Shape):
    name = Text(required=True, metadata={"description": "A form's name."})


class NewWebhook(Shape):
    """A webhook to create."""

    trigger_type = Text(
        data_key="triggerType", required=True, metadata={"description": "What to hear of.", "enum": list(TRIGGERS)}
    )
    url = Text(required=True, metadata={"description": "Where to send it: https, or http to somewhere near."})
    filter = Nested(
        FilterSchema,
        load_default=None,
        allow_none=True,
        metadata={"description": "The one form to hear of; for form_submission only."},
    )


class WebhookSchema(Shape):
    id = Text(required=True, metadata={"description": "The webhook's id."})
    trigger_type = Text(
        data_key="triggerType", required=True, metadata={"description": "What it hears of.", "enum": list(TRIGGERS)}
    )
    site_id = Text(data_key="siteId", required=True, metadata={"description": "Its site."})
    workspace_id = Text(data_key="workspaceId", required=True, metadata={"description": "The site's workspace."})
    created_on = Moment(data_key="createdOn", required=True, metadata={"description": "The creation."})
    last_triggered = Moment(
        data_key="lastTriggered",
        required=True,
        allow_none=True,
        metadata={"description": "The last attempt to send; null before the first."},
    )
    filter = Nested(
        FilterSchema, required=True, allow_none=True, metadata={"description": "The one form that it hears of."}
    )
    url = Text(required=True, metadata={"description": "Where it is sent."})


class WebhookWithKeySchema(WebhookSchema):
    secret_key = Text(
        data_key="secretKey", metadata={"description": "The key of a site token's webhook, shown this once."}
    )


class WebhooksSchema(Shape):
    webhooks = Items(Nested(WebhookSchema), required=True, metadata={"description": "All of the site's."})


def list_webhooks(reader: Reader, call: Call) -> dict[str, Any]:
    """Those that tokens of the caller's kind made, unless the world shows all that the API made."""
    site = reader.get(SITES, call.path["site_id"])
    own = APP if call.actor.kind == "oauth" else SITE_TOKEN
    kinds = {own} if call.quirks["webhook_list"] == "own" else {APP, SITE_TOKEN}
    return {"webhooks": [_told(each, call) for each in reader.all(WEBHOOKS, site.id) if each.made_with in kinds]}


def get_webhook(reader: Reader, call: Call) -> dict[str, Any]:
    return _told(_seen(reader, call), call)


def create_webhook(tx: Transaction, call: Call) -> dict[str, Any]:
    site, body = tx.get(SITES, call.path["site_id"]), call.body
    trigger = body["trigger_type"]
    if trigger not in TRIGGERS:
        raise Refusal("unsupported_trigger")
    if body["filter"] is not None and trigger != _FILTERED:
        raise Refusal("incompatible_filter")
    check_url(body["url"], is_listed=call.is_listed, http_anywhere=call.quirks["webhook_http_anywhere"] == "on")
    if len(tx.having(WEBHOOKS, (site.id, trigger))) >= MOST_PER_TRIGGER:
        raise Refusal("conflict", f"Conflict: A site can have {MOST_PER_TRIGGER} webhooks of each trigger type")
    is_apps = call.actor.kind == "oauth"
    made = Webhook(
        id=tx.new_id(),
        site_id=site.id,
        workspace_id=site.workspace_id,
        trigger_type=trigger,
        url=body["url"],
        created=tx.now,
        made_with=APP if is_apps else SITE_TOKEN,
        form_name=body["filter"] and body["filter"]["name"],
        client_id=call.actor.client_id,
        token=call.actor.name if is_apps else None,
    )
    tx.put(WEBHOOKS, made)
    return made.to_wire(None, with_key=made.made_with == SITE_TOKEN)


def remove_webhook(tx: Transaction, call: Call) -> None:
    tx.remove(WEBHOOKS, _seen(tx, call).id)


def _seen(reader: Reader, call: Call) -> Webhook:
    webhook = reader.get(WEBHOOKS, call.path["webhook_id"])
    if not is_seen(webhook):
        raise Refusal("resource_not_found", WEBHOOKS.missing)
    return webhook


def _told(webhook: Webhook, call: Call) -> dict[str, Any]:
    return webhook.to_wire(call.last_triggered.get(webhook.id))


def _scopes_to_create(quirks: Mapping[str, Any], body: Any) -> tuple[str, ...]:
    """Webhooks can be written, and what they tell can be read, unless the world asks for one of the two only."""
    trigger = body.get("triggerType") if isinstance(body, dict) else None
    of_event = (TRIGGERS[trigger],) if isinstance(trigger, str) and trigger in TRIGGERS else ()
    return {"both": ("sites:write", *of_event), "spec": ("sites:write",), "trigger": of_event}[
        quirks["webhook_scope_check"]
    ]


def _scopes_to_delete(quirks: Mapping[str, Any], _: Any) -> tuple[str, ...]:
    return (f"sites:{quirks['webhook_delete_scope']}",)


ROUTES = (
    query(
        "list-webhooks",
        "GET /sites/{site_id}/webhooks",
        list_webhooks,
        summary="List the webhooks of a site",
        scope="sites:read",
        returns=WebhooksSchema,
    ),
    command(
        "create-webhook",
        "POST /sites/{site_id}/webhooks",
        create_webhook,
        summary="Create a webhook",
        scope="sites:write",
        done=Done("created", "webhook", "added"),
        scopes=_scopes_to_create,
        success=201,
        body=NewWebhook,
        returns=WebhookWithKeySchema,
        refusals=("unsupported_trigger", "incompatible_filter", "conflict"),
    ),
    query(
        "get-webhook",
        "GET /webhooks/{webhook_id}",
        get_webhook,
        summary="Get a webhook",
        scope="sites:read",
        returns=WebhookSchema,
    ),
    command(
        "remove-webhook",
        "DELETE /webhooks/{webhook_id}",
        remove_webhook,
        summary="Delete a webhook",
        scope="sites:write",
        done=Done("deleted", "webhook", "removed"),
        scopes=_scopes_to_delete,
        success=204,
    ),
)
