"""The same calls give the same bytes: in another process, and with strings hashed otherwise."""

import os
import subprocess
import sys
from hashlib import sha256

from mockflow import Mockflow
from tests.support import journal_of


def fingerprint() -> str:
    """What a series of calls answers, as a digest of all bytes and headers."""
    digest = sha256()
    with Mockflow(clock="2026-01-15T12:00:00Z", quirks={"duplicate_slug_on_create": "suffix"}) as mock:
        journal = journal_of(mock)
        path = journal.path
        ada, topics = mock.id("authors/ada"), [mock.id(f"topics/{slug}") for slug in ("clay", "light", "paper")]
        image = {"url": "https://images.example.com/a.png"}
        many = [{"fieldData": {"name": f"N {at % 3}", "topics": topics, "author": ada}} for at in range(9)]
        calls = [
            ("POST", path, {"items": many}),
            ("POST", path, {"fieldData": {"name": "x", "slug": "first-post", "hero-image": image}}),
            ("POST", f"{path}/live", {"fieldData": {"name": "Live"}}),
            ("PATCH", path, {"items": [{"id": journal.id("first-post"), "fieldData": {"reading-minutes": 7.0}}]}),
            ("DELETE", f"/collections/{mock.id('topics')}/items", {"items": [{"id": topics[1]}]}),
            ("DELETE", f"/collections/{mock.id('authors')}/items", {"items": [{"id": ada}]}),
            ("POST", f"/sites/{mock.site_id}/publish", {"publishToWebflowSubdomain": True}),
            ("POST", f"/sites/{mock.site_id}/publish", {"publishToWebflowSubdomain": True}),
            ("POST", path, {"fieldData": {"name": "x", "a": 1, "b": 2, "author": ada}}),
            ("GET", f"{path}?sortBy=name&cmsLocaleId={mock.id('locales/en')},{mock.id('locales/fr')}", None),
            ("GET", f"{path}/live", None),
            ("GET", "/sites", None),
        ]
        for method, target, body in calls:
            answer = journal.api.request(method, target, json=body)
            digest.update(f"{answer.status_code} {sorted(answer.headers.items())}".encode() + answer.content)
        events = [event.payload() for commit in mock._worlds.default.history for event in commit.events]  # noqa: SLF001 - no public door shows events yet
        digest.update(repr(events).encode() + mock.new_token().encode())
    return digest.hexdigest()


def test_two_worlds_answer_alike() -> None:
    """Two worlds of the same seed and clock answer the same calls with the same bytes and headers."""
    assert fingerprint() == fingerprint()


def test_another_process_answers_alike() -> None:
    """Processes that hash strings differently answer the same calls with the same bytes."""
    command = [sys.executable, "-c", "from tests.pipeline.test_determinism import fingerprint; print(fingerprint())"]
    for hash_seed in ("1", "2"):
        said = subprocess.run(  # noqa: S603 - our own command
            command, env={**os.environ, "PYTHONHASHSEED": hash_seed}, capture_output=True, text=True, check=True
        )
        assert said.stdout.strip() == fingerprint()
