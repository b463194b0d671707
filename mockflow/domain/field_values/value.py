"""What every type of value has in common.

A message reads ``expected|text``: what a person writing a seed is told was expected, and Webflow's own words for the
API's error where they are known.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any, ClassVar

from mockflow.core.schema import Unfit
from mockflow.domain.collections import Field

UNKNOWN = "a field of the collection|Field not described in schema: undefined"
CLEARED = "a value, since the field is required|Required field cannot be cleared"


class Value(ABC):
    """A value of a field: ``read`` makes the stored one of it, or raises ValueError or Unfit."""

    expected: str
    emptied: ClassVar[tuple[Any, ...]] = ("",)

    def __init__(self, field: Field) -> None:
        self.rules: Mapping[str, Any] = field.validations or {}
        self.is_required = field.is_required

    def load(self, value: Any) -> Any:
        """The stored form of this value, or of nothing; Unfit with what was expected."""
        if self.is_required and (value is None or value in self.emptied):
            raise Unfit(self.cleared(value))
        if value is None:
            return None
        try:
            return self.read(value)
        except ValueError:
            raise Unfit(f"{self.expected}|") from None

    def cleared(self, value: Any) -> str:  # noqa: ARG002 - a reference tells null from empty
        """What a required field says to nothing."""
        return CLEARED

    @abstractmethod
    def read(self, value: Any) -> Any:
        """The stored form of this value; ValueError if it is not one of this type."""


def demand(holds: object) -> None:
    if not holds:
        raise ValueError
