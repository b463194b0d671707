"""How many records a document may have: no more than calls could make."""

from collections import Counter

from mockflow.core.misfit import Misfit
from mockflow.domain.activity import MOST_ROWS
from mockflow.domain.fonts import MOST_FONTS
from mockflow.domain.redirects import MOST_REDIRECTS
from mockflow.domain.robots import MOST_BYTES
from mockflow.domain.sites import MOST_SITES
from mockflow.domain.well_known import MOST_FILES

from .file_relations import Rows

_OF_A_SITE = {
    "redirects": MOST_REDIRECTS,
    "activityLogs": MOST_ROWS,
    "customFonts": MOST_FONTS,
    "wellKnown": MOST_FILES,
}


def check_bounds(rows: Rows) -> None:
    """Raise Misfit for the first table that holds too much."""
    if len(rows["sites"]) > MOST_SITES:
        raise Misfit(f"up to {MOST_SITES} sites", len(rows["sites"]), "sites")
    for key, most in _OF_A_SITE.items():
        count = max(Counter(record.site_id for record in rows[key]).values(), default=0)
        if count > most:
            raise Misfit(f"up to {most} of one site", count, key)
    for at, robots in enumerate(rows["robotsTxt"]):
        if len(robots.body) > MOST_BYTES:
            raise Misfit(f"up to {MOST_BYTES} bytes", len(robots.body), "robotsTxt", at)
