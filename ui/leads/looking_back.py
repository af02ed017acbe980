"""Looking back at uploads: what became of each row, taking leads out again, the audit trail.

Owns: these commands and when their dialogs are made. Leaves to others: the dialogs (`upload_dialog.py`,
`trail_dialog.py`), which upload is looked at (`page.py`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from ui.command import Command
from ui.desk import Desk
from ui.leads.words import not_named

if TYPE_CHECKING:
    from app.leads.records import UploadRecord
    from ui.leads.trail_dialog import TrailDialog
    from ui.leads.upload_dialog import UploadDialog

translate = QCoreApplication.translate


class LookingBack(QObject):
    """See the module.

    Attributes:
        rows: Shows what became of each row.
        take_back: The same, and asks whether the leads are to be taken out of their campaign.
        trail: Shows the audit trail.
        dialog: The rows of an upload, None while they are not shown.
        trail_dialog: The trail, None while it is not shown.

    Signals:
        recorded: The local record says something else now.
    """

    recorded = Signal()

    def __init__(self, desk: Desk, page: QWidget, current: Callable[[], list[UploadRecord]]) -> None:
        super().__init__(page)
        self._desk = desk
        self._page = page
        self._current = current
        self.dialog: UploadDialog | None = None
        self.trail_dialog: TrailDialog | None = None
        self.rows = Command("leads.upload_rows", translate("Leads", "What became of each row…"), parent=page)
        self.rows.triggered.connect(lambda: self._open(undo=False))
        self.take_back = Command(
            "leads.take_back",
            translate("Leads", "Undo this upload…"),
            cooldown=desk.cooldown,
            changes=desk.write_lock,
            parent=page,
        )
        self.take_back.triggered.connect(lambda: self._open(undo=True))
        self.trail = Command("leads.trail", translate("Leads", "Audit trail…"), parent=page)
        self.trail.triggered.connect(self._open_trail)

    def update(self, *, can_open: bool) -> None:
        """Bring the commands in line with what is looked at; not `can_open`: no profile is open."""
        uploads = self._current() if can_open else []
        select = translate("Leads", "Select an upload first.")
        self.rows.set_possible(bool(uploads), select)
        self.take_back.set_possible(any(upload.can_undo for upload in uploads), self.why_not_undo(uploads) or select)
        self.trail.set_possible(can_open, translate("Leads", "No profile is open."))

    @staticmethod
    def why_not_undo(uploads: list[UploadRecord]) -> str:
        """Why these uploads cannot be undone, as far as anything of them arrived; "" where they can."""
        if any(upload.can_undo for upload in uploads) or not uploads:
            return ""
        if any(str(upload.state) == "confirmed" for upload in uploads):
            return not_named()
        return translate("Leads", "Nothing of it is known to be in the campaign.")

    def forget(self) -> None:
        """Another profile is open, or none: these showed the old one's people."""
        for dialog in (self.dialog, self.trail_dialog):
            if dialog is not None:
                dialog.reject()
        self.dialog = self.trail_dialog = None

    def _open(self, *, undo: bool) -> None:
        context, uploads = self._desk.context, self._current()
        if context is None or not uploads:
            return
        from ui.leads.upload_dialog import UploadDialog

        dialog = self.dialog = UploadDialog(self._desk, context, uploads, self._page.window())
        dialog.recorded.connect(self.recorded)
        dialog.finished.connect(lambda _result: self._on_closed(dialog))
        if undo:
            dialog.ask_undo_when_loaded()
        dialog.open()

    def _open_trail(self) -> None:
        context = self._desk.context
        if context is None:
            return
        from ui.leads.trail_dialog import TrailDialog

        dialog = self.trail_dialog = TrailDialog(self._desk, context, self._page.window())
        dialog.finished.connect(lambda _result: self._on_closed(dialog))
        dialog.open()

    def _on_closed(self, dialog: QDialog) -> None:
        if self.dialog is dialog:
            self.dialog = None
        if self.trail_dialog is dialog:
            self.trail_dialog = None
