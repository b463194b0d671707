"""The log of deliveries stays within its bytes."""

import pytest

from mockflow import Mockflow
from mockflow.delivery import kept


@pytest.mark.mockflow(seed="empty", rate_limit=False)
def test_large_deliveries_make_room_for_new_ones(mockflow: Mockflow, monkeypatch: pytest.MonkeyPatch) -> None:
    """The oldest are forgotten once the bytes of all are too many; the newest is kept whatever its size."""
    site = {"displayName": "S", "collections": [{"displayName": "Notes", "fields": [{"displayName": "Text"}]}]}
    mockflow.reset(seed={"mockflow": 1, "sites": [site]})
    monkeypatch.setattr(kept, "MOST_KEPT_BYTES", 50_000)
    hook = {"triggerType": "collection_item_created", "url": mockflow.sink_url("notes")}
    mockflow.http().post(f"/sites/{mockflow.site_id}/webhooks", json=hook)
    for at, size in enumerate([10_000] * 9 + [100_000]):
        mockflow.add_item("notes", {"name": str(at), "text": "x" * size}, events=True)
        mockflow.drain()
        names = [each.payload["fieldData"]["name"] for each in mockflow.deliveries()]
        assert names == ([str(at)] if size > 50_000 else [str(each) for each in range(max(0, at - 1), at + 1)])
