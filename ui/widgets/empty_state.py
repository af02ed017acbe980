"""What is shown where nothing is: what belongs here, and the one action that fills it.

Owns: `EmptyState`. Leaves to others: telling "none yet" from "filtered out", "offline" and "not allowed".
"""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from ui import texts, theme, tokens
from ui.widgets.button import Button
from ui.widgets.icon import Icon
from ui.widgets.label import Label


class EmptyState(QWidget):
    """Icon, title, a sentence, at most one button, all in the middle.

    Signals:
        action_clicked: the button was pressed.
    """

    action_clicked = Signal()

    def __init__(
        self,
        icon: str = "info",
        title: str = "",
        text: str = "",
        action: str = "",
        *,
        boxed: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._boxed = boxed
        self._icon = Icon(icon, side=tokens.ICON_EMPTY)
        middle = Qt.AlignmentFlag.AlignHCenter
        self._title = Label(weight="semibold", align=middle, elide="end")
        self._text = Label(size="caption", tone="text2", align=middle, wrap=True)
        self.action = Button()
        self.action.clicked.connect(self.action_clicked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(tokens.S16, tokens.S16, tokens.S16, tokens.S16)
        layout.setSpacing(0)
        layout.addStretch(1)
        layout.addWidget(self._icon, 0, middle)
        self._gaps = QSpacerItem(0, tokens.S8), QSpacerItem(0, tokens.S12)
        layout.addItem(self._gaps[0])
        layout.addWidget(self._title)
        layout.addWidget(self._text)
        layout.addItem(self._gaps[1])
        layout.addWidget(self.action, 0, middle)
        layout.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.set_state(icon, title, text, action)

    def set_state(self, icon: str, title: str, text: str = "", action: str = "") -> None:
        """Say something else. An empty `action` hides the button."""
        self._icon.set_icon(icon)
        self._title.setText(texts.plain(title, tokens.CELL_CAP))
        self._text.setText(texts.plain(text, tokens.CELL_CAP * 2))
        self._text.setVisible(bool(text))
        self.action.setText(action)
        self.action.setAccessibleName(action)
        self.action.updateGeometry()
        self.action.setVisible(bool(action))
        self.setAccessibleName(self._title.text())
        self.setAccessibleDescription(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See `_fit`."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Where there is little height the words matter more than the picture."""
        words = self._text.heightForWidth(self.width() - 2 * tokens.S16) if self._text.text() else 0
        button = tokens.S12 + tokens.H_CONTROL if self.action.text() else tokens.S12
        needed = 2 * tokens.S16 + tokens.ICON_EMPTY + tokens.S8 + theme.line_height("body") + words + button
        fits = self.height() >= needed
        self._icon.setVisible(fits)
        margin = tokens.S16 if fits else 0
        for gap, height in zip(self._gaps, (tokens.S8, tokens.S12), strict=True):
            gap.changeSize(0, height if fits else 0)
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(tokens.S16, margin, tokens.S16, margin)
            layout.invalidate()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The box, where it was asked for."""
        if self._boxed:
            c = theme.colours()
            area: QRect = self.rect()
            theme.draw_box(theme.painter_for(self), area, tokens.R_PANEL, c.surface, c.line)
