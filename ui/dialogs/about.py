"""What this program is, and which parts it is made of.

Owns: the dialog. Leaves to others: reading the parts' licences (`app/licences.py`, in a thread), diagnostics.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from app.cli import VERSION
from ui import texts, tokens
from ui.models.columns import Column
from ui.models.record_table import RecordTableModel
from ui.tasks import TaskRunner
from ui.widgets.button import Button
from ui.widgets.label import Label
from ui.widgets.rows import SectionTitle
from ui.widgets.table import TableView

if TYPE_CHECKING:
    from app.licences import Part

translate = QCoreApplication.translate

LIST_WIDTH = 440
TEXT_WIDTH = 400
HEIGHT = 320
TASK = "about.parts"


class AboutDialog(QDialog):
    """Name, version, licences. Use `open()`.

    Args:
        tasks: Reads the parts.
        copy_diagnostics: What the button of this name does.
        parent: The main window.
    """

    def __init__(
        self, tasks: TaskRunner, copy_diagnostics: Callable[[], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("about.dialog")
        self.setWindowTitle(translate("About", "About DialNexa Console"))
        self._model: RecordTableModel[Part] = RecordTableModel(_columns(), identity=lambda part: part.name, parent=self)
        self._table = TableView()
        self._table.setObjectName("about.parts")
        self._table.setAccessibleName(translate("About", "Parts and their licences"))
        self._table.setModel(self._model)
        self._table.setSelectionMode(TableView.SelectionMode.SingleSelection)
        self._table.setFixedSize(LIST_WIDTH, HEIGHT)
        self._table.selectionModel().currentRowChanged.connect(lambda current: self._show_part(current.row()))
        self._licence = QPlainTextEdit()
        self._licence.setObjectName("about.licence")
        self._licence.setAccessibleName(translate("About", "Licence"))
        self._licence.setReadOnly(True)
        self._licence.setFixedSize(TEXT_WIDTH, HEIGHT)
        self._licence.setTabChangesFocus(True)
        self._licence.setPlainText(translate("About", "Reading the licences…"))
        self._title = SectionTitle(translate("About", "Parts and their licences"))
        box = QHBoxLayout()
        box.setSpacing(tokens.S12)
        box.addWidget(self._table)
        box.addWidget(self._licence)
        diagnostics = Button(translate("About", "Copy diagnostics"), icon="copy")
        diagnostics.setObjectName("about.diagnostics")
        diagnostics.setAutoDefault(False)
        diagnostics.set_hint(translate("About", "Versions, folders and reachability; no key and no number"))
        diagnostics.clicked.connect(lambda: copy_diagnostics())
        close = Button(translate("About", "Close"), kind="primary")
        close.setObjectName("about.close")
        close.setDefault(True)
        close.clicked.connect(lambda: self.accept())
        foot = QHBoxLayout()
        foot.addWidget(diagnostics)
        foot.addStretch(1)
        foot.addWidget(close)
        text = translate(
            "About",
            "A desktop console for outbound voice campaigns on DialNexa. MIT licence. Qt is used under the LGPL: it "
            "can be replaced by another build of the same version.",
        )
        about = Label(text, tone="text2", wrap=True)
        about.setFixedWidth(LIST_WIDTH + TEXT_WIDTH + tokens.S12)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(tokens.S24, tokens.S24, tokens.S24, tokens.S24)
        layout.setSpacing(tokens.S12)
        layout.addWidget(Label(f"DialNexa Console {VERSION}", size="title", weight="semibold"))
        layout.addWidget(about)
        layout.addWidget(self._title)
        layout.addLayout(box)
        layout.addLayout(foot)
        layout.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)
        layout.activate()  # before it is shown, so that it does not change its size in front of the operator
        self.finished.connect(lambda _result: tasks.cancel(TASK))
        tasks.start(self._read(), name=TASK)
        close.setFocus()

    @property
    def is_complete(self) -> bool:
        """Whether the parts are there."""
        return self._model.total > 0

    async def _read(self) -> None:
        from app.licences import parts
        from app.threads import run_in_daemon_thread

        found = await run_in_daemon_thread(parts, name="licences")
        self._model.set_records(found)
        self._title.set_note(translate("About", "{count} parts").format(count=len(found)))
        self._table.select_row(0)

    def _show_part(self, row: int) -> None:
        part = self._model.record_at(row)
        if part is None:
            return
        text = part.text or translate("About", "The text of the licence did not come with this part.")
        # Not shortened to the length of a label: licences are long and harmless here.
        self._licence.setPlainText(texts.plain(f"{part.name}: {part.licence}\n\n{text}", len(text) + 400, lines=True))


def _columns() -> list[Column[Part]]:
    def shown(text: str) -> str:
        return texts.plain(text, tokens.CELL_CAP)

    return [
        Column("name", translate("About", "Part"), lambda part: shown(part.name), width=152, stretch=True, keep=True),
        Column("version", translate("About", "Version"), lambda part: shown(part.version), tone="text2", width=96),
        Column("licence", translate("About", "Licence"), lambda part: shown(part.licence), width=176, keep=True),
    ]
