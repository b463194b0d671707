"""Slugs: whatever the name, what is made of it is one."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from mockflow.core.store import State, Transaction
from mockflow.domain.items import ITEMS, make_item
from mockflow.domain.slugs import free_slug, slugify

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LOCALE = "f" * 24


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.text())
def test_any_name_makes_a_slug(name: str) -> None:
    """It is lower case letters and digits with single hyphens between them, at most 256, and stays itself."""
    slug = slugify(name)
    assert SLUG.fullmatch(slug)
    assert len(slug) <= 256
    assert slugify(slug) == slug


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(["a", "b", "x" * 256]), max_size=25))
def test_a_free_slug_is_free(wanted: list[str]) -> None:
    """The first of a slug gets it plain, each further one with five hex digits, and never beyond 256."""
    tx, group = Transaction(State(), 0), ("c" * 24, LOCALE)
    given_out: list[str] = []
    for each in wanted:
        slug = free_slug(tx, [group], each)
        assert slug not in given_out
        assert (slug == each) == (each not in given_out)
        assert slug == each or re.fullmatch(re.escape(each[:250]) + "-[0-9a-f]{5}", slug)
        head = {"created": 0, "updated": 0, "published": None, "is_archived": False, "is_draft": True}
        names = {"id": tx.new_id(), "group": group}
        tx.put(ITEMS, make_item({"name": each, "slug": slug}, (), **names, **head))
        given_out.append(slug)
