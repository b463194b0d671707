"""Registered scripts: list them, register a version. Nothing changes or removes one."""

from typing import Any

from mockflow.core.call import Call
from mockflow.core.done import Done
from mockflow.core.paging import Page
from mockflow.core.refusal import Refusal
from mockflow.core.route import OAUTH, command, query
from mockflow.core.schema import Flag, Items, Moment, Nested, Shape, Text
from mockflow.core.store import Reader, Transaction
from mockflow.domain.assets import base_of
from mockflow.domain.listing import Body, PagingQuery, page_as, pagination
from mockflow.domain.scripts import (
    HASH,
    LOCATION,
    MOST_SCRIPTS,
    NAME,
    SCRIPTS,
    SOURCE,
    VERSION,
    Hosted,
    Script,
    script_id_of,
)
from mockflow.domain.sites import SITES

AREA = "custom_code"

_SEPARATORS = {"underscore": "_", "none": ""}


class _NewScript(Shape):
    display_name = Text(
        data_key="displayName",
        required=True,
        validate=NAME,
        metadata=NAME.said("Its name: 1 to 50 letters, digits and spaces."),
    )
    version = Text(required=True, validate=VERSION, metadata=VERSION.said("A semantic version."))
    can_copy = Flag(
        data_key="canCopy", load_default=False, metadata={"description": "Whether copies of the site have it too."}
    )


class HostedScriptBody(_NewScript):
    """A script that somebody hosts."""

    hosted_location = Text(
        data_key="hostedLocation",
        required=True,
        validate=LOCATION,
        metadata=LOCATION.said("Where it is hosted."),
    )
    integrity_hash = Text(
        data_key="integrityHash",
        required=True,
        validate=HASH,
        metadata=HASH.said("What browsers check it against (SRI)."),
    )


class InlineScriptBody(_NewScript):
    """A script by its source, which the double hosts."""

    source_code = Text(
        data_key="sourceCode", required=True, validate=SOURCE, metadata=SOURCE.said("The script itself.")
    )
    integrity_hash = Text(
        data_key="integrityHash",
        load_default=None,
        allow_none=True,
        metadata={"description": "Ignored: an inline script has none."},
    )


class RegisteredScriptSchema(Shape):
    id = Text(required=True, metadata={"description": "Made from its name; its versions share it."})
    display_name = Text(data_key="displayName", required=True, metadata={"description": "Its name."})
    hosted_location = Text(data_key="hostedLocation", required=True, metadata={"description": "Where it is hosted."})
    integrity_hash = Text(
        data_key="integrityHash",
        required=True,
        allow_none=True,
        metadata={"description": "What browsers check it against; null for an inline script."},
    )
    can_copy = Flag(
        data_key="canCopy", required=True, metadata={"description": "Whether copies of the site have it too."}
    )
    version = Text(required=True, metadata={"description": "The version."})
    created_on = Moment(data_key="createdOn", required=True, metadata={"description": "When it was registered."})
    last_updated = Moment(data_key="lastUpdated", required=True, metadata={"description": "The same."})


class RegisteredScriptsSchema(Shape):
    registered_scripts = Items(
        Nested(RegisteredScriptSchema),
        data_key="registeredScripts",
        required=True,
        metadata={"description": "Versions of the site's scripts, oldest first."},
    )
    pagination = pagination()


def list_scripts(reader: Reader, call: Call) -> Page[Body]:
    """The site's scripts, a row for each version, whichever app registered them."""
    site = reader.get(SITES, call.path["site_id"])
    base = base_of(call)
    return page_as("registeredScripts", reader.all(SCRIPTS, site.id), call, lambda script: script.body_at(base))


def register_hosted_script(tx: Transaction, call: Call) -> Body:
    return _register(tx, call, hosted=Hosted(call.body["hosted_location"], call.body["integrity_hash"]))


def register_inline_script(tx: Transaction, call: Call) -> Body:
    """A script by its source, of as many characters as the world allows."""
    source, most = call.body["source_code"], int(call.quirks["inline_script_limit"])
    if len(source) > most:
        raise Refusal("invalid_shape", details=[f"Value (sourceCode) should NOT be longer than {most} characters"])
    return _register(tx, call, source=source)


def _register(tx: Transaction, call: Call, *, source: str | None = None, hosted: Hosted | None = None) -> Body:
    """Add a version; one that is there stays as it is."""
    site, body = tx.get(SITES, call.path["site_id"]), call.body
    script = Script(
        id=script_id_of(body["display_name"], _SEPARATORS[call.quirks["script_id_spaces"]]),
        site_id=site.id,
        version=body["version"],
        display_name=body["display_name"],
        can_copy=body["can_copy"],
        created=tx.now,
        source=source,
        hosted=hosted,
    )
    if tx.find(SCRIPTS, script.key) is not None:
        words = f"Duplicate registered script: {script.id} {script.version} is registered already"
        raise Refusal("duplicate_registered_script", words)
    if len(tx.all(SCRIPTS, site.id)) >= MOST_SCRIPTS:
        raise Refusal("custom_code_max_registered_scripts")
    return Body(tx.put(SCRIPTS, script).body_at(base_of(call)))


_REGISTERING: dict[str, Any] = {
    "scope": "custom_code:write",
    "token_kinds": OAUTH,
    "done": Done("added", "registered script", "added"),
    "success": 201,
    "returns": RegisteredScriptSchema,
    "refusals": ("duplicate_registered_script", "custom_code_max_registered_scripts"),
}

ROUTES = (
    query(
        "get-scripts",
        "GET /sites/{site_id}/registered_scripts",
        list_scripts,
        summary="List the registered scripts of a site",
        scope="custom_code:read",
        token_kinds=OAUTH,
        query=PagingQuery,
        returns=RegisteredScriptsSchema,
    ),
    command(
        "post-hosted-script",
        "POST /sites/{site_id}/registered_scripts/hosted",
        register_hosted_script,
        summary="Register a script that is hosted elsewhere",
        body=HostedScriptBody,
        **_REGISTERING,
    ),
    command(
        "post-inline-scripts",
        "POST /sites/{site_id}/registered_scripts/inline",
        register_inline_script,
        summary="Register a script by its source",
        body=InlineScriptBody,
        **_REGISTERING,
    ),
)
