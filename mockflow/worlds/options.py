"""What a world is made with."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from .clock import Setting
from .outgoing import Gate
from .planted import Planted

_NO_QUIRKS: Mapping[str, Any] = MappingProxyType({})
_LOCAL = Gate()


class Options(NamedTuple):
    """What a world is made with, and made with again by a reset.

    Attributes:
        planted: the seed, as a state.
        plan: instead of the plans that the seed gives its sites.
        rate_limit: whether requests a minute and the publish limit are enforced.
        clock: as ``Clock`` takes it.
        quirks: over the seed's own.
        further_tokens: more values for the ready-made site token.
        public_url: what the double's own URLs begin with, instead of the address that a call came to.
        gate: where deliveries may go.
        distinct_ids: whether no other world has the ids of its records, also after a reset to another seed.
        ttl: seconds after its last call after which it is gone; None for never.
    """

    planted: Planted
    plan: str | None = None
    rate_limit: bool = True
    clock: str | Setting = "real"
    quirks: Mapping[str, Any] = _NO_QUIRKS
    further_tokens: tuple[str, ...] = ()
    public_url: str | None = None
    gate: Gate = _LOCAL
    distinct_ids: bool = False
    ttl: float | None = None
