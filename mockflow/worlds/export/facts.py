"""What holds of single values in a world's records, beyond their types."""

import re
from collections.abc import Callable, Collection, Mapping
from typing import Any

from mockflow.core.call import Actor
from mockflow.core.loading import load
from mockflow.core.schema import ShapeError
from mockflow.core.typed_codec import LARGEST, WHOLE, Fact
from mockflow.core.wire import millis
from mockflow.domain import pages
from mockflow.domain.activity import EVENTS, OPERATIONS, Activity
from mockflow.domain.assets import Asset, AssetFolder, Variant
from mockflow.domain.audit_logs import EVENT_KINDS, AuditLog, misfit_of
from mockflow.domain.audit_shapes import AuditPayload
from mockflow.domain.code_attributes import Scalar, check_attributes, is_value, kept
from mockflow.domain.collections import REFERENCES, Field
from mockflow.domain.collections import Collection as CmsCollection
from mockflow.domain.comments import Comment, Spot, Thread
from mockflow.domain.components import Component
from mockflow.domain.currencies import CURRENCIES
from mockflow.domain.custom_code import APP_KEY, LOCATIONS, Applied, CustomCode
from mockflow.domain.field_values import TYPES
from mockflow.domain.file_kinds import content_type_of, md5_of, problem_of_name
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
from mockflow.domain.pages import PageVariant, Settings, WebPage
from mockflow.domain.purchases import Line
from mockflow.domain.redirects import Redirect
from mockflow.domain.robots import RobotsTxt
from mockflow.domain.scripts import HASH, LOCATION, NAME, SCRIPT_ID, SOURCE, VERSION, Hosted, Script, TextForm
from mockflow.domain.sites import DATA_COLLECTION, Domain, Locale, Site, Store
from mockflow.domain.stock import Stock
from mockflow.domain.store_fields import CHOICES, STORE_KINDS
from mockflow.domain.stored_files import StoredFile
from mockflow.domain.traffic import (
    MOST_ENTRIES,
    MOST_SECONDS,
    MOST_SESSIONS,
    MOST_VIEWS,
    MOST_WEIGHT,
    PERCENT,
    SHARED,
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
from mockflow.domain.webhook_urls import read_target
from mockflow.domain.webhooks import APP, DASHBOARD, Webhook
from mockflow.domain.webhooks import SITE_TOKEN as BY_SITE_TOKEN
from mockflow.domain.well_known import CONTENT_TYPES, WellKnownFile
from mockflow.domain.well_known import MOST_BYTES as MOST_WELL_KNOWN
from mockflow.domain.workspaces import Workspace, is_workspace_slug
from mockflow.worlds.meters import PLANS
from mockflow.worlds.tokens import KINDS

_HEX = re.compile(r"[0-9a-f]+")
_ID = re.compile(r"[0-9a-f]{24}")
_COMPONENT_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{24}")
_FIELD_ID = re.compile(r"[0-9a-f]{24}(?:[0-9a-f]{8})?")
_SALT = re.compile(r"[0-9a-f]{10}")
_MD5 = re.compile(r"[0-9a-f]{32}")
_FIRST, _LAST = millis("0001-01-01T00:00:00Z"), millis("9999-12-31T23:59:59.999Z")
_WITHIN = 3_600_000
_LIMITS = ("minLength", "maxLength", "minValue", "maxValue")


def _like(pattern: re.Pattern[str]) -> Callable[[Any], object]:
    return pattern.fullmatch


def maybe(fact: Fact) -> Fact:
    """The same, of what may also be null."""
    return Fact(f"{fact.expected} or null", lambda value: value is None or fact.holds(value))


def one_of(words: Collection[str]) -> Fact:
    """That a text is one of these."""
    return Fact(f"one of {', '.join(map(repr, words))}", words.__contains__)


def _of_form(form: TextForm) -> Fact:
    return Fact(form.words, form.fits)


TIME = Fact("a time in milliseconds since 1970", lambda at: _FIRST <= at <= _LAST - _WITHIN)
"""Such that what falls due a little later can be told too."""

ID = Fact("24 hex digits in lower case", _like(_ID))
SALT = Fact("10 hex digits in lower case", _like(_SALT))
COUNT = Fact("a whole number from 0 on", lambda number: number >= 0)
_POSITIVE = Fact("a whole number from 1 on", lambda number: number > 0)
_STORED = {"id": ID, "site_id": ID}
_DATED = {**_STORED, "created": TIME, "updated": TIME}


def _have_ids_of_their_own(locales: tuple[Locale, ...]) -> bool:
    """Whether there is one, and no two share an id: of the site's ids no two, and of the CMS's no two."""
    kinds = [locale.id for locale in locales], [locale.cms_locale_id for locale in locales]
    return bool(locales) and all(len(set(ids)) == len(ids) for ids in kinds)


def _is_localized_or_has_one(site: Site) -> bool:
    return site.localized or len(site.locales) == 1


def _has_rules(field: Field) -> bool:
    """Whether the rules of a field are those that its type needs, so that values can be held against them."""
    rules = field.validations or {}
    if any(isinstance(rules.get(name), bool | str | list | dict) for name in _LIMITS):
        return False
    if field.type == "Option":
        return _are_options(rules.get("options"))
    if field.type in REFERENCES:
        return isinstance(rules.get("collectionId"), str)
    return field.type != "TextOption" or field.slug in CHOICES


def _are_options(options: Any) -> bool:
    return isinstance(options, list) and all(
        isinstance(each, dict) and isinstance(each.get("id"), str) and isinstance(each.get("name"), str)
        for each in options
    )


def _ends_with_name_and_slug(collection: CmsCollection) -> bool:
    slugs = [field.slug for field in collection.fields]
    built_in = [(field.slug, field.type) for field in collection.fields[-2:]]
    return len(set(slugs)) == len(slugs) and built_in == [("name", "PlainText"), ("slug", "PlainText")]


def _are_settings(own: Mapping[str, Any]) -> bool:
    return own.keys() <= set(Settings._fields) and all(_is_setting(name, value) for name, value in own.items())


def _is_setting(name: str, value: Any) -> bool:
    if name.endswith("_copied"):
        return isinstance(value, bool)
    return isinstance(value, str) if name == "title" else isinstance(value, str | None)


def _begins_with_all_settings(variants: tuple[PageVariant, ...]) -> bool:
    return bool(variants) and {"title", "slug"} <= variants[0].own.keys()


def _has_type_of_name(asset: Asset) -> bool:
    return problem_of_name(asset.file_name) is None and asset.content_type == content_type_of(asset.file_name)


def _are_attributes(attributes: Mapping[str, Scalar]) -> bool:
    """Whether a call could have said them, and they are kept as they would have been."""
    try:
        check_attributes(attributes)
    except ShapeError:
        return False
    return kept(attributes) == attributes and all(map(is_value, attributes.values()))


def _leads_somewhere(url: str) -> bool:
    try:
        read_target(url)
    except ValueError:
        return False
    return True


def _names_each_crawler_once(robots: RobotsTxt) -> bool:
    agents = [rule.user_agent for rule in robots.rules]
    return len(set(agents)) == len(agents) and bool(agents or robots.sitemap)


def _names_each_tag_once(tags: GoogleTags) -> bool:
    ids = {tag.tag_id.lower() for tag in tags.tags}
    return 0 < len(tags.tags) == len(ids) <= MOST_TAGS


def _is_small_text(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return len(content) <= MOST_WELL_KNOWN


def _has_an_app(webhook: Webhook) -> bool:
    return (webhook.client_id is not None) == (webhook.made_with == APP)


def _holds_its_scopes(actor: Actor) -> bool:
    return actor.scopes <= set(KINDS[actor.kind])


def _tells_its_event(log: AuditLog) -> bool:
    try:
        load(AuditPayload, log.payload)
    except ShapeError:
        return False
    return misfit_of(log.event_type, log.event_subtype, log.payload) is None


def _are_shares(shares: Mapping[str, Mapping[str, int]]) -> bool:
    return shares.keys() <= set(SHARED) and all(
        0 < len(values) <= MOST_ENTRIES and all(0 < weight <= MOST_WEIGHT for weight in values.values())
        for values in shares.values()
    )


def _upto(most: int, least: int = 0) -> Fact:
    return Fact(f"a whole number from {least} to {most}", lambda number: least <= number <= most)


def _at_most(most: int, least: int = 0) -> Fact:
    return Fact(f"a list of {least} to {most}", lambda values: least <= len(values) <= most)


SCOPES_OF_KIND = Fact("scopes that a token of its kind can hold", _holds_its_scopes)
_VARIANTS = Fact("the primary locale first, with its title and slug", _begins_with_all_settings)
_ANY_SIZE = Fact("a scalar", lambda value: isinstance(value, str | int | float | bool))

FACTS: Mapping[type, Mapping[str, Fact]] = {
    AuditLog: {
        "at": TIME,
        "event_type": one_of(EVENT_KINDS),
        WHOLE: Fact("what an event of its type tells", _tells_its_event),
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
        "rate_limit": maybe(_POSITIVE),
        "workspace_id": ID,
        "parent_folder_id": maybe(ID),
        "data_collection_type": one_of(DATA_COLLECTION),
        "locales": Fact("one or more locales, with ids of their own", _have_ids_of_their_own),
        WHOLE: Fact("one locale where the site is not localized", _is_localized_or_has_one),
    },
    Field: {
        "id": Fact("32 hex digits, or 24", _like(_FIELD_ID)),
        "type": one_of(tuple(TYPES)),
        WHOLE: Fact("the validations that a field of its type has", _has_rules),
    },
    CmsCollection: {
        **_DATED,
        "store_kind": one_of(("", *STORE_KINDS)),
        WHOLE: Fact("fields with slugs of their own, name and slug the last of them", _ends_with_name_and_slug),
    },
    Stock: {"sku_id": ID, "site_id": ID, "quantity": Fact("0 or more", lambda number: 0 <= number < LARGEST)},
    PageVariant: {"own": Fact("settings of a page", _are_settings)},
    WebPage: {**_DATED, "kind": one_of(pages.KINDS), "variants": _VARIANTS},
    Property: {"type": one_of(PROPERTY_TYPES)},
    Component: {"id": Fact("a UUID in lower case", _like(_COMPONENT_ID)), "site_id": ID},
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
    Form: _DATED,
    AssetFolder: _DATED,
    Variant: {"width": _POSITIVE, "height": _POSITIVE},
    Asset: {
        **_DATED,
        "size": maybe(COUNT),
        WHOLE: Fact("the name of a file, with the contentType of its ending", _has_type_of_name),
    },
    Axis: {
        "tag": Fact("4 printable ASCII characters", _like(re.compile(TAG))),
        WHOLE: Fact("min, default and max in this order", lambda axis: problem_of_axis(axis) is None),
    },
    FontFile: {
        "name": Fact("the name of a font's file", lambda name: problem_of_font_name(name, legacy=True) is None),
        "axes": Fact(f"up to {MOST_AXES} axes", lambda axes: len(axes) <= MOST_AXES),
    },
    Font: {
        **_STORED,
        "created": TIME,
        "family": Fact("text without commas", lambda family: family.strip() and "," not in family),
        "weight": Fact(f"a whole number from {LIGHTEST} to {HEAVIEST}", lambda weight: LIGHTEST <= weight <= HEAVIEST),
        "display": one_of(DISPLAYS),
        "size": maybe(COUNT),
    },
    StoredFile: {
        **_STORED,
        "uploaded": TIME,
        WHOLE: Fact("the md5 of the content", lambda file: file.md5 == md5_of(file.content)),
    },
    Target: {
        "kind": one_of(TARGET_KINDS),
        "site_id": ID,
        "owner_id": ID,
        "file_hash": Fact("32 hex digits in lower case", _like(_MD5)),
        "made": TIME,
    },
    Visited: {"weight": _upto(MOST_WEIGHT, 1)},
    EventKind: {"rate": _upto(PERCENT)},
    Traffic: {
        "site_id": ID,
        "since": TIME,
        "sessions": _upto(MOST_SESSIONS),
        "visited": _at_most(MOST_ENTRIES),
        "shares": Fact("shares of the values of traits", _are_shares),
        "events": _at_most(MOST_ENTRIES),
    },
    Seen: {"seconds": _upto(MOST_SECONDS)},
    SiteVisit: {
        **_STORED,
        "at": TIME,
        "traits": Fact("traits of a visitor", lambda traits: traits.keys() <= set(TRAITS)),
        "views": _at_most(MOST_VIEWS, 1),
    },
    User: {"id": Fact("hex digits", _like(_HEX))},
    Spot: {"site_id": ID},
    Thread: {"id": ID, "created": TIME, "updated": TIME},
    Comment: {"id": ID, "thread_id": ID, "created": TIME},
    Hosted: {"location": _of_form(LOCATION), "integrity": _of_form(HASH)},
    Script: {
        "id": _of_form(SCRIPT_ID),
        "site_id": ID,
        "version": _of_form(VERSION),
        "display_name": _of_form(NAME),
        "source": maybe(_of_form(SOURCE)),
        "created": TIME,
        WHOLE: Fact("either a source or a host", lambda script: (script.source is None) != (script.hosted is None)),
    },
    Applied: {"location": one_of(LOCATIONS), "attributes": Fact("attributes of an element", _are_attributes)},
    CustomCode: {"site_id": ID, "page_id": maybe(ID), "app": _of_form(APP_KEY), "created": TIME, "updated": TIME},
    Webhook: {
        **_STORED,
        "created": TIME,
        "trigger_type": one_of(TRIGGERS),
        "made_with": one_of((APP, BY_SITE_TOKEN, DASHBOARD)),
        "url": Fact("a URL that a webhook can have", _leads_somewhere),
        WHOLE: Fact("the clientId of an app where one made it, and none elsewhere", _has_an_app),
    },
    Redirect: _STORED,
    RobotsTxt: {"site_id": ID, WHOLE: Fact("a rule for each of some crawlers, or a sitemap", _names_each_crawler_once)},
    WellKnownFile: {
        "site_id": ID,
        "content_type": one_of(CONTENT_TYPES),
        "content": Fact(f"up to {MOST_WELL_KNOWN} bytes of UTF-8", _is_small_text),
    },
    GoogleTags: {"site_id": ID, WHOLE: Fact(f"1 to {MOST_TAGS} tags with ids of their own", _names_each_tag_once)},
    Activity: {**_DATED, "event": one_of(EVENTS), "operation": one_of(OPERATIONS)},
}
