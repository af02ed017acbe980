"""Errors that nobody expected.

Owns: writing them to the log, and one window that tells of them. Leaves to others: that window's look
(`ui/dialogs/crash.py`); expected errors, which are sentences in the message bar.

It must hold when everything else is broken: an error in a paint event comes back with every repaint, so repeated
errors are only counted, and the window's own errors cannot open another one.
"""

from __future__ import annotations

import logging
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

if TYPE_CHECKING:
    import asyncio

    from ui.dialogs.crash import CrashWindow

LONGEST_DETAILS = 20_000
COUNT_AFTER_MS = 250
KEPT_KINDS = 20

_log = logging.getLogger("dialnexa")


class UnexpectedErrors(QObject):
    """The hook of one run. May be called from any thread.

    Args:
        window: The main window, which the crash window belongs to.
        log_folder: Where the log is.

    Attributes:
        count: How many errors there were.
    """

    reported = Signal(str, str)

    def __init__(self, window: QWidget, log_folder: Path) -> None:
        super().__init__(window)
        self._main = window
        self._log_folder = log_folder
        self._crash: CrashWindow | None = None
        self._is_building = False
        self._logged: dict[str, int] = {}
        self.count = 0
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(COUNT_AFTER_MS)
        self._later.timeout.connect(self._show_count)
        # Queued: what is told from a thread arrives on the window's, and a paint event is over before a window opens.
        self.reported.connect(self._on_reported, Qt.ConnectionType.QueuedConnection)

    def install(self, loop: asyncio.AbstractEventLoop | None = None) -> None:
        """Take over from Python's own hooks, and from the loop's where one is given."""
        sys.excepthook = self.take
        threading.excepthook = self._on_thread
        if loop is not None:
            loop.set_exception_handler(self._on_loop)

    def take(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """An error that nobody caught: see `sys.excepthook`."""
        if issubclass(kind, KeyboardInterrupt | SystemExit):
            sys.__excepthook__(kind, error, trace)
            return
        from app.log import format_exception

        details = format_exception(kind, error, trace)[-LONGEST_DETAILS:]
        place = _place(kind, trace)
        times = self._logged.get(place, 0)
        if times or len(self._logged) < KEPT_KINDS:
            self._logged[place] = times + 1
        if times == 0:
            # The same one with every repaint would fill the disk.
            _log.error("unexpected: %s", details)
        if isValid(self):
            self.reported.emit(kind.__name__, details)

    def _on_thread(self, args: Any) -> None:
        if args.exc_value is not None:
            self.take(args.exc_type, args.exc_value, args.exc_traceback)

    def _on_loop(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        """What failed where no task was watching: see `loop.set_exception_handler`."""
        error = context.get("exception")
        if isinstance(error, BaseException):
            self.take(type(error), error, error.__traceback__)
        else:
            _log.warning("event loop: %s", context.get("message"))

    @Slot(str, str)
    def _on_reported(self, kind: str, details: str) -> None:
        self.count += 1
        if self._crash is not None or self._is_building:
            if not self._later.isActive():
                self._later.start()
            return
        if not self._main.isVisible():
            return  # the program is ending; the log has it
        self._is_building = True
        try:
            from ui.dialogs.crash import CrashWindow

            crash = CrashWindow(kind, details, self._log_folder, self._main)
            crash.finished.connect(self._on_finished)
            self._crash = crash
            crash.show()
        except Exception:
            # Nothing is left that could be shown; the log has both.
            _log.exception("the crash window failed")
        finally:
            self._is_building = False

    def _show_count(self) -> None:
        if self._crash is not None:
            self._crash.show_count(self.count)

    def _on_finished(self) -> None:
        crash, self._crash = self._crash, None
        self.count = 0
        if crash is not None:
            crash.deleteLater()


def _place(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Where it happened: errors of one kind at one line are one error."""
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    at = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace is not None else ""
    return f"{kind.__name__} {at}"
