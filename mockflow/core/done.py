"""What a write has done, as the history of a world tells it."""

from typing import Any, Literal, NamedTuple

Effect = Literal["added", "removed", "changed"]


class Done(NamedTuple):
    """The verb of a sentence whose subject is the actor, and whose object are the records that the write is about.

    The sentence is made once somebody reads it, of the commit: a write pays nothing for it.

    Attributes:
        verb: in the past tense, such as ``published`` or ``changed the settings of``; or all that follows the actor,
            with ``{place}`` where the name of the place of the one record belongs.
        about: the kind of those records, as ``worlds.kinds`` names it.
        effect: what happened to them, where records of the kind to which something else happened do not count.
        key: that of the one record, where it may be that nothing in it changed.
    """

    verb: str
    about: str
    effect: Effect | None = None
    key: Any = None
