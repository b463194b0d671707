"""Outgoing webhooks: which events go where, signed how, and what became of them."""

from .egress import Egress, read_egress
from .queue import Deliveries
from .record import Delivery

__all__ = ["Deliveries", "Delivery", "Egress", "read_egress"]
