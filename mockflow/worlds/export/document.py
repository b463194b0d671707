"""The document of a world: canonical JSON of all that writes change, and back."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import orjson

from mockflow.core.misfit import Misfit, check_keys
from mockflow.core.store import State
from mockflow.core.typed_codec import LARGEST
from mockflow.worlds.history import Commit
from mockflow.worlds.world import World

from .apps import check_clients
from .parts import PARTS
from .predicates import SALT, TIME
from .putting import Put
from .tables import SECTIONS, Ids, read_tables, write_tables

KIND = "state"
VERSION = 1
"""Rises whenever a record, a table or a part comes, goes or changes: what an older double wrote is never guessed at."""

OPERATION = "load-state"
_SUMMARY = "loaded a state"
_HEAD = ("mockflow", "version")
_IDS = Ids._fields
_KEYS = (*_HEAD, *(part.key for part in PARTS), *_IDS, *(section.key for section in SECTIONS))


class Loaded(NamedTuple):
    """A document that was read, and can be put in place."""

    state: State
    puts: tuple[Put, ...]


def write_state(world: World) -> bytes:
    """All that writes change in this world: the same bytes until one does.

    Not in it: the journal, history, deliveries, faults, checkpoints, rate windows and times of last use.
    """
    with world.lock:
        state = world.state
        surroundings = {part.key: part.write(world) for part in PARTS}
    ids = {name: getattr(state, name) for name in _IDS}
    said = {"mockflow": KIND, "version": VERSION, **surroundings, **ids, **write_tables(state)}
    return orjson.dumps(said)


def read_state(world: World, content: bytes) -> Loaded:
    """What this document says, for this world. Nothing is changed.

    Raises:
        ValueError: it is not the JSON of a state, or not of this version; the message says where, in one line.
    """
    try:
        said = orjson.loads(content)
    except ValueError as problem:
        raise ValueError(f"document: expected JSON, found text that is none ({problem})") from None
    _check_head(said)
    check_keys(said, _KEYS)
    puts = tuple(_read_part(world, part, said[part.key]) for part in PARTS)
    state = read_tables(said, _read_ids(said), world.state)
    check_clients(said)
    return Loaded(state, puts)


def _check_head(said: Any) -> None:
    """What is no state, or one of another version, is told as such before anything else of it."""
    if type(said) is not dict:
        raise Misfit("an object", said)
    if said.get("mockflow") != KIND:
        raise Misfit(f'"{KIND}", which a state begins with', said.get("mockflow"), "mockflow")
    version = said.get("version")
    if type(version) is not int or version != VERSION:
        is_newer = type(version) is int and version > VERSION
        raise Misfit(f"{VERSION}, the version of this double" + ", which is older" * is_newer, version, "version")


def _read_part(world: World, part: Any, value: Any) -> Put:
    try:
        put: Put = part.read(world, value)
    except Misfit as misfit:
        raise misfit.within(part.key) from None
    except ValueError as problem:
        raise ValueError(f"{part.key}: {problem}") from None
    return put


def _read_ids(said: Mapping[str, Any]) -> Ids:
    salt, counter, written = (said[name] for name in _IDS)
    if not isinstance(salt, str) or not SALT.holds(salt):
        raise Misfit(SALT.expected, salt, "salt")
    if type(counter) is not int or not 0 <= counter <= LARGEST:
        raise Misfit("a whole number from 0 on", counter, "counter")
    if type(written) is not int or not written >= 0 or not TIME.holds(written):
        raise Misfit(TIME.expected, written, "written")
    return Ids(salt, counter, written)


def put_state(world: World, loaded: Loaded, *, actor: str) -> Commit:
    """Make it the world's, as one entry of its history that no webhook hears of."""
    with world.lock:
        for put in loaded.puts:
            put(world)
        return world.adopt(loaded.state, actor=actor, operation_id=OPERATION, summary=_SUMMARY)
