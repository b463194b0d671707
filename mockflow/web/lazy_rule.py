"""Werkzeug rules that compile their URL builders when a URL is built: most never are, and compiling them is slow."""

from typing import Any

from werkzeug.routing import Rule


class LazyRule(Rule):
    """A rule that is compiled for matching at once, and for building at each use."""

    def _compile_builder(self, append_unknown: bool = True) -> Any:  # noqa: FBT001, FBT002 - Werkzeug's signature
        compile_now = super()._compile_builder

        def build(rule: Rule, /, **values: Any) -> tuple[str, str]:
            made: tuple[str, str] = compile_now(append_unknown).__get__(rule, None)(**values)
            return made

        return build
