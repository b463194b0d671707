"""Outgoing webhooks: which events go where, signed how, and what became of them."""
