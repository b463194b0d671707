"""What becomes of references when an item goes."""

import pytest

from mockflow import Mockflow
from tests.support import Journal, journal_of

pytestmark = pytest.mark.mockflow(clock="2026-01-15T12:00:00Z", rate_limit=False)


@pytest.fixture
def journal(mockflow: Mockflow) -> Journal:
    return journal_of(mockflow)


def delete(journal: Journal, path: str) -> None:
    collection, _, _ = path.partition("/")
    target = f"/collections/{journal.mock.id(collection)}/items/{journal.mock.id(path)}"
    assert journal.api.delete(target).status_code == 204


def test_live_references_go_with_the_live_copy(journal: Journal, mockflow: Mockflow) -> None:
    """A draft keeps its old live copy at a site publish, but not a reference to an item that is gone from there."""
    author, topic = mockflow.id("authors/ada"), mockflow.id("topics/clay")
    item_id = journal.create("Draft", author=author, topics=[topic])["id"]
    journal.publish(item_id)
    journal.patch(item_id, isDraft=True)
    live = journal.live(item_id).json()
    delete(journal, "authors/ada")
    delete(journal, "topics/clay")
    assert journal.live(item_id).json() == live
    assert journal.publish_site().status_code == 202
    fields = {**live["fieldData"], "topics": []}
    del fields["author"]
    assert journal.live(item_id).json() == {**live, "fieldData": fields}


@pytest.mark.mockflow(quirks={"delete_keeps_live_copy": "off"})
def test_live_references_go_at_once_where_the_live_copy_does(journal: Journal) -> None:
    """Where a delete takes the live copy, references to it go from live copies too."""
    item_id = journal.id("first-post")
    assert "author" in journal.live(item_id).json()["fieldData"]
    delete(journal, "authors/ada")
    assert "author" not in journal.live(item_id).json()["fieldData"]


def test_an_archived_item_may_still_be_referred_to(journal: Journal, mockflow: Mockflow) -> None:
    """Archiving and publishing takes an item off the site, and leaves references to it."""
    ada = mockflow.id("authors/ada")
    authors = f"/collections/{mockflow.id('authors')}/items"
    journal.api.patch(f"{authors}/{ada}", json={"isArchived": True})
    journal.publish_site()
    assert journal.api.get(f"{authors}/{ada}/live").status_code == 404
    assert journal.staged(journal.id("first-post")).json()["fieldData"]["author"] == ada


def test_a_delete_is_told_once(journal: Journal, mockflow: Mockflow) -> None:
    """The delete is the only event: items that lose a reference have not changed."""
    delete(journal, "topics/clay")
    (commit,) = mockflow._worlds.default.history  # noqa: SLF001 - no public door shows events yet
    assert [event.trigger_type for event in commit.events] == ["collection_item_deleted"]
    assert commit.events[0].payload()["fieldData"]["slug"] == "clay"
    assert len(commit.changes) > 1
