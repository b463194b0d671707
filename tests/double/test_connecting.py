"""A handle over a double that runs already: how it is found, what is said where it is not, and what it presents."""

import base64
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from mockflow import ControlError, Mockflow, MockflowError, NoDoubleError, SeedError
from tests.delivery.receiver import Receiver, status

SEED = {"mockflow": 1, "sites": [{"displayName": "Mine", "collections": [{"displayName": "Notes", "slug": "notes"}]}]}
HEALTH = b'{"status": "ok", "version": "0", "apiDate": "2026-05-26", "worlds": 1, "uptimeSeconds": 1}'
WORLD = (
    b'{"id": "default", "apiUrl": "", "controlUrl": "", "sites": [], "env": {}, "tokens": {"site": "one", "app": null,'
    b' "readonly": "two", "expired": "three"}, "oauth": {"clientId": "four", "clientSecret": "five"}}'
)


@pytest.fixture
def running() -> Iterator[Mockflow]:
    """The double that is connected to; a thread of this process serves it."""
    with Mockflow() as mock:
        assert mock.url
        yield mock


@pytest.fixture
def connected(running: Mockflow) -> Iterator[Mockflow]:
    with Mockflow.connect(running.url) as mock:
        yield mock


@pytest.mark.parametrize("end", ["", "/", "/v2", "/v2/", "/_mockflow/", "/w/default", "/w/default/v2", "//"])
def test_the_url_may_be_any_that_a_double_gives(running: Mockflow, end: str) -> None:
    """That of the server, of a world, of the API or of the control plane."""
    with Mockflow.connect(f" {running.url}{end} ") as mock:
        assert (mock.world_id, mock.url, mock.api_url) == ("default", running.url, f"{running.url}/v2")
        assert mock.site_id == running.site_id


def test_the_world_is_in_the_url_or_beside_it(running: Mockflow) -> None:
    """Both ways lead to the same world; two that differ are refused."""
    with running.new_world(SEED, id="pw-0") as world:
        with Mockflow.connect(world.api_url) as one, Mockflow.connect(running.url, world="pw-0") as other:
            assert one.url == other.url == world.url == f"{running.url}/w/pw-0"
            assert one.env() == other.env() == world.env()
            assert one.http().get("/sites").json()["sites"][0]["displayName"] == "Mine"
        with pytest.raises(ValueError, match="world: expected the one that the URL names, pw-0, found pw-1"):
            Mockflow.connect(world.url, world="pw-1")


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("127.0.0.1:4020", "found 127.0.0.1:4020"),
        ("localhost", "found localhost"),
        ("ftp://localhost", "found ftp://localhost"),
        ("http://", "found http://"),
        ("http://localhost:99999", "found what is no URL"),
        ("http://[::1", "found what is no URL"),
        ("http://localhost/v3", "found http://localhost/v3"),
        ("http://localhost/w/pw-0/v2/sites", "found http://localhost/w/pw-0/v2/sites"),
        ("http://user:secret@localhost", "found one with a user, a query or a fragment"),
        ("http://localhost?token=secret", "found one with a user, a query or a fragment"),
        ("", "found "),
    ],
)
def test_another_url_is_refused(url: str, found: str) -> None:
    """In one line, which shows no credential."""
    with pytest.raises(ValueError, match="url: expected where a double answers") as refused:
        Mockflow.connect(url)
    assert str(refused.value).endswith(found)
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize("world", ["pw-9", "PW-0", "", "a/b", "..", "x" * 41])
def test_a_world_that_is_not_there_is_not_found(running: Mockflow, world: str) -> None:
    """Whether it could be there or not; an empty one is none that was named."""
    if not world:
        with Mockflow.connect(running.url, world=world) as mock:
            assert mock.world_id == "default"
        return
    with pytest.raises(ControlError) as refused:
        Mockflow.connect(running.url, world=world)
    assert (refused.value.status, refused.value.message) == (404, f"No world has the id {world}")


def test_where_nothing_answers_it_says_so(running: Mockflow) -> None:
    """One line that names the URL, as an error that is a ConnectionError too."""
    url = running.url
    running.close()
    with pytest.raises(ConnectionError) as refused:
        Mockflow.connect(url)
    assert isinstance(refused.value, NoDoubleError)
    assert isinstance(refused.value, MockflowError)
    assert str(refused.value).startswith(f"no double answers at {url}: ")
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("code", "body"),
    [
        (200, b"<html>"),
        (200, b"{}"),
        (200, b'{"status": "ok"}'),
        (404, b'{"message": "No", "code": "resource_not_found", "externalReference": null, "details": []}'),
        (302, b""),
        (502, b"<html>"),
        (200, b"\xff"),
    ],
)
def test_where_something_else_answers_it_says_so(code: int, body: bytes) -> None:
    """A page, other JSON, Webflow itself, a gateway without anything behind it."""
    with Receiver(status(code, body)) as other:
        with pytest.raises(NoDoubleError) as refused:
            Mockflow.connect(f"http://{other.address}")
        assert str(refused.value) == f"something else than mockflow answers at http://{other.address}"


def test_a_double_that_lets_nobody_in_tells_why() -> None:
    """Its own words are those of the error."""
    said = b'{"message": "Host: try --allowed-host", "code": "forbidden", "externalReference": null, "details": []}'
    with Receiver(status(403, said)) as guarded, pytest.raises(ControlError, match="403 forbidden: Host: try"):
        Mockflow.connect(f"http://{guarded.address}")


def test_the_admin_token_is_for_the_control_plane() -> None:
    """No call of the API carries it but a test's own preparation, in a header of its own; and nothing shows it."""
    ended = {"Connection": "close"}  # it does not keep them, and says so
    answers = [status(200, body, **ended) for body in (HEALTH, WORLD, b"{}")]
    with Receiver(*answers) as double:
        with Mockflow.connect(f"http://{double.address}", admin_token="made-up") as mock:
            mock.control("GET", "/clock")
            mock.http().get("/sites")
            mock.http(setup=True).get("/sites")
            mock.prepare("GET", "/sites")
            assert "made-up" not in repr(mock) + repr(mock.http(setup=True).headers["Authorization"])
        presented = [(each.path, each.headers.get("authorization")) for each in double.received]
        assert presented == [
            ("/_mockflow/health", None),
            ("/_mockflow/worlds/default", "Bearer made-up"),
            ("/_mockflow/clock", "Bearer made-up"),
            ("/v2/sites", "Bearer one"),
            ("/v2/sites", "Bearer one"),
            ("/v2/sites", "Bearer mockflow-app-token"),
        ]
        assert [each.headers.get("x-mockflow-admin") for each in double.received] == [None] * 4 + ["made-up"] * 2


def test_proxies_of_the_environment_are_not_used(running: Mockflow, monkeypatch: pytest.MonkeyPatch) -> None:
    """A double is on this machine or the next, and no proxy knows the way."""
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    with Mockflow.connect(running.url) as mock, mock.new_world() as world:
        assert world.http().get("/sites").status_code == 200


def test_whatever_host_a_url_names_the_transport_reaches_the_world(running: Mockflow) -> None:
    """In process and over a socket; the URLs that are handed out lead back to where the double is."""
    with Mockflow.connect(running.url) as connected:
        for parent, base in ((running, "https://api.webflow.com"), (connected, running.url)):
            with parent.new_world(SEED) as world, httpx.Client(transport=world.transport) as client:
                client.headers["Authorization"] = "Bearer mockflow-site-token"  # without a suffix that names the world
                answer = client.get("https://api.webflow.com/v2/sites", params={"a": "b c"})
                assert [site["displayName"] for site in answer.json()["sites"]] == ["Mine"]
                assert str(answer.request.url) == "https://api.webflow.com/v2/sites?a=b+c"
                asked = {"fileName": "a.txt", "fileHash": "0" * 32}
                asset = client.post(f"https://api.webflow.com/v2/sites/{world.site_id}/assets", json=asked).json()
                assert asset["uploadUrl"].startswith(f"{base}/w/{world.world_id}/")
                (call,) = world.requests(method="GET")
                assert (call.path, call.query) == ("/v2/sites", {"a": "b c"})
            assert running.requests() == []


def test_ids_are_asked_for_once_and_again_where_they_changed(connected: Mockflow, running: Mockflow) -> None:
    """A reset by this handle forgets them, and a path that is missing asks once more."""
    assert connected.id("journal/first-post") == running.id("journal/first-post")
    assert connected.ids is connected.ids
    running.reset(seed=SEED)
    assert connected.id("notes") == running.id("notes")
    connected.reset(seed="empty")
    assert connected.site_id == running.site_id
    with pytest.raises(LookupError, match="the nearest is"):
        connected.id("nothing/here")


def test_arranging_needs_no_ready_made_token(connected: Mockflow) -> None:
    """Where a test has done away with the app's token, one of our own takes its place, for each handle."""
    (token,) = (each for each in connected.tokens() if each.name == "mockflow-app-token")
    connected.control("DELETE", f"/tokens/{token.id}")
    for name in ("One", "Two"):
        assert connected.item(connected.add_item("journal", {"name": name})).state == "published"
    assert [each.name for each in connected.tokens()].count("mockflow-setup") == 1
    with Mockflow.connect(connected.url) as other:
        assert other.add_item("journal", {"name": "Again"})
    connected.reset()
    assert connected.add_item("journal", {"name": "After a reset"})
    assert connected.requests() == []


def test_failures_of_the_double_are_told(
    connected: Mockflow, running: Mockflow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its journal shows them to who is in another process."""
    assert connected.failures() == []
    with monkeypatch.context() as patch:
        patch.setattr("mockflow.worlds.world.World.write_time", lambda *_: 1 / 0)
        sent = connected.http().post(f"/sites/{connected.site_id}/publish", json={"publishToWebflowSubdomain": True})
    assert sent.status_code == 500
    (failure,) = connected.failures()
    assert "POST /v2/sites/" in str(failure)
    assert "was answered 500" in str(failure)
    assert len(running.failures()) == 1


def test_a_file_is_read_where_the_test_is(running: Mockflow, connected: Mockflow, tmp_path: Path) -> None:
    """With the files that it names and the seeds that it extends, whatever machine the double is on."""
    (tmp_path / "base.yaml").write_text("mockflow: 1\nextends: demo\nplan: starter\n", "utf-8")
    (tmp_path / "note.txt").write_text("Hello", "utf-8")
    seed = tmp_path / "mine.yaml"
    seed.write_text(
        "mockflow: 1\nextends: base.yaml\nsites:\n- shortName: kiln-and-lantern\n"
        "  assets: [{fileName: note.txt, file: note.txt}]\n",
        "utf-8",
    )
    with Mockflow(seed) as here:
        for parent in (running, connected):
            for given in (seed, str(seed)):
                with parent.new_world(given) as world:
                    assert dict(world.ids) == dict(here.ids)
                    assert world.http().get("/sites").headers["X-RateLimit-Limit"] == "60"
        connected.reset(seed=seed)
        assert dict(connected.ids) == dict(here.ids)


def test_what_is_wrong_with_a_seed_is_told_with_its_line(connected: Mockflow, tmp_path: Path) -> None:
    """As it is in process; nothing is left of the world that was not made."""
    bad = tmp_path / "bad.yaml"
    bad.write_text("mockflow: 1\nsites:\n- displayName: One\n- displayName: One\n", "utf-8")
    for seed in (bad, "nope", tmp_path / "none.yaml", {"mockflow": 1, "plan": "gold"}, {"mockflow": base64}, {"a": 1}):
        with pytest.raises(SeedError) as here:
            Mockflow(seed)
        with pytest.raises(SeedError) as there:
            connected.new_world(seed)
        assert str(here.value) == str(there.value)
    with pytest.raises(ControlError, match="plan: expected one of"):
        connected.new_world(SEED, plan="gold")
    assert [world.id for world in connected.worlds()] == ["default"]


def test_a_double_that_ended_is_told_and_left(running: Mockflow, connected: Mockflow) -> None:
    """A later call says that nobody answers; closing what was there is no error."""
    world = connected.new_world()
    running.close()
    with pytest.raises(NoDoubleError, match=f"no double answers at {connected.url}: "):
        world.requests()
    world.close()


def test_over_tls_authorities_are_read_once() -> None:
    """They take longer to read than many calls; a server without TLS is told as one that does not answer."""
    from mockflow.double import running as module  # noqa: PLC0415 - imported by whoever connects

    assert module._tls() is module._tls()  # noqa: SLF001 - that it is one is the point
    with Receiver() as plain, pytest.raises(NoDoubleError, match="no double answers at https://127"):
        Mockflow.connect(f"https://{plain.address}")
