"""XLSX and XLS to records, by `calamine`.

Owns: the guard against workbooks that unpack to far more than they should, and cells as text. Leaves to others: what
the records mean. A number that Excel keeps as floating point comes out as its digits, a date as ISO 8601.
"""

from __future__ import annotations

import contextlib
import datetime
import io
import re
import threading
import zipfile
import zlib
from pathlib import Path
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
_LARGEST_SHEET_BYTES: Final = 100_000_000  # unpacked; hidden rows are not looked for in larger ones
_NOT_TOLD: Final = (
    zipfile.BadZipFile, zlib.error, KeyError, IndexError, EOFError, ValueError, OSError, NotImplementedError,
    RuntimeError,
)  # fmt: skip
_HIDDEN: Final = b' hidden="'
_HIDDEN_ROW: Final = re.compile(rb'<row [^>]*\bhidden="(?:1|true)"')
_SHEET_ID: Final = re.compile(rb'<sheet [^>]*\br:id="([^"]+)"')
_RELATION: Final = re.compile(rb"<Relationship [^>]*>")
_ID: Final = re.compile(rb'\bId="([^"]+)"')
_TARGET: Final = re.compile(rb'\bTarget="([^"]+)"')
_JUST_TEXT: Final = {str}
_JUST_FLOATS: Final = {float}


class Workbook(NamedTuple):
    """One sheet's records, the names of all visible sheets, and how many rows of the sheet are hidden."""

    records: list[list[str]]
    sheets: tuple[str, ...]
    sheet: str
    kind: str
    hidden_rows: int = 0


def read_workbook(data: bytes, name: str, sheet: str | None, progress: Progress, path: Path | None = None) -> Workbook:
    """The records of `sheet`, by default of the first visible sheet that has any.

    `path`: a file that holds `data` at this moment. The reader of workbooks is faster with files than with bytes.

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
        with _taken_apart(data, path) as workbook:
            sheets = _visible_sheets(workbook)
            if sheet is not None and sheet not in workbook.sheet_names:
                raise LeadFileError(sentences.NO_SUCH_SHEET, name=name, sheet=sheet)
            for title in [sheet] if sheet is not None else sheets:
                hidden = _HiddenRows(data, workbook.sheet_names.index(title))
                hidden.start()
                found = workbook.get_sheet_by_name(title)
                if found.height:
                    hidden.join()
                    return Workbook(_records(found, progress), sheets, title, kind, hidden.count)
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


def _taken_apart(data: bytes, path: Path | None) -> python_calamine.CalamineWorkbook:
    if path is not None:
        with contextlib.suppress(UnicodeError):  # a name that is no text
            str(path).encode()
            return python_calamine.CalamineWorkbook.from_path(str(path))
    return python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))


class _HiddenRows(threading.Thread):
    """Counts the rows of a sheet that a filter or a person has hidden, beside the reading of the sheet.

    The reader of workbooks passes over it, and whoever hid rows may think that they are not sent. `count` stays 0
    where nothing can be told.
    """

    def __init__(self, data: bytes, place: int) -> None:
        super().__init__(name="hidden-rows", daemon=True)
        self.count = 0
        self._data = data
        self._place = place

    def run(self) -> None:
        with contextlib.suppress(*_NOT_TOLD), zipfile.ZipFile(io.BytesIO(self._data)) as archive:
            part = archive.getinfo(_part_of_sheet(archive, self._place))
            # In one step, during which the reading goes on.
            sheet = archive.read(part) if part.file_size <= _LARGEST_SHEET_BYTES else b""
            if _HIDDEN in sheet:
                self.count = len(_HIDDEN_ROW.findall(sheet))


def _part_of_sheet(archive: zipfile.ZipFile, place: int) -> str:
    """The file in the archive that holds the sheet at this place of the workbook.

    Raises:
        KeyError, IndexError: It is not where it is looked for.
    """
    book = archive.read("xl/workbook.xml")
    ids = _SHEET_ID.findall(book)
    for tag in _RELATION.findall(archive.read("xl/_rels/workbook.xml.rels")):
        name, target = _ID.search(tag), _TARGET.search(tag)
        if name and target and name[1] == ids[place]:
            return "xl/" + target[1].decode().removeprefix("/xl/")
    raise KeyError(place)


def _visible_sheets(workbook: python_calamine.CalamineWorkbook) -> tuple[str, ...]:
    sheets = [each for each in workbook.sheets_metadata if each.typ == python_calamine.SheetTypeEnum.WorkSheet]
    visible = [each.name for each in sheets if each.visible == python_calamine.SheetVisibleEnum.Visible]
    return tuple(visible or [each.name for each in sheets])


def _records(sheet: python_calamine.CalamineSheet, progress: Progress) -> list[list[str]]:
    progress(0.5)  # the sheet has been taken apart
    records: list[list[Any]] = sheet.to_python()  # from the first filled cell on
    for start in range(0, len(records), _CHUNK_ROWS):
        chunk = records[start : start + _CHUNK_ROWS]
        # Most columns are of one type, and most of those are text already.
        for column, cells in enumerate(zip(*chunk, strict=True)):
            types = set(map(type, cells))
            if types == _JUST_TEXT:
                continue
            texts = map(_float_as_text, cells) if types == _JUST_FLOATS else map(as_text, cells)
            for row, text in zip(chunk, texts, strict=True):
                row[column] = text
        progress(0.5 + start / len(records) / 2)
    return records


def _float_as_text(value: float) -> str:
    return str(int(value)) if value.is_integer() and -1e22 < value < 1e22 else repr(value)


def as_text(value: Any) -> str:
    """A cell as a person would have typed it."""
    if isinstance(value, float):
        return _float_as_text(value)
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
