"""What the control plane does for the calls of ``history``."""

from typing import Any

import flask

from mockflow.core.wire import iso
from mockflow.worlds import travel
from mockflow.worlds.diff_text import diff_text
from mockflow.worlds.history import Checkpoint, Commit
from mockflow.worlds.queries import check_names, whole

from .history import DIFF, FILTERS, FORMAT
from .row import Ask

_FORMATS = ("json", "text")


def get_history(ask: Ask) -> dict[str, Any]:
    check_names(ask.query, FILTERS)
    return travel.history_of(ask.world, ask.query)


def get_entry_diff(ask: Ask) -> Any:
    check_names(ask.query, FORMAT)
    wanted = _format(ask)
    return _diff(wanted, travel.diff_of_entry(ask.world, whole(ask.params, "n", 0)))


def get_diff(ask: Ask) -> Any:
    query = ask.query
    check_names(query, DIFF)
    wanted = _format(ask)
    found = travel.diff_between(ask.world, query.get("from", "seed"), query.get("to", "head"), query.get("actor"))
    return _diff(wanted, found)


def _format(ask: Ask) -> str:
    wanted = ask.query.get("format", "json")
    if wanted not in _FORMATS:
        raise ValueError(f"format: expected json or text, found {wanted[:60]}")
    return wanted


def _diff(wanted: str, found: dict[str, Any]) -> Any:
    if wanted == "json":
        return found
    return flask.Response(diff_text(found), content_type="text/plain; charset=utf-8")


def rewind(ask: Ask) -> dict[str, Any]:
    to = ask.body["to"]
    if to < 0:
        raise ValueError(f"to: expected a whole number from 0 on, found {to}")
    return _went(ask, travel.rewind(ask.world, to))


def _went(ask: Ask, made: Commit | None) -> dict[str, Any]:
    """The entry that was made, or where none was because nothing changes, what there is of the one that stands."""
    if made is not None:
        return {**travel.entry(made), "changed": True}
    return {"n": ask.world.state.version, "changed": False}


def get_checkpoints(ask: Ask) -> dict[str, Any]:
    with ask.world.lock:
        kept = list(ask.world.checkpoints.values())
    return {"checkpoints": [_checkpoint(each) for each in kept]}


def put_checkpoint(ask: Ask) -> dict[str, Any]:
    return _checkpoint(travel.make_checkpoint(ask.world, ask.params["name"]))


def delete_checkpoint(ask: Ask) -> None:
    travel.delete_checkpoint(ask.world, ask.params["name"])


def restore_checkpoint(ask: Ask) -> dict[str, Any]:
    return _went(ask, travel.restore(ask.world, ask.params["name"]))


def _checkpoint(kept: Checkpoint) -> dict[str, Any]:
    return {"name": kept.name, "n": kept.n, "at": iso(kept.at)}
