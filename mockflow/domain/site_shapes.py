"""What sites look like to clients."""

from mockflow.core.schema import Flag, Items, Moment, Nested, Pattern, Shape, Text, one_of

from .hosting_plans import HOSTING_PLANS
from .sites import DATA_COLLECTION

_PLAN_IDS = tuple(plan.id for plan in HOSTING_PLANS.values())
_PLAN_NAMES = tuple(plan.name for plan in HOSTING_PLANS.values())


class DomainSchema(Shape):
    id = Text(required=True, metadata={"description": "The domain's id, which publishing takes."})
    url = Text(required=True, metadata={"description": "The host name."})
    last_published = Moment(
        data_key="lastPublished",
        required=True,
        allow_none=True,
        metadata={"description": "Null before a first publish."},
    )


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
        validate=one_of(*DATA_COLLECTION),
        metadata={"description": "Whose visits are counted."},
    )


class SitesSchema(Shape):
    sites = Items(Nested(SiteSchema), required=True, metadata={"description": "Every site that the token reaches."})


class DomainsSchema(Shape):
    custom_domains = Items(
        Nested(DomainSchema), data_key="customDomains", required=True, metadata={"description": "All of them."}
    )


class CreatedSiteSchema(SiteSchema):
    template_name = Text(
        data_key="templateName",
        required=True,
        allow_none=True,
        metadata={"description": "The template as it was asked for; a new site is the same with each."},
    )


class SiteChanges(Shape):
    name = Text(validate=Pattern(r"\S"), metadata={"description": "Its name."})
    parent_folder_id = Text(
        data_key="parentFolderId",
        allow_none=True,
        validate=Pattern("^[0-9a-fA-F]{24}$"),
        metadata={"description": "The folder to put it in, or null for none."},
    )


class NewSite(SiteChanges):
    name = Text(required=True, validate=Pattern(r"\S"), metadata={"description": "Its name."})
    template_name = Text(
        data_key="templateName",
        load_default=None,
        metadata={"description": "A template, which makes no difference to the double."},
    )


class PlanSchema(Shape):
    id = Text(required=True, validate=one_of(*_PLAN_IDS), metadata={"description": "The id of the hosting plan."})
    name = Text(required=True, validate=one_of(*_PLAN_NAMES), metadata={"description": "What the plan is called."})
    pricing_info = Text(data_key="pricingInfo", required=True, metadata={"description": "Where prices are told."})
    pricing_details = Text(data_key="pricingDetails", required=True, metadata={"description": "The same."})
