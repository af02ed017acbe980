"""Saving the filtered calls as a file.

Owns: the choices, where to, how far it is, giving up. Leaves to others: writing the file (`app/calls/export.py`), doing
it in the background (`ui/calls/exporting.py`).
"""

from __future__ import annotations

from pathlib import Path
from typing import Final, NamedTuple

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui import texts, tokens
from ui.widgets.button import Button
from ui.widgets.label import Label
from ui.widgets.progress_bar import ProgressBar
from ui.widgets.toggles import CheckBox, RadioButton

translate = QCoreApplication.translate

FORMATS: Final = ("csv", "xlsx", "jsonl")


class ExportWish(NamedTuple):
    """What is to be written: where, as what, with masked numbers or not, with transcripts or not."""

    path: Path
    kind: str
    masked: bool
    transcripts: bool


class ExportDialog(QDialog):
    """See the module.

    Signals:
        wanted: The operator chose everything (an `ExportWish`).
        cancelled: What is under way is to be given up.
    """

    wanted = Signal(object)
    cancelled = Signal()

    def __init__(self, count: int, *, masked: bool, folder: Path, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._folder = folder
        self._name = name
        self._is_running = False
        self.setObjectName("calls.export_dialog")
        self.setWindowTitle(translate("Calls", "Export"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        one, many = translate("Calls", "Export 1 call"), translate("Calls", "Export {count} calls")
        title = (one if count == 1 else many).format(count=texts.number(count))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(tokens.S24, tokens.S24, tokens.S24, tokens.S24)
        layout.setSpacing(tokens.S12)
        layout.addWidget(Label(title, size="title", weight="semibold"))
        hint = translate(
            "Calls", "Everything that the filters let through, in the order of the table, from this computer."
        )
        text = Label(hint, tone="text2", wrap=True)
        text.setFixedWidth(13 * tokens.S32)
        layout.addWidget(text)
        self.kinds: dict[str, RadioButton] = {}
        for kind, words, quiet in (
            (
                "csv",
                "CSV",
                translate("Calls", "for spreadsheets, and as leads for another campaign"),
            ),
            (
                "xlsx",
                translate("Calls", "Excel workbook"),
                translate("Calls", "numbers stay text, up to 1,048,575 calls a sheet"),
            ),
            ("jsonl", translate("Calls", "JSON lines"), translate("Calls", "for programs: one call a line")),
        ):
            button = self.kinds[kind] = RadioButton(words, quiet=quiet)
            button.setObjectName(f"calls.export.{kind}")
            layout.addWidget(button)
        self.kinds["csv"].setChecked(True)
        self.masking = CheckBox(
            translate("Calls", "Mask phone numbers"), quiet=translate("Calls", "such a file cannot be used as leads")
        )
        self.masking.setObjectName("calls.export.mask")
        self.masking.setChecked(masked)
        layout.addSpacing(tokens.S4)
        layout.addWidget(self.masking)
        self.transcripts = CheckBox(
            translate("Calls", "With transcripts"), quiet=translate("Calls", "of calls whose transcript is here")
        )
        self.transcripts.setObjectName("calls.export.transcripts")
        layout.addWidget(self.transcripts)
        self.progress = ProgressBar(wide=True)
        self.progress.setObjectName("calls.export.progress")
        self.progress.setAccessibleName(translate("Calls", "Export progress"))
        self.told = Label("", tone="text2", size="caption", wrap=True)
        self.told.setObjectName("calls.export.told")
        layout.addWidget(self.progress)
        layout.addWidget(self.told)
        row = QHBoxLayout()
        row.setSpacing(tokens.S8)
        row.addStretch(1)
        self.cancel = Button(translate("Calls", "Cancel"))
        self.cancel.setObjectName("calls.export.cancel")
        self.cancel.clicked.connect(self.reject)
        self.save = Button(translate("Calls", "Save as…"), icon="save", kind="primary")
        self.save.setObjectName("calls.export.save")
        self.save.setDefault(True)
        self.save.setEnabled(count > 0)
        self.save.clicked.connect(self._on_save)
        row.addWidget(self.cancel)
        row.addWidget(self.save)
        layout.addLayout(row)
        self._show_running(False)

    @property
    def kind(self) -> str:
        """The chosen format."""
        return next(kind for kind, button in self.kinds.items() if button.isChecked())

    def _on_save(self) -> None:
        kind = self.kind
        dialog = QFileDialog(self, translate("Calls", "Export"))
        dialog.setObjectName("calls.export.file")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(f"{kind.upper()} (*.{kind})")
        dialog.setDefaultSuffix(kind)
        dialog.setDirectory(str(self._folder))
        dialog.selectFile(f"{self._name}.{kind}")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self.start(Path(path)))
        dialog.open()

    def start(self, path: Path) -> None:
        """Write to this file."""
        wish = ExportWish(path, self.kind, self.masking.isChecked(), self.transcripts.isChecked())
        self._show_running(True)
        self.wanted.emit(wish)

    def show_progress(self, done: int, total: int) -> None:
        """So many of so many calls are written."""
        self.progress.set_progress(done, total)
        words = translate("Calls", "{done} of {total} calls written")
        self.told.setText(words.format(done=texts.number(done), total=texts.number(total)))
        self.progress.setAccessibleDescription(self.told.text())

    def show_problem(self, text: str) -> None:
        """It could not be written; it may be tried again."""
        self._show_running(False)
        self.told.set_tone("red")
        self.told.setText(text)
        self.told.show()

    def finish(self) -> None:
        """All is written."""
        self._is_running = False
        self.accept()

    def reject(self) -> None:
        """Give up: what is under way, and the dialog."""
        if self._is_running:
            self._is_running = False
            self.cancelled.emit()
        super().reject()

    def _show_running(self, on: bool) -> None:
        self._is_running = on
        for button in self.kinds.values():
            button.setEnabled(not on)
        self.masking.setEnabled(not on)
        self.transcripts.setEnabled(not on)
        self.save.setEnabled(not on)
        self.progress.setVisible(on)
        self.told.setVisible(on)
        self.told.set_tone("text2")
        self.told.setText("")
        self.progress.set_progress(0, 0)
