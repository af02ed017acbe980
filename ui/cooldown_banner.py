"""The band that says why actions are greyed, and until when.

Owns: its two lines. It is there only while the server asked for a pause: a window that is merely used up is told by
the gauge and the buttons.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ui import texts
from ui.cooldown import Cooldown
from ui.widgets.banner import Banner

translate = QCoreApplication.translate


class CooldownBanner(Banner):
    """Follows the countdown; hidden outside a pause."""

    def __init__(self, cooldown: Cooldown, parent: QWidget | None) -> None:
        super().__init__(parent=parent)
        self.setObjectName("cooldown.banner")
        self._cooldown = cooldown
        cooldown.changed.connect(self._update)
        self._update()

    def lines(self) -> tuple[str, str]:
        """What it says now."""
        state = self._cooldown.state
        if state is None:
            return "", ""
        until = texts.clock_at(state.ends_at)
        if state.total_s is not None:
            first = translate("Cooldown", "The server asked for a pause of {length}, until {until}.").format(
                length=texts.duration(state.total_s), until=until
            )
        else:
            first = translate("Cooldown", "The server asked for a pause until {until}.").format(until=until)
        return first, translate(
            "Cooldown", "Greyed actions come back by themselves. Searching, filtering and fixing leads stay on."
        )

    def _update(self) -> None:
        state = self._cooldown.state
        self.setVisible(state is not None and state.asked_by_server)
        if state is not None:
            self.set_text(*self.lines())
