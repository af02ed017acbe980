"""The frame of a side panel: a header that stays, tabs, sections that scroll.

Owns: `SidePanel` and `PanelPage`. Leaves to others: what is in the sections, the splitter.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from ui import texts, theme, tokens
from ui.widgets.label import Label
from ui.widgets.pill import Pill
from ui.widgets.rows import Rule
from ui.widgets.status import Look
from ui.widgets.tab_bar import TabBar


class PanelPage(QScrollArea):
    """Sections below each other, scrolling when they do not fit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.verticalScrollBar().rangeChanged.connect(self._on_range_changed)
        body = QWidget()
        self._layout = QVBoxLayout(body)
        self._layout.setContentsMargins(tokens.S16, tokens.S16, tokens.S16, tokens.S16)
        self._layout.setSpacing(tokens.S8)
        self._layout.addStretch(1)
        self.setWidget(body)
        self._sections = 0

    def add_section(self, *widgets: QWidget) -> None:
        """Add a section; a hairline parts it from the one before."""
        if self._sections:
            self._put(Rule(), above=tokens.S8, below=tokens.S8)
        self._sections += 1
        for widget in widgets:
            self._put(widget)

    def _on_range_changed(self, least: int, most: int) -> None:
        """A stop for the keyboard only where there is something to scroll."""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if most > least else Qt.FocusPolicy.NoFocus)

    def _put(self, widget: QWidget, *, above: int = 0, below: int = 0) -> None:
        if above:
            self._layout.insertSpacing(self._layout.count() - 1, above - tokens.S8 // 2)
        self._layout.insertWidget(self._layout.count() - 1, widget)
        if below:
            self._layout.insertSpacing(self._layout.count() - 1, below - tokens.S8 // 2)


class SidePanel(QWidget):
    """Details beside a table.

    Signals:
        page_changed: another page is shown; its number.
    """

    page_changed = Signal(int)

    def __init__(self, *, width: int = tokens.PANEL_NARROW, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Label(size="title", weight="semibold", elide="end")
        self.pill = Pill()
        self.subtitle = Label(size="caption", tone="text2", elide="middle")
        self.tabs = TabBar()
        self.pages = QStackedWidget()
        head = QVBoxLayout()
        head.setContentsMargins(tokens.S16, tokens.S16, tokens.S16, 0)
        head.setSpacing(tokens.S4)
        first = QHBoxLayout()
        first.setSpacing(tokens.S8)
        first.addWidget(self.title, 1)
        first.addWidget(self.pill)
        head.addLayout(first)
        head.addWidget(self.subtitle)
        self._head = head
        layout = QVBoxLayout(self)
        layout.setContentsMargins(tokens.LINE, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        strip = QHBoxLayout()
        strip.setContentsMargins(tokens.S8, 0, tokens.S8, 0)
        strip.setSpacing(tokens.S4)
        strip.addWidget(self.tabs)
        strip.addStretch(1)
        self._strip = strip
        layout.addLayout(strip)
        self._rule = Rule()
        layout.addWidget(self._rule)
        layout.addWidget(self.pages, 1)
        self.setMinimumWidth(tokens.PANEL_NARROW - 2 * tokens.S32)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.resize(width, self.height())
        self.tabs.currentChanged.connect(self._on_tab_changed)
        self.tabs.hide()

    def set_header(self, title: str, look: Look | None = None, subtitle: str = "") -> None:
        """Say what the panel is about. Capped and plain here."""
        self.title.setText(texts.plain(title, tokens.CELL_CAP))
        self.pill.set_look(look)
        self.pill.setVisible(look is not None)
        self.subtitle.setText(texts.plain(subtitle, tokens.CELL_CAP))
        self.subtitle.setVisible(bool(subtitle))

    def add_page(self, title: str, page: QWidget) -> int:
        """Add a page with a tab; one alone shows no tabs."""
        self.pages.addWidget(page)
        if not page.accessibleName():
            page.setAccessibleName(title)
        number = self.tabs.addTab(title)
        several = self.tabs.count() > 1
        self.tabs.setVisible(several)
        self._head.setContentsMargins(tokens.S16, tokens.S16, tokens.S16, 0 if several else tokens.S12)
        return number

    def paintEvent(self, event: QPaintEvent) -> None:
        """A line at the left, beside a table; below one the splitter is the line."""
        if self.x() > 0:
            theme.painter_for(self).fillRect(QRect(0, 0, tokens.LINE, self.height()), theme.colours().line)

    def _on_tab_changed(self, number: int) -> None:
        self.pages.setCurrentIndex(number)
        self.page_changed.emit(number)
