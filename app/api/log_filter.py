"""Choosing requests of the log, and saving them.

Owns: `LogFilter`, and the CSV. Leaves to others: the log (`request_log.py`), the controls that a filter comes from.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from app.api.request_log import LoggedRequest

PROBLEMS: Final = "problems"
"""As a status: 429, every other refusal, and what got no answer."""
NO_ANSWER: Final = "none"
STATUSES: Final = ("2xx", "304", "429", "4xx", "5xx", NO_ANSWER)
"""Kinds of answers; 429 and 304 are kinds of their own."""

_HEADER: Final = [
    "time", "priority", "activity", "method", "path", "status", "waited_s", "took_ms", "limit", "quota_left_after",
]  # fmt: skip


class LogFilter(NamedTuple):
    """What is to be shown; "" and 0 let everything through.

    Attributes:
        method: "GET", "POST", ...
        status: One of `STATUSES`, or `PROBLEMS`.
        activity: One of `Activity`.
        text: Part of the path, in upper or lower case.
        waited_more_than_s: Only what waited longer for its turn.
    """

    method: str = ""
    status: str = ""
    activity: str = ""
    text: str = ""
    waited_more_than_s: float = 0.0

    def accepts(self, entry: LoggedRequest) -> bool:
        """Whether a request is to be shown."""
        return (
            (not self.method or entry.method == self.method)
            and (not self.activity or entry.activity == self.activity)
            and (not self.waited_more_than_s or entry.waited_s > self.waited_more_than_s)
            and (not self.status or self._has_status(entry))
            and (not self.text or self.text.casefold() in entry.path.casefold())
        )

    def _has_status(self, entry: LoggedRequest) -> bool:
        kind = status_kind(entry.status)
        return kind in ("429", "4xx", "5xx", NO_ANSWER) if self.status == PROBLEMS else kind == self.status


def status_kind(status: int | str) -> str:
    """Which of `STATUSES` an answer belongs to; "" for one that is none of them."""
    if isinstance(status, str):
        return NO_ANSWER
    if status in (304, 429):
        return str(status)
    return {2: "2xx", 4: "4xx", 5: "5xx"}.get(status // 100, "")


def save_log(path: Path, entries: Iterable[LoggedRequest]) -> int:
    """Write requests as CSV, harmless in a spreadsheet; returns how many. Blocks.

    Raises:
        AppError: It cannot be written there.
    """
    from app.leads.rejected import write_rows

    return write_rows(path, _HEADER, (_row(entry) for entry in entries))


def _row(entry: LoggedRequest) -> list[str]:
    limit = entry.reading.limit if entry.reading is not None else None
    return [
        datetime.fromtimestamp(entry.at).astimezone().isoformat(timespec="milliseconds"),
        entry.priority.name.lower(),
        str(entry.activity),
        entry.method,
        entry.path,
        str(entry.status),
        f"{entry.waited_s:.2f}",
        f"{entry.took_ms:.0f}",
        "" if limit is None else str(limit),
        "" if entry.remaining_after is None else str(entry.remaining_after),
    ]
