"""Publishing a site, or one page of it."""

from typing import Any

from mockflow.core.call import Call
from mockflow.core.done import Done
from mockflow.core.loading import load
from mockflow.core.refusal import Refusal
from mockflow.core.route import command
from mockflow.core.schema import Flag, Items, Shape, Text, one_of
from mockflow.core.store import Transaction
from mockflow.domain.site_publishing import PublishOrder, publish
from mockflow.domain.site_shapes import DomainsSchema
from mockflow.domain.sites import SITES, Domain, Site

AREA = "publishing"


class PublishBody(Shape):
    custom_domains = Items(
        Text(), data_key="customDomains", load_default=list, metadata={"description": "Ids of domains to publish to."}
    )
    publish_to_webflow_subdomain = Flag(
        data_key="publishToWebflowSubdomain",
        load_default=False,
        metadata={"description": "Whether to publish to the webflow.io subdomain."},
    )
    page_id = Text(data_key="pageId", metadata={"description": "Publish this page alone."})


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


def publish_site(tx: Transaction, call: Call) -> dict[str, Any]:
    """Publish the site, or one page of it, to the domains that the call names."""
    site = tx.get(SITES, call.path["site_id"])
    body = call.body or load(PublishBody, {})
    chosen = _chosen_domains(site, body)
    order = PublishOrder(chosen, body["publish_to_webflow_subdomain"], body.get("page_id"), call.actor.name)
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
    command(
        "site-publish",
        "POST /sites/{site_id}/publish",
        publish_site,
        summary="Publish a site, or one page of it",
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
