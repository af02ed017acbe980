"""Arguments, and the sentences for those that make no sense."""

from __future__ import annotations

import pytest

from app.cli import VERSION, Arguments, parse


def test_nothing_asked_for_is_the_last_profile() -> None:
    assert parse([]) == Arguments()


def test_everything_is_read() -> None:
    assert parse(["--profile", "Main", "--data-dir", "/d", "a.csv", "b.xlsx"]) == Arguments(
        profile="Main", data_dir="/d", files=("a.csv", "b.xlsx")
    )
    assert parse(["--demo", "--screenshots", "pictures"]) == Arguments(demo=True, screenshots="pictures")
    assert parse(["--diagnose"]).diagnose


def test_an_address_is_put_into_one_spelling() -> None:
    assert parse(["--base-url", "API.example.com/v1/"]).base_url == "https://api.example.com/v1"
    assert parse(["--base-url", "http://127.0.0.1:8080"]).base_url == "http://127.0.0.1:8080/v1"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--screenshots", "x"], "add --demo"),
        (["--demo", "--profile", "x"], "leave out --profile and --base-url"),
        (["--demo", "--base-url", "https://x.example"], "leave out --profile and --base-url"),
        (["--base-url", "http://api.example.com/v1"], "--base-url: The address must start with https://"),
        (["--base-url", "https://me:pw@api.example.com"], "must not hold a user name or password"),
        (["--base-url", ""], "--base-url: Enter the address"),
        (["--nonsense"], "unrecognized arguments: --nonsense"),
    ],
)
def test_what_makes_no_sense_is_told(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parse(arguments)
    assert ended.value.code == 2
    assert said in " ".join(capsys.readouterr().err.split())


def test_help_and_version(capsys: pytest.CaptureFixture[str]) -> None:
    for argument in ("--help", "--version"):
        with pytest.raises(SystemExit) as ended:
            parse([argument])
        assert ended.value.code == 0
    said = capsys.readouterr().out
    assert VERSION in said
    assert "DIALNEXA_API_KEY" in said
