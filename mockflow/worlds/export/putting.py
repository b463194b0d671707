"""How what was read is put in its place."""

from collections.abc import Callable

from mockflow.worlds.world import World

Put = Callable[[World], None]
"""Puts what was read in its place. It cannot fail."""
