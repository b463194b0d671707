"""The journal and the history are bounded by count and by bytes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mockflow.core.store import Change, State
from mockflow.worlds import history, journal
from mockflow.worlds.history import Commit, History
from mockflow.worlds.journal import Entry, Journal

SIZES = st.lists(st.integers(0, 3_000), max_size=40)


class _Record:
    def __init__(self, size: int) -> None:
        self.body = b"x" * size


def entry(number: int, *, body: int = 0, header: int = 0) -> Entry:
    headers = {"x": "y" * header}
    return Entry(
        id=f"req-{number}", at=0, method="GET", path="/v2", query="", headers=headers, body=b"b" * body, secret="",
        operation_id=None, actor=None, status=200, answer=b"", allowed=True, step="", reason=None, duration=0,
    )  # fmt: skip


def commit(number: int, size: int) -> Commit:
    change = Change("record", number, None, _Record(size))
    return Commit(number, 0, "a", "create-item", "", "req", (change,), (), State())


@settings(max_examples=60, deadline=None, derandomize=True)
@given(SIZES, st.integers(1, 10), st.integers(1, 12_000))
def test_the_newest_entries_that_fit_are_kept(sizes: list[int], most: int, most_bytes: int) -> None:
    """The oldest make room until both bounds hold, the newest always stays, and what went is counted."""
    kept, held = Journal(), History()
    with pytest.MonkeyPatch.context() as patch:
        for module, bound in ((journal, "MOST_ENTRIES"), (history, "MOST_COMMITS")):
            patch.setattr(module, bound, most)
            patch.setattr(module, "MOST_BYTES", most_bytes)
        for number, size in enumerate(sizes):
            kept.add(entry(number, body=size))
            held.add(commit(number, size))
    entries, commits = list(kept), list(held)
    assert [each.id for each in entries] == [f"req-{at}" for at in range(len(sizes) - len(entries), len(sizes))]
    assert [each.n for each in commits] == list(range(len(sizes) - len(commits), len(sizes)))
    assert kept.dropped + len(entries) == held.dropped + len(commits) == len(sizes)
    for held_bytes in ([each.size() for each in entries], [each.size() for each in commits]):
        assert len(held_bytes) <= most
        assert len(held_bytes) <= 1 or sum(held_bytes) <= most_bytes
        assert bool(held_bytes) == bool(sizes)


def test_headers_count_too() -> None:
    """Long headers fill the journal as long bodies do."""
    assert entry(1, header=5_000).size() - entry(1).size() == 5_000


def test_a_file_counts_once_it_is_gone() -> None:
    """History keeps the bytes of files from being freed only where the state does not have them any more."""

    class _File(_Record):
        content = b"x" * 9_000

    made, gone = (Change("file", 1, *each) for each in ((None, _File(5)), (_File(5), None)))
    sizes = [Commit(1, 0, "a", "upload-file", "", "req", (each,), (), State()).size() for each in (made, gone)]
    assert sizes[1] - sizes[0] == 9_000
