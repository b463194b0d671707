"""What happens to pages, for webhooks."""

from dataclasses import dataclass
from typing import Any, ClassVar

from mockflow.core.wire import iso

from .events import Event
from .pages import PageView, WebPage


@dataclass(frozen=True, slots=True, eq=False)
class PageEvent(Event):
    """Something happened to a page.

    Attributes:
        view: the page in the locale that it happened in.
        at: when.
    """

    time_key: ClassVar[str]
    page: WebPage
    view: PageView
    at: int

    def payload(self) -> dict[str, Any]:
        return {
            "siteId": self.site_id,
            "pageId": self.page.id,
            "pageTitle": self.view.settings.title,
            "pageName": self.view.settings.title,
            "archived": self.page.archived,
            "draft": self.page.draft,
            "isBranch": False,
            self.time_key: iso(self.at),
            "publishedPath": self.view.path,
        }


class PageCreated(PageEvent):
    """A page came to be."""

    trigger_type = "page_created"
    time_key = "createdOn"


class PageMetadataUpdated(PageEvent):
    """A page's settings were changed."""

    trigger_type = "page_metadata_updated"
    time_key = "lastUpdated"


class PageDeleted(PageEvent):
    """A page was removed; the payload is what it was."""

    trigger_type = "page_deleted"
    time_key = "deletedOn"
