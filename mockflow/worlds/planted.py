"""A planted seed: as a value, and as the file that the package has of each built-in one."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import orjson

from mockflow.core.call import Actor
from mockflow.core.codec import decoded, encoded
from mockflow.core.store import State, records_of, state_of

from .policies import Policies
from .tables import TABLES
from .tokens import Tokens

if TYPE_CHECKING:
    from .seed_document import Document


class Planted(NamedTuple):
    """A seed, ready to be a world's first state.

    Attributes:
        ids: the id behind each path of the seed.
        first_site: the id of the first site; None where there is none.
        tokens: the seed's own tokens, each with its value.
        source: the seed itself, or its name, to be planted again with other ids; None of a fork.
        kept_tokens: of a fork: the tokens of the world that it was forked from, in place of those above.
        kept_policies: of a fork: likewise.
    """

    state: State
    ids: Mapping[str, str]
    first_site: str | None
    plan: str
    quirks: Mapping[str, str]
    ready_made_tokens: bool
    tokens: tuple[tuple[Actor, str | None], ...]
    source: "Document | str | None" = None
    kept_tokens: Tokens | None = None
    kept_policies: Policies | None = None


def write_planted(planted: Planted) -> bytes:
    """The file of a planted seed: JSON."""
    state = planted.state
    return orjson.dumps(
        {
            "salt": state.salt,
            "counter": state.counter,
            "tables": {table.name: [encoded(each) for each in records_of(state, table)] for table in TABLES},
            "ids": dict(planted.ids),
            "firstSite": planted.first_site,
            "plan": planted.plan,
            "quirks": dict(planted.quirks),
            "readyMadeTokens": planted.ready_made_tokens,
            "tokens": [_token(actor, value) for actor, value in planted.tokens],
        }
    )


def _token(actor: Actor, value: str | None) -> list[object]:
    sites = None if actor.site_ids is None else sorted(actor.site_ids)
    return [actor.name, actor.kind, sorted(actor.scopes), sites, actor.workspace_id, value]


def read_planted(content: bytes) -> Planted:
    """The seed of such a file."""
    said = orjson.loads(content)
    rows = decoded(said["tables"])
    return Planted(
        state_of(said["salt"], said["counter"], [(table, rows[table.name]) for table in TABLES]),
        said["ids"],
        said["firstSite"],
        said["plan"],
        said["quirks"],
        said["readyMadeTokens"],
        tuple(_read_token(*each) for each in said["tokens"]),
    )


def _read_token(*said: Any) -> tuple[Actor, str | None]:
    name, kind, scopes, sites, workspace_id, value = said
    reach = None if sites is None else frozenset(sites)
    return Actor(name, kind, frozenset(scopes), reach, workspace_id), value
