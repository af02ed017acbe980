"""Coroutines of the window: held, named, cancelled, and their errors told once."""

from __future__ import annotations

import asyncio
import contextlib

import pytest

from app.errors import AppError
from ui.tasks import TaskRunner


class Busy:
    def __init__(self) -> None:
        self.told: list[bool] = []

    def set_busy(self, busy: bool) -> None:
        self.told.append(busy)


class Bench:
    def __init__(self) -> None:
        self.expected: list[AppError] = []
        self.unexpected: list[BaseException] = []
        self.tasks = TaskRunner(self.expected.append, self.unexpected.append)
        self.log: list[str] = []

    async def work(self, name: str, gate: asyncio.Event) -> None:
        self.log.append(f"{name} began")
        try:
            await gate.wait()
        except asyncio.CancelledError:
            self.log.append(f"{name} cancelled")
            raise
        self.log.append(f"{name} ended")


async def settle() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


async def test_errors_are_told_by_kind_and_busy_ends_whatever_happens() -> None:
    bench, expected, odd, fine = Bench(), Busy(), Busy(), Busy()

    async def fail(error: Exception | None) -> None:
        if error is not None:
            raise error

    bench.tasks.start(fail(AppError("So.")), busy=expected)
    bench.tasks.start(fail(KeyError("x")), busy=odd)
    bench.tasks.start(fail(None), busy=fine)
    assert [busy.told for busy in (expected, odd, fine)] == [[True]] * 3
    await settle()
    assert [str(error) for error in bench.expected] == ["So."]
    assert [type(error) for error in bench.unexpected] == [KeyError]
    assert [busy.told for busy in (expected, odd, fine)] == [[True, False]] * 3


async def test_of_one_name_only_the_newest_goes_on() -> None:
    bench, gate = Bench(), asyncio.Event()
    bench.tasks.start(bench.work("old", gate), name="refresh")
    await settle()
    bench.tasks.start(bench.work("new", gate), name="refresh")
    await settle()
    assert bench.log == ["old began", "new began", "old cancelled"] or bench.log == [
        "old began",
        "old cancelled",
        "new began",
    ]
    assert bench.tasks.is_running("refresh")
    gate.set()
    await settle()
    assert bench.log[-1] == "new ended"
    assert not bench.tasks.is_running("refresh")
    assert (bench.expected, bench.unexpected) == ([], [])


async def test_cancelling_is_no_error_and_leaves_the_runner_usable() -> None:
    bench, gate, busy = Bench(), asyncio.Event(), Busy()
    bench.tasks.start(bench.work("a", gate), name="a", busy=busy)
    bench.tasks.start(bench.work("b", gate))
    await settle()
    bench.tasks.cancel("nobody")
    await bench.tasks.drain()
    await settle()
    assert sorted(bench.log[2:]) == ["a cancelled", "b cancelled"]
    assert busy.told == [True, False]
    gate.set()
    bench.tasks.start(bench.work("c", gate))
    await settle()
    assert bench.log[-1] == "c ended"
    assert (bench.expected, bench.unexpected) == ([], [])


async def test_closing_waits_for_those_that_clean_up_but_not_for_ever() -> None:
    bench, gate = Bench(), asyncio.Event()

    async def stubborn() -> None:
        while not gate.is_set():
            with contextlib.suppress(asyncio.CancelledError):
                await gate.wait()

    async def tidy() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            await asyncio.sleep(0)
            bench.log.append("tidied")

    bench.tasks.start(tidy())
    bench.tasks.start(stubborn())
    await settle()
    await bench.tasks.aclose(0.05)
    assert bench.log == ["tidied"]
    gate.set()
    await settle()


@pytest.mark.filterwarnings("error")  # a coroutine that is never awaited would warn
async def test_after_closing_nothing_is_started() -> None:
    bench = Bench()
    await bench.tasks.aclose()
    assert bench.tasks.start(bench.work("late", asyncio.Event())) is None
    await settle()
    assert bench.log == []
