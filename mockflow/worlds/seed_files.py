"""The files that a seed names: they become part of the document, so that equal documents make equal worlds."""

from base64 import b64encode
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from mockflow.domain.file_kinds import DOCUMENT_MEGABYTES, MEGABYTE

_WITH_FILES = ("assets", "customFonts")
_SOURCES = ("file", "content", "base64")


class Problem(NamedTuple):
    """What is wrong with an entry, and where it stands."""

    path: str
    message: str


class _Unreadable(Exception):  # noqa: N818 - the word for what was named
    """A file that is not read."""


def with_files(content: Any, folder: Path | None) -> tuple[Any, list[Problem]]:
    """The document with the ``file`` or ``content`` of each asset and font as ``base64``, and what is wrong with some.

    Args:
        content: a seed as it was written, of any form.
        folder: where its files are; None for one that is no file, for which none is read.
    """
    problems: list[Problem] = []
    sites = content.get("sites") if isinstance(content, Mapping) else None
    if not isinstance(sites, list):
        return content, problems
    filled = [_site(site, f"sites[{at}]", folder, problems) for at, site in enumerate(sites)]
    return {**content, "sites": filled}, problems


def _site(site: Any, path: str, folder: Path | None, problems: list[Problem]) -> Any:
    if not isinstance(site, Mapping):
        return site
    filled = {
        key: list(_entries(site[key], f"{path}.{key}", folder, problems))
        for key in _WITH_FILES
        if isinstance(site.get(key), list)
    }
    return {**site, **filled} if filled else site


def _entries(entries: list[Any], path: str, folder: Path | None, problems: list[Problem]) -> Iterator[Any]:
    for at, entry in enumerate(entries):
        try:
            yield _entry(entry, folder) if isinstance(entry, Mapping) else entry
        except _Unreadable as problem:
            problems.append(Problem(f"{path}[{at}]", str(problem)))


def _entry(entry: Mapping[str, Any], folder: Path | None) -> Mapping[str, Any]:
    given = [name for name in _SOURCES if name in entry]
    if len(given) > 1:
        raise _Unreadable(f"expected one of {', '.join(_SOURCES)}, found {' and '.join(given)}")
    source = given[0] if given else "base64"
    said = entry.get(source)
    if source == "base64" or not isinstance(said, str):  # that it is no text, its shape tells
        return entry
    rest = {key: value for key, value in entry.items() if key != source}
    if source == "content":
        return {**rest, "base64": _encoded(_utf8(said))}
    return {"fileName": Path(said).name, **rest, "base64": _encoded(_read(said, folder))}


def _encoded(data: bytes) -> str:
    return b64encode(data).decode()


def _utf8(text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeError:
        raise _Unreadable("expected content of Unicode characters, found half of one") from None


def _read(name: str, folder: Path | None) -> bytes:
    if folder is None:
        raise _Unreadable(f"expected content or base64, since a seed that is no file reads no files, found {name}")
    try:
        path = (folder / name).resolve()
        if not path.is_relative_to(folder.resolve()):
            raise _Unreadable(f"expected a file beside the seed, found {name}")
        if path.stat().st_size > DOCUMENT_MEGABYTES * MEGABYTE:
            raise _Unreadable(f"expected a file of {DOCUMENT_MEGABYTES} MB at most, found {name}")
        return path.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "no name of a file"
        raise _Unreadable(f"expected a file that can be read, found {name} ({reason})") from None
