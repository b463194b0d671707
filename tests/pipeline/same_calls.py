"""A series of calls and the digest of what they answer: run by several Pythons, which need no pytest for it."""

import sys
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from mockflow import Mockflow

Made = tuple[str, str, Any]


def fingerprint() -> str:
    """What a series of calls answers, as a digest of all bytes and headers."""
    digest = sha256()
    with Mockflow(clock="2026-01-15T12:00:00Z", quirks={"duplicate_slug_on_create": "suffix"}) as mock:
        api = mock.http()
        for method, target, body in (*item_calls(mock), *structure_calls(mock)):
            answer = api.request(method, target, json=body)
            digest.update(f"{answer.status_code} {sorted(answer.headers.items())}".encode() + answer.content)
        events = [event.payload() for commit in mock._worlds.default.history for event in commit.events]  # noqa: SLF001 - no public door shows events yet
        digest.update(repr(events).encode() + mock.new_token().encode())
        digest.update(mock.add_item("journal", {"name": "Added", "mood": "Bold"}).encode())
        digest.update(repr([(each.reason, each.nearest) for each in mock.unmatched()]).encode())
    return digest.hexdigest()


def item_calls(mock: Mockflow) -> Iterator[Made]:
    """Writes of items, right and wrong, and lists of them."""
    items = f"/collections/{mock.id('journal')}/items"
    ada, topics = mock.id("authors/ada"), [mock.id(f"topics/{slug}") for slug in ("clay", "light", "paper")]
    locales = [mock.id("locales/en"), mock.id("locales/fr")]
    image, first = {"url": "https://images.example.com/a.png"}, mock.id("journal/first-post")
    many = [{"fieldData": {"name": f"N {at % 3}", "topics": topics, "author": ada}} for at in range(9)]
    yield "POST", items, {"items": many}
    yield "POST", items, {"fieldData": {"name": "x", "slug": "first-post", "hero-image": image}}
    yield "POST", f"{items}/bulk", {"cmsLocaleIds": locales, "fieldData": [{"name": "B"}, {"name": "B"}]}
    yield "POST", f"{items}/live", {"fieldData": {"name": "Live"}}
    yield "PATCH", items, {"items": [{"id": first, "fieldData": {"reading-minutes": 7.0}}]}
    yield "PATCH", f"{items}/{first}/live", {"fieldData": {"summary": "Now", "unknown": 1, "also-unknown": 2}}
    yield "PATCH", f"{items}/{first}/live", {"fieldData": {"summary": "Now"}}
    yield "DELETE", f"{items}/{first}/live", None
    yield "DELETE", f"/collections/{mock.id('topics')}/items", {"items": [{"id": topics[1]}]}
    yield "DELETE", f"/collections/{mock.id('authors')}/items", {"items": [{"id": ada}]}
    for _ in range(2):
        yield "POST", f"/sites/{mock.site_id}/publish", {"publishToWebflowSubdomain": True}
    yield "POST", items, {"fieldData": {"name": "x", "a": 1, "b": 2, "author": ada}}
    yield "GET", f"{items}?sortBy=name&cmsLocaleId={','.join(locales)}", None
    yield "GET", f"{items}/live", None


def structure_calls(mock: Mockflow) -> Iterator[Made]:
    """Changes of collections and fields."""
    options = {"options": [{"name": "One"}, {"name": "Two"}]}
    fields = [{"displayName": "Kind", "type": "Option", "metadata": options}, {"displayName": "On", "type": "Switch"}]
    body = {"displayName": "Notes", "singularName": "Note", "fields": fields}
    yield "POST", f"/sites/{mock.site_id}/collections", body
    yield "POST", f"/collections/{mock.id('topics')}/fields", {"displayName": "Shown", "type": "Switch"}
    yield "DELETE", f"/collections/{mock.id('topics')}", None
    yield "GET", f"/collections/{mock.id('journal')}", None
    yield "GET", f"/sites/{mock.site_id}/collections", None
    yield "GET", "/sitez", None
    yield "GET", "/sites", None


if __name__ == "__main__":
    sys.stdout.write(fingerprint())
