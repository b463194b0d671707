"""Quirks: switches for what the sources leave open. The first value is the default."""

from collections.abc import Mapping
from typing import Any

QUIRKS: dict[str, tuple[str, ...]] = {
    "limit_over_max": ("clamp", "reject"),
    "retry_after_on_success": ("off", "on"),
    "publish_limit": ("on", "off"),
    "require_write_version": ("off", "on"),
    "duplicate_slug_on_create": ("reject", "suffix"),
    "delete_keeps_live_copy": ("on", "off"),
    "refuse_delete_of_referenced": ("off", "on"),
    "require_published_site": ("on", "off"),
    "product_item_events": ("off", "on"),
}

DEFAULTS = {name: values[0] for name, values in QUIRKS.items()}


def read_quirks(given: Mapping[str, Any]) -> dict[str, str]:
    """The switches, true and false read as on and off; ValueError names a bad one and what it may be."""
    return {name: _value(name, value) for name, value in given.items()}


def _value(name: str, value: Any) -> str:
    if name not in QUIRKS:
        raise ValueError(f"expected one of the quirks {', '.join(QUIRKS)}, found {name}")
    word = {True: "on", False: "off"}[value] if isinstance(value, bool) else value
    if word not in QUIRKS[name]:
        raise ValueError(f"expected {name} to be {' or '.join(QUIRKS[name])}, found {value}")
    return str(word)
