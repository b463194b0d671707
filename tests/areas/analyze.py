"""A site whose every visit is known, and how its reports are asked for."""

from typing import Any

import httpx

from mockflow import Mockflow

WEEK = {"startTime": "2026-01-05T00:00:00Z", "endTime": "2026-01-12T00:00:00Z"}
"""From a Monday to the next."""

VISITS: list[dict[str, Any]] = [
    {"at": "2026-01-05T10:00:00Z", "visitor": "anna", "page": "home", "seconds": 20, "country": "BE",
     "then": [{"page": "about", "seconds": 40, "events": ["Signup"]}, {"page": "home", "seconds": 30}]},
    {"at": "2026-01-06T23:30:00Z", "visitor": "anna", "page": "about", "seconds": 60, "country": "BE",
     "deviceType": "mobile", "visitStatus": "returning"},
    {"at": "2026-01-07T08:00:00Z", "visitor": "ben", "page": "home", "seconds": 10, "country": "US",
     "trafficSource": "SO", "referrer": "google.com", "events": ["Click", "Click"]},
    {"at": "2026-01-07T09:00:00Z", "visitor": "cleo", "item": "notes/one", "seconds": 90, "country": "US",
     "audienceIds": "early,loyal", "events": ["Read"]},
]  # fmt: skip
EVENTS: list[dict[str, Any]] = [
    {"name": "Signup", "page": "about", "componentContext": [{"componentId": "footer", "instanceId": "footer-1"}]},
    {"name": "Click"},
    {"name": "Read", "item": "notes/one", "cmsContext": [{"collectionId": "c", "itemId": "i"}]},
]


def seed(**analyze: Any) -> dict[str, Any]:
    """A site with two pages and a page for each note, whose visits are these alone."""
    site = {
        "displayName": "Site",
        "pages": [
            {"title": "Home", "kind": "home"},
            {"title": "About"},
            {"title": "Notes", "collection": "notes"},
        ],
        "collections": [
            {"displayName": "Notes", "slug": "notes", "items": [{"fieldData": {"name": "One"}}]},
        ],
        "analyze": {"sessionsPerDay": 0, "events": EVENTS, "visits": VISITS, **analyze},
    }
    return {"mockflow": 1, "sites": [site]}


def report(mock: Mockflow, name: str, **query: Any) -> httpx.Response:
    """A report of the week, or of another window."""
    return mock.http().get(f"/sites/{mock.site_id}/analyze/reports/{name}", params={**WEEK, **query})


def data(mock: Mockflow, name: str, **query: Any) -> list[dict[str, Any]]:
    answer = report(mock, name, **query)
    assert answer.status_code == 200, answer.text
    rows: list[dict[str, Any]] = answer.json()["data"]
    return rows


def counts(mock: Mockflow, metric: str, zone: str = "Etc/UTC", **query: Any) -> list[int]:
    """The traffic of each day."""
    return [row["count"] for row in data(mock, "traffic", metricScope=metric, bucketTimeZone=zone, **query)]
