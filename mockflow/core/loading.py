"""Loading what was sent by its shape."""

from typing import Any

from .schema import Shape


def load(shape: type[Shape], sent: Any) -> dict[str, Any]:
    """What was sent, by the names that programs use and with defaults; ShapeError with every problem.

    Marshmallow is imported once something is loaded: the double starts, and answers what needs no input, without it.
    """
    from .marshalling import load_by_schema  # noqa: PLC0415 - see above

    return load_by_schema(shape, sent)
