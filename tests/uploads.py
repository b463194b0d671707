"""What tests of assets need: small real files, and the two steps of an upload in short words."""

import struct
import zlib
from collections.abc import Mapping
from hashlib import md5
from typing import Any
from xml.etree import ElementTree as ET

import httpx

from mockflow import Mockflow

TEXT = b"Fire slowly to 600 degrees."


def png(width: int, height: int = 1) -> bytes:
    """A picture of one grey."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x80" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", rows) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def digest(content: bytes) -> str:
    return md5(content, usedforsecurity=False).hexdigest()


def create(mock: Mockflow, name: str = "notes.txt", content: bytes = TEXT, **body: Any) -> httpx.Response:
    """The first step: ask for a target."""
    sent = {"fileName": name, "fileHash": digest(content), **body}
    return mock.http().post(f"/sites/{mock.site_id}/assets", json=sent)


def send(
    mock: Mockflow, made: dict[str, Any], content: bytes | None = TEXT, changed: Mapping[str, str | None] | None = None
) -> httpx.Response:
    """The second step: the form, with these of its fields changed, added or left out."""
    fields = {**made["uploadDetails"], **(changed or {})}
    form = {name: value for name, value in fields.items() if value is not None}
    file = {} if content is None else {"file": (made["originalFileName"], content, made["contentType"])}
    return mock.http().post(made["uploadUrl"], data=form, files=file)


def asset(mock: Mockflow, name: str = "notes.txt", content: bytes = TEXT, **body: Any) -> dict[str, Any]:
    """An asset that has its file, as it is answered."""
    made = create(mock, name, content, **body)
    assert made.status_code == 200, made.text
    sent = send(mock, made.json(), content)
    assert sent.status_code == 201, sent.text
    return get(mock, made.json()["id"])


def get(mock: Mockflow, asset_id: str, **query: Any) -> dict[str, Any]:
    answer = mock.http().get(f"/assets/{asset_id}", params=query)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def listed(mock: Mockflow, **query: Any) -> list[dict[str, Any]]:
    answer = mock.http().get(f"/sites/{mock.site_id}/assets", params=query)
    assert answer.status_code == 200, answer.text
    rows: list[dict[str, Any]] = answer.json()["assets"]
    return rows


def folder(mock: Mockflow, name: str, **body: Any) -> str:
    """A new folder's id."""
    answer = mock.http().post(f"/sites/{mock.site_id}/asset_folders", json={"displayName": name, **body})
    assert answer.status_code == 200, answer.text
    return str(answer.json()["id"])


def said(answer: httpx.Response) -> dict[str, str]:
    """The elements of the store's XML, below its root."""
    assert answer.headers["content-type"] == "application/xml"
    return {each.tag: each.text or "" for each in ET.fromstring(answer.content)}  # noqa: S314 - the double's own


def refused(answer: httpx.Response) -> tuple[int, str]:
    """Status and code of the store's XML for a form that it did not take."""
    told = said(answer)
    assert answer.content.startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>')
    assert told["RequestId"] == answer.headers["x-request-id"]
    assert told["Message"]
    return answer.status_code, told["Code"]


def state(mock: Mockflow) -> Any:
    """The world's state itself: the same object while nothing was written."""
    return mock._worlds.default.state  # noqa: SLF001 - no public door shows the whole state yet
