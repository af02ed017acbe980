"""The status bar: facts at the left, what goes on in the background at the right.

Owns: `StatusBar`. Leaves to others: which facts and which work.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QRect, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui import texts, theme, tokens
from ui.widgets.button import Button
from ui.widgets.icon import Icon
from ui.widgets.label import Label
from ui.widgets.progress_bar import ProgressBar

translate = QCoreApplication.translate

_BAR_WIDTH = tokens.S32 * 3


class StatusBar(QWidget):
    """One line of 28 px.

    Signals:
        cancel_requested: the cross beside the background work was pressed.
    """

    cancel_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts: list[Label] = []
        self._left = QHBoxLayout()
        self._left.setSpacing(tokens.S16)
        self._note_icon = Icon(side=tokens.ICON_PILL + 2)
        self._note = Label(size="caption", tone="text2", elide="end")
        self._work = Label(size="caption", tone="text2", elide="end")
        self._bar = ProgressBar()
        self._bar.setFixedWidth(_BAR_WIDTH)
        self._bar.setAccessibleName(translate("StatusBar", "Background work"))
        self._cancel = Button(icon="x", kind="quiet", small=True)
        self._cancel.setAccessibleName(translate("StatusBar", "Cancel background work"))
        self._cancel.clicked.connect(self.cancel_requested)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(tokens.S16, tokens.LINE, tokens.S12, 0)
        layout.setSpacing(tokens.S8)
        layout.addLayout(self._left)
        layout.addStretch(1)
        layout.addWidget(self._note_icon)
        layout.addWidget(self._note)
        layout.addSpacing(tokens.S8)
        layout.addWidget(self._work)
        layout.addWidget(self._bar)
        layout.addWidget(self._cancel)
        self.setFixedHeight(tokens.H_STATUS)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_note("")
        self.clear_work()

    @property
    def note(self) -> Label:
        """The label of the note, for an object name (`calls.freshness`)."""
        return self._note

    def set_facts(self, facts: Sequence[str]) -> None:
        """Show these at the left ("15 campaigns", "1 selected")."""
        while len(self._facts) < len(facts):
            label = Label(size="caption", tone="text2")
            self._facts.append(label)
            self._left.addWidget(label)
        for number, label in enumerate(self._facts):
            label.setText(texts.plain(facts[number], tokens.CELL_CAP) if number < len(facts) else "")
            label.setVisible(number < len(facts))

    def set_note(self, text: str, *, icon: str = "", tone: str = "green") -> None:
        """Show something at the right that is no work ("48,216 calls, up to date 12:09:51")."""
        self._note.setText(texts.plain(text, tokens.CELL_CAP))
        self._note.setVisible(bool(text))
        self._note_icon.set_icon(icon, tone)
        self._note_icon.setVisible(bool(icon) and bool(text))

    def set_work(
        self, text: str, done: int = 0, total: int = 0, *, waiting: bool = False, cancellable: bool = True
    ) -> None:
        """Show background work; a total of 0 means that its end is not known."""
        self._work.setText(texts.plain(text, tokens.CELL_CAP))
        self._bar.set_progress(done, total)
        self._bar.set_tone("amber_fill" if waiting else "accent_fill")
        self._bar.setAccessibleDescription(self._work.text())
        for widget in (self._work, self._bar):
            widget.show()
        self._cancel.setVisible(cancellable)

    def clear_work(self) -> None:
        """Nothing goes on."""
        for widget in (self._work, self._bar, self._cancel):
            widget.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground and the line above."""
        painter = theme.painter_for(self)
        c = theme.colours()
        painter.fillRect(self.rect(), c.raised)
        painter.fillRect(QRect(0, 0, self.width(), tokens.LINE), c.line)
