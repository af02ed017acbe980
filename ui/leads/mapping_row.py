"""The choices above the columns of the table: phone number, a variable, or dropped.

Owns: one combo box a column, kept above its column while the table scrolls. Leaves to others: what was chosen
(`mapping.py`), checking again.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import texts, theme, tokens
from ui.leads.mapping import RESERVED, ColumnChoices
from ui.leads.words import braces
from ui.widgets.cells import FIRST_PAD, PAD
from ui.widgets.combo_button import ComboButton
from ui.widgets.table import TableView

translate = QCoreApplication.translate

HEIGHT: Final = tokens.S32 + tokens.S8
_FIRST_COLUMN: Final = 1  # before it is the row number
_PHONE, _DROP, _KEEP = "phone", "drop", "keep:"
_WIDEST: Final = 152


class MappingRow(QWidget):
    """A strip of 40 px above a table.

    Signals:
        chosen: The operator decided about a column: its number in the file, and "phone", "drop" or "keep:NAME".
    """

    chosen = Signal(int, str)

    def __init__(self, table: TableView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("leads.mapping")
        self.setAccessibleName(translate("Leads", "Columns"))
        self._table = table
        self._combos: list[ComboButton] = []
        self._after: QWidget | None = None
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        header = table.horizontalHeader()
        header.sectionResized.connect(self._place)
        header.geometriesChanged.connect(self._place)
        table.horizontalScrollBar().valueChanged.connect(self._place)

    def follow(self, widget: QWidget) -> None:
        """Let the keyboard come here after this widget."""
        self._after = widget

    def combo(self, column: int) -> ComboButton:
        """The choice of one column of the file."""
        return self._combos[column]

    def show_choices(self, header: Sequence[str], choices: ColumnChoices, variables: Sequence[str]) -> None:
        """Offer for every column what makes sense; `variables` are those that the agent uses."""
        while len(self._combos) > len(header):
            combo = self._combos.pop()
            combo.hide()
            combo.deleteLater()
        while len(self._combos) < len(header):
            self._combos.append(self._make(len(self._combos)))
            # Made late, it would be last in the order of the whole window.
            before = self._combos[-2] if len(self._combos) > 1 else self._after
            if before is not None:
                QWidget.setTabOrder(before, self._combos[-1])
        for column, (combo, title) in enumerate(zip(self._combos, header, strict=True)):
            self._fill(combo, column, title, choices, variables)
        self._place()

    def _make(self, column: int) -> ComboButton:
        combo = ComboButton(small=True, parent=self)
        combo.setObjectName(f"leads.mapping.{column}")
        # The other policy resizes the box by itself a moment after its entries change.
        combo.setSizeAdjustPolicy(ComboButton.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.activated.connect(lambda place: self.chosen.emit(column, combo.itemData(place)))
        combo.installEventFilter(self)
        combo.show()
        return combo

    def _fill(
        self, combo: ComboButton, column: int, title: str, choices: ColumnChoices, variables: Sequence[str]
    ) -> None:
        own = choices.own_name(column)
        names = [choices.names[column], own, *variables]
        entries = [(translate("Leads", "Phone number"), _PHONE)]
        entries += [(braces(name), _KEEP + name) for name in dict.fromkeys(names) if name != RESERVED]
        entries.append((translate("Leads", "Drop"), _DROP))
        if choices.phone == column:
            current = _PHONE
        else:
            current = _KEEP + choices.names[column] if choices.kept[column] else _DROP
        combo.blockSignals(True)
        if [(combo.itemText(place), combo.itemData(place)) for place in range(combo.count())] != entries:
            combo.clear()
            for text, data in entries:
                combo.addItem(text, data)
        combo.setCurrentIndex(combo.findData(current))
        combo.blockSignals(False)
        combo.set_marked(current == _PHONE)
        combo.setAccessibleName(
            translate("Leads", "Use of column {name}").format(name=texts.plain(title, tokens.CELL_CAP) or column + 1)
        )
        combo.update()

    def _place(self) -> None:
        header = self._table.horizontalHeader()
        if header.count() < len(self._combos) + _FIRST_COLUMN:
            return
        top = (HEIGHT - tokens.H_SMALL) // 2
        for column, combo in enumerate(self._combos):
            section = column + _FIRST_COLUMN
            left = header.sectionViewportPosition(section) + PAD
            width = min(header.sectionSize(section) - 2 * PAD, _WIDEST)
            combo.setGeometry(QRect(left, top, max(width, tokens.H_SMALL), tokens.H_SMALL))
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Bring a column into view when its choice gets the keyboard focus."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, ComboButton) and watched in self._combos:
            bar, combo = self._table.horizontalScrollBar(), watched.geometry()
            room = self._table.viewport().width()
            if combo.left() < 0:
                bar.setValue(bar.value() + combo.left() - PAD)
            elif combo.right() > room:
                bar.setValue(bar.value() + combo.right() - room + PAD)
        return super().eventFilter(watched, event)

    def sizeHint(self) -> QSize:
        """As high as it is; the table decides the width."""
        return QSize(0, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground of the header below, and what the row is."""
        painter = theme.painter_for(self)
        c = theme.colours()
        painter.fillRect(self.rect(), c.raised)
        header = self._table.horizontalHeader()
        if not self._combos or not header.count():
            return
        painter.setFont(theme.font("caption"))
        painter.setPen(c.text2)
        area = QRect(header.sectionViewportPosition(0) + FIRST_PAD, 0, header.sectionSize(0) - FIRST_PAD - PAD, HEIGHT)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, translate("Leads", "as"))
