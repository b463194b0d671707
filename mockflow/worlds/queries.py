"""Reading the query of a call of the control plane."""

from collections.abc import Iterable, Mapping

from mockflow.core.wording import shown

MOST_SECONDS = 300.0
"""How long a call may wait for what it asks for."""


def check_names(query: Mapping[str, str], allowed: Iterable[str]) -> None:
    """ValueError for a parameter that is none of these."""
    names = list(allowed)
    for name in query:
        if name not in names:
            expected = f"one of the filters {', '.join(names)}" if names else "no parameter"
            raise ValueError(f"{name}: expected {expected}, found {name}")


def number(query: Mapping[str, str], name: str, default: float) -> float:
    """A parameter that is a number from 0 on; ValueError for anything else."""
    text = query.get(name)
    if text is None:
        return default
    if not text.isascii() or not text.replace(".", "", 1).isdigit():
        raise ValueError(f"{name}: expected a number from 0 on, found {text[:20]}")
    return float(text)


def whole(query: Mapping[str, str], name: str, default: int, most: int = 2**31) -> int:
    """A parameter that is a whole number from 0 on, up to a bound; ValueError for anything else."""
    text = query.get(name)
    if text is None:
        return default
    digits = text.lstrip("0") or text[:1]
    if not text.isascii() or not text.isdigit() or int(digits[:20]) > most:
        raise ValueError(f"{name}: expected a whole number from 0 to {most}, found {text[:20]}")
    return int(digits)


def require_operation(operation_id: str, at: str, further: Iterable[str] = ()) -> None:
    """ValueError that names the place and the nearest operation, unless it is one of the API's or of these."""
    from mockflow.resources.table import ROUTES  # noqa: PLC0415 - imports every area

    operations = {*(route.operation_id for route in ROUTES), *further}
    if operation_id not in operations:
        from difflib import get_close_matches  # noqa: PLC0415 - for a mistake only

        (nearest,) = get_close_matches(operation_id.lower(), sorted(operations), n=1, cutoff=0)
        raise ValueError(
            f"{at}: expected an operation of the API, found {shown(operation_id)}; the nearest is {nearest}"
        )
