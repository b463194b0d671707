"""Arranging: items put into a world by a test, and looked at by it."""

from typing import Any

import pytest

from mockflow import ControlError, Item, Mockflow
from tests.support import journal_of, told

STATES = {
    # state: in the staged list, in the live list, isDraft, isArchived
    "published": (True, True, False, False),
    "changed": (True, True, True, False),
    "queued": (True, False, False, False),
    "draft": (True, False, True, False),
    "archived": (True, False, False, True),
}
REFUSED: list[tuple[dict[str, Any], str]] = [
    ({}, "should have required property 'name'"),
    ({"name": "x", "slug": "first-post"}, "slug: Unique value is already in database: 'first-post'"),
    ({"name": "x", "nope": 1}, "nope: Field not described in schema"),
    ({"name": "x", "author": "authors/nobody"}, "author: Expected value to be an ItemRef: 'authors/nobody'"),
    ({"name": "x", "author": "topics/clay"}, "author: Referenced item not found"),
    ({"name": "x", "topics": ["topics/clay", "topics/nothing"]}, "topics: "),
    ({"name": "x", "mood": "Grim"}, "mood: Expected value to be the id of one of the field's options: 'Grim'"),
    ({"name": "x", "reading-minutes": 61}, "reading-minutes: "),
]


@pytest.mark.parametrize("state", STATES)
def test_an_item_is_added_in_any_state(mockflow: Mockflow, state: str) -> None:
    """The API answers it as an item that came to that state by itself."""
    staged, live, is_draft, is_archived = STATES[state]
    item_id = mockflow.add_item("journal", {"name": "Added"}, state=state)
    journal = journal_of(mockflow)
    answer = journal.staged(item_id)
    assert (answer.status_code == 200, journal.live(item_id).status_code == 200) == (staged, live)
    assert (answer.json()["isDraft"], answer.json()["isArchived"]) == (is_draft, is_archived)
    assert mockflow.item(item_id).state == state


def test_an_item_is_published_unless_said_otherwise(mockflow: Mockflow) -> None:
    """Without a state it is on the published site, under a slug made from its name."""
    item_id = mockflow.add_item("journal", {"name": "A new day"})
    live = mockflow.item(item_id).live
    assert live is not None
    assert (live["fieldData"]["slug"], live["isDraft"]) == ("a-new-day", False)
    assert live["lastPublished"] is not None


def test_a_collection_is_named_by_path_or_id(mockflow: Mockflow) -> None:
    """Both are the same collection."""
    made = [mockflow.add_item(name, {"name": "x"}) for name in ("topics", mockflow.id("topics"))]
    listed = mockflow.http().get(f"/collections/{mockflow.id('topics')}/items").json()["items"]
    assert {item["id"] for item in listed} >= set(made)


def test_references_are_paths_and_options_names(mockflow: Mockflow) -> None:
    """As in a seed; ids stand for themselves."""
    clay, ada = mockflow.id("topics/clay"), mockflow.id("authors/ada")
    values = {"author": "authors/ada", "topics": ["topics/studio", clay], "mood": "Bold", "reading-minutes": 4}
    by_name = mockflow.item(mockflow.add_item("journal", {"name": "By name", **values})).staged
    assert by_name is not None
    data = by_name["fieldData"]
    assert (data["author"], data["topics"], data["reading-minutes"]) == (ada, [mockflow.id("topics/studio"), clay], 4)
    by_id = mockflow.item(mockflow.add_item("journal", {"name": "By id", "author": ada, "mood": data["mood"]})).staged
    assert by_id is not None
    assert (by_id["fieldData"]["author"], by_id["fieldData"]["mood"]) == (ada, data["mood"])


def test_an_added_item_can_be_referred_to(mockflow: Mockflow) -> None:
    """The id that comes back is one that another item takes."""
    author = mockflow.add_item("authors", {"name": "Nora"})
    post = mockflow.item(mockflow.add_item("journal", {"name": "By Nora", "author": author})).staged
    assert post is not None
    assert post["fieldData"]["author"] == author


def test_what_was_given_stays_as_it_was(mockflow: Mockflow) -> None:
    """The values are a caller's own: paths in it are not replaced by ids."""
    given = {"name": "x", "topics": ["topics/clay"], "mood": "Calm"}
    mockflow.add_item("journal", given)
    assert given == {"name": "x", "topics": ["topics/clay"], "mood": "Calm"}


@pytest.mark.parametrize("locale", ["fr", "id"])
def test_a_locale_is_named_by_tag_or_id(mockflow: Mockflow, locale: str) -> None:
    """The item is there in that locale alone."""
    french = mockflow.id("locales/fr")
    name = french if locale == "id" else locale
    item_id = mockflow.add_item("journal", {"name": "Bonjour"}, locale=name)
    found = mockflow.item(item_id, locale=name)
    assert found.state == "published"
    assert found.staged is not None
    assert found.staged["cmsLocaleId"] == french
    assert journal_of(mockflow).staged(item_id).status_code == 404


def test_a_changed_item_of_a_locale_is_changed_there(mockflow: Mockflow) -> None:
    """Every step that leads to the state is taken in that locale."""
    item_id = mockflow.add_item("journal", {"name": "Bonjour"}, state="changed", locale="fr")
    assert mockflow.item(item_id, locale="fr").state == "changed"


@pytest.mark.parametrize("state", STATES)
def test_nothing_is_counted_journalled_or_told(mockflow: Mockflow, state: str) -> None:
    """Neither adding nor looking shows in the journal, in the rate limit, or in an event."""
    before = mockflow.http().get("/sites").headers["X-RateLimit-Remaining"]
    mockflow.item(mockflow.add_item("journal", {"name": "x", "author": "authors/ada"}, state=state))
    assert [call.operation_id for call in mockflow.requests()] == ["list-sites"]
    assert int(mockflow.http().get("/sites").headers["X-RateLimit-Remaining"]) == int(before) - 1
    assert told(mockflow) == []


@pytest.mark.mockflow(plan="starter", clock="2026-01-15T12:00:00Z")
@pytest.mark.filterwarnings("ignore:mockflow. a call met:pytest.PytestWarning")
def test_the_rate_limit_neither_stops_nor_is_stopped_by_it(mockflow: Mockflow) -> None:
    """Seventy items are added to a world of sixty calls a minute, before its calls are used up and after."""
    for at in range(70):
        mockflow.add_item("topics", {"name": f"Topic {at}"})
    for token in (mockflow.site_token, mockflow.app_token):
        answers = [mockflow.http(token).get("/sites").status_code for _ in range(61)]
        assert (answers[59], answers[60]) == (200, 429)
    late = mockflow.add_item("topics", {"name": "Late"})
    assert mockflow.item(late).state == "published"
    assert mockflow.http().get("/sites").status_code == 429


@pytest.mark.parametrize(
    ("state", "events"),
    [
        ("published", ["collection_item_created", "collection_item_published"]),
        ("draft", ["collection_item_created"]),
        ("queued", ["collection_item_created"]),
    ],
)
def test_events_are_told_on_request(mockflow: Mockflow, state: str, events: list[str]) -> None:
    """With ``events=True`` webhooks hear of it as of any call, and still nothing is journalled."""
    mockflow.add_item("journal", {"name": "x"}, state=state, events=True)
    assert told(mockflow) == events
    assert mockflow.requests() == []


@pytest.mark.parametrize(("field_data", "said"), REFUSED)
def test_what_the_api_refuses_cannot_be_added(mockflow: Mockflow, field_data: dict[str, Any], said: str) -> None:
    """It is a ControlError in the API's words, and nothing was added."""
    with pytest.raises(ControlError) as raised:
        mockflow.add_item("journal", field_data)
    assert (raised.value.status, raised.value.code) == (400, "validation_error")
    assert said in raised.value.message
    listed = mockflow.http().get(f"/collections/{mockflow.id('journal')}/items").json()
    assert listed["pagination"]["total"] == 14


def test_what_is_not_there_is_refused(mockflow: Mockflow) -> None:
    """A state, a collection or a locale that does not exist is told."""
    with pytest.raises(ValueError, match="state: expected one of published, changed, queued, draft, archived, found "):
        mockflow.add_item("journal", {"name": "x"}, state="live")
    with pytest.raises(LookupError, match="no collection has the path or the id 'journals'; the nearest is 'journal'"):
        mockflow.add_item("journals", {"name": "x"})
    with pytest.raises(ControlError, match="404 resource_not_found"):
        mockflow.add_item("0" * 24, {"name": "x"})
    with pytest.raises(ControlError, match="cmsLocaleId"):
        mockflow.add_item("journal", {"name": "x"}, locale="de")


@pytest.mark.parametrize("state", ["published", "changed", "archived"])
def test_an_item_has_both_of_its_copies(mockflow: Mockflow, state: str) -> None:
    """Each copy is what the API answers for it, found by its path in the seed or by its id."""
    slug = {"published": "first-post", "changed": "a-lamp-for-reading", "archived": "open-studio-day"}[state]
    journal = journal_of(mockflow)
    found = mockflow.item(f"journal/{slug}")
    assert found == Item(
        id=journal.id(slug), staged=journal.staged(found.id).json(), live=journal.live(found.id).json(), state=state
    )
    assert mockflow.item(found.id) == found
    assert found.to_dict() == {"id": found.id, "staged": found.staged, "live": found.live, "state": state}


@pytest.mark.parametrize(("slug", "state"), [("night-firing", "draft"), ("winter-catalogue", "queued")])
def test_an_item_that_is_not_live_has_no_live_copy(mockflow: Mockflow, slug: str, state: str) -> None:
    """``live`` is None while the published site does not have it."""
    found = mockflow.item(f"journal/{slug}")
    assert (found.staged is not None, found.live, found.state) == (True, None, state)


def test_the_state_follows_what_is_done(mockflow: Mockflow) -> None:
    """From creation to deletion, a look says where the item is then."""
    journal = journal_of(mockflow)
    item_id = journal.create()["id"]
    seen = [mockflow.item(item_id).state]
    journal.patch(item_id, isDraft=False)
    seen.append(mockflow.item(item_id).state)
    journal.publish(item_id)
    seen.append(mockflow.item(item_id).state)
    journal.patch(item_id, isDraft=True)
    seen.append(mockflow.item(item_id).state)
    journal.patch(item_id, isArchived=True)
    seen.append(mockflow.item(item_id).state)
    journal.delete(item_id)
    gone = mockflow.item(item_id)
    assert [*seen, gone.state] == ["draft", "queued", "published", "changed", "archived", "deleted"]
    assert (gone.staged, gone.live is not None) == (None, True)


def test_an_item_that_is_gone_is_no_item(mockflow: Mockflow) -> None:
    """Without a staged and without a live copy it is a LookupError, as what never was is."""
    draft = mockflow.add_item("journal", {"name": "x"}, state="draft")
    journal_of(mockflow).delete(draft)
    for missing in (draft, "journal/nothing", "nothing", "0" * 24):
        with pytest.raises(LookupError, match=f"no item of this world has the path or the id '{missing}'"):
            mockflow.item(missing)


def test_preparation_goes_through_any_client(mockflow: Mockflow) -> None:
    """Calls of a client made with ``setup=True`` work as all do, and are neither counted nor journalled."""
    api, prepared = mockflow.http(), mockflow.http(setup=True)
    before = int(api.get("/sites").headers["X-RateLimit-Remaining"])
    for _ in range(3):
        path = f"/collections/{mockflow.id('topics')}/items"
        assert prepared.post(path, json={"fieldData": {"name": "Prepared"}}).status_code == 202
    assert prepared.get("/pagez").status_code == 404
    assert int(api.get("/sites").headers["X-RateLimit-Remaining"]) == before - 1
    assert {call.operation_id for call in mockflow.requests()} == {"list-sites"}
    assert mockflow.unmatched() == []


def test_preparation_holds_a_token_to_its_scopes(mockflow: Mockflow) -> None:
    """``setup=True`` takes away counting, not what a token may do."""
    reader = mockflow.http(mockflow.readonly_token, setup=True)
    path = f"/collections/{mockflow.id('topics')}/items"
    assert reader.get(path).status_code == 200
    assert reader.post(path, json={"fieldData": {"name": "x"}}).status_code == 403


@pytest.mark.mockflow(
    seed={
        "mockflow": 1,
        "readyMadeTokens": False,
        "sites": [{"displayName": "A", "collections": [{"displayName": "Notes", "slug": "notes"}]}],
    }
)
def test_a_world_without_ready_made_tokens_is_arranged_too(mockflow: Mockflow) -> None:
    """Preparation does not hang on a token of the seed."""
    item_id = mockflow.add_item("notes", {"name": "x"})
    assert mockflow.item(item_id).state == "published"
