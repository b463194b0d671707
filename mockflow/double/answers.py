"""Reading the answers of a double."""

from json import dumps
from typing import Any

import httpx

from mockflow.errors import ControlError, NoDoubleError


def as_json(value: Any) -> bytes:
    """The value as a body, as the control plane is to judge it; ControlError for what no JSON can be made of."""
    try:
        return dumps(value, allow_nan=False).encode()
    except (TypeError, ValueError, RecursionError) as error:
        raise ControlError(400, "bad_request", f"The body should be JSON: {error}") from None


def answer_of(response: httpx.Response) -> Any:
    """The JSON of an answer.

    Raises:
        ControlError: it refuses.
        NoDoubleError: it is none of a double's.
    """
    if response.is_success:
        return _json_of(response) if response.content else None
    if not is_refusal(response):
        raise _no_double(response)
    error = response.json()
    details = "; ".join(f"{each['param']}: {each['description']}" for each in error["details"])
    message = f"{error['message']} ({details})" if details else error["message"]
    raise ControlError(response.status_code, error["code"], message)


def is_refusal(response: httpx.Response) -> bool:
    """Whether an answer has the form in which a double refuses."""
    try:
        said = response.json()
    except ValueError:
        return False
    return isinstance(said, dict) and said.keys() >= {"message", "code", "details"}


def _json_of(response: httpx.Response) -> Any:
    try:
        return response.json()
    except ValueError:
        raise _no_double(response) from None


def _no_double(response: httpx.Response) -> NoDoubleError:
    url = response.request.url
    return NoDoubleError(f"something else than mockflow answers at {url}: {response.status_code}")


def no_answer(base: str, error: httpx.TransportError) -> NoDoubleError:
    """What is raised where a call finds no double."""
    reason = str(error).splitlines()[0] if str(error) else type(error).__name__
    return NoDoubleError(f"no double answers at {base}: {reason}")
