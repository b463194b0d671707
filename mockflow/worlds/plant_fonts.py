"""Planting custom fonts, with their files."""

from typing import Any

from mockflow.domain.file_kinds import md5_of
from mockflow.domain.fonts import FONTS, Axis, Font, FontFile, problem_of_axis, problem_of_font_name, stored_font
from mockflow.domain.stored_files import FILES, MOST_BYTES, bytes_kept

from .plant_files import planted_bytes
from .plant_ground import Ground

_MINUTE = 60_000


def plant_fonts(ground: Ground, content: dict[str, Any]) -> None:
    """Plant the fonts of a site, after its other files."""
    path = f"{ground.path}.customFonts"
    for at, each in enumerate(content["custom_fonts"]):
        _plant(ground, f"{path}[{at}]", each, ground.site.created + at * _MINUTE)
    if content["custom_fonts"] and bytes_kept(ground.tx) > MOST_BYTES:
        ground.wrong(path, f"files of {MOST_BYTES} bytes at most in all", bytes_kept(ground.tx))


def _plant(ground: Ground, path: str, content: dict[str, Any], usual: int) -> None:
    data = planted_bytes(ground, path, content, "a font")
    name = content.get("file_name", "")
    problem = problem_of_font_name(name, legacy=True)
    if problem is not None:
        ground.wrong(f"{path}.fileName", f"a file name: it {problem}", name)
    axes = tuple(_axis(ground, f"{path}.axes[{at}]", each) for at, each in enumerate(content["axes"]))
    if data is None or problem is not None:
        return
    seed_path = f"{ground.prefix}custom-fonts/{name}"
    font = Font(
        ground.name(path, seed_path, content.get("id") or ground.derive.id(seed_path)),
        ground.site.id,
        content["family"],
        content["weight"],
        italic=content["italic"],
        display=content["display"],
        file=FontFile(name, axes),
        created=content.get("created", usual),
        size=None if content["waiting"] else len(data),
    )
    ground.tx.put(FONTS, font)
    if not content["waiting"]:
        ground.tx.put(FILES, stored_font(font, data, md5_of(data), content.get("uploaded", font.created)))


def _axis(ground: Ground, path: str, content: dict[str, Any]) -> Axis:
    limits = {name: float(content[name]) for name in ("least", "most", "default")}
    axis = Axis(content["tag"], name=content.get("name"), **limits)
    problem = problem_of_axis(axis)
    if problem is not None:
        ground.wrong(path, "min, defaultValue and max in this order", f"one that {problem}")
    return axis
