"""Planting a seed: a document becomes a state, with the same ids at every start."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import orjson

from mockflow.core.ids import DerivedIds
from mockflow.core.store import State, Transaction
from mockflow.core.wording import shown
from mockflow.domain.apps import App
from mockflow.domain.collections import COLLECTIONS
from mockflow.domain.sites import SITES, Domain, Locale, Site, Store
from mockflow.domain.slugs import slugify
from mockflow.errors import SeedError

from .plant_analyze import plant_analyze
from .plant_apps import plant_app, plant_user
from .plant_assets import plant_assets
from .plant_code import plant_scripts, plant_site_code
from .plant_comments import plant_comments
from .plant_fonts import plant_fonts
from .plant_forms import plant_forms
from .plant_ground import Ground
from .plant_inventory import plant_inventory
from .plant_items import ItemPlanter
from .plant_orders import plant_orders
from .plant_pages import plant_components, plant_pages
from .plant_site_config import plant_site_config
from .plant_structure import make_collection, slug_of, with_store
from .plant_tokens import TokenPlanter
from .plant_webhooks import plant_webhooks
from .plant_workspaces import WorkspacePlanter
from .planted import Planted
from .quirks import read_quirks
from .seed_document import Document, read_seed

AREAS: tuple[Callable[[Ground, dict[str, Any]], None], ...] = (
    plant_assets,
    plant_fonts,
    plant_components,
    plant_scripts,
    plant_pages,
    plant_site_code,
    plant_forms,
    plant_inventory,
    plant_orders,
    plant_webhooks,
    plant_comments,
    plant_site_config,
    plant_analyze,
)
"""What plants the other areas of a site, each from the site's loaded content, in this order."""


def plant_seed(seed: str | Path | Mapping[str, Any]) -> Planted:
    """The state that a file or a document makes; the same object for equal ones.

    Raises:
        SeedError: with every problem of the document.
    """
    document = read_seed(seed)
    return _plant_document(_Known(document, _canonical(document)))


def plant_anew(seed: str | Path | Mapping[str, Any] | Document, salt: str = "") -> Planted:
    """The state that a seed makes, planted now; SeedError as ``plant_seed``.

    Args:
        seed: a name, a file or a document, or one that was read already.
        salt: what sets the ids apart that the seed does not give.
    """
    return _Planter(seed if isinstance(seed, Document) else read_seed(seed), salt).plant()


class _Known:
    """A document as the key of what it makes: equal to another that says the same in the same words."""

    def __init__(self, document: Document, canonical: bytes) -> None:
        self.document = document._replace(content=orjson.loads(canonical))  # what it came from may change
        self.key = (document.name, document.text, canonical)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Known) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)


@lru_cache(maxsize=32)
def _plant_document(known: _Known) -> Planted:
    return _Planter(known.document, "").plant()


def _canonical(document: Document) -> bytes:
    try:
        return orjson.dumps(document.content)
    except TypeError as error:
        raise document.error("", f"expected JSON values and text keys, found {error}") from None


class _Planter:
    def __init__(self, document: Document, salt: str) -> None:
        self.document = document
        self.derive = DerivedIds(salt)
        self.problems: list[SeedError] = []
        self.ids: dict[str, str] = {}
        self.taken: set[str] = set()
        self.apps: dict[str, App] = {}

    def plant(self) -> Planted:
        seed = self.document.load()
        salt = self.derive.id("salt", 10)
        tx = Transaction(State(salt, seed["ids_given"]), 0)
        for at, content in enumerate(seed["apps"]):
            app = plant_app(self._wrong, self._name, self.derive, f"apps[{at}]", content)
            self.apps[app.client_id] = app
        workspaces = WorkspacePlanter(tx, self._wrong, self._name, self.derive)
        workspaces.plant_listed(seed["workspaces"])
        usual = workspaces.usual_id
        sites = [self._site(tx, at, {"workspace_id": usual, **content}) for at, content in enumerate(seed["sites"])]
        workspaces.plant_others(site.workspace_id for site in sites)
        planter = TokenPlanter(self._wrong, sites, workspaces.ids, self.apps, with_ready_made=seed["ready_made_tokens"])
        tokens = [planter.plant(f"tokens[{at}]", content) for at, content in enumerate(seed["tokens"])]
        quirks = self._quirks(seed["quirks"])
        if self.problems:
            raise SeedError.of(self.problems)
        return Planted(
            tx.next_state().settled(),
            self.ids,
            sites[0].id if sites else None,
            seed["plan"],
            quirks,
            seed["ready_made_tokens"],
            tuple(tokens),
            source=self.document,
            apps=tuple(self.apps.values()),
            user=plant_user(seed["user"]),
        )

    def _wrong(self, path: str, expected: str, found: object) -> None:
        self.problems.append(self.document.error(path, f"expected {expected}, found {shown(found)}"))

    def _name(self, path: str, seed_path: str, record_id: str) -> str:
        """Give a record its id. A path that two share is that of the first; both have ids of their own then."""
        if record_id in self.taken and seed_path in self.ids:
            self._wrong(path, "a slug or name that nothing beside it has", seed_path.rpartition("/")[2])
        elif record_id in self.taken:
            self._wrong(path, "an id that nothing else has", record_id)
        self.taken.add(record_id)
        self.ids.setdefault(seed_path, record_id)
        return record_id

    def _site(self, tx: Transaction, at: int, content: dict[str, Any]) -> Site:
        path = f"sites[{at}]"
        short = content.get("short_name") or slugify(content["display_name"])
        created = content["created"]
        updated = content.get("updated", created)
        locales = self._locales(short, content["locales"], content.get("cms_locale_id"))
        if content["locales"] is not None and "cms_locale_id" in content:
            self._wrong(f"{path}.cmsLocaleId", "none on a site with locales, which have it", content["cms_locale_id"])
        site = Site(
            id=self._name(path, f"sites/{short}", content.get("id") or self.derive.id(f"sites/{short}")),
            workspace_id=content["workspace_id"],
            display_name=content["display_name"],
            short_name=short,
            created=created,
            updated=updated,
            published=content.get("published", updated),
            time_zone=content["time_zone"],
            locales=locales,
            localized=content["locales"] is not None,
            domains=tuple(
                Domain(
                    self._name(f"{path}.customDomains[{n}]", f"domains/{each['url']}", self._domain_id(each)),
                    each["url"],
                    each["published"],
                )
                for n, each in enumerate(content["domains"])
            ),
            plan=content.get("plan"),
            rate_limit=content.get("rate_limit"),
            store=_store(content["store"], created),
            forms_require_republish=content["forms_require_republish"],
            localized_slugs=content["localization"] == "advanced",
            place=at,
            parent_folder_id=content["parent_folder_id"],
            data_collection_enabled=content["data_collection_enabled"],
            data_collection_type=content["data_collection_type"],
        )
        tx.put(SITES, site)
        prefix = "" if at == 0 else f"{short}/"
        for locale in locales:
            self.ids[f"{prefix}locales/{locale.tag}"] = locale.cms_locale_id
        contents = with_store(content["collections"]) if site.store else content["collections"]
        items = self._collections(tx, site, f"{path}.collections", prefix, contents)
        ground = Ground(tx, site, path, prefix, self._wrong, self._name, items, self.ids, self.derive, self.apps)
        for plant_area in AREAS:
            plant_area(ground, content)
        return site

    def _domain_id(self, content: dict[str, Any]) -> str:
        return str(content.get("id") or self.derive.id(f"domains/{content['url']}"))

    def _locales(self, short: str, content: dict[str, Any] | None, only: str | None) -> tuple[Locale, ...]:
        every: list[dict[str, Any]] = (
            [content["primary"], *content["secondary"]]
            if content
            else [{"tag": "en", "enabled": True, "cms_locale_id": only}]
        )
        return tuple(
            Locale(
                id=each.get("id") or self.derive.id(f"sites/{short}/locales/{each['tag']}"),
                cms_locale_id=each.get("cms_locale_id") or self.derive.id(f"sites/{short}/cms-locales/{each['tag']}"),
                tag=each["tag"],
                display_name=each.get("display_name", each["tag"]),
                subdirectory=each.get("subdirectory", each["tag"] if at else ""),
                enabled=each["enabled"],
            )
            for at, each in enumerate(every)
        )

    def _collections(
        self, tx: Transaction, site: Site, path: str, prefix: str, contents: list[dict[str, Any]]
    ) -> dict[str, str]:
        """Plant them with their items; the id of each item by its path."""
        slugs = [slug_of(each) for each in contents]
        ids = {
            slug: each.get("id") or self.derive.id(prefix + slug) for slug, each in zip(slugs, contents, strict=True)
        }
        for at, (slug, content) in enumerate(zip(slugs, contents, strict=True)):
            self._name(f"{path}[{at}]", prefix + slug, ids[slug])
            collection = make_collection(
                self._wrong,
                f"{path}[{at}]",
                self.derive.path(prefix + slug),
                content,
                site=site,
                slug=slug,
                ids=ids,
                place=at,
            )
            tx.put(COLLECTIONS, collection)
        if self.problems:
            return {}
        planter = ItemPlanter(tx, site, prefix, self._wrong, self._name, derive=self.derive)
        for at, (slug, content) in enumerate(zip(slugs, contents, strict=True)):
            planter.prepare(f"{path}[{at}]", slug, content)
        planter.plant()
        if not self.problems:
            planter.check()
        return {seed_path: item_id for seed_path, (item_id, _) in planter.ids.items()}

    def _quirks(self, given: Any) -> dict[str, str]:
        if not isinstance(given, dict):
            self._wrong("quirks", "an object", given)
            return {}
        try:
            return read_quirks(given)
        except ValueError as problem:
            self.problems.append(self.document.error("quirks", str(problem)))
            return {}


def _store(content: dict[str, Any] | None, created: int) -> Store | None:
    return None if content is None else Store(content.get("created", created), content["currency"])
