"""What of the API was called: each operation with its answers by status, and those that were never called."""

from typing import Any

from mockflow.resources.table import ROUTES

from .journal import Journal


def coverage(journal: Journal) -> dict[str, Any]:
    """The control plane's form, in the order of the route table.

    Every call that the journal has seen since the world's last reset counts, also one that it dropped or was told to
    forget, and whatever it was answered. A test's own preparation does not.
    """
    counted: dict[str, dict[int, int]] = {}
    for (operation_id, status), times in journal.tallies().items():
        counted.setdefault(operation_id, {})[status] = times
    called = [
        {
            "operationId": route.operation_id,
            "method": route.method,
            "path": f"/v2{route.path}",
            "statuses": {str(status): times for status, times in sorted(counted[route.operation_id].items())},
        }
        for route in ROUTES
        if route.operation_id in counted
    ]
    return {
        "coverage": called,
        "neverCalled": [route.operation_id for route in ROUTES if route.operation_id not in counted],
    }
