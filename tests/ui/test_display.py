"""Whether a window can be shown, told before Qt aborts."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from ui.display import DEAD_DISPLAY, NO_CURSOR_LIBRARY, NO_DISPLAY, display_problem

CHECKOUT = Path(__file__).resolve().parents[2]
UNUSED = ":64017"  # no display has this number; it is no port either


@pytest.mark.parametrize(
    ("environment", "system", "problem"),
    [
        ({}, "linux", NO_DISPLAY),
        ({"DISPLAY": ""}, "linux", NO_DISPLAY),
        ({"QT_QPA_PLATFORM": "xcb"}, "linux", NO_DISPLAY),
        ({"DISPLAY": UNUSED}, "linux", DEAD_DISPLAY.format(display=UNUSED)),
        ({"DISPLAY": f"unix{UNUSED}.0"}, "linux", DEAD_DISPLAY.format(display=f"unix{UNUSED}.0")),
        ({"DISPLAY": UNUSED, "QT_QPA_PLATFORM": "offscreen"}, "linux", ""),
        ({"QT_QPA_PLATFORM": "offscreen"}, "linux", ""),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", ""),
        ({"WAYLAND_DISPLAY": "wayland-0", "QT_QPA_PLATFORM": "xcb"}, "linux", NO_DISPLAY),
        ({}, "darwin", ""),
        ({}, "win32", ""),
    ],
)
def test_one_sentence_or_none(environment: dict[str, str], system: str, problem: str) -> None:
    assert display_problem(environment, system=system) == problem


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="abstract sockets are Linux's")
def test_a_display_that_answers_is_good() -> None:
    number = 64018
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(f"\0/tmp/.X11-unix/X{number}")
        listener.listen()
        # Without the library that Qt needs for X11 that is what stands in the way, and not the display.
        assert display_problem({"DISPLAY": f":{number}"}) in ("", NO_CURSOR_LIBRARY)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is always a display")
def test_the_program_says_so_and_ends() -> None:
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    done = subprocess.run(
        [sys.executable, "-m", "ui.main"], cwd=CHECKOUT, env=environment, capture_output=True, text=True, timeout=60
    )
    assert (done.returncode, done.stderr, done.stdout) == (2, NO_DISPLAY + "\n", "")
