"""Every table of a world."""

from typing import Any

from mockflow.core.store import Table
from mockflow.domain.activity import ACTIVITY
from mockflow.domain.assets import ASSETS, FOLDERS
from mockflow.domain.collections import COLLECTIONS
from mockflow.domain.comments import COMMENTS, THREADS
from mockflow.domain.components import COMPONENTS, LIVE_COMPONENTS
from mockflow.domain.custom_code import CODES, LIVE_CODES
from mockflow.domain.fonts import FONTS
from mockflow.domain.forms import FORMS, SUBMISSIONS
from mockflow.domain.google_tags import GOOGLE_TAGS
from mockflow.domain.items import ITEMS, LIVE_ITEMS
from mockflow.domain.orders import ORDERS
from mockflow.domain.pages import LIVE_PAGES, PAGES
from mockflow.domain.redirects import REDIRECTS
from mockflow.domain.robots import ROBOTS
from mockflow.domain.scripts import SCRIPTS
from mockflow.domain.sites import SITES
from mockflow.domain.stock import STOCK
from mockflow.domain.stored_files import FILES
from mockflow.domain.traffic import TRAFFIC, VISITS
from mockflow.domain.upload_targets import TARGETS
from mockflow.domain.webhooks import WEBHOOKS
from mockflow.domain.well_known import WELL_KNOWN
from mockflow.domain.workspaces import WORKSPACES

TABLES: tuple[Table[Any], ...] = (
    WORKSPACES,
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
    FONTS,
    TARGETS,
    FILES,
    THREADS,
    COMMENTS,
    WEBHOOKS,
    REDIRECTS,
    ROBOTS,
    WELL_KNOWN,
    GOOGLE_TAGS,
    ACTIVITY,
    SCRIPTS,
    CODES,
    LIVE_CODES,
    TRAFFIC,
    VISITS,
)
