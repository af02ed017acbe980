"""Mirrors for tests, and calls to put into them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from app.calls.mirror import CallMirror
from app.calls.mirror_reading import CallRow
from app.calls.view import CallView
from app.clock import Clock, SystemClock
from app.models import CallLog

START = datetime.now(UTC).replace(second=0, microsecond=0) - timedelta(days=2)
"""Calls that may still change are only looked at again while they are young."""


def call(number: int, **fields: Any) -> CallLog:
    """A call, a minute after the one numbered before it."""
    given: dict[str, Any] = {
        "id": f"log_{number}",
        "call_id": f"call_{number}",
        "agent_id": "agt_1",
        "campaign_id": f"cmp_{number % 3}",
        "to_number": f"+9198765{number:05}",
        "from_number": "+918047182260",
        "status": ("completed", "busy", "no_answer", "completed")[number % 4],
        "sentiment": "positive" if number % 4 == 0 else "",
        "duration_s": float(number % 100 + 5) if number % 4 in (0, 3) else 0.0,
        "created_at": START + timedelta(minutes=number),
    }
    return CallLog(**(given | fields))


@asynccontextmanager
async def opened(folder: Path, clock: Clock | None = None) -> AsyncIterator[CallMirror]:
    """A mirror, closed at the end."""
    mirror = CallMirror(folder, "account", clock or SystemClock())
    await mirror.open()
    try:
        yield mirror
    finally:
        await mirror.aclose()


async def all_rows(view: CallView) -> list[CallRow]:
    """Every row of a view, in pages."""
    await view.measure()
    assert view.count is not None
    rows: list[CallRow] = []
    while page := await view.rows(len(rows), 97):
        rows += [row for row in page if row is not None]
    assert len(rows) == view.count
    return rows


async def ids(view: CallView) -> list[str]:
    """The ids of all rows of a view."""
    return [row.record.id for row in await all_rows(view)]
