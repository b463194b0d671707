"""The gate that a run of everything ends with: what each operation must have been seen to answer."""

import json
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner

from mockflow.cli import main
from mockflow.core.refusal import Refusal
from mockflow.pipeline.exchange import Broken, Response
from mockflow.resources.table import ROUTES
from tests.gates.completeness import OAUTH, needed, unseen
from tests.seen import Seen


def test_every_published_operation_is_built(published: dict[str, Any]) -> None:
    """Whatever Webflow's document has is listed by ``mockflow routes --json``."""
    listed = json.loads(CliRunner().invoke(main, ["routes", "--json"]).output)
    built = {(each["method"], each["path"].removeprefix("/v2")) for each in listed}
    methods = {"get", "post", "put", "patch", "delete"}
    wanted = {(name.upper(), path) for path, each in published["paths"].items() for name in each if name in methods}
    assert len(wanted) == 117
    assert sorted(wanted - built) == []


def test_what_was_not_seen_is_named() -> None:
    """Of a run that saw nothing each operation is named; what one lacks is told with it, and of a full run nothing."""
    seen = set(needed())
    assert unseen(seen) == []
    assert len(unseen(set())) == len(ROUTES) + len(OAUTH)
    lacking = {("GET /sites/{site_id}", "missing_scopes"), ("GET /sites/{site_id}", f"{500} by a fault")}
    assert unseen(seen - lacking) == ["GET /sites/{site_id}: missing_scopes, 500 by a fault"]


def test_a_row_is_asked_for_what_it_can_refuse() -> None:
    """A row's own refusals are asked for as well as what any call of its form may meet."""
    publish = {said for operation, said in needed() if operation == "POST /sites/{site_id}/publish"}
    assert {"202", "no_domains", "conflict", "invalid_shape", "bad_request", "500 by a fault"} <= publish
    listing = {said for operation, said in needed() if operation == "GET /sites"}
    assert listing == {
        "200", "not_authorized", "invalid_auth_version", "missing_scopes", "payload_too_large", "too_many_requests",
        "400 by a fault", "500 by a fault",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("response", "refusal", "noted"),
    [
        (Response(200, b"", {}), None, {"200"}),
        (Response(409, b"", {}), Refusal("conflict"), {"conflict"}),
        (Response(500, b"", {}, Broken("fault-1", ran=False)), None, {"500 by a fault"}),
        (Response(500, b"", {}, Broken("fault-1", ran=True)), None, set()),
        (Response(0, b"", {}, Broken("fault-1", ran=False, is_dropped=True)), None, set()),
    ],
)
def test_answers_are_noted_as_they_are_asked_for(response: Response, refusal: Refusal | None, noted: set[str]) -> None:
    """By status or by code; what a fault changed of a call that was carried out, or lost, is no answer of its."""
    seen, (route, *_) = Seen(), ROUTES
    seen.answer(route, response, refusal)
    assert seen.answers == set(), "what is met by chance counts"
    seen.counts = True
    seen.answer(route, response, refusal)
    assert {said for _, said in seen.answers} == noted


def test_workers_hand_over_what_they_saw() -> None:
    """What a worker of a parallel run saw is known to the one that judges; one that died told nothing."""
    worker, judge = Seen(), Seen()
    worker.counts = True
    worker.answer(ROUTES[0], Response(200, b"", {}), None)
    worker.trigger("site_publish")
    node = SimpleNamespace(workeroutput={})
    worker.hand_over(node)  # type: ignore[arg-type]
    judge.take_over(SimpleNamespace())
    judge.take_over(SimpleNamespace(workeroutput=json.loads(json.dumps(node.workeroutput))))
    assert (judge.answers, judge.triggers) == (worker.answers, {"site_publish"})
