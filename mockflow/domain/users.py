"""People of a workspace."""

from typing import Any, NamedTuple

from mockflow.core.ids import derived_id
from mockflow.core.schema import Shape, Text


class User(NamedTuple):
    """Someone who works on a site."""

    id: str
    email: str
    name: str

    def to_wire(self) -> dict[str, Any]:
        return {"userId": self.id, "email": self.email, "name": self.name}


class PersonSchema(Shape):
    """A user as the API names one."""

    user_id = Text(data_key="userId", required=True, metadata={"description": "The user's id."})
    email = Text(required=True, metadata={"description": "The user's e-mail address."})
    name = Text(required=True, metadata={"description": "The user's name."})


DESIGNER = User(derived_id("users/designer"), "designer@example.com", "Sam Designer")
"""The user whom the double simulates."""
