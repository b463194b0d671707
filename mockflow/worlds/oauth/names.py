"""The calls of OAuth, which have no published names: where they are, and what lists and the journal call them."""

from typing import Any, NamedTuple

BASE = "/oauth"
AUTHORIZE, CONSENT, EXCHANGE, REVOKE = OPERATIONS = (
    *("authorize", "decide-authorization", "exchange-code", "revoke-authorization"),
)


class Endpoint(NamedTuple):
    """A call of OAuth, beside the API: it takes no token and counts against no limit."""

    method: str
    path: str
    operation_id: str

    def to_dict(self) -> dict[str, Any]:
        """The row of ``mockflow routes``."""
        return {
            "method": self.method,
            "path": self.path,
            "operationId": self.operation_id,
            "area": "oauth",
            "scope": None,
            "tokenKinds": [],
            "events": [],
        }


ENDPOINTS = (
    Endpoint("GET", f"{BASE}/authorize", AUTHORIZE),
    Endpoint("POST", f"{BASE}/authorize", CONSENT),
    Endpoint("POST", f"{BASE}/access_token", EXCHANGE),
    Endpoint("POST", f"{BASE}/revoke_authorization", REVOKE),
)

ALIASES = {f"{BASE}/token": f"{BASE}/access_token"}
"""Further paths, each with the one that it answers as: the published document has another name for the exchange."""
