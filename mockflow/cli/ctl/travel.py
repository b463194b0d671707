"""The verbs that change which state a world has, what time it has, and which worlds there are."""

from typing import Any

import click

from .printed import moment_of, note, say, table
from .talk import Talk, part
from .verbs import noun, verb

_PLANS = ("starter", "basic", "cms", "ecommerce", "business", "enterprise")


@verb("checkpoint")
@click.argument("name", required=False)
@click.option("--delete", is_flag=True, help="Forget it.")
def checkpoint(talk: Talk, /, name: str | None, *, delete: bool) -> None:
    """Keep the state of now under NAME; without one, list what is kept."""
    if name is None:
        if delete:
            raise click.UsageError("--delete: expected NAME beside it, found none")
        found = talk.call("GET", "/checkpoints")
        if not talk.tell(found):
            table((each["name"], each["n"], moment_of(each["at"])) for each in found["checkpoints"])
    elif delete:
        talk.call("DELETE", f"/checkpoints/{part(name)}")
        note(f"{name} is forgotten")
    else:
        made = talk.call("PUT", f"/checkpoints/{part(name)}", json={})
        if not talk.tell(made):
            say(f"{made['name']} is the state after entry {made['n']}")


@verb("restore")
@click.argument("name")
def restore(talk: Talk, /, name: str) -> None:
    """Go back to the checkpoint NAME."""
    _say_went(talk, talk.call("POST", f"/checkpoints/{part(name)}/restore", json={}))


@verb("rewind")
@click.argument("n", type=click.IntRange(0))
def rewind(talk: Talk, /, n: int) -> None:
    """Go back to just after entry N of the history; 0 is the seed."""
    _say_went(talk, talk.call("POST", "/rewind", json={"to": n}))


def _say_went(talk: Talk, entry: Any) -> None:
    if talk.tell(entry):
        return
    if entry["changed"]:
        say(f"{entry['n']:>5}  {moment_of(entry['at'])}  {entry['summary']}")
    else:
        note("nothing changed: the world is there already")


@verb("reset")
@click.option("--seed", help="demo, empty or large, from now on.")
@click.option("--plan", type=click.Choice(_PLANS), help="The plan, from now on.")
@click.option("--clock", help="real, a time to stand still at, or +5d, from now on.")
def reset(talk: Talk, /, **changed: Any) -> None:
    """Go back to the seed, with an empty journal and history."""
    given = {name: value for name, value in changed.items() if value is not None}
    found = talk.call("POST", "/reset", json=given)
    if not talk.tell(found):
        say(f"{found['id']} is its seed again")


@verb("clock")
@click.option("--now", help="Move on to this time, such as 2026-01-15T12:00:00Z.")
@click.option("--advance", type=float, help="Move on by so many seconds, and run what falls due.")
@click.option("--freeze/--run", "frozen", default=None, help="Stop it, or let it run.")
def clock(talk: Talk, /, *, now: str | None, advance: float | None, frozen: bool | None) -> None:
    """The world's time; with options, another."""
    if now is not None and advance is not None:
        raise click.UsageError("--advance: expected no --now beside it, found one")
    changed = {name: value for name, value in (("now", now), ("frozen", frozen)) if value is not None}
    found = talk.call("PUT", "/clock", json=changed) if changed else None
    if advance is not None:
        found = talk.call("POST", "/clock/advance", json={"seconds": advance})
    found = found or talk.call("GET", "/clock")
    if not talk.tell(found):
        say(f"{found['now']}  {'frozen' if found['frozen'] else 'running'}")


@noun("worlds")
def worlds(talk: Talk, /) -> None:
    """The worlds of the process."""
    found = talk.call("GET", "/worlds")
    if not talk.tell(found):
        table(_world(each) for each in found["worlds"])


def _world(world: Any) -> tuple[Any, ...]:
    return world["id"], world["apiUrl"], ", ".join(site["displayName"] for site in world["sites"])


@verb("add", worlds)
@click.argument("name", metavar="[ID]", required=False)
@click.option("--seed", help="demo, empty or large, in place of the server's.")
@click.option("--from", "from", help="Fork this world instead: default, or pw-0@17 for one of its past states.")
@click.option("--plan", type=click.Choice(_PLANS), help="Instead of the seed's plan.")
@click.option("--rate-limit/--no-rate-limit", "rateLimit", default=None, help="Requests a minute, and publishes.")
@click.option("--clock", help="real, a time to stand still at, or +5d.")
@click.option("--webhooks", help="Where deliveries may go.")
@click.option("--distinct-ids", "distinctIds", is_flag=True, default=None, help="Ids that no other world has.")
@click.option("--ttl", "ttlSeconds", type=float, help="Seconds after its last call until it is gone.")
@click.option("--anew", is_flag=True, help="In place of the world that has the id, if one does.")
def add_world(talk: Talk, /, name: str | None, *, anew: bool, **given: Any) -> None:
    """Make a world, of the id ID or of a free one."""
    body = {key: value for key, value in given.items() if value is not None}
    if not anew:
        made = talk.call("POST", "/worlds", json=body if name is None else {"id": name, **body})
    elif name is None:
        raise click.UsageError("--anew: expected ID beside it, found none")
    else:
        made = talk.call("PUT", f"/worlds/{part(name)}", json=body)
    if not talk.tell(made):
        for key, value in {"world": made["id"], "API": made["apiUrl"], **made["tokens"]}.items():
            say(f"{key:<9} {value or 'none'}")


@verb("remove", worlds)
@click.argument("name", metavar="ID")
def remove_world(talk: Talk, /, name: str) -> None:
    """Let a world be gone."""
    talk.call("DELETE", f"/worlds/{part(name)}")
    note(f"{name} is gone")
