"""A choice with its name in front: "Status All".

Owns: `ComboButton`. Leaves to others: what there is to choose.
"""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from ui import icons, theme, tokens
from ui.widgets.spoken_label import SpokenLabel

Neutral = Literal["value", "label"]


class ComboButton(QComboBox):
    """A `QComboBox` painted as a choice field. `label` is its accessible name until another is set.

    `neutral="label"` shows nothing but the label while the first entry ("All") is chosen, as filters do.
    `small` is 24 px high; `marked` gives it an accent border and ground (the column that holds the numbers).
    The wheel does not change it: it would while somebody scrolls the page.
    """

    def __init__(
        self,
        label: str = "",
        *,
        neutral: Neutral = "value",
        icon: str = "",
        small: bool = False,
        least_width: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._label = label
        self._neutral: Neutral = neutral
        self._icon = icon
        self._small = small
        self._marked = False
        self._least_width = least_width
        self.setFont(theme.font("caption" if small else "body", "medium"))
        self._spoken = SpokenLabel(self)
        self.setAccessibleName(label)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMaxVisibleItems(16)
        self.setProperty("ring_radius", tokens.R_SMALL if small else tokens.R_CONTROL)
        self.currentIndexChanged.connect(self._on_changed)

    def setAccessibleName(self, name: str) -> None:
        """Name it, through the relation too. The description follows unless it was set apart."""
        if self.accessibleDescription() == self.accessibleName():
            self.setAccessibleDescription(name)
        super().setAccessibleName(name)
        self._spoken.setText(name)

    @property
    def is_neutral(self) -> bool:
        """Whether the first entry is chosen."""
        return self.currentIndex() <= 0

    @property
    def value_overflow(self) -> int:
        """Pixels that the value is wider than its room; 0 or less where all of it is shown."""
        return QFontMetrics(self.font()).horizontalAdvance(self._shown_value()) - self._value_room() - 1

    def set_marked(self, marked: bool) -> None:
        """Make it stand out, or not."""
        if marked != self._marked:
            self._marked = marked
            self.update()

    def sizeHint(self) -> QSize:
        """Wide enough for the label and the widest entry, within reason."""
        label = self._label_width()
        values = [self.itemText(place) for place in range(min(self.count(), 200))]
        metrics = QFontMetrics(self.font())
        if self._neutral == "label":
            widest = metrics.horizontalAdvance(self._shown_value())
        else:
            widest = max((metrics.horizontalAdvance(value) for value in values), default=0)
        widest = min(widest, 8 * tokens.S32)
        width = 2 * self._pad() + label + widest + self._icon_room() + tokens.S12 + self._side()
        return QSize(max(width, self._least_width), tokens.H_SMALL if self._small else tokens.H_CONTROL)

    def minimumSizeHint(self) -> QSize:
        """The value elides when there is no room."""
        hint = self.sizeHint()
        least = 2 * self._pad() + self._label_width() + tokens.S32 + self._icon_room() + self._side()
        return QSize(min(hint.width(), least), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Box, icon, label, value, chevron."""
        painter = theme.painter_for(self)
        c = theme.colours()
        on = self.isEnabled()
        fill = c.offbg if not on else c.soft if self._marked else c.grey_soft if self.underMouse() else c.surface
        border = c.line if not on else c.accent_text if self._marked else c.line2
        theme.draw_box(painter, self.rect(), tokens.R_SMALL if self._small else tokens.R_CONTROL, fill, border)
        side = self._side()
        left, right = self._pad(), self.width() - self._pad() + 2 - side
        box = QRect(right, (self.height() - side) // 2, side, side)
        icons.paint(painter, "chevron-down", box, c.text2 if on else c.off)
        if self._icon:
            box = QRect(left, (self.height() - side) // 2, side, side)
            icons.paint(painter, self._icon, box, c.text2 if on else c.off)
            left += self._icon_room()
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft) | Qt.TextFlag.TextSingleLine
        value = self._shown_value()
        if self._label:
            painter.setFont(self.font() if not value else self._label_font())
            painter.setPen(c.off if not on else c.text2 if value else c.text)
            painter.drawText(QRect(left, 0, right - left, self.height()), flags, self._label)
            left += painter.fontMetrics().horizontalAdvance(self._label) + tokens.GAP_ICON
        if value:
            quiet = self._small and not self._marked
            painter.setFont(self.font())
            painter.setPen(c.text2 if not on or quiet else c.text)
            room = self._value_room()
            shown = painter.fontMetrics().elidedText(value, Qt.TextElideMode.ElideRight, max(0, room + 1))
            painter.drawText(QRect(left, 0, room + 1, self.height()), flags, shown)

    def showPopup(self) -> None:
        """Open the list. Its look is prepared here: most are never opened."""
        from ui.widgets.choice_rows import prepare_list

        prepare_list(self, self.font())
        super().showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Left to the page."""
        event.ignore()

    def _on_changed(self) -> None:
        if self._neutral == "label":
            self.updateGeometry()
        self.update()

    def _shown_value(self) -> str:
        if self._neutral == "label" and self.is_neutral:
            return ""
        return self.currentText() or (self.placeholderText() if self.currentIndex() < 0 else "")

    def _value_room(self) -> int:
        right = self.width() - self._pad() + 2 - self._side()
        return right - self._pad() - self._icon_room() - self._label_width() - tokens.S4

    def _label_font(self) -> QFont:
        return theme.font("caption" if self._small else "body")

    def _label_width(self) -> int:
        if not self._label:
            return 0
        font = self.font() if not self._shown_value() else self._label_font()
        return QFontMetrics(font).horizontalAdvance(self._label) + tokens.GAP_ICON

    def _icon_room(self) -> int:
        return self._side() + tokens.GAP_ICON if self._icon else 0

    def _side(self) -> int:
        return tokens.ICON - 2 if self._small else tokens.ICON

    def _pad(self) -> int:
        return tokens.PAD_SMALL if self._small else tokens.PAD_CONTROL - 2
