"""What happened during a call, and when.

Owns: `Timeline`, the events as rows. Leaves to others: their words (`ui/calls/words.py`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from ui import texts, tokens
from ui.calls.words import event
from ui.widgets.label import Label

if TYPE_CHECKING:
    from app.models import TimelineEvent

translate = QCoreApplication.translate

MOST_EVENTS: Final = 200


class Timeline(QScrollArea):
    """Time of day, what happened, and how long after the first event."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("calls.detail.timeline")
        self.setAccessibleName(translate("Calls", "Timeline"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._shown: tuple[TimelineEvent, ...] = ()

    def show_events(self, events: tuple[TimelineEvent, ...]) -> None:
        """Show these, in the order the server gave."""
        if events == self._shown and self.widget() is not None:
            return
        self._shown = events
        body = QWidget()
        grid = QGridLayout(body)
        grid.setContentsMargins(tokens.S16, tokens.S12, tokens.S16, tokens.S12)
        grid.setHorizontalSpacing(tokens.S16)
        grid.setVerticalSpacing(tokens.S8)
        grid.setColumnStretch(1, 1)
        first = next((one.at for one in events if one.at is not None), None)
        for row, one in enumerate(events[:MOST_EVENTS]):
            at = Label(texts.clock(one.at), tone="text2")
            at.setToolTip(texts.tooltip(texts.moment_in_full(one.at)))
            words = Label(event(one.event), elide="end")
            later = ""
            if one.at is not None and first is not None and one.at > first:
                later = "+ " + texts.duration((one.at - first).total_seconds())
            grid.addWidget(at, row, 0)
            grid.addWidget(words, row, 1)
            grid.addWidget(Label(later, tone="text2", align=Qt.AlignmentFlag.AlignRight), row, 2)
        if len(events) > MOST_EVENTS:
            more = translate("Calls", "{count} more events are not shown.")
            note = Label(more.format(count=texts.number(len(events) - MOST_EVENTS)), tone="text2", size="caption")
            grid.addWidget(note, MOST_EVENTS, 0, 1, 3)
        grid.setRowStretch(grid.rowCount(), 1)
        self.setWidget(body)
