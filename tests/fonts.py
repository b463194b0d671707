"""What tests of custom fonts need: the steps of an upload in short words."""

from base64 import b64encode
from collections.abc import Mapping
from typing import Any

import httpx

from mockflow import Mockflow
from tests.uploads import digest

FONT = b"wOF2 letters"
AXIS = {"tag": "wght", "min": 100, "max": 900, "defaultValue": 400}
BODY = {
    "fileName": "acme.woff2",
    "fileHash": digest(FONT),
    "fontFamily": "Acme Sans",
    "weight": 400,
    "italic": False,
    "fontDisplay": "swap",
}


def path_of(mock: Mockflow) -> str:
    return f"/sites/{mock.site_id}/custom_fonts"


def register(mock: Mockflow, **body: Any) -> httpx.Response:
    """The first step: ask for a target."""
    return mock.http().post(path_of(mock), json={**BODY, **body})


def send(
    mock: Mockflow, made: Mapping[str, Any], content: bytes = FONT, changed: Mapping[str, str | None] | None = None
) -> httpx.Response:
    """The second step: the form, with these of its fields changed or left out."""
    fields = {**made["upload"]["fields"], **(changed or {})}
    form = {name: value for name, value in fields.items() if value is not None}
    return mock.http().post(made["upload"]["url"], data=form, files={"file": ("font", content)})


def font(mock: Mockflow, content: bytes = FONT, **body: Any) -> dict[str, Any]:
    """A font that has its file, as it is answered."""
    made = register(mock, fileHash=digest(content), **body)
    assert made.status_code == 202, made.text
    sent = send(mock, made.json(), content)
    assert sent.status_code == 201, sent.text
    return get(mock, made.json()["customFont"]["id"])


def get(mock: Mockflow, font_id: str) -> dict[str, Any]:
    answer = mock.http().get(f"{path_of(mock)}/{font_id}")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()["customFont"]
    return found


def listed(mock: Mockflow, **query: Any) -> list[str]:
    """The file names of the site's fonts."""
    answer = mock.http().get(path_of(mock), params=query)
    assert answer.status_code == 200, answer.text
    return [each["fileName"] for each in answer.json()["customFonts"]]


def content_md5(content: bytes) -> str:
    return b64encode(bytes.fromhex(digest(content))).decode()
