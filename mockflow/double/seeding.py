"""The world of a double as a seed."""

from typing import Any

from .doors import Doors


class Seeding(Doors):
    """The part of ``Mockflow`` that says its world as a document."""

    def seed(self) -> dict[str, Any]:
        """The seed that makes an equal world: ``Mockflow(seed=mock.seed())`` has the same records with the same ids.

        It has the form of ``contracts/seed.schema.json``, and may be kept as a YAML or JSON file. Left out are upload
        targets, tokens that expire, and the clock.
        """
        document: dict[str, Any] = self.control("GET", "/seed")
        return document
