"""What holds of single values in a world's records, beyond their types."""

import re
from collections.abc import Mapping

from mockflow.core.typed_codec import LARGEST, WHOLE, Fact
from mockflow.domain import pages
from mockflow.domain.activity import EVENTS, OPERATIONS, Activity
from mockflow.domain.assets import Asset, AssetFolder, Variant
from mockflow.domain.audit_logs import EVENT_KINDS, AuditLog
from mockflow.domain.collections import Collection as CmsCollection
from mockflow.domain.collections import Field
from mockflow.domain.comments import Comment, Spot, Thread
from mockflow.domain.components import Component
from mockflow.domain.currencies import CURRENCIES
from mockflow.domain.custom_code import APP_KEY, LOCATIONS, Applied, CustomCode
from mockflow.domain.field_values import TYPES
from mockflow.domain.file_kinds import md5_of
from mockflow.domain.fonts import (
    DISPLAYS,
    HEAVIEST,
    LIGHTEST,
    MOST_AXES,
    TAG,
    Axis,
    Font,
    FontFile,
    problem_of_axis,
    problem_of_font_name,
)
from mockflow.domain.form_values import ELEMENTS, FIELD_TYPES
from mockflow.domain.forms import Form, FormField
from mockflow.domain.google_tags import MOST_TAGS, GoogleTags
from mockflow.domain.nodes import PROPERTY_TYPES, Property
from mockflow.domain.order_payment import PROCESSORS, Payment
from mockflow.domain.orders import DISPUTE_STATUSES, REFUND_REASONS, STATUSES, Order
from mockflow.domain.pages import PageVariant, WebPage
from mockflow.domain.purchases import Line
from mockflow.domain.redirects import Redirect
from mockflow.domain.robots import RobotsTxt
from mockflow.domain.scripts import HASH, LOCATION, NAME, SCRIPT_ID, SOURCE, VERSION, Hosted, Script
from mockflow.domain.sites import DATA_COLLECTION, Domain, Locale, Site, Store
from mockflow.domain.stock import Stock
from mockflow.domain.store_fields import STORE_KINDS
from mockflow.domain.stored_files import StoredFile
from mockflow.domain.traffic import (
    MOST_ENTRIES,
    MOST_SECONDS,
    MOST_SESSIONS,
    MOST_VIEWS,
    MOST_WEIGHT,
    PERCENT,
    TRAITS,
    EventKind,
    Seen,
    SiteVisit,
    Traffic,
    Visited,
)
from mockflow.domain.triggers import TRIGGERS
from mockflow.domain.upload_targets import KINDS as TARGET_KINDS
from mockflow.domain.upload_targets import Target
from mockflow.domain.users import User
from mockflow.domain.webhooks import APP, DASHBOARD, Webhook
from mockflow.domain.webhooks import SITE_TOKEN as BY_SITE_TOKEN
from mockflow.domain.well_known import CONTENT_TYPES, WellKnownFile
from mockflow.domain.well_known import MOST_BYTES as MOST_WELL_KNOWN
from mockflow.domain.workspaces import Workspace, is_workspace_slug
from mockflow.worlds.meters import PLANS

from .predicates import (
    COMPONENT_ID,
    COUNT,
    DATED,
    FIELD_ID,
    HEX,
    ID,
    MD5,
    POSITIVE,
    STORED,
    TIME,
    are_attributes,
    are_settings,
    are_shares,
    at_most,
    begins_with_all_settings,
    ends_with_name_and_slug,
    has_an_app,
    has_rules,
    has_type_of_name,
    have_ids_of_their_own,
    is_localized_or_has_one,
    is_small_text,
    leads_somewhere,
    like,
    maybe,
    names_each_crawler_once,
    names_each_tag_once,
    of_form,
    one_of,
    tells_its_event,
    upto,
)

_VARIANTS = Fact("the primary locale first, with its title and slug", begins_with_all_settings)
_ANY_SIZE = Fact("a scalar", lambda value: isinstance(value, str | int | float | bool))

FACTS: Mapping[type, Mapping[str, Fact]] = {
    AuditLog: {
        "at": TIME,
        "event_type": one_of(EVENT_KINDS),
        WHOLE: Fact("what an event of its type tells", tells_its_event),
    },
    Workspace: {"id": ID, "slug": Fact("a slug, and no id", is_workspace_slug), "plan": maybe(one_of(PLANS))},
    Locale: {"id": ID, "cms_locale_id": ID},
    Domain: {"id": ID, "published": maybe(TIME)},
    Store: {"created": TIME, "currency": one_of(CURRENCIES)},
    Site: {
        "id": ID,
        "created": TIME,
        "updated": TIME,
        "published": maybe(TIME),
        "plan": maybe(one_of(PLANS)),
        "rate_limit": maybe(POSITIVE),
        "workspace_id": ID,
        "parent_folder_id": maybe(ID),
        "data_collection_type": one_of(DATA_COLLECTION),
        "locales": Fact("one or more locales, with ids of their own", have_ids_of_their_own),
        WHOLE: Fact("one locale where the site is not localized", is_localized_or_has_one),
    },
    Field: {
        "id": Fact("32 hex digits, or 24", like(FIELD_ID)),
        "type": one_of(tuple(TYPES)),
        WHOLE: Fact("the validations that a field of its type has", has_rules),
    },
    CmsCollection: {
        **DATED,
        "store_kind": one_of(("", *STORE_KINDS)),
        WHOLE: Fact("fields with slugs of their own, name and slug the last of them", ends_with_name_and_slug),
    },
    Stock: {"sku_id": ID, "site_id": ID, "quantity": Fact("0 or more", lambda number: 0 <= number < LARGEST)},
    PageVariant: {"own": Fact("settings of a page", are_settings)},
    WebPage: {**DATED, "kind": one_of(pages.KINDS), "variants": _VARIANTS},
    Property: {"type": one_of(PROPERTY_TYPES)},
    Component: {"id": Fact("a UUID in lower case", like(COMPONENT_ID)), "site_id": ID},
    Line: {"quantity": COUNT, "price": COUNT},
    Payment: {"processor": one_of(PROCESSORS)},
    Order: {
        "site_id": ID,
        "id": Fact("text", bool),
        "status": one_of(STATUSES),
        "accepted": TIME,
        "fulfilled": maybe(TIME),
        "refunded": maybe(TIME),
        "disputed": maybe(TIME),
        "dispute_updated": maybe(TIME),
        "dispute_last_status": maybe(one_of(DISPUTE_STATUSES)),
        "refund_reason": maybe(one_of(REFUND_REASONS)),
    },
    FormField: {"type": one_of(FIELD_TYPES), "element": one_of(ELEMENTS), "default": _ANY_SIZE},
    Form: DATED,
    AssetFolder: DATED,
    Variant: {"width": POSITIVE, "height": POSITIVE},
    Asset: {
        **DATED,
        "size": maybe(COUNT),
        WHOLE: Fact("the name of a file, with the contentType of its ending", has_type_of_name),
    },
    Axis: {
        "tag": Fact("4 printable ASCII characters", like(re.compile(TAG))),
        WHOLE: Fact("min, default and max in this order", lambda axis: problem_of_axis(axis) is None),
    },
    FontFile: {
        "name": Fact("the name of a font's file", lambda name: problem_of_font_name(name, legacy=True) is None),
        "axes": Fact(f"up to {MOST_AXES} axes", lambda axes: len(axes) <= MOST_AXES),
    },
    Font: {
        **STORED,
        "created": TIME,
        "family": Fact("text without commas", lambda family: family.strip() and "," not in family),
        "weight": Fact(f"a whole number from {LIGHTEST} to {HEAVIEST}", lambda weight: LIGHTEST <= weight <= HEAVIEST),
        "display": one_of(DISPLAYS),
        "size": maybe(COUNT),
    },
    StoredFile: {
        **STORED,
        "uploaded": TIME,
        WHOLE: Fact("the md5 of the content", lambda file: file.md5 == md5_of(file.content)),
    },
    Target: {
        "kind": one_of(TARGET_KINDS),
        "site_id": ID,
        "owner_id": ID,
        "file_hash": Fact("32 hex digits in lower case", like(MD5)),
        "made": TIME,
    },
    Visited: {"weight": upto(MOST_WEIGHT, 1)},
    EventKind: {"rate": upto(PERCENT)},
    Traffic: {
        "site_id": ID,
        "since": TIME,
        "sessions": upto(MOST_SESSIONS),
        "visited": at_most(MOST_ENTRIES),
        "shares": Fact("shares of the values of traits", are_shares),
        "events": at_most(MOST_ENTRIES),
    },
    Seen: {"seconds": upto(MOST_SECONDS)},
    SiteVisit: {
        **STORED,
        "at": TIME,
        "traits": Fact("traits of a visitor", lambda traits: traits.keys() <= set(TRAITS)),
        "views": at_most(MOST_VIEWS, 1),
    },
    User: {"id": Fact("hex digits", like(HEX))},
    Spot: {"site_id": ID},
    Thread: {"id": ID, "created": TIME, "updated": TIME},
    Comment: {"id": ID, "thread_id": ID, "created": TIME},
    Hosted: {"location": of_form(LOCATION), "integrity": of_form(HASH)},
    Script: {
        "id": of_form(SCRIPT_ID),
        "site_id": ID,
        "version": of_form(VERSION),
        "display_name": of_form(NAME),
        "source": maybe(of_form(SOURCE)),
        "created": TIME,
        WHOLE: Fact("either a source or a host", lambda script: (script.source is None) != (script.hosted is None)),
    },
    Applied: {"location": one_of(LOCATIONS), "attributes": Fact("attributes of an element", are_attributes)},
    CustomCode: {"site_id": ID, "page_id": maybe(ID), "app": of_form(APP_KEY), "created": TIME, "updated": TIME},
    Webhook: {
        **STORED,
        "created": TIME,
        "trigger_type": one_of(TRIGGERS),
        "made_with": one_of((APP, BY_SITE_TOKEN, DASHBOARD)),
        "url": Fact("a URL that a webhook can have", leads_somewhere),
        WHOLE: Fact("the clientId of an app where one made it, and none elsewhere", has_an_app),
    },
    Redirect: STORED,
    RobotsTxt: {"site_id": ID, WHOLE: Fact("a rule for each of some crawlers, or a sitemap", names_each_crawler_once)},
    WellKnownFile: {
        "site_id": ID,
        "content_type": one_of(CONTENT_TYPES),
        "content": Fact(f"up to {MOST_WELL_KNOWN} bytes of UTF-8", is_small_text),
    },
    GoogleTags: {"site_id": ID, WHOLE: Fact(f"1 to {MOST_TAGS} tags with ids of their own", names_each_tag_once)},
    Activity: {**DATED, "event": one_of(EVENTS), "operation": one_of(OPERATIONS)},
}
