"""A campaign that an upload has paused, or may have paused, and that was not resumed.

Owns: the strip that says so and its commands, until the campaign goes on or the operator closes it, in the next runs of
the program too. Leaves to others: pausing, looking and noting it (`upload_run.py`).
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

from app.errors import AppError
from ui import texts
from ui.command import Capture, Command
from ui.desk import Desk
from ui.texts import error_text
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.widgets.cooling_button import CoolingButton

if TYPE_CHECKING:
    import asyncio

    from app.context import Context
    from app.models import Campaign

translate = QCoreApplication.translate

_log = logging.getLogger(__name__)
_TASK = "leads.left_paused"


class LeftPaused(QObject):
    """See the module.

    Attributes:
        strip: Says it; hidden while there is no such campaign.
        resume: Lets it go on.
        look: Finds out whether it is paused, where that could not be read.
    """

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self._desk = desk
        self._campaign: Campaign | None = None
        self._is_sure = False
        self._is_old = False  # from an earlier run: no request to pause is on its way any more
        self.resume = Command(
            "leads.resume",
            translate("Leads", "Resume the campaign"),
            cooldown=desk.cooldown,
            changes=desk.write_lock,
            parent=page,
        )
        self.resume.capture = self._capture
        self.resume.triggered.connect(self._start_resuming)
        self.look = Command(
            "leads.look_paused", translate("Leads", "Look at the campaign"), cooldown=desk.cooldown, parent=page
        )
        self.look.triggered.connect(self._on_look)
        self.strip = Banner(tone="amber", icon="pause")
        self.strip.setObjectName("leads.left_paused")
        self._resume_button = CoolingButton(self.resume.title, icon="play", small=True)
        self.resume.bind(self._resume_button)
        self._look_button = CoolingButton(self.look.title, icon="search", small=True)
        self.look.bind(self._look_button)
        close = Button(icon="x", kind="quiet", small=True)
        close.setObjectName("leads.left_paused.close")
        close.setAccessibleName(translate("Leads", "Close this note"))
        close.clicked.connect(lambda: self.forget())
        for button in (self._resume_button, self._look_button, close):
            self.strip.add_widget(button)
        self._show()

    def show(self, campaign: Campaign, *, is_sure: bool) -> None:
        """This campaign is paused; not `is_sure`: nobody could read whether it is."""
        self._campaign, self._is_sure, self._is_old = campaign, is_sure, False
        self._show()

    def load(self) -> None:
        """Another profile is open: show what an earlier run has left, if anything."""
        self._campaign = None
        self._show()
        if self._desk.context is not None:
            self._desk.tasks.start(self._load(self._desk.context), name=f"{_TASK}.load")

    def forget(self) -> None:
        """It goes on, or the operator knows."""
        campaign, context = self._campaign, self._desk.context
        self._campaign = None
        self._show()
        if campaign is not None and context is not None:
            self._desk.tasks.start(self._forget(context, campaign.id))

    def follow(self, context: Context) -> None:
        """The campaigns were read again."""
        if self._campaign is None:
            return
        now = context.campaigns.get(self._campaign.id)
        if now is None or not (self._is_sure or self._is_old):
            return  # the request to pause may still be on its way
        if now.status != "paused":
            self.forget()
        elif not self._is_sure:
            self._campaign, self._is_sure = now, True
            self._show()

    async def _load(self, context: Context) -> None:
        from app.models import Campaign
        from app.threads import run_in_daemon_thread

        notes = await run_in_daemon_thread(context.paused.all, name="paused-notes")
        if notes and context is self._desk.context and self._campaign is None:
            self._campaign = Campaign(id=notes[0].campaign_id, name=notes[0].name)
            self._is_sure, self._is_old = False, True
            self._show()
            self.follow(context)

    async def _forget(self, context: Context, campaign_id: str) -> None:
        from app.threads import run_in_daemon_thread

        try:
            await run_in_daemon_thread(lambda: context.paused.remove(campaign_id), name="paused-notes")
        except OSError as error:
            _log.warning("the note of a paused campaign stays: %s", error)
        else:
            await self._load(context)  # the next one, if there is one

    def _show(self) -> None:
        campaign = self._campaign
        none = translate("Leads", "No upload has left a campaign paused.")
        self.resume.set_possible(campaign is not None and self._is_sure, none)
        self.look.set_possible(campaign is not None, none)
        self._resume_button.setVisible(self._is_sure)
        self._look_button.setVisible(not self._is_sure)
        self.strip.setVisible(campaign is not None)
        if campaign is None:
            return
        name = _name(campaign)
        if self._is_sure:
            self.strip.set_text(
                translate("Leads", "{name} is paused.").format(name=name),
                translate("Leads", "It was paused for an upload. Nobody in it is called until it is resumed."),
            )
        else:
            self.strip.set_text(
                translate("Leads", "It is not known whether {name} is paused.").format(name=name),
                translate("Leads", "It was to be paused for an upload. If it is, nobody in it is called."),
            )

    # ------------------------------------------------------------------ resuming

    def _capture(self) -> Capture | None:
        context, campaign = self._desk.context, self._campaign
        if context is None or campaign is None:
            return None
        label = translate("Leads", "Resume ‘{name}’").format(name=_name(campaign))
        return Capture(label, lambda: self._start(context, campaign), frozenset({campaign.id}))

    def _start_resuming(self) -> None:
        if self._desk.context is not None and self._campaign is not None:
            self._start(self._desk.context, self._campaign)

    def _start(self, context: Context, campaign: Campaign) -> asyncio.Task[None] | None:
        return self._desk.tasks.start(self._resume(context, campaign), name=_TASK, busy=self.resume)

    async def _resume(self, context: Context, campaign: Campaign) -> None:
        from app.campaigns.lifecycle import worked

        name = _name(campaign)
        try:
            after = await context.api.change_campaign_status(campaign.id, "resume")
        except AppError as error:
            self._desk.messages.error(
                translate("Leads", "{name}: {problem}").format(name=name, problem=error_text(error))
            )
            return
        context.campaigns.put(after)
        if worked(after, "resume"):
            self._desk.messages.success(translate("Leads", "{name} goes on.").format(name=name))
        else:
            self._tell_state(after)

    # ------------------------------------------------------------------ looking

    def _on_look(self) -> None:
        if self._desk.context is not None and self._campaign is not None:
            looking = self._look(self._desk.context, self._campaign)
            self._desk.tasks.start(looking, name=_TASK, busy=self.look)

    async def _look(self, context: Context, campaign: Campaign) -> None:
        seen = await context.api.campaign(campaign.id, look=True)
        context.campaigns.put(seen)
        if self._campaign is None or self._campaign.id != seen.id:
            return
        if seen.status == "paused":
            self.show(seen, is_sure=True)
        else:
            self.forget()
            self._tell_state(seen)

    def _tell_state(self, campaign: Campaign) -> None:
        self._desk.messages.info(state_text(campaign))


def state_text(campaign: Campaign) -> str:
    """What state the server says it is in, as a sentence."""
    from ui.widgets.status import campaign as look_of

    name = _name(campaign)
    if campaign.status == "paused":
        return translate("Leads", "{name} is paused. Nobody in it is called until it is resumed.").format(name=name)
    word = look_of(campaign.status).word if campaign.status else texts.DASH
    return translate("Leads", "{name} is not paused. The server says: {status}.").format(name=name, status=word)


def _name(campaign: Campaign) -> str:
    return texts.plain(campaign.name or campaign.id, 60)
