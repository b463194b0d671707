"""Money as orders have it: an amount in minor units as text, and the same for people."""

from typing import Any

_SYMBOLS = {
    "AUD": "$",
    "BRL": "R$",
    "CAD": "$",
    "CHF": "CHF",
    "CNY": "¥",
    "CZK": "Kč",
    "DKK": "kr",
    "EUR": "€",
    "GBP": "£",
    "HKD": "$",
    "ILS": "₪",
    "INR": "₹",
    "JPY": "¥",
    "KRW": "₩",
    "MXN": "$",
    "NOK": "kr",
    "NZD": "$",
    "PLN": "zł",
    "SEK": "kr",
    "SGD": "$",
    "TRY": "₺",
    "USD": "$",
    "VND": "₫",
    "ZAR": "R",
}
_WITHOUT_MINOR = frozenset(
    ("BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF")
)
_IN_THOUSANDTHS = frozenset(("BHD", "JOD", "KWD", "OMR", "TND"))


def money(amount: int, unit: str) -> dict[str, Any]:
    """``{unit: "USD", value: "11873", string: "$ 118.73 USD"}``."""
    return {"unit": unit, "value": str(amount), "string": money_text(amount, unit)}


def money_text(amount: int, unit: str) -> str:
    """The amount with the currency's symbol, decimals and code; a currency without a symbol here has its code only."""
    decimals = _decimals(unit)
    whole, part = divmod(abs(amount), 10**decimals)
    number = f"{whole:,}.{part:0{decimals}d}" if decimals else f"{whole:,}"
    text = " ".join(word for word in (_SYMBOLS.get(unit), number, unit) if word)
    return f"-{text}" if amount < 0 else text


def _decimals(unit: str) -> int:
    if unit in _WITHOUT_MINOR:
        return 0
    return 3 if unit in _IN_THOUSANDTHS else 2


def platform_fee(paid: int) -> int:
    """What the platform keeps: 2 %, rounded down."""
    return paid * 2 // 100


def net_amount(paid: int) -> int:
    """What is left after the platform's fee and the card's, which is 2.9 % and 30 minor units, rounded down."""
    if not paid:
        return 0  # nothing was charged
    return paid - platform_fee(paid) - (paid * 29 + 30_000) // 1000
