"""The Python handle of a double: in process, without a socket until its URL is read, or of one that runs already."""

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from functools import cached_property
from typing import Any

from .arrange import add_item, nearest, read_item
from .asserting import assert_called, require_operation
from .authorizing import Authorizing
from .breaking import Breaking, Fault
from .clock import WorldClock
from .covering import Coverage, CoveredOperation, Covering
from .drilling import Drill, Drilling, DrillReport
from .governing import Governing, Pause, Policy
from .inhabiting import Inhabiting, World
from .outgoing import Drained, Outgoing
from .overlooking import Overlooking
from .past import Past
from .past_results import Change, Checkpoint, Commit, Diff, FieldChange
from .results import (
    Attempt,
    Call,
    Decision,
    Delivery,
    Item,
    SinkMessage,
    Token,
    Unmatched,
    read_call,
    read_token,
    read_unmatched,
)
from .saving import Saving
from .seeding import Seeding
from .seeds import Seed, sent_seed
from .site_files import SiteFiles, WellKnownFile
from .virtual_time import virtual_time
from .visiting import Visiting

__all__ = [
    "Attempt",
    "Call",
    "Change",
    "Checkpoint",
    "Commit",
    "Coverage",
    "CoveredOperation",
    "Decision",
    "Delivery",
    "Diff",
    "Drained",
    "Drill",
    "DrillReport",
    "Fault",
    "FieldChange",
    "Item",
    "Mockflow",
    "Pause",
    "Policy",
    "SinkMessage",
    "Token",
    "Unmatched",
    "WellKnownFile",
    "World",
    "WorldClock",
]


class Mockflow(
    Outgoing,
    Past,
    Saving,
    Seeding,
    Visiting,
    Breaking,
    Drilling,
    Covering,
    Governing,
    Inhabiting,
    SiteFiles,
    Overlooking,
    Authorizing,
):
    """A double of its own: one world, and every way to reach it.

    Args:
        seed: ``demo``, ``empty``, ``large``, a YAML or JSON file, or a document.
        plan: instead of the seed's plan: it sets the requests a minute.
        rate_limit: whether requests a minute and the publish limit are enforced.
        clock: ``real``, a time such as ``2026-01-15T12:00:00Z`` to stand still at, or ``+5d``.
        quirks: switches by name, for what the sources on Webflow leave open.
        token: a further value of the site token.
        webhooks: where deliveries may go: ``local``, ``any``, ``off``, or ``local,receiver.test,10.1.0.0/16``.

    Raises:
        SeedError: the seed cannot be read, or is none.
        ValueError: another argument cannot be taken; the message names what it may be.
    """

    time_was_virtual = False

    @cached_property
    def clock(self) -> WorldClock:
        """The world's clock."""
        return WorldClock(self.control)

    def env(self) -> dict[str, str]:
        """Environment variables for a client in another process."""
        return {
            "WEBFLOW_TOKEN": self.site_token,
            "WEBFLOW_SITE_ID": self.site_id,
            "WEBFLOW_API_URL": self.api_url,
            "WEBFLOW_CLIENT_ID": self.client_id,
            "WEBFLOW_CLIENT_SECRET": self.client_secret,
        }

    @property
    def site_id(self) -> str:
        """The id of the first site; LookupError where the seed has none."""
        ids = self.ids
        site_id = next((ids[path] for path in ids if path.startswith("sites/")), None)
        if site_id is None:
            raise LookupError("the seed of this world has no site")
        return site_id

    def id(self, path: str) -> str:
        """The id behind a path of the seed, such as ``journal/first-post``; LookupError names the nearest."""
        if path not in self.ids:
            self.forget_ids()  # another process may have given the world another seed
        ids = self.ids
        if path not in ids:
            raise LookupError(f"no record of the seed has the path {path!r}{nearest(path, ids)}")
        return ids[path]

    def new_token(
        self,
        scopes: Iterable[str] | None = None,
        kind: str = "site",
        *,
        site_ids: Iterable[str] | None = None,
        workspace_id: str | None = None,
        name: str | None = None,
        token: str | None = None,
        expires_in: float | None = None,
        policy: Mapping[str, Any] | None = None,
        client_id: str | None = None,
    ) -> str:
        """The value of a new token: every scope that its kind can hold by default; ControlError for what cannot be.

        ``policy`` is ``{default, areas, maxWrites}`` as the control plane takes it, in force from the start;
        ``client_id`` that of the app that an OAuth token is for, the ready-made one by default.
        """
        wanted = {
            "kind": kind,
            "scopes": None if scopes is None else list(scopes),
            "siteIds": None if site_ids is None else list(site_ids),
            "workspaceId": workspace_id,
            "name": name,
            "token": token,
            "expiresIn": expires_in,
            "policy": None if policy is None else dict(policy),
            "clientId": client_id,
        }
        made = self.control("POST", "/tokens", json=wanted)
        return str(made["token"])

    def tokens(self) -> list[Token]:
        """The tokens of the world."""
        return [read_token(each) for each in self.control("GET", "/tokens")["tokens"]]

    def reset(
        self,
        *,
        seed: Seed | None = None,
        plan: str | None = None,
        clock: str | None = None,
        quirks: Mapping[str, Any] | None = None,
    ) -> None:
        """Back to the seed, with an empty journal; what is given takes the place of what the world was made with."""
        self._look_back()
        given = {"seed": None if seed is None else sent_seed(seed), "plan": plan, "clock": clock, "quirks": quirks}
        self.control("POST", "/reset", json={key: value for key, value in given.items() if value is not None})
        self.forget_ids()

    def requests(
        self,
        *,
        operation_id: str | None = None,
        method: str | None = None,
        path: str | None = None,
        status: int | None = None,
        actor: str | None = None,
        since: str | Call | None = None,
        limit: int | None = None,
    ) -> list[Call]:
        """The calls that were made, oldest first.

        Args:
            operation_id: Webflow's name, such as ``create-item``.
            method: such as ``POST``.
            path: a glob, with or without ``/v2``; ``*`` crosses ``/``.
            status: of the answer.
            actor: the name of the token.
            since: only calls after this one.
            limit: only the last so many.
        """
        chosen = {
            "operationId": operation_id,
            "method": method,
            "path": path,
            "status": status,
            "actor": actor,
            "since": since.id if isinstance(since, Call) else since,
            "limit": limit,
        }
        found = self.control("GET", "/requests", params={k: v for k, v in chosen.items() if v is not None})
        return [read_call(each) for each in found["requests"]]

    def unmatched(self) -> list[Unmatched]:
        """The last 1,000 calls that no world or no operation answers, each with what it may have meant."""
        return [read_unmatched(each) for each in self.control("GET", "/unmatched")["unmatched"]]

    def assert_called(
        self, operation_id: str, *, times: int | None = None, json: Any = None, status: int | None = None
    ) -> None:
        """Assert that an operation was called.

        Args:
            operation_id: Webflow's name, such as ``create-item``.
            times: how often exactly; at least once by default.
            json: what the body must hold: its objects may have more keys, its lists no more entries.
            status: of the answer.

        Raises:
            AssertionError: it was not; the message shows the nearest call and what differs.
            LookupError: there is no such operation; the message names the nearest.
        """
        __tracebackhide__ = True
        require_operation(operation_id)
        everything = self.requests()
        calls = [call for call in everything if call.operation_id == operation_id]
        assert_called(operation_id, calls, everything, times=times, json=json, status=status)

    def add_item(
        self,
        collection: str,
        field_data: Mapping[str, Any],
        *,
        state: str = "published",
        locale: str | None = None,
        events: bool = False,
    ) -> str:
        """Put an item into the world; its id. The call is neither counted nor journalled.

        Args:
            collection: its path in the seed, or its id.
            field_data: values by slug; references may be paths of the seed, options their names.
            state: ``published``, ``changed`` (published, then made a draft), ``queued``, ``draft`` or ``archived``.
            locale: a locale's tag or CMS id; the primary one by default.
            events: whether webhooks hear of it.

        Raises:
            ControlError: the API refuses such an item; it says why.
            LookupError: there is no such collection; the message names the nearest.
            ValueError: there is no such state.
        """
        collection_id = self.ids.get(collection, collection)
        return add_item(self, collection_id, field_data, state=state, locale=locale, events=events)

    def item(self, path_or_id: str, *, locale: str | None = None) -> Item:
        """An item as it is now, staged and live; LookupError if there is none. The look is not journalled.

        Args:
            path_or_id: its path in the seed, or its id.
            locale: a locale's tag or CMS id; the primary one by default.
        """
        return read_item(self, path_or_id, locale)

    def virtual_time(self) -> AbstractContextManager[None]:
        """Within it ``time.sleep``, ``asyncio.sleep`` and the clients' waits advance the world's clock, and return."""
        self.time_was_virtual = True
        return virtual_time(self.clock.advance)
