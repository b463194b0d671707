"""What the object store does with a form: it checks it against an upload target, and keeps the file."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from mockflow.core.done import Done
from mockflow.core.store import Reader, Transaction
from mockflow.domain.assets import ASSETS, stored_file, variants_of
from mockflow.domain.file_kinds import limit_of, md5_of
from mockflow.domain.fonts import FONTS, stored_font
from mockflow.domain.scripts import script_file
from mockflow.domain.stored_files import FILES, MOST_BYTES, StoredFile, bytes_kept
from mockflow.domain.upload_targets import ASSET, FONT, STATUS_FIELD, TARGETS, Target

from .world import World

OPERATION = "upload-file"
_DONE = Done("uploaded", "file")
_NEEDED = ("key", "policy", "x-amz-signature")
_SECRET = frozenset({"policy", "x-amz-signature"})
_FREE = frozenset({"bucket", STATUS_FIELD})
_FONTS = "fonts/"
_IGNORED = "x-ignore-"
_STATUSES = frozenset({"200", "201"})
_USUAL_STATUS = 204


class StoreError(Exception):
    """A form that the store refuses, in the store's words.

    Attributes:
        code: the store's code for the reason.
        details: further elements of the answer.
    """

    def __init__(self, code: str, message: str, **details: Any) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.details = details


class Form(NamedTuple):
    """A form as it was sent.

    Attributes:
        fields: what came before the file, by name in lower case.
        file: None where there was none.
    """

    fields: Mapping[str, str]
    file: bytes | None


class Stored(NamedTuple):
    """What the store answers to a form that it took.

    Attributes:
        md5: of the file, in hex.
        status: what the form asked for.
    """

    key: str
    md5: str
    status: int


def upload(world: World, form: Form, request_id: str) -> Stored:
    """Keep the file of a form, as a write of whoever was given its target.

    Raises:
        StoreError: the form is refused, and nothing changed.
    """
    with world.lock:
        tx = Transaction(world.state, world.write_time())
        target = _target_of(tx, form)
        if world.pauses.of(target.actor) is not None:
            raise _denied("whoever was given the upload target is paused")
        content = _content(tx, world, target, form)
        _COMPLETIONS[target.kind](tx, target, content)
        tx.put(TARGETS, replace(target, used=True))
        world.commit(
            tx,
            actor=target.actor,
            operation_id=OPERATION,
            summary="Upload a file",
            request_id=request_id,
            done=_DONE,
        )
    asked = form.fields.get(STATUS_FIELD, "")
    return Stored(target.key, target.file_hash, int(asked) if asked in _STATUSES else _USUAL_STATUS)


def _target_of(tx: Transaction, form: Form) -> Target:
    """The target that this form is for, if it says all that the target demands."""
    fields = form.fields
    for name in _NEEDED:
        if not fields.get(name):
            reason = f"Bucket POST must contain a field named '{name}'. It should come before the file."
            raise StoreError("InvalidArgument", reason, ArgumentName=name)
    target = tx.find(TARGETS, fields["key"])
    if target is None:
        raise _denied("no upload target has this key")
    expected = {name.lower(): value for name, value in target.fields().items()}
    for name, value in expected.items():
        if name not in _FREE and fields.get(name) != value:
            expectation = "what the target's field has" if name in _SECRET else f'"{value}"'
            raise _denied(f'Policy Condition failed: ["eq", "${name}", {expectation}]')
    for name in fields:
        if name not in expected and not name.startswith(_IGNORED):
            raise _denied(f"Extra input fields: {name}")
    if target.used:
        raise _denied("the upload target was used already")
    if tx.now >= target.expires:
        raise _denied("Policy expired.")
    return target


def _denied(reason: str) -> StoreError:
    return StoreError("AccessDenied", f"Invalid according to Policy: {reason}")


def _content(tx: Transaction, world: World, target: Target, form: Form) -> bytes:
    """The file of this form, if it is the one that the target was given for."""
    content = form.file
    if content is None:
        raise StoreError("InvalidArgument", "POST requires exactly one file upload per request.", ArgumentName="file")
    limit = limit_of(target.content_type, world.quirks)
    if len(content) > limit.size:
        raise too_large(len(content), limit.size, f"{limit.megabytes} MB")
    if bytes_kept(tx) + len(content) > MOST_BYTES:
        raise too_large(len(content), MOST_BYTES - bytes_kept(tx), f"{MOST_BYTES} bytes for all files of a world")
    digest = md5_of(content)
    if digest != target.file_hash:
        reason = "The MD5 of the file is not the fileHash that the upload was announced with."
        raise StoreError("BadDigest", reason, ExpectedDigest=target.file_hash, CalculatedDigest=digest)
    return content


def too_large(size: int, most: int, limit: str) -> StoreError:
    """The refusal of a file over the limit, which it names."""
    message = f"Your proposed upload exceeds the maximum allowed size: {limit}"
    return StoreError("EntityTooLarge", message, ProposedSize=size, MaxSizeAllowed=most)


def _complete_asset(tx: Transaction, target: Target, content: bytes) -> None:
    waiting = tx.get(ASSETS, target.owner_id)
    asset = replace(waiting, size=len(content), variants=variants_of(content, target.content_type), updated=tx.now)
    tx.put(ASSETS, asset)
    tx.put(FILES, stored_file(asset, content, target.file_hash, tx.now))


def _complete_font(tx: Transaction, target: Target, content: bytes) -> None:
    """Only now is a font that had a file that of the new one."""
    waiting = tx.get(FONTS, target.owner_id)
    font = replace(waiting, file=target.font_file or waiting.file, size=len(content))
    tx.put(FONTS, font)
    tx.put(FILES, stored_font(font, content, target.file_hash, tx.now))


_COMPLETIONS: dict[str, Callable[[Transaction, Target, bytes], None]] = {
    ASSET: _complete_asset,
    FONT: _complete_font,
}
"""What follows from an upload, by the kind of its target."""


def hosted_file(world: World, key: str) -> StoredFile:
    """The file, or the source of a script, that is hosted under this key; StoreError if there is none."""
    site_id, _, rest = key.partition("/")
    reader = Reader(world.state)
    script = script_file(reader, key)
    if script is not None:
        return script
    is_font = rest.startswith(_FONTS)
    file_id, _, name = rest.removeprefix(_FONTS).partition("-") if is_font else rest.partition("_")
    file = reader.find(FILES, file_id)
    is_there = file is not None and file.site_id == site_id and name in file.names
    if file is None or not is_there or is_font != (reader.find(FONTS, file_id) is not None):
        raise StoreError("NoSuchKey", "The specified key does not exist.", Key=key)
    return file
