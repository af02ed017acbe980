"""Menus, what they open, and what the registry knows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QMenu, QTableView

from tests.ui.calls.bench import until
from tests.ui.window import Window
from ui.command import Command
from ui.dialogs.about import AboutDialog
from ui.dialogs.shortcuts import ShortcutsDialog, key_lines
from ui.page import Page
from ui.widgets.search_field import TextField


def dialog(bench: Window) -> QDialog | None:
    shown = [one for one in bench.window.findChildren(QDialog) if one.isVisible()]
    return shown[0] if shown else None


def plain(text: str) -> str:
    return text.replace("&", "")


async def test_menus_have_their_places_and_no_empty_entry(tmp_path: Path, scheme: object) -> None:
    async with Window(tmp_path) as bench:
        menus = {plain(action.text()): action.menu() for action in bench.window.menuBar().actions()}
        assert list(menus) == ["File", "Edit", "View", "Campaign", "Tools", "Help"]
        for menu in menus.values():
            assert isinstance(menu, QMenu)
            assert [entry for entry in menu.actions() if not entry.isSeparator()]
            assert all(entry.text() for entry in menu.actions() if not entry.isSeparator())
        roles = {command.key: command.action.menuRole() for command in bench.desk.commands}
        role = QAction.MenuRole
        assert roles["edit.preferences"] == role.PreferencesRole
        assert roles["help.about"] == role.AboutRole
        assert roles["file.quit"] == role.QuitRole
        others = {key for key, value in roles.items() if value != role.NoRole}
        assert others == {"edit.preferences", "help.about", "file.quit"}


async def test_commands_register_themselves_and_leave(tmp_path: Path, scheme: object) -> None:
    async with Window(tmp_path) as bench:
        assert bench.desk.commands.get("calls.refresh") is None
        bench.window.show_tab("calls")
        assert bench.desk.commands.get("calls.refresh") is not None

        class Late(Page):
            pass

        page = Late(bench.desk)
        command = Command("late.one", "One", parent=page)
        assert bench.desk.commands.get("late.one") is command
        assert "late.one" in [one.key for one in bench.desk.commands]
        page.deleteLater()
        await until(lambda: bench.desk.commands.get("late.one") is None)


async def test_the_sheet_is_made_of_the_registry(tmp_path: Path, scheme: object) -> None:
    async with Window(tmp_path) as bench:
        bench.window.show_tab("calls")
        bench.window.show_tab("campaigns")  # the other page's keys are lent to nobody, and listed all the same
        groups = dict(key_lines(bench.desk.commands))
        assert ("Refresh", "F5") in groups["Call logs"]
        assert ("Refresh", "F5") in groups["Campaigns"]
        assert ("Next hit in the transcript", "F3") in groups["Call logs"]
        assert ("Preferences", "Ctrl+,") in groups["Edit"]
        QTest.keyClick(bench.window, Qt.Key.Key_F1)
        assert isinstance(dialog(bench), ShortcutsDialog)
        bench.late.open_shortcuts()
        assert len([one for one in bench.window.findChildren(QDialog) if one.isVisible()]) == 1
        bench.window.findChildren(ShortcutsDialog)[0].reject()
        assert dialog(bench) is None
        QTest.keyClick(bench.window, Qt.Key.Key_Slash, Qt.KeyboardModifier.ControlModifier)
        await until(lambda: isinstance(dialog(bench), ShortcutsDialog))


async def test_edit_acts_on_what_has_the_focus(tmp_path: Path, scheme: object) -> None:
    async with Window(tmp_path) as bench:
        clipboard = QGuiApplication.clipboard()
        clipboard.setText("from elsewhere")
        commands = {key: bench.desk.commands.get(f"edit.{key}") for key in ("copy", "paste", "select_all")}
        copy, paste, select_all = (commands[key] for key in ("copy", "paste", "select_all"))
        assert copy is not None
        assert paste is not None
        assert select_all is not None
        menu = next(action.menu() for action in bench.window.menuBar().actions() if plain(action.text()) == "Edit")
        assert isinstance(menu, QMenu)
        bench.page.search.setFocus()
        menu.aboutToShow.emit()
        assert (copy.possible, paste.possible, select_all.possible) == (False, True, False)
        paste.action.trigger()
        assert bench.page.search.text() == "from elsewhere"
        menu.aboutToShow.emit()
        select_all.action.trigger()
        menu.aboutToShow.emit()
        clipboard.clear()
        copy.action.trigger()
        assert clipboard.text() == "from elsewhere"
        bench.page.search.clear()

        bench.window.show_tab("calls")
        page: Any = bench.window.page("calls")
        await until(lambda: page.model.rowCount() > 1)
        page.table.setFocus()
        menu.aboutToShow.emit()
        assert not paste.possible
        select_all.action.trigger()
        menu.aboutToShow.emit()
        copy.action.trigger()
        # All rows and their titles; they are read from the disk.
        await until(lambda: len(clipboard.text().splitlines()) == page.model.rowCount() + 1)

        secret = TextField("sesame", parent=bench.window)
        secret.setEchoMode(TextField.EchoMode.Password)
        secret.show()
        secret.setFocus()
        secret.selectAll()
        menu.aboutToShow.emit()
        assert not copy.possible


async def test_a_key_that_the_menu_shows_is_left_to_the_field(tmp_path: Path, scheme: object) -> None:
    async with Window(tmp_path) as bench:
        bench.page.search.setFocus()
        QTest.keyClicks(bench.page.search, "abc")
        QTest.keyClick(bench.page.search, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(bench.page.search, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        assert QGuiApplication.clipboard().text() == "abc"


async def test_about_lists_the_parts_and_their_licences(tmp_path: Path, scheme: object) -> None:
    async with Window(tmp_path) as bench:
        bench.late.open_about()
        about = dialog(bench)
        assert isinstance(about, AboutDialog)
        await until(lambda: about.is_complete)
        table = about.findChild(QTableView, "about.parts")
        assert table is not None
        model = table.model()
        names = [str(model.index(row, 0).data()) for row in range(model.rowCount())]
        assert "httpx" in names
        table.selectRow(names.index("httpx"))
        text = about._licence.toPlainText()
        assert "Encode OSS" in text


async def test_diagnostics_are_copied_without_the_key(tmp_path: Path, scheme: object) -> None:
    async with Window(tmp_path) as bench:
        bench.late.copy_diagnostics()
        await until(lambda: bench.told and bench.told[-1].startswith("Diagnostics were copied"))
        text = QGuiApplication.clipboard().text()
        assert "DialNexa Console: " in text
        assert "Qt: 6." in text
        assert "Server 127.0.0.1" in text
        assert "demo-secret" not in text


async def test_the_request_log_is_in_the_tools_menu(tmp_path: Path, scheme: object) -> None:
    async with Window(tmp_path) as bench:
        command = bench.desk.commands.get("tools.request_log")
        assert command is not None
        command.trigger()
        assert bench.window.front_tab() == "quota"
