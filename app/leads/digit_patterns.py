r"""What can be said about a regular expression over digits without matching anything.

Owns: reading the small language that the metadata of `phonenumbers` is written in (digits, `\d`, `[2-9]`, `(?:...)`,
`|`, `?`, `{n}`, `{n,m}`) and measuring it. Leaves to others: what the patterns mean (`phone_numbers.py`). Pure.

The question: in the matches of a given length, are the last digits free, so that whether a number matches depends on
those before alone? `7[6-9]\d{8}` has eight free digits at the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

LONGEST: Final = 18  # digits; no phone number has more

# Lengths of matches, each with the fewest free digits that a match of this length is sure to end in.
Tails = dict[int, int]

_TOKENS: Final = re.compile(r"\\d|\[[\d-]+\]|\(\?:|[()|?]|\{\d+(?:,\d+)?\}|\d")


class UnsupportedPatternError(ValueError):
    """The pattern uses something that is not understood here."""


@lru_cache(maxsize=4096)
def tails(pattern: str) -> Tails:
    """The lengths of what `pattern` can match, with the free digits at the end.

    Raises:
        UnsupportedPatternError: Nothing can be said.
    """
    tokens = list(_tokens(pattern))
    measured, end = _alternatives(tokens, 0)
    if end != len(tokens):
        raise UnsupportedPatternError(pattern)
    return measured


def longest(pattern: str) -> int:
    """The length of the longest match.

    Raises:
        UnsupportedPatternError: Nothing can be said.
    """
    return max(tails(pattern))


def _tokens(pattern: str) -> Iterator[str]:
    at = 0
    while at < len(pattern):
        found = _TOKENS.match(pattern, at)
        if found is None:
            raise UnsupportedPatternError(pattern)
        yield found[0]
        at = found.end()


def _alternatives(tokens: list[str], at: int) -> tuple[Tails, int]:
    """(measure of what stands up to the closing bracket or the end, where that is)."""
    measured, at = _sequence(tokens, at)
    while at < len(tokens) and tokens[at] == "|":
        other, at = _sequence(tokens, at + 1)
        measured = _either(measured, other)
    return measured, at


def _sequence(tokens: list[str], at: int) -> tuple[Tails, int]:
    measured: Tails = {0: 0}
    while at < len(tokens) and tokens[at] not in ("|", ")"):
        item, at = _item(tokens, at)
        if at < len(tokens) and (tokens[at] == "?" or tokens[at].startswith("{")):
            item = _repeated(item, *_bounds(tokens[at]))
            at += 1
        measured = _followed(measured, item)
    return measured, at


def _item(tokens: list[str], at: int) -> tuple[Tails, int]:
    token = tokens[at]
    if token in ("(", "(?:"):
        measured, end = _alternatives(tokens, at + 1)
        if end >= len(tokens):
            raise UnsupportedPatternError("an open bracket")
        return measured, end + 1
    if token == "\\d":
        return {1: 1}, at + 1
    if token[0] == "[" or token.isdecimal():
        return {1: 0}, at + 1
    raise UnsupportedPatternError(token)


def _bounds(token: str) -> tuple[int, int]:
    if token == "?":
        return 0, 1
    first, _, last = token[1:-1].partition(",")
    return int(first), int(last or first)


def _either(one: Tails, other: Tails) -> Tails:
    return {length: min(each[length] for each in (one, other) if length in each) for length in {*one, *other}}


def _followed(one: Tails, other: Tails) -> Tails:
    found: Tails = {}
    for length, free in one.items():
        for more, more_free in other.items():
            whole = length + more
            if whole <= LONGEST:
                tail = more_free if more_free < more else more + free
                found[whole] = min(found.get(whole, tail), tail)
    return found


def _repeated(item: Tails, least: int, most: int) -> Tails:
    measured: Tails = {0: 0}
    for _ in range(least):
        measured = _followed(measured, item)
    all_of_them = measured
    for _ in range(min(most, LONGEST) - least):
        measured = _followed(measured, item)
        all_of_them = _either(all_of_them, measured)
    return all_of_them
