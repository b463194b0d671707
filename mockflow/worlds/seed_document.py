"""Reading a seed: YAML or JSON from a file or a name, every problem told with its line."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import orjson

from mockflow.core.data import built_in_seeds, files_folder, seed_file
from mockflow.core.loading import load
from mockflow.core.schema import ShapeError
from mockflow.core.wording import at_path, difference, steps
from mockflow.errors import SeedError

from .seed_files import with_files
from .seed_merging import Places, merge, origin
from .seed_schema import SeedSchema

_NO_PLACES: Places = {}
_LARGE = 10_000
_MOST_EXTENSIONS = 10


class Document(NamedTuple):
    """A seed that was read, and where its parts stand.

    Attributes:
        name: the file, or what stands for it in messages.
        content: what it says.
        text: its source; empty for a document that came as a value.
        own: what it says itself, where ``content`` has been merged with that of ``base``.
        base: the document that it extends.
        places: where the entries of merged lists stand in the two.
    """

    name: str
    content: Any
    text: str = ""
    own: Any = None
    base: "Document | None" = None
    places: Places = _NO_PLACES

    def error(self, path: str, message: str) -> SeedError:
        """A problem at this path, such as ``sites[0].plan``, told where it stands."""
        if self.base is None:
            return SeedError(self.name, _line_of(self.text, path) if self.text else 1, path, message)
        here, there = origin(self.places, path, in_over=True), origin(self.places, path, in_over=False)
        if here is None or (there is not None and at_path(self.own, here) is None and _is_at(self.base.content, there)):
            return self.base.error(there or "", message)
        return SeedError(self.name, _line_of(self.text, here) if self.text else 1, here, message)

    def extending(self, base: "Document") -> "Document":
        """This document laid over that one."""
        content, places = merge(base.content, self.content)
        return self._replace(content=content, own=self.content, base=base, places=places)

    def load(self) -> dict[str, Any]:
        """The seed with its defaults.

        Raises:
            SeedError: it does not have the form of a seed; ``problems`` lists every reason.
        """
        try:
            return load(SeedSchema, self.content)
        except ShapeError as error:
            raise SeedError.of([self._worded(path, words) for path, words in error.problems]) from None

    def _worded(self, path: str, words: str) -> SeedError:
        return self.error(path, difference(path, words, self.content))


def _is_at(content: Any, path: str) -> bool:
    return at_path(content, path) is not None


def _line_of(text: str, path: str) -> int:
    """The line of this path, or of the nearest thing around it that is there."""
    import yaml  # noqa: PLC0415 - costs its import only when a line is asked for

    node: Any = yaml.compose(text, Loader=yaml.CSafeLoader)
    line: int = node.start_mark.line if node else 0
    for step in steps(path):
        below = _below(node, step)
        if below is None:
            break
        node, line = below
    return line + 1


def _below(node: Any, step: str | int) -> tuple[Any, int] | None:
    if isinstance(step, int):
        inside = isinstance(node.value, list) and step < len(node.value)
        return (node.value[step], node.value[step].start_mark.line) if inside else None
    if isinstance(node.value, list):
        for pair in node.value:
            if isinstance(pair, tuple) and pair[0].value == step:
                return pair[1], pair[0].start_mark.line
    return None


def read_seed(seed: str | Path | Mapping[str, Any]) -> Document:
    """The document of a built-in seed, a file, or a value, laid over those that it extends.

    Raises:
        SeedError: there is none, it is no YAML or JSON, or it extends what cannot be extended.
    """
    folder = Path() if isinstance(seed, Mapping) else Path(seed).parent
    return _extended(_read_one(seed), folder, _MOST_EXTENSIONS)


def _extended(document: Document, folder: Path, most: int) -> Document:
    extends = document.content.get("extends") if isinstance(document.content, Mapping) else None
    if extends is None:
        return document
    if not isinstance(extends, str) or not extends or not most:
        expected = "the name of a seed, or a file, that does not extend this one"
        found = extends if most else f"{extends}, after {_MOST_EXTENSIONS} others"
        raise document.error("extends", f"expected {expected}, found {found}")
    is_name = extends in built_in_seeds()
    path = Path(folder, extends)
    if not is_name and not path.is_file():
        expected = f"the name of a seed ({', '.join(built_in_seeds())}) or a file beside this one"
        raise document.error("extends", f"expected {expected}, found {extends}")
    base = _read_one(extends if is_name else path)
    return document.extending(_extended(base, path.parent, most - 1))


def _read_one(seed: str | Path | Mapping[str, Any]) -> Document:
    if isinstance(seed, Mapping):
        return _filled(Document("seed", seed), None)
    return _built_in(seed) if seed in built_in_seeds() else _read_file(seed)


@lru_cache(maxsize=8)
def _built_in(name: str) -> Document:
    if name == "large":
        from .generated import generated_seed  # noqa: PLC0415 - few ask for it

        return Document("large", generated_seed(_LARGE))
    return _read_file(name)


def _read_file(seed: str | Path) -> Document:
    path = seed_file(str(seed)) or Path(seed)
    try:
        text = path.read_text("utf-8")
    except (OSError, ValueError) as error:
        names = ", ".join(built_in_seeds())
        reason = getattr(error, "strerror", None) or "not UTF-8 text"
        message = f"expected the name of a seed ({names}) or a file that can be read, found {seed} ({reason})"
        raise SeedError(str(seed), 1, "", message) from None
    return _filled(parse_seed(str(path), text, is_json=path.suffix == ".json"), files_folder(path))


def _filled(document: Document, folder: Path | None) -> Document:
    """This document with the files that it names."""
    content, problems = with_files(document.content, folder)
    if problems:
        raise SeedError.of([document.error(*problem) for problem in problems])
    return document._replace(content=content)


def parse_seed(name: str, text: str, *, is_json: bool) -> Document:
    """The document that this text is."""
    if is_json:
        try:
            return Document(name, orjson.loads(text), text)
        except orjson.JSONDecodeError as error:
            raise SeedError(name, error.lineno, "", f"expected JSON, found {error.msg}") from None
    from .seed_yaml import YamlError, load_yaml  # noqa: PLC0415 - built-in seeds are JSON and need no YAML

    try:
        return Document(name, load_yaml(text), text)
    except YamlError as error:
        raise SeedError(name, error.line, "", f"expected YAML, found {error.problem}") from None
