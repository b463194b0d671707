"""The control plane's look at well-known files, which no operation of the API reads."""

from typing import Any

from mockflow.core.store import Reader
from mockflow.domain.sites import SITES
from mockflow.domain.well_known import WELL_KNOWN, WellKnownFile
from mockflow.errors import ControlError
from mockflow.worlds.queries import check_names

from .row import Ask, Control

FILTERS = {"siteId": "only those of this site"}


def get_well_known(ask: Ask) -> dict[str, Any]:
    check_names(ask.query, FILTERS)
    reader = Reader(ask.world.state)
    wanted = ask.query.get("siteId")
    sites = [site.id for site in reader.all(SITES) if wanted is None or wanted.lower() == site.id]
    if wanted is not None and not sites:
        raise ControlError(404, "resource_not_found", f"No site has the id {wanted[:60]}")
    return {"well-known": [_told(file) for site_id in sites for file in reader.all(WELL_KNOWN, site_id)]}


def _told(file: WellKnownFile) -> dict[str, Any]:
    return {
        "siteId": file.site_id,
        "fileName": file.name,
        "contentType": file.content_type,
        "fileData": file.content.decode(),
    }


CONTROLS = (
    Control("GET", "/well-known", get_well_known, "The well-known files of sites, with what is in them", query=FILTERS),
)
