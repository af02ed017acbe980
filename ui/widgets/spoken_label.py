"""A name for controls whose accessible name Qt fills with their value.

Owns: `SpokenLabel`. On Linux Qt tells a combo box's text, and everywhere a tab bar's current tab, as the name; what
`setAccessibleName` says is not told. Assistive technology finds the name through the relation "labelled by", which
Qt makes from a label whose buddy the control is (https://doc.qt.io/qt-6/qlabel.html#setBuddy).
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QLabel, QSplitter, QWidget


class SpokenLabel(QLabel):
    """A label that is never seen, beside `control`, wherever that is put."""

    def __init__(self, control: QWidget) -> None:
        super().__init__()
        self._control = control
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setBuddy(control)
        self.hide()
        control.installEventFilter(self)
        control.destroyed.connect(self.deleteLater)
        self._follow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay beside the control: Qt looks for labels among its siblings."""
        if event.type() == QEvent.Type.ParentChange and watched is self._control:
            self._follow()
        return False

    def _follow(self) -> None:
        parent = self._control.parentWidget()
        # A splitter would take it for a pane.
        if parent is not None and not isinstance(parent, QSplitter) and parent is not self.parentWidget():
            self.setParent(parent)
            self.hide()
