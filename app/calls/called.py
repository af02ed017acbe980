"""Which numbers were called lately, as far as the copy of the calls on this computer knows.

Owns: reading them out of that copy, for the process that checks a lead file. Leaves to others: the copy itself
(`mirror.py`), what a call means for a lead (`app/leads/checking.py`). Blocks. Light on purpose: this is loaded before a
check. Nothing is ever written.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from app.calls.mirror_schema import KEYS_PER_MS
from app.statuses import CALL_NOT_PLACED

_BUSY_TIMEOUT_S: Final = 10.0
_NOT_DIGITS: Final = re.compile(r"\D+")
_E164: Final = re.compile(r"\+[1-9][0-9]{6,14}")

ReadNumbers = Callable[[Sequence[str]], list[str | None]]


class CalledLately(NamedTuple):
    """What is known.

    Attributes:
        at: Number in E.164 -> when it was called last, Unix time.
        calls: How many calls are known here, old ones included.
        newest_at: When the newest of them was created, Unix time; None where none is known.
        stamp: Another one whenever the copy, or what was asked of it, may be another one.
    """

    at: dict[str, float]
    calls: int = 0
    newest_at: float | None = None
    stamp: tuple[object, ...] = ()


NOTHING: Final = CalledLately({})


def read_called(
    mirror: Path, since: float, region: str, read: ReadNumbers, before: CalledLately = NOTHING
) -> CalledLately:
    """Who was called since a Unix time; nothing where the copy is not there or cannot be read: it only warns.

    Args:
        mirror: The file (`CallMirror.path`).
        since: Unix time; 0 for nobody, only the counts then.
        region: Of numbers that are written as they are dialled at home; what `read` takes them for.
        read: Makes E.164 of numbers as texts, None of what is none (`NumberReader`).
        before: What the same was told last: given back where nothing has changed since.
    """
    if not (about := _about(mirror)):
        return NOTHING
    stamp = (since, region, *about)
    if stamp == before.stamp:
        return before
    import sqlite3

    try:
        with contextlib.closing(sqlite3.connect(mirror, timeout=_BUSY_TIMEOUT_S, isolation_level=None)) as database:
            database.execute("pragma query_only = on")
            (calls,) = database.execute("select count(*) from call").fetchone()
            newest = database.execute("select at from call where at is not null order by key desc limit 1").fetchone()
            rows: list[tuple[str, int]] = []
            if since:
                marks = ", ".join("?" * len(CALL_NOT_PLACED))
                rows = database.execute(
                    "select to_number, max(at) from call where key >= ? and at >= ? and to_number <> ''"
                    f" and status not in (select id from word where text in ({marks})) group by to_number",
                    (int(since * 1000) * KEYS_PER_MS, int(since * 1000), *CALL_NOT_PLACED),
                ).fetchall()
    except (sqlite3.Error, OSError):
        return NOTHING
    newest_at = newest[0] / 1000 if newest is not None else None
    return CalledLately(_by_number(rows, read), calls, newest_at, stamp)


def _about(mirror: Path) -> tuple[int, ...]:
    """Other numbers whenever something was written, which is beside the file first; none where there is no copy."""
    found: list[int] = []
    for path in (mirror, mirror.with_name(mirror.name + "-wal")):
        try:
            about = path.stat()
            found += (about.st_ino, about.st_mtime_ns, about.st_size)
        except OSError:
            if path == mirror:
                return ()
    return tuple(found)


def _by_number(rows: Sequence[tuple[str, int]], read: ReadNumbers) -> dict[str, float]:
    """Servers write numbers with a plus sign, without it, or as they are dialled at home."""
    found = {text: at_ms / 1000 for text, at_ms in rows if _E164.fullmatch(text)}
    others = [(text, at_ms / 1000) for text, at_ms in rows if text not in found]
    whole = read(["+" + _NOT_DIGITS.sub("", text) for text, _ in others])
    at_home = read(["" if number or "+" in text else text for (text, _), number in zip(others, whole, strict=True)])
    for (_, at), number, other in zip(others, whole, at_home, strict=True):
        if key := number or other:
            found[key] = max(found.get(key, 0.0), at)
    return found
