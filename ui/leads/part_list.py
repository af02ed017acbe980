"""The parts of a file, one line each: rows and how it ended.

Owns: those lines. Leaves to others: the sum above them (`result_view.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QSizePolicy, QWidget

from ui import texts, tokens
from ui.leads.earlier import state_look
from ui.leads.words import rows_text
from ui.widgets.label import Label
from ui.widgets.pill import Pill

if TYPE_CHECKING:
    from app.leads.evidence import PartResult

translate = QCoreApplication.translate

_LINE: Final = tokens.S24 + tokens.S4
_MOST_LINES: Final = 6


class PartList(QScrollArea):
    """See the module; hidden where there is only one part. At most six lines high, the rest scrolls."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("leads.parts")
        self.setAccessibleName(translate("Leads", "Parts of the file"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.viewport().setAutoFillBackground(False)
        self.lines: list[str] = []
        self.hide()

    def show_parts(self, parts: Sequence[PartResult]) -> None:
        """Show how each stands."""
        self.lines = []
        inside = QWidget()
        inside.setAutoFillBackground(False)
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(tokens.S16)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(2, 1)
        for place, part in enumerate(parts):
            title = translate("Leads", "Part {part} of {parts}").format(
                part=texts.number(part.part + 1), parts=texts.number(len(parts))
            )
            look = state_look(str(part.state))
            texts_of = (title, rows_text(part.rows), _counts(part))
            for column, text in enumerate(texts_of):
                tone = "text" if column == 0 else "text2"
                grid.addWidget(Label(text, tone=tone, elide="end" if column == 2 else "none"), place, column)
            pill = Pill(look)
            grid.addWidget(pill, place, 3, Qt.AlignmentFlag.AlignRight)
            grid.setRowMinimumHeight(place, _LINE)
            self.lines.append(texts.THIN.join((*(text for text in texts_of if text), look.word)))
        self.setWidget(inside)
        self.setFixedHeight(_LINE * min(len(parts), _MOST_LINES))
        self.setAccessibleDescription(". ".join(self.lines))
        # Only what scrolls needs the keyboard.
        more = len(parts) > _MOST_LINES
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if more else Qt.FocusPolicy.NoFocus)
        self.setVisible(bool(parts))


def _counts(part: PartResult) -> str:
    if part.created is None or not part.skipped:
        return ""
    return translate("Leads", "{created} created, {skipped} skipped").format(
        created=texts.number(part.created), skipped=texts.number(part.skipped)
    )
