"""Which methods the official clients have: a run of everything ends with the gate that tests called each of them."""

import inspect
from collections.abc import Iterator
from importlib import metadata
from typing import Any

import orjson
import pytest
from webflow.client import AsyncWebflow, Webflow

from tests.clients.node import FOLDER, run
from tests.seen import SEEN

PINNED = {"python": "2.0.0", "javascript": "3.3.4"}
"""The newest versions that are published."""


def methods_of(part: Any, path: str = "") -> Iterator[str]:
    """Every public method below a part of the Python client; the raw twins of methods are these again."""
    for name in dir(type(part)):
        if name.startswith("_") or name == "with_raw_response":
            continue
        member = getattr(part, name)
        if inspect.ismethod(member):
            yield path + name
        elif type(member).__module__.startswith("webflow."):
            yield from methods_of(member, f"{path}{name}.")


def test_the_methods_of_the_python_client_are_known() -> None:
    """Both of its kinds have the same; each is asked for by the gate, awaited and not."""
    sync = set(methods_of(Webflow(access_token="not used")))
    assert set(methods_of(AsyncWebflow(access_token="not used"))) == sync
    assert {"sites.get", "collections.items.create_item", "workspaces.audit_logs.get_workspace_audit_logs"} <= sync
    assert len(sync) > 100
    SEEN.listed.update(f"python {kind} {name}" for name in sync for kind in ("sync", "async"))


@pytest.mark.usefixtures("_installed")
def test_the_methods_of_the_javascript_client_are_known() -> None:
    """Those of its parts and of theirs, and its helpers; each is asked for by the gate."""
    found = set(run(("node", "methods.mjs"), within=60).split())
    assert {"sites.get", "collections.items.createItem", "webhooks.verifySignature"} <= found
    assert len(found) > 100
    SEEN.listed.update(f"javascript {name}" for name in found)


def test_the_clients_are_of_the_versions_that_are_named() -> None:
    """What the tests were written against is what they run on, pinned where each is installed from."""
    assert metadata.version("webflow") == PINNED["python"]
    assert orjson.loads((FOLDER / "package.json").read_bytes())["dependencies"]["webflow-api"] == PINNED["javascript"]
