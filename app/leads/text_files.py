"""Bytes of a text file to records: encoding, delimiter, quotes.

Owns: never losing a line. Leaves to others: files on disk, and what the records mean.

`csv` alone is not enough: an unclosed quote makes it swallow all following lines without a word. Here a record that
spans lines which look like records of their own counts as a broken quote: the line it began on is set aside, and
reading goes on with the next line.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Callable
from itertools import islice, repeat
from typing import Final, NamedTuple

from app.errors import LeadFileError
from app.leads import encodings, sentences
from app.leads.records import EncodingGuess, Sentence

DELIMITERS: Final = (",", ";", "\t", "|")
_CHUNK_LINES: Final = 50_000
_SAMPLE_CHARACTERS: Final = 64 * 1024
# A quoted cell may run over this many lines; more is a quote that was never closed.
_LONGEST_CELL_LINES: Final = 100
_LONGEST_CELL_CHARACTERS: Final = 256 * 1024
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8 with BOM"),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),  # before UTF-16, whose BOM it begins with
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)

# A cell may be as long as the file; by default `csv` gives up at 131,072 characters.
csv.field_size_limit(2**31 - 1)

Progress = Callable[[float], None]


class Decoded(NamedTuple):
    """Text, the encoding's usual name, whether that is certain, and what else it may be where nothing proves it."""

    text: str
    encoding: str
    sure: bool
    guesses: tuple[EncodingGuess, ...] = ()


class Records(NamedTuple):
    """Records in file order; `broken` holds the indices of those with an unclosed quote."""

    records: list[list[str]]
    broken: set[int]


def decode(data: bytes, name: str, encoding: str | None = None) -> Decoded:
    """Text of `data`: by its BOM, by the NULs of UTF-16, as UTF-8, else in the likeliest encoding, which is a guess.

    Args:
        data: The whole file.
        name: What it is called.
        encoding: A codec name, where the operator has said it; it outranks all of that.

    Raises:
        LeadFileError: `encoding` was asked for and does not fit, or nothing fits.
    """
    if encoding is not None:
        return _decode_as(data, encoding, name)
    for bom, codec, label in _BOMS:
        if data.startswith(bom):
            return Decoded(_decode(data, codec, name), label, True)
    if byte_order := is_utf_16(data[:4096]):
        return Decoded(_decode(data, byte_order, name), "UTF-16", True)
    try:
        return Decoded(data.decode("utf-8"), "UTF-8", True)
    except UnicodeDecodeError:
        guesses = encodings.guesses(data)
        return Decoded(_decode_as(data, guesses[0].codec, name).text, guesses[0].label, False, guesses)


def _decode_as(data: bytes, codec: str, name: str) -> Decoded:
    text = encodings.decoded(data, codec)
    label = encodings.label_of(codec)
    if text is None:
        raise LeadFileError(sentences.ENCODING_WRONG, name=name, encoding=label)
    is_proven = data.isascii() or _is_utf_8(data)
    return Decoded(text.removeprefix("\ufeff"), label, True, () if is_proven else encodings.guesses(data))


def _is_utf_8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _decode(data: bytes, codec: str, name: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        raise LeadFileError(sentences.ENCODING_UNKNOWN, name=name) from None


def is_utf_16(sample: bytes) -> str | None:
    """The codec of UTF-16 without a BOM, whose digits and delimiters have a NUL as every second byte; else None."""
    half = len(sample) // 2
    if half < 2:
        return None
    even, odd = sample[0 : 2 * half : 2].count(0), sample[1 : 2 * half : 2].count(0)
    if odd > half * 0.3 and even < half * 0.05:
        return "utf-16-le"
    if even > half * 0.3 and odd < half * 0.05:
        return "utf-16-be"
    return None


def find_delimiter(text: str) -> str:
    """The delimiter that splits the first lines most evenly; a comma where none does (a single column)."""
    sample = re.sub(r'"[^"]*"', "", text[:_SAMPLE_CHARACTERS])
    # Without what was in quotes, a line of a file with tabs may be nothing but blanks.
    lines = [line for line in re.split(r"\r\n|\n|\r", sample) if line.strip(" ")][:50]
    if len(text) > _SAMPLE_CHARACTERS and len(lines) > 1:
        lines = lines[:-1]  # it may have been cut
    if not lines:
        return ","

    def score(delimiter: str) -> tuple[float, int]:
        in_header = lines[0].count(delimiter)
        if not in_header:
            return (0.0, 0)
        return (sum(line.count(delimiter) == in_header for line in lines) / len(lines), in_header)

    best = max(DELIMITERS, key=score)
    return best if score(best)[1] else ","


def even_lines(text: str, delimiter: str) -> list[str] | None:
    """The lines of a plain text: no quotes, one kind of line end, as many delimiters in every line, none blank.

    None for any other; `read_records` then takes longer and copes with everything.
    """
    if '"' in text or (lines := _plain_lines(text)) is None:
        return None
    while lines and not lines[-1]:
        lines.pop()
    if not lines:
        return None
    count = lines[0].count(delimiter)
    if set(map(str.count, lines, repeat(delimiter))) != {count} or delimiter * count in lines:
        return None
    return lines


def read_records(text: str, delimiter: str, progress: Progress) -> Records:
    """All records of `text`. Blank lines come as records without a filled cell, so that counting stays right.

    `progress` is called with the share that is done; it may raise to stop.
    """
    if '"' not in text and (lines := _plain_lines(text)) is not None:
        return Records(_split(lines, delimiter, progress), set())
    strict = _read_strictly(text, delimiter, progress)
    if strict is not None:
        return Records(strict, set())
    return _read_line_by_line(text, delimiter, progress)


def _plain_lines(text: str) -> list[str] | None:
    """The lines of a text that uses one kind of line end throughout, else None."""
    if "\r" not in text:
        lines = text.split("\n")
    elif "\n" not in text:
        lines = text.split("\r")
    else:
        lines = text.split("\r\n")
        if not len(lines) - 1 == text.count("\r") == text.count("\n"):
            return None
    if not lines[-1]:
        lines.pop()
    return lines


def _split(lines: list[str], delimiter: str, progress: Progress) -> list[list[str]]:
    records: list[list[str]] = []
    for start in range(0, len(lines), _CHUNK_LINES):
        records += [line.split(delimiter) for line in lines[start : start + _CHUNK_LINES]]
        progress(len(records) / len(lines))
    return records


def _read_strictly(text: str, delimiter: str, progress: Progress) -> list[list[str]] | None:
    """The records as RFC 4180 has them, or None if a quote is out of place or seems never to be closed."""
    lines = io.StringIO(text, newline="")
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    records: list[list[str]] = []
    size = len(text) or 1
    try:
        while chunk := list(islice(reader, _CHUNK_LINES)):
            records += chunk
            progress(lines.tell() / size)
    except csv.Error:
        return None
    if reader.line_num > len(records):
        width = len(next((record for record in records if any(record)), ()))
        if any(_swallowed(record, delimiter, width) for record in records):
            return None
    return records


def _swallowed(record: list[str], delimiter: str, width: int) -> bool:
    """Whether a record with line breaks in its cells seems to have swallowed other records."""
    broken = [cell for cell in record if "\n" in cell or "\r" in cell]
    if not broken:
        return False
    if len(record) != width or width == 1:
        return True
    for cell in broken:
        inner = re.split(r"\r\n|\n|\r", cell)[1:-1]
        if len(inner) > _LONGEST_CELL_LINES or any(line.count(delimiter) == width - 1 for line in inner):
            return True
    return False


def _read_line_by_line(text: str, delimiter: str, progress: Progress) -> Records:
    """Read a text whose quotes do not add up, so that no line disappears."""
    lines = list(io.StringIO(text, newline=""))
    records: list[list[str]] = []
    broken: set[int] = set()
    width = 0
    at = 0
    while at < len(lines):
        if len(records) % 4096 == 0:
            progress(at / len(lines))
        line = lines[at]
        if '"' not in line:
            records.append(line.rstrip("\r\n").split(delimiter))
            at += 1
        else:
            record, used = _quoted_record(lines, at, delimiter, width)
            if record is None:
                broken.add(len(records))
                record = [cell.strip().strip('"') for cell in line.rstrip("\r\n").split(delimiter)]
            records.append(record)
            at += used
        width = width or len(records[-1])
    return Records(records, broken)


def _quoted_record(lines: list[str], at: int, delimiter: str, width: int) -> tuple[list[str] | None, int]:
    """(the record that begins at line `at`, lines it takes); None if its quotes do not add up.

    `width` is the header's, or 0 while it is not known.
    """
    line = lines[at]
    if (record := _parse(line, delimiter, strict=True)) is not None:
        return record, 1
    if line.count('"') % 2 == 0:
        # A quote inside a cell, as in 5" pipe or "Ann" Smith: harmless when the columns still fit.
        record = _parse(line, delimiter, strict=False)
        return (record if record is not None and len(record) == width else None), 1
    joined, quotes = line, line.count('"')
    for used in range(2, _LONGEST_CELL_LINES + 1):
        if at + used > len(lines) or len(joined) > _LONGEST_CELL_CHARACTERS:
            break
        joined += lines[at + used - 1]
        quotes += lines[at + used - 1].count('"')
        if quotes % 2:
            continue
        record = _parse(joined, delimiter, strict=True)
        if record is None or (width and (len(record) != width or _swallowed(record, delimiter, width))):
            break
        return record, used
    return None, 1


def _parse(text: str, delimiter: str, *, strict: bool) -> list[str] | None:
    """`text` as exactly one record, or None."""
    try:
        records = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict))
    except csv.Error:
        return None
    return records[0] if len(records) == 1 else None


def without_nuls(text: str) -> tuple[str, list[Sentence]]:
    """`text` without NUL characters, and a note if there were any."""
    count = text.count("\0")
    if not count:
        return text, []
    return text.replace("\0", ""), [Sentence(sentences.NOTE_NULS, {"count": count})]
