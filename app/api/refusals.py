"""Which error an answer is.

Owns: turning a status that is no success into the error with the right sentence (API page "errors"). Pure.
Leaves to others: network failures (`app/api/transport.py`) and 429 (`app/api/client.py`).
"""

from __future__ import annotations

from typing import Any

from app.api.documents import DocumentError, clean_text, decode
from app.api.messages import Response
from app.api.uploads import read_rejected_rows
from app.errors import (
    ApiError,
    AppError,
    AuthError,
    ConflictError,
    ForbiddenError,
    InvalidRequestError,
    NotFoundError,
    OddAnswerError,
    ServerError,
)
from app.secrets import known_secrets

_MAX_LINES = 50
_MAX_LINE = 500
_KINDS: tuple[type[ApiError], ...] = (AuthError, ForbiddenError, NotFoundError, ConflictError, ServerError)


def refusal(response: Response, host: str, *, is_transition: bool = False) -> AppError:
    """The error that `response` (status 400 or more) stands for.

    `is_transition`: the request asked for a change of state, so a 400 tells of the state, as a 409 does.
    """
    status = response.status
    if status < 500 and looks_like_html(response):
        return OddAnswerError(status=status, host=host, what="a web page")
    try:
        document = decode(response.body)
    except DocumentError:
        document = None
    lines = message_lines(document)
    if status == 400 and is_transition:
        return ConflictError(status=status, lines=lines)
    for kind in _KINDS:
        if status in kind.statuses:
            return kind(status=status, lines=lines)
    if status in InvalidRequestError.statuses:
        if status == 413 and not lines:
            return InvalidRequestError("The server did not take this: it is too large.", status=status)
        rows = read_rejected_rows(document)
        return InvalidRequestError(status=status, lines=lines or reasons_of(rows), rows=rows)
    return ApiError(status=status, lines=lines)


def looks_like_html(response: Response) -> bool:
    """Whether a web page came back: a proxy, a captive portal, or an address that is not the API's."""
    if "html" in response.headers.get("content-type", "").lower():
        return True
    return response.body[:200].lstrip().lower().startswith((b"<!doctype", b"<html"))


def message_lines(document: Any) -> tuple[str, ...]:
    """The documented `message`, a text or a list of texts, one entry a line; else what stands in `error`."""
    if type(document) is not dict:
        return ()
    for name in ("message", "error", "detail"):
        value = document.get(name)
        if type(value) is str and value.strip():
            return tuple(_line(line) for line in value.splitlines()[:_MAX_LINES] if line.strip())
        if type(value) is list:
            lines = tuple(_line(item) for item in value[:_MAX_LINES] if type(item) is str and item.strip())
            if lines:
                return lines
        if type(value) is dict and (lines := message_lines(value)):
            return lines
    return ()


def reasons_of(rows: tuple[Any, ...]) -> tuple[str, ...]:
    """The different reasons among refused rows, in their order."""
    return tuple(dict.fromkeys(_line(row.reason) for row in rows))[:_MAX_LINES]


def _line(text: str) -> str:
    return known_secrets.hide(clean_text(text).strip())[:_MAX_LINE]  # a server may quote the key it refuses
