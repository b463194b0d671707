"""Webflow's official Python client on the double: each method it has for sites that the double has an operation for."""

from datetime import UTC, datetime
from typing import Any

import pytest
from webflow.core.request_options import RequestOptions
from webflow.errors import BadRequestError, NotFoundError, TooManyRequestsError
from webflow.resources.sites.client import SitesClient

from mockflow import Mockflow
from tests.clients.python_sdk import Sdk, methods_without_test, refused

ENTERPRISE: dict[str, dict[str, Any]] = {"create": {"name": "New"}, "update": {"name": "Other"}, "delete": {}}
"""Methods for sites of an Enterprise workspace, which the double has no operation for, and what they need."""


def test_list(sdk: Sdk, mockflow: Mockflow) -> None:
    """The sites that the token reaches."""
    (site,) = sdk.sites.list().sites
    assert (site.id, site.short_name) == (mockflow.site_id, "kiln-and-lantern")


def test_get(sdk: Sdk, mockflow: Mockflow) -> None:
    """A site with its times, locales and domains; one that is not there is a NotFoundError."""
    site = sdk.sites.get(mockflow.site_id)
    assert (site.display_name, site.created_on) == ("Kiln & Lantern", datetime(2025, 3, 3, 8, tzinfo=UTC))
    assert (site.locales.primary.tag, [each.tag for each in site.locales.secondary]) == ("en", ["fr"])
    assert [each.url for each in site.custom_domains] == ["kilnandlantern.example", "www.kilnandlantern.example"]
    with refused(NotFoundError):
        sdk.sites.get("0" * 24)


def test_get_custom_domain(sdk: Sdk, mockflow: Mockflow) -> None:
    """The domains of a site, each with the id that a publish takes."""
    domains = sdk.sites.get_custom_domain(mockflow.site_id).custom_domains
    assert domains == sdk.sites.get(mockflow.site_id).custom_domains
    assert domains[0].id == mockflow.id("domains/kilnandlantern.example")


def test_publish(sdk: Sdk, mockflow: Mockflow) -> None:
    """The site, to its domains; a second one within a minute is a TooManyRequestsError, and none at all a 400."""
    first = mockflow.id("domains/kilnandlantern.example")
    with refused(BadRequestError, "no_domains"):
        sdk.sites.publish(mockflow.site_id)
    done = sdk.sites.publish(mockflow.site_id, custom_domains=[first], publish_to_webflow_subdomain=True)
    assert ([each.id for each in done.custom_domains], done.publish_to_webflow_subdomain) == ([first], True)
    with refused(TooManyRequestsError):
        sdk.sites.publish(mockflow.site_id, publish_to_webflow_subdomain=True)


def test_one_page_is_published(sdk: Sdk, mockflow: Mockflow) -> None:
    """The client has no argument for a page's id, and sends one that is given beside its own."""

    def publish(page_id: str) -> Any:
        options = RequestOptions(max_retries=0, additional_body_parameters={"pageId": page_id})
        return sdk.sites.publish(mockflow.site_id, publish_to_webflow_subdomain=True, request_options=options)

    with refused(NotFoundError):
        publish("0" * 24)
    assert publish(mockflow.id("pages/about")).model_dump()["publishScope"] == "page"


@pytest.mark.mockflow(unknown_routes="allow")
@pytest.mark.parametrize("method", ENTERPRISE)
def test_a_method_for_enterprise_is_not_found(sdk: Sdk, mockflow: Mockflow, method: str) -> None:
    """The double has no such route, and says so without a change."""
    before = sdk.sites.get(mockflow.site_id)
    with refused(NotFoundError):
        getattr(sdk.sites, method)(mockflow.site_id, **ENTERPRISE[method])
    assert sdk.sites.list().sites == [before]


def test_no_method_is_left_out() -> None:
    """Each method of the client has its test, those for Enterprise aside."""
    assert sorted(methods_without_test(SitesClient, globals())) == sorted(ENTERPRISE)
