"""One isolated Webflow."""

from collections import deque
from collections.abc import Mapping
from threading import RLock
from typing import TYPE_CHECKING, Any

from mockflow.core.bounded import Bounded
from mockflow.core.call import Actor
from mockflow.core.done import Done
from mockflow.core.refusal import Refusal
from mockflow.core.store import Reader, State, Transaction
from mockflow.domain.apps import apps_with
from mockflow.domain.sites import SITES
from mockflow.domain.workspaces import first_workspace

from .clock import Clock, real_now
from .codes import Codes
from .history import Between, Checkpoint, Commit, History
from .journal import Entry, Journal
from .lease import Lease
from .meters import PLANS, Meters
from .options import Options
from .outgoing import Outgoing
from .pauses import Pauses
from .plans import Plans
from .policies import Policies
from .quirks import DEFAULTS, read_quirks
from .tokens import Tokens

if TYPE_CHECKING:
    from .bell import Bell
    from .cdn_cache import CdnCache
    from .faults import Faults

MOST_FAILURES = 10
MOST_UNMATCHED = 1_000
MOST_UNMATCHED_BYTES = 4 * 1024 * 1024
_SETTLE_WITHIN = 12.0  # a little longer than one attempt


class World:
    """A state and what surrounds it. Readers take ``state`` and no lock; a write holds ``lock`` until its commit.

    Attributes:
        plan: instead of the plans of its sites.
        seed_plan: of the sites that have none of their own.
        ids: the id behind each path of the seed.
        user: the person who authorizes apps.
        resets: how often it began anew: the numbers of its journal and history count from there.
        is_closed: whether it is gone, and those who watch it may go.
    """

    resets = 0
    is_closed = False
    _bell: "Bell | None" = None

    def __init__(self, world_id: str, options: Options) -> None:
        self.id = world_id
        self.lock = RLock()
        self.lease = None if options.ttl is None else Lease(options.ttl)
        self._prepare(options)
        self._start()

    def _prepare(self, options: Options) -> None:
        """Take options in, or refuse them with a ValueError and leave the world as it is."""
        if options.plan is not None and options.plan not in PLANS:
            raise ValueError(f"expected one of the plans {', '.join(PLANS)}, found {options.plan}")
        quirks = {**DEFAULTS, **options.planted.quirks, **read_quirks(options.quirks)}
        tokens = self._make_tokens(options)
        Clock(options.clock)
        options.gate.check()
        self.options = options
        self._first_quirks = quirks
        self._first_tokens = tokens

    def _start(self) -> None:
        self.state: State = self.options.planted.state
        self.clock = Clock(self.options.clock)
        self.quirks: dict[str, str] = self._first_quirks
        self.plan = self.options.plan
        self.seed_plan = self.options.planted.plan
        self.ids = self.options.planted.ids
        self.tokens = self._first_tokens.copy(self.id)
        self.apps = apps_with(self.options.planted.apps)
        self.user = self.options.planted.user
        self.codes = Codes()
        kept = self.options.planted.kept_policies
        self.policies = Policies() if kept is None else kept.copy()
        self.pauses = Pauses()
        self.meters = Meters()
        self.journal = Journal()
        self.history = History()
        self.checkpoints: dict[str, Checkpoint] = {}
        self.outgoing = Outgoing(self)
        self.faults: Faults | None = None  # made with the first that is armed
        self._cdn: CdnCache | None = None  # made with the first call that it may answer
        self.failures: deque[BaseException] = deque(maxlen=MOST_FAILURES)
        self.unmatched: Bounded[tuple[Entry, str | None]] = Bounded(MOST_UNMATCHED, MOST_UNMATCHED_BYTES)
        self._limits: dict[tuple[frozenset[str] | None, str | None], int] = {}

    def _make_tokens(self, options: Options) -> Tokens:
        planted = options.planted
        if planted.kept_tokens is not None:
            return planted.kept_tokens.copy(self.id)
        tokens = Tokens(self.id)
        if planted.ready_made_tokens:
            tokens.add_ready_made(planted.first_site, first_workspace(Reader(planted.state)))
            for further in options.further_tokens:
                tokens.alias(further)
        for actor, value, created in planted.tokens:
            tokens.add(actor, value=value, created=created)
        return tokens

    def reset(self, **changed: Any) -> None:
        """Back to the seed, with these options changed for good; ValueError, and no reset, for a bad one."""
        with self.lock:
            if changed:
                self._prepare(self.options._replace(**changed))
            self._let_go()
            self._start()
            self.resets += 1
        self.ring()

    def close(self) -> None:
        """Send nothing more, let no call wait any longer, and let go whoever watches."""
        self.is_closed = True
        self._let_go()
        self.ring()

    def _let_go(self) -> None:
        for part in (self.outgoing, self.faults):
            if part is not None:
                part.close()

    def bell(self) -> "Bell":
        """What is rung for those who watch, made with the first of them: a world that nobody watches pays nothing."""
        from .bell import Bell  # noqa: PLC0415 - most worlds are never watched

        with self.lock:
            self._bell = self._bell or Bell()
            return self._bell

    def ring(self) -> None:
        """Wake those who watch."""
        if self._bell is not None:
            self._bell.ring()

    def armed(self) -> "Faults":
        """Its faults, to arm one more."""
        with self.lock:
            from .faults import Faults  # noqa: PLC0415 - most worlds are never given a fault

            self.faults = self.faults or Faults()
            return self.faults

    def cdn_cache(self) -> "CdnCache":
        """What the Content Delivery API has answered."""
        with self.lock:
            from .cdn_cache import CdnCache  # noqa: PLC0415 - most worlds are never asked through it

            self._cdn = self._cdn or CdnCache()
            return self._cdn

    def revoke(self, token_id: str) -> bool:
        """Do away with a token and all that is kept on it; False if none has this id."""
        with self.lock:
            gone = self.tokens.remove(token_id)
            if gone is not None:
                name = gone.actor.name
                self.policies.forget(name)
                self.pauses.lift(name)
                self.meters.forget(name)
                self._limits = {}
            return gone is not None

    def set_quirks(self, given: Mapping[str, Any]) -> None:
        """Turn some switches; ValueError, and no change, for a bad one."""
        self.quirks = {**self.quirks, **read_quirks(given)}

    @property
    def first_site(self) -> str | None:
        """The id of the first site; None where there is none."""
        return next((site.id for site in Reader(self.state).all(SITES)), None)

    def rate_limit_of(self, actor: Actor) -> int:
        """Requests a minute of this token: the highest of the sites that it reaches, or those of its workspace."""
        limits = self._limits  # the old ones, if a reset comes in between
        reach = actor.site_ids, actor.workspace_id
        if reach not in limits:
            limits[reach] = self.plans.limit_of(actor)
        return limits[reach]

    @property
    def plans(self) -> Plans:
        """The plans that count for its sites and workspaces now."""
        return Plans(Reader(self.state), self.plan, self.seed_plan)

    def base_url(self, caller: str) -> str:
        """What the URLs handed out to a caller who used this scheme and host begin with."""
        return f"{(self.options.public_url or caller).rstrip('/')}/w/{self.id}"

    def write_time(self) -> int:
        """The time of the next commit; on a standing clock each is a millisecond after the one before."""
        now, written = self.clock.now(), self.state.written
        return max(now, written + 1 if self.clock.frozen else written)

    def commit(
        self,
        tx: Transaction,
        *,
        actor: str,
        operation_id: str,
        summary: str,
        request_id: str,
        done: Done | None = None,
        is_token: bool = True,
    ) -> Commit | None:
        """Make these writes the world's state; None if they change nothing. The caller holds the lock.

        ``done`` is what they usually come to; the transaction knows better where it says something. ``is_token`` says
        whether the actor is one, and not somebody whom the double plays.
        """
        changes = tx.changes()
        if not changes:
            return None
        logged = Plans(tx, self.plan, self.seed_plan).logged_sites()
        if logged:
            from .activity_log import log_activity, user_of  # noqa: PLC0415 - few worlds are on that plan

            log_activity(tx, changes, logged, user_of(self, actor, is_token=is_token))
            changes = tx.changes()
        state, done = tx.next_state(), tx.done or done
        about = (actor, operation_id, summary, request_id)
        commit = Commit(state.version, tx.now, *about, changes, tuple(tx.events), state, done)
        self.history.add(commit)
        self.state = state
        if any(each.table == SITES.name and (each.before is None or each.after is None) for each in changes):
            self._limits = {}
        if tx.events:
            self.outgoing.plan(state, tx.events)
        self.ring()
        return commit

    def adopt(self, other: State, *, actor: str, operation_id: str, summary: str, back_to: int | None = None) -> Commit:
        """Make another state the world's, as one entry of its history that no webhook hears of.

        The caller holds the lock. Ids and times of writes go on from where the other state was. What the CDN kept is of
        another past, and goes.

        Args:
            other: the state.
            actor: whose doing it is, as the history names it.
            operation_id: a name for what was done.
            summary: what was done, in words that follow the actor's name: ``rewound the world to entry 4``.
            back_to: the n of the commit that made ``other``, if it is one of this world.
        """
        at, now = self.write_time(), self.state
        state = other._replace(version=now.version + 1)
        size = None if back_to is None else self.history.size_between(back_to, now.version)
        changes = Between(now, other)
        commit = Commit(state.version, at, actor, operation_id, summary, "", changes, (), state, back_to=back_to)
        self.history.add(commit, size)
        self.state = state
        self._limits = {}
        self._cdn = None
        self.ring()
        return commit

    def advance(self, seconds: float) -> None:
        """Move the clock on; what falls due on the way is sent at its time. ValueError for no positive number."""
        self._move_clock(self.clock.after(seconds))

    def set_clock(self, now: int | None, *, frozen: bool | None) -> None:
        """Move the clock on to a time, stop it or let it run; what falls due on the way is sent at its time."""
        if now is not None:
            self._move_clock(self.clock.checked(now))
        self.clock.set(frozen=frozen)

    def _move_clock(self, to: int) -> None:
        can_run = self.outgoing.drain(_SETTLE_WITHIN)[0]
        while can_run and (due := self.outgoing.next_due()) is not None and due <= to:
            self.clock.reach(due)
            can_run = self.outgoing.drain(_SETTLE_WITHIN)[0]
        self.clock.reach(to)

    def timestamp(self) -> int:
        """What a delivery is stamped with: the world's time, or the real one for receivers that compare it with it."""
        return self.clock.now() if self.quirks["webhook_timestamp"] == "world" else real_now()

    def note_failure(self, failure: BaseException) -> None:
        """Keep an error of the double itself, so that a test can tell it."""
        self.failures.append(failure)

    def check_publish_limit(self, site_id: str, now: int) -> None:
        """Refuse a second publish of a site within a minute."""
        if self.options.rate_limit and self.quirks["publish_limit"] == "on":
            wait = self.meters.publish_wait(site_id, now)
            if wait is not None:
                raise Refusal("too_many_requests", retry_after=wait)
