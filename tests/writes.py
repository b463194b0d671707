"""A call of each writing operation and of each simulation, on the demo, and the sentence that tells of it."""

from collections.abc import Callable, Iterator
from typing import Any

from mockflow import Mockflow
from tests import fonts, uploads
from tests.shop import PRICE, SIZES, ids_of

ACTOR = "content-agent"
SITE = "Kiln & Lantern"


class Writer:
    """An agent that writes, and remembers what it made."""

    def __init__(self, mock: Mockflow) -> None:
        self.mock, self.id = mock, mock.id
        self.api = mock.http(mock.new_token(kind="oauth", name=ACTOR))
        self.site = f"/sites/{mock.site_id}"
        self.journal = f"/collections/{mock.id('journal')}/items"
        self.french = {"localeId": self.api.get(self.site).json()["locales"]["secondary"][0]["id"]}
        self.made: dict[str, str] = {}

    def call(self, method: str, path: str, json: Any = None, **query: Any) -> Any:
        answer = self.api.request(method, path, json=json, params=query)
        assert answer.is_success, (method, path, answer.text)
        return answer.json() if answer.content else None

    def upload(self) -> None:
        made = uploads.create(self.mock, "plan.txt")
        uploads.send(self.mock, made.json())


Act = Callable[[Writer], Any]
Step = tuple[str, Act, str]


def keep(name: str, act: Callable[[Writer], str]) -> Act:
    """Do it, and remember the id of what was made."""

    def kept(writer: Writer) -> None:
        writer.made[name] = act(writer)

    return kept


def steps() -> Iterator[Step]:
    """The operation, the call, and what follows the actor's name in the history, in an order in which all succeed."""
    yield from structure_steps()
    yield from item_steps()
    yield from live_item_steps()
    yield from page_steps()
    yield from store_steps()
    yield from form_steps()
    yield from asset_steps()
    yield from font_steps()
    yield from webhook_steps()
    yield from site_config_steps()
    yield from code_steps()
    yield from administration_steps()


def named(name: str, **fields: Any) -> dict[str, Any]:
    return {"fieldData": {"name": name, **fields}}


def structure_steps() -> Iterator[Step]:
    notes = {"displayName": "Notes", "singularName": "Note"}
    field = {"displayName": "Mood", "type": "PlainText"}
    yield (
        "create-collection",
        keep("notes", lambda w: w.call("POST", f"{w.site}/collections", notes)["id"]),
        f"created the collection Notes of {SITE}",
    )
    yield (
        "create-field",
        keep("mood", lambda w: w.call("POST", f"/collections/{w.made['notes']}/fields", field)["id"]),
        f"added a field to the collection Notes of {SITE}",
    )
    yield (
        "update-field",
        lambda w: w.call("PATCH", f"/collections/{w.made['notes']}/fields/{w.made['mood']}", {"helpText": "How?"}),
        f"changed a field of the collection Notes of {SITE}",
    )
    yield (
        "delete-field",
        lambda w: w.call("DELETE", f"/collections/{w.made['notes']}/fields/{w.made['mood']}"),
        f"deleted a field of the collection Notes of {SITE}",
    )
    yield (
        "delete-collection",
        lambda w: w.call("DELETE", f"/collections/{w.made['notes']}"),
        f"deleted the collection Notes of {SITE}",
    )


def item_steps() -> Iterator[Step]:
    both = {"items": [named("One"), named("Two")]}
    yield (
        "create-item",
        keep("hello", lambda w: w.call("POST", w.journal, named("Hello"))["id"]),
        "created “Hello” in Journal",
    )
    yield "create-item", lambda w: w.call("POST", w.journal, both), "created 2 items of Journal"
    yield (
        "create-items",
        keep("many", lambda w: w.call("POST", f"{w.journal}/bulk", bulk(w))["items"][0]["id"]),
        "created “Everywhere” in Journal",
    )
    yield (
        "update-item",
        lambda w: w.call("PATCH", f"{w.journal}/{w.made['hello']}", named("Hello again")),
        "changed “Hello again” in Journal",
    )
    yield (
        "update-items",
        lambda w: w.call("PATCH", w.journal, {"items": [{"id": w.made["hello"], **named("Hi")}]}),
        "changed “Hi” in Journal",
    )
    yield (
        "publish-item",
        lambda w: w.call("POST", f"{w.journal}/publish", {"itemIds": [w.made["hello"], w.id("journal/first-post")]}),
        "published 2 items of Journal",
    )
    yield (
        "delete-items",
        lambda w: w.call("DELETE", w.journal, {"items": [{"id": w.made["hello"]}, {"id": w.made["many"]}]}),
        "deleted 2 items of Journal",
    )
    yield (
        "delete-item",
        lambda w: w.call("DELETE", f"/collections/{w.id('authors')}/items/{w.id('authors/ada')}"),
        "deleted “Ada Verhoeven” in Authors",
    )


def bulk(writer: Writer) -> dict[str, Any]:
    locales = [writer.id("locales/en"), writer.id("locales/fr")]
    return {"cmsLocaleIds": locales, "fieldData": {"name": "Everywhere"}}


def live_item_steps() -> Iterator[Step]:
    yield (
        "create-item-live",
        keep("now", lambda w: w.call("POST", f"{w.journal}/live", named("Now"))["id"]),
        "created and published “Now” in Journal",
    )
    yield (
        "update-item-live",
        lambda w: w.call("PATCH", f"{w.journal}/{w.made['now']}/live", named("Then")),
        "changed and published “Then” in Journal",
    )
    yield (
        "update-items-live",
        lambda w: w.call("PATCH", f"{w.journal}/live", {"items": [{"id": w.made["now"], **named("Soon")}]}),
        "changed and published “Soon” in Journal",
    )
    yield (
        "delete-item-live",
        lambda w: w.call("DELETE", f"{w.journal}/{w.made['now']}/live"),
        "unpublished “Soon” in Journal",
    )
    yield (
        "delete-items-live",
        lambda w: w.call("DELETE", f"{w.journal}/live", {"items": [{"id": w.id("journal/first-post")}]}),
        "unpublished “{first}” in Journal",
    )


def page_steps() -> Iterator[Step]:
    yield (
        "update-page-settings",
        lambda w: w.call("PUT", f"/pages/{w.id('pages/about')}", {"title": "Who we are"}),
        f"changed the settings of the page Who we are of {SITE}",
    )
    yield (
        "site-publish",
        lambda w: w.call(
            "POST", f"{w.site}/publish", {"publishToWebflowSubdomain": True, "pageId": w.id("pages/about")}
        ),
        f"published the page Who we are of {SITE}",
    )
    yield (
        "site-publish",
        lambda w: w.call("POST", f"{w.site}/publish", {"publishToWebflowSubdomain": True}),
        f"published the site {SITE}",
    )
    yield (
        "update-static-content",
        lambda w: w.call("POST", f"/pages/{w.id('pages/about')}/dom", nodes(w, "pages/about/title", "h1"), **w.french),
        f"changed the content of the page Who we are of {SITE}",
    )
    yield (
        "update-component-content",
        lambda w: w.call("POST", component(w, "dom"), nodes(w, "components/banner/eyebrow", "p"), **w.french),
        f"changed the content of the component Banner of {SITE}",
    )
    yield (
        "update-component-properties",
        lambda w: w.call("POST", component(w, "properties"), properties(w), **w.french),
        f"changed the properties of the component Banner of {SITE}",
    )
    yield "simulate-visit", lambda w: w.mock.visit("pages/about", visitor="Anna"), f"visited the site {SITE}"
    yield "simulate-comment", lambda w: w.mock.comment(page="pages/home"), "commented on the page Home"
    yield (
        "simulate-page",
        keep("page", lambda w: w.mock.create_page("Jobs")["id"]),
        f"created the page Jobs of {SITE}",
    )
    yield "simulate-page", lambda w: w.mock.rename_page(w.made["page"], "Work"), f"renamed the page Work of {SITE}"
    yield (
        "simulate-publish",
        lambda w: w.mock.publish_as_designer(w.made["page"]),
        f"published the page Work of {SITE}",
    )
    yield "simulate-page", lambda w: w.mock.delete_page(w.made["page"]), f"deleted the page Work of {SITE}"
    yield "simulate-publish", lambda w: w.mock.publish_as_designer(), f"published the site {SITE}"


def component(writer: Writer, part: str) -> str:
    return f"{writer.site}/components/{writer.id('components/banner')}/{part}"


def nodes(writer: Writer, node: str, tag: str) -> dict[str, Any]:
    return {"nodes": [{"nodeId": writer.id(node), "text": f"<{tag}>Bonjour</{tag}>"}]}


def properties(writer: Writer) -> dict[str, Any]:
    return {"properties": [{"propertyId": writer.id("components/banner/properties/title"), "text": "Bonjour"}]}


def store_steps() -> Iterator[Step]:
    yield "create-product", create_jug, f"created the product Jug of {SITE}"
    yield (
        "update-product",
        lambda w: w.call("PATCH", f"{w.site}/products/{w.made['jug']}", {"product": named("Large jug")}),
        f"changed the product Large jug of {SITE}",
    )
    yield (
        "create-skus",
        lambda w: w.call("POST", f"{w.site}/products/{w.made['jug']}/skus", more_skus(w)),
        f"created the SKU Large jug of {SITE}",
    )
    yield (
        "update-sku",
        lambda w: w.call("PATCH", sku_path(w), {"sku": named("The only lantern")}),
        f"changed the SKU The only lantern of {SITE}",
    )
    yield (
        "update-inventory",
        lambda w: w.call("PATCH", stock_path(w), {"inventoryType": "finite", "quantity": 77}),
        f"changed the stock of the SKU The only lantern of {SITE}",
    )
    yield (
        "update-order",
        lambda w: w.call("PATCH", order(w), {"comment": "Soon"}),
        f"changed the order 0f8-d21 of {SITE}",
    )
    yield "fulfill-order", lambda w: w.call("POST", f"{order(w)}/fulfill"), f"fulfilled the order 0f8-d21 of {SITE}"
    yield (
        "unfulfill-order",
        lambda w: w.call("POST", f"{order(w)}/unfulfill"),
        f"unfulfilled the order 0f8-d21 of {SITE}",
    )
    yield "refund-order", lambda w: w.call("POST", f"{order(w)}/refund"), f"refunded the order 0f8-d21 of {SITE}"
    yield (
        "simulate-order",
        keep("order", lambda w: w.mock.place_order({"sku/cup-nine-fog": 1})["id"]),
        f"placed the order {{order}} of {SITE}",
    )


def create_jug(writer: Writer) -> None:
    product = named("Jug", slug="jug", **{"sku-properties": SIZES})
    made = writer.call(
        "POST", f"{writer.site}/products", {"product": product, "sku": named("Jug", slug="jug", price=PRICE)}
    )["product"]
    writer.made |= {"jug": made["id"], **ids_of(made)}


def more_skus(writer: Writer) -> dict[str, Any]:
    size = {writer.made["Size"]: writer.made["Large"]}
    return {"skus": [named("Large jug", slug="large-jug", price=PRICE, **{"sku-values": size})]}


def sku_path(writer: Writer) -> str:
    return f"{writer.site}/products/{writer.id('product/lantern')}/skus/{writer.id('sku/lantern')}"


def stock_path(writer: Writer) -> str:
    return f"/collections/{writer.id('sku')}/items/{writer.id('sku/lantern')}/inventory"


def order(writer: Writer) -> str:
    return f"{writer.site}/orders/0f8-d21"


def form_steps() -> Iterator[Step]:
    yield "simulate-form-submission", lambda w: w.mock.submit_form("forms/contact"), "submitted the form Contact"
    for suffix, prefix, number in (("", "", 1), ("-by-site", "site", 2)):
        name = f"forms/contact/submissions/{number}"

        def path(writer: Writer, prefix: str = prefix, name: str = name) -> str:
            return f"{writer.site if prefix else ''}/form_submissions/{writer.id(name)}"

        def change(writer: Writer, path: Act = path) -> None:
            writer.call("PATCH", path(writer), {"formSubmissionData": {"Source": "A fair"}})

        def delete(writer: Writer, path: Act = path) -> None:
            writer.call("DELETE", path(writer))

        yield f"modify-form-submission{suffix}", change, f"changed the form submission {{{name}}} of Contact"
        yield f"delete-form-submission{suffix}", delete, f"deleted the form submission {{{name}}} of Contact"


def asset_steps() -> Iterator[Step]:
    lamp = "assets/reading-lamp.png"
    yield (
        "create-asset-folder",
        lambda w: w.call("POST", f"{w.site}/asset_folders", {"displayName": "Cups"}),
        f"created the asset folder Cups of {SITE}",
    )
    yield (
        "create-asset",
        lambda w: w.call("POST", f"{w.site}/assets", {"fileName": "a.txt", "fileHash": uploads.digest(b"a")}),
        f"created the asset a.txt of {SITE}",
    )
    yield "upload-file", Writer.upload, f"uploaded the file plan.txt of {SITE}"
    yield (
        "patch-asset",
        lambda w: w.call("PATCH", f"/assets/{w.id(lamp)}", {"displayName": "Lamp"}),
        f"changed the asset reading-lamp.png of {SITE}",
    )
    yield (
        "delete-asset",
        lambda w: w.call("DELETE", f"/assets/{w.id(lamp)}"),
        f"deleted the asset reading-lamp.png of {SITE}",
    )


def font_steps() -> Iterator[Step]:
    marks, of_site = "custom-fonts/kiln-marks.woff2", f" of {SITE}"

    def path(writer: Writer, rest: str = "") -> str:
        return f"{writer.site}/custom_fonts{rest}"

    yield (
        "create-custom-font",
        keep("font", lambda w: w.call("POST", path(w), fonts.BODY)["customFont"]["id"]),
        f"registered the custom font Acme Sans{of_site}",
    )
    yield (
        "update-custom-font",
        lambda w: w.call("PATCH", path(w, f"/{w.made['font']}"), {"fontFamily": "Acme"}),
        f"changed the custom font Acme{of_site}",
    )
    yield (
        "replace-custom-font-file",
        lambda w: w.call("PUT", path(w, f"/{w.id(marks)}/file"), {"fileName": "a.ttf", "fileHash": "0" * 32}),
        f"asked for a new file of the custom font Kiln Marks{of_site}",
    )
    yield (
        "delete-custom-font",
        lambda w: w.call("DELETE", path(w, f"/{w.made['font']}")),
        f"deleted the custom font Acme{of_site}",
    )
    yield (
        "batch-delete-custom-fonts",
        lambda w: w.call("POST", path(w, "/batchDelete"), {"items": [{"id": w.id(marks)}]}),
        f"deleted the custom font Kiln Marks{of_site}",
    )


def webhook_steps() -> Iterator[Step]:
    hook = {"triggerType": "form_submission", "url": "http://127.0.0.1:9/hook"}
    yield (
        "create-webhook",
        keep("hook", lambda w: w.call("POST", f"{w.site}/webhooks", hook)["id"]),
        f"created the webhook for form_submission of {SITE}",
    )
    yield (
        "remove-webhook",
        lambda w: w.call("DELETE", f"/webhooks/{w.made['hook']}"),
        f"deleted the webhook for form_submission of {SITE}",
    )


def site_config_steps() -> Iterator[Step]:
    """Those of an Enterprise plan among them."""
    yield (
        "create-redirect",
        keep("redirect", lambda w: w.call("POST", f"{w.site}/redirects", {"fromUrl": "/old", "toUrl": "/new"})["id"]),
        f"created the redirect /old of {SITE}",
    )
    yield (
        "update-redirect",
        lambda w: w.call("PATCH", f"{w.site}/redirects/{w.made['redirect']}", {"fromUrl": "/older"}),
        f"changed the redirect /older of {SITE}",
    )
    yield (
        "delete-redirects",
        lambda w: w.call("DELETE", f"{w.site}/redirects/{w.made['redirect']}"),
        f"deleted the redirect /older of {SITE}",
    )
    rules = {"rules": [{"userAgent": "some-bot", "disallows": ["/lamps"]}]}
    for operation_id, method, body, words in (
        ("replace-robots-txt", "PUT", rules, "replaced"),
        ("update-robots-txt", "PATCH", {"sitemap": "/sitemap.xml"}, "added rules to"),
        ("delete-robots-txt", "DELETE", rules, "took rules out of"),
    ):

        def write(writer: Writer, method: str = method, body: Any = body) -> None:
            writer.call(method, f"{writer.site}/robots_txt", body)

        yield operation_id, write, f"{words} the robots.txt of {SITE}"
    yield (
        "set-well-known",
        lambda w: w.call("PUT", f"{w.site}/well_known", {"fileName": "a.txt", "fileData": "A"}),
        f"wrote the well-known file a.txt of {SITE}",
    )
    yield (
        "delete-well-known",
        lambda w: w.call("DELETE", f"{w.site}/well_known", {"fileNames": ["a.txt"]}),
        f"deleted the well-known file a.txt of {SITE}",
    )
    tags = [{"tagId": f"G-00{at}", "displayName": f"Tag {at}"} for at in range(2)]
    yield (
        "upsert-google-tags",
        lambda w: w.call("PATCH", f"{w.site}/integrations/google_tags", {"googleTagIds": tags}),
        f"changed the Google tags of {SITE}",
    )
    yield (
        "delete-google-tag",
        lambda w: w.call("DELETE", f"{w.site}/integrations/google_tags/G-001"),
        f"deleted one of the Google tags of {SITE}",
    )
    yield (
        "delete-google-tags",
        lambda w: w.call("DELETE", f"{w.site}/integrations/google_tags"),
        f"deleted the Google tags of {SITE}",
    )


def code_steps() -> Iterator[Step]:
    new = {"displayName": "Slow slider", "version": "2.0.0"}
    hosted = {"hostedLocation": "https://cdn.example.com/s.js", "integrityHash": "sha384-abc"}
    applied = {"scripts": [{"id": "slow_slider", "version": "2.0.1", "location": "header"}]}
    yield (
        "post-inline-scripts",
        lambda w: w.call("POST", f"{w.site}/registered_scripts/inline", {**new, "sourceCode": "slide()"}),
        f"added the registered script slow_slider 2.0.0 of {SITE}",
    )
    yield (
        "post-hosted-script",
        lambda w: w.call("POST", f"{w.site}/registered_scripts/hosted", {**new, "version": "2.0.1", **hosted}),
        f"added the registered script slow_slider 2.0.1 of {SITE}",
    )
    for suffix, delete, place in (
        ("site", "delete-site-custom-code", f"the site {SITE}"),
        ("-page", "delete-page-custom-code", f"the page Who we are of {SITE}"),
    ):

        def path(writer: Writer, suffix: str = suffix) -> str:
            return f"{writer.site if suffix == 'site' else '/pages/' + writer.id('pages/about')}/custom_code"

        def put(writer: Writer, path: Act = path) -> None:
            writer.call("PUT", path(writer), applied)

        def remove(writer: Writer, path: Act = path) -> None:
            writer.call("DELETE", path(writer))

        yield f"add-custom-code-to{suffix}", put, f"replaced the custom code of {place}"
        yield delete, remove, f"deleted the custom code of {place}"


def administration_steps() -> Iterator[Step]:
    yield (
        "create-site",
        keep(
            "site",
            lambda w: w.call("POST", f"/workspaces/{w.id('workspaces/kiln-and-lantern')}/sites", {"name": "Fair"})[
                "id"
            ],
        ),
        "created the site Fair",
    )
    yield (
        "update-site",
        lambda w: w.call("PATCH", f"/sites/{w.made['site']}", {"name": "Spring fair"}),
        "changed the site Spring fair",
    )
    yield "delete-site", lambda w: w.call("DELETE", f"/sites/{w.made['site']}"), "deleted the site Spring fair"
