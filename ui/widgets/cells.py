"""Painting table cells.

Owns: `CellDelegate`, which reads one role and paints what it finds there. Leaves to others: what a cell says
(`ui/models/columns.py`), the table itself (`ui/widgets/table.py`).

A delegate reading one role instead of the seven that Qt's own asks for is seven times fewer calls into Python.
"""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter, QPen, QRegion
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from ui import icons, texts, theme, tokens
from ui.models.columns import CellRole, Column, Marked, ProgressCell, TextCell, TwoTone
from ui.theme import Weight
from ui.widgets.bar import paint_bar
from ui.widgets.pill import paint_pill, pill_width
from ui.widgets.status import Look

PAD: Final = tokens.S8
FIRST_PAD: Final = tokens.S16  # left of the first column
_PROGRESS_BAR: Final = 48
_SELECTED: Final = QStyle.StateFlag.State_Selected
_CENTRE: Final = Qt.AlignmentFlag.AlignVCenter
_AT_RIGHT: Final = int(_CENTRE | Qt.AlignmentFlag.AlignRight) | int(Qt.TextFlag.TextSingleLine)
_AT_LEFT: Final = int(_CENTRE | Qt.AlignmentFlag.AlignLeft) | int(Qt.TextFlag.TextSingleLine)

AnyIndex = QModelIndex | QPersistentModelIndex


class CellDelegate(QStyledItemDelegate):
    """Paints the cells of a model whose `columns` are `Column`s. Never fetches, formats or keeps anything of a row."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Ground, content, line."""
        column = column_of(index)
        if column is None:
            return
        c = theme.colours()
        rect: QRect = option.rect
        selected = bool(option.state & _SELECTED)
        painter.save()
        # Grounds and lines on whole device pixels: smoothed, neighbours show a seam at 150 %.
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        if selected:
            painter.fillRect(rect, c.soft)
        painter.fillRect(QRect(rect.x(), rect.bottom(), rect.width(), tokens.LINE), c.line)
        first = _is_first(option, index)
        if selected and first:
            painter.fillRect(QRect(rect.x(), rect.y(), tokens.ROW_BAR, rect.height() - tokens.LINE), c.accent_text)
        area = content_area(rect, first)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(rect)
        self.paint_cell(painter, area, index.data(CellRole), column)
        painter.restore()

    def paint_cell(self, painter: QPainter, area: QRect, cell: Any, column: Column[Any]) -> None:
        """Paint the content. Screens with a kind of cell of their own override this."""
        if isinstance(cell, str):
            _text(painter, area, cell, column, column.tone, column.weight)
        elif isinstance(cell, TextCell):
            _text_cell(painter, area, cell, column)
        elif isinstance(cell, Look):
            paint_pill(painter, cell, area)
        elif isinstance(cell, ProgressCell):
            _progress(painter, area, cell)
        elif isinstance(cell, TwoTone):
            _two_tone(painter, area, cell.strong, cell.quiet)
        elif isinstance(cell, Marked):
            _marked(painter, area, cell, column)

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Row height; the width is for a double click on the border between two headers."""
        column = column_of(index)
        if column is None:
            return QSize(0, tokens.H_ROW)
        return QSize(cell_width(index.data(CellRole), column) + 2 * PAD, tokens.H_ROW)

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: AnyIndex
    ) -> bool:
        """The column's tool tip, or the whole text where it is cut."""
        column = column_of(index)
        if event.type() != QEvent.Type.ToolTip or column is None:
            return False
        rect: QRect = option.rect
        area = content_area(rect, _is_first(option, index))
        cut = cell_width(index.data(CellRole), column) > area.width()
        text = index.data(Qt.ItemDataRole.ToolTipRole)
        if text and (cut or column.tooltip is not None):
            QToolTip.showText(event.globalPos(), str(text), view.viewport())
        else:
            QToolTip.hideText()
        return True


def column_of(index: AnyIndex) -> Column[Any] | None:
    """The column an index is in, None when its model has no `Column`s."""
    model: QAbstractItemModel | None = index.model()
    columns: list[Column[Any]] | None = getattr(model, "columns", None)
    number = index.column()
    return columns[number] if columns is not None and 0 <= number < len(columns) else None


def content_area(rect: QRect, first: bool) -> QRect:
    """Where the content of a cell goes."""
    return rect.adjusted(FIRST_PAD if first else PAD, 0, -PAD, -tokens.LINE)


def cell_width(cell: Any, column: Column[Any]) -> int:
    """Pixels the content would like to have."""
    if isinstance(cell, Look):
        return pill_width(cell)
    if isinstance(cell, ProgressCell):
        return _PROGRESS_BAR + tokens.S8 + _advance(texts.ratio(cell.done, cell.total), "regular")
    if isinstance(cell, TwoTone):
        return _advance(cell.strong + cell.quiet, "regular")
    if isinstance(cell, TextCell):
        icon = tokens.ICON + tokens.GAP_ICON if cell.icon else 0
        return icon + _advance(cell.text, cell.weight or column.weight)
    if isinstance(cell, Marked):
        return _advance(cell.text, column.weight)
    return _advance(cell, column.weight) if isinstance(cell, str) else 0


def _advance(text: str, weight: Weight) -> int:
    return QFontMetrics(theme.font("body", weight)).horizontalAdvance(text)


def _is_first(option: QStyleOptionViewItem, index: AnyIndex) -> bool:
    # Not `viewItemPosition`: Qt fills it only in some of the places that ask a delegate.
    widget = option.widget
    first = getattr(widget, "first_column", None)
    return bool(index.column() == (first() if callable(first) else 0))


def _text(painter: QPainter, area: QRect, text: str, column: Column[Any], tone: str, weight: Weight) -> None:
    if not text:
        return
    painter.setFont(theme.font("body", weight))
    painter.setPen(theme.colours()[tone])
    mode = Qt.TextElideMode.ElideMiddle if column.elide == "middle" else Qt.TextElideMode.ElideRight
    shown = painter.fontMetrics().elidedText(text.replace("\n", " "), mode, area.width())
    painter.drawText(area, _AT_RIGHT if column.align == "right" else _AT_LEFT, shown)


def _text_cell(painter: QPainter, area: QRect, cell: TextCell, column: Column[Any]) -> None:
    c = theme.colours()
    tone = cell.tone or column.tone
    weight = cell.weight or column.weight
    if cell.frame:
        tone = cell.frame
        weight = cell.weight or "medium"
        box = area.adjusted(-PAD, 0, PAD, 0)
        painter.fillRect(box, c[f"{cell.frame}_soft"])
        painter.setPen(QPen(c[f"{cell.frame}_fill"], tokens.LINE))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5))
    if cell.icon:
        side = tokens.ICON - 2
        box = QRect(area.x(), area.y() + (area.height() - side) // 2, side, side)
        icons.paint(painter, cell.icon, box, c[cell.icon_tone or tone])
        area = area.adjusted(side + tokens.GAP_ICON, 0, 0, 0)
    _text(painter, area, cell.text, column, tone, weight)
    if cell.struck and cell.text:
        width = min(area.width(), painter.fontMetrics().horizontalAdvance(cell.text))
        x = area.right() - width if column.align == "right" else area.x()
        painter.fillRect(QRect(x, area.center().y() + 1, width, tokens.LINE), c[tone])


def _two_tone(painter: QPainter, area: QRect, strong: str, quiet: str) -> None:
    c = theme.colours()
    painter.setFont(theme.font("body"))
    width = painter.fontMetrics().horizontalAdvance(quiet)
    right = int(_CENTRE | Qt.AlignmentFlag.AlignRight) | int(Qt.TextFlag.TextSingleLine)
    painter.setPen(c.text2)
    painter.drawText(area, right, quiet)
    painter.setPen(c.text)
    painter.drawText(area.adjusted(0, 0, -width, 0), right, strong)


def _progress(painter: QPainter, area: QRect, cell: ProgressCell) -> None:
    c = theme.colours()
    if cell.text:
        painter.setFont(theme.font("body"))
        painter.setPen(c.text2)
        flags = int(_CENTRE | Qt.AlignmentFlag.AlignRight) | int(Qt.TextFlag.TextSingleLine)
        painter.drawText(
            area, flags, painter.fontMetrics().elidedText(cell.text, Qt.TextElideMode.ElideRight, area.width())
        )
        return
    strong, quiet = texts.number(cell.done), f" / {texts.number(cell.total)}"
    numbers = _advance(strong + quiet, "regular")
    if area.width() - numbers >= tokens.S16 + tokens.S8:
        width = min(_PROGRESS_BAR, area.width() - numbers - tokens.S8)
        top = area.y() + (area.height() - tokens.BAR) / 2
        bar = QRectF(area.x(), top, width, tokens.BAR)
        paint_bar(painter, bar, cell.done / cell.total if cell.total else 0.0, c[cell.tone], c.track)
    _two_tone(painter, area, strong, quiet)


def _marked(painter: QPainter, area: QRect, cell: Marked, column: Column[Any]) -> None:
    c = theme.colours()
    painter.setFont(theme.font("body", column.weight))
    metrics = painter.fontMetrics()
    shown = metrics.elidedText(cell.text, Qt.TextElideMode.ElideRight, area.width())
    limit = len(shown) - (1 if shown != cell.text else 0)
    flags = int(_CENTRE | Qt.AlignmentFlag.AlignLeft) | Qt.TextFlag.TextSingleLine
    quiet = QRegion(area)
    marked = QRegion()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(c.hit)
    for start, length in cell.hits:
        end = min(start + length, limit)
        if start >= end:
            continue
        # Measured from the beginning: in Hindi the width of a part depends on what is before it.
        x = metrics.horizontalAdvance(shown[:start])
        width = metrics.horizontalAdvance(shown[:end]) - x
        top = area.y() + (area.height() - tokens.H_PILL) // 2
        painter.drawRoundedRect(QRect(area.x() + x - 2, top, width + 4, tokens.H_PILL), 2, 2)
        marked += QRect(area.x() + x, area.y(), width, area.height())
    # Twice, but every pixel once: text over text would look bold.
    for region, colour in ((quiet - marked, c[column.tone]), (marked, c.on_hit)):
        if not region.isEmpty():
            painter.save()
            painter.setClipRegion(region, Qt.ClipOperation.IntersectClip)
            painter.setPen(colour)
            painter.drawText(area, flags, shown)
            painter.restore()
