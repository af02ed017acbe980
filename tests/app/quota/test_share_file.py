"""The file of shares under many at once: each with a connection for each exchange, as in the consoles."""

from __future__ import annotations

import threading
import time
from pathlib import Path

from app.quota.share_file import ShareFile
from app.quota.shares import Standing
from app.secrets import Secret

CONSOLES = 4
TIMES = 25


def test_consoles_that_start_at_the_same_moment_wait_their_turn(tmp_path: Path) -> None:
    """With SQLite's WAL, where the first to open needs the file alone, some are refused at once."""
    refused: list[Exception] = []
    together = threading.Barrier(CONSOLES)

    def use() -> None:
        for number in range(TIMES):
            file = ShareFile(tmp_path / str(number))
            together.wait()
            try:
                file.open("http://127.0.0.1/v1", Secret("key-of-all:secret"))
                file.exchange(Standing(limit=60, remaining=60, waiting=10), time.monotonic())
            except Exception as error:
                refused.append(error)

    threads = [threading.Thread(target=use) for _ in range(CONSOLES)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert refused == []
