"""Registered scripts: what custom code is made of. A version of one is never changed, and never leaves its site."""

import re
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from urllib.parse import quote

from mockflow.core.schema import Unfit
from mockflow.core.store import Reader, Table
from mockflow.core.wire import dumps, iso

from .file_kinds import md5_of
from .store_paths import HOSTING
from .stored_files import StoredFile

MOST_SCRIPTS = 800
"""Versions that a site can have of all its scripts together."""


@dataclass(frozen=True)
class TextForm:
    """The form of a text: a rule of shapes.

    Attributes:
        pattern: what it matches as a whole.
        words: what it is called.
    """

    pattern: str
    words: str

    def fits(self, text: str) -> bool:
        return re.fullmatch(self.pattern.removesuffix("$"), text) is not None

    def __call__(self, text: str) -> None:
        if not self.fits(text):
            raise Unfit(f"format:{self.words}")

    def said(self, description: str, **further: Any) -> dict[str, Any]:
        """What the contract says of such a text."""
        return {"description": description, "pattern": self.pattern, **further}


NAME = TextForm(r"^[A-Za-z0-9][A-Za-z0-9 ]{0,49}$", "1 to 50 letters, digits and spaces")
VERSION = TextForm(
    r"^(0|[1-9][0-9]{0,8})\.(0|[1-9][0-9]{0,8})\.(0|[1-9][0-9]{0,8})"
    r"(-[0-9A-Za-z-]{1,20}(\.[0-9A-Za-z-]{1,20}){0,4})?(\+[0-9A-Za-z-]{1,40}(\.[0-9A-Za-z-]{1,40}){0,4})?$",
    "a semantic version such as 1.0.0",
)
SCRIPT_ID = TextForm(r"^[a-z0-9_]{1,50}$", "1 to 50 lower-case letters, digits and underscores")
LOCATION = TextForm(
    r"^https?://[A-Za-z0-9.-]{1,253}(:[0-9]{1,5})?([/?#]\S{0,2000})?$", "an http or https URL with a host"
)
HASH = TextForm(r"^\S.{0,999}$", "a Sub-Resource Integrity hash")
SOURCE = TextForm(r"^\s*\S[\s\S]*$", "not blank")
_FOLDER = "scripts/"
_TYPE = "text/javascript"


class Hosted(NamedTuple):
    """Where the code of a script is that somebody else hosts."""

    location: str
    integrity: str


@dataclass(frozen=True, slots=True, eq=False)
class Script:
    """A version of a script.

    Attributes:
        id: made from the name; versions of one script share it.
        source: of an inline script: what it is, which the double hosts.
        hosted: of another one: where it is.
        can_copy: whether copies of the site have it too.
    """

    id: str
    site_id: str
    version: str
    display_name: str
    can_copy: bool
    created: int
    source: str | None = None
    hosted: Hosted | None = None
    _head: bytes = field(init=False, repr=False)
    _tail: bytes = field(init=False, repr=False)

    def __post_init__(self) -> None:
        hosted = self.hosted
        head = {"id": self.id, "displayName": self.display_name}
        tail = {
            "integrityHash": hosted and hosted.integrity,
            "canCopy": self.can_copy,
            "version": self.version,
            "createdOn": iso(self.created),
            "lastUpdated": iso(self.created),
        }
        location = hosted.location if hosted else f"{HOSTING}/{quote(self.hosting_key)}"
        object.__setattr__(self, "_head", dumps(head).removesuffix(b"}") + b',"hostedLocation":"')
        object.__setattr__(self, "_tail", dumps(location)[1:-1] + b'",' + dumps(tail).removeprefix(b"{"))

    @property
    def order(self) -> tuple[int, str, str]:
        return self.created, self.id, self.version

    @property
    def key(self) -> "ScriptKey":
        return ScriptKey(self.id, self.version, self.site_id)

    @property
    def hosting_key(self) -> str:
        """What an inline script is hosted under."""
        return f"{self.site_id}/{_FOLDER}{self.id}-{self.version}.js"

    @property
    def body(self) -> bytes:
        """The script with a relative URL, where it is the double's own."""
        return self._head + self._tail

    def body_at(self, base: bytes) -> bytes:
        """The script as it is answered: the double's own URLs begin with ``base``."""
        return self._head + (base if self.hosted is None else b"") + self._tail


class ScriptKey(NamedTuple):
    """What tells a version of a script from all others."""

    id: str
    version: str
    site_id: str


SCRIPTS = Table[Script]("registered script", key=lambda script: script.key, group=lambda script: script.site_id)


def script_id_of(display_name: str, separator: str = "_") -> str:
    """The id of scripts of this name: in lower case, with something instead of spaces."""
    return separator.join(display_name.lower().split())


def script_file(reader: Reader, key: str) -> StoredFile | None:
    """The source of the inline script that is hosted under this key, as a file."""
    site_id, _, rest = key.partition("/")
    script_id, _, version = rest.removeprefix(_FOLDER).removesuffix(".js").partition("-")
    script = reader.find(SCRIPTS, ScriptKey(script_id, version, site_id))
    if script is None or script.source is None or script.hosting_key != key:
        return None
    content = script.source.encode()
    return StoredFile(script.id, site_id, (key,), _TYPE, md5_of(content), script.created, content)
