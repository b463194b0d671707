"""A world whose webhooks hear of new journal posts."""

from typing import Any

from mockflow import Mockflow
from mockflow.double.results import Delivery
from mockflow.worlds.world import World
from tests.support import journal_of

CREATED = "collection_item_created"


class Hooked:
    """Short words for registering, causing and looking."""

    def __init__(self, mock: Mockflow) -> None:
        self.mock = mock
        self.journal = journal_of(mock)

    @property
    def world(self) -> World:
        return self.mock._worlds.default  # noqa: SLF001 - what no public door shows

    def register(self, url: str, trigger: str = CREATED, *, token: str | None = None) -> dict[str, Any]:
        answer = self.mock.http(token).post(
            f"/sites/{self.mock.site_id}/webhooks", json={"triggerType": trigger, "url": url}
        )
        assert answer.status_code == 201, answer.text
        made: dict[str, Any] = answer.json()
        return made

    def cause(self, *names: str) -> None:
        """Create a post of each name, which sets off one event each."""
        for name in names or ("Hello",):
            self.journal.create(name)

    def only(self) -> Delivery:
        (delivery,) = self.mock.deliveries()
        return delivery

    def states(self) -> list[str]:
        return [each.state for each in self.mock.deliveries()]


def names(bodies: list[bytes]) -> list[str]:
    """The posts that these bodies tell of."""
    import json  # noqa: PLC0415 - only here

    return [json.loads(body)["payload"]["fieldData"]["name"] for body in bodies]
