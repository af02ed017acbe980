"""Two runs from start to end, each in a process of its own: `python -m tests.ui.whole_runs walk FOLDER|webhooks`.

What Qt frees only at the very end must not be Python's any more: the interpreter is gone by then. Nothing but the exit
code of a whole process tells. `walk` brings everything onto the screen and presses whatever copies; `webhooks` is the
real console with its demo, in which a webhook is added, its secret copied, and Quit chosen. Each prints DONE last.

Owns: what happens in them. Leaves to others: starting the process, and what its end means (`test_quitting.py`).
"""

from __future__ import annotations

import asyncio
import sys
import traceback
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from shiboken6 import Shiboken

DONE = "all of it was done"


def run_walk(folder: Path) -> None:
    """Everything that the console can show, on the loop that it uses."""
    import qasync

    from ui import theme
    from ui.application import ConsoleQt

    qt = ConsoleQt(["walk"])
    qt.setQuitOnLastWindowClosed(False)
    theme.current().set_mode("light")
    with qasync.QEventLoop(qt) as loop:
        loop.run_until_complete(_walk(folder))


async def _walk(folder: Path) -> None:
    from tests.ui.surfaces import Surfaces
    from tests.ui.window import Window

    copied: set[str] = set()

    async def look(_title: str, surface: QWidget) -> None:
        for button in surface.findChildren(QAbstractButton):
            if "copy" in button.objectName() and button.isVisible() and button.isEnabled():
                button.click()
                copied.add(button.objectName())
                # Each replaces what the one before has left; so it is looked at here, and not only at the end.
                lies_there = QGuiApplication.clipboard().mimeData()
                assert not Shiboken.createdByPython(lies_there), f"{button.objectName()}: Python's, on the clipboard"

    async with Window(folder, call_logs=30) as bench:
        await Surfaces(bench, folder, look).visit_all()
    assert "webhooks.secret.copy" in copied
    print(DONE)


def run_console() -> int:
    """The console as it is started from a menu; its exit code."""
    from ui.main import run

    return run(["--demo"], on_first_paint=lambda: _as_soon_as_it_runs(_copy_a_secret_and_quit()))


def _as_soon_as_it_runs(steps: Coroutine[Any, Any, None]) -> None:
    """Take the steps once the console's loop runs: the first paint comes before it."""
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        QTimer.singleShot(10, lambda: _as_soon_as_it_runs(steps))
        return
    _tasks.append(loop.create_task(steps))


_tasks: list[asyncio.Task[None]] = []


async def _copy_a_secret_and_quit() -> None:
    from tests.ui.until import until
    from ui.main_window import MainWindow
    from ui.webhooks.actions import NEW
    from ui.webhooks.secret_dialog import SecretDialog

    window = next(widget for widget in QApplication.topLevelWidgets() if isinstance(widget, MainWindow))
    commands = window.desk.commands
    try:
        await until(lambda: window.desk.context is not None and window.late is not None)
        assert window.late is not None
        webhooks_command = commands.get("tools.webhooks")
        assert webhooks_command is not None
        webhooks_command.trigger()
        webhooks = window.late.webhooks
        assert webhooks is not None
        await until(lambda: webhooks.model.rowCount() > 0 and webhooks.acts.send_new.available)
        webhooks.acts.add.trigger()
        form = webhooks.acts.form(NEW)
        form.url.setText("https://hooks.example.com/dialnexa")
        form.boxes["call.failed"].setChecked(True)
        form.send_button.click()
        await until(lambda: webhooks.findChildren(SecretDialog))
        (given,) = webhooks.findChildren(SecretDialog)
        given.copy.click()
        assert QGuiApplication.clipboard().text() == given.field.text()
        print(DONE)
    except BaseException:
        traceback.print_exc()
    finally:
        leave = commands.get("file.quit")
        assert leave is not None
        leave.trigger()


if __name__ == "__main__":
    if sys.argv[1] == "walk":
        run_walk(Path(sys.argv[2]))
    else:
        sys.exit(run_console())
