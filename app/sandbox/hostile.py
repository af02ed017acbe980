"""Answers as an attacker would write them: every field filled with what breaks careless programs.

Owns: the table of what there is, and rewriting a true answer with it. Pure. Leaves to others: when (`gate.py`).

The envelope stays what it is, and most ids do, so that a client gets as far as showing the rest.
"""

from __future__ import annotations

import gzip
import json
import random
from functools import lru_cache
from typing import Any, Final

_LONG: Final = "<b>1 MB</b> " + "x" * 1_000_000
# Filled in after encoding: no encoder writes these.
_DIGITS: Final = "@digits@"
_HUGE: Final = "@huge@"
_NAN: Final = "@nan@"
_DEEP: Final = "@deep@"
_RAW: Final = {
    _DIGITS: "9" * 5_000,
    _HUGE: "1e999",
    _NAN: "NaN",
    _DEEP: "[" * 100_000 + "]" * 100_000,
}

TEXTS: Final[dict[str, str]] = {
    "tables": "<table><tr><td>" * 18 + "deep" + "</td></tr></table>" * 18,
    "image": '<img src="file:///etc/passwd"><img src="http://127.0.0.1:9/x.png"> picture',
    "link": '<a href="javascript:alert(1)">click</a><script>alert(1)</script>',
    "bidi": "\u202egpj.exe\u202c \u2066inside\u2069 \u200ffrom the right",
    "nul": "before\x00after\x07\x1b[31mred\x7f",
    "surrogate": "half \ud800 a pair \udfff",
    "format": "{0} {host} {} %s %(x)s %n ${x} {{y}}",
    "lines": "one\ntwo\r\nthree\u2028four\u2029" * 20,
    "marks": "a" + "\u0301" * 500,
    "formula": '=HYPERLINK("http://127.0.0.1:9","x")',
    "path": "../../../etc/passwd",
    "long": _LONG,
}
NUMBERS: Final[dict[str, Any]] = {
    "digits": _DIGITS,
    "nan": _NAN,
    "infinity": _HUGE,
    "negative": -(2**63),
    "text": "<i>7</i>",
    "list": [[]],
}
KINDS: Final[dict[str, str]] = {
    "mixed": "everything below but depth and bombs, in every field by turns",
    **{name: f"texts: {text[:30]!r}…" for name, text in TEXTS.items()},
    **{name: f"numbers: {name}" for name in ("digits", "nan", "infinity")},
    "deep": "a field nested 100,000 levels deep",
    "bomb": "130 MB of JSON in 130 KB of gzip",
}
_MOST_LONG: Final = 6  # in one answer of "mixed"
_MOST_LONG_ALONE: Final = 13  # in one of "long": a client that caps answers at 16 MB has to show it
_KEPT: Final = 0.3  # of the fields, in "mixed"
_SHORT: Final = [text for name, text in TEXTS.items() if name != "long"]


def spoil(body: bytes, kind: str) -> tuple[bytes, str]:
    """The answer `body` (JSON) spoilt, and its Content-Encoding ("" for none)."""
    if kind == "bomb":
        return _bomb(), "gzip"
    document = json.loads(body) if body else None
    if kind == "deep":
        spoilt: Any = {**document, "deep": _DEEP} if isinstance(document, dict) else [_DEEP]
    else:
        spoilt = _Spoiler(kind).value(document)
    text = json.dumps(spoilt)
    for mark, raw in _RAW.items():
        text = text.replace(f'"{mark}"', raw)
    return text.encode(), ""


class _Spoiler:
    """Goes through one document; the same one is always spoilt in the same way."""

    def __init__(self, kind: str) -> None:
        self._kind = kind
        self._random = random.Random(0)
        self._long_left = _MOST_LONG_ALONE if kind == "long" else _MOST_LONG

    def value(self, value: Any, name: str = "") -> Any:
        """Whatever it is, spoilt."""
        if isinstance(value, list):
            return [self.value(item, name) for item in value]
        if isinstance(value, dict):
            spoilt = {key: self.value(item, key) for key, item in value.items()}
            if self._kind == "mixed" and "id" in value:
                spoilt["<b>new</b>\u202e"] = self._text()
            return spoilt
        if name == "id":
            return self._id(value)
        if isinstance(value, bool):
            return value
        if isinstance(value, int | float):
            return self._number(value)
        return self._of_text(value)

    def _id(self, value: Any) -> Any:
        if self._kind == "mixed" and isinstance(value, str) and self._random.random() < 0.1:
            return value + self._random.choice(_SHORT)
        return value

    def _of_text(self, value: Any) -> Any:
        if self._kind == "mixed":
            return value if self._random.random() < _KEPT else self._text()
        return self._unless_too_much(TEXTS[self._kind]) if self._kind in TEXTS else value

    def _text(self) -> str:
        return self._unless_too_much(self._random.choice(list(TEXTS.values())))

    def _unless_too_much(self, text: str) -> str:
        if text is _LONG:
            self._long_left -= 1
            if self._long_left < 0:
                return self._random.choice(_SHORT)
        return text

    def _number(self, value: float) -> Any:
        if self._kind == "mixed":
            return value if self._random.random() < _KEPT else self._random.choice(list(NUMBERS.values()))
        return NUMBERS.get(self._kind, value)


@lru_cache(maxsize=1)
def _bomb() -> bytes:
    return gzip.compress(b'{"data": [' + b" " * 130_000_000 + b"]}")
