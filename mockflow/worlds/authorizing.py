"""What a world knows of its apps and of the authorizations that they hold."""

from mockflow.core.call import Actor
from mockflow.core.refusal import Refusal
from mockflow.domain.apps import READY_MADE_APP, App, Apps
from mockflow.domain.authorizations import Authorization

from .world import World


def own_apps(apps: Apps) -> tuple[App, ...]:
    """The apps of a world besides the ready-made one."""
    return tuple(app for app in apps.values() if app != READY_MADE_APP)


def app_called(world: World, client_id: str) -> App | None:
    """The app of this client id, with or without the suffix of this world; None if there is none."""
    return world.apps.get(client_id) or world.apps.get(client_id.removesuffix(f".{world.id}"))


def authorization_of(world: World, actor: Actor) -> Authorization:
    """The authorization behind this OAuth token; refused as unknown where it was revoked meanwhile."""
    token, app = world.tokens.named(actor.name), world.apps.get(actor.app)
    if token is None or app is None:
        raise Refusal("not_authorized")
    used = world.meters.last_use(actor.name)
    last_used = token.created if used is None else used
    return Authorization(token.id, token.created, last_used, world.rate_limit_of(actor), app, world.user)
