"""What the tests of a run have seen: handed from the workers of a parallel run to the one that judges it."""

from threading import Lock
from typing import Any

import pytest

from mockflow.core.refusal import Refusal
from mockflow.core.route import Route
from mockflow.pipeline.exchange import Response
from mockflow.pipeline.oauth import Answer as OauthAnswer
from mockflow.worlds.oauth.names import EXCHANGE, REVOKE
from tests.gates.completeness import BY_FAULT, answer_of

_KEY = "mockflow_seen"


class Seen:
    """What was answered and told while tests ran that choose their calls.

    Attributes:
        counts: whether the test that runs does: what is met by chance proves nothing.
        methods: those of the official clients that were called and answered.
        listed: all that they have.
    """

    def __init__(self) -> None:
        self.counts = False
        self.answers: set[tuple[str, str]] = set()
        self.triggers: set[str] = set()
        self.methods: set[str] = set()
        self.listed: set[str] = set()
        self._lock = Lock()

    def answer(self, route: Route | None, response: Response, refusal: Refusal | None) -> None:
        """Note an answer, by its status or by the code of its refusal."""
        if route is None or not self.counts:
            return
        broken = response.broken
        if broken is not None and (broken.is_dropped or broken.ran):
            return
        good = str(response.status) if broken is None else f"{response.status} {BY_FAULT}"
        with self._lock:
            self.answers.add(answer_of(route, good if refusal is None else refusal.code))

    def oauth(self, operation: str, answer: OauthAnswer) -> None:
        """Note an answer of OAuth: its error for a program, or its status."""
        if self.counts:
            status = str(answer.status)
            said = (answer.body or {}).get("error", status) if operation in {EXCHANGE, REVOKE} else status
            with self._lock:
                self.answers.add((operation, said))

    def trigger(self, name: str) -> None:
        """Note that a webhook was told of this."""
        if self.counts:
            with self._lock:
                self.triggers.add(name)

    def hand_over(self, config: pytest.Config) -> None:
        """Give what this worker has seen to the one that started it."""
        told = [sorted(each) for each in (self.answers, self.triggers, self.methods, self.listed)]
        config.workeroutput[_KEY] = told  # type: ignore[attr-defined]  # xdist's

    def take_over(self, node: Any) -> None:
        """Add what a worker has seen, unless it ended before it could tell."""
        answers, triggers, methods, listed = getattr(node, "workeroutput", {}).get(_KEY, ((), (), (), ()))
        self.answers.update((operation, said) for operation, said in answers)
        self.triggers.update(triggers)
        self.methods.update(methods)
        self.listed.update(listed)


SEEN = Seen()
"""Of this process."""
