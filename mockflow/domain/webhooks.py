"""Webhooks: who is told of what, and what the tellings are signed with."""

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

from mockflow.core.ids import derived_id
from mockflow.core.store import Table
from mockflow.core.wire import iso

CLIENT_SECRET = "mockflow-client-secret"  # noqa: S105 - a constant of the double, not a secret
APP, SITE_TOKEN, DASHBOARD = "app", "site", "dashboard"


@dataclass(frozen=True, slots=True, eq=False)
class Webhook:
    """A webhook.

    Attributes:
        made_with: ``app`` (an OAuth token: signed with the app's client secret), ``site`` (a site token: signed with a
            key of its own) or ``dashboard`` (not signed, and not seen by the API).
        form_name: the one form that it is for; None for all.
    """

    id: str
    site_id: str
    workspace_id: str
    trigger_type: str
    url: str
    created: int
    made_with: str
    form_name: str | None = None

    @property
    def order(self) -> tuple[int, str]:
        return self.created, self.id

    @property
    def secret(self) -> str | None:
        """What its deliveries are signed with; None where they are not. A site token's key is 64 hex digits."""
        if self.made_with == APP:
            return CLIENT_SECRET
        return derived_id(f"webhook-key/{self.id}", 64) if self.made_with == SITE_TOKEN else None

    @property
    def told(self) -> Hashable:
        """The events that it may be for."""
        return self.site_id, self.trigger_type

    def to_wire(self, last_triggered: int | None, *, with_key: bool = False) -> dict[str, Any]:
        """As the API answers it; the key only where it is shown, once."""
        said = {
            "id": self.id,
            "triggerType": self.trigger_type,
            "siteId": self.site_id,
            "workspaceId": self.workspace_id,
            "createdOn": iso(self.created),
            "lastTriggered": iso(last_triggered),
            "filter": None if self.form_name is None else {"name": self.form_name},
            "url": self.url,
        }
        return {**said, "secretKey": self.secret} if with_key else said


def is_seen(webhook: Webhook) -> bool:
    """Whether the API knows of it: of one made in the dashboard it does not."""
    return webhook.made_with != DASHBOARD


WEBHOOKS = Table[Webhook](
    "webhook",
    key=lambda webhook: webhook.id,
    group=lambda webhook: webhook.site_id,
    missing="Requested resource not found: The webhook cannot be found",
    lookup=lambda webhook: (webhook.told,),
)
