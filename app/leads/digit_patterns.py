r"""What can be said about a regular expression over digits without matching anything.

Owns: reading the small language that the metadata of `phonenumbers` is written in (digits, `\d`, `[2-9]`, `(?:...)`,
`|`, `?`, `{n}`, `{n,m}`) and measuring it. Leaves to others: what the patterns mean (`phone_numbers.py`). Pure.

The question: in the matches of a given length that begin with a given digit, are the last digits free, so that whether
a number matches depends on those before alone? `7[6-9]\d{8}` has eight free digits at the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple, TypeAlias

LONGEST: Final = 18  # digits; no phone number has more
_ANY: Final = "0123456789"

# Lengths of matches, each with the fewest free digits that a match of this length is sure to end in.
Tails = dict[int, int]


class One(NamedTuple):
    """One of these digits."""

    digits: str


class Choice(NamedTuple):
    """One of these sequences."""

    options: tuple[Sequence, ...]


class Repeat(NamedTuple):
    """From `least` to `most` times the same."""

    item: One | Choice
    least: int
    most: int


Item: TypeAlias = One | Choice | Repeat
Sequence: TypeAlias = tuple[Item, ...]

_TOKENS: Final = re.compile(r"\\d|\[[\d-]+\]|\(\?:|[()|?]|\{\d+(?:,\d+)?\}|\d")


class UnsupportedPatternError(ValueError):
    """The pattern uses something that is not understood here."""


@lru_cache(maxsize=4096)
def read(pattern: str) -> Choice:
    """The structure of `pattern`.

    Raises:
        UnsupportedPatternError: Nothing can be said about it.
    """
    tokens = list(_tokens(pattern))
    choice, end = _read_choice(tokens, 0)
    if end != len(tokens):
        raise UnsupportedPatternError(pattern)
    return choice


def longest(pattern: str) -> int:
    """The length of the longest match.

    Raises:
        UnsupportedPatternError: Nothing can be said.
    """
    return max(_measure((read(pattern),)))


def tails_after(pattern: str, first: str) -> Tails:
    """The lengths of matches that begin with the digit `first`, each with the free digits at their end.

    Raises:
        UnsupportedPatternError: Nothing can be said.
    """
    found: Tails = {}
    for rest in _rests((read(pattern),), first):
        for length, free in _measure(rest).items():
            found[length + 1] = min(found.get(length + 1, free), free)
    return found


def _tokens(pattern: str) -> Iterator[str]:
    at = 0
    while at < len(pattern):
        found = _TOKENS.match(pattern, at)
        if found is None:
            raise UnsupportedPatternError(pattern)
        yield found[0]
        at = found.end()


def _read_choice(tokens: list[str], at: int) -> tuple[Choice, int]:
    """(what stands up to the closing bracket or the end, where that is)."""
    sequence, at = _read_sequence(tokens, at)
    options = [sequence]
    while at < len(tokens) and tokens[at] == "|":
        sequence, at = _read_sequence(tokens, at + 1)
        options.append(sequence)
    return Choice(tuple(options)), at


def _read_sequence(tokens: list[str], at: int) -> tuple[Sequence, int]:
    items: list[Item] = []
    while at < len(tokens) and tokens[at] not in ("|", ")"):
        item, at = _read_item(tokens, at)
        if at < len(tokens) and (tokens[at] == "?" or tokens[at].startswith("{")):
            items.append(Repeat(item, *_bounds(tokens[at])))
            at += 1
        else:
            items.append(item)
    return tuple(items), at


def _read_item(tokens: list[str], at: int) -> tuple[One | Choice, int]:
    token = tokens[at]
    if token in ("(", "(?:"):
        choice, end = _read_choice(tokens, at + 1)
        if end >= len(tokens):
            raise UnsupportedPatternError("an open bracket")
        return choice, end + 1
    if token == "\\d":
        return One(_ANY), at + 1
    if token.isdecimal():
        return One(token), at + 1
    if token[0] == "[":
        return One("".join(digit for digit in _ANY if re.fullmatch(token, digit))), at + 1
    raise UnsupportedPatternError(token)


def _bounds(token: str) -> tuple[int, int]:
    if token == "?":
        return 0, 1
    first, _, last = token[1:-1].partition(",")
    return int(first), int(last or first)


def _rests(sequence: Sequence, digit: str) -> Iterator[Sequence]:
    """What is left to match after `digit`, in each way of reading it."""
    if not sequence:
        return
    item, rest = sequence[0], sequence[1:]
    if isinstance(item, One):
        if digit in item.digits:
            yield rest
    elif isinstance(item, Choice):
        for option in item.options:
            yield from _rests(option + rest, digit)
    else:
        if item.most:
            again = Repeat(item.item, max(0, item.least - 1), item.most - 1)
            yield from _rests((item.item, again, *rest), digit)
        if not item.least:
            yield from _rests(rest, digit)


@lru_cache(maxsize=65536)
def _measure(sequence: Sequence) -> Tails:
    measured: Tails = {0: 0}
    for item in sequence:
        measured = _followed(measured, _measure_item(item))
    return measured


def _measure_item(item: Item) -> Tails:
    if isinstance(item, One):
        return {1: int(item.digits == _ANY)}
    if isinstance(item, Choice):
        found: Tails = {}
        for option in item.options:
            found = _either(found, _measure(option))
        return found
    one = _measure_item(item.item)
    measured: Tails = {0: 0}
    for _ in range(item.least):
        measured = _followed(measured, one)
    found = measured
    for _ in range(min(item.most, LONGEST) - item.least):
        measured = _followed(measured, one)
        found = _either(found, measured)
    return found


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
