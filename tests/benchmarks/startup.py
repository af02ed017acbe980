"""How soon the window is there, and how little the API client costs: `python -m tests.benchmarks.startup`.

Owns: four measurements, each against a baseline that takes turns with it in the same run:
1. the whole process from its start to the painted main window, against an empty window on the same event loop;
2. which heavy modules are loaded at the first paint (no noise: a list);
3. pages of 100 call logs, 8 at once, through client and governor, against bare httpx on the same loop;
4. the longest gap of a 5 ms timer of the window's thread meanwhile, against the same timer with nothing to do.

Leaves to others: the table and the targets' verdicts (`report.py`), the server (`app/sandbox`, a process of its own).
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Coroutine, Iterable
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from tests.benchmarks.report import Report, argument_parser
from tests.end_to_end.sandbox import CHECKOUT, Sandbox

T = TypeVar("T")

STARTS = 12
ROUNDS = 24
PAGES = 48
AT_ONCE = 8
TICK_MS = 5
# The HTTP client, the keyring, number data, file readers and the record decoder: each costs 5 to 150 ms.
NOT_AT_FIRST_PAINT = (
    "httpx",
    "keyring",
    "phonenumbers",
    "python_calamine",
    "xlsxwriter",
    "openpyxl",
    "msgspec",
    "sqlite3",
)

_EMPTY_WINDOW = """
import asyncio, os, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
import qasync

class Window(QMainWindow):
    was_painted = False
    def paintEvent(self, event):
        super().paintEvent(event)
        if not self.was_painted:
            self.was_painted = True
            QTimer.singleShot(0, painted.set)

async def run():
    window.show()
    await painted.wait()
    os.write(int(sys.argv[1]), b"[]")
    os._exit(0)

application = QApplication(sys.argv[:1])
application.setQuitOnLastWindowClosed(False)
painted = asyncio.Event()
window = Window()
window.resize(1280, 800)
with qasync.QEventLoop(application) as loop:
    loop.run_until_complete(run())
"""
_CONSOLE = """
import os, sys
from ui.main import run

def on_first_paint():
    import json
    os.write(int(sys.argv[1]), json.dumps(sorted(sys.modules)).encode())
    os._exit(0)

run(sys.argv[2:], on_first_paint=on_first_paint)
"""


# -- 1 and 2: the start ---------------------------------------------------------------------------------------------


def start(script: str, *arguments: str) -> tuple[float, list[str]]:
    """Run a script until it says that its window is painted: milliseconds from before its start, modules loaded."""
    reading, writing = os.pipe()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DIALNEXA_")}
    environment["QT_QPA_PLATFORM"] = "offscreen"
    # An installed program has its bytecode: without it every start would compile the sources.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    begin = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-c", script, str(writing), *arguments],
        cwd=CHECKOUT,
        env=environment,
        stdin=subprocess.DEVNULL,
        pass_fds=(writing,),
    )
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        first = pipe.read(1)
        took = (time.perf_counter() - begin) * 1000
        said = first + pipe.read()
    if process.wait(30) != 0 or not said:
        raise SystemExit(f"the window never came: exit code {process.returncode}")
    return took, json.loads(said)


def make_profile(folder: Path) -> None:
    """A data folder in which one profile is stored, as after the first use; its key is never asked for here."""
    from app.settings import Profile, Settings

    settings = Settings.load(folder)
    profile = Profile(
        id="benchmark", name="Benchmark", base_url="http://127.0.0.1:9/v1", colour="teal", key_hint="0000"
    )
    settings.put_profile(profile)
    settings.last_profile = profile.id
    settings.save()


def measure_start(report: Report, starts: int) -> None:
    """Add the figures 1 and 2."""
    with tempfile.TemporaryDirectory() as folder:
        make_profile(Path(folder))
        arguments = ("--data-dir", folder)
        start(_EMPTY_WINDOW)  # the first of each writes the byte code and warms the page cache
        start(_CONSOLE, *arguments)
        ours, baseline, modules = [], [], set()
        for _ in range(starts):
            baseline.append(start(_EMPTY_WINDOW)[0])
            took, loaded = start(_CONSOLE, *arguments)
            ours.append(took)
            modules.update(loaded)
    report.compare(
        "process start to painted main window (baseline: empty qasync window)", ours, baseline, unit="ms", at_most=1.25
    )
    heavy = sorted(modules & set(NOT_AT_FIRST_PAINT))
    report.state(
        f"at first paint none of {', '.join(NOT_AT_FIRST_PAINT)}",
        not heavy,
        f"{', '.join(heavy)} loaded" if heavy else f"none of them among {len(modules)} modules",
    )


# -- 3 and 4: the client --------------------------------------------------------------------------------------------


class Speed(NamedTuple):
    """Of one round of fetching: pages a second, and milliseconds of processor time a page."""

    rate: float
    processor_ms: float


async def fetch_all(fetch: Callable[[int], Awaitable[int]]) -> Speed:
    """Fetch `PAGES` pages, `AT_ONCE` at once. Every page has to have 100 rows."""
    pages = iter(range(1, PAGES + 1))

    async def work(numbers: Iterable[int]) -> None:
        for number in numbers:
            rows = await fetch(number)
            assert rows == 100, f"page {number} has {rows} rows"

    begin, processor = time.perf_counter(), time.process_time()
    await asyncio.gather(*(work(pages) for _ in range(AT_ONCE)))
    rate = PAGES / (time.perf_counter() - begin)
    return Speed(rate, (time.process_time() - processor) * 1000 / PAGES)


async def with_bare_httpx(sandbox: Sandbox) -> Speed:
    """The baseline: httpx, and `json` for decoding."""
    import httpx

    limits = httpx.Limits(max_connections=AT_ONCE, max_keepalive_connections=AT_ONCE)
    headers = {"Authorization": f"Bearer {sandbox.key}"}
    async with httpx.AsyncClient(trust_env=False, limits=limits, headers=headers) as client:

        async def fetch(number: int) -> int:
            answer = await client.get(f"{sandbox.url}/call-logs", params={"page": number, "limit": 100})
            return len(answer.raise_for_status().json()["data"])

        await fetch(1)  # the first connection and the library's own set-up are not what is compared
        return await fetch_all(fetch)


async def with_the_client(sandbox: Sandbox) -> Speed:
    """Client and governor, records decoded; a new client each round: one that knows a page asks for changes only."""
    from app.api.campaign_dialect import CampaignDialect
    from app.api.client import Api
    from app.api.dialect import CallLogQuery
    from app.api.transport import Transport
    from app.clock import SystemClock
    from app.quota.governor import QuotaGovernor
    from app.secrets import Secret

    clock = SystemClock()
    governor = QuotaGovernor(clock)
    transport = Transport(sandbox.url, Secret.parse(sandbox.key))
    api = Api(transport, governor, CampaignDialect(), clock, profile_id="benchmark")
    await api.open()

    async def fetch(number: int) -> int:
        return len((await api.call_logs(CallLogQuery(), page=number, limit=100)).items)

    try:
        # The first connection, and the first answer, from which the governor learns the quota.
        await api.check()
        return await fetch_all(fetch)
    finally:
        await governor.aclose()
        await api.aclose()


async def longest_gap(work: Coroutine[Any, Any, T]) -> tuple[T, float]:
    """Do `work` while a timer ticks every `TICK_MS`: its result, and the longest time between two ticks in ms."""
    from PySide6.QtCore import Qt, QTimer

    ticks = [time.perf_counter()]
    timer = QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(lambda: ticks.append(time.perf_counter()))
    timer.start(TICK_MS)
    result = await work
    timer.stop()
    ticks.append(time.perf_counter())
    gaps = [later - earlier for earlier, later in itertools.pairwise(ticks)]
    return result, max(gaps) * 1000


async def doing_nothing(seconds: float) -> None:
    """The idle baseline of the gaps."""
    await asyncio.sleep(seconds)


async def measure_client(report: Report, sandbox: Sandbox, rounds: int) -> None:
    """Add the figures 3 and 4."""
    bare: list[Speed] = []
    ours: list[Speed] = []
    busy: list[float] = []
    idle: list[float] = []
    await with_bare_httpx(sandbox)  # imports, caches of the server
    await with_the_client(sandbox)
    for _ in range(rounds):
        bare.append(await with_bare_httpx(sandbox))
        speed, gap = await longest_gap(with_the_client(sandbox))
        ours.append(speed)
        busy.append(gap)
        idle.append((await longest_gap(doing_nothing(PAGES / speed.rate)))[1])
    report.compare(
        f"pages of 100 rows through client and governor, {AT_ONCE} at once (baseline: bare httpx)",
        [speed.rate for speed in ours],
        [speed.rate for speed in bare],
        unit="/s",
        at_least=0.8,
    )
    # Without a target: it shows what the rate hides where the server is the slower of the two.
    report.compare(
        "processor time of the window's process a page (baseline: bare httpx)",
        [speed.processor_ms for speed in ours],
        [speed.processor_ms for speed in bare],
        unit="ms",
    )
    report.compare(
        f"longest gap of a {TICK_MS} ms timer meanwhile (baseline: idle)", busy, idle, unit="ms", at_most=4.0
    )


def on_the_window_loop(job: Coroutine[Any, Any, None]) -> None:
    """Run a coroutine on the loop that the window runs on."""
    from PySide6.QtWidgets import QApplication  # before qasync, which takes the Qt binding that it finds

    # isort: split
    import qasync

    application = QApplication.instance() or QApplication(sys.argv[:1])
    with qasync.QEventLoop(application) as loop:
        loop.run_until_complete(job)


def main(argv: list[str] | None = None) -> int:
    """Measure, print, and give back the exit code."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    parser: argparse.ArgumentParser = argument_parser("tests.benchmarks.startup", (__doc__ or "").split("\n")[0])
    parser.add_argument("--starts", type=int, default=STARTS, help="starts of each program (default %(default)s)")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="rounds of fetching (default %(default)s)")
    arguments = parser.parse_args(argv)
    report = Report("Start and client, each against a baseline of the same run: medians (range)")
    measure_start(report, arguments.starts)
    with Sandbox("--limit", "1000000", "--call-logs", str(PAGES * 100), "--no-dialler") as sandbox:
        on_the_window_loop(measure_client(report, sandbox, arguments.rounds))
    return report.finish(arguments)


if __name__ == "__main__":
    sys.exit(main())
