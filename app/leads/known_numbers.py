"""What the local records know of numbers, for the process that checks a file: what was sent, what must not be called.

Owns: reading whole sets of numbers, and how an upload's numbers are packed. Leaves to others: writing those records
(`ledger.py`, `do_not_call.py`). Blocks. Light on purpose: this is loaded before every check.
"""

from __future__ import annotations

import contextlib
import zlib
from array import array
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from app.errors import AppError
from app.leads import sentences
from app.leads.records import Earlier, UploadState

if TYPE_CHECKING:
    import sqlite3

_BUSY_TIMEOUT_S: Final = 10.0
_DOUBTFUL: Final = (UploadState.INFLIGHT, UploadState.UNKNOWN, UploadState.SET_ASIDE)
_WAITING: Final = UploadState.PLANNED


class LedgerError(AppError):
    """The record of uploads cannot be used, so nothing may be sent."""

    template = sentences.LEDGER_BROKEN


class DoNotCallError(AppError):
    """The list cannot be used; then nobody knows who must not be called."""

    template = sentences.DO_NOT_CALL_BROKEN


def pack_numbers(numbers: list[str]) -> bytes:
    """Numbers in E.164, compactly."""
    return zlib.compress(array("q", [int(number[1:]) for number in numbers]).tobytes(), 1)


def unpack(packed: bytes) -> array[int]:
    """The numbers without their plus signs."""
    numbers = array("q")
    numbers.frombytes(zlib.decompress(packed))
    return numbers


def read_earlier(ledger: Path, campaign_id: str) -> dict[str, Earlier]:
    """What went to a campaign before, by number; empty where there is no ledger yet.

    Raises:
        LedgerError: It cannot be read: then nobody knows what was sent.
    """
    if not ledger.exists():
        return {}
    import sqlite3

    try:
        with _connected(ledger) as database:
            found: dict[str, Earlier] = {}
            for packed, at, state in database.execute(
                "select numbers, began_at, state from upload where campaign_id = ? and state in (?, ?, ?, ?)",
                (campaign_id, *_DOUBTFUL, _WAITING),
            ):
                earlier = Earlier(at, False, waits=state == _WAITING)
                found.update((f"+{number}", earlier) for number in unpack(packed))
            for number, at in database.execute(
                "select number, began_at from sent join upload on upload.id = upload_id where sent.campaign_id = ?",
                (campaign_id,),
            ):
                found[f"+{number}"] = Earlier(at, True)
            return found
    except (sqlite3.Error, OSError) as error:
        raise LedgerError(reason=str(error)) from error


def read_lately(ledger: Path, campaign_id: str, since: float) -> dict[str, float]:
    """When a number was last sent to another campaign from here, for those since then; doubtful uploads included.

    Raises:
        LedgerError: It cannot be read.
    """
    if not ledger.exists():
        return {}
    import sqlite3

    states = (*_DOUBTFUL, UploadState.CONFIRMED)
    try:
        with _connected(ledger) as database:
            found: dict[str, float] = {}
            for packed, at in database.execute(
                "select numbers, began_at from upload where campaign_id <> ? and began_at >= ?"
                " and state in (?, ?, ?, ?) order by began_at",
                (campaign_id, since, *states),
            ):
                found.update((f"+{number}", at) for number in unpack(packed))
            return found
    except (sqlite3.Error, OSError) as error:
        raise LedgerError(reason=str(error)) from error


def read_refused(path: Path) -> dict[str, str]:
    """Numbers that the server has refused, and its reasons; none where they cannot be read: they are only warnings."""
    if not path.exists():
        return {}
    import sqlite3

    try:
        with _connected(path) as database:
            return {f"+{number}": reason for number, reason in database.execute("select number, reason from refused")}
    except (sqlite3.Error, OSError):
        return {}


def read_numbers(path: Path) -> frozenset[str]:
    """All numbers on the do-not-call list, in E.164; none where there is no list yet.

    Raises:
        DoNotCallError: It cannot be read.
    """
    if not path.exists():
        return frozenset()
    import sqlite3

    try:
        with _connected(path) as database:
            return frozenset(f"+{number}" for (number,) in database.execute("select number from entry"))
    except (sqlite3.Error, OSError) as error:
        raise DoNotCallError(reason=str(error)) from error


@contextlib.contextmanager
def _connected(path: Path) -> Iterator[sqlite3.Connection]:
    import sqlite3

    with contextlib.closing(sqlite3.connect(path, timeout=_BUSY_TIMEOUT_S, isolation_level=None)) as database:
        database.execute("pragma query_only = on")
        yield database
