"""Custom code: the registered scripts that an app puts on a site or on a page, always as one whole list."""

from dataclasses import replace
from operator import attrgetter
from typing import Any, NamedTuple

import orjson

from mockflow.core.call import Call
from mockflow.core.done import Done
from mockflow.core.paging import Page
from mockflow.core.refusal import Refusal
from mockflow.core.route import OAUTH, Route, command, query
from mockflow.core.schema import Items, Length, Moment, Nested, Object, Shape, Text, one_of
from mockflow.core.store import Reader, Transaction
from mockflow.domain.code_attributes import AttributeValue, check_attributes, kept
from mockflow.domain.custom_code import CODES, LOCATIONS, MOST_APPLIED, Applied, CustomCode
from mockflow.domain.listing import Body, PagingQuery, page_as, pagination
from mockflow.domain.pages import PAGES
from mockflow.domain.scripts import SCRIPTS, ScriptKey
from mockflow.domain.sites import SITES

AREA = "custom_code"

_TOLD = 3
"""How many unknown scripts a refusal names."""


class AppliedScript(Shape):
    """A version of a registered script, where it is applied."""

    id = Text(required=True, metadata={"description": "The id of a registered script."})
    location = Text(required=True, validate=one_of(*LOCATIONS), metadata={"description": "Where on the page."})
    version = Text(required=True, metadata={"description": "The version of it."})
    attributes = Object(
        values=AttributeValue(),
        load_default=dict,
        metadata={"description": "Attributes of its element, by name."},
    )

    @staticmethod
    def check(loaded: dict[str, Any]) -> None:
        check_attributes(loaded["attributes"])


class CustomCodeBody(Shape):
    """All that the app applies here, instead of what it did before."""

    scripts = Items(
        Nested(AppliedScript),
        required=True,
        validate=Length(most=MOST_APPLIED),
        metadata={"description": "The whole list; an empty one takes all of it away."},
    )


def _scripts() -> Items:
    return Items(Nested(AppliedScript), required=True, metadata={"description": "In the order in which they run."})


def _created(**rules: Any) -> Moment:
    return Moment(data_key="createdOn", **rules, metadata={"description": "When scripts were first applied here."})


def _updated(**rules: Any) -> Moment:
    return Moment(data_key="lastUpdated", **rules, metadata={"description": "When they were last written."})


class CustomCodeSchema(Shape):
    scripts = _scripts()
    created_on = _created()
    last_updated = _updated()


class BlockSchema(Shape):
    site_id = Text(data_key="siteId", required=True, metadata={"description": "The site."})
    page_id = Text(
        data_key="pageId", required=True, allow_none=True, metadata={"description": "The page; null for all of them."}
    )
    type = Text(required=True, validate=one_of("site", "page"), metadata={"description": "What they are applied to."})
    scripts = _scripts()
    created_on = _created(required=True)
    last_updated = _updated(required=True)


class BlocksSchema(Shape):
    blocks = Items(
        Nested(BlockSchema), required=True, metadata={"description": "Where scripts are applied, the site first."}
    )
    pagination = pagination()


class _Place(NamedTuple):
    """What a call is about: a site, or one of its pages."""

    site_id: str
    page_id: str | None

    def key(self, call: Call) -> tuple[str, str]:
        return self.page_id or self.site_id, call.actor.app


def _place_of(reader: Reader, call: Call) -> _Place:
    if "page_id" in call.path:
        page = reader.get(PAGES, call.path["page_id"])
        return _Place(page.site_id, page.id)
    return _Place(reader.get(SITES, call.path["site_id"]).id, None)


def list_blocks(reader: Reader, call: Call) -> Page[Body]:
    """Wherever scripts are applied, by any app; a place with an empty list is left out."""
    codes = reader.all(CODES, reader.get(SITES, call.path["site_id"]).id)
    rows = codes.derived("with scripts", lambda every: [code for code in every if code.scripts])
    return page_as("blocks", rows, call, attrgetter("block"))


def get_code(reader: Reader, call: Call) -> Any:
    """What the calling app has applied here."""
    key = _place_of(reader, call).key(call)
    if reader.find(CODES, key) is None and _is_empty_allowed(call):
        return {"scripts": []}
    return reader.get(CODES, key)


def apply_code(tx: Transaction, call: Call) -> CustomCode:
    """Replace the list of the calling app; each script must be registered to the site."""
    place = _place_of(tx, call)
    scripts = tuple(
        Applied(each["id"], each["version"], each["location"], kept(each["attributes"]))
        for each in call.body["scripts"]
    )
    _check_registered(tx, place.site_id, scripts)
    before = tx.find(CODES, place.key(call))
    if before is not None:
        return tx.put(CODES, replace(before, scripts=scripts, updated=tx.now))
    return tx.put(CODES, CustomCode(place.site_id, place.page_id, call.actor.app, scripts, tx.now, tx.now))


def _check_registered(reader: Reader, site_id: str, scripts: tuple[Applied, ...]) -> None:
    unknown = [
        f"scripts[{at}]: {orjson.dumps(each.id[:60]).decode()} {orjson.dumps(each.version[:60]).decode()}"
        for at, each in enumerate(scripts)
        if reader.find(SCRIPTS, ScriptKey(each.id, each.version, site_id)) is None
    ]
    if unknown:
        told = ", ".join(unknown[:_TOLD]) + f" and {len(unknown) - _TOLD} more" * (len(unknown) > _TOLD)
        raise Refusal(
            "bad_request",
            f"Bad Request: Request is malformed: expected ids and versions of scripts of the site, found {told}",
        )


def delete_code(tx: Transaction, call: Call) -> None:
    """Take away what the calling app has applied here; its scripts stay registered."""
    key = _place_of(tx, call).key(call)
    if tx.find(CODES, key) is not None or not _is_empty_allowed(call):
        tx.remove(CODES, key)


def _is_empty_allowed(call: Call) -> bool:
    return bool(call.quirks["custom_code_when_empty"] == "empty")


def _rows_of(path: str, noun: str, get: str, put: str, delete: str) -> tuple[Route, ...]:
    """The operations on the custom code of one kind of place."""
    return (
        query(
            get,
            f"GET {path}",
            get_code,
            summary=f"Get the scripts of a {noun}",
            scope="custom_code:read",
            token_kinds=OAUTH,
            returns=CustomCodeSchema,
        ),
        command(
            put,
            f"PUT {path}",
            apply_code,
            summary=f"Replace the scripts of a {noun}",
            scope="custom_code:write",
            token_kinds=OAUTH,
            done=Done("replaced", "custom code"),
            body=CustomCodeBody,
            returns=CustomCodeSchema,
        ),
        command(
            delete,
            f"DELETE {path}",
            delete_code,
            summary=f"Remove the scripts of a {noun}",
            scope="custom_code:write",
            token_kinds=OAUTH,
            done=Done("deleted", "custom code", "removed"),
            success=204,
        ),
    )


ROUTES = (
    query(
        "get-site-custom-code-blocks",
        "GET /sites/{site_id}/custom_code/blocks",
        list_blocks,
        summary="List where scripts are applied",
        scope="custom_code:read",
        token_kinds=OAUTH,
        query=PagingQuery,
        returns=BlocksSchema,
    ),
    *_rows_of(
        "/sites/{site_id}/custom_code",
        "site",
        "get-site-custom-code",
        "add-custom-code-tosite",
        "delete-site-custom-code",
    ),
    *_rows_of(
        "/pages/{page_id}/custom_code",
        "page",
        "get-page-custom-code",
        "add-custom-code-to-page",
        "delete-page-custom-code",
    ),
)
