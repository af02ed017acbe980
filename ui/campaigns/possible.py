"""Why an action is not possible for what is selected, in the interface language.

Owns: the sentences for one and for several campaigns. Leaves to others: the rules (`app/campaigns/lifecycle.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from ui.campaigns.words import word_of

if TYPE_CHECKING:
    from app.campaigns.editing import Field
    from app.campaigns.lifecycle import Wish
    from app.context import Context
    from app.models import Campaign

translate = QCoreApplication.translate


def why_not_new(context: Context | None) -> str:
    """Why no campaign can be made; "" where one can."""
    from app.api.dialect import Capability

    if context is not None and Capability.CREATE_CAMPAIGN not in context.api.capabilities:
        return translate("Campaigns", "This server offers no way to make a campaign.")
    return ""


def why_not_one(context: Context | None, chosen: Sequence[Campaign]) -> str:
    """Why the selection cannot be edited; "" where it can."""
    from app.api.dialect import Capability

    if context is not None and Capability.EDIT_CAMPAIGN not in context.api.capabilities:
        return translate("Campaigns", "This server offers no way to change a campaign.")
    if len(chosen) > 1:
        return translate("Campaigns", "Select one campaign: only one can be edited at a time.")
    return why_not_any(chosen, "edit")


def why_not_any(chosen: Sequence[Campaign], action: Wish) -> str:
    """Why an action is possible for none of these; "" where it is for at least one."""
    from app.campaigns.lifecycle import why_not

    if not chosen:
        return translate("Campaigns", "Select a campaign first.")
    reasons = [why_not(campaign, action) for campaign in chosen]
    if any(reason is None for reason in reasons):
        return ""
    if len(chosen) == 1:
        return translate("Campaigns", reasons[0] or "").format(status=word_of(chosen[0]))
    return {
        "pause": translate("Campaigns", "None of the selected campaigns can be paused."),
        "resume": translate("Campaigns", "None of the selected campaigns can be resumed."),
        "cancel": translate("Campaigns", "None of the selected campaigns can be cancelled."),
    }.get(action, "")


def field_name(field: Field) -> str:
    """A field of a campaign inside a sentence."""
    return {
        "name": translate("Campaigns", "name"),
        "agent": translate("Campaigns", "agent"),
        "caller": translate("Campaigns", "caller number"),
        "start": translate("Campaigns", "start"),
        "concurrency": translate("Campaigns", "calls at the same time"),
        "retries": translate("Campaigns", "retries"),
    }[field]
