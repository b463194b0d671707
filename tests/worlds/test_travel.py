"""Travel in a world's time, over random histories."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from mockflow import Change, Diff
from mockflow.core.store import Reader, State, differences, records_of
from mockflow.core.wire import dumps
from mockflow.worlds.kinds import KINDS, locale_tag, record_id
from mockflow.worlds.tables import TABLES
from tests.applying import laid_over, plain
from tests.worlds.random_history import WISHES, Made, Past, ask, new_world, once, state_value, world_of

POINT = st.integers(0, 999)
Records = dict[tuple[str, str, str | None], Any]
few = settings(max_examples=12, deadline=None, derandomize=True)


@few
@given(WISHES, POINT)
def test_rewind_equals_replay(wishes: list[tuple[str, int]], chosen: int) -> None:
    """A world rewound to n is a new one that was asked for the first n writes, and goes on answering as that does."""
    with new_world() as mock, new_world() as other:
        past = Past(mock, wishes)
        n = chosen % (past.head + 1)
        mock.rewind(n)
        for call in past.calls[:n]:
            ask(other, call)
        assert world_of(other).state.version == n
        assert state_value(world_of(mock).state) == state_value(world_of(other).state)
        for call in past.calls[n:]:
            if call.path != "/rewind":
                assert ask(mock, call) == ask(other, call)
        for path in ("/sites", f"/collections/{mock.id('journal')}/items", f"/sites/{mock.site_id}/pages"):
            assert ask(mock, Made("api", "GET", path, None)) == ask(other, Made("api", "GET", path, None))
        assert state_value(world_of(mock).state) == state_value(world_of(other).state)


@few
@given(WISHES, POINT, POINT)
def test_every_entry_can_be_gone_back_to_again(wishes: list[tuple[str, int]], first: int, second: int) -> None:
    """Going back and forth brings each state back, entries go on, and what they say of themselves stays."""
    with new_world() as mock:
        past = Past(mock, wishes)
        told = [str(entry) for entry in mock.history()]
        for chosen in (first, second, past.head):
            n = chosen % (past.head + 1)
            before = mock.history()
            made = mock.rewind(n)
            assert state_value(world_of(mock).state) == state_value(past.states[n])
            assert [str(entry) for entry in mock.history()][: past.head] == told
            if made is None:
                assert mock.history() == before
            else:
                assert (made.n, made.actor, made.operation_id) == (len(before) + 1, "control-plane", "rewind")
                assert mock.history() == [*before, made]


@few
@given(WISHES, POINT, POINT)
def test_a_diff_leads_from_one_state_to_the_other(wishes: list[tuple[str, int]], start: int, end: int) -> None:
    """What a diff says, done to the records of one point, makes those of the other; back again it says the reverse."""
    with new_world() as mock:
        past = Past(mock, wishes)
        a, b = start % (past.head + 1), end % (past.head + 1)
        diff = mock.diff(a, b)
        assert (diff.start, diff.end) == (a, b)
        assert all(change.fields for change in diff.changed)
        assert applied(diff, shown(past.states[a])) == shown(past.states[b])
        assert differing(mock.diff(b, a)) == {
            key: (after, before, {(path, new, old) for path, old, new in fields})
            for key, (before, after, fields) in differing(diff).items()
        }
        assert str(diff) == mock._control.get("/diff", params={"from": a, "to": b, "format": "text"}).text  # noqa: SLF001
        assert not mock.diff(b, b)


@few
@given(WISHES)
def test_the_diff_of_an_entry_is_what_it_did(wishes: list[tuple[str, int]]) -> None:
    """The diff of one write is that between the entry before it and it, one that went back among them."""
    with new_world() as mock:
        past = Past(mock, wishes)
        for n in range(1, past.head + 1):
            said = mock.control("GET", f"/history/{n}/diff")
            assert said == mock.diff(n - 1, n).to_dict()
            line = world_of(mock).history.leading(n - 1, n)
            assert line == [world_of(mock).history.find(n)]


@few
@given(WISHES, WISHES, POINT)
def test_a_checkpoint_brings_its_state_back(
    wishes: list[tuple[str, int]], more: list[tuple[str, int]], at: int
) -> None:
    """Whatever is written after it, a restored checkpoint is the state that was kept, and a diff from it is empty."""
    with new_world() as mock, new_world() as other:
        past = Past(mock, wishes)
        mock.rewind(at % (past.head + 1))
        kept, value = mock.checkpoint("kept"), state_value(world_of(mock).state)
        for call in Past(other, more).calls:
            ask(mock, call)
        mock.restore(kept)
        assert state_value(world_of(mock).state) == value
        assert not mock.diff(kept, "head")


@few
@given(WISHES, POINT, POINT)
def test_the_commits_that_lead_somewhere_come_to_what_differs(
    wishes: list[tuple[str, int]], start: int, end: int
) -> None:
    """The entries between two points, without those that were taken back, touch each record that differs."""
    with new_world() as mock:
        past = Past(mock, wishes)
        a, b = sorted((start % (past.head + 1), end % (past.head + 1)))
        line = past.world.history.leading(a, b)
        assert line is not None
        ends: dict[Any, list[Any]] = {}
        for commit in line:
            for change in commit.changes:
                ends.setdefault(change[:2], [change.before, None])[1] = change.after
        net = {(*key, *map(id, each)) for key, each in ends.items() if each[0] is not each[1]}
        found = differences(past.states[a], past.states[b], TABLES)
        assert net == {(*change[:2], *map(id, change[2:])) for change in found}


def shown(state: State) -> Records:
    """The shown form of every record that diffs tell."""
    reader = Reader(state)
    return {
        (table.name, record_id(table.key(each)), locale_tag(reader, each)): once(each, KINDS[table.name].shown, plain)
        for table in TABLES
        if not KINDS[table.name].is_silent
        for each in records_of(state, table)
    }


def applied(diff: Diff, records: Records) -> Records:
    """These records once what the diff says was done to them."""
    made = dict(records)
    for change in diff.removed:
        assert made.pop(key_of(change)) == plain(change.record)
    for change in diff.added:
        assert key_of(change) not in made
        made[key_of(change)] = plain(change.record)
    for change in diff.changed:
        made[key_of(change)] = plain(
            laid_over(made[key_of(change)], [(each.path, each.before, each.after) for each in change.fields])
        )
    return made


def key_of(change: Change) -> tuple[str, str, str | None]:
    return change.kind, change.id, change.locale


def differing(diff: Diff) -> dict[Any, tuple[bool, bool, set[tuple[str, bytes, bytes]]]]:
    """Of each record whether it was there before and is there after, and what differs at which path."""
    found = [(diff.added, False, True), (diff.changed, True, True), (diff.removed, True, False)]
    return {
        key_of(change): (
            before,
            after,
            {(field.path, dumps(field.before), dumps(field.after)) for field in change.fields},
        )
        for changes, before, after in found
        for change in changes
    }
