"""What mockflow raises at its users."""

from collections.abc import Sequence


class MockflowError(Exception):
    """Base of everything that mockflow raises on purpose."""


class ControlError(MockflowError):
    """The control plane refused a call.

    Attributes:
        status: the HTTP status.
        code: the code of the error body, such as ``validation_error``.
        message: one line that says what was wrong.
    """

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(f"{status} {code}: {message}")
        self.status = status
        self.code = code
        self.message = message


class StateFileError(MockflowError):
    """The file of ``--state`` cannot be read, is none, or cannot be written; the message names it, in one line."""


class NoDoubleError(MockflowError, ConnectionError):
    """Nothing answers where a running double was expected, or something else does; the message names the URL."""


class SeedError(MockflowError):
    """A seed cannot be read, or does not say what a seed must say.

    Attributes:
        file: the seed's file, or its name where it has none.
        line: the line in that file, 1 for a document that has no lines.
        path: where in the document, such as ``sites[0].collections[1].slug``.
        message: what was expected and what was found.
        problems: every problem of the document, this one first.
    """

    def __init__(self, file: str, line: int, path: str, message: str, problems: Sequence["SeedError"] = ()) -> None:
        self.file = file
        self.line = line
        self.path = path
        self.message = message
        self.problems: tuple[SeedError, ...] = tuple(problems) or (self,)
        where = f"{path}: " if path else ""
        super().__init__(f"{file}:{line}: {where}{message}")

    @classmethod
    def of(cls, problems: Sequence["SeedError"]) -> "SeedError":
        """One error that stands for all of them, in the order of lines and paths, worded as the first."""
        ordered = sorted(problems, key=lambda problem: (problem.line, problem.path))
        first = ordered[0]
        return cls(first.file, first.line, first.path, first.message, ordered)
