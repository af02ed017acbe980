"""Names of campaigns and agents, in the place of their ids.

Owns: reading them, and telling the table and the filters. Leaves to others: where a name is written
(`ui/calls/columns.py`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from app.errors import AppError
from ui import texts, tokens
from ui.calls.columns import CallTexts
from ui.calls.filter_bar import FilterBar
from ui.calls.model import CallTableModel
from ui.desk import Desk

if TYPE_CHECKING:
    from app.context import Context

CAMPAIGNS: Final = "calls.campaigns"
AGENTS: Final = "calls.agents"


class CallNames(QObject):
    """Fills in the names that `words` has.

    Signals:
        agents_known: The agents' names have come.
        campaigns_known: The campaigns' names have come, or are others.
    """

    agents_known = Signal()
    campaigns_known = Signal()

    def __init__(
        self, desk: Desk, words: CallTexts, model: CallTableModel, filters: FilterBar, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._words = words
        self._model = model
        self._filters = filters

    def forget(self) -> None:
        """Another profile: its names are not known yet."""
        for name in (CAMPAIGNS, AGENTS):
            self._desk.tasks.cancel(name)
        self._words.campaign_names.clear()
        self._words.agent_names.clear()

    def follow(self, context: Context) -> None:
        """Read the names of this profile."""
        context.campaigns.subscribe(lambda: self._take_campaigns(context))
        self._take_campaigns(context)
        self._desk.tasks.start(self._load_campaigns(context), name=CAMPAIGNS)
        self._desk.tasks.start(self._load_agents(context), name=AGENTS)

    async def _load_campaigns(self, context: Context) -> None:
        from app.quota.priorities import Priority

        if context.campaigns.read_at is None:
            try:
                await context.campaigns.refresh(Priority.BACKGROUND)
            except AppError:
                return  # only names are missing: the ids are shown in their place

    async def _load_agents(self, context: Context) -> None:
        try:
            cached = await context.reference.agents()
        except AppError:
            return  # as above
        names = {
            agent.id: texts.plain(
                f"{agent.title or agent.id}{texts.THIN}v{agent.version}" if agent.version else agent.title or agent.id,
                tokens.CELL_CAP,
            )
            for agent in cached.items
        }
        self._words.agent_names.update(names)
        self._filters.offer_agents(sorted(names.items(), key=lambda pair: pair[1].casefold()))
        self._model.repaint_column("agent")
        self.agents_known.emit()

    def _take_campaigns(self, context: Context) -> None:
        if context is not self._desk.context:
            return
        names = {
            record.id: texts.plain(record.name or record.id, tokens.CELL_CAP) for record in context.campaigns.records
        }
        if names != self._words.campaign_names:
            self._words.campaign_names.clear()
            self._words.campaign_names.update(names)
            self._filters.offer_campaigns(names.items())
            self._model.repaint_column("campaign")
            self.campaigns_known.emit()
