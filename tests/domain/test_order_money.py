"""Money as orders have it."""

import pytest

from mockflow.domain.order_money import money, money_text, net_amount, platform_fee


@pytest.mark.parametrize(
    ("amount", "unit", "text"),
    [
        (11873, "USD", "$ 118.73 USD"),
        (0, "USD", "$ 0.00 USD"),
        (5, "EUR", "€ 0.05 EUR"),
        (-500, "GBP", "-£ 5.00 GBP"),
        (123456789, "CAD", "$ 1,234,567.89 CAD"),
        (11873, "JPY", "¥ 11,873 JPY"),
        (11873, "KWD", "11.873 KWD"),
        (100, "XYZ", "1.00 XYZ"),
    ],
)
def test_an_amount_is_told_in_its_currency(amount: int, unit: str, text: str) -> None:
    """Symbol, amount with the currency's decimals, and code; the symbol only where it is known."""
    assert money(amount, unit) == {"unit": unit, "value": str(amount), "string": text}
    assert money_text(amount, unit) == text


@pytest.mark.parametrize(("paid", "fee", "net"), [(11873, 237, 11262), (100, 2, 66), (49, 0, 18), (0, 0, 0)])
def test_fees_are_rounded_down(paid: int, fee: int, net: int) -> None:
    """The platform's 2 % and the card's 2.9 % and 30 are rounded down; nothing is taken where nothing was paid."""
    assert (platform_fee(paid), net_amount(paid)) == (fee, net)
