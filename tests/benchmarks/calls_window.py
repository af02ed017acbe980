"""How the Call logs page behaves over many calls: `python -m tests.benchmarks.calls_window [--calls N]`.

Owns: the page's own figures, each against a baseline of the same process: showing, paging, selecting, filtering,
charts, frames while the sync stores, memory. Leaves to others: the mirror's figures (`calls.py`, which calls `measure`
at its end), invented calls (`call_data.py`), the table of results (`report.py`).

Everything is measured on the real page in a process of its own, over a profile whose server cannot be reached.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from tests.benchmarks.report import Report, argument_parser

if TYPE_CHECKING:
    from app.context import Context

FRAME_MS: Final = 16.0
PAGES: Final = 120
ROUNDS: Final = 7
STORED: Final = 10_000
STORED_AT_ONCE: Final = 100
TICK_MS: Final = 5
SMALL: Final = 1_000
_NOBODY: Final = "http://127.0.0.1:9"


def measure(report: Report, calls: int, folder: Path | None = None) -> None:
    """Add the page's figures for so many calls; `folder` keeps the mirrors for another run."""
    with tempfile.TemporaryDirectory() as temporary:
        place = folder or Path(temporary)
        few, many = _child(place / "few", SMALL), _child(place / "many", calls)
    report.compare(
        f"Show at {calls:,} calls against {SMALL:,}", many["show_ms"], few["show_ms"], unit="ms", at_most=1.2
    )
    report.compare(
        "Page down against a table of one constant call", many["page_ms"], many["constant_ms"], unit="ms", at_most=1.5
    )
    p99 = statistics.quantiles(many["page_ms"], n=100)[98]
    report.state("Page down, p99 under one frame", p99 < FRAME_MS, f"{p99:.1f} ms")
    for key, name in (("select_all_ms", "Select all"), ("filter_ms", "Filter to first rows")):
        median = statistics.median(many[key])
        report.state(f"{name} within 5 frames", median <= 5 * FRAME_MS, f"{median:.1f} ms")
    median = statistics.median(many["charts_ms"])
    report.state("Charts counted and drawn under 100 ms", median < 100, f"{median:.1f} ms")
    gap = max(many["gap_ms"])
    report.state(f"Longest gap while {STORED:,} calls are stored under 50 ms", gap < 50, f"{gap:.1f} ms")
    report.compare(
        f"Memory with {calls:,} calls scrolled to the end against an empty window",
        [many["rss_mib"]], [many["empty_mib"]], unit="MiB", at_most=2.5,
    )  # fmt: skip
    report.state("Rows held at the end", many["held"] <= 24 * 100, f"{many['held']:,}")


def _child(folder: Path, calls: int) -> dict[str, Any]:
    """Fill a mirror, and measure, each in a process of its own: what filling takes is not counted as the page's."""
    found: dict[str, Any] = {}
    for what in ("--fill", "--measure"):
        command = [sys.executable, "-m", "tests.benchmarks.calls_window", what, str(folder), "--calls", str(calls)]
        done = subprocess.run(
            command, capture_output=True, text=True, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}, check=False
        )
        if done.returncode != 0:
            raise RuntimeError(done.stderr[-4_000:])
        found = json.loads(done.stdout.splitlines()[-1])
    return found


async def _context(folder: Path) -> Context:
    from app.context import Context
    from app.secrets import Secret
    from app.settings import Profile

    return await Context.open(Profile("bench", "Benchmark", _NOBODY), Secret("bench-key:secret"), folder)


async def _fill(folder: Path, calls: int) -> dict[str, Any]:
    from tests.benchmarks.call_data import make

    context = await _context(folder)
    if not (await context.mirror.state()).calls:
        await context.mirror._database.tidy(lambda database: make(database, calls))
    await context.aclose()
    return {}


def _rss_mib() -> float:
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1_048_576


async def _run(folder: Path, calls: int) -> dict[str, Any]:
    from PySide6.QtWidgets import QMainWindow

    empty = QMainWindow()
    empty.resize(1200, 800)
    empty.show()
    empty.grab()
    await asyncio.sleep(0.3)
    found: dict[str, Any] = {"empty_mib": _rss_mib()}
    empty.close()

    from ui import theme
    from ui.calls.page import CallsPage
    from ui.cooldown import Cooldown
    from ui.desk import Desk
    from ui.messages import Messages
    from ui.tasks import TaskRunner

    sys.setswitchinterval(0.001)  # as the application does
    look = theme.Theme()
    look.apply()
    context = await _context(folder)
    context.details.budget = 0
    failures: list[BaseException] = []
    messages = Messages()
    desk = Desk(TaskRunner(messages.error, failures.append), messages, Cooldown())
    page = CallsPage(desk)
    page.resize(1200, 800)
    page.show()
    started = time.perf_counter()
    desk.set_context(context)
    await _until(lambda: page.model.rowCount() >= min(calls, 100))
    found["open_ms"] = [1000 * (time.perf_counter() - started)]
    await _until(lambda: page.model.rowCount() == calls and not page.reader.is_asking, 60)
    await _until(lambda: page.charts.strip.isVisible())
    found["show_ms"] = await _show(page)
    found["page_ms"], found["constant_ms"] = await _page_down(page)
    found["select_all_ms"] = await _select_all(page)
    found["filter_ms"] = await _filter(page)
    found["charts_ms"] = await _charts(page)
    found["gap_ms"] = await _gaps(page)
    bar = page.table.verticalScrollBar()
    for step in range(60):
        bar.setValue(bar.maximum() * (step + 1) // 60)
        await asyncio.sleep(0.005)
    last = page.model.rowCount() - 1
    await _until(lambda: page.model.record_at(last) is not None)
    page.grab()
    found["held"] = page.model.held_count
    found["rss_mib"] = _rss_mib()
    if failures:
        raise failures[0]
    await desk.tasks.aclose()
    await context.aclose()
    page.close()
    return found


async def _until(condition: Callable[[], object], limit_s: float = 30.0) -> None:
    async with asyncio.timeout(limit_s):
        while not condition():  # noqa: ASYNC110 - conditions of widgets
            await asyncio.sleep(0.002)


async def _show(page: Any) -> list[float]:
    """From the question to painted rows, as when the tab is opened."""
    found = []
    wish = page._asked()
    for _ in range(ROUNDS):
        page.reader._wish = None
        page.model.show(0, {})
        started = time.perf_counter()
        page.reader.select(*wish)
        await _until(lambda: page.model.rowCount() > 0)
        page.table.viewport().repaint()
        found.append(1000 * (time.perf_counter() - started))
        await page.reader.settled()
        await asyncio.sleep(0.3)
    return found


async def _page_down(page: Any) -> tuple[list[float], list[float]]:
    """A repaint after each page, in turns with a table whose every row is one and the same call."""
    from ui.calls.columns import CallTexts, call_columns
    from ui.calls.model import CallTableModel
    from ui.widgets.table import TableView

    row = page.model.row_at(0)
    constant = CallTableModel(call_columns(CallTexts()))
    rows = (row,) * 100
    constant.read_now = lambda _page: rows
    other = TableView()
    other.setModel(constant)
    other.resize(page.table.size())
    constant.show(page.model.rowCount(), {})
    other.show()
    ours, baseline = [], []
    for table, samples in ((page.table, ours), (other, baseline)) * 2:
        bar = table.verticalScrollBar()
        for _ in range(PAGES // 2):
            bar.setValue(bar.value() + bar.pageStep() if bar.value() < bar.maximum() else 0)
            if table is page.table:
                first, last = page._visible_rows()
                await _until(lambda f=first, n=last: _are_held(page.model, f, n))
            started = time.perf_counter()
            table.viewport().repaint()
            samples.append(1000 * (time.perf_counter() - started))
            await asyncio.sleep(0.002)
    other.close()
    return ours, baseline


def _are_held(model: Any, first: int, last: int) -> bool:
    rows = range(first, min(last, model.rowCount() - 1) + 1)
    return all(model.row_at(row) is not None for row in rows)


async def _select_all(page: Any) -> list[float]:
    found = []
    for _ in range(ROUNDS):
        page.table.clearSelection()
        await asyncio.sleep(0.02)
        started = time.perf_counter()
        page.table.selectAll()
        page.grab()
        found.append(1000 * (time.perf_counter() - started))
    page.table.clearSelection()
    return found


async def _filter(page: Any) -> list[float]:
    """From the wish for another filter to its first rows on the screen."""
    from app.calls.wanted import CallFilter

    found = []
    order = page._asked()[1]
    for number in range(ROUNDS):
        wanted = (
            CallFilter(statuses=("busy",)),
            CallFilter(text="loan"),
            CallFilter(sentiments=("negative",), statuses=("completed",)),
        )[number % 3]
        before = page.reader.view
        started = time.perf_counter()
        page.reader.select(wanted, order)
        await _until(lambda view=before: page.reader.view is not view)
        page.table.viewport().repaint()
        found.append(1000 * (time.perf_counter() - started))
        await page.reader.settled()
    page.reader.select(*page._asked())
    await page.reader.settled()
    return found


async def _charts(page: Any) -> list[float]:
    from ui.calls.chart_words import charts_of

    found = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        figures = await page.desk.context.mirror.statistics()
        page.charts.strip.show_charts(charts_of(figures, page._words))
        page.charts.strip.repaint()
        found.append(1000 * (time.perf_counter() - started))
    return found


async def _gaps(page: Any) -> list[float]:
    """The longest pauses of a timer of the window's thread while new calls are stored and the table scrolls."""
    from PySide6.QtCore import QElapsedTimer, Qt, QTimer

    from app.models import CallLog

    gaps: list[float] = []
    clock = QElapsedTimer()
    clock.start()
    timer = QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(lambda: gaps.append(clock.nsecsElapsed() / 1e6) or clock.start())
    timer.start(TICK_MS)
    bar = page.table.verticalScrollBar()

    async def scroll() -> None:
        while True:
            bar.setValue((bar.value() + bar.pageStep()) % max(1, bar.maximum()))
            await asyncio.sleep(0.016)

    scrolling = asyncio.ensure_future(scroll())
    at = datetime.now(UTC).timestamp()
    for first in range(0, STORED, STORED_AT_ONCE):
        records = [
            CallLog(
                id=f"new_{at}_{first + place}",
                to_number=f"+9198{(first + place) % 100_000_000:08}",
                status="completed",
                duration_s=12.0,
                summary="A call about the loan that came while somebody scrolled.",
                created_at=datetime.fromtimestamp(at + first + place, UTC),
            )
            for place in range(STORED_AT_ONCE)
        ]
        await page.desk.context.mirror.store_rows(records)
    scrolling.cancel()
    timer.stop()
    return sorted(gaps)[-20:]


def main() -> int:
    """Run it."""
    parser = argument_parser("tests.benchmarks.calls_window", __doc__.split("\n")[0])
    parser.add_argument("--calls", type=int, default=1_000_000, help="how many calls the mirror has")
    parser.add_argument("--fill", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.fill is not None:
        print(json.dumps(asyncio.run(_fill(arguments.fill, arguments.calls))))
        return 0
    if arguments.measure is not None:
        import PySide6.QtCore  # noqa: F401 - before qasync, which takes the binding that is there
        import qasync
        from PySide6.QtWidgets import QApplication

        application = QApplication(sys.argv[:1])
        application.setQuitOnLastWindowClosed(False)
        arguments.measure.mkdir(parents=True, exist_ok=True)
        with qasync.QEventLoop(application) as loop:
            print(json.dumps(loop.run_until_complete(_run(arguments.measure, arguments.calls))))
        return 0
    report = Report("The Call logs page over many calls")
    measure(report, arguments.calls)
    return report.finish(arguments)


if __name__ == "__main__":
    sys.exit(main())
