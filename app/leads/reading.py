"""A path, or text from the clipboard, to a table: opens it, finds out what it is and has it read.

Owns: every way in which a file can turn out not to be a lead file, as one sentence each. Leaves to others: text
(`text_files.py`) and workbooks (`workbooks.py`). The file on disk is never changed.
"""

from __future__ import annotations

import hashlib
import re
import stat
import threading
from pathlib import Path
from typing import Any, Final, NamedTuple

from app.errors import LeadFileError
from app.leads import encodings, mapping, sentences, text_files
from app.leads.file_names import plain_name
from app.leads.records import LARGEST_TEXT_BYTES, FileSummary, Sentence
from app.leads.rows import has_odd_blanks
from app.leads.table import Table, build_table, table_of_lines
from app.leads.text_files import Progress

LARGEST_FILE_BYTES: Final = 200_000_000
MOST_COLUMNS: Final = 1_000
_EXTENSIONS: Final = {".csv", ".txt", ".tsv", ".tab", ".xlsx", ".xlsm", ".xls", ""}
_WORKBOOKS: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")  # XLSX, XLS
_SIGNATURES: Final = (
    (b"\x89PNG\r\n\x1a\n", sentences.PICTURE),
    (b"\xff\xd8\xff", sentences.PICTURE),
    (b"GIF8", sentences.PICTURE),
    (b"BM", sentences.PICTURE),
    (b"II*\x00", sentences.PICTURE),
    (b"MM\x00*", sentences.PICTURE),
    (b"%PDF", sentences.PDF),
    (b"\x1f\x8b", sentences.ARCHIVE),
    (b"7z\xbc\xaf", sentences.ARCHIVE),
    (b"Rar!", sentences.ARCHIVE),
)
_CONTROLS: Final = bytes(code for code in range(32) if code not in b"\t\n\v\f\r\x1a\x1b") + b"\x7f"
# Anything but marks of encodings, blanks and the end mark of old programs; stripping a large file would copy it.
_FILLED_BYTES: Final = re.compile(rb"[^\xef\xbb\xbf\xff\xfe \t\r\n\x1a]")
_FILLED_TEXT: Final = re.compile("[^\ufeff \t\r\n\0\x1a]")
_SAMPLE_BYTES: Final = 64 * 1024


class LeadFile(NamedTuple):
    """A file in memory. `path` is None for text that never was a file."""

    path: Path | None
    summary: FileSummary
    table: Table


def read_file(
    path: Path, *, sheet: str | None = None, encoding: str | None = None, progress: Progress = lambda share: None
) -> LeadFile:
    """Read the whole file.

    `progress` is called with the share that is done, 0 to 1.

    Raises:
        LeadFileError: With a sentence that says what is wrong and what to do.
    """
    name = plain_name(path)
    stamp = _stamp(path)
    data = _bytes_of(path, name)
    digest: list[str] = []
    hashing = threading.Thread(target=lambda: digest.append(hashlib.sha256(data).hexdigest()), daemon=True)
    hashing.start()  # it lets go of the interpreter, so it costs no time beside the reading
    if data.startswith(_WORKBOOKS):
        from app.leads import workbooks

        # Read from the file once more, which is faster; but what counts is what was read the first time.
        book = workbooks.read_workbook(data, name, sheet, progress, path if _stamp(path) == stamp else None)
        if _stamp(path) != stamp:
            book = workbooks.read_workbook(data, name, sheet, progress)
        notes = [Sentence(sentences.NOTE_HIDDEN_ROWS, {"count": book.hidden_rows})] if book.hidden_rows else []
        table = _usable(build_table(book.records, set(), notes), name)
        about: dict[str, Any] = {"kind": book.kind, "sheets": book.sheets, "sheet": book.sheet}
    else:
        _refuse_other_kinds(path, data, name)
        decoded = text_files.decode(data, name, encoding)
        _refuse_other_texts(decoded.text, name)
        guess = [] if decoded.sure else [Sentence(sentences.NOTE_GUESSED, {"encoding": decoded.encoding})]
        found, delimiter = _table_of_text(decoded.text, guess, progress)
        table = _usable(found, name)
        about = {
            "kind": "csv", "encoding": decoded.encoding, "encoding_sure": decoded.sure, "delimiter": delimiter,
            "guesses": decoded.guesses, "encoding_mark": encodings.mark_of(data) if decoded.guesses else "",
        }  # fmt: skip
    hashing.join()
    return _lead_file(path, name, table, size=len(data), sha256=digest[0], about=about)


def read_text(text: str, name: str, *, progress: Progress = lambda share: None) -> LeadFile:
    """Read rows that were copied in a spreadsheet (tab between the cells) or are CSV; `name` is what to call them.

    Raises:
        LeadFileError: With a sentence that says what is wrong and what to do.
    """
    data = text.encode("utf-8", "replace")
    if len(data) > LARGEST_TEXT_BYTES:
        sizes = {"size_mb": len(data) // 1_000_000, "limit_mb": LARGEST_TEXT_BYTES // 1_000_000}
        raise LeadFileError(sentences.PASTED_TOO_BIG, name=name, **sizes)
    if _FILLED_TEXT.search(text) is None:
        raise LeadFileError(sentences.PASTED_EMPTY, name=name)
    if what := _other_text(text):
        raise LeadFileError(sentences.PASTED_OTHER, name=name, what=what)
    found, delimiter = _table_of_text(data.decode(), [], progress)
    if found is None:
        raise LeadFileError(sentences.PASTED_EMPTY, name=name)
    if not len(found.rows):
        raise LeadFileError(sentences.PASTED_NO_ROWS, name=name)
    about = {"kind": "pasted", "delimiter": delimiter}
    sha256 = hashlib.sha256(data).hexdigest()
    return _lead_file(None, name, _usable(found, name), size=len(data), sha256=sha256, about=about)


def _table_of_text(text: str, notes: list[Sentence], progress: Progress) -> tuple[Table | None, str]:
    """(table, None when all is blank; the delimiter)."""
    text, nuls = text_files.without_nuls(text.removesuffix("\x1a"))
    notes = [*notes, *nuls]
    delimiter, text = _declared_delimiter(text)
    delimiter = delimiter or text_files.find_delimiter(text)
    table = _plain_table(text, delimiter, notes, progress)
    if table is None:
        records, broken = text_files.read_records(text, delimiter, progress)
        table = build_table(records, broken, notes)
    if table is not None:
        table.may_need_quotes = delimiter != "," or '"' in text
    return table, delimiter


def _lead_file(
    path: Path | None, name: str, table: Table, *, size: int, sha256: str, about: dict[str, Any]
) -> LeadFile:
    phone_column = mapping.find_phone_column(table.header, table.rows)
    summary = FileSummary(
        name=name,
        size_bytes=size,
        sha256=sha256,
        header=tuple(table.header),
        has_header=table.has_header,
        phone_column=phone_column,
        uses=mapping.propose_uses(table, phone_column),
        row_count=len(table.rows),
        blank_rows=table.blank_rows,
        notes=tuple(table.notes),
        **about,
    )
    return LeadFile(path, summary, table)


def _bytes_of(path: Path, name: str) -> bytes:
    try:
        about = path.stat()
        if stat.S_ISDIR(about.st_mode):
            raise LeadFileError(sentences.IS_FOLDER, name=name)
        if not stat.S_ISREG(about.st_mode):
            raise LeadFileError(sentences.NOT_A_FILE, name=name)
        if path.suffix.lower() not in _EXTENSIONS:
            raise LeadFileError(sentences.WRONG_TYPE, name=name)
        if about.st_size > LARGEST_FILE_BYTES:
            raise LeadFileError(
                sentences.TOO_BIG,
                name=name,
                size_mb=about.st_size // 1_000_000,
                limit_mb=LARGEST_FILE_BYTES // 1_000_000,
            )
        data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        raise LeadFileError(sentences.NOT_THERE, name=name) from None
    except PermissionError:
        raise LeadFileError(sentences.NO_PERMISSION, name=name) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "the name is not usable"
        raise LeadFileError(sentences.UNREADABLE, name=name, reason=reason) from None
    if _FILLED_BYTES.search(data) is None:
        raise LeadFileError(sentences.EMPTY, name=name)
    return data


def _stamp(path: Path) -> tuple[int, ...]:
    """Another one whenever the file may be another one; nothing where there is no file."""
    try:
        about = path.stat()
    except (OSError, ValueError):
        return ()
    return (about.st_ino, about.st_size, about.st_mtime_ns, about.st_ctime_ns)


def _refuse_other_kinds(path: Path, data: bytes, name: str) -> None:
    """Refuse what is no text, whatever its name says."""
    for signature, what in _SIGNATURES:
        if data.startswith(signature) and (len(signature) > 2 or _has_controls(data)):
            raise LeadFileError(sentences.IS_SOMETHING_ELSE, name=name, what=what)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        raise LeadFileError(sentences.IS_SOMETHING_ELSE, name=name, what=sentences.PICTURE)
    if _has_controls(data):
        if path.suffix.lower() in (".xlsx", ".xlsm", ".xls"):
            raise LeadFileError(sentences.BROKEN_WORKBOOK, name=name)
        raise LeadFileError(sentences.IS_SOMETHING_ELSE, name=name, what=sentences.BINARY)


def _has_controls(data: bytes) -> bool:
    """Whether there are more control characters than a text can have. Encodings with a BOM are full of NULs."""
    sample = data[:_SAMPLE_BYTES]
    if sample.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")) or text_files.is_utf_16(sample):
        return False
    return len(sample) - len(sample.translate(None, _CONTROLS)) > max(8, len(sample) // 200)


def _refuse_other_texts(text: str, name: str) -> None:
    if what := _other_text(text):
        raise LeadFileError(sentences.IS_SOMETHING_ELSE, name=name, what=what)
    if _FILLED_TEXT.search(text) is None:
        raise LeadFileError(sentences.EMPTY, name=name)


def _other_text(text: str) -> str:
    """What a text is that holds no rows, "" for one that may."""
    start = text[:1000].lstrip("\ufeff \t\r\n").lower()
    if start.startswith(("<!doctype", "<html", "<?xml", "<table")):
        return sentences.WEB_PAGE
    return sentences.JSON_TEXT if start.startswith(("{", "[{", "[\n")) else ""


def _declared_delimiter(text: str) -> tuple[str, str]:
    """Excel's own first line `sep=;`, taken off the text."""
    first = text[:16].split("\n")[0]
    declared = first.strip().strip('"')
    if len(declared) == 5 and declared.lower().startswith("sep=") and declared[4] in text_files.DELIMITERS:
        return declared[4], text[len(first) + 1 :]
    if first.rstrip("\r").lower() == "sep=\t":
        return "\t", text[len(first) + 1 :]
    return "", text


def _plain_table(text: str, delimiter: str, notes: list[Sentence], progress: Progress) -> Table | None:
    """The table of a plain text, quickly; None for any other."""
    lines = text_files.even_lines(text, delimiter)
    progress(0.5)
    if lines is None:
        return None
    return table_of_lines(lines, delimiter, notes, has_odd_blanks=has_odd_blanks(text, delimiter))


def _usable(table: Table | None, name: str) -> Table:
    if table is None:
        raise LeadFileError(sentences.EMPTY, name=name)
    if not len(table.rows):
        raise LeadFileError(sentences.HEADER_ONLY, name=name)
    if len(table.header) > MOST_COLUMNS:
        raise LeadFileError(
            sentences.TOO_MANY_COLUMNS_TO_READ, name=name, columns=len(table.header), limit=MOST_COLUMNS
        )
    return table
