"""What a write comes to in the activity logs: one pure function from its changes to the rows that tell of them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from mockflow.core.store import Change, Reader

from .activity import CREATED, DELETED, MODIFIED, PUBLISHED, UNPUBLISHED
from .collections import COLLECTIONS
from .items import ITEMS, LIVE_ITEMS, Item
from .pages import PAGES, PageVariant, WebPage
from .sites import SITES


class Happening(NamedTuple):
    """What a row says, but for who did it and when."""

    site_id: str
    event: str
    operation: str
    resource_id: str
    resource_name: str | None
    new_value: str | None = None
    previous_value: str | None = None


class Write(NamedTuple):
    """A write that is about to be committed.

    Attributes:
        after: the state that it makes.
        touched: the table and the key of each change.
    """

    after: Reader
    now: int
    touched: frozenset[tuple[str, Any]]

    def site_of(self, item: Item) -> str | None:
        """The site of an item; None where its collection is gone, whose own row tells of that then."""
        collection = self.after.find(COLLECTIONS, item.collection_id)
        return None if collection is None else collection.site_id


Rule = Callable[[Change, Write], Iterator[Happening]]


def happenings(changes: Sequence[Change], after: Reader, now: int) -> Iterator[Happening]:
    """What these changes come to, in their order; the variants of an item or a page that share a row have one."""
    write = Write(after, now, frozenset(change[:2] for change in changes))
    told: set[tuple[str, str, str]] = set()
    for change in changes:
        rule = RULES.get(change.table)
        for each in () if rule is None else rule(change, write):
            if each[1:4] not in told:
                told.add(each[1:4])
                yield each


def _operation(change: Change) -> str:
    if change.before is None:
        return CREATED
    return DELETED if change.after is None else MODIFIED


def _of_item(change: Change, write: Write) -> Iterator[Happening]:
    _, _, before, after = change
    item: Item = before if after is None else after
    site_id = write.site_of(item)
    if site_id is not None and (before is None or after is None or _was_edited(before, after, write)):
        yield Happening(site_id, "cms_item", _operation(change), item.id, item.name)


def _was_edited(before: Item, after: Item, write: Write) -> bool:
    """Whether its content or its flags are others, and not just a reference to what was deleted, which keeps its time.

    Publishing it or taking it down changes a flag by the way, which is not meant.
    """
    is_flag_meant = (LIVE_ITEMS.name, after.key) not in write.touched
    was, became = ((each.field_bytes(), each.is_archived, is_flag_meant and each.is_draft) for each in (before, after))
    return after.updated == write.now and was != became


def _of_live_item(change: Change, write: Write) -> Iterator[Happening]:
    _, key, before, after = change
    item: Item = before if after is None else after
    site_id = write.site_of(item)
    if site_id is None:
        return
    if after is None:
        is_deleted = (ITEMS.name, key) in write.touched and write.after.find(ITEMS, key) is None
        if not is_deleted:
            yield Happening(site_id, "cms_item", UNPUBLISHED, item.id, item.name)
    elif before is None or before.updated != after.updated or _was_rewritten(before, after, write.now):
        yield Happening(site_id, "cms_item", PUBLISHED, item.id, item.name)


def _was_rewritten(before: Item, after: Item, now: int) -> bool:
    """Whether its content is another since an earlier write of the same millisecond."""
    return after.updated == now and before.field_bytes() != after.field_bytes()


def _of_collection(change: Change, _: Write) -> Iterator[Happening]:
    collection = change.before if change.after is None else change.after
    yield Happening(collection.site_id, "cms_collection", _operation(change), collection.id, collection.display_name)


def _of_site(change: Change, _write: Write) -> Iterator[Happening]:
    before, after = change.before, change.after
    if before and after and after.published not in {None, before.published}:
        yield Happening(after.id, "site_published", PUBLISHED, after.id, after.display_name)


def _title(page: WebPage) -> str:
    return page.views[0].settings.title


def _of_page(change: Change, _write: Write) -> Iterator[Happening]:
    before, after = change.before, change.after
    if before is None or after is None:
        page: WebPage = before or after
        event = "page_created" if before is None else "page_deleted"
        yield Happening(page.site_id, event, _operation(change), page.id, _title(page))
        return
    old, new = _title(before), _title(after)
    if old != new:
        yield Happening(after.site_id, "page_renamed", MODIFIED, after.id, new, new, old)
    for at, (was, became) in enumerate(zip(before.variants, after.variants, strict=False)):
        for event in _edits(at, was, became):
            yield Happening(after.site_id, event, MODIFIED, after.id, new)


def _edits(at: int, was: PageVariant, became: PageVariant) -> Iterator[str]:
    """What was edited of a page in the locale at this place, besides its title in the primary one."""
    settings = [{key: value for key, value in each.own.items() if at or key != "title"} for each in (was, became)]
    if settings[0] != settings[1]:
        yield "page_settings_modified"
    if was.nodes != became.nodes:
        yield "secondary_locale_page_content_modified" if at else "page_dom_modified"


def _of_custom_code(change: Change, write: Write) -> Iterator[Happening]:
    """What an app has put on a site or a page; that of a page that is gone went with it."""
    code = change.before if change.after is None else change.after
    if code.page_id is None:
        site = write.after.find(SITES, code.site_id)
        if site is not None:
            yield Happening(site.id, "site_custom_code_modified", MODIFIED, site.id, site.display_name)
        return
    page = write.after.find(PAGES, code.page_id)
    if page is not None:
        yield Happening(page.site_id, "page_custom_code_modified", MODIFIED, page.id, _title(page))


RULES: Mapping[str, Rule] = {
    SITES.name: _of_site,
    PAGES.name: _of_page,
    COLLECTIONS.name: _of_collection,
    ITEMS.name: _of_item,
    LIVE_ITEMS.name: _of_live_item,
    "custom code": _of_custom_code,
}
"""What tells of the changes of a table, by its name; changes of other tables are not in the log."""
