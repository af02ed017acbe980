"""The panel beside the campaign table.

Owns: showing one campaign as last read, with its pace. It fetches nothing and changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from ui import texts, tokens
from ui.campaigns.columns import progress_tone, shown_status
from ui.widgets import status
from ui.widgets.empty_state import EmptyState
from ui.widgets.label import Label
from ui.widgets.mini_bars import MiniBars
from ui.widgets.pill import Pill
from ui.widgets.progress_bar import ProgressBar
from ui.widgets.section import KeyValues, Section

if TYPE_CHECKING:
    from app.campaigns.watching import Pace
    from app.models import Campaign

translate = QCoreApplication.translate


class _Counter(QWidget):
    """A number with its name above."""

    def __init__(self, title: str, name: str) -> None:
        super().__init__()
        self._value = Label("", size="title", weight="semibold")
        self._value.setObjectName(name)
        self._title = title
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(Label(title, tone="text2"))
        layout.addWidget(self._value)

    def show_value(self, value: int | None) -> None:
        """None is shown as a dash."""
        self._value.setText(texts.number(value))
        self._value.setAccessibleName(f"{self._title} {texts.number(value)}")


class CampaignDetails(QWidget):
    """See the module. `agent_title` names an agent by its id."""

    def __init__(self, agent_title: Callable[[str | None], str]) -> None:
        super().__init__()
        self.setObjectName("campaigns.details")
        self._agent_title = agent_title
        self.setMinimumWidth(tokens.PANEL_NARROW - tokens.S32)
        self._title = Label("", size="title", weight="semibold", elide="end")
        self._pill = Pill()
        self._source = Label("", size="caption", tone="text2", elide="middle")
        head = QVBoxLayout()
        head.setSpacing(tokens.S4)
        row = QHBoxLayout()
        row.setSpacing(tokens.S8)
        row.addWidget(self._title, 1)
        row.addWidget(self._pill)
        head.addLayout(row)
        head.addWidget(self._source)

        self._progress = Section(translate("Campaigns", "Progress"))
        self._bar = ProgressBar(wide=True)
        self._bar.setAccessibleName(translate("Campaigns", "Progress"))
        self._counters = (
            _Counter(translate("Campaigns", "Leads"), "campaigns.details.leads"),
            _Counter(translate("Campaigns", "Done"), "campaigns.details.done"),
            _Counter(translate("Campaigns", "Pending"), "campaigns.details.pending"),
        )
        counters = QGridLayout()
        counters.setContentsMargins(0, tokens.S4, 0, 0)
        for column, counter in enumerate(self._counters):
            counters.addWidget(counter, 0, column)
            counters.setColumnStretch(column, 1)
        self._progress.add(self._bar)
        self._progress.add_layout(counters)

        self._pace = Section(translate("Campaigns", "Pace, last 30 minutes"))
        self._bars = MiniBars()
        self._estimate = Label("", weight="semibold")
        self._estimate_note = Label("", size="caption", tone="text2", wrap=True)
        self._pace.add(self._bars)
        self._pace.add(self._estimate)
        self._pace.add(self._estimate_note)

        self._settings = Section(translate("Campaigns", "Settings"))
        self._rows = KeyValues()
        self._settings.add(self._rows)

        sections = QWidget()
        column_layout = QVBoxLayout(sections)
        column_layout.setContentsMargins(tokens.S16, 0, tokens.S16, tokens.S16)
        column_layout.setSpacing(0)
        for section in (self._progress, self._pace, self._settings):
            column_layout.addWidget(section)
        column_layout.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(sections)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        shown = QWidget()
        shown_layout = QVBoxLayout(shown)
        shown_layout.setContentsMargins(0, tokens.S16, 0, 0)
        shown_layout.setSpacing(tokens.S8)
        head.setContentsMargins(tokens.S16, 0, tokens.S16, 0)
        shown_layout.addLayout(head)
        shown_layout.addWidget(scroll, 1)
        nothing = EmptyState()
        nothing.show_state("list", translate("Campaigns", "Select a campaign to see its progress"), "")
        self._stack = QStackedWidget()
        self._stack.addWidget(nothing)
        self._stack.addWidget(shown)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)

    def show_campaign(
        self,
        campaign: Campaign | None,
        seen_at: float | None = None,
        pace: Pace | None = None,
        now: float = 0.0,
    ) -> None:
        """Show this campaign.

        Args:
            campaign: None shows that nothing is selected.
            seen_at: Unix time of the server's word on it.
            pace: Readings of this run.
            now: Monotonic clock, for the pace.
        """
        self._stack.setCurrentIndex(0 if campaign is None else 1)
        if campaign is None:
            return
        self._title.setText(texts.plain(campaign.name or campaign.id))
        self._pill.set_look(status.campaign(shown_status(campaign)))
        source = texts.plain(campaign.id, tokens.CELL_CAP)
        if seen_at is not None:
            source += " · " + translate("Campaigns", "as the server said at {time}").format(time=texts.clock_at(seen_at))
        self._source.setText(source)
        total, done = campaign.total_leads, campaign.completed_calls
        self._progress.set_note(texts.percent(done or 0, total) if total else "")
        self._bar.set_tone(progress_tone(campaign))
        self._bar.set_progress(done or 0, total or 1)
        for counter, value in zip(self._counters, (total, done, campaign.pending_calls), strict=True):
            counter.show_value(value)
        self._show_pace(campaign, pace, now)
        self._show_settings(campaign)

    def _show_pace(self, campaign: Campaign, pace: Pace | None, now: float) -> None:
        estimate = pace.estimate(campaign, now) if pace is not None else None
        self._pace.setVisible(campaign.is_dialling)
        if not campaign.is_dialling or pace is None:
            return
        self._bars.set_values(pace.per_minute(campaign.id, now))
        if estimate is None:
            self._pace.set_note("")
            self._estimate.setText(translate("Campaigns", "Watching the pace…"))
            self._estimate_note.setText(translate("Campaigns", "An estimate follows after the next readings."))
            return
        self._pace.set_note(
            translate("Campaigns", "{pace} calls / min").format(pace=texts.decimal(estimate.calls_per_minute))
        )
        if estimate.left_s is None:
            self._estimate.setText(translate("Campaigns", "No call was completed lately"))
            self._estimate_note.setText("")
        else:
            self._estimate.setText(
                translate("Campaigns", "About {left} left").format(left=texts.duration(estimate.left_s))
            )
            self._estimate_note.setText(
                translate("Campaigns", "at the pace of the last {observed}").format(
                    observed=texts.duration(estimate.observed_s)
                )
            )

    def _show_settings(self, campaign: Campaign) -> None:
        agent = self._agent_title(campaign.agent_id)
        if campaign.completed_calls:
            agent = translate("Campaigns", "{agent} (locked)").format(agent=agent)
        rows = [
            (translate("Campaigns", "Agent"), texts.plain(agent)),
            (translate("Campaigns", "Caller number"), texts.phone(campaign.from_phone_number or "—")),
            (
                translate("Campaigns", "Concurrency"),
                translate("Campaigns", "{count} calls at once").format(count=campaign.max_concurrent_calls)
                if campaign.max_concurrent_calls is not None
                else "—",
            ),
            (translate("Campaigns", "Retries"), _retries(campaign)),
        ]
        if campaign.scheduled_at is not None:
            rows.append((translate("Campaigns", "Scheduled"), texts.moment(campaign.scheduled_at)))
        rows.append((translate("Campaigns", "Created"), texts.moment(campaign.created_at)))
        self._rows.set_rows(rows)


def _retries(campaign: Campaign) -> str:
    if campaign.max_retries is None:
        return "—"
    if campaign.retry_interval_minutes is None:
        return texts.number(campaign.max_retries)
    return translate("Campaigns", "{count}, every {interval}").format(
        count=campaign.max_retries, interval=texts.duration(campaign.retry_interval_minutes * 60)
    )
