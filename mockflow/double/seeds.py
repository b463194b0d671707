"""Seeds on their way to a control plane, which reads no file for a caller."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mockflow.core.data import built_in_seeds
from mockflow.worlds.seeds import plant

Seed = str | Path | Mapping[str, Any]


def sent_seed(seed: Seed) -> Any:
    """The name of a built-in seed, or the document, with all that it names on this machine.

    Raises:
        SeedError: it cannot be read.
    """
    names = built_in_seeds()
    if seed in names or (isinstance(seed, Mapping) and seed.get("extends") in {None, *names}):
        return seed
    from mockflow.worlds.seed_document import read_seed  # noqa: PLC0415 - built-in seeds need no reading

    document = read_seed(seed)
    if not isinstance(document.content, Mapping):
        document.load()  # which says what a seed is
    return {key: value for key, value in document.content.items() if key != "extends"}


def check_seed(seed: Seed) -> None:
    """Raise SeedError, with file and line, for a seed of which a control plane said that it is none."""
    plant(seed)
