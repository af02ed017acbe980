"""Keeping a governor to its share: a real loop, a real file, a clock that is the machine's."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from app.clock import SystemClock
from app.quota import share_file
from app.quota.governor import QuotaGovernor
from app.quota.partners import Partners
from app.quota.priorities import Activity, Priority
from app.secrets import Secret

pytestmark = pytest.mark.anyio

KEY = Secret("key-of-partners:secret-of-partners")
SERVER = "http://127.0.0.1/v1"


class Quota:
    """A window of an hour, of which each answer tells."""

    def __init__(self, limit: int = 40) -> None:
        self.limit = limit
        self.used = 0
        self.ends_at = time.monotonic() + 3600

    async def request(self, governor: QuotaGovernor, priority: Priority) -> None:
        async with governor.turn(priority, Activity.YOU) as turn:
            assert self.used < self.limit
            self.used += 1
            headers = {"x-ratelimit-limit": str(self.limit), "x-ratelimit-remaining": str(self.limit - self.used)}
            turn.observe(200, headers | {"x-ratelimit-reset": f"{self.ends_at - time.monotonic():.3f}"})
        await asyncio.sleep(0)


class Console:
    def __init__(self, folder: Path) -> None:
        clock = SystemClock()
        self.governor = QuotaGovernor(clock, floor_share=0.0)
        self.partners = Partners(folder, self.governor, clock)
        self.partners.start(SERVER, KEY)

    async def aclose(self) -> None:
        await self.governor.aclose()
        await self.partners.aclose()


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not condition():  # noqa: ASYNC110 (state of the governor, which tells nobody)
            await asyncio.sleep(0.01)


def remove_all(folder: Path) -> None:
    for file in folder.iterdir():
        file.unlink()


async def test_two_share_and_the_one_that_stays_gets_all(tmp_path: Path) -> None:
    quota = Quota()
    one, two = Console(tmp_path), Console(tmp_path)
    done = {one: 0, two: 0}

    async def work(console: Console) -> None:
        while True:
            await quota.request(console.governor, Priority.UPLOAD)
            done[console] += 1

    await quota.request(one.governor, Priority.INTERACTIVE)
    await quota.request(two.governor, Priority.INTERACTIVE)
    await until(lambda: one.governor.partners == two.governor.partners == 1)
    tasks = [asyncio.ensure_future(work(console)) for console in (one, two)]
    await until(lambda: quota.used >= 38)
    await asyncio.sleep(0.2)
    assert quota.used == 38  # two are kept for an emergency of either
    assert min(done.values()) >= 12
    await quota.request(two.governor, Priority.EMERGENCY)
    assert quota.used == 39
    tasks[0].cancel()
    await one.aclose()
    await until(lambda: two.governor.partners == 0)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    await two.aclose()


async def test_a_file_that_cannot_be_used_leaves_everybody_for_themselves(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "state").write_text("no folder")
    quota = Quota()
    with caplog.at_level(logging.WARNING):
        console = Console(tmp_path / "state")
        await until(lambda: "cannot be seen" in caplog.text)
        for _ in range(30):
            await quota.request(console.governor, Priority.INTERACTIVE)
    assert "secret-of-partners" not in caplog.text
    assert console.governor.partners == 0
    await console.aclose()
    await console.aclose()


async def test_a_file_that_is_busy_for_a_while_leaves_each_with_its_share(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(share_file, "_BUSY_TIMEOUT_S", 0.05)
    quota = Quota()
    one, two = Console(tmp_path), Console(tmp_path)
    await quota.request(one.governor, Priority.INTERACTIVE)
    await until(lambda: one.governor.partners == two.governor.partners == 1)
    other = sqlite3.connect(tmp_path / share_file.FILE_NAME, isolation_level=None)
    with caplog.at_level(logging.DEBUG), contextlib.closing(other):
        other.execute("begin exclusive")
        await until(lambda: caplog.text.count("is busy") >= 2)
        assert one.governor.partners == two.governor.partners == 1
    caplog.clear()
    await two.aclose()
    await until(lambda: one.governor.partners == 0)
    assert "cannot be seen" not in caplog.text
    await one.aclose()


async def test_a_file_that_stays_busy_sets_the_governor_free(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(share_file, "_BUSY_TIMEOUT_S", 0.05)
    monkeypatch.setattr("app.quota.partners.EXPIRES_S", 1.5)
    quota = Quota()
    one, two = Console(tmp_path), Console(tmp_path)
    await quota.request(one.governor, Priority.INTERACTIVE)
    await until(lambda: one.governor.partners == 1)
    with contextlib.closing(sqlite3.connect(tmp_path / share_file.FILE_NAME, isolation_level=None)) as other:
        other.execute("begin exclusive")
        await until(lambda: one.governor.partners == 0)
    assert "cannot be seen" in caplog.text
    await one.aclose()
    await two.aclose()


async def test_a_file_that_breaks_later_sets_the_governor_free(tmp_path: Path) -> None:
    quota = Quota()
    one, two = Console(tmp_path), Console(tmp_path)
    await quota.request(one.governor, Priority.INTERACTIVE)
    await until(lambda: one.governor.partners == 1)
    remove_all(tmp_path)
    await until(lambda: one.governor.partners == 0)
    async with asyncio.timeout(10):
        for _ in range(20):
            await quota.request(one.governor, Priority.INTERACTIVE)
    await one.aclose()
    await two.aclose()
