"""Which action makes sense in which state, and whether it worked."""

from __future__ import annotations

import pytest

from app import statuses
from app.api.dialect import CampaignAction
from app.campaigns.lifecycle import why_not, worked
from app.models import Campaign


def in_state(status: str) -> Campaign:
    return Campaign(id="c", status=status)


@pytest.mark.parametrize(
    ("action", "status", "possible"),
    [
        ("pause", "running", True),
        ("pause", "active", True),
        ("pause", "scheduled", True),
        ("pause", "waiting", True),
        ("pause", "paused", False),
        ("pause", "draft", False),
        ("pause", "completed", False),
        ("resume", "paused", True),
        ("resume", "running", False),
        ("resume", "draft", False),
        ("resume", "cancelled", False),
        ("cancel", "running", True),
        ("cancel", "paused", True),
        ("cancel", "draft", True),
        ("cancel", "completed", False),
        ("cancel", "cancelled", False),
    ],
)
def test_what_can_be_done(action: CampaignAction, status: str, possible: bool) -> None:
    why = why_not(in_state(status), action)
    assert (why is None) == possible
    assert why is None or why.format(status=status)[-1] == "."


def test_a_state_that_nobody_documented_is_left_to_the_server() -> None:
    assert "warming_up" not in statuses.CAMPAIGN_STATUSES
    assert why_not(in_state("warming_up"), "pause") is None
    assert why_not(in_state("warming_up"), "cancel") is None


def test_what_the_server_says_afterwards_decides_whether_it_worked() -> None:
    assert worked(in_state("paused"), "pause")
    assert not worked(in_state("running"), "pause")
    assert worked(in_state("completed"), "resume")  # its last call ended before it was read again
    assert not worked(in_state("paused"), "resume")
    assert worked(in_state("cancelled"), "cancel")
