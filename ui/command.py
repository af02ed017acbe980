"""One thing the operator can do, wherever it shows up: button, menu, shortcut.

Owns: whether it is available now, and why not. Leaves to others: what it does (`triggered`) and how it looks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QAction, QKeySequence

from ui import texts
from ui.cooldown import Cooldown, CooldownState

if TYPE_CHECKING:
    from ui.widgets.button import Button
    from ui.write_lock import WriteLock

translate = QCoreApplication.translate


class Command(QObject):
    """An action of the window.

    Signals:
        triggered: The operator wants it, and it is available. Never sent while busy, impossible or cooling.
        changed: Its availability, or the reason, is another one.
    """

    triggered = Signal()
    changed = Signal()

    def __init__(
        self,
        key: str,
        title: str,
        *,
        cooldown: Cooldown | None = None,
        changes: WriteLock | None = None,
        shortcut: QKeySequence | QKeySequence.StandardKey | str | None = None,
        parent: QObject | None = None,
    ) -> None:
        """Make a command.

        Args:
            key: Stable name, such as "campaigns.pause".
            title: Name in the interface language.
            cooldown: Given for a command that sends a request; None for one that works at any time.
            changes: Given for a command that changes something on the server: not possible while it is locked.
            shortcut: Keys, where there are any.
            parent: Owner.
        """
        super().__init__(parent)
        self.key = key
        self.title = title
        self.possible = True
        self.why_not = ""
        self._told = (True, "")
        self._write_lock = changes
        self._cooling: CooldownState | None = None
        self._busy = False
        self.action = QAction(title, self)
        self.action.setObjectName(key + ".action")
        if shortcut is not None:
            self.action.setShortcut(QKeySequence(shortcut))
        # PySide6 passes no `checked` to a slot with open arguments: this one takes none.
        self.action.triggered.connect(lambda: self.trigger())
        self.changed.connect(self._update_action)
        if changes is not None:
            changes.changed.connect(self._follow_write_lock)
            self._follow_write_lock()
        if cooldown is not None:
            cooldown.attach(self)

    @property
    def available(self) -> bool:
        """Whether triggering it now does something."""
        return self.possible and self._cooling is None and not self._busy

    def bind(self, button: Button) -> None:
        """Let `button` trigger this command and show its state; it takes the command's key as its object name."""
        from ui.widgets.cooling_button import CoolingButton

        button.setObjectName(self.key)
        button.clicked.connect(lambda: self.trigger())

        def update() -> None:
            if isinstance(button, CoolingButton):
                button.set_possible(self.possible, self.why_not)
                state = self._cooling
                if state is None:
                    button.set_cooling(None)
                else:
                    button.set_cooling(state.seconds_left, texts.clock_at(state.ends_at), cooling_reason(state))
                button.setEnabled(not self._busy)
            else:
                button.setEnabled(self.available)
                button.set_hint(self.why_not)

        self.changed.connect(update)
        update()

    def trigger(self) -> None:
        """Do it, if it is available."""
        if self.available:
            self.triggered.emit()

    def set_possible(self, possible: bool, why: str = "") -> None:
        """Say whether it makes sense in the present state; `why` is the sentence shown when it does not."""
        self._told = (possible, why)
        self._follow_write_lock()

    def _follow_write_lock(self) -> None:
        locked = self._write_lock.why if self._write_lock is not None else ""
        possible, why = (False, locked) if locked else self._told
        if (possible, why) != (self.possible, self.why_not):
            self.possible, self.why_not = possible, why
            self.changed.emit()

    def set_cooling(self, state: CooldownState | None) -> None:
        """See `ui.cooldown.Cooling`."""
        self._cooling = state
        self.changed.emit()

    def set_busy(self, busy: bool) -> None:
        """See `ui.tasks.Busy`."""
        if busy != self._busy:
            self._busy = busy
            self.changed.emit()

    def _update_action(self) -> None:
        self.action.setEnabled(self.available)
        text = self.title
        if self._cooling is not None and self.possible:
            text = translate("Command", "{title} · {seconds} s").format(
                title=self.title, seconds=self._cooling.seconds_left
            )
        self.action.setText(text)


def cooling_reason(state: CooldownState) -> str:
    """Why requests have to wait."""
    if state.asked_by_server:
        return translate("Command", "The server asked for a pause.")
    return translate("Command", "All requests of this window are used up.")
