"""The guide for Playwright, run as it stands: four workers, a browser, one application, a world each."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.clients import node
from tests.web.conftest import Served, serve

__all__ = ["serve"]

GUIDE = Path(__file__).resolve().parent.parent.parent / "docs" / "playwright.md"
BLOCK = re.compile(r"```js\n// (\S+)\n(.*?)```", re.DOTALL)
_CONFIG = """
import config from './playwright.config.js';

config.use.launchOptions = { executablePath: process.env.CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] };
export default config;
"""


@pytest.mark.usefixtures("_installed")
def test_workers_have_a_world_each(tmp_path: Path, serve: Callable[..., Served]) -> None:
    """Every file of the guide is written down, and its suite passes with all of its workers at once."""
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("chromium is not installed: the guide's pages are opened in one")
    served = serve()
    for name, text in BLOCK.findall(GUIDE.read_text("utf-8")):
        (tmp_path / name).write_text(text, "utf-8")
    (tmp_path / "here.config.js").write_text(_CONFIG, "utf-8")
    (tmp_path / "package.json").write_text('{"type": "module"}', "utf-8")
    (tmp_path / "node_modules").symlink_to(node.FOLDER / "node_modules")
    command = ("npx", "--offline", "playwright", "test", "--config", "here.config.js", "--reporter=line")
    env = {
        "MOCKFLOW_URL": served.ready["url"],
        "WEBFLOW_SITE_ID": served.api.get("/sites").json()["sites"][0]["id"],
        "PORT": str(_free_port()),
        "CHROMIUM": chromium,
    }
    said = node.run_in(tmp_path, command, 120, env)
    assert "4 passed" in said
    worlds = {line.split()[1] for line in served.said().splitlines() if "create-item" in line}
    assert worlds == {"pw-0", "pw-1", "pw-2", "pw-3"}
    assert served.api.get(f"{served.ready['url']}/_mockflow/health").json()["worlds"] == 1


def _free_port() -> int:
    import socket  # noqa: PLC0415 - only here

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
