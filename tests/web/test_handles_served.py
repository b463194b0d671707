"""The Python handle over servers as users start them: what works in process works there, and answers the same."""

import asyncio
import json
import time
from collections.abc import Callable, Iterator
from hashlib import md5
from typing import Any

import httpx
import pytest

from mockflow import ControlError, Mockflow
from tests.web.conftest import Served

MADE_WITH: dict[str, Any] = {"seed": "demo", "plan": "cms", "clock": "2026-01-15T12:00:00Z"}
SERVED_WITH = ("--seed", "demo", "--plan", "cms", "--clock", "2026-01-15T12:00:00Z")


def everything(mock: Mockflow) -> Iterator[Any]:
    """What each method of the handle answers, one after the other; the same calls give the same answers."""
    yield mock.site_id, mock.id("journal"), dict(mock.ids)
    yield [token.to_dict() for token in mock.tokens()]
    yield mock.item("journal/first-post").to_dict()
    for state in ("published", "changed", "draft"):
        added = mock.add_item("journal", {"name": f"Added {state}", "topics": ["topics/clay"]}, state=state)
        yield mock.item(added).to_dict()
    yield mock.requests()
    hook = {"triggerType": "collection_item_created", "url": mock.sink_url("told")}
    api, items = mock.http(), f"/collections/{mock.id('journal')}/items"
    yield api.post(f"/sites/{mock.site_id}/webhooks", json=hook).status_code
    yield api.post(items, json={"fieldData": {"name": "Told"}}).json()
    yield mock.drain()
    mock.assert_delivered("collection_item_created", times=1, payload={"fieldData": {"name": "Told"}})
    yield [(each.verified, each.body["payload"], each.headers["x-mockflow-world"]) for each in mock.sink("told")]
    yield [
        (each.id, each.state, each.url, each.body) for each in mock.deliveries(trigger_type="collection_item_created")
    ]
    yield mock.redeliver(mock.deliveries()[0]).state
    yield mock.sdk().collections.items.list_items(mock.id("journal")).pagination
    yield asyncio.run(concurrently(mock, items))
    yield httpx.Client(transport=mock.transport).get("https://api.webflow.com/v2/sites").status_code
    with mock.virtual_time():
        time.sleep(3_600)
    yield mock.clock.now(), mock.clock.advance(1), mock.clock.freeze()
    yield (
        mock.submit_form("forms/contact", email="ada@example.com"),
        mock.place_order(),
        mock.comment(),
        mock.create_page(),
    )
    yield uploaded(mock, api)
    reader = mock.http(mock.new_token(["sites:read"], name="reader"))
    yield reader.get(items).json(), reader.get("/sitez").status_code
    yield [(each.call.path, each.reason, each.nearest) for each in mock.unmatched()]
    mock.assert_called("create-item", times=1, json={"fieldData": {"name": "Told"}}, status=202)
    yield [comparable(call.to_dict()) for call in mock.requests(operation_id="create-item")]
    yield [(call.method, call.path, call.status, call.actor) for call in mock.requests()]
    yield mock.coverage().to_dict()
    yield mock.failures(), mock.had_unmatched(), mock.met_rate_limit()
    with pytest.raises(ControlError) as refused:
        mock.new_token(["no:scope"])
    yield str(refused.value)
    mock.reset(seed="empty", plan="starter")
    yield mock.requests(), dict(mock.ids), mock.had_unmatched()
    yield [mock.http().get("/sites").status_code for _ in range(61)][-2:], mock.met_rate_limit()


async def concurrently(mock: Mockflow, items: str) -> list[Any]:
    async with mock.async_http() as api:
        answers = await asyncio.gather(*(api.get(items, params={"limit": n}) for n in range(1, 9)))
    again = await mock.async_http().get(items)  # never closed, as often in tests
    listed = await mock.async_sdk().collections.items.list_items(mock.id("journal"), limit=1)
    return [*(answer.json() for answer in (*answers, again)), listed.pagination]


def uploaded(mock: Mockflow, api: httpx.Client) -> Any:
    content = b"Fired twice, sold once."
    asked = {"fileName": "note.txt", "fileHash": md5(content, usedforsecurity=False).hexdigest()}
    asset = api.post(f"/sites/{mock.site_id}/assets", json=asked).json()
    sent = api.post(asset["uploadUrl"], data=asset["uploadDetails"], files={"file": ("note.txt", content)})
    assert sent.status_code == 201
    assert api.get(asset["hostedUrl"]).content == content
    return asset


def comparable(call: dict[str, Any]) -> dict[str, Any]:
    """A call without how long it took, and what a client says of itself and of where it goes."""
    headers = {name: call["requestHeaders"][name] for name in ("authorization", "content-type", "user-agent")}
    return {**call, "durationMs": 0, "requestHeaders": headers}


def told(mock: Mockflow) -> list[str]:
    """The answers as text, without what is a world's or a server's own."""
    own = ((mock._base.removesuffix(f"/w/{mock.world_id}"), "BASE"), (mock.world_id, "WORLD"))  # noqa: SLF001 - where clients go
    lines = []
    for answer in everything(mock):
        line = json.dumps(answer, default=repr, sort_keys=True)
        for value, word in own:
            line = line.replace(value, word)
        lines.append(line.replace(".WORLD", "").replace(f"http://{'mockflow.test'}", "BASE").replace("/w/WORLD", ""))
    return lines


def test_every_method_answers_the_same_wherever_the_world_is(serve: Callable[..., Served], server: str) -> None:
    """In process, beside others in process, a running double's own world, and beside others there."""
    with Mockflow(**MADE_WITH) as here:
        expected = told(here)
        with here.new_world() as beside:
            assert told(beside) == expected
    served = serve("--server", server, *SERVED_WITH)
    with Mockflow.connect(served.ready["url"]) as there:
        with there.new_world() as beside:
            assert told(beside) == expected
        assert told(there) == expected
        assert [world.id for world in there.worlds()] == ["default"]
    assert served.stop() == 0
    assert "Traceback" not in served.said()


def test_with_its_admin_token_a_double_that_is_closed_is_open(
    serve: Callable[..., Served], server: str, pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without it, or with another, nothing of the control plane is; the plugin takes it from the environment."""
    url = serve("--server", server, "--admin-token", "made-up").ready["url"]
    for token in (None, "another"):
        with pytest.raises(ControlError, match="401 not_authorized: The control plane asks for"):
            Mockflow.connect(url, admin_token=token)
    with Mockflow.connect(url, admin_token="made-up") as double, double.new_world() as world:
        assert world.item(world.add_item("journal", {"name": "Prepared"})).state == "published"
        assert world.http(setup=True).get("/sites").status_code == 200
        assert world.requests() == []
        assert world.http().get("/sites").status_code == 200
        assert "made-up" not in json.dumps([call.to_dict() for call in world.requests()])
    pytester.makepyfile(
        "def test(mockflow):\n"
        "    assert mockflow.item(mockflow.add_item('journal', {'name': 'Prepared'})).state == 'published'\n"
        "    assert mockflow.requests() == []"
    )
    monkeypatch.setenv("MOCKFLOW_URL", url)
    result = pytester.runpytest_inprocess()
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["mockflow: 401 not_authorized: *"])
    monkeypatch.setenv("MOCKFLOW_ADMIN_TOKEN", "made-up")
    pytester.runpytest_inprocess().assert_outcomes(passed=1)
