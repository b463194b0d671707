"""What tests of several worlds need: a process of worlds, and short words for its calls."""

from typing import Any

import httpx

from mockflow import Mockflow

ROOT = "http://mockflow.test"
NOON = "2026-01-15T12:00:00Z"


class Process:
    """The worlds of an in-process double, through its WSGI application alone."""

    def __init__(self, mock: Mockflow) -> None:
        self.mock = mock
        self.http = httpx.Client(transport=mock.transport, base_url=ROOT, trust_env=False)

    def control(self, method: str, path: str, json: Any = None, **headers: str) -> httpx.Response:
        return self.http.request(method, f"/_mockflow{path}", json=json, headers=headers)

    def put(self, world_id: str, **wanted: Any) -> dict[str, Any]:
        """Make a world, or make it anew; what is answered."""
        answer = self.control("PUT", f"/worlds/{world_id}", wanted)
        assert answer.status_code in {200, 201}, answer.text
        made: dict[str, Any] = answer.json()
        return made

    def ids(self, world_id: str) -> dict[str, str]:
        found: dict[str, str] = self.http.get(f"/w/{world_id}/_mockflow/ids").json()
        return found

    def call(self, world: dict[str, Any], method: str, path: str, kind: str = "site", **request: Any) -> httpx.Response:
        """A call of the API as an app makes it that was given this world's URL and token of this kind."""
        headers = {"Authorization": f"Bearer {world['tokens'].get(kind, kind)}", **request.pop("headers", {})}
        return self.http.request(method, world["apiUrl"] + path, headers=headers, **request)

    def names(self, world: dict[str, Any]) -> list[str]:
        """The names of the posts of a world's journal, in their order."""
        items = self.call(world, "GET", f"/collections/{self.ids(world['id'])['journal']}/items").json()["items"]
        return [item["fieldData"]["name"] for item in items]

    def post(self, world: dict[str, Any], name: str) -> str:
        """A new post in a world's journal; its id."""
        path = f"/collections/{self.ids(world['id'])['journal']}/items"
        answer = self.call(world, "POST", path, json={"fieldData": {"name": name}})
        assert answer.status_code == 202, answer.text
        return str(answer.json()["id"])
