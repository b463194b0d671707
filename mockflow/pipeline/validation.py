"""Reading the query and the body: syntax first, then their shape, all problems at once."""

from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl

from mockflow.core.loading import load
from mockflow.core.refusal import Refusal
from mockflow.core.route import Choice
from mockflow.core.schema import Shape, ShapeError
from mockflow.core.wire import loads

from .exchange import Exchange, Request
from .matched import known

_MOST_QUERY_FIELDS = 100
_LONGEST_KEPT = 2_000
_JSON_TYPES = ("application/json", "text/json", "")


def check_version(exchange: Exchange) -> None:
    """In a world that has it so, a write must name the version that it was written for."""
    world, route, _ = known(exchange)
    asked = route.writes and world.quirks["require_write_version"] == "on"
    if asked and not exchange.request.headers.get("accept-version"):
        raise Refusal("unsupported_version")


def read_body(exchange: Exchange) -> None:
    """Parse the body of an operation that takes one."""
    request = exchange.request
    if request.body is None:
        raise Refusal("payload_too_large")
    if request.route is not None and request.route.body is not None:
        exchange.body = _parsed(request)


def _parsed(request: Request) -> Any:
    if not request.body or not request.body.strip():
        return {}
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in _JSON_TYPES and not kind.endswith("+json"):
        raise Refusal(
            "bad_request", f"Bad Request: Request is malformed: Content-Type should be application/json, found {kind}"
        )
    try:
        return loads(request.body)
    except ValueError:
        raise Refusal("bad_request") from None


def glanced_at(request: Request) -> Any:
    """The body as far as it can be read, for a step that comes before its syntax is checked; None if it cannot."""
    try:
        return loads(request.body or b"")
    except ValueError:
        return None


def check_input(exchange: Exchange) -> None:
    """Load the query and the body by the shapes of the row."""
    _, route, _ = known(exchange)
    problems: list[str] = []
    code = "invalid_shape"
    if route.query is not None:
        code = route.query.refused_as
        read = _load_query if len(exchange.request.query) <= _LONGEST_KEPT else _load_query.__wrapped__
        exchange.query, problems = read(route.query, exchange.request.query)  # type: ignore[arg-type]  # mypy#6470: a class is hashable
    if route.body is not None:
        try:
            form = route.body.form_of(exchange.body) if isinstance(route.body, Choice) else route.body
            exchange.body = load(form, exchange.body)
        except ShapeError as error:
            problems = problems + [_worded(path, words) for path, words in error.problems]
    if problems:
        raise Refusal(code, details=problems)


@lru_cache(maxsize=2048)
def _load_query(shape: type[Shape], query: str) -> tuple[dict[str, Any], list[str]]:
    """The loaded query and its problems. It depends on nothing else, so the last ones are kept."""
    try:
        pairs = parse_qsl(query, keep_blank_values=shape.keeps_blanks, max_num_fields=_MOST_QUERY_FIELDS)
    except ValueError:
        return {}, [f"Value (query) should NOT have more than {_MOST_QUERY_FIELDS} parameters"]
    try:
        return load(shape, shape.arranged(pairs)), []
    except ShapeError as error:
        return {}, [_worded(path, words) for path, words in error.problems]


def _worded(path: str, words: str) -> str:
    """A problem of shape as Webflow words it."""
    kind, _, argument = words.partition(":")
    if kind == "required":
        parent, _, key = path.rpartition(".")
        return f"Value ({parent}) should have required property '{key}'" if parent else f"Value ({key}) is required"
    value = f"Value ({path or 'body'})"
    return {
        "type": f"{value}'s type should be {argument}",
        "pattern": f'{value} should match pattern "{argument}"',
        "format": f'{value} should match format "{argument}"',
        "enum": f"{value} should be equal to one of the allowed values: {argument}",
        "unknown": f"{value} should NOT be there: the properties are {argument}",
        "min": f"{value} should NOT have fewer than {argument} items",
        "most": f"{value} should be <= {argument}",
        "max": f"{value} should NOT have more than {argument} items",
    }[kind]
