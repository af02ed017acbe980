from __future__ import annotations

import asyncio
import os
import socket
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from app.instance import ANSWER, LONGEST_BYTES, address_of, hand_over
from app.store.files import private_folder
from app.threads import run_in_daemon_thread
from ui.instance_server import MOST_CALLERS, InstanceServer, bring_to_front

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Unix sockets")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return private_folder(tmp_path / "data")


@pytest.fixture
def server(qapp: object, folder: Path) -> Iterator[InstanceServer]:
    made = InstanceServer()
    before = os.umask(0)
    assert made.listen(folder)
    os.umask(before)
    yield made
    made.close()


async def test_files_and_the_wish_to_be_seen_arrive(server: InstanceServer, folder: Path) -> None:
    heard: list[list[Path]] = []
    server.called.connect(heard.append)
    for files in ([], ["/tmp/जून.csv", "/tmp/b.csv"]):
        assert await run_in_daemon_thread(lambda files=files: hand_over(folder, files), name="second start")
    assert heard == [[], [Path("/tmp/जून.csv"), Path("/tmp/b.csv")]]


async def test_only_this_user_may_connect(server: InstanceServer, folder: Path) -> None:
    assert stat.S_IMODE(os.stat(address_of(folder)).st_mode) & 0o077 == 0


async def test_what_a_crash_left_behind_is_replaced(qapp: object, folder: Path) -> None:
    with socket.socket(socket.AF_UNIX) as old:
        old.bind(address_of(folder))
    fresh = InstanceServer()
    assert fresh.listen(folder)
    assert await run_in_daemon_thread(lambda: hand_over(folder, []), name="second start")
    fresh.close()
    assert not os.path.exists(address_of(folder))  # noqa: ASYNC240


@pytest.mark.parametrize("said", [b'{"run": "/bin/sh"}\n', b"x" * (LONGEST_BYTES + 10), b'{"files": ["no/root"]}\n'])
async def test_anything_else_is_hung_up_on(server: InstanceServer, folder: Path, said: bytes) -> None:
    heard: list[object] = []
    server.called.connect(heard.append)

    def call() -> bytes:
        with socket.socket(socket.AF_UNIX) as caller:
            caller.settimeout(10)
            caller.connect(address_of(folder))
            try:
                caller.sendall(said)
                return caller.recv(10)
            except OSError:
                return b""

    assert await run_in_daemon_thread(call, name="stranger") == b""
    assert heard == []


async def test_silent_callers_keep_nobody_out_for_long(server: InstanceServer, folder: Path) -> None:
    silent = [socket.socket(socket.AF_UNIX) for _ in range(MOST_CALLERS)]
    for caller in silent:
        caller.connect(address_of(folder))

    def call() -> bool:
        return hand_over(folder, [])

    async with asyncio.timeout(20):
        while not await run_in_daemon_thread(call, name="second start"):
            pass
    for caller in silent:
        caller.close()
    assert len(ANSWER) == 3


async def test_a_minimised_window_is_shown(qapp: object) -> None:
    window = QWidget()
    window.showMaximized()
    window.showMinimized()
    bring_to_front(window)
    assert window.isVisible()
    assert not window.isMinimized()
    assert window.isMaximized()
    window.close()
