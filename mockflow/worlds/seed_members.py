"""What the shapes of a seed are made of."""

from typing import Any

from mockflow.core.ids import is_object_id
from mockflow.core.schema import Parsed
from mockflow.core.wire import millis

BASE_TIME = millis("2025-11-03T09:00:00Z")
COPIES = ("staged", "live", "both")
"""The copies that there can be of what is published."""

A_TIME = "2025-11-03T09:00:00.000Z"


class Time(Parsed):
    """An ISO 8601 time, as milliseconds."""

    kind = "time"
    unfit = "type:time"

    @staticmethod
    def read(value: Any) -> int:
        return millis(value)


class Id(Parsed):
    """24 hex digits, in lower case as the API answers them."""

    kind = "id"
    unfit = "type:id"

    @staticmethod
    def read(value: Any) -> str:
        if not is_object_id(value):
            raise ValueError
        return str(value).lower()


def said(description: str, example: Any = None) -> dict[str, Any]:
    """What the JSON Schema says of a key; an object's example is made of its keys' examples."""
    return {"metadata": {"description": description, **({} if example is None else {"example": example})}}


def id_of(what: str) -> Id:
    return Id(**said(f"24 hex digits; derived from {what} if absent.", "64c7e2f0a1b2c3d4e5f60718"))
