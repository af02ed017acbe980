"""What stands in place of the tabs while a profile is chosen but not open: its key is missing, locked, or waited for.

Owns: the words for each case and the next steps. Leaves to others: opening (`ui/profiles/session.py`). The rest of the
window stays as it is: another profile can be chosen, every menu works.
"""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QCoreApplication, Qt, QUrl, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.errors import AppError
from app.settings import DEMO_PROFILE, RUN_PROFILE, Profile
from ui import texts, tokens
from ui.texts import error_text
from ui.widgets.button import Button
from ui.widgets.icon import Icon
from ui.widgets.label import Label

translate = QCoreApplication.translate

Case = Literal["waiting", "missing", "keyring", "problem"]

TEXT_WIDTH = 460


class ClosedPage(QWidget):
    """Icon, title, reason, at most two buttons.

    Signals:
        key_wanted: The operator wants to enter the key (of this profile).
        retry_wanted: Try to open the profile again (its id).
    """

    key_wanted = Signal(object)
    retry_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("profile.closed")
        self._profile: Profile | None = None
        middle = Qt.AlignmentFlag.AlignHCenter
        self._icon = Icon("key", side=tokens.ICON_EMPTY)
        self.title = Label(size="title", weight="semibold", align=middle)
        self.title.setObjectName("profile.closed.title")
        self.text = Label(tone="text2", wrap=True, align=middle)
        self.text.setObjectName("profile.closed.text")
        self.text.setFixedWidth(TEXT_WIDTH)
        self.enter = Button(translate("ClosedProfile", "Enter the key…"), icon="key", kind="primary")
        self.enter.setObjectName("profile.closed.enter")
        self.enter.clicked.connect(lambda: self._on_enter())
        self.retry = Button(translate("ClosedProfile", "Try again"), icon="refresh")
        self.retry.setObjectName("profile.closed.retry")
        self.retry.clicked.connect(lambda: self._on_retry())
        buttons = QHBoxLayout()
        buttons.setSpacing(tokens.S8)
        buttons.addStretch(1)
        buttons.addWidget(self.enter)
        buttons.addWidget(self.retry)
        buttons.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(tokens.S8)
        column.addStretch(2)
        column.addWidget(self._icon, 0, middle)
        column.addWidget(self.title)
        column.addWidget(self.text)  # no alignment: it has to be as high as its lines
        column.addSpacing(tokens.S12)
        column.addLayout(buttons)
        column.addStretch(3)
        row = QHBoxLayout(self)
        row.addStretch(1)
        row.addLayout(column)
        row.addStretch(1)

    def _on_enter(self) -> None:
        if self._profile is not None:
            self.key_wanted.emit(self._profile)

    def _on_retry(self) -> None:
        if self._profile is not None:
            self.retry_wanted.emit(self._profile.id)

    def show_case(self, profile: Profile, case: Case, error: AppError | None) -> None:
        """Say how things stand with this profile, and why."""
        self._profile = profile
        name = texts.plain(profile.name, 60)
        reason = error_text(error) if error is not None else ""
        where = translate("ClosedProfile", "Everything else in this window works; another profile can be chosen above.")
        icon = {"waiting": "hourglass", "problem": "warning"}.get(case, "key")
        if case == "waiting":
            title = translate("ClosedProfile", "Waiting for the keyring")
            reason = translate(
                "ClosedProfile",
                "The keyring holds the key of {name} and has not answered yet. It may be asking for its password in a "
                "window of its own. Instead of waiting, the key can be entered here.",
            ).format(name=name)
        elif case == "missing":
            title = translate("ClosedProfile", "The key of {name} is not on this computer").format(name=name)
            where = translate(
                "ClosedProfile", "Enter the key for {host} to go on; it was made in the DialNexa dashboard."
            ).format(host=QUrl(profile.base_url).authority())
        elif case == "keyring":
            title = translate("ClosedProfile", "The key of {name} could not be read").format(name=name)
        else:
            title = translate("ClosedProfile", "{name} could not be opened").format(name=name)
        self._icon.set_icon(icon)
        self.title.setText(title)
        self.text.setText(f"{reason} {where}".strip())
        self.enter.setVisible(profile.id not in (DEMO_PROFILE, RUN_PROFILE))
        self.retry.setVisible(case != "waiting")
        self.setAccessibleName(title)
        self.setAccessibleDescription(self.text.text())
        (self.enter if self.enter.isVisibleTo(self) else self.retry).setFocus()
