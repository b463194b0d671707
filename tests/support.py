"""What many tests need: a collection to write to, and short words for common calls."""

from dataclasses import dataclass
from typing import Any

import httpx

from mockflow import Mockflow


@dataclass
class Journal:
    """The demo's journal through the API, or another collection of a seed."""

    mock: Mockflow
    api: httpx.Client
    path: str
    slug: str = "journal"

    def id(self, slug: str) -> str:
        return self.mock.id(f"{self.slug}/{slug}")

    def create(self, name: str = "New", **field_data: Any) -> dict[str, Any]:
        answer = self.api.post(self.path, json={"fieldData": {"name": name, **field_data}})
        assert answer.status_code == 202, answer.text
        made: dict[str, Any] = answer.json()
        return made

    def post(self, body: Any, **query: Any) -> httpx.Response:
        return self.api.post(self.path, json=body, params=query)

    def patch(self, item_id: str, **body: Any) -> httpx.Response:
        return self.api.patch(f"{self.path}/{item_id}", json=body)

    def delete(self, *item_ids: str, **entry: Any) -> httpx.Response:
        items = [{"id": item_id, **entry} for item_id in item_ids]
        return self.api.request("DELETE", self.path, json={"items": items})

    def staged(self, item_id: str, **query: Any) -> httpx.Response:
        return self.api.get(f"{self.path}/{item_id}", params=query)

    def live(self, item_id: str, **query: Any) -> httpx.Response:
        return self.api.get(f"{self.path}/{item_id}/live", params=query)

    def create_live(self, body: Any, **query: Any) -> httpx.Response:
        return self.api.post(f"{self.path}/live", json=body, params=query)

    def live_patch(self, item_id: str, **body: Any) -> httpx.Response:
        return self.api.patch(f"{self.path}/{item_id}/live", json=body)

    def live_patch_many(self, *entries: dict[str, Any]) -> httpx.Response:
        return self.api.patch(f"{self.path}/live", json={"items": entries})

    def unpublish(self, item_id: str, **query: Any) -> httpx.Response:
        return self.api.delete(f"{self.path}/{item_id}/live", params=query)

    def unpublish_many(self, *item_ids: str, **entry: Any) -> httpx.Response:
        items = [{"id": item_id, **entry} for item_id in item_ids]
        return self.api.request("DELETE", f"{self.path}/live", json={"items": items})

    def publish(self, *item_ids: str) -> dict[str, Any]:
        answer = self.api.post(f"{self.path}/publish", json={"itemIds": item_ids})
        assert answer.status_code == 202, answer.text
        said: dict[str, Any] = answer.json()
        return said

    def publish_site(self) -> httpx.Response:
        return self.api.post(f"/sites/{self.mock.site_id}/publish", json={"publishToWebflowSubdomain": True})

    def listed(self, **query: Any) -> list[dict[str, Any]]:
        answer = self.api.get(self.path, params=query)
        assert answer.status_code == 200, answer.text
        items: list[dict[str, Any]] = answer.json()["items"]
        return items

    def copies(self, locales: str) -> list[list[dict[str, Any]]]:
        """All that is staged and all that is live, in these locales."""
        answers = [self.api.get(self.path + where, params={"cmsLocaleId": locales}) for where in ("", "/live")]
        return [answer.json()["items"] for answer in answers]


def journal_of(mock: Mockflow) -> Journal:
    return items_of(mock, "journal")


def items_of(mock: Mockflow, slug: str, token: str | None = None) -> Journal:
    """The items of this collection of the seed, as this token reaches them."""
    return Journal(mock, mock.http(token), f"/collections/{mock.id(slug)}/items", slug)


def told(mock: Mockflow) -> list[str]:
    """The triggers of every event since the world began, in their order."""
    commits = mock._worlds.default.history  # noqa: SLF001 - no public door shows events yet
    return [event.trigger_type for commit in commits for event in commit.events]


def problems(answer: httpx.Response) -> dict[str, str]:
    """The fields at fault, of a 400 in the field dialect."""
    said = answer.json()
    assert answer.status_code == 400, answer.text
    assert (said["code"], said["message"], said["externalReference"]) == ("validation_error", "Validation Error", None)
    return {each["param"]: each["description"] for each in said["details"]}


def reasons(answer: httpx.Response) -> list[str]:
    """The sentences of a 400 in the shape dialect."""
    import json  # noqa: PLC0415 - only here

    said = answer.json()
    assert answer.status_code == 400, answer.text
    assert (said["code"], said["details"]) == ("validation_error", [])
    found: list[str] = json.loads(said["message"].removeprefix("Validation Error: "))
    return found


def error(answer: httpx.Response) -> tuple[int, str, str]:
    """Status, code and message of an error, whose body has Webflow's keys in Webflow's order."""
    said = answer.json()
    assert list(said) == ["message", "code", "externalReference", "details"]
    assert said["externalReference"] is None
    return answer.status_code, said["code"], said["message"]
