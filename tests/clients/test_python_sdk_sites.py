"""Webflow's official Python client on the double: each method it has for sites, their plans, and workspaces."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from webflow.core.api_error import ApiError
from webflow.core.request_options import RequestOptions
from webflow.errors import BadRequestError, ForbiddenError, NotFoundError, TooManyRequestsError
from webflow.resources.sites.client import SitesClient
from webflow.resources.sites.resources.plans.client import PlansClient
from webflow.resources.workspaces.resources.audit_logs.client import AuditLogsClient

from mockflow import Mockflow
from tests.clients.python_sdk import Sdk, methods_without_test, refused

enterprise = pytest.mark.mockflow(plan="enterprise")
FOLDER = "64c7e2f0a1b2c3d4e5f60718"
TYPES = [
    "user_access", "workspace_setting", "site_membership", "workspace_membership", "workspace_invitation",
    "custom_role",
]  # fmt: skip


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


@enterprise
def test_create(sdk: Sdk, connect: Callable[[str], Sdk], mockflow: Mockflow) -> None:
    """A site in a workspace, for an app; a site token lacks the scope."""
    workspace, app = mockflow.id("workspaces/kiln-and-lantern"), connect(mockflow.app_token)
    made = app.sites.create(workspace, name="Lamp Fair", template_name="Shop", parent_folder_id=FOLDER)
    assert (made.display_name, made.short_name, made.workspace_id) == ("Lamp Fair", "lamp-fair", workspace)
    assert (made.last_published, made.locales, made.parent_folder_id) == (None, None, FOLDER)
    assert [each.id for each in app.sites.list().sites] == [mockflow.site_id, made.id]
    with refused(ForbiddenError):
        sdk.sites.create(workspace, name="Lamp Fair")


@enterprise
def test_update(sdk: Sdk, mockflow: Mockflow) -> None:
    """A name and a folder; an unknown site is a NotFoundError, and a name that is none a BadRequestError."""
    site = sdk.sites.update(mockflow.site_id, name="Lantern & Kiln", parent_folder_id=FOLDER)
    assert (site.display_name, site.short_name, site.parent_folder_id) == ("Lantern & Kiln", "kiln-and-lantern", FOLDER)
    with refused(NotFoundError):
        sdk.sites.update("0" * 24, name="Other")
    with refused(BadRequestError):
        sdk.sites.update(mockflow.site_id, name="")


@enterprise
def test_delete(sdk: Sdk, mockflow: Mockflow) -> None:
    """The answer is nothing, and the site is not found any more."""
    assert sdk.sites.delete(mockflow.site_id) is None
    assert sdk.sites.list().sites == []
    with refused(NotFoundError):
        sdk.sites.delete(mockflow.site_id)


@enterprise
def test_get_site_plan(sdk: Sdk, mockflow: Mockflow) -> None:
    """The hosting plan, by its published id and name."""
    plan = sdk.sites.plans.get_site_plan(mockflow.site_id)
    assert (plan.id, plan.name) == ("hosting-ecommerce-advanced-v3", "ECommerce Advanced Hosting")
    assert plan.pricing_info == "https://webflow.com/pricing"


def test_what_takes_an_enterprise_plan_is_refused(sdk: Sdk, connect: Callable[[str], Sdk], mockflow: Mockflow) -> None:
    """On the demo's own plan: 403 with a code for sites, and another for workspaces."""
    workspace, token = mockflow.id("workspaces/kiln-and-lantern"), mockflow.workspace_token
    for call in (sdk.sites.update, sdk.sites.delete):
        with refused(ForbiddenError, "not_enterprise_plan_site"):
            call(mockflow.site_id)
    with refused(ApiError, "not_enterprise_plan_site"):
        sdk.sites.plans.get_site_plan(mockflow.site_id)
    with refused(ForbiddenError, "not_enterprise_plan_workspace"):
        connect(mockflow.app_token).sites.create(workspace, name="New")
    with refused(ForbiddenError, "not_enterprise_plan_workspace"):
        connect(token).workspaces.audit_logs.get_workspace_audit_logs(workspace)


@enterprise
def test_get_workspace_audit_logs(connect: Callable[[str], Sdk], mockflow: Mockflow) -> None:
    """The log of a workspace, each entry of the client's type for it; a site token is a ForbiddenError."""
    read = connect(mockflow.workspace_token).workspaces.audit_logs.get_workspace_audit_logs
    found = read("kiln-and-lantern")
    assert (found.pagination.total, [each.event_type for each in found.items]) == (6, TYPES)
    assert found.items[0].payload.ip_address == "203.0.113.7"
    assert found.items[0].actor.email == "mireille@kilnandlantern.example"
    after = datetime(2026, 1, 1, tzinfo=UTC)
    some = read(
        "kiln-and-lantern", limit=1, offset=1, sort_order="asc", from_=after, to=datetime(2026, 1, 31, tzinfo=UTC)
    )
    assert [each.event_type for each in some.items] == ["user_access"]
    assert [each.event_type for each in read("kiln-and-lantern", event_type="custom_role").items] == ["custom_role"]
    with refused(NotFoundError):
        read("nobody")
    with refused(ForbiddenError, "invalid_auth_version"):
        connect(mockflow.site_token).workspaces.audit_logs.get_workspace_audit_logs("kiln-and-lantern")


def test_no_method_is_left_out() -> None:
    """Each method of the client has its test."""
    for client in (SitesClient, PlansClient, AuditLogsClient):
        assert methods_without_test(client, globals()) == []
