"""The verbs that say what clients may do, and what goes wrong for them: tokens, policies, pauses, faults."""

import json
from typing import Any

import click

from .printed import note, say, table
from .talk import Talk, part
from .verbs import noun, pairs, verb

_LEVELS = ("off", "read", "full")


@verb("pause")
@click.argument("token", required=False)
@click.option("--reason", help="What those who are refused are told.")
def pause(talk: Talk, /, token: str | None, *, reason: str | None) -> None:
    """Refuse every call of TOKEN, or of all."""
    _say_paused(talk, talk.call("POST", "/pause", json=_given(actor=token, reason=reason)))


@verb("resume")
@click.argument("token", required=False)
def resume(talk: Talk, /, token: str | None) -> None:
    """End the pause of TOKEN, or every pause."""
    _say_paused(talk, talk.call("POST", "/resume", json=_given(actor=token)))


def _given(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


def _say_paused(talk: Talk, found: Any) -> None:
    if talk.tell(found):
        return
    for each in found["paused"]:
        say(f"paused: {each['actor'] or 'all'}{_why(each['reason'])}")
    if not found["paused"]:
        say("nobody is paused")


def _why(reason: str | None) -> str:
    return f" ({reason})" if reason else ""


@verb("policy")
@click.argument("token", required=False)
@click.argument("levels", metavar="[AREA=LEVEL]...", nargs=-1)
@click.option("--default", type=click.Choice(_LEVELS), help="The level of areas that are not named.")
@click.option("--max-writes", "maxWrites", type=click.IntRange(0), help="How many writes are accepted.")
@click.option("--replace", is_flag=True, help="Keep nothing of the policy that there is.")
def policy(talk: Talk, /, token: str | None, levels: tuple[str, ...], *, replace: bool, **given: Any) -> None:
    """What TOKEN may do, changed by AREA=off|read|full; without TOKEN, every policy."""
    if token is None:
        if replace or _given(**given):
            raise click.UsageError("TOKEN: expected the name of a token, found none")
        found = talk.call("GET", "/policies")
        if not talk.tell(found):
            table(map(_policy, found["policies"]))
        return
    body = {**_given(**given), **({"areas": pairs(levels, "AREA=LEVEL")} if levels else {})}
    if body or replace:
        made = talk.call("PUT" if replace else "PATCH", f"/policies/{part(token)}", json=body)
    else:
        made = talk.call("GET", f"/policies/{part(token)}")
    if not talk.tell(made):
        say("  ".join(_policy(made)))


def _policy(found: Any) -> tuple[str, ...]:
    areas = " ".join(f"{area}={level}" for area, level in found["areas"].items())
    most = found["maxWrites"]
    writes = f"{found['writes']} writes" + ("" if most is None else f" of {most}")
    return found["actor"], writes, f"default={found['default']} {areas}".rstrip()


@noun("token")
def token(talk: Talk, /) -> None:
    """The tokens of the world."""
    found = talk.call("GET", "/tokens")
    if not talk.tell(found):
        table((each["name"], each["kind"], each["id"], " ".join(each["scopes"])) for each in found["tokens"])


@verb("add", token)
@click.option("--kind", type=click.Choice(("site", "oauth", "workspace")), help="What it is.  [default: site]")
@click.option("--scope", "scopes", multiple=True, help="Repeatable.  [default: every scope of its kind]")
@click.option("--site", "siteIds", multiple=True, help="The id of a site; repeatable.  [default: the first, or all]")
@click.option("--name", help="What it is called.")
@click.option("--value", "token", help="What a client presents.")
@click.option("--expires-in", "expiresIn", type=float, help="Seconds until it expires.")
def add_token(talk: Talk, /, *, scopes: tuple[str, ...], siteIds: tuple[str, ...], **given: Any) -> None:  # noqa: N803 - the control plane's names
    """Make a token, and print what a client presents."""
    body = _given(scopes=list(scopes) or None, siteIds=list(siteIds) or None, **given)
    made = talk.call("POST", "/tokens", json=body)
    if not talk.tell(made):
        say(made["token"])


@verb("remove", token)
@click.argument("token_id", metavar="ID")
def remove_token(talk: Talk, /, token_id: str) -> None:
    """Revoke the token with this id."""
    talk.call("DELETE", f"/tokens/{part(token_id)}")
    note(f"{token_id} is revoked")


@noun("fault")
def fault(talk: Talk, /) -> None:
    """The faults that are armed, and how often each fired."""
    found = talk.call("GET", "/faults")
    if not talk.tell(found):
        table(map(_fault, found["faults"]))


def _fault(found: Any) -> tuple[str, ...]:
    times = "" if found["times"] is None else f" of {found['times']}"
    match = " ".join(f"{name}={value}" for name, value in found["match"].items()) or "every call"
    effect = " ".join(f"{name}={_short(value)}" for name, value in found["effect"].items())
    return found["id"], f"fired {found['fired']}{times}", match, effect


def _short(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


@verb("add", fault)
@click.option("--operation", "operationId", help="Only calls of this operation, such as create-item.")
@click.option("--method", help="Only calls with this method.")
@click.option("--path", help="Only calls of paths that fit this glob.")
@click.option("--actor", help="Only calls of the token of this name.")
@click.option("--after", type=click.IntRange(0), help="Let so many calls pass first.")
@click.option("--times", type=click.IntRange(1), help="Fire so often.  [default: always]")
@click.option("--probability", type=click.FloatRange(0, 1), help="How likely each firing is.")
@click.option("--status", type=click.IntRange(200, 599), help="Answer with this status.")
@click.option("--code", help="With this code.")
@click.option("--message", help="With this message.")
@click.option("--header", "headers", multiple=True, help="NAME=VALUE of a further header; repeatable.")
@click.option("--body", help="With this body: JSON, or else text.")
@click.option("--content-type", "contentType", help="Of that body.")
@click.option("--delay", "delayMs", type=click.FloatRange(0), help="Answer so many milliseconds later.")
@click.option("--rate-limited", "rateLimited", is_flag=True, default=None, help="Answer as where the limit is met.")
@click.option("--drop", is_flag=True, default=None, help="End the connection without an answer.")
@click.option("--truncate", type=click.IntRange(0), help="End it after so many bytes of the body.")
@click.option("--after-commit", "afterCommit", is_flag=True, default=None, help="Write first: the answer is lost.")
def add_fault(talk: Talk, /, *, headers: tuple[str, ...], body: str | None, **given: Any) -> None:
    """Arm a fault: the calls that it matches go wrong."""
    match = {name: given.pop(name) for name in ("operationId", "method", "path", "actor")}
    rules = {name: given.pop(name) for name in ("after", "times", "probability")}
    effect = _given(**given, headers=pairs(headers, "NAME=VALUE") if headers else None, body=_body(body))
    made = talk.call("POST", "/faults", json={"match": _given(**match), **_given(**rules), "effect": effect})
    if not talk.tell(made):
        say(made["id"])


def _body(text: str | None) -> Any:
    try:
        return None if text is None else json.loads(text)
    except ValueError:
        return text


@verb("remove", fault)
@click.argument("fault_id", metavar="[ID]", required=False)
@click.option("--all", "everything", is_flag=True, help="All of them.")
def remove_fault(talk: Talk, /, fault_id: str | None, *, everything: bool) -> None:
    """Disarm the fault with this id, or all."""
    if everything == (fault_id is not None):
        raise click.UsageError("--all: expected either it or ID")
    talk.call("DELETE", "/faults" if fault_id is None else f"/faults/{part(fault_id)}")
    note("all faults are disarmed" if fault_id is None else f"{fault_id} is disarmed")
