"""Watching: asserting what was called, and finding what nothing answers."""

from dataclasses import FrozenInstanceError
from typing import Any

import httpx
import pytest

from mockflow import Call, Mockflow, Unmatched
from tests.support import journal_of

TOKEN = "mockflow-site-token"
DATA = '{"name": "A", "topics": ["x", "y"], "note": 1}'


def failure(mock: Mockflow, operation_id: str, **wanted: Any) -> list[str]:
    """The lines of the message when a call was not made."""
    with pytest.raises(AssertionError) as raised:
        mock.assert_called(operation_id, **wanted)
    return str(raised.value).splitlines()


def test_a_call_that_was_made_passes(mockflow: Mockflow) -> None:
    """At least once, whatever it was answered, and whoever made it."""
    journal = journal_of(mockflow)
    journal.create("One")
    mockflow.http(mockflow.readonly_token).post(journal.path, json={"fieldData": {"name": "Two"}})
    mockflow.assert_called("create-item")
    mockflow.assert_called("create-item", times=2)
    mockflow.assert_called("create-item", status=202, times=1)
    mockflow.assert_called("create-item", status=403, json={"fieldData": {"name": "Two"}}, times=1)
    mockflow.assert_called("delete-item", times=0)


def test_the_wrong_number_of_calls_fails(mockflow: Mockflow) -> None:
    """The message has both numbers; there is no nearest call where every one fits."""
    mockflow.http().get("/sites")
    assert failure(mockflow, "list-sites", times=2)[0] == "expected list-sites to be called 2 times, found 1 such call"
    assert failure(mockflow, "list-sites", times=0)[0] == "expected list-sites to be called 0 times, found 1 such call"
    mockflow.http().get("/sites")
    (line,) = failure(mockflow, "list-sites", times=1)
    assert line == "expected list-sites to be called 1 time, found 2 such calls"


@pytest.mark.parametrize(
    "json",
    [
        {},
        {"isDraft": False},
        {"fieldData": {"name": "A"}},
        {"fieldData": {"topics": ["x", "y"], "link": {"url": "https://x.example"}}},
        {"fieldData": {"stars": 4.0, "note": None}},
        {"fieldData": {"topics": ("x", "y")}},
    ],
)
def test_a_body_may_hold_more(mockflow: Mockflow, json: Any) -> None:
    """Objects are compared by the keys that are wanted, at every depth."""
    data = {"name": "A", "topics": ["x", "y"], "link": {"url": "https://x.example", "t": 1}, "stars": 4, "note": None}
    journal_of(mockflow).post({"isDraft": False, "fieldData": data})
    mockflow.assert_called("create-item", json=json)


@pytest.mark.parametrize(
    ("json", "said"),
    [
        ({"isDraft": True}, ["body.isDraft: expected true, found false"]),
        ({"isDraft": 0}, ["body.isDraft: expected 0, found false"]),
        ({"isArchived": False}, ["body.isArchived: expected false, found nothing"]),
        ({"fieldData": {"name": "B"}}, ['body.fieldData.name: expected "B", found "A"']),
        ({"fieldData": {"topics": ["x"]}}, ['body.fieldData.topics: expected ["x"], found ["x", "y"]']),
        ({"fieldData": {"topics": ["y", "x"]}},
         ['body.fieldData.topics[0]: expected "y", found "x"', 'body.fieldData.topics[1]: expected "x", found "y"']),
        ({"fieldData": []}, [f"body.fieldData: expected [], found {DATA}"]),
        ({"fieldData": {"name": {"de": "Ä"}, "note": "é"}},
         ['body.fieldData.name: expected {"de": "Ä"}, found "A"', 'body.fieldData.note: expected "é", found 1']),
        (5, [f'body: expected 5, found {{"isDraft": false, "fieldData": {DATA}}}']),
    ],
)  # fmt: skip
def test_each_difference_is_told_with_its_path(mockflow: Mockflow, json: Any, said: list[str]) -> None:
    """The message shows the nearest call, and what differs in its body at which path."""
    journal = journal_of(mockflow)
    journal.post({"isDraft": False, "fieldData": {"name": "A", "topics": ["x", "y"], "note": 1}})
    first, nearest, *differences = failure(mockflow, "create-item", json=json)
    assert first.startswith("expected create-item with ")
    assert first.endswith(" to be called at least once, found 0 such calls")
    assert nearest.startswith(
        f"the nearest is POST /v2{journal.path} -> 400 create-item ({TOKEN})  transaction: Validation"
    )
    assert [each.strip() for each in differences] == said


def test_the_nearest_is_the_call_that_differs_least(mockflow: Mockflow) -> None:
    """Of several, the one with the fewest differences is shown, its status among them."""
    journal = journal_of(mockflow)
    for name, stars in (("Far", 1), ("Near", 5), ("Further", 2)):
        journal.post({"isDraft": True, "fieldData": {"name": name, "reading-minutes": stars}})
    wanted = {"isDraft": True, "fieldData": {"name": "Near", "reading-minutes": 4}}
    lines = failure(mockflow, "create-item", json=wanted, status=202)
    assert lines[0].startswith('expected create-item with {"isDraft": true, "fieldData": {"name": "Near", "reading-mi')
    assert lines[0].endswith("}} answered 202 to be called at least once, found 0 such calls")
    assert lines[1:] == [
        f"the nearest is POST /v2{journal.path} -> 202 create-item ({TOKEN})",
        "  body.fieldData.reading-minutes: expected 4, found 5",
    ]
    assert failure(mockflow, "create-item", status=400)[2:] == ["  status: expected 400, found 202"]


def test_a_body_that_is_no_json_is_told(mockflow: Mockflow) -> None:
    """A call without a body, or with text, differs as a whole."""
    api = mockflow.http()
    api.get("/sites")
    assert failure(mockflow, "list-sites", json={"a": 1})[2:] == ['  body: expected {"a": 1}, found null']
    api.post(journal_of(mockflow).path, content="fieldData=x")
    assert failure(mockflow, "create-item", json={"a": 1})[2:] == ['  body: expected {"a": 1}, found "fieldData=x"']


def test_without_such_a_call_the_others_are_shown(mockflow: Mockflow) -> None:
    """The last ten calls are listed, or it is said that there was none."""
    assert failure(mockflow, "create-items") == [
        "expected create-items to be called at least once, found 0 such calls",
        "no call was made at all",
    ]
    api = mockflow.http()
    api.get(f"/sites/{mockflow.site_id}")
    for _ in range(10):
        api.get("/sites")
    _, second, *calls = failure(mockflow, "create-items")
    assert second == "create-items was not called. Calls that were made:"
    assert calls == [f"  GET /v2/sites -> 200 list-sites ({TOKEN})"] * 10


def test_an_operation_that_does_not_exist_is_no_failure(mockflow: Mockflow) -> None:
    """It is a LookupError that names the nearest, even where the call is expected not to be made."""
    with pytest.raises(LookupError, match="no operation is called 'create_item'; the nearest is 'create-item'"):
        mockflow.assert_called("create_item")
    with pytest.raises(LookupError, match="the nearest is 'delete-items'"):
        mockflow.assert_called("deleted-items", times=0)


STRAYS = [
    ("GET", "/pagez", "no operation has this path", "GET /v2/pages/{page_id}"),
    ("GET", "/sites/{site}/collection", "no operation has this path", "GET /v2/sites/{site_id}/collections"),
    ("PUT", "/sites/{site}", "this path has DELETE, GET, PATCH, and not PUT", "PATCH /v2/sites/{site_id}"),
    ("PUT", "/collections/{journal}/items", "this path has DELETE, GET, PATCH, POST, and not PUT",
     "POST /v2/collections/{collection_id}/items"),
    ("POST", "/a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p", "no operation has this path", None),
]  # fmt: skip


@pytest.mark.mockflow(unknown_routes="allow")
@pytest.mark.parametrize(("method", "path", "reason", "nearest"), STRAYS)
def test_a_call_that_nothing_answers_is_told(
    mockflow: Mockflow, method: str, path: str, reason: str, nearest: str | None
) -> None:
    """It has a reason, and the operation that is nearest to it."""
    filled = path.format(site=mockflow.site_id, journal=mockflow.id("journal"))
    assert mockflow.http().request(method, filled).status_code == 404
    (found,) = mockflow.unmatched()
    assert (found.reason, found.nearest) == (reason, nearest)
    assert (found.call.method, found.call.path, found.call.operation_id) == (method, f"/v2{filled}", None)
    assert str(found) == f"{method} /v2{filled}: {reason}" + (f"; the nearest is {nearest}" if nearest else "")


@pytest.mark.mockflow(unknown_routes="allow")
def test_a_world_that_is_not_there_is_told(mockflow: Mockflow) -> None:
    """A call to another world is one that no world answers."""
    with httpx.Client(transport=mockflow.transport) as client:
        client.get("http://mockflow.test/w/elsewhere/v2/sites", headers={"Authorization": f"Bearer {TOKEN}"})
    (found,) = mockflow.unmatched()
    assert (found.reason, found.nearest) == ("no world has the id elsewhere", "GET /v2/sites")
    assert mockflow.requests() == []


@pytest.mark.mockflow(unknown_routes="allow", rate_limit=False)
def test_the_last_thousand_are_kept(mockflow: Mockflow) -> None:
    """They are listed oldest first, and a reset forgets them; calls that are answered are not among them."""
    api = mockflow.http()
    api.get("/sites")
    for at in range(1_002):
        api.get(f"/nothing/{at}")
    found = mockflow.unmatched()
    assert (len(found), found[0].call.path, found[-1].call.path) == (1_000, "/v2/nothing/2", "/v2/nothing/1001")
    mockflow.reset()
    assert mockflow.unmatched() == []


@pytest.mark.mockflow(unknown_routes="allow")
def test_results_are_frozen_and_are_the_control_planes_json(mockflow: Mockflow) -> None:
    """Each result's ``to_dict`` is what the control plane answers, and none can be changed by mistake."""
    journal = journal_of(mockflow)
    journal.create("x")
    journal.post({"fieldData": {}}, cmsLocaleId=mockflow.id("locales/fr"))
    mockflow.http("nobody").get("/sites")
    mockflow.http().put("/sites", json={"a": 1})
    calls, strays, tokens = mockflow.requests(), mockflow.unmatched(), mockflow.tokens()
    assert [each.to_dict() for each in calls] == mockflow.control("GET", "/requests")["requests"]
    assert [each.to_dict() for each in strays] == mockflow.control("GET", "/unmatched")["unmatched"]
    assert [each.to_dict() for each in tokens] == mockflow.control("GET", "/tokens")["tokens"]
    found: list[Any] = [calls[0], calls[0].decision, strays[0], tokens[0], mockflow.item("journal/first-post")]
    for result in found:
        name = next(iter(result.__slots__))
        with pytest.raises(FrozenInstanceError):
            setattr(result, name, None)
    assert (type(calls[0]), type(strays[0]), strays[0].call in calls) == (Call, Unmatched, True)
