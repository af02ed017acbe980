"""What the operator is told, in one place.

Owns: the last message and its kind. Leaves to others: the bar that shows it (`ui/widgets/message_bar.py`).
Expected errors come here as sentences; unexpected ones go to the log and are told as such.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple

from PySide6.QtCore import QObject, Signal

from app.errors import AppError
from ui.texts import error_text

Level = Literal["success", "info", "warning", "error"]


class Message(NamedTuple):
    """One message; `action_text` and `action` offer one next step."""

    kind: Level
    text: str
    action_text: str = ""
    action: Callable[[], None] | None = None


class Messages(QObject):
    """The operator's message bar, as the rest of the program sees it.

    Signals:
        changed: `last` is another message, or None when it was dismissed.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.last: Message | None = None

    def show(self, kind: Level, text: str, action_text: str = "", action: Callable[[], None] | None = None) -> None:
        """Show a message until another one or a dismissal replaces it."""
        self.last = Message(kind, text, action_text, action)
        self.changed.emit()

    def success(self, text: str) -> None:
        """Something the operator asked for was done."""
        self.show("success", text)

    def info(self, text: str) -> None:
        """Something worth knowing."""
        self.show("info", text)

    def warning(self, text: str) -> None:
        """Something to look at; nothing was lost."""
        self.show("warning", text)

    def error(self, error: AppError | str) -> None:
        """Something did not work; the sentence says what to do."""
        self.show("error", error if isinstance(error, str) else error_text(error))

    def dismiss(self) -> None:
        """Take the message away."""
        self.last = None
        self.changed.emit()
