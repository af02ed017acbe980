from __future__ import annotations

import pytest

from app.calls.recording import public_link


@pytest.mark.parametrize(
    "url",
    ["https://recordings.dialnexa.com/a/b.wav?x=1", "https://s3.amazonaws.com:443/x", "https://8.8.8.8/x"],
)
def test_links_to_public_hosts_may_be_opened(url: str) -> None:
    assert public_link(url) == url


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "http://recordings.dialnexa.com/x",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "https://user:secret@example.com/x",
        "https://user@example.com/x",
        "https://localhost/x",
        "https://127.0.0.1/x",
        "https://10.0.0.8/x",
        "https://[::1]/x",
        "https://169.254.169.254/latest",
        "https://printer.local/x",
        "https://intranet/x",
        "https://0x7f000001/x",
        "https://127.1/x",
        "https://2130706433/x",
        "https://example.com:8443/x",
        "https://example.com\\@evil.com/x",
        "https://exa mple.com/",
        "https://example.com/\x00",
        "https:///x",
        "https://example.com:99999/x",
        "https://" + "a" * 5_000 + ".com/",
    ],
)
def test_everything_else_may_not(url: str | None) -> None:
    assert public_link(url) is None
