"""Seeds that extend others: what merges, what is added, and where a mistake is told."""

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from mockflow import ControlError, Mockflow, SeedError
from mockflow.cli import main

BASE = """\
mockflow: 1
plan: cms
quirks: {publish_limit: off, limit_over_max: reject}
tokens:
  - {name: reporting, scopes: [cms:read]}
sites:
  - displayName: Corner Shop
    timeZone: Europe/Brussels
    customDomains:
      - {url: shop.example}
    locales:
      primary: {tag: en, displayName: English}
      secondary:
        - {tag: fr, displayName: French}
    collections:
      - displayName: Notes
        slug: notes
        fields:
          - {displayName: Stars, type: Number}
          - {displayName: Mood, type: Option, validations: {options: [{name: Calm}, {name: Bold}]}}
        items:
          - slug: first
            fieldData: {name: First, stars: 5, mood: Calm}
            locales:
              fr: {fieldData: {name: Premier, stars: 5}}
          - {fieldData: {name: Second, stars: 2}}
  - {displayName: Other Shop}
"""
OVER = """\
mockflow: 1
extends: base.yaml
plan: business
quirks: {limit_over_max: clamp}
tokens:
  - {name: reporting, scopes: [cms:write]}
  - {name: fresh, scopes: [sites:read]}
sites:
  - shortName: third-shop
    displayName: Third Shop
  - shortName: corner-shop
    displayName: Corner Shop, moved
    customDomains:
      - {url: shop.example, lastPublished: "2026-01-09T16:00:00.000Z"}
      - {url: www.shop.example}
    locales:
      primary: {displayName: British}
      secondary:
        - {tag: nl, displayName: Dutch}
        - {tag: fr, subdirectory: francais}
    collections:
      - {displayName: Links}
      - slug: notes
        fields:
          - {slug: link, displayName: Link, type: Link}
          - {slug: stars, displayName: Stars, isRequired: true}
          - {slug: mood, displayName: Mood, validations: {options: [{name: Wild}, {name: Calm}]}}
        items:
          - {fieldData: {name: Third, stars: 3}}
          - {slug: second, isDraft: true}
          - slug: first
            fieldData: {stars: 4}
            locales:
              fr: {fieldData: {stars: 3}}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the seed that others extend."""
    (tmp_path / "base.yaml").write_text(BASE, "utf-8")
    return tmp_path


def written(folder: Path, text: str, name: str = "over.yaml") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def line(text: str, fragment: str) -> int:
    """The line that this stands in."""
    return text[: text.index(fragment)].count("\n") + 1


def told(path: Path) -> list[str]:
    """Every problem of this seed, its files without their folder."""
    with pytest.raises(SeedError) as raised:
        Mockflow(path)
    return [str(problem).removeprefix(f"{path.parent}/") for problem in raised.value.problems]


def values(mock: Mockflow, path: str, *slugs: str, locale: str | None = None) -> list[Any]:
    """What the staged copy of an item says in these fields."""
    staged = mock.item(path, locale=locale).staged
    assert staged is not None
    return [staged["fieldData"][slug] for slug in slugs]


def extended(folder: Path) -> Mockflow:
    return Mockflow(written(folder, OVER))


def test_keys_of_the_world_merge(folder: Path) -> None:
    """What the extending seed says counts, the rest stays; quirks merge by name, tokens by theirs."""
    mock = extended(folder)
    assert mock.http().get("/sites").headers["X-RateLimit-Limit"] == "120"
    quirks = mock.control("GET", "/quirks")
    assert (quirks["publish_limit"], quirks["limit_over_max"]) == ("off", "clamp")
    scopes = {token.name: token.scopes for token in mock.tokens()}
    assert (scopes["reporting"], scopes["fresh"]) == (("cms:write",), ("sites:read",))


def test_sites_merge_by_their_short_name(folder: Path) -> None:
    """One that is there keeps its place and what is not said anew; one that is new stands at the end."""
    mock = extended(folder)
    first, *others = mock.http(mock.app_token).get("/sites").json()["sites"]
    assert (first["displayName"], first["timeZone"]) == ("Corner Shop, moved", "Europe/Brussels")
    assert [site["displayName"] for site in others] == ["Other Shop", "Third Shop"]
    domains = mock.http().get(f"/sites/{mock.site_id}/custom_domains").json()["customDomains"]
    assert [(each["url"], each["lastPublished"]) for each in domains] == [
        ("shop.example", "2026-01-09T16:00:00.000Z"),
        ("www.shop.example", None),
    ]


def test_locales_merge_by_their_tag(folder: Path) -> None:
    """The primary one merges as an object does, the secondary ones by their tag."""
    mock = extended(folder)
    locales = mock.http().get(f"/sites/{mock.site_id}").json()["locales"]
    assert (locales["primary"]["tag"], locales["primary"]["displayName"]) == ("en", "British")
    assert [(each["tag"], each["displayName"], each["subdirectory"]) for each in locales["secondary"]] == [
        ("fr", "French", "francais"),
        ("nl", "Dutch", "nl"),
    ]


def test_collections_and_fields_merge_by_slug(folder: Path) -> None:
    """New ones stand at the end; a list without names of its own, such as options, is replaced whole."""
    mock = extended(folder)
    listed = mock.http().get(f"/sites/{mock.site_id}/collections").json()["collections"]
    assert [collection["slug"] for collection in listed] == ["notes", "links"]
    fields = mock.http().get(f"/collections/{mock.id('notes')}").json()["fields"]
    assert [(field["slug"], field["type"], field["isRequired"]) for field in fields if field["isEditable"]][:3] == [
        ("stars", "Number", True),
        ("mood", "Option", False),
        ("link", "Link", False),
    ]
    mood = next(field for field in fields if field["slug"] == "mood")
    assert [option["name"] for option in mood["validations"]["options"]] == ["Wild", "Calm"]


def test_items_merge_by_slug(folder: Path) -> None:
    """By a slug that is said or made from the name; values and variants merge key by key, new items stand last."""
    mock = extended(folder)
    assert values(mock, "notes/first", "name", "stars") == ["First", 4]
    assert values(mock, "notes/first", "name", "stars", locale="fr") == ["Premier", 3]
    assert (mock.item("notes/second").state, mock.item("notes/third").state) == ("draft", "published")
    notes = [path for path in mock.control("GET", "/ids") if path.startswith("notes/")]
    assert notes == ["notes/first", "notes/second", "notes/third"]


def test_ids_stay_those_of_the_base(folder: Path) -> None:
    """An id derives from its path, so that extending a seed moves none."""
    base, over = Mockflow(folder / "base.yaml"), extended(folder)
    known = base.control("GET", "/ids")
    assert known.items() <= over.control("GET", "/ids").items()


def test_a_mistake_is_told_where_it_stands(folder: Path) -> None:
    """In the file that says it, with its line and its path there, whatever place the merged list gives it."""
    items = "{slug: second, fieldData: {stars: many}}, {fieldData: {name: Third, nope: 1}}"
    start = "mockflow: 1\nextends: base.yaml\nsites:\n  - shortName: corner-shop\n    collections:\n"
    text = f"{start}      - slug: notes\n        items: [{items}]\n"
    said = told(written(folder, text))
    assert [problem.partition(": expected")[0] for problem in said] == [
        "over.yaml:7: sites[0].collections[0].items[0].fieldData.stars",
        "over.yaml:7: sites[0].collections[0].items[1].fieldData.nope",
    ]


def test_a_mistake_of_the_base_is_told_there(folder: Path) -> None:
    """What only the base says is told with the base's file and line, beside the mistakes of the other."""
    bad = BASE.replace("stars: 2", "stars: two").replace("timeZone: Europe/Brussels", "colour: red")
    (folder / "base.yaml").write_text(bad, "utf-8")
    assert told(written(folder, OVER))[0].startswith("base.yaml:8: sites[0].colour: expected one of the keys")
    base, over = BASE.replace("stars: 2", "stars: two"), OVER.replace("stars: 3}}", "stars: three}}", 1)
    (folder / "base.yaml").write_text(base, "utf-8")
    assert {problem.partition(": expected")[0] for problem in told(written(folder, over))} == {
        f"over.yaml:{line(over, 'three')}: sites[1].collections[1].items[0].fieldData.stars",
        f"base.yaml:{line(base, 'two')}: sites[0].collections[0].items[1].fieldData.stars",
    }


def test_an_entry_that_matches_none_must_be_whole(folder: Path) -> None:
    """A slug with a typing mistake is a new entry: what it lacks is told, in the extending file."""
    text = "mockflow: 1\nextends: base.yaml\nsites:\n  - shortName: corner-shop\n    collections:\n      - slug: note\n"
    (problem,) = told(written(folder, text))
    assert problem == "over.yaml:6: sites[0].collections[0].displayName: expected a value, found nothing"


def test_files_extend_one_another(folder: Path) -> None:
    """A chain of files, each beside the one that names it, in YAML and JSON."""
    (folder / "more").mkdir()
    written(folder, '{"mockflow": 1, "extends": "../over.yaml", "plan": "enterprise"}', "more/json.json")
    written(folder, OVER)
    last = written(folder, "mockflow: 1\nextends: more/json.json\nsites: [{displayName: Fourth}]\n", "last.yaml")
    mock = Mockflow(last)
    answer = mock.http(mock.app_token).get("/sites")
    assert answer.headers["X-RateLimit-Limit"] == "1200"
    assert [site["shortName"] for site in answer.json()["sites"]][-2:] == ["third-shop", "fourth"]
    base = BASE.replace("stars: 5, mood: Calm", "stars: five, mood: Calm")
    (folder / "base.yaml").write_text(base, "utf-8")
    written(folder, OVER.replace("fieldData: {stars: 4}", "fieldData: {}"))
    (problem,) = told(last)
    assert f"base.yaml:{line(base, 'five')}: sites[0].collections[0].items[0].fieldData.stars: expected" in problem


@pytest.mark.parametrize("files", [{"a.yaml": "a.yaml"}, {"a.yaml": "b.yaml", "b.yaml": "a.yaml"}])
def test_a_cycle_is_refused(tmp_path: Path, files: dict[str, str]) -> None:
    """A seed that comes to extend itself is one problem, told with a line of it."""
    for name, extends in files.items():
        written(tmp_path, f"mockflow: 1\nextends: {extends}\n", name)
    (problem,) = told(tmp_path / "a.yaml")
    assert problem.startswith(
        "a.yaml:2: extends: expected the name of a seed, or a file, that does not extend this one"
    )


@pytest.mark.parametrize(("extends", "found"), [("5", "5"), ("[demo]", "['demo']"), ("''", "")])
def test_what_is_no_seed_is_not_extended(tmp_path: Path, extends: str, found: str) -> None:
    """What cannot be the name of a seed or a file is told with its line."""
    path = written(tmp_path, f"mockflow: 1\n\nextends: {extends}\n")
    expected = "expected the name of a seed, or a file, that does not extend this one"
    assert told(path) == [f"over.yaml:3: extends: {expected}, found {found}"]


def test_a_base_that_is_not_there_is_told(tmp_path: Path) -> None:
    """It is one problem, which names what was looked for."""
    (problem,) = told(written(tmp_path, "mockflow: 1\nextends: nowhere.yaml\n"))
    expected = "expected the name of a seed (demo, empty, large) or a file beside this one"
    assert problem == f"over.yaml:2: extends: {expected}, found nowhere.yaml"


def test_a_document_extends_a_built_in_seed() -> None:
    """A value extends as a file does, and the built-in seed itself stays as it was."""
    entries = [{"slug": "first-post", "fieldData": {"name": "Renamed"}}, {"fieldData": {"name": "Added"}}]
    site = {"shortName": "kiln-and-lantern", "collections": [{"slug": "journal", "items": entries}]}
    mock = Mockflow({"mockflow": 1, "extends": "demo", "sites": [site]})
    assert values(mock, "journal/first-post", "name", "author") == ["Renamed", mock.id("authors/ada")]
    assert mock.item("journal/added").state == "published"
    assert values(Mockflow(), "journal/first-post", "name") == ["We lit the kiln"]


def test_a_document_extends_a_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A value has no folder of its own: its files are looked for where the process runs."""
    monkeypatch.chdir(folder)
    mock = Mockflow({"mockflow": 1, "extends": "base.yaml", "plan": "enterprise"})
    assert mock.http().get("/sites").json()["sites"][0]["displayName"] == "Corner Shop"


@pytest.mark.parametrize("extends", ["/etc/passwd", "base.yaml", "./base.yaml", ["demo"], {}, 5])
def test_over_the_control_plane_no_file_is_read(
    folder: Path, mockflow: Mockflow, monkeypatch: pytest.MonkeyPatch, extends: Any
) -> None:
    """A caller of the control plane extends built-in seeds by name, and nothing else."""
    monkeypatch.chdir(folder)
    monkeypatch.setattr(Path, "read_text", lambda *_: pytest.fail("a file was read"))
    with pytest.raises(ControlError, match=r"400 validation_error: seed.extends: expected one of demo, empty, large"):
        mockflow.control("POST", "/reset", json={"seed": {"mockflow": 1, "extends": extends}})
    assert mockflow.id("journal/first-post")


def test_over_the_control_plane_a_built_in_seed_is_extended(mockflow: Mockflow) -> None:
    """A reset to a document that extends a built-in seed has both."""
    mockflow.reset(seed={"mockflow": 1, "extends": "demo", "sites": [{"displayName": "Second"}]})
    sites = mockflow.http(mockflow.app_token).get("/sites").json()["sites"]
    assert [site["displayName"] for site in sites] == ["Kiln & Lantern", "Second"]


def test_the_command_tells_both_files(folder: Path) -> None:
    """``mockflow seed`` checks what a seed extends, and prints the world of the two."""
    good = CliRunner().invoke(main, ["seed", str(written(folder, OVER))])
    assert good.exit_code == 0
    (folder / "base.yaml").write_text(BASE.replace("type: Number", "type: Numbre"), "utf-8")
    bad = CliRunner().invoke(main, ["seed", str(folder / "over.yaml")])
    assert (bad.exit_code, bad.stdout) == (2, "")
    assert bad.stderr.startswith(f"{folder}/base.yaml:19: sites[0].collections[0].fields[0].type: expected one of")
