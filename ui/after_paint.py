"""What a window gets once it has been painted: queue, palette, the menus Edit, Tools and Help.

Owns: building these in one place and at a time when nobody waits for it. Leaves to others: each of them.
Nothing in here may be imported before the first paint.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPoint, QRect, Qt, QUrl
from PySide6.QtGui import QAction, QDesktopServices, QKeySequence
from PySide6.QtWidgets import QMenu, QTableView

from app.settings import Settings
from ui.command import Command
from ui.command_palette.entries import PaletteEntries
from ui.command_palette.field import KEYS, LEAST_WIDTH, PaletteField
from ui.command_palette.overlay import CommandPalette
from ui.cooldown_banner import CooldownBanner
from ui.editing import EditTarget
from ui.when_allowed import ActionQueue

if TYPE_CHECKING:
    from ui.dialogs.about import AboutDialog
    from ui.dialogs.shortcuts import ShortcutsDialog
    from ui.main_window import MainWindow
    from ui.preferences.dialog import PreferencesDialog
    from ui.reference.window import ReferenceWindow
    from ui.webhooks.window import WebhooksWindow

translate = QCoreApplication.translate

Role = QAction.MenuRole
Standard = QKeySequence.StandardKey


class AfterPaint:
    """The late part of one window.

    Attributes:
        queue: Actions that wait until requests are allowed.
        palette: The command palette.
        banner: The band of a pause, hidden while there is none.
        reference: The reference data browser, once it was opened.
    """

    def __init__(self, window: MainWindow, settings: Settings, edit: QMenu, tools: QMenu, help_: QMenu) -> None:
        self._window = window
        self._settings = settings
        self._field = PaletteField()
        window.header.add_field(self._field, LEAST_WIDTH)
        desk = window.desk
        self.queue = ActionQueue(desk, window)
        self.banner = CooldownBanner(desk.cooldown, self.queue, window.centralWidget())
        self.palette = CommandPalette(desk, PaletteEntries(desk, self.queue, window.front_tab), window)
        self._edit_target = EditTarget(self.palette)
        self._dialogs: dict[str, PreferencesDialog | ShortcutsDialog | AboutDialog] = {}
        self.reference: ReferenceWindow | None = None
        self.webhooks: WebhooksWindow | None = None
        self._fill_edit(edit)
        self._fill_tools(tools)
        self._fill_help(help_)
        self._field.clicked.connect(lambda: self.open_palette())
        desk.sharing.chosen.connect(self._keep_sharing)

    # ------------------------------------------------------------------ menus

    def _fill_edit(self, menu: QMenu) -> None:
        target = self._edit_target
        add = functools.partial(self._add, menu)
        for key, title, standard in (
            ("edit.copy", translate("Menus", "Copy"), Standard.Copy),
            ("edit.paste", translate("Menus", "Paste"), Standard.Paste),
            ("edit.select_all", translate("Menus", "Select all"), Standard.SelectAll),
        ):
            verb = key.partition(".")[2]
            command = add(key, title, functools.partial(target.do, verb))
            # Shown, not taken: whatever has the focus handles these keys itself.
            command.keys = QKeySequence(standard)
            command.action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            command.action.setShortcut(command.keys)
            target.attach(verb, command)
        menu.aboutToShow.connect(target.update)
        menu.addSeparator()
        add(
            "edit.preferences",
            translate("Menus", "Preferences…"),
            self.open_preferences,
            "Ctrl+,",
            role=Role.PreferencesRole,
        )

    def _fill_tools(self, menu: QMenu) -> None:
        add = functools.partial(self._add, menu)
        add("tools.palette", translate("Menus", "Search or run an action…"), self.open_palette, KEYS)
        add("tools.sort", translate("Menus", "Sort the table by…"), self._open_sort_menu)
        add("tools.webhooks", translate("Menus", "Webhooks"), self.open_webhooks)
        add("tools.reference", translate("Menus", "Reference data"), self.open_reference)
        add("tools.request_log", translate("Menus", "Request log"), self._show_request_log)

    def _fill_help(self, menu: QMenu) -> None:
        add = functools.partial(self._add, menu)
        sheet = add("help.shortcuts", translate("Menus", "Keyboard shortcuts"), self.open_shortcuts)
        sheet.keys = QKeySequence(Standard.HelpContents)
        sheet.action.setShortcuts([sheet.keys, QKeySequence("Ctrl+/")])
        menu.addSeparator()
        add("help.log_folder", translate("Menus", "Open log folder"), self.open_log_folder)
        add("help.diagnostics", translate("Menus", "Copy diagnostics"), self.copy_diagnostics)
        menu.addSeparator()
        add("help.about", translate("Menus", "About DialNexa Console"), self.open_about, role=Role.AboutRole)

    def _add(
        self,
        menu: QMenu,
        key: str,
        title: str,
        slot: Callable[[], object],
        shortcut: QKeySequence.StandardKey | str | None = None,
        *,
        role: QAction.MenuRole = Role.NoRole,
    ) -> Command:
        command = Command(key, title, shortcut=shortcut, role=role, parent=self._window)
        command.triggered.connect(slot)
        menu.addAction(command.action)
        return command

    # ------------------------------------------------------------------ what they open

    def open_palette(self) -> None:
        """Show the palette over its field in the header, or close it."""
        anchor = None
        if self._field.isVisible():
            anchor = QRect(self._field.mapTo(self._window, QPoint(0, 0)), self._field.size())
        self.palette.open(anchor)

    def open_preferences(self) -> None:
        """Show the preferences."""
        from ui.preferences.dialog import PreferencesDialog

        self._open("preferences", lambda: PreferencesDialog(self._window, self._settings))

    def open_shortcuts(self) -> None:
        """Show the shortcut sheet."""
        from ui.dialogs.shortcuts import ShortcutsDialog

        self._open("shortcuts", lambda: ShortcutsDialog(self._window.desk.commands, self._window))

    def open_about(self) -> None:
        """Show what this program is."""
        from ui.dialogs.about import AboutDialog

        self._open("about", lambda: AboutDialog(self._window.desk.tasks, self.copy_diagnostics, self._window))

    def open_reference(self) -> None:
        """Show the reference data beside the window; once made, it is kept."""
        if self.reference is None:
            from ui.reference.window import ReferenceWindow

            self.reference = ReferenceWindow(self._window.desk, self._window)
            self.reference.restore_state(self._window.state_of("reference"))
        _to_front(self.reference)

    def open_webhooks(self) -> None:
        """Show the webhooks beside the window; once made, it is kept."""
        if self.webhooks is None:
            from ui.webhooks.window import WebhooksWindow

            self.webhooks = WebhooksWindow(self._window.desk, self._window)
            self.webhooks.restore_state(self._window.state_of("webhooks"))
        _to_front(self.webhooks)

    def kept_windows(self) -> dict[str, ReferenceWindow | WebhooksWindow]:
        """The windows that stay open beside the main one, as far as they were opened; by the name of their state."""
        kept: dict[str, ReferenceWindow | WebhooksWindow | None] = {
            "reference": self.reference,
            "webhooks": self.webhooks,
        }
        return {name: window for name, window in kept.items() if window is not None}

    def _open(self, name: str, make: Callable[[], PreferencesDialog | ShortcutsDialog | AboutDialog]) -> None:
        """One of each: asked for again, the open one comes to the front."""
        dialog = self._dialogs.get(name)
        if dialog is None:
            dialog = self._dialogs[name] = make()
            dialog.finished.connect(lambda _result: self._forget(name))
            dialog.open()
        dialog.raise_()
        dialog.activateWindow()

    def _forget(self, name: str) -> None:
        dialog = self._dialogs.pop(name, None)
        if dialog is not None:
            dialog.deleteLater()

    def open_log_folder(self) -> None:
        """Have the desktop show the folder that the log is in."""
        open_folder(self._window, self._settings.folder)

    def copy_diagnostics(self) -> None:
        """Gather facts for a support request, and put them on the clipboard."""
        self._window.desk.tasks.start(self._copy_diagnostics(), name="diagnostics")

    async def _copy_diagnostics(self) -> None:
        from PySide6.QtGui import QGuiApplication

        from app.diagnose import diagnose
        from ui.qt_facts import qt_facts

        context = self._window.desk.context
        base_url = context.profile.base_url if context is not None else None
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        lines = await diagnose(self._settings.folder, base_url, qt_facts(application))
        QGuiApplication.clipboard().setText("\n".join(lines) + "\n")
        self._window.desk.messages.success(
            translate("Menus", "Diagnostics were copied: versions, folders and reachability, no key and no number.")
        )

    def _open_sort_menu(self) -> None:
        from ui.sort_menu import open_sort_menu

        open_sort_menu(self._window)

    def _show_request_log(self) -> None:
        self._window.show_tab("quota")
        table = self._window.page("quota").findChild(QTableView, "quota.requests")
        if isinstance(table, QTableView):
            table.setFocus()

    # ------------------------------------------------------------------ what is kept

    def _keep_sharing(self) -> None:
        """Note in the settings whether the key is shared; of a profile that is not stored it holds for this run."""
        window = self._window
        context = window.desk.context
        stored = self._settings.profile(context.profile.id) if context is not None else None
        if context is not None and stored is not None:
            changed = stored._replace(share_key=context.profile.share_key)
            self._settings.put_profile(changed)
            window.profile_changed.emit(changed)
            window.desk.tasks.start(self._settings.save_in_background())


def _to_front(window: ReferenceWindow | WebhooksWindow) -> None:
    window.show()
    window.raise_()
    window.activateWindow()


def open_folder(window: MainWindow, folder: Path) -> None:
    """Have the desktop show a folder; where it does not, say where it is."""
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
        window.desk.messages.info(translate("Menus", "The folder is {folder}.").format(folder=str(folder)))
