"""The rows of an upload whose outcome is not known, out of the local record and into a file or back on the page.

Owns: their form. Leaves to others: keeping them (`ledger.py`), deciding (a person).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from app.leads.ledger import Ledger
from app.leads.ledger_rows import read_csv
from app.leads.mapping import PHONE_NUMBER
from app.leads.records import UploadRecord
from app.leads.rejected import write_rows
from app.leads.table import REASONS_COLUMN
from app.threads import run_in_daemon_thread


async def text_of(ledger: Ledger, record: UploadRecord) -> str:
    """The rows as CSV; only their numbers where the other columns were not kept."""
    content = await ledger.rows_of(record.id)
    if content is not None:
        return content.decode()
    numbers = await ledger.numbers(record.id)
    return "\r\n".join([PHONE_NUMBER, *numbers, ""])


async def save_rows(ledger: Ledger, record: UploadRecord, path: Path) -> int:
    """Write the rows to a file that can be dropped again as it is; returns how many.

    Raises:
        LeadFileError: It cannot be written there.
        LedgerError: They cannot be read.
    """
    text = await text_of(ledger, record)
    day = datetime.fromtimestamp(record.began_at).isoformat(" ", "minutes")
    return await run_in_daemon_thread(lambda: _write(path, text, f"Outcome unknown: sent {day}"), name="save-rows")


def _write(path: Path, text: str, reason: str) -> int:
    rows = read_csv(text)
    header = next(rows)
    with_reason: Iterable[list[str]] = ([*row, reason] for row in rows)
    return write_rows(path, [*header, REASONS_COLUMN], with_reason)
