"""Pictures of the window in its main states, taken from the demo without a screen.

Owns: the list of pictures and how each state is reached. Every picture is looked at: one that is missing or blank
fails the run.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from importlib import resources
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale, QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtWidgets import QApplication, QDialog, QMenu

from app.context import Context
from app.demo import DemoServer, start_demo_server
from app.errors import AppError
from app.log import format_exception
from app.secrets import Secret
from app.settings import Profile, Settings
from ui import theme
from ui.dialogs.about import AboutDialog
from ui.dialogs.crash import CrashWindow
from ui.main_window import MainWindow
from ui.translation import use_language

if TYPE_CHECKING:
    from ui.calls.page import CallsPage
    from ui.campaigns.page import CampaignsPage
    from ui.leads.page import LeadsPage
    from ui.quota.page import QuotaPage

WIDTH, HEIGHT = 1440, 900
NARROW_WIDTH, NARROW_HEIGHT = 1100, 700
WAIT_LIMIT_S = 20.0
POLL_S = 0.02
LEAST_COLOURS = 12
SAMPLE_STEP = 7
PAUSE_S = 14


class Photographer:
    """Takes the pictures one after the other; each step leaves the window ready for the next."""

    def __init__(self, window: MainWindow, demo: DemoServer, folder: Path) -> None:
        self._window = window
        self._demo = demo
        self._folder = folder
        self.taken: list[str] = []
        self.blank: list[str] = []

    async def take_all(self) -> None:
        """Every state, in an order that needs the fewest changes."""
        steps: tuple[Callable[[], Awaitable[None]], ...] = (
            self._campaigns,
            self._read_only,
            self._calls,
            self._leads,
            self._quota,
            self._forms,
            self._dialogs,
            self._reference,
            self._palette,
            self._cooling,
            self._stop_everything,
            self._offline,
            self._profiles,
            self._welcome,
            self._hindi,
        )
        for step in steps:
            await step()

    # ------------------------------------------------------------------ the states

    async def _campaigns(self) -> None:
        from app.quota.snapshot import QuotaSnapshot

        page = self._campaigns_page()
        self._window.show_tab("campaigns")
        await self._until(lambda: page.model.rowCount() > 0, "campaigns")
        await self._until(lambda: page.knows_agents, "names of agents")
        await self._until(lambda: self._snapshot() != QuotaSnapshot(), "quota")
        await self._in_both_schemes("campaigns")
        page.search.setText("no such campaign")
        await self._take("campaigns-filtered-out-light")
        page.search.clear()
        self._window.resize(NARROW_WIDTH, NARROW_HEIGHT)
        await self._take("campaigns-narrow-light")
        self._window.resize(WIDTH, HEIGHT)

    async def _calls(self) -> None:
        page = self._calls_page()
        self._window.show_tab("calls")
        await self._until(lambda: page.model.rowCount() > 0, "call logs")
        page.select_first_with_transcript()
        await self._until(lambda: page.details.has_transcript, "transcript")
        await self._in_both_schemes("calls")
        await self._recording(page)
        await self._retries(page)

    async def _recording(self, page: CallsPage) -> None:
        """Played here where the media library can be loaded, whether or not anybody hears it."""
        from ui.calls import player

        if player.is_loadable():
            page.playback.use(player.QtPlayer)
            page.playback.toggle()
            await self._until(lambda: page.playback.position_s > 1, "a recording that plays")
            page.playback.pause()
        await self._in_both_schemes("calls-recording")
        page.playback.stop()

    async def _retries(self, page: CallsPage) -> None:
        """A call to somebody who was not reached at first; what can be done with it."""
        from ui.calls.detail_panel import RETRIES, TRANSCRIPT

        def tried_again() -> list[int]:
            calls = [(row, held.record) for row, held in page.model.held()]
            return [
                row
                for place, (row, call) in enumerate(calls)
                if call.duration_s and any(call.to_number == earlier.to_number for _, earlier in calls[place + 1 :])
            ]

        # The newest calls of all campaigns are first tries.
        campaign = next(one for one in self._campaigns_page().model.all_records if one.status == "paused")
        page.show_calls_of(campaign.id)
        await self._until(lambda: not page.reader.is_asking and bool(tried_again()), "a call that was tried again")
        again = tried_again()[0]
        page.table.select_row(again)
        page.details.tabs.setCurrentIndex(RETRIES)
        await self._until(lambda: bool(page.details.retries.shown) and page.details.has_transcript, "retries")
        await self._take("calls-retries-light")
        page.details.tabs.setCurrentIndex(TRANSCRIPT)
        call = page.selected()
        assert call is not None
        menu = page.menu.open(call, page.table.mapToGlobal(page.table.rect().center()))
        await self._take("calls-menu-light", menu)
        menu.close()
        page.filters.clear()

    async def _leads(self) -> None:
        page = self._leads_page()
        self._window.show_tab("leads")
        await self._take("leads-drop-light")
        with resources.as_file(resources.files("resources") / "samples" / "leads-messy.csv") as sample:
            self._window.desk.offer_files([sample])
            await self._until(lambda: page.is_checked, "checked lead file")
            await self._in_both_schemes("leads-preflight")
            campaigns = self._campaigns_page().model.all_records
            page.choose_campaign(next(campaign.id for campaign in campaigns if campaign.status == "paused"))
            await self._until(lambda: page.send.available, "Send")
            page.send.trigger()
            await self._until(lambda: page.is_sent, "answer to the upload")
            # The server knows which countries it may call and refuses the row that no check here can find.
            await self._take("leads-refused-light")
            page.see_rows.trigger()
            await self._until(lambda: page.send.available, "Send, once more")
            page.send.trigger()
            await self._until(lambda: page.is_sent, "uploaded leads")
        await self._take("leads-result-light")
        page.start_over()
        await self._one_lead(page)
        await self._lost_upload(page)

    async def _one_lead(self, page: LeadsPage) -> None:
        page.one.trigger()
        dialog = page.dialogs.one
        assert dialog is not None
        campaigns = self._campaigns_page().model.all_records
        dialog.begin(next(campaign.id for campaign in campaigns if campaign.status == "paused"))
        dialog.add.form.number.setText("98765 43210")
        dialog.add.form.name.setText("Asha Rao")
        await self._until(dialog.add.add.isEnabled, "a lead to add")
        await self._until(lambda: not self._window.desk.tasks.is_running("leads.one.agent"), "its variables")
        await self._in_both_schemes("leads-one", dialog)
        dialog.reject()

    async def _lost_upload(self, page: LeadsPage) -> None:
        """An answer that is really lost while somebody else adds a lead: the counter settles nothing."""
        from app.api.dialect import LeadDraft

        context = self._window.desk.context
        assert context is not None
        rows = "".join(f"98450 {serial:05d}\tLead {serial}\t12 July\n" for serial in range(240))
        QGuiApplication.clipboard().setText(f"Mobile\tname\tdue_date\n{rows}")
        page.paste.trigger()
        await self._until(lambda: page.is_checked, "pasted rows")
        campaign = next(one for one in self._campaigns_page().model.all_records if one.status == "paused")
        page.choose_campaign(campaign.id)
        await self._until(lambda: page.send.available, "Send")
        await self._take("leads-pasted-light")
        lost = {"kind": "drop_after", "path": "/campaigns-leads/upload-file/*", "delay_s": 0.5}
        await self._demo.control("faults", [lost])
        page.send.trigger()
        await self._until(lambda: page.upload.view.phase == "answer", "all bytes gone")
        await context.api.add_lead(
            campaign.id, LeadDraft(country_code="+91", national_number="9845099999", name="Ravi")
        )
        await self._until(lambda: page.questions.dialog is not None, "the question")
        dialog = page.questions.dialog
        assert dialog is not None
        await self._in_both_schemes("leads-ask", dialog)
        dialog.reject()
        page.start_over()

    async def _quota(self) -> None:
        """Four states of the Quota tab, in a window of its own."""
        from ui.screenshots_quota import take_quota_pictures

        own = self._window

        async def take(name: str, window: MainWindow) -> None:
            self._window = window
            try:
                await self._in_both_schemes(name)
            finally:
                self._window = own

        await take_quota_pictures(take, self._until, (WIDTH, HEIGHT))
        self._window.show_tab("quota")
        page = self._quota_page()
        page.request_more.trigger()
        report = page.report
        assert report is not None
        await self._until(lambda: report.is_ready, "usage report")
        await self._in_both_schemes("quota-report", report)
        report.reject()

    async def _forms(self) -> None:
        """The estimate; the form for a new campaign, empty and refused; the question before one is cancelled."""
        page = self._campaigns_page()
        self._window.show_tab("campaigns")
        # The page looks again by itself, but late where the pictures before have left little quota; a click is quick.
        for _ in range(3):
            if not page.details.has_estimate:
                await self._until(lambda: page.refresh.available, "refresh", 3 * WAIT_LIMIT_S)
                page.refresh.trigger()
                await self._until(lambda: page.refresh.available, "campaigns once more", 3 * WAIT_LIMIT_S)
        await self._until(lambda: page.details.has_estimate, "estimate from two readings", 3 * WAIT_LIMIT_S)
        await self._take("campaigns-estimate-light")
        page.new.trigger()
        form = page.acts.new_form()
        await self._until(lambda: form.fields.caller.count() > 0, "caller numbers")
        form.fields.name.setText("Festive offer · second round")
        form.fields.agent.setCurrentIndex(0)
        await self._in_both_schemes("new-campaign", form)
        form.fields.start.on_date.setChecked(True)
        form.fields.caller.setCurrentIndex(form.fields.caller.count() - 1)  # one that is not active yet
        await self._until(lambda: page.acts.create.available, "Create campaign")
        page.acts.create.trigger()
        await self._until(lambda: bool(form.problem.text), "refusal of the server")
        await self._take("new-campaign-refused-light", form)
        form.reject()
        running = next(campaign for campaign in page.model.records if campaign.status == "running")
        page.show_campaign(running.id)
        page.cancel.trigger()
        question = await self._dialog()
        await self._in_both_schemes("cancel-campaign", question)
        question.reject()

    async def _stop_everything(self) -> None:
        """One campaign that the server fails to pause among others that it does."""
        page = self._campaigns_page()
        self._window.show_tab("campaigns")
        await self._until(lambda: page.stop_all.available, "end of the cooldown", PAUSE_S * 2)
        unlucky = [campaign for campaign in page.model.records if campaign.status == "running"][1]
        path = f"/campaigns/{unlucky.id}/status"
        await self._demo.control("faults", [{"kind": "status", "status": 500, "path": path, "times": 0}])
        page.stop_all.trigger()
        await self._until(lambda: page.stop_all.available, "results")
        dialog = await self._dialog()
        await self._in_both_schemes("stop-everything", dialog)
        dialog.close()
        self._window.desk.messages.dismiss()

    async def _cooling(self) -> None:
        """A real 429 with Retry-After from the sandbox, not a pretended one."""
        await self._demo.control("faults", [{"kind": "rate_limit", "retry_after_s": PAUSE_S}])
        page = self._campaigns_page()
        self._window.show_tab("campaigns")
        await self._until(lambda: page.refresh.available, "refresh")
        page.refresh.trigger()
        await self._until(lambda: self._window.desk.cooldown.state is not None, "cooldown")
        await self._in_both_schemes("campaigns-cooldown")
        await self._queued(page)

    async def _queued(self, page: CampaignsPage) -> None:
        """Actions that wait: one, then several in a narrow window; then as the palette tells it."""
        late = self._window.late
        assert late is not None
        paused = next(campaign for campaign in page.model.all_records if campaign.status == "paused")
        running = next(campaign for campaign in page.model.all_records if campaign.status == "running")
        page.show_campaign(paused.id)
        late.queue.put(page.resume)
        page.show_campaign(running.id)
        await self._in_both_schemes("campaigns-queued")
        late.queue.put(page.pause)
        self._window.resize(NARROW_WIDTH, NARROW_HEIGHT)
        await self._take("campaigns-queued-narrow-light")
        self._window.resize(WIDTH, HEIGHT)
        late.open_palette()
        await self._take("palette-cooldown-dark", dark=True)
        late.open_palette()
        late.queue.clear()
        self._window.desk.messages.dismiss()

    async def _palette(self) -> None:
        late = self._window.late
        assert late is not None
        self._window.show_tab("campaigns")
        late.open_palette()
        await self._in_both_schemes("palette")
        late.palette.search.setText("emi")
        await self._take("palette-search-light")
        late.open_palette()

    async def _dialogs(self) -> None:
        """What the menus open."""
        late = self._window.late
        assert late is not None
        for name, show in (
            ("preferences", late.open_preferences),
            ("shortcuts", late.open_shortcuts),
            ("about", late.open_about),
        ):
            show()
            dialog = await self._dialog()
            if isinstance(dialog, AboutDialog):
                await self._until(lambda about=dialog: about.is_complete, "licences")  # type: ignore[misc]
            await self._in_both_schemes(name, dialog)
            dialog.reject()
        try:
            raise RuntimeError("pretended for this picture")
        except RuntimeError as error:
            folder = f"{Path(__file__).parent.parent}/"
            details = format_exception(type(error), error, error.__traceback__).replace(folder, "")
        crash = CrashWindow("RuntimeError", details, Path(), self._window)
        crash.show()
        await self._in_both_schemes("crash", crash)
        crash.reject()
        crash.deleteLater()

    async def _reference(self) -> None:
        from app.reference.cache import Kind
        from ui.reference import window as browser

        late = self._window.late
        assert late is not None
        late.open_reference()
        reference = late.reference
        assert reference is not None
        reference.resize(browser.WIDTH, browser.HEIGHT)
        state = reference.reader.state
        reference.kinds.choose(Kind.VOICES)
        await self._until(lambda: state(Kind.VOICES).cached is not None, "voices", 3 * WAIT_LIMIT_S)
        reference.kinds.choose(Kind.AGENTS)
        await self._until(lambda: state(Kind.AGENTS).cached is not None, "agents", 3 * WAIT_LIMIT_S)
        await self._in_both_schemes("reference", reference)
        reference.hide()

    async def _offline(self) -> None:
        """The server dies: what was read stays, and the window says so."""
        await self._until(lambda: self._window.desk.cooldown.state is None, "end of the cooldown", PAUSE_S * 2)
        self._demo.stop()
        page = self._campaigns_page()
        self._window.show_tab("campaigns")
        page.refresh.trigger()
        await self._until(lambda: self._window.desk.messages.last is not None, "message")
        await self._take("campaigns-offline-light")

    async def _profiles(self) -> None:
        """What belongs to profiles; they are invented and stored nowhere."""
        from app.settings import Profile
        from ui.dialogs.leave import LeaveDialog
        from ui.profiles.manage_dialog import ManageDialog
        from ui.profiles.remove_dialog import RemoveDialog

        self._window.desk.messages.dismiss()
        self._window.show_tab("campaigns")
        server = "https://api.dialnexa.com/v1"
        profiles = [
            Profile("a", "Collections", server, "teal", "4f2a"),
            Profile("b", "Sales, Hindi and Marathi", server, "violet", "9c01"),
            Profile("c", "Auditor", server, "amber", "77de", read_only=True),
        ]
        manage = ManageDialog(self._window)
        manage.show_profiles(profiles, "a", may_add=True)
        manage.show_size("a", 2_400_000)
        manage.open()
        await self._take("profiles-light", manage)
        await self._take("profiles-dark", manage, dark=True)
        manage.reject()
        remove = RemoveDialog(profiles[1], 2_400_000, 1, lambda _data: None, self._window)
        remove.open()
        await self._take("profile-remove-light", remove)
        remove.reject()
        leave = LeaveDialog(
            "An upload is under way: june.csv.", lambda: None, still=lambda: True, closing=True, parent=self._window
        )
        leave.open()
        await self._take("close-during-upload-light", leave)
        await self._take("close-during-upload-dark", leave, dark=True)
        leave.reject()
        self._window.open_context(None)
        self._window.show_closed(profiles[0], "missing")
        await self._take("key-missing-light")
        self._window.show_closed(profiles[0], "waiting")
        await self._take("key-waiting-dark", dark=True)

    async def _read_only(self) -> None:
        context = self._window.desk.context
        assert context is not None
        own = context.profile
        self._window.show_tab("campaigns")
        self._window.show_changed(own._replace(name="Auditor", colour="amber", read_only=True))
        await self._in_both_schemes("read-only")
        self._window.show_changed(own)

    async def _welcome(self) -> None:
        self._window.desk.messages.dismiss()
        self._window.show_welcome()
        await self._in_both_schemes("welcome")
        self._window.show_add_profile()
        dialog = await self._dialog()
        await self._take("key-dialog-light", dialog)
        dialog.reject()

    async def _hindi(self) -> None:
        """A window that was built in Hindi, over a server of its own. The last step: the other window is done."""
        demo = await start_demo_server()
        locale = QLocale()
        translator = use_language("hi")
        if translator is None:
            raise AppError("The Hindi translation cannot be loaded.")
        with TemporaryDirectory() as folder:
            profile = Profile(id="demo", name="डेमो", base_url=demo.url, colour="teal")
            context = await Context.open(profile, Secret.parse(demo.key), Path(folder))
            failures: list[BaseException] = []
            english, self._window = self._window, MainWindow(Settings(Path(folder)), failures.append)
            try:
                await self._hindi_window(context)
            finally:
                hindi, self._window = self._window, english
                hindi.open_context(None)
                await hindi.desk.tasks.aclose()
                await context.aclose()
                hindi.hide()
                hindi.deleteLater()
                demo.stop()
                QCoreApplication.removeTranslator(translator)
                QLocale.setDefault(locale)
        if failures:
            raise failures[0]

    async def _hindi_window(self, context: Context) -> None:
        window = self._window
        window.show_opening(context.profile)
        window.resize(WIDTH, HEIGHT)
        window.show()
        window.show_page()
        window.open_context(context)
        campaigns = self._campaigns_page()
        await self._until(lambda: campaigns.model.rowCount() > 0 and campaigns.knows_agents, "campaigns")
        await self._take("hindi-campaigns-light")
        leads = self._leads_page()
        window.show_tab("leads")
        with resources.as_file(resources.files("resources") / "samples" / "leads-hindi.csv") as sample:
            window.desk.offer_files([sample])
            await self._until(lambda: leads.is_checked, "checked lead file")
        await self._take("hindi-leads-preflight-light")
        leads.start_over()
        assert window.late is not None
        window.late.open_preferences()
        dialog = await self._dialog()
        await self._take("hindi-preferences-light", dialog)
        dialog.reject()
        window.show_tab("quota")
        self._quota_page()
        await self._take("hindi-quota-light")

    # ------------------------------------------------------------------ taking one

    async def _in_both_schemes(self, name: str, dialog: QDialog | None = None) -> None:
        await self._take(f"{name}-light", dialog)
        await self._take(f"{name}-dark", dialog, dark=True)

    async def _take(self, name: str, dialog: QDialog | QMenu | None = None, *, dark: bool = False) -> None:
        """Take the window, with `dialog` in front of it where one is given: in its middle, a menu where it opened."""
        theme.current().set_mode("dark" if dark else "light")
        await self._settle()
        picture = self._window.grab()
        if dialog is not None:
            front = dialog.grab()
            at = picture.rect().center() - front.rect().center()
            if isinstance(dialog, QMenu):
                at = self._window.mapFromGlobal(dialog.pos())
            with QPainter(picture) as painter:
                painter.drawPixmap(at, front)
                painter.setPen(theme.colours().line2)
                painter.drawRect(front.rect().translated(at).adjusted(-1, -1, 0, 0))
        image = picture.toImage()
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder / f"{name}.png"
        if not image.save(str(path)) or not has_content(image):
            self.blank.append(name)
        self.taken.append(name)
        theme.current().set_mode("light")

    async def _settle(self) -> None:
        """Let layouts and paints that are due happen; nothing is waited for by the clock."""
        for _ in range(3):
            QApplication.sendPostedEvents()
            await asyncio.sleep(0)

    async def _until(self, holds: Callable[[], bool], what: str, limit_s: float = WAIT_LIMIT_S) -> None:
        try:
            async with asyncio.timeout(limit_s):
                while not holds():  # noqa: ASYNC110 (states of widgets have no event to wait for)
                    await asyncio.sleep(POLL_S)
        except TimeoutError:
            raise AppError(
                "The state “{what}” did not come about within {limit} s.", what=what, limit=limit_s
            ) from None

    async def _dialog(self) -> QDialog:
        def visible() -> list[QDialog]:
            return [dialog for dialog in self._window.findChildren(QDialog) if dialog.isVisible()]

        await self._until(lambda: bool(visible()), "dialog")
        return visible()[0]

    def _snapshot(self) -> object:
        context = self._window.desk.context
        return context.governor.snapshot if context is not None else None

    def _campaigns_page(self) -> CampaignsPage:
        from ui.campaigns.page import CampaignsPage

        page = self._window.page("campaigns")
        assert isinstance(page, CampaignsPage)
        return page

    def _calls_page(self) -> CallsPage:
        from ui.calls.page import CallsPage

        page = self._window.page("calls")
        assert isinstance(page, CallsPage)
        return page

    def _leads_page(self) -> LeadsPage:
        from ui.leads.page import LeadsPage

        page = self._window.page("leads")
        assert isinstance(page, LeadsPage)
        return page

    def _quota_page(self) -> QuotaPage:
        from ui.quota.page import QuotaPage

        page = self._window.page("quota")
        assert isinstance(page, QuotaPage)
        return page


def has_content(image: QImage) -> bool:
    """Whether a picture shows something: a blank one has a handful of colours."""
    colours = {
        image.pixel(x, y) for x in range(0, image.width(), SAMPLE_STEP) for y in range(0, image.height(), SAMPLE_STEP)
    }
    return len(colours) >= LEAST_COLOURS


def _pass_on(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    """Qt's messages, but for what a picture does not need: placing windows on a screen that is not there."""
    if not text.startswith("This plugin does not support"):
        sys.stderr.write(f"{text}\n")


async def take_screenshots(window: MainWindow, demo: DemoServer, folder: Path) -> int:
    """Write all pictures to `folder`; returns the exit code: 0, or 1 where one is missing or blank."""
    qInstallMessageHandler(_pass_on)
    window.resize(WIDTH, HEIGHT)
    window.show()
    photographer = Photographer(window, demo, folder)
    try:
        await photographer.take_all()
    except AppError as error:
        sys.stderr.write(f"{error.user_message}\n")
        return 1
    for name in photographer.blank:
        sys.stderr.write(f"{name}.png is blank or could not be written.\n")
    sys.stdout.write(f"{len(photographer.taken)} pictures in {folder}\n")
    return 1 if photographer.blank else 0
