"""Banners: a state of the whole window that lasts, such as a cooldown or the demo.

Owns: `Banner`, and `Chip` for a queued action in it. Leaves to others: when they come and go.
"""

from __future__ import annotations

import re
from typing import Final, Literal

from PySide6.QtCore import QCoreApplication, QRect, QSize, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import texts, theme, tokens
from ui.widgets.button import Button
from ui.widgets.icon import Icon
from ui.widgets.label import Label

translate = QCoreApplication.translate

Tone = Literal["amber", "red", "teal", "grey"]
_H_CHIP: Final = 28


class _Sentences(Label):
    """Shows as many of its sentences as fit in a line. Its place is made for all of them."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """See `Label.paintEvent`."""
        shown = self.shown
        if shown:
            painter = theme.painter_for(self)
            painter.setPen(theme.colours()[self.tone])
            painter.drawText(self._start(self.contentsRect(), shown), shown)

    @property
    def is_elided(self) -> bool:
        """Whether a sentence is left out."""
        return self.shown != self.text()

    @property
    def shown(self) -> str:
        """What there is room for."""
        sentences = re.split(r"(?<=[.।])\s+", self.text())
        for count in range(len(sentences), 0, -1):
            line = " ".join(sentences[:count])
            if self.fontMetrics().horizontalAdvance(line) <= self.contentsRect().width():
                return line
        return ""


class Banner(QFrame):
    """A strip of 48 px: icon, a sentence, a quieter one, and what can be done at the right.

    Where the quieter one does not fit, its beginning is left (one sentence of it), or nothing: it is never cut.
    The accessible description is both in full.
    """

    def __init__(
        self,
        *,
        tone: Tone = "amber",
        icon: str = "hourglass",
        title: str = "",
        text: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tone: Tone = tone
        self._icon = Icon(icon, tone=tone)
        self._title = Label(size="caption", weight="semibold", elide="end")
        self._text = _Sentences(size="caption", tone="text", elide="end")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(tokens.S16 + 2, 0, tokens.S16, 0)
        layout.setSpacing(tokens.S12)
        layout.addWidget(self._icon)
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addStretch(1)
        lines.addWidget(self._title)
        lines.addWidget(self._text)
        lines.addStretch(1)
        layout.addSpacing(tokens.S4 - 2)
        layout.addLayout(lines, 1)
        self._layout = layout
        self.setFixedHeight(tokens.H_BANNER)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_text(title, text)

    def set_text(self, title: str, text: str = "") -> None:
        """Say something else."""
        self._title.setText(texts.plain(title, tokens.CELL_CAP))
        self._text.setText(texts.plain(text, tokens.CELL_CAP))
        self._text.setVisible(bool(text))
        self.setAccessibleName(self._title.text())
        self.setAccessibleDescription(" ".join(part for part in (title, text) if part))

    def set_tone(self, tone: Tone, icon: str) -> None:
        """Take another colour and icon."""
        self._tone = tone
        self._icon.set_icon(icon, tone)
        self.update()

    def add_widget(self, widget: QWidget) -> None:
        """Put something at the right, after what is there."""
        self._layout.addWidget(widget)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Warm ground, hairline below."""
        painter = theme.painter_for(self)
        c = theme.colours()
        painter.fillRect(self.rect(), c[f"{self._tone}_soft"])
        painter.fillRect(QRect(0, self.height() - tokens.LINE, self.width(), tokens.LINE), c.line)


class Chip(QFrame):
    """Something that waits and can be taken back: "When allowed: Resume 'EMI reminders · June'" and a cross.

    Signals:
        removed: the cross was pressed.
    """

    removed = Signal()

    def __init__(self, quiet: str, text: str, *, icon: str = "queue", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._quiet = Label(quiet, tone="text2")
        self._text = Label(texts.plain(text, tokens.CELL_CAP), weight="medium", elide="middle")
        self._cross = Button(icon="x", kind="quiet", small=True)
        self._cross.setAccessibleName(translate("Chip", "Take back: {what}").format(what=self._text.text()))
        self._cross.clicked.connect(self.removed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(tokens.S8 + 1, 0, 2, 0)
        layout.setSpacing(tokens.S4)
        layout.addWidget(Icon(icon, tone="accent_text"))
        layout.addSpacing(2)
        layout.addWidget(self._quiet)
        layout.addWidget(self._text)
        layout.addWidget(self._cross)
        self.setFixedHeight(_H_CHIP)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{quiet} {self._text.text()}")

    @property
    def cross(self) -> Button:
        """The button that takes it back."""
        return self._cross

    def minimumSizeHint(self) -> QSize:
        """May be squeezed: the text elides."""
        return QSize(tokens.S32 * 4, _H_CHIP)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A box."""
        c = theme.colours()
        theme.draw_box(theme.painter_for(self), self.rect(), tokens.R_CONTROL, c.surface, c.line2)
