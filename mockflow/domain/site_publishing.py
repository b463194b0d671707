"""Publishing a site, or one page of it."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import Any, NamedTuple

from mockflow.core.done import Done
from mockflow.core.store import Transaction

from .components import publish_components
from .custom_code import publish_codes, publish_codes_of_page
from .events import SitePublished
from .page_publishing import publish_page, publish_pages
from .publishing import publish_site_items
from .sites import SITES, Site, with_published


class PublishOrder(NamedTuple):
    """What to publish, and where to.

    Attributes:
        domain_ids: ids of domains that the site has.
        page_id: the one page to publish; None for the whole site.
        by: who publishes.
    """

    domain_ids: AbstractSet[str]
    to_subdomain: bool
    page_id: str | None
    by: str


def publish(tx: Transaction, site: Site, order: PublishOrder, quirks: Mapping[str, Any]) -> dict[str, Any]:
    """Publish, stamp the site and the domains, and tell of it; answers what was published.

    One page is published in all its locales and without anything else. A page of another site is not found.
    """
    site = tx.put(SITES, with_published(site, set(order.domain_ids), tx.now))
    page_id = None if order.page_id is None else order.page_id.lower()
    if page_id is None:
        publish_site_items(tx, site, quirks)
        publish_components(tx, site)
        publish_pages(tx, site, quirks)
        publish_codes(tx, site)
    else:
        publish_page(tx, site, page_id, quirks)
        publish_codes_of_page(tx, site, page_id)
        tx.done = Done("published", "page", key=page_id)
    scope = "site" if page_id is None else "page"
    domains = [domain for domain in site.domains if domain.id in order.domain_ids]
    hosts = [domain.url for domain in domains] + [site.subdomain] * order.to_subdomain
    tx.emit(SitePublished(site.id, tx.now, tuple(hosts), scope, page_id, by=order.by))
    return {
        "customDomains": [domain.to_wire() for domain in domains],
        "publishToWebflowSubdomain": order.to_subdomain,
        "publishScope": scope,
    }
