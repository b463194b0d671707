"""HTML of text nodes: whether it is one element, and what it says. It is scanned in one pass, whoever wrote it."""

import re
from html import unescape
from typing import NamedTuple

_TAG = re.compile(r"""<(/?)([a-z][a-z0-9-]*)((?:[^"'<>]|"[^"<]*"|'[^'<]*')*+)>""", re.IGNORECASE)
_COMMENT = re.compile(r"<!--(?:.*?-->|.*)", re.DOTALL)  # one that is left open goes on to the end
_MARKER = re.compile(r"""\bdata-w-id\s*=\s*["']([^"'<>]*)["']""")
_VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "source", "track", "wbr"})


class Element(NamedTuple):
    """An element, from its opening tag to its closing one.

    Attributes:
        tag: its name in lower case.
        inner: what is between its tags, without comments.
        nests: whether there are elements in it.
    """

    tag: str
    inner: str
    nests: bool

    @property
    def text(self) -> str | None:
        """What it says; None where it nests elements."""
        return None if self.nests else unescape(self.inner)


def single_element(html: str) -> Element | None:
    """The one element that this HTML is, comments apart; None where it is anything else, or its tags do not match."""
    html = _COMMENT.sub("", html).strip()
    opened: list[str] = []
    begins, nests = 0, False
    for match in _TAG.finditer(html):
        closing, tag, rest = match[1], match[2].lower(), match[3]
        if not opened and (match.start() or closing):
            return None
        if closing:
            if opened.pop() != tag:
                return None
            if not opened:
                whole = match.end() == len(html)
                return Element(tag, html[begins : match.start()], nests) if whole else None
        elif tag in _VOID or rest.endswith("/"):
            nests = True
        else:
            nests = nests or bool(opened)
            begins = begins or match.end()
            opened.append(tag)
        if not opened:
            return None
    return None


def is_rich(html: str) -> bool:
    """Whether this is HTML of one or more elements, with all tags matched."""
    around = single_element(f"<div>{html}</div>")
    return around is not None and around.nests


def markers(html: str) -> list[str]:
    """The marks of interactions in it, which must stay as they are."""
    return sorted(_MARKER.findall(html))
