"""What can go wrong, each with a sentence that an operator can act on.

Owns: the error tree. Leaves to others: where an error is shown and in which language. `template` is English with
named fields; `ui/texts.py` looks up its translation and fills in `params`. Server text goes into `params`, never into
`template`, and is shown as plain text.
"""

from __future__ import annotations

import enum
from typing import Any, ClassVar, NamedTuple

# Of a server's own words in a sentence; `ApiError.lines` has all of them.
MAX_REASON = 600
NO_REASON = "no reason given"


class Sent(enum.Enum):
    """How far a request had got when it failed, as the HTTP trace tells it (never the exception's class)."""

    NOTHING = "nothing"  # no byte left: certainly not carried out
    PART = "part"  # the body was cut short
    ALL = "all"  # handed over whole, no status line seen: the outcome is unknown
    ANSWERED = "answered"  # a status line arrived; the answer after it broke off


class AppError(Exception):
    """An expected failure.

    Attributes:
        template: English sentence(s) with `{name}` fields.
        params: The values of those fields.
    """

    template: str = "Something went wrong."

    def __init__(self, template: str | None = None, /, **params: Any) -> None:
        if template is not None:
            self.template = template
        self.params = params
        super().__init__(self.user_message)

    @property
    def user_message(self) -> str:
        """The English sentence, filled in."""
        return self.template.format(**self.params)


class NetworkError(AppError):
    """No usable answer came back. `sent` tells how far the request got."""

    template = "The server could not be reached. Check the connection; nothing was changed."

    def __init__(self, template: str | None = None, /, *, sent: Sent = Sent.NOTHING, **params: Any) -> None:
        self.sent = sent
        super().__init__(template, **params)


class OddAnswerError(AppError):
    """An answer that is not what the API documents (HTML, broken JSON, too large).

    `status` is its HTTP status: evidence of the outcome where the request changed something.
    """

    template = "{host} answered, but not like the DialNexa API ({what}). Check the address of this profile."

    def __init__(self, template: str | None = None, /, *, status: int, **params: Any) -> None:
        self.status = status
        super().__init__(template, **params)


class ApiError(AppError):
    """The server refused, with the documented error envelope.

    Attributes:
        status: HTTP status.
        lines: The server's `message`, one entry a line; plain text, capped.
    """

    template = "The server refused this ({status}): {reason}"
    statuses: ClassVar[frozenset[int]] = frozenset()

    def __init__(
        self, template: str | None = None, /, *, status: int, lines: tuple[str, ...] = (), **params: Any
    ) -> None:
        self.status = status
        self.lines = lines
        reason = "; ".join(lines) or NO_REASON
        if len(reason) > MAX_REASON:
            reason = reason[: MAX_REASON - 1] + "…"
        super().__init__(template, status=status, reason=reason, **params)


class AuthError(ApiError):
    """401: the key is missing, malformed, expired or revoked."""

    template = "The API key was refused. Open the profile and enter a valid key."
    statuses = frozenset({401})


class ForbiddenError(ApiError):
    """403: the key may not do this, or the destination is not enabled."""

    template = "This key is not allowed to do that: {reason}"
    statuses = frozenset({403})


class NotFoundError(ApiError):
    """404: no such object, or it belongs to somebody else."""

    template = "The server does not know this any more: {reason}"
    statuses = frozenset({404})


class ConflictError(ApiError):
    """409: not possible in the present state."""

    template = "Not possible in the present state: {reason}"
    statuses = frozenset({409})


class RejectedRow(NamedTuple):
    """One refused row of an upload. `position` counts as the server does, None where it gave none."""

    position: int | None
    phone_number: str  # "" where the server gave none
    reason: str


class InvalidRequestError(ApiError):
    """400, 402, 413, 422: the content was refused. `rows` names refused lead rows, where given."""

    template = "The server did not accept this: {reason}"
    statuses = frozenset({400, 402, 413, 415, 422})

    def __init__(
        self,
        template: str | None = None,
        /,
        *,
        status: int,
        lines: tuple[str, ...] = (),
        rows: tuple[RejectedRow, ...] = (),
        **params: Any,
    ) -> None:
        self.rows = rows
        super().__init__(template, status=status, lines=lines, **params)


class ServerError(ApiError):
    """5xx: the server failed. Whether a change was made is unknown."""

    template = "The server has a problem ({status}). Try again in a moment."
    statuses = frozenset(range(500, 600))


class RateLimitedError(AppError):
    """The server kept answering 429. `deadline` is when requests may go on (monotonic clock)."""

    template = "The server is still limiting requests after {tries} tries. Try again later."

    def __init__(self, template: str | None = None, /, *, deadline: float, tries: int) -> None:
        self.deadline = deadline
        super().__init__(template, tries=tries)


class QueueFullError(AppError):
    """Too many requests are waiting for their turn."""

    template = "{waiting} requests are already waiting for their turn. Wait until some are done."


class ReadOnlyError(AppError):
    """The profile may only read; nothing was sent."""

    template = "This profile is read-only, so nothing is changed on the server. Nothing was sent."


class LeadFileError(AppError):
    """A lead file that cannot be read or used; says what, where and what to do."""

    template = "{name} cannot be read as a lead file."


class CredentialError(AppError):
    """A key that cannot be used, stored or read."""

    template = "The key could not be stored."
