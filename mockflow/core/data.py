"""Where the packaged files are: in a wheel, an editable install or a checkout."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def contract_file(name: str) -> Path:
    """The path of a file of ``contracts/``."""
    packaged = _PACKAGE / "_data" / "contracts" / name
    return packaged if packaged.exists() else _PACKAGE.parent / "contracts" / name


def starter_file() -> Path:
    """The path of the commented seed that ``mockflow init`` writes."""
    packaged = _PACKAGE / "_data" / "starter.yaml"
    return packaged if packaged.exists() else _PACKAGE.parent / "fixtures" / "starter.yaml"


def seed_file(name: str) -> Path | None:
    """The path of a built-in seed: canonical JSON in a wheel, YAML in a checkout; None if there is none."""
    candidates = (
        _PACKAGE / "_data" / "seeds" / f"{name}.json",
        _PACKAGE.parent / "fixtures" / "seeds" / f"{name}.yaml",
    )
    return next((path for path in candidates if path.is_file()), None)


def files_folder(seed: Path) -> Path:
    """Where the files are that this seed names: beside it, and those of the built-in ones in ``fixtures/files``."""
    fixtures = _PACKAGE.parent / "fixtures"
    return fixtures / "files" if seed.resolve().parent == fixtures / "seeds" else seed.parent


def planted_file(name: str) -> Path | None:
    """The path of a built-in seed as it is planted; None in a checkout, where seeds may be edited."""
    path = _PACKAGE / "_data" / "planted" / f"{name}.json"
    return path if path.is_file() else None


def seed_names() -> list[str]:
    """The names of the built-in seeds."""
    folders = (_PACKAGE / "_data" / "seeds", _PACKAGE.parent / "fixtures" / "seeds")
    return sorted({path.stem for folder in folders if folder.is_dir() for path in folder.iterdir()})


def built_in_seeds() -> list[str]:
    """The names of the seeds that are always there: those of files, and one that is generated."""
    return sorted([*seed_names(), "large"])
