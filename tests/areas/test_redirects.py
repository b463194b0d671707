"""Redirects: making, changing and deleting them, on an Enterprise plan."""

from typing import Any

import httpx
import pytest

from mockflow import Mockflow, SeedError
from mockflow.domain import redirects
from tests.support import error, reasons
from tests.uploads import state

SEED: dict[str, Any] = {
    "mockflow": 1,
    "plan": "enterprise",
    "sites": [
        {"displayName": "One", "redirects": [{"fromUrl": "/a", "toUrl": "/b"}, {"fromUrl": "/c", "toUrl": "/d"}]},
        {"displayName": "Two", "redirects": [{"fromUrl": "/a", "toUrl": "https://two.example"}]},
        {"displayName": "Plain", "plan": "business"},
    ],
}
TAKEN = (409, "conflict", "Conflict: Resource already exists")
MISSING = (404, "resource_not_found", "Requested resource not found: The redirect cannot be found")

pytestmark = pytest.mark.mockflow(seed=SEED, rate_limit=False, clock="2026-01-15T12:00:00Z")


def call(mock: Mockflow, method: str, rest: str = "", body: Any = None, site: str = "one") -> httpx.Response:
    path = f"/sites/{mock.id(f'sites/{site}')}/redirects{rest}"
    return mock.http(mock.app_token).request(method, path, json=body)


def listed(mock: Mockflow) -> list[tuple[str, str]]:
    return [(each["fromUrl"], each["toUrl"]) for each in call(mock, "GET").json()["redirects"]]


def test_a_redirect_is_made_at_the_end_of_the_list(mockflow: Mockflow) -> None:
    """A create answers 200 with the rule; an id that is sent is ignored; the list has all of them with its block."""
    answer = call(mockflow, "POST", body={"id": "0" * 24, "fromUrl": "/old", "toUrl": "https://new.example/x?y#z"})
    made = answer.json()
    assert (answer.status_code, list(made)) == (200, ["id", "fromUrl", "toUrl"])
    assert made["id"] != "0" * 24
    found = call(mockflow, "GET", "?limit=1&offset=5").json()
    assert found["redirects"][-1] == made
    assert [each["fromUrl"] for each in found["redirects"]] == ["/a", "/c", "/old"]
    assert found["pagination"] == {"limit": 100, "offset": 0, "total": 3}


def test_a_change_keeps_what_is_not_sent(mockflow: Mockflow) -> None:
    """Either end may change alone; a redirect may be sent back as it is, and keeps its place."""
    first = f"/{mockflow.id('redirects/a')}"
    assert call(mockflow, "PATCH", first, {"toUrl": "/x"}).json()["fromUrl"] == "/a"
    assert call(mockflow, "PATCH", first, {"fromUrl": "/e"}).json()["toUrl"] == "/x"
    assert call(mockflow, "PATCH", first, {"fromUrl": "/e", "toUrl": "/x", "id": "0" * 24}).status_code == 200
    assert listed(mockflow) == [("/e", "/x"), ("/c", "/d")]
    before = state(mockflow)
    assert call(mockflow, "PATCH", first, {}).status_code == 200
    assert state(mockflow) is before


def test_a_delete_answers_what_is_left(mockflow: Mockflow) -> None:
    """200 with the remaining list; deleted twice it is not found."""
    first = f"/{mockflow.id('redirects/a')}"
    answer = call(mockflow, "DELETE", first)
    assert answer.status_code == 200
    assert answer.json() == {
        "redirects": [{"id": mockflow.id("redirects/c"), "fromUrl": "/c", "toUrl": "/d"}],
        "pagination": {"limit": 100, "offset": 0, "total": 1},
    }
    assert error(call(mockflow, "DELETE", first)) == MISSING
    assert error(call(mockflow, "PATCH", first, {"toUrl": "/x"})) == MISSING


def test_a_path_is_redirected_once(mockflow: Mockflow) -> None:
    """Another redirect of the same path is a 409, made or changed; on another site it is no matter."""
    before = state(mockflow)
    assert error(call(mockflow, "POST", body={"fromUrl": "/a", "toUrl": "/x"})) == TAKEN
    assert error(call(mockflow, "PATCH", f"/{mockflow.id('redirects/a')}", {"fromUrl": "/c"})) == TAKEN
    assert state(mockflow) is before
    assert call(mockflow, "POST", site="two", body={"fromUrl": "/c", "toUrl": "/x"}).status_code == 200


@pytest.mark.mockflow(quirks={"redirect_patch_conflict": "on"})
def test_a_redirect_may_be_in_its_own_way(mockflow: Mockflow) -> None:
    """With the quirk, a change that keeps the path is a 409, as the real API answers; one of the path is taken."""
    first = f"/{mockflow.id('redirects/a')}"
    assert error(call(mockflow, "PATCH", first, {"toUrl": "/x"})) == TAKEN
    assert call(mockflow, "PATCH", first, {"fromUrl": "/e", "toUrl": "/x"}).status_code == 200


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ({}, ["Value (fromUrl) is required", "Value (toUrl) is required"]),
        ({"fromUrl": 5, "toUrl": None},
         ["Value (fromUrl)'s type should be string", "Value (toUrl)'s type should be string"]),
        ({"fromUrl": "a", "toUrl": "/x"}, ['Value (fromUrl) should match pattern "^/\\S{0,2047}$"']),
        ({"fromUrl": "/a b", "toUrl": "/x"}, ['Value (fromUrl) should match pattern "^/\\S{0,2047}$"']),
        ({"fromUrl": "/" * 2049, "toUrl": "/x"}, ['Value (fromUrl) should match pattern "^/\\S{0,2047}$"']),
        ({"fromUrl": "/x", "toUrl": ""}, ['Value (toUrl) should match pattern "^\\S{1,2048}$"']),
    ],
)  # fmt: skip
def test_a_bad_redirect_is_refused(mockflow: Mockflow, body: dict[str, Any], told: list[str]) -> None:
    """Both ends are needed, the first is a path of the site, and neither has spaces or more than 2,048 characters."""
    before = state(mockflow)
    assert reasons(call(mockflow, "POST", body=body)) == told
    if body:
        assert reasons(call(mockflow, "PATCH", f"/{mockflow.id('redirects/a')}", body)) == told
    assert state(mockflow) is before


def test_redirects_are_bounded(mockflow: Mockflow, monkeypatch: pytest.MonkeyPatch) -> None:
    """A site has 10,000 at most."""
    assert redirects.MOST_REDIRECTS == 10_000
    monkeypatch.setattr("mockflow.resources.redirects.MOST_REDIRECTS", 2)
    refused = error(call(mockflow, "POST", body={"fromUrl": "/x", "toUrl": "/y"}))
    assert refused == (
        400,
        "bad_request",
        "Bad Request: Request is malformed: A site should NOT have more than 2 redirects",
    )


def test_a_redirect_of_another_site_is_not_there(mockflow: Mockflow) -> None:
    """Under the path of another site it is not found; an id of another form is a 400."""
    other = f"/{mockflow.id('two/redirects/a')}"
    for method, body in (("PATCH", {"toUrl": "/x"}), ("DELETE", None)):
        assert error(call(mockflow, method, other, body)) == MISSING
        assert error(call(mockflow, method, "/nope", body))[:2] == (400, "validation_error")
        assert error(call(mockflow, method, f"/{'0' * 24}", body)) == MISSING
    assert error(mockflow.http().get(f"/sites/{'0' * 24}/redirects"))[:2] == (404, "resource_not_found")


def test_redirects_need_enterprise_and_scopes(mockflow: Mockflow) -> None:
    """On another plan each operation is a 403 before its body is looked at; so it is without its scope."""
    refused = (403, "not_enterprise_plan_site", "This site is not associated with an Enterprise plan")
    reader = mockflow.http(mockflow.new_token(["sites:read"]))
    first = f"/{mockflow.id('redirects/a')}"
    for method, rest in (("GET", ""), ("POST", ""), ("PATCH", first), ("DELETE", first)):
        body: Any = None if method in {"GET", "DELETE"} else {}
        assert error(call(mockflow, method, rest, body, site="plain")) == refused
        path = f"/sites/{mockflow.site_id}/redirects{rest}"
        status = reader.request(method, path, json=body).status_code
        assert status == (200 if method == "GET" else 403)


def test_a_seed_is_held_to_the_same_rules() -> None:
    """A path that two redirects lead away from, and one that is none, are told with their places."""
    entries = [{"fromUrl": "/a", "toUrl": "/b"}, {"fromUrl": "/a", "toUrl": "/c", "id": "a" * 24}]
    with pytest.raises(SeedError, match=r"sites\[0\]\.redirects\[1\]\.fromUrl: expected a path that no other redirect"):
        Mockflow(seed={"mockflow": 1, "sites": [{"displayName": "S", "redirects": entries}]})
    with pytest.raises(SeedError, match=r"sites\[0\]\.redirects\[0\]\.fromUrl: expected text that matches"):
        Mockflow(seed={"mockflow": 1, "sites": [{"displayName": "S", "redirects": [{"fromUrl": "a", "toUrl": "/"}]}]})
