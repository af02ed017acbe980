from __future__ import annotations

import pytest

from app.cli import parse


@pytest.mark.parametrize(
    ("given", "taken"),
    [
        ("https://api.dialnexa.com", "https://api.dialnexa.com/v1"),
        ("http://127.0.0.1:8000/v1/", "http://127.0.0.1:8000/v1"),
        ("http://localhost:8000", "http://localhost:8000/v1"),
    ],
)
def test_an_address_is_brought_into_one_spelling(given: str, taken: str) -> None:
    assert parse(["--base-url", given]).base_url == taken


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("http://api.dialnexa.com/v1", "must start with https://"),
        ("ftp://api.dialnexa.com", "must start with https://"),
        ("https://api.dialnexa.com@evil.test/v1", "must not hold a user name"),
        ("http://127.0.0.1.evil.test", "must start with https://"),
        ("https://аpi.dialnexa.com", "look-alike"),
    ],
)
def test_an_address_that_is_not_safe_ends_the_start(given: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parse(["--base-url", given])
    assert ended.value.code == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["--demo", "--profile", "x"], ["--demo", "--base-url", "https://x.test"]])
def test_a_demo_has_its_own_profile_and_server(arguments: list[str]) -> None:
    with pytest.raises(SystemExit):
        parse(arguments)
