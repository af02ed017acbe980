"""Fields to type into.

Owns: `TextField` (with a wrong-value state) and `SearchField` (icon, number of matches, cross).
Leaves to others: searching, waiting until somebody has stopped typing.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from ui import icons, theme, tokens
from ui.widgets.button import Button

translate = QCoreApplication.translate

_ICON_ROOM: Final = 23
_CROSS: Final = tokens.H_SMALL


class TextField(QLineEdit):
    """A line of text. `set_invalid` gives it a red border and tells assistive technology why."""

    def __init__(
        self, text: str = "", *, placeholder: str = "", max_length: int = 2_000, parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self._hint = ""
        self.setPlaceholderText(placeholder)
        self.setMaxLength(max_length)
        self.setProperty("ring_radius", tokens.R_CONTROL)

    def set_hint(self, text: str) -> None:
        """Explain the field to assistive technology."""
        self._hint = text
        self.setAccessibleDescription(text)

    def set_invalid(self, why: str) -> None:
        """Mark what was typed as wrong; "" takes the mark away."""
        if bool(why) != bool(self.property("invalid")):
            self.setProperty("invalid", bool(why))
            # Style sheets look at properties only when told to.
            self.style().unpolish(self)
            self.style().polish(self)
        self.setAccessibleDescription(why or self._hint)

    def sizeHint(self) -> QSize:
        """As high as controls are."""
        return QSize(super().sizeHint().width(), tokens.H_CONTROL)


class SearchField(TextField):
    """A search: magnifying glass, what was typed, the number of matches, a cross that empties it.

    Escape empties it too. Without `setAccessibleName` the placeholder is its name.
    """

    def __init__(self, placeholder: str = "", *, width: int = 200, parent: QWidget | None = None) -> None:
        super().__init__(placeholder=placeholder or translate("SearchField", "Search"), parent=parent)
        self._matches = ""
        self._wanted_width = width
        self._cross = Button(icon="x", kind="quiet", small=True, parent=self)
        self._cross.setAccessibleName(translate("SearchField", "Empty the search"))
        self._cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Escape does the same
        self._cross.setCursor(Qt.CursorShape.ArrowCursor)
        self._cross.clicked.connect(self._on_cross_clicked)
        self._cross.hide()
        self.setAccessibleName(self.placeholderText())
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self._on_text_changed)
        self._arrange()

    def set_matches(self, text: str) -> None:
        """Show how much was found ("284 calls"); "" shows nothing."""
        if text != self._matches:
            self._matches = text
            self._arrange()
            self.update()

    def sizeHint(self) -> QSize:
        """As wide as was asked for."""
        return QSize(self._wanted_width, tokens.H_CONTROL)

    def minimumSizeHint(self) -> QSize:
        """May become narrow."""
        return QSize(tokens.S32 * 3, tokens.H_CONTROL)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The field, then glass and matches on it."""
        super().paintEvent(event)
        painter = theme.painter_for(self)
        c = theme.colours()
        side = tokens.ICON
        colour = c.text2 if self.isEnabled() else c.off
        icons.paint(painter, "search", QRect(tokens.S12 - 1, (self.height() - side) // 2, side, side), colour)
        if self._matches and self.text():
            painter.setFont(theme.font("caption"))
            painter.setPen(c.text2)
            area = self.rect().adjusted(0, 0, -_CROSS - tokens.S8, 0)
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self._matches)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the cross at the end."""
        super().resizeEvent(event)
        self._cross.setGeometry(
            self.width() - _CROSS - tokens.S4, (self.height() - tokens.H_SMALL) // 2, _CROSS, tokens.H_SMALL
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape empties the field; empty, the key is somebody else's."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            event.accept()
            return
        super().keyPressEvent(event)

    def _on_text_changed(self) -> None:
        self._cross.setVisible(bool(self.text()))
        self._arrange()

    def _on_cross_clicked(self) -> None:
        self.clear()
        self.setFocus()

    def _arrange(self) -> None:
        end = 0
        if self.text():
            end = _CROSS
            if self._matches:
                end += QFontMetrics(theme.font("caption")).horizontalAdvance(self._matches) + tokens.S8
        self.setTextMargins(_ICON_ROOM, 0, end, 0)
