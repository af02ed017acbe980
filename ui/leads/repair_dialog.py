"""A repair of many rows, seen before it is done.

Owns: the dialog. Leaves to others: what would be changed (`app/leads/repairs.py`) and doing it (`repairing.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui import texts, tokens
from ui.leads.words import rows_text, sentence_text
from ui.widgets.button import Button
from ui.widgets.label import Label
from ui.widgets.search_field import TextField

if TYPE_CHECKING:
    from app.leads.records import PreviewRow, RepairOffer

translate = QCoreApplication.translate

PREVIEWED: Final = 6
_WIDTH: Final = 460
_CELL: Final = 168
_LONGEST_TEXT: Final = 500


class RepairDialog(QDialog):
    """Shows the first rows as they are and as they would be. Use `open()`.

    Signals:
        wanted: The operator wants it, with this text (where the repair needs one).
    """

    wanted = Signal(str)

    def __init__(
        self, offer: RepairOffer, rows: Sequence[PreviewRow], parent: QWidget | None, *, text: str = ""
    ) -> None:
        """Make it; `text` is what was typed the last time, for a repair that needs a text."""
        super().__init__(parent)
        title = sentence_text(offer.title)
        self.setObjectName("leads.repair.dialog")
        self.setWindowTitle(title)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._after: list[Label] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(tokens.S24, tokens.S24, tokens.S24, tokens.S24)
        layout.setSpacing(tokens.S12)
        heading = Label(title, size="title", weight="semibold", wrap=True)
        heading.setFixedWidth(_WIDTH)
        layout.addWidget(heading)
        self.text = TextField(max_length=_LONGEST_TEXT)
        self.text.setObjectName("leads.repair.text")
        self.text.setAccessibleName(translate("Leads", "Text for the empty cells"))
        self.text.setPlaceholderText(translate("Leads", "Text for the empty cells"))
        self.text.setVisible(offer.needs_text)
        self.text.textChanged.connect(self._on_text)
        layout.addWidget(self.text)
        layout.addLayout(self._grid(rows))
        if offer.count > len(rows):
            more = translate("Leads", "and {rows} more").format(rows=rows_text(offer.count - len(rows)))
            layout.addWidget(Label(more, size="caption", tone="text2"))
        said = translate("Leads", "This changes the rows here, never the file on disk, and can be undone.")
        note = Label(said, tone="text2", wrap=True)
        note.setFixedWidth(_WIDTH)
        layout.addWidget(note)
        cancel = Button(translate("Leads", "Cancel"))
        cancel.setObjectName("leads.repair.cancel")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        self.yes = Button(translate("Leads", "Change {rows}").format(rows=rows_text(offer.count)), kind="primary")
        self.yes.setObjectName("leads.repair.yes")
        self.yes.setDefault(True)
        self.yes.setEnabled(not offer.needs_text)
        self.yes.clicked.connect(self._on_yes)
        foot = QHBoxLayout()
        foot.setSpacing(tokens.S8)
        foot.addStretch(1)
        foot.addWidget(cancel)
        foot.addWidget(self.yes)
        layout.addLayout(foot)
        layout.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)
        if offer.needs_text:
            self.text.setText(text)
        layout.activate()  # before it is shown, so that it does not change its size in front of the operator
        (self.text if offer.needs_text else self.yes).setFocus()

    def _grid(self, rows: Sequence[PreviewRow]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(tokens.S12)
        grid.setVerticalSpacing(tokens.S4)
        for place, row in enumerate(rows):
            number = translate("Leads", "row {number}").format(number=texts.number(row.number))
            grid.addWidget(Label(number, size="caption", tone="text2"), place, 0)
            grid.addWidget(self._cell(row.before, "text2"), place, 1)
            after = self._cell(translate("Leads", "left out") if row.after is None else row.after, "text")
            grid.addWidget(Label("→", tone="text2"), place, 2)
            grid.addWidget(after, place, 3)
            self._after.append(after)
        grid.setColumnStretch(3, 1)
        return grid

    @staticmethod
    def _cell(text: str, tone: str) -> Label:
        shown = texts.plain(text, tokens.CELL_CAP) or translate("Leads", "empty")
        label = Label(shown, tone=tone, elide="end")
        label.setFixedWidth(_CELL)
        return label

    def _on_text(self, text: str) -> None:
        self.yes.setEnabled(bool(text.strip()))
        for label in self._after:
            label.setText(texts.plain(text, tokens.CELL_CAP) or translate("Leads", "empty"))

    def _on_yes(self) -> None:
        self.accept()
        self.wanted.emit(self.text.text())
