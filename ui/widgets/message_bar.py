"""The message bar: what happened, in place, in words to act on.

Owns: showing one message. Leaves to others: which messages there are and how long they stay (`ui/messages.py`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Literal

from PySide6.QtCore import QCoreApplication, QRect, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from ui import texts, theme, tokens
from ui.widgets.announce import announce
from ui.widgets.button import Button
from ui.widgets.icon import Icon
from ui.widgets.label import Label

translate = QCoreApplication.translate

Level = Literal["success", "info", "warning", "error"]

# level: icon, its tone, ground
_LOOKS: Final[dict[str, tuple[str, str, str]]] = {
    "success": ("check", "green", "surface"),
    "info": ("info", "accent_text", "surface"),
    "warning": ("warning", "amber", "amber_soft"),
    "error": ("warning", "red", "red_soft"),
}


class MessageBar(QFrame):
    """One message: icon, text, at most one action, a cross. Hidden while there is none.

    The text is its accessible description, and is spoken when it comes.

    Signals:
        closed: the operator closed the message.
    """

    closed = Signal()

    def __init__(self, *, boxed: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._level: Level = "info"
        self._boxed = boxed
        self._on_action: Callable[[], None] | None = None
        self._icon = Icon()
        self._strong = Label(weight="semibold", elide="end")
        self._text = Label(elide="end")
        self._action = Button(kind="link", small=True)
        self._action.clicked.connect(self._on_action_clicked)
        self._close = Button(icon="x", kind="quiet", small=True)
        self._close.setAccessibleName(translate("MessageBar", "Close the message"))
        self._close.clicked.connect(self._on_close_clicked)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(tokens.S16, 0, tokens.S8, 0)
        layout.setSpacing(tokens.S8)
        layout.addWidget(self._icon)
        words = QHBoxLayout()
        words.setSpacing(tokens.S4)
        words.addWidget(self._strong)
        words.addWidget(self._text, 1)
        layout.addLayout(words, 1)
        layout.addWidget(self._action)
        layout.addWidget(self._close)
        self.setFixedHeight(tokens.H_MESSAGE)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(translate("MessageBar", "Messages"))
        self.hide()

    @property
    def text(self) -> str:
        """The whole of the message shown, "" when there is none."""
        return " ".join(part for part in (self._strong.text(), self._text.text()) if part)

    @property
    def level(self) -> Level:
        """How serious it is."""
        return self._level

    def show_message(
        self,
        level: Level,
        text: str,
        *,
        strong: str = "",
        action: str = "",
        on_action: Callable[[], None] | None = None,
    ) -> None:
        """Show a message in place of the one before.

        Args:
            level: success, info, warning or error.
            text: Plain text; capped here.
            strong: What it is about, before the text, heavier.
            action: Text of the button, "" for none.
            on_action: Called when it is pressed; the message then goes.
        """
        self._level = level
        name, tone, _ = _LOOKS[level]
        self._icon.set_icon(name, tone)
        self._strong.setText(texts.plain(strong, tokens.CELL_CAP))
        self._strong.setVisible(bool(strong))
        self._text.setText(texts.plain(text, tokens.CELL_CAP * 2))
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self._action.updateGeometry()
        self._on_action = on_action
        self.setAccessibleDescription(self.text)
        self.show()
        self.update()
        announce(self, self.text, urgent=level == "error")

    def clear(self) -> None:
        """Show nothing."""
        self.hide()
        self._strong.setText("")
        self._text.setText("")
        self._on_action = None
        self.setAccessibleDescription("")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground and line."""
        painter = theme.painter_for(self)
        c = theme.colours()
        ground = c[_LOOKS[self._level][2]]
        if self._boxed:
            theme.draw_box(painter, self.rect(), tokens.R_CONTROL, ground, c.line)
            return
        painter.fillRect(self.rect(), ground)
        painter.fillRect(QRect(0, 0, self.width(), tokens.LINE), c.line)

    def _on_action_clicked(self) -> None:
        run = self._on_action
        self.clear()
        if run is not None:
            run()

    def _on_close_clicked(self) -> None:
        self.clear()
        self.closed.emit()
