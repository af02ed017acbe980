"""Whether the desktop asks for high contrast, where Qt does not say.

Owns: asking the desktop's portal (https://flatpak.github.io/xdg-desktop-portal/docs/doc-org.freedesktop.portal.Settings.html)
and following it. Leaves to others: the colours (`ui/theme.py`).

Qt tells it since 6.10, on Windows, macOS, and those Linux desktops whose theme plugin it has. The portal is asked
beside it; where neither knows anything, high contrast is chosen by hand.
"""

from __future__ import annotations

import os
import sys
from typing import Any, Final

from PySide6.QtCore import SLOT, QObject, Slot

from ui.theme import Theme

_SERVICE: Final = "org.freedesktop.portal.Desktop"
_PATH: Final = "/org/freedesktop/portal/desktop"
_INTERFACE: Final = "org.freedesktop.portal.Settings"
_NAMESPACE: Final = "org.freedesktop.appearance"
_KEY: Final = "contrast"
_HIGH: Final = 1
_LIMIT_MS: Final = 5_000


def may_have_portal() -> bool:
    """Whether there is a session bus to look for one; Qt must not start one for this."""
    return sys.platform.startswith("linux") and "DBUS_SESSION_BUS_ADDRESS" in os.environ


class SystemContrast(QObject):
    """Tells the theme what the portal says, now and whenever it changes. Asks without waiting."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        # Here: it is needed after the first paint only, and on no other system.
        from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher

        self._theme = theme
        bus = QDBusConnection.sessionBus()
        if not bus.isConnected():
            return
        slot: Any = SLOT("_on_changed(QDBusMessage)")  # the stubs want bytes, PySide takes none
        bus.connect(_SERVICE, _PATH, _INTERFACE, "SettingChanged", self, slot)
        question = QDBusMessage.createMethodCall(_SERVICE, _PATH, _INTERFACE, "Read")
        question.setArguments([_NAMESPACE, _KEY])
        question.setAutoStartService(False)
        self._call = QDBusPendingCallWatcher(bus.asyncCall(question, _LIMIT_MS), self)
        self._call.finished.connect(self._on_answer)

    def _on_answer(self, call: Any) -> None:
        arguments = call.reply().arguments()
        # Without a portal, or one that does not know the setting, the answer is an error with a sentence.
        if not call.isError() and arguments:
            self._take(arguments[0])

    @Slot("QDBusMessage")
    def _on_changed(self, message: Any) -> None:
        arguments = message.arguments()
        if len(arguments) == 3 and arguments[:2] == [_NAMESPACE, _KEY]:
            self._take(arguments[2])

    def _take(self, value: Any) -> None:
        # A variant, in older portals within another one.
        while hasattr(value, "variant"):
            value = value.variant()
        self._theme.set_system_contrast(value == _HIGH)
