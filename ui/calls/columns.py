"""The columns of the call table.

Owns: `CallTexts`, everything a row says in words. Leaves to others: the rows (`ui/calls/model.py`), painting.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QCoreApplication

from ui import texts, tokens
from ui.calls.words import analysis_value, ended_by
from ui.models.columns import Column, Marked, TextCell
from ui.widgets import status

if TYPE_CHECKING:
    from app.calls.search import Search
    from app.models import CallLog

translate = QCoreApplication.translate

PIECE_CAP: Final = 160
ANALYSIS: Final = "analysis."
"""Before the field in the key of an analysis column."""


class CallTexts:
    """What a call says in words, with names in the place of ids.

    Attributes:
        search: What is searched for; None while nothing is.
        campaign_names: Names by campaign id.
        agent_names: Names by agent id.
        pieces: By call id, the piece of the transcript with the hit; None where the hit is elsewhere.
    """

    def __init__(self) -> None:
        self.search: Search | None = None
        self.pieces: dict[str, Marked | None] = {}
        self.campaign_names: dict[str, str] = {}
        self.agent_names: dict[str, str] = {}

    def campaign(self, call: CallLog) -> str:
        """The campaign's name, its id where the name is not known, a dash where there is none."""
        return self.campaign_names.get(call.campaign_id or "") or texts.plain(
            call.campaign_id or texts.DASH, tokens.CELL_CAP
        )

    def agent(self, call: CallLog) -> str:
        """The agent's name and version, its id where the name is not known."""
        return self.agent_names.get(call.agent_id or "") or texts.plain(call.agent_id or texts.DASH, tokens.CELL_CAP)

    def found_text(self, call: CallLog) -> Marked:
        """The piece of transcript, summary or analysis with the hit, else the summary."""
        if self.search:
            piece = self.pieces.get(call.id)
            if piece is not None:
                return piece
            for text in (call.summary, *_words_of(call.analysis)):
                found = self.search.piece(texts.plain(text, len(text) + 1), PIECE_CAP) if text else None
                if found is not None:
                    return Marked(*found)
        return Marked(texts.plain(call.summary, tokens.CELL_CAP))


def _words_of(analysis: dict[str, Any]) -> list[str]:
    return [value for value in analysis.values() if isinstance(value, str)]


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


def analysis_key(field: str) -> str:
    """The key of the column of an analysis field."""
    return f"{ANALYSIS}{field}"


def call_columns(words: CallTexts, fields: Iterable[str] = ()) -> list[Column[CallLog]]:
    """The columns, left to right, those of the agents' own analysis fields last."""
    return [
        Column(
            "time", translate("Calls", "Time"), lambda c: c.created_at, display=lambda c: time_of(c.created_at),
            tooltip=lambda c: texts.moment_in_full(c.created_at), width=112, least=112, keep=True,
        ),
        Column(
            "number", translate("Calls", "Number"), lambda c: c.to_number,
            display=lambda c: texts.phone(c.to_number or texts.DASH), elide="middle", width=136, least=132, keep=True,
        ),
        Column(
            "campaign", translate("Calls", "Campaign"), lambda c: c.campaign_id, display=words.campaign, width=176,
            least=150, sortable=False,
        ),
        Column(
            "status", translate("Calls", "Status"), lambda c: c.status, display=lambda c: status.call(c.status).word,
            cell=lambda c: status.call(c.status), width=126, least=124, keep=True,
        ),
        Column(
            "duration", translate("Calls", "Duration"), lambda c: c.duration_s,
            display=lambda c: texts.duration(c.duration_s), align="right", width=80, least=76,
        ),
        Column(
            "sentiment", translate("Calls", "Sentiment"), lambda c: c.sentiment,
            display=lambda c: status.sentiment(c.sentiment).word, cell=_sentiment, width=106, least=104,
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
        Column(
            "from", translate("Calls", "Caller number"), lambda c: c.from_number,
            display=lambda c: texts.phone(c.from_number or texts.DASH), elide="middle", width=136, least=132,
            hidden=True, sortable=False,
        ),
        Column(
            "id", translate("Calls", "Call id"), lambda c: c.call_id or c.id,
            display=lambda c: texts.plain(c.call_id or c.id, tokens.CELL_CAP), elide="middle", tone="text2", width=140,
            hidden=True, sortable=False,
        ),
        *(_analysis_column(field) for field in fields),
    ]  # fmt: skip


def _analysis_column(field: str) -> Column[CallLog]:
    def display(call: CallLog) -> str:
        return analysis_value(call.analysis.get(field))

    return Column(
        analysis_key(field), texts.plain(field.replace("_", " "), 40), lambda c: c.analysis.get(field),
        display=display, width=130, least=96, hidden=True, sortable=False,
    )  # fmt: skip
