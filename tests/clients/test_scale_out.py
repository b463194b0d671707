"""Two doubles behind nginx, with the configuration that is shipped: a world's calls all reach its process."""

import os
import re
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml
from webflow.client import Webflow
from webflow.environment import WebflowEnvironment

from tests.clients import node
from tests.web.conftest import Served, serve

__all__ = ["serve"]

SHIPPED = Path(__file__).resolve().parent.parent.parent / "docs" / "scale-out"
WORLDS = [f"ci-{at}" for at in range(12)]
_SCRIPT = """
import { WebflowClient } from 'webflow-api';

const { WEBFLOW_TOKEN, WEBFLOW_API_URL, WEBFLOW_SITE_ID } = process.env;
const client = new WebflowClient({
  accessToken: WEBFLOW_TOKEN,
  environment: { base: WEBFLOW_API_URL, dataApi: WEBFLOW_API_URL, contentDeliveryApi: WEBFLOW_API_URL },
});
const site = await client.sites.get(WEBFLOW_SITE_ID);
console.log(site.displayName);
"""


class Cluster:
    """nginx in front of two doubles."""

    def __init__(self, doubles: list[Served], port: int) -> None:
        self.doubles = doubles
        self.url = f"http://127.0.0.1:{port}"
        self.client = httpx.Client(base_url=self.url, trust_env=False, timeout=30)

    def worlds_of(self, double: Served) -> set[str]:
        """Which worlds one process has, asked of it directly."""
        said = httpx.get(f"{double.ready['url']}/_mockflow/worlds", trust_env=False).json()
        return {each["id"] for each in said["worlds"]} - {"default"}


@pytest.fixture
def cluster(tmp_path: Path, serve: Callable[..., Served]) -> Iterator[Cluster]:
    """The shipped configuration, with the addresses of this machine."""
    nginx = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if nginx is None:
        pytest.skip("nginx is not installed: the shipped configuration is run by it")
    doubles, port = [serve("--no-rate-limit"), serve("--no-rate-limit")], _free_port()
    text = (SHIPPED / "nginx.conf").read_text("utf-8").replace("listen 4020", f"listen 127.0.0.1:{port}")
    for number, double in enumerate(doubles, 1):
        text = text.replace(f"mockflow-{number}:4020", f"127.0.0.1:{double.ready['port']}")
    paths = "".join(
        f"{kind}_temp_path {tmp_path / kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    whole = tmp_path / "nginx.conf"
    head = f"daemon off; pid {tmp_path / 'pid'}; error_log stderr; events {{}}\n"
    whole.write_text(f"{head}http {{ access_log off;\n{paths}{text}}}\n", "utf-8")
    process = subprocess.Popen([nginx, "-c", str(whole)], stderr=subprocess.DEVNULL)  # noqa: S603 - our own command
    cluster = Cluster(doubles, port)
    deadline = time.monotonic() + 10
    with cluster.client:
        while not _listens(port):
            assert process.poll() is None, "nginx ended"
            assert time.monotonic() < deadline
            time.sleep(0.02)
        yield cluster
    process.send_signal(signal.SIGTERM)
    process.wait(10)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def made(cluster: Cluster) -> dict[str, dict[str, Any]]:
    """A dozen worlds, made through nginx."""
    answers = {world: cluster.client.put(f"/_mockflow/worlds/{world}", json={}) for world in WORLDS}
    assert {answer.status_code for answer in answers.values()} <= {200, 201}
    return {world: answer.json() for world, answer in answers.items()}


def test_worlds_stay_on_their_process(cluster: Cluster) -> None:
    """Each world is on one process, both have some, and every way to name a world leads there."""
    worlds = made(cluster)
    first, second = map(cluster.worlds_of, cluster.doubles)
    assert first | second == set(WORLDS)
    assert not first & second
    assert first
    assert second
    plain = {"Authorization": "Bearer mockflow-site-token"}
    for world, said in worlds.items():
        assert said["apiUrl"] == f"{cluster.url}/w/{world}/v2"
        ways: list[tuple[str, dict[str, str]]] = [
            (f"/w/{world}/v2/sites", plain),
            ("/v2/sites", {**plain, "X-Mockflow-World": world}),
            ("/v2/sites", {**plain, "baggage": f"a=b,mockflow.world={world};c=d"}),
            ("/v2/sites", {"Authorization": f"Bearer {said['tokens']['site']}"}),
        ]
        for path, headers in ways:
            assert cluster.client.get(path, headers=headers).status_code == 200
        journal = cluster.client.get(f"/w/{world}/_mockflow/requests").json()["requests"]
        assert len(journal) == len(ways)


@pytest.mark.usefixtures("_installed")
def test_both_official_clients_work_through_it(cluster: Cluster, tmp_path: Path) -> None:
    """They are given the world's address and token, and need to know of nothing else."""
    script = tmp_path / "site.mjs"
    script.write_text(_SCRIPT, "utf-8")
    (tmp_path / "node_modules").symlink_to(node.FOLDER / "node_modules")
    for world, said in list(made(cluster).items())[:3]:
        url, token, site = said["apiUrl"], said["tokens"]["site"], said["sites"][0]
        environment = WebflowEnvironment(base=url, data_api=url, content_delivery_api=url)
        with httpx.Client(trust_env=False) as connection:
            client = Webflow(access_token=token, environment=environment, httpx_client=connection)
            assert client.sites.get(site["id"]).display_name == site["displayName"]
        env = {"WEBFLOW_API_URL": url, "WEBFLOW_TOKEN": token, "WEBFLOW_SITE_ID": site["id"]}
        assert site["displayName"] in node.run_in(tmp_path, ("node", str(script)), 30, env)
        calls = cluster.client.get(f"/w/{world}/_mockflow/requests").json()["requests"]
        assert [call["operationId"] for call in calls] == ["get-site", "get-site"]


def test_the_death_of_a_process_leaves_the_other_worlds_untouched(cluster: Cluster) -> None:
    """Worlds of the one that is gone are not answered for by the other, whose own stay as they are."""
    worlds = made(cluster)
    gone, left = cluster.doubles
    lost, kept = cluster.worlds_of(gone), cluster.worlds_of(left)
    before = {world: _sites(cluster, worlds[world]).content for world in kept}
    os.killpg(gone.process.pid, signal.SIGKILL)
    gone.process.wait(10)
    assert {_sites(cluster, worlds[world]).status_code for world in lost} == {502}
    for world in kept:
        answer = _sites(cluster, worlds[world])
        assert (answer.status_code, answer.content) == (200, before[world])
    assert cluster.worlds_of(left) == kept


def _sites(cluster: Cluster, world: dict[str, Any]) -> httpx.Response:
    return cluster.client.get(
        f"/w/{world['id']}/v2/sites", headers={"Authorization": f"Bearer {world['tokens']['site']}"}
    )


def test_the_compose_file_runs_what_the_configuration_names() -> None:
    """Its doubles are the servers of the configuration, and nginx gets that file."""
    services = yaml.safe_load((SHIPPED / "compose.yaml").read_text("utf-8"))["services"]
    named = re.findall(r"server (mockflow-\d):4020", (SHIPPED / "nginx.conf").read_text("utf-8"))
    assert sorted(services) == sorted([*named, "nginx"])
    assert services["nginx"]["volumes"] == ["./nginx.conf:/etc/nginx/conf.d/default.conf:ro"]
    assert services["nginx"]["depends_on"].keys() == set(named)
