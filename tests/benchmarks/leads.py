"""How fast lead files are read, checked and repaired: `python -m tests.benchmarks.leads`.

Owns: the measurements, each against a baseline that takes turns with it in the same run:
1. a 10 MB CSV file from the drop to a verdict on every row, in a process that waits for a file as it does while the
   page is shown, against `list(csv.reader(...))` of the file in a fresh interpreter; the plain loop of `parse` and
   `is_valid_number` stands beside it;
2. the verdicts themselves, against `phonenumbers` (no noise: a count of differences);
3. a million rows against 175,000, and the memory of both processes (Linux only);
4. the longest gap of a 5 ms timer of the window's thread while the million is read and checked and the rows of another
   file are scrolled, against the same timer with nothing to do;
5. a repair of 100,000 of a million rows and its undo, until they are painted;
6. an XLSX file against `csv` of the same rows.

Leaves to others: the table and the targets' verdicts (`report.py`), the files (`lead_files.py`).
"""

from __future__ import annotations

import argparse
import asyncio
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.leads.mapping import first_plan
from app.leads.session import LeadSession, SpareReader
from tests.benchmarks import lead_files
from tests.benchmarks.report import Report, argument_parser
from tests.benchmarks.startup import doing_nothing, longest_gap, on_the_window_loop
from tests.end_to_end.sandbox import CHECKOUT, Sandbox

if TYPE_CHECKING:
    from app.context import Context
    from ui.desk import Desk
    from ui.leads.page import LeadsPage

ROUNDS = 7
ROWS = 175_000
MILLION = 1_000_000
REPAIRED = 100_000
WORKBOOK_ROWS = 100_000
NUMBERS = 1_000_000
SCROLL_MS = 16
REPAINT_MS = 300
LONGEST_GAP_MS = 50
MOST_MEMORY_MB = 600

_CSV_READER = """
import csv, sys, time
begin = time.perf_counter()
with open(sys.argv[1], newline="", encoding="utf-8") as file:
    rows = list(csv.reader(file))
print(time.perf_counter() - begin)
"""
_PLAIN_LOOP = """
import csv, sys, time
import phonenumbers
begin = time.perf_counter()
good = 0
with open(sys.argv[1], newline="", encoding="utf-8") as file:
    for row in csv.reader(file):
        try:
            good += phonenumbers.is_valid_number(phonenumbers.parse(row[0], "IN"))
        except phonenumbers.NumberParseException:
            pass
print(time.perf_counter() - begin)
"""


def in_a_fresh_interpreter(script: str, path: Path) -> float:
    """Milliseconds that a script has measured of itself."""
    command = [sys.executable, "-c", script, str(path)]
    return float(subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=True).stdout) * 1000


async def until_the_verdict(path: Path, *, waiting: bool = True) -> float:
    """Milliseconds from the drop to a verdict on every row.

    `waiting`: a process waits for the file, as it does while the page shows where to drop one.
    """
    spare = await a_process_that_waits() if waiting else None
    begin = time.perf_counter()
    session = await LeadSession.open(path, spare=spare)
    result = await session.check(first_plan(session.summary))
    took = (time.perf_counter() - begin) * 1000
    assert result.rows == result.to_send + result.set_aside == session.summary.row_count
    await session.aclose()
    return took


async def until_it_is_read(path: Path) -> float:
    """Milliseconds until a file's rows are in memory."""
    spare = await a_process_that_waits()
    begin = time.perf_counter()
    session = await LeadSession.open(path, spare=spare)
    took = (time.perf_counter() - begin) * 1000
    await session.aclose()
    return took


async def a_process_that_waits() -> SpareReader:
    """A reader that has started."""
    spare = SpareReader()
    spare.prepare()
    await spare.ready()
    return spare


def most_memory_mb(pid: int | None) -> int:
    """The most memory that a process has had at once; 0 where that cannot be told."""
    try:
        status = Path(f"/proc/{pid or 'self'}/status").read_text()
    except OSError:
        return 0
    return int(status.split("VmHWM:")[1].split()[0]) // 1000


# -- 1, 3 and 6: files ----------------------------------------------------------------------------------------------


async def measure_csv(report: Report, folder: Path, rounds: int) -> Path:
    """Add the figures of 1 and the time of 3; gives the file of a million rows."""
    small, large = folder / "small.csv", folder / "million.csv"
    lead_files.write_csv(small, ROWS)
    lead_files.write_csv(large, MILLION, seed=2, without_plus=REPAIRED)
    in_a_fresh_interpreter(_CSV_READER, small)
    await until_the_verdict(small)  # byte code, page cache
    ours, cold, baseline = [], [], []
    for _ in range(rounds):
        baseline.append(in_a_fresh_interpreter(_CSV_READER, small))
        ours.append(await until_the_verdict(small))
        cold.append(await until_the_verdict(small, waiting=False))
    size = small.stat().st_size / 1e6
    report.compare(
        f"{size:.0f} MB CSV, {ROWS:,} rows: drop to verdict (baseline: list(csv.reader))",
        ours, baseline, unit="ms", at_most=2.0,
    )  # fmt: skip
    report.compare("the same, with no process waiting for the file", cold, baseline, unit="ms")
    # Without a target: what it would cost to ask the library about every row.
    plain = [in_a_fresh_interpreter(_PLAIN_LOOP, small)]
    report.compare("the plain loop of parse and is_valid_number (same baseline)", plain, baseline, unit="ms")
    million = [await until_the_verdict(large) for _ in range(max(2, rounds // 2))]
    report.compare(f"{MILLION:,} rows (baseline: {ROWS:,})", million, ours, unit="ms", at_most=7.0)
    return large


async def measure_workbook(report: Report, folder: Path, rounds: int) -> None:
    """Add the figure 6."""
    book, table = folder / "leads.xlsx", folder / "same.csv"
    lead_files.write_workbook(book, table, WORKBOOK_ROWS)
    await until_it_is_read(book)
    ours, baseline = [], []
    for _ in range(rounds):
        baseline.append(in_a_fresh_interpreter(_CSV_READER, table))
        ours.append(await until_it_is_read(book))
    report.compare(
        f"XLSX, {WORKBOOK_ROWS:,} rows: drop to rows (baseline: list(csv.reader) of the same rows)",
        ours, baseline, unit="ms", at_most=5.0,
    )  # fmt: skip


# -- 2: the verdicts ------------------------------------------------------------------------------------------------


def file_differences(path: str) -> tuple[int, int]:
    """(rows, rows whose verdict is not the library's). For a process of its own: it takes memory."""
    from app.leads.lead_file import OpenLeadFile
    from app.leads.reading import read_file
    from tests.app.leads.numbers import by_the_library

    file = OpenLeadFile(read_file(Path(path)))
    plan = first_plan(file.file.summary)
    result = file.check(plan, lambda share: None)
    sent = {row.index: row.e164 for row in file.rows("all", 0, result.rows)}
    cells = file.table.rows.column(0)
    # A cell that a spreadsheet has damaged is no number, whatever the library makes of its digits.
    found = (None if "E+" in cell else by_the_library(cell, "IN") for cell in cells)
    return result.rows, sum(sent[index] != number for index, number in enumerate(found))


def number_differences(seed: int, count: int) -> int:
    """How many of `count` generated numbers of all regions get another verdict than the library's."""
    from tests.app.leads.numbers import differences

    return sum(1 for _ in differences(seed, count))


def compare_verdicts(report: Report, path: Path, numbers: int) -> None:
    """Add the facts of 2."""
    share = numbers // 20
    with ProcessPoolExecutor(min(2, os.cpu_count() or 1), mp_context=get_context("spawn")) as pool:
        of_file = pool.submit(file_differences, str(path))
        of_numbers = [pool.submit(number_differences, seed, share) for seed in range(20)]
        rows, differing = of_file.result()
        generated = sum(each.result() for each in of_numbers)
    report.state(f"verdicts on {rows:,} rows equal to phonenumbers", not differing, f"{differing} differences")
    report.state(
        f"verdicts on {20 * share:,} generated numbers of all regions", not generated, f"{generated} differences"
    )


# -- 3, 4 and 5: the window -----------------------------------------------------------------------------------------


async def until(holds: Callable[[], Any], what: str) -> None:
    """Wait until something is so."""
    async with asyncio.timeout(120):
        while not holds():  # noqa: ASYNC110 (what is waited for sets no event)
            await asyncio.sleep(0.002)
    assert holds(), what


class Stage:
    """The Leads page over a server without faults."""

    def __init__(self, context: Context) -> None:
        from PySide6.QtWidgets import QApplication, QWidget

        from ui.cooldown import Cooldown
        from ui.desk import Desk
        from ui.leads.page import LeadsPage
        from ui.messages import Messages
        from ui.tasks import TaskRunner

        QApplication.setQuitOnLastWindowClosed(False)
        self.unexpected: list[BaseException] = []
        self.window = QWidget()
        messages = Messages(self.window)
        self.desk: Desk = Desk(
            TaskRunner(messages.error, self.unexpected.append), messages, Cooldown(self.window), self.window
        )
        self.page: LeadsPage = LeadsPage(self.desk)
        self.page.setParent(self.window)
        self.window.resize(1440, 900)
        self.page.resize(1440, 900)
        self.window.show()
        self.desk.set_context(context)

    async def open(self, path: Path) -> None:
        """Drop a file and wait for the verdict on it."""
        self.desk.offer_files([path])
        await until(lambda: self.page.opened is not None and self.page.opened.path == path, "opened")
        await until(lambda: self.page.is_checked, "checked")

    async def until_painted(self, changes: Callable[[], None]) -> float:
        """Milliseconds from a change of the rows until its result is painted."""
        checking = self.page.checking
        before = checking.file.result if checking.file is not None else None
        begin = time.perf_counter()
        changes()
        await until(lambda: checking.file is not None and checking.file.result is not before, "changed")
        self.window.repaint()
        return (time.perf_counter() - begin) * 1000

    async def aclose(self) -> None:
        """Put everything away."""
        self.desk.set_context(None)
        await self.desk.tasks.aclose()
        self.window.close()
        self.window.deleteLater()
        if self.unexpected:
            raise self.unexpected[0]


async def scrolled(stage: Stage, work: Any) -> tuple[Any, float]:
    """Do some work while the table of rows scrolls: the longest gap meanwhile."""
    from PySide6.QtCore import QTimer

    bar = stage.page.preflight.rows.table.verticalScrollBar()
    timer = QTimer()
    timer.timeout.connect(lambda: bar.setValue((bar.value() + 7) % max(1, bar.maximum())))
    timer.start(SCROLL_MS)
    try:
        return await longest_gap(work)
    finally:
        timer.stop()


async def measure_window(report: Report, sandbox: Sandbox, folder: Path, million: Path, rounds: int) -> None:
    """Add the figures 4 and 5 and the memory of 3."""
    from app.context import Context
    from app.secrets import Secret
    from app.settings import Profile

    profile = Profile(id="benchmark", name="Benchmark", base_url=sandbox.url, colour="teal", default_country="IN")
    context = await Context.open(profile, Secret.parse(sandbox.key), folder / "data")
    stage = Stage(context)
    small = folder / "small.csv"
    busy, idle, drops = [], [], []
    memory = 0
    for _ in range(max(2, rounds // 2)):
        await stage.open(small)
        begin = time.perf_counter()
        await stage.open(small)
        drops.append((time.perf_counter() - begin) * 1000)
        _, gap = await scrolled(stage, stage.open(million))
        busy.append(gap)
        idle.append((await longest_gap(doing_nothing(2.0)))[1])
        assert stage.page.opened is not None
        memory = max(memory, most_memory_mb(None) + most_memory_mb(stage.page.opened.session.pid))
    report.compare(
        f"longest gap of a 5 ms timer while {MILLION:,} rows are checked and others scroll (baseline: idle)",
        busy, idle, unit="ms", at_most=10.0,
    )  # fmt: skip
    report.state(f"no gap of {LONGEST_GAP_MS} ms", max(busy) < LONGEST_GAP_MS, f"{max(busy):.0f} ms")
    if memory:
        report.state(
            f"both processes took at most {MOST_MEMORY_MB} MB", memory <= MOST_MEMORY_MB, f"{memory} MB together"
        )
    await measure_repair(report, stage, rounds)
    await stage.aclose()
    await context.aclose()


async def measure_repair(report: Report, stage: Stage, rounds: int) -> None:
    """Add the facts of 5: the file of a million rows is open."""
    checking = stage.page.checking
    assert checking.file is not None
    await until(lambda: checking.file is not None and checking.file.result is not None, "a verdict")
    offers = await checking.file.session.repairs()
    key = next(offer.key for offer in offers if offer.count == REPAIRED)
    done, undone = [], []
    for _ in range(rounds):
        # Offered before it is pressed, as on the page; what is under way ends first.
        await checking.file.session.repairs()
        await until(lambda: not checking.is_open, "measured")
        done.append(await stage.until_painted(lambda: checking.repair(key)))
        # The size of the upload is being found out meanwhile.
        undone.append(await stage.until_painted(checking.undo))
    for name, times in (("repair", done), ("undo", undone)):
        median = sorted(times)[len(times) // 2]
        report.state(
            f"{name} of {REPAIRED:,} of {MILLION:,} rows is painted within {REPAINT_MS} ms",
            median < REPAINT_MS,
            f"{median:.0f} ms ({min(times):.0f}-{max(times):.0f})",
        )


def main(argv: list[str] | None = None) -> int:
    """Measure, print, and give back the exit code."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    parser: argparse.ArgumentParser = argument_parser("tests.benchmarks.leads", (__doc__ or "").split("\n")[0])
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="rounds of each measurement (default %(default)s)")
    parser.add_argument("--numbers", type=int, default=NUMBERS, help="generated numbers (default %(default)s)")
    parser.add_argument("--quick", action="store_true", help="3 rounds, 20,000 numbers")
    arguments = parser.parse_args(argv)
    rounds, numbers = (3, 20_000) if arguments.quick else (arguments.rounds, arguments.numbers)
    report = Report("Lead files, each against a baseline of the same run: medians (range)")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        million = asyncio.run(measure_csv(report, folder, rounds))
        asyncio.run(measure_workbook(report, folder, rounds))
        with Sandbox("--limit", "1000000", "--call-logs", "20", "--no-dialler") as sandbox:
            on_the_window_loop(measure_window(report, sandbox, folder, million, rounds))
        compare_verdicts(report, folder / "small.csv", numbers)
    return report.finish(arguments)


if __name__ == "__main__":
    sys.exit(main())
