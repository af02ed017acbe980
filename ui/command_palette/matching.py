"""How well what was typed fits a title.

Owns: the comparison. Pure: no Qt. Leaves to others: what the titles are (`entries.py`).
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

WORD_START = 3
INSIDE = 2
LETTERS = 1


@lru_cache(maxsize=4_096)
def folded(text: str) -> str:
    """`text` without case and accents, so that "resume" finds "Résumé". Vowel signs of Hindi stay."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(part for part in parts if not 0x0300 <= ord(part) <= 0x036F)


def score(query: str, title: str, also: str = "") -> float | None:
    """How well `query` fits, higher is better; None where a word of it is found nowhere.

    Every word has to be found: as the beginning of a word of the title (best), inside one, or as letters in order
    inside one word ("pse" in "pause"). `also` holds words that may be typed as well but count less (the group's name).
    An empty query fits everything equally.
    """
    words = folded(query).split()
    if not words:
        return 0.0
    wanted_title, wanted_also = _words(title), _words(also)
    total = 0.0
    for place, word in enumerate(words):
        in_title = _best(word, wanted_title)
        found = max(in_title, _best(word, wanted_also) / 2)
        if not found:
            return None
        total += found
        if in_title == WORD_START and place < len(wanted_title) and wanted_title[place].startswith(word):
            total += 1  # at the place where the title has it
    # Of equally good ones the shorter title is meant more often.
    return total + 1 / (1 + len(title))


@lru_cache(maxsize=4_096)
def _words(text: str) -> tuple[str, ...]:
    return tuple("".join(c if c.isalnum() or unicodedata.category(c)[0] == "M" else " " for c in folded(text)).split())


def _best(word: str, words: tuple[str, ...]) -> int:
    best = 0
    for other in words:
        if other.startswith(word):
            return WORD_START
        if word in other:
            best = max(best, INSIDE)
        elif len(word) > 1 and other[0] == word[0] and _in_order(word, other):
            best = max(best, LETTERS)
    return best


def _in_order(letters: str, word: str) -> bool:
    rest = iter(word)
    return all(letter in rest for letter in letters)
