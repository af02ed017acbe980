"""The pieces of transcripts in which something was found, for the rows that are looked at.

Owns: reading the transcripts of those rows while words are searched for, and keeping the pieces. Leaves to others: what
a piece is (`app/calls/search.py`), painting it (`ui/widgets/cells.py`).

A row of the mirror comes without its transcript. While a search is on, those on the screen are read, and no other.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

from app.errors import AppError
from ui.calls.columns import PIECE_CAP, CallTexts
from ui.calls.model import CallTableModel
from ui.desk import Desk
from ui.models.columns import Marked

if TYPE_CHECKING:
    from app.calls.mirror import CallMirror

TASK: Final = "calls.pieces"
AFTER_MS: Final = 30
_MOST_KEPT: Final = 2_000


class FoundPieces(QObject):
    """Fills `words.pieces` for the visible rows of `model`."""

    def __init__(
        self,
        desk: Desk,
        model: CallTableModel,
        words: CallTexts,
        visible: Callable[[], tuple[int, int]],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._model = model
        self._words = words
        self._visible = visible
        self._mirror: CallMirror | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(AFTER_MS)
        self._timer.timeout.connect(self._start)
        model.arrived.connect(self.look)

    def follow(self, mirror: CallMirror | None) -> None:
        """Read from here from now on."""
        self._mirror = mirror
        self.forget()

    def forget(self) -> None:
        """Something else is searched for, or nothing."""
        self._desk.tasks.cancel(TASK)
        self._words.pieces.clear()
        if not self._words.search:
            self._timer.stop()

    def look(self) -> None:
        """Other rows may be on the screen now."""
        if self._words.search and self._mirror is not None:
            self._timer.start()

    def _start(self) -> None:
        if self._mirror is not None:
            self._desk.tasks.start(self._read(self._mirror), name=TASK)

    async def _read(self, mirror: CallMirror) -> None:
        search, pieces = self._words.search, self._words.pieces
        first, last = self._visible()
        rows = {
            held.key: (row, held.record.id)
            for row, held in self._model.held()
            if first <= row <= last and held.has_details and held.record.id not in pieces
        }
        if not rows or not search:
            return
        try:
            found = await mirror.pieces(tuple(rows), search, PIECE_CAP)
        except AppError:
            return
        if search is not self._words.search:
            return
        for key, piece in found.items():
            row, call_id = rows[key]
            pieces[call_id] = Marked(*piece) if piece is not None else None
            held = self._model.row_at(row) if piece is not None else None
            if held is not None and held.key == key:
                self._model.repaint_cell(row, "summary")
        while len(pieces) > _MOST_KEPT:
            del pieces[next(iter(pieces))]
