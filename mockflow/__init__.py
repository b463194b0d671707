"""An offline, stateful double of the Webflow Data API v2. Not affiliated with Webflow.

Public names are resolved when they are first used: a pytest run that merely has mockflow installed pays nothing.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .double import (
        Attempt,
        Call,
        Change,
        Checkpoint,
        Commit,
        Coverage,
        CoveredOperation,
        Delivery,
        Diff,
        Drained,
        Drill,
        DrillReport,
        Fault,
        FieldChange,
        Item,
        Mockflow,
        Pause,
        Policy,
        SinkMessage,
        Token,
        Unmatched,
        WellKnownFile,
        World,
    )
    from .errors import ControlError, MockflowError, NoDoubleError, SeedError

__version__ = "0.1.0"
API_DATE = "2026-05-26"

__all__ = [
    "API_DATE",
    "Attempt",
    "Call",
    "Change",
    "Checkpoint",
    "Commit",
    "ControlError",
    "Coverage",
    "CoveredOperation",
    "Delivery",
    "Diff",
    "Drained",
    "Drill",
    "DrillReport",
    "Fault",
    "FieldChange",
    "Item",
    "Mockflow",
    "MockflowError",
    "NoDoubleError",
    "Pause",
    "Policy",
    "SeedError",
    "SinkMessage",
    "Token",
    "Unmatched",
    "WellKnownFile",
    "World",
    "__version__",
]

_HOMES = {
    "Attempt": "double",
    "Call": "double",
    "Change": "double",
    "Checkpoint": "double",
    "Commit": "double",
    "ControlError": "errors",
    "Coverage": "double",
    "CoveredOperation": "double",
    "Delivery": "double",
    "Diff": "double",
    "Drained": "double",
    "Drill": "double",
    "DrillReport": "double",
    "Fault": "double",
    "FieldChange": "double",
    "Item": "double",
    "Mockflow": "double",
    "MockflowError": "errors",
    "NoDoubleError": "errors",
    "Pause": "double",
    "Policy": "double",
    "SeedError": "errors",
    "SinkMessage": "double",
    "Token": "double",
    "Unmatched": "double",
    "WellKnownFile": "double",
    "World": "double",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'mockflow' has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415 - not needed until a name is used

    return getattr(import_module(f".{_HOMES[name]}", __name__), name)


def __dir__() -> list[str]:
    return __all__
