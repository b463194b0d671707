"""Hosting plans as the API names them."""

from typing import NamedTuple

from .sites import Site

PRICING = "https://webflow.com/pricing"


class HostingPlan(NamedTuple):
    """What a site's hosting is called."""

    id: str
    name: str


HOSTING_PLANS = {
    "basic": HostingPlan("hosting-basic-v4", "Basic Hosting"),
    "cms": HostingPlan("hosting-cms-v4", "CMS Hosting"),
    "business": HostingPlan("hosting-business-v4", "Business Hosting"),
    "ecommerce": HostingPlan("hosting-ecommerce-advanced-v3", "ECommerce Advanced Hosting"),
}
"""The hosting of each plan of a seed that has a name of its own."""


def hosting_of(site: Site) -> HostingPlan:
    """The hosting of a site: that of its own plan if that has one, else what a large site with its features has."""
    return HOSTING_PLANS.get(site.plan or "") or HOSTING_PLANS["ecommerce" if site.store else "business"]
