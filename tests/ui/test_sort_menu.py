"""Sorting without a mouse: the columns as a menu."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication, QMenu

from tests.ui.window import Window


def menu() -> QMenu:
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, QMenu)
    return popup


async def test_the_columns_of_the_table_in_front_sort_it(tmp_path: Path, scheme: object) -> None:
    async with Window(tmp_path) as bench:
        command = bench.desk.commands.get("tools.sort")
        assert command is not None
        for expected, descending in (("Name", False), ("Name, ascending", True)):
            command.trigger()
            assert [entry.text() for entry in menu().actions() if entry.isChecked()] != []
            next(entry for entry in menu().actions() if entry.text() == expected).trigger()
            menu().close()
            names = [bench.page.model.index(row, 0).data().casefold() for row in range(bench.page.model.rowCount())]
            assert names == sorted(names, reverse=descending)
            assert bench.page.table.hasFocus()


async def test_a_table_in_the_servers_order_says_so(tmp_path: Path, scheme: object) -> None:
    async with Window(tmp_path) as bench:
        bench.window.show_tab("calls")
        command = bench.desk.commands.get("tools.sort")
        assert command is not None
        command.trigger()
        (only,) = menu().actions()
        assert (only.text(), only.isEnabled()) == ("The order of these rows is the server's", False)
        menu().close()
