"""A world as a seed: planted again it is the same world, whatever became of it."""

import json
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import run_state_machine_as_test

from mockflow import ControlError, Mockflow
from mockflow.resources.table import ROUTES
from mockflow.worlds.export_sites import AREAS, LEFT_OUT, SAID_ITSELF
from mockflow.worlds.generated import generated_seed
from mockflow.worlds.seed_json_schema import seed_json_schema
from mockflow.worlds.seed_of import seed_of_planted
from mockflow.worlds.seed_writing import to_yaml
from mockflow.worlds.seed_yaml import load_yaml
from mockflow.worlds.seeds import plant
from mockflow.worlds.tables import TABLES
from mockflow.worlds.world_document import world_document
from tests.areas.test_state_machine import Items
from tests.worlds.every_read import Reading
from tests.worlds.full_seed import FULL, an_id
from tests.worlds.seed_histories import Historian
from tests.worlds.seeded_again import records

NOT_SAID = {".sites[].customFonts[].file", ".extends", ".sites[].assets[].file"}
"""Keys of seeds that no world has: it is whole, and its files are in it."""
CLOCK = "2026-01-15T12:00:00Z"


def same_again(mock: Mockflow) -> dict[str, Any]:
    """The world's seed, once it is seen to make the same world, and the same seed again."""
    said = mock.seed()
    assert load_yaml(to_yaml(said)) == said
    planted = plant(said)
    assert records(planted.state) == records(mock._worlds.default.state)  # noqa: SLF001 - record by record
    assert json.dumps(seed_of_planted(planted)) == json.dumps(said)
    return said


def test_the_document_of_a_world_has_every_area() -> None:
    """What ``mockflow seed`` prints of a site has each area, and of the fullest seed something in each."""
    sites = world_document(plant(FULL))["sites"]
    assert [area.key for area in AREAS if not any(site[area.key] for site in sites)] == []
    code = next(site for site in sites if site["customCode"])
    assert code["liveCustomCode"]
    assert code["registeredScripts"][0]["id"]
    assert next(site for site in sites if site["comments"])["comments"][0]["comments"][0]["commentId"]
    assert next(site for site in sites if site["analyze"])["analyze"]["visits"]


def keys_of(schema: dict[str, Any], path: str = "") -> Iterator[str]:
    """The paths of all keys that the JSON Schema describes."""
    for key, below in schema.get("properties", {}).items():
        yield f"{path}.{key}"
        yield from keys_of(below, f"{path}.{key}")
    for mark, name in (("[]", "items"), (".*", "additionalProperties")):
        if isinstance(schema.get(name), dict):
            yield from keys_of(schema[name], path + mark)


def keys_in(schema: dict[str, Any], value: Any, path: str = "") -> Iterator[str]:
    """The paths of the keys that a seed has."""
    for key, each in value.items() if isinstance(value, dict) else ():
        below = schema.get("properties", {}).get(key)
        if below is not None:
            yield f"{path}.{key}"
            yield from keys_in(below, each, f"{path}.{key}")
        elif isinstance(schema.get("additionalProperties"), dict):
            yield from keys_in(schema["additionalProperties"], each, f"{path}.*")
    for each in value if isinstance(value, list) else ():
        yield from keys_in(schema.get("items", {}), each, f"{path}[]")


def test_every_table_is_said_or_explained() -> None:
    """Each table of a world is said by one part of a seed, or its absence has a reason."""
    told = [table.name for area in AREAS for table in area.tables] + [table.name for table in SAID_ITSELF]
    assert sorted([*told, *LEFT_OUT]) == sorted(table.name for table in TABLES)
    assert all(LEFT_OUT.values())


@pytest.mark.parametrize(
    "seed", ["demo", "empty", generated_seed(40), FULL], ids=["demo", "empty", "generated", "full"]
)
def test_a_seed_comes_back(seed: Any) -> None:
    """A world that nothing happened to says a seed that makes its document, ids by path included."""
    planted = plant(seed)
    again = plant(seed_of_planted(planted))
    assert world_document(again) == world_document(planted)
    assert records(again.state) == records(planted.state)
    assert again._replace(state=planted.state, ids=planted.ids, source=planted.source) == planted
    assert again.state.counter == planted.state.counter


def test_what_a_seed_said_is_what_its_world_says() -> None:
    """A seed that says each thing in the shortest way is the very one that its world says."""
    assert seed_of_planted(plant(FULL)) == FULL


def test_a_world_says_every_key_of_a_seed() -> None:
    """What can be said in a seed is said of a world that has it: no key is for reading alone."""
    schema = seed_json_schema()
    said = {key for seed in ("demo", FULL) for key in keys_in(schema, seed_of_planted(plant(seed)))}
    missing = set(keys_of(schema)) - said - NOT_SAID
    assert not missing


def test_ids_are_left_out_where_paths_make_them() -> None:
    """The demo's seed names records by their paths, and gives ids to orders alone; those of scripts are names."""
    site = seed_of_planted(plant("demo"))["sites"][0]
    text = json.dumps({key: value for key, value in site.items() if key not in {"orders", "customCode"}})
    assert '"id": ' not in text
    assert "authors/ada" in text


@given(number=st.integers(0, 2**32), quirk=st.sampled_from(["", "delete_keeps_live_copy", "publish_limit"]))
@settings(max_examples=8, derandomize=True, deadline=None)
def test_whatever_happened_comes_back(number: int, quirk: str) -> None:
    """After any calls of any area, the world's seed makes every record as it is, and says the same again."""
    chosen = Random(number)  # noqa: S311 - a game of chance, not a secret
    clock = chosen.choice([CLOCK, "2024-01-01T00:00:00Z"])
    quirks = {"publish_limit": "off", "submission_patch": "any", **({quirk: "off"} if quirk else {})}
    with Mockflow(clock=clock, plan="enterprise", rate_limit=False, quirks=quirks) as mock:
        Historian(mock, chosen.randrange).go(60)
        assert not mock.failures()
        said = same_again(mock)
        assert (said["quirks"]["submission_patch"], "idsGiven" in said) == ("any", True)


class SeededItems(Items):
    """The items of the model, whose every state comes back from a seed."""

    def agree(self) -> None:
        same_again(self.mock)


def test_every_state_of_items_comes_back() -> None:
    """Items staged, live, both and neither, in two locales, at each step of random writes."""
    few = settings(max_examples=12, stateful_step_count=12, derandomize=True, deadline=None)
    run_state_machine_as_test(SeededItems, settings=few)


def test_every_read_answers_the_same_bytes() -> None:
    """Each operation that reads answers, for each record, in the one world what it answers in the other."""
    quirks = {"publish_limit": "off", "webhook_list": "all"}
    with Mockflow(clock=CLOCK, plan="enterprise", rate_limit=False, quirks=quirks) as mock:
        Historian(mock, Random(7).randrange).go(120)  # noqa: S311 - a game of chance, not a secret
        mock.http().post(f"/sites/{mock.site_id}/webhooks", json={"triggerType": "site_publish", "url": "https://a.b/"})
        mock.http(mock.app_token).put(f"/sites/{mock.site_id}/custom_code", json={"scripts": []})
        mock.clock.freeze("2026-01-15T13:00:00Z")  # reports tell what has happened by now
        before = Reading(mock).found
        with Mockflow(mock.seed(), clock="2026-01-15T13:00:00Z", rate_limit=False) as again:
            assert Reading(again).found == before
            read = {call.operation_id for call in again.requests() if call.status == 200}
            assert read >= {route.operation_id for route in ROUTES if route.method == "GET"}


def test_new_records_get_new_ids() -> None:
    """On the clock of the world that it came from, the new world gives no id a second time."""
    with Mockflow(clock=CLOCK) as mock:
        first = mock.add_item("topics", {"name": "One"})
        with Mockflow(mock.seed(), clock=CLOCK) as again:
            assert again.item("topics/one").id == first
            assert again.add_item("topics", {"name": "Two"}) != first


def test_plan_quirks_and_tokens_come_along() -> None:
    """What the world was made with and what was minted in it; ready-made tokens only where some are gone."""
    with Mockflow(FULL, plan="cms", quirks={"webhook_list": "all"}) as mock:
        mock.new_token(["cms:read"], name="extra")
        mock.new_token(name="brief", expires_in=60)
        said = mock.seed()
        assert (said["plan"], said["quirks"]) == ("cms", {"publish_limit": "off", "webhook_list": "all"})
        assert all("plan" not in site for site in said["sites"]), "the world's plan stands above theirs"
        assert [token["name"] for token in said["tokens"]] == ["reports", "app", "ws-corners", "extra"]
        assert said["readyMadeTokens"] is False
    with Mockflow() as mock:
        assert "tokens" not in mock.seed()
        mock.control("DELETE", f"/tokens/{mock.tokens()[0].id}")
        said = mock.seed()
        assert said["readyMadeTokens"] is False
        assert [token["name"] for token in said["tokens"]] == [
            "mockflow-app-token", "mockflow-readonly-token", "ws-mockflow-workspace-token",
        ]  # fmt: skip


def test_a_token_without_a_name_finds_a_free_one() -> None:
    """A world whose seed has the tokens that another one minted goes on after their names."""
    with Mockflow() as mock:
        assert mock.new_token() == "mockflow-token-1"
        with Mockflow(mock.seed()) as again:
            assert again.new_token() == "mockflow-token-2"


def test_a_question_that_is_none_is_refused() -> None:
    """The seed takes no parameters."""
    with Mockflow() as mock, pytest.raises(ControlError, match="full: expected no parameter, found"):
        mock.control("GET", "/seed", params={"full": "1"})


def test_a_file_that_has_an_id_alone_comes_back() -> None:
    """A seed may name a file by its id and no URL; so does the seed of its world."""
    hero = {"displayName": "Hero", "type": "Image"}
    items = [{"fieldData": {"name": "A", "hero": {"fileId": "f" * 24}}}]
    collection = {"displayName": "Notes", "slug": "notes", "fields": [hero], "items": items}
    with Mockflow(seed={"mockflow": 1, "sites": [{"displayName": "S", "collections": [collection]}]}) as mock:
        (said,) = same_again(mock)["sites"][0]["collections"]
    assert said["items"] == items


def test_a_given_id_need_not_have_a_path_of_its_own() -> None:
    """Two records with one path are there with their ids, and the path is that of the first."""
    ids = [an_id(1), an_id(2)]
    assets = [{"fileName": "a.txt", "content": "a", "id": each} for each in ids]
    planted = plant({"mockflow": 1, "sites": [{"displayName": "S", "assets": assets}]})
    assert planted.ids["assets/a.txt"] == ids[0]
    assert [each["id"] for each in world_document(planted)["sites"][0]["assets"]] == ids
