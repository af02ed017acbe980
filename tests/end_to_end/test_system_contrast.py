"""High contrast as a desktop asks for it, over a real session bus."""

from __future__ import annotations

import subprocess
import sys
from typing import IO

import pytest

from tests.end_to_end.desktop import Desktop
from tests.end_to_end.program import CHECKOUT

pytestmark = pytest.mark.desktop

PROGRAM = """
import sys
from PySide6.QtWidgets import QApplication
from PySide6.QtCore import QTimer
from ui.theme import Theme
from ui.system_contrast import SystemContrast, may_have_portal
app = QApplication(["console", "-platform", "offscreen"])
theme = Theme("light")
theme.changed.connect(lambda: print(theme.colours.is_high_contrast, flush=True))
assert may_have_portal()
SystemContrast(theme)
QTimer.singleShot({limit_ms}, app.quit)
app.exec()
print("end", theme.colours.is_high_contrast)
"""


def started(desktop: Desktop, *command: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, *command],
        cwd=CHECKOUT,
        env=desktop.env,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def line_of(stream: IO[str] | None) -> str:
    assert stream is not None
    return stream.readline().strip()


def write(stream: IO[str] | None, line: str) -> None:
    assert stream is not None
    stream.write(f"{line}\n")
    stream.flush()


def test_the_desktop_is_followed(desktop: Desktop) -> None:
    with started(desktop, "-m", "tests.end_to_end.settings_portal") as portal:
        try:
            assert line_of(portal.stdout) == "ready"
            write(portal.stdin, "1")
            with started(desktop, "-c", PROGRAM.format(limit_ms=60_000)) as program:
                try:
                    assert line_of(program.stdout) == "True"
                    write(portal.stdin, "0")
                    assert line_of(program.stdout) == "False"
                    write(portal.stdin, "1")
                    assert line_of(program.stdout) == "True"
                finally:
                    program.kill()
        finally:
            portal.kill()


def test_a_desktop_without_a_portal_asks_for_nothing(desktop: Desktop) -> None:
    with started(desktop, "-c", PROGRAM.format(limit_ms=500)) as program:
        assert line_of(program.stdout) == "end False"
