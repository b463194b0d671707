"""Seeds: what they make, and how mistakes are told."""

from pathlib import Path
from typing import Any

import pytest

from mockflow import Mockflow, SeedError
from mockflow.worlds.generated import generated_seed
from mockflow.worlds.seed_json_schema import seed_json_schema
from mockflow.worlds.seeds import plant

BAD = """\
mockflow: 1
plan: gold
sites:
  - displayName: 5
    colour: red
    collections:
      - displayName: Notes
        items:
          - fieldData: {name: a}
            createdOn: soon
"""
BAD_ITEMS = """\
mockflow: 1
quirks: {nope: on}
tokens:
  - {name: t, scopes: [cms:read, nope], site: elsewhere}
sites:
  - displayName: S
    collections:
      - displayName: Notes
        fields:
          - {displayName: Ref, type: Reference, validations: {collection: notes}}
          - {displayName: Ref}
          - {displayName: Pick, type: Option}
        items: []
"""
BAD_VALUES = """\
mockflow: 1
sites:
  - displayName: S
    collections:
      - displayName: Notes
        fields:
          - {displayName: Ref, type: Reference, validations: {collection: notes}}
          - {displayName: Size, type: Number}
        items:
          - fieldData: {name: a, ref: notes/nobody, size: big}
          - fieldData: {name: a, nope: 1}
            locales: {fr: {fieldData: {name: b}}}
          - fieldData: {}
"""


def told(tmp_path: Path, text: str, name: str = "seed.yaml") -> list[str]:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    with pytest.raises(SeedError) as raised:
        plant(str(path))
    return [str(problem).removeprefix(f"{path}:") for problem in raised.value.problems]


def test_every_mistake_of_form_is_told_with_its_line(tmp_path: Path) -> None:
    """Each has file, line, path, what was expected and what was found."""
    said = told(tmp_path, BAD)
    assert [line.partition(": expected")[0] for line in said] == [
        "2: plan",
        "4: sites[0].displayName",
        "5: sites[0].colour",
        "10: sites[0].collections[0].items[0].createdOn",
    ]
    assert said[0] == ('2: plan: expected one of starter, basic, cms, ecommerce, business, enterprise, found "gold"')
    assert said[2].endswith("found colour")


def test_every_mistake_of_meaning_is_told_with_its_line(tmp_path: Path) -> None:
    """Quirks, tokens, fields, options, references and values are checked as the API would."""
    assert [line.partition(": expected")[0] for line in told(tmp_path, BAD_ITEMS)] == [
        "2: quirks",
        "4: tokens[0].scopes",
        "4: tokens[0].site",
        "11: sites[0].collections[0].fields[1]",
        "12: sites[0].collections[0].fields[2].validations",
    ]
    said = [line.partition(": expected")[0] for line in told(tmp_path, BAD_VALUES)]
    assert said == [
        "10: sites[0].collections[0].items[0].fieldData.ref",
        "10: sites[0].collections[0].items[0].fieldData.size",
        "11: sites[0].collections[0].items[1]",
        "11: sites[0].collections[0].items[1].fieldData.nope",
        "12: sites[0].collections[0].items[1].locales",
        "13: sites[0].collections[0].items[2].fieldData.name",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("mockflow: 1\nmockflow: 1\n", "2: expected YAML, found the key mockflow twice"),
        ("mockflow: 1\n1: x\n", "2: expected YAML, found the key 1, which is no text: put it in quotes"),
        ("mockflow: [\n", "2: expected YAML, found"),
        ("a: \x00", "1: expected YAML, found"),
        ("", "1: expected an object, found null"),
    ],
)
def test_what_is_no_yaml_is_told(tmp_path: Path, text: str, said: str) -> None:
    """A mistake of YAML is told with its line; the rest of the document is not read."""
    assert told(tmp_path, text)[0].startswith(said)


def test_json_is_a_seed_too(tmp_path: Path) -> None:
    """JSON is read as JSON, and its mistakes are told with their lines."""
    assert told(tmp_path, '{"mockflow": 1,\n "plan": 5}', "s.json")[0].startswith("2: plan: expected")
    assert told(tmp_path, '{"mockflow":\n', "s.json")[0].startswith("2: expected JSON, found")
    good = tmp_path / "good.json"
    good.write_text('{"mockflow": 1, "sites": [{"displayName": "A"}]}', "utf-8")
    assert Mockflow(good).http().get("/sites").json()["sites"][0]["displayName"] == "A"


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    """A name that is neither a seed nor a file is told with the names that are."""
    with pytest.raises(
        SeedError, match=r"expected the name of a seed \(demo, empty, large\) or a file that can be read"
    ):
        plant("nope")
    (tmp_path / "latin.yaml").write_bytes(b"\xff\xfe\xff")
    with pytest.raises(SeedError, match="not UTF-8 text"):
        plant(tmp_path / "latin.yaml")
    with pytest.raises(SeedError, match="expected JSON values"):
        plant({"mockflow": 1, "plan": object()})


def test_a_seeds_own_tokens_and_quirks_count() -> None:
    """Tokens of the seed are added; readyMadeTokens false takes the ready-made ones away."""
    seed: dict[str, Any] = {
        "mockflow": 1,
        "readyMadeTokens": False,
        "quirks": {"limit_over_max": "reject", "publish_limit": False},
        "tokens": [
            {"name": "reader", "scopes": ["sites:read"]},
            {"name": "app", "kind": "oauth", "token": "value"},
            {"name": "second", "site": "b"},
        ],
        "sites": [{"displayName": "A"}, {"displayName": "B"}],
    }
    mock = Mockflow(seed)
    assert mock.http().get("/sites").status_code == 401
    assert len(mock.http("reader").get("/sites").json()["sites"]) == 1
    assert len(mock.http("value").get("/sites").json()["sites"]) == 2
    assert mock.http("second").get("/sites").json()["sites"][0]["displayName"] == "B"
    assert mock.control("GET", "/quirks")["publish_limit"] == "off"


def test_ids_of_a_seed_are_always_the_same() -> None:
    """Ids derive from paths: the same document has the same ids, and given ids are kept."""
    document = {"mockflow": 1, "sites": [{"displayName": "A", "id": "0" * 24, "collections": [{"displayName": "N"}]}]}
    first, second = plant(document), plant(dict(document))
    assert first is second
    derived = {path: first.ids[path] for path in ("locales/en", "n", "workspaces/workspace")}
    assert first.ids == {"sites/a": "0" * 24, **derived}


def test_the_demo_has_every_state_of_an_item(mockflow: Mockflow) -> None:
    """Published, draft, changes in draft, queued new and old, archived: each is there, in two locales."""
    api, path = mockflow.http(), f"/collections/{mockflow.id('journal')}/items"
    live = {item["id"] for item in api.get(f"{path}/live").json()["items"]}
    states = {
        (item["isArchived"], item["isDraft"], item["lastPublished"] is not None, item["id"] in live)
        for item in api.get(path).json()["items"]
    }
    assert states >= {
        (False, False, True, True),
        (False, True, False, False),
        (False, True, True, True),
        (False, False, False, False),
        (True, False, True, True),
        (True, False, False, False),
        (True, True, False, False),
    }


def test_a_generated_seed_is_planted() -> None:
    """A generated seed is one that can be planted, the same for the same number."""
    assert generated_seed(30, 7) == generated_seed(30, 7) != generated_seed(30, 8)
    mock = Mockflow(generated_seed(30))
    total = mock.http().get(f"/collections/{mock.id('posts')}/items").json()["pagination"]["total"]
    assert total == 30


def test_the_schema_of_seeds_takes_the_built_in_ones() -> None:
    """The JSON Schema agrees with the reader on good and bad documents."""
    import jsonschema_rs  # noqa: PLC0415
    import yaml  # noqa: PLC0415

    from mockflow.core.data import seed_file  # noqa: PLC0415

    validator = jsonschema_rs.validator_for(seed_json_schema())
    for name in ("demo", "empty"):
        text = seed_file(name)
        assert text is not None
        assert validator.is_valid(yaml.safe_load(text.read_text("utf-8")))
    assert not validator.is_valid(yaml.load(BAD, yaml.BaseLoader))  # noqa: S506 - constructs text alone
