"""A double behind a guard, as a server has it, without a socket."""

from collections.abc import Mapping

import httpx

from mockflow.web.app import create_app
from mockflow.web.guard import Guard
from mockflow.worlds.options import Options
from mockflow.worlds.registry import Registry
from mockflow.worlds.seeds import plant

ADMIN = "an-admin-token-of-the-test"
KEY = {"Authorization": f"Bearer {ADMIN}"}
TEST_HOST = "localhost:4020"
API = {"Authorization": "Bearer mockflow-site-token"}


class Guarded:
    """A double behind a guard, as a server has it."""

    def __init__(
        self, *, admin_token: str | None = None, allowed: tuple[str, ...] = (), public: str | None = None
    ) -> None:
        self.worlds = Registry(Options(plant("demo")))
        self.app = create_app(self.worlds, Guard(admin_token, allowed, public))
        self.client = httpx.Client(
            transport=httpx.WSGITransport(self.app), base_url="http://" + TEST_HOST, trust_env=False
        )

    def ask(self, headers: Mapping[str, str], path: str = "/_mockflow/clock", method: str = "GET") -> httpx.Response:
        """A call with these headers and no others of ours."""
        return self.client.request(method, f"http://{TEST_HOST}{path}", headers=headers)


def said(answer: httpx.Response) -> tuple[int, str]:
    """Status and code of a refusal in the API's shape."""
    body = answer.json()
    assert list(body) == ["message", "code", "externalReference", "details"]
    assert "\n" not in body["message"]
    return answer.status_code, body["code"]
