"""Tokens: the ready-made ones, a seed's own, and those minted while the world runs."""

import re
from collections.abc import Iterator
from threading import Lock
from typing import Any, NamedTuple

from mockflow.core.call import Actor
from mockflow.core.ids import derived_id
from mockflow.domain.apps import CLIENT_ID
from mockflow.domain.scopes import READ_SCOPES, SCOPES, SITE_TOKEN_SCOPES, WORKSPACE_TOKEN_SCOPES

from .seed_members import BASE_TIME

SITE_TOKEN = "mockflow-site-token"  # noqa: S105 - a constant of the double, not a secret
APP_TOKEN = "mockflow-app-token"  # noqa: S105
READONLY_TOKEN = "mockflow-readonly-token"  # noqa: S105
EXPIRED_TOKEN = "mockflow-expired-token"  # noqa: S105
WORKSPACE_TOKEN = "ws-mockflow-workspace-token"  # noqa: S105
READY_MADE = frozenset({SITE_TOKEN, APP_TOKEN, READONLY_TOKEN, EXPIRED_TOKEN, WORKSPACE_TOKEN})

MOST_TOKENS = 10_000
_LONGEST = 500
KINDS = {"site": SITE_TOKEN_SCOPES, "oauth": SCOPES, "workspace": WORKSPACE_TOKEN_SCOPES}
REAL_TOKEN = re.compile(r"(?:ws-)?[0-9a-f]{64}", re.IGNORECASE)
"""What a token of the real Webflow looks like. Such a one is never stored and never shown."""


class Token(NamedTuple):
    """A credential of a world.

    Attributes:
        value: what a client presents.
        expires: milliseconds since 1970; None for never.
        is_literal: whether its value was given, and does not come from its name and its world.
        created: milliseconds since 1970.
    """

    id: str
    value: str
    actor: Actor
    expires: int | None = None
    is_literal: bool = False
    created: int = BASE_TIME

    def to_dict(self) -> dict[str, Any]:
        """The control plane's form."""
        site_ids, workspace_id = self.actor.site_ids, self.actor.workspace_id
        return {
            "id": self.id,
            "name": self.actor.name,
            "token": self.value,
            "kind": self.actor.kind,
            "scopes": sorted(self.actor.scopes),
            "siteIds": None if site_ids is None else sorted(site_ids),
            "clientId": self.actor.client_id,
            **({} if workspace_id is None else {"workspaceId": workspace_id}),
        }


class Tokens:
    """The tokens of one world, by value and by name."""

    def __init__(self, world_id: str) -> None:
        self._world_id = world_id
        self._suffix = f".{world_id}"
        self._lock = Lock()
        self._by_value: dict[str, Token] = {}
        self._by_name: dict[str, Token] = {}
        self._minted = 0

    def copy(self, world_id: str) -> "Tokens":
        """The same tokens in this world, to be changed on their own; what carries a world's id carries that of this."""
        made = Tokens(world_id)
        with self._lock:
            made._by_value, made._by_name, made._minted = dict(self._by_value), dict(self._by_name), self._minted
        if world_id != self._world_id:
            for token in made._by_name.values():
                if not token.is_literal:
                    made._move(token)
        return made

    def _move(self, token: Token) -> None:
        """Give a token that another world minted the value that it has here, where that is still free."""
        value = self.carried(token.actor.name)
        del self._by_value[token.value]
        moved = token._replace(value=value)
        self._by_name[token.actor.name] = moved
        self._by_value.setdefault(value, moved)

    def __iter__(self) -> Iterator[Token]:
        return iter(list(self._by_name.values()))

    def presented(self, value: str) -> Token | None:
        """The token of this value, with or without the suffix of this world; None if there is none."""
        return self._by_value.get(value) or self._by_value.get(value.removesuffix(self._suffix))

    def named(self, name: str) -> Token | None:
        """The token of this name, or of this value for those who have no name at hand; None if there is none."""
        return self._by_name.get(name) or self.presented(name)

    def carried(self, name: str) -> str:
        """The value that a client of this world is given: the name, with a suffix outside the default world."""
        return name if self._world_id == "default" else name + self._suffix

    def value_of(self, name: str) -> str | None:
        """What a client presents that finds its world by its token; None if there is no token of this name."""
        token = self._by_name.get(name)
        if token is None:
            return None
        return self.carried(name) if token.value == name else token.value

    def add_ready_made(self, site_id: str | None, workspace_id: str | None) -> None:
        """The credentials of section 2 of the interface, for this site and this workspace; nothing where it is None."""
        sites = frozenset({site_id} if site_id else ())
        for name, kind, scopes, reach, expires in (
            (SITE_TOKEN, "site", SITE_TOKEN_SCOPES, sites, None),
            (APP_TOKEN, "oauth", SCOPES, None, None),
            (READONLY_TOKEN, "site", READ_SCOPES, sites, None),
            (EXPIRED_TOKEN, "site", SITE_TOKEN_SCOPES, sites, 0),
        ):
            client_id = CLIENT_ID if kind == "oauth" else None
            self.add(Actor(name, kind, frozenset(scopes), reach, client_id), expires=expires, value=name)
        held = frozenset(WORKSPACE_TOKEN_SCOPES)
        self.add(
            Actor(WORKSPACE_TOKEN, "workspace", held, frozenset(), workspace_id=workspace_id), value=WORKSPACE_TOKEN
        )

    def add(
        self, actor: Actor, *, value: str | None = None, expires: int | None = None, created: int = BASE_TIME
    ) -> Token:
        """Add a token; its value is its name with this world's suffix unless one is given.

        Raises:
            ValueError: the name or the value is taken, looks real, or there are too many tokens.
        """
        with self._lock:
            given = value or self.carried(actor.name)
            if REAL_TOKEN.fullmatch(given) or REAL_TOKEN.fullmatch(actor.name):
                raise ValueError("expected a made-up token, found one that looks like a real Webflow token")
            if max(len(given), len(actor.name)) > _LONGEST:
                raise ValueError(f"expected a name and a value of up to {_LONGEST} characters, found longer ones")
            if given in self._by_value or actor.name in self._by_name:
                raise ValueError(f"expected a name and a value that no token of this world has, found {actor.name}")
            if len(self._by_name) >= MOST_TOKENS:
                raise ValueError(f"expected at most {MOST_TOKENS} tokens in a world, found one more")
            token_id = derived_id(f"tokens/{actor.name}")
            token = Token(token_id, given, actor, expires, is_literal=value is not None, created=created)
            self._by_value[given] = self._by_name[actor.name] = token
            return token

    def alias(self, value: str, name: str = SITE_TOKEN) -> None:
        """A further value for a token, the ready-made site token by default; ValueError for one that looks real."""
        if REAL_TOKEN.fullmatch(value):
            raise ValueError("expected a made-up token, found one that looks like a real Webflow token")
        token = self._by_name[name]
        with self._lock:
            self._by_value[value] = token

    def aliases(self) -> list[tuple[str, Token]]:
        """The further values, each with the token that it is a value of."""
        with self._lock:
            return [(value, token) for value, token in self._by_value.items() if value != token.value]

    @property
    def minted(self) -> int:
        """How many names were made for tokens that were given none."""
        return self._minted

    @minted.setter
    def minted(self, minted: int) -> None:
        self._minted = minted

    def next_name(self, kind: str = "token") -> str:
        """A name for a token that is given none: the same at every start."""
        with self._lock:
            self._minted += 1
            while f"mockflow-{kind}-{self._minted}" in self._by_name:  # of a seed that was a world with minted ones
                self._minted += 1
            return f"mockflow-{kind}-{self._minted}"

    def remove(self, token_id: str) -> Token | None:
        """Revoke the token of this id; None if there is none."""
        with self._lock:
            found = next((token for token in self._by_name.values() if token.id == token_id), None)
            if found is None:
                return None
            del self._by_name[found.actor.name]
            self._by_value = {value: token for value, token in self._by_value.items() if token is not found}
            return found
