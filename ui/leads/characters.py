"""Whether the characters of a file are read as they were meant.

Owns: asking where nothing in the file proves its encoding, and remembering the answer for files that begin with the
same line. Leaves to others: the guesses (`app/leads/encodings.py`), reading the file again (`incoming.py`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QWidget

from ui import texts, tokens
from ui.command import Command
from ui.desk import Desk
from ui.leads.checking import Checking
from ui.widgets.banner import Banner
from ui.widgets.button import Button

if TYPE_CHECKING:
    from ui.leads.encoding_dialog import EncodingDialog

translate = QCoreApplication.translate


class Characters(QObject):
    """See the module.

    Attributes:
        strip: Asks; hidden while there is nothing to ask.
        right: The characters are right as they are.
        choose: Shows the other encodings. Possible after an answer too.
        dialog: The question in full, None while it is not shown.

    Signals:
        reading_wanted: The file at hand is to be read in this encoding.
    """

    reading_wanted = Signal(str)

    def __init__(self, desk: Desk, checking: Checking, page: QWidget) -> None:
        super().__init__(page)
        self.dialog: EncodingDialog | None = None
        self._desk = desk
        self._checking = checking
        self._page = page
        self.right = Command("leads.characters.right", translate("Leads", "They are right"), parent=page)
        self.right.triggered.connect(self._on_right)
        self.choose = Command("leads.characters", translate("Leads", "Choose the characters…"), parent=page)
        self.choose.triggered.connect(self._on_choose)
        self.strip = Banner(tone="amber", icon="question")
        self.strip.setObjectName("leads.characters.strip")
        for command in (self.right, self.choose):
            button = Button(command.title, small=True)
            command.bind(button)
            self.strip.add_widget(button)
        checking.changed.connect(self.update)
        self.update()

    def update(self) -> None:
        """Bring the question in line with the file at hand."""
        file = self._checking.file
        summary = file.summary if file is not None else None
        asked = summary is not None and not summary.encoding_sure
        self.strip.setVisible(asked)
        if summary is not None and asked:
            seen = " / ".join(texts.plain(cell, tokens.CELL_CAP) for cell in summary.guesses[0].cells)
            self.strip.set_text(
                translate("Leads", "Are these characters right? {cells}").format(cells=seen),
                translate("Leads", "Read as {encoding}. Nothing in the file proves that.").format(
                    encoding=texts.plain(summary.encoding)
                ),
            )
        self.right.set_possible(asked, translate("Leads", "There is no doubt about the characters."))
        can_choose = summary is not None and len(summary.guesses) > 1
        self.choose.set_possible(can_choose, translate("Leads", "There is no doubt about the characters."))

    def forget(self) -> None:
        """Another file is at hand, or none."""
        if self.dialog is not None:
            self.dialog.reject()

    def _on_right(self) -> None:
        file = self._checking.file
        if file is not None:
            self._checking.remembered.keep_encoding(file.summary, file.summary.guesses[0].codec)
            file.confirm_encoding()
            self._checking.show_again()
            self._checking.focus_next_choice()  # the button is gone

    def _on_choose(self) -> None:
        file = self._checking.file
        if file is None or self.dialog is not None:
            return
        from ui.leads.encoding_dialog import EncodingDialog

        changed = file.result is not None and file.result.to_undo is not None
        dialog = self.dialog = EncodingDialog(file.summary, self._page.window(), loses_changes=changed)
        dialog.finished.connect(self._on_closed)
        dialog.chosen.connect(self._on_chosen)
        dialog.open()

    def _on_closed(self) -> None:
        self.dialog = None

    def _on_chosen(self, codec: str) -> None:
        file = self._checking.file
        if file is None:
            return
        label = next((guess.label for guess in file.summary.guesses if guess.codec == codec), "")
        if label == file.summary.encoding and not file.summary.encoding_sure:
            self._on_right()
        elif label != file.summary.encoding:
            self._checking.remembered.keep_encoding(file.summary, codec)
            self.reading_wanted.emit(codec)
