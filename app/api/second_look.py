"""What became of a change whose answer never came, as far as reading it again can tell.

Owns: comparing a record with what was asked for. Pure. Leaves to others: reading it (`app/api/client.py`).

A change is never sent twice: whoever asked for it gets either the record that shows it, or the error that says that it
is not confirmed.
"""

from __future__ import annotations

from typing import Any

from app.api.dialect import CampaignChanges, LeadChanges
from app.models import Campaign, Lead


def shows_campaign_changes(campaign: Campaign, changes: CampaignChanges) -> bool:
    """Whether everything that was to change reads as asked for. What the server does not tell counts against it."""
    return all(
        wanted is None or wanted == found
        for wanted, found in (
            (changes.name, campaign.name),
            (changes.agent_id, campaign.agent_id),
            (changes.max_concurrent_calls, campaign.max_concurrent_calls),
            (changes.max_retries, campaign.max_retries),
            (changes.retry_interval_minutes, campaign.retry_interval_minutes),
        )
    )


def shows_lead_changes(lead: Lead, changes: LeadChanges) -> bool:
    """Whether everything that was to change reads as asked for."""
    wanted: Any
    for wanted, found in ((changes.name, lead.name), (changes.variables, lead.variables)):
        if wanted is not None and wanted != found:
            return False
    if changes.national_number is None:
        return True
    return lead.phone_number == f"{changes.country_code or ''}{changes.national_number}"
