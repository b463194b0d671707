"""Registered scripts and custom code in seeds."""

from typing import Any

import pytest

from mockflow import Mockflow, SeedError
from mockflow.worlds.seeds import plant
from tests.areas.code import CDN, HASH, Code

CODE = "sites[0].customCode[0]"
SLIDER = {"displayName": "Slow slider", "sourceCode": "slide()"}
APPLIED = {"scripts": [{"id": "slow_slider"}]}


def seed(**site: Any) -> dict[str, Any]:
    return {"mockflow": 1, "sites": [{"displayName": "S", "createdOn": "2026-01-01T00:00:00Z", **site}]}


def told(**site: Any) -> list[str]:
    """The problems of a seed with this site."""
    with pytest.raises(SeedError) as raised:
        plant(seed(**site))
    return [problem.removeprefix("seed:1: ") for problem in map(str, raised.value.problems)]


def test_scripts_are_applied_from_the_start() -> None:
    """Times and versions have defaults; what is applied is live where the site, or the page, is."""
    hosted = {"displayName": "Other", "hostedLocation": CDN, "integrityHash": HASH, "version": "2.0.0"}
    pages = [{"title": "About", "customCode": [APPLIED]}, {"title": "New", "draft": True, "customCode": [APPLIED]}]
    with Mockflow(seed(registeredScripts=[SLIDER, hosted], customCode=[APPLIED], pages=pages)) as mock:
        code = Code(mock, mock.http(mock.app_token))
        assert code.listed() == ["other 2.0.0", "slow_slider 1.0.0"]
        assert code.get().json() == {
            "scripts": [{"id": "slow_slider", "location": "header", "version": "1.0.0", "attributes": {}}],
            "createdOn": "2026-01-01T00:00:00.000Z",
            "lastUpdated": "2026-01-01T00:00:00.000Z",
        }
        assert [each["type"] for each in code.blocks()] == ["site", "page", "page"]
        assert code.live() == {None: ["slow_slider"], mock.id("pages/about"): ["slow_slider"]}


def test_what_differs_live_is_said() -> None:
    """A live list may be another, one that is deleted in the Designer, or missing; another app's is not read."""
    live = {"scripts": [], "createdOn": "2025-12-01T00:00:00Z"}
    other = {**APPLIED, "app": "other", "copies": "live"}
    pages = [{"title": "About", "customCode": [{**APPLIED, "copies": "staged"}]}]
    code = [{**APPLIED, "live": live}, other]
    with Mockflow(seed(registeredScripts=[SLIDER], customCode=code, pages=pages)) as mock:
        app = Code(mock, mock.http(mock.app_token))
        assert len(app.get().json()["scripts"]) == 1
        assert app.live() == {None: ["slow_slider"]}
        assert len(app.blocks()) == 2
        assert app.delete().status_code == 204
        assert [each["type"] for each in app.blocks()] == ["page"]


def test_a_page_that_is_no_longer_live_has_no_scripts_live() -> None:
    """A draft that is still live is taken down by the next publish, with its scripts; what is staged stays."""
    pages = [{"title": "Old", "draft": True, "copies": "both", "customCode": [APPLIED]}]
    with Mockflow(seed(registeredScripts=[SLIDER], pages=pages)) as mock:
        code = Code(mock, mock.http(mock.app_token))
        assert code.live() == {mock.id("pages/old"): ["slow_slider"]}
        code.publish()
        assert code.live() == {}
        assert len(code.blocks()) == 1


def test_a_site_that_was_never_published_has_nothing_live() -> None:
    """What is applied there is staged alone."""
    with Mockflow(seed(registeredScripts=[SLIDER], customCode=[APPLIED], lastPublished=None)) as mock:
        assert Code(mock, mock.http(mock.app_token)).live() == {}
    assert told(registeredScripts=[SLIDER], customCode=[{**APPLIED, "copies": "both"}], lastPublished=None) == [
        f"{CODE}.copies: expected a copy of what is there (staged), found both"
    ]


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ({"displayName": "a-b"}, ".displayName: expected text of the form 1 to 50 letters, digits and spaces, found"),
        ({"version": "1"}, ".version: expected text of the form a semantic version such as 1.0.0, found"),
        ({"id": "A"}, ".id: expected text of the form 1 to 50 lower-case letters, digits and underscores, found"),
        ({"sourceCode": " "}, ".sourceCode: expected text of the form not blank, found"),
        ({"hostedLocation": CDN}, ": expected either sourceCode, or hostedLocation and integrityHash, found Slow"),
        ({"integrityHash": HASH}, ": expected either sourceCode, or hostedLocation and integrityHash, found Slow"),
        ({"createdOn": "soon"}, ".createdOn: expected an ISO 8601 time, found"),
        ({"code": "x"}, ".code: expected one of the keys "),
    ],
)
def test_a_wrong_script_is_told(script: dict[str, Any], said: str) -> None:
    """With what would be right."""
    (problem,) = told(registeredScripts=[{**SLIDER, **script}])
    assert problem.startswith(f"sites[0].registeredScripts[0]{said}"), problem


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (
            [{"scripts": [{"id": "x"}]}],
            f"{CODE}.scripts[0]: expected the id and the version of a registered script of ",
        ),
        ([{"scripts": [{"id": "slow_slider", "version": "2.0.0"}]}], f"{CODE}.scripts[0]: expected the id and the "),
        ([{"scripts": [{"id": "slow_slider", "location": "body"}]}], f"{CODE}.scripts[0].location: expected one of "),
        ([{"scripts": [{"id": "slow_slider", "attributes": {"a b": 1}}]}], f"{CODE}.scripts[0].attributes: expected "),
        ([{"scripts": [{"id": "slow_slider", "attributes": {"a": []}}]}], f"{CODE}.scripts[0].attributes.a: expected "),
        ([{"app": "a b"}], f"{CODE}.app: expected text of the form the client id of an app"),
        ([{}, {}], "sites[0].customCode[1].app: expected an app that no list beside it has, found mockflow-client-id"),
        ([{"copies": "live", "live": {}}], f"{CODE}.live: expected nothing where there are not both copies, found "),
        ([{"live": {"scripts": [{"id": "x"}]}}], f"{CODE}.live.scripts[0]: expected the id and the version of "),
        ({"scripts": []}, "sites[0].customCode: expected a list, found "),
    ],
)
def test_wrong_custom_code_is_told(code: Any, said: str) -> None:
    """On a site as on a page, with what would be right."""
    (problem,) = told(registeredScripts=[SLIDER], customCode=code)
    assert problem.startswith(said), problem
    (problem,) = told(registeredScripts=[SLIDER], pages=[{"title": "A", "customCode": code}])
    assert problem.startswith(said.replace("sites[0]", "sites[0].pages[0]")), problem


def test_more_than_800_scripts_are_too_many() -> None:
    """And two of one version are one too many."""
    many = [{**SLIDER, "version": f"1.{at}.0"} for at in range(801)]
    path = "sites[0].registeredScripts"
    assert told(registeredScripts=many) == [f"{path}: expected up to 800 scripts, found 801"]
    assert told(registeredScripts=[SLIDER, {**SLIDER, "displayName": "slow SLIDER"}]) == [
        f"{path}[1]: expected a version that no script beside it has, found slow_slider 1.0.0"
    ]


def test_a_seed_that_extends_another_adds_to_its_scripts() -> None:
    """A version of a script, and the list of an app, are laid over those of the other seed."""
    more = {"displayName": "Opening hours", "version": "1.1.0", "sourceCode": "open()"}
    same = {"displayName": "Opening hours", "version": "1.0.0", "sourceCode": "shut()"}
    site = {"shortName": "kiln-and-lantern", "displayName": "K", "registeredScripts": [more, same]}
    site["customCode"] = [{"scripts": [{"id": "opening_hours", "version": "1.1.0"}]}]
    with Mockflow({"mockflow": 1, "extends": "demo", "sites": [site]}) as mock:
        code = Code(mock, mock.http(mock.app_token))
        assert code.listed() == ["opening_hours 1.1.0", "opening_hours 1.0.0"]
        scripts = code.api.get(f"{code.site}/registered_scripts").json()["registeredScripts"]
        assert code.api.get(scripts[1]["hostedLocation"]).text == "shut()"
        assert [each["version"] for each in code.get().json()["scripts"]] == ["1.1.0"]


def test_the_demo_has_a_script() -> None:
    """It is registered, applied to every page and live, so that a newcomer sees one."""
    with Mockflow() as mock:
        code = Code(mock, mock.http(mock.app_token))
        assert code.listed() == ["opening_hours 1.0.0"]
        assert [each["location"] for each in code.get().json()["scripts"]] == ["footer"]
        assert code.live() == {None: ["opening_hours"]}
