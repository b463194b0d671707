"""Running the double: on a thread within a test, or in the foreground until it is told to stop."""

from .foreground import CannotServeError, has_granian, run
from .health import health, wait_until_healthy
from .settings import Settings
from .settling import settling
from .thread import ThreadServer

__all__ = [
    "CannotServeError",
    "Settings",
    "ThreadServer",
    "has_granian",
    "health",
    "run",
    "settling",
    "wait_until_healthy",
]
