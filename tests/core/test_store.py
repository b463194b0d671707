"""Transactions against plain dictionaries."""

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mockflow.core.refusal import Refusal
from mockflow.core.store import Reader, State, Table, Transaction, differences


@dataclass(frozen=True)
class Record:
    id: int
    group: int
    rank: int
    slug: str
    tags: tuple[str, ...] = ()

    @property
    def order(self) -> tuple[int, int]:
        return self.rank, self.id


TABLE = Table[Record](
    "record",
    key=lambda record: record.id,
    group=lambda record: record.group,
    missing="no such record",
    unique=lambda record: record.slug,
    lookup=lambda record: record.tags,
)
RECORDS = st.builds(
    Record,
    id=st.integers(0, 30),
    group=st.integers(0, 2),
    rank=st.integers(0, 5),
    slug=st.sampled_from("abcdefgh"),
    tags=st.lists(st.sampled_from("xyz"), unique=True).map(tuple),
)


def same(reader: Reader, model: dict[int, Record]) -> None:
    for group in range(3):
        expected = sorted((each for each in model.values() if each.group == group), key=lambda each: each.order)
        assert list(reader.all(TABLE, group)) == expected
        for slug in "abcdefgh":
            holder = reader.holder(TABLE, group, slug)
            assert (holder is None) == all(each.slug != slug for each in expected)
            assert holder is None or holder in expected
    for tag in "xyz":
        found = reader.having(TABLE, tag)
        assert sorted(found, key=lambda each: each.id) == [
            model[key] for key in sorted(model) if tag in model[key].tags
        ]


@settings(max_examples=80, deadline=None, derandomize=True)
@given(st.lists(st.lists(st.one_of(RECORDS, st.integers(0, 30)), max_size=15), max_size=6), st.booleans())
def test_a_transaction_is_all_or_nothing(batches: list[list[Record | int]], settle: bool) -> None:  # noqa: FBT001
    """Writes are read back at once, make the next state together, and leave the one before as it was."""
    state, model = State(), dict[int, Record]()
    for batch in batches:
        tx, after = Transaction(state, 0), dict(model)
        for act in batch:
            if isinstance(act, int):
                if act in after:
                    assert tx.remove(TABLE, act) == after.pop(act)
                else:
                    with pytest.raises(Refusal, match="no such record"):
                        tx.remove(TABLE, act)
            elif all(each.slug != act.slug or each.group != act.group or each.id == act.id for each in after.values()):
                tx.put(TABLE, act)
                after[act.id] = act
        same(tx, after)
        same(Reader(state), model)
        changed = {change.key for change in tx.changes() if change.before != change.after}
        assert changed == {key for key in {*model, *after} if model.get(key) != after.get(key)}
        told = {change.key: (change.before, change.after) for change in differences(state, tx.next_state(), [TABLE])}
        assert told == {change.key: (change.before, change.after) for change in tx.changes()}
        state, model = tx.next_state(), after
        state = state.settled() if settle else state
        same(Reader(state), model)


def test_ids_are_never_given_twice() -> None:
    """Ids go on across transactions, and sort by time."""
    state, ids = State(salt="ab" * 5), []
    for now in (1_000, 2_000):
        tx = Transaction(state, now)
        ids += [tx.new_id() for _ in range(3)]
        state = tx.next_state()
    assert ids == sorted(set(ids))
    assert ids[0] == "00000001" + "ab" * 5 + "000001"
