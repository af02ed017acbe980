"""Words for what the server says about a call.

Owns: end reasons, timeline events, speakers and analysis values in the interface language. Leaves to others: statuses
and sentiments (`ui/widgets/status.py`).
A value that this version does not know is shown as it came, without underscores.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from ui import texts, tokens

if TYPE_CHECKING:
    from app.calls.transcript import Turn

translate = QCoreApplication.translate

_MOST_ROWS: Final = 60
_MOST_DEPTH: Final = 3

_END_REASONS: Final[dict[str, Any]] = {
    "user_disconnected": QT_TRANSLATE_NOOP("Calls", "the person hung up"),
    "agent_disconnected": QT_TRANSLATE_NOOP("Calls", "the agent hung up"),
    "user_did_not_pick_up": QT_TRANSLATE_NOOP("Calls", "nobody picked up"),
    "user_busy": QT_TRANSLATE_NOOP("Calls", "the line was busy"),
    "user_unreachable": QT_TRANSLATE_NOOP("Calls", "the phone was not reachable"),
    "invalid_phone_number": QT_TRANSLATE_NOOP("Calls", "the number is not valid"),
    "destination_forbidden": QT_TRANSLATE_NOOP("Calls", "the destination is not enabled"),
    "network_failure": QT_TRANSLATE_NOOP("Calls", "the network failed"),
    "voicemail_detected": QT_TRANSLATE_NOOP("Calls", "a mailbox answered"),
    "system_failure": QT_TRANSLATE_NOOP("Calls", "the system failed"),
    "system_at_capacity": QT_TRANSLATE_NOOP("Calls", "all lines were in use"),
    "insufficient_balance": QT_TRANSLATE_NOOP("Calls", "the balance was too low"),
    "unallocated_phone_number": QT_TRANSLATE_NOOP("Calls", "the number does not exist"),
    "sip_auth_failed": QT_TRANSLATE_NOOP("Calls", "the trunk refused the login"),
    "sip_trunk_unreachable": QT_TRANSLATE_NOOP("Calls", "the trunk was not reachable"),
    "unknown": QT_TRANSLATE_NOOP("Calls", "no reason is known"),
}
_EVENTS: Final[dict[str, Any]] = {
    "call_started": QT_TRANSLATE_NOOP("Calls", "Call started"),
    "call_ringing": QT_TRANSLATE_NOOP("Calls", "Ringing"),
    "call_answered": QT_TRANSLATE_NOOP("Calls", "Answered"),
    "call_ended": QT_TRANSLATE_NOOP("Calls", "Call ended"),
}


def ended_by(reason: str) -> str:
    """Why a call ended: "the person hung up"; "" where the server does not say."""
    known = _END_REASONS.get(reason)
    return translate("Calls", known) if known else _as_it_came(reason)


def event(name: str) -> str:
    """A timeline event: "Answered"."""
    known = _EVENTS.get(name)
    if known:
        return translate("Calls", known)
    shown = _as_it_came(name) or texts.DASH
    return shown[:1].upper() + shown[1:]


def speaker(turn: Turn) -> str:
    """Who speaks, as the conversation is labelled."""
    if turn.side == "agent":
        return translate("Calls", "Agent")
    if turn.side == "person":
        return translate("Calls", "Person called")
    return texts.plain(turn.name, tokens.CELL_CAP)


def analysis_rows(analysis: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What an agent noted, as rows of key and value; what lies within something has a key of several parts.

    {"promise": True, "visit": {"city": "Pune"}} is [("promise", "yes"), ("visit › city", "Pune")].
    """
    rows: list[tuple[str, str]] = []
    for key, value in analysis.items():
        if len(rows) < _MOST_ROWS:
            _add_rows(rows, texts.plain(str(key), tokens.CELL_CAP), value, 1)
    return rows[:_MOST_ROWS]


def _add_rows(rows: list[tuple[str, str]], key: str, value: Any, depth: int) -> None:
    inner: Iterable[tuple[Any, Any]] = ()
    if isinstance(value, dict):
        inner = value.items()
    elif isinstance(value, list) and any(isinstance(item, list | dict) for item in value):
        inner = enumerate(value, start=1)
    if not inner or depth > _MOST_DEPTH:
        rows.append((key, analysis_value(value)))
        return
    for name, item in inner:
        if len(rows) >= _MOST_ROWS:
            return
        part = texts.number(name) if isinstance(value, list) else texts.plain(str(name), tokens.CELL_CAP)
        _add_rows(rows, f"{key} › {part}", item, depth + 1)


def analysis_value(value: Any) -> str:
    """A value that an agent noted, whatever its type: "yes", "17 Jun 2026", "1,200"."""
    if value is None or value == "":
        return texts.DASH
    if isinstance(value, bool):
        return translate("Calls", "yes") if value else translate("Calls", "no")
    if isinstance(value, int | float):
        return f"{value:,}" if isinstance(value, int) and abs(value) < 10**15 else str(value)
    if isinstance(value, str):
        return _day_or_text(value)
    if isinstance(value, list) and all(not isinstance(item, list | dict) for item in value):
        return texts.plain(", ".join(analysis_value(item) for item in value), tokens.CELL_CAP) or texts.DASH
    if not value:
        return texts.DASH
    return texts.plain(json.dumps(value, ensure_ascii=False), tokens.CELL_CAP)


def _day_or_text(value: str) -> str:
    if 10 <= len(value) <= 32 and value[:4].isdigit() and value[4] == "-":
        try:
            if len(value) == 10:
                day = date.fromisoformat(value)
                at = datetime(day.year, day.month, day.day, 12).astimezone()
                return texts.day(at, now=at.replace(year=9999 if day.year != 9999 else 1))
            at = datetime.fromisoformat(value)
            return texts.moment(at) if at.tzinfo is not None else texts.plain(value)
        except (ValueError, OverflowError):
            pass
    return texts.plain(value, tokens.CELL_CAP, lines=True)


def _as_it_came(value: str) -> str:
    return texts.plain(value.replace("_", " "), tokens.CELL_CAP)
