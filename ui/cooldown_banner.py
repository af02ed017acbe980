"""The band that says why actions are greyed, until when, and what leaves then.

Owns: its two lines, the chips of the queued actions, the button that queues one. Leaves to others: the queue
(`ui/when_allowed.py`).

It is there while the server asked for a pause, and while something is queued. A window that is merely used up is told
by the gauge and the buttons: a band that came and went every minute would be noise.
"""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from ui import texts, tokens
from ui.cooldown import Cooldown
from ui.when_allowed import ActionQueue, QueuedAction, menu_text
from ui.widgets.banner import Banner, Chip
from ui.widgets.button import Button

translate = QCoreApplication.translate

TWO_CHIPS_WIDTH = 1360
"""In a narrower window one chip is shown; the rest is behind a button."""


class CooldownBanner(Banner):
    """Follows the countdown and the queue."""

    def __init__(self, cooldown: Cooldown, queue: ActionQueue, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setObjectName("cooldown.banner")
        self._cooldown = cooldown
        self._queue = queue
        self._chips: list[Chip] = []
        self._shown: list[tuple[str, QueuedAction]] = []
        self._place = QHBoxLayout()
        self._place.setSpacing(tokens.S8)
        self._layout.addLayout(self._place)
        self.more = Button(more=True)
        self.more.setObjectName("queue.more")
        self._more_menu = QMenu(self)
        self.more.clicked.connect(self._open_more)
        self.more.hide()
        self.add_widget(self.more)
        self.offer = Button(translate("Cooldown", "Queue an action"), icon="plus", more=True)
        self.offer.setObjectName("queue.offer")
        self.offer.set_hint(
            translate(
                "Cooldown",
                "What has to wait and is possible for what is selected; it is done once requests are allowed again.",
            )
        )
        self._offer_menu = QMenu(self)
        self.offer.clicked.connect(self._open_offer)
        self.add_widget(self.offer)
        cooldown.changed.connect(self._update)
        queue.changed.connect(self._update)
        self._update()

    def lines(self) -> tuple[str, str]:
        """What it says now."""
        state = self._cooldown.state
        if state is None:
            if not self._queue.actions:
                return "", ""
            return translate("Cooldown", "Requests are allowed again."), translate(
                "Cooldown", "Queued actions leave one after the other."
            )
        until = texts.clock_at(state.ends_at)
        if not state.asked_by_server:
            first = translate("Cooldown", "All requests of this window are used up, until {until}.")
        elif state.total_s is not None:
            first = translate("Cooldown", "The server asked for a pause of {length}, until {until}.")
        else:
            first = translate("Cooldown", "The server asked for a pause until {until}.")
        return first.format(length=texts.duration(state.total_s), until=until), translate(
            "Cooldown", "Greyed actions come back by themselves. Searching, filtering and fixing leads stay on."
        )

    def _update(self) -> None:
        state = self._cooldown.state
        asked = state is not None and state.asked_by_server
        self.offer.setVisible(state is not None)
        self._show_chips()
        self.set_text(*self.lines())
        self.setVisible(asked or bool(self._queue.actions))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One chip or two, as there is room."""
        super().resizeEvent(event)
        self._show_chips()

    def _show_chips(self) -> None:
        actions = self._queue.actions
        room = 2 if self.width() >= TWO_CHIPS_WIDTH else 1
        shown = actions[:room]
        wanted = [(_place_text(place, len(actions)), action) for place, action in enumerate(shown, start=1)]
        if wanted != self._shown:
            self._shown = wanted
            had_focus = any(chip.isAncestorOf(focus) for chip in self._chips if (focus := self.window().focusWidget()))
            for chip in self._chips:
                self._place.removeWidget(chip)
                chip.hide()
                chip.deleteLater()
            self._chips = [self._chip(quiet, action) for quiet, action in wanted]
            for chip in self._chips:
                self._place.addWidget(chip)
                chip.show()
            for before, after in pairwise([*(chip.cross for chip in self._chips), self.more, self.offer]):
                self.setTabOrder(before, after)
            if had_focus:
                # The cross that was pressed is gone; the next thing to do is beside it.
                (self._chips[0].cross if self._chips else self.offer).setFocus()
        hidden = len(actions) - len(shown)
        self.more.setVisible(hidden > 0)
        if hidden > 0:
            self.more.setText(translate("Cooldown", "{count} more").format(count=hidden))
            self.more.setAccessibleName(translate("Cooldown", "{count} more queued actions").format(count=hidden))
            self.more.updateGeometry()

    def _chip(self, quiet: str, action: QueuedAction) -> Chip:
        chip = Chip(quiet, action.label)
        chip.setObjectName("queue.chip")
        chip.removed.connect(lambda: self._queue.take_out(action))
        return chip

    def _open_offer(self) -> None:
        self._queue.fill_menu(self._offer_menu)
        _open(self._offer_menu, self.offer)

    def _open_more(self) -> None:
        self._more_menu.clear()
        for place, action in enumerate(self._queue.actions, start=1):
            text = translate("Cooldown", "{place}. Take out: {action}").format(place=place, action=action.label)
            entry = self._more_menu.addAction(menu_text(text))
            entry.triggered.connect(lambda _on=False, action=action: self._queue.take_out(action))
        _open(self._more_menu, self.more)


def _place_text(place: int, count: int) -> str:
    if count == 1:
        return translate("Cooldown", "When allowed:")
    if place == 1:
        return translate("Cooldown", "When allowed, first:")
    return translate("Cooldown", "then:")


def _open(menu: QMenu, button: QWidget) -> None:
    """Show a menu below its button, its right edge at the button's."""
    corner = button.mapToGlobal(button.rect().bottomRight())
    corner.setX(corner.x() - menu.sizeHint().width())
    corner.setY(corner.y() + tokens.S4)
    menu.popup(corner)
