"""Sites, their locales and their domains."""

from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from mockflow.core.refusal import Refusal
from mockflow.core.store import Table
from mockflow.core.wire import dumps, iso

MOST_SITES = 1_000
"""Of one world."""

DATA_COLLECTION = ("always", "optOut", "disabled")


class Locale(NamedTuple):
    """A language of a site. Webflow gives it two ids: the site's, and the CMS's, which every item call takes."""

    id: str
    cms_locale_id: str
    tag: str
    display_name: str
    subdirectory: str = ""
    enabled: bool = True

    def to_wire(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "cmsLocaleId": self.cms_locale_id,
            "enabled": self.enabled,
            "displayName": self.display_name,
            "displayImageId": None,
            "redirect": False,
            "subdirectory": self.subdirectory,
            "tag": self.tag,
        }


class Domain(NamedTuple):
    """A custom domain of a site."""

    id: str
    url: str
    published: int | None = None

    def to_wire(self) -> dict[str, Any]:
        return {"id": self.id, "url": self.url, "lastPublished": iso(self.published)}


class Store(NamedTuple):
    """A site's store."""

    created: int
    currency: str


@dataclass(frozen=True, slots=True)
class Site:
    """A site. ``locales`` begins with the primary one, which also a site without localization has for its CMS.

    Attributes:
        localized_slugs: whether pages may have a slug of their own in each secondary locale.
        parent_folder_id: the folder of its workspace that it is in; None for none.
    """

    id: str
    workspace_id: str
    display_name: str
    short_name: str
    created: int
    updated: int
    published: int | None
    time_zone: str
    locales: tuple[Locale, ...]
    localized: bool = False
    domains: tuple[Domain, ...] = ()
    plan: str | None = None
    rate_limit: int | None = None
    store: Store | None = None
    forms_require_republish: bool = False
    localized_slugs: bool = False
    place: int = 0
    parent_folder_id: str | None = None
    data_collection_enabled: bool = False
    data_collection_type: str = "disabled"
    body: bytes = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "body", dumps(self._to_wire()))

    @property
    def order(self) -> tuple[int, str]:
        return self.place, self.id

    @property
    def primary(self) -> str:
        """The CMS locale that is meant where a call names none."""
        return self.locales[0].cms_locale_id

    @property
    def subdomain(self) -> str:
        return f"{self.short_name}.webflow.io"

    def locale_for_read(self, cms_locale_id: str | None) -> str:
        """The CMS locale a reading call means; an unknown one is not found."""
        return self._known(cms_locale_id, Refusal("resource_not_found"))

    def locale_for_write(self, cms_locale_id: str | None) -> str:
        """The CMS locale a writing call means; an unknown one is invalid input."""
        reason = "Value (cmsLocaleId) should be the CMS locale id of one of the site's locales"
        return self._known(cms_locale_id, Refusal("invalid_shape", details=[reason]))

    def _known(self, cms_locale_id: str | None, refusal: Refusal) -> str:
        if not cms_locale_id:
            return self.primary
        for locale in self.locales:
            if locale.cms_locale_id == cms_locale_id.lower():
                return locale.cms_locale_id
        raise refusal

    def _to_wire(self) -> dict[str, Any]:
        locales = None
        if self.localized:
            primary, *secondary = (locale.to_wire() for locale in self.locales)
            locales = {"primary": primary, "secondary": secondary}
        return {
            "id": self.id,
            "workspaceId": self.workspace_id,
            "createdOn": iso(self.created),
            "displayName": self.display_name,
            "shortName": self.short_name,
            "lastPublished": iso(self.published),
            "lastUpdated": iso(self.updated),
            "previewUrl": f"https://screenshots.webflow.com/sites/{self.id}/preview.png",
            "timeZone": self.time_zone,
            "parentFolderId": self.parent_folder_id,
            "customDomains": [domain.to_wire() for domain in self.domains],
            "locales": locales,
            "dataCollectionEnabled": self.data_collection_enabled,
            "dataCollectionType": self.data_collection_type,
        }


SITES = Table[Site](
    "site",
    key=lambda site: site.id,
    group=lambda _: None,
    missing="Requested resource not found: The site cannot be found",
)


def with_published(site: Site, domain_ids: set[str], now: int) -> Site:
    """The site as it is once it was published to those of its domains."""
    domains = tuple(each._replace(published=now) if each.id in domain_ids else each for each in site.domains)
    return replace(site, published=now, domains=domains, forms_require_republish=False)
