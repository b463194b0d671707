"""What tests of scripts and custom code share."""

from dataclasses import dataclass
from typing import Any

import httpx

from mockflow import Mockflow
from mockflow.core.store import Reader
from mockflow.core.wire import loads
from mockflow.domain.custom_code import LIVE_CODES

HASH = "sha384-J2BBj0lkHlU5wQ9hVnE8"
CDN = "https://cdn.example.com/slider.js"
MISSING = (404, "resource_not_found", "Requested resource not found: The app has applied no custom code here")
SITE_TOKEN = (403, "invalid_auth_version", "This endpoint takes a token of an OAuth app, and this is a site token")


@dataclass
class Code:
    """The scripts of a site and what is applied of them, as an app reaches them."""

    mock: Mockflow
    api: httpx.Client

    @property
    def site(self) -> str:
        return f"/sites/{self.mock.site_id}"

    def inline(self, name: str = "Slider", version: str = "1.0.0", **more: Any) -> httpx.Response:
        body = {"displayName": name, "version": version, "sourceCode": "slide();", **more}
        return self.api.post(f"{self.site}/registered_scripts/inline", json=body)

    def hosted(self, name: str = "Slider", version: str = "1.0.0", **more: Any) -> httpx.Response:
        body = {"displayName": name, "version": version, "hostedLocation": CDN, "integrityHash": HASH, **more}
        return self.api.post(f"{self.site}/registered_scripts/hosted", json=body)

    def listed(self, **query: Any) -> list[str]:
        """The ids and versions of the registered scripts."""
        answer = self.api.get(f"{self.site}/registered_scripts", params=query)
        assert answer.status_code == 200, answer.text
        assert list(answer.json()) == ["registeredScripts", "pagination"]
        return [f"{each['id']} {each['version']}" for each in answer.json()["registeredScripts"]]

    def place(self, page: str | None = None) -> str:
        return f"{self.site if page is None else f'/pages/{self.mock.id(page)}'}/custom_code"

    def put(self, *scripts: Any, page: str | None = None) -> httpx.Response:
        return self.api.put(self.place(page), json={"scripts": scripts})

    def get(self, page: str | None = None) -> httpx.Response:
        return self.api.get(self.place(page))

    def delete(self, page: str | None = None) -> httpx.Response:
        return self.api.delete(self.place(page))

    def blocks(self, **query: Any) -> list[dict[str, Any]]:
        answer = self.api.get(f"{self.site}/custom_code/blocks", params=query)
        assert answer.status_code == 200, answer.text
        blocks: list[dict[str, Any]] = answer.json()["blocks"]
        return blocks

    def publish(self, **more: Any) -> None:
        answer = self.api.post(f"{self.site}/publish", json={"publishToWebflowSubdomain": True, **more})
        assert answer.status_code == 202, answer.text

    def live(self) -> dict[str | None, list[str]]:
        """The ids of the scripts that visitors get, by page; None stands for the whole site."""
        reader = Reader(self.mock._worlds.default.state)  # noqa: SLF001 - no page is served yet
        rows = [loads(code.block) for code in reader.all(LIVE_CODES, self.mock.site_id)]
        return {row["pageId"]: [each["id"] for each in row["scripts"]] for row in rows}


def applied(script: str = "slider", version: str = "1.0.0", location: str = "header", **more: Any) -> dict[str, Any]:
    return {"id": script, "version": version, "location": location, **more}
