"""Seeds as the package has them: planted when it was built, and read back at each start."""

import importlib
import pkgutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

import mockflow.domain
from mockflow.core.codec import decoded, encoded
from mockflow.core.store import Reader, Table, records_of
from mockflow.domain.items import ITEMS
from mockflow.domain.sites import SITES, Locale, Site
from mockflow.worlds.planted import Planted, read_planted, write_planted
from mockflow.worlds.seeds import plant
from mockflow.worlds.tables import TABLES

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False)
    | st.text() | st.binary() | st.builds(Locale, st.text(), st.text(), st.text(), st.text()),
    lambda inner: st.lists(inner) | st.lists(inner).map(tuple)
    | st.dictionaries(st.text().filter(lambda key: not key.startswith("~")), inner),
)  # fmt: skip


@given(VALUES)
def test_what_is_written_is_read_back(value: Any) -> None:
    """Values of every kind that records hold come through JSON as they were, types included."""
    found = decoded(orjson.loads(orjson.dumps(encoded(value))))
    assert repr(found) == repr(value)


@pytest.mark.parametrize("value", [object(), {1, 2}, {"~t": []}, {1: 2}, pytest.param(plant, id="function")])
def test_what_could_not_be_read_back_is_refused(value: Any) -> None:
    """An object of another kind, and a key that would be taken for something else."""
    with pytest.raises(TypeError, match="cannot be read back"):
        encoded(value)


def test_classes_of_other_modules_are_refused() -> None:
    """Only records of the domain are written."""
    with pytest.raises(TypeError, match="is no class of the domain"):
        encoded(plant("empty"))


def everything(planted: Planted) -> dict[str, Any]:
    """All that the state of a seed holds, and finds."""
    reader = Reader(planted.state)
    rows: dict[str, Any] = {}
    for table in TABLES:
        records = list(records_of(planted.state, table))
        values = {value for record in records for value in table.lookup(record)}
        rows[table.name] = {
            "records": [encoded(record) for record in sorted(records, key=lambda record: repr(table.key(record)))],
            "in order": {
                repr(group): [table.key(record) for record in reader.all(table, group)]
                for group in {table.group(record) for record in records}
            },
            "by key": all(reader.get(table, table.key(record)) is record for record in records),
            "unique": [
                table.unique is None or reader.holder(table, table.group(record), table.unique(record)) is record
                for record in records
            ],
            "lookup": {repr(value): [table.key(record) for record in reader.having(table, value)] for value in values},
        }
    return rows


@pytest.mark.parametrize("name", ["demo", "empty"])
def test_a_built_in_seed_is_the_same_from_its_file(name: str) -> None:
    """The same records under the same keys, in the same order, found in the same ways; and all around the state."""
    planted = plant(name)
    again = read_planted(write_planted(planted))
    assert everything(again) == everything(planted)
    assert again._replace(state=planted.state, source=planted.source) == planted
    assert (again.state.salt, again.state.counter) == (planted.state.salt, planted.state.counter)


def test_tokens_and_quirks_of_a_seed_come_with_it() -> None:
    """Those of its own, with their scopes and sites."""
    tokens = [
        {"name": "reports", "scopes": ["cms:read"]},
        {"name": "robot", "kind": "oauth", "token": "beep"},
    ]
    seed = {"mockflow": 1, "sites": [{"displayName": "S"}], "tokens": tokens, "quirks": {"publish_limit": "off"}}
    planted = plant(seed)
    again = read_planted(write_planted(planted))
    assert (again.tokens, again.quirks) == (planted.tokens, planted.quirks)
    assert [token.value for token in again.tokens] == [None, "beep"]


def test_no_table_is_left_out() -> None:
    """Every table that a module of the domain has is written."""
    modules = [
        importlib.import_module(found.name)
        for found in pkgutil.walk_packages(mockflow.domain.__path__, "mockflow.domain.")
    ]
    known = {id(value): value.name for module in modules for value in vars(module).values() if isinstance(value, Table)}
    assert sorted(known.values()) == sorted(table.name for table in TABLES)


def test_records_share_equal_tuples() -> None:
    """Items of one collection and locale have one ``group`` in memory, as those that are planted anew have."""
    planted = read_planted(write_planted(plant("demo")))
    (site,) = records_of(planted.state, SITES)
    assert isinstance(site, Site)
    groups = [record.group for table in TABLES if table.name == "item" for record in records_of(planted.state, table)]
    assert len({id(group) for group in groups}) == len(set(groups))


LATE = """
import sys
from mockflow.core.store import Reader
from mockflow.domain.sites import SITES
from mockflow.worlds.planted import read_planted
planted = read_planted(sys.stdin.buffer.read())
assert Reader(planted.state).all(SITES)
print(*(name.removeprefix("mockflow.domain.") for name in sys.modules if name.startswith("mockflow.domain.")))
"""


def test_a_table_is_read_when_it_is_looked_at() -> None:
    """Whoever asks for the sites of a built-in seed waits for none of the other areas."""
    done = subprocess.run(  # noqa: S603 - the program is above
        [sys.executable, "-c", LATE], input=write_planted(plant("demo")), check=True, capture_output=True
    )
    imported = set(done.stdout.decode().split())
    assert "sites" in imported
    assert not imported & {"items", "pages", "orders", "forms", "comments"}


def test_a_table_is_read_once_however_many_look() -> None:
    """Threads that look at the same time are given the same records."""
    state = read_planted(write_planted(plant("demo"))).state
    together = Barrier(8)

    def look(_: int) -> list[int]:
        together.wait()
        return [id(record) for record in records_of(state, ITEMS)]

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(look, range(8)))
    assert found[0]
    assert all(each == found[0] for each in found)
