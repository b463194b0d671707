"""A planned "no", raised from anywhere below the pipeline."""

from collections.abc import Sequence


class Refusal(Exception):  # noqa: N818 - a refusal is an answer, not an error of the double
    """A call that is answered with an error, and changes nothing.

    Attributes:
        code: a name from ``pipeline.refusals``, which alone knows its status and usual words.
        message: words that replace the usual ones.
        details: ``{"param", "description"}`` for each field at fault, or a sentence for each part of the body.
        retry_after: seconds until the same call would be accepted.
        reason: what the journal tells instead of the message, where the caller is not told all.
    """

    def __init__(
        self,
        code: str,
        message: str | None = None,
        details: Sequence[dict[str, str] | str] = (),
        *,
        retry_after: int | None = None,
        reason: str | None = None,
    ) -> None:
        super().__init__(message or code)
        self.code = code
        self.message = message
        self.details = tuple(details)
        self.retry_after = retry_after
        self.reason = reason
