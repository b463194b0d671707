"""The log of deliveries stays within its bytes."""

import pytest

from mockflow import Mockflow
from mockflow.delivery import queue


@pytest.mark.mockflow(seed="empty", rate_limit=False)
def test_large_deliveries_make_room_for_new_ones(mockflow: Mockflow, monkeypatch: pytest.MonkeyPatch) -> None:
    """The oldest are forgotten once the bytes of those that were sent are too many; the newest is always kept."""
    site = {"displayName": "S", "collections": [{"displayName": "Notes", "fields": [{"displayName": "Text"}]}]}
    mockflow.reset(seed={"mockflow": 1, "sites": [site]})
    monkeypatch.setattr(queue, "MOST_KEPT_BYTES", 50_000)
    hook = {"triggerType": "collection_item_created", "url": mockflow.sink_url("notes")}
    mockflow.http().post(f"/sites/{mockflow.site_id}/webhooks", json=hook)
    for at, size in enumerate([10_000] * 9 + [100_000]):
        mockflow.add_item("notes", {"name": str(at), "text": "x" * size}, events=True)
        mockflow.drain()
        kept = [each.payload["fieldData"]["name"] for each in mockflow.deliveries()]
        assert kept == ([str(at)] if size > 50_000 else [str(each) for each in range(max(0, at - 3), at + 1)])
