"""What tests of OAuth share: an app that talks to the double over plain HTTP."""

from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx

from mockflow import Mockflow

DONE = "https://app.example/done"
OWN_APP = {
    "clientId": "corner-app",
    "clientSecret": "corner-secret",
    "displayName": "Corner & Sons",
    "description": "Keeps <corners> in order.",
    "homepage": "https://corner.example",
    "redirectUris": [DONE, "http://app:3000/done"],
    "scopes": ["cms:read", "cms:write", "sites:read", "sites:write", "authorized_user:read"],
}
SEED: dict[str, Any] = {
    "mockflow": 1,
    "plan": "business",
    "apps": [OWN_APP],
    "sites": [
        {"displayName": "One", "collections": [{"displayName": "Notes"}]},
        {"displayName": "Two"},
    ],
}


class Form(HTMLParser):
    """The form of a page: what a browser would send of it as it stands, and the text around."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.action = ""
        self.fields: list[tuple[str, str]] = []
        self.choices: list[tuple[str, str]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        of = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.action = of["action"]
        if tag in {"input", "button"} and of.get("name"):
            self.choices.append((of["name"], of["value"]))
            if of.get("type") == "hidden" or "checked" in of:
                self.fields.append((of["name"], of["value"]))

    def handle_data(self, data: str) -> None:
        self.text += data


@dataclass
class App:
    """An app, and the person in front of it."""

    http: httpx.Client
    client_id: str = "mockflow-client-id"
    client_secret: str = "mockflow-client-secret"

    def ask(self, **query: Any) -> httpx.Response:
        """Open the authorize URL; what is None is left out."""
        wanted = {"response_type": "code", "client_id": self.client_id, "redirect_uri": DONE, **query}
        return self.http.get(
            "/oauth/authorize", params={name: value for name, value in wanted.items() if value is not None}
        )

    def code(self, **query: Any) -> str:
        """A code, once the person has approved."""
        return returned(self.ask(auto="approve", **query))["code"]

    def post(self, path: str, *, form: bool = False, **fields: Any) -> httpx.Response:
        wanted = {"client_id": self.client_id, "client_secret": self.client_secret, **fields}
        sent = {name: value for name, value in wanted.items() if value is not None}
        url = f"/oauth/{path}"
        return self.http.post(url, data=sent) if form else self.http.post(url, json=sent)

    def exchange(self, given: str, **fields: Any) -> httpx.Response:
        return self.post("access_token", **{"code": given, "redirect_uri": DONE, **fields})

    def token(self, **query: Any) -> str:
        """A token, once the person has approved."""
        answer = self.exchange(self.code(**query))
        assert answer.status_code == 200, answer.text
        return str(answer.json()["access_token"])

    def revoke(self, token: str, **fields: Any) -> httpx.Response:
        return self.post("revoke_authorization", access_token=token, **fields)


def app_of(mock: Mockflow, **own: str) -> App:
    return App(httpx.Client(transport=mock.transport, base_url="http://mockflow.test", trust_env=False), **own)


def corner_app(mock: Mockflow) -> App:
    return app_of(mock, client_id="corner-app", client_secret="corner-secret")


def returned(answer: httpx.Response, to: str = DONE) -> dict[str, str]:
    """What a person brings back to the app."""
    assert answer.status_code == 302, answer.text
    location = answer.headers["Location"]
    assert location.startswith((f"{to}?", f"{to}&"))
    return {name: values[0] for name, values in parse_qs(urlsplit(location).query, keep_blank_values=True).items()}


def problem(answer: httpx.Response) -> tuple[int, str]:
    """Status and error of a refusal, whose body has the form of RFC 6749."""
    said = answer.json()
    assert list(said) == ["error", "error_description"]
    assert said["error_description"]
    assert answer.headers["Cache-Control"] == "no-store"
    return answer.status_code, said["error"]
