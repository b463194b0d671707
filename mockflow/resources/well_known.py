"""Files below ``/.well-known`` of a site: written and deleted; no operation reads one."""

from mockflow.core.call import Call
from mockflow.core.done import Done
from mockflow.core.refusal import Refusal
from mockflow.core.route import command
from mockflow.core.schema import Items, Pattern, Shape, Text, one_of
from mockflow.core.store import Transaction
from mockflow.domain.well_known import (
    CONTENT_TYPES,
    JSON,
    MOST_BYTES,
    MOST_FILES,
    NAME_PATTERN,
    WELL_KNOWN,
    WellKnownFile,
    key_of,
    stored_name,
)

AREA = "sites"


class NewWellKnownFile(Shape):
    file_name = Text(
        data_key="fileName",
        required=True,
        validate=Pattern(NAME_PATTERN),
        metadata={"description": "Ends with .txt, .json or nothing; .noext takes every ending away."},
    )
    file_data = Text(data_key="fileData", required=True, metadata={"description": "Less than 100 kB of text."})
    content_type = Text(
        data_key="contentType",
        load_default=JSON,
        validate=one_of(*CONTENT_TYPES),
        metadata={"description": "Its MIME type."},
    )


class WellKnownNames(Shape):
    file_names = Items(
        Text(validate=Pattern(NAME_PATTERN)),
        data_key="fileNames",
        required=True,
        metadata={"description": "The files to delete."},
    )


def set_well_known(tx: Transaction, call: Call) -> None:
    """A new file, or another content of one that is there."""
    site_id, name = call.path["site_id"], _stored_name(call.body["file_name"], "fileName")
    content = call.body["file_data"].encode()
    if len(content) > MOST_BYTES:
        raise Refusal("invalid_shape", details=[f"Value (fileData) should NOT have more than {MOST_BYTES} bytes"])
    file = WellKnownFile(site_id, name, call.body["content_type"], content)
    before = tx.find(WELL_KNOWN, file.key)
    if before is None and len(tx.all(WELL_KNOWN, site_id)) >= MOST_FILES:
        reason = f"A site should NOT have more than {MOST_FILES} well-known files"
        raise Refusal("bad_request", f"Bad Request: Request is malformed: {reason}")
    if before is None or (before.content_type, before.content) != (file.content_type, file.content):
        tx.put(WELL_KNOWN, file)


def delete_well_known(tx: Transaction, call: Call) -> None:
    """All of them, or none where one is not there."""
    names = [_stored_name(name, f"fileNames[{at}]") for at, name in enumerate(call.body["file_names"])]
    for name in dict.fromkeys(names):
        tx.remove(WELL_KNOWN, key_of(call.path["site_id"], name))


def _stored_name(name: str, where: str) -> str:
    try:
        return stored_name(name)
    except ValueError:
        reason = f"Value ({where}) should end with .txt, .json or .noext, or have no ending"
        raise Refusal("invalid_shape", details=[reason]) from None


ROUTES = (
    command(
        "set-well-known",
        "PUT /sites/{site_id}/well_known",
        set_well_known,
        summary="Write a well-known file of a site",
        scope="site_config:write",
        done=Done("wrote", "well-known file"),
        success=201,
        body=NewWellKnownFile,
        enterprise="site",
    ),
    command(
        "delete-well-known",
        "DELETE /sites/{site_id}/well_known",
        delete_well_known,
        summary="Delete well-known files of a site",
        scope="site_config:write",
        done=Done("deleted", "well-known file", "removed"),
        success=204,
        body=WellKnownNames,
        enterprise="site",
    ),
)
