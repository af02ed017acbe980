"""One console's engine at work, in a process of its own.

`python -m tests.app.quota.one_console FOLDER COUNT MARK EMERGENCY`: address and key come from the environment. Sends
COUNT background requests by 8 workers, known to the server by their page size MARK, and an emergency request after
EMERGENCY seconds, if not 0. Prints in JSON what came of it.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
from pathlib import Path

from app.api.dialect import CallLogQuery
from app.context import Context
from app.quota.priorities import Priority
from app.secrets import Secret
from app.settings import Profile, state_folder


async def main(folder: Path, count: int, mark: int, emergency_after_s: float) -> None:
    profile = Profile("p", "P", os.environ["DIALNEXA_BASE_URL"])
    key = Secret.parse(os.environ["DIALNEXA_API_KEY"])
    context = await Context.open(profile, key, folder, shared_folder=state_folder())
    numbers = iter(range(count))
    done = 0

    async def work() -> None:
        nonlocal done
        for number in numbers:
            await context.api.call_logs(CallLogQuery(), page=number + 1, limit=mark, priority=Priority.BACKGROUND)
            done += 1

    async def emergency() -> float:
        await asyncio.sleep(emergency_after_s)
        began = time.monotonic()
        await context.api.call_logs(CallLogQuery(), page=1, limit=99, priority=Priority.EMERGENCY)
        return time.monotonic() - began

    urgent = asyncio.ensure_future(emergency()) if emergency_after_s else None
    withdraw = context.governor.expect(Priority.BACKGROUND, count)
    await asyncio.gather(*(work() for _ in range(8)))
    withdraw()
    took_s = await urgent if urgent is not None else None
    print(json.dumps({"done": done, "emergency_s": took_s}))
    await context.aclose()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4])))
