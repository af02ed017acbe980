"""In which encoding is the file? Each one that it may be in, with some of its cells as they would then be read.

Owns: the dialog. Leaves to others: which encodings come into question (`app/leads/encodings.py`), reading the file
again (`characters.py`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui import texts, tokens
from ui.leads.choice_list import ChoiceList
from ui.widgets.button import Button
from ui.widgets.label import Label

if TYPE_CHECKING:
    from app.leads.records import FileSummary

translate = QCoreApplication.translate

_WIDTH: Final = 560


class EncodingDialog(QDialog):
    """Use `open()`. It deletes itself.

    Signals:
        chosen: An encoding was taken; its codec.
    """

    chosen = Signal(str)

    def __init__(self, summary: FileSummary, parent: QWidget | None, *, loses_changes: bool) -> None:
        """Make it.

        Args:
            summary: Of a file with guesses.
            parent: The window.
            loses_changes: Rows were changed, which is gone once the file is read again.
        """
        super().__init__(parent)
        self._summary = summary
        self.setObjectName("leads.encoding.dialog")
        title = translate("Leads", "Which characters are right?")
        self.setWindowTitle(title)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        heading = Label(title, size="title", weight="semibold")
        why = translate(
            "Leads",
            "Nothing in {name} says in which encoding it was saved. Choose the one in which names and places look"
            " right.",
        ).format(name=texts.plain(summary.name, 60))
        self.choices = ChoiceList()
        self.choices.setObjectName("leads.encoding.choices")
        for guess in summary.guesses:
            cells = " / ".join(texts.plain(cell, tokens.CELL_CAP) for cell in guess.cells)
            row = self.choices.add(guess.codec, "file-text", texts.plain(guess.label), cells)
            row.setObjectName(f"leads.encoding.{guess.codec}")
            row.setToolTip(texts.tooltip(cells))
        self.choices.changed.connect(lambda _codec: self._show_button())
        later = translate("Leads", "The next file that begins with the same line is read the same way.")
        if loses_changes:
            later = translate("Leads", "The file is read again: what was changed about its rows is lost.")
        cancel = Button(translate("Leads", "Decide later"))
        cancel.setObjectName("leads.encoding.later")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        self.yes = Button("", kind="primary")
        self.yes.setObjectName("leads.encoding.yes")
        self.yes.setDefault(True)
        self.yes.clicked.connect(self._on_yes)
        foot = QHBoxLayout()
        foot.setSpacing(tokens.S8)
        foot.addStretch(1)
        foot.addWidget(cancel)
        foot.addWidget(self.yes)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(tokens.S24, tokens.S24, tokens.S24, tokens.S24)
        layout.setSpacing(tokens.S12)
        layout.addWidget(heading)
        layout.addWidget(self._paragraph(why))
        layout.addWidget(self.choices)
        layout.addWidget(self._paragraph(later, tone="amber" if loses_changes else "text2"))
        layout.addLayout(foot)
        layout.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)
        current = next((guess.codec for guess in summary.guesses if guess.label == summary.encoding), "")
        taken = self.choices.choice(current or summary.guesses[0].codec)
        taken.setChecked(True)
        self._show_button()
        taken.setFocus()

    @staticmethod
    def _paragraph(text: str, tone: str = "text") -> Label:
        label = Label(text, tone=tone, wrap=True)
        label.setFixedWidth(_WIDTH)
        return label

    def _show_button(self) -> None:
        label = next(guess.label for guess in self._summary.guesses if guess.codec == self.choices.current)
        self.yes.setText(translate("Leads", "Read as {encoding}").format(encoding=texts.plain(label)))

    def _on_yes(self) -> None:
        codec = self.choices.current
        self.accept()
        self.chosen.emit(codec)
