"""Removing a site with all that is in it."""

from collections.abc import Hashable, Iterator
from typing import Any

from mockflow.core.store import Reader, Table, Transaction

from .activity import ACTIVITY
from .assets import ASSETS, FOLDERS
from .collections import COLLECTIONS
from .comments import COMMENTS, THREADS
from .components import COMPONENTS, LIVE_COMPONENTS
from .custom_code import CODES, LIVE_CODES
from .fonts import FONTS
from .forms import FORMS, SUBMISSIONS
from .google_tags import GOOGLE_TAGS
from .items import ITEMS, LIVE_ITEMS
from .orders import ORDERS
from .pages import LIVE_PAGES, PAGES
from .redirects import REDIRECTS
from .robots import ROBOTS
from .scripts import SCRIPTS
from .sites import SITES, Site
from .stock import STOCK
from .stored_files import FILES
from .traffic import TRAFFIC, VISITS
from .upload_targets import TARGETS
from .webhooks import WEBHOOKS
from .well_known import WELL_KNOWN

_BY_SITE: tuple[Table[Any], ...] = (
    PAGES,
    LIVE_PAGES,
    COMPONENTS,
    LIVE_COMPONENTS,
    COLLECTIONS,
    STOCK,
    ORDERS,
    FORMS,
    FOLDERS,
    THREADS,
    WEBHOOKS,
    FONTS,
    REDIRECTS,
    ROBOTS,
    WELL_KNOWN,
    GOOGLE_TAGS,
    ACTIVITY,
    SCRIPTS,
    CODES,
    LIVE_CODES,
    VISITS,
)
"""Tables whose groups are sites, by their ids."""

_TOGETHER: tuple[Table[Any], ...] = (FILES, TARGETS, TRAFFIC)
"""Tables whose records are all in one group, and name their site."""


def remove_site(tx: Transaction, site: Site) -> Site:
    """Remove the site and every record of it, of whatever table."""
    inside = [
        *_in_groups(tx, _groups_of(tx, site)),
        *((table, each) for table in _TOGETHER for each in tx.all(table) if each.site_id == site.id),
    ]
    for table, record in inside:
        tx.remove(table, table.key(record))
    return tx.remove(SITES, site.id)


def _in_groups(reader: Reader, groups: Iterator[tuple[Table[Any], Hashable]]) -> Iterator[tuple[Table[Any], Any]]:
    return ((table, record) for table, group in groups for record in reader.all(table, group))


def _groups_of(reader: Reader, site: Site) -> Iterator[tuple[Table[Any], Hashable]]:
    """Each group that holds records of this site alone."""
    for collection in reader.all(COLLECTIONS, site.id):
        for locale in site.locales:
            yield ITEMS, (collection.id, locale.cms_locale_id)
            yield LIVE_ITEMS, (collection.id, locale.cms_locale_id)
    for form in reader.all(FORMS, site.id):
        yield SUBMISSIONS, form.id
    for thread in reader.all(THREADS, site.id):
        yield COMMENTS, thread.id
    for has_file in (True, False):
        yield ASSETS, (site.id, has_file)
    for table in _BY_SITE:
        yield table, site.id
