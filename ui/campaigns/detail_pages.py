"""The pages "Leads" and "Calls" of the panel beside the campaign table.

Owns: what is known here of a campaign's leads and calls, and the ways to the tabs that show all of them. Leaves to
others: reading it (`page.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import texts, tokens
from ui.widgets import status
from ui.widgets.button import Button
from ui.widgets.charts import Amount, BarList
from ui.widgets.label import Label
from ui.widgets.rows import KeyValues, SectionTitle, TwoLines
from ui.widgets.side_panel import PanelPage

if TYPE_CHECKING:
    from app.campaigns.outcomes import Outcomes
    from app.leads.records import UploadRecord
    from app.models import Campaign

translate = QCoreApplication.translate

_MOST_UPLOADS: Final = 6
_MOST_OUTCOMES: Final = 8
_FILLS: Final = {"green": "green_fill", "amber": "amber_fill", "red": "red_fill", "teal": "teal_fill"}


class LeadsOfCampaign(PanelPage):
    """Counters, and what was uploaded from this computer: the API has no list of a campaign's leads.

    Signals:
        upload_wanted: Leads should be uploaded to the campaign.
    """

    upload_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._counts = KeyValues(name_width=144)
        self.upload = Button(translate("Campaigns", "Upload leads to it"), icon="export")
        self.upload.setObjectName("campaigns.details.upload")
        self.upload.clicked.connect(self.upload_wanted)
        self.add_section(SectionTitle(translate("Campaigns", "Leads")), self._counts, self.upload)
        self._title = SectionTitle(translate("Campaigns", "Uploaded from this computer"))
        self._uploads = QWidget()
        self._lines = QVBoxLayout(self._uploads)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(tokens.S8)
        self._rows: list[TwoLines] = []
        self._note = Label(size="caption", tone="text2", wrap=True)
        self.add_section(self._title, self._uploads, self._note)
        self.show_uploads(())

    def show_campaign(self, campaign: Campaign) -> None:
        """Show the server's counters."""
        row = self._counts.set
        row("total", translate("Campaigns", "In the campaign"), texts.number(campaign.total_leads))
        row("done", translate("Campaigns", "Done"), texts.number(campaign.completed_calls))
        row("pending", translate("Campaigns", "Still to call"), texts.number(campaign.pending_calls))
        over = campaign.is_final
        self.upload.setEnabled(not over)
        self.upload.set_hint(translate("Campaigns", "A campaign that is over takes no more leads.") if over else "")

    def show_uploads(self, uploads: Sequence[UploadRecord]) -> None:
        """Show what the local record has for this campaign, newest first."""
        rows = sum(upload.created or 0 for upload in uploads)
        self._title.set_value(texts.number(rows) if uploads else "")
        shown = uploads[:_MOST_UPLOADS]
        while len(self._rows) < len(shown):
            line = TwoLines(icon="file-text")
            self._rows.append(line)
            self._lines.addWidget(line)
        for number, line in enumerate(self._rows):
            line.setVisible(number < len(shown))
            if number < len(shown):
                line.set_lines(shown[number].file_name, _upload_line(shown[number]))
        self._uploads.setVisible(bool(shown))
        if not uploads:
            note = translate(
                "Campaigns", "Nothing yet. The API lists no leads of a campaign; only uploads from here are known."
            )
        elif len(uploads) > _MOST_UPLOADS:
            note = translate("Campaigns", "and {count} earlier uploads").format(count=len(uploads) - _MOST_UPLOADS)
        else:
            note = translate("Campaigns", "The local record; the API lists no leads of a campaign.")
        self._note.setText(note)


class CallsOfCampaign(PanelPage):
    """How the latest calls ended, and the way to all of them.

    Signals:
        calls_wanted: The calls should be shown in their tab.
    """

    calls_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._title = SectionTitle(translate("Campaigns", "Latest calls"))
        self._bars = BarList()
        self._bars.setAccessibleName(translate("Campaigns", "How the latest calls ended"))
        self._note = Label(size="caption", tone="text2", wrap=True)
        self.show_calls = Button(translate("Campaigns", "Show its calls"), icon="phone")
        self.show_calls.setObjectName("campaigns.details.calls")
        self.show_calls.clicked.connect(self.calls_wanted)
        self.add_section(self._title, self._bars, self._note, self.show_calls)
        self._campaign_id = ""
        self.say("")

    def show_campaign(self, campaign: Campaign) -> None:
        """Forget the outcomes of another campaign."""
        if campaign.id != self._campaign_id:
            self._campaign_id = campaign.id
            self.say(translate("Campaigns", "Reading the latest calls…"))

    def say(self, text: str) -> None:
        """Say why there are no outcomes."""
        self._bars.set_amounts(())
        self._bars.hide()
        self._title.set_note("")
        self._title.set_value("")
        self._note.setText(texts.plain(text, tokens.CELL_CAP))

    def show_outcomes(self, outcomes: Outcomes) -> None:
        """Show how they ended."""
        if not outcomes.counted:
            self.say(translate("Campaigns", "No call yet."))
            return
        looks = [(value, status.call(value), count) for value, count in outcomes.counts[:_MOST_OUTCOMES]]
        self._bars.set_amounts(
            [Amount(value, look.word, count, _FILLS.get(look.tone, "grey_fill")) for value, look, count in looks]
        )
        self._bars.show()
        if outcomes.total is not None:
            self._title.set_value(
                translate("Campaigns", "{counted} of {total}").format(
                    counted=texts.number(outcomes.counted), total=texts.number(outcomes.total)
                )
            )
        else:
            self._title.set_value(texts.number(outcomes.counted))
        self._note.setText(translate("Campaigns", "Read at {time}.").format(time=texts.clock_at(outcomes.at)))


def _upload_line(upload: UploadRecord) -> str:
    from datetime import UTC, datetime

    when = texts.moment(datetime.fromtimestamp(upload.began_at, UTC))
    if upload.created is not None:
        created = translate("Campaigns", "{count} created").format(count=texts.number(upload.created))
        return f"{created}{texts.THIN}{when}"
    return f"{status.upload(upload.state).word}{texts.THIN}{when}"
