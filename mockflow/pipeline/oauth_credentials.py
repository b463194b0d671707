"""What an OAuth call names that may end with the id of a world: its client id, code or token, wherever it has them."""

from collections.abc import Iterator

from mockflow.worlds.oauth.fields import Fields, OauthRefusal, read_body, read_pairs

from .exchange import Request

_NAMES = ("client_id", "code", "access_token")
_MOST_BYTES = 64 * 1024
"""What a body that is looked at may have; one of OAuth's has a few hundred bytes."""


def credentials_of(request: Request) -> Iterator[str]:
    """Those of the query and of the body, JSON or a form: client ids first."""
    said = [*_fields(request)]
    for name in _NAMES:
        for fields in said:
            yield from fields.get(name, ())


def _fields(request: Request) -> Iterator[Fields]:
    body = request.body if request.body is not None and len(request.body) <= _MOST_BYTES else b""
    try:
        yield read_pairs(request.query)
        yield read_body(body, request.headers.get("content-type", ""))
    except OauthRefusal:  # it is answered once it is known which world answers
        return
