"""OAuth over HTTP: the consent page, the exchange of codes, and the revocation of tokens."""

from typing import Any

from flask import Flask

BASE = "/oauth"


def register(app: Flask) -> None:
    """Add the rules. What answers on them is imported with the first call."""
    rules: tuple[tuple[str, str, Any], ...] = (
        ("GET", "authorize", _authorize),
        ("POST", "authorize", _authorize),
        ("POST", "access_token", _exchange),
        ("POST", "token", _exchange),
        ("POST", "revoke_authorization", _revoke),
    )
    for method, name, view in rules:
        endpoint = f"oauth {method} {name}"
        app.add_url_rule(f"{BASE}/{name}", endpoint, view, methods=[method], provide_automatic_options=False)


def _authorize() -> Any:
    from .views import authorize  # noqa: PLC0415 - most doubles never see a call of OAuth's

    return authorize()


def _exchange() -> Any:
    from .views import exchange  # noqa: PLC0415 - see above

    return exchange()


def _revoke() -> Any:
    from .views import revoke  # noqa: PLC0415 - see above

    return revoke()
