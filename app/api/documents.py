"""JSON from the server as clean, plain values.

Owns: decoding bytes, and what never gets in: control and bidi characters, NaN and infinity, numbers that fit no
integer column, nesting that exhausts the stack. Leaves to others: which field means what.
"""

from __future__ import annotations

import json
import math
import re
from typing import Annotated, Any

import msgspec

MAX_DEPTH = 64
MAX_INTEGER = 2**63
# Decoding cannot be interrupted, and a million values would hold up the window for a quarter of a second.
MAX_VALUES = 200_000
# From here on a document is decoded beside the window's thread.
LARGE_BYTES = 128 * 1024

# Bidi controls (they can make text read as something else than it is), other control characters but tab and line
# ends, and lone surrogates (no file or database takes them).
_UNWANTED = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
# Bytes without which a JSON text holds none of them: escapes, and the beginnings of the others in UTF-8.
_ESCAPES = (b"\\u", b"\\b", b"\\f")
_BEGINNINGS = (b"\xc2", b"\xd8\x9c", b"\xe2\x80", b"\xe2\x81")

# What the fast decoder takes: it checks length of texts and depth on the way, at no cost. Every further level doubles
# the size of this type, so what is nested deeper takes the slow road.
_EASY_DEPTH = 8
_EASY_TEXT = 64 * 1024


def _easy_type() -> Any:
    text = Annotated[str, msgspec.Meta(max_length=_EASY_TEXT)]
    integer = Annotated[int, msgspec.Meta(ge=-MAX_INTEGER, le=MAX_INTEGER - 1)]
    scalar = text | integer | float | bool | None
    easy: Any = scalar
    for _ in range(_EASY_DEPTH):
        easy = scalar | list[easy] | dict[str, easy]
    return easy


_decode = msgspec.json.Decoder(_easy_type()).decode


class DocumentError(ValueError):
    """The bytes are no JSON document, or one nested too deeply."""


def decode(body: bytes) -> Any:
    """The JSON document in `body`, cleaned.

    Raises:
        DocumentError: See there.
    """
    if len(body) > MAX_VALUES and body.count(b",") > MAX_VALUES:
        raise DocumentError("more values than any answer should hold")
    try:
        document = _decode(body)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return clean(_decode_leniently(body))
    return clean(document) if _may_need_cleaning(body) else document


def clean_text(text: str) -> str:
    """`text` without characters that have no business in the text of a server or a file."""
    if text.isascii() and text.isprintable():
        return text
    return _UNWANTED.sub("", text)


def clean(value: Any, *, depth: int = MAX_DEPTH) -> Any:
    """A copy of the document with every text cleaned and every number usable.

    Raises:
        DocumentError: Nested too deeply.
    """
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, dict | list):
        if depth == 0:
            raise DocumentError("nested too deeply")
        if isinstance(value, list):
            return [clean(item, depth=depth - 1) for item in value]
        return {clean_text(key): clean(item, depth=depth - 1) for key, item in value.items()}
    return value


def _may_need_cleaning(body: bytes) -> bool:
    """Whether any text in this JSON may hold an unwanted character. Cleaning costs more than decoding, so look first.

    Looking for one byte is a hundred times faster than looking for two, hence the order.
    """
    if b"\x7f" in body or (b"\\" in body and any(mark in body for mark in _ESCAPES)):
        return True
    return not body.isascii() and any(mark in body for mark in _BEGINNINGS)


def _decode_leniently(body: bytes) -> Any:
    """For what the fast decoder refuses as a whole because of one value: here that value alone becomes None."""
    try:
        return json.loads(
            body.decode("utf-8-sig", "replace"),
            parse_int=_integer,
            parse_float=_number,
            parse_constant=lambda _: None,
        )
    except (ValueError, RecursionError):
        raise DocumentError("unreadable data") from None


def _integer(digits: str) -> int | None:
    value = int(digits) if len(digits) <= len(str(-MAX_INTEGER)) else MAX_INTEGER
    return value if -MAX_INTEGER <= value < MAX_INTEGER else None


def _number(digits: str) -> float | None:
    number = float(digits)
    return number if math.isfinite(number) else None
