"""Changing a campaign's status by request.

Owns: which action is possible in which state, and its effects (API page "batch-calls/retries-and-statuses"): pausing
stops new calls, calls under way finish; cancelling is permanent and empties the queue. A refused action is a 409
(API page "errors"). The counters of a cancelled campaign stand still: whom it never reached stays in `pending_calls`.
Leaves to others: the routes; the calls themselves (`dialler.py`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from app.sandbox.dialler import Dialler
from app.sandbox.errors import Refused
from app.sandbox.records import FINAL_CAMPAIGN, Campaign
from app.sandbox.state import Workspace

ACTIONS: Final = ("pause", "resume", "cancel")
_RECENT: Final = 200  # calls that can still be in the making, generously
ACTION_OF_STATUS: Final = {"paused": "pause", "running": "resume", "active": "resume", "cancelled": "cancel"}


@dataclass(frozen=True)
class Affected:
    """What a change of status did to calls and queue."""

    initiated: int = 0
    queued: int = 0
    removed_from_queue: int = 0
    cancelled_call_logs: int = 0
    resumed_call_logs: int = 0


def change(workspace: Workspace, dialler: Dialler, campaign: Campaign, action: str) -> Affected:
    """Pause, resume or cancel.

    Raises:
        Refused: 409 when the campaign's state does not allow it.
    """
    state = campaign.status
    if action == "pause" and state in ("running", "active"):
        campaign.status = "paused"
        return Affected(initiated=campaign.active, queued=_waiting(campaign))
    if action == "resume" and state == "paused":
        later = campaign.scheduled_ms is not None and campaign.scheduled_ms > workspace.clock.now_ms()
        campaign.status = "active" if later else "running"
        dialler.poke(campaign)
        return Affected(initiated=campaign.active, queued=_waiting(campaign), resumed_call_logs=campaign.active)
    if action == "cancel" and state not in FINAL_CAMPAIGN:
        return _cancel(workspace, campaign)
    raise Refused(409, f"Cannot {action} a campaign that is {state}")


def _waiting(campaign: Campaign) -> int:
    return sum(lead.status == "pending" for lead in campaign.pending) + len(campaign.retries)


def _cancel(workspace: Workspace, campaign: Campaign) -> Affected:
    campaign.status = "cancelled"
    removed = _waiting(campaign)
    for lead in campaign.pending:
        lead.status = "removed"
    for _, _, lead in campaign.retries:
        lead.status = "failed"
        campaign.completed += 1
    campaign.pending.clear()
    campaign.retries.clear()
    stopped = 0
    for call in campaign.calls[-_RECENT:]:
        if call.status == "created":
            call.status = "cancelled"
            stopped += 1
            if call.lead is not None:
                call.lead.status = "removed"
    workspace.touch()
    return Affected(initiated=campaign.active - stopped, removed_from_queue=removed, cancelled_call_logs=stopped)
