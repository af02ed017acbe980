"""Nothing gets into the log that must not be there."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator

import pytest

from app.log import mask_numbers, redact, set_up_logging
from app.secrets import Secret

KEY = "log-sentinel-id:log-sentinel-secret"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    root = logging.getLogger()
    before = (list(root.handlers), root.level)
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    set_up_logging(handler, level=logging.DEBUG)
    yield stream
    root.handlers[:] = before[0]
    root.setLevel(before[1])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("call +919876543210 now", "call ***********10 now"),
        ("+91 98765-43210", "*************10"),
        ("phone=%2B919876543210&x", "phone=*************10&x"),
        ("9876543210", "********10"),
        ("2024-03-01 10:00:00", "2024-03-01 10:00:00"),
        ("cmp_1234567890123", "cmp_1234567890123"),
        ("took 12.345678901 s", "took 12.345678901 s"),
        ("page=2&limit=100", "page=2&limit=100"),
        ("+12", "+12"),
    ],
)
def test_numbers_are_masked_and_the_rest_is_left(text: str, expected: str) -> None:
    assert mask_numbers(text) == expected


def test_messages_arguments_tracebacks_and_stacks_are_redacted(log: io.StringIO) -> None:
    secret = Secret(KEY)
    logger = logging.getLogger("app.anything")
    logger.info("Authorization: Bearer %s for %s", secret.reveal(), "+919876543210")
    logger.debug("%(key)s", {"key": KEY})
    try:
        raise ValueError(f"Illegal header value {KEY.encode()!r}")
    except ValueError:
        logger.exception("failed", stack_info=True)
    text = log.getvalue()
    assert "failed" in text
    assert "Traceback" in text
    assert "ValueError" in text
    assert "log-sentinel-secret" not in text
    assert "9876543210" not in text


def test_a_wrong_format_string_is_still_logged(log: io.StringIO) -> None:
    Secret(KEY)
    logging.getLogger("app").warning("%d", KEY)
    assert "WARNING" in log.getvalue()
    assert KEY not in log.getvalue()


def test_libraries_that_log_requests_stay_silent(log: io.StringIO) -> None:
    logging.getLogger("httpx").info("HTTP Request: GET https://api.dialnexa.com/v1")
    logging.getLogger("httpcore.http11").debug("send_request_headers")
    assert log.getvalue() == ""


def test_redact_does_both() -> None:
    Secret(KEY)
    assert redact(f"{KEY} +919876543210") == "[key] ***********10"
