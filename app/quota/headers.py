"""Reading the rate-limit headers of one answer.

Owns: text of `X-RateLimit-Limit`, `X-RateLimit-Remaining`, `X-RateLimit-Reset`, `Retry-After` and `Date` to plain
numbers. Leaves to others: what they mean (`window.py`, `pause.py`) and every clock: nothing here knows the time.
Whatever cannot be read is None, "the server has not said", never zero.

Source: API page "rate limits"; RFC 9110 section 10.2.3 (Retry-After) and 5.6.7 (dates). The documentation calls the
reset a Unix time, the only observed answer carried seconds left, and gateways send milliseconds: told apart by size.
"""

from __future__ import annotations

import calendar
import functools
import math
from collections.abc import Mapping
from typing import Final, NamedTuple

LONGEST_WAIT_S: Final = 3600.0
"""A Retry-After above this is read as this: no rate limiter means more, and the operator must not be locked out."""

LONGEST_WINDOW_S: Final = 7 * 86_400.0
"""A reset further away than this is nonsense and read as unknown."""

_MONTHS: Final = {
    name: number
    for number, name in enumerate(
        ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"), start=1
    )
}


class Reset(NamedTuple):
    """When the window ends, as the server wrote it."""

    value: float  # Unix time in seconds, or seconds from the moment the server answered
    is_unix: bool
    is_whole: bool  # a whole number of seconds: the server has rounded, in a direction unknown


class QuotaReading(NamedTuple):
    """What one answer says. `None`: not said, or not readable.

    Attributes:
        limit: Requests a window allows, at least 1.
        remaining: Requests left, at least 0.
        reset: When the window ends.
        retry_after_s: Seconds to wait, above 0 and at most `LONGEST_WAIT_S`.
        retry_at: Unix time until which to wait, where Retry-After was a date.
        date: Unix time at which the server answered, whole seconds, rounded down (RFC 9110 section 6.6.1).
    """

    limit: int | None = None
    remaining: int | None = None
    reset: Reset | None = None
    retry_after_s: float | None = None
    retry_at: float | None = None
    date: float | None = None


def read_quota(headers: Mapping[str, str]) -> QuotaReading:
    """What the headers of one answer say about the quota.

    Args:
        headers: Lower-case names.
    """
    retry_after_s, retry_at = _read_retry_after(headers.get("retry-after"))
    limit = _read_count(headers.get("x-ratelimit-limit"))
    date = headers.get("date")
    return QuotaReading(
        limit=limit or None,
        remaining=_read_count(headers.get("x-ratelimit-remaining")),
        reset=_read_reset(headers.get("x-ratelimit-reset")),
        retry_after_s=retry_after_s,
        retry_at=retry_at,
        date=None if date is None else read_http_date(date),
    )


@functools.lru_cache(maxsize=32)  # the same second comes with every answer of that second
def read_http_date(text: str) -> float | None:
    """Unix time of an HTTP date in any of its three forms, or None."""
    parts = text.strip().split(" ")
    if len(parts) == 6 and parts[5] == "GMT":  # Sun, 06 Nov 1994 08:49:37 GMT
        try:
            hour, minute, second = map(int, parts[4].split(":"))
            day, month, year = int(parts[1]), _MONTHS[parts[2]], int(parts[3])
        except (KeyError, ValueError):
            return None
        if not (1 <= day <= 31 and 0 <= hour < 24 and 0 <= minute < 60 and 0 <= second <= 60 and 1970 <= year < 10_000):
            return None
        return float(calendar.timegm((year, month, day, hour, minute, second)))
    if len(text) > 64:
        return None
    from email.utils import mktime_tz, parsedate_tz  # slow to import and needed for the obsolete forms only

    parsed = parsedate_tz(text)
    if parsed is None:
        return None
    try:
        return float(mktime_tz(parsed))
    except (OverflowError, ValueError):
        return None


def _read_number(text: str | None) -> float | None:
    """A finite number, or None. Of "60, 60;w=60" (the draft header form) the first number counts."""
    if text is None or len(text) > 64:
        return None
    text = text.strip()
    if not text.isdecimal():
        text = text.partition(",")[0].partition(";")[0].strip()
    if not text.isascii() or "_" in text:  # float() would take other digits and "1_000"
        return None
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _read_count(text: str | None) -> int | None:
    number = _read_number(text)
    if number is None or number > 1e9:
        return None
    return max(0, int(number))  # "-3" is what some counters show when nothing is left


def _read_reset(text: str | None) -> Reset | None:
    number = _read_number(text)
    if number is None or number < 0 or number >= 1e14:
        return None
    if number >= 1e12:
        return Reset(number / 1000, is_unix=True, is_whole=False)
    if number >= 1e9:
        return Reset(number, is_unix=True, is_whole=number.is_integer())
    if number > LONGEST_WINDOW_S:
        return None
    return Reset(number, is_unix=False, is_whole=number.is_integer())


def _read_retry_after(text: str | None) -> tuple[float | None, float | None]:
    """(seconds, Unix time): at most one of them is known. Zero and less say nothing useful: not known."""
    if text is None:
        return None, None
    number = _read_number(text)
    if number is not None:
        return (min(number, LONGEST_WAIT_S) if number > 0 else None), None
    return None, read_http_date(text)
