"""The columns of the campaign table."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from ui import texts
from ui.models.columns import Column, ProgressCell
from ui.widgets import status

if TYPE_CHECKING:
    from app.models import Campaign

translate = QCoreApplication.translate

_STATUS_ORDER = ("running", "active", "paused", "waiting", "scheduled", "draft", "completed", "cancelled")


def shown_status(campaign: Campaign) -> str:
    """The status as the operator thinks of it: "active" is used by the server for both waiting and running."""
    if campaign.status == "active":
        if campaign.is_dialling:
            return "running"
        if campaign.scheduled_at is not None:
            return "scheduled"
        return "waiting"
    return campaign.status


def progress_tone(campaign: Campaign) -> str:
    """Fill of the progress bar: amber while paused, grey once nothing goes on."""
    if campaign.is_final:
        return "grey_fill"
    return "amber_fill" if campaign.status == "paused" else "accent_fill"


def _progress(campaign: Campaign) -> ProgressCell:
    total, done = campaign.total_leads, campaign.completed_calls
    if total is None:
        return ProgressCell(text=translate("Campaigns", "not told"))
    if total == 0:
        return ProgressCell(text=translate("Campaigns", "no leads yet"))
    return ProgressCell(done or 0, total, progress_tone(campaign))


def _share(campaign: Campaign) -> float | None:
    return (campaign.completed_calls or 0) / campaign.total_leads if campaign.total_leads else None


def _status_key(campaign: Campaign) -> int:
    shown = shown_status(campaign)
    return _STATUS_ORDER.index(shown) if shown in _STATUS_ORDER else len(_STATUS_ORDER)


def campaign_columns(agent_title: Callable[[str | None], str]) -> list[Column[Campaign]]:
    """The columns, left to right; `agent_title` names an agent by its id."""
    return [
        Column(
            "name",
            translate("Campaigns", "Name"),
            lambda c: c.name or c.id,
            weight="medium",
            width=212,
            least=186,
            stretch=True,
            keep=True,
        ),
        Column(
            "status",
            translate("Campaigns", "Status"),
            lambda c: c.status,
            sort_key=_status_key,
            display=lambda c: status.campaign(shown_status(c)).word,
            cell=lambda c: status.campaign(shown_status(c)),
            width=116,
            least=116,
            keep=True,
        ),
        Column("agent", translate("Campaigns", "Agent"), lambda c: agent_title(c.agent_id), width=156, least=156),
        Column(
            "caller",
            translate("Campaigns", "Caller number"),
            lambda c: c.from_phone_number,
            display=lambda c: texts.phone(c.from_phone_number or "—"),
            elide="middle",
            width=140,
            least=140,
        ),
        Column(
            "progress",
            translate("Campaigns", "Progress"),
            _share,
            cell=_progress,
            display=lambda c: texts.ratio(c.completed_calls, c.total_leads),
            width=156,
            least=156,
            keep=True,
        ),
        Column(
            "pending",
            translate("Campaigns", "Pending"),
            lambda c: c.pending_calls,
            align="right",
            display=lambda c: texts.number(c.pending_calls),
            width=68,
            least=68,
        ),
        Column(
            "concurrency",
            translate("Campaigns", "Conc."),
            lambda c: c.max_concurrent_calls,
            align="right",
            display=lambda c: texts.number(c.max_concurrent_calls),
            width=58,
            least=58,
            tooltip=lambda c: translate("Campaigns", "Calls at the same time"),
        ),
        Column(
            "scheduled",
            translate("Campaigns", "Scheduled"),
            lambda c: c.scheduled_at,
            align="right",
            display=lambda c: texts.moment(c.scheduled_at),
            tooltip=lambda c: texts.moment_in_full(c.scheduled_at),
            width=104,
            least=104,
        ),
        Column(
            "created",
            translate("Campaigns", "Created"),
            lambda c: c.created_at,
            align="right",
            tone="text2",
            display=lambda c: texts.moment(c.created_at),
            tooltip=lambda c: texts.moment_in_full(c.created_at),
            width=104,
            least=104,
        ),
    ]
