"""The paths under which operations are called, and what they share."""

CDN = "/cdn/v2"
VERSIONS = ("/v2", "/beta", CDN)
"""What an operation's path may begin with: the API, its namespace for what is new, and the Content Delivery API."""


def version_of(path: str) -> str:
    """Which of them this path begins with; empty for another one."""
    return next((each for each in VERSIONS if path.startswith(f"{each}/")), "")


def without_version(path: str) -> str:
    """The path from its version on, as operations are listed."""
    return path.removeprefix(version_of(path))
