"""The history in plain English."""

import re
from collections.abc import Mapping
from typing import Any

import pytest

from mockflow import Mockflow
from mockflow.core.store import Change, Reader, State, Transaction
from mockflow.resources.table import ROUTES
from mockflow.web.simulate import CONTROLS
from mockflow.worlds.history import Commit
from mockflow.worlds.kinds import KINDS, SUBJECTS
from mockflow.worlds.sentences import sentence
from mockflow.worlds.tables import TABLES
from tests.support import journal_of
from tests.writes import ACTOR, Writer, steps

pytestmark = pytest.mark.mockflow(
    clock="2026-01-15T12:00:00Z", plan="enterprise", rate_limit=False, quirks={"publish_limit": "off"}
)

WHO = {
    "simulate-form-submission": "a visitor",
    "simulate-order": "a visitor",
    "simulate-visit": "a visitor",
    "simulate-comment": "designer",
    "simulate-page": "designer",
    "simulate-publish": "designer",
    "upload-file": "mockflow-site-token",
}


def test_every_write_has_its_sentence(mockflow: Mockflow) -> None:
    """Each writing operation, simulation and upload tells who did what to which records, and where."""
    writer, told = Writer(mockflow), set()
    first = writer.call("GET", f"{writer.journal}/{mockflow.id('journal/first-post')}")["fieldData"]["name"]
    names = {**mockflow.ids, **writer.made, "first": first}
    for operation_id, act, expected in steps():
        act(writer)
        entry = mockflow.history(limit=1)[0]
        names |= writer.made
        words = expected
        for name in re.findall(r"\{(.*?)\}", expected):
            words = words.replace(f"{{{name}}}", names[name])
        assert (entry.operation_id, entry.summary) == (operation_id, f"{WHO.get(operation_id, ACTOR)} {words}")
        assert (entry.request_id is None) == operation_id.startswith("simulate-")
        told.add(operation_id)
    simulations = {control.path[1:].replace("/", "-") for control in CONTROLS}
    assert told == {route.operation_id for route in ROUTES if route.writes} | simulations | {"upload-file"}


def test_every_row_and_every_table_has_its_words() -> None:
    """Each writing row says what it does to records of a known kind, reading ones nothing; each table has a kind."""
    for route in ROUTES:
        assert (route.done is not None) == route.writes, route.operation_id
        assert route.done is None or route.done.about in SUBJECTS
    assert list(KINDS) == [table.name for table in TABLES]
    assert all(kind.table is table for kind, table in zip(KINDS.values(), TABLES, strict=True))


@pytest.mark.parametrize(
    "name", ["\x1b[31mred\x07", "a\nb\r\nc", "x" * 200, "\u202eevil", "“quoted” {place} {0} %s", "\ud7ff\u200b"]
)
def test_names_are_made_printable_and_short(mockflow: Mockflow, name: str) -> None:
    """Whatever an item is called, its sentence is one short line that a terminal shows as it is."""
    journal_of(mockflow).create(name)
    summary = mockflow.history()[0].summary
    assert summary.isprintable()
    assert summary.startswith("mockflow-site-token created “")
    assert summary.endswith("” in Journal")
    assert len(summary) < 120


def test_the_actors_name_is_shortened_too(mockflow: Mockflow) -> None:
    """A token of an endless name, and one that is called as visitors are, are told as what they are."""
    for name in ("agent\x1b" + "x" * 490, "visitor"):
        mockflow.http(mockflow.new_token(name=name, token=f"t{len(name)}")).post(
            journal_of(mockflow).path, json={"fieldData": {"name": "Hello"}}
        )
    long, visitor = (entry.summary for entry in mockflow.history())
    assert long.isprintable()
    assert len(long) < 120
    assert visitor == "visitor created “Hello” in Journal"


def commit(summary: str, changes: tuple[Change, ...] = (), **further: Any) -> Commit:
    return Commit(1, 0, "control-plane", "x", summary, "", changes, (), State(), **further)


def test_a_write_without_records_is_told_by_its_summary(mockflow: Mockflow) -> None:
    """Words are never missing: without records a write is told by its row's summary, or by one of its own."""
    assert sentence(commit("put a state")) == "the control plane put a state"
    done = next(route.done for route in ROUTES if route.operation_id == "create-item")
    assert sentence(commit("Create staged items", done=done)) == "the control plane: Create staged items"
    world = mockflow._worlds.default  # noqa: SLF001 - a write that no call makes
    site = Reader(world.state).get(KINDS["site"].table, mockflow.site_id)
    tx = Transaction(world.state, 0)
    tx.remove(KINDS["site"].table, site.id)
    gone = Commit(1, 0, "x", "x", "", "req", tx.changes(), (), tx.next_state(), done)
    assert sentence(gone._replace(done=done)) == "x: "


def test_secrets_and_bytes_are_not_shown(mockflow: Mockflow) -> None:
    """The shown form of a webhook has no key, that of a target no signature, that of a file no bytes."""
    writer = Writer(mockflow)
    for operation_id, act, _ in steps():
        if operation_id in {"create-webhook", "upload-file"}:
            act(writer)
    shown = {each.kind: each.record for each in mockflow.diff().added}
    keys: Mapping[str, set[str]] = {kind: set(record or {}) for kind, record in shown.items()}
    assert keys["file"] == {"id", "contentType", "size", "md5", "fileName", "uploadedOn"}
    assert keys["upload target"] == {"key", "expiresOn", "used", "contentType", "fileHash", "for"}
    assert not keys["webhook"] & {"secretKey", "lastTriggered"}
