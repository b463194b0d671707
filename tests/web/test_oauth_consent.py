"""The consent page: what a person sees and chooses, and whom it does not serve."""

from base64 import b64encode
from hashlib import sha256
from typing import Any
from urllib.parse import urljoin

import httpx
import pytest

from mockflow import Mockflow
from tests.oauth import DONE, SEED, App, Form, app_of, corner_app, returned

pytestmark = pytest.mark.mockflow(clock="2026-01-15T12:00:00Z", seed=SEED)
HOSTILE = "\"><script>alert('1')</script>&\r\nX: y"


@pytest.fixture
def app(mockflow: Mockflow) -> App:
    return corner_app(mockflow)


def send(app: App, page: httpx.Response, *changed: tuple[str, str], **headers: str) -> httpx.Response:
    """Send the form of a page as a browser does, with other choices."""
    form = Form(page.text)
    names = {name for name, _ in changed}
    fields = [*(each for each in form.fields if each[0] not in names), *changed]
    content = httpx.QueryParams([(name, value) for name, value in fields if value])
    own = {"Content-Type": "application/x-www-form-urlencoded", "Origin": "http://mockflow.test"}
    url = urljoin(str(page.request.url), form.action)
    sent = {"Sec-Fetch-Site": "same-origin", **own, **{name.replace("_", "-"): each for name, each in headers.items()}}
    return app.http.post(url, content=str(content).encode(), headers=sent)


def test_the_page_tells_who_asks_for_what(app: App) -> None:
    """The app, where it leads, each scope and each site, in a form that needs no script."""
    page = app.ask(scope="cms:read sites:write")
    assert (page.status_code, page.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    form = Form(page.text)
    for words in (
        "Authorize Corner & Sons",
        "Keeps <corners> in order.",
        DONE,
        "See collections and their items",
        "Two",
    ):
        assert words in form.text
    assert [value for name, value in form.choices if name == "grant"] == ["cms:read", "sites:write"]
    assert len([value for name, value in form.choices if name == "site"]) == 2
    assert "<script" not in page.text
    assert '<html lang="en">' in page.text
    assert page.text.count("<fieldset>") == page.text.count("<legend>") == 2


def test_what_is_approved_as_it_stands_is_granted(mockflow: Mockflow, app: App) -> None:
    """All scopes, the whole workspace; the state comes back unchanged."""
    answer = send(app, app.ask(scope="cms:read sites:read", state="a b&c=ü"), ("decision", "approve"))
    said = returned(answer)
    assert (list(said), said["state"]) == (["code", "state"], "a b&c=ü")
    token = app.exchange(said["code"]).json()
    assert token["scope"] == "cms:read sites:read"
    assert len(mockflow.http(token["access_token"]).get("/sites").json()["sites"]) == 2


def test_a_person_chooses_sites_and_scopes(mockflow: Mockflow, app: App) -> None:
    """The token has no more than that."""
    two = mockflow.id("sites/two")
    chosen = (("reach", "sites"), ("site", two), ("grant", "sites:read"), ("decision", "approve"))
    said = returned(send(app, app.ask(scope="cms:read sites:read"), *chosen))
    token = app.exchange(said["code"]).json()
    assert token["scope"] == "sites:read"
    sites = mockflow.http(token["access_token"]).get("/sites").json()["sites"]
    assert [site["id"] for site in sites] == [two]


def test_no_scope_may_be_granted_at_all(mockflow: Mockflow, app: App) -> None:
    """The token knows itself, and may do nothing else."""
    said = returned(send(app, app.ask(scope="sites:read"), ("grant", ""), ("decision", "approve")))
    api = mockflow.http(app.exchange(said["code"]).json()["access_token"])
    assert (api.get("/token/introspect").status_code, api.get("/sites").status_code) == (200, 403)


def test_who_says_no_is_sent_back_with_an_error(app: App) -> None:
    """With the state, and no code; in the page as in the URL."""
    for answer in (send(app, app.ask(state="s"), ("decision", "deny")), app.ask(state="s", auto="deny")):
        said = returned(answer)
        assert (said["error"], said["state"], "code" in said) == ("access_denied", "s", False)
        assert said["error_description"]


def test_without_a_scope_all_of_the_app_are_asked_for(app: App) -> None:
    """As it is registered."""
    assert app.exchange(app.code()).json()["scope"].split() == [
        "authorized_user:read", "cms:read", "cms:write", "sites:read", "sites:write",
    ]  # fmt: skip


def test_without_a_redirect_uri_the_first_registered_one_is_meant(mockflow: Mockflow, app: App) -> None:
    """Of an app that has none registered, its homepage."""
    assert returned(app.ask(redirect_uri=None, auto="approve"))["code"]
    ready = app_of(mockflow).ask(redirect_uri=None, auto="approve")
    assert returned(ready, "https://example.com")["code"]


@pytest.mark.parametrize(
    "uri",
    [
        "https://anything.example:8443/a/b?c=d",
        "http://127.0.0.1:3000/done",
        "http://localhost/done",
        "http://[::1]:3000/",
        "http://app.localhost:3000/done",
    ],
)
def test_the_ready_made_app_goes_anywhere_that_is_safe(mockflow: Mockflow, uri: str) -> None:
    """Any https URI, and any of the user's own machine; a query that is there stays."""
    answer = app_of(mockflow).ask(redirect_uri=uri, auto="approve")
    said = returned(answer, uri)
    assert said["code"] == "mockflow-code-1"
    assert answer.headers["Location"].startswith(uri + ("&code=" if "?" in uri else "?code="))


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ({"client_id": None}, "client_id: expected that of an app of this world, found none"),
        ({"client_id": "nobody"}, "client_id: expected that of an app of this world, found nobody"),
        ({"client_id": ["corner-app", "corner-app"]}, "client_id: expected one value, found 2"),
        ({"response_type": None}, "response_type: expected code, found none"),
        ({"response_type": "token"}, "response_type: expected code, found token"),
        ({"scope": "page:read"}, "found page:read (Webflow calls it pages:read)"),
        ({"scope": "cms:read,cms:write"}, "names of scopes with spaces between them, found cms:read,cms:write"),
        ({"scope": "cms:read forms:read"}, "scope: expected scopes that the app is registered for, found forms:read"),
        ({"redirect_uri": "https://app.example/other"}, "redirect_uri: expected one that the app has registered"),
        ({"redirect_uri": f"{DONE}?x=1"}, "redirect_uri: expected one that the app has registered"),
        ({"auto": "maybe"}, "auto: expected approve or deny, found maybe"),
        ({"auto": "approve", "site": "x"}, "site: expected ids of sites of this world, found x"),
    ],
)
def test_a_wrong_request_is_a_page_and_sends_nobody_anywhere(app: App, query: Any, told: str) -> None:
    """Of status 400, with what is wrong in one line; a program that asks for JSON gets that."""
    page = app.ask(**query)
    assert (page.status_code, "Location" in page.headers) == (400, False)
    assert page.headers["Content-Type"] == "text/html; charset=utf-8"
    assert told in Form(page.text).text
    app.http.headers["Accept"] = "application/json"
    said = app.ask(**query).json()
    assert said["error"] == "invalid_request"
    assert told in said["error_description"]


@pytest.mark.parametrize(
    "uri",
    [
        "http://app.example/done",
        "javascript:alert(1)",
        "https://app.example/done#part",
        "https://me:secret@app.example/",
        "https://app.example\\@evil.example/",
        "https://app.example/a b",
        "https://app.example:port/",
        "https://",
        "//app.example",
        "",
        "https://app.example/" + "x" * 2_000,
        "https://app.example/\r\nX: y",
    ],
)
def test_the_ready_made_app_goes_nowhere_else(mockflow: Mockflow, uri: str) -> None:
    """Neither without TLS beyond the machine, nor to what is no plain URL."""
    answer = app_of(mockflow).ask(redirect_uri=uri, auto="approve")
    assert (answer.status_code, "Location" in answer.headers) == (400, False)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ([("decision", "")], "decision: expected approve or deny, found none"),
        ([("decision", "approve"), ("grant", "sites:write")], "grant: expected scopes that the app asks for"),
        ([("decision", "approve"), ("scope", "forms:read")], "scope: expected scopes that the app is registered for"),
        (
            [("decision", "approve"), ("redirect_uri", "https://evil.example")],
            "redirect_uri: expected one that the app",
        ),
        ([("decision", "approve"), ("reach", "sites")], "site: expected at least one site, or the whole workspace"),
        ([("decision", "approve"), ("reach", "moon")], "reach: expected workspace or sites, found moon"),
        (
            [("decision", "approve"), ("reach", "sites"), ("site", "0" * 24)],
            "site: expected ids of sites of this world",
        ),
    ],
)
def test_what_the_form_sends_is_checked_again(app: App, changed: list[tuple[str, str]], told: str) -> None:
    """Against the app and the world, whatever the page said."""
    answer = send(app, app.ask(scope="cms:read"), *changed)
    assert answer.status_code == 400
    assert told in Form(answer.text).text


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site", "Origin": "http://other.mockflow.test"},
    ],
)
def test_the_page_of_somebody_else_cannot_approve(mockflow: Mockflow, app: App, headers: dict[str, str]) -> None:
    """What a browser says of a form's page is believed; no code is made."""
    answer = send(app, app.ask(), ("decision", "approve"), **headers)
    assert (answer.status_code, "Location" in answer.headers) == (403, False)
    assert mockflow.requests()[-1].status == 403
    assert app.code() == "mockflow-code-1"


@pytest.mark.parametrize("auto", ["approve", "deny"])
@pytest.mark.parametrize("mode", [{}, {"Sec-Fetch-Mode": "no-cors"}, {"Sec-Fetch-Mode": "cors"}])
def test_a_page_of_somebody_else_cannot_fetch_a_decision(
    mockflow: Mockflow, app: App, mode: dict[str, str], auto: str
) -> None:
    """An image or a fetch of another site gets no code; nothing of the world changes."""
    app.http.headers.update({"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Dest": "image", **mode})
    answer = app.ask(auto=auto)
    assert (answer.status_code, "Location" in answer.headers) == (403, False)
    assert mockflow.requests()[-1].status == 403
    assert app.ask().status_code == 200  # the page alone grants nothing
    for header in ("Sec-Fetch-Site", "Sec-Fetch-Dest", "Sec-Fetch-Mode"):
        app.http.headers.pop(header, None)
    assert app.code() == "mockflow-code-1"


def test_an_app_may_send_a_person_to_a_decision(app: App) -> None:
    """A link or a redirect of another site leads there as a person follows it, and so does what is no browser."""
    app.http.headers.update(
        {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
    )
    assert app.code() == "mockflow-code-1"
    app.http.headers.update({"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "cors", "Sec-Fetch-Dest": "empty"})
    assert app.code() == "mockflow-code-2"


def test_a_program_may_send_the_decision(mockflow: Mockflow, app: App) -> None:
    """It says nothing of a page, and need not say what it chooses; what it says counts."""
    asked = {"response_type": "code", "client_id": app.client_id, "scope": "cms:read"}
    approved = {**asked, "decision": "approve"}
    for answer in (
        app.http.post("/oauth/authorize", data=approved),
        app.http.post("/oauth/authorize", json=approved),
    ):
        assert app.exchange(returned(answer)["code"], redirect_uri=None).json()["scope"] == "cms:read"
    chosen = {"scope": "cms:read sites:read", "grant": ["sites:read"], "site": [mockflow.id("sites/one")]}
    answer = app.http.post("/oauth/authorize", json={**approved, **chosen})
    token = app.exchange(returned(answer)["code"], redirect_uri=None).json()
    assert token["scope"] == "sites:read"
    assert len(mockflow.http(token["access_token"]).get("/sites").json()["sites"]) == 1


def test_no_page_is_framed_kept_or_scripted(app: App) -> None:
    """The consent and the refusal alike; the form's own page is told by browsers."""
    for page in (app.ask(), app.ask(client_id="nobody")):
        policy = page.headers["Content-Security-Policy"]
        style = page.text.partition("<style>")[2].partition("</style>")[0]
        assert f"style-src 'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'" in policy
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert page.headers["X-Frame-Options"] == "DENY"
        assert page.headers["Referrer-Policy"] == "same-origin"
        assert page.headers["Cache-Control"] == "no-store"
        assert page.headers["X-Content-Type-Options"] == "nosniff"
    assert app.ask(auto="approve").headers["Referrer-Policy"] == "no-referrer"


def test_hostile_words_stay_words(mockflow: Mockflow) -> None:
    """Those of a seed and of a URL, on the page and in the redirect."""
    own = {"clientId": "evil", "displayName": HOSTILE, "description": HOSTILE}
    with Mockflow({"mockflow": 1, "apps": [own], "sites": [{"displayName": HOSTILE}]}) as mock:
        app = app_of(mock, client_id="evil")
        page = app.ask(state=HOSTILE)
        assert "<script" not in page.text
        assert dict(Form(page.text).fields)["state"].replace("\n", "") == HOSTILE.replace("\n", "")
        assert "<script" not in app.ask(client_id=HOSTILE).text
        answer = app.ask(state=HOSTILE, auto="approve")
        assert returned(answer)["state"] == HOSTILE
        assert "X" not in answer.headers
    assert mockflow.requests() == []


def test_a_look_at_the_head_grants_nothing(app: App) -> None:
    """HEAD makes no code, whatever the URL says."""
    url = app.ask().request.url
    assert app.http.head(f"{url}&auto=approve").status_code == 200
    assert app.code() == "mockflow-code-1"


@pytest.mark.mockflow(unknown_routes="allow")
def test_the_form_leads_to_its_world(mockflow: Mockflow) -> None:
    """By its URL, however the page was found; the footer names it."""
    with mockflow.new_world(id="pw-0") as other:
        plain = app_of(mockflow, client_id=other.client_id)
        within = App(httpx.Client(transport=mockflow.transport, base_url="http://mockflow.test/w/pw-0"))
        for app in (plain, within):
            page = app.ask(scope="cms:read")
            assert "pw-0" in Form(page.text).text
            answer = send(app, page, ("decision", "approve"))
            assert str(answer.request.url) == "http://mockflow.test/w/pw-0/oauth/authorize"
            assert returned(answer)["code"].endswith(".pw-0")
    gone = app_of(mockflow).http.get("/w/nope/oauth/authorize?client_id=x")
    assert gone.status_code == 400
    assert "No world has the id nope" in Form(gone.text).text


@pytest.mark.mockflow(seed={"mockflow": 1})
def test_a_world_without_sites_has_a_workspace_all_the_same(mockflow: Mockflow) -> None:
    """It is all that there is to choose."""
    page = app_of(mockflow).ask()
    assert [value for name, value in Form(page.text).choices if name == "reach"] == ["workspace"]
    assert "code" in returned(send(app_of(mockflow), page, ("decision", "approve")))
