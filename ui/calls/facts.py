"""What is noted about a call, as keys and values.

Owns: `FactList`, a short scrolling list under a title. Leaves to others: the words (`ui/calls/words.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ui import texts, theme, tokens
from ui.calls.copying import as_pairs
from ui.widgets.button import Button
from ui.widgets.label import Label

translate = QCoreApplication.translate

MOST_FACTS: Final = 60


class FactList(QFrame):
    """A title, and rows of key and value. Hidden while there is nothing to show."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = Label(title, tone="text2", size="caption", weight="semibold")
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setAccessibleName(title)
        self._shown: tuple[tuple[str, str], ...] = ()
        self._beside = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(tokens.S16, tokens.S8, 0, tokens.S8)
        layout.setSpacing(tokens.S4)
        self.copy = Button(icon="copy", kind="quiet", small=True)
        self.copy.setObjectName("calls.detail.copy_analysis")
        self.copy.setAccessibleName(translate("Calls", "Copy the analysis"))
        self.copy.setToolTip(texts.tooltip(translate("Calls", "Copy the analysis")))
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(as_pairs(self._shown)))
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, tokens.S12, 0)
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self.copy)
        layout.addLayout(head)
        layout.addWidget(self._scroll, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    @property
    def controls(self) -> list[QWidget]:
        """What the keyboard reaches, in its order."""
        return [self.copy, self._scroll]

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """What is shown."""
        return self._shown

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Show these."""
        capped = tuple(facts[:MOST_FACTS])
        self.setVisible(bool(capped))
        if capped == self._shown:
            return
        self._shown = capped
        body = QWidget()
        grid = QGridLayout(body)
        grid.setContentsMargins(0, 0, tokens.S16, 0)
        grid.setHorizontalSpacing(tokens.S16)
        grid.setVerticalSpacing(tokens.S4)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        for row, (key, value) in enumerate(capped):
            words = Label(texts.plain(value, lines=True), wrap=True)
            words.setAccessibleName(texts.plain(f"{key}: {value}", 4 * tokens.CELL_CAP))
            name = Label(texts.plain(key, tokens.CELL_CAP), tone="text2", elide="end")
            grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(words, row, 1)
        grid.setRowStretch(len(capped), 1)
        self._scroll.setWidget(body)
        self.updateGeometry()

    def fill(self, beside: bool) -> None:
        """Take all the height there is (beside something), or no more than the rows need (under it)."""
        self._beside = beside
        vertical = QSizePolicy.Policy.Expanding if beside else QSizePolicy.Policy.Maximum
        self.setSizePolicy(QSizePolicy.Policy.Preferred, vertical)

    def sizeHint(self) -> QSize:
        """As high as its rows."""
        body = self._scroll.widget()
        if body is None:
            return QSize(tokens.PANEL_NARROW, 0)
        width = max(tokens.PANEL_NARROW, self.width()) - tokens.S16
        layout = body.layout()
        height = layout.heightForWidth(width) if layout is not None and layout.hasHeightForWidth() else 0
        height = max(height, body.minimumSizeHint().height())
        return QSize(tokens.PANEL_NARROW, 2 * tokens.S8 + tokens.S4 + tokens.H_SMALL + height)

    def minimumSizeHint(self) -> QSize:
        """The title and two rows."""
        return QSize(tokens.PANEL_NARROW // 2, min(self.sizeHint().height(), 3 * tokens.S32))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A hairline towards what is beside or above."""
        with QPainter(self) as painter:
            line = theme.colours().line
            painter.fillRect(0, 0, self.width(), tokens.LINE, line)
            if self._beside:
                painter.fillRect(0, 0, tokens.LINE, self.height(), line)
