"""What a fault does to a call, and which of it goes together."""

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from mockflow.core.wire import dumps
from mockflow.core.wording import quoted, shown

MOST_DELAY = 300_000
"""Milliseconds."""

MOST_BODY = 1_000_000
_MOST_HEADERS = 100
_LONGEST_NAME = 100
_LONGEST_VALUE = 8_000
_LONGEST_CODE = 100
_LONGEST_MESSAGE = 10_000
_MOST_BYTES = 2**31
_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_VALUE = re.compile(r"(?:[\x21-\x7e](?:[\t\x20-\x7e]*[\x21-\x7e])?)?")
_OF_THE_CONNECTION = frozenset(
    {
        "connection",
        "content-length",
        "keep-alive",
        "proxy-authenticate",
        "proxy-authorization",
        "proxy-connection",
        "te",
        "trailer",
        "trailers",
        "transfer-encoding",
        "upgrade",
    }
)
_FIRST_STATUS, _FIRST_ERROR, _LAST_STATUS = 200, 400, 599
JSON = "application/json; charset=utf-8"
TEXT = "text/plain; charset=utf-8"
WITHOUT_BODY = (204, 304)
"""Statuses whose answers have none."""

_ANSWER = ("status", "code", "message", "body")
_EXCLUDES: Mapping[str, tuple[str, ...]] = {
    "drop": (*_ANSWER, "headers", "contentType", "rateLimited", "truncate"),
    "rateLimited": _ANSWER,
    "body": ("code", "message"),
}
NAMES = (*_ANSWER, "headers", "contentType", "delayMs", "rateLimited", "drop", "truncate", "afterCommit")


class Effect(NamedTuple):
    """What a fault does.

    Attributes:
        headers: laid over those of the answer.
        body: the bytes of the answer; None for that of an error, or for the call's own.
        body_type: the content type that goes with the body.
        content_type: of the answer; None for what it would be without.
        delay: seconds.
        drop: whether the connection ends without an answer.
        truncate: after how many bytes of its body the answer ends, and the connection with it.
        comes_after: whether all of it comes once the call has done its work.
    """

    status: int | None = None
    code: str | None = None
    message: str | None = None
    headers: Mapping[str, str] = MappingProxyType({})
    body: bytes | None = None
    body_type: str = JSON
    content_type: str | None = None
    delay: float = 0.0
    rate_limited: bool = False
    drop: bool = False
    truncate: int | None = None
    comes_after: bool = False

    @property
    def runs(self) -> bool:
        """Whether the call does its work, writes included: all that then changes is its answer."""
        return self.comes_after or not (self.answers or self.drop)

    @property
    def answers(self) -> bool:
        """Whether the answer is the fault's own."""
        return self.rate_limited or not (self.status is None and self.code is None and self.body is None)


def read_effect(sent: Mapping[str, Any]) -> Effect:
    """The effect that this JSON describes. What neither answers nor drops lets the call run.

    Raises:
        ValueError: a value that cannot be, or two that cannot be together; the message names the field.
    """
    given = {name: value for name, value in sent.items() if value is not False}  # a switch that is off is left out
    if not given:
        raise ValueError(f"effect: expected at least one of {', '.join(NAMES)}, found none")
    _check_together(given)
    body = _read_body(given)
    content_type = given.get("contentType")
    if content_type is not None:
        _check_value("contentType", content_type)
    only_lost = given == {"afterCommit": True}
    effect = Effect(
        _read_number(given, "status", _FIRST_STATUS, _LAST_STATUS),
        _read_text(given, "code", _LONGEST_CODE),
        _read_text(given, "message", _LONGEST_MESSAGE),
        _read_headers(given.get("headers", {})),
        body,
        TEXT if isinstance(given.get("body"), str) else JSON,
        content_type,
        (_read_number(given, "delayMs", 0, MOST_DELAY) or 0) / 1000,
        "rateLimited" in given,
        "drop" in given or only_lost,
        _read_number(given, "truncate", 0, _MOST_BYTES),
        "afterCommit" in given,
    )
    _check_status(effect)
    return effect


def _check_together(given: Mapping[str, Any]) -> None:
    for name, others in _EXCLUDES.items():
        if name in given:
            for other in others:
                if other in given:
                    raise ValueError(f"effect.{other}: expected none beside {name}, found {quoted(given[other])}")
    if "message" in given and not given.keys() & {"status", "code"}:
        raise ValueError("effect.status: expected a status or a code beside a message, found neither")
    if "contentType" in given and "content-type" in map(str.lower, given.get("headers", ())):
        raise ValueError(f"effect.contentType: expected none beside that header, found {quoted(given['contentType'])}")


def _check_status(effect: Effect) -> None:
    status, body = effect.status, effect.body
    if status is None:
        return
    if status < _FIRST_ERROR and body is None:
        raise ValueError(f"effect.body: expected a body beside the status {status}, which is no error, found none")
    if status in WITHOUT_BODY and body:
        raise ValueError(f'effect.body: expected "" beside the status {status}, found {len(body)} bytes')


def _read_number(given: Mapping[str, Any], name: str, least: int, most: int) -> Any:
    value = given.get(name)
    if value is not None and not least <= value <= most:
        raise ValueError(f"effect.{name}: expected a number from {least} to {most}, found {quoted(value)}")
    return value


def _read_text(given: Mapping[str, Any], name: str, longest: int) -> str | None:
    value: str | None = given.get(name)
    if value is not None and len(value) > longest:
        raise ValueError(f"effect.{name}: expected up to {longest} characters, found {len(value)}")
    return value


def _read_body(given: Mapping[str, Any]) -> bytes | None:
    """Text as it is, and any other value as JSON."""
    if "body" not in given:
        return None
    value = given["body"]
    body = value.encode() if isinstance(value, str) else dumps(value)
    if len(body) > MOST_BODY:
        raise ValueError(f"effect.body: expected up to {MOST_BODY} bytes, found {len(body)}")
    return body


def _read_headers(sent: Mapping[str, str]) -> Mapping[str, str]:
    _check_names(sent)
    for name, value in sent.items():
        _check_value(f"headers.{name}", value)
    return dict(sent)


def _check_names(names: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if not _TOKEN.fullmatch(name) or len(name) > _LONGEST_NAME:
            raise ValueError(f"effect.headers: expected names of headers, found {shown(name)}")
        if name.lower() in _OF_THE_CONNECTION:
            raise ValueError(f"effect.headers.{name}: expected no header that is about the connection, found one")
        if name.lower() in seen:
            raise ValueError(f"effect.headers.{name}: expected each name once, found it again in another case")
        seen.add(name.lower())
    if len(seen) > _MOST_HEADERS:
        raise ValueError(f"effect.headers: expected up to {_MOST_HEADERS} headers, found {len(seen)}")


def _check_value(path: str, value: str) -> None:
    if len(value) > _LONGEST_VALUE or not _VALUE.fullmatch(value):
        raise ValueError(
            f"effect.{path}: expected up to {_LONGEST_VALUE} characters of printable ASCII, found {quoted(value)}"
        )
