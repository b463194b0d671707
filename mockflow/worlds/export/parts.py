"""What surrounds the records of a world in a document: one part for each key.

A stateful thing of a world takes part by a row in PARTS. What is read is whole before anything of it is put in place.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple

from mockflow.core.call import Actor
from mockflow.core.misfit import Misfit, check_keys, read_list
from mockflow.core.typed_codec import LARGEST, WHOLE, Codecs, Fact
from mockflow.core.wire import iso, millis
from mockflow.worlds.clock import real_now
from mockflow.worlds.meters import PLANS, Meters
from mockflow.worlds.policies import AREAS, LEVELS, MOST_WRITES, Policies, Policy
from mockflow.worlds.quirks import DEFAULTS, read_quirks
from mockflow.worlds.tokens import KINDS, Tokens
from mockflow.worlds.world import World

from .apps import read_apps, read_user, write_apps, write_user
from .predicates import COUNT, TIME, maybe, one_of
from .putting import Put


class Part(NamedTuple):
    """A part of a world.

    Attributes:
        key: the document's key.
        write: what the document says of it.
        read: what puts it in place in this world; ValueError, and nothing done, for what is none.
    """

    key: str
    write: Callable[[World], Any]
    read: Callable[[World, Any], Put]


def _read_plan(_: World, value: Any) -> Put:
    if value is not None and (not isinstance(value, str) or value not in PLANS):
        raise Misfit(f"one of {', '.join(PLANS)} or null", value)

    def put(world: World) -> None:
        world.plan = value

    return put


def _read_seed_plan(_: World, value: Any) -> Put:
    if not isinstance(value, str) or value not in PLANS:
        raise Misfit(f"one of {', '.join(PLANS)}", value)

    def put(world: World) -> None:
        world.seed_plan = value

    return put


_TEXTS = Codecs().of(Mapping[str, str])


def _write_quirks(world: World) -> dict[str, str]:
    return {name: world.quirks[name] for name in DEFAULTS}


def _read_quirks(_: World, value: Any) -> Put:
    quirks = {**DEFAULTS, **read_quirks(_TEXTS.read(value))}

    def put(world: World) -> None:
        world.quirks = quirks

    return put


def _write_clock(world: World) -> dict[str, Any]:
    """A clock that runs is told by how far it is ahead of the real one, so that reading it changes nothing."""
    stands_at, ahead = world.clock.place()
    return {"frozen": False, "aheadMs": ahead} if stands_at is None else {"frozen": True, "now": iso(stands_at)}


def _read_clock(_: World, value: Any) -> Put:
    is_frozen = type(value) is dict and value.get("frozen") is True
    check_keys(value, ("frozen", "now") if is_frozen else ("frozen", "aheadMs"))
    if is_frozen:
        place: tuple[int | None, int] = _time_of(value["now"]), 0
    elif value["frozen"] is not False:
        raise Misfit("true or false", value["frozen"], "frozen")
    else:
        ahead = value["aheadMs"]
        if type(ahead) is not int or not TIME.holds(real_now() + ahead):
            raise Misfit("milliseconds ahead of the real time", ahead, "aheadMs")
        place = None, ahead

    def put(world: World) -> None:
        world.clock.put(place)

    return put


def _time_of(value: Any) -> int:
    try:
        at = millis(value) if isinstance(value, str) else None
    except ValueError:
        at = None
    if at is None or not TIME.holds(at):
        raise Misfit("an ISO 8601 time", value, "now")
    return at


def _read_ids(_: World, value: Any) -> Put:
    ids = _TEXTS.read(value)

    def put(world: World) -> None:
        world.ids = ids

    return put


class _SaidToken(NamedTuple):
    """A token. ``token`` is its value where that was given; null where it comes from the name and the world."""

    name: str
    kind: str
    scopes: tuple[str, ...]
    site_ids: tuple[str, ...] | None
    workspace_id: str | None
    token: str | None
    expires: int | None
    aliases: tuple[str, ...]
    client_id: str | None
    created: int


def _can_hold(said: _SaidToken) -> bool:
    return set(said.scopes) <= set(KINDS[said.kind]) and (said.client_id is None) == (said.kind != "oauth")


_NAME = Fact("text", bool)
_TOKEN = Codecs(
    {
        _SaidToken: {
            "name": _NAME,
            "kind": one_of(KINDS),
            "token": maybe(_NAME),
            "created": TIME,
            WHOLE: Fact("scopes that a token of its kind can hold, and the clientId of an oauth token", _can_hold),
        }
    }
).of(_SaidToken)


def _write_tokens(world: World) -> list[Any]:
    aliases: dict[str, list[str]] = {}
    for value, token in world.tokens.aliases():
        aliases.setdefault(token.actor.name, []).append(value)
    said = [
        _SaidToken(
            token.actor.name,
            token.actor.kind,
            tuple(sorted(token.actor.scopes)),
            None if token.actor.site_ids is None else tuple(sorted(token.actor.site_ids)),
            token.actor.workspace_id,
            token.value if token.is_literal else None,
            None if token.expires is None else min(token.expires, LARGEST),  # later than any clock can be
            tuple(aliases.get(token.actor.name, ())),
            token.actor.client_id,
            token.created,
        )
        for token in world.tokens
    ]
    return list(map(_TOKEN.written, said))


def _read_tokens(world: World, value: Any) -> Put:
    """The tokens as this world has them: minted ones end with its suffix, whatever world they are from."""
    tokens = Tokens(world.id)
    found = read_list(value, _TOKEN.read)
    for at, said in enumerate(found):
        sites = None if said.site_ids is None else frozenset(said.site_ids)
        actor = Actor(said.name, said.kind, frozenset(said.scopes), sites, said.client_id, said.workspace_id)
        with _at(at):
            tokens.add(actor, value=said.token, expires=said.expires, created=said.created)
    taken = {token.value for token in tokens}
    for at, said in enumerate(found):
        for alias in said.aliases:
            if not alias or alias in taken:
                raise Misfit("a value that no other token has", "one that another has", at, "aliases")
            taken.add(alias)
            with _at(at):
                tokens.alias(alias, said.name)

    def put(world: World) -> None:
        world.tokens = tokens
        world.meters = Meters()  # they know tokens by name, and those of another time were used then

    return put


@contextmanager
def _at(place: int) -> Iterator[None]:
    """Say which token it was that cannot be."""
    try:
        yield
    except ValueError as problem:
        raise Misfit(*str(problem).removeprefix("expected ").split(", found ", 1), place) from None


def _write_minted(world: World) -> int:
    return world.tokens.minted


def _read_minted(_: World, value: Any) -> Put:
    if type(value) is not int or not 0 <= value <= LARGEST:
        raise Misfit(COUNT.expected, value)

    def put(world: World) -> None:
        world.tokens.minted = value

    return put


def _read_policies(_: World, value: Any) -> Put:
    """The policies by the names of tokens, whether or not there is such a token: one may be minted yet."""
    if type(value) is not dict:
        raise Misfit("an object", value)
    policies = Policies()
    for name, said in value.items():
        try:
            policies.put(name, _read_policy(said))
        except Misfit as misfit:
            raise misfit.within(name) from None

    def put(world: World) -> None:
        world.policies = policies

    return put


def _read_policy(said: Any) -> Policy:
    check_keys(said, ("default", "areas", "maxWrites", "writes"))
    for area, level in {"default": said["default"], **_levels(said["areas"])}.items():
        if level not in LEVELS:
            raise Misfit(f"one of {', '.join(LEVELS)}", level, area)
    for key in ("maxWrites", "writes"):
        count = said[key]
        if not (key == "maxWrites" and count is None) and (type(count) is not int or not 0 <= count <= MOST_WRITES):
            raise Misfit(f"a whole number from 0 to {MOST_WRITES}", count, key)
    return Policy.from_dict(said)


def _levels(areas: Any) -> dict[str, Any]:
    if type(areas) is not dict or not areas.keys() <= set(AREAS):
        raise Misfit(f"an object with keys among {', '.join(AREAS)}", areas, "areas")
    return areas


PARTS: tuple[Part, ...] = (
    Part("plan", lambda world: world.plan, _read_plan),
    Part("seedPlan", lambda world: world.seed_plan, _read_seed_plan),
    Part("quirks", _write_quirks, _read_quirks),
    Part("clock", _write_clock, _read_clock),
    Part("tokens", _write_tokens, _read_tokens),
    Part("mintedTokens", _write_minted, _read_minted),
    Part("apps", write_apps, read_apps),
    Part("user", write_user, read_user),
    Part("policies", lambda world: world.policies.to_dict(), _read_policies),
    Part("ids", lambda world: dict(world.ids), _read_ids),
)
"""In the order of the document, in which they are put in place, too."""
