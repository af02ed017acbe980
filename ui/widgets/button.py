"""Buttons.

Owns: the kinds of buttons and how each looks in each state. Leaves to others: cooling down
(`ui/widgets/cooling_button.py`) and the focus ring (`ui/widgets/focus_ring.py`).
"""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui import icons, texts, theme, tokens

Kind = Literal["plain", "primary", "danger", "danger_fill", "quiet", "link"]


class Look:
    """What a button is painted with in its present state. `None` means: not at all."""

    __slots__ = ("border", "fill", "icon", "text")

    def __init__(self, text: QColor, icon: QColor, fill: QColor | None, border: QColor | None) -> None:
        self.text = text
        self.icon = icon
        self.fill = fill
        self.border = border


class Button(QPushButton):
    """A push button of the product.

    Kinds: `plain`; `primary` (one a page); `danger` (red outline, never filled); `danger_fill` (the primary button
    of a dialog once its choice is a dangerous one); `quiet` (no border until pointed at); `link` (accent text).
    `small` is 24 px high instead of 32. `more` draws a chevron at the end: a menu opens.
    A button without a text needs `setAccessibleName`.
    """

    def __init__(
        self,
        text: str = "",
        *,
        icon: str = "",
        kind: Kind = "plain",
        small: bool = False,
        more: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._icon = icon
        self._kind: Kind = kind
        self._small = small
        self._more = more
        self.setFont(theme.font("caption" if small else "body", "medium"))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setProperty("ring_radius", self.radius)

    @property
    def radius(self) -> int:
        """Corner radius in pixels."""
        return tokens.R_SMALL if self._small else tokens.R_CONTROL

    @property
    def kind(self) -> Kind:
        """The kind in use."""
        return self._kind

    def set_kind(self, kind: Kind) -> None:
        """Become another kind of button."""
        self._kind = kind
        self.update()

    def set_icon(self, icon: str) -> None:
        """Show another icon; "" for none."""
        if icon != self._icon:
            self._icon = icon
            self.updateGeometry()
            self.update()

    def set_hint(self, text: str) -> None:
        """Explain the button: tool tip and accessible description."""
        self.setToolTip(texts.tooltip(text))
        self.setAccessibleDescription(text)

    def sizeHint(self) -> QSize:
        """Wide enough for the text (and what is reserved), as high as controls are."""
        height = tokens.H_SMALL if self._small else tokens.H_CONTROL
        return QSize(max(height, self.content_width(self.widest_text()) + 2 * self._padding()), height)

    def minimumSizeHint(self) -> QSize:
        """A button is never cut."""
        return self.sizeHint()

    def widest_text(self) -> str:
        """The text that the width is made for."""
        return self.text()

    def content_width(self, text: str) -> int:
        """Width of icon, text and chevron, in pixels."""
        side = self._icon_side()
        width = self.fontMetrics().horizontalAdvance(text.replace("&", "")) if text else 0
        if self._icon:
            width += side + (tokens.GAP_ICON if text else 0)
        if self._more:
            width += side + tokens.S4
        return width

    def look(self) -> Look:
        """Colours of the present state."""
        c = theme.colours()
        hover = self.isEnabled() and self.underMouse()
        down = self.isDown() or self.isChecked()
        if not self.isEnabled():
            return Look(c.off, c.off, None, None if self._kind in ("quiet", "link") else c.line)
        if self._kind == "primary":
            return Look(c.on_accent, c.on_accent, c.accent_hover if hover or down else c.accent, None)
        if self._kind == "danger_fill":
            return Look(c.on_danger, c.on_danger, c.danger_hover if hover or down else c.danger, None)
        if self._kind == "danger":
            return Look(c.red, c.red, c.red_soft if hover or down else c.surface, c.red)
        if self._kind == "link":
            return Look(c.accent_text, c.accent_text, c.soft if hover or down else None, None)
        ground = c.line if down else c.grey_soft if hover else None
        if self._kind == "quiet":
            return Look(c.text, c.text2, ground, None)
        return Look(c.text, c.text2, ground or c.surface, c.line2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw box, icon, text and chevron in the middle."""
        painter = theme.painter_for(self)
        look = self.look()
        theme.draw_box(painter, self.rect(), self.radius, look.fill, look.border)
        self._paint_content(painter, look)

    def _paint_content(self, painter: QPainter, look: Look) -> None:
        side = self._icon_side()
        text = self.text()
        room = self.width() - 2 * tokens.S4
        wanted = self.content_width(text)
        width = min(wanted, room)
        x = (self.width() - width) // 2
        end = x + width
        if self._icon:
            icons.paint(painter, self._icon, QRect(x, (self.height() - side) // 2, side, side), look.icon)
            x += side + (tokens.GAP_ICON if text else 0)
        if self._more:
            end -= side
            icons.paint(painter, "chevron-down", QRect(end, (self.height() - side) // 2, side, side), look.icon)
            end -= tokens.S4
        if text:
            painter.setPen(look.text)
            shown = text
            if wanted > room:
                shown = self.fontMetrics().elidedText(
                    text, Qt.TextElideMode.ElideRight, end - x, Qt.TextFlag.TextHideMnemonic
                )
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            painter.drawText(
                QRect(x, 0, end - x + tokens.S4, self.height()), int(flags) | Qt.TextFlag.TextHideMnemonic, shown
            )

    def _icon_side(self) -> int:
        return tokens.ICON - 2 if self._small else tokens.ICON

    def _padding(self) -> int:
        if not self.text():
            return tokens.S4
        return tokens.PAD_SMALL if self._small else tokens.PAD_CONTROL
