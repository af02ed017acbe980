"""The columns of the table of leads: number, the file's own, the result of the check.

Owns: what a cell says and whether it is marked. Leaves to others: the verdict (`app/leads/checking.py`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFontMetrics

from ui import texts, theme, tokens
from ui.leads.mapping import ColumnChoices
from ui.leads.words import braces, sentence_text
from ui.models.columns import Column, TextCell
from ui.widgets.cells import PAD

if TYPE_CHECKING:
    from app.leads.records import LeadRow, Problem

translate = QCoreApplication.translate

NUMBER_WIDTH: Final = 56
LEAST_WIDTH: Final = 112  # room for the choice above the column
MOST_WIDTH: Final = 240
RESULT_WIDTH: Final = 216
CHOICE_FRAME: Final = 68  # what a choice needs beside its text, and the gaps around it
_SAMPLE: Final = 100
_AMOUNT: Final = re.compile(r"[₹$€£]?\s*-?\d[\d,. ]*%?")


def _severity(problem: Problem) -> str:
    return str(problem.severity)


def _problem_of(row: LeadRow, column: int) -> Problem | None:
    """What is the matter with one cell; a repair is nothing the matter."""
    return next((p for p in row.problems if p.column == column and _severity(p) != "repaired"), None)


def is_set_aside(row: LeadRow) -> bool:
    """Whether a row will not be sent."""
    return any(_severity(problem) == "blocker" for problem in row.problems)


def result_text(row: LeadRow) -> str:
    """The result of the check in words."""
    serious = [sentence_text(problem.sentence) for problem in row.problems if _severity(problem) != "repaired"]
    if serious:
        return texts.THIN.join(serious)
    return texts.THIN.join(
        [translate("Leads", "Will be sent"), *(sentence_text(problem.sentence) for problem in row.problems)]
    )


def _result_cell(row: LeadRow) -> TextCell:
    if is_set_aside(row):
        return TextCell(result_text(row), "red", icon="warning")
    if any(_severity(problem) == "warning" for problem in row.problems):
        return TextCell(result_text(row), "amber", icon="info")
    return TextCell(result_text(row), "text2", icon="check", icon_tone="green")


def _cell_text(row: LeadRow, column: int, phone: bool) -> str:
    if phone and row.e164:
        return texts.phone(row.e164)
    cell = texts.plain(row.cells[column], tokens.CELL_CAP) if column < len(row.cells) else ""
    if not cell.strip() and _problem_of(row, column) is not None:
        return translate("Leads", "empty")
    return cell


def _file_column(number: int, title: str, choices: ColumnChoices, rows: Sequence[LeadRow]) -> Column[LeadRow]:
    phone = choices.phone == number
    dropped = not phone and not choices.kept[number]

    def display(row: LeadRow) -> str:
        return _cell_text(row, number, phone)

    def cell(row: LeadRow) -> TextCell:
        problem = _problem_of(row, number)
        if problem is not None:
            return TextCell(display(row), frame="red" if _severity(problem) == "blocker" else "amber")
        return TextCell(display(row), "text2" if dropped or is_set_aside(row) else "text")

    def tooltip(row: LeadRow) -> str:
        problem = _problem_of(row, number)
        text = row.cells[number] if number < len(row.cells) else ""
        return text if problem is None else f"{sentence_text(problem.sentence)}\n{text}".strip()

    sample = [display(row) for row in rows[:_SAMPLE]]
    filled = [text for text in sample if text.strip()]
    amounts = sum(_AMOUNT.fullmatch(text) is not None for text in filled)
    right = not phone and bool(filled) and amounts >= 0.8 * len(filled)
    metrics = QFontMetrics(theme.font("body", "medium"))
    widest = max([metrics.horizontalAdvance(text) for text in sample], default=0) + 2 * PAD + tokens.S4
    choice = (
        QFontMetrics(theme.font("caption", "medium")).horizontalAdvance(braces(choices.names[number])) + CHOICE_FRAME
    )
    width = max(LEAST_WIDTH, min(MOST_WIDTH, max(widest, choice)))
    return Column(
        f"column.{number}", texts.plain(title, tokens.CELL_CAP) or texts.DASH, lambda row: row.cells[number],
        display=display, cell=cell, tooltip=tooltip, align="right" if right else "left",
        elide="middle" if phone else "end", width=width, least=width if phone else min(width, LEAST_WIDTH + PAD),
        keep=True, sortable=False,
    )  # fmt: skip


def _unchecked_cell(row: LeadRow) -> TextCell:
    return TextCell(translate("Leads", "not checked yet"), "off")


def row_columns(
    header: Sequence[str], choices: ColumnChoices, rows: Sequence[LeadRow], *, checked: bool
) -> list[Column[LeadRow]]:
    """All columns of the table; `rows` are the file's first ones, for widths and alignment."""
    return [
        Column(
            "number", translate("Leads", "#"), lambda row: row.number, display=lambda row: texts.number(row.number),
            align="right", tone="text2", width=NUMBER_WIDTH, least=NUMBER_WIDTH, keep=True, sortable=False,
        ),
        *(_file_column(number, title, choices, rows) for number, title in enumerate(header)),
        Column(
            "result", translate("Leads", "Result of the check"), result_text,
            display=result_text if checked else lambda row: _unchecked_cell(row).text,
            cell=_result_cell if checked else _unchecked_cell, tooltip=result_text if checked else None,
            width=RESULT_WIDTH, least=RESULT_WIDTH, stretch=True, keep=True, sortable=False,
        ),
    ]  # fmt: skip
