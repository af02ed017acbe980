"""The titles above a table's columns.

Owns: `TableHeader`. Leaves to others: the table and the widths (`ui/widgets/table.py`).
"""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QAbstractItemModel, QEvent, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QToolTip, QWidget

from ui import icons, texts, theme, tokens
from ui.models.columns import Column
from ui.widgets.cells import FIRST_PAD, PAD

_CHEVRON: Final = 12
_DESCENDING: Final = Qt.SortOrder.DescendingOrder


class TableHeader(QHeaderView):
    """Column titles, aligned like their columns, with a chevron where it is sorted."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setFixedHeight(tokens.H_ROW)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(tokens.S24)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.setFont(theme.font("caption", "medium"))

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        """One title."""
        c = theme.colours()
        painter.save()
        painter.fillRect(rect, c.raised)
        painter.fillRect(QRect(rect.x(), rect.bottom(), rect.width(), tokens.LINE), c.line)
        model = self.model()
        title = str(model.headerData(logical, Qt.Orientation.Horizontal) or "") if model is not None else ""
        column = columns_of(model)[logical] if logical < len(columns_of(model)) else None
        right = column is not None and column.align == "right"
        is_first = self.visualIndex(logical) == first_visible(self)
        area = rect.adjusted(FIRST_PAD if is_first else PAD, 0, -PAD, -tokens.LINE)
        sorted_here = self.isSortIndicatorShown() and self.sortIndicatorSection() == logical
        room = area.width() - (_CHEVRON + tokens.S4 if sorted_here else 0)
        painter.setFont(self.font())
        painter.setPen(c.text if sorted_here and self.underMouse() else c.text2)
        shown = painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, room)
        width = min(room, painter.fontMetrics().horizontalAdvance(shown) + 1)
        x = area.right() + 1 - width - (_CHEVRON + tokens.S4 if sorted_here else 0) if right else area.x()
        painter.drawText(
            QRect(x, area.y(), width, area.height()),
            int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft) | Qt.TextFlag.TextSingleLine,
            shown,
        )
        if sorted_here:
            name = "chevron-down" if self.sortIndicatorOrder() == _DESCENDING else "chevron-up"
            top = area.y() + (area.height() - _CHEVRON) // 2
            icons.paint(painter, name, QRect(x + width + tokens.S4, top, _CHEVRON, _CHEVRON), c.text2)
        painter.restore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Titles, and the same ground to the right of the last one."""
        super().paintEvent(event)
        end = self.length() - self.offset()
        if end < self.viewport().width():
            painter = QPainter(self.viewport())
            c = theme.colours()
            rest = QRect(end, 0, self.viewport().width() - end, self.height())
            painter.fillRect(rest, c.raised)
            painter.fillRect(QRect(rest.x(), rest.bottom(), rest.width(), tokens.LINE), c.line)

    def sizeHint(self) -> QSize:
        """Always 32 px high."""
        return QSize(super().sizeHint().width(), tokens.H_ROW)

    def viewportEvent(self, event: QEvent) -> bool:
        """The whole title as a tool tip where it is cut."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            section = self.logicalIndexAt(event.pos())
            if section >= 0 and self.sectionSize(section) < self.room_for_title(section):
                title = str(self.model().headerData(section, Qt.Orientation.Horizontal) or "")
                QToolTip.showText(event.globalPos(), texts.tooltip(title), self)
                return True
        return super().viewportEvent(event)

    def room_for_title(self, logical: int) -> int:
        """Width at which the title is not cut, the chevron included where it is sorted by this column."""
        width = self.sectionSizeFromContents(logical).width()
        sorted_here = self.isSortIndicatorShown() and self.sortIndicatorSection() == logical
        return width if sorted_here else width - _CHEVRON - tokens.S4

    def sectionSizeFromContents(self, logical: int) -> QSize:
        """Wide enough for the title and a chevron."""
        model = self.model()
        title = str(model.headerData(logical, Qt.Orientation.Horizontal) or "") if model is not None else ""
        pads = (FIRST_PAD if self.visualIndex(logical) == first_visible(self) else PAD) + PAD
        width = QFontMetrics(self.font()).horizontalAdvance(title) + 1 + _CHEVRON + tokens.S4 + pads
        return QSize(width, tokens.H_ROW)


class HeaderEnd(QWidget):
    """Goes on with the header above the scroll bar, which so begins where the rows do."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedHeight(tokens.H_ROW)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground and hairline of the header."""
        c = theme.colours()
        painter = QPainter(self)
        painter.fillRect(self.rect(), c.raised)
        painter.fillRect(QRect(0, self.height() - tokens.LINE, self.width(), tokens.LINE), c.line)


def columns_of(model: QAbstractItemModel | None) -> list[Column[Any]]:
    """The columns of a model, none where it has no `Column`s."""
    found: list[Column[Any]] = getattr(model, "columns", [])
    return found


def first_visible(header: QHeaderView) -> int:
    """The place of the leftmost section that is shown; -1 when there is none."""
    for visual in range(header.count()):
        if not header.isSectionHidden(header.logicalIndex(visual)):
            return visual
    return -1
