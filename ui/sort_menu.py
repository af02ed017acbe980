"""Sorting a table with the keyboard: its columns as a menu, for who cannot click on their titles.

Owns: which table is meant, and the menu. Leaves to others: sorting (`ui/widgets/table.py`).
"""

from __future__ import annotations

import functools

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from ui.widgets.table import TableView

translate = QCoreApplication.translate


def open_sort_menu(window: QWidget) -> None:
    """Offer the columns of the table with the focus, else of the first one that is seen."""
    table = _meant(window)
    menu = QMenu(window)
    menu.setObjectName("sort.menu")
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    key, descending = table.sorted_by if table is not None else ("", False)
    for column in table.sortable_columns() if table is not None else ():
        title = column.title.replace("&", "&&")
        if column.key == key:
            words = (
                translate("Sort", "{column}, descending") if descending else translate("Sort", "{column}, ascending")
            ).format(column=title)
        else:
            words = title
        entry = menu.addAction(words)
        entry.setCheckable(column.key == key)
        entry.setChecked(column.key == key)
        if table is not None:
            entry.triggered.connect(functools.partial(_sort, table, column.key))
    if menu.isEmpty():
        menu.addAction(translate("Sort", "The order of these rows is the server's")).setEnabled(False)
    place = table if table is not None else window
    menu.popup(place.mapToGlobal(QPoint(0, 0)))


def _sort(table: TableView, key: str, _checked: bool = False) -> None:
    table.sort_as_clicked(key)
    table.setFocus(Qt.FocusReason.ShortcutFocusReason)


def _meant(window: QWidget) -> TableView | None:
    focus = QApplication.focusWidget()
    if isinstance(focus, TableView) and focus.window() is window:
        return focus
    return next((table for table in window.findChildren(TableView) if table.isVisible()), None)
