"""What stands in the window while a profile is chosen but not open: why, and the way on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.empty_state import EmptyState


class ClosedPage(QWidget):
    """One sentence and one button, for a missing key or a profile that could not be opened."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("closed")
        self._on_action: Callable[[], object] = lambda: None
        self._state = EmptyState()
        self._state.action.setObjectName("closed.action")
        self._state.action_clicked.connect(lambda: self._on_action())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._state)

    def show_reason(self, icon: str, title: str, text: str, action: str, on_action: Callable[[], object]) -> None:
        """Say why the profile is not open; `on_action` is called when the button is pressed."""
        self._on_action = on_action
        self._state.set_state(icon, title, text, action)
