"""What a first-time operator sees: add a key, or try the demo."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import theme, tokens
from ui.app_icon import app_icon
from ui.widgets.button import Button
from ui.widgets.label import Label

translate = QCoreApplication.translate

TEXT_WIDTH = 460
_ICON = 56


class _ProductIcon(QWidget):
    """The icon of the program, which is the gauge."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(_ICON, _ICON)

    def paintEvent(self, event: QPaintEvent) -> None:
        """See `QWidget.paintEvent`."""
        app_icon().paint(theme.painter_for(self), self.rect())


class WelcomePage(QWidget):
    """The start page while no profile exists.

    Signals:
        add_wanted: Add a profile with an API key.
        demo_wanted: Open the demo.
    """

    add_wanted = Signal()
    demo_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("welcome")
        column = QVBoxLayout()
        column.setSpacing(tokens.S8)
        title = Label(translate("Welcome", "Welcome to DialNexa Console"), size="title", weight="semibold")
        text = Label(
            translate(
                "Welcome",
                "Campaigns, leads, call logs and the request quota of your DialNexa workspace, in one window. To "
                "begin, add an API key from the DialNexa dashboard. It is kept in this computer's keyring and sent to "
                "your server only.",
            ),
            tone="text2",
            wrap=True,
        )
        text.setFixedWidth(TEXT_WIDTH)
        add = Button(translate("Welcome", "Add an API key…"), icon="key", kind="primary")
        add.setObjectName("welcome.add")
        add.clicked.connect(lambda: self.add_wanted.emit())
        demo = Button(translate("Welcome", "Try the demo"), icon="play")
        demo.setObjectName("welcome.demo")
        demo.clicked.connect(lambda: self.demo_wanted.emit())
        buttons = QHBoxLayout()
        buttons.setSpacing(tokens.S8)
        buttons.addWidget(add)
        buttons.addWidget(demo)
        buttons.addStretch(1)
        note = Label(
            translate("Welcome", "The demo runs on this computer with invented data. No real call is made."),
            size="caption",
            tone="text2",
        )
        column.addWidget(_ProductIcon())
        column.addSpacing(tokens.S8)
        column.addWidget(title)
        column.addWidget(text)
        column.addSpacing(tokens.S12)
        column.addLayout(buttons)
        column.addSpacing(tokens.S4)
        column.addWidget(note)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addLayout(column)
        row.addStretch(1)
        outer.addLayout(row)
        outer.addStretch(3)
        outer.setAlignment(Qt.AlignmentFlag.AlignCenter)
