"""A shopper who is nobody: the same one wherever a seed or a simulation names none."""

from mockflow.domain.purchases import Address

NAME = "Robin Sample"


def email_of(name: str) -> str:
    """An address at example.com for this name."""
    words = "".join(letter if letter.isascii() and letter.isalnum() else " " for letter in name.lower()).split()
    return f"{'.'.join(words) or 'shopper'}@example.com"


def home_of(name: str) -> Address:
    """Where this shopper lives."""
    return Address(name, "1 Sample Street", "", "Sampleton", "", "US", "10001")
