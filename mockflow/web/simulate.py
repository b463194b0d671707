"""The control plane's simulations: what visitors and users of the Designer do, each as one commit."""

from importlib import import_module
from typing import Any

from mockflow.core.done import Done
from mockflow.core.schema import Items, Nested, Object, Shape, StrictShape, Text, Whole, one_of
from mockflow.core.store import Transaction
from mockflow.domain.traffic import DEVICE_TYPES, TRAITS, VISIT_STATUSES
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


class VisitBody(StrictShape):
    """A session of one view; what is known of its visitor is said by the traits' names."""

    site_id = Text(data_key="siteId", allow_none=True)
    page_id = Text(data_key="pageId", allow_none=True)
    item_id = Text(data_key="itemId", allow_none=True)
    at = Text(allow_none=True)
    visitor = Text(allow_none=True)
    seconds = Whole(allow_none=True)
    events = Items(Text(), allow_none=True)


for _trait in TRAITS:
    _choices = {"deviceType": DEVICE_TYPES, "visitStatus": VISIT_STATUSES}.get(_trait)
    setattr(VisitBody, _trait, Text(allow_none=True, validate=one_of(*_choices, None) if _choices else None))


def _simulation(name: str, actor: str, summary: str, body: type[Shape], act: str, *, done: Done) -> Control:
    """The row of a simulation: ``act`` is ``module.function`` among the visitors, imported once somebody visits."""
    module, _, function = act.partition(".")

    def run(ask: Ask) -> dict[str, Any]:
        world = ask.world
        given = {key: value for key, value in ask.sent.items() if value is not None}
        with world.lock:
            tx = Transaction(world.state, world.write_time())
            visitor = getattr(import_module(f"mockflow.worlds.visitors.{module}"), function)
            made: dict[str, Any] = visitor(Visit(tx, given, world.quirks))
            about = {"actor": actor, "operation_id": f"simulate-{name}", "summary": summary, "request_id": ""}
            world.commit(tx, **about, done=done, is_token=False)
        return made

    return Control("POST", f"/simulate/{name}", run, summary, body, success=201)


_SUBMITTED = Done("submitted the form {place}", "form submission", "added")
_PLACED = Done("placed", "order", "added")
_COMMENTED = Done("commented on the page {place}", "comment", "added")
_VISITED = Done("visited the site {place}", "visit", "added")
_CHANGED = Done("changed", "page")
_PUBLISHED = Done("published", "site")

CONTROLS = (
    _simulation(
        "form-submission", "visitor", "A visitor submits a form", FormBody, "forms.submit_form", done=_SUBMITTED
    ),
    _simulation("order", "visitor", "A shopper orders", OrderBody, "orders.place_order", done=_PLACED),
    _simulation(
        "comment", "designer", "A user of the Designer comments", CommentBody, "comments.comment", done=_COMMENTED
    ),
    _simulation("visit", "visitor", "A visitor sees a page", VisitBody, "sessions.see_page", done=_VISITED),
    _simulation(
        "page", "designer", "A user of the Designer changes a page", PageBody, "pages.change_page", done=_CHANGED
    ),
    _simulation(
        "publish",
        "designer",
        "A user of the Designer publishes",
        PublishBody,
        "pages.publish_as_designer",
        done=_PUBLISHED,
    ),
)
