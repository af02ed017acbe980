"""Repairs of many rows: offered, seen before, done, undone and done again.

Owns: that flow. Leaves to others: the strip and the dialog (`repair_strip.py`, `repair_dialog.py`), the rows
(`app/leads/session.py`), showing the verdict afterwards (`checking.py`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QKeyCombination, QObject, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from app.errors import LeadFileError
from ui.command import Command
from ui.desk import Desk
from ui.leads.checking import Checking, wait_a_moment
from ui.leads.repair_dialog import PREVIEWED, RepairDialog
from ui.leads.repair_strip import RepairStrip
from ui.leads.words import sentence_text

if TYPE_CHECKING:
    from app.leads.records import RepairOffer
    from ui.leads.opened import OpenedFile

translate = QCoreApplication.translate

_REDO = QKeyCombination(Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier, Qt.Key.Key_Z)


class Repairing(QObject):
    """See the module.

    Attributes:
        undo, redo: The commands.
        dialog: The repair that is looked at before it is done, None while there is none.
    """

    def __init__(self, desk: Desk, checking: Checking, strip: RepairStrip, page: QWidget) -> None:
        super().__init__(page)
        self.dialog: RepairDialog | None = None
        self._desk = desk
        self._checking = checking
        self._strip = strip
        self._page = page
        self._offered_for: OpenedFile | None = None
        keys = QKeySequence(QKeySequence.StandardKey.Undo)
        self.undo = Command("leads.undo", translate("Leads", "Undo"), shortcut=keys, parent=page)
        self.redo = Command("leads.redo", translate("Leads", "Redo"), shortcut=QKeySequence(_REDO), parent=page)
        self.undo.triggered.connect(checking.undo)
        self.redo.triggered.connect(checking.redo)
        strip.add_commands(self.undo, self.redo)
        strip.wanted.connect(self._on_wanted)
        checking.changed.connect(self.update_commands)
        checking.judged.connect(self._on_judged)
        self.update_commands()

    def update_commands(self) -> None:
        """Bring the commands up to date with what there is to undo."""
        file = self._checking.file
        result = file.result if file is not None and self._checking.is_current else None
        nothing = translate("Leads", "Nothing was changed about the rows.")
        undo = result.to_undo if result is not None else None
        redo = result.to_redo if result is not None else None
        self.undo.set_possible(undo is not None, nothing)
        self.redo.set_possible(redo is not None, translate("Leads", "Nothing was undone."))

    def _on_judged(self) -> None:
        """There is a new verdict: other repairs may fit."""
        if self.dialog is not None:
            self.dialog.reject()
        if self._offered_for is not self._checking.file:
            self._offered_for = self._checking.file
            self._strip.show_offers((), has_history=False)  # those there are belong to another file
        self._desk.tasks.start(self._find(), name="leads.repairs")

    async def _find(self) -> None:
        file = self._checking.file
        result = file.result if file is not None else None
        if file is None or result is None:
            self._strip.show_offers((), has_history=False)
            return
        await wait_a_moment(result)
        try:
            offers = await file.session.repairs()
        except LeadFileError:
            offers = []
        if file is self._checking.file and file.result is not None:
            has_history = file.result.to_undo is not None or file.result.to_redo is not None
            before = {memo.key for memo in file.repaired_before}
            self._strip.show_offers(offers, before, has_history=has_history)

    def _on_wanted(self, key: str) -> None:
        offer = self._strip.offer(key)
        if offer is not None:
            self._desk.tasks.start(self._show(offer), name="leads.repair.preview")

    async def _show(self, offer: RepairOffer) -> None:
        file = self._checking.file
        if file is None:
            return
        try:
            rows = await file.session.preview(offer.key, 0, PREVIEWED)
        except LeadFileError as error:
            self._desk.messages.error(error)
            return
        if file is not self._checking.file or self.dialog is not None:
            return
        text = next((memo.text for memo in file.repaired_before if memo.key == offer.key), "")
        dialog = self.dialog = RepairDialog(offer, rows, self._page.window(), text=text)
        dialog.finished.connect(self._on_closed)
        dialog.wanted.connect(lambda text: self._do(offer, text))
        dialog.open()

    def _on_closed(self) -> None:
        self.dialog = None

    def _do(self, offer: RepairOffer, text: str) -> None:
        self._desk.messages.info(
            translate("Leads", "{what}: done. Undo takes it back.").format(what=sentence_text(offer.title))
        )
        self._checking.repair(offer.key, text)
