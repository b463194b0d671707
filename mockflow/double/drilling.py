"""Webhook drills against a receiver, as a test runs them."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from .doors import Doors
from .results import Attempt


@dataclass(frozen=True, slots=True)
class Drill:
    """How a receiver answered one drill.

    Attributes:
        kind: such as ``tampered``.
        expected: ``taken``: each attempt is answered 200; ``refused``: each is answered 4xx.
        passed: whether it was so.
        attempts: what was sent, in order; none where an earlier drill met no answer at all.
        said: one line: what that means, or what to look at.
    """

    kind: str
    expected: str
    passed: bool
    attempts: tuple[Attempt, ...]
    said: str

    def to_dict(self) -> dict[str, Any]:
        """The control plane's form."""
        return {**asdict(self), "attempts": [attempt.to_dict() for attempt in self.attempts]}

    def __str__(self) -> str:
        return f"{'passed' if self.passed else 'FAILED'}  {self.kind}: {self.said}"


@dataclass(frozen=True, slots=True)
class DrillReport:
    """The report card of a receiver. Its text has a line for each drill.

    Attributes:
        signed_with: in words; the key itself is not told.
        passed: whether each drill was.
    """

    url: str
    signed_with: str
    passed: bool
    drills: tuple[Drill, ...]

    @property
    def failed(self) -> tuple[Drill, ...]:
        """The drills that were not passed."""
        return tuple(each for each in self.drills if not each.passed)

    def to_dict(self) -> dict[str, Any]:
        """The control plane's form."""
        drills = [each.to_dict() for each in self.drills]
        return {"url": self.url, "signedWith": self.signed_with, "passed": self.passed, "drills": drills}

    def __str__(self) -> str:
        return "\n".join([self.url, *(f"  {each}" for each in self.drills)])


class Drilling(Doors):
    """The part of ``Mockflow`` that drills receivers."""

    def drill(self, url: str, *, secret: str | None = None, kinds: Iterable[str] | None = None) -> DrillReport:
        """Send a receiver what it should take and what it should refuse; nothing of the world changes.

        Args:
            url: of the receiver.
            secret: what it verifies with, or the id of a webhook, for that one's key. By default the key of a webhook
                that has this URL, or else the app's client secret.
            kinds: of genuine, tampered, wrong_key, old_timestamp, missing_signature, duplicate, out_of_order, slow,
                unicode and large; all by default.

        Raises:
            ControlError: the URL is none that a webhook could have, or the double may not send there.
        """
        wanted = None if kinds is None else list(kinds)
        return read_report(self.control("POST", "/drills", json={"url": url, "secret": secret, "kinds": wanted}))


def read_report(said: dict[str, Any]) -> DrillReport:
    return DrillReport(said["url"], said["signedWith"], said["passed"], tuple(map(_read_drill, said["drills"])))


def _read_drill(said: dict[str, Any]) -> Drill:
    attempts = tuple(
        Attempt(each["at"], each["status"], each["error"], each["durationMs"]) for each in said["attempts"]
    )
    return Drill(said["kind"], said["expected"], said["passed"], attempts, said["said"])
