"""The first console's ear for later starts.

Owns: listening, reading one request from each caller, bringing the window to the front. Leaves to others: the lock and
the words (`app/instance.py`), opening the files. Loaded after the first paint.
"""

from __future__ import annotations

import contextlib
import logging
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QApplication, QWidget

from app.instance import ANSWER, LONGEST_BYTES, address_of, read_request

CALL_LIMIT_MS = 2_000
MOST_CALLERS = 4

_log = logging.getLogger("dialnexa")


class InstanceServer(QObject):
    """Listens until `close`. Only this user may connect.

    Signals:
        called: Another start wants the window shown, and these files opened (list of Path, may be empty).
    """

    called = Signal(list)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.setMaxPendingConnections(MOST_CALLERS)
        self._server.newConnection.connect(self._on_connection)
        self._callers: list[QLocalSocket] = []

    def listen(self, folder: Path) -> bool:
        """Listen for `folder`, whose lock this process holds; False where that is not possible.

        The window works without: a second start then says that it cannot reach it.
        """
        try:
            address = address_of(folder)
        except OSError:
            return False
        # Left behind by a crash: the lock is ours, so nobody listens there.
        QLocalServer.removeServer(address)
        return self._server.listen(address)

    def close(self) -> None:
        """Hear nobody any more and remove the socket."""
        self._server.close()
        for caller in list(self._callers):
            caller.abort()

    def _on_connection(self) -> None:
        while (caller := self._server.nextPendingConnection()) is not None:
            if len(self._callers) >= MOST_CALLERS:
                caller.abort()
                caller.deleteLater()
                continue
            self._callers.append(caller)
            self._attend(caller)

    def _attend(self, caller: QLocalSocket) -> None:
        caller.setReadBufferSize(LONGEST_BYTES + 1)
        limit = QTimer(caller)
        limit.setSingleShot(True)
        # Not the bound method: of a socket that Qt made, PySide does not always find its own wrapper again.
        limit.timeout.connect(lambda: caller.abort())
        limit.start(CALL_LIMIT_MS)
        caller.readyRead.connect(lambda: self._read(caller))
        caller.disconnected.connect(lambda: self._forget(caller))
        self._read(caller)

    def _read(self, caller: QLocalSocket) -> None:
        if not caller.canReadLine():
            if caller.bytesAvailable() > LONGEST_BYTES:
                caller.abort()
            return
        line = bytes(caller.readLine(LONGEST_BYTES + 2).data())
        try:
            files = read_request(line)
        except ValueError as error:
            _log.info("a call to this window was refused: %s", error)
            caller.abort()
            return
        caller.write(ANSWER)
        caller.flush()
        caller.disconnectFromServer()
        self.called.emit(files)

    def _forget(self, caller: QLocalSocket) -> None:
        with contextlib.suppress(ValueError):
            self._callers.remove(caller)
        caller.deleteLater()


def bring_to_front(window: QWidget) -> None:
    """Show a window that may be minimised or covered; where the system forbids that, it asks for attention."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()
    QApplication.alert(window)
