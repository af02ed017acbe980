"""The verdict on every row: will it be sent, and if not, why.

Owns: what makes a row a blocker, a warning or a repair, and the groups of them. Leaves to others: phone numbers
(`phone_numbers.py`), what was uploaded earlier (`ledger.py`), the do-not-call list (`do_not_call.py`), showing
(`showing.py`). No I/O.

A row has one blocker at most, the first that applies in the order of `ProblemKind`; warnings are only counted for rows
that will be sent. So rows in = rows to send + rows set aside, by construction.
"""

from __future__ import annotations

import datetime
from array import array
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import compress
from typing import Final, NamedTuple

from app.calls.called import NOTHING, CalledLately
from app.leads import masks, sentences
from app.leads.mapping import MOST_VARIABLES, PHONE_NUMBER
from app.leads.phone_numbers import NumberReader, is_damaged
from app.leads.records import OF_THE_NUMBER, CheckPlan, Earlier, ProblemGroup, ProblemKind, Sentence, Severity
from app.leads.table import Table

_CHUNK_ROWS: Final = 20_000
_KINDS: Final = tuple(ProblemKind)
_CODE: Final = {kind: code for code, kind in enumerate(_KINDS, start=1)}

Progress = Callable[[float], None]

_GROUP_TEXTS: Final = {
    ProblemKind.DROPPED: sentences.GROUP_DROPPED,
    ProblemKind.BROKEN_QUOTE: sentences.GROUP_BROKEN_QUOTE,
    ProblemKind.MISSING: sentences.GROUP_MISSING,
    ProblemKind.DAMAGED_BY_EXCEL: sentences.GROUP_DAMAGED,
    ProblemKind.IMPOSSIBLE: sentences.GROUP_IMPOSSIBLE,
    ProblemKind.ON_DO_NOT_CALL_LIST: sentences.GROUP_DO_NOT_CALL,
    ProblemKind.REFUSED_BY_SERVER: sentences.GROUP_REFUSED,
    ProblemKind.ALREADY_UPLOADED: sentences.GROUP_ALREADY,
    ProblemKind.MAYBE_UPLOADED: sentences.GROUP_MAYBE,
    ProblemKind.DUPLICATE_IN_FILE: sentences.GROUP_DUPLICATE,
    ProblemKind.NOT_ENABLED: sentences.GROUP_NOT_ENABLED,
    ProblemKind.CALLED_LATELY: sentences.GROUP_CALLED,
    ProblemKind.SENT_LATELY: sentences.GROUP_LATELY,
    ProblemKind.REFUSED_BEFORE: sentences.GROUP_REFUSED_BEFORE,
    ProblemKind.RAGGED_ROW: sentences.GROUP_RAGGED,
    ProblemKind.EMPTY_VARIABLE: sentences.GROUP_EMPTY,
    ProblemKind.COUNTRY_ADDED: sentences.GROUP_COUNTRY_ADDED,
}


@dataclass
class Decisions:
    """What people and the server have said about rows since the file was opened.

    Attributes:
        dropped: Indices of rows that the operator took out.
        refused: Number in E.164 -> the server's reason.
    """

    dropped: set[int] = field(default_factory=set)
    refused: dict[str, str] = field(default_factory=dict)


@dataclass
class Numbers:
    """What the phone column holds.

    Attributes:
        e164: The number each row would be sent with, or None.
        bare: 1 where the default country's code was added.
    """

    column: int
    country: str
    reader: NumberReader
    e164: list[str | None]
    bare: bytearray


class Known(NamedTuple):
    """What the local records know of numbers in E.164.

    Attributes:
        earlier: Uploads to the same campaign.
        unwanted: The do-not-call list.
        lately: When they were sent to another campaign, as a Unix time.
        refused_before: Why the server refused them in an earlier upload.
        called: Who was called lately, and among how many calls that was looked for.
    """

    earlier: Mapping[str, Earlier] = {}
    unwanted: frozenset[str] = frozenset()
    lately: Mapping[str, float] = {}
    refused_before: Mapping[str, str] = {}
    called: CalledLately = NOTHING

    def about(self, kind: str) -> Mapping[str, object]:
        """What one of `OF_THE_NUMBER` is told by; `NOT_ENABLED` is told by the plan."""
        if kind == ProblemKind.CALLED_LATELY:
            return self.called.at
        return self.lately if kind == ProblemKind.SENT_LATELY else self.refused_before


@dataclass
class Verdict:
    """The outcome of a check, by row index.

    Attributes:
        blockers: The code of each row's blocker (see `blocker`), 0 for a row that is sent.
        first: Number that comes several times -> the row that is sent with it.
        empty: Column -> 1 for rows with nothing in it, sent or not.
        kept: Indices of the kept columns, in file order.
    """

    plan: CheckPlan
    numbers: Numbers
    known: Known
    blockers: bytearray
    kept: tuple[int, ...]
    ragged: bytes
    first: dict[str, int] = field(default_factory=dict)
    empty: dict[int, bytearray] = field(default_factory=dict)
    groups: tuple[ProblemGroup, ...] = ()
    obstacles: list[Sentence] = field(default_factory=list)
    _views: dict[str, Sequence[int]] = field(default_factory=dict)
    _known_masks: dict[str, bytes] = field(default_factory=dict)

    @property
    def earlier(self) -> Mapping[str, Earlier]:
        """See `Known.earlier`."""
        return self.known.earlier

    @property
    def unwanted(self) -> frozenset[str]:
        """See `Known.unwanted`."""
        return self.known.unwanted

    @property
    def e164(self) -> list[str | None]:
        """See `Numbers.e164`."""
        return self.numbers.e164

    @property
    def bare(self) -> bytearray:
        """See `Numbers.bare`."""
        return self.numbers.bare

    @property
    def reader(self) -> NumberReader:
        """See `Numbers.reader`."""
        return self.numbers.reader

    def forget_views(self) -> None:
        """The rows of views may be others now."""
        self._views.clear()
        self._known_masks.clear()

    def blocker(self, index: int) -> ProblemKind | None:
        """What keeps this row from being sent."""
        code = self.blockers[index]
        return _KINDS[code - 1] if code else None

    def view(self, name: str) -> Sequence[int]:
        """The rows of a view, in file order; none for a view that does not exist. "all" is not among them."""
        found = self._views.get(name)
        if found is None:
            mask = self._mask(name)
            found = self._views[name] = array("I", compress(range(len(mask)), mask)) if mask is not None else ()
        return found

    def count(self, name: str) -> int:
        """How many rows a view has."""
        mask = self._mask(name)
        return masks.count(mask) if mask is not None else 0

    def first_of(self, name: str) -> int:
        """The first row of a view, -1 for an empty one."""
        mask = self._mask(name)
        return mask.find(1) if mask is not None else -1

    def _mask(self, name: str) -> bytes | None:
        """1 for the rows of a view; None for a view that does not exist."""
        sent = masks.is_zero(self.blockers)
        if name == "to_send":
            return sent
        if name == "set_aside":
            return masks.is_not_zero(self.blockers)
        if name == "warnings":
            doubtful = [self._known_mask(kind) for kind in OF_THE_NUMBER]
            return masks.both(sent, masks.any_of([self.ragged, *self.empty.values(), *doubtful]))
        if name in OF_THE_NUMBER:
            return masks.both(sent, self._known_mask(name))
        if name == ProblemKind.RAGGED_ROW:
            return masks.both(sent, self.ragged)
        if name == ProblemKind.COUNTRY_ADDED:
            return masks.both(sent, self.bare)
        if name.startswith(_EMPTY_PREFIX):
            mask = self.empty.get(int(name.removeprefix(_EMPTY_PREFIX)))
            return masks.both(sent, mask) if mask is not None else None
        kind = next((kind for kind in _KINDS if kind == name), None)
        return masks.equal(self.blockers, _CODE[kind]) if kind is not None else None

    def _known_mask(self, kind: str) -> bytes:
        """1 for the rows whose number the records know something about, sent or not."""
        mask = self._known_masks.get(kind)
        if mask is None:
            if kind == ProblemKind.NOT_ENABLED:
                mask = bytes(map(self._is_outside, self.e164)) if self.plan.allowed else bytes(len(self.e164))
            else:
                known = self.known.about(kind)
                mask = bytes(map(known.__contains__, self.e164)) if known else bytes(len(self.e164))
            self._known_masks[kind] = mask
        return mask

    def may_call(self, number: str) -> bool:
        """Whether the workspace may call this number, as far as is known."""
        return not self.plan.allowed or not self._is_outside(number)

    def _is_outside(self, number: str | None) -> bool:
        return number is not None and not number.startswith(self.plan.allowed)


def read_numbers(table: Table, column: int, country: str, progress: Progress) -> Numbers:
    """Read the phone column.

    `progress` is called with the share that is done and may raise to stop.
    """
    cells = table.rows.column(column)
    reader = NumberReader(country)
    e164: list[str | None] = []
    bare = bytearray()
    for start in range(0, len(cells), _CHUNK_ROWS):
        found = reader.read(cells[start : start + _CHUNK_ROWS])
        e164 += found.e164
        bare += found.bare
        progress(len(e164) / len(cells))
    return Numbers(column, country, reader, e164, bare)


def find_empty_cells(table: Table) -> dict[int, bytearray]:
    """Column -> 1 for the rows with nothing in it, for columns that have such rows."""
    rows = table.rows
    size = len(rows)
    found: dict[int, bytearray] = {}
    maybe = rows.maybe_with_empty_cells()
    if len(maybe) <= size // 10:
        for index in maybe:
            for column, cell in enumerate(rows[index]):
                if not cell or not cell.strip():
                    found.setdefault(column, bytearray(size))[index] = 1
        return found
    for start in range(0, size, _CHUNK_ROWS):
        stop = min(size, start + _CHUNK_ROWS)
        for column, cells in enumerate(zip(*map(rows.__getitem__, range(start, stop)), strict=True)):
            if not all(map(str.strip, cells)):
                found.setdefault(column, bytearray(size))[start:stop] = bytes(not cell.strip() for cell in cells)
    return found


def judge(
    table: Table,
    plan: CheckPlan,
    numbers: Numbers,
    empty: Mapping[int, bytearray],
    *,
    decisions: Decisions,
    known: Known,
) -> Verdict:
    """The verdict on every row."""
    size = len(table.rows)
    kept = tuple(index for index, use in enumerate(plan.uses) if use.keep and index != numbers.column)
    verdict = Verdict(
        plan, numbers, known, bytearray(size), kept,
        ragged=masks.of(size, table.cell_counts),
        empty={column: empty[column] for column in kept if column in empty},
    )  # fmt: skip
    _block_rows(table, decisions, verdict)
    verdict.groups = tuple(_groups(table, decisions, verdict))
    verdict.obstacles = _obstacles(plan, kept)
    return verdict


def _block_rows(table: Table, decisions: Decisions, verdict: Verdict) -> None:
    blockers, e164 = verdict.blockers, verdict.e164
    for index in table.broken_quotes:
        blockers[index] = _CODE[ProblemKind.BROKEN_QUOTE]
    for index in decisions.dropped:
        blockers[index] = _CODE[ProblemKind.DROPPED]
    without = [index for index, number in enumerate(e164) if number is None]
    if without:
        cells = table.rows.cells(verdict.numbers.column, without)
        for index, cell in zip(without, cells, strict=True):
            if not blockers[index]:
                blockers[index] = _why_no_number(cell)
    _block_known(verdict, verdict.unwanted, ProblemKind.ON_DO_NOT_CALL_LIST)
    _block_known(verdict, decisions.refused, ProblemKind.REFUSED_BY_SERVER)
    certain = {number for number, upload in verdict.earlier.items() if upload.certain}
    _block_known(verdict, certain, ProblemKind.ALREADY_UPLOADED)
    _block_known(verdict, verdict.earlier, ProblemKind.MAYBE_UPLOADED)
    _block_duplicates(verdict)


def _block_duplicates(verdict: Verdict) -> None:
    """Of each number the first row that can be sent is sent."""
    blockers = verdict.blockers
    candidates = masks.is_zero(blockers)
    numbers = list(compress(verdict.e164, candidates))
    seen: set[str | None] = set()
    add = seen.add
    again = [place for place, number in enumerate(numbers) if number in seen or add(number)]
    if not again:
        return
    indices = list(compress(range(len(blockers)), candidates))
    several = {numbers[place] for place in again}
    for place in compress(range(len(numbers)), map(several.__contains__, numbers)):
        number, index = numbers[place], indices[place]
        if number is not None and verdict.first.setdefault(number, index) != index:
            blockers[index] = _CODE[ProblemKind.DUPLICATE_IN_FILE]


def judge_again(table: Table, decisions: Decisions, verdict: Verdict, changed: Sequence[int], before: set[str]) -> None:
    """Bring a verdict up to date after a change of some rows, in a fraction of the time of `judge`.

    Args:
        table: With the change.
        decisions: With the change.
        verdict: Its `numbers` and `empty` already fit the change.
        changed: The rows.
        before: The numbers that they had.
    """
    blockers, e164 = verdict.blockers, verdict.e164
    concerned = {number for index in changed if (number := e164[index]) is not None} | before
    same_number = compress(range(len(e164)), map(concerned.__contains__, e164))
    rows = sorted({*same_number, *changed})
    without = [index for index in rows if e164[index] is None]
    cells = dict(zip(without, table.rows.cells(verdict.numbers.column, without), strict=True))
    for number in concerned.intersection(verdict.first):
        del verdict.first[number]
    # Nearly always nothing but the number itself has a say.
    only_numbers = not (
        decisions.dropped or table.broken_quotes or verdict.unwanted or decisions.refused or verdict.earlier
    )
    sent: dict[str, int] = {}
    for index in rows:
        number = e164[index]
        if only_numbers and number is not None:
            code = 0
        else:
            code = _block_one(table, decisions, verdict, index, cells.get(index, ""))
        if not code and number is not None and (first := sent.setdefault(number, index)) != index:
            code = _CODE[ProblemKind.DUPLICATE_IN_FILE]
            verdict.first[number] = first
        blockers[index] = code
    verdict.forget_views()
    verdict.groups = tuple(_groups(table, decisions, verdict))


def _block_one(table: Table, decisions: Decisions, verdict: Verdict, index: int, cell: str) -> int:
    """The code of a row's blocker, but for duplicates; as `_block_rows` finds it."""
    number = verdict.e164[index]
    if index in decisions.dropped:
        return _CODE[ProblemKind.DROPPED]
    if index in table.broken_quotes:
        return _CODE[ProblemKind.BROKEN_QUOTE]
    if number is None:
        return _why_no_number(cell)
    if number in verdict.unwanted:
        return _CODE[ProblemKind.ON_DO_NOT_CALL_LIST]
    if number in decisions.refused:
        return _CODE[ProblemKind.REFUSED_BY_SERVER]
    if number in verdict.earlier:
        certain = verdict.earlier[number].certain
        return _CODE[ProblemKind.ALREADY_UPLOADED if certain else ProblemKind.MAYBE_UPLOADED]
    return 0


def _why_no_number(cell: str) -> int:
    if not cell or cell.isspace():
        return _CODE[ProblemKind.MISSING]
    # Quickly for the many: damage leaves an exponent.
    damaged = ("E" in cell or "e" in cell) and is_damaged(cell)
    return _CODE[ProblemKind.DAMAGED_BY_EXCEL if damaged else ProblemKind.IMPOSSIBLE]


def _block_known(verdict: Verdict, known: Collection[str], kind: ProblemKind) -> None:
    if not known:
        return
    code, blockers = _CODE[kind], verdict.blockers
    for index in compress(range(len(blockers)), map(known.__contains__, verdict.e164)):
        if not blockers[index]:
            blockers[index] = code


_EMPTY_PREFIX: Final = ProblemKind.EMPTY_VARIABLE.value + ":"


def empty_key(column: int) -> str:
    """The view of rows with nothing in `column`."""
    return f"{_EMPTY_PREFIX}{column}"


def _groups(table: Table, decisions: Decisions, verdict: Verdict) -> Iterable[ProblemGroup]:
    for kind in _KINDS:
        if kind is ProblemKind.EMPTY_VARIABLE:
            for column in sorted(verdict.empty):
                variable = {"variable": "{{" + verdict.plan.uses[column].name + "}}"}
                if group := _group(kind, empty_key(column), verdict, params=variable, column=column):
                    yield group
            continue
        index = verdict.first_of(kind.value)
        if index < 0:
            continue
        example = table.rows[index][verdict.numbers.column].strip()[:60]
        if kind is ProblemKind.REFUSED_BY_SERVER:
            example = decisions.refused[verdict.e164[index] or ""][:120]
        elif kind is ProblemKind.REFUSED_BEFORE:
            example = verdict.known.refused_before[verdict.e164[index] or ""][:120]
        params: dict[str, str | int | float] = {
            "example": example, "code": verdict.reader.code, "listed": len(verdict.unwanted),
            "days": verdict.plan.lately_days, "calls": verdict.known.called.calls,
            "newest": _minute(verdict.known.called.newest_at),
        }  # fmt: skip
        column_of_kind = None if kind in _ROW_KINDS else verdict.numbers.column
        if group := _group(kind, kind.value, verdict, params=params, column=column_of_kind, example=example):
            yield group


def _minute(at: float | None) -> str:
    """Of today the time, of another day the date."""
    if at is None:
        return ""
    moment = datetime.datetime.fromtimestamp(at)
    is_today = moment.date() == datetime.datetime.now().date()
    return moment.strftime("%H:%M") if is_today else moment.date().isoformat()


_ROW_KINDS: Final = (ProblemKind.DROPPED, ProblemKind.BROKEN_QUOTE, ProblemKind.RAGGED_ROW)


def _group(
    kind: ProblemKind,
    key: str,
    verdict: Verdict,
    *,
    params: Mapping[str, str | int | float],
    column: int | None = None,
    example: str = "",
) -> ProblemGroup | None:
    count = verdict.count(key)
    if not count:
        return None
    title, hint = _GROUP_TEXTS[kind]

    def sentence(template: str) -> Sentence:
        return Sentence(template, {name: value for name, value in params.items() if "{" + name + "}" in template})

    return ProblemGroup(
        key=key,
        kind=kind,
        severity=Severity(kind.severity),
        count=count,
        title=sentence(title),
        hint=sentence(hint),
        example=example,
        column=column,
    )


def _obstacles(plan: CheckPlan, kept: tuple[int, ...]) -> list[Sentence]:
    """What is wrong with the columns."""
    found = []
    if len(kept) > MOST_VARIABLES:
        over = kept[MOST_VARIABLES:]
        names = ", ".join(plan.uses[column].name for column in over[:5])
        params: dict[str, str | int | float] = {
            "count": len(kept), "limit": MOST_VARIABLES, "over": len(over), "columns": names,
        }  # fmt: skip
        found.append(Sentence(sentences.TOO_MANY_VARIABLES, params))
    seen: set[str] = set()
    for column in kept:
        name = plan.uses[column].name
        if not name.strip():
            found.append(Sentence(sentences.BLANK_VARIABLE, {"number": column + 1}))
        elif name == PHONE_NUMBER:
            found.append(Sentence(sentences.RESERVED_VARIABLE))
        elif name in seen:
            found.append(Sentence(sentences.DUPLICATE_VARIABLE, {"column": name}))
        seen.add(name)
    return found
