"""Whether others use the same key: one setting of the open profile, shown in several places.

Owns: what it is and changing it, in force at once. Leaves to others: what it does (`QuotaGovernor.floor_share`),
keeping it (`ui/after_paint.py`), the switches.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from app.context import Context


class KeySharing(QObject):
    """Follows the open profile.

    Signals:
        changed: It is another one now, or another profile is open.
        chosen: The operator chose; worth keeping.
    """

    changed = Signal()
    chosen = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context: Context | None = None

    @property
    def is_on(self) -> bool:
        """Background work leaves others their part of the quota."""
        return self._context is not None and self._context.profile.share_key

    @property
    def is_possible(self) -> bool:
        """Whether a profile is open."""
        return self._context is not None

    def follow(self, context: Context | None) -> None:
        """Follow this profile from now on."""
        self._context = context
        self.changed.emit()

    def choose(self, on: bool) -> None:
        """Share the key, or not, from now on."""
        context = self._context
        if context is None or context.profile.share_key == on:
            return
        context.take_profile(context.profile._replace(share_key=on))
        self.changed.emit()
        self.chosen.emit()
