"""The control plane's simulations: what visitors and users of the Designer do, each as one commit."""

from importlib import import_module
from typing import Any

from mockflow.core.schema import Items, Nested, Object, Shape, StrictShape, Text, Whole, one_of
from mockflow.core.store import Transaction
from mockflow.worlds.visitors import Visit

from .row import Ask, Control


class FormBody(StrictShape):
    site_id = Text(data_key="siteId", allow_none=True)
    form_id = Text(data_key="formId", allow_none=True)
    data = Object(allow_none=True)


class OrderedItem(StrictShape):
    sku_id = Text(data_key="skuId", required=True)
    count = Whole()


class Customer(StrictShape):
    full_name = Text(data_key="fullName", allow_none=True)
    email = Text(allow_none=True)


class OrderBody(StrictShape):
    site_id = Text(data_key="siteId", allow_none=True)
    items = Items(Nested(OrderedItem), allow_none=True)
    customer = Nested(Customer, allow_none=True)


class CommentBody(StrictShape):
    site_id = Text(data_key="siteId", allow_none=True)
    page_id = Text(data_key="pageId", allow_none=True)
    content = Text(allow_none=True)
    thread_id = Text(data_key="threadId", allow_none=True)


class PageBody(StrictShape):
    action = Text(validate=one_of("create", "rename", "delete"))
    site_id = Text(data_key="siteId", allow_none=True)
    page_id = Text(data_key="pageId", allow_none=True)
    title = Text(allow_none=True)
    slug = Text(allow_none=True)


class PublishBody(StrictShape):
    site_id = Text(data_key="siteId", allow_none=True)
    page_id = Text(data_key="pageId", allow_none=True)


def _simulation(name: str, actor: str, summary: str, body: type[Shape], act: str) -> Control:
    """The row of a simulation: ``act`` is ``module.function`` among the visitors, imported once somebody visits."""
    module, _, function = act.partition(".")

    def run(ask: Ask) -> dict[str, Any]:
        world = ask.world
        given = {key: value for key, value in ask.sent.items() if value is not None}
        with world.lock:
            tx = Transaction(world.state, world.write_time())
            visitor = getattr(import_module(f"mockflow.worlds.visitors.{module}"), function)
            made: dict[str, Any] = visitor(Visit(tx, given, world.quirks))
            world.commit(tx, actor=actor, operation_id=f"simulate-{name}", summary=summary, request_id="")
        return made

    return Control("POST", f"/simulate/{name}", run, summary, body, success=201)


CONTROLS = (
    _simulation("form-submission", "visitor", "A visitor submits a form", FormBody, "forms.submit_form"),
    _simulation("order", "visitor", "A shopper orders", OrderBody, "orders.place_order"),
    _simulation("comment", "designer", "A user of the Designer comments", CommentBody, "comments.comment"),
    _simulation("page", "designer", "A user of the Designer changes a page", PageBody, "pages.change_page"),
    _simulation("publish", "designer", "A user of the Designer publishes", PublishBody, "pages.publish_as_designer"),
)
