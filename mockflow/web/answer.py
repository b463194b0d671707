"""An answer that is complete when it is made."""

from collections.abc import Iterable
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import flask

from mockflow.pipeline.exchange import Response

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse

STATUS_LINES = {status.value: f"{status.value} {status.phrase}" for status in HTTPStatus}


class Answer(flask.Response):
    """A pipeline's response as Flask returns it.

    Werkzeug copies a response's headers three times on their way out, to let them be changed on it; nothing here does.
    """

    def __init__(self, response: Response) -> None:
        self.answer = response
        self._status_code = response.status

    def __call__(self, environ: dict[str, Any], start_response: "StartResponse") -> Iterable[bytes]:
        answer = self.answer
        headers = list(answer.headers.items())
        if answer.status != HTTPStatus.NO_CONTENT:
            headers.append(("Content-Length", str(len(answer.body))))
        start_response(STATUS_LINES[answer.status], headers)
        return () if environ["REQUEST_METHOD"] == "HEAD" else (answer.body,)
