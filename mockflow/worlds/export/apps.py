"""The apps of a world in a document, the person who authorizes them, and who names an app."""

from collections.abc import Iterable, Mapping
from typing import Any

from mockflow.core.misfit import Misfit, read_list
from mockflow.core.typed_codec import WHOLE, Codecs, Fact
from mockflow.domain.apps import CLIENT_ID, App, apps_with, is_redirect, scopes_of
from mockflow.domain.authorizations import AuthorizedUser
from mockflow.worlds.authorizing import own_apps
from mockflow.worlds.codes import Codes
from mockflow.worlds.tokens import REAL_TOKEN
from mockflow.worlds.world import World

from .predicates import ID, maybe
from .putting import Put

_TEXT = Fact("printable ASCII text", lambda text: bool(text) and text.isprintable() and text.isascii())


def _can_hold(app: App) -> bool:
    return set(app.scopes) <= set(scopes_of(workspace_access=app.workspace_access))


_CODECS = Codecs(
    {
        App: {
            "client_id": _TEXT,
            "client_secret": Fact(
                "a made-up secret", lambda text: _TEXT.holds(text) and not REAL_TOKEN.fullmatch(text)
            ),
            "id": ID,
            "redirect_uris": maybe(Fact("absolute http or https URLs", lambda uris: all(map(is_redirect, uris)))),
            WHOLE: Fact("scopes that it can hold", _can_hold),
        },
        AuthorizedUser: {"id": ID},
    }
)
_APP, _USER = _CODECS.of(App), _CODECS.of(AuthorizedUser)


def write_apps(world: World) -> list[Any]:
    return list(map(_APP.written, own_apps(world.apps)))


def read_apps(_: World, value: Any) -> Put:
    """The apps; a code that was open is good for nothing then."""
    apps: list[App] = read_list(value, _APP.read)
    seen = {CLIENT_ID}
    for at, app in enumerate(apps):
        if app.client_id in seen:
            raise Misfit("a client id that no other app has", app.client_id, at, "clientId")
        seen.add(app.client_id)

    def put(world: World) -> None:
        world.apps = apps_with(apps)
        world.codes = Codes()

    return put


def write_user(world: World) -> Any:
    return _USER.written(world.user)


def read_user(_: World, value: Any) -> Put:
    user: AuthorizedUser = _USER.read(value)

    def put(world: World) -> None:
        world.user = user

    return put


def check_clients(said: Mapping[str, Any]) -> None:
    """Each app that a token or a webhook of a document names is one of its apps; the rest of it was read."""
    known = {CLIENT_ID, *(app["clientId"] for app in said["apps"])}
    for key in ("tokens", "webhooks"):
        _check(key, said[key], known)


def _check(key: str, records: Iterable[Mapping[str, Any]], known: set[str]) -> None:
    for at, each in enumerate(records):
        client_id = each["clientId"]
        if client_id is not None and client_id not in known:
            raise Misfit("the clientId of an app", client_id, key, at, "clientId")
