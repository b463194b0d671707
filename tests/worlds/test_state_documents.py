"""A world as one document: canonical, exact, and taken back by any world."""

import dataclasses
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, get_type_hints

import httpx
import orjson
import pytest
from hypothesis import HealthCheck, given, settings

from mockflow import ControlError, Mockflow
from mockflow.core.codec import encoded
from mockflow.core.store import State, records_of
from mockflow.worlds.export import bounds
from mockflow.worlds.export.document import read_state, write_state
from mockflow.worlds.export.tables import SECTIONS
from mockflow.worlds.tables import TABLES
from mockflow.worlds.world import World
from tests.worlds.histories import CLOCK, EVERYTHING, HISTORIES, Player

SLOW = settings(deadline=None, max_examples=12, derandomize=True, suppress_health_check=list(HealthCheck))


@contextmanager
def demo(**options: Any) -> Iterator[Mockflow]:
    """A demo whose clock stands still and whose plan limits nothing."""
    with Mockflow(**{"clock": CLOCK, "rate_limit": False, "plan": "enterprise", **options}) as mock:
        yield mock


def world_of(mock: Mockflow) -> World:
    return mock._worlds.default  # noqa: SLF001 - records are compared as they are kept


def said_by(mock: Mockflow) -> bytes:
    return mock._control.get("/state").content  # noqa: SLF001 - the bytes as they come


def put(mock: Mockflow, content: bytes | str) -> httpx.Response:
    return mock._control.put("/state", content=content)  # noqa: SLF001 - the answer as it comes


def kept(state: State) -> dict[str, list[Any]]:
    """Every attribute of every record, those that the document leaves out among them."""
    rows = {table.name: sorted(records_of(state, table), key=lambda each: str(table.key(each))) for table in TABLES}
    return {name: [(encoded(each), getattr(each, "body", None)) for each in records] for name, records in rows.items()}


@SLOW
@given(HISTORIES, HISTORIES)
def test_a_document_brings_the_world_back(before: list[tuple[int, int]], after: list[tuple[int, int]]) -> None:
    """After any history: export, import, export is identical, every record is the same, and so is all that follows."""
    with demo() as origin, demo(seed="empty", clock="2030-01-01T00:00:00Z", plan="starter") as other:
        Player(origin).play(before)
        document = said_by(origin)
        answer = put(other, document)
        assert (answer.status_code, answer.content) == (200, document)
        assert said_by(other) == document
        assert kept(world_of(other).state) == kept(world_of(origin).state)
        assert Player(other).play(after) == Player(origin).play(after)
        assert said_by(other) == said_by(origin)


def test_every_kind_of_write_comes_through() -> None:
    """The longest history has each of them, in several forms."""
    with demo() as origin, demo(seed="empty") as other:
        answers = Player(origin).play(EVERYTHING)
        assert sum(status < 300 for status, _ in answers) > 90
        document = said_by(origin)
        assert put(other, document).content == document
        assert kept(world_of(other).state) == kept(world_of(origin).state)
        assert Player(other).play(EVERYTHING) == Player(origin).play(EVERYTHING)


@SLOW
@given(HISTORIES)
def test_going_back_is_exact(history: list[tuple[int, int]]) -> None:
    """A world takes back what it once was, whatever happened since; records that are as they were are no change."""
    with demo() as mock:
        document = said_by(mock)
        Player(mock).play(history)
        assert put(mock, document).content == document
        touched = {change[:2] for commit in list(world_of(mock).history)[:-1] for change in commit.changes}
        *_, last = world_of(mock).history
        assert {change[:2] for change in last.changes} <= touched


def test_reads_and_refused_calls_change_no_byte() -> None:
    """Also where the clock runs, deliveries fail and tokens are used."""
    with Mockflow(clock="+5d", rate_limit=False) as mock:
        document = said_by(mock)
        for path in ("/sites", f"/sites/{mock.site_id}/pages", f"/collections/{mock.id('journal')}/items", "/nowhere"):
            mock.http().get(path)
        refused = mock.http().post(f"/collections/{mock.id('journal')}/items", json={"fieldData": {"nope": 1}})
        assert refused.status_code == 400
        mock.requests()
        mock.tokens()
        assert put(mock, b'{"mockflow": "state", "version": 2}').status_code == 400
        assert said_by(mock) == document


def test_it_is_one_entry_that_no_webhook_hears_of() -> None:
    """Also where only what surrounds the records is another."""
    with demo() as mock:
        hook = {"triggerType": "collection_item_created", "url": "http://mockflow.test/_mockflow/sink/all"}
        mock.http().post(f"/sites/{mock.site_id}/webhooks", json=hook)
        document = mock.state()
        mock.add_item("journal", {"name": "Gone again"}, events=True)
        mock.drain()
        before = len(world_of(mock).history)
        mock.load_state({**document, "quirks": {**document["quirks"], "publish_limit": "off"}})
        assert len(world_of(mock).history) == before + 1
        *_, last = world_of(mock).history
        assert (last.n, last.actor, last.operation_id, last.events) == (3, "control-plane", "load-state", ())
        assert mock.control("GET", "/quirks")["publish_limit"] == "off"
        assert len(mock.deliveries()) == 1
        assert len(mock.requests()) == 1


def test_another_world_keeps_its_id_and_its_suffix() -> None:
    """Minted tokens end with the suffix of the world that they are in; literal ones are as they were given."""
    with demo() as mock:
        minted, literal = mock.new_token(), mock.new_token(token="literal-one")
        document = said_by(mock)
        worlds = mock._worlds  # noqa: SLF001 - no public door makes worlds yet
        worlds.make("pw-0", worlds.default.options)
        other = httpx.Client(transport=mock.transport, base_url="http://mockflow.test/w/pw-0", trust_env=False)
        assert other.put("/_mockflow/state", content=document).content == document
        assert minted == "mockflow-token-1"
        for token, status in [
            (f"{minted}.pw-0", 200),
            (literal, 200),
            (mock.site_token, 200),
            (f"{mock.site_token}.pw-0", 200),
            ("mockflow-token-2", 401),
        ]:
            assert other.get("/v2/sites", headers={"Authorization": f"Bearer {token}"}).status_code == status, token
        assert other.post("/_mockflow/tokens", json={}).json()["token"] == "mockflow-token-2.pw-0"
        values = [each["token"] for each in other.get("/_mockflow/tokens").json()["tokens"]]
        assert f"{minted}.pw-0" in values


def test_tokens_come_with_what_they_may_do() -> None:
    """Scopes, sites, expiry, further values and names that were given out."""
    with demo(token="further") as mock:
        mock.new_token(["cms:read"], name="reader", expires_in=60)
        mock.new_token(kind="oauth", expires_in=1e30)
        mock.control("DELETE", f"/tokens/{mock.tokens()[2].id}")
        document = mock.state()
        with demo(seed="empty") as other:
            other.load_state(document)
            assert other.tokens() == mock.tokens()
            assert other.http("further").get("/sites").json()["sites"][0]["id"] == mock.site_id
            assert other.http("reader").get("/sites").status_code == 403
            assert other.http(mock.readonly_token).get("/sites").status_code == 401
            other.clock.advance(60)
            assert other.http("reader").get("/sites").status_code == 401
            assert other.new_token() == mock.new_token() == "mockflow-token-2"


def test_paths_of_the_seed_lead_to_the_loaded_records() -> None:
    """In the target as in the origin; a reset goes back to the target's own seed."""
    with demo() as origin, demo(seed="empty") as other:
        own = other.site_id
        other.load_state(origin.state())
        assert other.id("journal/first-post") == origin.id("journal/first-post")
        assert other.site_id == origin.site_id
        assert other.item("journal/first-post") == origin.item("journal/first-post")
        other.reset()
        assert other.site_id == own


def test_the_clock_becomes_that_of_the_document() -> None:
    """One that stands goes back to its time, one that runs is as far ahead as it was."""
    with demo() as standing, Mockflow(clock="+5d") as running:
        later = standing.state()
        standing.clock.advance(3600)
        standing.load_state(later)
        assert standing.control("GET", "/clock") == {"now": "2026-01-15T12:00:00.000Z", "frozen": True}
        ahead = running.state()
        assert ahead["clock"] == {"frozen": False, "aheadMs": 432_000_000}
        standing.load_state(ahead)
        assert abs((standing.clock.now() - running.clock.now()).total_seconds()) < 5
        running.load_state(later)
        assert running.control("GET", "/clock") == {"now": "2026-01-15T12:00:00.000Z", "frozen": True}


def test_the_plan_comes_with_it() -> None:
    """That of the seed as well as one that was chosen instead."""
    with Mockflow(plan="enterprise", clock=CLOCK) as origin, Mockflow(seed="empty", clock=CLOCK) as other:
        assert other.http().get("/sites").headers["X-RateLimit-Limit"] == "60"
        other.load_state(origin.state())
        assert other.http().get("/sites").headers["X-RateLimit-Limit"] == "1200"
        other.load_state({**origin.state(), "plan": None})
        assert other.http(origin.app_token).get("/sites").headers["X-RateLimit-Limit"] == "120"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "document: expected JSON, found text that is none"),
        ('{"mockflow": "state"', "document: expected JSON, found text that is none"),
        ("[" * 100_000, "document: expected JSON, found text that is none"),
        ("[]", "document: expected an object, found a list of 0"),
        ("{}", 'mockflow: expected "state", which a state begins with, found null'),
        ('{"mockflow": 1, "sites": []}', 'mockflow: expected "state", which a state begins with, found 1'),
        ('{"mockflow": "state"}', "version: expected 2, the version of this double, found null"),
        ('{"mockflow": "state", "version": 0}', "version: expected 2, the version of this double, found 0"),
        (
            '{"mockflow": "state", "version": 3}',
            "version: expected 2, the version of this double, which is older, found",
        ),
        ('{"mockflow": "state", "version": true}', "version: expected 2, the version of this double, found true"),
        ('{"mockflow": "state", "version": 2}', "plan: expected a value, found nothing"),
        ('{"mockflow": "state", "version": 2, "plan": NaN}', "document: expected JSON, found text that is none"),
        ('{"mockflow": "\\ud800", "version": 2}', "document: expected JSON, found text that is none"),
    ],
)
def test_what_is_no_state_is_refused(content: str, said: str) -> None:
    """With one line, and nothing is changed."""
    with demo(seed="empty") as mock:
        before = said_by(mock)
        answer = put(mock, content)
        assert (answer.status_code, answer.json()["code"]) == (400, "validation_error")
        assert answer.json()["message"].startswith(said)
        assert "\n" not in answer.json()["message"]
        assert said_by(mock) == before


def changed(document: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    """The document with another value at this path; an Ellipsis takes it away."""
    at: Any = document
    *way, last = [int(step) if step.isdigit() else step for step in path.split("/")]
    for step in way:
        at = at[step]
    if value is ...:
        del at[last]
    else:
        at[last] = value(at[last]) if callable(value) else value
    return document


HOURS = "9" * 15
WRONG: list[tuple[str, Any, str]] = [
    ("plan", "gold", "plan: expected one of starter, basic, "),
    ("seedPlan", None, "seedPlan: expected one of starter, basic, "),
    ("quirks/publish_limit", "x", "quirks: expected publish_limit to be on or off, found x"),
    ("quirks/nope", "on", "quirks: expected one of the quirks "),
    ("quirks/publish_limit", 1, "quirks.publish_limit: expected text, found 1"),
    ("clock/now", "soon", 'clock.now: expected an ISO 8601 time, found "soon"'),
    ("clock/now", "99999-01-01T00:00:00Z", "clock.now: expected an ISO 8601 time, found "),
    ("clock/frozen", 1, "clock.aheadMs: expected a value, found nothing"),
    ("clock", {"frozen": False, "aheadMs": 10**15}, "clock.aheadMs: expected milliseconds ahead of the real time, "),
    ("clock", {"frozen": None, "aheadMs": 0}, "clock.frozen: expected true or false, found null"),
    (
        "tokens/0/scopes/0",
        "all",
        "tokens[0]: expected scopes that a token of its kind can hold, and the clientId of an oauth token, ",
    ),
    ("tokens/0/kind", "root", "tokens[0].kind: expected one of 'site', 'oauth', 'workspace', found \"root\""),
    ("tokens/1/name", "mockflow-site-token", "tokens[1]: expected a name and a value that no token of this world has"),
    ("tokens/1/token", "a" * 64, "tokens[1]: expected a made-up token, found "),
    ("tokens/1/aliases", ["mockflow-site-token"], "tokens[1].aliases: expected a value that no other token has"),
    ("tokens/1/aliases", ["b" * 64], "tokens[1]: expected a made-up token, found "),
    ("mintedTokens", -1, "mintedTokens: expected a whole number from 0 on, found -1"),
    ("apps", [{}], "apps[0].clientId: expected a value, found nothing"),
    ("tokens/1/clientId", "gone", 'tokens[1].clientId: expected the clientId of an app, found "gone"'),
    ("tokens/0/clientId", "mockflow-client-id", "tokens[0]: expected scopes that a token of its kind can hold, and "),
    ("tokens/1/created", -(10**15), "tokens[1].created: expected a time in milliseconds since 1970, found "),
    ("user/id", "me", 'user.id: expected 24 hex digits in lower case, found "me"'),
    ("ids/journal", 5, "ids.journal: expected text, found 5"),
    ("salt", "0", 'salt: expected 10 hex digits in lower case, found "0"'),
    ("counter", -1, "counter: expected a whole number from 0 on, found -1"),
    ("written", 10**15, "written: expected a time in milliseconds since 1970, found "),
    ("workspaces", [], "workspaces: expected one workspace or more, found "),
    ("workspaces/0/slug", "A b", 'workspaces[0].slug: expected a slug, and no id, found "A b"'),
    ("workspaces/0/auditLogs/0/payload/method", "x", "workspaces[0].auditLogs[0]: expected what an event of its type "),
    ("workspaces/0/auditLogs/0/payload/roleName", 5, "workspaces[0].auditLogs[0]: expected what an event of its type "),
    ("workspaces/0/auditLogs/0/eventType", "x", "workspaces[0].auditLogs[0].eventType: expected one of 'user_access'"),
    ("sites/0/workspaceId", "0" * 24, "sites[0].workspaceId: expected the id of a workspace, found "),
    ("sites/0/dataCollectionType", "x", "sites[0].dataCollectionType: expected one of 'always', "),
    ("sites", {}, "sites: expected a list, found an object"),
    ("sites/0/displayName", 5, "sites[0].displayName: expected text, found 5"),
    ("sites/0/displayName", ..., "sites[0].displayName: expected a value, found nothing"),
    ("sites/0/nope", 5, "sites[0]: expected one of the keys id, workspaceId, "),
    ("sites/0/created", -(10**15), "sites[0].created: expected a time in milliseconds since 1970, found "),
    ("sites/0/locales", [], "sites[0].locales: expected one or more locales, with ids of their own, found a list of 0"),
    (
        "sites/0/locales",
        lambda locales: locales[:1] * 2,
        "sites[0].locales: expected one or more locales, with ids of ",
    ),
    ("sites/0/localized", False, "sites[0]: expected one locale where the site is not localized, found an object"),
    ("sites/0/locales/1/cmsLocaleId", "0" * 24, "items["),
    ("sites/0/store", None, "sites[0].store: expected a store, if the site has its collections, found "),
    ("sites/0/rateLimit", 0, "sites[0].rateLimit: expected a whole number from 1 on or null, found 0"),
    ("collections/0/siteId", "0" * 24, "items[0].cmsLocaleId: expected the cmsLocaleId of a locale of its site, "),
    ("collections/1/slug", "journal", "collections[1]: expected a slug that nothing beside it has, found "),
    ("collections/1/id", lambda old: old.upper(), "collections[1].id: expected 24 hex digits in lower case, found "),
    ("collections/0/fields/0/type", "Sound", "collections[0].fields[0].type: expected one of "),
    ("collections/0/fields/0/slug", "name", "collections[0]: expected fields with slugs of their own, "),
    ("items/0/fieldData/name", 5, "items[0].fieldData.name: expected a string, as it is stored, found 5"),
    ("items/0/fieldData/name", ..., "items[0].fieldData.name: expected text, found null"),
    ("items/0/fieldData/slug", "not a slug", "items[0].fieldData.slug: expected a slug, as it is stored, found "),
    ("items/0/fieldData/nope", 5, "items[0].fieldData: expected one of the fields "),
    ("items/0/collectionId", "0" * 24, "items[0].collectionId: expected the id of a collection, found "),
    ("items/0/id", "x", "items[0].id: expected 24 hex digits in lower case, found "),
    ("items", lambda items: [*items, items[0]], "items["),
    ("stock/0/quantity", -1, "stock[0].quantity: expected 0 or more, found -1"),
    ("stock/0/siteId", "0" * 24, "stock[0].siteId: expected the id of a site, found "),
    ("orders/0/status", "lost", "orders[0].status: expected one of 'pending', "),
    ("orders/0/purchase/lines/0/price", 0.5, "orders[0].purchase.lines[0].price: expected a whole number, found 0.5"),
    (
        "pages/0/variants",
        lambda variants: variants[:1],
        "pages[0].variants: expected 2, as the site has locales, found 1",
    ),
    ("pages/0/variants/1/localeId", "x", "pages[0].variants: expected the locales of the site in their order, found"),
    ("pages/0/variants/0/own/title", 5, "pages[0].variants[0].own: expected settings of a page, found an object"),
    ("pages/0/variants/0/own/title", ..., "pages[0].variants: expected the primary locale first, with its title and "),
    ("pages/0/variants/0/nodes/0/type", "sound", "pages[0].variants[0].nodes[0].type: expected one of text, image, "),
    ("pages/0/variants/0/nodes/0/text", 5, "pages[0].variants[0].nodes[0].text: expected an object, found 5"),
    ("pages/0/kind", "x", "pages[0].kind: expected one of 'static', 'home', 'template', 'utility', found "),
    ("pages/0/collectionId", "0" * 24, "pages[0].collectionId: expected the id of a collection of the site, or null"),
    ("forms/0/fields/0/default", [], "forms[0].fields[0].default: expected a scalar, found a list of 0"),
    ("formSubmissions/0/formId", "0" * 24, "formSubmissions[0].formId: expected the id of a form of the site, found "),
    ("formSubmissions/0/response/x", [], "formSubmissions[0].response.x: expected text or a whole number or "),
    ("assetFolders/0/parentId", "0" * 24, "assetFolders[0].parentId: expected the id of a folder of the site that "),
    ("assets/0/fileName", "a/b.txt", "assets[0]: expected the name of a file, with the contentType of its ending"),
    ("assets/0/contentType", "text/html", "assets[0]: expected the name of a file, with the contentType of its ending"),
    ("assets/1/size", None, "files["),
    ("assets/0/folderId", "0" * 24, "assets[0].folderId: expected the id of a folder of the site, or null, found "),
    ("files/0/content", "AAAA", "files[0]: expected the md5 of the content, found an object"),
    ("files/0/content", "!", 'files[0].content: expected base64, found "!"'),
    ("files", [], "assets[1].size: expected the size of a file that is there, found "),
    ("files/0/names", ["x"], "files[0].names: expected what its asset or font has, found "),
    ("webhooks/0/url", "ftp://x", 'webhooks[0].url: expected a URL that a webhook can have, found "ftp://x"'),
    ("webhooks/0/triggerType", "x", "webhooks[0].triggerType: expected one of 'form_submission', "),
    ("commentThreads/0/spot/siteId", "0" * 24, "commentThreads[0].spot.siteId: expected the id of a site, found "),
    ("comments/0/threadId", "0" * 24, "comments[0].threadId: expected the id of a thread, found "),
    ("uploadTargets/0/ownerId", "0" * 24, "uploadTargets[0].ownerId: expected the id of an asset or a font, as"),
    ("uploadTargets/0/key", "x", "uploadTargets[0].key: expected the key "),
    ("uploadTargets/0/contentType", "x", "uploadTargets[0].contentType: expected the content type "),
    (
        "uploadTargets/0/kind",
        "font",
        "uploadTargets[0].ownerId: expected the id of an asset or a font, as its kind says",
    ),
    ("customFonts/0/weight", 0, "customFonts[0].weight: expected a whole number from 1 to 1000, found 0"),
    ("customFonts/0/family", "a,b", "customFonts[0].family: expected text without commas, found "),
    ("customFonts/0/display", "x", "customFonts[0].display: expected one of 'auto', "),
    ("customFonts/0/file/name", "a.txt", "customFonts[0].file.name: expected the name of a font's file, found "),
    ("customFonts/0/file/axes", [None], "customFonts[0].file.axes[0]: expected "),
    ("customFonts/0/size", 1, "customFonts[0].size: expected the size of a file that is there, found 1"),
    ("customFonts/0/siteId", "0" * 24, "customFonts[0].siteId: expected the id of a site, found "),
    ("uploadTargets/0/kind", "x", "uploadTargets[0].kind: expected one of 'asset', 'font', found \"x\""),
    ("registeredScripts/0/version", "1", "registeredScripts[0].version: expected a semantic version such as 1.0.0, "),
    ("registeredScripts/0/source", None, "registeredScripts[0]: expected either a source or a host, found an object"),
    ("registeredScripts/0/siteId", "0" * 24, "registeredScripts[0].siteId: expected the id of a site, found "),
    ("registeredScripts", [], "customCode[0].scripts[0]: expected the id and version of a registered script, found "),
    ("customCode/0/pageId", "0" * 24, "customCode[0].pageId: expected the id of a page of the site that has such a "),
    ("customCode/0/scripts/0/location", "x", "customCode[0].scripts[0].location: expected one of 'header', 'footer', "),
    (
        "customCode/0/scripts/0/attributes",
        {"a b": 1},
        "customCode[0].scripts[0].attributes: expected attributes of an ",
    ),
    ("liveCustomCode/0/siteId", "0" * 24, "liveCustomCode[0].siteId: expected the id of a site, found "),
    ("counter", 1, "counter: expected a number from "),
    ("redirects/0/siteId", "f" * 24, "redirects[0].siteId: expected the id of a site"),
    ("robotsTxt/0/rules", [], "robotsTxt[0]: expected a rule for each of some crawlers, or a sitemap"),
    ("wellKnown/0/content", "/w==", "wellKnown[0].content: expected up to 99999 bytes of UTF-8"),
    ("wellKnown/0/contentType", "text/html", "wellKnown[0].contentType: expected one of"),
    ("googleTags/0/tags", [], "googleTags[0]: expected 1 to 25 tags with ids of their own"),
    ("activityLogs/0/event", "nope", "activityLogs[0].event: expected one of"),
    ("activityLogs/0/user", {"id": "x"}, "activityLogs[0].user.displayName: expected a value"),
]


WRONG.append(("formSubmissions/0/localeId", "x", "formSubmissions[0].localeId: expected a locale of the site"))


@pytest.fixture(scope="module")
def full() -> bytes:
    """A document with records of every table."""
    with demo() as mock:
        Player(mock).play(EVERYTHING)
        content = said_by(mock)
        document = orjson.loads(content)
        assert all(document[section.key] for section in SECTIONS)
        return content


@pytest.mark.parametrize(
    ("path", "value", "said"), WRONG, ids=[f"{path} {at}" for at, (path, _, _) in enumerate(WRONG)]
)
def test_what_does_not_fit_is_refused_by_its_place(full: bytes, path: str, value: Any, said: str) -> None:
    """All or nothing: one line says where, what was expected and what was found."""
    with demo(seed="empty") as mock:
        before = said_by(mock)
        answer = put(mock, orjson.dumps(changed(orjson.loads(full), path, value)))
        message = answer.json()["message"]
        assert answer.status_code == 400
        assert message.startswith(said), message
        assert "\n" not in message
        assert said_by(mock) == before
        assert len(world_of(mock).history) == 0


def test_folders_within_each_other_are_refused(full: bytes) -> None:
    """Whoever walks through them would never come out."""
    document = orjson.loads(full)
    first, second = document["assetFolders"][:2]
    first["parentId"], second["parentId"] = second["id"], first["id"]
    with demo(seed="empty") as mock:
        answer = put(mock, orjson.dumps(document))
        assert answer.status_code == 400
        assert "that is not within this one" in answer.json()["message"]


@pytest.mark.parametrize(
    ("bound", "told"),
    [
        ("MOST_SITES", "sites: expected up to 0 sites, found "),
        ("MOST_BYTES", "robotsTxt[0]: expected up to 0 bytes, found "),
        ("redirects", "redirects: expected up to 0 of one site, found "),
        ("activityLogs", "activityLogs: expected up to 0 of one site, found "),
        ("customFonts", "customFonts: expected up to 0 of one site, found "),
        ("wellKnown", "wellKnown: expected up to 0 of one site, found "),
    ],
)
def test_a_document_is_bounded_as_calls_are(
    full: bytes, bound: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More sites, or more of something on one site, than calls could make are refused whole."""
    if bound.startswith("MOST"):
        monkeypatch.setattr(f"mockflow.worlds.export.bounds.{bound}", 0)
    else:
        monkeypatch.setitem(bounds._OF_A_SITE, bound, 0)  # noqa: SLF001 - a small bound instead of a large document
    with demo(seed="empty") as mock:
        before = said_by(mock)
        answer = put(mock, full)
        assert answer.status_code == 400
        assert answer.json()["message"].startswith(told)
        assert said_by(mock) == before


def test_no_secret_of_a_token_is_told_in_a_refusal(full: bytes) -> None:
    """One that looks real is neither stored nor shown."""
    secret = "ab" * 32
    with demo(seed="empty") as mock:
        answer = put(mock, orjson.dumps(changed(orjson.loads(full), "tokens/0/token", secret)))
        assert answer.status_code == 400
        assert secret not in answer.text


def test_a_larger_body_than_the_bound_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """413 with the bound, which is that of this call alone."""
    from mockflow.web import state  # noqa: PLC0415 - the module, to be patched

    assert next(each.most for each in state.CONTROLS if each.method == "PUT") == 512 * 1024 * 1024
    monkeypatch.setattr("mockflow.web.wsgi._CHUNK", 10)
    with demo(seed="empty") as mock, pytest.raises(ControlError, match="The body is larger than 10,000,000 bytes"):
        mock.control("POST", "/reset", json={"seed": "x" * 10_000_001})


def test_a_state_with_large_files_comes_through() -> None:
    """It may be larger than any call of the API."""
    with demo(seed="empty") as mock, demo(seed="empty") as other:
        from tests import uploads  # noqa: PLC0415 - only here

        for number in range(2):
            uploads.asset(mock, f"large-{number}.pdf", bytes([number]) * 9_000_000)
        document = said_by(mock)
        assert len(document) > 20_000_000
        assert put(other, document).content == document


def test_a_text_that_a_locale_does_without_stays_so() -> None:
    """A seed may say that an asset has no alternative text in one locale, which is not that of the primary one."""
    locales = {"primary": {"tag": "en"}, "secondary": [{"tag": "fr"}]}
    asset = {"fileName": "a.txt", "content": "a", "altText": "A", "locales": {"fr": {"altText": None}}}
    site = {"displayName": "S", "locales": locales, "assets": [asset]}
    with demo(seed={"mockflow": 1, "sites": [site]}) as origin, demo(seed="empty") as other:
        document = said_by(origin)
        assert set(orjson.loads(document)["assets"][0]["texts"].values()) == {"A", None}
        assert put(other, document).content == document


def test_no_table_is_left_out() -> None:
    """Each has a place in the document, with the class of its records."""
    assert {section.table.name for section in SECTIONS} == {table.name for table in TABLES}
    assert len({section.key for section in SECTIONS}) == len(SECTIONS)
    with demo() as mock:
        Player(mock).play(EVERYTHING)
        for section in SECTIONS:
            assert {type(record) for record in records_of(world_of(mock).state, section.table)} == {section.kind}


def test_no_attribute_is_left_out(full: bytes) -> None:
    """What a record is made with is in the document, or can be made of what is there."""
    derived = {"Item": {"group", "name", "slug", "refersTo", "body"}, "Submission": {"body"}}
    document = orjson.loads(full)
    for section in SECTIONS:
        hints = get_type_hints(section.kind)
        made_with = {each.name for each in dataclasses.fields(section.kind) if each.init} & hints.keys()
        keys = {
            "".join([*name.split("_")[:1], *(word.capitalize() for word in name.split("_")[1:])]) for name in made_with
        }
        assert keys - derived.get(section.kind.__name__, set()) <= document[section.key][0].keys()


def test_a_document_is_read_without_touching_the_world(full: bytes) -> None:
    """Reading is one thing and putting in place another."""
    with demo(seed="empty") as mock:
        before = write_state(world_of(mock))
        read_state(world_of(mock), full)
        assert write_state(world_of(mock)) == before
