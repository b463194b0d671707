"""Nothing of one world is to be had in another, by any operation, id, token or URL."""

import re
from collections.abc import Iterator
from copy import deepcopy
from hashlib import md5
from typing import Any

import httpx
import orjson
import pytest

from mockflow import Mockflow
from mockflow.core.codec import encoded
from mockflow.core.ids import path_id_pattern
from mockflow.core.route import Route
from mockflow.core.store import records_of
from mockflow.domain.orders import ORDERS
from mockflow.domain.stored_files import FILES
from mockflow.resources.table import ROUTES
from mockflow.worlds.tables import TABLES
from mockflow.worlds.tokens import READY_MADE
from mockflow.worlds.world import World
from tests import fonts
from tests.worlds.calls import SEED, Ready, calls_of, ids_of
from tests.worlds.several import NOON, ROOT, Process

LOOKS_LIKE_AN_ID = re.compile(
    r"(?<![0-9a-f-])(?:[0-9a-f]{24}|[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
    r"|[0-9a-f]{3}-[0-9a-f]{3}(?:-[0-9a-f]{3})?)(?![0-9a-f-])"
)


class Two:
    """World a, whose ids b does not have, and world b; both of the same seed, and in both something was done."""

    def __init__(self, mock: Mockflow) -> None:
        self.process = Process(mock)
        self.a = self.process.put("a", distinctIds=True)
        self.b = self.process.put("b")
        self._use_a()
        for wanted in ({"name": "agent", "kind": "oauth"}, {"token": "literal-of-a", "kind": "oauth"}):
            self.process.http.post(f"{self.a['controlUrl']}/tokens", json=wanted)
        self.foreign = sorted(mentioned(self.world("a")) - mentioned(self.world("b")))

    def _use_a(self) -> None:
        """Make a record of every kind, beside those of the seed."""
        ids, site = self.process.ids("a"), f"/sites/{self.a['sites'][0]['id']}"
        price = {"value": 5, "unit": "EUR"}
        fields = {"name": "Lamp", "slug": "lamp"}
        for path, body in (
            (f"/collections/{ids['notes']}/items/live", {"fieldData": {"name": "Made"}}),
            (f"{site}/collections", {"displayName": "Made", "singularName": "Made"}),
            (f"{site}/products", {"product": {"fieldData": fields}, "sku": {"fieldData": {**fields, "price": price}}}),
            (f"{site}/asset_folders", {"displayName": "Made"}),
            (f"{site}/custom_fonts", fonts.BODY),
            (f"{site}/webhooks", {"triggerType": "form_submission", "url": f"{self.a['controlUrl']}/sink/a"}),
        ):
            answer = self.process.call(self.a, "POST", path, json=body)
            assert answer.status_code < 300, answer.text
        script = {"displayName": "Made", "version": "1.0.0", "sourceCode": "run()"}
        answer = self.process.call(self.a, "POST", f"{site}/registered_scripts/inline", kind="app", json=script)
        assert answer.status_code == 201, answer.text
        for path in ("form-submission", "order", "comment", "visit", "page"):
            answer = self.process.http.post(f"{self.a['controlUrl']}/simulate/{path}", json={})
            assert answer.status_code == 201, answer.text
        asked = {"fileName": "made.txt", "fileHash": md5(b"Made", usedforsecurity=False).hexdigest()}
        made = self.process.call(self.a, "POST", f"{site}/assets", json=asked).json()
        assert sent(self, "a", made["uploadDetails"], b"Made").status_code == 201

    def world(self, world_id: str) -> World:
        world = self.process.mock._worlds.find(world_id)  # noqa: SLF001 - the state itself
        assert world is not None
        return world

    def call(self, ready: Ready, token: str = "mockflow-app-token", **headers: str) -> httpx.Response:  # noqa: S107 - made up
        """This call in world b."""
        prefix = "" if headers else "/w/b"
        path = ready.route.path.format(**ready.params)
        head = {"Authorization": f"Bearer {token}", **headers}
        return self.process.http.request(
            ready.route.method, f"{prefix}/v2{path}", params=ready.query, json=ready.body, headers=head
        )


def mentioned(world: World) -> set[str]:
    """Whatever looks like an id in all that a world holds, wherever it stands: of this the test is complete."""
    texts = (orjson.dumps(encoded(record)).decode() for table in TABLES for record in records_of(world.state, table))
    return {found for text in texts for found in LOOKS_LIKE_AN_ID.findall(text)}


@pytest.fixture(scope="module")
def two() -> Iterator[Two]:
    quirks = {"publish_limit": "off"}
    with Mockflow(SEED, clock=NOON, rate_limit=False, quirks=quirks) as mock:
        yield Two(mock)
        assert mock.failures() == []


OPERATIONS = pytest.mark.parametrize("route", ROUTES, ids=lambda route: f"{route.operation_id} {route.path}")


@OPERATIONS
def test_the_calls_are_good_ones(two: Two, route: Route) -> None:
    """In a fork of world b each succeeds: so that what is refused below is refused for an id or a token."""
    for at, _ in enumerate(calls_of(route, ids_of(two.world("b")))):
        two.process.put("probe", **{"from": "b"})
        ready = list(calls_of(route, ids_of(two.world("probe"))))[at]
        answer = two.call(ready, **{"X-Mockflow-World": "probe"})
        assert answer.status_code == route.success, answer.text


def test_every_record_is_tried(two: Two) -> None:
    """The ids that are looked for hold the key of every record of world a; scripts have names, and their sites' ids."""
    world, tried = two.world("a"), set(two.foreign)
    for table in TABLES:
        for record in records_of(world.state, table):
            key = table.key(record)
            first = key[0] if isinstance(key, tuple) else key
            ids = LOOKS_LIKE_AN_ID.findall(str(first)) or LOOKS_LIKE_AN_ID.findall(str(key))
            assert ids[-1] in tried, (table.name, key)
    assert len(tried) > 80


@OPERATIONS
def test_no_id_of_another_world_is_found_by_a_path(two: Two, route: Route) -> None:
    """Each in each parameter of each path is a 404, and nothing has changed."""
    world = two.world("b")
    before = world.state
    for ready in calls_of(route, ids_of(world)):
        for name in route.params:
            for other in two.foreign:
                if path_id_pattern(name).fullmatch(other):
                    answer = two.call(ready._replace(params={**ready.params, name: other}))
                    assert answer.status_code == 404, (name, other, answer.text)
                    assert not (set(two.foreign) - {other}) & set(LOOKS_LIKE_AN_ID.findall(answer.text))
    assert world.state is before


@OPERATIONS
def test_no_id_of_another_world_is_found_by_a_query_or_a_body(two: Two, route: Route) -> None:
    """Each in the place of each id that a call says is refused, or finds nothing; and nothing has changed."""
    world = two.world("b")
    before, own = world.state, mentioned(world)
    for ready in calls_of(route, ids_of(world)):
        for other, changed in instead(ready, own, two.foreign):
            answer = two.call(changed)
            told = set(LOOKS_LIKE_AN_ID.findall(answer.text)) - {other}
            assert not told & set(two.foreign), answer.text
            assert world.state is before, (other, changed, answer.text)
            if answer.status_code < 400:
                assert nothing_in(answer), (other, changed, answer.text)


def nothing_in(answer: httpx.Response) -> bool:
    """Whether an answer has no record: a list that is empty, or what was not published and why."""
    said = answer.json()
    lists = [value for key, value in said.items() if isinstance(value, list) and key != "failed"]
    return bool(lists) and not said.get("publishedItemIds") and (said.get("errors") or not any(lists))


def instead(ready: Ready, own: set[str], others: list[str]) -> Iterator[tuple[str, Ready]]:
    """This call with each of the others in each place where it says an id."""
    said = {"query": ready.query, "body": ready.body}
    for place in places(said, own):
        for other in others:
            changed = deepcopy(said)
            put(changed, place, other)
            yield other, ready._replace(query=changed["query"], body=changed["body"])


def places(said: Any, own: set[str], here: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where ids stand, as values and as keys."""
    if isinstance(said, str):
        if said in own:
            yield here
    elif isinstance(said, dict):
        for key, value in said.items():
            if key in own:
                yield (*here, "key", key)
            yield from places(value, own, (*here, key))
    elif isinstance(said, list):
        for at, value in enumerate(said):
            yield from places(value, own, (*here, at))


def put(said: Any, place: tuple[Any, ...], other: str) -> None:
    """Set what stands at this place."""
    if place[-2:-1] == ("key",):
        for step in place[:-2]:
            said = said[step]
        said[other] = said.pop(place[-1])
        return
    for step in place[:-1]:
        said = said[step]
    said[place[-1]] = other


@OPERATIONS
def test_no_token_of_another_world_is_taken(two: Two, route: Route) -> None:
    """Minted, literal and ready-made ones of world a are a 401 wherever b is named; found by itself, a knows no id."""
    world = two.world("b")
    before = world.state
    tokens = {token.value for token in two.world("a").tokens if token.value not in READY_MADE}
    tokens |= {f"{name}.a" for name in READY_MADE}
    assert tokens >= {"agent.a", "literal-of-a", "mockflow-site-token.a"}
    ready = next(calls_of(route, ids_of(world)))
    for token in sorted(tokens):
        for named in ({}, {"X-Mockflow-World": "b"}, {"baggage": "mockflow.world=b"}):
            assert two.call(ready, token, **named).status_code == 401
    if route.params:
        answer = two.call(ready, "agent.a", **{"X-Other": "1"})
        assert answer.status_code == 404, answer.text
    assert world.state is before


def test_no_file_of_another_world_is_hosted(two: Two) -> None:
    """Neither by its hosting URL nor by that of the store; each is there in its own world."""
    files = list(records_of(two.world("a").state, FILES))
    assets = two.process.call(two.a, "GET", f"/sites/{two.a['sites'][0]['id']}/assets").json()["assets"]
    registered = two.process.call(two.a, "GET", f"/sites/{two.a['sites'][0]['id']}/custom_fonts").json()["customFonts"]
    urls = [each["hostedUrl"] for each in (*assets, *registered) if each.get("fontFamily") != "Acme Sans"]
    assert len(urls) == len(files) == 3
    for url in urls:
        path = url.removeprefix(f"{ROOT}/w/a")
        store = f"/_storage/mockflow-uploads/{path.removeprefix('/_')}"
        assert two.process.http.get(url).status_code == 200
        for prefix in ("/w/b", "", "/w/default"):
            assert two.process.http.get(prefix + path).status_code == 404
            assert two.process.http.get(prefix + store).status_code == 404


def test_an_upload_target_is_of_one_world(two: Two) -> None:
    """A form of a is refused by others, even for its bytes by one that gave the same key; each has its own bytes."""
    bodies = {"a": b"Of a.", "b": b"Of b!"}
    fork = two.process.put("a2", **{"from": "a"})
    made = {}
    for world, content in ((two.a, bodies["a"]), (fork, bodies["b"])):
        asked = {"fileName": "same.txt", "fileHash": md5(content, usedforsecurity=False).hexdigest()}
        made[world["id"]] = two.process.call(
            world, "POST", f"/sites/{world['sites'][0]['id']}/assets", json=asked
        ).json()
    assert made["a"]["id"] == made["a2"]["id"]
    before = two.world("b").state
    form = made["a"]["uploadDetails"]
    for world_id, status in (("b", 403), ("default", 403), ("a2", 400), ("nope", 404)):
        assert sent(two, world_id, form, bodies["a"]).status_code == status
    assert two.world("b").state is before
    assert sent(two, "a", form, bodies["a"]).status_code == 201
    assert sent(two, "a2", made["a2"]["uploadDetails"], bodies["b"]).status_code == 201
    assert two.process.http.get(made["a"]["hostedUrl"]).content == bodies["a"]
    assert two.process.http.get(made["a2"]["hostedUrl"]).content == bodies["b"]


def sent(two: Two, world_id: str, form: dict[str, str], content: bytes) -> httpx.Response:
    url = f"{ROOT}/w/{world_id}/_storage/mockflow-uploads"
    return two.process.http.post(url, data=form, files={"file": ("same.txt", content, "text/plain")})


def test_no_id_of_another_world_is_found_by_the_control_plane(two: Two) -> None:
    """Simulations refuse them, tokens are not revoked by them, and no journal, delivery or message is another's."""
    world = two.world("b")
    before, control = world.state, two.b["controlUrl"]
    http = two.process.http
    for other in two.foreign:
        for path, body in (
            ("form-submission", {"formId": other}),
            ("order", {"items": [{"skuId": other, "count": 1}]}),
            ("comment", {"pageId": other}),
            ("comment", {"threadId": other}),
            ("visit", {"pageId": other}),
            ("visit", {"itemId": other}),
            ("page", {"action": "delete", "pageId": other}),
            ("publish", {"siteId": other}),
        ):
            assert http.post(f"{control}/simulate/{path}", json=body).status_code in {400, 404}, (path, other)
        assert http.post(f"{control}/tokens", json={"siteIds": [other]}).status_code == 400
    for token in http.get(f"{two.a['controlUrl']}/tokens").json()["tokens"]:
        if token["name"] not in READY_MADE:
            assert http.delete(f"{control}/tokens/{token['id']}").status_code == 404
    assert world.state is before
    for call in ("requests", "deliveries", "sink/a", "ids", "unmatched"):
        text = http.get(f"{control}/{call}").text
        own = [each for each in two.foreign if each in text and call != "requests"]
        assert own == [], call
    assert "literal-of-a" not in http.get(f"{control}/tokens").text


def test_orders_are_among_what_is_tried(two: Two) -> None:
    """Their ids have a form of their own."""
    orders = [order.id for order in records_of(two.world("a").state, ORDERS)]
    assert len(orders) == 3
    assert set(orders) <= set(two.foreign)
