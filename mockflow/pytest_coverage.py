"""What of the API a run of tests called: ``--mockflow-coverage``. Imported once a run asks for it."""

import json
from collections.abc import Iterator
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from mockflow.errors import NoDoubleError

if TYPE_CHECKING:
    from mockflow.double import Mockflow

_WIDTH = 100


class Tally:
    """Operations and the statuses of their answers, over all worlds of all tests."""

    def __init__(self) -> None:
        self._called: dict[str, dict[str, Any]] = {}
        self._never: list[str] | None = None

    def look(self, mock: "Mockflow") -> None:
        """Count what was called in a world that is about to forget it."""
        try:
            self.add(mock.coverage().to_dict())
        except NoDoubleError:  # a double that has ended tells nothing, and tests have failed for it
            return

    def add(self, said: dict[str, Any]) -> None:
        """Count what the control plane says of a world, or what another tally came to."""
        for row in said["coverage"]:
            total = self._called.setdefault(row["operationId"], {**row, "statuses": {}})["statuses"]
            for status, times in row["statuses"].items():
                total[status] = total.get(status, 0) + times
        never = said["neverCalled"] if self._never is None else [*self._never, *said["neverCalled"]]
        self._never = [name for name in dict.fromkeys(never) if name not in self._called]

    def to_dict(self) -> dict[str, Any]:
        """The control plane's form, ordered by path and method."""
        rows = sorted(self._called.values(), key=lambda row: (row["path"], row["method"]))
        coverage = [{**row, "statuses": dict(sorted(row["statuses"].items()))} for row in rows]
        return {"coverage": coverage, "neverCalled": self._never or []}

    def write(self, file: Path) -> None:
        """Write it as JSON; OSError where that cannot be done."""
        file.write_text(json.dumps(self.to_dict(), indent=2) + "\n", "utf-8")

    def lines(self) -> Iterator[str]:
        """A table for people, and what was never called."""
        said = self.to_dict()
        rows, never = said["coverage"], said["neverCalled"]
        width = max((len(row["operationId"]) for row in rows), default=0)
        for row in rows:
            statuses = "  ".join(f"{status}: {times}" for status, times in row["statuses"].items())
            yield f"{row['operationId']:{width}}  {sum(row['statuses'].values()):6}  {statuses}"
        yield f"{len(rows)} of {len(rows) + len(never)} operations were called"
        if never:
            yield "never called:"
            yield from wrap(
                ", ".join(never), _WIDTH, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False
            )
