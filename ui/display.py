"""Whether there is a display, asked before Qt is: Qt would abort the process.

Owns: the check and its sentences. Knows Linux only; elsewhere there is always a display.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from pathlib import Path

NO_DISPLAY = (
    "DialNexa Console needs a display, and this session has none (DISPLAY and WAYLAND_DISPLAY are not set). "
    "Start it from a desktop session, or add --demo --screenshots DIR to write pictures without one."
)
DEAD_DISPLAY = (
    "DialNexa Console cannot reach the display {display} that DISPLAY names. Start it from a desktop session, or "
    "correct DISPLAY."
)
NO_CURSOR_LIBRARY = (
    "Qt needs the library libxcb-cursor to show windows, and it is not installed. On Debian or Ubuntu: "
    "apt-get install libxcb-cursor0"
)
_LOCAL_DISPLAY = re.compile(r"(?:unix)?:(\d+)(?:\.\d+)?")
_CONNECT_LIMIT_S = 2.0


def display_problem(environment: Mapping[str, str], *, system: str = sys.platform) -> str:
    """One sentence that says why no window can be shown and what to do, or "" where one can.

    Args:
        environment: DISPLAY, WAYLAND_DISPLAY and QT_QPA_PLATFORM are read.
        system: As `sys.platform`.
    """
    platform = environment.get("QT_QPA_PLATFORM", "")
    if not system.startswith("linux") or (platform and not platform.startswith("xcb")):
        return ""
    display = environment.get("DISPLAY", "")
    if environment.get("WAYLAND_DISPLAY") and not platform:
        return ""
    if not display:
        return NO_DISPLAY
    local = _LOCAL_DISPLAY.fullmatch(display)
    if local is not None and not _answers(local[1]):
        return DEAD_DISPLAY.format(display=display)
    # Both imports here and below take 2 ms, which a start without an X display need not spend.
    import ctypes

    try:
        ctypes.CDLL("libxcb-cursor.so.0")
    except OSError:
        return NO_CURSOR_LIBRARY
    return ""


def _answers(number: str) -> bool:
    """Whether something listens on the socket of a local X display."""
    import socket

    path = f"/tmp/.X11-unix/X{number}"
    for address in ("\0" + path, path):
        if not address.startswith("\0") and not Path(address).exists():
            continue
        with socket.socket(socket.AF_UNIX) as client:
            client.settimeout(_CONNECT_LIMIT_S)
            try:
                client.connect(address)
            except OSError:
                continue
            return True
    return False
