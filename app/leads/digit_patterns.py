r"""What can be said about a regular expression over digits without matching anything.

Owns: reading the small language that the metadata of `phonenumbers` is written in (digits, `\d`, `[2-9]`, `(?:...)`,
`|`, `?`, `{n}`, `{n,m}`) and measuring it. Leaves to others: what the patterns mean (`phone_numbers.py`). Pure.

The question: given how a number begins and how many digits follow, is it certain whether it matches, whatever those
digits are? For `7[6-9]\d{8}` and eight more digits, 76 is certain to match and 71 is certain not to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
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
_Left: TypeAlias = tuple[frozenset[Sequence], ...]

_TOKENS: Final = re.compile(r"\\d|\[(?:\d(?:-\d)?)+\]|\(\?:|[()|?]|\{\d+(?:,\d+)?\}|\d")

_RANGES: Final = re.compile(r"(\d)(?!-)|(\d)-(\d)")


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


class Beginnings:
    """What is certain about numbers that begin alike, under several patterns.

    Args:
        patterns: Each may match a whole number.

    Raises:
        UnsupportedPatternError: Nothing can be said about one of them.
    """

    def __init__(self, patterns: Iterable[str]) -> None:
        # Many beginnings leave the same to match: each state, which is what is left of each pattern, is kept once.
        self._states: list[_Left] = []
        self._numbers: dict[_Left, int] = {}
        self._next: list[dict[str, int]] = []
        self._number(tuple(frozenset([(read(pattern),)]) for pattern in patterns))

    def state(self, start: str) -> int:
        """A number for what is left after `start`; the same for beginnings that leave the same."""
        state = 0
        for digit in start:
            following = self._next[state].get(digit)
            state = self._follow(state, digit) if following is None else following
        return state

    def fates(self, state: int, more: int) -> tuple[bool | None, ...]:
        """For each pattern: do all numbers match that go on from `state` with `more` digits (True), or none (False)?

        None: that depends on those digits, or cannot be told.
        """
        return tuple(_fate(left, more) for left in self._states[state])

    def may_begin(self, state: int, pattern: int) -> bool:
        """Whether a match of this pattern (its place among them) needs more digits than led to `state`, and may come.

        False where one has come already, and where none can come.
        """
        left = self._states[state][pattern]
        return bool(left) and () not in left

    def _follow(self, state: int, digit: str) -> int:
        left = tuple(frozenset(rest for each in left for rest in _rests(each, digit)) for left in self._states[state])
        following = self._next[state][digit] = self._number(left)
        return following

    def _number(self, left: _Left) -> int:
        number = self._numbers.setdefault(left, len(self._states))
        if number == len(self._states):
            self._states.append(left)
            self._next.append({})
        return number


def _fate(left: frozenset[Sequence], more: int) -> bool | None:
    free = [found for each in left if (found := _measure(each).get(more)) is not None]
    if not free:
        return False
    return True if more in free else None


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
        return One(_digits_in(token[1:-1])), at + 1
    raise UnsupportedPatternError(token)


def _digits_in(ranges: str) -> str:
    """The digits of a set like `02-57`."""
    found = ""
    for single, first, last in _RANGES.findall(ranges):
        found += single or _ANY[int(first) : int(last) + 1]
    return found


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
