"""Words as typed, as a question to the full-text index and as hits in a text.

Owns: what the operator may write, what is put into the index for a call, and where the hits are. Pure. Leaves to
others: the index itself (`mirror_schema.py`), painting the hits.

What may be written: words (each found at the beginning of a word, so `loan` finds "loans" and `EMI` does not find
"reminder"), `"whole phrases"` (whole words in this order), `-word` and `-"phrase"` (not in the call), digits of a phone
number however grouped. All of it has to be in the same call; upper and lower case are the same. Hindi counts like any
other script: a vowel sign belongs to its word.

The index has trigrams of a plain form of the text: lower case, composed (NFC), everything that is no word replaced by
one blank, a blank at each end. A word that is looked for begins with a blank there, which makes "at the beginning of a
word" a question for the index alone, and lets words of two letters be found.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final, NamedTuple

PLAIN_VERSION: Final = f"1 {unicodedata.unidata_version}"
"""Of `plain` and `document`: an index that was fed by another version is built anew."""

LEAST_DIGITS: Final = 4
_MOST_HITS: Final = 1_000
_MOST_TERMS: Final = 12
_SEPARATOR: Final = "\x1f"  # no phrase goes across

# ASCII but letters and digits. "\x1f" stays: it parts the texts of one call.
_ASCII_BLANKS: Final = bytes(code if chr(code).isalnum() or code > 127 or code == 31 else 32 for code in range(256))
# Of other scripts only what is known to be no part of a word; a vowel sign or a joiner is one.
_OTHER_BLANKS: Final = re.compile(
    "[\u0080-\u00a9\u00ab-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf\u00d7\u00f7"
    "\u0964\u0965\u0970\u2000-\u200b\u200e-\u206f\u20a0-\u20cf\u2190-\u2bff"
    "\u3000-\u303f\ufe10-\ufe6f\uff00-\uff0f\uff1a-\uff20\ufeff]"
)
_BLANK: Final = "(?:[\x00-/:-@\\[-`{-\x7f]|" + _OTHER_BLANKS.pattern + ")"
_BEGIN: Final = f"(?:(?<={_BLANK})|^)"
_END: Final = f"(?={_BLANK}|$)"
_TERM: Final = re.compile(r'(?P<minus>-)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
_NUMBER: Final = re.compile(r"\+?[\d\s().-]*\d[\d\s().-]*")

Piece = tuple[str, tuple[tuple[int, int], ...]]
"""A text, and where in it hits are: (start, length)."""


class Term(NamedTuple):
    """One thing to look for.

    Attributes:
        words: In plain form.
        is_whole: The last word has to end where it ends.
        is_not: It must not be there.
        is_number: Digits, found anywhere in a word.
    """

    words: tuple[str, ...]
    is_whole: bool = False
    is_not: bool = False
    is_number: bool = False

    @property
    def plain(self) -> str:
        """What has to be in the index."""
        if self.is_number:
            return self.words[0]
        return f" {' '.join(self.words)}{' ' if self.is_whole else ''}"


class Search(NamedTuple):
    """What was typed, understood.

    Attributes:
        terms: What can be looked for. Words of one letter and single signs are left out.
    """

    terms: tuple[Term, ...] = ()

    @classmethod
    def of(cls, text: str) -> Search:
        """Understand what was typed; never fails."""
        if _NUMBER.fullmatch(text.strip()) and len(digits := re.sub(r"\D", "", text)) >= LEAST_DIGITS:
            return cls((Term((digits,), is_number=True),))
        terms: list[Term] = []
        for match in _TERM.finditer(text):
            phrase = match["phrase"]
            words = tuple(plain(phrase if phrase is not None else match["word"]).split())
            is_number = phrase is None and len(words) == 1 and words[0].isdecimal() and len(words[0]) >= LEAST_DIGITS
            is_closed = phrase is not None and match[0].endswith('"') and len(match[0]) > 1 + bool(match["minus"])
            term = Term(words, is_closed, bool(match["minus"]), is_number)
            if words and len(term.plain) >= 3 and term not in terms:
                terms.append(term)
        return cls(tuple(terms[:_MOST_TERMS]))

    def __bool__(self) -> bool:
        """Whether there is something that a call must have."""
        return any(not term.is_not for term in self.terms)

    @property
    def expression(self) -> str:
        """The question for the index; only where there is something to find."""
        wanted = " AND ".join(_quoted(term.plain) for term in self.terms if not term.is_not)
        others = [_quoted(term.plain) for term in self.terms if term.is_not]
        return f"({wanted}) NOT ({' OR '.join(others)})" if others else wanted

    def hits(self, text: str) -> tuple[tuple[int, int], ...]:
        """Every hit in `text` as it stands: (start, length) in characters, ascending, none within another.

        Give it composed text (NFC), or letters written in two pieces are not seen.
        """
        pattern = self._pattern()
        if pattern is None:
            return ()
        found: list[tuple[int, int]] = []
        for match in pattern.finditer(text):
            found.append((match.start(), match.end() - match.start()))
            if len(found) == _MOST_HITS:
                break
        return tuple(found)

    def piece(self, text: str, cap: int) -> Piece | None:
        """At most about `cap` characters of `text` around the first hit, on one line, with its hits."""
        pattern = self._pattern()
        text = composed(text)
        match = pattern.search(text) if pattern is not None else None
        if match is None:
            return None
        start = match.start()
        if start > 26:
            cut = text.rfind(" ", start - 26, start - 4)
            start = cut + 1 if cut >= 0 else start - 18
            text = f"…{text[start : start + cap]}"
        else:
            text = text[:cap]
        text = " ".join(text.split())
        return text, self.hits(text)

    def _pattern(self) -> re.Pattern[str] | None:
        wanted = [_pattern_of(term) for term in self.terms if not term.is_not]
        # The longest first: of two that begin at the same place the longer is the hit.
        return re.compile("|".join(sorted(wanted, key=len, reverse=True)), re.IGNORECASE) if wanted else None


def composed(text: str) -> str:
    """In one of the two ways to write the same letter."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def plain(text: str) -> str:
    """Words parted by single blanks, with one at each end; parts of a call stay parted."""
    text = composed(text.lower())
    if not text.isascii():
        text = _OTHER_BLANKS.sub(" ", text)
    text = text.encode("utf-8", "surrogatepass").translate(_ASCII_BLANKS).decode("utf-8", "replace")
    return f" {' '.join(text.split(' '))} " if "  " not in text else f" {' '.join(text.split())} "


def document(transcript: str | None, summary: str, values: str, to_number: str, from_number: str) -> str:
    """What the index is fed for one call."""
    parts = (transcript, summary, values, to_number, from_number)
    return _SEPARATOR.join(plain(part) for part in parts if part)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _pattern_of(term: Term) -> str:
    between = f"{_BLANK}+"
    words = between.join(re.escape(word) for word in term.words)
    if term.is_number:
        return words
    return f"{_BEGIN}{words}{_END if term.is_whole else ''}"
