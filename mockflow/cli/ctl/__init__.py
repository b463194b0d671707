"""``mockflow ctl``: the control plane without curl. It parses and prints, and decides nothing."""

from . import govern, look, travel, trigger
from .verbs import ctl

__all__ = ["ctl", "govern", "look", "travel", "trigger"]
