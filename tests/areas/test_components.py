"""Components: reading them, and writing their content and properties in a secondary locale."""

from typing import Any

import pytest

from mockflow import Mockflow
from tests.areas.pages_seed import SEED, locale, nodes_of, world, write
from tests.support import error, reasons, told

pytestmark = pytest.mark.mockflow(seed=SEED, rate_limit=False, clock="2026-01-15T12:00:00Z")
SECONDARY = "Bad Request: Request is malformed: The provided locale must be a secondary locale."
MISSING = "Requested resource not found: The component cannot be found"


def path_of(mock: Mockflow, part: str, component: str = "components/banner") -> str:
    return f"/sites/{mock.site_id}/components/{mock.id(component)}/{part}"


def property_id(mock: Mockflow, name: str) -> str:
    return mock.id(f"components/banner/properties/{name}")


def values(mock: Mockflow, tag: str) -> dict[str, dict[str, Any]]:
    """The texts of the banner's properties in this locale."""
    answer = mock.http().get(path_of(mock, "properties"), params={"localeId": locale(mock, tag)})
    return {each["label"]: each["text"] for each in answer.json()["properties"]}


def test_components_are_listed(mockflow: Mockflow) -> None:
    """A list has name, group and description, and tells which components come from a library."""
    answer = mockflow.http().get(f"/sites/{mockflow.site_id}/components")
    banner, badge = answer.json()["components"]
    assert banner == {
        "id": mockflow.id("components/banner"),
        "name": "Banner",
        "group": "Layout",
        "description": "On top.",
        "readonly": False,
    }
    assert badge["readonly"]
    assert answer.json()["pagination"] == {"limit": 100, "offset": 0, "total": 2}
    second = mockflow.http().get(f"/sites/{mockflow.site_id}/components", params={"limit": 1, "offset": 1}).json()
    assert second["components"] == [badge]


def test_a_component_has_content(mockflow: Mockflow) -> None:
    """Its nodes are as those of a page, in each locale."""
    answer = mockflow.http().get(path_of(mockflow, "dom")).json()
    assert list(answer) == ["componentId", "nodes", "pagination"]
    assert answer["nodes"][0]["text"] == {"html": "<p>Open today</p>", "text": "Open today"}
    french = nodes_of(mockflow, path_of(mockflow, "dom"), "fr")
    assert french["line"]["text"]["text"] == "Ouvert"


def test_a_component_has_properties(mockflow: Mockflow) -> None:
    """Plain and alternative text stand under text, rich text under html; a locale has its own or the primary's."""
    answer = mockflow.http().get(path_of(mockflow, "properties")).json()
    assert list(answer) == ["componentId", "properties", "pagination"]
    assert answer["properties"][0] == {
        "propertyId": property_id(mockflow, "title"),
        "type": "Plain Text",
        "label": "Title",
        "text": {"html": None, "text": "Welcome"},
    }
    assert values(mockflow, "fr") == {
        "Title": {"html": None, "text": "Bienvenue"},
        "Body": {"html": "<p>Come in.</p>", "text": None},
        "Alt": {"html": None, "text": "A door"},
    }


def test_content_is_written(mockflow: Mockflow) -> None:
    """Nodes of a component are written as those of a page are; nothing is told to webhooks."""
    line = {"nodeId": mockflow.id("components/banner/line"), "text": "<p>Fermé</p>"}
    errors = write(mockflow, path_of(mockflow, "dom"), line, {"nodeId": "x", "text": "<p>y</p>"})
    assert errors == ["Node x: not found."]
    assert nodes_of(mockflow, path_of(mockflow, "dom"), "fr")["line"]["text"]["text"] == "Fermé"
    assert nodes_of(mockflow, path_of(mockflow, "dom"))["line"]["text"]["text"] == "Open today"
    assert told(mockflow) == []


def test_properties_are_written(mockflow: Mockflow) -> None:
    """What fits its property is written in that locale, and of the rest it is said why not."""
    body = [
        {"propertyId": property_id(mockflow, "title"), "text": "Salut"},
        {"propertyId": property_id(mockflow, "alt"), "text": "two\nlines"},
        {"propertyId": property_id(mockflow, "body"), "text": "no html"},
        {"propertyId": "x", "text": "y"},
    ]
    path, query = path_of(mockflow, "properties"), {"localeId": locale(mockflow, "fr")}
    answer = mockflow.http().post(path, json={"properties": body}, params=query)
    assert answer.json() == {
        "errors": [
            f"Property {property_id(mockflow, 'alt')} should be a single line of text.",
            f"Property {property_id(mockflow, 'body')} should be HTML.",
            "Property x not found.",
        ]
    }
    assert values(mockflow, "fr")["Title"]["text"] == "Salut"
    assert values(mockflow, "en")["Title"]["text"] == "Welcome"
    rich = [{"propertyId": property_id(mockflow, "body"), "text": "<h2>A</h2><p>b</p>"}]
    assert mockflow.http().post(path, json={"properties": rich}, params=query).json() == {"errors": []}


@pytest.mark.parametrize("part", ["dom", "properties"])
def test_a_component_is_written_in_secondary_locales_only(mockflow: Mockflow, part: str) -> None:
    """Without localeId, or with that of the primary locale, a write is refused as a page's is."""
    before = world(mockflow)
    body = {"nodes": [{"nodeId": "x"}], "properties": []}
    primary = {"localeId": locale(mockflow, "en")}
    answer = mockflow.http().post(path_of(mockflow, part), json=body, params=primary)
    assert error(answer) == (400, "bad_request", SECONDARY)
    assert reasons(mockflow.http().post(path_of(mockflow, part), json=body)) == ["Value (localeId) is required"]
    assert world(mockflow) == before


@pytest.mark.parametrize("part", ["dom", "properties"])
def test_a_component_of_a_library_is_read_only(mockflow: Mockflow, part: str) -> None:
    """It can be read, and a write is a 403 before its body is looked at."""
    path = path_of(mockflow, part, "components/badge")
    assert mockflow.http().get(path).status_code == 200
    answer = mockflow.http().post(path, content="{", params={"localeId": locale(mockflow, "fr")})
    assert error(answer)[:2] == (403, "forbidden")


@pytest.mark.parametrize("part", ["dom", "properties"])
def test_a_component_is_of_its_site(mockflow: Mockflow, part: str) -> None:
    """A component of another site, or none, is a 404 for every call; an id of another form a 400."""
    app = mockflow.http(mockflow.app_token)
    for component in (mockflow.id("other/components/banner"), "00000000-0000-4000-a000-000000000000"):
        path = f"/sites/{mockflow.site_id}/components/{component}/{part}"
        assert error(app.get(path)) == (404, "resource_not_found", MISSING)
        assert error(app.post(path, json={"nodes": [{"nodeId": "x"}]})) == (404, "resource_not_found", MISSING)
    assert error(app.get(f"/sites/{mockflow.site_id}/components/banner/{part}"))[:2] == (400, "validation_error")


def test_there_are_no_branches(mockflow: Mockflow) -> None:
    """A branchId names nothing on a site of the double: a 404, and nothing is written."""
    before, query = world(mockflow), {"branchId": "0" * 24, "localeId": locale(mockflow, "fr")}
    for part in ("dom", "properties"):
        answer = mockflow.http().get(path_of(mockflow, part), params=query)
        assert error(answer)[:2] == (404, "resource_not_found")
    line = {"nodeId": mockflow.id("components/banner/line"), "text": "<p>x</p>"}
    answer = mockflow.http().post(path_of(mockflow, "dom"), json={"nodes": [line]}, params=query)
    assert error(answer)[:2] == (404, "resource_not_found")
    answer = mockflow.http().get(f"/sites/{mockflow.site_id}/components", params=query)
    assert error(answer)[:2] == (404, "resource_not_found")
    assert world(mockflow) == before


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({}, "Value (properties) is required"),
        ({"properties": {}}, "Value (properties)'s type should be array"),
        ({"properties": [{"text": "x"}]}, "Value (properties[0]) should have required property 'propertyId'"),
        ({"properties": [{"propertyId": "x", "text": 5}]}, "Value (properties[0].text)'s type should be string"),
    ],
)
def test_a_write_of_properties_has_a_shape(mockflow: Mockflow, body: Any, said: str) -> None:
    """A write of another shape is a 400, and nothing of it is written."""
    before, query = world(mockflow), {"localeId": locale(mockflow, "fr")}
    answer = mockflow.http().post(path_of(mockflow, "properties"), json=body, params=query)
    assert reasons(answer) == [said]
    assert world(mockflow) == before


def test_components_have_scopes(mockflow: Mockflow) -> None:
    """Reading needs components:read and writing components:write."""
    reading = mockflow.http(mockflow.new_token(["components:read"]))
    assert reading.get(path_of(mockflow, "properties")).status_code == 200
    said = error(reading.post(path_of(mockflow, "properties"), json={}))
    assert said[1] == "missing_scopes"
    assert "'components:write'" in said[2]
    assert error(mockflow.http(mockflow.new_token(["pages:read"])).get(path_of(mockflow, "dom")))[0] == 403
