"""Statuses as a word, an icon and a colour, never the colour alone.

Owns: the look of every status of `app/statuses.py`, of upload parts, sentiments and HTTP answers.
Leaves to others: painting pills (`ui/widgets/pill.py`, `ui/widgets/cells.py`).
A value that this version does not know is shown as it came, in grey with a question mark.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from app.statuses import canonical
from ui import texts, tokens

translate = QCoreApplication.translate


class Look(NamedTuple):
    """How a status is shown. `tone` is green, amber, red, teal, grey or accent."""

    word: str
    icon: str
    tone: str


_UNKNOWN_ICON: Final = "question"


def campaign(value: str) -> Look:
    """A campaign's status. Final ones are grey: nothing is wrong, nothing goes on."""
    match canonical(value):
        case "draft":
            return Look(translate("Status", "Draft"), "file", "grey")
        case "active":
            return Look(translate("Status", "Active"), "play", "green")
        case "scheduled":
            return Look(translate("Status", "Scheduled"), "calendar", "teal")
        case "waiting":
            return Look(translate("Status", "Waiting"), "clock", "teal")
        case "running":
            return Look(translate("Status", "Running"), "play", "green")
        case "paused":
            return Look(translate("Status", "Paused"), "pause", "amber")
        case "completed":
            return Look(translate("Status", "Completed"), "check", "grey")
        case "cancelled" | "canceled":
            return Look(translate("Status", "Cancelled"), "ban", "grey")
        case "failed":
            return Look(translate("Status", "Failed"), "warning", "red")
        case "deleted":
            return Look(translate("Status", "Deleted"), "trash", "grey")
    return _as_it_came(value)


def call(value: str) -> Look:
    """A call's status."""
    match canonical(value):
        case "created":
            return Look(translate("Status", "Created"), "plus", "grey")
        case "initiated":
            return Look(translate("Status", "Initiated"), "clock", "teal")
        case "sent":
            return Look(translate("Status", "Sent"), "send", "teal")
        case "received":
            return Look(translate("Status", "Received"), "phone", "teal")
        case "in_progress":
            return Look(translate("Status", "In progress"), "phone", "teal")
        case "completed":
            return Look(translate("Status", "Completed"), "check", "green")
        case "did_not_pick":
            return Look(translate("Status", "Did not pick"), "no-answer", "amber")
        case "no_answer":
            return Look(translate("Status", "No answer"), "no-answer", "amber")
        case "busy":
            return Look(translate("Status", "Busy"), "minus-circle", "amber")
        case "failed":
            return Look(translate("Status", "Failed"), "warning", "red")
        case "cancelled" | "canceled":
            return Look(translate("Status", "Cancelled"), "ban", "grey")
        case "retry_expired":
            return Look(translate("Status", "Retry expired"), "hourglass", "grey")
        case "voicemail":
            return Look(translate("Status", "Voicemail"), "voicemail", "amber")
        case "hangup":
            return Look(translate("Status", "Hung up"), "phone", "grey")
    return _as_it_came(value)


def lead(value: str) -> Look:
    """A lead's status."""
    match canonical(value):
        case "pending":
            return Look(translate("Status", "Pending"), "clock", "grey")
        case "in_progress":
            return Look(translate("Status", "In progress"), "phone", "teal")
        case "completed":
            return Look(translate("Status", "Completed"), "check", "green")
        case "failed":
            return Look(translate("Status", "Failed"), "warning", "red")
        case "removed":
            return Look(translate("Status", "Removed"), "trash", "grey")
    return _as_it_came(value)


def upload(value: str) -> Look:
    """The state of an upload or of one part of it, as the local record has it."""
    match canonical(value):
        case "planned":
            return Look(translate("Status", "Planned"), "list", "grey")
        case "inflight" | "in_flight":
            return Look(translate("Status", "In flight"), "send", "teal")
        case "confirmed":
            return Look(translate("Status", "Confirmed"), "check", "green")
        case "refused":
            return Look(translate("Status", "Refused"), "warning", "red")
        case "cancelled" | "canceled":
            return Look(translate("Status", "Cancelled"), "ban", "grey")
        case "set_aside":
            return Look(translate("Status", "Set aside"), "save", "grey")
        case "unknown":
            return Look(translate("Status", "Outcome unknown"), "question", "red")
    return _as_it_came(value)


def sentiment(value: str) -> Look:
    """A call's sentiment."""
    match canonical(value):
        case "positive":
            return Look(translate("Status", "Positive"), "smile", "green")
        case "neutral":
            return Look(translate("Status", "Neutral"), "neutral", "grey")
        case "negative":
            return Look(translate("Status", "Negative"), "frown", "red")
        case "unknown" | "":
            return Look(translate("Status", "Unknown"), "question", "grey")
    return _as_it_came(value)


_REASONS: Final[dict[int, Any]] = {
    200: QT_TRANSLATE_NOOP("HttpAnswer", "OK"),
    201: QT_TRANSLATE_NOOP("HttpAnswer", "Created"),
    202: QT_TRANSLATE_NOOP("HttpAnswer", "Accepted"),
    204: QT_TRANSLATE_NOOP("HttpAnswer", "No content"),
    304: QT_TRANSLATE_NOOP("HttpAnswer", "Not modified"),
    400: QT_TRANSLATE_NOOP("HttpAnswer", "Bad request"),
    401: QT_TRANSLATE_NOOP("HttpAnswer", "Key refused"),
    402: QT_TRANSLATE_NOOP("HttpAnswer", "Payment required"),
    403: QT_TRANSLATE_NOOP("HttpAnswer", "Not allowed"),
    404: QT_TRANSLATE_NOOP("HttpAnswer", "Not found"),
    405: QT_TRANSLATE_NOOP("HttpAnswer", "Not offered"),
    409: QT_TRANSLATE_NOOP("HttpAnswer", "Conflict"),
    413: QT_TRANSLATE_NOOP("HttpAnswer", "Too large"),
    415: QT_TRANSLATE_NOOP("HttpAnswer", "Wrong type"),
    422: QT_TRANSLATE_NOOP("HttpAnswer", "Not accepted"),
    429: QT_TRANSLATE_NOOP("HttpAnswer", "Rate limited"),
    500: QT_TRANSLATE_NOOP("HttpAnswer", "Server error"),
    502: QT_TRANSLATE_NOOP("HttpAnswer", "Bad gateway"),
    503: QT_TRANSLATE_NOOP("HttpAnswer", "Unavailable"),
    504: QT_TRANSLATE_NOOP("HttpAnswer", "Gateway timeout"),
}


def answer(code: int | None, wait_s: float | None = None) -> Look:
    """An HTTP answer as the request log shows it; None: no answer came."""
    if code is None:
        return Look(translate("Status", "No answer"), "offline", "red")
    if code == 429:
        if wait_s is None:
            return Look(f"429 {translate('Status', 'Wait')}", "hourglass", "amber")
        waiting = translate("Status", "Wait {seconds} s").format(seconds=texts.number(wait_s))
        return Look(f"429 {waiting}", "hourglass", "amber")
    reason = _REASONS.get(code)
    word = f"{code} {translate('HttpAnswer', reason)}" if reason else str(code)
    if code == 304:
        return Look(word, "check", "grey")
    if 200 <= code < 300:
        return Look(word, "check", "green")
    if code >= 400:
        return Look(word, "warning", "red")
    return Look(word, _UNKNOWN_ICON, "grey")


def connection(value: str) -> Look:
    """The state of the connection: connected, offline, refused, limited, unknown."""
    match value:
        case "connected":
            return Look(translate("Status", "Connected"), "connected", "green")
        case "offline":
            return Look(translate("Status", "Offline"), "offline", "red")
        case "refused":
            return Look(translate("Status", "Key refused"), "key", "red")
        case "limited":
            return Look(translate("Status", "Rate limited"), "hourglass", "amber")
    return Look(translate("Status", "Not connected yet"), "connected", "grey")


def progress_tone(campaign_status: str) -> str:
    """The fill of a campaign's progress bar: amber while paused, grey once final, else the accent."""
    tone = campaign(campaign_status).tone
    return {"amber": "amber_fill", "grey": "grey_fill", "red": "red_fill"}.get(tone, "accent_fill")


def _as_it_came(value: str) -> Look:
    return Look(texts.plain(value, tokens.CELL_CAP) or texts.DASH, _UNKNOWN_ICON, "grey")
