"""Draws every component in both schemes: `python -m tests.ui.gallery OUT_DIR [SCALE]`.

For comparing by eye; the tests assert behaviour.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if len(sys.argv) > 2:
    os.environ["QT_SCALE_FACTOR"] = sys.argv[2]

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui import icons, theme
from ui.models.columns import Column, Marked, ProgressCell, TextCell
from ui.models.record_table import RecordTableModel
from ui.widgets import status
from ui.widgets.button import Button
from ui.widgets.cooling_button import CoolingButton
from ui.widgets.label import Label
from ui.widgets.pill import Pill
from ui.widgets.table import TableView


class Icons(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(12 * 32, 5 * 34)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for place, name in enumerate(icons.names()):
            box = QRect(place % 12 * 32, place // 12 * 34, 24, 24)
            icons.paint(painter, name, box, theme.colours().text)


class Campaign:
    def __init__(self, number: int, name: str, state: str, done: int, total: int) -> None:
        self.id = number
        self.name = name
        self.state = state
        self.done = done
        self.total = total


CAMPAIGNS = [
    Campaign(1, "Q2 Lead Re-engagement", "running", 1842, 4200),
    Campaign(2, "EMI reminders · June", "running", 3310, 3960),
    Campaign(3, "KYC follow-up (Maharashtra)", "paused", 612, 2400),
    Campaign(4, "Insurance renewal · 30 days", "scheduled", 0, 5150),
    Campaign(5, "Broker onboarding pilot", "draft", 0, 0),
    Campaign(6, "Monsoon offer · win-back", "completed", 8000, 8000),
    Campaign(7, "Webinar no-shows", "on_hold_v2", 214, 900),
]


def _progress(c: Campaign) -> ProgressCell:
    if not c.total:
        return ProgressCell(text="no leads yet")
    return ProgressCell(c.done, c.total, status.progress_tone(c.state))


def columns() -> list[Column[Campaign]]:
    return [
        Column("name", "Name", lambda c: c.name, weight="medium", width=200, stretch=True, keep=True),
        Column("status", "Status", lambda c: c.state, cell=lambda c: status.campaign(c.state), width=116),
        Column(
            "number", "Caller number", lambda c: "+91 80 4718 2200", elide="middle", width=148, least=148, keep=True
        ),
        Column("progress", "Progress", lambda c: c.done, cell=_progress, width=164, least=120),
        Column("pending", "Pending", lambda c: c.total - c.done, align="right", width=72),
        Column(
            "found",
            "Found text",
            lambda c: Marked("…क्या मेरी EMI की तारीख बदल सकती है?", ((13, 3),)),
            width=240,
            cell=lambda c: Marked("…क्या मेरी EMI की तारीख बदल सकती है?", ((11, 3),)),
        ),
        Column(
            "check",
            "Result",
            lambda c: "",
            cell=lambda c: TextCell("Digits lost in Excel", "red", icon="warning"),
            width=150,
        ),
        Column("cell", "mobile_no", lambda c: "", cell=lambda c: TextCell("9.87654E+09", frame="red"), width=120),
        Column("created", "Created", lambda c: "12 Jun 09:30", align="right", tone="text2", width=112),
    ]


def _row(*widgets: QWidget, gap: int = 8) -> QWidget:
    box = QWidget()
    layout = QHBoxLayout(box)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(gap)
    for widget in widgets:
        layout.addWidget(widget)
    layout.addStretch(1)
    return box


def buttons() -> QWidget:
    box = QWidget()
    grid = QGridLayout(box)
    grid.setContentsMargins(0, 0, 0, 0)
    for line, word in enumerate(("Normal", "Not possible", "Cooling")):
        grid.addWidget(Label(word, tone="text2", size="caption"), line, 0)
        new = Button("New campaign", icon="plus", kind="primary")
        pause = CoolingButton("Pause", icon="pause")
        stop = CoolingButton("Stop everything", icon="stop", kind="danger")
        if line == 1:
            new.setEnabled(False)
            pause.set_possible(False, "Select a running campaign.")
            stop.set_possible(False, "Nothing runs.")
        if line == 2:
            new = CoolingButton("Send", icon="send", kind="primary")
            for button in (new, pause, stop):
                button.set_cooling(12, "12:10:32", "The server asked for a pause.")
        for place, button in enumerate((new, pause, stop)):
            grid.addWidget(button, line, place + 1)
    grid.setColumnStretch(4, 1)
    return box


def pills() -> QWidget:
    box = QWidget()
    layout = QVBoxLayout(box)
    layout.setContentsMargins(0, 0, 0, 0)
    from app import statuses

    layout.addWidget(_row(*(Pill(status.campaign(each)) for each in statuses.CAMPAIGN_STATUSES)))
    layout.addWidget(_row(*(Pill(status.call(each)) for each in statuses.CALL_STATUSES[:7])))
    layout.addWidget(_row(*(Pill(status.call(each)) for each in (*statuses.CALL_STATUSES[7:], "on_hold_v2"))))
    layout.addWidget(_row(*(Pill(status.lead(each)) for each in statuses.LEAD_STATUSES)))
    layout.addWidget(_row(*(Pill(status.upload(each)) for each in ("planned", "inflight", "confirmed", "unknown"))))
    layout.addWidget(_row(*(Pill(status.sentiment(each)) for each in statuses.SENTIMENTS)))
    layout.addWidget(_row(Pill(status.answer(200)), Pill(status.answer(304)), Pill(status.answer(429, 17))))
    return box


def table() -> QWidget:
    model = RecordTableModel(columns())
    model.set_records(CAMPAIGNS)
    view = TableView()
    model.setParent(view)
    view.setModel(model)
    view.setFixedSize(1380, 9 * 32)
    view.sort_by("status")
    view.select_row(4)
    return view


def page() -> QWidget:
    box = QWidget()
    box.setObjectName("page")
    layout = QVBoxLayout(box)
    layout.addWidget(Label("Title 16 / 24", size="title", weight="semibold"))
    layout.addWidget(Label("Body 13 / 20 नमस्ते, बोलिए"))
    layout.addWidget(Label("Caption 12 / 16", size="caption", tone="text2"))
    wrapped = Label("The connection broke at 12:08:41, after the 2,500 rows of this part had left. " * 2, wrap=True)
    wrapped.setFixedWidth(300)
    layout.addWidget(wrapped)
    layout.addWidget(buttons())
    layout.addWidget(
        _row(
            Button("Drop 14", small=True),
            Button("Undo", icon="undo", small=True, kind="quiet"),
            Button("Queue an action", icon="plus", more=True),
            Button("Take out of the queue", kind="link"),
            Button(icon="x", kind="quiet", small=True),
            Button("Send again", kind="danger_fill"),
        )
    )
    layout.addWidget(pills())
    layout.addWidget(Icons())
    layout.addWidget(table())
    return box


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    scheme = theme.Theme("light")
    for mode in ("light", "dark"):
        scheme.set_mode(mode)  # type: ignore[arg-type]
        window = page()
        window.show()
        window.adjustSize()
        app.processEvents()
        window.grab().save(str(folder / f"{mode}.png"))
        window.close()


if __name__ == "__main__":
    main()
