"""Real X11 drag and drop: a second Qt process holds the files, xdotool moves the pointer.

Owns: the source program (`python -m tests.end_to_end.drag FILE...`) and carrying its files to a point of the screen.
Leaves to others: what the program under the pointer does with them.

Nothing is slept for: the source says when it is on the screen, when the drag has begun, and when the program under the
pointer has agreed to take the files (XdndStatus, https://www.freedesktop.org/wiki/Specifications/XDND/).
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from queue import Empty, Queue
from typing import Any

from tests.end_to_end.desktop import SCREEN, Desktop

SOURCE_SIZE = 60
STEP_LIMIT_S = 10.0
CHECKOUT = Path(__file__).resolve().parents[2]


def drag_files(desktop: Desktop, files: Sequence[Path], to: tuple[int, int]) -> str:
    """Drag `files` to the screen point `to` and let go there; the action that the other side took, e.g. `CopyAction`.

    Raises:
        AssertionError: the program there did not agree to take them, or a step took over `STEP_LIMIT_S`.
    """
    with _Source(desktop, files) as source:
        x, y = source.wait_for("shown")["centre"]
        desktop.xdotool("mousemove", x, y, "mousedown", 1)
        try:
            source.nudge_until("dragging", lambda n: (x - 8 - 2 * (n % 9), y - 8 - n % 5))
            # Moves go on until the target has answered: it sees only those that come after it has been entered.
            source.nudge_until("agreed", lambda n: (to[0] + n % 3, to[1] + n % 2))
        finally:
            desktop.xdotool("mouseup", 1)
        return str(source.wait_for("done")["action"])


class _Source:
    """The source program and what it has said."""

    def __init__(self, desktop: Desktop, files: Sequence[Path]) -> None:
        self._desktop = desktop
        self._said: Queue[dict[str, Any]] = Queue()
        self._heard: dict[str, dict[str, Any]] = {}
        command = [sys.executable, "-m", "tests.end_to_end.drag", *map(str, files)]
        self._process = subprocess.Popen(
            command, cwd=CHECKOUT, env=desktop.env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True
        )
        threading.Thread(target=self._listen, daemon=True).start()

    def __enter__(self) -> _Source:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()
        assert self._process.stdout is not None
        self._process.stdout.close()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        try:
            for line in self._process.stdout:
                self._said.put(json.loads(line))
        except ValueError:
            return  # closed while reading

    def heard(self, event: str, *, wait_s: float) -> dict[str, Any] | None:
        deadline = time.monotonic() + wait_s
        while event not in self._heard:
            try:
                message = self._said.get(timeout=max(0.0, deadline - time.monotonic()))
            except Empty:
                return None
            self._heard[message["event"]] = message
        return self._heard[event]

    def wait_for(self, event: str) -> dict[str, Any]:
        message = self.heard(event, wait_s=STEP_LIMIT_S)
        assert message is not None, f"drag: no {event!r} within {STEP_LIMIT_S:g} s, only {list(self._heard)}"
        return message

    def nudge_until(self, event: str, point: Any) -> None:
        deadline = time.monotonic() + STEP_LIMIT_S
        count = 0
        while self.heard(event, wait_s=0.03) is None:
            assert time.monotonic() < deadline, (
                f"drag: no {event!r} within {STEP_LIMIT_S:g} s, only {list(self._heard)}"
            )
            self._desktop.xdotool("mousemove", *point(count))
            count += 1


def _source(files: list[str]) -> int:
    from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, Qt, QTimer, QUrl
    from PySide6.QtGui import QDrag, QMouseEvent
    from PySide6.QtWidgets import QApplication, QLabel

    def say(event: str, **what: object) -> None:
        print(json.dumps({"event": event, **what}), flush=True)

    class Source(QLabel):
        dragging = False

        def mouseMoveEvent(self, event: QMouseEvent) -> None:
            if self.dragging or not event.buttons() & Qt.MouseButton.LeftButton:
                return
            self.dragging = True
            data = QMimeData()
            data.setUrls([QUrl.fromLocalFile(file) for file in files])
            drag = QDrag(self)
            drag.setMimeData(data)
            drag.actionChanged.connect(self._on_action_changed)
            QTimer.singleShot(0, lambda: say("dragging"))
            actions: list[Qt.DropAction] = []
            # `exec` returns when the button is let go, but the other side fetches the files after that; Qt deletes the
            # drag when it has said that it is done (XdndFinished). Until then this process has to live.
            drag.destroyed.connect(lambda: say("done", action=actions[0].name))
            actions.append(drag.exec(Qt.DropAction.CopyAction))

        def _on_action_changed(self, action: Qt.DropAction) -> None:
            if action is not Qt.DropAction.IgnoreAction:
                say("agreed", action=action.name)

    class WhenShown(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() is QEvent.Type.Paint and not hasattr(self, "said"):
                self.said = True
                centre = window.mapToGlobal(QPoint(SOURCE_SIZE // 2, SOURCE_SIZE // 2))
                QTimer.singleShot(0, lambda: say("shown", centre=[centre.x(), centre.y()]))
            return False

    application = QApplication(sys.argv[:1])
    window = Source("files")
    window.setWindowTitle("drag source")
    window.setFixedSize(SOURCE_SIZE, SOURCE_SIZE)
    window.move(SCREEN[0] - SOURCE_SIZE - 10, SCREEN[1] - SOURCE_SIZE - 10)
    watcher = WhenShown()
    window.installEventFilter(watcher)
    window.show()
    return application.exec()


if __name__ == "__main__":
    sys.exit(_source(sys.argv[1:]))
