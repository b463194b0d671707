"""The world in a path: ``/w/{world}`` moves into ``SCRIPT_NAME``, and the rest is routed as ever."""

from typing import Any

from .wsgi import WORLD_KEY

_START = "/w/"


def take_prefix(environ: dict[str, Any]) -> None:
    """Move the prefix of a request's path, if it has one."""
    path = environ.get("PATH_INFO", "")
    if path.startswith(_START):
        world_id, _, rest = path[len(_START) :].partition("/")
        environ["SCRIPT_NAME"] = f"{environ.get('SCRIPT_NAME', '')}{_START}{world_id}"
        environ["PATH_INFO"] = f"/{rest}"
        environ[WORLD_KEY] = world_id
