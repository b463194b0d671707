"""Histories of a world: calls of every area, chosen by numbers, that make it what no seed of ours is."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from mockflow import ControlError, Mockflow
from mockflow.core.store import Reader, State, Table, records_of
from mockflow.domain.assets import ASSETS, FOLDERS
from mockflow.domain.collections import COLLECTIONS, Collection
from mockflow.domain.comments import THREADS
from mockflow.domain.components import COMPONENTS
from mockflow.domain.field_data import read_back
from mockflow.domain.fonts import FONTS
from mockflow.domain.forms import FORMS, SUBMISSIONS
from mockflow.domain.items import ITEMS, LIVE_ITEMS, Item
from mockflow.domain.orders import ORDERS
from mockflow.domain.pages import PAGES
from mockflow.domain.redirects import REDIRECTS
from mockflow.domain.scripts import SCRIPTS
from mockflow.domain.sites import SITES, Site
from mockflow.domain.webhooks import WEBHOOKS
from tests import fonts
from tests.uploads import create, png, send

WORDS = ("off", "First post", "Fog", "Élodie: 12:30", "- a\n  b\n", "<p>One &amp; two</p>", " 1.0 ", "#")
TEXT_TYPES = ("PlainText", "RichText")
MADE = ("PlainText", "Switch", "Number", "Option", "Reference", "MultiReference", "Image", "DateTime")


class Historian:
    """Makes calls on a world; each takes what it needs from numbers.

    Args:
        choose: a number below this one.
    """

    def __init__(self, mock: Mockflow, choose: Callable[[int], int]) -> None:
        self.mock = mock
        self.choose = choose
        self.api = mock.http(mock.app_token)

    def one(self, values: Any) -> Any:
        """One of these; None where there is none."""
        every = list(values)
        return every[self.choose(len(every))] if every else None

    def any_of(self, table: Table[Any]) -> Any:
        """A record of the world, and of no other."""
        return self.one(sorted(records_of(self.state, table), key=lambda each: str(table.key(each))))

    @property
    def state(self) -> State:
        return self.mock._worlds.default.state  # noqa: SLF001 - to know what there is

    @property
    def reader(self) -> Reader:
        return Reader(self.state)

    def go(self, steps: int) -> None:
        """So many calls, most of which change the world."""
        for _ in range(steps):
            with suppress(ControlError):  # a refusal leaves the world as it is
                self.one(STEPS)(self)

    def site(self) -> Site:
        return self.reader.get(SITES, self.mock.site_id)

    def word(self) -> str:
        return str(self.one(WORDS))

    def locale(self) -> str:
        return str(self.one(self.site().locales).cms_locale_id)

    def values(self, collection: Collection, locale: str) -> dict[str, Any]:
        """Some values, most of which fit."""
        names = ("name", "slug")
        found: dict[str, Any] = {"name": f"{self.word().strip()} {self.choose(4)}"}
        for field in collection.fields:
            if field.slug in names or not self.choose(3):
                continue
            found[field.slug] = self.value(field, locale)
        return found

    def value(self, field: Any, locale: str) -> Any:
        if field.type in TEXT_TYPES:
            return self.word()
        if field.type in {"Reference", "MultiReference"}:
            target = self.one(self.reader.all(ITEMS, (field.target, locale)))
            ids = [target.id] if target else []
            return ids if field.type == "MultiReference" else (ids or [None])[0]
        if field.type == "Option":
            return self.one(field.validations["options"])["id"]
        given = {
            "Switch": bool(self.choose(2)),
            "Number": self.one([1, 2, 7.5, 1e21]),
            "Image": {"url": f"https://images.example.com/{self.choose(3)}.png", "alt": self.one([None, "A lamp"])},
            "DateTime": "2026-01-15T12:00:00+02:00",
            "Color": "#ff0000",
            "Link": "https://example.com/",
        }
        return given.get(field.type)


def create_item(at: Historian) -> None:
    collection = at.any_of(COLLECTIONS)
    locales = at.one([[at.locale()], [each.cms_locale_id for each in at.site().locales]])
    body = {"fieldData": at.values(collection, locales[0]), "cmsLocaleIds": locales, "isDraft": bool(at.choose(2))}
    at.api.post(f"/collections/{collection.id}/items/bulk", json=body)


def create_live_item(at: Historian) -> None:
    collection, locale = at.any_of(COLLECTIONS), at.locale()
    flags = {"isArchived": not at.choose(4)}
    body = {"fieldData": at.values(collection, locale), "cmsLocaleId": locale, **flags}
    at.api.post(f"/collections/{collection.id}/items/live", json=body)


def change_item(at: Historian) -> None:
    item = at.any_of(ITEMS)
    collection = at.reader.get(COLLECTIONS, item.collection_id)
    where = at.one(["", "/live"])
    body: dict[str, Any] = {"cmsLocaleId": item.cms_locale_id, "fieldData": at.values(collection, item.cms_locale_id)}
    body |= at.one([{}, {"isDraft": True}, {"isArchived": True}, {"isArchived": False}])
    body["fieldData"] |= at.one([{}, {"slug": f"s-{at.choose(6)}"}, _one_less(at, collection, item)])
    at.api.patch(f"/collections/{collection.id}/items/{item.id}{where}", json=body)


def _one_less(at: Historian, collection: Collection, item: Item) -> dict[str, Any]:
    gone = at.one(slug for slug in read_back(collection.fields, item) if slug not in {"name", "slug"})
    return {} if gone is None else {gone: None}


def delete_item(at: Historian) -> None:
    item = at.any_of(at.one([ITEMS, LIVE_ITEMS]))
    where, query = at.one(["", "/live"]), {"cmsLocaleId": item.cms_locale_id}
    at.api.delete(f"/collections/{item.collection_id}/items/{item.id}{where}", params=query)


def publish_items(at: Historian) -> None:
    item = at.any_of(ITEMS)
    body = {"items": [{"id": item.id, "cmsLocaleIds": [item.cms_locale_id]}]}
    at.api.post(f"/collections/{item.collection_id}/items/publish", json=body)


def publish_site(at: Historian) -> None:
    at.mock.clock.advance(60)
    page = at.one([None, at.any_of(PAGES)])
    body = {"publishToWebflowSubdomain": True, **({} if page is None else {"pageId": page.id})}
    at.api.post(f"/sites/{at.site().id}/publish", json=body)


def create_collection(at: Historian) -> None:
    fields = [_new_field(at) for _ in range(at.choose(3))]
    name = at.one(["Notes", "Pages", "Forms", "Orders", "Comments"])
    at.api.post(
        f"/sites/{at.site().id}/collections", json={"displayName": name, "singularName": name, "fields": fields}
    )


def _new_field(at: Historian) -> dict[str, Any]:
    kind = at.one(MADE)
    metadata: dict[str, Any] = {}
    if kind == "Option":
        metadata = {"options": [{"name": at.word()} for _ in range(3)]}
    elif kind in {"Reference", "MultiReference"}:
        metadata = {"collectionId": at.any_of(COLLECTIONS).id}
    label = at.one(["Note", "Kind", "On"])
    return {"displayName": label, "type": kind, "metadata": metadata, "isRequired": not at.choose(3)}


def create_field(at: Historian) -> None:
    at.api.post(f"/collections/{at.any_of(COLLECTIONS).id}/fields", json=_new_field(at))


def change_field(at: Historian) -> None:
    collection = at.any_of(COLLECTIONS)
    field = at.one(collection.fields)
    body = at.one([{"displayName": at.word()}, {"helpText": at.word()}, {"isRequired": True}])
    at.api.patch(f"/collections/{collection.id}/fields/{field.id}", json=body)


def delete_structure(at: Historian) -> None:
    collection = at.any_of(COLLECTIONS)
    field = at.one([None, at.one(collection.fields), at.one(collection.fields)])
    at.api.delete(f"/collections/{collection.id}" + ("" if field is None else f"/fields/{field.id}"))


def _sku(at: Historian) -> dict[str, Any]:
    price = {"value": 100 * at.choose(9), "unit": at.one(["EUR", "EUR", "USD"])}
    return {"fieldData": {"name": at.word().strip(), "slug": f"sku-{at.choose(6)}", "price": price}}


def create_product(at: Historian) -> None:
    options = [{"name": each, "enum": [{"name": "S"}, {"name": "M"}]} for each in at.one([[], ["Size"], ["Size", "S"]])]
    product = {"fieldData": {"name": at.word().strip(), "slug": f"p-{at.choose(6)}", "sku-properties": options}}
    body = {"product": product, "sku": _sku(at), "publishStatus": at.one(["staging", "live"])}
    at.api.post(f"/sites/{at.site().id}/products", json=body)


def change_product(at: Historian) -> None:
    products = at.api.get(f"/sites/{at.site().id}/products").json()["items"]
    entry = at.one(products)
    said = entry["product"]["fieldData"]
    options = [*said.get("sku-properties", []), {"name": "Size", "enum": [{"name": "S"}, {"name": "XL", "slug": "x"}]}]
    fields = at.one([{"shippable": bool(at.choose(2))}, {"sku-properties": options}, {"name": at.word().strip()}])
    body = {"product": {"fieldData": fields}, "publishStatus": at.one(["staging", "live"])}
    at.api.patch(f"/sites/{at.site().id}/products/{entry['product']['id']}", json=body)


def change_sku(at: Historian) -> None:
    entry = at.one(at.api.get(f"/sites/{at.site().id}/products").json()["items"])
    path, sku = f"/sites/{at.site().id}/products/{entry['product']['id']}/skus", at.one(entry["skus"])
    values = {
        option["id"]: at.one(option["enum"])["id"] for option in entry["product"]["fieldData"].get("sku-properties", [])
    }
    body = _sku(at)
    if at.choose(2):
        body["fieldData"]["sku-values"] = values
    if at.choose(2):
        at.api.post(path, json={"skus": [body]})
    elif sku is not None:
        at.api.patch(f"{path}/{sku['id']}", json={"sku": body, "publishStatus": at.one(["staging", "live"])})


def change_stock(at: Historian) -> None:
    collection = at.reader.holder(COLLECTIONS, at.site().id, "sku")
    assert collection is not None
    sku = at.one(at.reader.all(ITEMS, (collection.id, at.site().primary)))
    body = at.one([{"inventoryType": "infinite"}, {"inventoryType": "finite", "quantity": at.choose(9)}])
    at.api.patch(f"/collections/{collection.id}/items/{sku.id}/inventory", json=body)


def place_order(at: Historian) -> None:
    at.mock.place_order(customer=at.one([None, {"fullName": "Élodie"}]))


def change_order(at: Historian) -> None:
    order = at.any_of(ORDERS)
    if order is None:
        return
    path, move = f"/sites/{at.site().id}/orders/{order.id}", at.one(["", "/fulfill", "/unfulfill", "/refund"])
    if move:
        at.api.post(path + move, json={})
    else:
        at.api.patch(path, json={"comment": at.word(), "shippingTracking": at.word()})


def submit(at: Historian) -> None:
    at.mock.submit_form(at.any_of(FORMS).id)


def change_submission(at: Historian) -> None:
    submission = at.any_of(SUBMISSIONS)
    if submission is None or not at.choose(4):
        at.api.delete(f"/form_submissions/{submission.id}" if submission else "/form_submissions/none")
        return
    fields = [each for each in at.reader.get(FORMS, submission.form_id).fields if each.hidden]
    name = at.one(fields).display_name if fields else "none"
    body = {"formSubmissionData": {name: at.one([at.word(), 5, True])}}
    at.api.patch(f"/form_submissions/{submission.id}", json=body)


def change_page(at: Historian) -> None:
    page, locale = at.any_of(PAGES), at.one(at.site().locales)
    shared = at.one([{"title": at.word()}, {"titleCopied": True}, {"titleCopied": False, "descriptionCopied": True}])
    body = at.one([{"title": f"{at.word()}."}, {"slug": f"page-{at.choose(5)}"}, {"seo": {"title": at.word()}}])
    at.api.put(f"/pages/{page.id}", params={"localeId": locale.id}, json={**body, "openGraph": shared})


def change_nodes(at: Historian) -> None:
    kind = at.one([PAGES, COMPONENTS])
    record, locale = at.any_of(kind), at.site().locales[-1]
    if kind is COMPONENTS:
        path, values = f"/sites/{at.site().id}/components/{record.id}", record.variants[-1].properties
        sent = [{"propertyId": each.id, "text": at.one(["Bonjour", "<p>Bonjour</p>"])} for each in values]
        at.api.post(f"{path}/properties", params={"localeId": locale.id}, json={"properties": sent})
    else:
        path = f"/pages/{record.id}"
    nodes = [_new_content(at, each.said) for each in record.variants[-1].nodes]
    if nodes:
        at.api.post(f"{path}/dom", params={"localeId": locale.id}, json={"nodes": nodes})


def _new_content(at: Historian, said: dict[str, Any]) -> dict[str, Any]:
    tag = (said.get("text") or {"html": "<p>"})["html"].partition(">")[0].partition(" ")[0][1:]
    components = [each for each in records_of(at.state, COMPONENTS) if each.id == said.get("componentId")]
    known = [each for component in components for each in component.variants[0].properties]
    overrides = [{"propertyId": each.id, "text": at.one(["Ici", "<p>Ici</p>"])} for each in reversed(known)]
    return {
        "nodeId": said["id"],
        "text": f"<{tag}>{at.choose(9)} &lt;</{tag}>",
        "propertyOverrides": overrides[: at.choose(3)],
        "choices": [{"value": "a", "text": at.word()}],
        "placeholder": at.word(),
        "value": at.word(),
        "waitingText": at.word(),
    }


def design(at: Historian) -> None:
    page = at.any_of(PAGES)
    if at.choose(2):
        at.mock.create_page(at.one(["New page", "Café"]))
    elif at.choose(2):
        at.mock.delete_page(page.id)
    else:
        at.mock.rename_page(page.id, at.word() + "!")


def comment(at: Historian) -> None:
    thread = at.one([None, at.any_of(THREADS)])
    page_id, thread_id = (None, thread.id) if thread else (at.any_of(PAGES).id, None)
    at.mock.comment(at.one([None, at.word() + "?"]), page=page_id, thread=thread_id)


def visit(at: Historian) -> None:
    page, events = at.any_of(PAGES), at.one([(), ("Call to action",)])
    at.mock.visit(page.id, visitor=at.one([None, "anna"]), events=events, country=at.one(["BE", "FR"]))


def change_assets(at: Historian) -> None:
    folder = at.any_of(FOLDERS)
    body = {} if folder is None or at.choose(2) else {"parentFolder": folder.id}
    if not at.choose(3):
        name = at.one(["Lamps", "Ünder"])
        at.api.post(f"/sites/{at.site().id}/asset_folders", json={"displayName": name, **body})
        return
    name, content = at.one([("notes.txt", b"Fire slowly\n"), ("a.png", png(600)), ("odd.csv", b"\xff,\x00")])
    made = create(at.mock, name, content, **body)
    if at.choose(3):
        send(at.mock, made.json(), content)


def change_asset(at: Historian) -> None:
    asset = at.any_of(ASSETS)
    if asset is None or not at.choose(3):
        at.api.delete(f"/assets/{asset.id}" if asset else "/assets/none")
        return
    body = at.one([{"displayName": at.word()}, {"altText": at.word()}, {"altText": None}])
    at.api.patch(f"/assets/{asset.id}", params={"localeId": at.one(at.site().locales).id}, json=body)


def change_fonts(at: Historian) -> None:
    font, path = at.any_of(FONTS), f"/sites/{at.site().id}/custom_fonts"
    axes = at.one([[], [fonts.AXIS], [{**fonts.AXIS, "name": at.word(), "min": -0.5}]])
    said = {"fontFamily": at.one(["Acme", "Ünder, lined"]), "weight": at.one([100, 400]), "italic": bool(at.choose(2))}
    if font is not None and not at.choose(3):
        at.api.delete(f"{path}/{font.id}")
    elif font is not None and at.choose(2):
        at.api.patch(f"{path}/{font.id}", json=said)
        return
    name = at.one(["acme.woff2", "ünder.ttf"])
    made = at.api.post(path, json={**fonts.BODY, **said, "fileName": name, "axes": axes})
    if font is not None and not made.is_success:
        file = {"fileName": name, "fileHash": fonts.BODY["fileHash"], "axes": axes}
        made = at.api.put(f"{path}/{font.id}/file", json=file)
    if made.is_success and at.choose(3):
        fonts.send(at.mock, made.json())


def change_webhooks(at: Historian) -> None:
    webhook = at.any_of(WEBHOOKS)
    if webhook is not None and not at.choose(3):
        at.api.delete(f"/webhooks/{webhook.id}")
        return
    trigger = at.one(
        [{"triggerType": "site_publish"}, {"triggerType": "form_submission", "filter": {"name": "Contact"}}]
    )
    client = at.one([at.api, at.mock.http()])
    client.post(f"/sites/{at.site().id}/webhooks", json={**trigger, "url": "https://hooks.example.com/a"})


def register_script(at: Historian) -> None:
    name, version = at.one(["Slider", "slider", "Slow slider"]), at.one(["1.0.0", "1.1.0", "2.0.0-rc.1"])
    code = at.one([{"sourceCode": at.word()}, {"hostedLocation": "https://a.b/c.js", "integrityHash": "sha384-abc"}])
    kind = "inline" if "sourceCode" in code else "hosted"
    body = {"displayName": name, "version": version, "canCopy": bool(at.choose(2)), **code}
    at.api.post(f"/sites/{at.site().id}/registered_scripts/{kind}", json=body)


def change_code(at: Historian) -> None:
    place = at.one([f"/sites/{at.site().id}", f"/pages/{at.any_of(PAGES).id}"])
    if not at.choose(3):
        at.api.delete(f"{place}/custom_code")
        return
    values = at.one([{}, {"data-a": at.word()}, {"data-a": 1e21, "data-b": 7.0, "async": True}])
    scripts = [at.any_of(SCRIPTS) for _ in range(at.choose(3))]
    sent = [{"id": each.id, "version": each.version, "location": "footer", "attributes": values} for each in scripts]
    at.api.put(f"{place}/custom_code", json={"scripts": sent})


def configure(at: Historian) -> None:
    site, number = f"/sites/{at.site().id}", at.choose(9)
    rules = [
        {"userAgent": at.one(["*", "bot"]), "allows": ["/"][: at.choose(2)], "disallows": [at.word()][: at.choose(2)]}
    ]
    redirect = at.any_of(REDIRECTS)
    calls = [
        ("POST", "/redirects", {"fromUrl": f"/{number}", "toUrl": "https://example.com/é"}),
        ("DELETE", f"/redirects/{redirect.id if redirect else '0' * 24}", None),
        (at.one(["PUT", "PATCH", "DELETE"]), "/robots_txt", {"rules": rules, "sitemap": at.one(["", "/sitemap.xml"])}),
        ("PUT", "/well_known", {"fileName": f"{number}.noext.txt", "fileData": at.word(), "contentType": "text/plain"}),
        ("DELETE", "/well_known", {"fileNames": [f"{number}"]}),
        (
            "PATCH",
            "/integrations/google_tags",
            {"googleTagIds": [{"tagId": f"G-00{number}", "displayName": at.word()}]},
        ),
        ("DELETE", f"/integrations/google_tags/G-00{number}", None),
    ]
    method, path, body = at.one(calls)
    at.api.request(method, site + path, json=body)


def mint(at: Historian) -> None:
    scopes = at.one([None, ["cms:read"], ["cms:write", "sites:read"]])
    at.mock.new_token(scopes, at.one(["site", "oauth"]))


STEPS: tuple[Callable[[Historian], None], ...] = (
    *(create_item, create_live_item, change_item, change_item, delete_item, publish_items, publish_site),
    *(create_collection, create_field, change_field, delete_structure),
    *(create_product, change_product, change_sku, change_stock, place_order, change_order, change_order),
    *(submit, change_submission, change_page, change_nodes, design, comment, visit),
    *(change_assets, change_assets, change_asset, change_fonts, change_fonts, change_webhooks, configure, configure),
    *(mint, register_script, change_code, change_code),
)
