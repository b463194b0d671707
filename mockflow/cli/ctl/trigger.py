"""The verb that makes happen what no call of the API can: what visitors and users of the Designer do."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import click

from .printed import say
from .talk import Talk
from .verbs import pairs, verb

Body = Callable[[dict[str, str]], dict[str, Any]]


class _Trigger(NamedTuple):
    """What sets off an event.

    Attributes:
        simulation: the last word of the control plane's path.
        keys: what can be said of it.
        body: what is sent for the pairs that are given.
        others: what a key that is none of these is.
    """

    simulation: str
    keys: tuple[str, ...]
    body: Body = dict
    others: str | None = None


def _page(action: str) -> Body:
    return lambda given: {"action": action, **given}


def _submission(given: dict[str, str]) -> dict[str, Any]:
    head: dict[str, Any] = {key: given.pop(key) for key in ("siteId", "formId") if key in given}
    return {**head, **({"data": given} if given else {})}


def _order(given: dict[str, str]) -> dict[str, Any]:
    head: dict[str, Any] = {key: given.pop(key) for key in ("siteId",) if key in given}
    customer = {key: given.pop(key) for key in ("fullName", "email") if key in given}
    items = [{"skuId": sku, "count": _count(sku, count)} for sku, count in given.items()]
    return {**head, **({"customer": customer} if customer else {}), **({"items": items} if items else {})}


def _count(sku: str, text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise click.UsageError(f"{sku}: expected how many of this SKU, such as 2, found {text}")
    return int(text[:9])


_TRIGGERS: Mapping[str, _Trigger] = {
    "form_submission": _Trigger("form-submission", ("siteId", "formId"), _submission, "a field of the form"),
    "ecomm_new_order": _Trigger(
        "order", ("siteId", "fullName", "email"), _order, "a SKU, by its path in the seed or its id, with a number"
    ),
    "comment_created": _Trigger("comment", ("siteId", "pageId", "threadId", "content")),
    "page_created": _Trigger("page", ("siteId", "title", "slug"), _page("create")),
    "page_metadata_updated": _Trigger("page", ("siteId", "pageId", "title", "slug"), _page("rename")),
    "page_deleted": _Trigger("page", ("siteId", "pageId"), _page("delete")),
    "site_publish": _Trigger("publish", ("siteId", "pageId")),
}


@verb("trigger")
@click.argument("event")
@click.argument("values", metavar="[KEY=VALUE]...", nargs=-1)
def trigger(talk: Talk, /, event: str, values: tuple[str, ...]) -> None:
    """Do what sets off EVENT: form_submission, ecomm_new_order, comment_created, page_created, page_metadata_updated,
    page_deleted, site_publish. What is left out is chosen. Ids may be paths of the seed, such as forms/contact.
    """  # noqa: D205 - click shows the whole as one paragraph
    known = _TRIGGERS.get(event)
    if known is None:
        raise click.UsageError(f"EVENT: expected one of {', '.join(_TRIGGERS)}, found {event}")
    given = pairs(values)
    for key in given:
        if known.others is None and key not in known.keys:
            raise click.UsageError(f"{event}: expected one of the keys {', '.join(known.keys)}, found {key}")
    made = talk.call("POST", f"/simulate/{known.simulation}", json=known.body(_with_ids(talk, known, given)))
    if not talk.tell(made):
        say(f"{event}  {made.get('id') or made.get('orderId') or made['siteId']}")


def _with_ids(talk: Talk, known: _Trigger, given: dict[str, str]) -> dict[str, str]:
    """These pairs with an id for each path of the seed, where an id is meant."""

    def is_path(text: str, key: str) -> bool:
        return "/" in text and (key.endswith("Id") or (known.simulation == "order" and key not in known.keys))

    if not any(is_path(value, key) or is_path(key, key) for key, value in given.items()):
        return given
    ids = talk.call("GET", "/ids")

    def known_id(text: str, key: str) -> str:
        if is_path(text, key) and text not in ids:
            raise click.UsageError(f"{key}: expected an id or a path of the seed, found {text}")
        return str(ids[text]) if is_path(text, key) else text

    return {known_id(key, key): known_id(value, key) for key, value in given.items()}
