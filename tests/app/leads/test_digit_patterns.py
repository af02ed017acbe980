"""What is said about patterns without matching is true of their matches."""

from __future__ import annotations

import itertools
import re

import pytest

from app.leads.digit_patterns import Beginnings, UnsupportedPatternError, read


def fate(pattern: str, start: str, more: int) -> bool | None:
    beginnings = Beginnings([pattern])
    return beginnings.fates(beginnings.state(start), more)[0]


@pytest.mark.parametrize(
    ("pattern", "start", "more", "expected"),
    [
        (r"7[6-9]\d{8}", "76", 8, True),
        (r"7[6-9]\d{8}", "71", 8, False),
        (r"7[6-9]\d{8}", "7", 9, None),
        (r"7[6-9]\d{8}", "76", 7, False),
        (r"[2-9]\d{2}5", "345", 1, None),
        (r"[2-9]\d{2}5", "3455", 0, True),
        (r"1\d{2,4}", "1", 3, True),
        (r"1\d{2,4}", "1", 5, False),
        (r"(?:12|3\d)\d{3}|3456\d", "34", 3, True),
        (r"0?9\d(?:\d\d)?", "09", 1, True),
        (r"0?9\d(?:\d\d)?", "0", 1, False),
        (r"[02-57]1", "6", 1, False),
    ],
)
def test_fates(pattern: str, start: str, more: int, expected: bool | None) -> None:
    assert fate(pattern, start, more) is expected


@pytest.mark.parametrize("pattern", [r"(?:12|3\d)\d{1,2}", r"[13]\d?4\d{2}", r"1(?:2\d|3)\d|2\d{3}", r"(1[0-4])?\d{2}"])
def test_fates_against_every_number(pattern: str) -> None:
    certain = 0
    for length, more in itertools.product(range(4), range(4)):
        for start in map("".join, itertools.product("012345", repeat=length)):
            numbers = [start + "".join(rest) for rest in itertools.product("0123456789", repeat=more)]
            matches = {re.fullmatch(pattern, number) is not None for number in numbers}
            said = fate(pattern, start, more)
            assert said is None or matches == {said}, (start, more)
            certain += said is not None
    assert certain > 500


def test_beginnings_that_leave_the_same_are_one_state() -> None:
    beginnings = Beginnings([r"[6-9]\d{9}", r"1"])
    assert beginnings.state("6") == beginnings.state("9") != beginnings.state("5")


@pytest.mark.parametrize(
    ("guard", "start", "expected"),
    [
        ("0", "9", False),
        ("0", "0", False),
        ("00|180020", "1", True),
        ("00|180020", "19", False),
        ("8[02]9", "82", True),
    ],
)
def test_whether_a_guard_may_still_come(guard: str, start: str, expected: bool) -> None:
    beginnings = Beginnings([guard])
    assert beginnings.may_begin(beginnings.state(start), 0) is expected


@pytest.mark.parametrize("pattern", [r"1(?!2)\d", r"1$", r"1+", r"(1", r"1)", r"[^1]"])
def test_what_is_not_understood_is_said(pattern: str) -> None:
    with pytest.raises(UnsupportedPatternError):
        read(pattern)
