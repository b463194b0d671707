"""Receivers in JavaScript: the official client's verifier, and the one that the guide shows."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from mockflow import Mockflow
from tests.clients import node

GUIDE = Path(__file__).resolve().parent.parent.parent / "docs" / "webhooks.md"
NOW = 1_768_478_400_000
GOOD, BAD = ({"raw": said, "rewritten": said, "guide": said} for said in (True, False))

pytestmark = [
    pytest.mark.usefixtures("_installed"),
    pytest.mark.mockflow(clock="2026-01-15T12:00:00Z", rate_limit=False),
]


@pytest.fixture
def verifier(tmp_path: Path) -> Path:
    """The guide's JavaScript, as a module."""
    (text,) = re.findall(r"^```js\n((?:.*\n)*?)```$", GUIDE.read_text("utf-8"), re.MULTILINE)
    path = tmp_path / "verify.mjs"
    path.write_text(text, "utf-8")
    return path


def judged(verifier: Path, *messages: dict[str, Any]) -> list[dict[str, bool]]:
    said = node.run(("node", "signatures.mjs", verifier.as_uri()), within=60, given=json.dumps(messages))
    answers: list[dict[str, bool]] = json.loads(said)
    return answers


def delivered(mock: Mockflow, token: str, name: str) -> dict[str, Any]:
    """A message of a webhook that was made with this token, with the key that is right for it."""
    hook = {"triggerType": "collection_item_created", "url": mock.sink_url(name)}
    made = mock.http(token).post(f"/sites/{mock.site_id}/webhooks", json=hook).json()
    mock.add_item("journal", {"name": f"Prénom \u2028 {name}", "body": "<p>“\u007f”</p>"}, events=True)
    mock.drain()
    message = mock.sink(name)[0]
    key = made.get("secretKey", mock.client_secret)
    return {"headers": dict(message.headers), "body": message.raw_body, "key": key, "now": NOW}


def test_receivers_verify_what_is_sent(mockflow: Mockflow, verifier: Path) -> None:
    """A site token's webhook with its own key, an app's with the client secret: on the raw body and the parsed one."""
    site = delivered(mockflow, mockflow.site_token, "site")
    app = delivered(mockflow, mockflow.app_token, "app")
    assert judged(verifier, site, app) == [GOOD, GOOD]


def test_receivers_refuse_what_is_wrong(mockflow: Mockflow, verifier: Path) -> None:
    """The other key, another body, another stamp and no signature are refused; only the guide's looks at the age."""
    site = delivered(mockflow, mockflow.site_token, "site")
    app = delivered(mockflow, mockflow.app_token, "app")
    stamped = {**site["headers"], "x-webflow-timestamp": str(NOW + 1)}
    wrong = [
        {**site, "key": app["key"]},
        {**app, "key": site["key"]},
        {**site, "body": site["body"].replace("site", "Site")},
        {**site, "headers": stamped},
        {**site, "headers": {}},
        {**site, "headers": {**site["headers"], "x-webflow-signature": "é" * 64}},
    ]
    assert judged(verifier, *wrong) == [BAD] * len(wrong)
    late = [{**site, "now": NOW + 300_000}, {**site, "now": NOW + 300_001}, {**site, "now": NOW - 300_001}]
    assert judged(verifier, *late) == [GOOD, {**GOOD, "guide": False}, {**GOOD, "guide": False}]
