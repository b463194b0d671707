"""Custom code: an app's whole list of scripts on a site or a page, what is live of it, and what is refused."""

from typing import Any

import pytest

from mockflow import Mockflow
from tests.areas.code import MISSING, SITE_TOKEN, Code, applied
from tests.support import error, reasons

SEED = {
    "mockflow": 1,
    "apps": [{"clientId": "other-app"}],
    "sites": [
        {
            "displayName": "Site",
            "pages": [{"title": "About"}, {"title": "Contact"}, {"title": "Hidden", "draft": True}],
            "collections": [{"displayName": "Notes", "slug": "notes"}],
            "registeredScripts": [
                {"displayName": "Slider", "sourceCode": "slide()"},
                {"displayName": "Slider", "version": "2.0.0", "sourceCode": "slide2()"},
                {"displayName": "Alert", "sourceCode": "alert()"},
            ],
        },
        {
            "displayName": "Other",
            "pages": [{"title": "About"}],
            "registeredScripts": [{"displayName": "Elsewhere", "sourceCode": "x()"}],
        },
    ],
}
pytestmark = pytest.mark.mockflow(
    seed=SEED, clock="2026-01-15T12:00:00Z", rate_limit=False, quirks={"publish_limit": "off"}
)
PLACES = pytest.mark.parametrize("page", [None, "pages/about"], ids=["site", "page"])
ABOUT = "pages/about"


@PLACES
def test_scripts_are_applied_in_their_order(code: Code, page: str | None) -> None:
    """The answer and every later read have the list as it was sent, attributes empty where none were."""
    first = applied(version="2.0.0", location="footer", attributes={"async": True, "data-n": 1, "x": "y"})
    put = code.put(first, applied("alert"), page=page)
    assert put.status_code == 200
    assert list(put.json()) == ["scripts", "createdOn", "lastUpdated"]
    assert put.json() == {
        "scripts": [first, {**applied("alert"), "attributes": {}}],
        "createdOn": "2026-01-15T12:00:00.000Z",
        "lastUpdated": "2026-01-15T12:00:00.000Z",
    }
    assert list(put.json()["scripts"][0]) == ["id", "location", "version", "attributes"]
    assert code.get(page).json() == put.json()


@PLACES
def test_a_put_replaces_the_list(code: Code, page: str | None) -> None:
    """What is left out is gone; the creation stays, and an empty list is one that is there."""
    code.put(applied(), applied("alert"), page=page)
    code.mock.clock.advance(60)
    second = code.put(applied("alert", location="footer"), page=page).json()
    assert [each["id"] for each in second["scripts"]] == ["alert"]
    assert (second["createdOn"], second["lastUpdated"]) == ("2026-01-15T12:00:00.000Z", "2026-01-15T12:01:00.000Z")
    assert code.put(page=page).json()["scripts"] == []
    assert code.get(page).json()["scripts"] == []
    assert code.delete(page).status_code == 204


@PLACES
def test_what_is_deleted_is_gone(code: Code, page: str | None) -> None:
    """A delete answers 204 and nothing; what was never applied, or is gone, is a 404. Scripts stay registered."""
    assert error(code.get(page)) == error(code.delete(page)) == MISSING
    code.put(applied(), page=page)
    gone = code.delete(page)
    assert (gone.status_code, gone.content) == (204, b"")
    assert error(code.get(page)) == error(code.delete(page)) == MISSING
    assert code.listed() == ["alert 1.0.0", "slider 1.0.0", "slider 2.0.0"]


@PLACES
@pytest.mark.mockflow(quirks={"custom_code_when_empty": "empty"})
def test_nothing_applied_may_be_an_empty_list(code: Code, page: str | None) -> None:
    """In a world that has it so, what was never applied is read as an empty list, and deleted as often as one likes."""
    empty = code.get(page)
    assert (empty.status_code, empty.json()) == (200, {"scripts": []})
    assert [code.delete(page).status_code for _ in range(2)] == [204, 204]
    code.put(applied(), page=page)
    assert code.delete(page).status_code == 204
    assert code.get(page).json() == {"scripts": []}


def test_each_place_has_its_own_list(code: Code) -> None:
    """The site and its pages do not touch one another."""
    code.put(applied())
    code.put(applied("alert"), page=ABOUT)
    code.put(applied(version="2.0.0"), page="pages/contact")
    assert code.delete(ABOUT).status_code == 204
    assert [each["id"] for each in code.get().json()["scripts"]] == ["slider"]
    assert [each["version"] for each in code.get("pages/contact").json()["scripts"]] == ["2.0.0"]


def test_the_blocks_tell_where_scripts_are(code: Code) -> None:
    """The site's block is first, then those of pages in the order of their making; an empty list is no block."""
    assert code.blocks() == []
    for page in ("pages/contact", ABOUT):
        code.mock.clock.advance(1)
        code.put(applied("alert"), page=page)
    code.put(applied())
    code.put(page="pages/hidden")
    blocks = code.blocks()
    expected = [("site", None), ("page", code.mock.id("pages/contact")), ("page", code.mock.id(ABOUT))]
    assert [(each["type"], each["pageId"]) for each in blocks] == expected
    assert list(blocks[0]) == ["siteId", "pageId", "type", "scripts", "createdOn", "lastUpdated"]
    assert {each["siteId"] for each in blocks} == {code.mock.site_id}
    assert blocks[1]["scripts"] == [{**applied("alert"), "attributes": {}}]
    assert code.blocks(limit=1, offset=1) == blocks[1:2]
    page = code.api.get(f"{code.site}/custom_code/blocks", params={"limit": 1, "offset": 1}).json()["pagination"]
    assert page == {"limit": 1, "offset": 1, "total": 3}
    assert code.api.get(f"{code.site}/custom_code/blocks", params={"offset": -1}).status_code == 400


@PLACES
@pytest.mark.parametrize(
    ("scripts", "told"),
    [
        ([applied("nope")], 'scripts[0]: "nope" "1.0.0"'),
        ([applied(), applied(version="1.0.1")], 'scripts[1]: "slider" "1.0.1"'),
        ([applied("Slider")], 'scripts[0]: "Slider" "1.0.0"'),
        ([applied("elsewhere")], 'scripts[0]: "elsewhere" "1.0.0"'),
        ([applied('"\n'), applied("é" * 99)], f'scripts[0]: "\\"\\n" "1.0.0", scripts[1]: "{"é" * 60}" "1.0.0"'),
        (
            [applied(str(at)) for at in range(5)],
            'scripts[0]: "0" "1.0.0", scripts[1]: "1" "1.0.0", scripts[2]: "2" "1.0.0" and 2 more',
        ),
    ],
)  # fmt: skip
def test_an_unregistered_script_is_refused(code: Code, page: str | None, scripts: list[Any], told: str) -> None:
    """An id or a version that the site does not have is a 400 that names it, and the list stays as it was."""
    before = code.put(applied("alert"), page=page).json()
    words = "Bad Request: Request is malformed: expected ids and versions of scripts of the site, found"
    assert error(code.put(*scripts, page=page)) == (400, "bad_request", f"{words} {told}")
    assert code.get(page).json() == before


NAMES = 'Value (scripts[0].attributes) should match format "names of HTML attributes of up to 100 characters"'


@PLACES
@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({}, ["Value (scripts) is required"]),
        ([], ["Value (body)'s type should be object"]),
        ({"scripts": None}, ["Value (scripts)'s type should be array"]),
        ({"scripts": {}}, ["Value (scripts)'s type should be array"]),
        ({"scripts": ["slider"]}, ["Value (scripts[0])'s type should be object"]),
        (
            {"scripts": [{}]},
            [f"Value (scripts[0]) should have required property '{key}'" for key in ("id", "location", "version")],
        ),
        (
            {"scripts": [applied(location="body")]},
            ["Value (scripts[0].location) should be equal to one of the allowed values: header, footer"],
        ),
        ({"scripts": [applied(attributes=[])]}, ["Value (scripts[0].attributes)'s type should be object"]),
        (
            {"scripts": [applied(attributes={"a": None, "b": [], "c": {}})]},
            [f"Value (scripts[0].attributes.{each})'s type should be string, number or boolean" for each in "abc"],
        ),
        (
            {"scripts": [applied(attributes={"a": "x" * 2001})]},
            ['Value (scripts[0].attributes.a) should match format "text of up to 2000 characters"'],
        ),
        (
            {"scripts": [applied(attributes={f"a{at}": 1 for at in range(51)})]},
            ["Value (scripts[0].attributes) should NOT have more than 50 items"],
        ),
        ({"scripts": [applied(attributes={"a b": 1})]}, [NAMES]),
        ({"scripts": [applied(attributes={"a>": 1})]}, [NAMES]),
        ({"scripts": [applied(attributes={"": 1})]}, [NAMES]),
        ({"scripts": [applied(attributes={"a" * 101: 1})]}, [NAMES]),
        ({"scripts": [applied()] * 801}, ["Value (scripts) should NOT have more than 800 items"]),
    ],
)  # fmt: skip
def test_a_wrong_shape_is_refused(code: Code, page: str | None, body: Any, said: list[str]) -> None:
    """What is missing, of another type or no attribute is told, and nothing is applied."""
    assert reasons(code.api.put(code.place(page), json=body)) == said
    assert error(code.get(page)) == MISSING


def test_what_is_read_only_is_ignored(code: Code) -> None:
    """A list that was read can be sent back, with its times and with keys that the API does not know."""
    read = code.put(applied()).json()
    answer = code.api.put(code.place(), json={**read, "createdOn": "2020-01-01", "nope": 1})
    assert (answer.status_code, answer.json()["createdOn"]) == (200, read["createdOn"])


def test_numbers_of_attributes_are_javascripts(code: Code) -> None:
    """They are answered as JavaScript writes the doubles that they become."""
    code.api.put(
        code.place(),
        content=b'{"scripts":[{"id":"slider","version":"1.0.0","location":"header","attributes":'
        b'{"a":1.0,"b":1e21,"c":9007199254740993,"d":2.5,"e":true}}]}',
        headers={"Content-Type": "application/json"},
    )
    assert b'"attributes":{"a":1,"b":1e+21,"c":9007199254740992,"d":2.5,"e":true}' in code.get().content


def test_visitors_get_scripts_with_the_next_publish(code: Code) -> None:
    """What is applied or deleted counts once the site is published; a draft page has nothing live."""
    code.put(applied())
    for page in (ABOUT, "pages/hidden"):
        code.put(applied("alert"), page=page)
    assert code.live() == {}
    code.publish()
    about = code.mock.id(ABOUT)
    assert code.live() == {None: ["slider"], about: ["alert"]}
    code.put(applied("alert"))
    code.delete(ABOUT)
    assert code.live() == {None: ["slider"], about: ["alert"]}
    code.publish()
    assert code.live() == {None: ["alert"]}


def test_a_page_that_is_published_alone_takes_its_own_scripts_alone(code: Code) -> None:
    """Those of the site and of other pages wait."""
    code.put(applied())
    for page in (ABOUT, "pages/contact"):
        code.put(applied("alert"), page=page)
    about = code.mock.id(ABOUT)
    code.publish(pageId=about)
    assert code.live() == {about: ["alert"]}
    code.delete(ABOUT)
    code.publish(pageId=code.mock.id("pages/contact"))
    assert code.live() == {about: ["alert"], code.mock.id("pages/contact"): ["alert"]}
    code.publish(pageId=about)
    assert code.live() == {code.mock.id("pages/contact"): ["alert"]}


def test_a_deleted_page_takes_its_scripts_along(code: Code) -> None:
    """They are gone with the page, and for visitors with the next publish, as the page is."""
    code.put(applied(), page=ABOUT)
    code.publish()
    about = code.mock.id(ABOUT)
    code.mock.delete_page(about)
    said = (404, "resource_not_found", "Requested resource not found: The page cannot be found")
    assert error(code.get(ABOUT)) == error(code.delete(ABOUT)) == error(code.put(page=ABOUT)) == said
    assert code.blocks() == []
    assert code.live() == {about: ["slider"]}
    code.publish()
    assert code.live() == {}


TEMPLATE = {**SEED["sites"][0], "pages": [{"title": "A note", "collection": "notes"}]}  # type: ignore[index]  # JSON


@pytest.mark.mockflow(seed={"mockflow": 1, "sites": [TEMPLATE]})
def test_a_template_page_takes_its_scripts_along(code: Code) -> None:
    """They are gone with the collection that the page shows."""
    (page,) = code.api.get(f"{code.site}/pages").json()["pages"]
    assert code.api.put(f"/pages/{page['id']}/custom_code", json={"scripts": [applied()]}).status_code == 200
    assert code.api.delete(f"/collections/{code.mock.id('notes')}").status_code == 204
    assert code.blocks() == []


def test_a_site_token_is_refused(code: Code, mockflow: Mockflow) -> None:
    """It is told that it is the wrong kind of token on each operation, and nothing is applied."""
    code.put(applied("alert"))
    other = Code(mockflow, mockflow.http())
    for page in (None, ABOUT):
        for answer in (other.get(page), other.put(applied(), page=page), other.delete(page)):
            assert error(answer) == SITE_TOKEN
    assert error(other.api.get(f"{other.site}/custom_code/blocks")) == SITE_TOKEN
    assert [each["id"] for each in code.get().json()["scripts"]] == ["alert"]


def test_an_app_needs_the_scope(code: Code, mockflow: Mockflow) -> None:
    """Reading needs custom_code:read; replacing and deleting need custom_code:write."""
    for scope, statuses in (("read", [404, 403, 403, 200]), ("write", [403, 200, 204, 403])):
        app = Code(mockflow, mockflow.http(mockflow.new_token([f"custom_code:{scope}"], kind="oauth")))
        for page in (None, ABOUT):
            answers = [app.get(page), app.put(applied(), page=page), app.delete(page)]
            answers.append(app.api.get(f"{app.site}/custom_code/blocks"))
            assert [each.status_code for each in answers] == statuses
    assert code.blocks() == []


def test_an_app_of_another_site_finds_nothing(code: Code, mockflow: Mockflow) -> None:
    """The site and its pages are not there for it; what is nowhere is not there either."""
    token = mockflow.new_token(kind="oauth", site_ids=[mockflow.id("sites/other")])
    stranger = Code(mockflow, mockflow.http(token))
    site = (404, "resource_not_found", "Requested resource not found: The site cannot be found")
    page = (404, "resource_not_found", "Requested resource not found: The page cannot be found")
    assert error(stranger.get()) == error(stranger.put()) == error(stranger.delete()) == site
    assert error(stranger.get(ABOUT)) == error(stranger.put(page=ABOUT)) == error(stranger.delete(ABOUT)) == page
    assert error(code.api.get(f"/pages/{'0' * 24}/custom_code")) == page
    assert error(code.api.get("/pages/about/custom_code"))[:2] == (400, "validation_error")
    assert stranger.api.put(
        f"/pages/{mockflow.id('other/pages/about')}/custom_code", json={"scripts": [applied("elsewhere")]}
    ).is_success
    assert code.blocks() == []


def test_a_list_belongs_to_the_app_that_wrote_it(mockflow: Mockflow) -> None:
    """Another app finds nothing there, and deletes nothing; what is there is told of all of them in the blocks."""
    path = f"/sites/{mockflow.site_id}/custom_code"
    mine = mockflow.http(mockflow.app_token)
    other = mockflow.http(mockflow.new_token(kind="oauth", client_id="other-app"))
    one, two = ({"scripts": [{"id": name, "version": "1.0.0", "location": "footer"}]} for name in ("slider", "alert"))
    assert mine.put(path, json=one).status_code == 200
    assert (other.get(path).status_code, other.delete(path).status_code) == (404, 404)
    assert other.put(path, json=two).status_code == 200
    assert [each["id"] for each in mine.get(path).json()["scripts"]] == ["slider"]
    blocks = mine.get(f"{path}/blocks").json()["blocks"]
    assert sorted(script["id"] for each in blocks for script in each["scripts"]) == ["alert", "slider"]
    assert mine.delete(path).status_code == 204
    assert [each["id"] for each in other.get(path).json()["scripts"]] == ["alert"]
