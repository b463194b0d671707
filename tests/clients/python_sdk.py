"""Webflow's official Python client as the tests call it, and what they need to know of its methods."""

import asyncio
import inspect
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pytest
from webflow.core.api_error import ApiError
from webflow.core.request_options import RequestOptions
from webflow.errors import (
    BadRequestError,
    ConflictError,
    ForbiddenError,
    NotFoundError,
    TooManyRequestsError,
    UnauthorizedError,
)

from tests.seen import SEEN

REFUSALS: dict[type[ApiError], tuple[int, str]] = {
    BadRequestError: (400, "validation_error"),
    UnauthorizedError: (401, "not_authorized"),
    ApiError: (403, "missing_scopes"),
    ForbiddenError: (403, "missing_scopes"),
    NotFoundError: (404, "resource_not_found"),
    ConflictError: (409, "conflict"),
    TooManyRequestsError: (429, "too_many_requests"),
}
"""Status and code of each class of the client's errors; for a 403 that a call is not said to have, it has no class."""


class Sdk:
    """The official client as if it were sync: ``sdk.sites.get(...)`` calls it, and awaits it if need be.

    A call is tried once unless its ``request_options`` say otherwise: the client also repeats what was refused with
    409, a second later.
    """

    def __init__(self, connect: Callable[[], Any], path: tuple[str, ...] = ()) -> None:
        self._connect = connect
        self._path = path

    def __getattr__(self, name: str) -> "Sdk":
        return Sdk(self._connect, (*self._path, name))

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        method = self._connect()
        for name in self._path:
            method = getattr(method, name)
        value = method(*args, **{"request_options": RequestOptions(max_retries=0), **kwargs})
        kind = "async" if inspect.isawaitable(value) else "sync"
        answer = _awaited(value)
        SEEN.methods.add(f"python {kind} {'.'.join(self._path)}")
        return answer


def _awaited(value: Any) -> Any:
    return asyncio.run(_await(value)) if inspect.isawaitable(value) else value


async def _await(value: Any) -> Any:
    return await value


@contextmanager
def refused(kind: type[ApiError], code: str | None = None) -> Iterator[pytest.ExceptionInfo[ApiError]]:
    """The call inside is refused with exactly this class of error, its status and its code."""
    with pytest.raises(ApiError) as caught:
        yield caught
    error, (status, usual) = caught.value, REFUSALS[kind]
    assert (type(error), error.status_code, body_of(error)["code"]) == (kind, status, code or usual)


def body_of(error: ApiError) -> dict[str, Any]:
    """What an error says, which the client reads into a model for some of its classes."""
    body: dict[str, Any] = error.body if isinstance(error.body, dict) else error.body.model_dump(by_alias=True)
    return body


def methods_without_test(client: type, module: Mapping[str, Any]) -> list[str]:
    """The public methods of a client that no test calls which is named after them."""
    methods = [name for name, _ in inspect.getmembers(client, inspect.isfunction) if not name.startswith("_")]
    assert methods
    return [name for name in methods if f".{name}(" not in _source(module.get(f"test_{name}"))]


def _source(test: Callable[..., Any] | None) -> str:
    return "" if test is None else inspect.getsource(test)
