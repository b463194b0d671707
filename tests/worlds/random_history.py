"""Random histories: calls of all areas on the demo, which another world can repeat."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from hypothesis import strategies as st

from mockflow import Mockflow
from mockflow.core.codec import encoded
from mockflow.core.store import State, records_of
from mockflow.core.wire import loads
from mockflow.domain.sites import SITES
from mockflow.worlds.tables import TABLES
from mockflow.worlds.world import World

NOW = "2026-01-15T12:00:00Z"
OFTEN = ["create", "create", "live", "change", "change", "publish", "unpublish", "delete", "rewind"]
ONCE = ["page", "content", "site", "field", "topic", "author", "webhook", "asset", "order-note", "stock"]
CONFIG = ["redirect", "robots", "tags", "well-known"]
VISITS = ["submit", "order", "comment", "rename"]
WISHES = st.lists(st.tuples(st.sampled_from([*OFTEN, *ONCE, *VISITS, *CONFIG]), st.integers(0, 999)), max_size=12)


class Made(NamedTuple):
    """A call that was made: one of the API, or of the control plane."""

    door: str
    method: str
    path: str
    body: Any


def new_world() -> Mockflow:
    return Mockflow(clock=NOW, plan="enterprise", rate_limit=False, quirks={"publish_limit": "off"}, webhooks="off")


def world_of(mock: Mockflow) -> World:
    return mock._worlds.default  # noqa: SLF001 - the whole state has no public door


_found: dict[tuple[int, Any], tuple[Any, Any]] = {}


def once(record: Any, *steps: Callable[[Any], Any]) -> Any:
    """What these functions, one after the other, make of a record, made once: most records are in many states."""
    which = (id(record), steps)
    if which not in _found:
        value = record
        for step in steps:
            value = step(value)
        _found[which] = (record, value)  # with the record, so that no other one gets its id
    return _found[which][1]


def state_value(state: State) -> Mapping[str, Any]:
    """Everything that a state holds, as plain values, whatever version it is."""
    tables = {
        table.name: sorted(((table.key(each), once(each, encoded)) for each in records_of(state, table)), key=repr)
        for table in TABLES
    }
    return {"tables": tables, "counter": state.counter, "salt": state.salt, "written": state.written}


def ask(mock: Mockflow, call: Made) -> tuple[int, bytes]:
    """The status and the bytes of the answer."""
    base = "http://mockflow.test/_mockflow" if call.door == "control" else ""
    with mock.http(mock.app_token) as client:
        answer = client.request(call.method, base + call.path, json=call.body)
    return answer.status_code, answer.content


class Past:
    """A world with a random history.

    Attributes:
        calls: those that changed the world: that at place ``n - 1`` made the entry n.
        states: those that the world had: that at place n after the entry n.
    """

    def __init__(self, mock: Mockflow, wishes: list[tuple[str, int]]) -> None:
        self.mock, self.world = mock, world_of(mock)
        self.calls: list[Made] = []
        self.states = [self.world.state]
        self.items = [mock.id(f"journal/{slug}") for slug in ("first-post", "winter-catalogue")]
        for kind, number in wishes:
            call = self._call(kind, number)
            status, content = ask(mock, call)
            assert status < 500, content
            if self.world.state.version == len(self.states):
                self.calls.append(call)
                self.states.append(self.world.state)
                if kind in {"create", "live"}:
                    self.items.append(loads(content)["id"])

    @property
    def head(self) -> int:
        return len(self.calls)

    def _call(self, kind: str, number: int) -> Made:
        mock = self.mock
        site, journal = f"/sites/{mock.site_id}", f"/collections/{mock.id('journal')}/items"
        item = self.items[number % len(self.items)]
        name = {"fieldData": {"name": f"N {number % 7}", "slug": f"n-{number % 11}"}}
        page, stock = f"/pages/{mock.id('pages/about')}", f"{mock.id('sku')}/items/{mock.id('sku/lantern')}/inventory"
        french = next(records_of(self.states[0], SITES)).locales[1].id
        node = {"nodeId": mock.id("pages/about/title"), "text": f"<h1>T {number % 3}</h1>"}
        wanted = {
            "create": Made("api", "POST", journal, name),
            "live": Made("api", "POST", f"{journal}/live", name),
            "change": Made("api", "PATCH", f"{journal}/{item}", {"fieldData": {"summary": f"S {number % 5}"}}),
            "publish": Made("api", "POST", f"{journal}/publish", {"itemIds": [item]}),
            "unpublish": Made("api", "DELETE", f"{journal}/{item}/live", None),
            "delete": Made("api", "DELETE", f"{journal}/{item}", None),
            "page": Made("api", "PUT", page, {"title": f"P {number % 3}"}),
            "content": Made("api", "POST", f"{page}/dom?localeId={french}", {"nodes": [node]}),
            "site": Made("api", "POST", f"{site}/publish", {"publishToWebflowSubdomain": True}),
            "field": Made(
                "api",
                "POST",
                f"/collections/{mock.id('faq')}/fields",
                {"displayName": f"F {number % 4}", "type": "PlainText"},
            ),
            "topic": Made("api", "DELETE", f"/collections/{mock.id('topics')}/items/{mock.id('topics/clay')}", None),
            "author": Made("api", "DELETE", f"/collections/{mock.id('authors')}/items/{mock.id('authors/ada')}", None),
            "webhook": Made(
                "api",
                "POST",
                f"{site}/webhooks",
                {"triggerType": "site_publish", "url": f"http://127.0.0.1:{number + 1}"},
            ),
            "submit": Made("control", "POST", "/simulate/form-submission", {}),
            "order": Made("control", "POST", "/simulate/order", {}),
            "comment": Made("control", "POST", "/simulate/comment", {"content": f"C {number}"}),
            "rename": Made("control", "POST", "/simulate/page", {"action": "rename", "title": f"R {number % 3}"}),
            "asset": Made("api", "POST", f"{site}/assets", {"fileName": "a.txt", "fileHash": f"{number:032x}"}),
            "order-note": Made("api", "PATCH", f"{site}/orders/0f8-d21", {"comment": f"O {number % 3}"}),
            "stock": Made("api", "PATCH", f"/collections/{stock}", {"inventoryType": "finite", "quantity": number % 6}),
            "redirect": Made("api", "POST", f"{site}/redirects", {"fromUrl": f"/{number % 5}", "toUrl": "/"}),
            "robots": Made(
                "api",
                ("PATCH", "DELETE")[number % 2],
                f"{site}/robots_txt",
                {"rules": [{"userAgent": "*", "disallows": [f"/{number % 3}"]}]},
            ),
            "tags": Made(
                "api",
                "PATCH",
                f"{site}/integrations/google_tags",
                {"googleTagIds": [{"tagId": f"G-00{number % 4}", "displayName": "T", "order": number % 3}]},
            ),
            "well-known": Made(
                "api", "PUT", f"{site}/well_known", {"fileName": f"{number % 3}.txt", "fileData": f"W {number % 2}"}
            ),
            "rewind": Made("control", "POST", "/rewind", {"to": number % (len(self.states))}),
        }
        return wanted[kind]
