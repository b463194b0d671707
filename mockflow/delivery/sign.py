"""The signature of a delivery."""

import hashlib
import hmac


def sign(secret: str, timestamp: str, body: bytes) -> str:
    """Lower-case hex HMAC-SHA256 of ``timestamp:body``.

    Args:
        secret: the key of the webhook.
        timestamp: milliseconds since 1970, as it is sent.
        body: the exact bytes that are sent.
    """
    return hmac.new(secret.encode(), timestamp.encode() + b":" + body, hashlib.sha256).hexdigest()


def is_signed(secret: str, timestamp: str, body: bytes, signature: str) -> bool:
    """Whether this is the signature of that body."""
    return hmac.compare_digest(sign(secret, timestamp, body).encode(), signature.encode())
