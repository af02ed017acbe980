"""The window that tells of an unexpected error.

Owns: its words and buttons. Leaves to others: when it opens, and that there is only one (`ui/unexpected.py`).
Shown with `show()`, never `exec()`: the program goes on underneath.
"""

from __future__ import annotations

import platform
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QUrl, qVersion
from PySide6.QtGui import QDesktopServices, QGuiApplication, QTextOption
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from app.cli import VERSION
from ui import texts, tokens
from ui.widgets.button import Button
from ui.widgets.icon import Icon
from ui.widgets.label import Label

translate = QCoreApplication.translate

TEXT_WIDTH = 560
DETAILS_HEIGHT = 200


class CrashWindow(QDialog):
    """What happened, in plain words; what a developer needs, as text to copy.

    Args:
        kind: Name of the exception's class.
        details: The traceback, without keys and with numbers masked.
        log_folder: Opened by a button.
        parent: The main window.
    """

    def __init__(self, kind: str, details: str, log_folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._log_folder = log_folder
        self.setObjectName("crash.window")
        self.setWindowTitle(translate("Crash", "Something unexpected happened"))
        self.setModal(False)
        head = QHBoxLayout()
        head.setSpacing(tokens.S8)
        head.addWidget(Icon("warning", tone="red", side=tokens.ICON_TITLE))
        head.addWidget(Label(self.windowTitle(), size="title", weight="semibold"), 1)
        text = Label(
            translate(
                "Crash",
                "A part of the console failed in a way that was not foreseen. The rest goes on. What you were doing "
                "may not be complete: look at it before you repeat it. The details below hold no key and no whole "
                "phone number; send them to whoever looks after the console.",
            ),
            tone="text2",
            wrap=True,
        )
        text.setFixedWidth(TEXT_WIDTH)
        self._count = Label("", tone="amber", size="caption", weight="medium")
        self._count.setObjectName("crash.count")
        self._count.hide()
        system = (
            f"DialNexa Console {VERSION}, Python {platform.python_version()}, Qt {qVersion()}, {platform.platform()}"
        )
        self._details = QPlainTextEdit()
        self._details.setObjectName("crash.details")
        self._details.setAccessibleName(translate("Crash", "Details"))
        self._details.setReadOnly(True)
        self._details.setTabChangesFocus(True)
        self._details.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._details.setFixedSize(TEXT_WIDTH, DETAILS_HEIGHT)
        body = f"{kind}\n{system}\n\n{details}"
        self._details.setPlainText(texts.plain(body, len(body), lines=True))
        self.copy = Button(translate("Crash", "Copy details"), icon="copy")
        self.copy.setObjectName("crash.copy")
        self.copy.clicked.connect(lambda: self._on_copy())
        folder = Button(translate("Crash", "Open log folder"), icon="folder")
        folder.setObjectName("crash.log_folder")
        folder.clicked.connect(lambda: self._on_folder())
        go_on = Button(translate("Crash", "Go on"), kind="primary")
        go_on.setObjectName("crash.go_on")
        go_on.setDefault(True)
        go_on.clicked.connect(lambda: self.accept())
        for button in (self.copy, folder):
            button.setAutoDefault(False)
        foot = QHBoxLayout()
        foot.setSpacing(tokens.S8)
        foot.addWidget(self.copy)
        foot.addWidget(folder)
        foot.addStretch(1)
        foot.addWidget(go_on)
        self._where = Label("", size="caption", tone="text2", selectable=True)
        self._where.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(tokens.S24, tokens.S24, tokens.S24, tokens.S24)
        layout.setSpacing(tokens.S12)
        layout.addLayout(head)
        layout.addWidget(text)
        layout.addWidget(self._count)
        layout.addWidget(self._details)
        layout.addWidget(self._where)
        layout.addLayout(foot)
        layout.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)
        go_on.setFocus()

    @property
    def details(self) -> str:
        """What "Copy details" copies."""
        return self._details.toPlainText()

    def show_count(self, count: int) -> None:
        """Further errors came while it is open; the first one is what is shown."""
        self._count.setText(
            translate("Crash", "{count} errors so far. The details are of the first; the log has one of each.").format(
                count=texts.number(count)
            )
        )
        self._count.show()

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.details)
        self.copy.setText(translate("Crash", "Copied"))

    def _on_folder(self) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._log_folder))):
            self._where.setText(texts.plain(str(self._log_folder)))
            self._where.show()
