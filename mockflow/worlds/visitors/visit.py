"""One visit, and how it finds what it is about."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from mockflow.core.store import Transaction
from mockflow.domain.sites import SITES, Site

_SHOWN = 60


class UnknownIdError(ValueError):
    """No record has the id that was given."""


class Visit(NamedTuple):
    """What is asked of a simulation.

    Attributes:
        given: the JSON object of the call, whose keys and types the control plane has checked, without nulls.
        quirks: the world's switches.
    """

    tx: Transaction
    given: Mapping[str, Any]
    quirks: Mapping[str, str]

    def site(self) -> Site:
        """The site that ``siteId`` names, or the first."""
        site_id = self.given.get("siteId")
        sites = self.tx.all(SITES)
        found = [site for site in sites if site_id is None or site_id.lower() == site.id]
        if not found:
            known = ", ".join(site.id for site in sites) or "none, since the world has no site"
            raise UnknownIdError(f"siteId: expected one of {known}, found {shown(site_id)}")
        return found[0]


def shown(value: Any) -> str:
    """What was found, on one short line."""
    return repr(value)[:_SHOWN]
