"""What visitors of a site and users of the Designer do, as a test has them do it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from .arrange import nearest
from .doors import Doors


class Visiting(Doors):
    """The part of ``Mockflow`` that simulates what no call of the API can do. Each answers the record that it made.

    All raise ControlError for what cannot be done, with one line that says why, and LookupError for a path that the
    seed does not have.
    """

    def submit_form(self, form: str | None = None, /, **data: Any) -> dict[str, Any]:
        """A visitor submits a form.

        Args:
            form: its path in the seed, such as ``forms/contact``, or its id; the first form by default.
            data: values by the fields' display names, in any case; made-up ones if there are none at all.
        """
        given: dict[str, Any] = {} if form is None else {"formId": self._known(form)}
        return self._simulate("form-submission", {**given, **({"data": data} if data else {})})

    def place_order(
        self,
        items: Mapping[str, int] | Sequence[Mapping[str, Any]] | None = None,
        *,
        customer: Mapping[str, str] | None = None,
        site_id: str | None = None,
    ) -> dict[str, Any]:
        """A shopper orders; stock falls.

        Args:
            items: how many of each SKU, by its path in the seed or its id, or a list of ``{skuId, count}``; one of the
                first SKU in stock by default.
            customer: ``{fullName, email}``; a made-up one by default.
            site_id: the site with the store; the first by default.
        """
        entries: Any = items
        if isinstance(items, Mapping):
            entries = [{"skuId": self._known(sku), "count": count} for sku, count in items.items()]
        elif isinstance(items, list | tuple):
            entries = [self._with_sku(each) for each in items]
        return self._simulate("order", {"items": entries, "customer": customer, "siteId": site_id})

    def _with_sku(self, entry: Any) -> Any:
        """This entry with the id for the path of its SKU; what is none is left for the control plane to refuse."""
        sku = entry.get("skuId") if isinstance(entry, Mapping) else None
        return {**entry, "skuId": self._known(sku)} if isinstance(sku, str) else entry

    def comment(
        self, content: str | None = None, *, page: str | None = None, thread: str | None = None
    ) -> dict[str, Any]:
        """A user of the Designer comments on a page, or replies.

        Args:
            content: the text; made up by default.
            page: its path in the seed, or its id; the first page by default.
            thread: the id of the thread to reply in; a new one by default.
        """
        page_id = None if page is None else self._known(page)
        return self._simulate("comment", {"content": content, "pageId": page_id, "threadId": thread})

    def visit(
        self,
        page: str | None = None,
        *,
        item: str | None = None,
        at: datetime | str | None = None,
        visitor: str | None = None,
        seconds: int | None = None,
        events: Sequence[str] = (),
        site_id: str | None = None,
        **traits: str,
    ) -> dict[str, Any]:
        """A visitor sees a page: one session of one view, which the reports of Analyze count from then on.

        Args:
            page: its path in the seed, or its id; the first page of the site by default.
            item: the path or the id of an item, instead of a page.
            at: when; now by default, and never later.
            visitor: who; the same text is the same person, and someone new comes by default.
            seconds: how long it is looked at; 30 by default.
            events: names or ids of events of the site that happen meanwhile.
            site_id: a site with ``analyze`` in its seed; that of the page, or the first one, by default.
            traits: what is known of the visitor, in the API's words, such as ``country="BE"``.
        """
        given: dict[str, Any] = {
            "pageId": None if page is None else self._known(page),
            "itemId": None if item is None else self._known(item),
            "at": at.isoformat() if isinstance(at, datetime) else at,
            "visitor": visitor,
            "seconds": seconds,
            "events": list(events) or None,
            "siteId": site_id,
            **traits,
        }
        return self._simulate("visit", given)

    def create_page(
        self, title: str | None = None, *, slug: str | None = None, site_id: str | None = None
    ) -> dict[str, Any]:
        """A user of the Designer creates a page."""
        return self._simulate("page", {"action": "create", "title": title, "slug": slug, "siteId": site_id})

    def rename_page(self, page: str, title: str | None = None, *, slug: str | None = None) -> dict[str, Any]:
        """A user of the Designer gives a page, by its path in the seed or its id, another title or slug."""
        return self._simulate("page", {"action": "rename", "pageId": self._known(page), "title": title, "slug": slug})

    def delete_page(self, page: str) -> dict[str, Any]:
        """A user of the Designer deletes a page, by its path in the seed or its id; what it was."""
        return self._simulate("page", {"action": "delete", "pageId": self._known(page)})

    def publish_as_designer(self, page: str | None = None, *, site_id: str | None = None) -> dict[str, Any]:
        """A user of the Designer publishes the site, or one page by its path in the seed or its id."""
        page_id = None if page is None else self._known(page)
        return self._simulate("publish", {"pageId": page_id, "siteId": site_id})

    def _simulate(self, name: str, given: Mapping[str, Any]) -> dict[str, Any]:
        body = {key: value for key, value in given.items() if value is not None}
        made: dict[str, Any] = self.control("POST", f"/simulate/{name}", json=body)
        return made

    def _known(self, path_or_id: str) -> str:
        """The id behind a path of the seed; an id as it is."""
        if not isinstance(path_or_id, str):
            raise LookupError(f"no record has the path or the id {path_or_id!r}")  # noqa: TRY004 - as for any other path
        if "/" in path_or_id and path_or_id not in self.ids:
            raise LookupError(f"no record of the seed has the path {path_or_id!r}{nearest(path_or_id, self.ids)}")
        return self.ids.get(path_or_id, path_or_id)
