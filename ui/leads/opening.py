"""Opening lead files, one at a time, and keeping the process of the one at hand alive.

Owns: what is being read, and giving it up when another one comes; a process that waits for the next file. Leaves to
others: reading (`app/leads/session.py`), checking (`checking.py`), which file comes next and what is shown (`page.py`).
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QObject, Signal

from app.errors import LeadFileError
from ui import texts
from ui.desk import Desk
from ui.leads.checking import Checking
from ui.leads.opened import OpenedFile, Source

if TYPE_CHECKING:
    from app.leads.session import SpareReader

translate = QCoreApplication.translate

# The share of the reading progress that opening takes; checking takes the rest.
_OPENING_SHARE: Final = 0.7


class Opening(QObject):
    """See the module.

    Attributes:
        source: What is being read at this moment, None while nothing is.
        part_bytes: How much one upload takes; None for what the API documents.

    Signals:
        opened: A file was read and checked: `OpenedFile` and `Examined`. It is held until `release` or the next one.
        failed: It cannot be used: `LeadFileError`.
        displaced: Another file took the place of this source while it was still being read.
    """

    opened = Signal(object, object)
    failed = Signal(object)
    displaced = Signal(object)

    def __init__(self, desk: Desk, checking: Checking, on_share: Callable[[float], None], parent: QObject) -> None:
        super().__init__(parent)
        self.source: Source | None = None
        self.part_bytes: int | None = None
        self._desk = desk
        self._checking = checking
        self._on_share = on_share
        self._task: asyncio.Task[None] | None = None
        self._holder: asyncio.Task[None] | None = None
        self._spare: SpareReader | None = None

    def prepare(self) -> None:
        """A file may come soon: have a process ready for it."""
        if self._spare is None:
            from app.leads.session import SpareReader

            self._spare = SpareReader()
        self._spare.prepare()

    def start(self, source: Source, sheet: str | None = None, encoding: str | None = None) -> None:
        """Read `source`; the one that is being read at the moment is given up, the one at hand stays until then.

        Args:
            source: What to read.
            sheet: Another sheet of the workbook at hand.
            encoding: Another encoding of the file at hand.
        """
        before = self.source
        self.stop()
        if before is not None and before != source:
            self.displaced.emit(before)
        self.source = source
        self._task = self._desk.tasks.start(self._open(source, sheet, encoding))

    def stop(self) -> None:
        """Give up what is being read."""
        if self._task is not None:
            self._task.cancel()
        self._task = self.source = None

    def release(self) -> None:
        """Let go of the file at hand too."""
        self.stop()
        if self._holder is not None:
            self._holder.cancel()
        self._holder = None
        if self._spare is not None:
            self._spare.drop()

    async def _open(self, source: Source, sheet: str | None, encoding: str | None) -> None:
        """Open and check a file, then hold its process until another file takes its place."""
        from app.leads.records import LARGEST_PART_BYTES
        from app.leads.session import LeadSession

        session, spare, kept, is_likely = None, self._spare, "", True
        try:
            on_share, part_bytes = self._on_opening, self.part_bytes or LARGEST_PART_BYTES
            if source.path is not None:
                session = await LeadSession.open(
                    source.path,
                    sheet=sheet,
                    encoding=encoding,
                    on_progress=on_share,
                    spare=spare,
                    part_bytes=part_bytes,
                )
                kept = await self._checking.remembered.encoding_of(session.summary)
                is_likely = not kept or kept == session.summary.guesses[0].codec
                if not is_likely:
                    await session.read_again(
                        source.path, sheet=sheet, encoding=kept, on_progress=on_share, part_bytes=part_bytes
                    )
            else:
                session = await LeadSession.open_text(
                    source.text, source.name, on_progress=on_share, spare=spare, part_bytes=part_bytes
                )
            await self._checking.prepare()
            context = self._desk.context
            country = context.profile.default_country if context is not None else ""
            now = context.clock.time() if context is not None else 0.0
            file = OpenedFile(source, session, country, now, self._checking.lately_days if context is not None else 0)
            if kept and is_likely:  # else this file does not look like the last one: it is asked, with that choice
                file.confirm_encoding()
            followed = await self._checking.remembered.follow(file)
            if sheet is not None or encoding is not None:
                self._checking.inherit(file)
            examined = await self._checking.examine(file, on_progress=self._on_first_check)
            before, self._holder, self._task, self.source = self._holder, self._task, None, None
            if before is not None:
                before.cancel()
            self.opened.emit(file, examined)
            said = []
            if kept:
                as_before = translate("Leads", "Read as {encoding}, as the last file that began with the same line.")
                said.append(as_before.format(encoding=texts.plain(file.summary.encoding)))
            if followed and encoding is None:
                said.append(
                    translate("Leads", "Columns and country as you chose them for the last file with this header.")
                )
            if said:
                self._desk.messages.info(" ".join(said))
            await asyncio.Event().wait()
        except LeadFileError as error:
            if self._task is asyncio.current_task():
                self._task = self.source = None
                self.failed.emit(error)
        finally:
            if self._task is asyncio.current_task():
                self._task = self.source = None
            if session is not None:
                await session.aclose()

    def _on_opening(self, share: float) -> None:
        self._on_share(share * _OPENING_SHARE)

    def _on_first_check(self, share: float) -> None:
        self._on_share(_OPENING_SHARE + share * (1 - _OPENING_SHARE))
