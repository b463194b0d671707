"""What strangers send makes nothing in the process grow without bound."""

import pytest

from mockflow import ControlError, Mockflow
from mockflow.core.store import State
from mockflow.domain.apps import Apps
from mockflow.pipeline.validation import _load_query
from mockflow.web.wsgi import headers_of
from mockflow.worlds import unmatched
from mockflow.worlds.sinks import MOST_BYTES, Sinks


class _World:
    state = State()
    apps: Apps

    def __init__(self) -> None:
        self.apps = {}

    def timestamp(self) -> int:
        return 0


def test_a_sink_counts_headers_too() -> None:
    """Messages with long headers and no body fill the sinks as long bodies do."""
    sinks = Sinks(_World())
    for _ in range(200):
        sinks.receive("x", 0, {"x-webflow-" + "y" * 200_000: "", "content-type": "z" * 200_000}, b"")
    assert 2 <= len(sinks.messages("x")) <= MOST_BYTES // 400_000


@pytest.mark.mockflow(unknown_routes="allow")
def test_names_of_headers_count_in_the_journal(mockflow: Mockflow) -> None:
    """A header that is all name takes as much of the journal's bytes as one that is all value, and a method too."""
    api = mockflow.http()
    api.get("/sites")
    api.get("/sites", headers={"x" * 5_000: ""})
    api.request("G" * 5_000, "/sites")
    plain, header, method = (entry.size() for entry in mockflow._worlds.default.journal)  # noqa: SLF001 - not public
    assert header - plain >= 5_000
    assert method - plain >= 3_000  # its answer is shorter


def test_long_words_of_strangers_are_not_remembered(mockflow: Mockflow) -> None:
    """Caches keep short queries, names of headers and paths; long ones are read anew each time."""
    api = mockflow.http()
    before = _load_query.cache_info().currsize
    for at in range(5):
        assert api.get(f"/collections/{mockflow.id('journal')}/items?name={at}{'x' * 5_000}").status_code == 200
    assert _load_query.cache_info().currsize == before
    assert headers_of({"HTTP_" + "X_Y" * 100: "1"}) == {"x-y" + "x-y" * 99: "1"}


@pytest.mark.mockflow(unknown_routes="allow")
def test_a_path_without_end_is_compared_no_further(mockflow: Mockflow) -> None:
    """The nearest operation is looked for with as much of a path as an operation could have."""
    path = "/sites/" + "x/" * 20_000
    mockflow.http().get(path)
    mockflow.http().get("/site")
    first, second = mockflow.unmatched()
    assert (first.call.path, first.nearest) == ("/v2" + path, None)
    assert second.nearest == "GET /v2/sites"
    assert unmatched._nearest.cache_info().currsize <= 1_000  # noqa: SLF001 - what must be bounded


def test_a_revoked_token_leaves_nothing_behind(mockflow: Mockflow) -> None:
    """Rate windows go with their tokens, so that minting and revoking for ever keeps nothing."""
    meters = mockflow._worlds.default.meters  # noqa: SLF001 - what must be bounded
    for _ in range(3):
        assert mockflow.http(mockflow.new_token(name="agent")).get("/sites").headers["X-RateLimit-Remaining"] == "119"
        token = next(each for each in mockflow.tokens() if each.name == "agent")
        mockflow.control("DELETE", f"/tokens/{token.id}")
    assert "agent" not in meters._windows  # noqa: SLF001


def test_the_name_of_a_token_has_a_length(mockflow: Mockflow) -> None:
    """500 characters are taken, one more is refused, as a name and as a value."""
    assert mockflow.http(mockflow.new_token(name="n" * 500)).get("/sites").status_code == 200
    for key in ("name", "token"):
        with pytest.raises(ControlError, match="expected a name and a value of up to 500 characters"):
            mockflow.control("POST", "/tokens", json={key: "n" * 501})


def test_slashes_lead_around_no_limit(mockflow: Mockflow) -> None:
    """A path that is answered though it begins with more slashes counts as any other."""
    answer = mockflow.http().get("http://mockflow.test//v2/sites")
    assert answer.status_code == 200
    assert answer.headers["X-RateLimit-Remaining"] == "119"
