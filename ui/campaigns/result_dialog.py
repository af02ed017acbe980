"""What became of several campaigns: a line each.

Owns: the list and its summary. Leaves to others: the results. It is not modal: the window behind it stays usable, and
it is made once and kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui import tokens
from ui.campaigns.notice import Notice
from ui.command import Command
from ui.models.columns import Column
from ui.models.record_table import RecordTableModel
from ui.widgets.announce import announce
from ui.widgets.button import Button
from ui.widgets.cooling_button import CoolingButton
from ui.widgets.label import Label
from ui.widgets.status import Look
from ui.widgets.table import TableView

translate = QCoreApplication.translate

_WIDTH: Final = 720
_FEWEST_ROWS: Final = 4
_MOST_ROWS: Final = 10


class ResultRow(NamedTuple):
    """One campaign: its id and name, the result as a pill, and a sentence about it."""

    id: str
    name: str
    look: Look
    text: str


class ResultDialog(QDialog):
    """See the module. `again` is the command behind the button that repeats, where that makes sense."""

    def __init__(self, again: Command, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("campaigns.result.dialog")
        self.setModal(False)
        self._title = Label(size="title", weight="semibold")
        self.summary = Label(tone="text2", wrap=True)
        self.summary.setObjectName("campaigns.result.summary")
        self.summary.setFixedWidth(_WIDTH)
        self.notice = Notice(_WIDTH)
        self.notice.setObjectName("campaigns.result.notice")
        self.model: RecordTableModel[ResultRow] = RecordTableModel(
            [
                Column(
                    "name",
                    translate("Campaigns", "Campaign"),
                    lambda row: row.name,
                    weight="medium",
                    width=220,
                    least=160,
                    keep=True,
                ),
                Column(
                    "result",
                    translate("Campaigns", "Result"),
                    lambda row: row.look.word,
                    cell=lambda row: row.look,
                    width=150,
                    least=150,
                    keep=True,
                ),
                Column(
                    "text",
                    translate("Campaigns", "What the server says"),
                    lambda row: row.text,
                    tone="text2",
                    width=300,
                    least=200,
                    stretch=True,
                    keep=True,
                ),
            ],
            parent=self,
        )
        self.table = TableView()
        self.table.setObjectName("campaigns.result.table")
        self.table.setAccessibleName(translate("Campaigns", "Results"))
        self.table.setModel(self.model)
        self.table.setFixedWidth(_WIDTH)
        copy = Button(translate("Campaigns", "Copy the list"), icon="copy")
        copy.setObjectName("campaigns.result.copy")
        copy.setAutoDefault(False)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.as_text()))
        self.again = CoolingButton(again.title, icon="stop", kind="danger")
        self.again.setAutoDefault(False)
        again.bind(self.again)
        self.close_button = Button(translate("Campaigns", "Close"))
        self.close_button.setObjectName("campaigns.result.close")
        self.close_button.setDefault(True)
        self.close_button.clicked.connect(lambda: self.close())
        buttons = QHBoxLayout()
        buttons.setSpacing(tokens.S8)
        buttons.addWidget(copy)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        buttons.addWidget(self.again)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(tokens.S24, tokens.S24, tokens.S24, tokens.S24)
        layout.setSpacing(tokens.S12)
        layout.addWidget(self._title)
        layout.addWidget(self.summary)
        layout.addWidget(self.table)
        layout.addWidget(self.notice)
        layout.addLayout(buttons)
        layout.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)

    def begin(self, title: str) -> None:
        """Show it, empty, for something that begins now."""
        self._title.setText(title)
        self.setWindowTitle(title)
        self.summary.setText("")
        self.notice.clear()
        self.again.hide()
        self.model.set_records([])
        self._fit()
        if self.isVisible():
            self.raise_()  # it may be behind the window
        self.show()
        self.activateWindow()
        self.table.setFocus()

    def set_rows(self, rows: Sequence[ResultRow]) -> None:
        """Show these results."""
        self.model.set_records(rows)
        self._fit()

    def set_summary(self, text: str) -> None:
        """Say where it stands."""
        self.summary.setText(text)
        self.summary.setAccessibleName(text)

    def end(self, text: str, *, may_repeat: bool = False, problems: Sequence[str] = ()) -> None:
        """It is over; `text` is spoken. `problems` stand out below the list."""
        self.set_summary(text)
        self.again.setVisible(may_repeat)
        if problems:
            self.notice.say(problems[0], problems[1:], tone="red")
        announce(self, " ".join((text, *problems)), urgent=bool(problems))

    def as_text(self) -> str:
        """Everything, for the clipboard."""
        lines = [self._title.text(), self.summary.text()]
        lines += ["\t".join((row.name, row.look.word, row.text)) for row in self.model.records]
        if self.notice.text:
            lines.append(self.notice.text)
        return "\n".join(lines)

    def _fit(self) -> None:
        rows = min(max(self.model.rowCount(), _FEWEST_ROWS), _MOST_ROWS)
        self.table.setFixedHeight((rows + 1) * tokens.H_ROW)
