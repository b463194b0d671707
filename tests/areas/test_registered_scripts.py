"""Registered scripts: hosted and inline ones, their ids and versions, and what is refused."""

from typing import Any

import httpx
import pytest

from mockflow import Mockflow
from tests.areas.code import CDN, HASH, SITE_TOKEN, Code
from tests.support import error, reasons

SITE = {"displayName": "Site", "pages": [{"title": "About"}]}
pytestmark = pytest.mark.mockflow(seed={"mockflow": 1, "sites": [SITE]}, clock="2026-01-15T12:00:00Z", rate_limit=False)
KEYS = [
    "id",
    "displayName",
    "hostedLocation",
    "integrityHash",
    "canCopy",
    "version",
    "createdOn",
    "lastUpdated",
]


def test_a_hosted_script_is_registered(code: Code) -> None:
    """A registration answers 201 with the script, whose location and hash are those that were sent."""
    made = code.hosted("CMS Slider", canCopy=True)
    assert made.status_code == 201
    assert list(made.json()) == KEYS
    assert made.json() == {
        "id": "cms_slider",
        "displayName": "CMS Slider",
        "hostedLocation": CDN,
        "integrityHash": HASH,
        "canCopy": True,
        "version": "1.0.0",
        "createdOn": "2026-01-15T12:00:00.000Z",
        "lastUpdated": "2026-01-15T12:00:00.000Z",
    }
    listed = code.api.get(f"{code.site}/registered_scripts").json()
    assert listed == {"registeredScripts": [made.json()], "pagination": {"limit": 100, "offset": 0, "total": 1}}


def test_an_inline_script_is_hosted_by_the_double(code: Code) -> None:
    """It has no hash, and its source is served at a location that ends in its id and version."""
    source = "console.log('Grüße', `</script>`);\n"
    made = code.inline("Alert", "0.0.1-rc.1+build.5", sourceCode=source).json()
    assert (made["id"], made["integrityHash"], made["canCopy"]) == ("alert", None, False)
    location = made["hostedLocation"]
    assert location.startswith("http://mockflow.test/w/default/_files/")
    assert location.endswith("/alert-0.0.1-rc.1%2Bbuild.5.js")
    served = code.api.get(location)
    assert (served.status_code, served.text) == (200, source)
    assert served.headers["content-type"] == "text/javascript"
    assert served.headers["x-content-type-options"] == "nosniff"


def test_what_is_no_inline_script_is_not_hosted(code: Code) -> None:
    """Another version, another site, and a script that others host are not there."""
    location = code.inline().json()["hostedLocation"]
    code.hosted(version="2.0.0")
    for other in (
        location.replace("1.0.0", "1.0.1"),
        location.replace("1.0.0", "2.0.0"),
        location.replace("slider", "slide"),
        location.removesuffix(".js"),
        location.replace(code.mock.site_id, "0" * 24),
        location.replace("scripts/", ""),
    ):
        answer = code.api.get(other)
        assert (answer.status_code, "<Code>NoSuchKey</Code>" in answer.text) == (404, True), other


@pytest.mark.parametrize(
    ("name", "script_id"),
    [
        ("Alert", "alert"),
        ("CMS Slider", "cms_slider"),
        ("A  b   C ", "a_b_c"),
        ("9", "9"),
        ("x" * 50, "x" * 50),
    ],
)
def test_the_id_is_made_from_the_name(code: Code, name: str, script_id: str) -> None:
    """It is the name in lower case, with one underscore for spaces; the name stays as it is."""
    made = code.inline(name).json()
    assert (made["id"], made["displayName"]) == (script_id, name)


@pytest.mark.mockflow(quirks={"script_id_spaces": "none"})
def test_spaces_may_vanish_from_ids(code: Code) -> None:
    """In a world that has it so, the id is the name in lower case without its spaces."""
    assert code.inline("CMS Slider").json()["id"] == "cmsslider"


def test_the_same_version_is_registered_once(code: Code) -> None:
    """Another registration of a name and version is a 409 of its own code, whatever it says, and changes nothing."""
    code.inline()
    location = code.api.get(f"{code.site}/registered_scripts").json()
    said = (409, "duplicate_registered_script", "Duplicate registered script: slider 1.0.0 is registered already")
    assert error(code.inline(sourceCode="other();")) == said
    assert error(code.inline("sLIDER")) == said
    assert error(code.hosted()) == said
    assert code.api.get(f"{code.site}/registered_scripts").json() == location


def test_each_version_is_a_row(code: Code) -> None:
    """The list has the versions of all scripts in the order of their registration, and is paged."""
    for version in ("2.0.0", "1.0.0", "1.0.1"):
        assert code.inline(version=version).status_code == 201
    code.hosted("Alert")
    every = ["slider 2.0.0", "slider 1.0.0", "slider 1.0.1", "alert 1.0.0"]
    assert code.listed() == every
    assert code.listed(limit=2, offset=1) == every[1:3]
    assert code.listed(offset=9) == []
    page = code.api.get(f"{code.site}/registered_scripts", params={"limit": 2, "offset": 1}).json()["pagination"]
    assert page == {"limit": 2, "offset": 1, "total": 4}
    assert code.api.get(f"{code.site}/registered_scripts", params={"limit": 0}).status_code == 400


def test_a_site_has_800_scripts_at_most(mockflow: Mockflow) -> None:
    """The 801st version is a 409 of its own code; that of a version that is there is still told as a duplicate."""
    scripts = [{"displayName": "Slider", "version": f"1.0.{at}", "sourceCode": "x"} for at in range(799)]
    with Mockflow({"mockflow": 1, "sites": [{**SITE, "registeredScripts": scripts}]}) as full:
        code = Code(full, full.http(full.app_token))
        assert code.inline(version="2.0.0").status_code == 201
        said = (
            409,
            "custom_code_max_registered_scripts",
            "The maximum number of registered scripts has been reached.",
        )
        assert error(code.inline(version="2.0.1")) == said
        assert error(code.hosted("Other")) == said
        assert error(code.inline(version="2.0.0"))[1] == "duplicate_registered_script"
    assert mockflow.site_id


def test_an_inline_script_has_2000_characters_at_most(code: Code) -> None:
    """Characters count, not bytes; one more is a 400 that names the limit, and nothing is registered."""
    assert code.inline(sourceCode="é" * 2000).status_code == 201
    assert reasons(code.inline("Long", sourceCode="x" * 2001)) == [
        "Value (sourceCode) should NOT be longer than 2000 characters"
    ]
    assert code.listed() == ["slider 1.0.0"]


@pytest.mark.mockflow(quirks={"inline_script_limit": 10_000})
def test_the_limit_may_be_another(code: Code) -> None:
    """A world may allow what Webflow is said to allow today."""
    assert code.inline(sourceCode="x" * 10_000).status_code == 201
    assert reasons(code.inline("Long", sourceCode="x" * 10_001)) == [
        "Value (sourceCode) should NOT be longer than 10000 characters"
    ]


def test_the_hash_of_an_inline_script_is_ignored(code: Code) -> None:
    """It may be sent, but the answer has none."""
    assert code.inline(integrityHash=HASH).json()["integrityHash"] is None
    assert code.inline("Other", integrityHash=None, id="mine", createdOn="2020").json()["id"] == "other"


NAME = 'Value (displayName) should match format "1 to 50 letters, digits and spaces"'
VERSION = 'Value (version) should match format "a semantic version such as 1.0.0"'


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"displayName": ""}, NAME),
        ({"displayName": " a"}, NAME),
        ({"displayName": "x" * 51}, NAME),
        ({"displayName": "a-b"}, NAME),
        ({"displayName": "Größe"}, NAME),
        ({"displayName": "a\n"}, NAME),
        ({"displayName": None}, "Value (displayName)'s type should be string"),
        ({"version": "1.0"}, VERSION),
        ({"version": "01.0.0"}, VERSION),
        ({"version": "v1.0.0"}, VERSION),
        ({"version": "1.0.0\n"}, VERSION),
        ({"version": "1.0.0-"}, VERSION),
        ({"version": "1.0.0-a..b"}, VERSION),
        ({"version": "1.0.0/../x"}, VERSION),
        ({"version": 1}, "Value (version)'s type should be string"),
        ({"canCopy": "yes"}, "Value (canCopy)'s type should be boolean"),
    ],
)
@pytest.mark.parametrize("kind", ["inline", "hosted"])
def test_a_wrong_shape_is_refused(code: Code, kind: str, change: dict[str, Any], said: str) -> None:
    """Names are 1 to 50 letters, digits and spaces, versions semantic; the refusal tells, and nothing is registered."""
    register = code.inline if kind == "inline" else code.hosted
    answer = register(**{"name": "Slider", **_by_argument(change)})
    assert reasons(answer) == [said]
    assert code.listed() == []


def _by_argument(change: dict[str, Any]) -> dict[str, Any]:
    return {"name" if key == "displayName" else key: value for key, value in change.items()}


@pytest.mark.parametrize(
    ("kind", "body", "said"),
    [
        ("inline", {}, ["displayName", "sourceCode", "version"]),
        ("hosted", {}, ["displayName", "hostedLocation", "integrityHash", "version"]),
        ("hosted", {"displayName": "A", "version": "1.0.0", "hostedLocation": CDN}, ["integrityHash"]),
    ],
)
def test_what_must_be_there_is_told(code: Code, kind: str, body: Any, said: list[str]) -> None:
    """Each missing key is named; a hosted script needs a hash."""
    answer = code.api.post(f"{code.site}/registered_scripts/{kind}", json=body)
    assert sorted(reasons(answer)) == [f"Value ({key}) is required" for key in said]


def test_what_is_neither_source_nor_location_is_refused(code: Code) -> None:
    """A source is not blank; a location is an http URL without spaces, a hash not empty."""
    assert reasons(code.inline(sourceCode=" \n")) == ['Value (sourceCode) should match format "not blank"']
    for location in (
        "",
        "javascript:alert(1)",
        "/a.js",
        "https://a b",
        "https://",
        "ftp://a/b.js",
        "https://x\n",
        "https://[",
        "https://a@b",
    ):
        said = 'Value (hostedLocation) should match format "an http or https URL with a host"'
        assert reasons(code.hosted(hostedLocation=location)) == [said], location
    said = 'Value (integrityHash) should match format "a Sub-Resource Integrity hash"'
    assert reasons(code.hosted(integrityHash="")) == [said]
    assert code.listed() == []


def calls(code: Code, api: httpx.Client, site: str) -> list[httpx.Response]:
    body = {"displayName": "A", "version": "1.0.0", "sourceCode": "x", "hostedLocation": CDN, "integrityHash": HASH}
    at = f"/sites/{site}/registered_scripts"
    assert code
    return [api.get(at), api.post(f"{at}/inline", json=body), api.post(f"{at}/hosted", json=body)]


def test_a_site_token_is_refused(code: Code, mockflow: Mockflow) -> None:
    """It is told that it is the wrong kind of token, before any scope or the site is looked at."""
    for token in (mockflow.site_token, mockflow.new_token(["sites:read"])):
        for site in (mockflow.site_id, "0" * 24):
            for answer in calls(code, mockflow.http(token), site):
                assert error(answer) == SITE_TOKEN
    assert code.listed() == []


def test_an_app_needs_the_scope(code: Code, mockflow: Mockflow) -> None:
    """Reading needs custom_code:read and registering custom_code:write; neither stands for the other."""
    readers = mockflow.http(mockflow.new_token(["custom_code:read"], kind="oauth"))
    writers = mockflow.http(mockflow.new_token(["custom_code:write"], kind="oauth"))
    assert [each.status_code for each in calls(code, readers, mockflow.site_id)] == [200, 403, 403]
    first, *others = calls(code, writers, mockflow.site_id)
    words = "OAuthForbidden: You are missing the following scopes - 'custom_code:read'"
    assert error(first) == (403, "missing_scopes", words)
    assert [each.status_code for each in others] == [201, 409]


def test_another_site_has_none_of_them(code: Code) -> None:
    """A site that is not there is a 404."""
    said = (404, "resource_not_found", "Requested resource not found: The site cannot be found")
    assert all(error(each) == said for each in calls(code, code.api, "0" * 24))
