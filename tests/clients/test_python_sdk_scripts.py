"""Webflow's official Python client on the double: each method it has for scripts and custom code."""

from collections.abc import Callable, Iterator

import pytest
from webflow.core.api_error import ApiError
from webflow.errors import BadRequestError, NotFoundError
from webflow.resources.pages.resources.scripts.client import ScriptsClient as PageScriptsClient
from webflow.resources.scripts.client import ScriptsClient
from webflow.resources.sites.resources.scripts.client import ScriptsClient as SiteScriptsClient
from webflow.types import ScriptApply

from mockflow import Mockflow
from tests.clients.python_sdk import Sdk, body_of, methods_without_test, refused

HOURS = ScriptApply(id="opening_hours", version="1.0.0", location="header", attributes={"data-a": "b"})
Place = tuple[Sdk, str]


@pytest.fixture
def app(connect: Callable[[str], Sdk], mockflow: Mockflow) -> Sdk:
    """The official client of an app's token."""
    return connect(mockflow.app_token)


def places(app: Sdk, mock: Mockflow) -> Iterator[Place]:
    """The two families of methods, each with what it is called for."""
    yield app.sites.scripts, mock.site_id
    yield app.pages.scripts, mock.id("pages/about")


def test_list(app: Sdk, mockflow: Mockflow) -> None:
    """The demo's script, whose hash is none as it is inline."""
    listed = app.scripts.list(mockflow.site_id)
    assert [(each.id, each.version, each.integrity_hash) for each in listed.registered_scripts] == [
        ("opening_hours", "1.0.0", None)
    ]
    assert listed.pagination.total == 1


def test_register_inline(app: Sdk, mockflow: Mockflow) -> None:
    """A script by its source; its version a second time is a conflict, which the client has no class for."""
    made = app.scripts.register_inline(
        mockflow.site_id, source_code="go()", version="1.0.0", display_name="CMS Slider", can_copy=True
    )
    assert (made.id, made.can_copy, made.integrity_hash) == ("cms_slider", True, None)
    assert made.hosted_location.endswith("cms_slider-1.0.0.js")
    with pytest.raises(ApiError) as caught:
        app.scripts.register_inline(mockflow.site_id, source_code="x", version="1.0.0", display_name="CMS Slider")
    assert (caught.value.status_code, body_of(caught.value)["code"]) == (409, "duplicate_registered_script")
    with refused(BadRequestError):
        app.scripts.register_inline(mockflow.site_id, source_code="x" * 2001, version="1.0.1", display_name="Long")


def test_register_hosted(app: Sdk, mockflow: Mockflow) -> None:
    """A script that is hosted elsewhere, with its hash."""
    location = "https://cdn.example.com/s.js"
    made = app.scripts.register_hosted(
        mockflow.site_id, hosted_location=location, integrity_hash="sha384-abc", version="2.0.0", display_name="Slider"
    )
    assert (made.id, made.hosted_location, made.integrity_hash) == ("slider", location, "sha384-abc")


def test_upsert_custom_code(app: Sdk, mockflow: Mockflow) -> None:
    """The whole list is replaced; a script that is not registered is a BadRequestError."""
    for scripts, place in places(app, mockflow):
        applied = scripts.upsert_custom_code(place, scripts=[HOURS])
        assert applied.scripts == [HOURS]
        assert scripts.upsert_custom_code(place, scripts=[]).scripts == []
        with refused(BadRequestError, "bad_request"):
            scripts.upsert_custom_code(place, scripts=[ScriptApply(id="x", version="1.0.0", location="footer")])


def test_get_custom_code(app: Sdk, mockflow: Mockflow) -> None:
    """What is applied to the site, or to a page; a page where nothing is, is a NotFoundError."""
    assert [each.location for each in app.sites.scripts.get_custom_code(mockflow.site_id).scripts] == ["footer"]
    about = mockflow.id("pages/about")
    with refused(NotFoundError):
        app.pages.scripts.get_custom_code(about)
    app.pages.scripts.upsert_custom_code(about, scripts=[HOURS])
    assert app.pages.scripts.get_custom_code(about).scripts == [HOURS]


def test_delete_custom_code(app: Sdk, mockflow: Mockflow) -> None:
    """What was applied leaves, and is a NotFoundError from then on."""
    for scripts, place in places(app, mockflow):
        scripts.upsert_custom_code(place, scripts=[HOURS])
        scripts.delete_custom_code(place)
        for call in (scripts.get_custom_code, scripts.delete_custom_code):
            with refused(NotFoundError):
                call(place)


def test_list_custom_code_blocks(app: Sdk, mockflow: Mockflow) -> None:
    """Each place with its scripts; the site is no page."""
    about = mockflow.id("pages/about")
    app.pages.scripts.upsert_custom_code(about, scripts=[HOURS])
    listed = app.sites.scripts.list_custom_code_blocks(mockflow.site_id, limit=10, offset=0)
    assert [(each.type, each.page_id) for each in listed.blocks] == [("site", None), ("page", about)]
    assert listed.blocks[1].scripts == [HOURS]
    assert listed.pagination.total == 2


def test_a_site_token_is_a_plain_error(sdk: Sdk, mockflow: Mockflow) -> None:
    """The client has no class for the 403 that it gets."""
    with refused(ApiError, "invalid_auth_version"):
        sdk.scripts.list(mockflow.site_id)
    with refused(ApiError, "invalid_auth_version"):
        sdk.pages.scripts.get_custom_code(mockflow.id("pages/about"))


def test_no_method_is_left_out() -> None:
    """Each method of the three clients has its test."""
    for client in (ScriptsClient, SiteScriptsClient, PageScriptsClient):
        assert methods_without_test(client, globals()) == []
