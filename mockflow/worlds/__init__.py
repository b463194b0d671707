"""Worlds: isolated Webflows, each with its state, clock, tokens, meters, journal and quirks."""
