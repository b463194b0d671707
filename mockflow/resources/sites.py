"""Sites: reading them, their domains and plan; changing and deleting them."""

from dataclasses import replace
from typing import Any

from mockflow.core.call import Call
from mockflow.core.done import Done
from mockflow.core.paging import Page
from mockflow.core.route import command, query
from mockflow.core.store import Reader, Transaction
from mockflow.domain.hosting_plans import PRICING, hosting_of
from mockflow.domain.site_shapes import DomainsSchema, PlanSchema, SiteChanges, SiteSchema, SitesSchema
from mockflow.domain.sites import SITES, Site

AREA = "sites"


def list_sites(reader: Reader, call: Call) -> Page[Site]:
    """Every site that the token reaches, in one page."""
    return Page("sites", [site for site in reader.all(SITES) if call.actor.reaches(site.id)])


def get_site(reader: Reader, call: Call) -> Site:
    return reader.get(SITES, call.path["site_id"])


def list_custom_domains(reader: Reader, call: Call) -> dict[str, Any]:
    site = reader.get(SITES, call.path["site_id"])
    return {"customDomains": [domain.to_wire() for domain in site.domains]}


def get_site_plan(reader: Reader, call: Call) -> dict[str, str]:
    """The hosting of the site. The published document has one name for the URL in its schema, another in an example."""
    plan = hosting_of(reader.get(SITES, call.path["site_id"]))
    return {"id": plan.id, "name": plan.name, "pricingInfo": PRICING, "pricingDetails": PRICING}


def update_site(tx: Transaction, call: Call) -> Site:
    """Rename the site, or put it into another folder. Its short name, which addresses have, stays."""
    site, body = tx.get(SITES, call.path["site_id"]), call.body
    folder = body.get("parent_folder_id", site.parent_folder_id)
    changes = {
        "display_name": body.get("name", site.display_name),
        "parent_folder_id": None if folder is None else folder.lower(),
    }
    if all(getattr(site, name) == value for name, value in changes.items()):
        return site
    return tx.put(SITES, replace(site, **changes, updated=tx.now))


def delete_site(tx: Transaction, call: Call) -> None:
    """The site, and all that is in it."""
    from mockflow.domain.site_removal import remove_site  # noqa: PLC0415 - it imports every area; a start lists sites

    remove_site(tx, tx.get(SITES, call.path["site_id"]))


ROUTES = (
    query(
        "list-sites",
        "GET /sites",
        list_sites,
        summary="List the sites that the token reaches",
        scope="sites:read",
        returns=SitesSchema,
    ),
    query(
        "get-site",
        "GET /sites/{site_id}",
        get_site,
        summary="Get a site",
        scope="sites:read",
        returns=SiteSchema,
    ),
    query(
        "get-custom-domains",
        "GET /sites/{site_id}/custom_domains",
        list_custom_domains,
        summary="List the custom domains of a site",
        scope="sites:read",
        returns=DomainsSchema,
    ),
    command(
        "update-site",
        "PATCH /sites/{site_id}",
        update_site,
        summary="Rename a site, or move it to another folder",
        scope="sites:write",
        done=Done("changed", "site"),
        body=SiteChanges,
        returns=SiteSchema,
        refusals=("not_enterprise_plan_site",),
        enterprise="site",
    ),
    command(
        "delete-site",
        "DELETE /sites/{site_id}",
        delete_site,
        summary="Delete a site with all that is in it",
        scope="sites:write",
        done=Done("deleted", "site", "removed"),
        success=204,
        refusals=("not_enterprise_plan_site",),
        enterprise="site",
    ),
    query(
        "get-site-plan",
        "GET /sites/{site_id}/plan",
        get_site_plan,
        summary="Get the hosting plan of a site",
        scope="sites:read",
        returns=PlanSchema,
        refusals=("not_enterprise_plan_site",),
        enterprise="site",
    ),
)
