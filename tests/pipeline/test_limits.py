"""The requests a minute, and their headers."""

import pytest

from mockflow import Mockflow
from tests.support import error

pytestmark = [
    pytest.mark.mockflow(clock="2026-01-15T12:00:00Z"),
    pytest.mark.filterwarnings("ignore:mockflow:pytest.PytestWarning"),
]


@pytest.mark.parametrize(
    ("plan", "limit"),
    [("starter", 60), ("basic", 60), ("cms", 120), ("ecommerce", 120), ("business", 120), ("enterprise", 1200)],
)
def test_a_plan_sets_the_limit(plan: str, limit: int) -> None:
    """Each plan has its requests a minute, told in the headers of every answer."""
    with Mockflow(plan=plan) as mock:
        headers = mock.http().get("/sites").headers
        assert headers["X-RateLimit-Limit"] == str(limit)
        assert headers["X-RateLimit-Remaining"] == str(limit - 1)
        assert "Retry-After" not in headers


@pytest.mark.mockflow(plan="starter", unknown_routes="allow")
def test_a_window_is_a_minute_from_the_first_call(mockflow: Mockflow) -> None:
    """Errors count, 429s do not, and at 60 s a new window begins."""
    api = mockflow.http()
    assert api.get("/nope").headers["X-RateLimit-Remaining"] == "59"
    mockflow.clock.advance(20)
    assert [api.get("/sites").status_code for _ in range(59)] == [200] * 59
    refused = api.get("/sites")
    assert error(refused) == (429, "too_many_requests", "Too Many Requests")
    assert (refused.headers["Retry-After"], refused.headers["X-RateLimit-Remaining"]) == ("40", "0")
    mockflow.clock.advance(39.5)
    assert api.get("/sites").headers["Retry-After"] == "1"
    mockflow.clock.advance(0.5)
    assert api.get("/sites").headers["X-RateLimit-Remaining"] == "59"


@pytest.mark.mockflow(plan="starter")
def test_each_token_has_a_window_of_its_own(mockflow: Mockflow) -> None:
    """One token's calls do not use up another's, and what a test prepares is not counted at all."""
    for _ in range(61):
        mockflow.http(setup=True).get("/sites")
    assert mockflow.requests() == []
    assert mockflow.http().get("/sites").headers["X-RateLimit-Remaining"] == "59"
    assert mockflow.http(mockflow.app_token).get("/sites").headers["X-RateLimit-Remaining"] == "59"


@pytest.mark.mockflow(plan="starter", rate_limit=False)
def test_the_limit_can_be_turned_off(mockflow: Mockflow) -> None:
    """Without the limit no call is refused, and the headers stay."""
    answers = [mockflow.http().get("/sites") for _ in range(70)]
    assert {answer.status_code for answer in answers} == {200}
    assert answers[-1].headers["X-RateLimit-Remaining"] == "60"


@pytest.mark.mockflow(quirks={"retry_after_on_success": "on"})
def test_every_answer_may_carry_retry_after(mockflow: Mockflow) -> None:
    """With the quirk, Retry-After counts down on good answers too."""
    api = mockflow.http()
    assert api.get("/sites").headers["Retry-After"] == "60"
    mockflow.clock.advance(12)
    assert api.get("/sites").headers["Retry-After"] == "48"


def test_an_enterprise_site_may_have_a_limit_of_its_own() -> None:
    """The rateLimit in the seed is the limit of an enterprise site; a token of many sites has the highest."""
    sites = [
        {"displayName": "A", "plan": "enterprise", "rateLimit": 7},
        {"displayName": "B", "plan": "cms", "rateLimit": 9},
    ]
    with Mockflow({"mockflow": 1, "sites": sites}) as mock:
        assert mock.http().get("/sites").headers["X-RateLimit-Limit"] == "7"
        assert mock.http(mock.app_token).get("/sites").headers["X-RateLimit-Limit"] == "120"
    with Mockflow({"mockflow": 1}) as mock:
        assert mock.http(mock.app_token).get("/sites").headers["X-RateLimit-Limit"] == "60"
