"""The control plane's calls on a world's time: its history, diffs, going back, and checkpoints."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

from mockflow.core.schema import Anything, Flag, Items, Nested, Object, Shape, StrictShape, Text, Whole

from .row import Ask, Control

FILTERS = {
    "actor": "the name of the token, or visitor, designer, control-plane",
    "operationId": "Webflow's name of the operation, or the double's own",
    "id": "only writes that touched the record of this id",
    "kind": "only writes that touched a record of this kind, such as item",
    "since": "an n: only later entries",
    "limit": "only the last so many",
}
FORMAT = {"format": "json, or text for people"}
DIFF = {
    "from": "an n, the name of a checkpoint, seed or head; seed by default",
    "to": "the same; head by default",
    "actor": "only what this actor did on the way, and still stands",
    **FORMAT,
}


class EntrySchema(Shape):
    n = Whole()
    at = Text()
    actor = Text()
    operation_id = Text(data_key="operationId")
    summary = Text()
    request_id = Text(data_key="requestId", allow_none=True)


class HistorySchema(Shape):
    history = Items(Nested(EntrySchema))
    oldest = Whole(allow_none=True)
    dropped = Whole()


class _RecordSchema(Shape):
    kind = Text()
    id = Text()
    title = Text()
    place = Text(allow_none=True)
    locale = Text(allow_none=True)


class WholeRecordSchema(_RecordSchema):
    record = Object()


class FieldSchema(Shape):
    path = Text()
    before = Anything(allow_none=True)
    after = Anything(allow_none=True)


class ChangedRecordSchema(_RecordSchema):
    fields = Items(Nested(FieldSchema))


class DiffSchema(Shape):
    start = Whole(data_key="from")
    to = Whole()
    added = Items(Nested(WholeRecordSchema))
    changed = Items(Nested(ChangedRecordSchema))
    removed = Items(Nested(WholeRecordSchema))


class RewindBody(StrictShape):
    to = Whole(required=True)


class WentSchema(EntrySchema):
    changed = Flag()


class CheckpointSchema(Shape):
    name = Text()
    n = Whole()
    at = Text()


class CheckpointsSchema(Shape):
    checkpoints = Items(Nested(CheckpointSchema))


class NoBody(StrictShape):
    """An empty object, or nothing."""


def _later(function: str) -> Callable[[Ask], Any]:
    """The function of this name in ``history_calls``, which is imported once somebody looks back."""

    def run(ask: Ask) -> Any:
        return getattr(import_module("mockflow.web.history_calls"), function)(ask)

    return run


_NAMED = "/checkpoints/{name}"

CONTROLS = (
    Control(
        "GET",
        "/history",
        _later("get_history"),
        "The writes that changed the world, each with a sentence on it",
        query=FILTERS,
        returns=HistorySchema,
    ),
    Control(
        "GET",
        "/history/{n}/diff",
        _later("get_entry_diff"),
        "What one of them changed",
        query=FORMAT,
        returns=DiffSchema,
    ),
    Control(
        "GET", "/diff", _later("get_diff"), "What differs between two points in time", query=DIFF, returns=DiffSchema
    ),
    Control(
        "POST",
        "/rewind",
        _later("rewind"),
        "Go back to just after an entry of the history",
        RewindBody,
        returns=WentSchema,
    ),
    Control(
        "GET",
        "/checkpoints",
        _later("get_checkpoints"),
        "The named snapshots, in the order of their making",
        returns=CheckpointsSchema,
    ),
    Control(
        "PUT",
        _NAMED,
        _later("put_checkpoint"),
        "Keep the state of now under a name",
        NoBody,
        returns=CheckpointSchema,
    ),
    Control("DELETE", _NAMED, _later("delete_checkpoint"), "Forget a snapshot", success=204),
    Control(
        "POST",
        f"{_NAMED}/restore",
        _later("restore_checkpoint"),
        "Go back to a snapshot",
        NoBody,
        returns=WentSchema,
    ),
)
