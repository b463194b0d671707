"""Each kind of difference, in a copy of the contract that was changed in one place."""

from collections.abc import Callable
from copy import deepcopy
from functools import cache
from typing import Any

import pytest

from mockflow.contract import build_contract
from mockflow.drift import Difference, find_drift

Document = dict[str, Any]
SITE = "/components/schemas/Site/properties"
LIST = "/paths/~1sites/get"
ITEMS = "/paths/~1collections~1{collection_id}~1items"
WEBHOOK = "/components/schemas/NewWebhook"


PATHS = (
    "/sites/{site_id}/plan",
    "/sites",
    "/sites/{site_id}",
    "/sites/{site_id}/webhooks",
    "/collections/{collection_id}/items",
)
INVENTORY = "/collections/{sku_collection_id}/items/{sku_id}/inventory"


@cache
def contract() -> Document:
    """The part of the contract that is changed below, for the whole takes a second each time."""
    whole = build_contract()
    whole["paths"] = {path: whole["paths"][path] for path in (*PATHS, INVENTORY)}
    return whole


def at(document: Document, pointer: str) -> Any:
    """What stands at a JSON pointer, as RFC 6901 has it."""
    found: Any = document
    for token in pointer.split("/")[1:]:
        key = token.replace("~1", "/").replace("~0", "~")
        found = found[int(key)] if isinstance(found, list) else found[key]
    return found


def drift_of(spec: Document) -> list[Difference]:
    return list(find_drift(spec, contract()).differences)


def test_a_document_does_not_differ_from_itself() -> None:
    """The contract, taken as the published document, has nothing that the contract lacks, and the other way round."""
    assert drift_of(deepcopy(contract())) == []


def put(pointer: str, key: str, value: Any) -> Callable[[Document], None]:
    return lambda spec: at(spec, pointer).__setitem__(key, value)


def drop(pointer: str, key: str) -> Callable[[Document], None]:
    return lambda spec: at(spec, pointer).__delitem__(key)


CHANGES: dict[str, tuple[Callable[[Document], None], str, str]] = {
    "an operation": (
        put("/paths", "/robots/{id}", {"get": {"operationId": "get-robot", "responses": {}}}),
        "/paths/~1robots~1{id}/get",
        "GET /robots/{id}: SPEC: the operation get-robot; mockflow: none",
    ),
    "no operation": (
        drop("/paths/~1sites", "get"),
        "/paths",
        "GET /sites: SPEC: no such operation; mockflow: list-sites",
    ),
    "a name": (
        put(LIST, "operationId", "sites-list"),
        f"{LIST}/operationId",
        "GET /sites: SPEC: the operationId sites-list; mockflow: list-sites",
    ),
    "a scope": (
        put(LIST, "security", [{"token": ["sites:list"]}]),
        f"{LIST}/security",
        "GET /sites: SPEC: the scope sites:list; mockflow: the scope sites:read",
    ),
    "no scope": (
        drop(LIST, "security"),
        LIST,
        "GET /sites: SPEC: nothing of scopes; mockflow: the scope sites:read",
    ),
    "a parameter": (
        put(LIST, "parameters", [{"name": "after", "in": "query", "schema": {"type": "string"}}]),
        f"{LIST}/parameters/0",
        "GET /sites parameter after: SPEC: it in query; mockflow: none",
    ),
    "no parameter": (
        drop("/paths/~1sites~1{site_id}~1plan", "parameters"),
        "/paths/~1sites~1{site_id}~1plan/get",
        "GET /sites/{site_id}/plan parameter site_id: SPEC: no such parameter; mockflow: it in path",
    ),
    "a parameter's need": (
        put(f"{ITEMS}/get/parameters/0", "required", value=True),
        f"{ITEMS}/get/parameters/0",
        "GET /collections/{collection_id}/items parameter limit: SPEC: it required; mockflow: optional",
    ),
    "a parameter's type": (
        put(f"{ITEMS}/get/parameters/0/schema", "type", "string"),
        f"{ITEMS}/get/parameters/0/schema",
        "GET /collections/{collection_id}/items parameter limit: SPEC: string; mockflow: integer",
    ),
    "a parameter's default": (
        put(f"{ITEMS}/get/parameters/0/schema", "default", 20),
        f"{ITEMS}/get/parameters/0/schema",
        "GET /collections/{collection_id}/items parameter limit: SPEC: the default 20; mockflow: the default 100",
    ),
    "a parameter's maximum": (
        put(f"{ITEMS}/get/parameters/0/schema", "maximum", 50),
        f"{ITEMS}/get/parameters/0/schema",
        "GET /collections/{collection_id}/items parameter limit: SPEC: maximum 50; mockflow: no maximum",
    ),
    "a parameter's values": (
        put("/components/schemas/NewWebhook/properties/triggerType", "enum", ["site_publish", "moon_rises"]),
        f"{WEBHOOK}/properties/triggerType",
        "POST /sites/{site_id}/webhooks request triggerType: SPEC: also moon_rises; mockflow: also ",
    ),
    "a field of an answer": (
        put(SITE, "colour", {"type": "string"}),
        f"{SITE}/colour",
        "GET /sites response 200 sites[].colour (and in 2 more): SPEC: a field; mockflow: none",
    ),
    "no field of an answer": (
        drop(SITE, "shortName"),
        "/components/schemas/Site",
        "GET /sites response 200 sites[].shortName (and in 2 more): SPEC: no such field; mockflow: one",
    ),
    "a field of a request": (
        put(f"{WEBHOOK}/properties", "colour", {"type": "string"}),
        f"{WEBHOOK}/properties/colour",
        "POST /sites/{site_id}/webhooks request colour: SPEC: a field; mockflow: none",
    ),
    "a field's type": (
        put(f"{SITE}/shortName", "type", "number"),
        f"{SITE}/shortName",
        "GET /sites response 200 sites[].shortName (and in 2 more): SPEC: number; mockflow: string",
    ),
    "a field's null": (
        put(f"{SITE}/shortName", "type", ["string", "null"]),
        f"{SITE}/shortName",
        "GET /sites response 200 sites[].shortName (and in 2 more): SPEC: null too; mockflow: no null",
    ),
    "a field's null of 3.0": (
        put(f"{SITE}/shortName", "nullable", value=True),
        f"{SITE}/shortName",
        "GET /sites response 200 sites[].shortName (and in 2 more): SPEC: null too; mockflow: no null",
    ),
    "a field's values": (
        put(f"{SITE}/shortName", "enum", ["a", "b"]),
        f"{SITE}/shortName",
        "GET /sites response 200 sites[].shortName (and in 2 more): SPEC: one of a, b; mockflow: any value",
    ),
    "a needed field of an answer": (
        put("/components/schemas/SitePublishPayload", "required", ["domains", "pageId"]),
        "/components/schemas/SitePublishPayload/properties/pageId",
        "site_publish event payload.pageId: SPEC: it required; mockflow: optional",
    ),
    "a needed field of a request": (
        put(WEBHOOK, "required", ["url"]),
        f"{WEBHOOK}/properties/triggerType",
        "POST /sites/{site_id}/webhooks request triggerType: SPEC: it optional; mockflow: required",
    ),
    "further keys": (
        put("/components/schemas/Site", "additionalProperties", value=True),
        "/components/schemas/Site",
        "GET /sites response 200 sites[] (and in 2 more): SPEC: any further keys; mockflow: none",
    ),
    "a body": (
        put("/paths/~1sites~1{site_id}/get", "requestBody", {"content": {"application/json": {"schema": {}}}}),
        "/paths/~1sites~1{site_id}/get/requestBody",
        "GET /sites/{site_id} request: SPEC: a JSON body; mockflow: none",
    ),
    "no body": (
        drop("/paths/~1sites~1{site_id}~1webhooks/post", "requestBody"),
        "/paths/~1sites~1{site_id}~1webhooks/post",
        "POST /sites/{site_id}/webhooks request: SPEC: no JSON body; mockflow: one",
    ),
    "no answer": (
        drop(f"{LIST}/responses/200", "content"),
        f"{LIST}/responses/200",
        "GET /sites response 200: SPEC: no JSON body; mockflow: one",
    ),
    "a status": (
        put(f"{LIST}/responses", "418", {"description": ""}),
        f"{LIST}/responses/418",
        "GET /sites response 418: SPEC: the status 418; mockflow: none",
    ),
    "no status": (
        drop(f"{LIST}/responses", "401"),
        f"{LIST}/responses",
        "GET /sites response 401: SPEC: no such status; mockflow: 401",
    ),
    "an event": (
        put("/webhooks", "moon_rises", {"post": {}}),
        "/webhooks/moon_rises",
        "moon_rises event: SPEC: the event; mockflow: none",
    ),
    "no event": (
        drop("/webhooks", "site_publish"),
        "/webhooks",
        "site_publish event: SPEC: no such event; mockflow: one",
    ),
    "a field of an event": (
        put("/components/schemas/CommentPayload/properties", "colour", {"type": "string"}),
        "/components/schemas/CommentPayload/properties/colour",
        "comment_created event payload.colour: SPEC: a field; mockflow: none",
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_difference_is_told_with_its_pointer(name: str) -> None:
    """One change of the document is one line: where in the file, where in the API, and what both say."""
    change, pointer, words = CHANGES[name]
    spec = deepcopy(contract())
    change(spec)
    found = drift_of(spec)
    assert any(str(each).startswith(f"{pointer}: {words}") for each in found), list(map(str, found))
    assert {each.place.call for each in found} == {found[0].place.call}
    at(spec, pointer)  # it leads somewhere


NO_DIFFERENCE: dict[str, Callable[[Document], None]] = {
    "a key that is only read, in a request": put(
        f"{WEBHOOK}/properties", "colour", {"type": "string", "readOnly": True}
    ),
    "a key that is only written, in an answer": put(SITE, "colour", {"type": "string", "writeOnly": True}),
    "any number where whole ones are sent": put("/components/schemas/Inventory/properties/quantity", "type", "number"),
    "no list of values where a few are sent": drop("/components/schemas/Inventory/properties/inventoryType", "enum"),
    "texts, formats and examples": put(f"{SITE}/shortName", "format", "hostname"),
    "an answer that need not have a key": drop("/components/schemas/Site", "required"),
    "no section of events": drop("", "webhooks"),
    "statuses by their class": lambda spec: at(spec, f"{LIST}/responses").update(
        {"4XX": at(spec, f"{LIST}/responses").pop("401")}
    ),
}


@pytest.mark.parametrize("name", NO_DIFFERENCE)
def test_what_is_no_difference_is_not_told(name: str) -> None:
    """What changes nothing for a client is left alone."""
    spec = deepcopy(contract())
    NO_DIFFERENCE[name](spec)
    assert drift_of(spec) == []


def test_a_field_that_answers_share_is_told_once() -> None:
    """A difference behind a reference is one, and says where else it shows."""
    spec = deepcopy(contract())
    put(SITE, "colour", {"type": "string"})(spec)
    (told,) = drift_of(spec)
    assert told.also == ("GET /sites/{site_id} response 200 colour", "PATCH /sites/{site_id} response 200 colour")


def test_paths_match_whatever_their_parameters_are_called() -> None:
    """Another name of a path's parameter is a difference of the parameter, and the operation is still the same."""
    spec = deepcopy(contract())
    spec["paths"]["/v2/sites/{id}"] = spec["paths"].pop("/sites/{site_id}")
    at(spec, "/paths/~1v2~1sites~1{id}/parameters/0")["name"] = "id"
    kinds = {(each.kind, each.place.path) for each in drift_of(spec)}
    assert kinds == {("parameter", "id"), ("parameter", "site_id")}
