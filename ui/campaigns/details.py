"""The panel beside the campaign table.

Owns: the overview of one campaign as last read, with its pace. It fetches nothing and changes nothing. Leaves to
others: its other pages (`detail_pages.py`).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui import texts, tokens
from ui.campaigns import words
from ui.campaigns.columns import progress_tone, shown_status
from ui.campaigns.detail_pages import CallsOfCampaign, LeadsOfCampaign
from ui.widgets import status
from ui.widgets.charts import Amount, BarChart
from ui.widgets.empty_state import EmptyState
from ui.widgets.progress_bar import ProgressBar
from ui.widgets.rows import BigNumber, KeyValues, SectionTitle, TwoLines
from ui.widgets.side_panel import PanelPage, SidePanel

if TYPE_CHECKING:
    from app.campaigns.watching import Pace
    from app.models import Campaign

translate = QCoreApplication.translate


class CampaignDetails(QWidget):
    """See the module. `agent_title` names an agent by its id.

    Signals:
        page_changed: Another page of the panel is in front.
    """

    page_changed = Signal()

    def __init__(self, agent_title: Callable[[str | None], str]) -> None:
        super().__init__()
        self.setObjectName("campaigns.details")
        self._agent_title = agent_title
        self._has_estimate = False
        self._panel = SidePanel(width=tokens.PANEL_NARROW)
        page = PanelPage()
        self._progress = SectionTitle(translate("Campaigns", "Progress"))
        self._bar = ProgressBar(wide=True)
        self._bar.setAccessibleName(translate("Campaigns", "Progress"))
        self._leads = BigNumber(translate("Campaigns", "Leads"))
        self._done = BigNumber(translate("Campaigns", "Done"))
        self._pending = BigNumber(translate("Campaigns", "Pending"))
        counters = QWidget()
        thirds = QHBoxLayout(counters)
        thirds.setContentsMargins(0, 0, 0, 0)
        for counter in (self._leads, self._done, self._pending):
            thirds.addWidget(counter, 1)
        page.add_section(self._progress, self._bar, counters)
        self._pace = SectionTitle(translate("Campaigns", "Pace, last 30 minutes"))
        self._bars = BarChart()
        self._estimate = TwoLines(icon="clock")
        page.add_section(self._pace, self._bars, self._estimate)
        self._rows = KeyValues()
        page.add_section(SectionTitle(translate("Campaigns", "Settings")), self._rows)
        self.leads = LeadsOfCampaign()
        self.calls = CallsOfCampaign()
        self._panel.add_page(translate("Campaigns", "Overview"), page)
        self._leads_page = self._panel.add_page(translate("Campaigns", "Leads"), self.leads)
        self._calls_page = self._panel.add_page(translate("Campaigns", "Calls"), self.calls)
        self._panel.tabs.setObjectName("campaigns.details.tabs")
        self._panel.tabs.setAccessibleName(translate("Campaigns", "Details of the campaign"))
        self._panel.page_changed.connect(self.page_changed)
        nothing = EmptyState("list", translate("Campaigns", "Select a campaign to see its progress"))
        self._stack = QStackedWidget()
        self._stack.addWidget(nothing)
        self._stack.addWidget(self._panel)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)

    @property
    def has_estimate(self) -> bool:
        """Whether a pace is shown."""
        return self._has_estimate

    @property
    def shows_leads(self) -> bool:
        """Whether the leads are in front."""
        return self._panel.tabs.currentIndex() == self._leads_page

    @property
    def shows_calls(self) -> bool:
        """Whether the calls are in front."""
        return self._panel.tabs.currentIndex() == self._calls_page

    def show_page(self, name: str) -> None:
        """Bring "overview", "leads" or "calls" to the front."""
        self._panel.tabs.setCurrentIndex({"leads": self._leads_page, "calls": self._calls_page}.get(name, 0))

    def take_focus(self) -> None:
        """Put the keyboard's focus here."""
        if self._stack.currentIndex() == 1:
            self._panel.tabs.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_campaign(
        self,
        campaign: Campaign | None,
        seen_at: float | None = None,
        pace: Pace | None = None,
        now: float = 0.0,
        time: float = 0.0,
    ) -> None:
        """Show this campaign.

        Args:
            campaign: None shows that nothing is selected.
            seen_at: Unix time of the server's word on it.
            pace: Readings of this run.
            now: Monotonic clock, for the pace.
            time: The same instant in Unix time, for the finish.
        """
        self._stack.setCurrentIndex(0 if campaign is None else 1)
        if campaign is None:
            return
        source = campaign.id
        if seen_at is not None:
            source += " · " + translate("Campaigns", "read at {time}").format(time=texts.clock_at(seen_at))
        self._panel.set_header(campaign.name or campaign.id, status.campaign(shown_status(campaign)), source)
        total, done = campaign.total_leads, campaign.completed_calls
        self._progress.set_value(texts.percent(done or 0, total) if total else "")
        self._bar.set_tone(progress_tone(campaign))
        self._bar.set_progress(done or 0, total or 1)
        for counter, value in ((self._leads, total), (self._done, done), (self._pending, campaign.pending_calls)):
            counter.set_value(texts.number(value))
        self._show_pace(campaign, pace, now, time)
        self._show_settings(campaign)
        self.leads.show_campaign(campaign)
        self.calls.show_campaign(campaign)

    def _show_pace(self, campaign: Campaign, pace: Pace | None, now: float, time: float) -> None:
        minutes = pace.per_minute(campaign.id, now) if pace is not None else []
        self._bars.set_bars(
            [
                Amount(
                    str(number),
                    translate("Campaigns", "{minutes} minutes ago").format(minutes=len(minutes) - 1 - number),
                    value,
                    "accent_fill",
                )
                for number, value in enumerate(minutes)
            ],
            strong=frozenset(range(len(minutes) // 2, len(minutes))),
            description=translate("Campaigns", "Calls completed in each of the last {count} minutes").format(
                count=len(minutes)
            ),
        )
        self._pace.set_value("")
        self._has_estimate = False
        self._bars.setVisible(campaign.is_dialling)
        estimate = pace.estimate(campaign, now) if pace is not None else None
        if not campaign.is_dialling:
            self._estimate.set_lines(*_standing_still(campaign))
        elif campaign.pending_calls == 0:
            self._estimate.set_lines(translate("Campaigns", "Nobody is left to call"), "")
        elif estimate is None:
            self._estimate.set_lines(
                translate("Campaigns", "Watching the pace…"),
                translate("Campaigns", "an estimate follows with the next readings"),
            )
        else:
            self._has_estimate = True
            self._pace.set_value(
                translate("Campaigns", "{pace} calls / min").format(pace=texts.decimal(estimate.calls_per_minute))
            )
            observed = texts.duration(estimate.observed_s)
            if estimate.left_s is None:
                self._estimate.set_lines(
                    translate("Campaigns", "No call was completed lately"),
                    translate("Campaigns", "in the last {observed}").format(observed=observed),
                )
            else:
                here = datetime.fromtimestamp(time, UTC)
                self._estimate.set_lines(
                    words.finish(datetime.fromtimestamp(time + estimate.left_s, UTC), here),
                    translate("Campaigns", "{left} left at the pace of the last {observed}").format(
                        left=texts.duration(estimate.left_s), observed=observed
                    ),
                )

    def _show_settings(self, campaign: Campaign) -> None:
        agent = self._agent_title(campaign.agent_id)
        if campaign.completed_calls:
            agent = translate("Campaigns", "{agent} (locked)").format(agent=agent)
        concurrency = "—"
        if campaign.max_concurrent_calls is not None:
            concurrency = translate("Campaigns", "{count} calls at once").format(count=campaign.max_concurrent_calls)
        row = self._rows.set
        row("agent", translate("Campaigns", "Agent"), agent)
        row("caller", translate("Campaigns", "Caller number"), texts.phone(campaign.from_phone_number or "—"))
        row("concurrency", translate("Campaigns", "Concurrency"), concurrency)
        row("retries", translate("Campaigns", "Retries"), _retries(campaign))
        row("scheduled", translate("Campaigns", "Scheduled"), texts.moment(campaign.scheduled_at))
        row("created", translate("Campaigns", "Created"), texts.moment(campaign.created_at))


def _retries(campaign: Campaign) -> str:
    if campaign.max_retries is None:
        return "—"
    if campaign.retry_interval_minutes is None:
        return texts.number(campaign.max_retries)
    return translate("Campaigns", "{count}, every {interval}").format(
        count=campaign.max_retries, interval=texts.duration(campaign.retry_interval_minutes * 60)
    )


def _standing_still(campaign: Campaign) -> tuple[str, str]:
    """Why there is no pace, in two lines."""
    first = translate("Campaigns", "No call goes out")
    if campaign.status == "paused":
        return first, translate("Campaigns", "the campaign is paused")
    if campaign.is_final:
        return first, translate("Campaigns", "the campaign is over")
    if campaign.scheduled_at is not None:
        return first, translate("Campaigns", "it starts on {when}").format(when=texts.moment(campaign.scheduled_at))
    return first, ""
