"""What Qt says of itself, for diagnostics."""

from __future__ import annotations

import os

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication


def qt_facts(application: QGuiApplication) -> dict[str, str]:
    """Version, platform, session, screens and scheme; by name."""
    facts = {
        "Qt": qVersion(),
        "Qt platform": application.platformName(),
        "Screens": ", ".join(
            f"{screen.size().width()}x{screen.size().height()} at {screen.devicePixelRatio():g}"
            for screen in application.screens()
        ),
        "Colour scheme of the system": application.styleHints().colorScheme().name,
    }
    session = " ".join(
        f"{name}={os.environ[name]}"
        for name in ("XDG_SESSION_TYPE", "XDG_CURRENT_DESKTOP", "WAYLAND_DISPLAY", "DISPLAY")
        if os.environ.get(name)
    )
    facts["Session"] = session or "none"
    return facts
