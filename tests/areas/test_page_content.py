"""Static content of pages: reading nodes, and writing them in a secondary locale."""

from typing import Any

import pytest

from mockflow import Mockflow
from tests.areas.pages_seed import NODES, OTHER, SEED, SITE, about, locale, nodes_of, page_of, world, write
from tests.support import error, reasons, told

pytestmark = pytest.mark.mockflow(seed=SEED, rate_limit=False, clock="2026-01-15T12:00:00Z")
SECONDARY = "Bad Request: Request is malformed: The provided locale must be a secondary locale."
MANY = {"title": "Many", "nodes": [{"html": f"<p>{at}</p>"} for at in range(250)]}


def node(mock: Mockflow, name: str, **content: Any) -> dict[str, Any]:
    return {"nodeId": mock.id(f"pages/about/{name}"), **content}


def test_content_has_nodes_of_every_kind(mockflow: Mockflow) -> None:
    """Each kind of node has its own keys; text is null where elements nest; instances list what they override."""
    answer = mockflow.http().get(about(mockflow)).json()
    assert list(answer) == ["pageId", "branchId", "nodes", "pagination", "lastUpdated"]
    assert (answer["pageId"], answer["branchId"]) == (mockflow.id("pages/about"), None)
    assert answer["pagination"] == {"limit": 100, "offset": 0, "total": len(NODES)}
    assert answer["lastUpdated"] == page_of(mockflow, "pages/about")["lastUpdated"]
    ids = {name: mockflow.id(f"pages/about/{name}") for name in nodes_of(mockflow, about(mockflow))}
    override = {
        "propertyId": mockflow.id("components/banner/properties/title"),
        "type": "Plain Text",
        "label": "Title",
        "text": {"html": None, "text": "Hi"},
    }
    photo = answer["nodes"][2]["image"].pop("assetId")
    assert len(photo) == 24
    expected: list[dict[str, Any]] = [
        {"type": "text", "text": {"html": "<h1>Hello &amp; welcome</h1>", "text": "Hello & welcome"}},
        {"type": "text", "text": {"html": '<p data-w-id="w1">We <em>mend</em></p>', "text": None}},
        {"type": "image", "image": {"alt": "A cup"}},
        {
            "type": "component-instance",
            "componentId": mockflow.id("components/banner"),
            "propertyOverrides": [override],
        },
        {"type": "text-input", "placeholder": "Your address"},
        {"type": "select", "choices": [{"value": "a", "text": "Cups"}, {"value": "b", "text": "Lamps"}]},
        {"type": "submit-button", "value": "Send", "waitingText": "Sending"},
        {"type": "search-button", "value": "Find"},
    ]
    for at, (name, each) in enumerate(zip(ids, expected, strict=True)):
        if each["type"] != "component-instance":
            each["attributes"] = NODES[at].get("attributes", {})
        assert answer["nodes"][at] == {"id": ids[name], **each}
        assert len(ids[name]) == 36


def test_content_is_read_in_a_locale(mockflow: Mockflow) -> None:
    """A locale shows its own texts, and those of the primary where it has none."""
    english, french = (nodes_of(mockflow, about(mockflow), tag) for tag in ("en", "fr"))
    assert english == nodes_of(mockflow, about(mockflow))
    assert french["find"]["value"] == "Chercher"
    assert {**french, "find": english["find"]} == english


@pytest.mark.mockflow(seed={"mockflow": 1, "sites": [SITE | {"pages": [MANY]}]})
def test_content_comes_in_pages(mockflow: Mockflow) -> None:
    """Nodes are cut by limit and offset, in their order."""
    path = f"/pages/{mockflow.id('pages/many')}/dom"
    first = mockflow.http().get(path).json()
    assert (len(first["nodes"]), first["pagination"]) == (100, {"limit": 100, "offset": 0, "total": 250})
    last = mockflow.http().get(path, params={"offset": 200, "limit": 500}).json()
    assert [each["text"]["text"] for each in last["nodes"]] == [str(at) for at in range(200, 250)]
    assert last["pagination"] == {"limit": 100, "offset": 200, "total": 250}
    assert mockflow.http().get(path, params={"limit": 0}).status_code == 400


@pytest.mark.parametrize(
    ("name", "sent", "key", "shown"),
    [
        (
            "title",
            {"text": "<h1>Bonjour &amp; <i>oui</i></h1>"},
            "text",
            {"html": "<h1>Bonjour &amp; <i>oui</i></h1>", "text": None},
        ),
        (
            "nested",
            {"text": '<p data-w-id="w1">Nous</p>'},
            "text",
            {"html": '<p data-w-id="w1">Nous</p>', "text": "Nous"},
        ),
        ("email", {"placeholder": "Votre adresse"}, "placeholder", "Votre adresse"),
        ("topic", {"choices": [{"value": "a", "text": "Tasses"}]}, "choices", [{"value": "a", "text": "Tasses"}]),
        ("send", {"waitingText": "Envoi"}, "waitingText", "Envoi"),
        ("send", {"value": "Envoyer"}, "value", "Envoyer"),
        ("find", {"value": "Trouver"}, "value", "Trouver"),
    ],
)
def test_a_node_is_written(mockflow: Mockflow, name: str, sent: dict[str, Any], key: str, shown: Any) -> None:
    """A node is written by its nodeId in one locale; no other locale, key or node changes, and no event is set off."""
    before = {tag: nodes_of(mockflow, about(mockflow), tag) for tag in ("en", "fr")}
    assert write(mockflow, about(mockflow), node(mockflow, name, **sent)) == []
    after = nodes_of(mockflow, about(mockflow), "fr")
    assert after[name][key] == shown
    after[name] = {**after[name], key: before["fr"][name][key]}
    assert after == before["fr"]
    assert nodes_of(mockflow, about(mockflow), "en") == before["en"]
    assert told(mockflow) == []
    assert page_of(mockflow, "pages/about")["lastUpdated"] == "2026-01-15T12:00:00.000Z"


def test_an_instance_overrides_properties(mockflow: Mockflow) -> None:
    """An override is laid beside those that are there; the primary locale keeps its own."""
    title, body = (mockflow.id(f"components/banner/properties/{name}") for name in ("title", "body"))
    overrides = [{"propertyId": body, "text": "<p>Entrez</p>"}]
    assert write(mockflow, about(mockflow), node(mockflow, "banner", propertyOverrides=overrides)) == []
    french = nodes_of(mockflow, about(mockflow), "fr")["banner"]["propertyOverrides"]
    assert [(each["propertyId"], each["text"]) for each in french] == [
        (title, {"html": None, "text": "Hi"}),
        (body, {"html": "<p>Entrez</p>", "text": None}),
    ]
    assert len(nodes_of(mockflow, about(mockflow), "en")["banner"]["propertyOverrides"]) == 1


def test_only_secondary_locales_are_written(mockflow: Mockflow) -> None:
    """The primary locale is refused with the message that Webflow has for it, and nothing is written."""
    before, body = world(mockflow), {"nodes": [node(mockflow, "find", value="x")]}
    answer = mockflow.http().post(about(mockflow), json=body, params={"localeId": locale(mockflow, "en")})
    assert error(answer) == (400, "bad_request", SECONDARY)
    for locale_id in (mockflow.id("locales/fr"), "0" * 24):
        answer = mockflow.http().post(about(mockflow), json=body, params={"localeId": locale_id})
        assert error(answer)[:2] == (400, "bad_request")
    assert reasons(mockflow.http().post(about(mockflow), json=body)) == ["Value (localeId) is required"]
    assert world(mockflow) == before


@pytest.mark.mockflow(seed={"mockflow": 1, "sites": [OTHER]})
def test_a_site_of_one_locale_is_never_written(mockflow: Mockflow) -> None:
    """On a site without localization every locale is refused as the primary one is."""
    body = {"nodes": [node(mockflow, "title", text="<h1>x</h1>")]}
    for locale_id in (mockflow.id("locales/en"), "0" * 24):
        answer = mockflow.http().post(about(mockflow), json=body, params={"localeId": locale_id})
        assert error(answer) == (400, "bad_request", SECONDARY)


def test_what_cannot_be_written_is_told(mockflow: Mockflow) -> None:
    """A 200 lists each node that was not written, in the order of the call, and the others are written."""
    errors = write(
        mockflow,
        about(mockflow),
        {"nodeId": "nope", "text": "<p>x</p>"},
        node(mockflow, "title", text="<h2>Autre</h2>"),
        node(mockflow, "photo", text="x"),
        node(mockflow, "email", value="x"),
        node(mockflow, "find", value="Chercher tout"),
        node(mockflow, "banner", propertyOverrides=[{"propertyId": "x", "text": "y"}]),
        node(mockflow, "send"),
    )
    ids = {name: mockflow.id(f"pages/about/{name}") for name in ("title", "photo", "email", "banner", "send")}
    assert errors == [
        "Node nope: not found.",
        f"Node {ids['title']}: text should be HTML within one <h1>.",
        f"Node {ids['photo']}: the content of a node of type image cannot be written.",
        f"Node {ids['email']}: a node of type text-input takes placeholder.",
        f"Node {ids['banner']}: Property x not found.",
        f"Node {ids['send']}: a node of type submit-button takes value and waitingText.",
    ]
    assert nodes_of(mockflow, about(mockflow), "fr")["find"]["value"] == "Chercher tout"


@pytest.mark.parametrize(
    "html",
    [
        "Bonjour", "<h1>a</h1><h1>b</h1>", "<h1>a", "a<h1>b</h1>", "<h1>a</h1>b", "<h1><i>a</h1></i>",
        "<h1><i>a</b></h1>", "<br>", "</h1>",
        "<h1 class='x>a</h1>", "<h1><!-- </h1>" * 2, "<" * 50_000, "<a " * 50_000, '<h1 a="' * 20_000,
    ],
)  # fmt: skip
def test_text_keeps_its_tag(mockflow: Mockflow, html: str) -> None:
    """HTML that is not one element of the node's own tag is an error of that node, however it is written."""
    before = world(mockflow)
    (said,) = write(mockflow, about(mockflow), node(mockflow, "title", text=html))
    assert said.endswith("text should be HTML within one <h1>.")
    assert world(mockflow) == before


def test_marks_of_interactions_stay(mockflow: Mockflow) -> None:
    """A text without the data-w-id that was read is an error of that node."""
    (said,) = write(mockflow, about(mockflow), node(mockflow, "nested", text="<p>Nous</p>"))
    assert "data-w-id" in said


def test_an_empty_text_does_not_clear_a_node(mockflow: Mockflow) -> None:
    """An empty text is taken and changes nothing."""
    before = world(mockflow)
    assert write(mockflow, about(mockflow), node(mockflow, "title", text="")) == []
    assert world(mockflow) == before


def test_the_later_of_two_writes_counts(mockflow: Mockflow) -> None:
    """A node that a call names twice has what it says last; ids are taken in either case."""
    first, second = node(mockflow, "find", value="a"), node(mockflow, "find", value="b")
    assert write(mockflow, about(mockflow), first, second | {"nodeId": second["nodeId"].upper()}) == []
    assert nodes_of(mockflow, about(mockflow), "fr")["find"]["value"] == "b"


@pytest.mark.parametrize(
    ("nodes", "said"),
    [
        ([], "Value (nodes) should NOT have fewer than 1 items"),
        ([{"nodeId": "x"}] * 1001, "Value (nodes) should NOT have more than 1000 items"),
        ([{"id": "x", "text": "y"}], "Value (nodes[0]) should have required property 'nodeId'"),
        ([{"nodeId": "x", "text": None}], "Value (nodes[0].text)'s type should be string"),
        ([{"nodeId": "x", "choices": [{}]}], "Value (nodes[0].choices[0]) should have required property 'value'"),
        ("x", "Value (nodes)'s type should be array"),
    ],
)
def test_a_write_has_a_shape(mockflow: Mockflow, nodes: Any, said: str) -> None:
    """A write of another shape is a 400, and nothing of it is written."""
    before, query = world(mockflow), {"localeId": locale(mockflow, "fr")}
    answer = mockflow.http().post(about(mockflow), json={"nodes": nodes}, params=query)
    assert said in reasons(answer)
    assert world(mockflow) == before


def test_a_thousand_nodes_are_taken(mockflow: Mockflow) -> None:
    """1,000 nodes are one call."""
    assert len(write(mockflow, about(mockflow), *[{"nodeId": f"n{at}", "value": "x"} for at in range(1_000)])) == 1_000


def test_what_is_told_is_short(mockflow: Mockflow) -> None:
    """Ids that are not found are told by their beginning."""
    unknown = {"propertyId": "y" * 9_000, "text": "a"}
    entries = ({"nodeId": "x" * 9_000, "text": "a"}, node(mockflow, "banner", propertyOverrides=[unknown]))
    errors = write(mockflow, about(mockflow), *entries)
    assert errors[0] == f"Node {'x' * 60}: not found."
    assert errors[1].endswith(f": Property {'y' * 60} not found.")


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<h1><!-- <b> -->Bonjour</h1>", "Bonjour"),
        ("<!-- a --><h1>Bon<!-- </h1> -->jour</h1><!-- b -->", "Bonjour"),
        ("<h1>Bonjour<!-- --></h1", None),
        ("<h1>Bonjour<!-- </h1>", None),
        ("<h1>" + "<!-- " * 50_000 + "</h1>", None),
    ],
)
def test_comments_are_no_tags(mockflow: Mockflow, html: str, text: str | None) -> None:
    """Tags within comments do not count, and one that is left open hides what follows; the HTML is kept as it is."""
    errors = write(mockflow, about(mockflow), node(mockflow, "title", text=html))
    said = nodes_of(mockflow, about(mockflow), "fr")["title"]["text"]
    if text is None:
        assert errors[0].endswith("text should be HTML within one <h1>.")
    else:
        assert (errors, said) == ([], {"html": html, "text": text})
