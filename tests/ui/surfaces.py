"""Brings everything that the console can show onto the screen, one surface after the other.

Owns: the way to each page, dialog, popup and menu, over the sandbox with data. Leaves to others: what is looked at.
"""

from __future__ import annotations

import asyncio
import importlib
import pkgutil
from collections.abc import Awaitable, Callable
from pathlib import Path

import msgspec
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QMenu, QWidget

import ui
from app.leads.ledger import pack_numbers
from app.secrets import Secret
from app.settings import Profile
from tests.ui.until import until
from tests.ui.window import Window
from ui.calls.page import CallsPage
from ui.dialogs.crash import CrashWindow
from ui.dialogs.leave import LeaveDialog
from ui.leads.page import LeadsPage
from ui.leads.rest import GoOnDialog, Rest
from ui.profiles.manage_dialog import ManageDialog
from ui.profiles.remove_dialog import ClearDialog, RemoveDialog
from ui.webhooks.secret_dialog import SecretDialog
from ui.widgets.tab_bar import TabBar
from ui.widgets.table import TableView

# An empty variable, a number that is there twice, an impossible one.
ROWS = """\
Mobile\tname\tdue_date
98450 00001\tAsha\t12 July
98450 00002\tBina\t
98450 00001\tChand\t12 July
12\tDev\t1 July
"""

Look = Callable[[str, QWidget], Awaitable[None]]


def kinds_of(base: type[QWidget]) -> set[type[QWidget]]:
    """Every class of the console that is a `base`, wherever it is written."""
    for module in pkgutil.walk_packages(ui.__path__, "ui."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    found, left = set(), [base]
    while left:
        for kind in left.pop().__subclasses__():
            left.append(kind)
            if kind.__module__.startswith("ui."):
                found.add(kind)
    return found


class Surfaces:
    """Goes through all of one window. `look` is called for each surface while it is on the screen.

    Attributes:
        seen: The classes of the dialogs and pages that were there.
    """

    def __init__(self, bench: Window, folder: Path, look: Look) -> None:
        self.seen: set[type[QWidget]] = set()
        self._opened: list[QComboBox] = []
        self._bench = bench
        self._window = bench.window
        self._folder = folder
        self._look = look

    async def visit_all(self) -> None:
        """Everything."""
        for step in (
            self._campaigns,
            self._campaign_dialogs,
            self._calls,
            self._leads,
            self._lead_dialogs,
            self._quota,
            self._of_the_menus,
            self._of_profiles,
            self._of_trouble,
            self._pauses,
            self._before_a_profile,
        ):
            await step()

    # ------------------------------------------------------------------ pages

    async def _campaigns(self) -> None:
        page = self._bench.page
        self._window.show_tab("campaigns")
        await until(lambda: page.knows_agents)
        await self._page("campaigns", "campaigns")
        tabs = page.details.findChild(TabBar, "campaigns.details.tabs")
        for number in (1, 2, 0):
            tabs.setCurrentIndex(number)
            await self._page("campaigns", f"campaigns, {tabs.tabText(number)} of one")
        page.table.selectAll()
        await self._page("campaigns", "campaigns, several selected")
        await self._menu_of(page.table, "menu of campaigns")
        page.table.select_row(0)
        page.search.setText("no such campaign")
        await self._page("campaigns", "campaigns, none found")
        page.search.clear()
        self._window.resize(1100, 700)
        await self._page("campaigns", "campaigns, narrow")
        self._window.resize(1440, 900)

    async def _calls(self) -> None:
        page = self._window.page("calls")
        assert isinstance(page, CallsPage)
        self._window.show_tab("calls")
        await until(lambda: page.model.rowCount() > 0)
        await until(page.select_first_with_transcript)
        await until(lambda: page.details.has_transcript)
        page.search.setText("a")
        await self._page("calls", "call logs, one selected")
        await self._menu_of(page.table, "menu of a call")
        for number in range(page.details.tabs.count()):
            page.details.tabs.setCurrentIndex(number)
            await self._page("calls", f"call logs, {page.details.tabs.tabText(number)}")
        page.details.tabs.setCurrentIndex(0)
        page.filters.first_day.open_calendar()
        await self._popups("calendar")
        page.search.setText("no such word was said")
        await self._page("calls", "call logs, none found")
        page.search.clear()
        await until(lambda: page.model.rowCount() > 0 and page.exporting.export.available)
        page.filters.set_rest(page.filters.rest._replace(weekdays=(0, 1, 2, 3, 4, 5, 6), duration=(0.0, 9_000.0)))
        await until(lambda: page.charts.strip.bars() or not page.charts.is_on)
        await self._page("calls", "call logs, charts and filters without a control")
        page.filters.clear()
        page.columns.open()
        await self._dialogs("columns of the call logs")
        page.exporting.open()
        await self._dialogs("export of the call logs")
        page.saved.ask_name()
        await self._dialogs("name of a filter")
        page.saved.menu.open(self._window.mapToGlobal(page.more_filters.pos()))
        await self._popups("more filters")

    async def _leads(self) -> None:
        page = self._window.page("leads")
        assert isinstance(page, LeadsPage)
        self._window.show_tab("leads")
        await self._page("leads", "leads, no file")
        QGuiApplication.clipboard().setText(ROWS)
        page.paste.trigger()
        await until(lambda: page.is_checked)
        await self._page("leads", "leads, rows with problems")
        strip = page.preflight.problems.repairs
        await until(lambda: bool(strip.offers))
        strip.wanted.emit(strip.offers[0].key)
        await until(lambda: page.repairing.dialog is not None)
        await self._dialogs("a repair, looked at")
        page.choose_campaign(self._bench.campaign("paused").id)
        await until(lambda: page.send.available)
        await self._page("leads", "leads, ready to be sent")
        await self._old_file(page)
        page.opening.part_bytes = 70  # in two parts
        page.offer([self._file("second.csv"), self._file("third.csv")])
        await until(lambda: page.is_checked and page.opened is not None and page.opened.name == "second.csv")
        await self._page("leads", "leads, another file waits")
        page.waiting.clear()
        page.choose_campaign(self._bench.campaign("paused").id)
        await until(lambda: page.send.available)
        self._bench.sandbox.control.set(latency_ms=600)
        page.send.trigger()
        await until(lambda: page.upload.is_under_way)
        await self._page("leads", "leads, being sent")
        self._bench.sandbox.control.set(latency_ms=0)
        await until(lambda: page.is_sent)
        await self._page("leads", "leads, result")
        page.start_over()
        await self._page("leads", "leads, with earlier uploads")
        page.opening.part_bytes = None
        page.earlier.table.select_row(0)
        await self._menu_of(page.earlier.table, "menu of an upload")
        page.back.rows.trigger()
        await until(lambda: page.back.dialog is not None and page.back.dialog.model.rowCount() > 0)
        await self._dialogs("rows of an upload")
        page.back.trail.trigger()
        await until(lambda: page.back.trail_dialog is not None and page.back.trail_dialog.model.rowCount() > 0)
        await self._dialogs("audit trail")

    async def _old_file(self, page: LeadsPage) -> None:
        """A file in an encoding that nothing proves, which needs more repairs than there is room for."""
        rows = "".join(f"98450 {serial:05d},{name},,\n" for serial, name in enumerate(("Łukasz", "Małgorzata") * 3))
        path = self._folder / "old.csv"
        path.write_bytes(f"Mobile,name,due_date,town\n{rows}12125551000,Ann,,\n".encode("cp1250"))
        page.offer([path])
        await until(lambda: page.is_checked and page.opened is not None and page.opened.path == path)
        await until(lambda: len(page.preflight.problems.repairs.offers) > 4)
        await self._page("leads", "leads, characters in doubt")
        page.characters.choose.trigger()
        await self._dialogs("which characters are right")

    async def _quota(self) -> None:
        self._window.show_tab("quota")
        await self._page("quota", "quota")
        report = self._window.desk.commands.get("quota.request_more")
        assert report is not None
        await until(lambda: report.available)
        report.trigger()
        await self._dialogs("request a higher limit")

    # ------------------------------------------------------------------ dialogs

    async def _campaign_dialogs(self) -> None:
        page = self._bench.page
        self._window.show_tab("campaigns")
        page.new.trigger()
        form = page.acts.new_form()
        await until(lambda: form.fields.caller.count() > 0)
        form.fields.start.on_date.setChecked(True)
        await self._dialogs("new campaign")
        page.show_campaign(self._bench.campaign("running").id)
        page.edit.trigger()
        await self._dialogs("edit campaign")
        page.cancel.trigger()
        await self._dialogs("cancel campaign")
        page.stop_all.trigger()
        await until(lambda: page.stop_all.possible is False or page.stop_all.available)
        await self._dialogs("stop everything")

    async def _lead_dialogs(self) -> None:
        page = self._window.page("leads")
        assert isinstance(page, LeadsPage)
        self._window.show_tab("leads")
        page.one.trigger()
        dialog = page.dialogs.one
        assert dialog is not None
        for view in ("find", "added", "add"):
            dialog.show_view(view)
            await self._in_front(dialog)
            self.seen.add(type(dialog))
            await self._look(f"one lead, {view}", dialog)
            await self._lists_of(f"one lead, {view}", dialog)
        dialog.reject()
        page.do_not_call.trigger()
        await self._dialogs("do-not-call list")
        page.open_template()
        await self._dialogs("template of a lead file")
        campaign, ledger = self._bench.campaign("paused"), self._bench.context.ledger
        numbers = [f"+9198450{serial:05d}" for serial in range(3)]
        upload = await ledger.begin(
            campaign_id=campaign.id, campaign_name=campaign.name, file_sha256="", set_aside=0, content=b"",
            numbers=pack_numbers(numbers), rows=3, total_leads_before=7, file_name="june.csv",
        )  # fmt: skip
        await ledger.unknown(upload, "The connection broke")
        page.questions.load()
        page.questions.ask(upload)
        await until(lambda: page.questions.dialog is not None)
        await self._page("leads", "leads, an open question")
        await self._dialogs("what became of an upload")
        dialling = msgspec.structs.replace(campaign, status="running")
        rest = Rest(1, "june.csv", dialling.id, dialling.name, 2, 300, 100)
        GoOnDialog(rest, dialling, lambda _pause: None, self._window).open()
        await self._dialogs("the rest of a file")

    async def _of_the_menus(self) -> None:
        late = self._bench.late
        self._window.show_tab("campaigns")
        for title, show in (
            ("preferences", late.open_preferences),
            ("keyboard shortcuts", late.open_shortcuts),
            ("about", late.open_about),
        ):
            show()
            await self._dialogs(title)
        late.open_reference()
        reference = late.reference
        assert reference is not None
        for row in range(reference.kinds.count()):
            reference.kinds.setCurrentRow(row)
            await until(lambda: reference.reader.state(reference.kinds.kind).cached is not None)
            await self._in_front(reference)
            await self._look(f"reference data, {reference.kinds.kind}", reference)
        await self._dialogs("reference data")
        await self._webhooks()
        sort = self._window.desk.commands.get("tools.sort")
        assert sort is not None
        sort.trigger()
        await self._popups("sort by")
        late.open_palette()
        await self._page("campaigns", "command palette")
        late.palette.search.setText("pause")
        await self._page("campaigns", "command palette, searched")
        late.open_palette()
        for menu in self._window.menuBar().findChildren(QMenu):
            if menu.title():
                menu.popup(QPoint(40, 40))
                await self._popups(f"menu {menu.title().replace('&', '')}")

    async def _webhooks(self) -> None:
        self._bench.late.open_webhooks()
        webhooks = self._bench.late.webhooks
        assert webhooks is not None
        await until(lambda: webhooks.model.rowCount() > 0)
        for title, show in (
            ("add a webhook", webhooks.acts.add.trigger),
            ("edit a webhook", webhooks.acts.edit.trigger),
            ("remove a webhook", webhooks.acts.remove.trigger),
            ("check a delivery", webhooks.acts.check.trigger),
            ("a signing secret", SecretDialog(Secret("made for this walk"), "a.example", webhooks).open),
        ):
            show()
            for dialog in [one for one in self._open_dialogs() if one is not webhooks]:
                await self._in_front(dialog)
                self.seen.add(type(dialog))
                await self._look(title, dialog)
                dialog.reject()
        webhooks.messages.success("Something was done.")
        await self._dialogs("webhooks")

    async def _of_profiles(self) -> None:
        window = self._window
        server = "https://api.dialnexa.com/v1"
        profiles = [Profile("a", "Collections", server, "teal", "4f2a"), Profile("b", "Sales", server, "red", "9c01")]
        manage = ManageDialog(window)
        manage.show_profiles(profiles, "a", may_add=True)
        manage.open()
        await self._dialogs("manage profiles")
        for title, dialog in (
            ("remove a profile", RemoveDialog(profiles[1], 2_400, 1, lambda _data: None, window)),
            ("clear local data", ClearDialog(profiles[1], 2_400, 1, "", lambda: None, window)),
        ):
            dialog.open()
            await self._dialogs(title)
        window.show_add_profile()
        await self._dialogs("add a profile")
        window.show_new_key(profiles[0])
        await self._dialogs("change the key")

    async def _of_trouble(self) -> None:
        window = self._window
        leave = LeaveDialog("An upload is under way.", lambda: None, still=lambda: True, closing=True, parent=window)
        leave.open()
        await self._dialogs("leave during an upload")
        crash = CrashWindow("RuntimeError", "no traceback", self._folder, window)
        crash.show()
        await self._dialogs("crash")
        window.desk.messages.show("warning", "Something to look at.", "Look", lambda: None)
        await self._page("campaigns", "a message")
        window.desk.messages.dismiss()

    async def _pauses(self) -> None:
        page, late = self._bench.page, self._bench.late
        self._window.show_tab("campaigns")
        self._bench.sandbox.control.order("rate_limit", times=1, retry_after_s=60)
        await until(lambda: page.refresh.available)
        page.refresh.trigger()
        await until(lambda: self._bench.desk.cooldown.state is not None)
        for campaign in [one for one in page.model.all_records if one.status == "paused"][:4]:
            page.show_campaign(campaign.id)
            late.queue.put(page.resume)
        await self._page("campaigns", "campaigns, paused by the server, actions queued")
        await self._menu_of(page.table, "menu of campaigns that have to wait")
        late.banner.offer.click()
        await self._popups("what can be queued")
        late.banner.more.click()
        await self._popups("what else is queued")
        late.queue.clear()
        for tab in ("leads", "calls", "quota"):
            self._window.show_tab(tab)
            await self._page(tab, f"{tab}, paused by the server")

    async def _before_a_profile(self) -> None:
        window = self._window
        profile = Profile("a", "Collections", "https://api.dialnexa.com/v1", "teal", "4f2a")
        window.open_context(None)
        for case in ("missing", "waiting"):
            window.show_closed(profile, case)  # type: ignore[arg-type]
            await self._shown(f"profile closed, key {case}")
        window.show_welcome()
        await self._shown("welcome")

    # ------------------------------------------------------------------ looking

    async def _lists_of(self, title: str, window: QWidget) -> None:
        """Open every drop-down list of a window, once each."""
        for combo in window.findChildren(QComboBox):
            if combo.isVisible() and combo.isEnabled() and combo.count() and combo not in self._opened:
                self._opened.append(combo)
                combo.showPopup()
                await self._settle()
                await self._look(f"{title}, list of {combo.objectName() or combo.accessibleName()}", combo.view())
                combo.hidePopup()

    async def _page(self, key: str, title: str) -> None:
        self.seen.add(type(self._window.page(key)))
        await self._shown(title)

    async def _shown(self, title: str) -> None:
        await self._in_front(self._window)
        await self._look(title, self._window)
        await self._lists_of(title, self._window)

    async def _dialogs(self, title: str) -> None:
        """Look at every open dialog, the drop-down lists in it too, and close them."""
        await until(lambda: self._open_dialogs())
        for dialog in self._open_dialogs():
            await self._in_front(dialog)
            self.seen.add(type(dialog))
            await self._look(title, dialog)
            await self._lists_of(title, dialog)
            dialog.reject()
        await until(lambda: not self._open_dialogs())

    async def _menu_of(self, table: TableView, title: str) -> None:
        await self._in_front(self._window)
        table.setFocus()
        QTest.keyClick(table, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
        await self._popups(title)

    async def _popups(self, title: str) -> None:
        await until(lambda: QApplication.activePopupWidget() is not None)
        popup = QApplication.activePopupWidget()
        await self._settle()
        await self._look(title, popup)
        popup.close()

    def _open_dialogs(self) -> list[QDialog]:
        return [dialog for dialog in self._window.findChildren(QDialog) if dialog.isVisible()]

    def _file(self, name: str) -> Path:
        path = self._folder / name
        serial = sum(map(ord, name))
        path.write_text("phone_number,name\n" + "".join(f"+9198{serial:05d}{row:03d},Name\n" for row in range(3)))
        return path

    async def _in_front(self, window: QWidget) -> None:
        """The keyboard goes to this window, as it does when a popup has closed on a desktop."""
        window.activateWindow()
        await until(lambda: window.isActiveWindow() and QApplication.activePopupWidget() is None)
        await self._settle()

    async def _settle(self) -> None:
        for _ in range(3):
            QApplication.sendPostedEvents()
            await asyncio.sleep(0)
