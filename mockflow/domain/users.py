"""People of a workspace."""

from typing import Any, NamedTuple

from mockflow.core.ids import derived_id


class User(NamedTuple):
    """Someone who works on a site."""

    id: str
    email: str
    name: str

    def to_wire(self) -> dict[str, Any]:
        return {"userId": self.id, "email": self.email, "name": self.name}


DESIGNER = User(derived_id("users/designer"), "designer@example.com", "Sam Designer")
"""The user whom the double simulates."""
