"""Reading one field of a record, whatever the server put into it.

Owns: the types. A field of the wrong type is the same as a missing one: nothing here ever raises. Texts have been
cleaned before (`app/api/documents.py`). Leaves to others: the names of the fields.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from app.api.documents import MAX_INTEGER

Row = Mapping[str, Any]

MAX_TEXT = 64 * 1024
MAX_LONG_TEXT = 2 * 1024 * 1024

# Epoch values from here on are milliseconds (the year 5138 in seconds).
_LEAST_EPOCH_MS = 1e11


def text(row: Row, *names: str, cap: int = MAX_TEXT) -> str:
    """The first of these fields that holds a text or a number, as text of at most `cap` characters; else ""."""
    for name in names:
        value = row.get(name)
        if type(value) is str:
            if value:
                return value if len(value) <= cap else value[:cap]
        elif type(value) is int or type(value) is float:
            return str(value)
    return ""


def optional_text(row: Row, *names: str) -> str | None:
    """As `text`, with None for a missing or empty one."""
    return text(row, *names) or None


def integer(row: Row, *names: str) -> int | None:
    """The first of these fields that holds a whole number, also one written as text."""
    for name in names:
        value = row.get(name)
        if type(value) is int:
            if -MAX_INTEGER <= value < MAX_INTEGER:
                return value
        elif type(value) is float:
            if value.is_integer() and abs(value) < MAX_INTEGER:
                return int(value)
        elif type(value) is str and len(value) < 20 and value.strip().lstrip("-").isdecimal():
            return _integer_or_none(value)
    return None


def number(row: Row, *names: str) -> float | None:
    """The first of these fields that holds a finite number, also one written as text."""
    for name in names:
        value = row.get(name)
        if type(value) is int or (type(value) is str and 0 < len(value) < 40):
            try:
                value = float(value)
            except (ValueError, OverflowError):
                continue
        if type(value) is float and math.isfinite(value):
            return value
    return None


def boolean(row: Row, *names: str) -> bool | None:
    """The first of these fields that holds true or false."""
    for name in names:
        value = row.get(name)
        if type(value) is bool:
            return value
    return None


def instant(row: Row, *names: str) -> datetime | None:
    """The first of these fields that holds a time: ISO 8601 (UTC where it names no zone) or an epoch. Aware, UTC."""
    for name in names:
        value = row.get(name)
        found = read_instant(value) if value is not None else None
        if found is not None:
            return found
    return None


def read_instant(value: Any) -> datetime | None:
    """A time as the server may write it, as an aware datetime in UTC; None for anything else."""
    try:
        if type(value) is str:
            if not value.strip().isdecimal():
                found = datetime.fromisoformat(value.strip())
                if found.tzinfo is UTC:
                    return found
                return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
            value = int(value) if len(value) < 20 else None
        if type(value) is int or type(value) is float:
            return datetime.fromtimestamp(value / 1000 if abs(value) >= _LEAST_EPOCH_MS else value, UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return None


def mapping(row: Row, *names: str) -> dict[str, Any]:
    """The first of these fields that holds an object; else an empty one."""
    for name in names:
        value = row.get(name)
        if type(value) is dict:
            return value
    return {}


def rows(row: Row, *names: str) -> list[dict[str, Any]]:
    """The objects in the first of these fields that holds a list."""
    for name in names:
        value = row.get(name)
        if type(value) is list:
            return [item for item in value if type(item) is dict]
    return []


def texts(row: Row, *names: str) -> tuple[str, ...]:
    """The texts in the first of these fields that holds a list."""
    for name in names:
        value = row.get(name)
        if type(value) is list:
            return tuple(item[:MAX_TEXT] for item in value if type(item) is str)
    return ()


def _integer_or_none(digits: str) -> int | None:
    try:
        value = int(digits)
    except ValueError:
        return None
    return value if -MAX_INTEGER <= value < MAX_INTEGER else None
