"""What is said about patterns without matching is true of their matches."""

from __future__ import annotations

import itertools
import re

import pytest

from app.leads.digit_patterns import UnsupportedPatternError, longest, read, tails_after


@pytest.mark.parametrize(
    ("pattern", "first", "expected"),
    [
        (r"7[6-9]\d{8}", "7", {10: 8}),
        (r"7[6-9]\d{8}", "6", {}),
        (r"[2-9]\d{2}5", "3", {4: 0}),
        (r"1\d{2,4}", "1", {3: 2, 4: 3, 5: 4}),
        (r"(?:12|3\d)\d{3}|3456\d", "3", {5: 1}),
        (r"(?:12|3\d)\d{3}|3456\d", "1", {5: 3}),
        (r"0?9\d(?:\d\d)?", "9", {2: 1, 4: 3}),
        (r"0?9\d(?:\d\d)?", "0", {3: 1, 5: 3}),
    ],
)
def test_tails(pattern: str, first: str, expected: dict[int, int]) -> None:
    assert tails_after(pattern, first) == expected


@pytest.mark.parametrize("pattern", [r"(?:12|3\d)\d{1,2}", r"[13]\d?4\d{2}", r"1(?:2\d|3)\d|2\d{3}", r"(1[0-4])?\d{2}"])
def test_tails_against_every_number(pattern: str) -> None:
    for length in range(1, longest(pattern) + 2):
        numbers = ["".join(digits) for digits in itertools.product("012345", repeat=length)]
        for first in "012345":
            tail = min(tails_after(pattern, first).get(length, length - 1), length - 1)
            verdicts: dict[str, set[bool]] = {}
            for number in numbers:
                if number[0] == first:
                    matches = re.fullmatch(pattern, number) is not None
                    verdicts.setdefault(number[: length - tail], set()).add(matches)
            assert all(len(each) == 1 for each in verdicts.values())


@pytest.mark.parametrize("pattern", [r"1(?!2)\d", r"1$", r"1+", r"(1", r"1)", r"[^1]"])
def test_what_is_not_understood_is_said(pattern: str) -> None:
    with pytest.raises(UnsupportedPatternError):
        read(pattern)
