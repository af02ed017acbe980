"""The upload under way, if there is one.

Owns: starting one, showing how far it is, cancelling it. Leaves to others: its steps (`upload_run.py`), the view
(`sending_view.py`), what becomes of the page when it is over (`page.py`).
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal

from ui.command import Command
from ui.desk import Desk
from ui.leads.opened import OpenedFile
from ui.leads.sending_view import SendingView
from ui.leads.upload_run import RunEnd, UploadRun

if TYPE_CHECKING:
    import asyncio

    from app.context import Context
    from app.leads.evidence import UploadStep
    from app.leads.session import LeadSession
    from app.models import Campaign
    from ui.leads.rest import Rest

translate = QCoreApplication.translate

OnEnded = Callable[["Context", OpenedFile | None, "Campaign", RunEnd], Awaitable[None]]


class Sending(QObject):
    """See the module.

    Attributes:
        view: Shows it.
        name: Of the file that is being sent, or was sent last.
        cancel: Stops it, as far as that is still possible.

    Signals:
        changed: One began or is over.
        went_on: It is somewhere else now.
    """

    changed = Signal()
    went_on = Signal()

    def __init__(self, desk: Desk, on_ended: OnEnded, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._on_ended = on_ended
        self._run: UploadRun | None = None
        self.name = ""
        self.cancel = Command("leads.cancel", translate("Leads", "Cancel upload"), parent=parent)
        self.cancel.triggered.connect(self._on_cancel)
        self.view = SendingView(self.cancel)
        desk.cooldown.changed.connect(self._on_cooldown)

    @property
    def is_under_way(self) -> bool:
        """Whether leads are being sent at this moment."""
        return self._run is not None

    def forget(self) -> None:
        """What is under way records its end by itself; it no longer concerns the page."""
        self._run = None

    def start(
        self, context: Context, file: OpenedFile, campaign: Campaign, *, pause: bool, busy: Command
    ) -> asyncio.Task[None] | None:
        """Send the rows of a checked file that can be sent; returns the task that does."""
        assert file.result is not None
        self.name = file.name
        self.view.begin(campaign, file.result.to_send, file.result.payload_bytes, pausing=pause)
        return self._start(context, file.session, file, campaign, pause=pause, busy=busy)

    def go_on(
        self, context: Context, rest: Rest, file: OpenedFile | None, campaign: Campaign, *, pause: bool, busy: Command
    ) -> asyncio.Task[None] | None:
        """Send the parts of a file that wait on record; `file` where it is still open."""
        self.name = rest.file_name
        self.view.begin(campaign, rest.rows, 0, pausing=pause)
        return self._start(context, rest.series, file, campaign, pause=pause, busy=busy)

    def _start(
        self,
        context: Context,
        source: LeadSession | int,
        file: OpenedFile | None,
        campaign: Campaign,
        *,
        pause: bool,
        busy: Command,
    ) -> asyncio.Task[None] | None:
        run = self._run = UploadRun(
            context,
            source,
            campaign,
            pause=pause,
            on_step=self._on_step,
            on_paused=self.view.show_paused,
            on_resuming=self._on_resuming,
            on_looking=self._on_looking,
        )
        self.view.show_cooldown(self._desk.cooldown.state)
        self.cancel.set_possible(True)
        task = self._desk.tasks.start(self._send(context, run, file, campaign), name="leads.send", busy=busy)
        self.changed.emit()
        if self.view.isVisible():
            self.view.button.setFocus()
        return task

    async def _send(self, context: Context, run: UploadRun, file: OpenedFile | None, campaign: Campaign) -> None:
        try:
            end = await run.run()
        finally:
            if self._run is run:
                self._run = None
                self.changed.emit()
        await self._on_ended(context, file, campaign, end)

    def _on_cooldown(self) -> None:
        self.view.show_cooldown(self._desk.cooldown.state)
        if self.is_under_way:
            self.went_on.emit()

    def _on_step(self, step: UploadStep) -> None:
        self.view.show_step(step)
        # Between two parts there is still something to stop.
        over = step.phase.value in ("quiet", "counting") and step.part + 1 >= step.parts
        if over:
            self.view.hold_focus()
        self.cancel.set_possible(
            not over, translate("Leads", "The upload itself is over; how it ended is being found out.")
        )
        self.went_on.emit()

    def _on_resuming(self) -> None:
        self.view.show_resuming()
        self.view.hold_focus()
        self.cancel.set_possible(False, translate("Leads", "The upload is over."))

    def _on_looking(self) -> None:
        self.view.show_looking()
        self.cancel.set_possible(True)

    def _on_cancel(self) -> None:
        if self._run is not None:
            self.view.hold_focus()
            self.cancel.set_possible(False, translate("Leads", "It is being cancelled."))
            self.view.show_cancelled()
            self._run.cancel()
