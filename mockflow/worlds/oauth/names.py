"""What the journal calls the operations of OAuth, which have no published names."""

AUTHORIZE, EXCHANGE, REVOKE = OPERATIONS = ("authorize", "exchange-code", "revoke-authorization")
