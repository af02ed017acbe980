"""Rows come to the Leads page: files dropped or chosen, cells pasted, another sheet of a workbook.

Owns: which of them is opened now and which waits, and what is said where one cannot be opened. Leaves to others:
reading (`opening.py`), what becomes of the file at hand (`page.py`).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QGuiApplication

from app.errors import LeadFileError
from ui import texts
from ui.desk import Desk
from ui.leads.checking import Checking
from ui.leads.commands import LeadCommands
from ui.leads.drop_zone import DropZone
from ui.leads.file_dialogs import choose_files
from ui.leads.opened import Source
from ui.leads.opening import Opening
from ui.leads.preflight import Preflight
from ui.leads.waiting_files import WaitingFiles
from ui.page import Page
from ui.texts import error_text

translate = QCoreApplication.translate


class Incoming(QObject):
    """See the module.

    Attributes:
        zone: Where files are dropped.
        waiting: Files whose turn has not come.
        opening: What is being read.
        problem: Why the last file could not be opened, while no other is there.

    Signals:
        changed: Something else is being read, or nothing any more.
    """

    changed = Signal()

    def __init__(
        self,
        desk: Desk,
        commands: LeadCommands,
        checking: Checking,
        preflight: Preflight,
        is_sending: Callable[[], bool],
        page: Page,
    ) -> None:
        super().__init__(page)
        self.problem = ""
        self._desk = desk
        self._checking = checking
        self._preflight = preflight
        self._is_sending = is_sending
        self._page = page
        self.waiting = WaitingFiles()
        self.waiting.next_wanted.connect(self.open_next)
        self.zone = DropZone(commands.paste)
        self.zone.open_wanted.connect(self.choose_file)
        self.zone.stop_wanted.connect(self._on_stop_reading)
        commands.paste.triggered.connect(self.paste_rows)
        commands.another.triggered.connect(self.choose_file)
        preflight.target.sheet_chosen.connect(self._on_sheet)
        self.opening = Opening(desk, checking, self.zone.show_share, self)
        self.opening.failed.connect(self._on_failed)
        self.opening.displaced.connect(self._on_displaced)
        desk.files_coming.connect(self.prepare)
        desk.files_offered.connect(self.offer)
        desk.rows_offered.connect(self.offer_rows)

    def prepare(self) -> None:
        """A file may come soon."""
        if self._desk.context is not None and not self._is_sending():
            self.opening.prepare()

    def release(self) -> None:
        """Let go of the file at hand, and of what is being read."""
        self.opening.release()
        self.problem = ""

    def choose_file(self) -> None:
        """Let the operator choose lead files."""
        self.prepare()
        title = translate("Leads", "Open lead file")
        file = self._checking.file
        choose_files(
            self._page, "leads.open.dialog", title, self.offer, folder=file.folder if file is not None else None
        )

    def offer(self, paths: list[Path]) -> None:
        """Lead files were dropped or chosen: the first is checked, the others wait, all of them while one is sent."""
        if not paths:
            return
        if self._desk.context is None:
            self.waiting.add(paths)
        elif self._is_sending():
            self.waiting.add(paths)
            self._desk.messages.info(
                translate("Leads", "{name} waits until the upload is over.").format(name=texts.plain(paths[0].name))
            )
        else:
            self.waiting.add(paths[1:])
            self.open_source(Source(paths[0]))

    def offer_rows(self, text: str, name: str) -> None:
        """Leads from elsewhere in the window; while others are sent, they are not taken."""
        if self._desk.context is None:
            return
        if self._is_sending():
            self._desk.messages.info(translate("Leads", "An upload is under way. Try again when it is over."))
        else:
            self.open_source(Source(None, text, name))

    def open_next(self) -> None:
        """Open the first file that waits, where that is possible now."""
        path = self.waiting.take() if not self._is_sending() and self._desk.context is not None else None
        if path is not None:
            self.open_source(Source(path))

    def open_source(self, source: Source, sheet: str | None = None, encoding: str | None = None) -> None:
        """Read and check rows; the file at hand stays until they are there. See `Opening.start`."""
        self.problem = ""
        self.opening.start(source, sheet, encoding)
        self.zone.show_reading(source.title)
        self.changed.emit()

    def read_as(self, codec: str) -> None:
        """Read the file at hand in another encoding."""
        file = self._checking.file
        if file is not None and not self._is_sending():
            self.open_source(file.source, encoding=codec)

    def paste_rows(self) -> None:
        """Take what is in the clipboard: files, or cells that were copied in a spreadsheet."""
        mime = QGuiApplication.clipboard().mimeData()
        paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()] if mime.hasUrls() else []
        if paths:
            self.offer(paths)
        else:
            self.open_source(Source(None, mime.text(), translate("Leads", "pasted rows")))

    def _on_displaced(self, source: Source) -> None:
        if source.path is not None:
            self.waiting.add([source.path])

    def _on_failed(self, error: LeadFileError) -> None:
        self._desk.messages.error(error)
        if self._checking.file is None:
            self.problem = error_text(error)
            self.zone.show_problem(self.problem)
        self._back_to_file()

    def _on_stop_reading(self) -> None:
        self.opening.stop()
        self._back_to_file()

    def _back_to_file(self) -> None:
        """Nothing came of opening: what was there before is there again, with the sheet it has."""
        file = self._checking.file
        if file is not None:
            self._preflight.show_file(file.summary)
        self.changed.emit()

    def _on_sheet(self, sheet: str) -> None:
        file = self._checking.file
        if file is not None and sheet != file.summary.sheet:
            self.open_source(file.source, sheet)
