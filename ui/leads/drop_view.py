"""The page while no file is open: the zone for one, and what was uploaded earlier.

Owns: how the two stand together. Leaves to others: both (`drop_zone.py`, `earlier.py`).
"""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import tokens
from ui.leads.drop_zone import DropZone
from ui.leads.earlier import EarlierUploads


class DropView(QWidget):
    """See the module."""

    def __init__(self, zone: DropZone, earlier: EarlierUploads) -> None:
        super().__init__()
        middle = QHBoxLayout()
        middle.setContentsMargins(tokens.S24, tokens.S24, tokens.S24, tokens.S24)
        middle.addStretch(1)
        middle.addWidget(zone, 100)
        middle.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(middle, 1)
        column.addWidget(earlier)
