"""What a seed may say of pages and components."""

import re

from mockflow.core.schema import Flag, Items, Nested, Object, StrictShape, Text, Unfit, one_of
from mockflow.domain.nodes import KINDS as NODE_KINDS
from mockflow.domain.nodes import PROPERTY_TYPES
from mockflow.domain.page_settings import LONGEST_SLUG, SLUG_PATTERN
from mockflow.domain.pages import KINDS

from .seed_code import code_of
from .seed_members import A_TIME, COPIES, Id, Time, id_of, said

LOCALIZATIONS = ("essential", "advanced")
LOCALIZED = "Whether pages have slugs of their own in each locale, which is in the advanced add-on."
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_SLUG = re.compile(SLUG_PATTERN)
_AN_ID = "64c7e2f0a1b2c3d4e5f60718"
_A_UUID = "64c7e2f0-a1b2-4c3d-a4e5-f60718293a4b"


def _uuid(value: str) -> None:
    if not _UUID.fullmatch(value):
        raise Unfit("type:uuid")


def _slug(value: str) -> None:
    if not _SLUG.fullmatch(value) or len(value) > LONGEST_SLUG:
        raise Unfit("type:slug")


def _folder(value: str) -> None:
    if not all(map(_SLUG.fullmatch, value.split("/"))):
        raise Unfit("type:folder")


class _Choice(StrictShape):
    value = Text(required=True, **said("What is submitted.", "repair"))
    text = Text(required=True, **said("What is shown.", "A repair"))


class NodeTexts(StrictShape):
    """What a node says in one locale: each kind takes its own keys."""

    html = Text(**said("Of a text: one element.", "<h1>About us</h1>"))
    alt = Text(allow_none=True, **said("Of an image: what it shows.", "A lamp"))
    overrides = Object(
        values=Text(**said("A value.", "Hello")),
        **said("Of an instance: values by the labels of the component's properties.", {"Title": "Hello"}),
    )
    placeholder = Text(**said("Of a text-input: what it shows while it is empty.", "Your name"))
    choices = Items(Nested(_Choice), **said("Of a select: what there is to choose from."))
    value = Text(**said("Of a submit-button or search-button: its text.", "Send"))
    waiting_text = Text(data_key="waitingText", **said("Of a submit-button: its text while it submits.", "Sending…"))


class NodeSeed(NodeTexts):
    """A node in the primary locale."""

    name = Text(
        validate=_slug, **said("What its id, its path and translations call it; its number if absent.", "intro")
    )
    id = Text(validate=_uuid, **said("A UUID; derived from its path if absent.", _A_UUID))
    type = Text(load_default="text", validate=one_of(*NODE_KINDS), **said("The kind of node.", "image"))
    asset_id = Id(data_key="assetId", **said("Of an image: its asset; made up if absent.", "64c7e2f0a1b2c3d4e5f60718"))
    component = Text(**said("Of an instance: the component's name as a slug, or its id.", "footer"))
    attributes = Object(
        values=Text(**said("A value.", "eager")), load_default=dict, **said("Custom attributes.", {"loading": "eager"})
    )


class _Seo(StrictShape):
    title = Text(allow_none=True, **said("What search engines show.", "About our workshop"))
    description = Text(allow_none=True, **said("What they show below it.", "Who we are and what we make."))


class _OpenGraph(StrictShape):
    title = Text(allow_none=True, **said("What shared links show; that of seo if absent.", "Come in"))
    title_copied = Flag(
        data_key="titleCopied", **said("Whether that of seo is shown; false beside a title if absent.", example=False)
    )
    description = Text(allow_none=True, **said("What they show below it; that of seo if absent.", "We are open."))
    description_copied = Flag(
        data_key="descriptionCopied",
        **said("Whether that of seo is shown; false beside a description if absent.", example=False),
    )


class _PageTexts(StrictShape):
    title = Text(**said("Its name; of a translation that of the primary locale if absent.", "About us"))
    slug = Text(validate=_slug, **said("Its part of a URL; made from the title if absent.", "about"))
    seo = Nested(_Seo, load_default=dict, **said("Texts for search engines."))
    open_graph = Nested(_OpenGraph, data_key="openGraph", load_default=dict, **said("Texts for shared links."))


class _PageTranslation(_PageTexts):
    nodes = Object(
        values=Nested(NodeTexts, **said("What it says.", {"html": "<h1>Qui sommes-nous</h1>"})),
        load_default=dict,
        **said("What its nodes say, by their names.", {"title": {"html": "<h1>Qui sommes-nous</h1>"}}),
    )


class _PageContent(_PageTexts):
    """What a page is, apart from its identity."""

    title = Text(required=True, **said("Its name.", "About us"))
    folder = Text(load_default="", validate=_folder, **said("The folder that it is in.", "studio"))
    parent_id = Id(data_key="parentId", **said("24 hex digits of that folder; derived from it if absent.", _AN_ID))
    updated = Time(data_key="lastUpdated", **said("ISO 8601; createdOn if absent.", A_TIME))
    nodes = Items(Nested(NodeSeed), load_default=list, **said("Its static content."))
    locales = Object(
        values=Nested(_PageTranslation), load_default=dict, **said("What it says in other locales, by locale tag.")
    )


class PageSeed(_PageContent):
    """A page."""

    id = id_of("its path")
    kind = Text(validate=one_of(*KINDS), **said("The kind; template where a collection is given, else static.", "home"))
    collection = Text(**said("Of a template: the slug of the collection whose items it shows.", "journal"))
    created = Time(data_key="createdOn", **said("ISO 8601; the site's createdOn if absent.", A_TIME))
    archived = Flag(load_default=False, **said("Archived.", example=True))
    draft = Flag(load_default=False, **said("A draft, which is never published.", example=True))
    pending = Flag(
        load_default=False, **said("Whether its settings were changed since it was published.", example=True)
    )
    copies = Text(
        validate=one_of(*COPIES),
        **said("Which copies there are; both where the site was published since it was made if absent.", "staged"),
    )
    custom_code = code_of("it")
    live = Nested(
        _PageContent,
        load_default=None,
        allow_none=True,
        **said("The live copy, where it differs: the whole of it.", {"title": "Its title before"}),
    )


class _PropertySeed(StrictShape):
    id = Text(validate=_uuid, **said("A UUID; derived from the label if absent.", _A_UUID))
    label = Text(required=True, **said("Its name in the Designer.", "Title"))
    type = Text(load_default="Plain Text", validate=one_of(*PROPERTY_TYPES), **said("The kind of text.", "Rich Text"))
    value = Text(load_default="", **said("What it says where an instance says nothing else.", "Hello"))


class _ComponentTranslation(StrictShape):
    properties = Object(
        values=Text(**said("A value.", "Bonjour")),
        load_default=dict,
        **said("Values of properties by their labels.", {"Title": "Bonjour"}),
    )
    nodes = Object(
        values=Nested(NodeTexts, **said("What it says.", {"html": "<p>Bonjour</p>"})),
        load_default=dict,
        **said("What its nodes say, by their names.", {"greeting": {"html": "<p>Bonjour</p>"}}),
    )


class _ComponentContent(StrictShape):
    """What a component says."""

    properties = Items(Nested(_PropertySeed), load_default=list, **said("What its instances may say differently."))
    nodes = Items(Nested(NodeSeed), load_default=list, **said("Its static content."))
    locales = Object(
        values=Nested(_ComponentTranslation), load_default=dict, **said("What it says in other locales, by locale tag.")
    )


class ComponentSeed(_ComponentContent):
    """A component."""

    id = Text(validate=_uuid, **said("A UUID; derived from its path if absent.", _A_UUID))
    name = Text(required=True, **said("Its name; a slug made from it is its path.", "Footer"))
    group = Text(load_default="", **said("The group that it is shown in.", "Layout"))
    description = Text(load_default="", **said("What it is for.", "At the end of every page."))
    readonly = Flag(load_default=False, **said("From a library, which cannot be written here.", example=True))
    copies = Text(
        validate=one_of("staged", "both"),
        **said("Which copies there are; both where the site was published if absent.", "staged"),
    )
    live = Nested(
        _ComponentContent,
        load_default=None,
        allow_none=True,
        **said("The live copy, where it differs: the whole of it.", {"nodes": [{"html": "<p>Before</p>"}]}),
    )
