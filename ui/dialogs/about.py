"""What this program is, and which parts it is made of."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.cli import VERSION
from ui import tokens
from ui.widgets.button import Button
from ui.widgets.label import Label

translate = QCoreApplication.translate

TEXT_WIDTH = 420


class AboutDialog(QDialog):
    """Name, version, licences."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("about.dialog")
        self.setWindowTitle(translate("About", "About DialNexa Console"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(tokens.S24, tokens.S24, tokens.S24, tokens.S24)
        layout.setSpacing(tokens.S12)
        layout.addWidget(Label(f"DialNexa Console {VERSION}", size="title", weight="semibold"))
        text = Label(
            translate(
                "About",
                "A desktop console for outbound voice campaigns on DialNexa. MIT licence.\n"
                "Built with Qt for Python (LGPL), httpx, keyring, qasync, msgspec, phonenumbers, python-calamine, "
                "XlsxWriter, Starlette and Uvicorn, each under its own licence.",
            ),
            tone="text2",
            wrap=True,
        )
        text.setFixedWidth(TEXT_WIDTH)
        layout.addWidget(text)
        row = QHBoxLayout()
        row.addStretch(1)
        close = Button(translate("About", "Close"), kind="primary")
        close.setObjectName("about.close")
        close.clicked.connect(lambda: self.accept())
        row.addWidget(close)
        layout.addLayout(row)
        layout.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)
        layout.activate()  # before it is shown, so that it does not change its size in front of the operator
