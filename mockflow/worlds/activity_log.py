"""Writing the activity logs: each write that is committed on an Enterprise site adds the rows that tell of it."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from mockflow.core.ids import derived_id
from mockflow.core.store import Change, Transaction
from mockflow.domain.activity import ACTIVITY, MOST_ROWS, Activity, LogUser
from mockflow.domain.activity_rules import happenings
from mockflow.domain.users import DESIGNER

from .tokens import READY_MADE

if TYPE_CHECKING:
    from .world import World

_PEOPLE = {"designer": LogUser(DESIGNER.id, DESIGNER.name)}
"""Those of the workspace who need no token."""

_UNNAMED = "API token"


def user_of(world: "World", actor: str, *, is_token: bool) -> LogUser | None:
    """Who the log says it was: a person, an app or a token; None for nobody of the workspace.

    A token is called by its name, but for one whose name is a secret that a client presents.
    """
    if not is_token:
        return _PEOPLE.get(actor)
    token = world.tokens.named(actor)
    if token is None:
        return LogUser(derived_id(f"tokens/{actor}"), _UNNAMED)
    app = world.apps.get(token.actor.client_id or "")
    if app is not None:
        return LogUser(token.id, app.display_name)
    is_secret = token.is_literal and token.value == actor and actor not in READY_MADE
    return LogUser(token.id, _UNNAMED if is_secret else actor)


def log_activity(tx: Transaction, changes: Sequence[Change], site_ids: Collection[str], user: LogUser | None) -> None:
    """Add what these changes come to in the logs of these sites, and drop what their logs hold beyond their bound.

    The rows are part of the same commit, and go with it where a world goes back.
    """
    told = [each for each in happenings(changes, tx, tx.now) if each.site_id in site_ids]
    for each in told:
        site_id, event, operation, resource_id, name, new_value, previous_value = each
        about = (user, resource_id, name, new_value, previous_value)
        tx.put(ACTIVITY, Activity(tx.new_id(), site_id, tx.now, tx.now, event, operation, *about))
    for site_id in {each.site_id for each in told}:
        rows = tx.all(ACTIVITY, site_id)
        for oldest in rows.page(MOST_ROWS, len(rows)):
            tx.remove(ACTIVITY, oldest.id)
