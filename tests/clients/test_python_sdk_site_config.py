"""Webflow's official Python client on the double: each method it has for a site's configuration and its log.

It has none for Google tags, which are newer.
"""

import pytest
from webflow.core.api_error import ApiError
from webflow.errors import BadRequestError, ForbiddenError, NotFoundError
from webflow.resources.sites.resources.activity_logs.client import ActivityLogsClient
from webflow.resources.sites.resources.redirects.client import RedirectsClient
from webflow.resources.sites.resources.robots_txt.client import RobotsTxtClient
from webflow.resources.sites.resources.well_known.client import WellKnownClient
from webflow.types import RobotsRulesItem

from mockflow import Mockflow
from tests.clients.python_sdk import Sdk, body_of, methods_without_test, refused

pytestmark = pytest.mark.mockflow(plan="enterprise", clock="2026-01-15T12:00:00Z")

NO_PATHS = RobotsRulesItem(user_agent="*")


def test_create(sdk: Sdk, mockflow: Mockflow) -> None:
    """A redirect; a second one of the same path is a 409, for which the client has no class here."""
    made = sdk.sites.redirects.create(mockflow.site_id, from_url="/old", to_url="/new")
    assert (made.from_url, made.to_url, len(made.id)) == ("/old", "/new", 24)
    with pytest.raises(ApiError) as caught:
        sdk.sites.redirects.create(mockflow.site_id, from_url="/old", to_url="/other")
    assert (caught.value.status_code, body_of(caught.value)["code"]) == (409, "conflict")
    with refused(BadRequestError):
        sdk.sites.redirects.create(mockflow.site_id, from_url="/lost")


def test_list(sdk: Sdk, mockflow: Mockflow) -> None:
    """Redirects and rows of the log are parsed by the client's own models."""
    made = sdk.sites.redirects.create(mockflow.site_id, from_url="/old", to_url="/new")
    listed = sdk.sites.redirects.list(mockflow.site_id)
    assert (listed.redirects[1:], listed.pagination.total) == ([made], 2)
    mockflow.create_page("Jobs")
    mockflow.add_item("journal", {"name": "Hello"}, state="draft")
    log = sdk.sites.activity_logs.list(mockflow.site_id, limit=1, offset=1)
    (row,) = log.items
    assert (row.event, row.resource_operation, row.resource_name) == ("page_created", "CREATED", "Jobs")
    assert (row.user.display_name, row.payload, log.pagination.total) == ("Sam Designer", None, 2)


@pytest.mark.mockflow(plan="cms")
def test_another_plan_is_refused(sdk: Sdk, mockflow: Mockflow) -> None:
    """The client has a class for that 403 where its document has it."""
    with refused(ForbiddenError, "not_enterprise_plan_site"):
        sdk.sites.activity_logs.list(mockflow.site_id)
    with refused(ApiError, "not_enterprise_plan_site"):
        sdk.sites.redirects.list(mockflow.site_id)


def test_update(sdk: Sdk, mockflow: Mockflow) -> None:
    """One end of a redirect; one that is not there is a NotFoundError."""
    made = sdk.sites.redirects.create(mockflow.site_id, from_url="/old", to_url="/new")
    changed = sdk.sites.redirects.update(mockflow.site_id, made.id, to_url="/newer")
    assert (changed.id, changed.from_url, changed.to_url) == (made.id, "/old", "/newer")
    with refused(NotFoundError):
        sdk.sites.redirects.update(mockflow.site_id, "0" * 24, to_url="/newer")


def test_get(sdk: Sdk, mockflow: Mockflow) -> None:
    """The robots.txt of a site, which need not name a sitemap."""
    found = sdk.sites.robots_txt.get(mockflow.site_id)
    assert (found.rules[0].user_agent, found.rules[0].disallows, found.sitemap) == ("*", ["/checkout"], None)


def test_put(sdk: Sdk, mockflow: Mockflow) -> None:
    """A whole robots.txt, and a well-known file."""
    rules = [RobotsRulesItem(user_agent="*", disallows=["/cart"])]
    made = sdk.sites.robots_txt.put(mockflow.site_id, rules=rules, sitemap="/sitemap.xml")
    assert made == sdk.sites.robots_txt.get(mockflow.site_id)
    assert (made.rules[0].allows, made.rules[0].disallows, made.sitemap) == ([], ["/cart"], "/sitemap.xml")
    assert sdk.sites.well_known.put(mockflow.site_id, file_name="a.noext.txt", file_data="A") is None
    assert [(each.file_name, each.content_type) for each in mockflow.well_known()] == [("a", "application/json")]


def test_patch(sdk: Sdk, mockflow: Mockflow) -> None:
    """Rules are added."""
    sdk.sites.robots_txt.put(mockflow.site_id)
    for path in ("/a", "/b"):
        rules = [RobotsRulesItem(user_agent="*", disallows=[path])]
        made = sdk.sites.robots_txt.patch(mockflow.site_id, rules=rules)
    assert [each.disallows for each in made.rules] == [["/a", "/b"]]


def test_delete(sdk: Sdk, mockflow: Mockflow) -> None:
    """A redirect and rules, which answer what is left, and a well-known file, which does not."""
    site = mockflow.site_id
    made = sdk.sites.redirects.create(site, from_url="/a", to_url="/b")
    assert sdk.sites.redirects.delete(site, mockflow.id("redirects/catalogue-2024")).redirects == [made]
    sdk.sites.robots_txt.put(site, rules=[NO_PATHS], sitemap="/sitemap.xml")
    left = sdk.sites.robots_txt.delete(site, rules=[NO_PATHS])
    assert (left.rules, left.sitemap) == ([], "/sitemap.xml")
    sdk.sites.well_known.put(site, file_name="a.txt", file_data="A", content_type="text/plain")
    assert sdk.sites.well_known.delete(site, file_names=["a.txt"]) is None
    assert mockflow.well_known() == []
    with refused(NotFoundError):
        sdk.sites.well_known.delete(site, file_names=["a.txt"])


def test_no_method_is_left_out() -> None:
    """Each method of the four clients has its test."""
    for client in (ActivityLogsClient, RedirectsClient, RobotsTxtClient, WellKnownClient):
        assert methods_without_test(client, globals()) == []
