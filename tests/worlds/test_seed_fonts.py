"""Seeds with custom fonts: their files and words, and what is wrong with some."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from mockflow import Mockflow
from mockflow.errors import SeedError
from tests.fonts import AXIS, FONT, get, listed, path_of


def seed(*fonts: Any, **site: Any) -> dict[str, Any]:
    return {"mockflow": 1, "sites": [{"displayName": "One", "customFonts": list(fonts), **site}]}


def test_a_seed_gives_fonts() -> None:
    """With their files hosted; what is left out is what most fonts have, and a legacy format may be given."""
    mock = Mockflow(
        seed(
            {"fileName": "a.ttf", "fontFamily": "A", "content": "letters"},
            {"fileName": "b.svg", "fontFamily": "B", "weight": 700, "axes": [AXIS], "base64": "PHN2Zy8+"},
            {"fileName": "c.otf", "fontFamily": "C", "waiting": True},
        )
    )
    assert listed(mock) == ["a.ttf", "b.svg", "c.otf"]
    plain, legacy = (get(mock, mock.id(f"custom-fonts/{name}")) for name in ("a.ttf", "b.svg"))
    assert (plain["weight"], plain["italic"], plain["fontDisplay"], plain["axes"]) == (400, False, "swap", [])
    assert (legacy["format"], legacy["axes"]) == ("svg", [AXIS])
    api = mock.http()
    assert api.get(plain["hostedUrl"]).content == b"letters"
    assert api.get(legacy["hostedUrl"]).headers["content-type"] == "image/svg+xml"
    assert api.get(get(mock, mock.id("custom-fonts/c.otf"))["hostedUrl"]).status_code == 404
    assert api.get(path_of(mock)).json()["pagination"]["total"] == 3


def test_the_demo_has_a_font() -> None:
    """A real one, with the house's own letters."""
    with Mockflow() as mock:
        marks = get(mock, mock.id("custom-fonts/kiln-marks.woff2"))
        assert (marks["fontFamily"], marks["format"]) == ("Kiln Marks", "woff2")
        assert mock.http().get(marks["hostedUrl"]).content.startswith(b"wOF2")


def test_a_seed_file_names_a_font_beside_it(tmp_path: Path) -> None:
    """Its name is that of the file; one elsewhere is told with its line."""
    (tmp_path / "a.woff2").write_bytes(FONT)
    path = tmp_path / "seed.yaml"
    path.write_text(yaml.safe_dump(seed({"file": "a.woff2", "fontFamily": "A"})), "utf-8")
    with Mockflow(path) as mock:
        assert listed(mock) == ["a.woff2"]
    path.write_text(yaml.safe_dump(seed({"file": "../a.woff2", "fontFamily": "A"})), "utf-8")
    with pytest.raises(SeedError, match=r"sites\[0\].customFonts\[0\]: expected a file "):
        Mockflow(path)


@pytest.mark.parametrize(
    ("entry", "path", "message"),
    [
        ({}, "", "expected a file, content or base64, found none of them"),
        ({"base64": "?"}, ".base64", "expected base64, found ?"),
        ({"content": "x", "waiting": True}, "", "expected no content for a font that waits for its file, found some"),
        ({"content": "x", "fileName": "a.txt"}, ".fileName", "expected a file name: it should end with one of the ext"),
        ({"content": "x", "fontFamily": "A, B"}, ".fontFamily", "expected text that matches"),
        ({"content": "x", "weight": 0}, ".weight", "expected integer from 1 to 1000, found 0"),
        ({"content": "x", "fontDisplay": "now"}, ".fontDisplay", "expected one of auto, block, swap"),
        ({"content": "x", "axes": [{**AXIS, "tag": "w"}]}, ".axes[0].tag", "expected text that matches"),
        ({"content": "x", "axes": [{**AXIS, "min": 500}]}, ".axes[0]", "expected min, defaultValue and max in this"),
        ({"content": "x", "family": "A"}, ".family", "expected one of the keys axes, base64, content"),
    ],
)
def test_a_font_that_cannot_be_is_told(entry: dict[str, Any], path: str, message: str) -> None:
    """Where it stands, and what would be right."""
    with pytest.raises(SeedError) as caught:
        Mockflow(seed({"fileName": "a.ttf", "fontFamily": "A", **entry}))
    (problem,) = caught.value.problems
    assert problem.path == f"sites[0].customFonts[0]{path}"
    assert problem.message.startswith(message)
