"""Random histories of the demo: moves of every kind, each a call or two that finds out for itself what it can touch."""

from collections.abc import Callable, Iterable
from typing import Any

import httpx
from hypothesis import strategies as st

from mockflow import Mockflow
from tests import fonts, uploads

CLOCK = "2026-01-15T12:00:00Z"
Answer = tuple[int, bytes]


class Player:
    """Makes moves in a world, and keeps what they answer.

    Args:
        mock: a double whose plan limits nothing.
    """

    def __init__(self, mock: Mockflow) -> None:
        self.mock = mock
        self.api = mock.http(mock.app_token)
        self.oauth = httpx.Client(transport=mock.transport, base_url="http://mockflow.test/oauth", trust_env=False)
        self.control = mock._control  # noqa: SLF001 - answers as they come, refused ones too

    def play(self, moves: Iterable[tuple[int, int]]) -> list[Answer]:
        """What each move answers: a move is one of MOVES, with a number that it chooses by."""
        return [self._one(MOVES[move % len(MOVES)], at) for move, at in moves]

    def _one(self, move: "Move", at: int) -> Answer:
        answer = move(self, at)
        assert answer.status_code < 500, answer.text
        return answer.status_code, answer.content

    def id(self, path: str) -> str:
        return self.mock.id(path)

    def site(self, path: str) -> str:
        return f"/sites/{self.mock.site_id}{path}"

    def some(self, path: str, name: str, at: int, key: str = "id") -> Any:
        """The id of one of a list; one that nothing has where the list is empty."""
        answer = self.api.get(path)
        found = answer.json().get(name) or [{key: "0" * 24}]
        return found[at % len(found)][key]

    def item(self, at: int, collection: str = "journal") -> str:
        return str(self.some(f"/collections/{self.id(collection)}/items", "items", at))

    def french(self) -> str:
        """The site's own id of its second locale."""
        site = self.api.get(self.site("")).json()
        return str(site["locales"]["secondary"][0]["id"])

    def items(self, at: int) -> str:
        """The items of one of some collections, one of which a move may have deleted."""
        return f"/collections/{self.id(['journal', 'authors', 'topics', 'faq'][at % 4])}/items"


Move = Callable[[Player, int], httpx.Response]

NUMBERS = (0, 7, 2.5, 1e-5, 2**60, 1e21, -0.0, 123456789.125)


def create_item(of: Player, at: int) -> httpx.Response:
    data = {"name": f"Made {at % 5} é", "reading-minutes": 1 + at % 9, "author": of.item(at, "authors")}
    topics = [of.item(at, "topics"), of.item(at + 1, "topics")]
    image = {"url": f"https://images.example.com/{at % 3}.png", "alt": "Alt"}
    sent = {"fieldData": {**data, "topics": topics, "hero-image": image, "featured": bool(at % 2)}}
    return of.api.post(f"/collections/{of.id('journal')}/items{'/live' * (at % 2)}", json=sent)


def create_in_locales(of: Player, at: int) -> httpx.Response:
    locales = [of.id("locales/en"), of.id("locales/fr")]
    return of.api.post(
        of.items(at) + "/bulk", json={"cmsLocaleIds": locales, "fieldData": [{"name": f"Both {at % 4}"}]}
    )


def patch_item(of: Player, at: int) -> httpx.Response:
    sent = {"isDraft": bool(at % 2), "fieldData": {"name": f"Patched {at % 7}"}}
    return of.api.patch(f"/collections/{of.id('journal')}/items/{of.item(at)}{'/live' * (at % 3 == 0)}", json=sent)


def delete_item(of: Player, at: int) -> httpx.Response:
    collection = ["journal", "authors", "topics"][at % 3]
    return of.api.delete(f"/collections/{of.id(collection)}/items/{of.item(at, collection)}{'/live' * (at % 2)}")


def publish_items(of: Player, at: int) -> httpx.Response:
    return of.api.post(f"/collections/{of.id('journal')}/items/publish", json={"itemIds": [of.item(at)]})


def create_collection(of: Player, at: int) -> httpx.Response:
    reference = {"displayName": "See", "type": "Reference", "metadata": {"collectionId": of.id("topics")}}
    option = {"displayName": "Kind", "type": "Option", "metadata": {"options": [{"name": "One"}, {"name": "Two"}]}}
    fields = [reference, option, {"displayName": "Amount", "type": "Number"}]
    sent = {"displayName": f"Notes {at % 3}", "singularName": f"Note {at % 3}", "fields": fields}
    return of.api.post(of.site("/collections"), json=sent)


def create_in_newest_collection(of: Player, at: int) -> httpx.Response:
    newest = of.api.get(of.site("/collections")).json()["collections"][-1]
    amount = {"amount": NUMBERS[at % len(NUMBERS)]} if newest["slug"].startswith("note") else {}
    return of.api.post(f"/collections/{newest['id']}/items", json={"fieldData": {"name": f"In it {at % 3}", **amount}})


def create_field(of: Player, at: int) -> httpx.Response:
    sent = {"displayName": f"Field {at % 4}", "type": ["Switch", "PlainText", "Number"][at % 3]}
    return of.api.post(f"/collections/{of.id('topics')}/fields", json=sent)


def change_field(of: Player, at: int) -> httpx.Response:
    path = f"/collections/{of.id('authors')}"
    return of.api.patch(f"{path}/fields/{of.some(path, 'fields', at)}", json={"isRequired": bool(at % 2)})


def delete_field(of: Player, at: int) -> httpx.Response:
    path = f"/collections/{of.id('journal')}"
    return of.api.delete(f"{path}/fields/{of.some(path, 'fields', at)}")


def delete_collection(of: Player, at: int) -> httpx.Response:
    return of.api.delete(f"/collections/{of.id('topics' if at % 8 == 7 else 'faq')}")


def publish_site(of: Player, at: int) -> httpx.Response:
    page = {"pageId": of.some(of.site("/pages"), "pages", at)} if at % 2 else {}
    return of.api.post(of.site("/publish"), json={"publishToWebflowSubdomain": True, **page})


def change_page(of: Player, at: int) -> httpx.Response:
    sent = {"title": f"Title {at % 3}", "seo": {"title": "Seo"}, "openGraph": {"titleCopied": bool(at % 2)}}
    query = {"localeId": of.french()} if at % 3 == 0 else {}
    return of.api.put(f"/pages/{of.some(of.site('/pages'), 'pages', at)}", json=sent, params=query)


def write_nodes(of: Player, at: int) -> httpx.Response:
    path = f"/pages/{of.some(of.site('/pages'), 'pages', at)}/dom"
    nodes = of.api.get(path).json()["nodes"]
    sent = [{"nodeId": each["id"], "text": each.get("text", {}).get("html", "")} for each in nodes]
    return of.api.post(path, json={"nodes": sent or [{"nodeId": "none"}]}, params={"localeId": of.french()})


def write_properties(of: Player, at: int) -> httpx.Response:
    path = of.site(f"/components/{of.some(of.site('/components'), 'components', at)}/properties")
    known = of.api.get(path).json()["properties"]
    sent = [{"propertyId": each["propertyId"], "text": f"Text {at % 3}"} for each in known]
    return of.api.post(path, json={"properties": sent}, params={"localeId": of.french()})


def create_product(of: Player, at: int) -> httpx.Response:
    options = [{"name": "Size", "enum": [{"name": "Small"}, {"name": "Large"}]}]
    product = {"name": f"Lamp {at % 4}", "slug": f"lamp-{at % 4}", "sku-properties": options if at % 2 else []}
    sku = {"name": "One", "slug": f"one-{at % 4}", "price": {"value": 2400, "unit": "EUR"}, "weight": 2.5}
    sent = {"product": {"fieldData": product}, "sku": {"fieldData": sku}, "publishStatus": ["staging", "live"][at % 2]}
    return of.api.post(of.site("/products"), json=sent)


def change_product(of: Player, at: int) -> httpx.Response:
    products = of.api.get(of.site("/products")).json()["items"]
    product = products[at % len(products)]["product"]["id"]
    return of.api.patch(of.site(f"/products/{product}"), json={"product": {"fieldData": {"name": f"Renamed {at % 3}"}}})


def set_inventory(of: Player, at: int) -> httpx.Response:
    path = f"/collections/{of.id('sku')}/items/{of.item(at, 'sku')}/inventory"
    return of.api.patch(path, json={"inventoryType": "finite", "quantity": at % 50})


def place_order(of: Player, at: int) -> httpx.Response:
    return of.control.post("/simulate/order", json={"customer": {"fullName": f"Kim {at % 3}"}})


def change_order(of: Player, at: int) -> httpx.Response:
    path = of.site(f"/orders/{of.some(of.site('/orders'), 'orders', at, 'orderId')}")
    if at % 3:
        return of.api.post(path + ["", "/fulfill", "/refund"][at % 3], json={})
    return of.api.patch(path, json={"comment": f"Comment {at % 3}", "shippingProvider": "By bicycle"})


def submit_form(of: Player, _: int) -> httpx.Response:
    return of.control.post("/simulate/form-submission", json={})


def change_submission(of: Player, at: int) -> httpx.Response:
    of.control.put("/quirks", json={"submission_patch": "any"})
    form = of.id("forms/contact")
    submission = of.some(f"/forms/{form}/submissions", "formSubmissions", at)
    if at % 4 == 0:
        return of.api.delete(f"/form_submissions/{submission}")
    name = of.api.get(f"/forms/{form}").json()["fields"]
    first = next(iter(name.values()))["displayName"]
    sent = {"formSubmissionData": {first: f"Value {at % 5}"}}
    return of.api.patch(f"/form_submissions/{submission}", json=sent)


def comment(of: Player, _: int) -> httpx.Response:
    return of.control.post("/simulate/comment", json={})


def visit(of: Player, at: int) -> httpx.Response:
    sent = {"itemId": of.id("journal/first-post")} if at % 3 == 0 else {"visitor": f"Visitor {at % 4}"}
    return of.control.post("/simulate/visit", json={**sent, "seconds": at % 50, "events": ["Call to action"]})


def change_pages(of: Player, at: int) -> httpx.Response:
    sent = {"action": ["create", "rename", "delete"][at % 3], **({"title": f"Page {at % 4}"} if at % 3 < 2 else {})}
    return of.control.post("/simulate/page", json=sent)


def create_asset(of: Player, at: int) -> httpx.Response:
    content = [uploads.TEXT, uploads.png(900, 3), b"\x00\xff\xfe"][at % 3]
    name = ["notes.txt", "grey.png", "a b é.csv"][at % 3]
    made = of.api.post(of.site("/assets"), json={"fileName": name, "fileHash": uploads.digest(content)})
    return uploads.send(of.mock, made.json(), content) if at % 4 else made


def change_asset(of: Player, at: int) -> httpx.Response:
    asset = of.some(of.site("/assets"), "assets", at)
    if at % 4 == 0:
        return of.api.delete(f"/assets/{asset}")
    return of.api.patch(f"/assets/{asset}", json={"altText": f"Alt {at % 3}", "displayName": f"Name {at % 3}"})


def create_folder(of: Player, at: int) -> httpx.Response:
    parent = of.some(of.site("/asset_folders"), "assetFolders", at)
    sent = {"displayName": f"Folder {at % 5}", **({"parentFolder": parent} if at % 2 else {})}
    return of.api.post(of.site("/asset_folders"), json=sent)


def change_fonts(of: Player, at: int) -> httpx.Response:
    path, content = of.site("/custom_fonts"), [b"letters", b"\x00\xff"][at % 2]
    file = {"fileName": ["acme.woff2", "b é.ttf"][at % 2], "fileHash": uploads.digest(content)}
    font = of.some(path, "customFonts", at)
    if at % 4 == 0:
        return of.api.post(f"{path}/batchDelete", json={"items": [{"id": font}, {"id": "0" * 24}]})
    if at % 4 == 1:
        return of.api.patch(f"{path}/{font}", json={"weight": 1 + at % 9})
    if at % 8 == 2:
        return of.api.put(f"{path}/{font}/file", json={**file, "axes": []})
    made = of.api.post(path, json={**fonts.BODY, **file, "weight": 100 + at % 9, "axes": [fonts.AXIS]})
    return fonts.send(of.mock, made.json(), content) if at % 3 and made.is_success else made


def change_webhooks(of: Player, at: int) -> httpx.Response:
    if at % 3 == 0:
        return of.api.delete(f"/webhooks/{of.some(of.site('/webhooks'), 'webhooks', at)}")
    trigger = ["site_publish", "page_created", "form_submission"][at % 3]
    sent = {"triggerType": trigger, "url": "http://mockflow.test/_mockflow/sink/all"}
    return of.api.post(of.site("/webhooks"), json=sent)


def change_redirects(of: Player, at: int) -> httpx.Response:
    path = of.site("/redirects")
    if at % 3 == 0:
        return of.api.post(path, json={"fromUrl": f"/{at % 7}", "toUrl": "/home"})
    redirect = of.some(path, "redirects", at)
    return (
        of.api.delete(f"{path}/{redirect}") if at % 3 == 1 else of.api.patch(f"{path}/{redirect}", json={"toUrl": "/x"})
    )


def change_robots(of: Player, at: int) -> httpx.Response:
    rules = [{"userAgent": f"bot-{at % 2}", "disallows": [f"/{at % 5}"], "allows": ["/"] * (at % 2)}]
    return of.api.request(["PATCH", "PUT", "PATCH", "DELETE"][at % 4], of.site("/robots_txt"), json={"rules": rules})


def change_well_known(of: Player, at: int) -> httpx.Response:
    name = f"file-{at % 3}.txt"
    if at % 4 == 0:
        return of.api.request("DELETE", of.site("/well_known"), json={"fileNames": [name]})
    return of.api.put(of.site("/well_known"), json={"fileName": name, "fileData": f"é {at % 9}"})


def change_tags(of: Player, at: int) -> httpx.Response:
    path, tag = of.site("/integrations/google_tags"), f"G-00{at % 5}"
    if at % 3 == 0:
        return of.api.delete(path if at % 9 == 0 else f"{path}/{tag}")
    return of.api.patch(path, json={"googleTagIds": [{"tagId": tag, "displayName": f"T {at % 4}", "order": at % 3}]})


def change_tokens(of: Player, at: int) -> httpx.Response:
    if at % 3 == 0:
        others = [each.id for each in of.mock.tokens() if each.name != of.mock.app_token]  # which makes the moves
        return of.control.delete(f"/tokens/{others[-1] if others else 'none'}")
    more = [{}, {"scopes": ["cms:read"], "expiresIn": 60}, {"kind": "oauth", "token": f"literal-{at % 7}"}][at % 3]
    return of.control.post("/tokens", json=more)


def register_script(of: Player, at: int) -> httpx.Response:
    sent = {"displayName": f"Script {at % 2}", "version": f"1.{at % 7}.0", "sourceCode": f"run({at % 3})"}
    return of.api.post(of.site("/registered_scripts/inline"), json=sent)


def change_code(of: Player, at: int) -> httpx.Response:
    place = of.site("") if at % 2 else f"/pages/{of.some(of.site('/pages'), 'pages', at)}"
    if at % 5 == 0:
        return of.api.delete(f"{place}/custom_code")
    known = of.api.get(of.site("/registered_scripts")).json()["registeredScripts"]
    attributes = {"data-number": NUMBERS[at % len(NUMBERS)], "async": bool(at % 2)}
    scripts = [
        {"id": each["id"], "version": each["version"], "location": "footer", "attributes": attributes}
        for each in known[: at % 4]
    ]
    return of.api.put(f"{place}/custom_code", json={"scripts": scripts})


def change_authorizations(of: Player, at: int) -> httpx.Response:
    mock = of.mock
    app = {"client_id": mock.client_id, "client_secret": mock.client_secret}
    given = [each for each in mock.tokens() if each.name.startswith("mockflow-oauth-token")]
    if at % 3 == 0 and given:
        return of.oauth.post("/revoke_authorization", json={**app, "access_token": given[0].token})
    code = mock.authorize(["cms:read"], sites=[mock.site_id] if at % 2 else None)
    return of.oauth.post("/access_token", json={**app, "code": code})


def set_quirks(of: Player, at: int) -> httpx.Response:
    return of.control.put("/quirks", json={"duplicate_slug_on_create": ["reject", "suffix"][at % 2]})


def advance(of: Player, at: int) -> httpx.Response:
    return of.control.post("/clock/advance", json={"seconds": 1 + at % 100})


MOVES: tuple[Move, ...] = (
    create_item,
    create_in_locales,
    patch_item,
    delete_item,
    publish_items,
    create_collection,
    create_in_newest_collection,
    create_field,
    change_field,
    delete_field,
    delete_collection,
    publish_site,
    change_page,
    write_nodes,
    write_properties,
    create_product,
    change_product,
    set_inventory,
    place_order,
    change_order,
    submit_form,
    change_submission,
    comment,
    visit,
    change_pages,
    create_asset,
    change_asset,
    create_folder,
    change_fonts,
    change_webhooks,
    register_script,
    change_code,
    set_quirks,
    advance,
    change_tokens,
    change_redirects,
    change_robots,
    change_well_known,
    change_tags,
    change_authorizations,
)
"""Each kind of write."""

HISTORIES = st.lists(st.tuples(st.integers(0, len(MOVES) - 1), st.integers(0, 1_000)), max_size=25)
"""Moves in any order; the later ones find what the earlier ones left."""
EVERYTHING = [(move, at) for at in range(4) for move in range(len(MOVES))]
"""Every move in several of its forms."""
