"""What tests of the webhooks' operations share."""

from dataclasses import dataclass
from typing import Any

import httpx

from mockflow import Mockflow

HTTPS = "https://hooks.example.com/in"
KEYS = ["id", "triggerType", "siteId", "workspaceId", "createdOn", "lastTriggered", "filter", "url"]


@dataclass
class Webhooks:
    """The webhooks of a site, as a token reaches them."""

    api: httpx.Client
    site_id: str

    @property
    def path(self) -> str:
        return f"/sites/{self.site_id}/webhooks"

    def post(self, trigger: Any = "site_publish", url: Any = HTTPS, **more: Any) -> httpx.Response:
        return self.api.post(self.path, json={"triggerType": trigger, "url": url, **more})

    def create(self, trigger: str = "site_publish", url: str = HTTPS, **more: Any) -> dict[str, Any]:
        answer = self.post(trigger, url, **more)
        assert answer.status_code == 201, answer.text
        made: dict[str, Any] = answer.json()
        return made

    def get(self, webhook_id: str) -> httpx.Response:
        return self.api.get(f"/webhooks/{webhook_id}")

    def delete(self, webhook_id: str) -> httpx.Response:
        return self.api.delete(f"/webhooks/{webhook_id}")

    def listed(self) -> list[dict[str, Any]]:
        answer = self.api.get(self.path)
        assert answer.status_code == 200, answer.text
        assert list(answer.json()) == ["webhooks"]
        webhooks: list[dict[str, Any]] = answer.json()["webhooks"]
        return webhooks


def webhooks_of(mock: Mockflow, token: str | None = None) -> Webhooks:
    return Webhooks(mock.http(token), mock.site_id)
