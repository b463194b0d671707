"""Webflow's official Python client on the double: each method it has for webhooks."""

from collections.abc import Callable

from webflow.core.api_error import ApiError
from webflow.errors import BadRequestError, NotFoundError
from webflow.resources.webhooks.client import WebhooksClient
from webflow.types import WebhookFilter

from mockflow import Mockflow
from tests.clients.python_sdk import Sdk, methods_without_test, refused

URL = "https://hooks.example.com/in"


def made(sdk: Sdk, mockflow: Mockflow, trigger_type: str = "ecomm_order_changed", url: str = URL) -> str:
    webhook_id: str = sdk.webhooks.create(mockflow.site_id, trigger_type=trigger_type, url=url).id
    return webhook_id


def test_create(sdk: Sdk, mockflow: Mockflow) -> None:
    """A webhook of one form, with its key beside what the client knows; what the API will not have is a 400."""
    contact = WebhookFilter(name="Contact")
    hook = sdk.webhooks.create(mockflow.site_id, trigger_type="form_submission", url=URL, filter=contact)
    assert (hook.trigger_type, hook.url, hook.site_id) == ("form_submission", URL, mockflow.site_id)
    assert (hook.filter, hook.last_triggered) == (contact, None)
    assert len(hook.model_dump()["secretKey"]) == 64
    with refused(BadRequestError, "unsupported_webhook_trigger_type"):
        sdk.webhooks.create(mockflow.site_id, trigger_type="user_account_added", url=URL)
    with refused(BadRequestError, "incompatible_webhook_filter"):
        sdk.webhooks.create(mockflow.site_id, trigger_type="site_publish", url=URL, filter=contact)
    with refused(BadRequestError):
        sdk.webhooks.create(mockflow.site_id, trigger_type="site_publish", url="http://hooks.example.com/in")


def test_list(sdk: Sdk, mockflow: Mockflow) -> None:
    """A site's webhooks, without their keys and, as there are no pages, without a pagination."""
    before = [each.id for each in sdk.webhooks.list(mockflow.site_id).webhooks]
    hooks = [made(sdk, mockflow), made(sdk, mockflow, "site_publish")]
    listed = sdk.webhooks.list(mockflow.site_id)
    assert {each.id for each in listed.webhooks} == {*before, *hooks}
    assert not any("secretKey" in each.model_dump() for each in listed.webhooks)
    assert listed.pagination is None


def test_get(sdk: Sdk, mockflow: Mockflow) -> None:
    """A webhook, which tells when it was last sent; one that is not there is a NotFoundError."""
    hook = made(sdk, mockflow, url=mockflow.sink_url("orders"))
    assert sdk.webhooks.get(hook).last_triggered is None
    sdk.orders.update_fulfill(mockflow.site_id, "0f8-d21")
    mockflow.drain()
    assert sdk.webhooks.get(hook).last_triggered is not None
    (message,) = mockflow.sink("orders")
    assert message.verified is True
    with refused(NotFoundError):
        sdk.webhooks.get("0" * 24)


def test_delete(sdk: Sdk, mockflow: Mockflow) -> None:
    """A webhook leaves, and is a NotFoundError from then on."""
    hook = made(sdk, mockflow)
    sdk.webhooks.delete(hook)
    for call in (sdk.webhooks.get, sdk.webhooks.delete):
        with refused(NotFoundError):
            call(hook)


def test_a_scope_that_is_missing_is_a_plain_error(connect: Callable[[str], Sdk], mockflow: Mockflow) -> None:
    """A webhook needs the scope of what it tells, and the client has no class for that 403."""
    writer = connect(mockflow.new_token(["sites:read", "sites:write"]))
    assert made(writer, mockflow, "site_publish")
    with refused(ApiError):
        made(writer, mockflow, "ecomm_new_order")


def test_no_method_is_left_out() -> None:
    """Each method of the client has its test."""
    assert methods_without_test(WebhooksClient, globals()) == []
