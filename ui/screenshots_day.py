"""An invented day of requests, for pictures of a chart that has something to show."""

from __future__ import annotations

import random
from pathlib import Path

from app.quota.history_store import HistoryStore
from app.quota.minutes import Cooldown, Minute


def seed(folder: Path, account: str, now: float) -> None:
    """Write it into the history of a profile that nobody uses for real."""
    chance = random.Random(4)
    minutes: list[Minute] = []
    cooldowns: list[Cooldown] = []
    last = int(now // 60) - 1
    for back in range(24 * 60):
        at = last - back
        hours = back / 60
        is_working = hours < 3 or 15 < hours < 24
        minute = Minute(at, sync=chance.choice((2, 3, 4, 5)), limit=60, remaining=40, plain=2, plain_charged=2)
        if is_working:
            minute.sync += chance.randrange(6)
            minute.you = max(0, round(chance.gauss(5, 5)))
            minute.others = max(0, round(chance.gauss(-2, 4)))
            minute.reference = int(chance.random() < 0.05)
        if 1 < hours < 1.4 or 0.2 < hours < 0.6 or 17 < hours < 17.6:
            minute.uploads = chance.randrange(12, 34)
        if back % 7 == 0:
            minute.unchanged = minute.measured = minute.charged = 1
        if back in (14, 27, 66, 80, 1031, 1050):
            minute.limited = 1
            minute.waited_s = minute.longest_wait_s = 17.0
            minute.you, minute.others = 12, 7
            cooldowns.append(Cooldown(at * 60.0 + 20, at * 60.0 + 37))
        minute.windows, minute.most_used = 1, min(60, minute.total)
        minutes.append(minute)
    store = HistoryStore(folder, account)
    store.prepare(now)
    store.write(minutes, cooldowns)
