"""Every table of a world."""

from typing import Any

from mockflow.core.store import Table
from mockflow.domain.assets import ASSETS, FOLDERS
from mockflow.domain.collections import COLLECTIONS
from mockflow.domain.comments import COMMENTS, THREADS
from mockflow.domain.components import COMPONENTS, LIVE_COMPONENTS
from mockflow.domain.forms import FORMS, SUBMISSIONS
from mockflow.domain.items import ITEMS, LIVE_ITEMS
from mockflow.domain.orders import ORDERS
from mockflow.domain.pages import LIVE_PAGES, PAGES
from mockflow.domain.sites import SITES
from mockflow.domain.stock import STOCK
from mockflow.domain.stored_files import FILES
from mockflow.domain.traffic import TRAFFIC, VISITS
from mockflow.domain.upload_targets import TARGETS
from mockflow.domain.webhooks import WEBHOOKS

TABLES: tuple[Table[Any], ...] = (
    SITES,
    PAGES,
    LIVE_PAGES,
    COMPONENTS,
    LIVE_COMPONENTS,
    COLLECTIONS,
    ITEMS,
    LIVE_ITEMS,
    STOCK,
    ORDERS,
    FORMS,
    SUBMISSIONS,
    FOLDERS,
    ASSETS,
    TARGETS,
    FILES,
    THREADS,
    COMMENTS,
    WEBHOOKS,
    TRAFFIC,
    VISITS,
)
