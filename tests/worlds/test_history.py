"""The history, diffs and checkpoints through the handle and the control plane."""

import json
from typing import Any

import pytest

from mockflow import Checkpoint, Commit, ControlError, Mockflow
from mockflow.core.store import Change, State
from mockflow.worlds import history, travel
from mockflow.worlds.history import History
from tests import uploads
from tests.support import Journal, journal_of
from tests.worlds.random_history import state_value, world_of

pytestmark = pytest.mark.mockflow(clock="2026-01-15T12:00:00Z", rate_limit=False)


@pytest.fixture
def journal(mockflow: Mockflow) -> Journal:
    return journal_of(mockflow)


def text(mock: Mockflow, path: str, **query: Any) -> str:
    answer = mock._control.get(path, params={**query, "format": "text"})  # noqa: SLF001 - the handle reads JSON
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    return answer.text


def test_each_write_is_an_entry(journal: Journal, mockflow: Mockflow) -> None:
    """Calls, uploads, visits and travels are entries; reads, refusals and writes that change nothing are not."""
    item = journal.create("Hello")
    journal.listed()
    journal.post({"fieldData": {}})
    journal.api.get("/nope")
    mockflow.control("DELETE", "/requests")
    uploads.asset(mockflow)
    mockflow.submit_form()
    mockflow.rewind(1)
    entries = mockflow.history()
    assert [(each.n, each.operation_id) for each in entries] == [
        (1, "create-item"), (2, "create-asset"), (3, "upload-file"), (4, "simulate-form-submission"), (5, "rewind"),
    ]  # fmt: skip
    assert entries[0].to_dict() == {
        "n": 1,
        "at": item["createdOn"],
        "actor": "mockflow-site-token",
        "operationId": "create-item",
        "summary": "mockflow-site-token created “Hello” in Journal",
        "requestId": "req-000001",
    }
    assert str(entries[4]) == "5 2026-01-15T12:00:00.004Z the control plane rewound the world to entry 1"
    mockflow.reset()
    assert mockflow.control("GET", "/history") == {"history": [], "oldest": None, "dropped": 0}


def test_the_history_is_filtered(journal: Journal, mockflow: Mockflow) -> None:
    """By actor, operation, record, kind and place; the last write of a record is the last entry that touched it."""
    first = journal.id("first-post")
    agent = mockflow.http(mockflow.new_token(name="agent"))
    journal.create("Hello")
    journal.patch(first, fieldData={"summary": "A"})
    agent.patch(f"{journal.path}/{first}", json={"fieldData": {"summary": "B"}})
    journal.publish(first)
    journal.create("Bye")

    def found(**filters: Any) -> list[int]:
        return [each.n for each in mockflow.history(**filters)]

    assert found(actor="agent") == [3]
    assert found(operation_id="create-item") == [1, 5]
    assert found(record="journal/first-post") == found(record=first.upper()) == [2, 3, 4]
    assert found(record=first, limit=1) == found(kind="live item") == [4]
    assert found(record=first, kind="live item") == [4]
    assert found(since=3) == found(since=mockflow.history()[2]) == [4, 5]
    assert found(since=1, limit=2) == [4, 5]
    assert found(limit=0) == []
    for bad in ({"limit": "x"}, {"since": -1}, {"kind": "thing"}, {"nope": 1}):
        with pytest.raises(ControlError, match=f"400 validation_error: {next(iter(bad))}: expected"):
            mockflow.control("GET", "/history", params=bad)


def test_a_diff_tells_what_a_write_did(journal: Journal, mockflow: Mockflow) -> None:
    """A changed record has its fields, a new or gone one its whole, and both what people know them by."""
    first = journal.id("first-post")
    name = journal.staged(first).json()["fieldData"]["name"]
    made = journal.create("Hello")
    journal.patch(first, fieldData={"name": "Another", "slug": "another"})
    journal.delete(made["id"])
    (added,) = mockflow.diff(0, 1).added
    assert (added.kind, added.id, added.title, added.place, added.locale) == (
        "item", made["id"], "Hello", "Journal", "en",
    )  # fmt: skip
    assert added.record == made
    (changed,) = mockflow.diff(1, 2).changed
    assert [(each.path, each.before, each.after) for each in changed.fields] == [
        ("lastUpdated", "2025-03-12T14:20:00.000Z", "2026-01-15T12:00:00.001Z"),
        ("fieldData.name", name, "Another"),
        ("fieldData.slug", "first-post", "another"),
    ]
    (removed,) = mockflow.diff(2, "head").removed
    assert removed.record == made
    assert [each.title for each in mockflow.diff().changed] == ["Another"]


def test_what_looks_the_same_is_no_difference(mockflow: Mockflow) -> None:
    """A page that is published has no changes waiting any more, which nobody sees: only its live copy differs."""
    http, page = mockflow.http(), mockflow.id("pages/about")
    http.put(f"/pages/{page}", json={"title": "Who we are"})
    http.post(f"/sites/{mockflow.site_id}/publish", json={"publishToWebflowSubdomain": True, "pageId": page})
    touched = {change.table for change in list(world_of(mockflow).history)[1].changes}
    assert touched == {"site", "page", "live page"}
    assert [each.kind for each in mockflow.diff(1).changed] == ["site", "live page"]


def test_a_diff_is_text_for_people(journal: Journal, mockflow: Mockflow) -> None:
    """A block for each record, lines like those of a unified diff, what a terminal would act on escaped."""
    item = journal.create("Hello\x1b[2J", summary="x" * 200)["id"]
    assert text(mockflow, "/history/1/diff").startswith(
        f'1 added\n\n+ item “Hello\ufffd[2J” in Journal, en ({item})\n    + id: "{item}"\n'
    )
    journal.patch(item, fieldData={"summary": "short\u202e", "reading-minutes": 5})
    said = text(mockflow, "/diff", **{"from": 1})
    assert said == str(mockflow.diff(1))
    assert said.splitlines()[2:] == [
        f"~ item “Hello\ufffd[2J” in Journal, en ({item})",
        '    - lastUpdated: "2026-01-15T12:00:00.000Z"',
        '    + lastUpdated: "2026-01-15T12:00:00.001Z"',
        f'    - fieldData.summary: "{"x" * 99}… (202 characters)',
        '    + fieldData.summary: "short\\u202e"',
        "    + fieldData.reading-minutes: 5",
    ]
    assert text(mockflow, "/diff", **{"from": 2}) == "no difference\n"
    assert all(line.isprintable() and len(line) < 400 for line in text(mockflow, "/diff").splitlines())


def test_a_long_record_is_cut_in_text(mockflow: Mockflow) -> None:
    """Of a record of hundreds of values a screenful is shown, and how many lines are not."""
    form = mockflow.http().get(f"/sites/{mockflow.site_id}/forms").json()["forms"][0]
    field = {"displayName": "F", "type": "PlainText"}
    for number in range(50):
        mockflow.http().post(f"/collections/{mockflow.id('faq')}/fields", json={**field, "displayName": f"F {number}"})
    said = text(mockflow, "/diff").splitlines()
    assert form["id"] not in said
    assert len(said) == 2 + 1 + 40
    assert said[-1] == "    … and 13 lines more"


def test_the_changes_of_one_actor_stand_alone(journal: Journal, mockflow: Mockflow) -> None:
    """Asked for one actor, a diff has what that one did and still stands, without what others did to a record."""
    first = journal.id("first-post")
    before = journal.staged(first).json()["fieldData"]
    agent = mockflow.http(mockflow.new_token(name="agent"))
    agent.patch(f"{journal.path}/{first}", json={"fieldData": {"summary": "A"}})
    journal.patch(first, fieldData={"featured": not before["featured"]})
    agent.patch(f"{journal.path}/{first}", json={"fieldData": {"summary": "B", "slug": "other"}})
    made = agent.post(journal.path, json={"fieldData": {"name": "Hello"}}).json()["id"]
    journal.delete(made)
    agent.patch(f"{journal.path}/{first}", json={"fieldData": {"name": "Undone"}})
    mockflow.rewind(5)

    def fields(start: Any, end: Any) -> dict[str, Any]:
        (changed,) = mockflow.diff(start, end, actor="agent").changed
        return {each.path: (each.before, each.after) for each in changed.fields if each.path != "lastUpdated"}

    assert fields("seed", "head") == {
        "fieldData.summary": (before["summary"], "B"), "fieldData.slug": (before["slug"], "other"),
    }  # fmt: skip
    assert fields("head", "seed") == {path: each[::-1] for path, each in fields("seed", "head").items()}
    assert [each.title for each in mockflow.diff("seed", actor="agent").added] == ["Hello"]
    assert [each.title for each in mockflow.diff("head", "seed", actor="agent").removed] == ["Hello"]
    assert not mockflow.diff(actor="nobody")


def test_what_an_actor_made_and_took_away_again_is_nothing(journal: Journal, mockflow: Mockflow) -> None:
    """A record that one actor created, changed and deleted is not in that one's diff, nor in the whole."""
    item = journal.create("Hello")["id"]
    journal.patch(item, fieldData={"summary": "A"})
    journal.delete(item)
    assert not mockflow.diff(actor="mockflow-site-token")
    assert not mockflow.diff()


def test_points_that_are_not_there_are_told(journal: Journal, mockflow: Mockflow) -> None:
    """An n beyond what is kept and an unknown checkpoint are 404, and say what there is; nothing has changed."""
    with pytest.raises(ControlError, match="404 resource_not_found: No entry 1 is kept: the history has no entry yet"):
        mockflow.rewind(1)
    journal.create("Hello")
    before = state_value(world_of(mockflow).state)
    kept = "is kept: the oldest is 1, the newest 1"
    for act, said in (
        (lambda: mockflow.rewind(2), f"No entry 2 {kept}"),
        (lambda: mockflow.rewind(10**15), f"No entry 1{'0' * 15} {kept}"),
        (lambda: mockflow.diff("9" * 5_000), f"No entry {'9' * 18} {kept}"),
        (lambda: mockflow.diff("nope"), "No checkpoint has the name nope"),
        (lambda: mockflow.restore("nope"), "No checkpoint has the name nope"),
        (lambda: mockflow.delete_checkpoint("nope"), "No checkpoint has the name nope"),
        (lambda: mockflow.control("GET", "/history/0/diff"), f"No entry 0 {kept}"),
    ):
        with pytest.raises(ControlError) as raised:
            act()
        assert (raised.value.status, raised.value.message) == (404, said)
    for method, path, body, said in (
        ("POST", "/rewind", {"to": -1}, "to: expected a whole number from 0 on, found -1"),
        ("POST", "/rewind", {"to": "1"}, 'to: expected a whole number, found "1"'),
        ("POST", "/rewind", {"to": True}, "to: expected a whole number, found true"),
        ("POST", "/rewind", {}, "to: expected a value, found nothing"),
        ("POST", "/rewind", {"to": 0, "from": 1}, "from: expected one of the keys to, found from"),
        ("GET", "/history/x/diff", None, "n: expected a whole number from 0 to 2147483648, found x"),
        ("GET", "/history/1/diff?format=xml", None, "format: expected json or text, found xml"),
        ("GET", "/diff?since=1", None, "since: expected one of the filters from, to, actor, format, found since"),
    ):
        with pytest.raises(ControlError) as raised:
            mockflow.control(method, path, json=body)
        assert (raised.value.status, raised.value.code, raised.value.message) == (400, "validation_error", said)
    assert state_value(world_of(mockflow).state) == before
    assert [each.n for each in mockflow.history()] == [1]


def test_going_to_where_one_is_makes_no_entry(journal: Journal, mockflow: Mockflow) -> None:
    """The answer says that nothing changed; where only the counter of ids was further, something has."""
    assert mockflow.rewind(0) is None
    item = journal.create("Hello")["id"]
    mockflow.checkpoint("here")
    assert mockflow.rewind(1) is None
    assert mockflow.restore("here") is None
    assert mockflow.control("POST", "/rewind", json={"to": 1}) == {"n": 1, "changed": False}
    journal.delete(item)
    went = mockflow.rewind(0)
    assert isinstance(went, Commit)
    assert went.summary == "the control plane rewound the world to the seed"
    assert not mockflow.diff(0, went)
    assert journal.create("Hello")["id"] == item


def test_a_rewind_leaves_what_is_no_state(journal: Journal, mockflow: Mockflow) -> None:
    """Journal, tokens, clock and deliveries stay, and no webhook hears of it."""
    hook = {"triggerType": "collection_item_created", "url": mockflow.sink_url("a")}
    assert journal.api.post(f"/sites/{mockflow.site_id}/webhooks", json=hook).status_code == 201
    token = mockflow.new_token(name="agent")
    journal.create("Hello")
    mockflow.clock.advance(60)
    mockflow.drain()
    calls, deliveries, now = mockflow.requests(), mockflow.deliveries(), mockflow.clock.now()
    mockflow.rewind(1)
    mockflow.rewind(2)
    assert (mockflow.requests(), mockflow.deliveries(), mockflow.clock.now()) == (calls, deliveries, now)
    assert mockflow.http(token).get("/sites").status_code == 200
    assert len(mockflow.sink("a")) == 1


def test_checkpoints_are_named_states(journal: Journal, mockflow: Mockflow) -> None:
    """They are listed, replaced, restored, compared and forgotten; a reset forgets all."""
    journal.create("One")
    one = mockflow.checkpoint("one")
    assert one == Checkpoint("one", 1, "2026-01-15T12:00:00.000Z")
    journal.create("Two")
    two = mockflow.checkpoint("Two.2_x-y")
    assert mockflow.checkpoints() == [one, two]
    assert mockflow.control("GET", "/checkpoints") == {"checkpoints": [one.to_dict(), two.to_dict()]}
    assert [each.title for each in mockflow.diff(one, two).added] == ["Two"]
    went = mockflow.restore(one)
    assert went is not None
    assert (went.n, went.summary) == (3, "the control plane restored the checkpoint one")
    assert [each.title for each in mockflow.diff("head", "Two.2_x-y").added] == ["Two"]
    assert mockflow.checkpoint("one").n == 3
    assert [each.name for each in mockflow.checkpoints()] == ["Two.2_x-y", "one"]
    mockflow.delete_checkpoint("one")
    assert mockflow.checkpoints() == [two]
    mockflow.reset()
    assert mockflow.checkpoints() == []


@pytest.mark.parametrize("name", ["seed", "head", "12", "a" * 101, "-a", ".a", "a b", "é", "a\n", "a/b"])
def test_a_checkpoint_needs_a_name(mockflow: Mockflow, name: str) -> None:
    """A name of another form, or one that means another point, is refused."""
    with pytest.raises(ControlError) as raised:
        mockflow.checkpoint(name)
    assert raised.value.status == (404 if set(name) & set("/\n") else 400)
    assert mockflow.checkpoints() == []


def test_checkpoints_are_bounded(journal: Journal, mockflow: Mockflow, monkeypatch: pytest.MonkeyPatch) -> None:
    """By number, and by what was written since the oldest of them; one can always be replaced."""
    monkeypatch.setattr(travel, "MOST_CHECKPOINTS", 2)
    mockflow.checkpoint("a")
    mockflow.checkpoint("b")
    with pytest.raises(ControlError, match="409 conflict: Conflict: The world has 2 checkpoints; delete one first"):
        mockflow.checkpoint("c")
    assert mockflow.checkpoint("b").name == "b"
    monkeypatch.setattr(travel, "MOST_CHECKPOINT_BYTES", 10_000)
    for number in range(12):
        journal.create(f"N{number}", summary="x" * 200)
    with pytest.raises(ControlError, match="409 conflict: Conflict: More than 10,000 bytes were written"):
        mockflow.checkpoint("b")
    mockflow.delete_checkpoint("a")
    assert mockflow.checkpoint("b").n == 12


def test_what_made_room_cannot_be_gone_back_to(
    journal: Journal, mockflow: Mockflow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beyond what is kept the answer names the oldest n; the seed and checkpoints are always there."""
    monkeypatch.setattr(history, "MOST_COMMITS", 3)
    journal.create("One")
    mockflow.checkpoint("one")
    value = state_value(world_of(mockflow).state)
    for number in range(5):
        journal.create(f"N{number}")
    said = mockflow.control("GET", "/history")
    assert ([each["n"] for each in said["history"]], said["oldest"], said["dropped"]) == ([4, 5, 6], 4, 3)
    for act in (lambda: mockflow.rewind(3), lambda: mockflow.diff(3), lambda: mockflow.diff("one", actor="x")):
        with pytest.raises(ControlError, match="kept: the oldest is 4, the newest 6"):
            act()
    assert len(mockflow.diff("one").added) == 5
    assert len(mockflow.diff(actor=None).added) == 6
    assert [each["title"] for each in mockflow.control("GET", "/history/4/diff")["added"]] == ["N2"]
    mockflow.restore("one")
    assert state_value(world_of(mockflow).state) == value
    assert [each.title for each in mockflow.diff(7, "head").added] == []
    mockflow.rewind(0)
    assert not mockflow.diff("seed")


def test_going_back_and_forth_holds_files_and_counts_them(mockflow: Mockflow) -> None:
    """A file that going back takes out of the world counts in the history, and does not count more with each turn."""
    held = world_of(mockflow).history
    uploads.asset(mockflow, "a.txt", b"x" * 1_000_000)
    assert held.written < 100_000
    mockflow.rewind(0)
    assert 1_000_000 < held.written < 1_100_000
    for _ in range(20):
        mockflow.rewind(2)
        mockflow.rewind(0)
    assert held.written < 45 * 1_100_000
    assert [commit.n for commit in held] == list(range(1, len(held) + 1))


def test_undoing_the_undone_does_not_grow(journal: Journal, mockflow: Mockflow) -> None:
    """Each turn back over the one before is about as large as that."""
    journal.create("Hello")
    held = world_of(mockflow).history
    for _ in range(30):
        mockflow.rewind(len(held) - 1)
    assert held.written < 100_000


class _Page:
    body = b"x"

    def __init__(self, *parts: bytes) -> None:
        self.parts = parts


def test_parts_of_pages_count_where_they_are_not_shared() -> None:
    """Of a page of many nodes a change of one counts that one, before and after."""
    same, old, new = b"s" * 5_000, b"o" * 300, b"n" * 400
    change = Change("page", "p", _Page(same, old), _Page(same, new))
    plain = Change("item", "p", _Page(), _Page())
    sizes = [history.Commit(1, 0, "a", "x", "", "", (each,), (), State()).size() for each in (change, plain)]
    assert sizes[0] - sizes[1] == 700


def test_the_way_between_two_entries_passes_over_what_was_taken_back() -> None:
    """Commits between a rewind and what it went back to are not on the way, unless the way begins among them."""
    held = History()
    for n, back_to in ((1, None), (2, None), (3, 1), (4, None), (5, 0), (6, 4)):
        held.add(history.Commit(n, 0, "a", "x", "", "", (), (), State(), back_to=back_to))

    def way(old: int, new: int) -> list[int]:
        return [commit.n for commit in held.leading(old, new) or []]

    assert (way(0, 4), way(1, 4), way(2, 4), way(0, 5), way(4, 6), way(5, 6)) == ([1, 4], [4], [3, 4], [], [], [6])
    assert held.leading(-1, 4) is None
    assert History().leading(0, 1) is None
    assert held.size_between(0, 4) == 1_024


def test_the_results_are_json(journal: Journal, mockflow: Mockflow) -> None:
    """What the handle answers becomes the control plane's JSON again."""
    journal.patch(journal.id("first-post"), fieldData={"summary": "A"})
    journal.create("Hello")
    diff = mockflow.diff()
    assert diff.to_dict() == mockflow.control("GET", "/diff")
    assert diff
    assert json.loads(json.dumps(diff.to_dict())) == diff.to_dict()
    assert [each.to_dict() for each in mockflow.history()] == mockflow.control("GET", "/history")["history"]
