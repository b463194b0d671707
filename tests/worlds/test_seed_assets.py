"""Seeds with assets: their files, folders and texts, and what is wrong with some."""

from base64 import b64encode
from pathlib import Path
from typing import Any

import pytest
import yaml

from mockflow import Mockflow
from mockflow.core.data import contract_file
from mockflow.errors import SeedError
from tests import fonts
from tests.uploads import TEXT, listed, png

TALL = "tall.png"
FOLDERS = [
    {"displayName": "Inner Lamps", "parentFolder": "asset-folders/products"},
    {"displayName": "Products"},
]


def seed(*assets: Any, folders: Any = FOLDERS, **site: Any) -> dict[str, Any]:
    return {"mockflow": 1, "sites": [{"displayName": "One", "assets": list(assets), "assetFolders": folders, **site}]}


def written(folder: Path, *assets: Any, name: str = "seed.yaml", **more: Any) -> Path:
    """A seed as a file."""
    path = folder / name
    path.write_text(yaml.safe_dump({**seed(*assets), **more}), "utf-8")
    return path


def problems(given: Any) -> list[tuple[str, str]]:
    with pytest.raises(SeedError) as caught:
        Mockflow(given)
    return [(each.path, each.message) for each in caught.value.problems]


def hosted(mock: Mockflow, path: str) -> bytes:
    found = mock.http().get(f"/assets/{mock.id(path)}").json()
    return mock.http().get(found["hostedUrl"]).content


def test_a_seed_gives_files_as_text_or_base64() -> None:
    """Either is the content of the file, which is hosted; what is left out is made."""
    wide = b64encode(png(600, 2)).decode()
    mock = Mockflow(
        seed(
            {"fileName": "notes.txt", "content": "Größe"},
            {"fileName": "wide.png", "base64": wide, "folder": "asset-folders/inner-lamps", "altText": "A bar"},
            createdOn="2025-01-01T00:00:00.000Z",
        )
    )
    notes, picture = listed(mock)
    assert hosted(mock, "assets/notes.txt") == "Größe".encode()
    assert notes["displayName"] == f"{mock.id('assets/notes.txt')}_notes.txt"
    assert (notes["createdOn"], picture["createdOn"]) == ("2025-01-01T00:00:00.000Z", "2025-01-01T00:01:00.000Z")
    assert (picture["folderId"], picture["altText"]) == (mock.id("asset-folders/inner-lamps"), "A bar")
    assert [each["width"] for each in picture["variants"]] == [500]
    inner = mock.http().get(f"/asset_folders/{picture['folderId']}").json()
    assert inner["parentFolder"] == mock.id("asset-folders/products")
    assert inner["assets"] == [picture["id"]]


def test_a_seed_file_names_files_beside_it(tmp_path: Path) -> None:
    """Their names are those of the files, and a file that changes makes another world."""
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / TALL).write_bytes(png(1, 9))
    path = written(tmp_path, {"file": f"files/{TALL}"})
    assert hosted(Mockflow(path), f"assets/{TALL}") == png(1, 9)
    (tmp_path / "files" / TALL).write_bytes(TEXT)
    assert hosted(Mockflow(str(path)), f"assets/{TALL}") == TEXT


@pytest.mark.parametrize(
    "name", ["../outside.txt", "/etc/hostname", "missing.txt", ".", "a\0b.txt", "x" * 5_000, "link.txt"]
)
def test_a_seed_file_names_no_others(tmp_path: Path, name: str) -> None:
    """What is elsewhere, not there, or no file is told with its line, and not read."""
    (tmp_path / "outside.txt").write_text("secret", "utf-8")
    folder = tmp_path / "seeds"
    folder.mkdir()
    (folder / "link.txt").symlink_to(tmp_path / "outside.txt")
    path = written(folder, {"file": name})
    with pytest.raises(SeedError) as caught:
        Mockflow(path)
    (problem,) = caught.value.problems
    assert problem.path == "sites[0].assets[0]"
    assert path.read_text("utf-8").splitlines()[problem.line - 1].strip().startswith("- file: ")
    assert problem.message.startswith("expected a file ")


def test_a_value_reads_no_file_of_this_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mockflow: Mockflow
) -> None:
    """A seed given as a value, or over HTTP, has its files in itself."""
    (tmp_path / "a.txt").write_bytes(TEXT)
    monkeypatch.chdir(tmp_path)
    ((path, message),) = problems(seed({"file": "a.txt"}))
    assert path == "sites[0].assets[0]"
    assert message.startswith("expected content or base64, since a seed that is no file reads no files")
    with pytest.raises(Exception, match="reads no files"):
        mockflow.control("POST", "/reset", json={"seed": seed({"file": "a.txt"})})
    mockflow.control("POST", "/reset", json={"seed": seed({"fileName": "a.txt", "content": "x"})})
    assert hosted(mockflow, "assets/a.txt") == b"x"


@pytest.mark.parametrize(
    ("entry", "path", "message"),
    [
        ({}, "", "expected a file, content or base64, found none of them"),
        ({"fileName": "a.txt"}, "", "expected a file, content or base64, found none of them"),
        ({"content": "x", "base64": "eA=="}, "", "expected one of file, content, base64, found content and base64"),
        ({"fileName": "a.txt", "content": "\ud800"}, "", "expected content of Unicode characters, found half of one"),
        ({"fileName": "a.txt", "content": 5}, ".content", "expected a string, found 5"),
        ({"fileName": "a.txt", "base64": "?"}, ".base64", "expected base64, found ?"),
        ({"fileName": "a.txt", "base64": "é"}, ".base64", "expected base64, found é"),
        ({"content": "x"}, ".fileName", "expected a file name: it should end with one of the extensions "),
        ({"fileName": "../a.txt", "content": "x"}, ".fileName", "expected a file name: it should be a file name, "),
        ({"fileName": "a.txt", "content": "", "folder": "lamps"}, ".folder", "expected the path of one of the site's "),
        ({"fileName": "a.txt", "content": "", "locales": {"xx": {"altText": ""}}}, ".locales", "expected one of the "),
        ({"fileName": "a.txt", "content": "", "size": 5}, ".size", "expected one of the keys "),
        (5, "", "expected an object, found 5"),
    ],
)
def test_a_bad_asset_is_told(entry: Any, path: str, message: str) -> None:
    """Each mistake with its place, and what is expected there."""
    told = problems(seed(entry))
    assert [each for each in told if each[0] == f"sites[0].assets[0]{path}" and each[1].startswith(message)], told


def test_a_bad_folder_is_told() -> None:
    """A parent that is not there, a folder within itself, a name that stands twice."""
    unknown = problems(seed(folders=[{"displayName": "A", "parentFolder": "asset-folders/b"}]))
    assert unknown == [
        (
            "sites[0].assetFolders[0].parentFolder",
            "expected the path of one of the site's folders (asset-folders/a), found asset-folders/b",
        )
    ]
    ring = [
        {"displayName": "A", "parentFolder": "asset-folders/b"},
        {"displayName": "B", "parentFolder": "asset-folders/a"},
        {"displayName": "C", "parentFolder": "asset-folders/a"},
    ]
    assert [path for path, _ in problems(seed(folders=ring))] == [
        f"sites[0].assetFolders[{at}].parentFolder" for at in range(2)
    ]
    twice = problems(seed(folders=[{"displayName": "A"}, {"displayName": "a"}]))
    assert twice == [("sites[0].assetFolders[1]", "expected a slug or name that nothing beside it has, found a")]


@pytest.mark.parametrize("sites", [None, 5, [5], [None], [{"displayName": "x", "assets": 5}], {"a": 1}])
def test_a_seed_of_another_form_is_told(sites: Any) -> None:
    """Whatever stands where sites and assets should be, it is a mistake of the seed."""
    assert problems({"mockflow": 1, "sites": sites})


def test_a_seed_extends_anothers_assets(tmp_path: Path) -> None:
    """Assets merge by file name, folders by slug, and each file is beside the seed that names it."""
    base, over = tmp_path / "base", tmp_path / "over"
    base.mkdir()
    over.mkdir()
    (base / "a.txt").write_text("base", "utf-8")
    (base / "b.txt").write_text("base", "utf-8")
    (over / "b.txt").write_text("over", "utf-8")
    written(base, {"file": "a.txt", "altText": "A"}, {"file": "b.txt", "altText": "B"})
    path = over / "over.yaml"
    own = {
        "assets": [{"file": "b.txt"}, {"fileName": "a.txt", "displayName": "New"}],
        "assetFolders": [{"slug": "products", "displayName": "Goods"}],
    }
    document = {"mockflow": 1, "extends": str(base / "seed.yaml"), "sites": [{"displayName": "One", **own}]}
    path.write_text(yaml.safe_dump(document), "utf-8")
    mock = Mockflow(path)
    assert [hosted(mock, f"assets/{name}") for name in ("a.txt", "b.txt")] == [b"base", b"over"]
    assert [(row["displayName"].rpartition("_")[2], row["altText"]) for row in listed(mock)] == [
        ("New", "A"),
        ("b.txt", "B"),
    ]
    assert mock.http().get(f"/asset_folders/{mock.id('asset-folders/products')}").json()["displayName"] == "Goods"


def test_the_demo_has_assets_in_two_languages(mockflow: Mockflow) -> None:
    """Pictures with variants, a document and a table, in folders, their files hosted, described in both languages."""
    rows = listed(mockflow)
    assert [row["originalFileName"] for row in rows] == [
        "kiln-and-lantern.svg",
        "caring-for-stoneware.pdf",
        "cup-nine-fog.png",
        "paper-shade-creases.svg",
        "reading-lamp.png",
        "firing-log.csv",
    ]
    for row in rows:
        assert len(mockflow.http().get(row["hostedUrl"]).content) == row["size"]
    site = mockflow.http().get(f"/sites/{mockflow.site_id}").json()
    french = listed(mockflow, localeId=site["locales"]["secondary"][0]["id"])
    pairs = [(row["altText"], other["altText"]) for row, other in zip(rows, french, strict=True) if row["altText"]]
    assert len(pairs) == 4
    assert all(one != other for one, other in pairs)
    inside = listed(mockflow, folderId=mockflow.id("asset-folders/products"))
    assert [row["originalFileName"] for row in inside] == [
        "cup-nine-fog.png",
        "paper-shade-creases.svg",
        "reading-lamp.png",
    ]


def test_every_file_of_the_fixtures_is_used(mockflow: Mockflow) -> None:
    """The files that are packaged are those of the demo."""
    files = contract_file("fidelity.yaml").parent.parent / "fixtures" / "files"
    named = {row["originalFileName"] for row in listed(mockflow)}
    named |= set(fonts.listed(mockflow))
    assert {path.name for path in files.iterdir()} == named - {"firing-log.csv"}
