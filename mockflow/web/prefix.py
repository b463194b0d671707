"""What a path begins with: ``/w/{world}`` moves into ``SCRIPT_NAME``, and every version of the API is routed as /v2."""

from typing import Any

from mockflow.worlds.api_paths import VERSIONS

from .wsgi import CALLED_KEY, WORLD_KEY

_START = "/w/"
_V2, *_others = VERSIONS
_OTHERS = tuple(f"{each}/" for each in _others)


def take_prefix(environ: dict[str, Any]) -> None:
    """Move the prefix of a request's path, if it has one."""
    path = environ.get("PATH_INFO", "")
    if path.startswith(_START):
        world_id, _, rest = path[len(_START) :].partition("/")
        environ["SCRIPT_NAME"] = f"{environ.get('SCRIPT_NAME', '')}{_START}{world_id}"
        environ["PATH_INFO"] = f"/{rest}"
        environ[WORLD_KEY] = world_id


def take_version(environ: dict[str, Any]) -> None:
    """Route the other versions by the rules of the one: a second set of rules would cost every start its time."""
    path = environ.get("PATH_INFO", "")
    if path.startswith(_OTHERS):
        start = next(each for each in _OTHERS if path.startswith(each))
        environ[CALLED_KEY] = path
        environ["PATH_INFO"] = f"{_V2}/{path.removeprefix(start)}"
