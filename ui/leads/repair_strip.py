"""What can be done about the problems, each with one button, and taking it back.

Owns: the strip below or beside the problems, which scrolls. Leaves to others: which repairs there are, and doing them
(`repairing.py`).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ui import tokens
from ui.command import Command
from ui.leads.words import sentence_text
from ui.widgets.button import Button
from ui.widgets.label import Label
from ui.widgets.rows import Rule

if TYPE_CHECKING:
    from app.leads.records import RepairOffer

translate = QCoreApplication.translate

_SHOWN: Final = 4  # so many are in sight below the problems; the others are scrolled to
_PEEP: Final = tokens.S12  # of the next one, so that it is seen that there are more
_STEP: Final = tokens.H_SMALL + tokens.S4


class _Offers(QScrollArea):
    """Buttons below each other, never squeezed: those that find no room are scrolled to."""

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its buttons take the keyboard
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.verticalScrollBar().setSingleStep(_STEP)
        body = QWidget()
        self.column = QVBoxLayout(body)
        self.column.setContentsMargins(tokens.S16, 0, tokens.S16, tokens.S12)
        self.column.setSpacing(tokens.S4)
        self.column.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setWidget(body)

    def sizeHint(self) -> QSize:
        """All of a few, some of many."""
        count = self.column.count()
        height = count * _STEP + tokens.S8 if count <= _SHOWN else _SHOWN * _STEP + _PEEP
        return QSize(tokens.PANEL_NARROW, height)

    def minimumSizeHint(self) -> QSize:
        """One of them."""
        return QSize(4 * tokens.S32, _STEP if self.column.count() else 0)

    def clear(self) -> None:
        """Take them all away."""
        while (item := self.column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.updateGeometry()

    def add_heading(self, text: str) -> None:
        """Say what the following ones have in common."""
        label = Label(text, size="caption", tone="text2", elide="end")
        label.setFixedHeight(tokens.H_SMALL)
        self.column.addWidget(label)

    def add(self, button: Button) -> None:
        """Append one."""
        self.column.addWidget(button)
        button.installEventFilter(self)
        self.updateGeometry()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Bring the button that the keyboard goes to into sight."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, Button):
            self.ensureWidgetVisible(watched, 0, _PEEP)
        return super().eventFilter(watched, event)


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
        self._again = 0
        self._before: QWidget | None = None
        self._head = QHBoxLayout()
        self._head.setSpacing(tokens.S4)
        self._title = Label(translate("Leads", "Repairs"), weight="semibold")
        self._head.setContentsMargins(tokens.S16, 0, tokens.S16, 0)
        self._head.addWidget(self._title, 1)
        self._list = _Offers()
        inner = QVBoxLayout()
        inner.setContentsMargins(0, tokens.S8, 0, 0)
        inner.setSpacing(tokens.S8)
        inner.addLayout(self._head)
        inner.addWidget(self._list, 1)
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

    def show_offers(self, offers: Sequence[RepairOffer], before: Collection[str] = (), *, has_history: bool) -> None:
        """Show repairs; with a history there is at least something to undo.

        Those that were done about the last file with this header (`before`, their keys) come first, the others in the
        order they come in: those that bring rows back first.
        """
        again = [offer for offer in offers if offer.key in before]
        shown = [*again, *(offer for offer in offers if offer.key not in before)]
        if (shown, len(again)) != (self.offers, self._again):
            self.offers, self._again = shown, len(again)
            self._list.clear()
            last = self._before
            for place, offer in enumerate(shown):
                if again and place in (0, len(again)):
                    self._list.add_heading(_heading(place))
                button = self._button(offer)
                self._list.add(button)
                self._put_last(button)
            self._before = last  # the next ones come in their place
        self.setVisible(bool(offers) or has_history)

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


def _heading(place: int) -> str:
    if not place:
        return translate("Leads", "Done with the last file that had this header")
    return translate("Leads", "Others")
