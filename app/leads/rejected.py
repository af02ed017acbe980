"""The file of rows that were set aside, with the reasons: harmless in a spreadsheet, and dropped again as it is.

Owns: that format, and making text from a file harmless in a spreadsheet. Leaves to others: which rows, and reading it
back (`table.py` undoes the protection).

A cell that begins with `=`, `+`, `-`, `@`, tab or return would be run as a formula; it gets an apostrophe in front
(OWASP, "CSV Injection"). A phone number in E.164 is left as it is: digits alone cannot do anything. Cells that already
begin with apostrophes and such a character get one more, so that taking one away always restores the cell.
"""

from __future__ import annotations

import csv
import os
import re
import tempfile
from collections.abc import Iterable
from itertools import chain
from pathlib import Path
from typing import Final

from app.errors import LeadFileError
from app.leads import sentences
from app.leads.file_names import plain_name

_DANGEROUS: Final = re.compile(r"'*[=+\-@\t\r]")
_E164: Final = re.compile(r"\+[1-9][0-9]{6,14}")


# Invisible, and too many of them make a file look like binary data that nobody would read again.
_CONTROLS: Final = dict.fromkeys((*(code for code in range(32) if chr(code) not in "\t\n\r"), 127))


def guarded(cell: str) -> str:
    """`cell`, harmless in a spreadsheet."""
    if _DANGEROUS.match(cell) and not _E164.fullmatch(cell):
        return "'" + cell
    return cell


def write_rows(path: Path, header: list[str], rows: Iterable[list[str]]) -> int:
    """Write a CSV that Excel shows in the right characters; whole or not at all. Returns the number of rows.

    Raises:
        LeadFileError: It cannot be written there.
    """
    count = -1  # the header is no row
    temporary = None
    try:
        handle, temporary = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
        with os.fdopen(handle, "w", encoding="utf-8-sig", newline="", errors="replace") as file:
            writer = csv.writer(file, lineterminator="\r\n")
            for row in chain([header], rows):
                writer.writerow([guarded(cell.translate(_CONTROLS)) for cell in row])
                count += 1
        os.replace(temporary, path)
    except OSError as error:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)
        raise LeadFileError(
            sentences.CANNOT_WRITE, name=plain_name(path), reason=error.strerror or str(error)
        ) from None
    return count
