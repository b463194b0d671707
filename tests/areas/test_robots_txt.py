"""The robots.txt of a site: replaced, added to, taken from."""

from time import perf_counter
from typing import Any

import httpx
import pytest

from mockflow import Mockflow
from mockflow.domain import robots
from tests.support import error, reasons
from tests.uploads import state

RULES = [{"userAgent": "*", "allows": ["/"], "disallows": ["/cart", "/x"]}, {"userAgent": "bot", "disallows": ["/y"]}]
SEED: dict[str, Any] = {
    "mockflow": 1,
    "plan": "enterprise",
    "sites": [
        {"displayName": "One", "robotsTxt": {"rules": RULES, "sitemap": "/sitemap.xml"}},
        {"displayName": "Plain", "plan": "cms"},
        {"displayName": "New"},
    ],
}
WHOLE: dict[str, Any] = {
    "rules": [RULES[0], {"userAgent": "bot", "allows": [], "disallows": ["/y"]}],
    "sitemap": "/sitemap.xml",
}
METHODS = ("GET", "PUT", "PATCH", "DELETE")

pytestmark = pytest.mark.mockflow(seed=SEED, rate_limit=False)


def call(mock: Mockflow, method: str, body: Any = None, site: str = "one") -> httpx.Response:
    return mock.http(mock.app_token).request(method, f"/sites/{mock.id(f'sites/{site}')}/robots_txt", json=body)


def said(mock: Mockflow, method: str, *rules: dict[str, Any], site: str = "one", **more: Any) -> dict[str, Any]:
    answer = call(mock, method, {"rules": list(rules), **more}, site)
    assert answer.status_code == 200, answer.text
    assert call(mock, "GET", site=site).json() == answer.json()
    found: dict[str, Any] = answer.json()
    return found


def rule(agent: str, *disallows: str, allows: tuple[str, ...] = ()) -> dict[str, Any]:
    return {"userAgent": agent, "allows": list(allows), "disallows": list(disallows)}


def test_it_is_read_and_replaced(mockflow: Mockflow) -> None:
    """All three keys of a rule are told; a replace keeps nothing, a sitemap neither; without one there is no key."""
    assert call(mockflow, "GET").json() == WHOLE
    assert said(mockflow, "PUT", {"userAgent": "new-bot"}) == {"rules": [rule("new-bot")]}
    assert said(mockflow, "PUT") == {"rules": []}
    assert call(mockflow, "GET", site="new").json() == {"rules": []}


def test_a_crawler_that_is_named_twice_has_one_rule(mockflow: Mockflow) -> None:
    """Its paths are those of both, each once, in their order."""
    found = said(mockflow, "PUT", rule("a", "/1", "/2"), rule("b"), rule("a", "/2", "/3"))
    assert found["rules"] == [rule("a", "/1", "/2", "/3"), rule("b")]


def test_a_patch_adds(mockflow: Mockflow) -> None:
    """Paths are added to those of the same crawler, new crawlers come last, a sitemap that is sent is the new one."""
    found = said(mockflow, "PATCH", rule("new"), rule("bot", "/y", "/z", allows=("/a",)))
    assert found["rules"] == [RULES[0], rule("bot", "/y", "/z", allows=("/a",)), rule("new")]
    assert found["sitemap"] == "/sitemap.xml"
    assert said(mockflow, "PATCH", sitemap="/other.xml")["sitemap"] == "/other.xml"
    assert "sitemap" not in said(mockflow, "PATCH", sitemap="")
    assert said(mockflow, "PATCH", rule("Bot", "/q"))["rules"][-1] == rule("Bot", "/q")


def test_a_delete_takes_paths_out(mockflow: Mockflow) -> None:
    """What is listed goes; a crawler that is left with no path, or that is named without one, disappears."""
    assert said(mockflow, "DELETE", rule("*", "/x", "/never"))["rules"][0] == rule("*", "/cart", allows=("/",))
    assert said(mockflow, "DELETE", rule("bot", "/y"))["rules"] == [rule("*", "/cart", allows=("/",))]
    assert said(mockflow, "DELETE", {"userAgent": "*"}) == {"rules": [], "sitemap": "/sitemap.xml"}
    assert said(mockflow, "DELETE", rule("nobody", "/a")) == {"rules": [], "sitemap": "/sitemap.xml"}


def test_a_document_deletes_itself(mockflow: Mockflow) -> None:
    """Sent as it was read, nothing is left; another sitemap than the one that there is stays."""
    assert "sitemap" in said(mockflow, "DELETE", sitemap="/other.xml")
    assert said(mockflow, "DELETE", *WHOLE["rules"], sitemap=WHOLE["sitemap"]) == {"rules": []}


def test_what_changes_nothing_writes_nothing(mockflow: Mockflow) -> None:
    """An empty body takes nothing out and adds nothing; a world is the same after it."""
    before = state(mockflow)
    for method in ("PATCH", "DELETE"):
        assert call(mockflow, method).json() == WHOLE
        assert call(mockflow, method, {}).json() == WHOLE
    assert call(mockflow, "PUT", WHOLE).json() == WHOLE
    assert call(mockflow, "PUT", site="new").json() == {"rules": []}
    assert state(mockflow) is before


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ({"rules": [{}]}, "Value (rules[0]) should have required property 'userAgent'"),
        ({"rules": None}, "Value (rules)'s type should be array"),
        ({"rules": [{"userAgent": "a", "allows": [5]}]}, "Value (rules[0].allows[0])'s type should be string"),
        ({"sitemap": None}, "Value (sitemap)'s type should be string"),
        ([], "Value (body)'s type should be object"),
    ],
)
def test_a_bad_document_is_refused(mockflow: Mockflow, body: Any, told: str) -> None:
    """Of whatever method, and nothing is written."""
    before = state(mockflow)
    for method in METHODS[1:]:
        assert reasons(call(mockflow, method, body)) == [told]
    assert state(mockflow) is before


def test_it_is_bounded(mockflow: Mockflow) -> None:
    """It comes to 500,000 bytes at most, however it is put together."""
    assert robots.MOST_BYTES == 500_000
    half = rule("big", *(f"/{at:0300}" for at in range(900)))
    assert call(mockflow, "PATCH", {"rules": [half]}).status_code == 200
    before = state(mockflow)
    told = "Value (rules) should NOT come to more than 500000 bytes with those that there are"
    assert reasons(call(mockflow, "PATCH", {"rules": [{**half, "userAgent": "too"}]})) == [told]
    assert state(mockflow) is before


def test_rules_for_one_crawler_are_laid_together_once(mockflow: Mockflow) -> None:
    """What names a crawler thousands of times costs no more than one rule with all the paths, and is the same."""
    many = [rule("bot", f"/{at}") for at in range(20_000)]
    began = perf_counter()
    found = said(mockflow, "PUT", *many)
    assert found["rules"] == [rule("bot", *(f"/{at}" for at in range(20_000)))]
    assert said(mockflow, "PATCH", *many) == found
    assert said(mockflow, "DELETE", *many) == {"rules": []}
    assert perf_counter() - began < 10


@pytest.mark.parametrize("method", ["PUT", "PATCH"])
def test_what_is_too_large_is_not_worked_on(mockflow: Mockflow, method: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """More text than a file holds is refused as it comes, before any rule is made of it."""
    monkeypatch.setattr("mockflow.resources.robots_txt.rules_of", lambda _: 1 / 0)
    sent = {"rules": [rule("bot", "/" + "x" * 100_000)] * 6}
    told = "Value (rules) should NOT come to more than 500000 bytes with those that there are"
    assert reasons(call(mockflow, method, sent)) == [told]


def test_it_needs_enterprise_and_scopes(mockflow: Mockflow) -> None:
    """On another plan each operation is a 403, whatever its body; reading and writing have a scope each."""
    reader = mockflow.http(mockflow.new_token(["site_config:read"]))
    writer = mockflow.http(mockflow.new_token(["site_config:write"]))
    path = f"/sites/{mockflow.site_id}/robots_txt"
    for method in METHODS:
        assert error(call(mockflow, method, site="plain"))[:2] == (403, "not_enterprise_plan_site")
        scope = "site_config:read" if method == "GET" else "site_config:write"
        missing = f"OAuthForbidden: You are missing the following scopes - '{scope}'"
        other, able = (writer, reader) if method == "GET" else (reader, writer)
        assert error(other.request(method, path)) == (403, "missing_scopes", missing)
        assert able.request(method, path).status_code == 200
        assert error(able.request(method, f"/sites/{'0' * 24}/robots_txt"))[0] == 404
