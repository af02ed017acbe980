"""A transcript as turns of a conversation.

Owns: finding out who says what in the text that the API gives: lines that begin with the speaker. Pure.
Leaves to others: showing it (`ui/calls/transcript_view.py`).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import Final, Literal, NamedTuple

MOST_CHARACTERS: Final = 2_000
"""Of one turn. A longer one comes in pieces: lines without a blank take quadratic time to break."""

Side = Literal["agent", "person", "other"]

_SPEAKER: Final = re.compile(r"\s*([^\W\d_][^:\n]{0,39}?)\s*:\s?(?!//)(.*)", re.DOTALL)
_AGENT: Final = frozenset({"agent", "assistant", "bot", "ai", "ai agent", "voice agent", "system"})
_PERSON: Final = frozenset({"user", "customer", "caller", "callee", "human", "person", "lead", "client", "contact"})


class Turn(NamedTuple):
    """What one speaker says without a break.

    Attributes:
        side: Who it is; "other" for a name that tells nothing.
        name: The speaker as written, "" where none is.
        words: What is said, in composed form (NFC); line breaks as they came.
    """

    side: Side
    name: str
    words: str


def turns(transcript: str) -> list[Turn]:
    """The turns, in order. A line without a speaker goes on with what the last one says.

    "Agent:" and "User:" and their usual synonyms are speakers; another name is one where it begins at least two lines,
    so that "Note: ..." within a turn stays what it is.
    """
    if not transcript.isascii():
        transcript = unicodedata.normalize("NFC", transcript)
    lines = [line for line in transcript.split("\n") if line.strip()]
    split = [_SPEAKER.fullmatch(line) for line in lines]
    begun = Counter(match[1].casefold() for match in split if match is not None)
    found: list[Turn] = []
    for line, match in zip(lines, split, strict=True):
        name = match[1] if match is not None else ""
        side = _side(name)
        if match is not None and (side != "other" or begun[name.casefold()] > 1):
            found.append(Turn(side, name, match[2].strip()))
        elif found:
            last = found[-1]
            found[-1] = last._replace(words=f"{last.words}\n{line.strip()}" if last.words else line.strip())
        else:
            found.append(Turn("other", "", line.strip()))
    return [piece for turn in found for piece in _pieces(turn)]


def _pieces(turn: Turn) -> Iterator[Turn]:
    """A turn in pieces that a text layout copes with; nearly always one."""
    words = turn.words
    while len(words) > MOST_CHARACTERS:
        blank = words.rfind(" ", MOST_CHARACTERS // 2, MOST_CHARACTERS)
        end = blank if blank > 0 else MOST_CHARACTERS
        yield turn._replace(words=words[:end])
        words = words[end:].lstrip()
    if words:
        yield turn._replace(words=words)


def _side(name: str) -> Side:
    plain = name.casefold()
    return "agent" if plain in _AGENT else "person" if plain in _PERSON else "other"
