"""What Qt says of itself, for diagnostics."""

from __future__ import annotations

import os

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication


def qt_facts() -> dict[str, str]:
    """Version, platform, session, screens and scheme; by name. Works without an application object too."""
    facts = {"Qt": qVersion()}
    application = QGuiApplication.instance()
    if isinstance(application, QGuiApplication):
        facts["Qt platform"] = application.platformName()
        facts["Screens"] = ", ".join(
            f"{screen.size().width()}x{screen.size().height()} at {screen.devicePixelRatio():g}"
            for screen in application.screens()
        )
        facts["Colour scheme of the system"] = QGuiApplication.styleHints().colorScheme().name
    else:
        facts["Qt platform"] = os.environ.get("QT_QPA_PLATFORM") or "not started"
    session = " ".join(
        f"{name}={os.environ[name]}"
        for name in ("XDG_SESSION_TYPE", "XDG_CURRENT_DESKTOP", "WAYLAND_DISPLAY", "DISPLAY")
        if os.environ.get(name)
    )
    facts["Session"] = session or "none"
    return facts
