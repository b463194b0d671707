"""A planted seed: as a value, and as the file that the package has of each built-in one."""

import sys
from collections.abc import Mapping
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

import orjson

from mockflow.core.call import Actor
from mockflow.core.codec import decoded, encoded
from mockflow.core.state import State, records_of, state_read_later
from mockflow.core.table import Table
from mockflow.domain.apps import App
from mockflow.domain.authorizations import AuthorizedUser

from .policies import Policies
from .tokens import Tokens

if TYPE_CHECKING:
    from .seed_document import Document


class PlantedToken(NamedTuple):
    """A token of a seed's own; its value is None where that comes from its name."""

    actor: Actor
    value: str | None
    created: int


class Planted(NamedTuple):
    """A seed, ready to be a world's first state.

    Attributes:
        ids: the id behind each path of the seed.
        first_site: the id of the first site; None where there is none.
        tokens: the seed's own tokens.
        source: the seed itself, or its name, to be planted again with other ids; None of a fork.
        kept_tokens: of a fork: the tokens of the world that it was forked from, in place of those above.
        kept_policies: of a fork: likewise.
        apps: the seed's own apps.
        user: the person who authorizes apps.
    """

    state: State
    ids: Mapping[str, str]
    first_site: str | None
    plan: str
    quirks: Mapping[str, str]
    ready_made_tokens: bool
    tokens: tuple[PlantedToken, ...]
    source: "Document | str | None" = None
    kept_tokens: Tokens | None = None
    kept_policies: Policies | None = None
    apps: tuple[App, ...] = ()
    user: AuthorizedUser = AuthorizedUser()


def write_planted(planted: Planted) -> bytes:
    """The file of a planted seed: JSON."""
    from .tables import TABLES  # noqa: PLC0415 - no start writes one

    state = planted.state
    return orjson.dumps(
        {
            "salt": state.salt,
            "counter": state.counter,
            "tables": [_table(table, records) for table in TABLES if (records := list(records_of(state, table)))],
            "ids": dict(planted.ids),
            "firstSite": planted.first_site,
            "plan": planted.plan,
            "quirks": dict(planted.quirks),
            "readyMadeTokens": planted.ready_made_tokens,
            "tokens": [_token(*token) for token in planted.tokens],
            "apps": encoded(planted.apps),
            "user": encoded(planted.user),
        }
    )


def _table(table: Table[Any], records: list[Any]) -> dict[str, Any]:
    module = type(records[0]).__module__
    home = next(name for name, value in vars(sys.modules[module]).items() if value is table)
    return {"name": table.name, "home": [module, home], "records": [encoded(each) for each in records]}


def _token(actor: Actor, value: str | None, created: int) -> list[object]:
    sites = None if actor.site_ids is None else sorted(actor.site_ids)
    reach = [actor.client_id, actor.workspace_id]
    return [actor.name, actor.kind, sorted(actor.scopes), sites, *reach, value, created]


def read_planted(content: bytes) -> Planted:
    """The seed of such a file. Each of its tables is read, and its area imported, once somebody looks at it."""
    said = orjson.loads(content)
    tables = {each["name"]: partial(_read_table, each["home"], each["records"]) for each in said["tables"]}
    return Planted(
        state_read_later(said["salt"], said["counter"], tables),
        said["ids"],
        said["firstSite"],
        said["plan"],
        said["quirks"],
        said["readyMadeTokens"],
        tuple(_read_token(each) for each in said["tokens"]),
        apps=decoded(said["apps"]),
        user=decoded(said["user"]),
    )


def _read_table(home: list[str], records: list[Any]) -> tuple[Table[Any], list[Any]]:
    module, name = home
    return getattr(import_module(module), name), decoded(records)


def _read_token(said: list[Any]) -> PlantedToken:
    name, kind, scopes, sites, client_id, workspace_id, value, created = said
    reach = None if sites is None else frozenset(sites)
    return PlantedToken(Actor(name, kind, frozenset(scopes), reach, client_id, workspace_id), value, created)
