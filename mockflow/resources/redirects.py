"""Redirects of a site: list, create, update, delete."""

from dataclasses import replace
from typing import Any

from mockflow.core.call import Call
from mockflow.core.done import Done
from mockflow.core.paging import Page, Window
from mockflow.core.refusal import Refusal
from mockflow.core.route import command, query
from mockflow.core.schema import Items, Nested, Pattern, Shape, Text
from mockflow.core.store import Reader, Transaction
from mockflow.domain.listing import MOST, pagination
from mockflow.domain.redirects import FROM_PATTERN, MOST_REDIRECTS, REDIRECTS, TO_PATTERN, Redirect

AREA = "sites"
_FROM: dict[str, Any] = {"data_key": "fromUrl", "metadata": {"description": "The path on the site."}}
_TO: dict[str, Any] = {"data_key": "toUrl", "metadata": {"description": "The path or the URL that it leads to."}}


class RedirectSchema(Shape):
    id = Text(required=True, metadata={"description": "The redirect's id."})
    from_url = Text(required=True, **_FROM)
    to_url = Text(required=True, **_TO)


class RedirectsSchema(Shape):
    redirects = Items(Nested(RedirectSchema), required=True, metadata={"description": "All of the site's."})
    pagination = pagination()


class NewRedirect(Shape):
    from_url = Text(required=True, validate=Pattern(FROM_PATTERN), **_FROM)
    to_url = Text(required=True, validate=Pattern(TO_PATTERN), **_TO)


class ChangedRedirect(Shape):
    from_url = Text(validate=Pattern(FROM_PATTERN), **_FROM)
    to_url = Text(validate=Pattern(TO_PATTERN), **_TO)


def list_redirects(reader: Reader, call: Call) -> Page[Redirect]:
    """The site's redirects, always all of them: no query cuts this list."""
    redirects = list(reader.all(REDIRECTS, call.path["site_id"]))
    return Page("redirects", redirects, Window(max(MOST, len(redirects)), 0, len(redirects)))


def create_redirect(tx: Transaction, call: Call) -> Redirect:
    """A redirect of a path that none leads away from yet."""
    site_id, from_url = call.path["site_id"], call.body["from_url"]
    redirects = tx.all(REDIRECTS, site_id)
    if len(redirects) >= MOST_REDIRECTS:
        most = f"A site should NOT have more than {MOST_REDIRECTS} redirects"
        raise Refusal("bad_request", f"Bad Request: Request is malformed: {most}")
    _require_free(tx, site_id, from_url)
    place = max((redirect.place + 1 for redirect in redirects), default=0)
    return tx.put(REDIRECTS, Redirect(tx.new_id(), site_id, from_url, call.body["to_url"], place))


def update_redirect(tx: Transaction, call: Call) -> Redirect:
    """Other ends of a redirect, each where it is sent."""
    redirect = tx.get(REDIRECTS, call.path["redirect_id"])
    changed = replace(redirect, **call.body)
    if changed.from_url != redirect.from_url or call.quirks["redirect_patch_conflict"] == "on":
        _require_free(tx, redirect.site_id, changed.from_url)
    return redirect if changed.body == redirect.body else tx.put(REDIRECTS, changed)


def _require_free(tx: Transaction, site_id: str, from_url: str) -> None:
    if tx.holder(REDIRECTS, site_id, from_url) is not None:
        raise Refusal("conflict", "Conflict: Resource already exists")


def delete_redirect(tx: Transaction, call: Call) -> Page[Redirect]:
    """Answers what is left."""
    tx.remove(REDIRECTS, call.path["redirect_id"])
    return list_redirects(tx, call)


ROUTES = (
    query(
        "get-redirects",
        "GET /sites/{site_id}/redirects",
        list_redirects,
        summary="List the redirects of a site",
        scope="sites:read",
        returns=RedirectsSchema,
        enterprise="site",
    ),
    command(
        "create-redirect",
        "POST /sites/{site_id}/redirects",
        create_redirect,
        summary="Create a redirect",
        scope="sites:write",
        done=Done("created", "redirect", "added"),
        body=NewRedirect,
        returns=RedirectSchema,
        refusals=("conflict",),
        enterprise="site",
    ),
    command(
        "update-redirect",
        "PATCH /sites/{site_id}/redirects/{redirect_id}",
        update_redirect,
        summary="Change a redirect",
        scope="sites:write",
        done=Done("changed", "redirect"),
        body=ChangedRedirect,
        returns=RedirectSchema,
        refusals=("conflict",),
        enterprise="site",
    ),
    command(
        "delete-redirects",
        "DELETE /sites/{site_id}/redirects/{redirect_id}",
        delete_redirect,
        summary="Delete a redirect",
        scope="sites:write",
        done=Done("deleted", "redirect", "removed"),
        returns=RedirectsSchema,
        enterprise="site",
    ),
)
