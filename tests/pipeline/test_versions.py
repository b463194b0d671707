"""The paths that operations are called under: /v2, /beta, and those of former times."""

import pytest

from mockflow import Mockflow
from tests.support import error

ROOT = "http://mockflow.test"
NOT_FOUND = (404, "resource_not_found", "Requested resource not found")
REMOVED = [
    ("GET", "/sites/{site}/users"),
    ("GET", "/sites/{site}/users/{site}"),
    ("PATCH", "/sites/{site}/users/{site}"),
    ("DELETE", "/sites/{site}/users/someone"),
    ("POST", "/sites/{site}/users/invite"),
    ("GET", "/sites/{site}/accessgroups"),
]
V1 = "a path of v1, which Webflow has retired: "
UNVERSIONED = "a path of v1, or one without its version: "
HERE = "Webflow has this under /v2"

pytestmark = pytest.mark.mockflow(clock="2026-01-15T12:00:00Z")


def test_beta_serves_what_v2_serves(mockflow: Mockflow) -> None:
    """Reads and writes, counted together with those under /v2, on any world."""
    api, path = mockflow.http(), f"/collections/{mockflow.id('topics')}/items"
    made = api.post(f"{ROOT}/beta{path}", json={"fieldData": {"name": "Fog"}})
    assert made.status_code == 202
    answer = api.get(f"{ROOT}/w/default/beta{path}/{made.json()['id']}")
    assert answer.json() == api.get(f"{path}/{made.json()['id']}").json()
    assert answer.headers["X-RateLimit-Remaining"] == "118"
    assert error(api.post(f"{ROOT}/beta{path}", json={"fieldData": {}}))[:2] == (400, "validation_error")
    assert api.get(f"{ROOT}/beta/sites", headers={"Authorization": ""}).status_code == 401


def test_the_journal_tells_the_path_as_it_was_called(mockflow: Mockflow) -> None:
    """With the operation that answered; a glob finds it with its version or without."""
    mockflow.http().get(f"{ROOT}/beta/sites")
    (call,) = mockflow.requests()
    assert (call.path, call.operation_id) == ("/beta/sites", "list-sites")
    for glob, count in (("/sites", 1), ("/beta/*", 1), ("/v2/sites", 0)):
        assert len(mockflow.requests(path=glob)) == count


def test_a_fault_meets_calls_of_every_version(mockflow: Mockflow) -> None:
    """A path without a version is that of both; one with a version is of that one alone."""
    with mockflow.fault(path="/sites", status=503):
        assert mockflow.http().get(f"{ROOT}/beta/sites").status_code == 503
        assert mockflow.http().get("/sites").status_code == 503
    with mockflow.fault(path="/beta/*", status=503):
        assert mockflow.http().get(f"{ROOT}/beta/sites").status_code == 503
        assert mockflow.http().get("/sites").status_code == 200


@pytest.mark.mockflow(unknown_routes="allow")
@pytest.mark.parametrize("version", ["/v2", "/beta"])
@pytest.mark.parametrize(("method", "path"), REMOVED)
def test_user_accounts_are_gone(mockflow: Mockflow, version: str, method: str, path: str) -> None:
    """A counted 404 for any known token, whatever it may do, and a 401 for others; what became of it is told."""
    url = f"{ROOT}{version}{path.format(site=mockflow.site_id)}"
    api = mockflow.http(mockflow.new_token(["assets:read"]))
    answer = api.request(method, url)
    assert error(answer) == NOT_FOUND
    assert answer.headers["X-RateLimit-Remaining"] == "119"
    assert api.request(method, url, headers={"Authorization": ""}).status_code == 401
    first, _ = mockflow.unmatched()
    assert (first.reason, first.nearest) == ("removed from Webflow on 2026-01-29, with its user accounts", None)


@pytest.mark.mockflow(unknown_routes="allow")
@pytest.mark.parametrize(
    ("call", "headers", "reason", "nearest"),
    [
        ("GET /sites", {}, UNVERSIONED + HERE, "GET /v2/sites"),
        ("GET /sites", {"Accept-Version": "1.0.0"}, V1 + HERE, "GET /v2/sites"),
        ("GET /sites?api_version=1.0.0", {}, V1 + HERE, "GET /v2/sites"),
        ("GET /v1/sites", {}, V1 + HERE, "GET /v2/sites"),
        ("GET /collections/{site}/items/", {}, UNVERSIONED + HERE, "GET /v2/collections/{collection_id}/items"),
        ("PUT /collections/{site}/items/{site}", {}, UNVERSIONED + "this path has DELETE, GET, PATCH, and not PUT",
         "PATCH /v2/collections/{collection_id}/items/{item_id}"),
        ("GET /sites/{site}/domains", {}, V1 + "no operation has this path",
         "GET /v2/sites/{site_id}/custom_domains"),
        ("GET /sites/{site}/users", {}, "removed from Webflow on 2026-01-29, with its user accounts", None),
        ("POST /a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p", {}, "no operation has this path", None),
        ("POST /a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p", {"Accept-Version": "1.0.0"}, V1 + "no operation has this path", None),
    ],
)  # fmt: skip
def test_v1_is_gone(mockflow: Mockflow, call: str, headers: dict[str, str], reason: str, nearest: str | None) -> None:
    """Without a version in the path it is a 404 in the shape of v2 for anyone, not counted; what it was is told."""
    method, _, path = call.partition(" ")
    answer = mockflow.http().request(method, ROOT + path.format(site=mockflow.site_id), headers=headers)
    assert error(answer) == NOT_FOUND
    assert "X-RateLimit-Limit" not in answer.headers
    (found,) = mockflow.unmatched()
    assert (found.reason, found.nearest) == (reason, nearest)


@pytest.mark.parametrize("version", ["1.0.0", "2.0.0"])
def test_a_header_of_former_times_changes_nothing_under_v2(mockflow: Mockflow, version: str) -> None:
    """The version is in the path."""
    assert mockflow.http().get("/sites", headers={"Accept-Version": version}).status_code == 200
