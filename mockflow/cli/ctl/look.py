"""The verbs that look: what was called, what was written, what differs, what was sent."""

from collections.abc import Callable
from typing import Any, NamedTuple

import click

from .follow import Following, told
from .printed import moment_of, note, say, say_json, say_lines, time_of
from .talk import Talk, part
from .verbs import verb

_FOLLOW = click.option("--follow", "-f", is_flag=True, help="Go on as it happens, until Ctrl-C.")
_LIMIT = click.option("--limit", type=click.IntRange(1), help="Only the last so many.")


class _Log(NamedTuple):
    """A log: its name in the control plane, the kind of its events, and how an entry is told."""

    name: str
    kind: str
    line: Callable[[Any], str]


def _show(talk: Talk, log: _Log, wanted: dict[str, Any], fits: Callable[[Any], bool], *, follow: bool) -> None:
    """What there is, and what is added while it is followed: then one line of JSON each."""
    stream = Following(talk, log.kind) if follow else None
    found = talk.call("GET", f"/{log.name}", **wanted)
    if stream is None and talk.tell(found):
        return
    for each in told(stream, found[log.name]):
        if fits(each):
            say_json(each, indent=None) if talk.as_json else say(log.line(each))


def _same(wanted: dict[str, Any], **values: Any) -> bool:
    return all(wanted[name] in {None, value} for name, value in values.items())


@verb("requests")
@_FOLLOW
@click.option("--operation", "operationId", help="Webflow's name, such as create-item.")
@click.option("--method", help="The HTTP method.")
@click.option("--path", help="A glob, with or without /v2; * crosses /.")
@click.option("--status", type=click.IntRange(100, 599), help="The status of the answer.")
@click.option("--actor", help="The name of the token.")
@_LIMIT
def requests(talk: Talk, /, *, follow: bool, **wanted: Any) -> None:
    """The calls of the API, oldest first."""

    def fits(call: Any) -> bool:
        return _fits(call, wanted)

    _show(talk, _Log("requests", "request", _call), wanted, fits, follow=follow)


def _fits(call: Any, wanted: dict[str, Any]) -> bool:
    from mockflow.worlds.journal_filter import glob_matches  # noqa: PLC0415 - the control plane's own reading of globs

    values = {name: call[name] for name in ("operationId", "method", "status", "actor")}
    return _same(wanted, **values) and (wanted["path"] is None or glob_matches(wanted["path"], call["path"]))


def _call(call: Any) -> str:
    decision = call["decision"]
    why = "" if decision["allowed"] else f"  {decision['step']}: {decision['reason']}"
    name, actor = call["operationId"] or "-", call["actor"] or "-"
    start = f"{call['id']}  {time_of(call['at'])}  {call['status']}  {call['method']:<6}  {name:<28}  {actor:<22}"
    return f"{start}  {call['path']}  {call['durationMs']:.0f}ms{why}"


@verb("history")
@_FOLLOW
@click.option("--actor", help="The name of the token, or visitor, designer, control-plane.")
@click.option("--operation", "operationId", help="Webflow's name, or the double's own.")
@click.option("--id", "id", help="Only writes that touched the record of this id.")
@_LIMIT
def history(talk: Talk, /, *, follow: bool, **wanted: Any) -> None:
    """The writes that changed the world, oldest first, each with a sentence on it."""
    if follow and wanted["id"] is not None:
        raise click.UsageError("--id: expected no --follow beside it, found one")

    def fits(entry: Any) -> bool:
        return _same(wanted, actor=entry["actor"], operationId=entry["operationId"])

    _show(talk, _Log("history", "commit", _entry), wanted, fits, follow=follow)


def _entry(entry: Any) -> str:
    return f"{entry['n']:>5}  {moment_of(entry['at'])}  {entry['summary']}"


@verb("deliveries")
@_FOLLOW
@click.option("--trigger", "triggerType", help="The event, such as form_submission.")
@click.option("--state", type=click.Choice(("pending", "delivered", "failed", "blocked")), help="What became of it.")
def deliveries(talk: Talk, /, *, follow: bool, **wanted: Any) -> None:
    """The webhook deliveries, oldest first; followed, each time that something becomes of one."""

    def fits(delivery: Any) -> bool:
        return _same(wanted, triggerType=delivery["triggerType"], state=delivery["state"])

    _show(talk, _Log("deliveries", "delivery", _delivery), wanted, fits, follow=follow)


def _delivery(delivery: Any) -> str:
    tried, reason = len(delivery["attempts"]), delivery["reason"]
    many = f"{tried} attempt{'' if tried == 1 else 's'}"
    start = f"{delivery['id']:<12}  {delivery['state']:<9}  {delivery['triggerType']:<28}  {delivery['url']}  {many}"
    return f"{start}  {reason}" if reason else start


@verb("diff")
@click.argument("start", metavar="[FROM]", required=False)
@click.argument("end", metavar="[TO]", required=False)
@click.option(
    "--entry", type=click.IntRange(1), help="What this entry of the history changed, in place of FROM and TO."
)
@click.option("--actor", help="Only what this actor did.")
def diff(talk: Talk, /, start: str | None, end: str | None, *, entry: int | None, actor: str | None) -> None:
    """What differs between two points: each an entry's number, a checkpoint, seed or head; all of it by default."""
    if entry is not None and (start or actor):
        raise click.UsageError("--entry: expected neither FROM, TO nor --actor beside it, found one")
    form = "json" if talk.as_json else "text"
    if entry is None:
        found = talk.call("GET", "/diff", **{"from": start, "to": end, "actor": actor, "format": form})
    else:
        found = talk.call("GET", f"/history/{part(str(entry))}/diff", format=form)
    if talk.tell(found):
        return
    if found:
        say_lines(str(found).rstrip("\n"))
    else:
        note("nothing differs")
