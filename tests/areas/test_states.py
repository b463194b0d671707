"""The life of an item against a model of it: what each operation does to its staged and its live copy."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mockflow import Mockflow
from tests.support import Journal, journal_of

pytestmark = pytest.mark.mockflow(clock="2026-01-15T12:00:00Z", rate_limit=False)
FLAGS = st.fixed_dictionaries({}, optional={"isDraft": st.booleans(), "isArchived": st.booleans()})
PATCHES = st.tuples(FLAGS, st.none() | st.sampled_from(["A", "B", "C"])).filter(lambda each: each != ({}, None))
ACTS = st.lists(st.one_of(PATCHES, st.sampled_from(["publish", "publish site"])), max_size=12)


class Model:
    """One item as the rules have it. Times are taken from the answers, and compared with one another."""

    def __init__(self, made: dict[str, Any]) -> None:
        self.staged = made
        self.live: dict[str, Any] | None = made if made["lastPublished"] else None

    def patch(self, answer: dict[str, Any], flags: dict[str, bool], name: str | None) -> None:
        fields = {**self.staged["fieldData"], **({"name": name} if name else {})}
        assert answer["lastUpdated"] > self.staged["lastUpdated"]
        assert answer == {**self.staged, **flags, "fieldData": fields, "lastUpdated": answer["lastUpdated"]}
        self.staged = answer

    def publish(self, said: dict[str, Any], now: str) -> None:
        item_id = self.staged["id"]
        if self.staged["isArchived"]:
            reason = f"Staging item ID {item_id} is archived and cannot be published."
            assert said == {"publishedItemIds": [], "errors": [reason]}
            return
        assert said == {"publishedItemIds": [item_id], "errors": []}
        self.staged = self.live = {**self.staged, "isDraft": False, "lastPublished": now, "lastUpdated": now}

    def publish_site(self, now: str) -> None:
        if self.staged["isArchived"]:
            self.live = None
        elif not self.staged["isDraft"]:
            self.staged = self.live = {**self.staged, "lastPublished": now}

    def holds(self, journal: Journal) -> None:
        item_id = self.staged["id"]
        assert journal.staged(item_id).json() == self.staged
        live = journal.live(item_id)
        assert (live.json() if live.status_code == 200 else None) == self.live
        listed = journal.api.get(f"{journal.path}/live").json()["items"]
        assert [item for item in listed if item["id"] == item_id] == ([self.live] if self.live else [])


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.sampled_from(["", "/live"]), ACTS)
def test_an_item_lives_by_the_rules(where: str, acts: list[Any]) -> None:
    """Through any series of changes and publishes both copies are what the rules make of them."""
    with Mockflow(clock="2026-01-15T12:00:00Z", rate_limit=False) as mock:
        journal = journal_of(mock)
        model = Model(journal.api.post(journal.path + where, json={"fieldData": {"name": "A"}}).json())
        for act in acts:
            if isinstance(act, tuple):
                flags, name = act
                body = {**flags, **({"fieldData": {"name": name}} if name else {})}
                model.patch(journal.patch(model.staged["id"], **body).json(), flags, name)
            elif act == "publish":
                said = journal.publish(model.staged["id"])
                model.publish(said, journal.staged(model.staged["id"]).json()["lastUpdated"])
            else:
                assert journal.publish_site().status_code == 202
                model.publish_site(mock.http().get(f"/sites/{mock.site_id}").json()["lastPublished"])
            model.holds(journal)


def test_a_draft_of_a_published_item_stays_live(journal: Journal) -> None:
    """Setting isDraft on a published item unpublishes nothing, and lastPublished stays."""
    item_id = journal.id("first-post")
    before, live = journal.staged(item_id).json(), journal.live(item_id).json()
    after = journal.patch(item_id, isDraft=True).json()
    assert (after["isDraft"], after["lastPublished"]) == (True, before["lastPublished"])
    journal.publish_site()
    assert journal.live(item_id).json() == live


def test_an_archived_item_is_live_until_the_site_is_published(journal: Journal) -> None:
    """Archiving takes nothing off the site at once; the next site publish does, and the item is kept."""
    item_id = journal.id("first-post")
    archived = journal.patch(item_id, isArchived=True).json()
    assert journal.live(item_id).status_code == 200
    journal.publish_site()
    assert journal.live(item_id).status_code == 404
    assert journal.staged(item_id).json() == archived


def test_publishing_again_stamps_again(journal: Journal, mockflow: Mockflow) -> None:
    """An item that is published already is published again, with new times."""
    item_id = journal.id("first-post")
    journal.publish(item_id)
    mockflow.clock.advance(60)
    assert journal.publish(item_id) == {"publishedItemIds": [item_id], "errors": []}
    item = journal.staged(item_id).json()
    assert item["lastPublished"] == item["lastUpdated"] == "2026-01-15T12:01:00.000Z"


def test_a_site_publish_stamps_every_item_that_is_no_draft(journal: Journal, mockflow: Mockflow) -> None:
    """Items unchanged for long are stamped too, all with one time; only newly published ones are told of."""
    journal.publish_site()
    items = [item for item in journal.listed() if not item["isDraft"] and not item["isArchived"]]
    assert {item["lastPublished"] for item in items} == {"2026-01-15T12:00:00.000Z"}
    assert any(item["lastUpdated"] < "2025-12-01" for item in items)
    (commit,) = mockflow._worlds.default.history  # noqa: SLF001 - no public door shows events yet
    told = {event.item.id for event in commit.events if event.trigger_type == "collection_item_published"}
    assert journal.id("how-we-mend") in told
    assert journal.id("first-post") not in told


def test_a_publish_without_effect_is_no_commit(journal: Journal, mockflow: Mockflow) -> None:
    """A publish that publishes nothing is a 202 and leaves the world as it was."""
    state = mockflow._worlds.default.state  # noqa: SLF001 - the state itself is compared
    assert journal.publish("0" * 24)["publishedItemIds"] == []
    assert mockflow._worlds.default.state is state  # noqa: SLF001
    assert list(mockflow._worlds.default.history) == []  # noqa: SLF001
