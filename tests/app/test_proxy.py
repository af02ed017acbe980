"""Which addresses of a proxy are taken, and for which servers one is used."""

from __future__ import annotations

import pytest

from app.errors import AppError
from app.proxy import parse_proxy, proxy_for


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", ""),
        ("  ", ""),
        ("proxy.example.com:3128", "http://proxy.example.com:3128"),
        (" HTTP://Proxy.Example.com:3128/ ", "http://proxy.example.com:3128"),
        ("https://10.0.0.1:8443", "https://10.0.0.1:8443"),
        ("http://[fd00::1]:3128", "http://[fd00::1]:3128"),
    ],
)
def test_an_address_has_one_spelling(typed: str, kept: str) -> None:
    assert parse_proxy(typed) == kept
    assert parse_proxy(kept) == kept


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("http://user:pass@proxy:3128", "user name or password"),
        ("socks5://proxy:1080", "SOCKS"),
        ("ftp://proxy:21", "http:// or https://"),
        ("http://proxy", "port"),
        ("http://proxy:0", "not the address"),
        ("http://proxy:99999", "not the address"),
        ("http://proxy:3128/path", "ends after the port"),
        ("http://proxy:3128?x=1", "ends after the port"),
        ("http://prоxy:3128", "characters"),  # a Cyrillic o
        ("http://pro xy:3128", "characters"),
        ("http://[::1", "not the address"),
        ("http://-proxy:3128", "not the address"),
    ],
)
def test_what_is_no_address_gets_a_sentence(typed: str, said: str) -> None:
    with pytest.raises(AppError) as caught:
        parse_proxy(typed)
    assert said in caught.value.user_message
    assert "pass" not in caught.value.user_message.replace("password", "")


def test_this_machine_is_asked_directly() -> None:
    proxy = "http://proxy:3128"
    assert proxy_for("https://api.dialnexa.com/v1", proxy) == proxy
    assert proxy_for("https://api.dialnexa.com/v1", "") is None
    for local in ("http://127.0.0.1:8000/v1", "http://localhost/v1", "http://[::1]:8000/v1"):
        assert proxy_for(local, proxy) is None


def test_an_unusable_address_in_the_file_does_not_mean_no_proxy() -> None:
    with pytest.raises(AppError):
        proxy_for("https://api.dialnexa.com/v1", "nonsense")
