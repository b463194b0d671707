"""Listing items: pages, order, filters, locales."""

from typing import Any

import pytest

from mockflow import Mockflow
from tests.support import Journal, error, reasons

pytestmark = pytest.mark.mockflow(rate_limit=False)


def test_the_newest_item_comes_first(journal: Journal) -> None:
    """Without sortBy a list is by createdOn, newest first, drafts and archived items among the others."""
    items = journal.listed()
    created = [item["createdOn"] for item in items]
    assert created == sorted(created, reverse=True)
    assert len(items) == 14
    assert {(item["isDraft"], item["isArchived"]) for item in items} >= {(True, False), (False, True), (True, True)}


@pytest.mark.mockflow(clock="2026-01-15T12:00:00Z")
def test_of_two_at_the_same_time_the_higher_id_comes_first(journal: Journal) -> None:
    """Items of one call have one createdOn, and are listed by id, descending."""
    made = journal.post({"items": [{"fieldData": {"name": f"N{n}"}} for n in range(5)]}).json()["items"]
    assert [item["id"] for item in journal.listed(limit=5)] == [item["id"] for item in reversed(made)]


def test_pages_are_cut_from_the_whole(journal: Journal) -> None:
    """A limit and an offset cut a page, and pagination says where it stands."""
    every = journal.listed()
    answer = journal.api.get(journal.path, params={"limit": 3, "offset": 12}).json()
    assert answer["items"] == every[12:]
    assert answer["pagination"] == {"limit": 3, "offset": 12, "total": 14}
    beyond = journal.api.get(journal.path, params={"offset": 500}).json()
    assert (beyond["items"], beyond["pagination"]["total"]) == ([], 14)


def test_a_larger_limit_is_cut_to_100(journal: Journal) -> None:
    """A limit over 100 is answered as 100."""
    assert journal.api.get(journal.path, params={"limit": 500}).json()["pagination"]["limit"] == 100


@pytest.mark.mockflow(quirks={"limit_over_max": "reject"})
def test_a_larger_limit_is_refused_where_the_quirk_says_so(journal: Journal) -> None:
    """With the quirk, a limit over 100 is a 400."""
    assert reasons(journal.api.get(journal.path, params={"limit": 101})) == ["Value (limit) should be <= 100"]


@pytest.mark.parametrize("limit", ["0", "-1", "x", "1.5", " 1", "٣"])
def test_a_limit_is_a_positive_number(journal: Journal, limit: str) -> None:
    """A limit that is none is a 400 that quotes the pattern."""
    answer = journal.api.get(journal.path, params={"limit": limit})
    assert reasons(answer) == ['Value (limit) should match pattern "^[1-9]\\d*$"']


def test_problems_of_a_query_are_told_together(journal: Journal) -> None:
    """Each bad parameter is a reason of its own."""
    allowed = "Value (sortBy) should be equal to one of the allowed values:"
    query = {"offset": "-1", "sortBy": "id", "sortOrder": "up", "createdOn[gte]": "soon", "limit": "9" * 5000}
    assert reasons(journal.api.get(journal.path, params=query)) == [
        'Value (offset) should match pattern "^\\d+$"',
        f"{allowed} createdOn, lastPublished, lastUpdated, name, slug",
        "Value (sortOrder) should be equal to one of the allowed values: asc, desc",
        'Value (createdOn[gte]) should match format "date-time"',
    ]
    assert reasons(journal.api.get(journal.path, params={f"a{n}": "1" for n in range(101)}))


@pytest.mark.parametrize("key", ["createdOn", "lastPublished", "lastUpdated"])
def test_a_list_sorts_by_time(journal: Journal, key: str) -> None:
    """Sorting by a time is ascending by default, never published first, and desc turns it around."""
    up = [item[key] or "" for item in journal.listed(sortBy=key)]
    assert up == sorted(up)
    assert journal.listed(sortBy=key, sortOrder="desc") == journal.listed(sortBy=key)[::-1]


@pytest.mark.parametrize("key", ["name", "slug"])
def test_a_list_sorts_by_text(journal: Journal, key: str) -> None:
    """Sorting by name or slug is by code point, and the answer follows later writes."""
    assert [item["fieldData"][key] for item in journal.listed(sortBy=key)] == sorted(
        item["fieldData"][key] for item in journal.listed()
    )
    journal.create("\u00ffz", slug="zzzz")
    assert journal.listed(sortBy=key)[-1]["fieldData"]["slug"] == "zzzz"


def test_name_and_slug_match_exactly(journal: Journal) -> None:
    """A name and a slug are exact and case-sensitive, total counts what matched, empty values count as absent."""
    name = journal.staged(journal.id("first-post")).json()["fieldData"]["name"]
    for query in ({"slug": "first-post"}, {"name": name}, {"name": name, "slug": "first-post"}):
        answer = journal.api.get(journal.path, params=query).json()
        assert [item["id"] for item in answer["items"]] == [journal.id("first-post")]
        assert answer["pagination"]["total"] == 1
    for query in ({"slug": "First-Post"}, {"name": name.upper()}, {"name": "x", "slug": "first-post"}):
        assert journal.listed(**query) == []
    assert len(journal.listed(name="", slug="", sortBy="", cmsLocaleId="", unknown="x")) == 14


def test_times_filter_inclusively(journal: Journal) -> None:
    """[gte] and [lte] include their bound, and an item that was never published matches no lastPublished."""
    item = journal.staged(journal.id("first-post")).json()
    for key in ("createdOn", "lastPublished", "lastUpdated"):
        exact: dict[str, Any] = {f"{key}[gte]": item[key], f"{key}[lte]": item[key]}
        assert item["id"] in [each["id"] for each in journal.listed(**exact)]
    published = journal.listed(**{"lastPublished[gte]": "1970-01-01T00:00:00Z"})
    assert published
    assert all(each["lastPublished"] for each in published)
    assert journal.listed(**{"createdOn[gte]": "2027-01-01T00:00:00Z"}) == []


def test_a_list_is_of_the_primary_locale_or_of_those_named(journal: Journal, mockflow: Mockflow) -> None:
    """The query cmsLocaleId takes one id or several with commas; rows of several are counted each."""
    english, french = mockflow.id("locales/en"), mockflow.id("locales/fr")
    assert {item["cmsLocaleId"] for item in journal.listed()} == {english}
    in_french = journal.listed(cmsLocaleId=french)
    assert len(in_french) == 7
    both = journal.api.get(journal.path, params={"cmsLocaleId": f"{english},{french}"}).json()
    assert both["pagination"]["total"] == 21
    ids = [item["id"] for item in both["items"]]
    assert ids.count(journal.id("first-post")) == 2
    created = [item["createdOn"] for item in both["items"]]
    assert created == sorted(created, reverse=True)
    names = journal.listed(cmsLocaleId=f"{english},{french}", sortBy="name", slug="first-post")
    assert len(names) == 2


@pytest.mark.parametrize("path", ["", "/live", "/{item}", "/{item}/live"])
def test_an_unknown_locale_is_not_found_on_read(journal: Journal, path: str) -> None:
    """A locale that the site does not have is a 404 on a read."""
    target = journal.path + path.format(item=journal.id("first-post"))
    assert error(journal.api.get(target, params={"cmsLocaleId": "0" * 24}))[0] == 404


def test_a_variant_that_is_not_there_is_not_found(journal: Journal, mockflow: Mockflow) -> None:
    """An item without the locale that is asked for is a 404."""
    assert journal.staged(journal.id("night-firing"), cmsLocaleId=mockflow.id("locales/fr")).status_code == 404
