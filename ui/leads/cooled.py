"""A request-sending button of a dialog that comes and goes.

Owns: following the countdown for as long as it lives. Leaves to others: the countdown (`ui/cooldown.py`), the look.
"""

from __future__ import annotations

from ui import texts
from ui.command import cooling_reason
from ui.cooldown import Cooldown
from ui.widgets.button import Kind
from ui.widgets.cooling_button import CoolingButton
from ui.write_lock import WriteLock


class CooledButton(CoolingButton):
    """See the module. `set_sending(False)`: what it would do now needs no request, so it does not wait.

    `changes` is given where pressing it changes something on the server: not possible in a read-only profile.
    """

    def __init__(
        self,
        cooldown: Cooldown,
        text: str,
        *,
        icon: str = "",
        kind: Kind = "plain",
        changes: WriteLock | None = None,
    ) -> None:
        self._sends = True
        self._told = (True, "")
        self._write_lock = changes
        super().__init__(text, icon=icon, kind=kind)
        if changes is not None:
            changes.changed.connect(self._follow_write_lock)
            self._follow_write_lock()
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

    def set_possible(self, possible: bool, why: str = "") -> None:
        """See `CoolingButton.set_possible`."""
        self._told = (possible, why)
        self._follow_write_lock()

    def _follow_write_lock(self) -> None:
        locked = self._write_lock.why if self._write_lock is not None else ""
        possible, why = (False, locked) if locked else self._told
        super().set_possible(possible, why)

    def set_busy(self, busy: bool) -> None:
        """See `ui.tasks.Busy`."""
        self.setEnabled(not busy)

    def _follow(self) -> None:
        state = self._cooldown.state if self._sends else None
        if state is None:
            self.set_cooling(None)
        else:
            self.set_cooling(state.seconds_left, texts.clock_at(state.ends_at), cooling_reason(state))
