"""What the sync leaves alone: requests for whoever comes meanwhile, a window that nobody sees. In simulated time."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from app.calls.sync import CallSync
from app.errors import NetworkError
from app.quota.governor import QuotaGovernor
from app.quota.priorities import Activity, Priority
from tests.app.calls.inline import InlineMirror
from tests.app.calls.paper_server import PaperServer
from tests.app.fake_clock import FakeClock, run

LIMIT = 24
Scene = Callable[[CallSync, PaperServer], Awaitable[None]]


@pytest.mark.parametrize("pages", [19, LIMIT - 1, LIMIT])
@pytest.mark.parametrize("priority", [Priority.EMERGENCY, Priority.INTERACTIVE, Priority.UPLOAD])
def test_missing_calls_that_just_fit_into_the_window_leave_something_for_others(
    priority: Priority, pages: int, tmp_path: Path
) -> None:
    """The fill alone would use up the window's last request: nobody else waits for the reset on its account."""
    clock = FakeClock()

    async def main() -> None:
        server = PaperServer(clock, calls=100 * pages, limit=LIMIT, window_s=60.0)
        governor = QuotaGovernor(clock)
        mirror = InlineMirror(tmp_path, "account", clock)
        await mirror.open()
        sync = CallSync(mirror, server.api(governor), governor, clock)
        fill = asyncio.ensure_future(sync.round())
        began = clock.monotonic()
        for _ in range(2):  # at any time of the window
            await clock.sleep(20.0)
            asked_at = clock.monotonic()
            async with governor.turn(priority, Activity.YOU) as turn:
                assert clock.monotonic() - asked_at < 1.0
                turn.observe(*await server.window.send())
        await fill
        assert not sync.progress.is_filling
        assert clock.monotonic() - began < 2 * 60.0
        await governor.aclose()
        await mirror.aclose()

    run(main(), clock)


def play(folder: Path, clock: FakeClock, scene: Scene) -> None:
    """`scene` while a sync of 300 calls runs."""

    async def main() -> None:
        server = PaperServer(clock, calls=300)
        server.dialler.set_pace(frozen=True)
        governor = QuotaGovernor(clock)
        mirror = InlineMirror(folder, "account", clock)
        await mirror.open()
        sync = CallSync(mirror, server.api(governor), governor, clock)
        running = asyncio.ensure_future(sync.run())
        await scene(sync, server)
        running.cancel()
        await asyncio.wait([running])
        await governor.aclose()
        await mirror.aclose()

    run(main(), clock)


def test_nothing_is_refreshed_while_nobody_can_see_the_window(tmp_path: Path) -> None:
    clock = FakeClock()

    async def scene(sync: CallSync, server: PaperServer) -> None:
        server.on_request = lambda: setattr(sync, "is_watched", lambda: False)  # in the middle of the first fill
        await clock.sleep(30.0)
        assert (sync.progress.calls, sync.progress.is_filling) == (100, True)
        before = len(server.requests)
        await clock.sleep(1_800.0)
        assert len(server.requests) == before
        server.on_request = lambda: None
        sync.is_watched = lambda: True
        await clock.sleep(5.0)
        assert (sync.progress.calls, sync.progress.is_filling) == (300, False)

    play(tmp_path, clock, scene)


def test_a_window_that_has_long_not_been_in_front_is_refreshed_less_often(tmp_path: Path) -> None:
    clock = FakeClock()

    async def scene(sync: CallSync, server: PaperServer) -> None:
        costs = []
        for idle_s in (0.0, 3_600.0):
            sync.idle_s = lambda idle_s=idle_s: idle_s  # type: ignore[misc]
            await clock.sleep(300.0)
            before = len(server.requests)
            await clock.sleep(1_800.0)
            costs.append(len(server.requests) - before)
        assert 0 < 2 * costs[1] < costs[0]

    play(tmp_path, clock, scene)


def test_a_look_that_somebody_waits_for_is_no_background_work(tmp_path: Path) -> None:
    clock = FakeClock()

    async def scene(sync: CallSync, server: PaperServer) -> None:
        await clock.sleep(30.0)
        governor: QuotaGovernor = sync._quota  # type: ignore[assignment]
        while (governor.snapshot.remaining or 99) > 5:
            async with governor.turn(Priority.INTERACTIVE, Activity.YOU) as turn:
                turn.observe(*await server.window.send())
        withdraw = governor.expect(Priority.BACKGROUND, 100)  # so it holds background work back
        asked_at = clock.monotonic()
        await sync.look()
        assert clock.monotonic() - asked_at < 1.0
        withdraw()

    play(tmp_path, clock, scene)


def test_a_look_comes_first_while_older_calls_are_fetched(tmp_path: Path) -> None:
    """With no request left for background work the fill stands still for a minute; whoever looks does not."""
    clock = FakeClock()

    async def main() -> None:
        server = PaperServer(clock, calls=6_000, limit=20, window_s=60.0)
        governor = QuotaGovernor(clock)
        mirror = InlineMirror(tmp_path, "account", clock)
        await mirror.open()
        sync = CallSync(mirror, server.api(governor), governor, clock)
        fill = asyncio.ensure_future(sync.round())
        for _ in range(3):
            await clock.sleep(50.0)
            assert sync.progress.is_filling
            before, asked_at = sync.progress.checked_at, clock.monotonic()
            await sync.look()
            assert clock.monotonic() - asked_at < 1.0
            assert before is not None
            assert (sync.progress.checked_at or 0.0) > before
            assert not fill.done()
        await fill
        assert not sync.progress.is_filling
        assert (await mirror.state()).calls == sync.progress.calls == sync.progress.total
        await governor.aclose()
        await mirror.aclose()

    run(main(), clock)


def test_a_look_that_fails_tells_who_waits_and_leaves_the_round_alone(tmp_path: Path) -> None:
    clock = FakeClock()

    async def main() -> None:
        server = PaperServer(clock, calls=3_000, limit=20, window_s=60.0)
        governor = QuotaGovernor(clock)
        mirror = InlineMirror(tmp_path, "account", clock)
        await mirror.open()
        api = server.api(governor)
        sync = CallSync(mirror, api, governor, clock)
        fill = asyncio.ensure_future(sync.round())
        await clock.sleep(30.0)
        ask = api.call_logs

        async def fails(*arguments: object, priority: Priority, **options: object) -> object:
            if priority is Priority.INTERACTIVE:
                raise NetworkError
            return await ask(*arguments, priority=priority, **options)  # type: ignore[arg-type]

        api.call_logs = fails  # type: ignore[method-assign, assignment]
        with pytest.raises(NetworkError):
            await sync.look()
        await fill
        assert sync.progress.problem is None
        assert (await mirror.state()).calls == sync.progress.calls == sync.progress.total
        await governor.aclose()
        await mirror.aclose()

    run(main(), clock)
