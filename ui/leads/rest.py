"""The parts of a file that wait on record: letting them go on, or leaving them out.

Owns: the two commands and their questions. Leaves to others: sending (`sending.py`), the record
(`app/leads/series.py`), which file is looked at (`page.py`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.errors import AppError
from ui import texts, tokens
from ui.command import Command
from ui.desk import Desk
from ui.dialogs.confirm import ConfirmDialog
from ui.leads.words import requests_text, rows_text
from ui.texts import error_text
from ui.widgets.button import Button
from ui.widgets.toggles import CheckBox

if TYPE_CHECKING:
    from app.context import Context
    from app.leads.records import UploadRecord
    from app.models import Campaign

translate = QCoreApplication.translate

REQUESTS_TO_PAUSE = 4


class Rest(NamedTuple):
    """What waits of one file."""

    series: int
    file_name: str
    campaign_id: str
    campaign_name: str
    parts: int
    rows: int
    there: int


def rest_of(records: list[UploadRecord], series: int | None) -> Rest | None:
    """What waits of a series, None where nothing does."""
    parts = [record for record in records if record.series == series and series is not None]
    waiting = [part for part in parts if str(part.state) == "planned"]
    if not waiting:
        return None
    first = waiting[0]
    return Rest(
        series=series or 0,
        file_name=first.file_name,
        campaign_id=first.campaign_id,
        campaign_name=first.campaign_name or first.campaign_id,
        parts=len(waiting),
        rows=sum(part.rows for part in waiting),
        there=sum(part.rows for part in parts if str(part.state) == "confirmed"),
    )


class RestOfFile(QObject):
    """See the module.

    Attributes:
        go_on: Sends the parts that wait.
        give_up: Leaves them out for good; their rows are still kept.

    Signals:
        wanted: They are to be sent: the `Rest`, the campaign, whether it is to be paused meanwhile.
        given_up: They are left out: the `Rest`.
    """

    wanted = Signal(object, object, bool)
    given_up = Signal(object)

    def __init__(self, desk: Desk, page: QWidget, current: Callable[[], Rest | None]) -> None:
        super().__init__(page)
        self._desk = desk
        self._page = page
        self._current = current
        self.go_on = Command(
            "leads.go_on",
            translate("Leads", "Send the rest…"),
            cooldown=desk.cooldown,
            changes=desk.write_lock,
            parent=page,
        )
        self.go_on.triggered.connect(self._on_go_on)
        self.give_up = Command("leads.give_up", translate("Leads", "Leave the rest out…"), parent=page)
        self.give_up.triggered.connect(self._on_give_up)

    def update(self, why_not: str) -> None:
        """Bring the commands in line with what is looked at; `why_not`: what has to end first, "" for nothing."""
        nothing = translate("Leads", "Nothing of this file waits.")
        rest = self._current()
        for command in (self.go_on, self.give_up):
            command.set_possible(rest is not None and not why_not, why_not or nothing)

    def ask(self, rest: Rest) -> None:
        """Ask whether the parts of a file go on now."""
        context = self._desk.context
        if context is not None:
            self._desk.tasks.start(self._ask(context, rest), name="leads.rest", busy=self.go_on)

    def _on_go_on(self) -> None:
        rest = self._current()
        if rest is not None:
            self.ask(rest)

    async def _ask(self, context: Context, rest: Rest) -> None:
        campaign = context.campaigns.get(rest.campaign_id)
        if campaign is None:
            campaign = await context.api.campaign(rest.campaign_id, look=True)
        if context is self._desk.context:

            def on_yes(pause: bool) -> None:
                if context is self._desk.context:  # in another profile the number of the series is another file's
                    self.wanted.emit(rest, campaign, pause)

            GoOnDialog(rest, campaign, on_yes, self._page.window()).open()

    def _on_give_up(self) -> None:
        rest = self._current()
        context = self._desk.context
        if rest is None or context is None:
            return
        ConfirmDialog(
            "leads.give_up.dialog",
            translate("Leads", "Leave the rest of {name} out?").format(name=texts.plain(rest.file_name, 60)),
            translate(
                "Leads",
                "The {rows} that wait are not sent to {campaign}. They are kept here like those of any upload that was "
                "not sent, and can be sent again.",
            ).format(rows=rows_text(rest.rows), campaign=texts.plain(rest.campaign_name, 60)),
            translate("Leads", "Leave them out"),
            lambda: self._desk.tasks.start(self._give_up(context, rest), name="leads.rest", busy=self.give_up),
            self._page.window(),
            no=translate("Leads", "Keep them waiting"),
        ).open()

    async def _give_up(self, context: Context, rest: Rest) -> None:
        from app.leads.series import Series

        try:
            await Series(context.ledger, context.clock).give_up(rest.series)
        except AppError as error:
            self._desk.messages.error(error_text(error))
            return
        if context is self._desk.context:
            self._desk.messages.success(
                translate("Leads", "{rows} of {name} are left out. Nothing was sent.").format(
                    rows=rows_text(rest.rows), name=texts.plain(rest.file_name, 60)
                )
            )
            self.given_up.emit(rest)


class GoOnDialog(ConfirmDialog):
    """Asks before the parts of a file that wait are sent, and whether a dialling campaign is paused meanwhile.

    Attributes:
        pause: The choice to pause, None where the campaign does not dial.
    """

    def __init__(
        self, rest: Rest, campaign: Campaign, on_yes: Callable[[bool], object], parent: QWidget | None
    ) -> None:
        from app.leads.parts import requests_for

        pause = None
        if campaign.is_dialling:
            pause = CheckBox(
                translate("Leads", "Pause the campaign while uploading"),
                quiet=translate("Leads", "It is dialling now; {requests} more").format(
                    requests=requests_text(REQUESTS_TO_PAUSE)
                ),
            )
            pause.setObjectName("leads.go_on.pause")
            pause.setChecked(True)
        super().__init__(
            "leads.go_on.dialog",
            translate("Leads", "Send the rest of {name}?").format(name=texts.plain(rest.file_name, 60)),
            translate(
                "Leads",
                "{there} are in {campaign}. {rows} wait, in {parts}, and go from the local record: the file is not "
                "read again. Whoever came onto the do-not-call list meanwhile is left out. {requests}.",
            ).format(
                there=rows_text(rest.there),
                campaign=texts.plain(rest.campaign_name, 60),
                rows=rows_text(rest.rows),
                parts=parts_text(rest.parts),
                requests=requests_text(requests_for(rest.parts)),
            ),
            translate("Leads", "Send {rows}").format(rows=rows_text(rest.rows)),
            lambda: on_yes(pause is not None and pause.isChecked()),
            parent,
        )
        self.yes.set_kind("primary")
        self.pause = pause
        if pause is not None:
            layout = self.layout()
            assert isinstance(layout, QVBoxLayout)
            layout.insertWidget(layout.count() - 1, pause)
            layout.insertSpacing(layout.count() - 1, tokens.S4)
            for button in reversed(self.findChildren(Button)):
                self.setTabOrder(pause, button)


def parts_text(count: int) -> str:
    """Such as "3 parts"."""
    if count == 1:
        return translate("Leads", "1 part")
    return translate("Leads", "{count} parts").format(count=texts.number(count))
