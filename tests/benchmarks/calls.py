"""How fast the mirror of a million calls is: `python -m tests.benchmarks.calls`.

Owns: the measurements of the engine, each against a baseline of the same run: pages at any depth and in any order
against a small mirror, search against looking through everything, building the index against the plain insert, the
charts, the memory of an export, a poll with nothing new against one without an entity tag. Leaves to others: the table
and the verdicts (`report.py`), invented calls (`call_data.py`), the window
(`calls_window.py`, whose figures come last).
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import random
import resource
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

from app.api.campaign_dialect import CampaignDialect
from app.api.client import Api
from app.api.transport import Transport
from app.calls.export import Columns, Kind, export_calls
from app.calls.mirror import CallMirror
from app.calls.sync import CallSync
from app.calls.view import CallView
from app.calls.wanted import CallFilter, CallOrder, SortBy
from app.clock import SystemClock
from app.quota.governor import QuotaGovernor
from app.secrets import Secret
from tests.benchmarks import call_data, calls_window
from tests.benchmarks.report import Report, argument_parser
from tests.end_to_end.sandbox import Sandbox

MANY = 1_000_000
FEW = 10_000
PAGE = 100
SAMPLES = 40
SEARCHES = (
    ("a frequent word", call_data.COMMON_WORD),
    ("a word in 2 %", call_data.MID_WORD),
    ("a rare word", call_data.RARE_WORD),
    ("a phrase", call_data.PHRASE),
    ("a prefix of 3", call_data.PREFIX),
    ("a Hindi word", call_data.HINDI_WORD),
)


def main() -> int:
    """Measure everything."""
    parser = argument_parser("tests.benchmarks.calls", "The mirror of the calls at a million calls.")
    parser.add_argument("--calls", type=int, default=MANY, help="calls in the large mirror (default: %(default)s)")
    arguments = parser.parse_args()
    report = Report(f"Calls: {arguments.calls:,} in the mirror")
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(measure(report, arguments.calls, Path(folder)))
        calls_window.measure(report, arguments.calls, Path(folder))
    return report.finish(arguments)


async def measure(report: Report, calls: int, folder: Path) -> None:
    """All measurements of the mirror; the window goes on with the large one."""
    async with (
        filled(folder / "few", FEW) as (few, _, _),
        filled(folder / calls_window.MANY, calls) as (many, insert_s, index_s),
    ):
        report.compare("full-text index, against the plain insert", [index_s], [insert_s], unit="s", at_most=4)
        await pages(report, few, many)
        await searches(report, many)
        await charts(report, many)
        await export(report, few, many, folder)
    await polls(report)


@contextlib.asynccontextmanager
async def filled(folder: Path, count: int) -> AsyncIterator[tuple[CallMirror, float, float]]:
    """A mirror of so many invented calls; seconds of the plain insert and of building the index."""
    context = await calls_window.open_context(folder)
    mirror = context.mirror
    try:
        insert_s = await mirror._database.tidy(lambda database: call_data.make(database, count))
        started = time.perf_counter()
        await mirror.rebuild_search()
        yield mirror, insert_s, time.perf_counter() - started
    finally:
        await context.aclose()


async def pages(report: Report, few: CallMirror, many: CallMirror) -> None:
    """A page at the top, in the middle and at the end, in every order, filtered and not."""
    wanted_ones = [
        ("all calls", CallFilter(), tuple(SortBy)),
        ("one status", CallFilter(statuses=("completed",)), (SortBy.TIME, SortBy.DURATION)),
        ("one campaign", CallFilter(campaigns=("cmp_0003",)), (SortBy.TIME,)),
    ]
    for name, wanted, orders in wanted_ones:
        for by in orders:
            small, large = await few.view(wanted, CallOrder(by)), await many.view(wanted, CallOrder(by))
            await small.measure()
            await large.measure()
            ours: list[float] = []
            baseline: list[float] = []
            dice = random.Random(5)
            for sample in range(SAMPLES + 3):
                share = (0.0, 0.5, 1.0)[sample % 3] if sample < 9 else dice.random()
                for view, times in ((small, baseline), (large, ours)):
                    took = await worked(lambda view=view, share=share: at(view, share))  # type: ignore[misc]
                    if sample >= 3:  # the first ones fill the cache of the file
                        times.append(took)
            report.compare(f"page of 100, {name} by {by} (CPU)", ours, baseline, unit="ms", at_most=2)


async def at(view: CallView, share: float) -> None:
    """Read a page at this depth."""
    assert view.count is not None
    rows = await view.rows(int((view.count - PAGE) * share), PAGE)
    assert len(rows) == PAGE
    assert None not in rows


async def searches(report: Report, many: CallMirror) -> None:
    """The newest 100 hits against a look through all texts."""
    scans = [await timed(lambda: many.read(look_through, lane="long")) for _ in range(3)]
    for name, text in SEARCHES:
        wanted = CallFilter(text=text)

        async def newest(wanted: CallFilter = wanted) -> None:
            view = await many.view(wanted)
            assert await view.rows(0, PAGE)

        await newest()
        ours = [await timed(newest) for _ in range(SAMPLES)]
        report.compare(f"newest 100 hits of {name}, against LIKE", ours, scans, unit="ms", at_most=0.05)


def look_through(database: Any) -> int:
    """How many calls have a rare word, without an index."""
    sql = "select count(*) from text where transcript like ?"
    return int(database.execute(sql, (f"%{call_data.RARE_WORD}%",)).fetchone()[0])


async def charts(report: Report, many: CallMirror) -> None:
    """The figures of all charts."""
    for name, wanted in (
        ("all calls", CallFilter()),
        ("one campaign", CallFilter(campaigns=("cmp_0003",))),
        ("one status", CallFilter(statuses=("completed",))),
        ("three hours of one status", CallFilter(statuses=("completed",), hours=(9, 10, 11))),
        ("one weekday", CallFilter(weekdays=(2,))),
        ("30 to 45 s", CallFilter(duration_min_s=30, duration_max_s=44.999)),
        ("not heard yet", CallFilter(unheard=True)),
        ("a word in 2 %", CallFilter(text=call_data.MID_WORD)),
        ("a number", CallFilter(number="98123")),
    ):
        await many.statistics(wanted)
        took = [await worked(lambda wanted=wanted: many.statistics(wanted)) for _ in range(7)]  # type: ignore[misc]
        median = sorted(took)[len(took) // 2]
        report.state(f"figures of all charts, {name}, under 100 ms (CPU)", median < 100, f"{median:.0f} ms")
    # Words that are in nearly every second call take longer, beside the window's thread.
    frequent = CallFilter(text=call_data.COMMON_WORD)
    ours, baseline = [], []
    for _ in range(3):
        ours.append(await worked(lambda: many.statistics(frequent)))
        baseline.append(await worked(lambda: many.read(look_through, lane="long")))
    report.compare("figures of all charts, a frequent word, against LIKE (CPU)", ours, baseline, unit="ms")


async def export(report: Report, few: CallMirror, many: CallMirror, folder: Path) -> None:
    """What an export adds to the memory of the process at its highest."""
    await export_calls(few, folder / "warm.csv", Kind.CSV, columns=Columns(transcripts=True))
    await export_calls(few, folder / "warm.xlsx", Kind.XLSX, columns=Columns(transcripts=True))
    gc.collect()
    for kind in (Kind.CSV, Kind.JSON_LINES, Kind.XLSX):
        wanted = CallFilter() if kind is not Kind.XLSX else CallFilter(campaigns=("cmp_0003",))
        sizes = [memory_mb()]

        def sample(_: int, sizes: list[float] = sizes) -> None:
            sizes.append(memory_mb())

        columns = Columns(transcripts=True)
        path = folder / f"out.{kind}"
        count = await export_calls(many, path, kind, wanted=wanted, columns=columns, progress=sample)
        grown = max(sizes) - sizes[0]
        report.state(f"export of {count:,} calls as {kind}: memory added under 32 MB", grown < 32, f"{grown:.1f} MB")


def memory_mb() -> float:
    """The memory that this process has now; its highest so far where the system does not tell."""
    with contextlib.suppress(OSError):
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        return pages * resource.getpagesize() / (1 << 20)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1 << 20 if sys.platform == "darwin" else 1 << 10)


async def polls(report: Report) -> None:
    """A round with nothing new against a reading of the same page without a tag."""
    with tempfile.TemporaryDirectory() as folder, Sandbox("--start-paused-dialler", "--limit", "100000") as sandbox:
        clock = SystemClock()
        governor = QuotaGovernor(clock)
        transport = Transport(sandbox.url, Secret(sandbox.key))
        received: list[int] = []
        send = transport.send

        async def counted(*arguments: Any, **options: Any) -> Any:
            response = await send(*arguments, **options)
            received.append(
                len(response.body) + sum(len(name) + len(text) + 4 for name, text in response.headers.items())
            )
            return response

        transport.send = counted  # type: ignore[method-assign]
        api = Api(transport, governor, CampaignDialect(), clock, profile_id="benchmark")
        mirror = CallMirror(Path(folder), "benchmark", clock)
        await mirror.open()
        sync = CallSync(mirror, api, governor, clock)
        await sync.round()
        await mirror.write(lambda database: database.execute("update call set look_at = null"))
        first = received[0]
        changes: list[Any] = []
        mirror.subscribe(changes.append)
        written = await mirror._database.tidy(lambda database: database.total_changes)
        received.clear()
        for _ in range(10):
            await sync.round()
        requests = len(received)
        again = await mirror._database.tidy(lambda database: database.total_changes)
        report.compare("bytes of a poll with nothing new", received, [first], unit="B", at_most=0.01)
        report.state("ten polls with nothing new: one request each", requests == 10, f"{requests} requests")
        report.state("ten polls with nothing new: no write", again == written, f"{again - written} rows")
        report.state("ten polls with nothing new: nothing told", not changes, f"{len(changes)} changes")
        await mirror.aclose()
        await governor.aclose()
        await api.aclose()


async def worked(work: Callable[[], Awaitable[Any]]) -> float:
    """Milliseconds of the processor, in all threads: what else the machine does is left out."""
    started = time.process_time()
    await work()
    return (time.process_time() - started) * 1000


async def timed(work: Callable[[], Awaitable[Any]]) -> float:
    """Milliseconds."""
    started = time.perf_counter()
    await work()
    return (time.perf_counter() - started) * 1000


if __name__ == "__main__":
    raise SystemExit(main())
