"""The line of a dialog that says what came of what was pressed in it.

Owns: saying it, and carrying out what was pressed so that an error is said there too. Leaves to others: the words.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

from shiboken6 import isValid

from app.errors import AppError
from ui.desk import Desk
from ui.texts import error_text
from ui.widgets.announce import announce
from ui.widgets.label import Label


class SaidLine(Label):
    """See the module. Once the dialog is gone, the message bar of the window says it."""

    def __init__(self, desk: Desk, name: str) -> None:
        super().__init__("", elide="end")
        self._desk = desk
        self.setObjectName(name)

    def say(self, text: str, tone: str = "text") -> None:
        """Say it; "" takes it away."""
        if not isValid(self):  # closed while it was being done
            self._desk.messages.show("success" if tone == "green" else "warning", text)
            return
        self.setText(text)
        self.set_tone(tone)
        if text:
            announce(self, text)

    def start(self, work: Coroutine[Any, Any, None], *, name: str | None = None) -> asyncio.Task[Any] | None:
        """Carry out what was pressed; what stands in the way is said here."""
        self.say("")
        return self._desk.tasks.start(self._guarded(work), name=name)

    async def _guarded(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except AppError as error:
            self.say(error_text(error), "red")
