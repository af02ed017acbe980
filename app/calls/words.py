"""Repeated texts of the mirror as small numbers.

Owns: giving a text its number and a number its text, remembered by each connection. Leaves to others: the table
(`mirror_schema.py`). Numbers are never used again, so what a connection remembers stays right.
"""

from __future__ import annotations

from collections.abc import Iterable

from app.store.database import Connection


def number_of(database: Connection, text: str) -> int:
    """The number of a text; it gets one if it has none. Only where writing is allowed."""
    known = _numbers(database)
    number = known.get(text)
    if number is None:
        found = database.execute("select id from word where text = ?", (text,)).fetchone()
        if found is None:
            found = database.execute("insert into word (text) values (?) returning id", (text,)).fetchone()
        number = known[text] = int(found[0])
    return number


def numbers_of(database: Connection, texts: Iterable[str]) -> list[int]:
    """The numbers of those of these texts that have one."""
    known = _numbers(database)
    numbers = []
    for text in texts:
        number = known.get(text)
        if number is None:
            found = database.execute("select id from word where text = ?", (text,)).fetchone()
            if found is None:
                continue
            number = known[text] = int(found[0])
        numbers.append(number)
    return numbers


def texts(database: Connection, numbers: Iterable[int]) -> dict[int, str]:
    """The texts of all numbers, at least of these."""
    known: dict[int, str] = database.memo.setdefault("texts", {})
    if any(number not in known for number in numbers):
        known.update(database.execute("select id, text from word"))
    return known


def _numbers(database: Connection) -> dict[str, int]:
    known: dict[str, int] = database.memo.setdefault("numbers", {})
    return known
