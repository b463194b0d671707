"""Upload targets: permissions to send one file to the store, in the form that an object store gives them."""

from base64 import b64encode
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from mockflow.core.ids import derived_id
from mockflow.core.store import Table
from mockflow.core.wire import dumps, iso

from .fonts import FontFile
from .store_paths import BUCKET, STORAGE

LASTS = 15 * 60 * 1000
"""How long a target can be used, in milliseconds."""

ASSET, FONT = "asset", "font"
KINDS = (ASSET, FONT)
STATUS_FIELD = "success_action_status"


@dataclass(frozen=True, slots=True, eq=False)
class Target:
    """Permission to upload one file, once.

    Attributes:
        key: what the store will keep it under.
        kind: what the file is for, which tells what follows from the upload: ``asset`` or ``font``.
        owner_id: the record that it is for.
        file_hash: the MD5 that it must have, in hex.
        made: when the permission was given.
        actor: to whom.
        used: whether the file came already.
        font_file: what the file makes of a font; None for another kind.
    """

    key: str
    kind: str
    owner_id: str
    site_id: str
    file_hash: str
    content_type: str
    made: int
    actor: str
    used: bool = False
    font_file: FontFile | None = None

    @property
    def order(self) -> tuple[int, str]:
        return self.made, self.key

    @property
    def expires(self) -> int:
        return self.made + LASTS

    @property
    def body(self) -> bytes:
        """What is known of it, without its signature."""
        return dumps({"key": self.key, "expiresOn": iso(self.expires), "used": self.used})

    def fields(self) -> dict[str, str]:
        """The fields that a form must hold before the file."""
        day = str(iso(self.made))[:19].replace("-", "").replace(":", "") + "Z"
        scope = f"mockflow/{day[:8]}/us-east-1/s3/aws4_request"
        known = {
            "acl": "public-read",
            "bucket": BUCKET,
            "X-Amz-Algorithm": "AWS4-HMAC-SHA256",
            "X-Amz-Credential": scope,
            "X-Amz-Date": day,
            "key": self.key,
        }
        after = {**self._content(), "Cache-Control": "max-age=31536000, must-revalidate"}
        policy = self._policy({**known, **after})
        signed = {"Policy": policy, "X-Amz-Signature": derived_id(policy, 64), STATUS_FIELD: "201"}
        return {**known, **signed, **after}

    def _content(self) -> dict[str, str]:
        """What the fields say of the file; those of a font have its digest, and another case."""
        if self.kind != FONT:
            return {"content-type": self.content_type}
        digest = b64encode(bytes.fromhex(self.file_hash)).decode()
        return {"Content-MD5": digest, "Content-Type": self.content_type}

    def _policy(self, fields: dict[str, str]) -> str:
        """What the form must say, as the store reads it; the status is the sender's choice."""
        conditions: list[Any] = [{name: value} for name, value in fields.items()]
        conditions.append(["starts-with", f"${STATUS_FIELD}", ""])
        return b64encode(dumps({"expiration": iso(self.expires), "conditions": conditions})).decode()


def stored_path(key: str) -> str:
    """Where the store has the file of this key, below the base of the double's URLs."""
    return f"{STORAGE}/{BUCKET}/{quote(key)}"


TARGETS = Table[Target](
    "upload target", key=lambda target: target.key, group=lambda _: None, lookup=lambda target: (target.owner_id,)
)
