"""What single values of a document must be: the facts that ``facts`` gives to the attributes of records."""

import re
from collections.abc import Callable, Collection, Mapping
from typing import Any

from mockflow.core.loading import load
from mockflow.core.schema import ShapeError
from mockflow.core.typed_codec import Fact
from mockflow.core.wire import millis
from mockflow.domain.assets import Asset
from mockflow.domain.audit_logs import AuditLog, misfit_of
from mockflow.domain.audit_shapes import AuditPayload
from mockflow.domain.code_attributes import Scalar, check_attributes, is_value, kept
from mockflow.domain.collections import REFERENCES, Field
from mockflow.domain.collections import Collection as CmsCollection
from mockflow.domain.file_kinds import content_type_of, problem_of_name
from mockflow.domain.google_tags import MOST_TAGS, GoogleTags
from mockflow.domain.pages import PageVariant, Settings
from mockflow.domain.robots import RobotsTxt
from mockflow.domain.scripts import TextForm
from mockflow.domain.sites import Locale, Site
from mockflow.domain.store_fields import CHOICES
from mockflow.domain.traffic import (
    MOST_ENTRIES,
    MOST_WEIGHT,
    SHARED,
)
from mockflow.domain.webhook_urls import read_target
from mockflow.domain.webhooks import APP, Webhook
from mockflow.domain.well_known import MOST_BYTES as MOST_WELL_KNOWN

HEX = re.compile(r"[0-9a-f]+")
AN_ID = re.compile(r"[0-9a-f]{24}")
COMPONENT_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{24}")
FIELD_ID = re.compile(r"[0-9a-f]{24}(?:[0-9a-f]{8})?")
A_SALT = re.compile(r"[0-9a-f]{10}")
MD5 = re.compile(r"[0-9a-f]{32}")
FIRST, LAST = millis("0001-01-01T00:00:00Z"), millis("9999-12-31T23:59:59.999Z")
WITHIN = 3_600_000

LIMITS = ("minLength", "maxLength", "minValue", "maxValue")


def like(pattern: re.Pattern[str]) -> Callable[[Any], object]:
    return pattern.fullmatch


def maybe(fact: Fact) -> Fact:
    """The same, of what may also be null."""
    return Fact(f"{fact.expected} or null", lambda value: value is None or fact.holds(value))


def one_of(words: Collection[str]) -> Fact:
    """That a text is one of these."""
    return Fact(f"one of {', '.join(map(repr, words))}", words.__contains__)


def of_form(form: TextForm) -> Fact:
    return Fact(form.words, form.fits)


TIME = Fact("a time in milliseconds since 1970", lambda at: FIRST <= at <= LAST - WITHIN)
"""Such that what falls due a little later can be told too."""

ID = Fact("24 hex digits in lower case", like(AN_ID))
SALT = Fact("10 hex digits in lower case", like(A_SALT))
COUNT = Fact("a whole number from 0 on", lambda number: number >= 0)
POSITIVE = Fact("a whole number from 1 on", lambda number: number > 0)
STORED = {"id": ID, "site_id": ID}
DATED = {**STORED, "created": TIME, "updated": TIME}


def have_ids_of_their_own(locales: tuple[Locale, ...]) -> bool:
    """Whether there is one, and no two share an id: of the site's ids no two, and of the CMS's no two."""
    kinds = [locale.id for locale in locales], [locale.cms_locale_id for locale in locales]
    return bool(locales) and all(len(set(ids)) == len(ids) for ids in kinds)


def is_localized_or_has_one(site: Site) -> bool:
    return site.localized or len(site.locales) == 1


def has_rules(field: Field) -> bool:
    """Whether the rules of a field are those that its type needs, so that values can be held against them."""
    rules = field.validations or {}
    if any(isinstance(rules.get(name), bool | str | list | dict) for name in LIMITS):
        return False
    if field.type == "Option":
        return are_options(rules.get("options"))
    if field.type in REFERENCES:
        return isinstance(rules.get("collectionId"), str)
    return field.type != "TextOption" or field.slug in CHOICES


def are_options(options: Any) -> bool:
    return isinstance(options, list) and all(
        isinstance(each, dict) and isinstance(each.get("id"), str) and isinstance(each.get("name"), str)
        for each in options
    )


def ends_with_name_and_slug(collection: CmsCollection) -> bool:
    slugs = [field.slug for field in collection.fields]
    built_in = [(field.slug, field.type) for field in collection.fields[-2:]]
    return len(set(slugs)) == len(slugs) and built_in == [("name", "PlainText"), ("slug", "PlainText")]


def are_settings(own: Mapping[str, Any]) -> bool:
    return own.keys() <= set(Settings._fields) and all(is_setting(name, value) for name, value in own.items())


def is_setting(name: str, value: Any) -> bool:
    if name.endswith("_copied"):
        return isinstance(value, bool)
    return isinstance(value, str) if name == "title" else isinstance(value, str | None)


def begins_with_all_settings(variants: tuple[PageVariant, ...]) -> bool:
    return bool(variants) and {"title", "slug"} <= variants[0].own.keys()


def has_type_of_name(asset: Asset) -> bool:
    return problem_of_name(asset.file_name) is None and asset.content_type == content_type_of(asset.file_name)


def are_attributes(attributes: Mapping[str, Scalar]) -> bool:
    """Whether a call could have said them, and they are kept as they would have been."""
    try:
        check_attributes(attributes)
    except ShapeError:
        return False
    return kept(attributes) == attributes and all(map(is_value, attributes.values()))


def leads_somewhere(url: str) -> bool:
    try:
        read_target(url)
    except ValueError:
        return False
    return True


def names_each_crawler_once(robots: RobotsTxt) -> bool:
    agents = [rule.user_agent for rule in robots.rules]
    return len(set(agents)) == len(agents) and bool(agents or robots.sitemap)


def names_each_tag_once(tags: GoogleTags) -> bool:
    ids = {tag.tag_id.lower() for tag in tags.tags}
    return 0 < len(tags.tags) == len(ids) <= MOST_TAGS


def is_small_text(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return len(content) <= MOST_WELL_KNOWN


def has_an_app(webhook: Webhook) -> bool:
    return (webhook.client_id is not None) == (webhook.made_with == APP)


def tells_its_event(log: AuditLog) -> bool:
    try:
        load(AuditPayload, log.payload)
    except ShapeError:
        return False
    return misfit_of(log.event_type, log.event_subtype, log.payload) is None


def are_shares(shares: Mapping[str, Mapping[str, int]]) -> bool:
    return shares.keys() <= set(SHARED) and all(
        0 < len(values) <= MOST_ENTRIES and all(0 < weight <= MOST_WEIGHT for weight in values.values())
        for values in shares.values()
    )


def upto(most: int, least: int = 0) -> Fact:
    return Fact(f"a whole number from {least} to {most}", lambda number: least <= number <= most)


def at_most(most: int, least: int = 0) -> Fact:
    return Fact(f"a list of {least} to {most}", lambda values: least <= len(values) <= most)
