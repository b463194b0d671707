"""The control plane's calls that hand out contracts: of the API, of itself, and of seeds."""

from collections.abc import Callable
from functools import lru_cache, partial
from typing import Any

import flask

from .row import ROWS, Ask, Control


@lru_cache(maxsize=1)
def _openapi() -> str:
    from mockflow.contract import build_contract, to_json  # noqa: PLC0415 - slow, and asked for by few

    return to_json(build_contract())


@lru_cache(maxsize=1)
def _control() -> str:
    from mockflow.contract import build_control_contract, to_json  # noqa: PLC0415 - as above

    return to_json(build_control_contract(flask.current_app.extensions[ROWS]()))


@lru_cache(maxsize=1)
def _seed_schema() -> str:
    from mockflow.contract import to_json  # noqa: PLC0415 - as above
    from mockflow.worlds.seed_json_schema import seed_json_schema  # noqa: PLC0415 - as above

    return to_json(seed_json_schema())


def _answer(build: Callable[[], str], _: Ask) -> Any:
    return flask.Response(build(), content_type="application/json")


CONTROLS = (
    Control("GET", "/openapi.json", partial(_answer, _openapi), "The OpenAPI contract of the API"),
    Control("GET", "/control.openapi.json", partial(_answer, _control), "The OpenAPI contract of the control plane"),
    Control("GET", "/seed.schema.json", partial(_answer, _seed_schema), "The JSON Schema of seeds"),
)
