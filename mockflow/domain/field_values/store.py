"""The values of a store's products and SKUs."""

from typing import Any

from mockflow.core.schema import Unfit
from mockflow.core.wire import js_numbers
from mockflow.domain.collections import Field
from mockflow.domain.currencies import CURRENCIES
from mockflow.domain.store_fields import CHOICES

from .value import Value, demand

_MOST = 2**53
_UNITS = ("unit", "currency")


class PriceValue(Value):
    """Money in minor units: 2499 and USD is $24.99. Either of ``unit`` and ``currency`` is taken, both are answered."""

    expected = "a price such as {value: 2499, unit: USD}"

    def read(self, value: Any) -> dict[str, Any]:
        demand(isinstance(value, dict))
        amount, units = value.get("value"), [value[key] for key in _UNITS if value.get(key) is not None]
        is_number = isinstance(amount, int | float) and not isinstance(amount, bool)
        if not is_number or not 0 <= amount <= _MOST or amount != int(amount):
            raise Unfit(f"a price with a value that is a whole number from 0 to {_MOST}|")
        if not units or not all(isinstance(unit, str) and unit in CURRENCIES for unit in units):
            raise Unfit("a price with a unit that is an ISO 4217 code, such as USD|")
        if units[0] != units[-1]:
            raise Unfit("a price with the same unit and currency|")
        return {"value": int(amount), "unit": units[0], "currency": units[0]}


class ChoiceValue(Value):
    """One of a few words or ids that are the same on every site."""

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self.choices = CHOICES[field.slug]
        self.expected = f"one of {', '.join(self.choices)}"

    def read(self, value: Any) -> str | None:
        if value == "":
            return None
        if value not in self.choices:
            raise Unfit(f"{self.expected}|")
        return str(value)


class OptionsOfProductValue(Value):
    expected = "a list of {id, name, enum: [{id, name, slug}]}"
    emptied = ([], "")

    def read(self, value: Any) -> list[dict[str, Any]]:
        demand(isinstance(value, list))
        return [self._option(each) for each in value]

    @staticmethod
    def _option(option: Any) -> dict[str, Any]:
        demand(isinstance(option, dict) and isinstance(option.get("enum"), list))
        demand(all(isinstance(option.get(key), str) for key in ("id", "name")))
        for each in option["enum"]:
            demand(isinstance(each, dict) and all(isinstance(each.get(key), str) for key in ("id", "name", "slug")))
        choices = [{key: each[key] for key in ("id", "name", "slug")} for each in option["enum"]]
        return {"id": option["id"], "name": option["name"], "enum": choices}


class ValuesOfSkuValue(Value):
    expected = "an object that gives each option of the product the id of a value"

    def read(self, value: Any) -> dict[str, str]:
        demand(isinstance(value, dict) and all(isinstance(each, str) for each in value.values()))
        return dict(value)


class PlanValue(Value):
    expected = "an object"

    def read(self, value: Any) -> dict[str, Any]:
        demand(isinstance(value, dict))
        plan: dict[str, Any] = js_numbers(value)
        return plan


class DownloadsValue(Value):
    expected = "a list of {id, name, url}"
    emptied = ([], "")

    def read(self, value: Any) -> list[dict[str, Any]]:
        demand(isinstance(value, list))
        for each in value:
            demand(isinstance(each, dict) and all(isinstance(each.get(key), str) for key in ("id", "name", "url")))
        return [{key: each[key] for key in ("id", "name", "url")} for each in value]
