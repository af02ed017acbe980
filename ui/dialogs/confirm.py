"""A question with two answers, where the careful one is the default."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui import texts, tokens
from ui.widgets.button import Button
from ui.widgets.label import Label

translate = QCoreApplication.translate

TEXT_WIDTH = 420


class ConfirmDialog(QDialog):
    """Asks before something that cannot be taken back. Use `open()`, never `exec()`.

    Args:
        name: Stable identifier; buttons are `name.yes` and `name.no`.
        title: The question, short.
        text: What will happen.
        yes: The word of the button that does it.
        on_yes: Called when that button was pressed.
        parent: The window it belongs to.
        no: The word of the other button, where "Cancel" would be misread.

    Attributes:
        yes: The button that does it.
    """

    def __init__(
        self,
        name: str,
        title: str,
        text: str,
        yes: str,
        on_yes: Callable[[], object],
        parent: QWidget | None,
        *,
        no: str = "",
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setWindowTitle(texts.plain(title, tokens.CELL_CAP))
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(tokens.S24, tokens.S24, tokens.S24, tokens.S24)
        layout.setSpacing(tokens.S12)
        layout.addWidget(Label(title, size="title", weight="semibold"))
        body = Label(text, tone="text2", wrap=True)
        body.setFixedWidth(TEXT_WIDTH)
        layout.addWidget(body)
        row = QHBoxLayout()
        row.setSpacing(tokens.S8)
        row.addStretch(1)
        keep = Button(no or translate("Confirm", "Cancel"))
        keep.setObjectName(f"{name}.no")
        keep.setDefault(True)
        keep.clicked.connect(lambda: self.reject())
        do_it = Button(yes, kind="danger")
        do_it.setObjectName(f"{name}.yes")
        do_it.setAutoDefault(False)
        do_it.clicked.connect(lambda: self.accept())
        self.accepted.connect(lambda: on_yes())
        self.yes = do_it
        row.addWidget(keep)
        row.addWidget(do_it)
        layout.addLayout(row)
        layout.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)
        layout.activate()  # before it is shown, so that it does not change its size in front of the operator
