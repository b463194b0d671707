"""Sites: reading them and their domains."""

from typing import Any

from mockflow.core.call import Call
from mockflow.core.paging import Page
from mockflow.core.route import query
from mockflow.core.schema import Flag, Items, Moment, Nested, Shape, Text, one_of
from mockflow.core.store import Reader
from mockflow.domain.site_shapes import DomainSchema, DomainsSchema
from mockflow.domain.sites import SITES, Site

AREA = "sites"


class LocaleSchema(Shape):
    id = Text(required=True, metadata={"description": "The id that page calls take."})
    cms_locale_id = Text(
        data_key="cmsLocaleId", required=True, metadata={"description": "The id that item calls take."}
    )
    enabled = Flag(required=True, metadata={"description": "Whether it is published."})
    display_name = Text(data_key="displayName", required=True, metadata={"description": "Its name."})
    display_image_id = Text(
        data_key="displayImageId", required=True, allow_none=True, metadata={"description": "Its flag or picture."}
    )
    redirect = Flag(required=True, metadata={"description": "Whether visitors are sent to it by their language."})
    subdirectory = Text(required=True, metadata={"description": "Its part of a URL, empty for the primary one."})
    tag = Text(required=True, metadata={"description": "Its BCP 47 tag."})


class LocalesSchema(Shape):
    primary = Nested(LocaleSchema, required=True)
    secondary = Items(Nested(LocaleSchema), required=True, metadata={"description": "The other languages."})


class SiteSchema(Shape):
    id = Text(required=True, metadata={"description": "The site's id."})
    workspace_id = Text(data_key="workspaceId", required=True, metadata={"description": "The workspace it is in."})
    created_on = Moment(data_key="createdOn", required=True, metadata={"description": "The creation."})
    display_name = Text(data_key="displayName", required=True, metadata={"description": "Its name."})
    short_name = Text(data_key="shortName", required=True, metadata={"description": "Its part of the subdomain."})
    last_published = Moment(
        data_key="lastPublished",
        required=True,
        allow_none=True,
        metadata={"description": "Null before a first publish."},
    )
    last_updated = Moment(data_key="lastUpdated", required=True, metadata={"description": "The last change of it."})
    preview_url = Text(data_key="previewUrl", required=True, metadata={"description": "A picture of its front page."})
    time_zone = Text(data_key="timeZone", required=True, metadata={"description": "Its IANA time zone."})
    parent_folder_id = Text(
        data_key="parentFolderId", required=True, allow_none=True, metadata={"description": "The folder it is in."}
    )
    custom_domains = Items(
        Nested(DomainSchema), data_key="customDomains", required=True, metadata={"description": "Its own domains."}
    )
    locales = Nested(LocalesSchema, required=True, allow_none=True)
    data_collection_enabled = Flag(
        data_key="dataCollectionEnabled", required=True, metadata={"description": "Whether visits are counted."}
    )
    data_collection_type = Text(
        data_key="dataCollectionType",
        required=True,
        validate=one_of("always", "optOut", "disabled"),
        metadata={"description": "Whose visits are counted."},
    )


class SitesSchema(Shape):
    sites = Items(Nested(SiteSchema), required=True, metadata={"description": "Every site that the token reaches."})


def list_sites(reader: Reader, call: Call) -> Page[Site]:
    """Every site that the token reaches, in one page."""
    return Page("sites", [site for site in reader.all(SITES) if call.actor.reaches(site.id)])


def get_site(reader: Reader, call: Call) -> Site:
    return reader.get(SITES, call.path["site_id"])


def list_custom_domains(reader: Reader, call: Call) -> dict[str, Any]:
    site = reader.get(SITES, call.path["site_id"])
    return {"customDomains": [domain.to_wire() for domain in site.domains]}


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
)
