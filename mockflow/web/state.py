"""The calls of the control plane about a world as one document."""

from typing import Any

import flask

from mockflow.core.schema import Shape, Text, Whole
from mockflow.errors import ControlError, StateFileError
from mockflow.worlds.export import MOST_BYTES
from mockflow.worlds.queries import check_names

from .row import Ask, Control

ACTOR = "control-plane"


class SavedSchema(Shape):
    """What was written."""

    file = Text(required=True, metadata={"description": "Its path, links resolved."})
    bytes = Whole(required=True, metadata={"description": "Its size."})


def get_state(ask: Ask) -> flask.Response:
    """The bytes as they are: whoever compares two states may compare these."""
    check_names(ask.query, ())
    from mockflow.worlds.export.document import write_state  # noqa: PLC0415 - few processes tell a whole world

    return flask.Response(write_state(ask.world), content_type="application/json")


def set_state(ask: Ask) -> flask.Response:
    """The world as the document says it; or 400 with where it does not fit, and the world as it was."""
    check_names(ask.query, ())
    from mockflow.worlds.export.document import put_state, read_state  # noqa: PLC0415 - see above

    put_state(ask.world, read_state(ask.world, ask.raw), actor=ACTOR)
    return get_state(ask)


def save(ask: Ask) -> dict[str, Any]:
    """The default world, whichever the call names: the file is of that one."""
    state_file = ask.worlds.state_file
    if state_file is None:
        raise ControlError(409, "conflict", "The double was started without --state, and has no file to save to")
    try:
        saved = state_file.save()
    except StateFileError as error:
        raise ControlError(500, "internal_error", str(error)) from None
    return {"file": str(saved.path), "bytes": saved.size}


CONTROLS = (
    Control("GET", "/state", get_state, "All that writes change, as one document"),
    Control("PUT", "/state", set_state, "Make the world what a document says", takes_anything=True, most=MOST_BYTES),
    Control("POST", "/save", save, "Write the default world to the file of --state", returns=SavedSchema),
)
