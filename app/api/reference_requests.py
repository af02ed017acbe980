"""Agents, numbers and catalogues: all of each, in server order.

Leaves to others: running an operation (`operations.py`), keeping them (`app/reference`).
"""

from __future__ import annotations

from app.api.operations import Operations
from app.models import Agent, Language, LanguageModel, NetworkGroup, PhoneNumber, Transcriber, Voice
from app.quota.priorities import Activity, Priority


class ReferenceRequests(Operations):
    """See `Api`."""

    async def agents(self, *, priority: Priority = Priority.INTERACTIVE) -> tuple[Agent, ...]:
        """Every agent."""
        return await self._all(
            lambda page: self._run(self._dialect.agents(page, 100), priority, Activity.REFERENCE), priority
        )

    async def agent(self, agent_id: str, *, priority: Priority = Priority.INTERACTIVE) -> Agent:
        """One agent."""
        return await self._run(self._dialect.agent(agent_id), priority, Activity.REFERENCE)

    async def phone_numbers(self, *, priority: Priority = Priority.INTERACTIVE) -> tuple[PhoneNumber, ...]:
        """Every caller number of the workspace."""
        return await self._all(
            lambda page: self._run(self._dialect.phone_numbers(page, 100), priority, Activity.REFERENCE),
            priority,
        )

    async def network_groups(self, *, priority: Priority = Priority.INTERACTIVE) -> tuple[NetworkGroup, ...]:
        """Where the workspace may call."""
        return (await self._run(self._dialect.network_groups(), priority, Activity.REFERENCE)).items

    async def voices(self, *, priority: Priority = Priority.INTERACTIVE) -> tuple[Voice, ...]:
        """Every voice."""
        return await self._all(
            lambda page: self._run(self._dialect.voices(page), priority, Activity.REFERENCE), priority
        )

    async def languages(self, *, priority: Priority = Priority.INTERACTIVE) -> tuple[Language, ...]:
        """Every language."""
        return (await self._run(self._dialect.languages(), priority, Activity.REFERENCE)).items

    async def llms(self, *, priority: Priority = Priority.INTERACTIVE) -> tuple[LanguageModel, ...]:
        """Every language model."""
        return await self._all(
            lambda page: self._run(self._dialect.language_models(page, 100), priority, Activity.REFERENCE),
            priority,
        )

    async def transcribers(self, *, priority: Priority = Priority.INTERACTIVE) -> tuple[Transcriber, ...]:
        """Every transcriber."""
        return (await self._run(self._dialect.transcribers(), priority, Activity.REFERENCE)).items
