"""OAuth over HTTP: the consent page, the exchange of codes, and the revocation of tokens."""

from functools import partial
from typing import Any

from flask import Flask

from mockflow.worlds.oauth.names import ALIASES, ENDPOINTS


def register(app: Flask) -> None:
    """Add the rules. What answers on them is imported with the first call."""
    at = {(each.method, each.path): each.operation_id for each in ENDPOINTS}
    at |= {("POST", alias): at["POST", path] for alias, path in ALIASES.items()}
    for (method, path), operation in at.items():
        view = partial(_answer, operation)
        app.add_url_rule(path, f"oauth {method} {path}", view, methods=[method], provide_automatic_options=False)


def _answer(operation: str) -> Any:
    from .views import answer  # noqa: PLC0415 - most doubles never see a call of OAuth's

    return answer(operation)
