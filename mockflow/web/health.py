"""The control plane's call that every start of a double is asked, which therefore imports next to nothing."""

from time import monotonic
from typing import Any

import mockflow

from .row import Ask, Control

_STARTED = monotonic()


def health(ask: Ask) -> dict[str, Any]:
    return {
        "status": "ok",
        "version": mockflow.__version__,
        "apiDate": mockflow.API_DATE,
        "worlds": len(ask.worlds),
        "uptimeSeconds": round(monotonic() - _STARTED, 3),
    }


CONTROLS = (Control("GET", "/health", health, "Say that a double answers, its version and its number of worlds"),)
