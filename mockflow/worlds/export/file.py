"""The file that a double keeps its default world in from one run to the next."""

import os
import stat
import tempfile
from collections.abc import Callable
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from mockflow.errors import StateFileError
from mockflow.worlds.world import World

from . import MOST_BYTES
from .document import put_state, read_state, write_state

ACTOR = "state-file"
_UNFINISHED = ".saving"
_NEW_MODE = 0o600
_PERMISSIONS = 0o777


class Saved(NamedTuple):
    """What was written."""

    path: Path
    size: int


class StateFile:
    """A state in a file, which is replaced whole: whoever reads it finds the old state or the new one.

    A new file is for its owner only, since it holds tokens; one that is there keeps its mode. Of a link, what it leads
    to is replaced.

    Args:
        path: of the file, which need not be there yet. Its folder must be, and must let files be made in it.
        world: gives the world to keep, which may be another one each time.

    Raises:
        StateFileError: it could not be written.
    """

    def __init__(self, path: str, world: Callable[[], World]) -> None:
        self.name = path
        self._world = world
        self._lock = Lock()
        self._written = b""
        try:
            self._path = Path(path).resolve()
            self._prepare(self._path.parent)
        except (OSError, RuntimeError) as error:  # the latter for links that lead to one another
            reason = getattr(error, "strerror", None) or "its links lead nowhere"
            raise self._error(f"cannot be used: {reason}") from None

    def _prepare(self, folder: Path) -> None:
        """See that the file can be, and remove what a process left that was killed while it wrote."""
        if not folder.is_dir() or not os.access(folder, os.W_OK | os.X_OK):
            raise self._error(f"expected a file in a folder that can be written to, found {folder}")
        if self._path.exists() and not self._path.is_file():
            raise self._error("expected a file, found something else")
        for left_over in folder.iterdir():
            if left_over.name.startswith(self._unfinished):
                left_over.unlink(missing_ok=True)

    def load(self) -> bool:
        """Make what the file says the world's; False where there is no file. StateFileError for what is no state."""
        content = self._read()
        if content is None:
            return False
        world = self._world()
        try:
            put_state(world, read_state(world, content), actor=ACTOR)
        except ValueError as problem:
            raise self._error(f"expected the state of a world: {problem}") from None
        return True

    def _read(self) -> bytes | None:
        try:
            with self._path.open("rb") as file:
                content = file.read(MOST_BYTES + 1)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise self._error(f"cannot be read: {error.strerror}") from None
        if len(content) > MOST_BYTES:
            raise self._error(f"expected up to {MOST_BYTES} bytes, found more")
        return content

    def save(self) -> Saved:
        """Write the world; once this returns, a crash of the machine does not lose it. StateFileError if it cannot."""
        with self._lock:
            content = write_state(self._world())
            return self._replace(content)

    def save_if_changed(self) -> None:
        """Write the world unless the last writing wrote the same."""
        with self._lock:
            content = write_state(self._world())
            if _digest(content) != self._written:
                self._replace(content)

    def _replace(self, content: bytes) -> Saved:
        try:
            self._write(content)
        except OSError as error:
            raise self._error(f"cannot be saved: {error.strerror}") from None
        self._written = _digest(content)
        return Saved(self._path, len(content))

    def _write(self, content: bytes) -> None:
        """Beside the file, and then in its place."""
        folder = self._path.parent
        descriptor, made = tempfile.mkstemp(prefix=self._unfinished, dir=folder)
        try:
            with os.fdopen(descriptor, "wb") as file:
                os.fchmod(descriptor, self._mode())
                file.write(content)
                file.flush()
                os.fsync(descriptor)
            os.replace(made, self._path)  # noqa: PTH105 - the same with a name that mkstemp gave
        except BaseException:
            with suppress(FileNotFoundError):
                os.unlink(made)  # noqa: PTH108 - see above
            raise
        _sync(folder)

    @property
    def _unfinished(self) -> str:
        return f".{self._path.name}{_UNFINISHED}"

    def _mode(self) -> int:
        try:
            return stat.S_IMODE(self._path.stat().st_mode) & _PERMISSIONS
        except FileNotFoundError:
            return _NEW_MODE

    def _error(self, message: str) -> StateFileError:
        return StateFileError(f"--state {self.name}: {message}")


def _digest(content: bytes) -> bytes:
    return blake2b(content, digest_size=16).digest()


def _sync(folder: Path) -> None:
    """Have the folder itself on the disk: it knows that the file is another one."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
