"""One thing the operator can do, wherever it shows up: button, menu, shortcut.

Owns: whether it is available now, and why not. Leaves to others: what it does (`triggered`) and how it looks.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QAction, QKeySequence

from ui import texts
from ui.commands import CommandRegistry
from ui.cooldown import Cooldown, CooldownState

if TYPE_CHECKING:
    import asyncio

    from ui.widgets.button import Button
    from ui.write_lock import WriteLock

translate = QCoreApplication.translate

EVERYTHING = "*"
"""In the targets of a command that acts on all there is, such as stopping every campaign."""


class Question(NamedTuple):
    """What is asked before something that cannot be taken back."""

    title: str
    text: str
    yes: str
    no: str = ""


class Capture(NamedTuple):
    """A command bound to what it is to be done to, so that it can be done later.

    Attributes:
        label: Command and target in words: "Resume ‘EMI reminders’".
        run: Does it, asking nothing. Gives the task that does it, where there is one.
        targets: What it acts on: ids, or `EVERYTHING`. A later wish for a target replaces an earlier one.
        question: For something that cannot be taken back: what to ask when its turn has come, as of then.
        without: The same for what is left when these targets are taken away; None where nothing is.
        bound_to: What exactly is done, where label and targets do not tell: two captures are the same if all three are
            equal.
    """

    label: str
    run: Callable[[], asyncio.Task[None] | None]
    targets: frozenset[str] = frozenset()
    question: Callable[[], Question] | None = None
    without: Callable[[frozenset[str]], Capture | None] | None = None
    bound_to: object = None


class Command(QObject):
    """An action of the window.

    Signals:
        triggered: The operator wants it, and it is available. Never sent while busy, impossible or cooling.
        changed: Its availability, or the reason, is another one.

    Attributes:
        keys: Its shortcut, also while a page in the background has lent it to others.
        capture: Binds it to what is selected now; None for a command that cannot be done later. Such a command can be
            queued during a wait (`ui/when_allowed.py`).
        is_urgent: Goes before others when a wait is over, as it does with the governor.
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
        role: QAction.MenuRole = QAction.MenuRole.NoRole,
        queue: CommandRegistry | None = None,
        parent: QObject | None = None,
    ) -> None:
        """Make a command.

        Args:
            key: Stable name, such as "campaigns.pause".
            title: Name in the interface language.
            cooldown: Given for a command that sends a request; None for one that works at any time.
            changes: Given for a command that changes something on the server: not possible while it is locked.
            shortcut: Keys, where there are any.
            role: Where a platform with a menu of the application's own (macOS) puts it.
            queue: The desk's commands, for a command of a dialog that can be done later all the same.
            parent: Owner. Where it has a `desk`, the command is found in `desk.commands`; the commands of a dialog
                belong to an owner that has none, since they make sense nowhere else.
        """
        super().__init__(parent)
        self.key = key
        self.title = title
        self.possible = True
        self.why_not = ""
        self._told = (True, "")
        self._write_lock = changes
        self.keys = QKeySequence() if shortcut is None else QKeySequence(shortcut)
        self.capture: Callable[[], Capture | None] | None = None
        self.is_urgent = False
        self._cooling: CooldownState | None = None
        self._busy = False
        self.action = QAction(title, self)
        self.action.setObjectName(key + ".action")
        # Qt would guess from the title otherwise, and move an entry called "Settings" out of its menu.
        self.action.setMenuRole(role)
        if not self.keys.isEmpty():
            self.action.setShortcut(self.keys)
        # PySide6 passes no `checked` to a slot with open arguments: this one takes none.
        self.action.triggered.connect(lambda: self.trigger())
        self.changed.connect(self._update_action)
        if changes is not None:
            changes.changed.connect(self._follow_write_lock)
            self._follow_write_lock()
        if cooldown is not None:
            cooldown.attach(self)
        registry = getattr(getattr(parent, "desk", None), "commands", None)
        self._registry = registry if isinstance(registry, CommandRegistry) else None
        self._queue = self._registry or queue
        if self._registry is not None:
            self._registry.add(self)

    @property
    def cooling(self) -> CooldownState | None:
        """The wait that keeps it, None where there is none or it sends nothing."""
        return self._cooling

    @property
    def can_wait(self) -> bool:
        """Whether it is off for no other reason than the wait, and can be done later."""
        return self.possible and self._cooling is not None and not self._busy and self.capture is not None

    @property
    def available(self) -> bool:
        """Whether triggering it now does something."""
        return self.possible and self._cooling is None and not self._busy

    def bind(self, button: Button) -> None:
        """Let `button` trigger this command and show its state; it takes the command's key as its object name."""
        from ui.widgets.cooling_button import CoolingButton

        button.setObjectName(self.key)
        button.clicked.connect(lambda: self.trigger())
        if isinstance(button, CoolingButton) and self._queue is not None:
            registry = self._queue
            button.menu_wanted.connect(lambda position: registry.menu_wanted.emit(self, position))

        def update() -> None:
            if isinstance(button, CoolingButton):
                button.set_possible(self.possible, self.why_not)
                state = self._cooling
                if state is None:
                    button.set_cooling(None)
                else:
                    offer = self._offer() if self.can_wait else ""
                    button.set_cooling(state.seconds_left, texts.clock_at(state.ends_at), cooling_reason(state), offer)
                button.setEnabled(not self._busy)
            else:
                button.setEnabled(self.available)
                button.set_hint(self.why_not)

        self.changed.connect(update)
        update()

    def _offer(self) -> str:
        """How it is queued; the palette is out of reach while a dialog is open."""
        if self._registry is None:
            return translate("Command", "Right-click to queue it.")
        return translate("Command", "Right-click it, or press Ctrl+K, to queue it.")

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
