"""What can be done about the problems, each with one button, and taking it back.

Owns: the strip below the problems. Leaves to others: which repairs there are, and doing them (`repairing.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import tokens
from ui.command import Command
from ui.leads.words import sentence_text
from ui.widgets.button import Button
from ui.widgets.label import Label
from ui.widgets.rows import Rule

if TYPE_CHECKING:
    from app.leads.records import RepairOffer

translate = QCoreApplication.translate

MOST: Final = 4
FEW: Final = 2


class RepairStrip(QWidget):
    """Hidden while there is nothing to repair and nothing to undo.

    Attributes:
        offers: What is shown.

    Signals:
        wanted: A repair was chosen; its key.
    """

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("leads.repairs")
        self.setAccessibleName(translate("Leads", "Repairs"))
        self.offers: list[RepairOffer] = []
        self._before: QWidget | None = None
        self._at_most = MOST
        self._head = QHBoxLayout()
        self._head.setSpacing(tokens.S4)
        self._head.addWidget(Label(translate("Leads", "Repairs"), weight="semibold"), 1)
        self._list = QVBoxLayout()
        self._list.setSpacing(tokens.S4)
        inner = QVBoxLayout()
        inner.setContentsMargins(tokens.S16, tokens.S8, tokens.S16, tokens.S12)
        inner.setSpacing(tokens.S8)
        inner.addLayout(self._head)
        inner.addLayout(self._list)
        inner.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(Rule())
        layout.addLayout(inner)
        self.hide()

    def follow(self, widget: QWidget) -> None:
        """Let the keyboard come here after this widget."""
        self._before = widget

    def add_commands(self, *commands: Command) -> None:
        """Buttons at the end of the first line: undo, redo."""
        for command, icon in zip(commands, ("undo", "redo"), strict=True):
            button = Button(icon=icon, kind="quiet", small=True)
            button.setAccessibleName(command.title)
            command.bind(button)
            button.setText("")  # the icon says it
            self._head.addWidget(button)
            self._put_last(button)

    def offer(self, key: str) -> RepairOffer | None:
        """The offer of this key, if it is shown."""
        return next((offer for offer in self.offers if offer.key == key), None)

    def show_offers(self, offers: Sequence[RepairOffer], *, has_history: bool) -> None:
        """Show repairs, those that bring rows back first; with a history there is at least something to undo."""
        chosen = list(offers[:MOST])
        if chosen != self.offers:
            self.offers = chosen
            while (item := self._list.takeAt(0)) is not None:
                if (widget := item.widget()) is not None:
                    widget.hide()
                    widget.deleteLater()
            last = self._before
            for offer in chosen:
                button = self._button(offer)
                self._list.addWidget(button)
                self._put_last(button)
            self._before = last  # the next ones come in their place
        self.show_at_most(self._at_most)
        self.setVisible(bool(chosen) or has_history)

    def show_at_most(self, count: int) -> None:
        """Where there is little height, the first ones are shown only."""
        self._at_most = count
        for place in range(self._list.count()):
            item = self._list.itemAt(place)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.setVisible(place < count)

    def _put_last(self, button: Button) -> None:
        # Made late, it would be last in the order of the whole window.
        if self._before is not None:
            QWidget.setTabOrder(self._before, button)
        self._before = button

    def _button(self, offer: RepairOffer) -> Button:
        title = sentence_text(offer.title)
        button = Button(title, small=True)
        button.setObjectName(f"leads.repair.{offer.key}")
        button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        button.setAutoDefault(False)
        button.set_hint(title)
        button.clicked.connect(lambda: self.wanted.emit(offer.key))
        return button
