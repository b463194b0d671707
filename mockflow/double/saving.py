"""A world as a document, as a test holds it."""

from collections.abc import Mapping
from typing import Any

from .doors import Doors


class Saving(Doors):
    """The part of ``Mockflow`` that takes a whole world away, and brings it back."""

    def state(self) -> dict[str, Any]:
        """All that writes change, as a document of JSON values: sites and all in them, files, tokens, quirks, clock.

        Not the journal, the deliveries, nor when a token was last used: reads and refused calls leave it as it is.
        """
        said: dict[str, Any] = self.control("GET", "/state")
        return said

    def load_state(self, document: Mapping[str, Any]) -> None:
        """Make the world what such a document says, of this world or another one; minted tokens get this one's suffix.

        Raises:
            ControlError: it is no state, or of another version; the message says where, and nothing has changed.
        """
        self.control("PUT", "/state", json=document)
        self.forget_ids()  # the document brings its own

    def save(self) -> None:
        """Write the default world to the file of ``--state``; ControlError where there is none, or it cannot be."""
        self.control("POST", "/save")
