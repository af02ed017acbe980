"""A process that syncs is killed in the middle of it, again and again; `HYPOTHESIS_PROFILE=long` kills 50 times."""

from __future__ import annotations

import os
import random
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from app.api.campaign_dialect import CampaignDialect
from app.api.client import Api
from app.api.dialect import CallLogQuery
from app.api.transport import Transport
from app.calls.detail_queue import DetailQueue
from app.calls.mirror import CallMirror
from app.calls.sync import CallSync
from app.clock import SystemClock
from app.models import CallLog
from app.quota.governor import QuotaGovernor
from app.secrets import Secret
from tests.app.calls.test_sync_properties import check_whole, kept, told
from tests.end_to_end.sandbox import CHECKOUT, Sandbox

pytestmark = [pytest.mark.anyio, pytest.mark.timeout(600)]
KILLS = 50 if os.environ.get("HYPOTHESIS_PROFILE") == "long" else 12


def kill_once(sandbox: Sandbox, folder: Path, after_s: float) -> None:
    command = [sys.executable, "-m", "tests.app.calls.syncing", sandbox.url, sandbox.key, str(folder)]
    process = subprocess.Popen(command, cwd=CHECKOUT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stderr is not None
    line = process.stdout.readline()
    time.sleep(after_s)  # where it is then is what the test is about
    was_alive = process.poll() is None
    process.kill()
    process.wait()
    complaint = process.stderr.read().decode()
    process.stdout.close()
    process.stderr.close()
    assert (line, was_alive) == (b"ready\n", True), complaint


async def everything(api: Api) -> dict[str, CallLog]:
    found: dict[str, CallLog] = {}
    number = 1
    while True:
        page = await api.call_logs(CallLogQuery(), page=number)
        found.update((record.id, record) for record in page.items)
        if not page.has_more:
            return found
        number += 1


async def test_nothing_is_lost_or_doubled_by_kills(tmp_path: Path) -> None:
    dice = random.Random(6)
    options = ("--call-logs", "8000", "--limit", "100000", "--speed", "40", "--latency", "20")
    with Sandbox(*options) as sandbox:
        for _ in range(KILLS):
            kill_once(sandbox, tmp_path, dice.random() * 0.6)
        sandbox.control("freeze", {"frozen": True})
        clock = SystemClock()
        governor = QuotaGovernor(clock)
        api = Api(Transport(sandbox.url, Secret(sandbox.key)), governor, CampaignDialect(), clock, profile_id="p")
        mirror = CallMirror(tmp_path, "account", clock)
        await mirror.open()
        database = mirror.path
        assert stat.S_IMODE(database.stat().st_mode) == 0o600
        assert stat.S_IMODE(database.parent.stat().st_mode) == 0o700
        sync = CallSync(mirror, api, governor, clock)
        await sync.round()
        await mirror.write(lambda connection: connection.execute("update call set look_at = 0 where look_at > 0"))
        for _ in range(10):  # a round has so many requests at most for calls that were not over
            await sync.round()
        assert told(await kept(mirror)) == told(await everything(api))
        await check_whole(mirror)
        fetched = (await mirror.state()).with_details
        details = DetailQueue(mirror, api, clock, budget=100_000)
        assert await details.step() is None
        assert (await mirror.state()).with_details == fetched + 1
        await mirror.aclose()
        await governor.aclose()
        await api.aclose()
