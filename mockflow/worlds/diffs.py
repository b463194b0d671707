"""What differs between two states, record by record and field by field, as JSON for people and programs."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from mockflow.core.comparing import carried, differences, is_same, path_text
from mockflow.core.store import Change, Reader

from .history import Commit
from .kind_words import Json
from .kinds import KINDS, locale_tag, record_id

_RANK = {name: at for at, name in enumerate(KINDS)}


class _Net(NamedTuple):
    """A record as it was and as it became, each in the form that it is shown in, or None."""

    change: Change
    before: Json | None
    after: Json | None


def diff_of(changes: Iterable[Change], before: Reader, after: Reader) -> dict[str, Any]:
    """``{added, changed, removed}`` of these changes, in the order of kinds and ids.

    Each is a list of ``{kind, id, title, place, locale}``: what people know the record by, the name of what it is in,
    and the tag of the locale of a variant, or null. What was added or removed has the whole ``record`` as well; what
    was changed has ``fields: [{path, before, after}]``. What looks the same before and after is left out, and so
    are kinds that are silent.

    Args:
        changes: one for each record.
        before: the state before, to look up places in that are gone afterwards.
        after: the state after.
    """
    return _told((_net(change) for change in changes if not KINDS[change.table].is_silent), before, after)


def diff_by(actor: str, commits: Iterable[Commit], before: Reader, after: Reader) -> dict[str, Any]:
    """The same of what one actor did in these commits, oldest first, without what others did to the same records."""
    found: dict[tuple[str, Any], _Net] = {}
    for commit in commits:
        if commit.actor == actor:
            for change in commit.changes:
                if KINDS[change.table].is_silent:
                    continue
                earlier = found.get(change[:2])
                found[change[:2]] = _net(change) if earlier is None else _followed(earlier, change)
    return _told(found.values(), before, after)


def _net(change: Change) -> _Net:
    shown = KINDS[change.table].shown
    return _Net(change, *(None if each is None else shown(each) for each in change[2:]))


def _followed(earlier: _Net, change: Change) -> _Net:
    """What an actor did to a record, and then did to it again: others may have written in between."""
    latest = _net(change)
    whole = earlier.after is None or latest.before is None or latest.after is None
    after = latest.after if whole else carried(earlier.after, latest.before, latest.after)
    return _Net(change._replace(before=earlier.change.before), earlier.before, after)


def _told(nets: Iterable[_Net], before: Reader, after: Reader) -> dict[str, Any]:
    told: dict[str, list[Json]] = {"added": [], "changed": [], "removed": []}
    for net in sorted(nets, key=_rank):
        if net.before is None and net.after is None:
            continue
        entry = _entry(net, before, after)
        if net.before is None:
            told["added"].append({**entry, "record": net.after})
        elif net.after is None:
            told["removed"].append({**entry, "record": net.before})
        elif not is_same(net.before, net.after):
            fields = differences(net.before, net.after)
            told["changed"].append({**entry, "fields": [_field(*each) for each in fields]})
    return told


def _rank(net: _Net) -> tuple[int, str, str]:
    key = net.change.key
    return _RANK[net.change.table], record_id(key), key[1] if isinstance(key, tuple) else ""


def _entry(net: _Net, before: Reader, after: Reader) -> Json:
    change = net.change
    kind, record = KINDS[change.table], change.before if change.after is None else change.after
    reader, other = (before, after) if change.after is None else (after, before)
    return {
        "kind": change.table,
        "id": record_id(change.key),
        "title": kind.title(reader, record),
        "place": kind.place(reader, record) or kind.place(other, record),
        "locale": locale_tag(reader, record) or locale_tag(other, record),
    }


def _field(path: tuple[str | int, ...], before: Any, after: Any) -> Json:
    return {"path": path_text(path), "before": before, "after": after}
