"""Making a site: one without localization, with a home page and nothing else, never published."""

import hashlib

from mockflow.core.ids import derived_id
from mockflow.core.refusal import Refusal
from mockflow.core.store import Reader, Transaction

from .pages import PAGES, PageVariant, WebPage, new_page
from .sites import MOST_SITES, SITES, Locale, Site
from .slugs import slugify

_LONGEST = 56  # a label of a host name has up to 63, and a hyphen and six digits may follow


def make_site(tx: Transaction, workspace_id: str, name: str, parent_folder_id: str | None) -> Site:
    """A new site of this workspace, after all others."""
    if len(tx.all(SITES)) >= MOST_SITES:
        raise Refusal("conflict", f"Conflict: The world has {MOST_SITES:,} sites; delete one first")
    short_name = _free_short_name(tx, slugify(name, "site")[:_LONGEST].rstrip("-"))
    locale = Locale(derived_id(f"sites/{short_name}/locales/en"), tx.new_id(), "en", "en")
    site = Site(
        id=tx.new_id(),
        workspace_id=workspace_id,
        display_name=name,
        short_name=short_name,
        created=tx.now,
        updated=tx.now,
        published=None,
        time_zone="Etc/UTC",
        locales=(locale,),
        place=max((other.place + 1 for other in tx.all(SITES)), default=0),
        parent_folder_id=parent_folder_id,
    )
    tx.put(PAGES, _home_page(tx, site))
    return tx.put(SITES, site)


def _free_short_name(reader: Reader, wanted: str) -> str:
    """This part of a subdomain, or with six hex digits after it where another site has it."""
    taken = {site.short_name for site in reader.all(SITES)}
    name, attempt = wanted, 0
    while name in taken:
        digits = hashlib.blake2b(f"{wanted}{attempt}".encode(), digest_size=3).hexdigest()
        name, attempt = f"{wanted}-{digits}", attempt + 1
    return name


def _home_page(tx: Transaction, site: Site) -> WebPage:
    settings = {"title": "Home", "slug": None}
    return new_page(tx, site.id, "home", 0, (PageVariant(None, "", settings, ()),))
