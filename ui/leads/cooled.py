"""A request-sending button of a dialog that comes and goes.

Owns: following the countdown for as long as it lives. Leaves to others: the countdown (`ui/cooldown.py`), the look.
"""

from __future__ import annotations

from ui import texts
from ui.command import cooling_reason
from ui.cooldown import Cooldown
from ui.widgets.button import Kind
from ui.widgets.cooling_button import CoolingButton


class CooledButton(CoolingButton):
    """See the module. `set_sending(False)`: what it would do now needs no request, so it does not wait."""

    def __init__(self, cooldown: Cooldown, text: str, *, icon: str = "", kind: Kind = "plain") -> None:
        self._sends = True
        super().__init__(text, icon=icon, kind=kind)
        self._cooldown = cooldown
        cooldown.changed.connect(self._follow)
        self._follow()

    def set_sending(self, sends: bool) -> None:
        """Whether pressing it sends a request."""
        self._sends = sends
        self._follow()
        self.updateGeometry()

    def widest_text(self) -> str:
        """Room for the seconds only where there may be any."""
        return super().widest_text() if self._sends else self.text()

    def set_busy(self, busy: bool) -> None:
        """See `ui.tasks.Busy`."""
        self.setEnabled(not busy)

    def _follow(self) -> None:
        state = self._cooldown.state if self._sends else None
        if state is None:
            self.set_cooling(None)
        else:
            self.set_cooling(state.seconds_left, texts.clock_at(state.ends_at), cooling_reason(state))
