"""Changing an asset: its name for all, its alternative text for one locale."""

from typing import Any

import pytest

from mockflow import Mockflow
from tests.support import error, reasons
from tests.uploads import asset, get, listed, state

SEED = {
    "mockflow": 1,
    "sites": [
        {"displayName": "One", "locales": {"primary": {"tag": "en"}, "secondary": [{"tag": "fr"}, {"tag": "nl"}]}},
        {"displayName": "Two"},
    ],
}

pytestmark = pytest.mark.mockflow(seed=SEED, rate_limit=False, clock="2026-01-15T12:00:00Z")


def locale(mock: Mockflow, at: int) -> str:
    locales = mock.http().get(f"/sites/{mock.site_id}").json()["locales"]
    return str([locales["primary"], *locales["secondary"]][at]["id"])


def patch(mock: Mockflow, asset_id: str, body: Any, **query: Any) -> Any:
    return mock.http().patch(f"/assets/{asset_id}", json=body, params=query)


def test_a_patch_changes_name_and_text(mockflow: Mockflow) -> None:
    """What is not sent stays, an unknown or read-only key is ignored, and a change moves lastUpdated."""
    made = asset(mockflow)
    changed = patch(mockflow, made["id"], {"displayName": "Notes", "size": 5, "nope": None}).json()
    assert changed == {**made, "displayName": "Notes", "lastUpdated": changed["lastUpdated"]}
    assert changed["lastUpdated"] > made["lastUpdated"]
    again = patch(mockflow, made["id"], {"altText": ""}).json()
    assert (again["displayName"], again["altText"]) == ("Notes", "")
    before = state(mockflow)
    assert patch(mockflow, made["id"], {"altText": "", "displayName": "Notes"}).json() == again
    assert patch(mockflow, made["id"], {}).json() == again
    assert state(mockflow) is before


def test_an_alternative_text_is_of_a_locale(mockflow: Mockflow) -> None:
    """The query names the locale whose altText is meant; one without its own has the primary one's."""
    made = asset(mockflow)
    english, french, dutch = (locale(mockflow, at) for at in range(3))
    patch(mockflow, made["id"], {"altText": "A lamp"})
    answer = patch(mockflow, made["id"], {"altText": "Une lampe", "displayName": "Lampe"}, localeId=french).json()
    assert (answer["altText"], answer["displayName"]) == ("Une lampe", "Lampe")
    texts = {each: get(mockflow, made["id"], localeId=each)["altText"] for each in (english, french, dutch, "")}
    assert texts == {english: "A lamp", french: "Une lampe", dutch: "A lamp", "": "A lamp"}
    assert [row["altText"] for row in listed(mockflow, localeId=french)] == ["Une lampe"]
    assert {row["displayName"] for row in listed(mockflow, localeId=dutch)} == {"Lampe"}
    assert patch(mockflow, made["id"], {"altText": "Een lamp", "localeId": dutch}).json()["altText"] == "Een lamp"
    assert get(mockflow, made["id"])["altText"] == "A lamp"


def test_an_unknown_locale_is_refused(mockflow: Mockflow) -> None:
    """A locale that the site does not have, its CMS id among them, is not found in a read and a 400 in a write."""
    made = asset(mockflow)
    for unknown in ("0" * 24, mockflow.id("locales/fr")):
        for path in (f"/sites/{mockflow.site_id}/assets", f"/assets/{made['id']}"):
            assert error(mockflow.http().get(path, params={"localeId": unknown}))[0] == 404
        before = state(mockflow)
        told = reasons(patch(mockflow, made["id"], {"altText": "x"}, localeId=unknown))
        assert told == ["Value (localeId) should be the id of one of the site's locales"]
        assert state(mockflow) is before


@pytest.mark.parametrize(
    "body", [{"altText": None}, {"altText": 5}, {"displayName": None}, {"displayName": ""}, {"displayName": " "}, []]
)
def test_a_bad_patch_is_refused(mockflow: Mockflow, body: Any) -> None:
    """Null or another type for a known key, or a name of nothing, is a 400, and nothing changes."""
    made = asset(mockflow)
    before = state(mockflow)
    assert reasons(patch(mockflow, made["id"], body))
    assert state(mockflow) is before
