"""Which encodings the bytes of a text may be in, where nothing proves one, and what each would make of them.

Owns: the list of encodings, how likely each is, and the cells by which a person tells them apart. Leaves to others:
what is proven (`text_files.py`), asking (`ui/leads/characters.py`). Pure.

Bytes beyond ASCII mean other letters in other encodings, and nothing in a file says which are meant. Words tell: they
are of one script, and a capital letter stands at their beginning or everywhere. Encodings that read all bytes of a file
alike are one choice, so that nobody is asked what makes no difference.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final, NamedTuple

from app.leads.records import EncodingGuess

DAMAGED_UTF_8: Final = "utf-8-damaged"
"""Not a codec of Python's: UTF-8, with the mark U+FFFD for what is no UTF-8."""


class _Encoding(NamedTuple):
    codec: str
    label: str
    scripts: frozenset[str]
    usual: str = ""  # of Latin letters: those that languages written in it use most


_LATIN: Final = frozenset(("LATIN",))
_WEST: Final = "àáâãäåæçèéêëìíîïñòóôõöøùúûüßœ"
_ENCODINGS: Final = (
    _Encoding("cp1252", "Windows-1252", _LATIN, _WEST),
    _Encoding("cp1250", "Windows-1250", _LATIN, "áäąćčďéęěíľłńňóôőöřśšťúůüűýźžżß"),
    _Encoding("cp1251", "Windows-1251", frozenset(("CYRILLIC",))),
    _Encoding("cp1254", "Windows-1254", _LATIN, "çğıöşüâîû"),
    _Encoding("cp1253", "Windows-1253", frozenset(("GREEK",))),
    _Encoding("cp1256", "Windows-1256", frozenset(("ARABIC",))),
    _Encoding("cp1255", "Windows-1255", frozenset(("HEBREW",))),
    _Encoding("cp1257", "Windows-1257", _LATIN, "āčēģīķļņšūžąęėįųūäöüõ"),
    _Encoding("cp874", "Windows-874", frozenset(("THAI",))),
    _Encoding("cp932", "Shift JIS", frozenset(("CJK", "HIRAGANA", "KATAKANA", "HALFWIDTH", "FULLWIDTH"))),
    _Encoding("cp949", "Windows-949", frozenset(("HANGUL",))),
    _Encoding("gb18030", "GB 18030", frozenset(("CJK",))),
    _Encoding("big5", "Big5", frozenset(("CJK",))),
    _Encoding("mac_roman", "Mac Roman", _LATIN, _WEST),
    _Encoding("cp850", "DOS 850", _LATIN, _WEST),
    _Encoding("koi8_r", "KOI8-R", frozenset(("CYRILLIC",))),
    _Encoding("cp866", "DOS 866", frozenset(("CYRILLIC",))),
)
_LABELS: Final = {encoding.codec: encoding.label for encoding in _ENCODINGS} | {DAMAGED_UTF_8: "UTF-8, damaged"}
_SEVERAL_BYTES: Final = frozenset(("cp932", "gb18030", "big5", "cp949"))

_MOST: Final = 6  # offered
_MOST_CELLS: Final = 3  # shown of each
_LONGEST_CELL: Final = 48
_MOST_LINES: Final = 2_000  # looked at
_LONGEST_LINE: Final = 2_000
_LEAST_UTF_8: Final = 0.8  # of what is beyond ASCII, for a file to be UTF-8 with damage

_ASCII: Final = bytes(range(128))
# Both go over the bytes once: a pattern that begins with "anything" would begin anew at each byte of a long line.
_BEYOND: Final = re.compile(rb"[\x80-\xff][^\r\n]{0,1999}")
_FIRST_LINE: Final = re.compile(rb"\S[^\r\n]*")
_WORD: Final = re.compile(r"[^\W\d_]+(?:[\u0300-\u036f\u0e31-\u0e4e]+[^\W\d_]*)*")
_TYPOGRAPHY: Final = frozenset("‘’“”„–—…•€£¥§©®°·«»¡¿\u00a0№、。・ー〜（）")


def guesses(data: bytes) -> tuple[EncodingGuess, ...]:
    """The encodings that all of `data` can be read in, likeliest first, with the cells that show the difference.

    `data` holds something beyond ASCII, and is not UTF-8.
    """
    lines = list(_some(data))
    sample = b"\n".join(lines)
    occurring = bytes(sorted(set(data.translate(None, _ASCII))))
    ranked: list[tuple[float, str]] = []
    if _share_of_utf_8(sample) >= _LEAST_UTF_8:
        ranked.append((2.0, DAMAGED_UTF_8))
    seen: set[str] = set()
    for encoding in _ENCODINGS:
        codec = encoding.codec
        alphabet = _decoded(occurring, codec) if codec not in _SEVERAL_BYTES else None
        if codec not in _SEVERAL_BYTES and (alphabet is None or alphabet in seen):
            continue  # not all bytes mean something in it, or they mean what they do in one above
        text = _decoded(sample, codec, "ignore" if codec in _SEVERAL_BYTES else "strict")
        score = _likelihood(text, encoding) if text is not None else -1.0
        if codec in _SEVERAL_BYTES and (score < 0.5 or _decoded(data, codec) is None):
            continue
        if alphabet is not None:
            seen.add(alphabet)
        ranked.append((score, codec))
    ranked.sort(key=lambda one: -one[0])  # stable: of two that are alike, the more widespread first
    shown = _telling(lines)
    return tuple(EncodingGuess(codec, label_of(codec), _cells(shown, codec)) for _, codec in ranked[:_MOST])


def label_of(codec: str) -> str:
    """What people call an encoding."""
    return _LABELS.get(codec, codec)


def decoded(data: bytes, codec: str) -> str | None:
    """`data` in one of the encodings of `guesses`, or in any that Python knows; None where it does not fit."""
    if codec == DAMAGED_UTF_8:
        return data.decode("utf-8", "replace")
    return _decoded(data, codec)


def mark_of(data: bytes) -> str:
    """The same for files whose first lines have the same bytes, and so the same column names in the same encoding."""
    first = _FIRST_LINE.search(data)
    return hashlib.sha256(first.group().strip().lower() if first is not None else b"").hexdigest()[:32]


def _some(data: bytes) -> Iterator[bytes]:
    """Lines with something beyond ASCII; of very long ones what is around that."""
    at = 0
    for match in islice(_BEYOND.finditer(data), _MOST_LINES):
        before = data[max(at, match.start() - _LONGEST_LINE) : match.start()]
        yield before[max(before.rfind(b"\n"), before.rfind(b"\r")) + 1 :] + match.group()
        at = match.end()


def _decoded(data: bytes, codec: str, errors: str = "strict") -> str | None:
    try:
        return data.decode(codec, errors)
    except (UnicodeDecodeError, LookupError):
        return None


def _share_of_utf_8(sample: bytes) -> float:
    text = sample.decode("utf-8", "replace")
    beyond = sum(character > "\x7f" for character in text)
    return 1 - text.count("\ufffd") / beyond if beyond else 0.0


def _likelihood(text: str, encoding: _Encoding) -> float:
    """From -1 to 1: how much `text` looks like words of people who use this encoding."""
    total = count = 0.0
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    for word in words:
        count += 1
        total += _word(word, encoding)
    for character in _WORD.sub(" ", text):
        if character > "\x7f":
            count += 0.5
            total += 0.2 if character in _TYPOGRAPHY else -0.5
    return total / count if count else -1.0


def _word(word: str, encoding: _Encoding) -> float:
    """From -1 to 1: how much this is a word."""
    scripts = {_script(character) for character in word}
    if not (scripts <= encoding.scripts):
        return -1.0
    if word.upper() != word.lower() and not (word.islower() or word.isupper() or word[1:].islower()):
        return -0.5
    beyond = [character for character in word.lower() if character > "\x7f"]
    if encoding.usual:
        usual = sum(character in encoding.usual for character in beyond) / len(beyond)
        # Words of Latin letters have some beyond ASCII, seldom most of them.
        few = 1.0 if len(beyond) * 2 <= len(word) or len(word) == 1 else 0.3
        return (0.2 + 0.8 * usual) * few
    # Rare characters of an alphabet come up where it is the wrong one.
    common = sum(_is_common(character) for character in beyond) / len(beyond)
    # Names begin with a capital, where the script has any.
    named = 1.0 if not word.islower() else 0.85
    return (0.1 + 0.9 * common) * named if len(word) > 1 else 0.3


def _script(character: str) -> str:
    if character == "ー":
        return "KATAKANA"
    if character in "ªºˆ":
        return "SYMBOL"
    return unicodedata.name(character, "NONE").split(" ")[0].split("-")[0]


def _is_common(character: str) -> bool:
    """Whether a letter belongs to the core of its script."""
    return (
        "а" <= character <= "я"
        or character == "ё"
        or "α" <= character <= "ώ"
        or character in "άέήίΰϊϋό"
        or "א" <= character <= "ת"
        or "ء" <= character <= "ي"
        or "ก" <= character <= "๎"
        or "ぁ" <= character <= "ヶ"
        or "가" <= character <= "힣"
        or ("一" <= character <= "龥" and _in_first_level(character))
    )


def _in_first_level(character: str) -> bool:
    """Whether a Han character is one of the frequent ones (the first levels of GB 2312, JIS X 0208 or Big5)."""
    for codec, low, high in (("gb2312", 0xB0, 0xD7), ("euc_jp", 0xB0, 0xCF), ("big5", 0xA4, 0xC6)):
        encoded = character.encode(codec, "ignore")
        if len(encoded) == 2 and low <= encoded[0] <= high:
            return True
    return False


def _telling(lines: Sequence[bytes]) -> list[bytes]:
    """Few lines that hold as many different bytes beyond ASCII as possible."""
    left = {line: set(line.translate(None, _ASCII)) for line in dict.fromkeys(lines)}
    chosen: list[bytes] = []
    while left and len(chosen) < _MOST_CELLS:
        best = max(left, key=lambda line: len(left[line]))
        told = left.pop(best)
        if not told:
            break
        chosen.append(best)
        for bytes_left in left.values():
            bytes_left -= told
    return chosen


def _cells(lines: Sequence[bytes], codec: str) -> tuple[str, ...]:
    """Of each line the cells with a character beyond ASCII, as they would be read."""
    found = []
    for line in lines:
        text = (decoded(line, codec) or line.decode(codec, "replace")).replace("\0", "")
        cells = " · ".join(cell.strip().strip('"') for cell in re.split(r"[,;\t|]", text) if not cell.isascii())
        found.append(cells if len(cells) <= _LONGEST_CELL else cells[: _LONGEST_CELL - 1] + "…")
    return tuple(found)
