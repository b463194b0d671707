"""Reading a WSGI environment."""

import re
from functools import lru_cache
from typing import IO, Any

from werkzeug.exceptions import ClientDisconnected
from werkzeug.wsgi import get_input_stream

WORLDS_KEY = "mockflow.worlds"
WORLD_KEY = "mockflow.world"
CALLED_KEY = "mockflow.called"
"""The path as it was called, where that is another than the one that is routed."""

ENDED_KEY = "mockflow.ended"
"""Within the process: what is raised, with its words, where a server would end the connection."""

PATIENCE_KEY = "mockflow.patience"
"""Within the process: how long the caller waits."""

_READ_KEY = "mockflow.read"
MOST_BYTES = 10_000_000
_CHUNK = 64 * 1024
_LONG = 100
HOST = re.compile(r"[a-zA-Z0-9._-]+(:\d{1,5})?|\[[0-9a-fA-F:.]+\](:\d{1,5})?", re.ASCII)


def _named(key: str) -> str:
    return key.removeprefix("HTTP_").replace("_", "-").lower()


_header_name = lru_cache(maxsize=512)(_named)


def headers_of(environ: dict[str, Any]) -> dict[str, str]:
    """The request's headers by name in lower case."""
    return {
        (_header_name(key) if len(key) < _LONG else _named(key)): value
        for key, value in environ.items()
        if key.startswith("HTTP_") or (key in {"CONTENT_TYPE", "CONTENT_LENGTH"} and value)
    }


def base_url_of(environ: dict[str, Any]) -> str:
    """Scheme and host as the caller wrote them; the server's own address where ``Host`` is missing or is none."""
    host = environ.get("HTTP_HOST", "")
    if not HOST.fullmatch(host):
        host = f"{environ['SERVER_NAME']}:{environ['SERVER_PORT']}"
    return f"{environ['wsgi.url_scheme']}://{host}"


def _next_chunk(stream: IO[bytes]) -> bytes:
    try:
        return stream.read(_CHUNK)
    except ClientDisconnected:  # what came of the body is read as all of it
        return b""


def read_limited(environ: dict[str, Any], most: int = MOST_BYTES) -> bytes | None:
    """The body; None, once the rest is read and dropped, where it has more bytes than this: than the API takes."""
    environ[_READ_KEY] = True
    if environ.get("CONTENT_LENGTH") in {None, "", "0"} and "HTTP_TRANSFER_ENCODING" not in environ:
        return b""
    stream = get_input_stream(environ)
    chunks, size = [], 0
    while chunk := _next_chunk(stream):
        size += len(chunk)
        if size <= most:
            chunks.append(chunk)
        else:
            chunks.clear()
    return None if size > most else b"".join(chunks)


def drop_unread(environ: dict[str, Any]) -> None:
    """Read a body that nobody looked at: a server may end the connection of a request that has more to be read."""
    if _READ_KEY not in environ:
        read_limited(environ, most=0)
