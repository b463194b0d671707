"""What of the API was called, as the control plane and the handle tell it."""

import httpx
import pytest

from mockflow import CoveredOperation, Mockflow
from mockflow.resources.table import ROUTES
from mockflow.worlds import journal


def statuses(mock: Mockflow) -> dict[str, dict[int, int]]:
    return {each.operation_id: dict(each.statuses) for each in mock.coverage().operations}


def test_coverage_tells_operations_by_status_and_what_was_never_called(mockflow: Mockflow) -> None:
    """Each operation has its answers by status in the table's order, refusals too; all others were never called."""
    api = mockflow.http()
    for path in (f"/sites/{mockflow.site_id}", "/sites", f"/sites/{'0' * 24}", "/sites"):
        api.get(path)
    mockflow.http("nobody").get("/sites")
    covered = mockflow.coverage()
    assert covered.operations == (
        CoveredOperation("list-sites", "GET", "/v2/sites", {200: 2, 401: 1}),
        CoveredOperation("get-site", "GET", "/v2/sites/{site_id}", {200: 1, 404: 1}),
    )
    called = {"list-sites", "get-site"}
    assert covered.never_called == tuple(each.operation_id for each in ROUTES if each.operation_id not in called)
    assert covered.to_dict() == mockflow.control("GET", "/coverage")


@pytest.mark.mockflow(unknown_routes="allow")
def test_what_is_no_call_of_an_operation_does_not_count(mockflow: Mockflow) -> None:
    """Preparation, the control plane and paths that Webflow does not have leave no trace."""
    mockflow.add_item("journal", {"name": "x"})
    mockflow.http(setup=True).get("/sites")
    mockflow.http().get("/nope")
    assert mockflow.coverage().operations == ()


def test_calls_that_the_journal_does_not_keep_count(mockflow: Mockflow, monkeypatch: pytest.MonkeyPatch) -> None:
    """Calls count on when the bounded journal drops them and when it is told to forget; a reset starts anew."""
    monkeypatch.setattr(journal, "MOST_ENTRIES", 2)
    api = mockflow.http()
    for _ in range(5):
        api.get("/sites")
    api.get("/sites/x")
    assert len(mockflow.requests()) == 2
    assert statuses(mockflow) == {"list-sites": {200: 5}, "get-site": {400: 1}}
    mockflow.control("DELETE", "/requests")
    api.get("/sites")
    assert statuses(mockflow) == {"list-sites": {200: 6}, "get-site": {400: 1}}
    mockflow.reset()
    assert statuses(mockflow) == {}


def test_every_operation_can_be_covered(mockflow: Mockflow) -> None:
    """Whatever the operation, a call of it moves it from never called to called."""
    client = httpx.Client(transport=mockflow.transport, base_url="http://mockflow.test/v2")
    for route in ROUTES:
        client.request(route.method, route.path.replace("{", "").replace("}", ""))
    covered = mockflow.coverage()
    assert covered.never_called == ()
    assert [(each.method, each.path) for each in covered.operations] == [(r.method, f"/v2{r.path}") for r in ROUTES]
