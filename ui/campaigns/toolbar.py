"""The controls above the campaign table.

Owns: their places at every width. Leaves to others: what they do.

Nothing is ever cut and nothing goes away. Where the row becomes too narrow, the two buttons that open a form shorten
their texts; where that is not enough, search and filter go into a second row.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, QRect
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import theme, tokens
from ui.widgets.button import Button
from ui.widgets.combo_button import ComboButton
from ui.widgets.rows import separator
from ui.widgets.search_field import SearchField

translate = QCoreApplication.translate

_LEAST_SEARCH: Final = 168
_SPARE: Final = tokens.S8


class CampaignToolbar(QWidget):
    """See the module.

    Args:
        forms: New and Edit.
        actions: Pause, Resume, Cancel.
        refresh: Refresh.
        search: Search field.
        status: Status filter.
        stop_all: At the far right, whatever the width.
    """

    def __init__(
        self,
        forms: tuple[Button, Button],
        actions: Sequence[Button],
        refresh: Button,
        search: SearchField,
        status: ComboButton,
        stop_all: Button,
    ) -> None:
        super().__init__()
        self._new, self._edit = forms
        self._texts = (self._new.text(), self._edit.text())
        search.setMinimumWidth(_LEAST_SEARCH)
        self._search, self._status = search, status
        self._filters = QWidget()
        filters = _row(self._filters)
        filters.addWidget(search, 1)
        filters.addWidget(status)
        self._line = separator()
        first, self._below = QWidget(), QWidget()
        self._first, self._second = _row(first), _row(self._below)
        for row in (self._first, self._second):
            row.setContentsMargins(tokens.S16, 0, tokens.S16, 0)
        first.setFixedHeight(tokens.H_TOOLBAR - tokens.LINE)
        self._below.setFixedHeight(tokens.H_CONTROL)
        for widget in (self._new, self._edit, separator(), *actions, separator(), refresh):
            self._first.addWidget(widget)
        self._first.addStretch(1)
        self._first.addWidget(self._filters)
        self._first.addWidget(self._line)
        self._first.addWidget(stop_all)
        self._fixed = (*actions, refresh, stop_all)
        self._below.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(first)
        layout.addWidget(self._below)
        layout.addStretch(1)
        self._rows = 1
        self._short = False
        # The one row must not keep the window from becoming narrow enough for two.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(tokens.H_TOOLBAR)

    @property
    def rows(self) -> int:
        """1, or 2 where search and filter have a row of their own."""
        return self._rows

    @property
    def is_short(self) -> bool:
        """Whether New and Edit are shortened."""
        return self._short

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the form for the width there is."""
        super().resizeEvent(event)
        room = self.width() - 2 * tokens.S16 - _SPARE
        filters = _LEAST_SEARCH + self._status.sizeHint().width() + 2 * tokens.S8 + tokens.S8 + tokens.LINE
        full, short = self._width_of(short=False), self._width_of(short=True)
        if full + filters <= room:
            self._arrange(rows=1, short=False)
        elif short + filters <= room:
            self._arrange(rows=1, short=True)
        else:
            self._arrange(rows=2, short=full > room)

    def _width_of(self, *, short: bool) -> int:
        """Pixels that everything but the filters needs in one row."""
        texts = (translate("Campaigns", "New"), "") if short else self._texts
        widths = [button.sizeHint().width() for button in self._fixed]
        for button, text in zip((self._new, self._edit), texts, strict=True):
            before = button.text()
            button.setText(text)
            widths.append(button.sizeHint().width())
            button.setText(before)
        return sum(widths) + 2 * tokens.LINE + (len(widths) + 2) * tokens.S8

    def _arrange(self, *, rows: int, short: bool) -> None:
        if short != self._short:
            self._short = short
            self._new.setText(translate("Campaigns", "New") if short else self._texts[0])
            self._edit.setText("" if short else self._texts[1])
            self._new.updateGeometry()
            self._edit.updateGeometry()
        if rows != self._rows:
            self._rows = rows
            if rows == 2:
                self._first.removeWidget(self._filters)
                self._second.addWidget(self._filters, 1)
            else:
                self._second.removeWidget(self._filters)
                self._first.insertWidget(self._first.indexOf(self._line), self._filters)
            self._line.setVisible(rows == 1)
            self._below.setVisible(rows == 2)
            self.setFixedHeight(tokens.H_TOOLBAR if rows == 1 else tokens.H_TOOLBAR + tokens.H_CONTROL + tokens.S8)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground and hairline."""
        painter = theme.painter_for(self)
        c = theme.colours()
        painter.fillRect(self.rect(), c.surface)
        painter.fillRect(QRect(0, self.height() - tokens.LINE, self.width(), tokens.LINE), c.line)


def _row(box: QWidget) -> QHBoxLayout:
    layout = QHBoxLayout(box)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(tokens.S8)
    return layout
