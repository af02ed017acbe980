"""One window for whatever nobody expected; Qt's own messages go to the log."""

from __future__ import annotations

import asyncio
import logging
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import qInstallMessageHandler, qWarning
from PySide6.QtGui import QGuiApplication, QPaintEvent
from PySide6.QtWidgets import QWidget

import app
from app.secrets import Secret
from tests.ui.calls.bench import until
from ui.dialogs.crash import CrashWindow
from ui.qt_messages import DROPPED, QtMessages
from ui.unexpected import UnexpectedErrors
from ui.widgets.button import Button

ROOT = Path(app.__file__).parent.parent
KEY = "crash-key-0001:crash-secret-0001"


class Hooks:
    """The hooks over a shown window."""

    def __init__(self, folder: Path) -> None:
        self.window = QWidget()
        self.window.resize(300, 200)
        self.window.show()
        self.errors = UnexpectedErrors(self.window, folder)

    def fail(self, text: str = "broken") -> None:
        try:
            raise RuntimeError(text)
        except RuntimeError as error:
            self.errors.take(type(error), error, error.__traceback__)

    @property
    def shown(self) -> list[CrashWindow]:
        return [crash for crash in self.window.findChildren(CrashWindow) if crash.isVisible()]


@pytest.fixture
def hooks(scheme: object, tmp_path: Path) -> Iterator[Hooks]:
    before = sys.excepthook, threading.excepthook
    made = Hooks(tmp_path)
    yield made
    sys.excepthook, threading.excepthook = before
    made.window.close()


async def test_it_tells_in_plain_words_and_gives_nothing_away(hooks: Hooks, caplog: pytest.LogCaptureFixture) -> None:
    Secret(KEY)
    hooks.fail(f"could not send {KEY} to +919876543210 <b>bold</b>")
    await until(lambda: hooks.shown)
    crash = hooks.shown[0]
    assert not crash.isModal()
    assert crash.details.startswith("RuntimeError\nDialNexa Console ")
    assert "test_unexpected.py" in crash.details
    assert "<b>bold</b>" in crash.details
    for secret in (KEY, "crash-secret-0001", "9876543210"):
        assert secret not in crash.details
        assert secret not in caplog.text
    assert "unexpected: Traceback" in caplog.text
    crash.copy.click()
    assert QGuiApplication.clipboard().text() == crash.details
    go_on = crash.findChild(Button, "crash.go_on")
    assert go_on is not None
    go_on.click()
    assert hooks.shown == []
    hooks.fail("another")
    await until(lambda: hooks.shown)


async def test_repeated_errors_only_count_up(hooks: Hooks, caplog: pytest.LogCaptureFixture) -> None:
    class Broken(QWidget):
        def paintEvent(self, event: QPaintEvent) -> None:
            try:
                raise ZeroDivisionError("in a paint event")
            except ZeroDivisionError as error:
                hooks.errors.take(type(error), error, error.__traceback__)

    broken = Broken(hooks.window)
    broken.resize(50, 50)
    broken.show()
    for _ in range(20):
        broken.repaint()
    await until(lambda: hooks.shown and hooks.errors.count >= 20)
    count = hooks.shown[0].findChild(QWidget, "crash.count")
    assert count is not None
    await until(count.isVisible)
    assert len(hooks.shown) == 1
    assert caplog.text.count("Traceback") == 1
    broken.hide()


async def test_threads_and_the_loop_end_up_there_too(hooks: Hooks) -> None:
    loop = asyncio.get_running_loop()
    before = loop.get_exception_handler()
    hooks.errors.install(loop)
    try:
        thread = threading.Thread(target=lambda: 1 / 0)
        thread.start()
        thread.join()
        await until(lambda: hooks.errors.count == 1)
        loop.call_exception_handler({"message": "a task", "exception": ValueError("lost")})
        await until(lambda: hooks.errors.count == 2)
        assert len(hooks.shown) == 1
    finally:
        loop.set_exception_handler(before)


async def test_after_the_window_is_gone_the_log_is_enough(hooks: Hooks, caplog: pytest.LogCaptureFixture) -> None:
    hooks.window.hide()
    hooks.fail()
    await until(lambda: "unexpected" in caplog.text)
    await asyncio.sleep(0)
    assert hooks.shown == []


def test_qt_warnings_go_to_the_log(
    qapp: object, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    messages = QtMessages()
    before = qInstallMessageHandler(None)
    try:
        messages.install()
        qWarning("before the log is open")
        qWarning(f"{DROPPED}propagateSizeHints()")
        assert caplog.records == []
        messages.to_log()
        qWarning("afterwards")
    finally:
        qInstallMessageHandler(before)
    assert [record.getMessage() for record in caplog.records] == [
        "default: before the log is open",
        "default: afterwards",
    ]
    assert {record.levelno for record in caplog.records} == {logging.WARNING}
    assert capfd.readouterr().err == ""


def run(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", **environment},
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_what_ends_the_program_still_reaches_the_terminal() -> None:
    code = (
        "from ui.qt_messages import QtMessages\n"
        "messages = QtMessages(); messages.install()\n"
        "from PySide6.QtWidgets import QApplication\n"
        "QApplication([])"
    )
    done = run(code, QT_QPA_PLATFORM="no-such-platform")
    assert done.returncode != 0
    assert "Could not find the Qt platform plugin" in done.stderr
    assert "no Qt platform plugin could be initialized" in done.stderr


def test_diagnose_prints_and_ends(tmp_path: Path) -> None:
    done = run(
        f"from ui.main import run; raise SystemExit(run(['--diagnose', '--data-dir', {str(tmp_path)!r}, "
        "'--base-url', 'http://127.0.0.1:9/v1']))",
        PYTHON_KEYRING_BACKEND="keyring.backends.fail.Keyring",
        DIALNEXA_API_KEY=KEY,
    )
    assert done.returncode == 0, done.stderr
    assert "Server 127.0.0.1:9: not reachable" in done.stdout
    assert "crash-secret" not in done.stdout
    assert done.stderr == ""
