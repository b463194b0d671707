"""Reads an OpenAPI document that somebody else wrote: bounded, without addresses fetched and without code run."""

from pathlib import Path
from typing import Any

import orjson
import yaml

MOST_BYTES = 32_000_000
_LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the one in C reads three megabytes in three seconds


class SpecError(Exception):
    """A file is no OpenAPI document that can be compared; the words say why, on one line."""


class _Loader(_LOADER):  # type: ignore[misc]  # which of the two is known at run time only
    """The safe loader: times stay text, and nothing is multiplied by merging."""

    def flatten_mapping(self, node: yaml.MappingNode) -> None:
        if any(key.tag == "tag:yaml.org,2002:merge" for key, _ in node.value):
            raise SpecError(f"expected no merge keys (<<), found one in line {node.start_mark.line + 1}")


_Loader.add_constructor("tag:yaml.org,2002:timestamp", lambda loader, node: loader.construct_scalar(node))


def read_spec(path: Path) -> dict[str, Any]:
    """The OpenAPI document of this file, in YAML or JSON; SpecError where it is none."""
    document = _parsed(_content(path), path)
    version = document.get("openapi") if isinstance(document, dict) else None
    if not isinstance(document, dict) or version is None:
        raise SpecError(f"{path}: expected an OpenAPI document, found no key openapi")
    if not str(version).startswith(("3.0", "3.1")):
        raise SpecError(f"{path}: expected OpenAPI 3.0 or 3.1, found {str(version)[:20]!r}")
    if not isinstance(document.get("paths"), dict):
        raise SpecError(f"{path}: expected paths to be an object, found {type(document.get('paths')).__name__}")
    return document


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise SpecError(f"{path}: cannot be read: {error.strerror}") from None
    if len(content) > MOST_BYTES:
        raise SpecError(f"{path}: expected {MOST_BYTES:,} bytes at most, found more")
    return content


def _parsed(content: bytes, path: Path) -> Any:
    try:
        if content.lstrip()[:1] == b"{":
            return orjson.loads(content)
        return yaml.load(content.decode("utf-8-sig"), _Loader)  # noqa: S506 - a subclass of the safe loader
    except UnicodeDecodeError:
        raise SpecError(f"{path}: expected text in UTF-8, found something else") from None
    except orjson.JSONDecodeError as error:
        raise SpecError(f"{path}: expected JSON, found {error.msg} in line {error.lineno}") from None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise SpecError(f"{path}: expected YAML, found {error.problem or 'a mistake'} in line {line}") from None
    except (yaml.YAMLError, ValueError) as error:
        raise SpecError(f"{path}: expected YAML, found {str(error).splitlines()[0]}") from None
    except SpecError as error:
        raise SpecError(f"{path}: {error}") from None
    except RecursionError:
        raise SpecError(f"{path}: expected a document that nests less deeply") from None
