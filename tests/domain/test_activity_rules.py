"""From the changes of a write to what the activity log says of it."""

from typing import Any, NamedTuple

from mockflow.core.store import Change, Reader, State, Transaction
from mockflow.domain.activity import ACTIVITY
from mockflow.domain.activity_rules import RULES, happenings
from mockflow.domain.nodes import make_node
from mockflow.domain.pages import PAGES
from mockflow.worlds.activity_log import log_activity
from mockflow.worlds.seeds import plant

NOTE = {"displayName": "Notes", "slug": "notes", "items": [{"fieldData": {"name": "One"}}]}
PLANTED = plant({"mockflow": 1, "sites": [{"displayName": "S", "pages": [{"title": "Home"}], "collections": [NOTE]}]})
SITE, PAGE = PLANTED.ids["sites/s"], PLANTED.ids["pages/home"]
READER = Reader(PLANTED.state)


class Code(NamedTuple):
    """What is on a site, or on a page of it."""

    site_id: str
    page_id: str | None = None


def said(*changes: Change, after: Reader = READER) -> list[tuple[Any, ...]]:
    return [tuple(each) for each in happenings(changes, after, 0)]


def test_custom_code_is_told_as_a_change_of_its_owner() -> None:
    """Whether it was added, changed or taken away; what went with its page or its site is told by those."""
    for code, event, about in (
        (Code(SITE), "site_custom_code_modified", (SITE, "S")),
        (Code(SITE, PAGE), "page_custom_code_modified", (PAGE, "Home")),
    ):
        for before, after in ((None, code), (code, Code(*code)), (code, None)):
            assert said(Change("custom code", "key", before, after)) == [(SITE, event, "MODIFIED", *about, None, None)]
    for gone in (Code(SITE, "f" * 24), Code("f" * 24)):
        assert said(Change("custom code", "key", gone, None)) == []


def test_tables_without_a_rule_are_not_told() -> None:
    """Nor are changes of what says nothing of itself in the log."""
    assert "form" not in RULES
    assert said(Change("form", "x", None, object())) == []


def test_content_in_the_primary_locale_is_that_of_the_page() -> None:
    """Only users of the Designer write it."""
    page = READER.get(PAGES, PAGE)
    changed = page.with_nodes(0, (make_node("n", "text", {"text": {"html": "<p>x</p>", "text": "x"}}, {}),), 1)
    assert said(Change("page", PAGE, page, changed)) == [
        (SITE, "page_dom_modified", "MODIFIED", PAGE, "Home", None, None)
    ]
    assert said(Change("page", PAGE, page, page.with_settings(0, {}, 1))) == []


def test_a_visitor_is_no_user() -> None:
    """Nobody of the workspace did it: the row has none."""
    tx = Transaction(PLANTED.state, 1)
    tx.remove(PAGES, PAGE)
    log_activity(tx, tx.changes(), {SITE}, None)
    (row,) = tx.all(ACTIVITY, SITE)
    assert (row.user, row.event, row.operation) == (None, "page_deleted", "DELETED")


def test_a_new_site_is_not_told() -> None:
    """It has no row of its own before it is published."""
    tx = Transaction(State(), 1)
    assert said(Change("site", SITE, None, object()), after=tx) == []
