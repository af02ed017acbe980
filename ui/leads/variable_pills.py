"""Which variables the agent says, and which of them the file has.

Owns: a row of pills that shows as many as fit. Leaves to others: the agent (`app/reference`), the columns.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QCoreApplication, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import texts, theme, tokens
from ui.leads.words import braces
from ui.widgets.pill import paint_pill, pill_width
from ui.widgets.status import Look

translate = QCoreApplication.translate


class VariablePills(QWidget):
    """One line: a few words, then a pill for every variable. What does not fit is counted and told by the tool tip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("leads.variables")
        self.setAccessibleName(translate("Leads", "Variables of the agent"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._lead = ""
        self._looks: list[Look] = []

    def show_text(self, text: str) -> None:
        """Show words and no pills."""
        self._show(text, [])

    def show_variables(self, expected: Sequence[str], have: Collection[str]) -> None:
        """Show what the agent says and whether a column has it. The missing ones are shown even where not all fit."""
        if not expected:
            self.show_text(translate("Leads", "The agent says no variables"))
            return
        missing = [variable for variable in expected if variable not in have]
        found = [variable for variable in expected if variable in have]
        absent = translate("Leads", "{variable} has no column")
        looks = [Look(braces(variable), "check", "green") for variable in found]
        looks += [Look(absent.format(variable=braces(variable)), "warning", "amber") for variable in missing]
        self._show(translate("Leads", "The agent says"), looks)

    def _show(self, lead: str, looks: list[Look]) -> None:
        self._lead, self._looks = lead, looks
        words = [
            look.word
            if look.tone == "amber"
            else translate("Leads", "{variable} has a column").format(variable=look.word)
            for look in looks
        ]
        self.setAccessibleDescription(", ".join(words) or lead)
        self.setToolTip(texts.tooltip("\n".join(words)))
        self.update()

    def sizeHint(self) -> QSize:
        """As much as there is."""
        return QSize(tokens.S32 * 4, tokens.H_CONTROL)

    def minimumSizeHint(self) -> QSize:
        """May become narrow: the rest is counted."""
        return QSize(tokens.S32, tokens.H_CONTROL)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Words, pills, the number of those that do not fit."""
        painter = theme.painter_for(self)
        c = theme.colours()
        left = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        painter.setFont(theme.font("body"))
        painter.setPen(c.text2)
        lead = painter.fontMetrics().elidedText(self._lead, Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), left, lead)
        x = painter.fontMetrics().horizontalAdvance(lead) + tokens.S8
        metrics = QFontMetrics(theme.font("caption", "medium"))
        looks = self._looks
        if x + sum(pill_width(look) + tokens.S8 for look in looks) > self.width():
            looks = sorted(looks, key=lambda look: look.tone != "amber")
        for place, look in enumerate(looks):
            width = pill_width(look)
            rest = len(looks) - place
            more = translate("Leads", "+{count} more").format(count=rest)
            reserve = metrics.horizontalAdvance(more) + tokens.S8 if rest > 1 else 0
            if x + width + reserve > self.width():
                painter.setFont(theme.font("caption", "medium"))
                painter.setPen(c.text2)
                painter.drawText(QRect(x, 0, self.width() - x, self.height()), left, more)
                return
            paint_pill(painter, look, QRect(x, 0, width, self.height()))
            x += width + tokens.S8
