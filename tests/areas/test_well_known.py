"""Well-known files of a site: written, deleted, and looked at beside the API."""

from typing import Any

import httpx
import pytest

from mockflow import ControlError, Mockflow, SeedError
from tests.support import error, reasons
from tests.uploads import state

SEED: dict[str, Any] = {
    "mockflow": 1,
    "plan": "enterprise",
    "sites": [
        {"displayName": "One", "wellKnown": [{"fileName": "security.txt", "fileData": "Contact: nobody"}]},
        {"displayName": "Two", "wellKnown": [{"fileName": "security.txt", "fileData": "Contact: us"}]},
        {"displayName": "Plain", "plan": "cms"},
    ],
}
PATTERN = 'should match pattern "^[a-zA-Z0-9_-]{1,50}(\\.[a-zA-Z0-9_-]{1,20}){0,4}$"'
ENDING = "should end with .txt, .json or .noext, or have no ending"
MISSING = (404, "resource_not_found", "Requested resource not found: The well-known file cannot be found")

pytestmark = pytest.mark.mockflow(seed=SEED, rate_limit=False)


def call(mock: Mockflow, method: str, body: Any, site: str = "one") -> httpx.Response:
    return mock.http(mock.app_token).request(method, f"/sites/{mock.id(f'sites/{site}')}/well_known", json=body)


def put(mock: Mockflow, name: str, data: str = "{}", **more: Any) -> httpx.Response:
    return call(mock, "PUT", {"fileName": name, "fileData": data, **more})


def stored(mock: Mockflow) -> dict[str, tuple[str, str]]:
    return {each.file_name: (each.content_type, each.file_data) for each in mock.well_known("sites/one")}


def test_a_file_is_written_and_written_over(mockflow: Mockflow) -> None:
    """Each time 201 without a body; JSON unless another type is named."""
    for data, kind in (("{}", "application/json"), ("é", "text/plain")):
        answer = put(mockflow, "security.txt", data, **({"contentType": kind} if kind == "text/plain" else {}))
        assert (answer.status_code, answer.content) == (201, b"")
        assert stored(mockflow) == {"security.txt": (kind, data)}
    before = state(mockflow)
    assert put(mockflow, "security.txt", "é", contentType="text/plain").status_code == 201
    assert state(mockflow) is before


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("apple-app-site-association", "apple-app-site-association"),
        ("apple-app-site-association.noext.txt", "apple-app-site-association"),
        ("x.noext", "x"),
        ("x.html.noext", "x"),
        ("assetlinks.json", "assetlinks.json"),
        ("a.b.txt", "a.b.txt"),
    ],
)
def test_noext_takes_endings_away(mockflow: Mockflow, name: str, kept: str) -> None:
    """A file is stored under the name that visitors ask for, and deleted by either."""
    for deleted in (name, kept):
        assert put(mockflow, name).status_code == 201
        assert set(stored(mockflow)) == {"security.txt", kept}
        assert call(mockflow, "DELETE", {"fileNames": [deleted]}).status_code == 204
        assert set(stored(mockflow)) == {"security.txt"}


def test_files_are_deleted_all_or_none(mockflow: Mockflow) -> None:
    """204 without a body; a name that no file has is a 404, and no file is gone then; twice the same name is once."""
    put(mockflow, "a.txt")
    before = state(mockflow)
    assert error(call(mockflow, "DELETE", {"fileNames": ["a.txt", "b.txt"]})) == MISSING
    assert call(mockflow, "DELETE", {"fileNames": []}).status_code == 204
    assert state(mockflow) is before
    answer = call(mockflow, "DELETE", {"fileNames": ["a.txt", "security.txt", "a.txt"]})
    assert (answer.status_code, answer.content) == (204, b"")
    assert stored(mockflow) == {}


@pytest.mark.parametrize(
    ("method", "body", "told"),
    [
        ("PUT", {}, ["Value (fileName) is required", "Value (fileData) is required"]),
        ("PUT", {"fileName": "a.html", "fileData": ""}, [f"Value (fileName) {ENDING}"]),
        ("PUT", {"fileName": "../a.txt", "fileData": ""}, [f"Value (fileName) {PATTERN}"]),
        ("PUT", {"fileName": "a\r\n.txt", "fileData": ""}, [f"Value (fileName) {PATTERN}"]),
        ("PUT", {"fileName": "", "fileData": 1},
         [f"Value (fileName) {PATTERN}", "Value (fileData)'s type should be string"]),
        ("PUT", {"fileName": "a.txt", "fileData": "", "contentType": "text/html"},
         ["Value (contentType) should be equal to one of the allowed values: application/json, text/plain"]),
        ("DELETE", {}, ["Value (fileNames) is required"]),
        ("DELETE", {"fileNames": ["a", "b.html"]}, [f"Value (fileNames[1]) {ENDING}"]),
        ("DELETE", {"fileNames": "a"}, ["Value (fileNames)'s type should be array"]),
    ],
)  # fmt: skip
def test_a_bad_call_is_refused(mockflow: Mockflow, method: str, body: dict[str, Any], told: list[str]) -> None:
    """Names that are none, endings that are not allowed and types that are none are a 400, and nothing is written."""
    before = state(mockflow)
    assert reasons(call(mockflow, method, body)) == told
    assert state(mockflow) is before


def test_a_file_is_smaller_than_100_kb(mockflow: Mockflow) -> None:
    """Bytes count, not characters: 99,999 are taken, one more is a 400."""
    assert put(mockflow, "a.txt", "é" * 49_999 + "e").status_code == 201
    assert reasons(put(mockflow, "b.txt", "é" * 50_000)) == ["Value (fileData) should NOT have more than 99999 bytes"]


def test_a_site_has_less_than_30_files(mockflow: Mockflow) -> None:
    """29 are taken; one more is a 400, but another content of one that is there is not."""
    for at in range(28):
        assert put(mockflow, f"f{at}.txt").status_code == 201
    told = "Bad Request: Request is malformed: A site should NOT have more than 29 well-known files"
    assert error(put(mockflow, "one-more.txt")) == (400, "bad_request", told)
    assert put(mockflow, "f1.txt", "other").status_code == 201
    assert len(stored(mockflow)) == 29


def test_files_are_seen_through_the_control_plane(mockflow: Mockflow) -> None:
    """Those of all sites or of one, with what is in them; no site of that id is a 404, another filter a 400."""
    every, (second,) = mockflow.well_known(), mockflow.well_known("sites/two")
    assert [each.site_id for each in every] == [mockflow.id("sites/one"), mockflow.id("sites/two")]
    said = {"fileName": "security.txt", "contentType": "application/json", "fileData": "Contact: us"}
    assert second.to_dict() == {"siteId": mockflow.id("sites/two"), **said} == every[1].to_dict()
    assert mockflow.control("GET", "/well-known")["well-known"][1] == second.to_dict()
    with pytest.raises(ControlError, match="No site has the id nope") as caught:
        mockflow.well_known("nope")
    assert caught.value.status == 404
    with pytest.raises(ControlError, match="page: expected one of the filters siteId, found page"):
        mockflow.control("GET", "/well-known", params={"page": "1"})


def test_diffs_tell_no_content(mockflow: Mockflow) -> None:
    """A file is shown by its type, size and hash."""
    put(mockflow, "a.txt", "secret words")
    (added,) = mockflow.diff().added
    assert added.record is not None
    assert list(added.record) == ["fileName", "contentType", "size", "md5"]
    assert "secret words" not in str(mockflow.diff())


def test_they_need_enterprise_and_a_scope(mockflow: Mockflow) -> None:
    """On another plan both operations are a 403, whatever their body; so they are without the scope."""
    reader = mockflow.http(mockflow.new_token(["site_config:read"]))
    for method in ("PUT", "DELETE"):
        assert error(call(mockflow, method, {}, site="plain"))[:2] == (403, "not_enterprise_plan_site")
        path = f"/sites/{mockflow.site_id}/well_known"
        assert error(reader.request(method, path, json={}))[:2] == (403, "missing_scopes")
        assert error(mockflow.http().request(method, f"/sites/{'0' * 24}/well_known", json={}))[0] == 404


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ([{"fileName": "a.html", "fileData": ""}], r"\[0\]\.fileName: expected a name that ends with \.txt"),
        ([{"fileName": "a.txt", "fileData": "x" * 100_000}], r"\[0\]\.fileData: expected up to 99999 bytes"),
        (
            [{"fileName": name, "fileData": ""} for name in ("a", "a.noext")],
            r"\[1\]\.fileName: expected a name that no",
        ),
        ([{"fileName": f"a{at}", "fileData": ""} for at in range(30)], "wellKnown: expected at most 29 entries"),
    ],
)
def test_a_seed_is_held_to_the_same_rules(files: list[dict[str, str]], told: str) -> None:
    """Each problem is told with its place."""
    with pytest.raises(SeedError, match=told):
        Mockflow(seed={"mockflow": 1, "sites": [{"displayName": "S", "wellKnown": files}]})
