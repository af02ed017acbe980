"""XLSX and XLS to records, by `calamine`.

Owns: the guard against workbooks that unpack to far more than they should, and cells as text. Leaves to others: what
the records mean. A number that Excel keeps as floating point comes out as its digits, a date as ISO 8601.
"""

from __future__ import annotations

import datetime
import io
import zipfile
from typing import Any, Final, NamedTuple

import python_calamine

from app.errors import LeadFileError
from app.leads import sentences
from app.leads.text_files import Progress

ZIP_MAGIC: Final = b"PK\x03\x04"
# One million rows of six columns unpack to about 400 MB.
LARGEST_UNPACKED_BYTES: Final = 700_000_000
_SUSPICIOUS_BYTES: Final = 50_000_000
_SUSPICIOUS_RATIO: Final = 150  # sheets of real leads are below 40
_CHUNK_ROWS: Final = 20_000
_JUST_TEXT: Final = frozenset([str])


class Workbook(NamedTuple):
    """One sheet's records, and the names of all visible sheets."""

    records: list[list[str]]
    sheets: tuple[str, ...]
    sheet: str
    kind: str


def read_workbook(data: bytes, name: str, sheet: str | None, progress: Progress) -> Workbook:
    """The records of `sheet`, by default of the first visible sheet that has any.

    Raises:
        LeadFileError: Not a workbook, damaged, protected, without such a sheet, or a bomb.
    """
    kind = "xls"
    if data.startswith(ZIP_MAGIC):
        kind = "xlsx"
        _refuse_bomb(data, name)
    elif "EncryptedPackage".encode("utf-16-le") in data:
        raise LeadFileError(sentences.PASSWORD, name=name)
    try:
        with python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
            sheets = _visible_sheets(workbook)
            if sheet is not None and sheet not in workbook.sheet_names:
                raise LeadFileError(sentences.NO_SUCH_SHEET, name=name, sheet=sheet)
            for title in [sheet] if sheet is not None else sheets:
                found = workbook.get_sheet_by_name(title)
                if found.height:
                    return Workbook(_records(found, progress), sheets, title, kind)
            raise LeadFileError(sentences.NO_SHEET if sheet is None else sentences.NO_ROWS, name=name)
    except python_calamine.PasswordError:
        raise LeadFileError(sentences.PASSWORD, name=name) from None
    except (python_calamine.CalamineError, OSError, ValueError, UnicodeError):
        raise LeadFileError(sentences.BROKEN_WORKBOOK, name=name) from None


def _refuse_bomb(data: bytes, name: str) -> None:
    """By the sizes that the archive declares; what lies about them meets the memory limit of the reading process."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, UnicodeError, OverflowError):
        raise LeadFileError(sentences.BROKEN_WORKBOOK, name=name) from None
    if not any(entry.filename.lower().startswith("xl/workbook.") for entry in entries):
        names = [entry.filename for entry in entries]
        office = "[Content_Types].xml" in names or "mimetype" in names
        what = sentences.OTHER_OFFICE if office else sentences.ARCHIVE
        raise LeadFileError(sentences.IS_SOMETHING_ELSE, name=name, what=what)
    unpacked = sum(entry.file_size for entry in entries)
    ratio = unpacked / max(1, len(data))
    if unpacked > LARGEST_UNPACKED_BYTES or (unpacked > _SUSPICIOUS_BYTES and ratio > _SUSPICIOUS_RATIO):
        raise LeadFileError(sentences.BOMB, name=name, size_mb=unpacked // 1_000_000)


def _visible_sheets(workbook: python_calamine.CalamineWorkbook) -> tuple[str, ...]:
    sheets = [each for each in workbook.sheets_metadata if each.typ == python_calamine.SheetTypeEnum.WorkSheet]
    visible = [each.name for each in sheets if each.visible == python_calamine.SheetVisibleEnum.Visible]
    return tuple(visible or [each.name for each in sheets])


def _records(sheet: python_calamine.CalamineSheet, progress: Progress) -> list[list[str]]:
    progress(0.5)  # the sheet has been taken apart
    records: list[list[Any]] = sheet.to_python()  # from the first filled cell on
    for start in range(0, len(records), _CHUNK_ROWS):
        for row in records[start : start + _CHUNK_ROWS]:
            if _JUST_TEXT.issuperset(map(type, row)):
                continue
            row[:] = [cell if type(cell) is str else as_text(cell) for cell in row]
        progress(0.5 + start / len(records) / 2)
    return records


def as_text(value: Any) -> str:
    """A cell as a person would have typed it."""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e22 else repr(value)
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime.datetime):
        if value.time() == datetime.time():
            return value.date().isoformat()
        return value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    return str(value)
