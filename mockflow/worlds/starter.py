"""A first seed for a project: commented, and with the schema that editors read."""

import json
from pathlib import Path

from mockflow.core.data import starter_file

from .seed_json_schema import seed_json_schema

SEED_NAME = "mockflow.yaml"
SCHEMA_NAME = "mockflow.schema.json"


def write_starter(folder: Path) -> list[Path]:
    """Write the two files into this folder, which is made if need be.

    Raises:
        FileExistsError: there is a seed already; nothing is written.
        OSError: the folder cannot be written to.
    """
    folder.mkdir(parents=True, exist_ok=True)
    seed, schema = folder / SEED_NAME, folder / SCHEMA_NAME
    with seed.open("x", encoding="utf-8") as file:
        file.write(starter_file().read_text("utf-8"))
    schema.write_text(json.dumps(seed_json_schema(), indent=2) + "\n", "utf-8")
    return [seed, schema]
