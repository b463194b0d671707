"""The log of a running double: one line a call, for people or for machines, and errors of its own."""

import json
import logging
import re
import sys

from mockflow.core.wire import TIME_OF_DAY, iso, loads
from mockflow.worlds.journal import Entry

_ID = re.compile(r"(?<=/)[0-9a-f]{24}(?=/|$)", re.IGNORECASE)
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f]")


class _TextLines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        entry: Entry | None = getattr(record, "entry", None)
        if entry is None:
            return _UNPRINTABLE.sub("?", super().format(record)) if record.exc_info is None else super().format(record)
        return _UNPRINTABLE.sub("?", call_line(entry, getattr(record, "world", "-")))


class _JsonLines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        entry: Entry | None = getattr(record, "entry", None)
        if entry is None:
            return json.dumps({"level": record.levelname.lower(), "message": super().format(record)})
        said = entry.to_dict()
        kept = ("id", "at", "method", "path", "operationId", "actor", "status", "durationMs", "decision")
        return json.dumps({"world": getattr(record, "world", "-"), **{key: said[key] for key in kept}})


def call_line(entry: Entry, world: str) -> str:
    """``12:00:00.123 default mockflow-site-token GET /v2/sites 200 list-sites 3ms``, and why if it was refused."""
    path = _ID.sub("…", entry.shown(entry.path))
    parts = [
        str(iso(entry.at))[TIME_OF_DAY],
        world,
        entry.actor or "-",
        entry.method,
        path,
        str(entry.status),
        entry.operation_id or "-",
        f"{entry.duration * 1000:.0f}ms",
    ]
    if not entry.allowed and entry.step != "fault":  # a fault answers anything, or nothing
        said = loads(entry.answer) if entry.answer else {}  # a page is not kept
        parts.extend(said[key] for key in ("code", "error") if key in said)
    if entry.reason is not None:
        parts.append(f"({entry.reason})")
    return " ".join(parts)


def configure_logging(form: str, *, quiet: bool) -> None:
    """Write the double's own log to stderr: calls unless it is to be quiet, and errors always."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_JsonLines() if form == "json" else _TextLines())
    log = logging.getLogger("mockflow")
    log.handlers[:] = [handler]
    log.propagate = False
    log.setLevel(logging.INFO)
    for each in ("mockflow.calls", "mockflow.deliveries"):
        logging.getLogger(each).setLevel(logging.WARNING if quiet else logging.INFO)
