"""The activity log of a site: what was done to it, row by row, as its owners read it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from mockflow.core.store import Table
from mockflow.core.wire import dumps, iso

EVENTS = (
    *("styles_modified", "site_published", "ix2_modified_on_page", "page_dom_modified", "cms_item", "backup_created"),
    *("page_custom_code_modified", "symbols_modified", "variable_modified", "variables_modified", "cms_collection"),
    *("page_settings_modified", "page_settings_custom_code_modified", "ix2_modified_on_component"),
    *(
        "ix2_modified_on_class",
        "site_custom_code_modified",
        "page_duplicated",
        "secondary_locale_page_content_modified",
    ),
    *("page_renamed", "page_created", "page_deleted", "site_unpublished", "backup_restored", "locale_added"),
    *("branch_created", "locale_display_name_updated", "locale_subdirectory_updated", "branch_merged"),
    *("locale_tag_updated", "branch_deleted", "locale_enabled", "locale_removed", "locale_disabled", "library_shared"),
    *("library_unshared", "library_installed", "library_uninstalled", "library_update_shared"),
    *("library_update_accepted", "branch_review_created", "branch_review_approved", "branch_review_canceled"),
)
CREATED, MODIFIED, PUBLISHED, UNPUBLISHED, DELETED = "CREATED", "MODIFIED", "PUBLISHED", "UNPUBLISHED", "DELETED"
OPERATIONS = (
    *(CREATED, MODIFIED, PUBLISHED, UNPUBLISHED, DELETED),
    *("GROUP_REORDERED", "GROUP_CREATED", "GROUP_DELETED", "REORDERED"),
)
MOST_ROWS = 10_000
"""Of one site."""

_ID_BITS = 96


class LogUser(NamedTuple):
    """Who did it."""

    id: str
    display_name: str


@dataclass(frozen=True, slots=True, eq=False)
class Activity:
    """A row of the log.

    Attributes:
        event: one of EVENTS.
        operation: one of OPERATIONS.
        user: None where it was nobody of the workspace.
    """

    id: str
    site_id: str
    created: int
    updated: int
    event: str
    operation: str
    user: LogUser | None
    resource_id: str | None
    resource_name: str | None
    new_value: str | None = None
    previous_value: str | None = None
    payload: Mapping[str, Any] | None = None
    body: bytes = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "body", dumps(self._to_wire()))

    @property
    def order(self) -> int:
        """Newest first; of two made at the same time, the higher id."""
        return -((self.created << _ID_BITS) + int(self.id, 16))

    def _to_wire(self) -> dict[str, Any]:
        user = self.user
        return {
            "id": self.id,
            "createdOn": iso(self.created),
            "lastUpdated": iso(self.updated),
            "event": self.event,
            "resourceOperation": self.operation,
            "user": None if user is None else {"id": user.id, "displayName": user.display_name},
            "resourceId": self.resource_id,
            "resourceName": self.resource_name,
            "newValue": self.new_value,
            "previousValue": self.previous_value,
            "payload": self.payload,
        }


ACTIVITY = Table[Activity]("activity log", key=lambda row: row.id, group=lambda row: row.site_id)
