"""One thing the operator can do, wherever it shows up: button, menu, shortcut.

Owns: whether it is available now, and why not. Leaves to others: what it does (`triggered`) and how it looks.
"""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QAction, QKeySequence

from ui.cooldown import Cooldown, CooldownState

translate = QCoreApplication.translate


class CommandView(Protocol):
    """A control that shows a command."""

    def set_possible(self, possible: bool, why: str) -> None:
        """Possible in the present state and selection; `why` says what is missing."""
        ...

    def set_cooling(self, state: CooldownState | None) -> None:
        """Off during a wait for the quota."""
        ...

    def set_busy(self, busy: bool) -> None:
        """Under way: a second start is refused."""
        ...


class Command(QObject):
    """An action of the window.

    Signals:
        triggered: The operator wants it, and it is available. Never sent while busy, impossible or cooling.
    """

    triggered = Signal()

    def __init__(
        self,
        key: str,
        title: str,
        *,
        cooldown: Cooldown | None = None,
        shortcut: QKeySequence | QKeySequence.StandardKey | str | None = None,
        parent: QObject | None = None,
    ) -> None:
        """Make a command.

        Args:
            key: Stable name, such as "campaigns.pause".
            title: Name in the interface language.
            cooldown: Given for a command that sends a request; None for one that works at any time.
            shortcut: Keys, where there are any.
            parent: Owner.
        """
        super().__init__(parent)
        self.key = key
        self.title = title
        self.possible = True
        self.why_not = ""
        self._cooling: CooldownState | None = None
        self._busy = False
        self._views: list[CommandView] = []
        self.action = QAction(title, self)
        self.action.setObjectName(key + ".action")
        if shortcut is not None:
            self.action.setShortcut(QKeySequence(shortcut))
        # `triggered` of an action carries no usable argument in PySide6: the slot takes none.
        self.action.triggered.connect(lambda: self.trigger())
        if cooldown is not None:
            cooldown.attach(self)

    @property
    def available(self) -> bool:
        """Whether triggering it now does something."""
        return self.possible and self._cooling is None and not self._busy

    def add_view(self, view: CommandView) -> None:
        """Keep `view` showing this command's state; its own click signal is the caller's to connect."""
        self._views.append(view)
        view.set_possible(self.possible, self.why_not)
        view.set_cooling(self._cooling)
        view.set_busy(self._busy)

    def trigger(self) -> None:
        """Do it, if it is available."""
        if self.available:
            self.triggered.emit()

    def set_possible(self, possible: bool, why: str = "") -> None:
        """Say whether it makes sense in the present state; `why` is the sentence shown when it does not."""
        if (possible, why) == (self.possible, self.why_not):
            return
        self.possible, self.why_not = possible, why
        for view in self._views:
            view.set_possible(possible, why)
        self._update_action()

    def set_cooling(self, state: CooldownState | None) -> None:
        """See `ui.cooldown.Cooling`."""
        self._cooling = state
        for view in self._views:
            view.set_cooling(state)
        self._update_action()

    def set_busy(self, busy: bool) -> None:
        """See `ui.tasks.Busy`."""
        self._busy = busy
        for view in self._views:
            view.set_busy(busy)
        self._update_action()

    def _update_action(self) -> None:
        self.action.setEnabled(self.available)
        text = self.title
        if self._cooling is not None:
            text = translate("Command", "{title} · {seconds} s").format(
                title=self.title, seconds=self._cooling.seconds_left
            )
        self.action.setText(text)
