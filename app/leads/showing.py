"""Rows as the window shows them: a few at a time, each with its reasons in words.

Owns: the wording of one row's problems. Leaves to others: the verdict (`checking.py`).
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Final

from app.leads import sentences
from app.leads.checking import Decisions, Verdict
from app.leads.records import LeadRow, Problem, ProblemKind, Sentence, Severity
from app.leads.table import Table

LONGEST_CELL: Final = 300  # characters; the file's own cell is what is sent


def indices(table: Table, verdict: Verdict | None, view: str) -> Sequence[int]:
    """The rows of a view, in file order; none for a view that has no rows or does not exist."""
    if view == "all":
        return range(len(table.rows))
    return verdict.view(view) if verdict is not None else ()


def lead_row(table: Table, verdict: Verdict | None, decisions: Decisions, index: int) -> LeadRow:
    """One row with everything known about it."""
    cells = tuple(map(short, table.rows[index]))
    if verdict is None:
        return LeadRow(index, table.number(index), cells)
    return LeadRow(
        index, table.number(index), cells, verdict.e164[index], tuple(problems(table, verdict, decisions, index))
    )


def short(cell: str) -> str:
    """A cell, cut where it is long."""
    return cell if len(cell) <= LONGEST_CELL else cell[: LONGEST_CELL - 1] + "…"


def problems(table: Table, verdict: Verdict, decisions: Decisions, index: int) -> list[Problem]:
    """What is the matter with a row: its blocker, or else its warnings and repairs."""
    kind = verdict.blocker(index)
    phone_column = verdict.plan.phone_column
    if kind is not None:
        column = None if kind in (ProblemKind.DROPPED, ProblemKind.BROKEN_QUOTE) else phone_column
        return [Problem(kind, Severity.BLOCKER, _reason(table, verdict, decisions, index, kind), column)]
    found = []
    number = verdict.e164[index] or ""
    if not verdict.may_call(number):
        sentence = Sentence(sentences.ROW_NOT_ENABLED)
        found.append(Problem(ProblemKind.NOT_ENABLED, Severity.WARNING, sentence, phone_column))
    if number in verdict.known.called.at:
        sentence = Sentence(sentences.ROW_CALLED, {"date": _day(verdict.known.called.at[number])})
        found.append(Problem(ProblemKind.CALLED_LATELY, Severity.WARNING, sentence, phone_column))
    if number in verdict.known.lately:
        sentence = Sentence(sentences.ROW_LATELY, {"date": _day(verdict.known.lately[number])})
        found.append(Problem(ProblemKind.SENT_LATELY, Severity.WARNING, sentence, phone_column))
    if number in verdict.known.refused_before:
        sentence = Sentence(sentences.ROW_REFUSED_BEFORE, {"reason": verdict.known.refused_before[number]})
        found.append(Problem(ProblemKind.REFUSED_BEFORE, Severity.WARNING, sentence, phone_column))
    if index in table.cell_counts:
        cells, columns = table.cell_counts[index], len(table.header)
        template = sentences.ROW_TOO_FEW if cells < columns else sentences.ROW_TOO_MANY
        sentence = Sentence(template, {"cells": cells, "columns": columns})
        found.append(Problem(ProblemKind.RAGGED_ROW, Severity.WARNING, sentence))
    for column in verdict.kept:
        if column in verdict.empty and verdict.empty[column][index]:
            sentence = Sentence(sentences.ROW_EMPTY, {"variable": "{{" + verdict.plan.uses[column].name + "}}"})
            found.append(Problem(ProblemKind.EMPTY_VARIABLE, Severity.WARNING, sentence, column))
    if verdict.bare[index]:
        sentence = Sentence(sentences.ROW_COUNTRY_ADDED, {"code": verdict.reader.code})
        found.append(Problem(ProblemKind.COUNTRY_ADDED, Severity.REPAIRED, sentence, phone_column))
    return found


def _day(at: float) -> str:
    return datetime.datetime.fromtimestamp(at).date().isoformat()


def _reason(table: Table, verdict: Verdict, decisions: Decisions, index: int, kind: ProblemKind) -> Sentence:
    number = verdict.e164[index] or ""
    match kind:
        case ProblemKind.DROPPED:
            return Sentence(sentences.ROW_DROPPED)
        case ProblemKind.BROKEN_QUOTE:
            return Sentence(sentences.ROW_BROKEN_QUOTE)
        case ProblemKind.MISSING:
            return Sentence(sentences.ROW_MISSING)
        case ProblemKind.DAMAGED_BY_EXCEL:
            return Sentence(sentences.ROW_DAMAGED)
        case ProblemKind.ON_DO_NOT_CALL_LIST:
            return Sentence(sentences.ROW_DO_NOT_CALL)
        case ProblemKind.REFUSED_BY_SERVER:
            return Sentence(sentences.ROW_REFUSED, {"reason": decisions.refused[number]})
        case ProblemKind.ALREADY_UPLOADED | ProblemKind.MAYBE_UPLOADED:
            template = sentences.ROW_ALREADY if kind is ProblemKind.ALREADY_UPLOADED else sentences.ROW_MAYBE
            if verdict.earlier[number].waits:
                template = sentences.ROW_WAITS
            return Sentence(template, {"date": _day(verdict.earlier[number].at)})
        case ProblemKind.DUPLICATE_IN_FILE:
            return Sentence(sentences.ROW_DUPLICATE, {"number": table.number(verdict.first[number])})
        case _:
            return verdict.reader.why_not(table.rows[index][verdict.plan.phone_column or 0])
