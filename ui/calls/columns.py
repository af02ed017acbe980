"""The columns of the call table, and what is searched in a call.

Owns: `CallTexts`, everything a row says in words. Leaves to others: the rows (`ui/calls/model.py`), painting.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QCoreApplication

from ui import texts, tokens
from ui.calls.words import ended_by
from ui.models.columns import Column, Marked, TextCell
from ui.widgets import status

if TYPE_CHECKING:
    from app.calls.finding import Finder
    from app.models import CallLog

translate = QCoreApplication.translate

_PIECE_CAP: Final = 160


class CallTexts:
    """What a call says in words, with names in the place of ids.

    Attributes:
        finder: What is searched for; None while nothing is.
        campaign_names: Names by campaign id.
        agent_names: Names by agent id.
        transcript_of: The transcript of a call id, where it was read in this run.
    """

    def __init__(self) -> None:
        self.finder: Finder | None = None
        self._names_found: tuple[Finder | None, dict[str, bool]] = (None, {})
        self.campaign_names: dict[str, str] = {}
        self.agent_names: dict[str, str] = {}
        self.transcript_of: Callable[[str], str] = lambda _call_id: ""

    def campaign(self, call: CallLog) -> str:
        """The campaign's name, its id where the name is not known, a dash where there is none."""
        return self.campaign_names.get(call.campaign_id or "") or texts.plain(
            call.campaign_id or texts.DASH, tokens.CELL_CAP
        )

    def agent(self, call: CallLog) -> str:
        """The agent's name and version, its id where the name is not known."""
        return self.agent_names.get(call.agent_id or "") or texts.plain(call.agent_id or texts.DASH, tokens.CELL_CAP)

    def is_found(self, call: CallLog) -> bool:
        """Whether the search lets this call through."""
        finder = self.finder
        return (
            not finder
            or finder.is_in_number(call.to_number)
            or finder.is_in(call.summary)
            or self._is_in_name(finder, self.campaign(call))
            or self._is_in_name(finder, self.agent(call))
            or finder.is_in(self.transcript_of(call.id))
            or finder.phrase in (call.id, call.call_id)
        )

    def _is_in_name(self, finder: Finder, name: str) -> bool:
        """Names come back in thousands of rows: each is looked at once a search."""
        if self._names_found[0] is not finder:
            self._names_found = (finder, {})
        known = self._names_found[1]
        if name not in known:
            known[name] = finder.is_in(name)
        return known[name]

    def found_text(self, call: CallLog) -> Marked:
        """The piece of transcript or summary with the hit, else the summary."""
        if self.finder:
            for text in (self.transcript_of(call.id), call.summary):
                found = self.finder.piece(text, _PIECE_CAP)
                if found is not None:
                    return Marked(found.text, found.hits)
        return Marked(texts.plain(call.summary, tokens.CELL_CAP))


def time_of(at: datetime | None) -> str:
    """The time of day for today's calls, with the day for others."""
    if at is None:
        return texts.DASH
    local = at.astimezone()
    if local.date() == datetime.now().date():
        return local.strftime("%H:%M:%S")
    return texts.moment(at)


def _sentiment(call: CallLog) -> Any:
    look = status.sentiment(call.sentiment)
    return TextCell(look.word, icon=look.icon, icon_tone="text2" if look.tone == "grey" else look.tone)


def call_columns(words: CallTexts) -> list[Column[CallLog]]:
    """The columns, left to right. None can be sorted by: not all of the calls are here."""
    return [
        Column(
            "time", translate("Calls", "Time"), lambda c: c.created_at, display=lambda c: time_of(c.created_at),
            tooltip=lambda c: texts.moment_in_full(c.created_at), width=112, least=112, keep=True, sortable=False,
        ),
        Column(
            "number", translate("Calls", "Number"), lambda c: c.to_number,
            display=lambda c: texts.phone(c.to_number or texts.DASH), elide="middle", width=136, least=132, keep=True,
            sortable=False,
        ),
        Column(
            "campaign", translate("Calls", "Campaign"), lambda c: c.campaign_id, display=words.campaign, width=176,
            least=150, sortable=False,
        ),
        Column(
            "status", translate("Calls", "Status"), lambda c: c.status, display=lambda c: status.call(c.status).word,
            cell=lambda c: status.call(c.status), width=126, least=124, keep=True, sortable=False,
        ),
        Column(
            "duration", translate("Calls", "Duration"), lambda c: c.duration_s,
            display=lambda c: texts.duration(c.duration_s), align="right", width=80, least=76, sortable=False,
        ),
        Column(
            "sentiment", translate("Calls", "Sentiment"), lambda c: c.sentiment,
            display=lambda c: status.sentiment(c.sentiment).word, cell=_sentiment, width=106, least=104, sortable=False,
        ),
        Column(
            "summary", translate("Calls", "Summary"), lambda c: c.summary, display=lambda c: words.found_text(c).text,
            cell=words.found_text, tone="text2", width=220, least=200, stretch=True, sortable=False,
        ),
        Column(
            "ended", translate("Calls", "Ended by"), lambda c: c.end_reason,
            display=lambda c: ended_by(c.end_reason) or texts.DASH, tone="text2", width=158, least=150, sortable=False,
        ),
        Column(
            "agent", translate("Calls", "Agent"), lambda c: c.agent_id, display=words.agent, width=158, least=150,
            sortable=False,
        ),
    ]  # fmt: skip
