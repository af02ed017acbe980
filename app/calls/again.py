"""Who of the matching calls was not reached, to be called again.

Owns: that a number is there once, and not at all where somebody answered later. Leaves to others: reading the calls
(`export.py`), what becomes of the numbers (`ui/leads`).
"""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from app.calls.export import Kind, export_calls
from app.calls.mirror import CallMirror
from app.calls.wanted import CallFilter
from app.statuses import CALL_UNDER_WAY
from app.store.files import private_folder
from app.threads import run_in_daemon_thread

REACHED: Final = ("completed", *CALL_UNDER_WAY)
"""Who answered, or is being called right now: nobody is called twice."""


async def numbers_not_reached(
    mirror: CallMirror, wanted: CallFilter, statuses: Sequence[str], folder: Path
) -> list[str]:
    """The numbers of the matching calls with one of these statuses, the one tried last first, each once.

    A number at which a matching call was completed, or is under way, after the last of these is left out. `folder` is
    private; nothing is left in it.

    Raises:
        AppError: The calls cannot be read, or nothing can be written into the folder.
    """
    private_folder(folder)
    with tempfile.TemporaryDirectory(dir=folder) as place:
        tried, reached = Path(place, "tried.csv"), Path(place, "reached.csv")
        for path, names in ((tried, tuple(statuses)), (reached, REACHED)):
            await export_calls(mirror, path, Kind.CSV, wanted=wanted._replace(statuses=names), each_number_once=True)
        return await run_in_daemon_thread(lambda: _without(tried, reached), name="call-again")


def _without(tried: Path, reached: Path) -> list[str]:
    answered_at = dict(_rows(reached))
    return [number for number, at in _rows(tried) if number and answered_at.get(number, datetime.min) <= at]


def _rows(path: Path) -> list[tuple[str, datetime]]:
    """Numbers and when they were called, in the order of the file."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [(row["phone_number"], _instant(row["time"])) for row in csv.DictReader(file)]


def _instant(text: str) -> datetime:
    """A time with its zone as one of UTC without; the earliest there is where none is told."""
    if not text:
        return datetime.min
    offset = (at := datetime.fromisoformat(text)).utcoffset()
    return at.replace(tzinfo=None) - offset if offset is not None else at.replace(tzinfo=None)
