"""Webhooks: who is told of what, and what the tellings are signed with."""

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

from mockflow.core.ids import derived_id
from mockflow.core.store import Table
from mockflow.core.wire import iso

from .apps import Apps

APP, SITE_TOKEN, DASHBOARD = "app", "site", "dashboard"


@dataclass(frozen=True, slots=True, eq=False)
class Webhook:
    """A webhook.

    Attributes:
        made_with: ``app`` (an OAuth token: signed with the app's client secret), ``site`` (a site token: signed with a
            key of its own) or ``dashboard`` (not signed, and not seen by the API).
        form_name: the one form that it is for; None for all.
        client_id: of one that an app made: the app.
        token: of one that an app made: the name of the token that it used, with which the webhook goes.
    """

    id: str
    site_id: str
    workspace_id: str
    trigger_type: str
    url: str
    created: int
    made_with: str
    form_name: str | None = None
    client_id: str | None = None
    token: str | None = None

    @property
    def order(self) -> tuple[int, str]:
        return self.created, self.id

    def secret(self, apps: Apps) -> str | None:
        """What its deliveries are signed with; None where they are not."""
        if self.client_id is None:
            return self.own_key
        app = apps.get(self.client_id)
        return None if app is None else app.client_secret

    @property
    def own_key(self) -> str | None:
        """The key of one that a site token made: 64 hex digits."""
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
        return {**said, "secretKey": self.own_key} if with_key else said


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
