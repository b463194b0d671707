"""What a seed may say. Keys are the Data API's own; every one but a few has a default."""

from mockflow.core.schema import Anything, Flag, Items, Length, Nested, StrictShape, Text, Unfit, Whole, one_of
from mockflow.domain.currencies import CURRENCIES
from mockflow.domain.fonts import MOST_FONTS
from mockflow.domain.sites import DATA_COLLECTION, MOST_SITES

from .meters import PLANS
from .seed_analyze import SeedAnalyze
from .seed_apps import SeedApp, SeedUser
from .seed_assets import SeededAsset, SeededFolder
from .seed_code import SeedScript, code_of
from .seed_collections import SeedCollection
from .seed_comments import SeedComment
from .seed_fonts import SeededFont
from .seed_forms import SeedForm
from .seed_inventory import inventory
from .seed_members import A_TIME, BASE_TIME, Id, Time, id_of, said
from .seed_orders import SeedOrder
from .seed_pages import LOCALIZATIONS, LOCALIZED, ComponentSeed, PageSeed
from .seed_site_config import SiteConfigSeed
from .seed_webhooks import SeedWebhook
from .seed_workspaces import SeededWorkspace
from .tokens import KINDS

_MOST_IDS = 2**53
_A_LOCALE = "64c7e2f0a1b2c3d4e5f60719"
_A_FOLDER = "64c7e2f0a1b2c3d4e5f6071b"


class _Locale(StrictShape):
    id = id_of("the tag")
    cms_locale_id = Id(data_key="cmsLocaleId", **said("24 hex digits; derived from the tag if absent.", _A_LOCALE))
    tag = Text(required=True, **said("A BCP 47 tag.", "fr"))
    display_name = Text(data_key="displayName", **said("Its name; the tag if absent.", "French"))
    subdirectory = Text(**said("Its part of a URL; the tag if absent, and empty for the primary locale.", "fr"))
    enabled = Flag(load_default=True, **said("Whether it is published.", example=False))


class _Locales(StrictShape):
    primary = Nested(_Locale, required=True, **said("The language that is meant where none is named."))
    secondary = Items(Nested(_Locale), load_default=list, **said("The other languages."))


def _currency(value: str) -> None:
    if value not in CURRENCIES:
        raise Unfit("type:currency")


class _Store(StrictShape):
    created = Time(data_key="createdOn", **said("ISO 8601; the site's createdOn if absent.", A_TIME))
    currency = Text(
        data_key="defaultCurrency", load_default="USD", validate=_currency, **said("An ISO 4217 code.", "EUR")
    )


class _Domain(StrictShape):
    id = id_of("the host name")
    url = Text(required=True, **said("A host name.", "www.example.com"))
    published = Time(
        data_key="lastPublished", load_default=None, allow_none=True, **said("ISO 8601, or null for never.", A_TIME)
    )


def _at_least_one(value: int) -> None:
    if value < 1:
        raise Unfit("type:count")


def _from_none_on(value: int) -> None:
    if not 0 <= value <= _MOST_IDS:
        raise Unfit("type:quantity")


class _Site(StrictShape):
    id = id_of("shortName")
    workspace_id = Id(
        data_key="workspaceId",
        **said("24 hex digits; those of the first workspace if absent.", "64c7e2f0a1b2c3d4e5f6071a"),
    )
    display_name = Text(data_key="displayName", required=True, **said("Its name.", "Corner Shop"))
    short_name = Text(
        data_key="shortName", **said("Its part of the subdomain; made from displayName if absent.", "corner-shop")
    )
    plan = Text(validate=one_of(*PLANS), **said("Instead of the seed's plan.", "business"))
    rate_limit = Whole(
        data_key="rateLimit", validate=_at_least_one, **said("Requests a minute on the enterprise plan.", 600)
    )
    parent_folder_id = Id(
        data_key="parentFolderId",
        load_default=None,
        allow_none=True,
        **said("The folder of its workspace that it is in: 24 hex digits, or null for none.", _A_FOLDER),
    )
    data_collection_enabled = Flag(
        data_key="dataCollectionEnabled", load_default=False, **said("Whether visits are counted.", example=True)
    )
    data_collection_type = Text(
        data_key="dataCollectionType",
        load_default="disabled",
        validate=one_of(*DATA_COLLECTION),
        **said("Whose visits are counted.", "optOut"),
    )
    time_zone = Text(data_key="timeZone", load_default="Etc/UTC", **said("An IANA time zone.", "Europe/Brussels"))
    created = Time(data_key="createdOn", load_default=BASE_TIME, **said("ISO 8601.", A_TIME))
    updated = Time(data_key="lastUpdated", **said("ISO 8601; createdOn if absent.", A_TIME))
    published = Time(
        data_key="lastPublished",
        allow_none=True,
        **said("ISO 8601, or null for never; lastUpdated if absent.", A_TIME),
    )
    domains = Items(Nested(_Domain), data_key="customDomains", load_default=list, **said("Its own domains."))
    locales = Nested(_Locales, load_default=None, allow_none=True, **said("Its languages; null for no localization."))
    store = Nested(
        _Store,
        load_default=None,
        allow_none=True,
        **said(
            "Its store: the collections product, sku and category are the store's own then.",
            {"defaultCurrency": "EUR"},
        ),
    )
    cms_locale_id = Id(
        data_key="cmsLocaleId",
        **said("Of a site without locales: 24 hex digits; derived from shortName if absent.", _A_LOCALE),
    )
    localization = Text(load_default="essential", validate=one_of(*LOCALIZATIONS), **said(LOCALIZED, "advanced"))
    pages = Items(Nested(PageSeed), load_default=list, **said("Its pages."))
    components = Items(Nested(ComponentSeed), load_default=list, **said("Its components."))
    collections = Items(Nested(SeedCollection), load_default=list, **said("Its CMS collections."))
    inventory = inventory()
    orders = Items(Nested(SeedOrder), load_default=list, **said("The orders of its store."))
    forms = Items(Nested(SeedForm), load_default=list, **said("Its forms, each with its submissions."))
    forms_require_republish = Flag(
        data_key="formsRequireRepublish",
        load_default=False,
        **said("Whether some calls on forms are refused until the site is published.", example=True),
    )
    assets = Items(Nested(SeededAsset), load_default=list, **said("Its assets."))
    asset_folders = Items(
        Nested(SeededFolder), data_key="assetFolders", load_default=list, **said("The folders of its assets.")
    )
    custom_fonts = Items(
        Nested(SeededFont),
        data_key="customFonts",
        load_default=list,
        validate=Length(most=MOST_FONTS),
        **said("Fonts of its own, with their files."),
    )
    webhooks = Items(Nested(SeedWebhook), load_default=list, **said("Its webhooks."))
    registered_scripts = Items(
        Nested(SeedScript),
        data_key="registeredScripts",
        load_default=list,
        **said("Its scripts, each version by itself."),
    )
    custom_code = code_of("every page of it")
    comments = Items(Nested(SeedComment), load_default=list, **said("Comments on its pages, with their replies."))
    redirects = SiteConfigSeed.redirects
    robots_txt = SiteConfigSeed.robots_txt
    well_known = SiteConfigSeed.well_known
    google_tags = SiteConfigSeed.google_tags
    activity_logs = SiteConfigSeed.activity_logs
    analyze = Nested(
        SeedAnalyze,
        load_default=None,
        allow_none=True,
        **said("Its visitors, for the reports of Analyze; null for no such add-on.", {"sessionsPerDay": 120}),
    )


class _Token(StrictShape):
    name = Text(required=True, **said("Its name, which is also its value unless one is given.", "reporting"))
    token = Text(**said("Its value.", "my-own-token"))
    kind = Text(load_default="site", validate=one_of(*KINDS), **said("The kind.", "oauth"))
    scopes = Items(Text(), **said("What it may do; all that its kind can hold if absent.", ["cms:read"]))
    site = Text(
        allow_none=True,
        **said(
            "The shortName of its site, or null for one that is gone; the first if absent, and all for an oauth token.",
            "corner-shop",
        ),
    )
    sites = Items(Text(), **said("Of an oauth token: the shortNames of its sites.", ["corner-shop"]))
    app = Text(**said("Of an oauth token: the clientId of its app; the ready-made one if absent.", "my-client-id"))
    created = Time(data_key="createdOn", load_default=BASE_TIME, **said("ISO 8601.", A_TIME))
    workspace = Text(
        allow_none=True,
        **said(
            "Of a workspace token: the slug of its workspace, or null for one that is gone; the first if absent.",
            "corner-studio",
        ),
    )


class SeedSchema(StrictShape):
    """A world as a document."""

    mockflow = Whole(required=True, validate=one_of(1), **said("The version of this format.", 1))
    extends = Text(**said("A seed to start from: a name, or a file beside this one. Lists merge by slug.", "demo"))
    plan = Text(load_default="starter", validate=one_of(*PLANS), **said("The plan of the sites.", "cms"))
    ready_made_tokens = Flag(
        data_key="readyMadeTokens",
        load_default=True,
        **said("Whether mockflow-site-token and the other ready-made ones work.", example=False),
    )
    tokens = Items(Nested(_Token), load_default=list, **said("Further tokens."))
    apps = Items(Nested(SeedApp), load_default=list, **said("Apps, besides the ready-made mockflow-client-id."))
    user = Nested(SeedUser, load_default=dict, **said("The person who authorizes apps.", {"firstName": "Robin"}))
    quirks = Anything(
        load_default=dict,
        metadata={"description": "Switches by name.", "type": "object", "example": {"publish_limit": "off"}},
    )
    ids_given = Whole(
        data_key="idsGiven",
        load_default=0,
        validate=_from_none_on,
        **said("How many ids its world has given to new records, which no other record is to have.", 12),
    )
    workspaces = Items(
        Nested(SeededWorkspace),
        load_default=list,
        **said("The workspaces that sites are in; one is made up if absent.", [{"displayName": "Corner Studio"}]),
    )
    sites = Items(Nested(_Site), load_default=list, validate=Length(most=MOST_SITES), **said("The sites."))
