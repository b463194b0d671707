from typing import Any

import httpx
import pytest

from mockflow import Mockflow


@pytest.fixture
def api(mockflow: Mockflow) -> httpx.Client:
    return mockflow.http()


def published_body(**body: Any) -> dict[str, Any]:
    return {"publishToWebflowSubdomain": True, **body}


def test_a_site_token_lists_its_site(mockflow: Mockflow, api: httpx.Client) -> None:
    """The list holds the sites that the token reaches, whole and without pagination."""
    answer = api.get("/sites").json()
    assert list(answer) == ["sites"]
    assert [site["id"] for site in answer["sites"]] == [mockflow.site_id]
    assert answer["sites"][0] == api.get(f"/sites/{mockflow.site_id}").json()
