"""What Qt has to say goes to the log.

Owns: the message handler. Leaves to others: the log itself (`app/log.py`).
Source: https://doc.qt.io/qt-6/qtlogging.html#qInstallMessageHandler. It takes the place of Qt's own, which writes to
standard error, where nobody looks once a window is open.

Still told there: what ends the program, and whatever is said about the platform plugin, since without it there will be
no window and no log. What comes before the log is open is kept until then.
"""

from __future__ import annotations

import os
from collections.abc import Callable

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

# Said for every window by the platform without a screen, which the pictures are taken on:
# "This plugin does not support propagateSizeHints()", "raise()", "grabbing the keyboard".
DROPPED = "This plugin does not support "
KEPT = 100
_STDERR = 2


class QtMessages:
    """The handler of one run."""

    def __init__(self) -> None:
        self._early: list[tuple[int, str]] = []
        self._sink: Callable[[int, str], None] | None = None

    def install(self) -> None:
        """From now on, Qt's messages come here."""
        qInstallMessageHandler(self._take)

    def to_log(self) -> None:
        """The log is open: hand over what was kept, and the rest as it comes."""
        self._hand_over(_write)

    def to_stderr(self) -> None:
        """There will be no log in this run: whoever started it sees what Qt says."""
        self._hand_over(lambda _level, text: _tell(text))

    def _hand_over(self, sink: Callable[[int, str], None]) -> None:
        self._sink = sink
        early, self._early = self._early, []
        for level, text in early:
            sink(level, text)

    def _take(self, kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        # Never raises: it is called from the middle of Qt.
        try:
            if message.startswith(DROPPED):
                return
            category = context.category or "default"
            text = f"{category}: {message}"
            level = _LEVELS.get(kind, 30)
            if kind == QtMsgType.QtFatalMsg or category.startswith("qt.qpa.plugin"):
                _tell(message)
            if self._sink is not None:
                self._sink(level, text)
            elif len(self._early) < KEPT:
                self._early.append((level, text))
        except Exception:
            _tell(str(message))


# Levels as numbers: `logging` is loaded when the first message comes, not before the first paint.
_LEVELS = {
    QtMsgType.QtDebugMsg: 10,
    QtMsgType.QtInfoMsg: 20,
    QtMsgType.QtWarningMsg: 30,
    QtMsgType.QtCriticalMsg: 40,
    QtMsgType.QtFatalMsg: 50,
}


def _write(level: int, text: str) -> None:
    import logging

    logging.getLogger("qt").log(level, "%s", text)


def _tell(text: str) -> None:
    os.write(_STDERR, (text + "\n").encode("utf-8", "replace"))
