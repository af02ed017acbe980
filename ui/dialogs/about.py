"""What this program is, and which parts it is made of.

Owns: the dialog. Leaves to others: reading the parts' licences (`app/licences.py`, in a thread), diagnostics.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QPlainTextEdit, QVBoxLayout, QWidget

from app.cli import VERSION
from ui import texts, tokens
from ui.tasks import TaskRunner
from ui.widgets.button import Button
from ui.widgets.label import Label
from ui.widgets.rows import SectionTitle

if TYPE_CHECKING:
    from app.licences import Part

translate = QCoreApplication.translate

LIST_WIDTH = 280
TEXT_WIDTH = 440
HEIGHT = 300
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
        self._parts: list[Part] = []
        self.setObjectName("about.dialog")
        self.setWindowTitle(translate("About", "About DialNexa Console"))
        self._list = QListWidget()
        self._list.setObjectName("about.parts")
        self._list.setAccessibleName(translate("About", "Parts"))
        self._list.setFixedSize(LIST_WIDTH, HEIGHT)
        self._list.currentRowChanged.connect(self._show_part)
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
        box.addWidget(self._list)
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
        self.finished.connect(lambda _result: tasks.cancel(TASK))
        tasks.start(self._read(), name=TASK)
        close.setFocus()

    @property
    def is_complete(self) -> bool:
        """Whether the parts are there."""
        return bool(self._parts)

    async def _read(self) -> None:
        from app.licences import parts
        from app.threads import run_in_daemon_thread

        self._parts = await run_in_daemon_thread(parts, name="licences")
        for part in self._parts:
            self._list.addItem(texts.plain(f"{part.name} {part.version}", tokens.CELL_CAP))
        self._title.set_note(translate("About", "{count} parts").format(count=len(self._parts)))
        self._list.setCurrentRow(0)

    def _show_part(self, row: int) -> None:
        if not 0 <= row < len(self._parts):
            return
        part = self._parts[row]
        text = part.text or translate("About", "The text of the licence did not come with this part.")
        # Not shortened to the length of a label: licences are long and harmless here.
        self._licence.setPlainText(texts.plain(f"{part.name}: {part.licence}\n\n{text}", len(text) + 400, lines=True))
