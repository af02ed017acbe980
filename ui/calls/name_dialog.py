"""Giving a filter a name, to come back to it.

Owns: asking for the name. Leaves to others: keeping filters (`app/calls/saved_filters.py`), the menu
(`ui/calls/filter_menu.py`).
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui import tokens
from ui.widgets.button import Button
from ui.widgets.rows import FormField
from ui.widgets.search_field import TextField

translate = QCoreApplication.translate

NAME_CAP: Final = 60


class NameDialog(QDialog):
    """Asks for the name of a filter.

    Signals:
        named: A name was given.
    """

    named = Signal(str)

    def __init__(self, suggestion: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("calls.save_filter")
        self.setWindowTitle(translate("Calls", "Save this filter"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.name = TextField(max_length=NAME_CAP)
        self.name.setText(suggestion)
        self.name.selectAll()
        field = FormField(
            translate("Calls", "Name"),
            self.name,
            note=translate("Calls", "It keeps what is filtered and searched for now, and stays on this computer."),
        )
        cancel = Button(translate("Calls", "Cancel"))
        cancel.clicked.connect(self.reject)
        self.save = Button(translate("Calls", "Save filter"), kind="primary")
        self.save.setDefault(True)
        self.save.clicked.connect(self._on_accepted)
        self.save.setEnabled(bool(suggestion.strip()))
        self.name.textChanged.connect(lambda text: self.save.setEnabled(bool(text.strip())))
        buttons = QHBoxLayout()
        buttons.setSpacing(tokens.S8)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(tokens.S24, tokens.S24, tokens.S24, tokens.S24)
        layout.setSpacing(tokens.S16)
        layout.addWidget(field)
        layout.addLayout(buttons)
        self.setMinimumWidth(12 * tokens.S32)

    def _on_accepted(self) -> None:
        self.named.emit(self.name.text().strip())
        self.accept()
