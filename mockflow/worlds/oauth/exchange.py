"""What apps do without a person: exchange a code for a token, and revoke a token."""

from hmac import compare_digest
from typing import Any

from mockflow.core.call import Actor
from mockflow.core.done import Done
from mockflow.core.store import Reader, Transaction
from mockflow.core.wording import shown
from mockflow.domain.apps import App
from mockflow.domain.sites import SITES
from mockflow.domain.webhooks import WEBHOOKS
from mockflow.worlds.authorizing import app_called
from mockflow.worlds.codes import Grant
from mockflow.worlds.tokens import Token
from mockflow.worlds.world import World

from .fields import Fields, OauthRefusal, one, required
from .names import REVOKE

_GRANT_TYPE = "authorization_code"
_UNINSTALLED = Done("revoked its authorization, and with it went", "webhook", "removed")


def exchange_code(world: World, fields: Fields, _: str) -> dict[str, Any]:
    """A new token for a code. A code whose exchange is refused stays open."""
    grant_type = one(fields, "grant_type")
    if grant_type not in {None, _GRANT_TYPE}:
        raise OauthRefusal(
            "unsupported_grant_type", f"grant_type: expected {_GRANT_TYPE}, found {shown(grant_type or 'nothing')}"
        )
    client_id, secret, presented = required(fields, "client_id", "client_secret", "code")
    code = presented.removesuffix(f".{world.id}")
    with world.lock:
        app = _client(world, client_id, secret)
        now = world.clock.now()
        grant = world.codes.find(code, now)
        if grant is None or grant.client_id != app.client_id:
            raise OauthRefusal("invalid_grant", "The code was not given to this app, was used already, or is too old")
        _check_redirect(grant, one(fields, "redirect_uri"))
        token = _token(world, grant, now)
        world.codes.spend(code)
    return {"token_type": "bearer", "access_token": token.value, "scope": " ".join(grant.scopes)}


def _token(world: World, grant: Grant, now: int) -> Token:
    name = world.tokens.next_name("oauth-token")
    try:
        actor = Actor(name, "oauth", frozenset(grant.scopes), grant.site_ids, grant.client_id)
        return world.tokens.add(actor, created=now)
    except ValueError as problem:
        raise OauthRefusal("invalid_request", str(problem)) from None


def _check_redirect(grant: Grant, given: str | None) -> None:
    if given == grant.redirect_uri:
        return
    if grant.redirect_uri is None:
        raise OauthRefusal("invalid_grant", "redirect_uri: expected none, since the authorize URL had none, found one")
    expected = "expected the one that the authorize URL had"
    raise OauthRefusal("invalid_grant", f"redirect_uri: {expected}, found {'none' if given is None else 'another'}")


def _client(world: World, client_id: str, secret: str) -> App:
    app = app_called(world, client_id)
    if app is None or not compare_digest(app.client_secret.encode(), secret.encode("utf-8", "replace")):
        raise OauthRefusal("invalid_client", "expected the client_id and the client_secret of an app of this world")
    return app


def revoke_authorization(world: World, fields: Fields, request_id: str) -> dict[str, Any]:
    """The token is good for nothing from now on; the webhooks that it made go with it, unless the world keeps them."""
    client_id, secret, presented = required(fields, "client_id", "client_secret", "access_token")
    with world.lock:
        app = _client(world, client_id, secret)
        token = world.tokens.presented(presented)
        is_over = token is not None and token.expires is not None and token.expires <= world.clock.now()
        if token is None or is_over or token.actor.client_id != app.client_id:
            raise OauthRefusal("invalid_token", "The token is not one of this app, or was revoked already")
        if world.quirks["revoke_deletes_webhooks"] == "on":
            _delete_webhooks(world, token.actor.name, request_id)
        world.revoke(token.id)  # last: a call that fails has changed nothing
    return {"did_revoke": True}


def _delete_webhooks(world: World, token: str, request_id: str) -> None:
    tx = Transaction(world.state, world.write_time())
    reader = Reader(world.state)
    for site in reader.all(SITES):
        for webhook in reader.all(WEBHOOKS, site.id):
            if webhook.token == token:
                tx.remove(WEBHOOKS, webhook.id)
    world.commit(
        tx,
        actor=token,
        operation_id=REVOKE,
        summary="revoked its authorization",
        request_id=request_id,
        done=_UNINSTALLED,
    )
