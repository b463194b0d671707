"""Records as JSON and back: what a built-in seed is kept in, so that a start need not plant it anew.

Self-describing, and for files of the package alone: what is read names classes of the domain. JSON has no tuples, bytes
or records, which are objects with one key: ``{"~t": [...]}``, ``{"~b": "text"}``, ``{"~x": "base64"}``, and
``{"~r": ["module.Class", ...]}`` with the values that the class is made with.
"""

from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from functools import lru_cache
from importlib import import_module
from typing import Any

_DOMAIN = "mockflow.domain."


def encoded(value: Any) -> Any:
    """This value as JSON has it; TypeError for one that cannot be read back."""
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, bytes):
        return _encoded_bytes(value)
    if isinstance(value, list):
        return [encoded(each) for each in value]
    if isinstance(value, Mapping):
        return {_plain_key(key): encoded(each) for key, each in value.items()}
    made_with = _made_with(value)
    if made_with is not None:
        return {"~r": [_name_of(type(value)), *map(encoded, made_with)]}
    if isinstance(value, tuple):
        return {"~t": [encoded(each) for each in value]}
    raise TypeError(f"{type(value).__name__} cannot be read back")


def _encoded_bytes(value: bytes) -> dict[str, str]:
    try:
        return {"~b": value.decode()}
    except UnicodeDecodeError:
        return {"~x": b64encode(value).decode()}


def _plain_key(key: Any) -> str:
    if not isinstance(key, str) or key.startswith("~"):
        raise TypeError(f"the key {key!r} cannot be read back")
    return key


def _made_with(value: Any) -> list[Any] | None:
    """The values that a record is made with, in order; None for what is no record."""
    if is_dataclass(value):
        return [getattr(value, each.name) for each in fields(value) if each.init]
    return list(value) if hasattr(value, "_fields") else None


def _name_of(kind: type) -> str:
    if not kind.__module__.startswith(_DOMAIN):
        raise TypeError(f"{kind.__module__}.{kind.__name__} is no class of the domain")
    return f"{kind.__module__.removeprefix(_DOMAIN)}.{kind.__name__}"


def decoded(value: Any) -> Any:
    """The value that this JSON stands for; equal tuples are one object, as many records share theirs."""
    return _Decoder().read(value)


class _Decoder:
    def __init__(self) -> None:
        self._tuples: dict[Any, Any] = {}

    def read(self, value: Any) -> Any:
        if isinstance(value, dict):
            if len(value) == 1:
                ((kind, content),) = value.items()
                special = self._SPECIAL.get(kind)
                if special is not None:
                    return special(self, content)
            return {key: self.read(each) for key, each in value.items()}
        return [self.read(each) for each in value] if isinstance(value, list) else value

    def _tuple(self, content: list[Any]) -> Any:
        made = tuple(map(self.read, content))
        try:
            return self._tuples.setdefault(made, made)
        except TypeError:  # it holds what has no hash
            return made

    def _record(self, content: list[Any]) -> Any:
        name, *made_with = content
        return _class_of(name)(*map(self.read, made_with))

    def _bytes(self, content: str) -> bytes:
        return content.encode()

    def _binary(self, content: str) -> bytes:
        return b64decode(content)

    _SPECIAL: Mapping[str, Callable[["_Decoder", Any], Any]] = {
        "~t": _tuple,
        "~r": _record,
        "~b": _bytes,
        "~x": _binary,
    }


@lru_cache(maxsize=256)
def _class_of(name: str) -> Callable[..., Any]:
    module, _, kind = name.rpartition(".")
    made: Callable[..., Any] = getattr(import_module(_DOMAIN + module), kind)
    return made
