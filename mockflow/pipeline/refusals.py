"""The one map from refusal code to status and body. No other module knows a status number of an error."""

from typing import NamedTuple

from mockflow.core.refusal import Refusal
from mockflow.core.wire import dumps


class Wording(NamedTuple):
    """How a refusal is answered: the status, Webflow's code, and the usual message."""

    status: int
    code: str
    message: str


REFUSALS = {
    "bad_request": Wording(400, "bad_request", "Bad Request: Request is malformed"),
    "invalid_shape": Wording(400, "validation_error", "Validation Error"),
    "invalid_fields": Wording(400, "validation_error", "Validation Error"),
    "invalid_id": Wording(400, "validation_error", "Validation Error: Provided ID is invalid"),
    "unsupported_version": Wording(400, "unsupported_version", "This write needs the header accept-version"),
    "no_domains": Wording(400, "no_domains", "No domain IDs provided"),
    "invalid_domain": Wording(400, "invalid_domain", "Please send a valid custom domain ID"),
    "unsupported_trigger": Wording(
        400, "unsupported_webhook_trigger_type", "Bad Request: This trigger type is not supported"
    ),
    "incompatible_filter": Wording(
        400, "incompatible_webhook_filter", "Bad Request: Only the trigger form_submission takes a filter"
    ),
    "not_authorized": Wording(401, "not_authorized", "Request not authorized"),
    "missing_scopes": Wording(403, "missing_scopes", "OAuthForbidden: You are missing the following scopes"),
    "forbidden": Wording(403, "forbidden", "User is not authorized to perform this action"),
    "invalid_auth_version": Wording(403, "invalid_auth_version", "This endpoint does not take this kind of token"),
    "resource_not_found": Wording(404, "resource_not_found", "Requested resource not found"),
    "duplicate_collection": Wording(409, "duplicate_collection", "Collection already exists"),
    "ecommerce_not_enabled": Wording(409, "ecommerce_not_enabled", "Ecommerce is not yet initialized"),
    "conflict": Wording(409, "conflict", "Conflict: Conflict with server data"),
    "forms_require_republish": Wording(
        409, "forms_require_republish", "To access this feature, the site needs to be republished."
    ),
    "payload_too_large": Wording(413, "bad_request", "Bad Request: Request is larger than 10,000,000 bytes"),
    "too_many_requests": Wording(429, "too_many_requests", "Too Many Requests"),
    "internal_error": Wording(500, "internal_error", "An Internal Error occurred"),
}


def status_of(refusal: Refusal) -> int:
    return REFUSALS[refusal.code].status


def message_of(refusal: Refusal) -> str:
    """The message: the refusal's own, or the usual one; problems of shape are listed within it, as Webflow does."""
    usual = REFUSALS[refusal.code].message
    if refusal.code == "invalid_shape":
        return f"{usual}: {dumps(list(refusal.details)).decode()}"
    return refusal.message or usual


def error_body(refusal: Refusal) -> bytes:
    """The body of the answer, its keys in Webflow's order."""
    details = [] if refusal.code == "invalid_shape" else list(refusal.details)
    return dumps(
        {
            "message": message_of(refusal),
            "code": REFUSALS[refusal.code].code,
            "externalReference": None,
            "details": details,
        }
    )
