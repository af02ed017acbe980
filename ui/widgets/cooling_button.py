"""A button that sends a request, and therefore has to wait at times.

Owns: its two kinds of off, the seconds in its text, the reserved width. Leaves to others: when it has to wait and
the tick of the clock (the cooldown).
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, Signal
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QWidget

from ui import texts, theme
from ui.widgets.button import Button, Kind, Look

translate = QCoreApplication.translate

_RESERVED_SECONDS: Final = 88  # the widest two digits


class CoolingButton(Button):
    """A request-sending button.

    Two kinds of off. *Not possible*: grey text, no fill; the tool tip says why. *Cooling*: quiet ground, the seconds
    left in the text and in the accessible name; tool tip and accessible description say why and until when. Not
    possible wins. The width is that of "text · 88 s" at all times, so nothing moves. `setEnabled` is a third,
    independent wish (a task is busy).

    Signals:
        menu_wanted: It was right-clicked while cooling (global position).
    """

    menu_wanted = Signal(object)

    def __init__(
        self,
        text: str,
        *,
        icon: str = "",
        kind: Kind = "plain",
        small: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        self._base = text
        self._name = text
        self._hint = ""
        self._wanted = True
        self._possible = True
        self._why_not = ""
        self._seconds: int | None = None
        self._until = ""
        self._why_cooling = ""
        self._offer = ""
        self._on = True
        self._had_focus = False
        super().__init__(text, icon=icon, kind=kind, small=small, parent=parent)
        super().setAccessibleName(text)

    @property
    def is_cooling(self) -> bool:
        """Whether it is off only because of the rate limit."""
        return self._possible and self._seconds is not None

    @property
    def base_text(self) -> str:
        """The text without seconds."""
        return self._base

    def set_base_text(self, text: str) -> None:
        """Change the text; seconds are added to it. The accessible name is left alone if it was set apart."""
        if self._name == self._base:
            self._name = text
        self._base = text
        self._show()
        self.updateGeometry()

    def setAccessibleName(self, name: str) -> None:
        """Name it for assistive technology, where the text is not enough; seconds are added to it."""
        self._name = name
        self._show()

    def set_hint(self, text: str) -> None:
        """Explain the button while it is on."""
        self._hint = text
        self._show()

    def set_possible(self, possible: bool, why: str = "") -> None:
        """Say whether the action makes sense now, and if not, why."""
        self._possible = possible
        self._why_not = "" if possible else why
        self._show()

    def set_cooling(self, seconds_left: int | None, until_text: str = "", why: str = "", offer: str = "") -> None:
        """Start, go on with, or (None) end waiting.

        `seconds_left` is a whole number of seconds from now, `until_text` the time of day it ends, `offer` what can be
        done meanwhile.
        """
        self._seconds = seconds_left
        self._until = until_text
        self._why_cooling = why
        self._offer = offer
        self._show()

    def setEnabled(self, enabled: bool) -> None:
        """What the caller wishes; the button is on when it is also possible and not cooling."""
        self._wanted = enabled
        self._show()

    def setDisabled(self, disabled: bool) -> None:
        """The opposite of `setEnabled`."""
        self.setEnabled(not disabled)

    def event(self, event: QEvent) -> bool:
        """A right click on a button that waits. Qt hands no such event to the handler of a disabled widget."""
        if event.type() == QEvent.Type.ContextMenu and self._offer and self.is_cooling:
            assert isinstance(event, QContextMenuEvent)
            self.menu_wanted.emit(event.globalPos())
            event.accept()
            return True
        return super().event(event)

    def widest_text(self) -> str:
        """Text and two digits of seconds."""
        return self._with_seconds(self._base, _RESERVED_SECONDS)

    def look(self) -> Look:
        """The cooling state, or what every button does."""
        if not self.is_cooling:
            return super().look()
        c = theme.colours()
        return Look(c.text2, c.off, c.offbg, c.line2 if self.kind == "danger" else c.line)

    def _with_seconds(self, action: str, count: int) -> str:
        return translate("CoolingButton", "{action} · {seconds} s").format(action=action, seconds=count)

    def _show(self) -> None:
        cooling = self.is_cooling
        text, name = self._base, self._name
        if cooling:
            text, name = (self._with_seconds(words, self._seconds or 0) for words in (text, name))
        if text != self.text():
            self.setText(text)
        if name != self.accessibleName():
            super().setAccessibleName(name)
        self._switch(self._wanted and self._possible and not cooling)
        hint = self._why_not or self._hint
        if cooling:
            hint = self._cooling_hint()
        if texts.tooltip(hint) != self.toolTip():
            self.setToolTip(texts.tooltip(hint))
        if hint != self.accessibleDescription():
            self.setAccessibleDescription(hint)
        self.update()

    def _cooling_hint(self) -> str:
        why = self._why_cooling or translate("CoolingButton", "The server limits requests.")
        left = texts.seconds(self._seconds or 0)
        if not self._until:
            said = translate("CoolingButton", "{why} Possible again in {left}.").format(why=why, left=left)
        else:
            said = translate("CoolingButton", "{why} Possible again in {left}, at {until}.").format(
                why=why, left=left, until=self._until
            )
        return f"{said} {self._offer}" if self._offer else said

    def _switch(self, on: bool) -> None:
        if on == self._on:
            return
        self._on = on
        if not on:
            # A focused button that goes off would hand the focus to its neighbour, and the next Space would press
            # something nobody chose. The focus waits instead.
            self._had_focus = self.hasFocus()
            if self._had_focus:
                self.clearFocus()
        super().setEnabled(on)
        if on and self._had_focus:
            self._had_focus = False
            window = self.window()
            if window is not None and window.focusWidget() is None:
                self.setFocus()
