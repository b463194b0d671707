"""Saving a double's world when its process is told to stop.

It is saved at once, since calls that hang may use up the time that a stop has, and once more at the end if they wrote
something. A process that a server runs tells the one that started it how that went.
"""

from contextlib import suppress
from functools import partial
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from multiprocessing.util import Finalize

from mockflow.errors import StateFileError
from mockflow.worlds.registry import Registry
from mockflow.worlds.stop_signals import when_told_to_stop

from .file import StateFile

_STARTED, _SAVED = b"started", b"saved"


class Line:
    """From the process that serves to the one that started it."""

    def __init__(self) -> None:
        self._there, self._here = Pipe(duplex=False)

    def save_at_stop(self, worlds: Registry) -> None:
        """In the process that serves, in its main thread, before its server takes the signals."""
        state_file = worlds.state_file
        if state_file is None:
            return
        when_told_to_stop(partial(_close_and_save, worlds, state_file, self._here))
        Finalize(None, _save, args=(state_file, self._here), exitpriority=0)
        self._here.send_bytes(_STARTED)

    def check(self, name: str) -> None:
        """In the process that started it, once it has ended: StateFileError unless the world was saved."""
        said: list[bytes] = []
        with suppress(EOFError):
            while self._there.poll():
                said.append(self._there.recv_bytes())
        if said and said[-1] == _STARTED:
            raise StateFileError(f"--state {name}: was not saved, since there was no time for it")
        if said and said[-1] != _SAVED:
            raise StateFileError(said[-1].decode())


def _close_and_save(worlds: Registry, state_file: StateFile, here: Connection) -> None:
    """Who waits for a delivery is answered, and holds up nothing."""
    worlds.close()
    _save(state_file, here)


def _save(state_file: StateFile, here: Connection) -> None:
    try:
        state_file.save_if_changed()
    except StateFileError as error:
        here.send_bytes(str(error).encode())
    else:
        here.send_bytes(_SAVED)
