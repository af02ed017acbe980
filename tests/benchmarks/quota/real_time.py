"""The same work in real time: the real client and governor, on the window's event loop, past a sandbox over loopback.

Owns: 600 pages of calls by 8 workers against 60 in 3 s, with clicks, and the verdicts on them. Leaves to others: the
table. The offline minimum is counted from the server's own first window, clicks included.
"""

from __future__ import annotations

import asyncio
import random
import sys
import time
from typing import Any, Final

from tests.benchmarks.report import Report
from tests.end_to_end.sandbox import Sandbox

LIMIT: Final = 60
WINDOW_S: Final = 3.0
REQUESTS: Final = 600
AT_ONCE: Final = 8
CLICK_EVERY_S: Final = 1.25
MOST_OF_MINIMUM: Final = 1.05
CLICK_P95_S: Final = 0.5


class _Outcome:
    def __init__(self) -> None:
        self.makespan_s = 0.0
        self.clicks_s: list[float] = []


async def _work(sandbox: Sandbox, outcome: _Outcome) -> None:
    from app.api.campaign_dialect import CampaignDialect
    from app.api.client import Api
    from app.api.dialect import CallLogQuery
    from app.api.transport import Transport
    from app.clock import SystemClock
    from app.quota.governor import QuotaGovernor
    from app.quota.priorities import Priority
    from app.secrets import Secret

    clock = SystemClock()
    governor = QuotaGovernor(clock)
    transport = Transport(sandbox.url, Secret.parse(sandbox.key))
    api = Api(transport, governor, CampaignDialect(), clock, profile_id="benchmark")
    await api.open()
    choose = random.Random(0)
    numbers = iter(range(1, REQUESTS + 1))

    async def work() -> None:
        for number in numbers:
            await api.call_logs(CallLogQuery(), page=number, limit=1, priority=Priority.BACKGROUND)

    async def click() -> None:
        began = time.perf_counter()
        await api.call_logs(CallLogQuery(), page=1, limit=2, priority=Priority.INTERACTIVE)
        outcome.clicks_s.append(time.perf_counter() - began)

    async def somebody() -> None:
        while True:
            await asyncio.sleep(CLICK_EVERY_S * choose.uniform(0.8, 1.2))
            clicks.append(asyncio.ensure_future(click()))

    clicks: list[asyncio.Task[None]] = []
    try:
        withdraw = governor.expect(Priority.BACKGROUND, REQUESTS)
        began = time.perf_counter()
        clicking = asyncio.ensure_future(somebody())
        await asyncio.gather(*(work() for _ in range(AT_ONCE)))
        outcome.makespan_s = time.perf_counter() - began
        withdraw()
        clicking.cancel()
        await asyncio.gather(*clicks)
    finally:
        await governor.aclose()
        await api.aclose()


def minimum_s(seen: list[dict[str, Any]]) -> float:
    """How long the same requests take at best: this server opens a window with its first request."""
    windows = (len(seen) - 1) // LIMIT
    fastest_s = min(request["answered_after_s"] for request in seen)
    return windows * WINDOW_S + fastest_s * -(-(len(seen) - windows * LIMIT) // AT_ONCE)


def measure_in_real_time(report: Report) -> None:
    """Add the verdicts."""
    from PySide6.QtCore import QCoreApplication  # before qasync, which takes the Qt binding that it finds

    # isort: split
    import qasync

    application = QCoreApplication.instance() or QCoreApplication(sys.argv[:1])
    outcome = _Outcome()
    options = ("--limit", str(LIMIT), "--window", str(WINDOW_S), "--call-logs", str(REQUESTS), "--no-dialler")
    with Sandbox(*options) as sandbox:
        with qasync.QEventLoop(application) as loop:
            loop.run_until_complete(_work(sandbox, outcome))
        seen = sandbox.requests()
    refused = sum(request["status"] == 429 for request in seen)
    clicks_s = sorted(outcome.clicks_s)
    p95_s = clicks_s[int(0.95 * (len(clicks_s) - 1))]
    name = f"real time, {LIMIT} in {WINDOW_S:g} s over loopback, on qasync"
    report.compare(
        f"{name} ({len(seen)} requests): makespan (baseline: offline minimum)",
        [outcome.makespan_s],
        [minimum_s(seen)],
        unit="s",
        at_most=MOST_OF_MINIMUM,
    )
    report.state(f"{name}: no 429", refused == 0, f"{refused}")
    report.state(
        f"{name}: click p95 <= {CLICK_P95_S:g} s",
        p95_s <= CLICK_P95_S,
        f"{p95_s:.3f} s (median {clicks_s[len(clicks_s) // 2]:.3f}, max {clicks_s[-1]:.3f}, n {len(clicks_s)})",
    )
