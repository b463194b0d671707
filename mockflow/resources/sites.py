"""Sites: reading them, their domains and plan; changing and deleting them; publishing."""

from dataclasses import replace
from typing import Any

from mockflow.core.call import Call
from mockflow.core.done import Done
from mockflow.core.loading import load
from mockflow.core.paging import Page
from mockflow.core.refusal import Refusal
from mockflow.core.route import command, query
from mockflow.core.schema import Flag, Items, Shape, Text, one_of
from mockflow.core.store import Reader, Transaction
from mockflow.domain.hosting_plans import PRICING, hosting_of
from mockflow.domain.site_publishing import PublishOrder, publish
from mockflow.domain.site_removal import remove_site
from mockflow.domain.site_shapes import DomainsSchema, PlanSchema, SiteChanges, SiteSchema, SitesSchema
from mockflow.domain.sites import SITES, Domain, Site

AREA = "sites"


class PublishBody(Shape):
    custom_domains = Items(
        Text(), data_key="customDomains", load_default=list, metadata={"description": "Ids of domains to publish to."}
    )
    publish_to_webflow_subdomain = Flag(
        data_key="publishToWebflowSubdomain",
        load_default=False,
        metadata={"description": "Whether to publish to the webflow.io subdomain."},
    )
    page_id = Text(data_key="pageId", load_default=None, metadata={"description": "Publish this page alone."})


class PublishedSchema(DomainsSchema):
    publish_to_webflow_subdomain = Flag(
        data_key="publishToWebflowSubdomain", required=True, metadata={"description": "As it was asked for."}
    )
    publish_scope = Text(
        data_key="publishScope",
        required=True,
        validate=one_of("site", "page"),
        metadata={"description": "What was published."},
    )


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
    remove_site(tx, tx.get(SITES, call.path["site_id"]))


def publish_site(tx: Transaction, call: Call) -> dict[str, Any]:
    """Publish the site, or one page of it, to the domains that the call names."""
    site = tx.get(SITES, call.path["site_id"])
    body = call.body or load(PublishBody, {})
    chosen = _chosen_domains(site, body)
    order = PublishOrder(chosen, body["publish_to_webflow_subdomain"], body["page_id"], call.actor.name)
    return publish(tx, site, order, call.quirks)


def _chosen_domains(site: Site, body: dict[str, Any]) -> set[str]:
    chosen = {each.lower() for each in body["custom_domains"]}
    if not chosen and not body["publish_to_webflow_subdomain"]:
        raise Refusal("no_domains")
    known: dict[str, Domain] = {domain.id: domain for domain in site.domains}
    if not chosen <= known.keys():
        raise Refusal("invalid_domain")
    return chosen


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
    command(
        "site-publish",
        "POST /sites/{site_id}/publish",
        publish_site,
        summary="Publish a site, or one page of it",
        area="publishing",
        scope="sites:write",
        done=Done("published", "site"),
        success=202,
        body=PublishBody,
        returns=PublishedSchema,
        events=("site_publish", "collection_item_published", "page_metadata_updated"),
        limited=True,
        refusals=("no_domains", "invalid_domain", "conflict"),
    ),
)
