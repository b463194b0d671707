"""``mockflow ctl`` against a served double: what it prints, in which form, and how it ends."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from mockflow import Mockflow
from mockflow.cli import main
from mockflow.cli.ctl.printed import printable
from tests.delivery.receiver import Receiver, status
from tests.support import journal_of

pytestmark = pytest.mark.mockflow(clock="2026-01-15T12:00:00Z")
WITHIN = 20.0

Ctl = Callable[..., Result]


@pytest.fixture
def ctl(mockflow: Mockflow) -> Ctl:
    """Runs the command against this test's double, as ``MOCKFLOW_URL`` says; standard output and errors apart."""

    def run(*arguments: str, **env: str) -> Result:
        return CliRunner().invoke(main, ["ctl", *arguments], env={"MOCKFLOW_URL": mockflow.url, **env})

    return run


def lines(result: Result) -> list[str]:
    assert result.exit_code == 0, result.output
    return result.stdout.splitlines()


def said(result: Result) -> Any:
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def refusal(result: Result, code: int) -> str:
    """The one line of a command that ends so."""
    assert (result.exit_code, result.stdout) == (code, ""), result.output
    (line,) = result.stderr.splitlines()
    return str(line)


def test_requests_are_one_line_each(mockflow: Mockflow, ctl: Ctl) -> None:
    """A line has the id, time, status, operation, token, path, and why a call was refused."""
    journal_of(mockflow).create("Hello")
    mockflow.http(mockflow.readonly_token).post(f"/sites/{mockflow.site_id}/publish", json={})
    first, second = lines(ctl("requests"))
    assert first.split()[:6] == ["req-000001", "12:00:00.000", "202", "POST", "create-item", "mockflow-site-token"]
    assert first.split()[7].endswith("ms")
    assert "403" in second
    assert "scope: " in second


def test_json_is_the_control_planes_own(mockflow: Mockflow, ctl: Ctl) -> None:
    """With ``--json``, before the verb or after it, the answer is printed as it came."""
    journal_of(mockflow).create("Größe 👋")
    for path, arguments in {
        "/requests": ("requests", "--json"),
        "/history": ("--json", "history"),
        "/deliveries": ("deliveries", "--json"),
        "/tokens": ("token", "--json"),
        "/faults": ("--json", "fault"),
        "/worlds": ("worlds", "--json"),
        "/checkpoints": ("checkpoint", "--json"),
        "/clock": ("clock", "--json"),
        "/policies": ("policy", "--json"),
        "/diff": ("diff", "--json"),
    }.items():
        found = json.loads(json.dumps(said(ctl(*arguments))).replace(mockflow.url, "http://mockflow.test"))
        assert found == mockflow.control("GET", path), path
    assert "Größe 👋" in ctl("requests", "--json").stdout


@pytest.mark.parametrize(
    ("options", "number"),
    [
        (("--operation", "create-item"), 2),
        (("--method", "GET"), 1),
        (("--path", "/sites"), 1),
        (("--status", "202"), 2),
        (("--actor", "nobody"), 0),
        (("--limit", "1"), 1),
        (("--limit", "1", "--method", "POST"), 1),
    ],
)
def test_requests_can_be_chosen(mockflow: Mockflow, ctl: Ctl, options: tuple[str, ...], number: int) -> None:
    """The journal's filters are options."""
    posts = journal_of(mockflow)
    posts.create("One")
    mockflow.http().get("/sites")
    posts.create("Two")
    assert len(lines(ctl("requests", *options))) == number


def test_history_is_a_sentence_for_each_write(mockflow: Mockflow, ctl: Ctl) -> None:
    """Each entry has its number, its time, and who did what; filters choose."""
    item = journal_of(mockflow).create("Hello")["id"]
    mockflow.submit_form("forms/contact")
    first, second = lines(ctl("history"))
    assert first == "    1  2026-01-15 12:00:00  mockflow-site-token created “Hello” in Journal"
    assert second.startswith("    2  2026-01-15 12:00:00  a visitor ")
    assert lines(ctl("history", "--id", item)) == [first]
    assert lines(ctl("history", "--actor", "visitor")) == [second]
    assert lines(ctl("history", "--limit", "1")) == [second]


def test_a_world_is_taken_back_and_forth(mockflow: Mockflow, ctl: Ctl) -> None:
    """Checkpoints are made, listed, restored and forgotten; a rewind goes to an entry; a diff says what differs."""
    posts = journal_of(mockflow)
    assert lines(ctl("checkpoint", "before")) == ["before is the state after entry 0"]
    posts.create("Hello")
    assert lines(ctl("checkpoint")) == ["before  0  2026-01-15 12:00:00"]
    shown = "\n".join(lines(ctl("diff", "before")))
    assert "Hello" in shown
    assert "Hello" in ctl("diff", "--entry", "1").stdout
    assert lines(ctl("diff", "before", "0")) == ["no difference"]
    (line,) = lines(ctl("restore", "before"))
    assert line.startswith("    2  ")
    assert lines(ctl("diff", "before", "head")) == ["no difference"]
    assert "there already" in ctl("rewind", "0").stderr
    (line,) = lines(ctl("rewind", "1"))
    assert line.startswith("    3  ")
    assert said(ctl("rewind", "0", "--json"))["changed"] is True
    assert "before is forgotten" in ctl("checkpoint", "before", "--delete").stderr
    assert lines(ctl("checkpoint")) == []
    assert "before" in refusal(ctl("restore", "before"), 1)
    assert lines(ctl("reset", "--seed", "empty")) == ["default is its seed again"]
    assert lines(ctl("history")) == []


def test_the_clock_is_read_and_moved(ctl: Ctl) -> None:
    """It shows the time; options freeze it, let it run, move it on to a time or by seconds."""
    assert lines(ctl("clock")) == ["2026-01-15T12:00:00.000Z  frozen"]
    assert lines(ctl("clock", "--advance", "1.5")) == ["2026-01-15T12:00:01.500Z  frozen"]
    assert lines(ctl("clock", "--now", "2026-02-01T00:00:00Z")) == ["2026-02-01T00:00:00.000Z  frozen"]
    assert said(ctl("clock", "--run", "--json"))["frozen"] is False
    assert said(ctl("clock", "--freeze", "--json"))["frozen"] is True
    assert refusal(ctl("clock", "--now", "2020-01-01T00:00:00Z"), 1).startswith("mockflow: now: expected a time from")
    assert "--advance" in refusal(ctl("clock", "--now", "2030-01-01", "--advance", "1"), 2)
    assert "--advance" in refusal(ctl("clock", "--advance", "soon"), 2)


def test_who_is_paused_is_said(mockflow: Mockflow, ctl: Ctl) -> None:
    """Pausing one token or all, with a reason, and resuming."""
    assert lines(ctl("pause", mockflow.site_token, "--reason", "wait")) == ["paused: mockflow-site-token (wait)"]
    assert mockflow.http().get("/sites").status_code == 403
    assert "paused: all" in lines(ctl("pause"))
    assert lines(ctl("resume")) == ["nobody is paused"]
    assert mockflow.http().get("/sites").status_code == 200
    assert "nobody" in refusal(ctl("pause", "nobody"), 1)


def test_a_policy_is_given_and_changed(mockflow: Mockflow, ctl: Ctl) -> None:
    """Levels by area, a default and a number of writes; what is left out stays, or does not with ``--replace``."""
    token = mockflow.site_token
    assert lines(ctl("policy", token)) == ["mockflow-site-token  0 writes  default=full"]
    (line,) = lines(ctl("policy", token, "cms=read", "--default", "off", "--max-writes", "3"))
    assert line == "mockflow-site-token  0 writes of 3  default=off cms=read"
    (line,) = lines(ctl("policy", token, "sites=full"))
    assert set(line.split()) >= {"3", "default=off", "sites=full", "cms=read"}
    assert lines(ctl("policy")) == [line]
    assert lines(ctl("policy", token, "--replace", "--default", "full")) == [
        "mockflow-site-token  0 writes  default=full"
    ]
    assert "cms" in refusal(ctl("policy", token, "cms=some"), 1)
    assert "AREA=LEVEL" in refusal(ctl("policy", token, "cms"), 2)
    assert "AREA=LEVEL" in refusal(ctl("policy", token, "cms=off", "cms=read"), 2)
    assert "--default" in refusal(ctl("policy", token, "--default", "some"), 2)
    assert "TOKEN" in refusal(ctl("policy", "--default", "off"), 2)


def test_tokens_are_made_and_revoked(mockflow: Mockflow, ctl: Ctl) -> None:
    """What a client presents is the whole of standard output, for scripts."""
    (value,) = lines(ctl("token", "add", "--name", "agent", "--scope", "cms:read", "--scope", "sites:read"))
    assert mockflow.http(value).get("/sites").status_code == 200
    made = next(each for each in mockflow.tokens() if each.name == "agent")
    (line,) = (line for line in lines(ctl("token")) if line.startswith("agent "))
    assert line.split() == ["agent", "site", made.id, "cms:read", "sites:read"]
    assert "is revoked" in ctl("token", "remove", made.id).stderr
    assert mockflow.http(value).get("/sites").status_code == 401
    literal = said(ctl("token", "add", "--json", "--value", "my-literal", "--kind", "oauth", "--expires-in", "60"))
    assert literal["token"] == "my-literal"
    assert "--kind" in refusal(ctl("token", "add", "--kind", "magic"), 2)
    assert "scopes" in refusal(ctl("token", "add", "--scope", "nope"), 1)


def test_faults_are_armed_and_disarmed(mockflow: Mockflow, ctl: Ctl) -> None:
    """Options make the match, the rules and the effect; the list says how often each fired."""
    assert lines(ctl("fault", "add", "--operation", "list-sites", "--status", "503", "--times", "1")) == ["fault-1"]
    assert mockflow.http().get("/sites").status_code == 503
    assert mockflow.http().get("/sites").status_code == 200
    assert lines(ctl("fault")) == ["fault-1  fired 1 of 1  operationId=list-sites  status=503"]
    made = said(
        ctl(
            "fault", "add", "--json", "--path", "/sites", "--actor", "mockflow-site-token", "--method", "GET",
            "--after", "1", "--probability", "0.5", "--status", "400", "--body", '{"a": [1]}',
            "--header", "x-a=b=c", "--delay", "1",
        )
    )  # fmt: skip
    assert made["match"] == {"path": "/sites", "actor": "mockflow-site-token", "method": "GET"}
    assert made["effect"] == {"status": 400, "body": {"a": [1]}, "headers": {"x-a": "b=c"}, "delayMs": 1.0}
    assert (made["after"], made["times"], made["probability"]) == (1, None, 0.5)
    assert said(ctl("fault", "add", "--status", "200", "--body", "plain", "--json"))["effect"]["body"] == "plain"
    assert "fault-1 is disarmed" in ctl("fault", "remove", "fault-1").stderr
    assert "all faults" in ctl("fault", "remove", "--all").stderr
    assert lines(ctl("fault")) == []
    assert "--all" in refusal(ctl("fault", "remove"), 2)
    assert "--all" in refusal(ctl("fault", "remove", "x", "--all"), 2)
    assert "fault-9" in refusal(ctl("fault", "remove", "fault-9"), 1)
    assert "effect" in refusal(ctl("fault", "add"), 1)
    assert "--header" not in refusal(ctl("fault", "add", "--header", "bare"), 2)


def test_worlds_are_made_and_removed(mockflow: Mockflow, ctl: Ctl) -> None:
    """A world's id, address and tokens are printed; verbs reach it by option, variable or URL."""
    made = lines(ctl("worlds", "add", "pw-0", "--seed", "empty", "--plan", "enterprise", "--clock", "real"))
    assert made[0] == "world     pw-0"
    assert "site      mockflow-site-token.pw-0" in made
    assert [line.split()[0] for line in lines(ctl("worlds"))] == ["default", "pw-0"]
    for reached in (
        ctl("--world", "pw-0", "clock"),
        ctl("clock", "--world", "pw-0"),
        ctl("clock", MOCKFLOW_WORLD="pw-0"),
        ctl("clock", "--url", f"{mockflow.url}/w/pw-0/v2"),
        ctl("clock", "--world", "pw-0", MOCKFLOW_WORLD="nope"),
    ):
        assert lines(reached)[0].endswith("running")
    assert said(ctl("worlds", "add", "--from", "default", "--json"))["id"] == "world-1"
    assert "pw-0" in refusal(ctl("worlds", "add", "pw-0"), 1)
    assert said(ctl("worlds", "add", "pw-0", "--anew", "--ttl", "60", "--distinct-ids", "--json"))["id"] == "pw-0"
    assert "--anew" in refusal(ctl("worlds", "add", "--anew"), 2)
    assert "pw-0 is gone" in ctl("worlds", "remove", "pw-0").stderr
    assert refusal(ctl("clock", "--world", "pw-0"), 1) == "mockflow: No world has the id pw-0"
    assert "default" in refusal(ctl("worlds", "remove", "default"), 1)


def test_deliveries_are_one_line_each(mockflow: Mockflow, ctl: Ctl) -> None:
    """A line has the state, the event, the URL, the attempts and the reason."""
    hook = {"triggerType": "form_submission", "url": "http://127.0.0.1:9/hook"}
    mockflow.http().post(f"/sites/{mockflow.site_id}/webhooks", json=hook).raise_for_status()
    mockflow.submit_form()
    mockflow.drain()
    (line,) = lines(ctl("deliveries"))
    assert line.split()[:4] == ["delivery-1", "pending", "form_submission", "http://127.0.0.1:9/hook"]
    assert "1 attempt  " in line
    assert "10 minutes" in line
    assert lines(ctl("deliveries", "--state", "delivered")) == []
    assert lines(ctl("deliveries", "--trigger", "form_submission")) == [line]
    assert "pending, delivered" in refusal(ctl("deliveries", "--state", "nope"), 2).replace("'", "")


@pytest.mark.parametrize(
    ("arguments", "trigger"),
    [
        (("form_submission",), "form_submission"),
        (("form_submission", "formId=forms/contact", "Name=Ada", "Email=ada@example.com"), "form_submission"),
        (("ecomm_new_order",), "ecomm_new_order"),
        (("ecomm_new_order", "fullName=Ada", "email=ada@example.com"), "ecomm_new_order"),
        (("comment_created", "content=Nice", "pageId=pages/about"), "comment_created"),
        (("page_created", "title=New", "slug=new"), "page_created"),
        (("page_metadata_updated", "pageId=pages/about", "title=Other"), "page_metadata_updated"),
        (("page_deleted", "pageId=pages/about"), "page_deleted"),
        (("site_publish",), "site_publish"),
    ],
)
def test_each_event_can_be_triggered(mockflow: Mockflow, ctl: Ctl, arguments: tuple[str, ...], trigger: str) -> None:
    """What sets off an event is done, with what was said of it, and a webhook hears of it."""
    hook = {"triggerType": trigger, "url": mockflow.sink_url("heard")}
    mockflow.http(mockflow.app_token).post(f"/sites/{mockflow.site_id}/webhooks", json=hook).raise_for_status()
    (line,) = lines(ctl("trigger", *arguments))
    assert line.split()[0] == trigger
    mockflow.drain()
    (message,) = mockflow.sink("heard")
    assert message.body["triggerType"] == trigger
    text = json.dumps(message.body)
    for value in (pair.partition("=")[2] for pair in arguments[1:]):
        assert "/" in value or value in text


def test_an_order_names_its_skus(mockflow: Mockflow, ctl: Ctl) -> None:
    """A key that is no other is a SKU, by its path in the seed or its id, and its value how many."""
    path = next(path for path in mockflow.control("GET", "/ids") if path.startswith("sku/"))
    order = said(ctl("trigger", "ecomm_new_order", f"{path}=2", "--json"))
    assert [(each["variantId"], each["count"]) for each in order["purchasedItems"]] == [(mockflow.id(path), 2)]
    assert "how many" in refusal(ctl("trigger", "ecomm_new_order", f"{path}=some"), 2)


def test_what_cannot_be_triggered_is_refused(ctl: Ctl) -> None:
    """An unknown event says what can be triggered, an unknown key what can be said; nothing is sent."""
    assert refusal(ctl("trigger", "nope"), 2) == (
        "mockflow: EVENT: expected one of form_submission, ecomm_new_order, comment_created, page_created, "
        "page_metadata_updated, page_deleted, site_publish, found nope"
    )
    assert "siteId, pageId" in refusal(ctl("trigger", "site_publish", "nope=1"), 2)
    assert "KEY=VALUE" in refusal(ctl("trigger", "site_publish", "bare"), 2)
    assert "found pages/nope" in refusal(ctl("trigger", "page_deleted", "pageId=pages/nope"), 2)
    assert "found Nope" in refusal(ctl("trigger", "form_submission", "Nope=1"), 1)


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("clock", "--url", "http://127.0.0.1:9"), 1, "no double answers at http://127.0.0.1:9: "),
        (("clock", "--url", "ftp://x"), 2, "--url: expected a URL such as http://127.0.0.1:4020, found ftp://x"),
        (("clock", "--url", "http://user:pw@x"), 2, "--url: expected a URL"),
        (("clock", "--url", "http://x/y/z"), 2, "--url: expected a URL"),
        (("clock", "--url", "http://127.0.0.1:9/w/a", "--world", "b"), 2, "--world: expected a, as in --url, found b"),
        (("clock", "--admin-token", "a\nb"), 2, "--admin-token: expected printable ASCII"),
        (("nope",), 2, "nope"),
        (("clock", "--nope"), 2, "--nope"),
        (("restore",), 2, "NAME"),
        (("rewind", "x"), 2, "x"),
        (("rewind", "-1"), 2, "-1"),
        (("requests", "--limit", "0"), 2, "--limit"),
        (("requests", "--status", "x"), 2, "--status"),
        (("history", "--follow", "--id", "x"), 2, "--id"),
        (("diff", "1", "--entry", "1"), 2, "--entry"),
        (("checkpoint", "--delete"), 2, "--delete"),
    ],
)
def test_a_mistake_is_one_line(ctl: Ctl, arguments: tuple[str, ...], code: int, words: str) -> None:
    """It names the option and what it may be, with exit 2; what a double refuses or nobody answers is exit 1."""
    assert words in refusal(ctl(*arguments), code)


def test_something_else_is_no_double(ctl: Ctl) -> None:
    """A server of another kind is told from a double."""
    with Receiver() as receiver:
        receiver.answer(status(404))
        line = refusal(ctl("reset", "--url", f"http://{receiver.address}"), 1)
    assert line == f"mockflow: something else than a double answers at http://{receiver.address}: 404"


def test_the_admin_token_is_presented(ctl: Ctl) -> None:
    """As an option or a variable it goes to the control plane, and nowhere else."""
    with Receiver() as receiver:
        url = f"http://{receiver.address}"
        ctl("reset", "--url", url, "--admin-token", "one")
        ctl("reset", "--url", url, MOCKFLOW_ADMIN_TOKEN="two")
        result = ctl("--admin-token", "three", "reset", "--url", url, MOCKFLOW_ADMIN_TOKEN="two")
        presented = [each.headers["authorization"] for each in receiver.received]
        assert presented == ["Bearer one", "Bearer two", "Bearer three"]
        assert "three" not in result.output


def test_hostile_text_is_made_printable(mockflow: Mockflow, ctl: Ctl) -> None:
    """Names that would move a cursor, break a line or turn its direction show as question marks, or as JSON escapes."""
    name = "a\x1b[2Jb\x9bc\u202ed\u2028e\ud83d\udc4b"
    journal_of(mockflow).create("a\x1b[2Jb\x9bc\u202ed\u2028e")
    mockflow.http().get("/sites/%1b[31m%e2%80%ae")
    for arguments in (("requests",), ("history",), ("diff",), ("requests", "--json"), ("diff", "--json")):
        result = ctl(*arguments)
        assert result.exit_code == 0
        assert not set(result.stdout) & set("\x1b\x9b\u202e\u2028"), arguments
    call = said(ctl("requests", "--json"))["requests"][0]
    assert call["requestBody"]["fieldData"]["name"] == "a\x1b[2Jb\x9bc\u202ed\u2028e"
    assert printable(name) == "a?[2Jb?c?d?e??"


@pytest.fixture
def followed(mockflow: Mockflow) -> Iterator[Callable[..., "subprocess.Popen[str]"]]:
    running: list[subprocess.Popen[str]] = []

    def start(*arguments: str) -> "subprocess.Popen[str]":
        process = subprocess.Popen(  # noqa: S603 - our own command
            [sys.executable, "-u", "-m", "mockflow", "ctl", *arguments, "--follow"],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, "MOCKFLOW_URL": mockflow.url},
        )  # fmt: skip
        running.append(process)
        return process

    yield start
    for process in running:
        process.kill()
        process.communicate(timeout=WITHIN)


def next_line(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    line = process.stdout.readline()
    assert line, process.communicate(timeout=WITHIN)
    return line


def test_requests_are_followed(mockflow: Mockflow, followed: Callable[..., Any]) -> None:
    """What there is comes first, then each call as it is made, if it fits; Ctrl-C ends it with exit 0."""
    posts = journal_of(mockflow)
    posts.create("One")
    process = followed("requests", "--path", "/collections/*", "--method", "POST")
    assert "req-000001" in next_line(process)
    mockflow.http().get("/sites")
    posts.create("Two")
    assert "req-000003" in next_line(process)
    mockflow.reset()
    posts.create("Three")
    assert "req-000001" in next_line(process)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=WITHIN)
    assert (process.returncode, out, err) == (0, "", "mockflow: the world began anew\n")


def test_history_is_followed_as_json(mockflow: Mockflow, followed: Callable[..., Any]) -> None:
    """Followed JSON is one entry a line."""
    posts = journal_of(mockflow)
    posts.create("One")
    process = followed("history", "--json")
    assert json.loads(next_line(process))["n"] == 1
    mockflow.submit_form()
    assert json.loads(next_line(process))["operationId"] == "simulate-form-submission"
    mockflow.reset()
    posts.create("One")
    assert json.loads(next_line(process))["n"] == 1
    process.send_signal(signal.SIGINT)
    assert process.wait(WITHIN) == 0


def test_deliveries_are_followed(mockflow: Mockflow, followed: Callable[..., Any]) -> None:
    """A delivery has a line each time that something becomes of it."""
    hook = {"triggerType": "form_submission", "url": mockflow.sink_url("heard")}
    mockflow.http().post(f"/sites/{mockflow.site_id}/webhooks", json=hook).raise_for_status()
    process = followed("deliveries", "--state", "delivered")
    time.sleep(1)
    mockflow.submit_form()
    assert next_line(process).split()[:3] == ["delivery-1", "delivered", "form_submission"]


def test_following_ends_with_the_world(mockflow: Mockflow, ctl: Ctl, followed: Callable[..., Any]) -> None:
    """A world that is removed leaves nothing to follow: exit 1, and a line that says so."""
    ctl("worlds", "add", "pw-0")
    process = followed("requests", "--world", "pw-0", "--json")
    mockflow.http("mockflow-site-token.pw-0").get("/sites")
    next_line(process)
    ctl("worlds", "remove", "pw-0")
    out, err = process.communicate(timeout=WITHIN)
    assert (process.returncode, out, err) == (1, "", "mockflow: No world has the id pw-0\n")


def test_every_verb_is_there() -> None:
    """All verbs are told of in help."""
    wanted = {
        "requests", "history", "diff", "checkpoint", "restore", "rewind", "reset", "pause", "resume", "policy",
        "token", "fault", "clock", "worlds", "deliveries", "trigger",
    }  # fmt: skip
    context = click.Context(main)
    group = main.get_command(context, "ctl")
    assert isinstance(group, click.Group)
    assert group.commands.keys() == wanted
    assert all(command.get_short_help_str() for command in group.commands.values())
    assert "ctl" in main.list_commands(context)
