"""Quirks: switches for what the sources leave open. The first value is the default."""

import re
from collections.abc import Mapping
from typing import Any

_NUMBER = re.compile(r"[1-9]\d{0,5}", re.ASCII)

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
    "webhook_list": ("own", "all"),
    "webhook_scope_check": ("both", "spec", "trigger"),
    "webhook_delete_scope": ("write", "read"),
    "webhook_http_anywhere": ("off", "on"),
    "webhook_timestamp": ("world", "real"),
    "introspect_site_token": ("403", "500"),
    "revoke_deletes_webhooks": ("on", "off"),
    "submission_patch": ("hidden_only", "any"),
    "page_event_on_publish": ("off", "on"),
    "redirect_patch_conflict": ("off", "on"),
    "custom_code_when_empty": ("not_found", "empty"),
    "script_id_spaces": ("underscore", "none"),
}

NUMBERS: dict[str, str] = {
    "webhook_deactivate_after": "5",
    "asset_limit_mb": "by_kind",
    "inline_script_limit": "2000",
}
"""Quirks that are a whole number from 1 on, with their defaults; a default that is a word is taken too."""

DEFAULTS = {**{name: values[0] for name, values in QUIRKS.items()}, **NUMBERS}


def read_quirks(given: Mapping[str, Any]) -> dict[str, str]:
    """The switches, true and false read as on and off; ValueError names a bad one and what it may be."""
    return {name: _value(name, value) for name, value in given.items()}


def _value(name: str, value: Any) -> str:
    if name not in DEFAULTS:
        raise ValueError(f"expected one of the quirks {', '.join(DEFAULTS)}, found {name}")
    if name in NUMBERS:
        return _number(name, value)
    word = {True: "on", False: "off"}[value] if isinstance(value, bool) else value
    if word not in QUIRKS[name]:
        raise ValueError(f"expected {name} to be {' or '.join(QUIRKS[name])}, found {value}")
    return str(word)


def _number(name: str, value: Any) -> str:
    text, default = "" if isinstance(value, bool) else str(value), NUMBERS[name]
    if text != default and not _NUMBER.fullmatch(text):
        word = "" if _NUMBER.fullmatch(default) else f"{default} or "
        raise ValueError(f"expected {name} to be {word}a whole number from 1 to 999999, found {value}")
    return text
