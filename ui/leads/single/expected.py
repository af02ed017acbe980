"""Which variables the agent of a campaign says. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.errors import AppError

if TYPE_CHECKING:
    from app.context import Context
    from app.models import Campaign


async def expected_variables(context: Context, campaign: Campaign | None) -> tuple[str, ...] | None:
    """Their names, None where that cannot be found out."""
    if campaign is None:
        return None
    try:
        agents = (await context.reference.agents()).items
    except AppError:
        return None
    return next((agent.variables for agent in agents if agent.id == campaign.agent_id), None)
