"""Actions that wait until requests are allowed again.

Owns: the queue: what may be put in, in which order it leaves, asking again before what cannot be taken back.
Leaves to others: what an action does and what it is bound to (`Command.capture`), how the queue is shown
(`ui/cooldown_banner.py`), whose request leaves first on the wire (the governor).

What is queued is bound to what was selected then, whatever is selected when it leaves. Urgent actions leave at once
and together; the others one after the other, and stay in the queue if the server asks for another pause meanwhile.
"""

from __future__ import annotations

import asyncio
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget
from shiboken6 import isValid

from ui.command import EVERYTHING, Capture, Command, Question
from ui.desk import Desk
from ui.dialogs.confirm import ConfirmDialog

translate = QCoreApplication.translate

_TASK = "when-allowed"


class QueuedAction(NamedTuple):
    """One place in the queue. `number` tells it from all others of this run."""

    number: int
    key: str
    capture: Capture
    is_urgent: bool

    @property
    def label(self) -> str:
        """Command and target in words."""
        return self.capture.label


class ActionQueue(QObject):
    """The queue of one window.

    Args:
        desk: Its countdown lets the queue go, its tasks run it; another profile empties it.
        window: The parent of the questions.

    Signals:
        changed: Another action waits, or one fewer.
    """

    changed = Signal()

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._actions: list[QueuedAction] = []
        self._counter = 0
        self._question: QDialog | None = None
        desk.cooldown.changed.connect(self._on_cooldown_changed)
        desk.context_changed.connect(self.clear)
        desk.commands.menu_wanted.connect(self._on_menu_wanted)
        desk.commands.queue_wanted.connect(self.put)

    @property
    def actions(self) -> tuple[QueuedAction, ...]:
        """What waits, in the order in which it leaves: urgent ones, then the others, then those that ask first."""
        return tuple(sorted(self._actions, key=lambda action: (_rank(action), action.number)))

    def offers(self) -> list[tuple[Command, Capture]]:
        """What is off only because of the wait and possible for what is selected; what stops everything first.

        Of pages that are out of sight only the latter: nobody sees what is selected there.
        """
        found = []
        for command in self._desk.commands:
            capture = command.capture() if command.can_wait and command.capture is not None else None
            if capture is not None and (EVERYTHING in capture.targets or _is_seen(command)):
                found.append((command, capture))
        return sorted(found, key=lambda offer: EVERYTHING not in offer[1].targets)

    def find(self, capture: Capture) -> QueuedAction | None:
        """The place of this very action, if it is queued."""
        # The targets too: two campaigns of one name, or "3 campaigns" and three others, read the same.
        return next((action for action in self._actions if _what(action.capture) == _what(capture)), None)

    def put(self, command: Command) -> QueuedAction | None:
        """Queue a command for what is selected now, and say so; None where there is nothing to be done later."""
        capture = command.capture() if command.can_wait and command.capture is not None else None
        if capture is None:
            return None
        known = self.find(capture)
        if known is not None:
            self._tell(known, translate("WhenAllowed", "{action} is queued already.").format(action=known.label))
            return known
        replaced = self._make_way(capture)
        self._counter += 1
        action = QueuedAction(self._counter, command.key, capture, command.is_urgent)
        self._actions.append(action)
        self.changed.emit()
        self._tell(action, self._said(action, replaced))
        return action

    def _make_way(self, capture: Capture) -> list[QueuedAction]:
        """Take out what this replaces: the newest wish for a target counts.

        A Resume must not leave after the Pause that was meant instead, only because a Pause is urgent.
        """
        replaced, left = [], []
        for other in self._actions:
            both = other.capture.targets & capture.targets
            if EVERYTHING in capture.targets or both == other.capture.targets != frozenset():
                replaced.append(other)
                continue
            rest = other.capture.without(both) if both and other.capture.without is not None else None
            left.append(other if rest is None else other._replace(capture=rest))
        self._actions = left
        return replaced

    def take_out(self, action: QueuedAction) -> None:
        """Give an action up. What has left the queue already goes its way."""
        if action not in self._actions:
            self._desk.messages.info(
                translate("WhenAllowed", "{action} has left the queue already.").format(action=action.label)
            )
            return
        self._actions.remove(action)
        self.changed.emit()
        self._desk.messages.info(
            translate("WhenAllowed", "{action} was taken out of the queue. Nothing was sent.").format(
                action=action.label
            )
        )

    def clear(self) -> None:
        """Forget everything that waits."""
        self._desk.tasks.cancel(_TASK)
        if self._question is not None:
            self._question.reject()
        if self._actions:
            self._actions.clear()
            self.changed.emit()

    def fill_menu(self, menu: QMenu) -> None:
        """Entries for everything that can be queued now; those that are queued are ticked and go out when chosen."""
        menu.clear()
        for command, capture in self.offers():
            known = self.find(capture)
            entry = menu.addAction(menu_text(capture.label))
            entry.setObjectName(f"{command.key}.queue")
            entry.setCheckable(known is not None)
            entry.setChecked(known is not None)
            if known is not None:
                entry.triggered.connect(lambda _on=False, action=known: self.take_out(action))
            else:
                entry.triggered.connect(lambda _on=False, wanted=command: self.put(wanted))
        if menu.isEmpty():
            nothing = menu.addAction(translate("WhenAllowed", "Nothing here waits for the server"))
            nothing.setEnabled(False)

    # ------------------------------------------------------------------ telling

    def _said(self, action: QueuedAction, replaced: list[QueuedAction]) -> str:
        if replaced:
            return translate("WhenAllowed", "{action} is queued in place of {others}.").format(
                action=action.label, others=", ".join(other.label for other in replaced)
            )
        place = self.actions.index(action) + 1
        if place == 1:
            return translate(
                "WhenAllowed", "{action} is queued and leaves first when requests are allowed again."
            ).format(action=action.label)
        return translate(
            "WhenAllowed", "{action} is queued in place {place} and leaves when requests are allowed again."
        ).format(action=action.label, place=place)

    def _tell(self, action: QueuedAction, text: str) -> None:
        self._desk.messages.show(
            "info", text, translate("WhenAllowed", "Take out of the queue"), lambda: self.take_out(action)
        )

    def _on_menu_wanted(self, command: Command, position: object) -> None:
        """A greyed button was right-clicked: offer what it would do, bound to what is selected."""
        capture = command.capture() if command.can_wait and command.capture is not None else None
        if capture is None or not isinstance(position, QPoint):
            return
        # A menu of a window behind a modal dialog would not hear the mouse.
        menu = QMenu(QApplication.activeModalWidget() or self._window)
        menu.setObjectName("queue.menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        known = self.find(capture)
        if known is None:
            text = translate("WhenAllowed", "When allowed: {action}").format(action=capture.label)
            menu.addAction(menu_text(text)).triggered.connect(lambda: self.put(command))
        else:
            text = translate("WhenAllowed", "Take out of the queue: {action}").format(action=capture.label)
            menu.addAction(menu_text(text)).triggered.connect(lambda: self.take_out(known))
        menu.popup(position)

    # ------------------------------------------------------------------ leaving

    def _on_cooldown_changed(self) -> None:
        if self._desk.cooldown.state is not None or not self._actions:
            return
        if not self._desk.tasks.is_running(_TASK):
            self._desk.tasks.start(self._let_go(), name=_TASK)
            return
        # What left in an earlier lull may take minutes (an upload), or a question may be open: nothing for a Pause.
        for action in self.actions:
            if _rank(action) == 0:
                self._take_off(action)

    async def _let_go(self) -> None:
        while self._actions and self._desk.cooldown.state is None:
            action = self.actions[0]
            if action.capture.question is not None and not await self._ask(action, action.capture.question()):
                continue
            if action not in self._actions:
                continue
            task = self._take_off(action)
            if task is not None and not action.is_urgent:
                # Its errors are told by whoever runs it.
                await asyncio.wait([task])

    def _take_off(self, action: QueuedAction) -> asyncio.Task[None] | None:
        """Its turn has come."""
        self._actions.remove(action)
        self.changed.emit()
        return action.capture.run()

    async def _ask(self, action: QueuedAction, question: Question) -> bool:
        """Ask; an action that is not wanted any more leaves the queue. False also where it was taken out meanwhile."""
        answered: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        dialog = ConfirmDialog(
            "queue.question",
            question.title,
            question.text,
            question.yes,
            lambda: None,
            self._window,
            no=question.no,
        )

        def answer(result: int) -> None:
            if not answered.done():
                answered.set_result(result)

        dialog.finished.connect(answer)
        self._question = dialog
        dialog.open()
        try:
            result = await answered
        finally:
            self._question = None
            if isValid(dialog):  # closed by an answer, it deletes itself
                dialog.close()
        if action not in self._actions:
            return False
        if result != QDialog.DialogCode.Accepted:
            self._actions.remove(action)
            self.changed.emit()
            self._desk.messages.info(
                translate("WhenAllowed", "{action} was not done. Nothing was sent.").format(action=action.label)
            )
            return False
        return True


def _what(capture: Capture) -> tuple[object, ...]:
    return capture.label, capture.targets, capture.bound_to


def _rank(action: QueuedAction) -> int:
    if action.capture.question is not None:
        return 2
    return 0 if action.is_urgent else 1


def _is_seen(command: Command) -> bool:
    """Whether the page that a command belongs to is in front; true for those of the window."""
    owner = command.parent()
    while owner is not None and not isinstance(owner, QWidget):
        owner = owner.parent()
    return owner is None or owner.isVisible()


def menu_text(text: str) -> str:
    """Text as a menu entry: an ampersand in a name is no shortcut."""
    return text.replace("&", "&&")
