"""Custom code: which registered scripts an app has put on a site or on one of its pages, staged and live."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from mockflow.core.ordered import Ordered
from mockflow.core.store import Table, Transaction
from mockflow.core.wire import dumps, iso, js_numbers

from .code_attributes import Scalar
from .pages import LIVE_PAGES
from .scripts import TextForm
from .sites import Site

LOCATIONS = ("header", "footer")
MOST_APPLIED = 800
APP_KEY = TextForm(r"^\S{1,100}$", "the client id of an app: up to 100 characters without spaces")


class Applied(NamedTuple):
    """A version of a script where it is applied.

    Attributes:
        location: one of LOCATIONS.
        attributes: those of its element, besides the double's own.
    """

    id: str
    version: str
    location: str
    attributes: Mapping[str, Scalar]

    def to_wire(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "location": self.location,
            "version": self.version,
            "attributes": js_numbers(dict(self.attributes)),
        }


@dataclass(frozen=True, slots=True, eq=False)
class CustomCode:
    """What one app has applied in one place.

    Attributes:
        page_id: the page; None for the whole site.
        app: the key of the app.
        body: as the place itself answers it.
        block: as the list of all places has it.
    """

    site_id: str
    page_id: str | None
    app: str
    scripts: tuple[Applied, ...]
    created: int
    updated: int
    body: bytes = field(init=False)
    block: bytes = field(init=False)

    def __post_init__(self) -> None:
        scripts = [each.to_wire() for each in self.scripts]
        times = {"createdOn": iso(self.created), "lastUpdated": iso(self.updated)}
        place = {"siteId": self.site_id, "pageId": self.page_id, "type": "site" if self.page_id is None else "page"}
        object.__setattr__(self, "body", dumps({"scripts": scripts, **times}))
        object.__setattr__(self, "block", dumps({**place, "scripts": scripts, **times}))

    @property
    def order(self) -> tuple[bool, int, str, str]:
        """That of the whole site first, then by the time of the first script."""
        return self.page_id is not None, self.created, self.page_id or "", self.app

    @property
    def key(self) -> tuple[str, str]:
        return self.page_id or self.site_id, self.app


CODES = Table[CustomCode](
    "custom code",
    key=lambda code: code.key,
    group=lambda code: code.site_id,
    missing="Requested resource not found: The app has applied no custom code here",
)
LIVE_CODES = Table[CustomCode]("live custom code", key=lambda code: code.key, group=lambda code: code.site_id)
"""What visitors get: as it was when the site, or the page, was last published. A page that is not live has none."""


def publish_codes(tx: Transaction, site: Site) -> None:
    """What a publish of the whole site does to custom code, once its pages are published."""
    for live in tx.all(LIVE_CODES, site.id):
        if tx.find(CODES, live.key) is None or not _is_live_place(tx, live):
            tx.remove(LIVE_CODES, live.key)
    for code in tx.all(CODES, site.id):
        if _is_live_place(tx, code):
            _publish(tx, code)


def publish_codes_of_page(tx: Transaction, site: Site, page_id: str) -> None:
    """What a publish of one page does to the custom code of that page."""
    for live in tx.all(LIVE_CODES, site.id):
        if live.page_id == page_id and tx.find(CODES, live.key) is None:
            tx.remove(LIVE_CODES, live.key)
    for code in _of_page(tx.all(CODES, site.id), page_id):
        _publish(tx, code)


def remove_codes_of_page(tx: Transaction, site_id: str, page_id: str) -> None:
    """Take the custom code of a page that is deleted; what is live stays with the live page."""
    for code in _of_page(tx.all(CODES, site_id), page_id):
        tx.remove(CODES, code.key)


def _of_page(codes: Ordered[CustomCode], page_id: str) -> list[CustomCode]:
    return [code for code in codes if code.page_id == page_id]


def _is_live_place(tx: Transaction, code: CustomCode) -> bool:
    return code.page_id is None or tx.find(LIVE_PAGES, code.page_id) is not None


def _publish(tx: Transaction, code: CustomCode) -> None:
    if tx.find(LIVE_CODES, code.key) is not code:
        tx.put(LIVE_CODES, code)
