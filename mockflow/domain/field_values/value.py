"""What every type of value has in common.

A message reads ``expected|text``: what a person writing a seed is told was expected, and Webflow's own words for the
API's error where they are known.
"""

from collections.abc import Mapping
from typing import Any, ClassVar

from marshmallow import ValidationError, fields

from mockflow.domain.collections import Field

UNKNOWN = "a field of the collection|Field not described in schema: undefined"
CLEARED = "a value, since the field is required|Required field cannot be cleared"


class Value(fields.Field[Any]):
    """A value of a field: ``read`` makes the stored one of it, or raises ValueError."""

    expected: ClassVar[str]
    emptied: ClassVar[tuple[Any, ...]] = ("",)

    def __init__(self, field: Field) -> None:
        self.rules: Mapping[str, Any] = field.validations or {}
        self.is_required = field.is_required
        super().__init__(allow_none=True)

    def deserialize(self, value: Any, attr: str | None = None, data: Any = None, **kwargs: Any) -> Any:  # noqa: ARG002 - marshmallow's signature
        if self.is_required and (value is None or value in self.emptied):
            raise ValidationError(self.cleared(value))
        if value is None:
            return None
        try:
            return self.read(value)
        except ValueError:
            raise ValidationError(f"{self.expected}|") from None

    def cleared(self, value: Any) -> str:  # noqa: ARG002 - a reference tells null from empty
        """What a required field says to nothing."""
        return CLEARED

    def read(self, value: Any) -> Any:
        """The stored form of this value; ValueError if it is not one of this type."""
        raise NotImplementedError


def demand(holds: object) -> None:
    if not holds:
        raise ValueError
