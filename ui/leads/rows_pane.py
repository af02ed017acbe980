"""The table of leads with the choices above its columns.

Owns: putting table and mapping row together, the ground of rows that stand out. Leaves to others: the rows
(`rows_model.py`), the columns (`row_columns.py`).
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QStyleOptionViewItem, QVBoxLayout, QWidget

from ui import theme
from ui.leads.mapping_row import MappingRow
from ui.leads.rows_model import LeadRowsModel
from ui.widgets.cells import AnyIndex, CellDelegate
from ui.widgets.table import TableView

translate = QCoreApplication.translate


class _LeadDelegate(CellDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """The ground of a row that stands out, then what every cell is."""
        model = index.model()
        if isinstance(model, LeadRowsModel) and model.is_pointed_at(index.row()):
            painter.fillRect(option.rect, theme.colours().offbg)
        super().paint(painter, option, index)


class RowsPane(QWidget):
    """See the module."""

    def __init__(self, model: LeadRowsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = TableView()
        self.table.setObjectName("leads.rows")
        self.table.setAccessibleName(translate("Leads", "Leads to upload"))
        self.table.setItemDelegate(_LeadDelegate(self.table))
        self.table.setModel(model)
        self.table.setCornerWidget(QWidget())  # else the style draws one of another colour
        self.mapping = MappingRow(self.table)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.mapping)
        layout.addWidget(self.table, 1)
        model.modelReset.connect(self.fit)
        model.headerDataChanged.connect(self.fit)

    def fit(self) -> None:
        """Give the columns their widths again: other columns are shown."""
        self.table.set_widths({})

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the choices above their columns."""
        super().resizeEvent(event)
        self.mapping.update()
