"""Worlds on a running server."""

from collections.abc import Callable

import httpx

from tests.web.conftest import Served

Serve = Callable[..., Served]


def test_a_server_starts_with_worlds(serve: Serve, server: str) -> None:
    """Each of the seed, found by prefix and by suffix, and counted by the bound; one that is named twice is one."""
    arguments = ["--world", "pw-0", "--world", "pw-1", "--world", "pw-0", "--world", "default", "--max-worlds", "3"]
    served = serve("--server", server, *arguments)
    url = served.ready["url"]
    listed = httpx.get(f"{url}/_mockflow/worlds", trust_env=False).json()["worlds"]
    assert [world["id"] for world in listed] == ["default", "pw-0", "pw-1"]
    for world in listed:
        assert world["apiUrl"] == f"{url}/w/{world['id']}/v2"
        headers = {"Authorization": f"Bearer {world['env']['WEBFLOW_TOKEN']}"}
        for api in (world["env"]["WEBFLOW_API_URL"], f"{url}/v2"):
            assert httpx.get(f"{api}/sites", headers=headers, trust_env=False).status_code == 200
    assert httpx.post(f"{url}/_mockflow/worlds", trust_env=False).status_code == 409


def test_worlds_come_from_the_environment(serve: Serve) -> None:
    """With commas, and their URLs begin with the public one."""
    served = serve(MOCKFLOW_WORLD="a,b", MOCKFLOW_MAX_WORLDS="5", MOCKFLOW_PUBLIC_URL="https://double.example.com")
    listed = httpx.get(f"{served.ready['url']}/_mockflow/worlds", trust_env=False).json()["worlds"]
    assert [world["id"] for world in listed] == ["default", "a", "b"]
    assert listed[1]["apiUrl"] == "https://double.example.com/w/a/v2"
    assert listed[1]["controlUrl"] == "https://double.example.com/w/a/_mockflow"
