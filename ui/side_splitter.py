"""A table and the panel beside it, or under it where the window is narrow."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from ui import tokens

PANEL_HEIGHT = 260


class SideSplitter(QSplitter):
    """Keeps the panel's size for each of the two directions."""

    def __init__(self, main: QWidget, panel: QWidget, panel_width: int) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._panel_sizes = {Qt.Orientation.Horizontal: panel_width, Qt.Orientation.Vertical: PANEL_HEIGHT}
        self._placing = False
        self.setHandleWidth(tokens.LINE)
        self.setChildrenCollapsible(False)
        self.addWidget(main)
        self.addWidget(panel)
        self.setStretchFactor(0, 1)
        self.setStretchFactor(1, 0)
        self.splitterMoved.connect(self._on_moved)

    def state(self) -> list[int]:
        """The panel's width and height, for remembering."""
        return [self._panel_sizes[Qt.Orientation.Horizontal], self._panel_sizes[Qt.Orientation.Vertical]]

    def restore(self, state: object) -> None:
        """Take back what `state` gave; tolerates anything."""
        if isinstance(state, list) and len(state) == 2 and all(isinstance(size, int) and size > 0 for size in state):
            self._panel_sizes = {Qt.Orientation.Horizontal: state[0], Qt.Orientation.Vertical: state[1]}
            self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the direction by the width there is."""
        wanted = Qt.Orientation.Vertical if self.width() < tokens.PANEL_BELOW_WIDTH else Qt.Orientation.Horizontal
        changed = wanted != self.orientation()
        if changed:
            self.setOrientation(wanted)
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        whole = self.width() if self.orientation() == Qt.Orientation.Horizontal else self.height()
        panel = min(self._panel_sizes[self.orientation()], whole // 2)
        self._placing = True
        self.setSizes([max(1, whole - panel - self.handleWidth()), panel])
        self._placing = False

    def _on_moved(self, _position: int, _index: int) -> None:
        if not self._placing:
            self._panel_sizes[self.orientation()] = self.sizes()[1]
