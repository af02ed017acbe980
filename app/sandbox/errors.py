"""The documented error envelope.

Owns: `Refused`, which any handler raises, and its JSON form (API page "errors"). Leaves to others: when to refuse.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

import msgspec


class Refused(Exception):
    """An answer other than success.

    Attributes:
        status: HTTP status.
        message: One text, or a list of texts when several fields fail (both are documented).
        extra: Further members of the body, used for the row errors of an upload.
    """

    def __init__(self, status: int, message: str | list[str], extra: dict[str, Any] | None = None) -> None:
        super().__init__(status, message)
        self.status = status
        self.message = message
        self.extra = extra or {}

    def body(self) -> bytes:
        """The envelope as JSON."""
        return envelope(self.status, self.message, self.extra)


def envelope(status: int, message: str | list[str], extra: dict[str, Any] | None = None) -> bytes:
    """`{"statusCode", "message", "error"}` plus `extra`, as JSON bytes."""
    body = {"statusCode": status, "message": message, "error": HTTPStatus(status).phrase, **(extra or {})}
    return msgspec.json.encode(body)


def invalid(problems: list[str]) -> Refused:
    """A 400 for failed validation: a text for one problem, a list for several."""
    return Refused(400, problems[0] if len(problems) == 1 else problems)


def not_found(what: str) -> Refused:
    """A 404: unknown, removed, or of another organization; the API does not tell which."""
    return Refused(404, f"{what} not found")
