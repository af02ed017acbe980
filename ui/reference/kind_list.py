"""The kinds of reference data, each with how many there are."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.reference.cache import Kind
from ui import texts, theme, tokens
from ui.reference.words import words

translate = QCoreApplication.translate

WIDTH: Final = 192
_ROW: Final = tokens.H_ROW + tokens.S4
_COUNT: Final = int(Qt.ItemDataRole.UserRole) + 1


class _Rows(QStyledItemDelegate):
    """Name at the left, number at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """One line."""
        return QSize(WIDTH - 2 * tokens.S8, _ROW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The row; the chosen one as in tables."""
        c = theme.colours()
        area: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(area, c.soft)
            painter.fillRect(QRect(area.x(), area.y(), tokens.ROW_BAR, area.height()), c.accent)
        line = area.adjusted(tokens.S16, 0, -tokens.S12, 0)
        painter.setFont(theme.font("caption"))
        painter.setPen(c.text2)
        count = str(index.data(_COUNT) or "")
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, count)
        room = line.width() - painter.fontMetrics().horizontalAdvance(count) - tokens.S8
        painter.setFont(theme.font("body", "medium" if chosen else "regular"))
        painter.setPen(c.text)
        name = painter.fontMetrics().elidedText(str(index.data() or ""), Qt.TextElideMode.ElideRight, room)
        line.setWidth(room)
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)


class KindList(QListWidget):
    """See the module.

    Signals:
        chosen: Another kind is looked at (the kind).
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("reference.kinds")
        self.setAccessibleName(translate("Reference", "Kinds of reference data"))
        self.setItemDelegate(_Rows(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedWidth(WIDTH)
        self.setFrameShape(QListWidget.Shape.NoFrame)
        for kind in Kind:
            self.addItem(QListWidgetItem(words(kind).title))
            self.show_count(kind, None)
        self.setCurrentRow(0)
        self.currentRowChanged.connect(lambda _row: self.chosen.emit(self.kind))

    @property
    def kind(self) -> Kind:
        """The kind that is looked at."""
        return list(Kind)[max(0, self.currentRow())]

    def choose(self, kind: Kind) -> None:
        """Look at a kind."""
        self.setCurrentRow(list(Kind).index(kind))

    def show_count(self, kind: Kind, count: int | None) -> None:
        """How many there are; None where nobody knows."""
        item = self.item(list(Kind).index(kind))
        item.setData(_COUNT, "" if count is None else texts.number(count))
        said = translate("Reference", "not read yet") if count is None else words(kind).counted(count)
        item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, said)
