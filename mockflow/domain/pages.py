"""Pages: settings and content in each locale, staged and live."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from mockflow.core.store import Table, Transaction
from mockflow.core.wire import dumps, iso

from .nodes import Node

KINDS = ("static", "home", "template", "utility")
TEMPLATE_SLUG = "detail_"


def path_of(*parts: str | None) -> str:
    """The path on its site that these make: a locale's subdirectory, folders, a slug; any may be empty."""
    return "/" + "/".join(filter(None, parts))


class Settings(NamedTuple):
    """What a page says of itself in one locale.

    Attributes:
        slug: its part of a URL; None for the home page.
        og_title: what shared links show, which counts only while it is not copied from ``seo_title``.
    """

    title: str
    slug: str | None
    seo_title: str | None = None
    seo_description: str | None = None
    og_title: str | None = None
    og_title_copied: bool = True
    og_description: str | None = None
    og_description_copied: bool = True

    def shown_og(self) -> tuple[str | None, str | None]:
        """The title and the description that shared links show."""
        title = self.seo_title if self.og_title_copied else self.og_title
        return title, self.seo_description if self.og_description_copied else self.og_description


class PageVariant(NamedTuple):
    """A page in one locale.

    Attributes:
        locale_id: None on a site without localization.
        own: the settings that it has for itself, by name; the primary locale has all of them, and others take from it
            what they do not have.
    """

    locale_id: str | None
    subdirectory: str
    own: Mapping[str, Any]
    nodes: tuple[Node, ...]


class PageView(NamedTuple):
    """A page as the API answers it in one locale."""

    settings: Settings
    path: str
    body: bytes


@dataclass(frozen=True, slots=True, eq=False)
class WebPage:
    """A page of a site.

    Attributes:
        kind: one of KINDS; ``template`` shows the items of a collection, ``utility`` is one such as 404.
        folder: the slugs of the folders that it is in, such as ``studio``; empty for none.
        pending: whether its settings were changed since it was published.
        variants: one for each locale of the site, in its order.
        views: the page as it is answered, likewise.
    """

    id: str
    site_id: str
    kind: str
    folder: str
    parent_id: str | None
    collection_id: str | None
    created: int
    updated: int
    archived: bool
    draft: bool
    place: int
    variants: tuple[PageVariant, ...]
    pending: bool = False
    views: tuple[PageView, ...] = field(init=False)

    def __post_init__(self) -> None:
        primary = Settings(**self.variants[0].own)
        object.__setattr__(self, "views", tuple(self._view(each, primary) for each in self.variants))

    @property
    def order(self) -> tuple[int, str]:
        return self.place, self.id

    @property
    def body(self) -> bytes:
        return self.views[0].body

    @property
    def parts(self) -> tuple[bytes, ...]:
        """The bytes of its settings in further locales, and of its nodes in all of them."""
        further = (view.body for view in self.views[1:])
        return (*further, *(node.body for variant in self.variants for node in variant.nodes))

    @property
    def addresses(self) -> tuple[tuple[str, str], ...]:
        """Its site with the path that it has there in each locale."""
        return tuple({(self.site_id, view.path): None for view in self.views})

    def with_settings(self, at: int, changes: Mapping[str, Any], now: int) -> "WebPage":
        """The page with these settings, in the locale at this place, over those that it has there."""
        variant = self.variants[at]
        return self._with_variant(at, variant._replace(own={**variant.own, **changes}), updated=now, pending=True)

    def with_nodes(self, at: int, nodes: tuple[Node, ...], now: int) -> "WebPage":
        """The page with other content in the locale at this place."""
        return self._with_variant(at, self.variants[at]._replace(nodes=nodes), updated=now)

    def _with_variant(self, at: int, variant: PageVariant, **changes: Any) -> "WebPage":
        return replace(self, variants=(*self.variants[:at], variant, *self.variants[at + 1 :]), **changes)

    def _view(self, variant: PageVariant, primary: Settings) -> PageView:
        settings = primary._replace(**variant.own)
        path = self._path(variant.subdirectory, settings.slug)
        og_title, og_description = settings.shown_og()
        said = {
            "id": self.id,
            "siteId": self.site_id,
            "title": settings.title,
            "slug": settings.slug,
            "parentId": self.parent_id,
            "collectionId": self.collection_id,
            "createdOn": iso(self.created),
            "lastUpdated": iso(self.updated),
            "archived": self.archived,
            "draft": self.draft,
            "canBranch": self.kind in {"static", "home"},
            "isBranch": False,
            "branchId": None,
            "seo": {"title": settings.seo_title, "description": settings.seo_description},
            "openGraph": {
                "title": og_title,
                "titleCopied": settings.og_title_copied,
                "description": og_description,
                "descriptionCopied": settings.og_description_copied,
            },
            "publishedPath": path,
            "localeId": variant.locale_id,
        }
        return PageView(settings, path, dumps(said))

    def _path(self, subdirectory: str, slug: str | None) -> str:
        if self.kind == "template" and slug:
            slug = slug.removeprefix(TEMPLATE_SLUG)
        return path_of(subdirectory, self.folder, slug)


_MISSING = "Requested resource not found: The page cannot be found"

PAGES = Table[WebPage](
    "page",
    key=lambda page: page.id,
    group=lambda page: page.site_id,
    missing=_MISSING,
    lookup=lambda page: page.addresses,
)
LIVE_PAGES = Table[WebPage](
    "live page",
    key=lambda page: page.id,
    group=lambda page: page.site_id,
    missing=_MISSING,
    lookup=lambda page: page.addresses,
)
"""Pages as they were when they, or the whole site, were last published."""


def new_page(tx: Transaction, site_id: str, kind: str, place: int, variants: tuple[PageVariant, ...]) -> WebPage:
    """A page of now, at the root and of no collection; it is not written yet."""
    return WebPage(
        id=tx.new_id(),
        site_id=site_id,
        kind=kind,
        folder="",
        parent_id=None,
        collection_id=None,
        created=tx.now,
        updated=tx.now,
        archived=False,
        draft=False,
        place=place,
        variants=variants,
    )
