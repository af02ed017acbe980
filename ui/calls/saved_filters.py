"""Filters under a name, to come back to.

Owns: the names and what each stands for, per profile; asking for a name. Leaves to others: what a filter is
(`ui/calls/filter_bar.py`), keeping it on disk (the page's remembered state), the menu (`ui/calls/filter_menu.py`).
"""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from ui import tokens
from ui.widgets.rows import FormField
from ui.widgets.search_field import TextField

translate = QCoreApplication.translate

MOST: Final = 30
NAME_CAP: Final = 40


class SavedFilters:
    """Names and what they stand for, in the order of saving."""

    def __init__(self) -> None:
        self._states: dict[str, dict[str, Any]] = {}

    @property
    def names(self) -> list[str]:
        """In the order of saving."""
        return list(self._states)

    def get(self, name: str) -> dict[str, Any]:
        """What a name stands for; nothing for one that is not known."""
        return dict(self._states.get(name, {}))

    def save(self, name: str, state: dict[str, Any]) -> None:
        """Keep `state` under this name, in the place of what it stood for; the oldest goes where there are too many."""
        name = name.strip()[:NAME_CAP]
        if not name:
            return
        self._states.pop(name, None)
        self._states[name] = dict(state)
        while len(self._states) > MOST:
            del self._states[next(iter(self._states))]

    def forget(self, name: str) -> None:
        """Let go of one."""
        self._states.pop(name, None)

    def state(self) -> dict[str, Any]:
        """All of them, JSON-able."""
        return {name: dict(state) for name, state in self._states.items()}

    def restore(self, state: object) -> None:
        """Take back what `state` gave; tolerates anything."""
        self._states = {}
        for name, saved in state.items() if isinstance(state, dict) else ():
            if isinstance(name, str) and isinstance(saved, dict):
                self.save(name, saved)


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
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.save = buttons.addButton(translate("Calls", "Save filter"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.save.setEnabled(bool(suggestion.strip()))
        self.name.textChanged.connect(lambda text: self.save.setEnabled(bool(text.strip())))
        buttons.accepted.connect(self._on_accepted)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(tokens.S24, tokens.S24, tokens.S24, tokens.S16)
        layout.setSpacing(tokens.S16)
        layout.addWidget(field)
        layout.addWidget(buttons)
        self.setMinimumWidth(12 * tokens.S32)

    def _on_accepted(self) -> None:
        self.named.emit(self.name.text().strip())
        self.accept()
