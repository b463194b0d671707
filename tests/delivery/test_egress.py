"""The gate: where deliveries may go, judged by the address that is connected to."""

import socket
from collections.abc import Callable

import pytest

from mockflow import Mockflow
from mockflow.delivery.egress import BlockedError, Egress, read_egress
from mockflow.delivery.send import post
from tests.delivery.hooked import Hooked
from tests.delivery.receiver import Receiver

pytestmark = pytest.mark.mockflow(clock="2026-01-15T12:00:00Z", rate_limit=False)

Names = Callable[..., None]
METADATA = [
    "169.254.169.254",
    "169.254.170.2",
    "fd00:ec2::254",
    "fe80::a9fe:a9fe",
    "100.100.100.200",
    "168.63.129.16",
    "192.0.0.192",
    "fd20:ce::254",
    "::ffff:169.254.169.254",
    "64:ff9b::a9fe:a9fe",
    "2002:a9fe:a9fe::1",
]
NEAR = [
    "127.0.0.1",
    "127.255.255.254",
    "::1",
    "10.0.0.1",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.0.1",
    "100.64.0.1",
    "100.127.255.255",
    "fc00::1",
    "fdff::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
]
FAR = [
    "203.0.113.5",
    "8.8.8.8",
    "172.32.0.1",
    "172.15.255.255",
    "192.169.0.1",
    "100.128.0.1",
    "11.0.0.1",
    "0.0.0.0",  # noqa: S104 - it is never bound
    "::",
    "2001:db8::1",
    "::ffff:203.0.113.5",
    "64:ff9b::7f00:1",
    "224.0.0.1",
    "255.255.255.255",
]


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> Names:
    """Says what names resolve to; all others have no address."""
    known: dict[str, tuple[str, ...]] = {}

    def getaddrinfo(host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        if host not in known:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in known[host]]

    monkeypatch.setattr("mockflow.delivery.egress.socket.getaddrinfo", getaddrinfo)
    return lambda **given: known.update({name.replace("_", "."): at for name, at in given.items()})


def allowed(gate: Egress, host: str, port: int = 80) -> list[str]:
    return list(gate.addresses(host, port))


def why_not(gate: Egress, host: str, port: int = 80) -> str:
    with pytest.raises(BlockedError) as raised:
        allowed(gate, host, port)
    assert "\n" not in str(raised.value)
    return str(raised.value)


@pytest.mark.usefixtures("names")
@pytest.mark.parametrize("address", NEAR)
def test_what_is_near_is_allowed(address: str) -> None:
    """Loopback, private and shared addresses, in whichever form they are written."""
    assert allowed(Egress(), address) == [address]


@pytest.mark.usefixtures("names")
@pytest.mark.parametrize("address", FAR)
def test_what_is_far_needs_to_be_allowed(address: str) -> None:
    """Any other address is blocked, and the reason names the option that would allow it, which then does."""
    host = address
    reason = why_not(Egress(), host)
    assert reason.endswith(f"is not local: --webhooks local,{host} would allow it")
    setting = reason.partition("--webhooks ")[2].removesuffix(" would allow it")
    assert allowed(read_egress(setting), host) == [address]
    assert allowed(read_egress("any"), host) == [address]


@pytest.mark.parametrize("address", METADATA)
def test_metadata_is_never_reached(names: Names, address: str) -> None:
    """No setting lets anything out to where clouds answer for their machines: not by address, nor by name."""
    names(receiver_test=(address,))
    settings = ["local", "any", "local,receiver.test", "local,0.0.0.0/0,::/0"]
    for setting in settings:
        for host in (address, "receiver.test"):
            assert "nothing is sent there under any setting" in why_not(read_egress(setting), host)


def test_a_name_is_judged_by_what_it_resolves_to(names: Names) -> None:
    """A name that sounds near and is far is blocked; one that sounds far and is near is not."""
    names(receiver_local=("203.0.113.5",), hooks_example_com=("127.0.0.1",), localhost=("8.8.8.8",))
    expected = "203.0.113.5 is not local: --webhooks local,receiver.local would allow it"
    assert why_not(Egress(), "receiver.local") == expected
    assert why_not(Egress(), "localhost") == "8.8.8.8 is not local: --webhooks local,localhost would allow it"
    assert allowed(Egress(), "hooks.example.com") == ["127.0.0.1"]
    with pytest.raises(OSError, match="not known"):
        allowed(Egress(), "nowhere.test")


def test_each_address_of_a_name_is_judged(names: Names) -> None:
    """Of several, those that may be connected to are, in their order; where none may be, the first tells why."""
    names(mixed_test=("203.0.113.5", "127.0.0.1", "169.254.169.254", "10.0.0.1", "127.0.0.1"))
    names(far_test=("203.0.113.5", "169.254.169.254"))
    assert allowed(Egress(), "mixed.test") == ["127.0.0.1", "10.0.0.1"]
    assert why_not(Egress(), "far.test") == "203.0.113.5 is not local: --webhooks local,far.test would allow it"
    assert allowed(read_egress("any"), "far.test") == ["203.0.113.5"]


def test_the_address_that_was_judged_is_connected_to(receiver: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name is looked up once for each attempt: a second answer could be another than the one that was judged."""
    port = int(receiver.address.rpartition(":")[2])
    answers, really = [["127.0.0.1"], ["203.0.113.5"]], socket.getaddrinfo

    def getaddrinfo(host: str, *more: int, **named: int) -> object:
        if host != "rebinding.test":
            return really(host, *more, **named)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in answers.pop(0)]

    monkeypatch.setattr("mockflow.delivery.egress.socket.getaddrinfo", getaddrinfo)
    assert post(f"http://rebinding.test:{port}/hook", {}, b"{}", Egress()) == 200
    assert len(answers) == 1


@pytest.mark.parametrize("name", ["host.docker.internal", "host.containers.internal"])
def test_the_host_of_a_container_is_near(names: Names, name: str) -> None:
    """What these names resolve to is allowed, whatever address that is, also by another name; metadata is not."""
    assert why_not(Egress(), "198.51.100.7").startswith("198.51.100.7 is not local")
    names(**{name.replace(".", "_"): ("198.51.100.7", "169.254.169.254"), "other_test": ("198.51.100.7",)})
    assert allowed(Egress(), name) == ["198.51.100.7"]
    assert allowed(Egress(), "other.test") == ["198.51.100.7"]
    assert why_not(Egress(), "198.51.100.8").startswith("198.51.100.8 is not local")


def test_names_ports_and_networks_are_listed(names: Names) -> None:
    """A name on any port or on one, an address, a network: what is listed is allowed besides what is near."""
    names(a_test=("203.0.113.1",), b_test=("203.0.113.2",), c_test=("198.51.100.9",), sub_a_test=("203.0.113.1",))
    gate = read_egress("local, A.test,b.test:8080,198.51.100.0/24,2001:db8::/32,203.0.113.77,203.0.113.78:99")
    assert allowed(gate, "a.test", 1) == ["203.0.113.1"]
    assert why_not(gate, "sub.a.test") == "203.0.113.1 is not local: --webhooks local,sub.a.test would allow it"
    assert allowed(gate, "b.test", 8080) == ["203.0.113.2"]
    assert "203.0.113.2 is not local" in why_not(gate, "b.test", 80)
    assert allowed(gate, "c.test") == ["198.51.100.9"]
    assert allowed(gate, "2001:db8::5") == ["2001:db8::5"]
    assert allowed(gate, "203.0.113.77") == ["203.0.113.77"]
    assert allowed(gate, "203.0.113.78", 99) == ["203.0.113.78"]
    assert "is not local" in why_not(gate, "203.0.113.78", 100)
    assert allowed(gate, "127.0.0.1") == ["127.0.0.1"]


def test_off_is_off(names: Names) -> None:
    """Then not even this machine is reached, and no name is looked up."""
    names(localhost=("127.0.0.1",))
    for host in ("127.0.0.1", "localhost", "nowhere.test"):
        assert (
            why_not(read_egress("off"), host)
            == "deliveries are off: --webhooks local would allow those to this machine"
        )


@pytest.mark.parametrize(
    "setting",
    ["", "on", "LOCAL", "any,a.test", "off,a.test", "a.test", "local,", "local,,a", "local,10.0.0.1/8", "local,a/b",
     "local,http://a.test", "local,a.test:0", "local,a.test:99999", "local,a.test:x", "local,a b", "local,u@a.test",
     "local,any", "local,off", "local,a.test#x", "local,a.test?", "local,*.a.test", "local,[::1", "local,300.1.1.1"],
)  # fmt: skip
def test_another_setting_is_refused(setting: str) -> None:
    """What is no setting is told with what may be one."""
    with pytest.raises(ValueError, match=r"^expected .*, found "):
        read_egress(setting)
    with pytest.raises(ValueError, match=r"^expected .*, found "):
        Mockflow(webhooks=setting)


@pytest.mark.parametrize(
    ("forwards", "url", "goes_to"),
    [
        ([], "https://a.example/in?x=1", "https://a.example/in?x=1"),
        (["http://127.0.0.1:9000"], "https://a.example/in?x=1", "http://127.0.0.1:9000/in?x=1"),
        (["http://127.0.0.1:9000/"], "https://a.example", "http://127.0.0.1:9000"),
        (["http://127.0.0.1:9000/all"], "https://a.example/in?x=1", "http://127.0.0.1:9000/all"),
        (["http://127.0.0.1:9000/?all=1"], "https://a.example/in?x=1", "http://127.0.0.1:9000/?all=1"),
        (["http://127.0.0.1:9000/a=b"], "https://a.example/in", "http://127.0.0.1:9000/a=b"),
        (["https://a.example=http://127.0.0.1:1"], "https://a.example/in", "http://127.0.0.1:1/in"),
        (["https://a.example=http://127.0.0.1:1/x?y=z"], "https://A.example:443/in", "http://127.0.0.1:1/x?y=z"),
        (["https://a.example:443=http://127.0.0.1:1"], "https://a.example/in", "http://127.0.0.1:1/in"),
        (["https://a.example=http://127.0.0.1:1"], "https://a.example:444/in", "https://a.example:444/in"),
        (["https://a.example=http://127.0.0.1:1"], "http://a.example/in", "http://a.example/in"),
        (["https://a.example=http://127.0.0.1:1"], "https://b.example/in", "https://b.example/in"),
        (["https://a.example=http://x:1", "http://y:2"], "https://a.example/in", "http://x:1/in"),
        (["https://a.example=http://x:1", "http://y:2"], "https://b.example/in", "http://y:2/in"),
    ],
)
def test_deliveries_are_forwarded(forwards: list[str], url: str, goes_to: str) -> None:
    """Those for an origin, or all; a forward without a path keeps the webhook's, one with a path takes its place."""
    assert read_egress("local", forwards).target_of(url) == goes_to


@pytest.mark.parametrize(
    "forward",
    ["", "=", "nope", "127.0.0.1:9000", "ftp://x", "https://a.example=", "https://a.example=nope", "=http://x",
     "https://a.example/in=http://x", "a.example=http://x", "http://u:p@x", "https://a.example=http://x:0"],
)  # fmt: skip
def test_another_forward_is_refused(forward: str) -> None:
    """What is no forward is told with what one looks like."""
    with pytest.raises(ValueError, match=r"^expected \[ORIGIN=\]URL, such as .*, found "):
        read_egress("local", [forward])


def test_where_a_forward_goes_is_allowed(names: Names) -> None:
    """Naming it is allowing it, on its port, unless deliveries are off; metadata stays out of reach."""
    names(tunnel_example=("203.0.113.5",), meta_example=("169.254.169.254",))
    gate = read_egress("local", ["https://tunnel.example/in", "https://a.example=http://meta.example"])
    assert allowed(gate, "tunnel.example", 443) == ["203.0.113.5"]
    assert "is not local" in why_not(gate, "tunnel.example", 80)
    assert "under any setting" in why_not(gate, "meta.example")
    assert "deliveries are off" in why_not(read_egress("off", ["https://tunnel.example"]), "tunnel.example", 443)


def test_a_blocked_delivery_says_what_would_allow_it(hooked: Hooked, names: Names, mockflow: Mockflow) -> None:
    """It has no attempt and is not tried again."""
    names(hooks_example_com=("203.0.113.5",))
    made = hooked.register("https://hooks.example.com/in")
    hooked.cause()
    assert mockflow.drain() == (True, 0)
    delivery = hooked.only()
    assert (delivery.state, delivery.attempts) == ("blocked", ())
    assert delivery.reason == "203.0.113.5 is not local: --webhooks local,hooks.example.com would allow it"
    assert mockflow.http().get(f"/webhooks/{made['id']}").json()["lastTriggered"] is None


def test_a_world_may_send_nothing(receiver: Receiver) -> None:
    """With ``webhooks="off"`` no connection is opened, not even to this machine; a sink needs none."""
    with Mockflow(webhooks="off") as mock:
        hooked = Hooked(mock)
        hooked.register(receiver.url)
        hooked.cause()
        mock.drain()
        assert hooked.only().state == "blocked"
        assert receiver.received == []
        hooked.register(mock.sink_url("a"))
        hooked.cause()
        mock.drain()
        assert len(mock.sink("a")) == 1
