"""Finding words in the calls that are loaded.

Owns: what counts as a hit, and the piece of text around it that a table cell shows. Pure.
Leaves to others: which texts of a call are looked at (the page), painting.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final, NamedTuple

LEAST_DIGITS: Final = 4
_BEFORE: Final = 18  # characters kept before the first hit in a cell
_MOST_HITS: Final = 1_000
# `\w` leaves the vowel signs of Indian scripts out: after one of them a word goes on.
_WORD_BEGIN: Final = "(?<![\\w\\u0300-\\u036f\\u0900-\\u0963\\u0971-\\u0dff\\u200c\\u200d])"
_NOT_DIGITS: Final = re.compile(r"\D+")


class Found(NamedTuple):
    """Text with hits: (start, length) in characters, ascending."""

    text: str
    hits: tuple[tuple[int, int], ...]


class Finder:
    """Looks for one phrase at the beginning of words, whatever its case: "EMI" is not in "reminder".

    An empty phrase finds nothing and hides nothing.
    """

    def __init__(self, phrase: str = "") -> None:
        self.phrase = _composed(phrase.strip())
        begin = _WORD_BEGIN if self.phrase[:1].isalnum() else ""
        self._pattern = re.compile(begin + re.escape(self.phrase), re.IGNORECASE) if self.phrase else None
        digits = _NOT_DIGITS.sub("", self.phrase)
        # "98765 43210" finds a number however it is grouped; words with a digit in them are no number.
        is_number = not any(character.isalpha() for character in self.phrase)
        self._digits = digits if is_number and len(digits) >= LEAST_DIGITS else ""

    def __bool__(self) -> bool:
        return self._pattern is not None

    def is_in(self, text: str) -> bool:
        """Whether the phrase is in this text."""
        return self._pattern is not None and self._pattern.search(_composed(text)) is not None

    def is_in_number(self, number: str) -> bool:
        """Whether the digits looked for are in this phone number."""
        return bool(self._digits) and self._digits in number

    def hits(self, text: str) -> tuple[tuple[int, int], ...]:
        """Every hit in `text`, as it stands there: (start, length)."""
        if self._pattern is None:
            return ()
        found = []
        for match in self._pattern.finditer(text):
            found.append((match.start(), match.end() - match.start()))
            if len(found) == _MOST_HITS:
                break
        return tuple(found)

    def piece(self, text: str, cap: int) -> Found | None:
        """At most `cap` characters of `text` around the first hit, on one line; None without a hit."""
        if self._pattern is None:
            return None
        text = _composed(text)
        match = self._pattern.search(text)
        if match is None:
            return None
        start = match.start()
        if start > _BEFORE + 8:
            cut = text.rfind(" ", start - _BEFORE - 8, start - 4)
            start = cut + 1 if cut >= 0 else start - _BEFORE
            text = "…" + text[start : start + cap]
        else:
            text = text[:cap]
        text = " ".join(text.split())
        return Found(text, self.hits(text))


def _composed(text: str) -> str:
    """In one of the two ways to write the same Hindi letter."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)
