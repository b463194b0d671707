"""What an app may do in a world, over every area and every door; what each call answered is noted without the world.

The same acts give the same notes in any world of the same seed, whatever else its process has.
"""

import re
from collections.abc import Callable
from hashlib import md5
from typing import Any

import httpx

_DURATIONS = re.compile(r'"durationMs":[\d.e-]+')
_NOT_NOTED = frozenset({"content-length", "date"})
"""Headers that differ with the length of a world's id, and with the time of day of the machine."""

FILE = b"Fire slowly to 600 degrees."


class Caller:
    """An app in one world.

    Args:
        http: reaches the process; its base URL is scheme and host.
        world_id: of the world there; ``default`` has tokens without a suffix.
    """

    def __init__(self, http: httpx.Client, world_id: str) -> None:
        self.http = http
        self.world_id = world_id
        self.base = f"{str(http.base_url).rstrip('/')}/w/{world_id}"
        self.notes: list[Any] = []
        self.ids: dict[str, str] = http.get(f"{self.base}/_mockflow/ids").json()
        self.made: dict[str, list[str]] = {}

    @property
    def site(self) -> str:
        return f"/sites/{self.ids['sites/kiln-and-lantern']}"

    @property
    def items(self) -> str:
        return f"/collections/{self.ids['journal']}/items"

    def api(self, method: str, path: str, json: Any = None, *, bearer: str = "site") -> Any:
        """A call of the API; its JSON."""
        known = {"site", "app", "readonly", "expired"}
        value = f"mockflow-{bearer}-token" if bearer in known else bearer
        suffix = "" if self.world_id == "default" or bearer not in known else f".{self.world_id}"
        headers = {"Authorization": f"Bearer {value}{suffix}"}
        answer = self.http.request(method, f"{self.base}/v2{path}", json=json, headers=headers)
        return self.note(answer)

    def control(self, method: str, path: str, json: Any = None) -> Any:
        """A call of the control plane; its JSON."""
        return self.note(self.http.request(method, f"{self.base}/_mockflow{path}", json=json))

    def note(self, answer: httpx.Response) -> Any:
        length = answer.headers.get("content-length")
        assert length is None or int(length) == len(answer.content)
        head = [(name, self.without_world(value)) for name, value in answer.headers.items() if name not in _NOT_NOTED]
        self.notes.append((answer.request.method, answer.status_code, sorted(head), self.without_world(answer.text)))
        return answer.json() if answer.headers.get("content-type", "").startswith("application/json") else None

    def without_world(self, text: str) -> str:
        """Text with neither the world nor the address of its process, and without how long a thing took."""
        for own, other in (
            (self.base, "BASE"),
            (f"/w/{self.world_id}/", "/w/WORLD/"),
            (f".{self.world_id}", ""),
            (f'"id":"{self.world_id}"', '"id":"WORLD"'),
            (f'"x-mockflow-world":"{self.world_id}"', '"x-mockflow-world":"WORLD"'),
            (f'"X-Mockflow-World":"{self.world_id}"', '"X-Mockflow-World":"WORLD"'),
            (str(self.http.base_url.netloc.decode()), "HOST"),
        ):
            text = text.replace(own, other)
        assert self.world_id == "default" or self.world_id not in text
        return _DURATIONS.sub("", text)

    def chosen(self, kind: str, n: int, *otherwise: str) -> str:
        """One of the ids of this kind that were made here, or one of the seed's."""
        ids = self.made.get(kind, []) + [self.ids[path] for path in otherwise]
        return ids[n % len(ids)] if ids else "0" * 24

    def keep(self, kind: str, record_id: str) -> None:
        self.made.setdefault(kind, []).append(record_id)


Act = Callable[[Caller, int], None]


def create(on: Caller, n: int) -> None:
    made = on.api("POST", on.items, {"fieldData": {"name": f"Post {n}", "summary": "x" * n}})
    if "id" in made:
        on.keep("item", made["id"])


def create_wrong(on: Caller, n: int) -> None:
    wrong: list[Any] = [{"name": 5}, {"name": "x", "nope": 1}, {"name": "x", "author": "0" * 24}, {}]
    on.api("POST", on.items, {"fieldData": wrong[n % 4]})


def create_over_locales(on: Caller, n: int) -> None:
    locales = [on.ids["locales/en"], on.ids["locales/fr"]]
    on.api("POST", f"{on.items}/bulk", {"cmsLocaleIds": locales, "fieldData": [{"name": f"Bulk {n}"}]})


def _item(on: Caller, n: int) -> str:
    return on.chosen("item", n, "journal/first-post", "journal/winter-catalogue")


def update(on: Caller, n: int) -> None:
    on.api("PATCH", f"{on.items}/{_item(on, n)}", {"fieldData": {"summary": f"Changed {n}", "reading-minutes": n}})


def update_live(on: Caller, n: int) -> None:
    on.api("PATCH", f"{on.items}/{_item(on, n)}/live", {"fieldData": {"summary": f"Live {n}"}})


def publish_items(on: Caller, n: int) -> None:
    on.api("POST", f"{on.items}/publish", {"itemIds": [_item(on, n), _item(on, n + 1)]})


def delete_item(on: Caller, n: int) -> None:
    on.api("DELETE", f"{on.items}/{_item(on, n)}")


def delete_topic(on: Caller, n: int) -> None:
    topic = on.ids[("topics/clay", "topics/light")[n % 2]]
    on.api("DELETE", f"/collections/{on.ids['topics']}/items", {"items": [{"id": topic}]})


def list_items(on: Caller, n: int) -> None:
    on.api("GET", f"{on.items}?limit={n}&sortBy=name")
    on.api("GET", f"{on.items}/live?offset={n}")


def publish_site(on: Caller, n: int) -> None:
    on.api("POST", f"{on.site}/publish", {"publishToWebflowSubdomain": n % 2 == 0})


def make_collection(on: Caller, n: int) -> None:
    made = on.api("POST", f"{on.site}/collections", {"displayName": f"Notes {n % 3}", "singularName": f"Note {n % 3}"})
    if "id" in made:
        on.keep("collection", made["id"])
        on.api("POST", f"/collections/{made['id']}/fields", {"displayName": "Shown", "type": "Switch"})


def drop_collection(on: Caller, n: int) -> None:
    on.api("DELETE", f"/collections/{on.chosen('collection', n, 'faq')}")


def visit_form(on: Caller, n: int) -> None:
    on.control("POST", "/simulate/form-submission", {"data": {"Name": f"Visitor {n}"}} if n % 2 else {})
    found = on.api("GET", f"/forms/{on.ids['forms/contact']}/submissions")
    on.api("DELETE", f"/form_submissions/{found['formSubmissions'][0]['id']}") if n % 3 == 0 else None


def order(on: Caller, n: int) -> None:
    made = on.control("POST", "/simulate/order", {"items": [{"skuId": on.ids["sku/lantern"], "count": n % 3 + 1}]})
    on.api("GET", f"{on.site}/orders?limit=3")
    if "orderId" in made:
        on.api("POST", f"{on.site}/orders/{made['orderId']}/{('fulfill', 'refund')[n % 2]}", {})


def product(on: Caller, n: int) -> None:
    price = {"value": n, "unit": "EUR"}
    fields = {"name": f"Lamp {n}", "slug": f"lamp-{n}"}
    body = {"product": {"fieldData": fields}, "sku": {"fieldData": {**fields, "slug": f"sku-{n}", "price": price}}}
    on.api("POST", f"{on.site}/products", body)


def stock(on: Caller, n: int) -> None:
    path = f"/collections/{on.ids['sku']}/items/{on.ids['sku/paper-clock']}/inventory"
    on.api("PATCH", path, {"inventoryType": "finite", "updateQuantity": n})
    on.api("GET", path)


def page(on: Caller, n: int) -> None:
    on.api("PUT", f"/pages/{on.ids['pages/about']}", {"title": f"About {n}"})
    on.control("POST", "/simulate/page", {"action": "create", "title": f"Page {n}"})
    on.api("GET", f"{on.site}/pages")


def comment(on: Caller, n: int) -> None:
    on.control("POST", "/simulate/comment", {"content": f"Look at {n}"})


def hook(on: Caller, n: int) -> None:
    trigger = ("collection_item_created", "form_submission", "site_publish", "ecomm_new_order")[n % 4]
    body = {"triggerType": trigger, "url": f"{on.base}/_mockflow/sink/{trigger}"}
    on.api("POST", f"{on.site}/webhooks", body, bearer=("site", "app")[n % 2])
    on.api("GET", f"{on.site}/webhooks")


def look_at_deliveries(on: Caller, n: int) -> None:
    on.control("POST", "/deliveries/drain", {})
    on.control("GET", "/deliveries")
    for trigger in ("collection_item_created", "form_submission"):
        found = on.http.get(f"{on.base}/_mockflow/sink/{trigger}").json()["messages"]
        said = [(each["rawBody"], each["headers"], each["verified"], each["at"]) for each in found]
        on.notes.append(sorted(on.without_world(repr(each)).replace(repr(on.world_id), "WORLD") for each in said))
    assert n >= 0


def upload(on: Caller, n: int) -> None:
    content = FILE * (n + 1)
    asked = {"fileName": f"notes-{n}.txt", "fileHash": md5(content, usedforsecurity=False).hexdigest()}
    made = on.api("POST", f"{on.site}/assets", asked)
    for _ in range(1 + n % 2):  # a second time it is refused
        form: Any = made["uploadDetails"]
        on.note(on.http.post(made["uploadUrl"], data=form, files={"file": ("notes.txt", content, made["contentType"])}))
    hosted = on.http.get(made["hostedUrl"])
    on.note(hosted)
    assert hosted.content == content
    on.keep("asset", made["id"])
    on.api("GET", f"{on.site}/assets?limit=3")


def drop_asset(on: Caller, n: int) -> None:
    on.api("DELETE", f"/assets/{on.chosen('asset', n, 'assets/firing-log.csv')}")


def token(on: Caller, n: int) -> None:
    made = on.control("POST", "/tokens", {"scopes": ["cms:read"]} if n % 2 else {"kind": "oauth", "expiresIn": 60})
    on.api("GET", on.items, bearer=made["token"])
    on.api("POST", on.items, {"fieldData": {"name": "By a token"}}, bearer=made["token"])
    on.control("GET", "/tokens")
    on.control("DELETE", f"/tokens/{made['id']}") if n % 3 == 0 else None


def refused(on: Caller, n: int) -> None:
    on.api("GET", "/sites", bearer=("expired", "nobody", "mockflow-site-token.world-9")[n % 3])
    on.api("GET", ("/nope", f"/sites/{n}", f"/collections/{'0' * 24}")[n % 3])


def hammer(on: Caller, n: int) -> None:
    for _ in range(20 + n):
        on.api("GET", "/sites", bearer="readonly")


def script(on: Caller, n: int) -> None:
    body = {"displayName": "Counter", "version": f"1.{n % 4}.0", "sourceCode": f"count({n})"}
    made = on.api("POST", f"{on.site}/registered_scripts/inline", body, bearer="app")
    if "id" in made:
        on.note(on.http.get(made["hostedLocation"]))
        applied = {"id": made["id"], "version": made["version"], "location": ("header", "footer")[n % 2]}
        on.api("PUT", f"{on.site}/custom_code", {"scripts": [applied]}, bearer="app")
    on.api("GET", f"{on.site}/custom_code/blocks", bearer="app")


def time_passes(on: Caller, n: int) -> None:
    on.control("POST", "/clock/advance", {"seconds": n * 7 + 1})


def reset(on: Caller, n: int) -> None:
    if n % 3 == 0:
        on.control("POST", "/reset", {})
        on.made.clear()


def quirk(on: Caller, n: int) -> None:
    on.control("PUT", "/quirks", {"limit_over_max": ("clamp", "reject")[n % 2]})
    on.api("GET", f"{on.items}?limit=101")


def look_at_journal(on: Caller, n: int) -> None:
    on.control("GET", f"/requests?limit={n}")
    on.control("GET", "/unmatched")
    on.control("GET", "/clock")


ACTS: tuple[Act, ...] = (
    create, create_wrong, create_over_locales, update, update_live, publish_items, delete_item, delete_topic,
    list_items, publish_site, make_collection, drop_collection, visit_form, order, product, stock, page, comment, hook,
    look_at_deliveries, upload, drop_asset, script, token, refused, hammer, time_passes, reset, quirk, look_at_journal,
)  # fmt: skip
