"""The control plane's seed: a running world as a document that makes an equal one."""

from typing import Any

from mockflow.worlds.queries import check_names

from .row import Ask, Control


def get_seed(ask: Ask) -> dict[str, Any]:
    from mockflow.worlds.seed_of import seed_of  # noqa: PLC0415 - few ask for it, and no start should wait for it

    check_names(ask.query, ())
    return seed_of(ask.world)


CONTROLS = (Control("GET", "/seed", get_seed, "The world as a seed that makes an equal world"),)
