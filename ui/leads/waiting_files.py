"""Files that were dropped together with another one, or while one is being sent.

Owns: the strip that says so, and their order. Leaves to others: opening them.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from ui import texts
from ui.widgets.banner import Banner
from ui.widgets.button import Button

translate = QCoreApplication.translate

_NAMES: Final = 3


class WaitingFiles(Banner):
    """A strip that is there while files wait.

    Signals:
        next_wanted: The operator wants the first of them checked now.
    """

    next_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tone="teal", icon="file-text", parent=parent)
        self.setObjectName("leads.waiting")
        self._paths: list[Path] = []
        self._next = Button(translate("Leads", "Check the next one"), small=True)
        self._next.setObjectName("leads.waiting.next")
        self._next.clicked.connect(self.next_wanted)
        forget = Button(translate("Leads", "Forget them"), kind="quiet", small=True)
        forget.setObjectName("leads.waiting.forget")
        forget.clicked.connect(self.clear)
        self.add_widget(self._next)
        self.add_widget(forget)
        self._show()

    @property
    def paths(self) -> tuple[Path, ...]:
        """The files that wait, first come first."""
        return tuple(self._paths)

    def add(self, paths: Iterable[Path]) -> None:
        """Let these wait too; one that waits already is not added again."""
        self._paths += [path for path in dict.fromkeys(paths) if path not in self._paths]
        self._show()

    def take(self) -> Path | None:
        """The first of them; it no longer waits."""
        path = self._paths.pop(0) if self._paths else None
        self._show()
        return path

    def clear(self) -> None:
        """None waits any more."""
        self._paths.clear()
        self._show()

    def set_sending(self, sending: bool) -> None:
        """While a file is being sent, the next one cannot be checked."""
        self._next.setEnabled(not sending)
        self._next.set_hint(translate("Leads", "Wait until the upload is over.") if sending else "")

    def _show(self) -> None:
        self.setVisible(bool(self._paths))
        names = ", ".join(texts.plain(path.name, 60) for path in self._paths[:_NAMES])
        more = len(self._paths) - _NAMES
        if more > 0:
            names = translate("Leads", "{names} and {count} more").format(names=names, count=more)
        title = (
            translate("Leads", "1 more file waits")
            if len(self._paths) == 1
            else translate("Leads", "{count} more files wait").format(count=len(self._paths))
        )
        self.set_text(title, translate("Leads", "{names} · one file is checked at a time").format(names=names))
