"""Uploads and hosting on both servers, and the base of the URLs that are handed out."""

from collections.abc import Callable
from hashlib import md5
from typing import Any

import httpx
import pytest
from click.testing import CliRunner

from mockflow.cli import main
from tests.web.conftest import Served

Serve = Callable[..., Served]
CONTENT = bytes(range(256)) * 16_000  # 4,096,000 bytes, with every boundary-like byte in it


def made(served: Served, name: str = "big.png", **headers: str) -> dict[str, Any]:
    site = served.api.get("/sites").json()["sites"][0]["id"]
    body = {"fileName": name, "fileHash": md5(CONTENT, usedforsecurity=False).hexdigest()}
    answer: dict[str, Any] = served.api.post(f"/sites/{site}/assets", json=body, headers=headers).json()
    return answer


def test_a_large_file_goes_in_and_comes_out(serve: Serve, server: str) -> None:
    """Four megabytes are uploaded from a browser's kind of form, and hosted as they were."""
    served = serve("--server", server)
    target = made(served)
    assert target["uploadUrl"].startswith(served.ready["url"] + "/w/default/")
    with httpx.Client(trust_env=False, timeout=30) as client:
        answer = client.post(target["uploadUrl"], data=target["uploadDetails"], files={"file": CONTENT})
        assert answer.status_code == 201, answer.text
        again = client.post(target["uploadUrl"], data=target["uploadDetails"], files={"file": CONTENT})
        assert again.status_code == 403
        said = [line.split() for line in served.said().splitlines() if "upload-file" in line]
        assert [(words[1], words[5], words[8:]) for words in said] == [
            ("default", "201", []),
            ("default", "403", ["AccessDenied"]),
        ]
        assert client.get(target["hostedUrl"]).content == CONTENT
        part = client.get(target["hostedUrl"], headers={"range": "bytes=-10"})
        assert (part.status_code, part.content) == (206, CONTENT[-10:])
        head = client.head(target["hostedUrl"])
        assert (head.headers["content-length"], head.content) == (str(len(CONTENT)), b"")


def test_too_large_a_body_is_answered(serve: Serve, server: str) -> None:
    """More than any file may have is read, dropped and refused in the store's XML, sent in chunks or whole."""
    served = serve("--server", server)
    url = made(served)["uploadUrl"]
    chunks = (b"x" * 1_000_000 for _ in range(12))
    with httpx.Client(trust_env=False, timeout=30) as client:
        for content in (b"x" * 12_000_000, chunks):
            answer = client.post(url, content=content, headers={"content-type": "multipart/form-data; boundary=x"})
            assert answer.status_code == 400
            assert b"<Code>EntityTooLarge</Code>" in answer.content
        assert client.get(f"{served.ready['url']}/_mockflow/health").status_code == 200


def test_urls_have_the_public_base(serve: Serve) -> None:
    """With --public-url, or its variable, they begin with it, whatever the caller's Host."""
    for served in (
        serve("--public-url", "https://files.example.test:8443/"),
        serve(MOCKFLOW_PUBLIC_URL="https://files.example.test:8443"),
    ):
        target = made(served, host="double.internal:1")
        for key in ("uploadUrl", "assetUrl", "hostedUrl"):
            assert target[key].startswith("https://files.example.test:8443/w/default/_")


@pytest.mark.parametrize(
    "value",
    [
        "files.example",
        "ftp://x",
        "http://",
        "http://x/path",
        "http://x?q=1",
        "http://x#y",
        "http://a@b",
        'http://x"',
        "//x",
    ],
)
def test_a_public_url_is_a_bare_one(value: str) -> None:
    """Another is told on one line, with exit 2."""
    result = CliRunner().invoke(main, ["serve", "--public-url", value])
    assert result.exit_code == 2
    assert f"expected an http or https URL without a path or a query, found {value}" in result.stderr
