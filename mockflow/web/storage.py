"""The object store: upload targets, and the hosting of what was uploaded. Never counted, and open to everyone."""

import logging
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from html import escape
from http import HTTPStatus
from time import perf_counter
from typing import Any

import flask
from werkzeug.exceptions import HTTPException, MethodNotAllowed, RequestedRangeNotSatisfiable

from mockflow.core.wire import TIME_OF_DAY, iso
from mockflow.domain.file_kinds import largest, limits
from mockflow.domain.store_paths import BUCKET, STORAGE
from mockflow.domain.stored_files import MOST_BYTES, StoredFile
from mockflow.domain.upload_targets import stored_path
from mockflow.pipeline.auth import named_world
from mockflow.pipeline.exchange import Request
from mockflow.worlds.registry import Registry
from mockflow.worlds.uploads import StoreError, hosted_file, too_large, upload
from mockflow.worlds.world import World

from .forms import MOST_FIELD_BYTES, read_form
from .wsgi import WORLD_KEY, WORLDS_KEY, base_url_of, headers_of, read_limited

_calls = logging.getLogger("mockflow.calls")
_XML = "application/xml"
_UPLOADS = f"{STORAGE}/{BUCKET}"
_AROUND = 2 * MOST_FIELD_BYTES
"""Bytes of a form that are not the file's."""

_NOT_IN_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_STATUSES = {
    "AccessDenied": 403,
    "InternalError": 500,
    "InvalidRange": 416,
    "MethodNotAllowed": 405,
    "NoSuchBucket": 404,
    "NoSuchKey": 404,
    "PreconditionFailed": 412,
}
_OPEN = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "ETag, Location, X-Request-Id"}
_PREFLIGHT = {
    **_OPEN,
    "Access-Control-Allow-Methods": "GET, HEAD, POST",
    "Access-Control-Allow-Headers": "*",
    "Access-Control-Max-Age": "600",
}
_ACTIVE = ("image/svg+xml", "text/", "application/json")
_SANDBOX = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


def answer_unrouted(error: HTTPException) -> flask.Response:
    """A path or a method that the store does not have, or a range beyond a file."""
    if isinstance(error, MethodNotAllowed):
        refusal = StoreError("MethodNotAllowed", "The specified method is not allowed against this resource.")
    elif isinstance(error, RequestedRangeNotSatisfiable):
        refusal = StoreError("InvalidRange", "The requested range is not satisfiable")
    else:
        refusal = StoreError("NoSuchKey", "The specified key does not exist.")
    return _refused(refusal, _request_id())


def preflight(**_: str) -> flask.Response:
    return flask.Response(status=HTTPStatus.NO_CONTENT, headers=_PREFLIGHT)


def take_upload() -> flask.Response:
    request_id, began, code = _request_id(), perf_counter(), ""
    try:
        answer = _take(_world(), request_id)
    except StoreError as error:
        answer, code = _refused(error, request_id), error.code
    _tell(answer.status_code, code, perf_counter() - began)
    return answer


def _tell(status: int, code: str, duration: float) -> None:
    """A line of the log like those of calls; what was sent may be anything, and only the store's code is told."""
    world = _find_world()
    if world is not None and _calls.isEnabledFor(logging.INFO):
        now = str(iso(world.clock.now()))[TIME_OF_DAY]
        line = f"{now} {world.id} - POST {_UPLOADS} {status} upload-file {duration * 1000:.0f}ms {code}"
        _calls.info("%s", line.rstrip())


def _take(world: World, request_id: str) -> flask.Response:
    environ = flask.request.environ
    limit = largest(world.quirks)
    body = read_limited(environ, min(limit.size, MOST_BYTES) + _AROUND)
    if body is None:
        raise too_large(flask.request.content_length or 0, limit.size, limits(world.quirks))
    stored = upload(world, read_form(body, environ.get("CONTENT_TYPE", "")), request_id)
    location = world.base_url(base_url_of(environ)) + stored_path(stored.key)
    headers = {**_OPEN, "ETag": f'"{stored.md5}"', "Location": location, "X-Request-Id": request_id}
    answer = b""
    if stored.status == HTTPStatus.CREATED:
        said = {"Location": location, "Bucket": BUCKET, "Key": stored.key, "ETag": headers["ETag"]}
        answer = _xml("PostResponse", said)
    return flask.Response(answer, stored.status, headers, content_type=_XML if answer else None)


def host_file(key: str) -> flask.Response:
    try:
        return _hosted(hosted_file(_world(), key))
    except StoreError as error:
        return _refused(error, _request_id())


def _hosted(file: StoredFile) -> flask.Response:
    """The file as its uploader named its type: a browser neither guesses another nor runs what is in it."""
    answer = flask.Response(file.content, headers=_OPEN, content_type=file.content_type)
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "no-cache"  # a world that starts anew may have another file here
    if file.content_type.startswith(_ACTIVE):
        answer.headers["Content-Security-Policy"] = _SANDBOX
    answer.last_modified = datetime.fromtimestamp(file.uploaded / 1000, UTC)
    answer.set_etag(file.md5)
    answer.make_conditional(flask.request.environ, accept_ranges=True, complete_length=len(file.content))
    return answer


def _refused(error: StoreError, request_id: str) -> flask.Response:
    """The store's XML for a refusal; a code that has no status of its own is a 400."""
    said = {"Code": error.code, "Message": error.message, **error.details, "RequestId": request_id}
    status = _STATUSES.get(error.code, HTTPStatus.BAD_REQUEST)
    return flask.Response(_xml("Error", said), status, {**_OPEN, "X-Request-Id": request_id}, content_type=_XML)


def _xml(root: str, content: Mapping[str, Any]) -> bytes:
    parts = "".join(f"<{name}>{_text(value)}</{name}>" for name, value in content.items())
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{root}>{parts}</{root}>'.encode()


def _text(value: Any) -> str:
    """A value as XML has it; characters that XML cannot have become ``?``."""
    return escape(_NOT_IN_XML.sub("?", str(value)), quote=False)


def _find_world() -> World | None:
    environ = flask.request.environ
    worlds: Registry = environ[WORLDS_KEY]
    request = Request("", "", "", headers_of(environ), b"", None, {}, environ.get(WORLD_KEY))
    named = named_world(request)
    return worlds.default if named is None else worlds.find(named)


def _world() -> World:
    world = _find_world()
    if world is None:
        raise StoreError("NoSuchBucket", "The specified bucket does not exist: no world has this id")
    return world


def _request_id() -> str:
    """The next id of the world's journal, or of the default one's where no world has the id."""
    worlds: Registry = flask.request.environ[WORLDS_KEY]
    return (_find_world() or worlds.default).journal.next_id()
