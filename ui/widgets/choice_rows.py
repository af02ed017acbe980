"""The rows of a combo box's list.

Owns: how they look: the one pointed at on soft ground, the chosen one with a tick, a hairline for a separator.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QIcon, QPainter
from PySide6.QtWidgets import QComboBox, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui import icons, theme, tokens

AnyIndex = QModelIndex | QPersistentModelIndex
_POINTED_AT: Final = QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver
_LEFT: Final = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft) | Qt.TextFlag.TextSingleLine
_WIDEST: Final = 16 * tokens.S32
_SEPARATOR: Final = "separator"  # what `QComboBox.insertSeparator` says about its row


class ChoiceRows(QStyledItemDelegate):
    """See `prepare_list`."""

    def __init__(self, combo: QComboBox, font: QFont) -> None:
        super().__init__(combo)
        self._combo = combo
        self._font = font

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Rows that are easy to hit, with room for picture and tick."""
        if _is_separator(index):
            return QSize(0, 2 * tokens.S4 + tokens.LINE)
        width = QFontMetrics(self._font).horizontalAdvance(_words(index)) + tokens.S8 + tokens.ICON
        if isinstance(index.data(Qt.ItemDataRole.DecorationRole), QIcon):
            width += tokens.ICON + tokens.S8
        return QSize(2 * tokens.S12 + width, tokens.H_CONTROL - tokens.S4)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Ground, picture, words, tick."""
        c = theme.colours()
        area: QRect = option.rect
        if _is_separator(index):
            painter.fillRect(QRect(area.x(), area.center().y(), area.width(), tokens.LINE), c.line)
            return
        painter.save()
        if option.state & _POINTED_AT:
            theme.draw_box(painter, area, tokens.R_SMALL, c.soft, c.line2 if c.is_high_contrast else None)
        words = area.adjusted(tokens.S12, 0, -tokens.S12, 0)
        top, side = area.y() + (area.height() - tokens.ICON) // 2, tokens.ICON
        if index.row() == self._combo.currentIndex():
            icons.paint(painter, "check", QRect(words.right() + 1 - side, top, side, side), c.accent_text)
        words.adjust(0, 0, -side - tokens.S8, 0)
        picture = index.data(Qt.ItemDataRole.DecorationRole)
        if isinstance(picture, QIcon):
            picture.paint(painter, QRect(words.x(), top, side, side))
            words.adjust(side + tokens.S8, 0, 0, 0)
        painter.setFont(self._font)
        painter.setPen(c.text if index.flags() & Qt.ItemFlag.ItemIsEnabled else c.off)
        shown = painter.fontMetrics().elidedText(_words(index), Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, _LEFT, shown)
        painter.restore()


def prepare_list(combo: QComboBox, font: QFont) -> None:
    """Give a combo box's list its look and a width for its words. Before it opens: most never do."""
    view = combo.view()
    if not isinstance(combo.itemDelegate(), ChoiceRows):
        combo.setItemDelegate(ChoiceRows(combo, font))
        view.setProperty("own_ring", True)
        view.setTextElideMode(Qt.TextElideMode.ElideRight)
    view.setAccessibleName(combo.accessibleName())
    widest = view.sizeHintForColumn(combo.modelColumn()) + tokens.SCROLL_BAR
    view.setMinimumWidth(min(max(combo.width(), widest), _WIDEST))
    # Qt makes the list as wide as its longest text: a name of the server's must not make it cover the screen.
    frame = view.parentWidget()
    if frame is not None and frame is not combo:
        frame.setMaximumWidth(max(combo.width(), _WIDEST))


def _words(index: AnyIndex) -> str:
    return str(index.data(Qt.ItemDataRole.DisplayRole) or "")


def _is_separator(index: AnyIndex) -> bool:
    return bool(index.data(Qt.ItemDataRole.AccessibleDescriptionRole) == _SEPARATOR)
