"""The file that a world is kept in: replaced whole, or left as it was."""

import errno
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NoReturn

import orjson
import pytest

from mockflow import Mockflow
from mockflow.errors import StateFileError
from mockflow.worlds.export.document import write_state
from mockflow.worlds.export.file import StateFile
from tests.support import journal_of

CLOCK = "2026-01-15T12:00:00Z"


@pytest.fixture
def mock() -> Iterator[Mockflow]:
    with Mockflow(clock=CLOCK) as one:
        yield one


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state.json"


def file_of(mock: Mockflow, path: Path) -> StateFile:
    return StateFile(str(path), lambda: mock._worlds.default)  # noqa: SLF001 - as a server does


def test_what_was_saved_is_loaded(mock: Mockflow, path: Path) -> None:
    """By another process, which then says the same."""
    assert file_of(mock, path).load() is False
    journal_of(mock).create("Kept")
    saved = file_of(mock, path).save()
    assert saved == (path, path.stat().st_size)
    with Mockflow(seed="empty") as other:
        assert file_of(other, path).load() is True
        assert other.state() == mock.state()
        assert write_state(other._worlds.default) == path.read_bytes()  # noqa: SLF001 - the bytes
        *_, entry = other._worlds.default.history  # noqa: SLF001 - no public door shows it yet
        assert entry.actor == "state-file"


def test_a_new_file_is_its_owners_and_another_keeps_its_mode(mock: Mockflow, path: Path) -> None:
    """It holds tokens; who opens it to others is obeyed."""
    file_of(mock, path).save()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.chmod(0o644)
    file_of(mock, path).save()
    assert stat.S_IMODE(path.stat().st_mode) == 0o644


def test_a_link_stays_one(mock: Mockflow, path: Path, tmp_path: Path) -> None:
    """What it leads to is replaced, or made."""
    link = tmp_path / "link.json"
    link.symlink_to(path)
    file_of(mock, link).save()
    file_of(mock, link).save()
    assert link.is_symlink()
    assert orjson.loads(path.read_bytes())["mockflow"] == "state"


def test_what_a_killed_process_left_is_removed(mock: Mockflow, path: Path, tmp_path: Path) -> None:
    """And nothing else beside the file."""
    for name in (".state.json.saving1x", "state.json.saving", ".other.json.saving1"):
        (tmp_path / name).write_text("x")
    file_of(mock, path).save()
    assert sorted(each.name for each in tmp_path.iterdir()) == [
        ".other.json.saving1",
        "state.json",
        "state.json.saving",
    ]


def test_it_is_written_once_for_each_change(mock: Mockflow, path: Path) -> None:
    """A stop saves at once and again at its end, which writes only what came between."""
    state_file = file_of(mock, path)
    state_file.save_if_changed()
    first = path.stat().st_ino
    state_file.save_if_changed()
    assert path.stat().st_ino == first
    journal_of(mock).create("Another")
    state_file.save_if_changed()
    assert path.stat().st_ino != first


@pytest.mark.parametrize("broken", ["fsync", "replace", "fchmod"])
def test_a_save_that_fails_leaves_the_old_file(
    mock: Mockflow, path: Path, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    """Whole, and with nothing beside it; one line says why."""
    state_file = file_of(mock, path)
    state_file.save()
    before = path.read_bytes()
    journal_of(mock).create("Lost")

    def fail(*_: object) -> NoReturn:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, broken, fail)
    with pytest.raises(StateFileError, match=r"^--state .*state\.json: cannot be saved: No space left on device$"):
        state_file.save()
    assert path.read_bytes() == before
    assert [each.name for each in path.parent.iterdir()] == ["state.json"]


def torn(content: bytes) -> bytes:
    return content[: len(content) // 2]


def newer(content: bytes) -> bytes:
    return orjson.dumps({**orjson.loads(content), "version": 3, "further": {}})


WRONG: list[tuple[Callable[[bytes], bytes], str]] = [
    (torn, "document: expected JSON, found text that is none"),
    (newer, "version: expected 2, the version of this double, which is older, found 3"),
    (lambda _: b"", "document: expected JSON, found text that is none"),
    (lambda _: b"\x00\xff", "document: expected JSON, found text that is none"),
    (lambda _: b"[1]", "document: expected an object, found a list of 1"),
    (lambda _: b"{}", 'mockflow: expected "state", which a state begins with, found null'),
]


@pytest.mark.parametrize(("spoil", "said"), WRONG)
def test_a_file_that_is_no_state_is_left_as_it_is(
    mock: Mockflow, path: Path, spoil: Callable[[bytes], bytes], said: str
) -> None:
    """One line names it and says why, and the world is as it was."""
    state_file = file_of(mock, path)
    state_file.save()
    content = spoil(path.read_bytes())
    path.write_bytes(content)
    before: dict[str, Any] = mock.state()
    with pytest.raises(StateFileError) as caught:
        file_of(mock, path).load()
    message = str(caught.value)
    assert message.startswith(f"--state {path}: expected the state of a world: {said}")
    assert "\n" not in message
    assert path.read_bytes() == content
    assert mock.state() == before


def test_what_cannot_be_a_file_is_told_before_anything(mock: Mockflow, tmp_path: Path) -> None:
    """A directory, a pipe, and a file in a folder that is not there."""
    with pytest.raises(StateFileError, match="expected a file, found something else"):
        file_of(mock, tmp_path)
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(StateFileError, match="expected a file, found something else"):
        file_of(mock, tmp_path / "pipe")
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    for odd in (loop, tmp_path / ("x" * 300)):
        with pytest.raises(StateFileError, match="cannot be used: "):
            file_of(mock, odd)
    with pytest.raises(StateFileError, match="expected a file in a folder that can be written to, found "):
        file_of(mock, tmp_path / "nowhere" / "state.json")


def test_a_file_that_is_too_large_is_told(mock: Mockflow, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before it is read whole."""
    monkeypatch.setattr("mockflow.worlds.export.file.MOST_BYTES", 10)
    path.write_bytes(b"x" * 11)
    with pytest.raises(StateFileError, match="expected up to 10 bytes, found more"):
        file_of(mock, path).load()
