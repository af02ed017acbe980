"""Calls as text for the clipboard.

Owns: one line a call, or a fact of one, tab between columns, safe to paste into a spreadsheet. Leaves to others: the
words.
"""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Final

from ui.models.columns import Column

if TYPE_CHECKING:
    from app.models import CallLog

_FORMULA: Final = ("=", "+", "-", "@")


def as_lines(columns: Sequence[Column[CallLog]], records: Sequence[CallLog]) -> str:
    """A header and a line for each call; numbers as E.164, times with their zone."""
    lines = ["\t".join(column.title for column in columns)]
    lines += ["\t".join(_cell(column, record) for column in columns) for record in records]
    return "\n".join(lines) + "\n"


def as_pairs(facts: Sequence[tuple[str, str]]) -> str:
    """A line for each key with its value."""
    return "".join(f"{_harmless(key)}\t{_harmless(value)}\n" for key, value in facts)


def _cell(column: Column[CallLog], record: CallLog) -> str:
    if column.key == "number":
        text = record.to_number
        is_number = text[1:].isdigit() and text.startswith("+")
        return text if is_number else _harmless(text)
    if column.key == "time":
        return _moment(record.created_at) if record.created_at else ""
    return _harmless(column.display(record))


def _moment(at: datetime) -> str:
    with contextlib.suppress(OverflowError, OSError):  # the first or the last day that there is
        at = at.astimezone()
    return at.isoformat(sep=" ", timespec="seconds")


def _harmless(text: str) -> str:
    """Without tabs and line ends, and nothing that a spreadsheet would calculate."""
    text = " ".join(text.split())
    return f"'{text}" if text.startswith(_FORMULA) else text
