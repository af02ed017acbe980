"""How the Call logs page behaves over many calls: `python -m tests.benchmarks.calls_window [--calls N]`.

Owns: the page's own figures, each against a baseline of the same process: showing, paging, selecting, filtering,
charts, frames while the sync stores, memory. Leaves to others: the mirror's figures (`calls.py`, which calls `measure`
at its end), invented calls (`call_data.py`), the table of results (`report.py`).

Everything is measured on the real page in a process of its own, over a profile whose server cannot be reached.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable
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
MANY: Final = "many"
SMALL_NAME: Final = "small"
SHOWS: Final = 15
_NOBODY: Final = "http://127.0.0.1:9"


def measure(report: Report, calls: int, folder: Path | None = None) -> None:
    """Add the page's figures for so many calls; a mirror that is in `folder` is used as it is."""
    with tempfile.TemporaryDirectory() as temporary:
        place = folder or Path(temporary)
        _child("--fill", place / SMALL_NAME, SMALL)
        _child("--fill", place / MANY, calls)
        shown = _child("--show", place, calls)
        many = _child("--measure", place / MANY, calls)
    for unit, key, bound in (("CPU", "cpu", 1.2), ("the faster half", "ms", None)):
        large, small = _faster(shown[f"many_{key}"]), _faster(shown[f"few_{key}"])
        report.compare(f"Show at {calls:,} calls against {SMALL:,} ({unit})", large, small, unit="ms", at_most=bound)
    report.compare(
        "Page down against a table of one constant call (CPU)",
        many["page_ms"],
        many["constant_ms"],
        unit="ms",
        at_most=1.5,
    )
    p99 = statistics.quantiles(many["page_ms"], n=100)[98]
    report.state("Page down, p99 under one frame (CPU)", p99 < FRAME_MS, f"{p99:.1f} ms")
    for key, name in (("select_all_ms", "Select all"), ("filter_ms", "Filter to first rows")):
        median = statistics.median(many[key])
        report.state(f"{name} within 5 frames", median <= 5 * FRAME_MS, f"{median:.1f} ms")
    median = statistics.median(many["charts_ms"])
    report.state("Charts counted and drawn under 100 ms", median < 100, f"{median:.1f} ms")
    gap = max(many["gap_ms"])
    report.state(f"Longest gap while {STORED:,} calls are stored under 50 ms", gap < 50, f"{gap:.1f} ms")
    gap = max(many["counting_gap_ms"])
    report.state("Longest gap while the charts of a frequent word are counted under 100 ms", gap < 100, f"{gap:.1f} ms")
    report.compare(
        f"Memory with {calls:,} calls scrolled to the end against an empty window",
        [many["rss_mib"]], [many["empty_mib"]], unit="MiB", at_most=2.5,
    )  # fmt: skip
    report.state("Rows held at the end", many["held"] <= 24 * 100, f"{many['held']:,}")


def _faster(samples: list[float]) -> list[float]:
    """What disturbs a sample only makes it longer."""
    return sorted(samples)[: len(samples) // 2]


def _child(what: str, folder: Path, calls: int) -> dict[str, Any]:
    """Do one thing in a process of its own: what filling takes is not counted as the page's."""
    command = [sys.executable, "-m", "tests.benchmarks.calls_window", what, str(folder), "--calls", str(calls)]
    done = subprocess.run(
        command, capture_output=True, text=True, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}, check=False
    )
    if done.returncode != 0:
        raise RuntimeError(done.stderr[-4_000:])
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


async def open_context(folder: Path) -> Context:
    """A profile in this folder whose server cannot be reached."""
    from app.context import Context
    from app.secrets import Secret
    from app.settings import Profile

    return await Context.open(Profile("bench", "Benchmark", _NOBODY), Secret("bench-key:secret"), folder)


async def _fill(folder: Path, calls: int) -> dict[str, Any]:
    from tests.benchmarks.call_data import make

    context = await open_context(folder)
    if not (await context.mirror.state()).calls:
        await context.mirror._database.tidy(lambda database: make(database, calls))
        await context.mirror.rebuild_search()
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
    async with _shown(folder, calls) as page:
        found["page_ms"], found["constant_ms"] = await _page_down(page)
        found["select_all_ms"] = await _select_all(page)
        found["filter_ms"] = await _filter(page)
        found["charts_ms"] = await _charts(page)
        found["counting_gap_ms"] = await _counting_gaps(page)
        found["gap_ms"] = await _storing_gaps(page)
        bar = page.table.verticalScrollBar()
        for step in range(60):
            bar.setValue(bar.maximum() * (step + 1) // 60)
            await asyncio.sleep(0.005)
        last = page.model.rowCount() - 1
        await _until(lambda: page.model.record_at(last) is not None)
        page.grab()
        found["held"] = page.model.held_count
        found["rss_mib"] = _rss_mib()
    return found


async def _compare_show(folder: Path, calls: int) -> dict[str, Any]:
    """Both in one process, in turns: what else the machine does meets both."""
    found: dict[str, list[float]] = {"few_ms": [], "few_cpu": [], "many_ms": [], "many_cpu": []}
    async with _shown(folder / SMALL_NAME, SMALL) as small, _shown(folder / MANY, calls) as large:
        for _ in range(SHOWS):
            for name, page in (("few", small), ("many", large)):
                for key, took in zip(("ms", "cpu"), await _show(page), strict=True):
                    found[f"{name}_{key}"].append(took)
    return found


@contextlib.asynccontextmanager
async def _shown(folder: Path, calls: int) -> AsyncIterator[Any]:
    """The page over a mirror, on the screen and at rest."""
    from ui import theme
    from ui.calls.page import CallsPage
    from ui.cooldown import Cooldown
    from ui.desk import Desk
    from ui.messages import Messages
    from ui.tasks import TaskRunner

    sys.setswitchinterval(0.001)  # as the application does
    look = theme.Theme()
    look.apply()
    context = await open_context(folder)
    context.details.budget = 0
    failures: list[BaseException] = []
    messages = Messages()
    desk = Desk(TaskRunner(messages.error, failures.append), messages, Cooldown())
    page = CallsPage(desk)
    page.resize(1200, 800)
    page.show()
    desk.set_context(context)
    await _until(lambda: page.model.rowCount() == calls and not page.reader.is_asking, 60)
    await _until(lambda: page.charts.strip.isVisible())
    try:
        yield page
    finally:
        await desk.tasks.aclose()
        await context.aclose()
        page.close()
    if failures:
        raise failures[0]


async def _until(condition: Callable[[], object], limit_s: float = 30.0) -> None:
    async with asyncio.timeout(limit_s):
        while not condition():  # noqa: ASYNC110 - conditions of widgets
            await asyncio.sleep(0.002)


async def _show(page: Any) -> tuple[float, float]:
    """From the question to painted rows, as when the tab is opened: ms, and ms of the processor in all threads."""
    page.reader._wish = None
    page.model.show(0, {})
    started, worked = time.perf_counter(), time.process_time()
    page.reader.select(*page._asked())
    await _until(lambda: page.model.rowCount() > 0)
    page.table.viewport().repaint()
    took = 1000 * (time.perf_counter() - started), 1000 * (time.process_time() - worked)
    await page.reader.settled()
    await asyncio.sleep(0.1)
    return took


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
            started = time.thread_time()  # a repaint is work of this thread alone
            table.viewport().repaint()
            samples.append(1000 * (time.thread_time() - started))
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


class _Gaps:
    """The pauses of a timer of the window's thread, while the table scrolls."""

    def __init__(self, page: Any) -> None:
        from PySide6.QtCore import QElapsedTimer, Qt, QTimer

        self._page = page
        self._gaps: list[float] = []
        self._clock = QElapsedTimer()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_tick)

    async def __aenter__(self) -> _Gaps:
        self._clock.start()
        self._timer.start(TICK_MS)
        self._scrolling = asyncio.ensure_future(self._scroll())
        return self

    async def __aexit__(self, *_: object) -> None:
        self._scrolling.cancel()
        self._timer.stop()

    @property
    def longest(self) -> list[float]:
        """The longest ones, in ms."""
        return sorted(self._gaps)[-20:]

    def _on_tick(self) -> None:
        self._gaps.append(self._clock.nsecsElapsed() / 1e6)
        self._clock.start()

    async def _scroll(self) -> None:
        bar = self._page.table.verticalScrollBar()
        while True:
            bar.setValue((bar.value() + bar.pageStep()) % max(1, bar.maximum()))
            await asyncio.sleep(0.016)


async def _counting_gaps(page: Any) -> list[float]:
    """While the charts of a frequent word are counted."""
    from app.calls.wanted import CallFilter
    from tests.benchmarks.call_data import COMMON_WORD

    async with _Gaps(page) as gaps:
        for _ in range(3):
            await page.desk.context.mirror.statistics(CallFilter(text=COMMON_WORD))
    return gaps.longest


async def _storing_gaps(page: Any) -> list[float]:
    """While new calls are stored."""
    from app.models import CallLog

    at = datetime.now(UTC).timestamp()
    async with _Gaps(page) as gaps:
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
    return gaps.longest


def main() -> int:
    """Run it."""
    parser = argument_parser("tests.benchmarks.calls_window", __doc__.split("\n")[0])
    parser.add_argument("--calls", type=int, default=1_000_000, help="how many calls the mirror has")
    parser.add_argument("--fill", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--show", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.fill is not None:
        print(json.dumps(asyncio.run(_fill(arguments.fill, arguments.calls))))
        return 0
    if (place := arguments.measure or arguments.show) is not None:
        import PySide6.QtCore  # noqa: F401 - before qasync, which takes the binding that is there
        import qasync
        from PySide6.QtWidgets import QApplication

        application = QApplication(sys.argv[:1])
        application.setQuitOnLastWindowClosed(False)
        place.mkdir(parents=True, exist_ok=True)
        work = _run if arguments.measure is not None else _compare_show
        with qasync.QEventLoop(application) as loop:
            print(json.dumps(loop.run_until_complete(work(place, arguments.calls))))
        return 0
    report = Report("The Call logs page over many calls")
    measure(report, arguments.calls)
    return report.finish(arguments)


if __name__ == "__main__":
    sys.exit(main())
