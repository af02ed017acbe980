"""Logging that gives nothing away.

Owns: setting up the log, and taking keys and phone numbers out of any text. Leaves to others: what is worth logging,
and where an unexpected error is shown (an exception hook should pass its text through `redact`).
"""

from __future__ import annotations

import logging
import re
import traceback
from types import TracebackType

from app.secrets import known_secrets

# Libraries that write URLs, headers, bodies or every step of the event loop below WARNING.
_TALKATIVE = ("httpx", "httpcore", "h11", "hpack", "keyring", "asyncio", "anyio", "urllib3", "qasync")

# "+" (also as it stands in a URL) with 7 to 15 digits that may be grouped, or 9 to 15 digits in a row.
_PHONE = re.compile(r"(?:\+|%2[Bb])\d(?:[ ().-]{0,2}\d){6,14}(?!\d)|(?<![\w.+-])\d{9,15}(?![\w.])")
_SHOWN_DIGITS = 2


def mask_numbers(text: str) -> str:
    """`text` with everything that looks like a phone number masked but for its last two digits."""
    return _PHONE.sub(_mask, text)


def _mask(match: re.Match[str]) -> str:
    return "*" * (len(match[0]) - _SHOWN_DIGITS) + match[0][-_SHOWN_DIGITS:]


def redact(text: str) -> str:
    """`text` without any known key and with phone numbers masked."""
    return mask_numbers(known_secrets.hide(text))


def format_exception(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> str:
    """A traceback as text for the log or a crash window, redacted."""
    return redact("".join(traceback.format_exception(kind, error, trace)))


class RedactingFilter(logging.Filter):
    """Rewrites every record before a handler sees it: message, traceback and stack."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Always lets the record pass; what it says is redacted."""
        try:
            message = record.getMessage()
        except Exception:  # wrong arguments for the format string: still no reason to lose the line
            message = f"{record.msg} {record.args!r}"
        record.msg = redact(message)
        record.args = None
        if record.exc_info:
            kind, error, trace = record.exc_info
            if kind is not None and error is not None:
                record.exc_text = format_exception(kind, error, trace).rstrip("\n")
            record.exc_info = None
        if record.exc_text:
            record.exc_text = redact(record.exc_text)
        if record.stack_info:
            record.stack_info = redact(record.stack_info)
        return True


def set_up_logging(handler: logging.Handler, *, level: int = logging.INFO) -> None:
    """Send the log of the whole process to `handler`, redacted.

    The filter sits on the handler, since a logger's own filter is skipped for records of its children.
    """
    handler.addFilter(RedactingFilter())
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(level)
    silence_libraries()


def silence_libraries() -> None:
    """Keep the HTTP libraries from logging what they send, whatever the level of the root logger is."""
    for name in _TALKATIVE:
        logger = logging.getLogger(name)
        if logger.level < logging.WARNING:
            logger.setLevel(logging.WARNING)
