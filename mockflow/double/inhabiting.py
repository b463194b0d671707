"""Worlds beside one another, in one double."""

from collections.abc import Mapping
from dataclasses import dataclass
from secrets import token_hex
from typing import Any, Self
from urllib.parse import quote

from mockflow.errors import ControlError
from mockflow.worlds.registry import check_id

from .doors import Doors
from .seeds import Seed, check_seed, sent_seed

_BAD = 400


@dataclass(frozen=True, slots=True)
class World:
    """A world of a double, and what its clients need to know.

    Attributes:
        api_url: of the Data API.
        control_url: of the control plane.
        sites: ``{id, displayName}`` of each.
        tokens: the ready-made ones: ``site``, ``app``, ``readonly``, ``expired`` and ``workspace``.
        oauth: ``clientId`` and ``clientSecret``.
        env: environment variables for a client in another process.
    """

    id: str
    api_url: str
    control_url: str
    sites: tuple[Mapping[str, str], ...]
    tokens: Mapping[str, str]
    oauth: Mapping[str, str]
    env: Mapping[str, str]

    def to_dict(self) -> dict[str, Any]:
        """The control plane's form."""
        return {
            "id": self.id,
            "apiUrl": self.api_url,
            "controlUrl": self.control_url,
            "sites": [dict(site) for site in self.sites],
            "tokens": dict(self.tokens),
            "oauth": dict(self.oauth),
            "env": dict(self.env),
        }


class Inhabiting(Doors):
    """The part of ``Mockflow`` that is about the worlds of its double."""

    def new_world(
        self,
        seed: Seed | None = None,
        *,
        from_: str | None = None,
        plan: str | None = None,
        rate_limit: bool | None = None,
        clock: str | None = None,
        quirks: Mapping[str, Any] | None = None,
        webhooks: str | None = None,
        id: str | None = None,  # noqa: A002 - the control plane's word for it
        distinct_ids: bool | None = None,
        ttl: float | None = None,
    ) -> Self:
        """A further world of the same double. Closing its handle, or leaving its ``with``, deletes it.

        What is left out is as the double was started with, whatever was changed since.

        Args:
            seed: as for ``Mockflow``; a file is read here, whatever machine the double is on.
            from_: a fork instead: another world's id, such as ``default``, or its id and a commit, ``pw-0@17``. With an
                underscore, since ``from`` is a word of Python's own.
            plan: instead of the seed's plan.
            rate_limit: whether requests a minute and the publish limit are enforced.
            clock: ``real``, a time to stand still at, or ``+5d``.
            quirks: switches by name.
            webhooks: where deliveries may go.
            id: 1 to 40 of ``a-z``, ``0-9`` and ``-``; a world of this id is made anew. By default one that nobody else
                chooses, on this machine or another.
            distinct_ids: whether its ids differ from those of other worlds.
            ttl: seconds without a call after which the double deletes it by itself.

        Raises:
            SeedError: the seed is none.
            ControlError: the control plane refuses it; the message says what it may be.
        """
        given = {
            "from": from_,
            "plan": plan,
            "rateLimit": rate_limit,
            "clock": clock,
            "quirks": None if quirks is None else dict(quirks),
            "webhooks": webhooks,
            "distinctIds": distinct_ids,
            "ttlSeconds": ttl,
        }
        body = {key: value for key, value in given.items() if value is not None}
        if seed is not None:
            body["seed"] = sent_seed(seed)
        try:
            said = self._control_of_all("PUT", f"/worlds/{_chosen(id)}", json=body)
        except ControlError as error:
            if seed is not None and error.status == _BAD:
                check_seed(seed)
            raise
        made = self._at(self._reach, said["id"], ends="world")
        made._take(said)  # noqa: SLF001 - our own
        made.before_forgetting = self.before_forgetting
        return made

    def worlds(self) -> list[World]:
        """The worlds of the double."""
        return [read_world(each) for each in self._control_of_all("GET", "/worlds")["worlds"]]

    def world(self, world_id: str | None = None) -> World:
        """This world, or another by its id; ControlError where there is none."""
        asked = quote(world_id or self.world_id, safe="")
        return read_world(self._control_of_all("GET", f"/worlds/{asked}"))

    def delete_world(self, world_id: str) -> None:
        """Delete a world; ControlError where there is none, and for the default one."""
        self._control_of_all("DELETE", f"/worlds/{quote(world_id, safe='')}")


def _chosen(world_id: str | None) -> str:
    """The id, or one that nobody else chooses; ControlError for what is none."""
    if world_id is None:
        return f"py-{token_hex(8)}"
    try:
        check_id(world_id)
    except ValueError as problem:
        raise ControlError(_BAD, "validation_error", f"id: {problem}") from None
    return world_id


def read_world(said: Mapping[str, Any]) -> World:
    return World(
        said["id"],
        said["apiUrl"],
        said["controlUrl"],
        tuple(said["sites"]),
        said["tokens"],
        said["oauth"],
        said["env"],
    )
