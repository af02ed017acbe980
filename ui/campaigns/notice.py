"""A sentence or a few on a tinted ground, inside a form."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import texts, theme, tokens
from ui.widgets.announce import announce
from ui.widgets.icon import Icon
from ui.widgets.label import Label

Tone = Literal["amber", "red", "teal"]

_ICONS: Final = {"amber": "warning", "red": "warning", "teal": "info"}
_MOST_LINES: Final = 6


class Notice(QWidget):
    """Icon, one strong sentence, and lines below it that wrap. Hidden while it says nothing.

    The whole text is its accessible name.
    """

    def __init__(self, width: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone: Tone = "amber"
        self._icon = Icon()
        inner = width - 2 * tokens.S12 - tokens.ICON - tokens.S8
        self._title = Label(weight="medium", wrap=True)
        self._lines = Label(wrap=True)
        for label in (self._title, self._lines):
            label.setFixedWidth(inner)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(tokens.S12, tokens.S8, tokens.S12, tokens.S8)
        layout.setSpacing(tokens.S8)
        layout.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._lines)
        layout.addLayout(words, 1)
        self.setFixedWidth(width)
        self.hide()

    @property
    def text(self) -> str:
        """Everything it says."""
        return " ".join(part for part in (self._title.text(), self._lines.text().replace("\n", " ")) if part)

    def say(self, title: str, lines: Iterable[str] = (), *, tone: Tone = "amber", aloud: bool = False) -> None:
        """Say this; capped and plain here. `aloud` has it spoken."""
        self._tone = tone
        self._icon.set_icon(_ICONS[tone], tone)
        shown = [texts.plain(line, tokens.CELL_CAP) for line in lines]
        if len(shown) > _MOST_LINES:
            shown[_MOST_LINES - 1 :] = [texts.ELLIPSIS]
        self._title.setText(texts.plain(title, tokens.CELL_CAP))
        self._lines.setText("\n".join(shown))
        self._lines.setVisible(bool(shown))
        self.setAccessibleName(self.text)
        self.show()
        self.update()
        if aloud:
            announce(self, self.text, urgent=True)

    def clear(self) -> None:
        """Say nothing."""
        self._title.setText("")
        self._lines.setText("")
        self.setAccessibleName("")
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The tinted box."""
        c = theme.colours()
        theme.draw_box(theme.painter_for(self), self.rect(), tokens.R_CONTROL, c[f"{self._tone}_soft"], None)
