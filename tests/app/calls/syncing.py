"""A process that syncs until it is killed: `python -m tests.app.calls.syncing URL KEY FOLDER`."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from app.api.campaign_dialect import CampaignDialect
from app.api.client import Api
from app.api.transport import Transport
from app.calls.detail_queue import DetailQueue
from app.calls.mirror import CallMirror
from app.calls.sync import CallSync
from app.clock import SystemClock
from app.quota.governor import QuotaGovernor
from app.secrets import Secret


async def main(url: str, key: str, folder: Path) -> None:
    clock = SystemClock()
    governor = QuotaGovernor(clock)
    transport = Transport(url, Secret(key))
    api = Api(transport, governor, CampaignDialect(), clock, profile_id="killed")
    mirror = CallMirror(folder, "account", clock)
    await mirror.open()
    sync = CallSync(mirror, api, governor, clock)
    details = DetailQueue(mirror, api, clock, budget=10_000)
    print("ready", flush=True)

    async def rounds() -> None:
        while True:
            await sync.round()

    await asyncio.gather(rounds(), details.run())


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], Path(sys.argv[3])))
