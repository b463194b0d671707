"""A seed as YAML, for people: blocks, and quotes only where YAML would read something else."""

from typing import Any

import yaml

_TEXT = "tag:yaml.org,2002:str"
_WIDTH = 120


class _Dumper(yaml.CSafeDumper):
    """The safe dumper, without anchors."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - whatever it is, it is written out
        return True


def _text(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    """Lines as lines; what looks like a time, a number or a switch in double quotes; other text as it can be."""
    if "\n" in text:
        return dumper.represent_scalar(_TEXT, text, style="|")
    is_plain = dumper.resolve(yaml.ScalarNode, text, (True, False)) == _TEXT  # type: ignore[no-untyped-call]  # the stubs leave it out
    return dumper.represent_scalar(_TEXT, text, style=None if is_plain else '"')


_Dumper.add_representer(str, _text)


def to_yaml(document: dict[str, Any]) -> str:
    """This document as YAML that ``load_yaml`` reads as the same."""
    written: str = yaml.dump(document, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=_WIDTH)
    return written
