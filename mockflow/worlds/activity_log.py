"""Writing the activity logs: each write that is committed on an Enterprise site adds the rows that tell of it."""

from collections.abc import Collection, Sequence

from mockflow.core.ids import derived_id
from mockflow.core.store import Change, Transaction
from mockflow.domain.activity import ACTIVITY, MOST_ROWS, Activity, LogUser
from mockflow.domain.activity_rules import happenings
from mockflow.domain.users import DESIGNER

_USERS = {
    "visitor": None,
    "control-plane": None,
    "designer": LogUser(DESIGNER.id, DESIGNER.name),
}
"""Who is no token."""


def log_activity(tx: Transaction, changes: Sequence[Change], site_ids: Collection[str], actor: str) -> None:
    """Add what these changes come to in the logs of these sites, and drop what their logs hold beyond their bound.

    The rows are part of the same commit, and go with it where a world goes back.
    """
    user = _USERS[actor] if actor in _USERS else LogUser(derived_id(f"users/{actor}"), actor)
    told = [each for each in happenings(changes, tx, tx.now) if each.site_id in site_ids]
    for each in told:
        site_id, event, operation, resource_id, name, new_value, previous_value = each
        about = (user, resource_id, name, new_value, previous_value)
        tx.put(ACTIVITY, Activity(tx.new_id(), site_id, tx.now, tx.now, event, operation, *about))
    for site_id in {each.site_id for each in told}:
        rows = tx.all(ACTIVITY, site_id)
        for oldest in rows.page(MOST_ROWS, len(rows)):
            tx.remove(ACTIVITY, oldest.id)
