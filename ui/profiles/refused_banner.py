"""The band that says that the server refused the open profile's key, with the way out of it.

Owns: following the connection of the open profile. What was read before stays on the screen.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal

from ui.desk import Desk
from ui.widgets.banner import Banner
from ui.widgets.button import Button

translate = QCoreApplication.translate


class RefusedBanner(Banner):
    """Hidden until the server refuses the key, and again as soon as it takes it.

    Signals:
        key_wanted: The operator wants to enter another key.
    """

    key_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            tone="red",
            icon="key",
            title=translate("Refused", "The server refused the key of this profile."),
            text=translate("Refused", "It may have been revoked or have expired. What was read before stays here."),
        )
        self.setObjectName("refused.banner")
        self._desk = desk
        enter = Button(translate("Refused", "Enter another key…"), small=True)
        enter.setObjectName("refused.enter")
        enter.clicked.connect(lambda: self.key_wanted.emit())
        self.add_widget(enter)
        self.hide()
        desk.context_changed.connect(self.follow)
        self.follow()

    def follow(self) -> None:
        """Follow the connection of the profile that is open now."""
        context = self._desk.context
        self.hide()
        if context is None:
            return

        def show(state: str) -> None:
            if self._desk.context is context:
                self.setVisible(state == "refused")

        show(context.api.connection)
        context.api.subscribe_connection(show)
