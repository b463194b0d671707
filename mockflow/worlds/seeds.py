"""Seeds by name: built-in ones are in the package as they are planted, and others are read, checked and planted."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from mockflow.core.data import planted_file

from .planted import Planted, read_planted


def plant(seed: str | Path | Mapping[str, Any]) -> Planted:
    """The state that a seed makes; the same object for equal documents.

    Args:
        seed: the name of a built-in seed, a YAML or JSON file, or a document.

    Raises:
        SeedError: with every problem of the document.
    """
    if isinstance(seed, str) and "/" not in seed and "." not in seed:
        return _named(seed)
    from .planting import plant_seed  # noqa: PLC0415 - built-in seeds of an installed double are planted already

    return plant_seed(seed)


@lru_cache(maxsize=8)
def _named(name: str) -> Planted:
    file = planted_file(name)
    if file is not None:
        return read_planted(file.read_bytes())._replace(source=name)
    from .planting import plant_anew  # noqa: PLC0415 - see above

    return plant_anew(name)


def plant_apart(seed: str | Mapping[str, Any] | Planted, world_id: str) -> Planted:
    """The state that a seed makes with ids that no other world has, the same at every start.

    Ids that the seed gives stay as they are. It is planted anew each time, and costs what that costs: 45 ms for the
    demo, and about 0.2 ms for each item of a large seed.

    Args:
        seed: as ``plant`` takes it, or one that is planted already.
        world_id: what sets the ids apart.

    Raises:
        SeedError: with every problem of the document.
        ValueError: what was planted is a fork, which has the ids of its origin.
    """
    from .planting import plant_anew  # noqa: PLC0415 - see above

    source = seed.source if isinstance(seed, Planted) else seed
    if source is None:
        raise ValueError("expected a seed, found a fork, which has the ids of its origin")
    return plant_anew(source, world_id)
