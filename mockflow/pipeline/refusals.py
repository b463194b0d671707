"""The one map from refusal code to status and body. No other module knows a status number of an error."""

from http import HTTPStatus
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
    "analyze_input_validation": Wording(400, "analyze_input_validation", "Validation Error"),
    "invalid_time_range": Wording(400, "invalid_time_range", "Validation Error: endTime should be after startTime"),
    "time_range_too_wide": Wording(400, "time_range_too_wide", "Validation Error: The window is wider than 100 days"),
    "before_historical_floor": Wording(
        400, "before_historical_floor", "Validation Error: startTime is before 2025-04-09T00:00:00Z"
    ),
    "analyze_unsupported_filter": Wording(
        400, "analyze_unsupported_filter", "Validation Error: This report cannot be filtered so"
    ),
    "analyze_filter_conflict": Wording(
        400, "analyze_filter_conflict", "Validation Error: A dimension is filtered in two places"
    ),
    "not_authorized": Wording(401, "not_authorized", "Request not authorized"),
    "missing_scopes": Wording(403, "missing_scopes", "OAuthForbidden: You are missing the following scopes"),
    "forbidden": Wording(403, "forbidden", "User is not authorized to perform this action"),
    "invalid_auth_version": Wording(403, "invalid_auth_version", "This endpoint does not take this kind of token"),
    "not_enterprise_plan_site": Wording(
        403, "not_enterprise_plan_site", "This site is not associated with an Enterprise plan"
    ),
    "not_enterprise_plan_workspace": Wording(
        403, "not_enterprise_plan_workspace", "This workspace is not associated with an Enterprise plan"
    ),
    "resource_not_found": Wording(404, "resource_not_found", "Requested resource not found"),
    "duplicate_collection": Wording(409, "duplicate_collection", "Collection already exists"),
    "ecommerce_not_enabled": Wording(409, "ecommerce_not_enabled", "Ecommerce is not yet initialized"),
    "duplicate_registered_script": Wording(
        409, "duplicate_registered_script", "Duplicate registered script: This version of it is registered already"
    ),
    "custom_code_max_registered_scripts": Wording(
        409, "custom_code_max_registered_scripts", "The maximum number of registered scripts has been reached."
    ),
    "conflict": Wording(409, "conflict", "Conflict: Conflict with server data"),
    "forms_require_republish": Wording(
        409, "forms_require_republish", "To access this feature, the site needs to be republished."
    ),
    "payload_too_large": Wording(413, "bad_request", "Bad Request: Request is larger than 10,000,000 bytes"),
    "too_many_requests": Wording(429, "too_many_requests", "Too Many Requests"),
    "internal_error": Wording(500, "internal_error", "An Internal Error occurred"),
    "service_unavailable": Wording(
        503, "service_unavailable", "Service temporarily unavailable. Please try again later."
    ),
}

_OAUTH = {"invalid_client": 401, "access_denied": 403, "invalid_token": 404, "server_error": 500}
_LISTING = frozenset({"invalid_shape", "analyze_input_validation"})
"""Those whose message lists what was wrong, in place of the details."""

_USUAL = {
    400: "bad_request",
    401: "not_authorized",
    403: "forbidden",
    404: "resource_not_found",
    409: "conflict",
    413: "payload_too_large",
    429: "too_many_requests",
    500: "internal_error",
    503: "service_unavailable",
}
_FIRST_OF_SERVER = 500


def usual(status: int) -> Wording:
    """Webflow's usual code and message for the status of an error; the nearest code, and HTTP's words, for others."""
    if status in _USUAL:
        return REFUSALS[_USUAL[status]]
    code = "bad_request" if status < _FIRST_OF_SERVER else "internal_error"
    words = {each.value: each.phrase for each in HTTPStatus}
    return Wording(status, code, words.get(status, REFUSALS[code].message))


def worded_as(code: str) -> Wording | None:
    """The status and the message that go with a code of an error body; None for one that no refusal has."""
    return next((each for each in REFUSALS.values() if each.code == code), None)


def oauth_status(code: str) -> int:
    """The status of an error of RFC 6749."""
    return _OAUTH.get(code, HTTPStatus.BAD_REQUEST)


def status_of(refusal: Refusal) -> int:
    return REFUSALS[refusal.code].status


def message_of(refusal: Refusal) -> str:
    """The message: the refusal's own, or the usual one; problems of shape are listed within it, as Webflow does."""
    usual = REFUSALS[refusal.code].message
    if refusal.code in _LISTING:
        return f"{usual}: {dumps(list(refusal.details)).decode()}"
    return refusal.message or usual


def error_body(refusal: Refusal) -> bytes:
    """The body of the answer, its keys in Webflow's order."""
    details = [] if refusal.code in _LISTING else list(refusal.details)
    return body_with(message_of(refusal), REFUSALS[refusal.code].code, details)


def body_with(message: str, code: str, details: list[dict[str, str] | str]) -> bytes:
    """The body of an error with these words."""
    return dumps({"message": message, "code": code, "externalReference": None, "details": details})
