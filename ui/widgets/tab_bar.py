"""Underlined tabs.

Owns: `TabBar` for the main sections and for side panels. Leaves to others: the pages.
A `QTabBar` underneath, so that assistive technology sees a list of tabs.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QTabBar, QWidget

from ui import texts, theme, tokens
from ui.widgets.spoken_label import SpokenLabel

_BY_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class TabBar(QTabBar):
    """Tabs with a line under the current one. `main` is the wide form for the window's sections.

    A tab's data is a quieter text after its title, such as a count (`set_count`).
    """

    def __init__(self, *, main: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._inset = 10 if main else 0  # from the edge of a tab to its line
        self._pad = tokens.S4 if main else tokens.S8  # from the end of the line to the text
        self._ring = False
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setUsesScrollButtons(True)
        self.setFont(theme.font("body", "medium"))
        self.setFixedHeight(tokens.H_TABS)
        self.setMouseTracking(True)
        self.setProperty("own_ring", True)
        self._spoken = SpokenLabel(self)

    def setAccessibleName(self, name: str) -> None:
        """Name it, through the relation too: Qt tells the current tab as the name."""
        super().setAccessibleName(name)
        self._spoken.setText(name)

    def set_count(self, index: int, count: int | None) -> None:
        """Show a number after the title of a tab, or (None) take it away."""
        data = None if count is None else texts.number(count)
        if data != self.tabData(index):
            self.setTabData(index, data)
            self.setTabText(index, self.tabText(index))  # has the tabs laid out anew

    def tabSizeHint(self, index: int) -> QSize:
        """As wide as its text in the heavier weight, so that choosing a tab moves nothing."""
        width = QFontMetrics(theme.font("body", "semibold")).horizontalAdvance(self._words(index))
        return QSize(width + 2 * (self._inset + self._pad), tokens.H_TABS)

    def minimumTabSizeHint(self, index: int) -> QSize:
        """Tabs are never cut; the bar scrolls instead."""
        return self.tabSizeHint(index)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Titles, and the line under the current one."""
        painter = theme.painter_for(self)
        c = theme.colours()
        for index in range(self.count()):
            area = self.tabRect(index)
            current = index == self.currentIndex()
            text = self.tabText(index)
            painter.setFont(theme.font("body", "semibold" if current else "medium"))
            hovered = area.contains(self.mapFromGlobal(self.cursor().pos())) and self.underMouse()
            enabled = self.isTabEnabled(index) and self.isEnabled()
            painter.setPen(c.off if not enabled else c.text if current or hovered else c.text2)
            words = area.adjusted(self._inset + self._pad, 0, 0, 0)
            left = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
            painter.drawText(words, left | Qt.TextFlag.TextHideMnemonic, text)
            if self.tabData(index) is not None:
                used = painter.fontMetrics().horizontalAdvance(text) + tokens.S4
                painter.setFont(theme.font("body"))
                painter.setPen(c.text2)
                painter.drawText(words.adjusted(used, 0, 0, 0), left, str(self.tabData(index)))
            line = QRect(
                area.x() + self._inset,
                self.height() - tokens.TAB_LINE,
                area.width() - 2 * self._inset,
                tokens.TAB_LINE,
            )
            if current:
                painter.fillRect(line, c.accent_text)
                if self._ring and self.hasFocus():
                    ring = QRect(line.x() - tokens.S4, tokens.S4, line.width() + 2 * tokens.S4, self.height() - 12)
                    theme.draw_ring(painter, ring.intersected(self.rect()), tokens.R_SMALL)

    def _words(self, index: int) -> str:
        extra = self.tabData(index)
        return self.tabText(index) + (f" {extra}" if extra is not None else "")

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring when the focus came by keyboard."""
        super().focusInEvent(event)
        self._ring = event.reason() in _BY_KEYBOARD
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys change the tab, and then the ring shows."""
        self._ring = True
        super().keyPressEvent(event)
        self.update()
