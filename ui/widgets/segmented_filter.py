"""Joined buttons of which one is chosen: "All 1,235 | To send 1,204 | ...".

Owns: `SegmentedFilter`. Leaves to others: filtering.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from ui import texts, theme, tokens


class _Segment(QPushButton):
    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self.count: int | None = None
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)

    def set_count(self, count: int | None) -> None:
        self.count = count
        self.setAccessibleName(self.text() if count is None else f"{self.text()} {texts.number(count)}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width = QFontMetrics(theme.font("body", "semibold")).horizontalAdvance(self.text())
        if self.count is not None:
            width += tokens.S8 + QFontMetrics(theme.font("body")).horizontalAdvance(texts.number(self.count))
        return QSize(width + 2 * tokens.S12 - 2, tokens.H_CONTROL)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = theme.painter_for(self)
        c = theme.colours()
        chosen = self.isChecked()
        colour = c.off if not self.isEnabled() else c.accent_text if chosen else c.text
        words = QFontMetrics(theme.font("body", "semibold" if chosen else "medium")).horizontalAdvance(self.text())
        count = texts.number(self.count) if self.count is not None else ""
        numbers = QFontMetrics(theme.font("body")).horizontalAdvance(count)
        x = (self.width() - words - (tokens.S8 + numbers if count else 0)) // 2
        painter.setPen(colour)
        painter.setFont(theme.font("body", "semibold" if chosen else "medium"))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(QRect(x, 0, self.width() - x, self.height()), flags, self.text())
        if count:
            painter.setFont(theme.font("body"))
            area = QRect(x + words + tokens.S8, 0, self.width() - x, self.height())
            painter.drawText(area, flags, count)


class SegmentedFilter(QWidget):
    """One of several views. Arrow keys move between them.

    Signals:
        changed: another one was chosen; its key.
    """

    changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._segments: dict[str, _Segment] = {}
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._group.buttonClicked.connect(self._on_clicked)
        self._group.buttonToggled.connect(_let_tab_in)

    def add(self, key: str, text: str) -> None:
        """Add a segment; the first is chosen."""
        segment = _Segment(text, self)
        segment.setChecked(not self._segments)
        _let_tab_in(segment, segment.isChecked())
        self._segments[key] = segment
        self._group.addButton(segment)
        self._layout.addWidget(segment)

    def set_count(self, key: str, count: int | None) -> None:
        """Show how many a segment holds."""
        self._segments[key].set_count(count)

    @property
    def current(self) -> str:
        """Key of the chosen segment, "" when there is none."""
        return next((key for key, segment in self._segments.items() if segment.isChecked()), "")

    def choose(self, key: str) -> None:
        """Choose a segment without a signal."""
        self._segments[key].setChecked(True)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """One box around all, lines between, ground under the chosen one."""
        painter = theme.painter_for(self)
        c = theme.colours()
        theme.draw_box(painter, self.rect(), tokens.R_CONTROL, c.surface, None)
        shape = QPainterPath()
        shape.addRoundedRect(self.rect(), tokens.R_CONTROL, tokens.R_CONTROL)
        painter.save()
        painter.setClipPath(shape)
        segments = list(self._segments.values())
        for number, segment in enumerate(segments):
            if segment.isChecked():
                painter.fillRect(segment.geometry(), c.soft)
            elif segment.underMouse() and segment.isEnabled():
                painter.fillRect(segment.geometry(), c.grey_soft)
            if number:
                painter.fillRect(QRect(segment.x(), 0, tokens.LINE, self.height()), c.line2)
        painter.restore()
        theme.draw_box(painter, self.rect(), tokens.R_CONTROL, None, c.line2)

    def _on_clicked(self) -> None:
        self.update()
        self.changed.emit(self.current)


def _let_tab_in(segment: QPushButton, chosen: bool) -> None:
    """Tab comes to the chosen segment alone; Qt sees to that only once one of them has had the focus."""
    segment.setFocusPolicy(Qt.FocusPolicy.StrongFocus if chosen else Qt.FocusPolicy.ClickFocus)
