"""The answers of OAuth: JSON for apps, pages for people."""

import flask

from mockflow.core.wire import dumps
from mockflow.pipeline.oauth import Answer, handle_oauth
from mockflow.web.api import read_request
from mockflow.web.guard import GUARD_KEY, Guard, foreign_page
from mockflow.web.wsgi import WORLD_KEY, WORLDS_KEY
from mockflow.worlds.oauth.names import AUTHORIZE, CONSENT
from mockflow.worlds.registry import Registry

from .pages import CONTENT_SECURITY_POLICY, rendered

_ALWAYS = {"Cache-Control": "no-store", "Pragma": "no-cache", "X-Content-Type-Options": "nosniff"}
_OF_PAGES = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",  # with no-referrer, browsers would not say that the form is the page's own
    "Cross-Origin-Opener-Policy": "same-origin",
}


def answer(operation: str) -> flask.Response:
    """The answer of one of OAuth's operations. Only the consent page itself may send its form."""
    environ = flask.request.environ
    stranger = None
    if operation in {AUTHORIZE, CONSENT}:
        guard: Guard | None = environ.get(GUARD_KEY)
        stranger = foreign_page(environ, "The consent page", None if guard is None else guard.public_url)
    return _sent(_handled(operation, stranger))


def _handled(operation: str, stranger: str | None = None) -> Answer:
    environ = flask.request.environ
    worlds: Registry = environ[WORLDS_KEY]
    return handle_oauth(worlds, read_request(environ, None, {}), operation, stranger)


def _sent(answer: Answer) -> flask.Response:
    headers = {**_ALWAYS, "X-Request-Id": answer.request_id}
    if answer.body is not None:
        content_type = "application/json; charset=utf-8"
        return flask.Response(dumps(answer.body), answer.status, headers, content_type=content_type)
    if answer.page is None:
        moved = flask.Response(b"", answer.status, {**headers, "Referrer-Policy": "no-referrer"})
        moved.headers["Location"] = answer.location or ""
        moved.autocorrect_location_header = False
        return moved
    is_named = WORLD_KEY in flask.request.environ
    page = rendered(answer.page, is_named=is_named)
    return flask.Response(page, answer.status, {**headers, **_OF_PAGES}, content_type="text/html; charset=utf-8")
