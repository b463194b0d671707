"""Webflow's official Python client on the double: each method it has for pages and components."""

from webflow.core.api_error import ApiError
from webflow.errors import BadRequestError, ForbiddenError, NotFoundError
from webflow.resources.components.client import ComponentsClient
from webflow.resources.pages.client import PagesClient

from mockflow import Mockflow
from tests.clients.python_sdk import Sdk, methods_without_test, refused


def french(sdk: Sdk, mock: Mockflow) -> str:
    locale_id: str = sdk.sites.get(mock.site_id).locales.secondary[0].id
    return locale_id


def test_list(sdk: Sdk, mockflow: Mockflow) -> None:
    """Pages and components are parsed by the client's own models, nulls among them."""
    pages = sdk.pages.list(mockflow.site_id, limit=2)
    assert [page.slug for page in pages.pages] == [None, "about"]
    assert pages.pagination.total > 2
    components = sdk.components.list(mockflow.site_id).components
    assert [component.readonly for component in components] == [False, False, True]


def test_get_metadata(sdk: Sdk, mockflow: Mockflow) -> None:
    """A page is read in a locale, and one that is not there is a NotFoundError."""
    page = sdk.pages.get_metadata(mockflow.id("pages/about"), locale_id=french(sdk, mockflow))
    assert (page.title, page.open_graph.title_copied) == ("À propos", True)
    with refused(NotFoundError):
        sdk.pages.get_metadata("0" * 24)


def test_update_page_settings(sdk: Sdk, mockflow: Mockflow) -> None:
    """A title is changed."""
    assert sdk.pages.update_page_settings(mockflow.id("pages/about"), title="Who we are").title == "Who we are"


def test_get_content(sdk: Sdk, mockflow: Mockflow) -> None:
    """Each kind of node is one of the client's own models."""
    contact, home = (sdk.pages.get_content(mockflow.id(f"pages/{slug}")).nodes for slug in ("contact", "home"))
    kinds = {"text", "image", "component-instance", "text-input", "select", "submit-button", "search-button"}
    assert {node.type for node in [*contact, *home]} == kinds
    banner = mockflow.id("components/banner")
    assert sdk.components.get_content(mockflow.site_id, banner).nodes[0].text.text == "From the kiln"


def test_update_static_content(sdk: Sdk, mockflow: Mockflow) -> None:
    """A node is written in a secondary locale; the primary one is a BadRequestError."""
    page, title = mockflow.id("pages/contact"), mockflow.id("pages/contact/title")
    nodes = [{"nodeId": title, "text": "<h1>Un mot ?</h1>"}]
    assert sdk.pages.update_static_content(page, locale_id=french(sdk, mockflow), nodes=nodes).errors == []
    assert sdk.pages.get_content(page, locale_id=french(sdk, mockflow)).nodes[0].text.text == "Un mot ?"
    with refused(BadRequestError, "bad_request"):
        sdk.pages.update_static_content(page, locale_id=mockflow.id("locales/en"), nodes=nodes)


def test_update_content(sdk: Sdk, mockflow: Mockflow) -> None:
    """A component's node is written in a secondary locale."""
    banner, node = mockflow.id("components/banner"), mockflow.id("components/banner/eyebrow")
    nodes = [{"nodeId": node, "text": "<p>Tiède</p>"}]
    site, locale_id = mockflow.site_id, french(sdk, mockflow)
    assert sdk.components.update_content(site, banner, locale_id=locale_id, nodes=nodes).errors == []


def test_get_properties(sdk: Sdk, mockflow: Mockflow) -> None:
    """A component's properties have their texts."""
    title, *_ = sdk.components.get_properties(mockflow.site_id, mockflow.id("components/banner")).properties
    assert (title.label, title.text.text) == ("Title", "Made in small numbers")


def test_update_properties(sdk: Sdk, mockflow: Mockflow) -> None:
    """A property is written in a secondary locale."""
    banner, title = mockflow.id("components/banner"), mockflow.id("components/banner/properties/title")
    properties = [{"propertyId": title, "text": "Sorti du four"}]
    site, locale_id = mockflow.site_id, french(sdk, mockflow)
    assert sdk.components.update_properties(site, banner, locale_id=locale_id, properties=properties).errors == []


def test_a_component_of_a_library_is_not_written(sdk: Sdk, mockflow: Mockflow) -> None:
    """That is a ForbiddenError for its nodes, and a plain error for its properties, where the client has no class."""
    where = mockflow.site_id, mockflow.id("components/cookie-note")
    locale_id = french(sdk, mockflow)
    nodes = [{"nodeId": mockflow.id("components/cookie-note/accept"), "text": "<p>Bien</p>"}]
    with refused(ForbiddenError, "forbidden"):
        sdk.components.update_content(*where, locale_id=locale_id, nodes=nodes)
    properties = [{"propertyId": mockflow.id("components/cookie-note/properties/note"), "text": "Bien"}]
    with refused(ApiError, "forbidden"):
        sdk.components.update_properties(*where, locale_id=locale_id, properties=properties)


def test_no_method_is_left_out() -> None:
    """Each method of the two clients has its test."""
    for client in (PagesClient, ComponentsClient):
        assert methods_without_test(client, globals()) == []
