"""What a start of the double imports before its first answer."""

import subprocess
import sys

PROGRAM = """
import sys
from mockflow import Mockflow

control = "http://mockflow.test/_mockflow"
with Mockflow("demo").http() as http:
    assert http.get(f"{control}/health").json()["status"] == "ok"
    assert http.get("/sites").status_code == 200
    print(*(name.removeprefix("mockflow.web.") for name in sys.modules if name.startswith("mockflow.web.")))
    assert http.get(f"{control}/clock").status_code == 200
    print(*(name.removeprefix("mockflow.web.") for name in sys.modules if name.startswith("mockflow.web.")))
"""


def test_the_rows_of_the_control_plane_come_with_the_first_call_of_one() -> None:
    """Health, which every start asks, and calls of the API import no more of the control plane than its front."""
    done = subprocess.run(  # noqa: S603 - the program is above
        [sys.executable, "-c", PROGRAM], check=True, capture_output=True, text=True
    )
    early, later = (set(line.split()) for line in done.stdout.splitlines())
    rows = {"control_table", "controls", "deliveries", "events", "faults", "history", "policies", "state", "worlds"}
    assert not early & rows
    assert rows <= later


FIRST = """
import sys
import mockflow.resources.sites
print(*(name for name in sys.modules if name.startswith("mockflow.domain.")))
"""


def test_listing_sites_imports_no_other_area() -> None:
    """The first call of most starts waits for what sites are, and for nothing that is in them."""
    done = subprocess.run(  # noqa: S603 - the program is above
        [sys.executable, "-c", FIRST], check=True, capture_output=True, text=True
    )
    imported = {name.removeprefix("mockflow.domain.") for name in done.stdout.split()}
    assert "sites" in imported
    assert not imported & {"items", "pages", "orders", "forms", "assets", "fonts", "traffic", "webhooks"}
