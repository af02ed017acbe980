"""Which addresses a key may be sent to."""

from __future__ import annotations

import pytest

from app.api.base_url import parse_base_url
from app.errors import AppError


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://api.dialnexa.com/v1", "https://api.dialnexa.com/v1"),
        ("  https://API.DialNexa.com/v1/ ", "https://api.dialnexa.com/v1"),
        ("https://api.dialnexa.com", "https://api.dialnexa.com/v1"),
        ("api.dialnexa.com/v1", "https://api.dialnexa.com/v1"),
        ("api.dialnexa.com:8443", "https://api.dialnexa.com:8443/v1"),
        ("http://127.0.0.1:8000/v1", "http://127.0.0.1:8000/v1"),
        ("http://localhost:8000", "http://localhost:8000/v1"),
        ("http://[::1]:8000/v1", "http://[::1]:8000/v1"),
        ("https://gateway.example/dialnexa/v1", "https://gateway.example/dialnexa/v1"),
    ],
)
def test_accepted(text: str, expected: str) -> None:
    assert parse_base_url(text) == expected
    assert parse_base_url(expected) == expected


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "Enter the address"),
        ("http://api.dialnexa.com/v1", "https://"),
        ("http://127.0.0.1.evil.test/v1", "https://"),
        ("http://localhost.evil.test/v1", "https://"),
        ("http://10.0.0.1/v1", "https://"),
        ("ftp://api.dialnexa.com/v1", "https://"),
        ("file:///etc/passwd", "https://"),
        ("https://api.dialnexa.com@evil.test/v1", "user name"),
        ("https://user:password@api.dialnexa.com/v1", "user name"),
        ("https://@api.dialnexa.com/v1", "user name"),
        ("https://api.dialnexa.сom/v1", "look-alike"),
        ("https://api.dialnexa.com/v1\nHost: evil.test", "characters"),
        ("https://api.dialnexa.com\\@evil.test/v1", "characters"),
        ("https://api.dialnexa.com/v 1", "characters"),
        ("https://api.dialnexa.com/v1?key=1", "?"),
        ("https://api.dialnexa.com/v1?", "?"),
        ("https://api.dialnexa.com/v1#x", "#"),
        ("https://", "not a web address"),
        ("https://api_dialnexa.com/v1", "not a web address"),
        ("https://api.dialnexa.com:port/v1", "not a web address"),
        ("https://api.dialnexa.com:99999/v1", "not a web address"),
        ("https://api.dialnexa.com:0/v1", "not a web address"),
        ("https://api.dialnexa.com/../v1", "not a web address"),
        ("https://api.dialnexa.com/%2e%2e/v1", "not a web address"),
        ("https://[::1/v1", "not a web address"),
        ("https://.dialnexa.com/v1", "not a web address"),
    ],
)
def test_refused(text: str, says: str) -> None:
    with pytest.raises(AppError) as caught:
        parse_base_url(text)
    assert says in caught.value.user_message
