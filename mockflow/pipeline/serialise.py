"""From a value to the bytes of an answer: records bring their own, and are joined."""

from typing import Any

from mockflow.core.paging import Page
from mockflow.core.refusal import Refusal
from mockflow.core.wire import dumps

from .exchange import Exchange, Response
from .rate_limit import rate_headers
from .refusals import error_body, status_of

_JSON = "application/json; charset=utf-8"


def body_of(value: Any) -> bytes:
    """The JSON of a record, a page of records, or a plain value; nothing for None."""
    if value is None:
        return b""
    if isinstance(value, Page):
        return _page(value)
    body: bytes | None = getattr(value, "body", None)
    return dumps(value) if body is None else body


def _page(page: Page[Any]) -> bytes:
    head = b'{"%s":[' % page.name.encode()
    tail = b"]}"
    if page.window is not None:
        tail = b'],"pagination":{"limit":%d,"offset":%d,"total":%d}}' % page.window
    bodies = [record.body for record in page.records]
    if not bodies:
        return head + tail
    bodies[0] = head + bodies[0]  # so that the whole is copied once
    bodies[-1] += tail
    return b",".join(bodies)


def answer(exchange: Exchange, refusal: Refusal | None) -> Response:
    """The response to this exchange: what the operation returned, or the refusal."""
    headers = rate_headers(exchange, refusal)
    headers["X-Request-Id"] = exchange.request_id
    if refusal is not None:
        status, body = status_of(refusal), error_body(refusal)
    else:
        status, body = _success(exchange)
        headers.update(_location(exchange))
    if body:
        headers["Content-Type"] = _JSON
    return Response(status, body, headers)


def _location(exchange: Exchange) -> dict[str, str]:
    route, value = exchange.request.route, exchange.value
    return {"Location": value.location} if route is not None and route.located and value is not None else {}


def _success(exchange: Exchange) -> tuple[int, bytes]:
    route = exchange.request.route
    return (route.success if route else 200), body_of(exchange.value)
