"""What the window and the lead engine tell each other about a file, its rows and their problems.

Owns: the records that cross the pipe to the process that holds the file. Leaves to others: how they are found
(`app/leads/checking.py`) and shown. Everything here is plain data; sentences are an English template with parameters,
as in `app/errors.py`, so that the window can translate them. Text from the file only ever stands in parameters.
"""

from __future__ import annotations

import enum
from typing import Final, NamedTuple

import msgspec

LARGEST_TEXT_BYTES = 40_000_000  # of pasted rows, in UTF-8
LARGEST_PART_BYTES: Final = 10_000_000  # API page "campaign-leads/upload": 10 MB, read the narrow way


_KEPT: Final = "\x1f"  # no text has this character


class Sentence(msgspec.Struct, frozen=True):
    """English with `{name}` fields, and their values."""

    template: str
    params: dict[str, str | int | float] = {}

    @property
    def text(self) -> str:
        """The English sentence, filled in."""
        return self.template.format(**self.params)

    @property
    def kept(self) -> str:
        """As it stands in the local record: in English for whoever reads that, then what a translation needs."""
        return self.text + _KEPT + msgspec.json.encode(self).decode()

    @classmethod
    def from_kept(cls, kept: str) -> Sentence | str:
        """Read what `kept` wrote; the text alone where there is no more, or where it was cut."""
        text, _, encoded = kept.partition(_KEPT)
        try:
            return msgspec.json.decode(encoded, type=cls)
        except msgspec.DecodeError:
            return text


class Severity(enum.StrEnum):
    """What a problem means for its row."""

    BLOCKER = "blocker"  # the row is set aside
    WARNING = "warning"  # the row is sent, worth a look
    REPAIRED = "repaired"  # the row is sent, and something was put right on the way


class ProblemKind(enum.StrEnum):
    """What can be the matter with a row. The order is the order of precedence: a row has one blocker at most."""

    DROPPED = "dropped"  # taken out by the operator
    BROKEN_QUOTE = "broken_quote"  # a quotation mark is not closed, so the columns cannot be told apart
    MISSING = "missing"
    DAMAGED_BY_EXCEL = "damaged_by_excel"  # 9.87654E+09: digits are lost
    IMPOSSIBLE = "impossible"
    ON_DO_NOT_CALL_LIST = "on_do_not_call_list"
    REFUSED_BY_SERVER = "refused_by_server"
    ALREADY_UPLOADED = "already_uploaded"
    MAYBE_UPLOADED = "maybe_uploaded"  # part of an upload whose outcome is unknown
    DUPLICATE_IN_FILE = "duplicate_in_file"
    NOT_ENABLED = "not_enabled"  # where the workspace may not call, as far as the server tells it
    CALLED_LATELY = "called_lately"
    SENT_LATELY = "sent_lately"  # to another campaign
    REFUSED_BEFORE = "refused_before"  # by the server, in an earlier upload
    RAGGED_ROW = "ragged_row"  # more or fewer cells than the header
    EMPTY_VARIABLE = "empty_variable"
    COUNTRY_ADDED = "country_added"

    @property
    def severity(self) -> Severity:
        """What this kind means for its row."""
        if self in _WARNINGS:
            return Severity.WARNING
        return Severity.REPAIRED if self is ProblemKind.COUNTRY_ADDED else Severity.BLOCKER


OF_THE_NUMBER: Final = (
    ProblemKind.NOT_ENABLED,
    ProblemKind.CALLED_LATELY,
    ProblemKind.SENT_LATELY,
    ProblemKind.REFUSED_BEFORE,
)
"""Warnings about the number itself, whatever else stands in the row."""

_WARNINGS: Final = frozenset((*OF_THE_NUMBER, ProblemKind.RAGGED_ROW, ProblemKind.EMPTY_VARIABLE))


class ColumnUse(msgspec.Struct, frozen=True):
    """What becomes of a column: kept as the variable `name` (case-sensitive, as in the prompt), or dropped."""

    name: str
    keep: bool = True


class EncodingGuess(msgspec.Struct, frozen=True):
    """An encoding that a file may be in.

    Attributes:
        codec: What `LeadSession.open` takes.
        label: What people call it.
        cells: Some lines of the file as they would be read, of each what is beyond ASCII; the same for every guess.
    """

    codec: str
    label: str
    cells: tuple[str, ...] = ()


class FileSummary(msgspec.Struct, frozen=True, kw_only=True):
    """What a lead file is.

    Attributes:
        kind: "csv", "xlsx" or "xls", by content; "pasted" for text that never was a file.
        sha256: Of the bytes on disk, hexadecimal.
        encoding: As a person would call it ("UTF-8 with BOM"); "" for workbooks and pasted rows.
        encoding_sure: False when the encoding was only the likeliest one, and nobody has said that it is right.
        guesses: Where nothing in the file proves its encoding: those that it may be in, likeliest first.
        encoding_mark: Where there are guesses: the same for files with the same first line.
        delimiter: One character; "" for workbooks.
        sheets: Visible sheets in workbook order; `sheet` is the one that was read.
        header: As in the file; "" where a column has no name.
        has_header: False when the first row is already a lead: then `header` is made up.
        phone_column: Where the numbers seem to be, or None: the operator has to say.
        uses: A first proposal for every column, `len(uses) == len(header)`; names are distinct.
        row_count: Rows below the header that hold anything.
        blank_rows: Rows below the header that hold nothing; they are left out everywhere.
        notes: What the operator should know about how the file was read.
    """

    name: str
    kind: str
    size_bytes: int
    sha256: str
    encoding: str = ""
    encoding_sure: bool = True
    guesses: tuple[EncodingGuess, ...] = ()
    encoding_mark: str = ""
    delimiter: str = ""
    sheets: tuple[str, ...] = ()
    sheet: str = ""
    header: tuple[str, ...] = ()
    has_header: bool = True
    phone_column: int | None = None
    uses: tuple[ColumnUse, ...] = ()
    row_count: int = 0
    blank_rows: int = 0
    notes: tuple[Sentence, ...] = ()


class CheckPlan(msgspec.Struct, frozen=True, kw_only=True):
    """How to read the rows.

    Attributes:
        phone_column: Index into the header.
        uses: One for every column; the one of the phone column is ignored.
        default_country: ISO 3166 code for numbers without a country code, or "" for none.
        campaign_id: Where the leads are to go, or "" while that is open.
        ledger: Path of the record of earlier uploads (`app/leads/ledger.py`), or "" for none.
        do_not_call: Path of the local do-not-call list (`app/leads/do_not_call.py`), or "" for none.
        do_not_call_version: Another one whenever that list is another one, so that an old verdict is seen to be old.
        lately_since: Numbers that were called, or sent to another campaign, since this Unix time get a warning; 0 for
            none.
        lately_days: The same in words: so many days before the file was opened.
        calls: Path of the copy of the calls (`app/calls/mirror.py`), or "" for none.
        allowed: How numbers begin that the workspace may call; empty where that is not known.
        refused: Path of the numbers that the server has refused before (`app/leads/refused.py`), or "" for none.
    """

    phone_column: int | None
    uses: tuple[ColumnUse, ...]
    default_country: str = "IN"
    campaign_id: str = ""
    ledger: str = ""
    do_not_call: str = ""
    do_not_call_version: int = 0
    lately_since: float = 0.0
    lately_days: int = 0
    calls: str = ""
    allowed: tuple[str, ...] = ()
    refused: str = ""


class ProblemGroup(msgspec.Struct, frozen=True, kw_only=True):
    """All rows with the same problem. `key` is also the name of their view (`LeadSession.rows`)."""

    key: str
    kind: ProblemKind
    severity: Severity
    count: int
    title: Sentence
    hint: Sentence
    example: str = ""
    column: int | None = None

    @property
    def blocker(self) -> bool:
        """Whether these rows are set aside."""
        return self.severity is Severity.BLOCKER


class CheckResult(msgspec.Struct, frozen=True, kw_only=True):
    """The verdict on a file. Always `rows == to_send + set_aside`.

    Attributes:
        warnings: Rows that will be sent although something about them is worth a look.
        repaired: Rows that will be sent with a country code added.
        groups: Blockers first, then warnings, then repairs; each in order of precedence.
        obstacles: What keeps the whole file from being sent, whatever its rows.
        variables: The kept columns' names, in the order of the upload.
        payload_bytes: Size of the upload; 0 where it is not known yet (`LeadSession.measure`).
        parts: How many requests carry it; 0 where that is not known yet.
        calls_known: Calls among which those of the last days were looked for.
        newest_call_at: When the newest of them was created, as a Unix time; None where none is known.
        to_undo, to_redo: What `undo` and `redo` would do, None where there is nothing.
    """

    rows: int
    to_send: int
    set_aside: int
    warnings: int
    repaired: int
    groups: tuple[ProblemGroup, ...] = ()
    obstacles: tuple[Sentence, ...] = ()
    variables: tuple[str, ...] = ()
    payload_bytes: int = 0
    parts: int = 0
    calls_known: int = 0
    newest_call_at: float | None = None
    to_undo: Sentence | None = None
    to_redo: Sentence | None = None

    @property
    def can_send(self) -> bool:
        """Whether there is anything to send and nothing against it."""
        return self.to_send > 0 and not self.obstacles


class RepairKind(enum.StrEnum):
    """What can be done about many rows at once."""

    ADD_PLUS = "add_plus"  # the country code is there without its sign
    UNDOUBLE = "undouble"  # the country code is there twice
    TAKE_NUMBER = "take_number"  # out of a text
    TAKE_FIRST = "take_first"  # of several numbers in a cell
    READ_AS = "read_as"  # as numbers of another country
    FILL = "fill"  # empty cells, with a text that the operator gives
    DROP = "drop"  # leave the rows out


class RepairOffer(msgspec.Struct, frozen=True, kw_only=True):
    """One action on many rows that can be undone.

    Attributes:
        key: What `LeadSession.repair` takes.
        group: The problem group that it is about.
        before, after: The first cell, as it is and as it would be; "" where no cell is rewritten.
        needs_text: Whether the operator has to say what to write.
    """

    key: str
    group: str
    kind: RepairKind
    count: int
    title: Sentence
    before: str = ""
    after: str = ""
    needs_text: bool = False


class RepairMemo(msgspec.Struct, frozen=True):
    """A repair that was done: `RepairOffer.key`, and the text that the operator gave, if any."""

    key: str
    text: str = ""


class PreviewRow(msgspec.Struct, frozen=True):
    """A row that a repair would change, counted as in `LeadRow.number`; `after` is None where it would be left out."""

    number: int
    before: str
    after: str | None


class Problem(msgspec.Struct, frozen=True):
    """One thing about one row. `column` is the cell to mark, where there is one."""

    kind: ProblemKind
    severity: Severity
    sentence: Sentence
    column: int | None = None


class LeadRow(msgspec.Struct, frozen=True):
    """One row, for showing.

    Attributes:
        index: Its place among the rows, from 0; what `edit` takes.
        number: Its number as a person counts below the header, blank rows included, from 1.
        cells: One for every column; long ones are cut and end in "…".
        e164: The number that would be sent, or None. Before the first check always None.
        problems: The blocker first, if any. Empty: will be sent as it is (after a check).
    """

    index: int
    number: int
    cells: tuple[str, ...]
    e164: str | None = None
    problems: tuple[Problem, ...] = ()


class Refusal(msgspec.Struct, frozen=True):
    """A number that the server refused, and its reason."""

    number: str
    reason: str


class Payload(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be uploaded, and what the record of uploads has to know about it.

    Attributes:
        content: UTF-8 CSV, commas, `phone_number` first.
        numbers: The numbers in it, as `pack_numbers` of `app/leads/known_numbers.py` writes them.
        columns: The names in the header of `content`.
        part: Which of `parts` this is, from 0.
        can_undo: The server has named leads of it that are not known to be gone or called.
    """

    name: str
    content: bytes
    rows: int
    set_aside: int
    source_name: str
    source_sha256: str
    numbers: bytes
    columns: tuple[str, ...]
    part: int = 0
    parts: int = 1


class UploadState(enum.StrEnum):
    """How an upload stands. UNKNOWN is never sent again by the console itself."""

    PLANNED = "planned"  # a part of a file that waits: nothing of it is there
    INFLIGHT = "inflight"  # may be on its way at this moment
    CONFIRMED = "confirmed"  # the leads are there
    REFUSED = "refused"  # the server said no to all of it
    NOT_SENT = "not_sent"  # none of it is there; a person may send it again
    UNKNOWN = "unknown"  # nothing more goes to its campaign before this is settled
    SET_ASIDE = "set_aside"  # still not known; a person has saved the rows, and the campaign is free again


class UploadRecord(msgspec.Struct, frozen=True):
    """One upload as the local record has it. Times are Unix times; counters are None where nobody knows.

    Attributes:
        looked_at: When `total_after` was read.
        is_single: One person, added by hand.
        has_rows: All columns of its rows are kept here, not just the numbers.
        series: The id of the first of the parts that a large file was sent in; None for a file that needed only one.
        part: Which of `parts` this is, from 0.
    """

    id: int
    campaign_id: str
    campaign_name: str
    file_name: str
    file_sha256: str
    rows: int
    set_aside: int
    total_before: int | None
    total_after: int | None
    state: UploadState
    created: int | None
    skipped: int | None
    reason: str
    began_at: float
    ended_at: float | None
    looked_at: float | None = None
    is_single: bool = False
    has_rows: bool = False
    series: int | None = None
    part: int = 0
    parts: int = 1
    can_undo: bool = False


class Earlier(NamedTuple):
    """When a number went to the campaign before.

    `certain` is False when the outcome of that upload is unknown, and when the number `waits` in a part that was not
    sent yet.
    """

    at: float
    certain: bool
    waits: bool = False
