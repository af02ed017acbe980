"""The tries to reach the person of a call.

Owns: `RetriesView`, the tries as rows, or why there are none to show. Leaves to others: reading them
(`ui/calls/shown_call.py`), which of the calls at hand a try is (`app/calls/retries.py`).
"""

from __future__ import annotations

from datetime import datetime
from typing import Final, NamedTuple

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QStackedWidget, QWidget

from ui import texts, tokens
from ui.widgets import status
from ui.widgets.button import Button
from ui.widgets.empty_state import EmptyState
from ui.widgets.label import Label
from ui.widgets.pill import Pill

translate = QCoreApplication.translate

MOST_TRIES: Final = 100


class Try(NamedTuple):
    """One row.

    Attributes:
        number: Which try it was.
        at: When.
        status: As the server writes it.
        duration_s: How long it took; None where that is not told.
        outcome: Why it ended, in words; "" where that is not known.
        call_id: The call it is, where that is one of those at hand.
        is_this: It is the call that is shown.
    """

    number: int
    at: datetime | None
    status: str
    duration_s: float | None
    outcome: str = ""
    call_id: str = ""
    is_this: bool = False


class RetriesView(QStackedWidget):
    """See the module.

    Signals:
        call_wanted: Another one of the tries should be shown (its call's id).
    """

    call_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scroll = QScrollArea()
        self._scroll.setObjectName("calls.detail.retries")
        self._scroll.setAccessibleName(translate("Calls", "Retries"))
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.state = EmptyState()
        self.state.setObjectName("calls.detail.retries_state")
        self._shown: tuple[Try, ...] = ()
        self.addWidget(self.state)
        self.addWidget(self._scroll)

    @property
    def controls(self) -> list[QWidget]:
        """What the keyboard reaches, in its order; after them come the ways to other tries."""
        return [self.state.action, self._scroll]

    @property
    def shown(self) -> tuple[Try, ...]:
        """The rows; none while something else is said."""
        return self._shown if self.currentWidget() is self._scroll else ()

    def say(self, icon: str, title: str, text: str = "", action: str = "") -> None:
        """Say this in the place of rows."""
        self._shown = ()
        self.state.set_state(icon, title, text, action)
        self.setCurrentWidget(self.state)

    def show_tries(self, tries: tuple[Try, ...]) -> None:
        """Show these; one alone is no retry, and none is said to be."""
        if len(tries) < 2 and all(one.is_this for one in tries):
            self.say("check", translate("Calls", "No retries"), translate("Calls", "This person was tried once."))
            return
        if tries == self._shown:
            return
        body = QWidget()
        grid = QGridLayout(body)
        grid.setContentsMargins(tokens.S16, tokens.S12, tokens.S16, tokens.S12)
        grid.setHorizontalSpacing(tokens.S12)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(2, 1)
        for place, one in enumerate(tries[:MOST_TRIES]):
            self._add(grid, 3 * place, one)
            grid.setRowMinimumHeight(3 * place + 2, tokens.S12)
        rows = 3 * min(len(tries), MOST_TRIES)
        if len(tries) > MOST_TRIES:
            more = translate("Calls", "{count} more tries are not shown.")
            note = Label(more.format(count=texts.number(len(tries) - MOST_TRIES)), tone="text2", size="caption")
            grid.addWidget(note, rows, 0, 1, 4)
        grid.setRowStretch(rows + 1, 1)
        self._scroll.setWidget(body)
        before: QWidget = self._scroll
        for button in body.findChildren(Button):
            QWidget.setTabOrder(before, button)
            before = button
        self._shown = tries
        self.setCurrentWidget(self._scroll)

    def _add(self, grid: QGridLayout, row: int, one: Try) -> None:
        """Two lines: when and how it went; how long it took and why it ended, and the way there."""
        at = Label(texts.moment(one.at))
        at.setToolTip(texts.tooltip(texts.moment_in_full(one.at)))
        pill = Pill()
        pill.set_look(status.call(one.status))
        number = Label(translate("Calls", "Try {number}").format(number=one.number), weight="semibold")
        grid.addWidget(number, row, 0)
        grid.addWidget(at, row, 1)
        grid.addWidget(pill, row, 2, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        said = [texts.duration(one.duration_s) if one.duration_s else "", one.outcome]
        words = Label(texts.THIN.join(part for part in said if part), tone="text2", size="caption", elide="end")
        grid.addWidget(words, row + 1, 1, 1, 2)
        if one.is_this:
            here = Label(translate("Calls", "this call"), tone="text2", size="caption")
            grid.addWidget(here, row, 3, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        elif one.call_id:
            show = Button(translate("Calls", "Show"), kind="link", small=True)
            show.setAccessibleName(translate("Calls", "Show try {number}").format(number=one.number))
            show.setObjectName(f"calls.detail.retry.{one.number}")
            show.clicked.connect(lambda: self.call_wanted.emit(one.call_id))
            grid.addWidget(show, row, 3, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
