"""The verdict on every row: will it be sent, and if not, why.

Owns: what makes a row a blocker, a warning or a repair, and the groups of them. Leaves to others: phone numbers
(`phone_numbers.py`), what was uploaded earlier (`ledger.py`), the do-not-call list (`do_not_call.py`), showing
(`showing.py`). No I/O.

A row has one blocker at most, the first that applies in the order of `ProblemKind`; warnings are only counted for rows
that will be sent. So rows in = rows to send + rows set aside, by construction.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import compress
from typing import Final

from app.leads import sentences
from app.leads.mapping import MOST_VARIABLES, PHONE_NUMBER
from app.leads.phone_numbers import NumberReader, is_damaged
from app.leads.records import CheckPlan, Earlier, ProblemGroup, ProblemKind, Sentence, Severity
from app.leads.table import Table

_CHUNK_ROWS: Final = 20_000
_IS_ZERO: Final = bytes(not code for code in range(256))
_KINDS: Final = tuple(ProblemKind)
_CODE: Final = {kind: code for code, kind in enumerate(_KINDS, start=1)}

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
class Verdict:
    """The outcome of a check, by row index.

    Attributes:
        e164: The number each row would be sent with, or None.
        blockers: The code of each row's blocker (see `blocker`), 0 for a row that is sent.
        unwanted: Numbers on the do-not-call list.
        bare: 1 where the default country's code was added.
        first: Number -> the row that is sent with it.
        empty: Column -> rows that will be sent with nothing in it.
        kept: Indices of the kept columns, in file order.
        views: View name -> row indices in file order; "all" is not among them.
    """

    plan: CheckPlan
    reader: NumberReader
    earlier: Mapping[str, Earlier]
    unwanted: frozenset[str]
    e164: list[str | None]
    blockers: bytearray
    bare: bytearray
    kept: tuple[int, ...]
    first: dict[str | None, int] = field(default_factory=dict)
    empty: dict[int, set[int]] = field(default_factory=dict)
    views: dict[str, array[int]] = field(default_factory=dict)
    groups: tuple[ProblemGroup, ...] = ()
    obstacles: list[Sentence] = field(default_factory=list)

    def blocker(self, index: int) -> ProblemKind | None:
        """What keeps this row from being sent."""
        code = self.blockers[index]
        return _KINDS[code - 1] if code else None


def check(
    table: Table,
    plan: CheckPlan,
    phone_column: int,
    *,
    decisions: Decisions,
    earlier: Mapping[str, Earlier],
    unwanted: frozenset[str] = frozenset(),
    progress: Callable[[float], None],
) -> Verdict:
    """Check every row of `table`.

    `progress` is called with the share that is done and may raise to stop.
    """
    rows = table.rows
    cells = rows.column(phone_column)
    reader = NumberReader(plan.default_country)
    e164: list[str | None] = []
    bare = bytearray()
    for start in range(0, len(cells), _CHUNK_ROWS):
        numbers = reader.read(cells[start : start + _CHUNK_ROWS])
        e164 += numbers.e164
        bare += numbers.bare
        progress(len(e164) / len(cells))
    kept = tuple(index for index, use in enumerate(plan.uses) if use.keep and index != phone_column)
    verdict = Verdict(plan, reader, earlier, unwanted, e164, bytearray(len(rows)), bare, kept)
    _block_rows(table, cells, decisions, verdict)
    _find_empty_cells(table, verdict)
    _sort_into_views(table, verdict)
    verdict.groups = tuple(_groups(table, cells, decisions, verdict))
    verdict.obstacles = _obstacles(plan, kept)
    return verdict


def _block_rows(table: Table, cells: list[str], decisions: Decisions, verdict: Verdict) -> None:
    blockers, e164 = verdict.blockers, verdict.e164
    for index in table.broken_quotes:
        blockers[index] = _CODE[ProblemKind.BROKEN_QUOTE]
    for index in decisions.dropped:
        blockers[index] = _CODE[ProblemKind.DROPPED]
    if None in e164:
        for index, number in enumerate(e164):
            if number is None and not blockers[index]:
                blockers[index] = _CODE[_why_no_number(cells[index])]
    if verdict.unwanted:
        _block_known(verdict, verdict.unwanted, ProblemKind.ON_DO_NOT_CALL_LIST)
    if decisions.refused:
        _block_known(verdict, decisions.refused, ProblemKind.REFUSED_BY_SERVER)
    if verdict.earlier:
        certain = {number for number, upload in verdict.earlier.items() if upload.certain}
        _block_known(verdict, certain, ProblemKind.ALREADY_UPLOADED)
        _block_known(verdict, verdict.earlier, ProblemKind.MAYBE_UPLOADED)
    # Later entries overwrite earlier ones, so going backwards leaves the first row of each number.
    candidates = bytes(blockers).translate(_IS_ZERO)
    indices = list(compress(range(len(blockers)), candidates))
    numbers = list(compress(e164, candidates))
    verdict.first = dict(zip(reversed(numbers), reversed(indices), strict=True))
    if len(verdict.first) < len(indices):
        duplicate = _CODE[ProblemKind.DUPLICATE_IN_FILE]
        for index, first in zip(indices, map(verdict.first.__getitem__, numbers), strict=True):
            if first != index:
                blockers[index] = duplicate


def _why_no_number(cell: str) -> ProblemKind:
    if not cell.strip():
        return ProblemKind.MISSING
    return ProblemKind.DAMAGED_BY_EXCEL if is_damaged(cell) else ProblemKind.IMPOSSIBLE


def _block_known(verdict: Verdict, known: Iterable[str], kind: ProblemKind) -> None:
    known = known if isinstance(known, (set, frozenset, dict, Mapping)) else set(known)
    code = _CODE[kind]
    for index, number in enumerate(verdict.e164):
        if number in known and not verdict.blockers[index]:
            verdict.blockers[index] = code


def _find_empty_cells(table: Table, verdict: Verdict) -> None:
    for index in table.rows.maybe_with_empty_cells():
        if verdict.blockers[index]:
            continue
        row = table.rows[index]
        for column in verdict.kept:
            if not row[column].strip():
                verdict.empty.setdefault(column, set()).add(index)


def _sort_into_views(table: Table, verdict: Verdict) -> None:
    blockers, views = verdict.blockers, verdict.views
    sent = blockers.translate(_IS_ZERO)
    views["to_send"] = array("I", compress(range(len(blockers)), sent))
    views["set_aside"] = array("I", compress(range(len(blockers)), blockers))
    for index in views["set_aside"]:
        kind = _KINDS[blockers[index] - 1]
        views.setdefault(kind.value, array("I")).append(index)
    worth_a_look: set[int] = set()
    ragged = [index for index in sorted(table.cell_counts) if not blockers[index]]
    if ragged:
        views[ProblemKind.RAGGED_ROW.value] = array("I", ragged)
        worth_a_look.update(ragged)
    for column in sorted(verdict.empty):
        views[empty_key(column)] = array("I", sorted(verdict.empty[column]))
        worth_a_look |= verdict.empty[column]
    views["warnings"] = array("I", sorted(worth_a_look))
    if repaired := [index for index in compress(range(len(blockers)), verdict.bare) if not blockers[index]]:
        views[ProblemKind.COUNTRY_ADDED.value] = array("I", repaired)


def empty_key(column: int) -> str:
    """The view of rows with nothing in `column`."""
    return f"{ProblemKind.EMPTY_VARIABLE.value}:{column}"


def _groups(table: Table, cells: list[str], decisions: Decisions, verdict: Verdict) -> Iterable[ProblemGroup]:
    for kind in _KINDS:
        if kind is ProblemKind.EMPTY_VARIABLE:
            for column in sorted(verdict.empty):
                variable = {"variable": "{{" + verdict.plan.uses[column].name + "}}"}
                yield _group(kind, empty_key(column), verdict, params=variable, column=column)
        elif kind.value in verdict.views:
            index = verdict.views[kind.value][0]
            example = cells[index].strip()[:60]
            if kind is ProblemKind.REFUSED_BY_SERVER:
                example = decisions.refused[verdict.e164[index] or ""][:120]
            params: dict[str, str | int | float] = {
                "example": example, "code": verdict.reader.code, "listed": len(verdict.unwanted),
            }  # fmt: skip
            column_of_kind = None if kind in _ROW_KINDS else verdict.plan.phone_column
            yield _group(kind, kind.value, verdict, params=params, column=column_of_kind, example=example)


_ROW_KINDS: Final = (ProblemKind.DROPPED, ProblemKind.BROKEN_QUOTE, ProblemKind.RAGGED_ROW)


def _group(
    kind: ProblemKind,
    key: str,
    verdict: Verdict,
    *,
    params: Mapping[str, str | int | float],
    column: int | None = None,
    example: str = "",
) -> ProblemGroup:
    title, hint = _GROUP_TEXTS[kind]

    def sentence(template: str) -> Sentence:
        return Sentence(template, {name: value for name, value in params.items() if "{" + name + "}" in template})

    return ProblemGroup(
        key=key,
        kind=kind,
        severity=Severity(kind.severity),
        count=len(verdict.views[key]),
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
