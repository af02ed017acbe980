from __future__ import annotations

import pytest

from app.quota.headers import LONGEST_WAIT_S, QuotaReading, Reset, read_http_date, read_quota


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("60", 60),
        (" 60 ", 60),
        ("60, 60;w=60", 60),
        ("60;w=60", 60),
        ("60.0", 60),
        ("-3", 0),
        ("", None),
        ("many", None),
        ("nan", None),
        ("inf", None),
        ("1_000", None),
        ("६०", None),
        ("9" * 5000, None),
        ("1e300", None),
    ],
)
def test_counts(text: str, count: int | None) -> None:
    assert read_quota({"x-ratelimit-remaining": text}).remaining == count


def test_a_limit_of_zero_is_unknown() -> None:
    assert read_quota({"x-ratelimit-limit": "0"}).limit is None


def test_missing_headers_are_unknown_not_zero() -> None:
    assert read_quota({}) == QuotaReading(None, None, None, None, None, None)


@pytest.mark.parametrize(
    ("text", "reset"),
    [
        ("1714572060", Reset(1714572060.0, is_unix=True, is_whole=True)),
        ("1714572060.25", Reset(1714572060.25, is_unix=True, is_whole=False)),
        ("1714572060123", Reset(1714572060.123, is_unix=True, is_whole=False)),
        ("1000000000", Reset(1e9, is_unix=True, is_whole=True)),
        ("1000000000000", Reset(1e9, is_unix=True, is_whole=False)),
        ("60", Reset(60.0, is_unix=False, is_whole=True)),
        ("0", Reset(0.0, is_unix=False, is_whole=True)),
        ("59.5", Reset(59.5, is_unix=False, is_whole=False)),
        ("999999999", None),  # seconds from now? thirty years
        ("-1", None),
        ("1e14", None),
        ("soon", None),
        ("nan", None),
        ("", None),
    ],
)
def test_reset_is_read_by_its_size(text: str, reset: Reset | None) -> None:
    assert read_quota({"x-ratelimit-reset": text}).reset == reset


@pytest.mark.parametrize(
    ("text", "seconds", "at"),
    [
        ("3", 3.0, None),
        ("2.5", 2.5, None),
        (" 7 ", 7.0, None),
        ("0", None, None),
        ("-5", None, None),
        ("nan", None, None),
        ("inf", None, None),
        ("later", None, None),
        ("", None, None),
        ("99999999999", LONGEST_WAIT_S, None),
        ("Sun, 06 Nov 1994 08:49:37 GMT", None, 784111777.0),
        ("Sunday, 06-Nov-94 08:49:37 GMT", None, 784111777.0),
        ("Sun Nov  6 08:49:37 1994", None, 784111777.0),
    ],
)
def test_retry_after(text: str, seconds: float | None, at: float | None) -> None:
    reading = read_quota({"retry-after": text})
    assert (reading.retry_after_s, reading.retry_at) == (seconds, at)


@pytest.mark.parametrize(
    "text",
    [
        "Sun, 06 Nov 1994 25:49:37 GMT",
        "Sun, 06 Nov 1994 08:49 GMT",
        "Sun, 06 Now 1994 08:49:37 GMT",
        "Sun, xx Nov 1994 08:49:37 GMT",
        "Sun, 06 Nov 99999 08:49:37 GMT",
        "x" * 100_000,
        "tomorrow",
    ],
)
def test_a_broken_date_is_unknown(text: str) -> None:
    assert read_http_date(text) is None
