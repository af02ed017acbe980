"""The rows and columns of the request log."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication

from ui import texts
from ui.models.columns import Column
from ui.quota.words import series_name
from ui.widgets import status
from ui.widgets.status import Look

if TYPE_CHECKING:
    from app.api.request_log import LoggedRequest

translate = QCoreApplication.translate


class RequestRow(NamedTuple):
    """A request with a number of its own: two can have everything else in common."""

    id: int
    entry: LoggedRequest


def _priority(row: RequestRow) -> str:
    return {
        "EMERGENCY": translate("Quota", "Emergency"),
        "INTERACTIVE": translate("Quota", "Interactive"),
        "UPLOAD": translate("Quota", "Upload"),
        "BACKGROUND": translate("Quota", "Background"),
    }[row.entry.priority.name]


def _answer(row: RequestRow) -> Look:
    code = row.entry.status
    if isinstance(code, int):
        return status.answer(code)
    words = {
        "broken off": translate("HttpAnswer", "broken off"),
        "cancelled": translate("HttpAnswer", "cancelled"),
        "not sent": translate("HttpAnswer", "not sent"),
        "odd answer": translate("HttpAnswer", "odd answer"),
    }
    return Look(words.get(code, code), "offline", "red")


def request_columns() -> list[Column[RequestRow]]:
    """The columns, left to right."""
    return [
        Column(
            "time",
            translate("Quota", "Time"),
            lambda r: r.entry.at,
            width=96,
            least=84,
            keep=True,
            display=lambda r: texts.clock_at(r.entry.at),
            tooltip=lambda r: texts.moment_in_full(datetime.fromtimestamp(r.entry.at, UTC)),
        ),
        Column(
            "priority",
            translate("Quota", "Priority"),
            lambda r: r.entry.priority,
            display=_priority,
            width=116,
            least=88,
        ),
        Column(
            "activity",
            translate("Quota", "Activity"),
            lambda r: str(r.entry.activity),
            display=lambda r: series_name(str(r.entry.activity)),
            width=160,
            hidden=True,
        ),
        Column("method", translate("Quota", "Method"), lambda r: r.entry.method, width=76, least=60),
        Column(
            "path",
            translate("Quota", "Path"),
            lambda r: r.entry.path,
            width=300,
            least=150,
            stretch=True,
            elide="middle",
            keep=True,
        ),
        Column(
            "answer",
            translate("Quota", "Answer"),
            lambda r: str(r.entry.status),
            cell=_answer,
            display=lambda r: _answer(r).word,
            width=160,
            least=150,
            keep=True,
        ),
        Column(
            "waited",
            translate("Quota", "Waited, s"),
            lambda r: r.entry.waited_s,
            align="right",
            width=88,
            least=78,
            display=lambda r: texts.decimal(r.entry.waited_s),
        ),
        Column(
            "took",
            translate("Quota", "Took, ms"),
            lambda r: r.entry.took_ms,
            align="right",
            width=88,
            least=76,
            display=lambda r: texts.number(round(r.entry.took_ms)),
        ),
        Column(
            "left",
            translate("Quota", "Left after"),
            lambda r: r.entry.remaining_after,
            align="right",
            width=92,
            least=82,
            display=lambda r: texts.number(r.entry.remaining_after),
        ),
    ]
