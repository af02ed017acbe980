"""An operator without a mouse: real key events of the X server, one window at a time.

Owns: going to a control with the Tab key, and knowing where the focus is. Leaves to others: what is on the screen
(`accessibility.py`), what is done with it (the tests).
"""

from __future__ import annotations

import contextlib
import subprocess
import sys
from collections.abc import Callable, Iterator

from tests.end_to_end.accessibility import Gone, Node
from tests.end_to_end.desktop import Desktop, eventually
from tests.end_to_end.listening import Listener
from tests.end_to_end.program import CHECKOUT, Console

MOST_STEPS = 60
# Owns the clipboard until it is ended, as a spreadsheet does.
_CLIPBOARD = """
import sys
from PySide6.QtGui import QGuiApplication
application = QGuiApplication(sys.argv[:1])
application.clipboard().setText(sys.stdin.read())
print("there", flush=True)
application.exec()
"""


class Keyboard:
    """The keyboard of one console. What has the focus is known from what a screen reader hears."""

    def __init__(self, console: Console, listener: Listener) -> None:
        self.console = self._console = console
        self._listener = listener
        self.desktop = console.desktop
        self.screen = console.screen()
        # Out of the way: nothing is pointed at.
        self.desktop.xdotool("mousemove", 1900, 1060)
        self._main = console.window()
        self.back_in_window()

    def press(self, *keys: str) -> None:
        """Press keys, each by its X name."""
        self.desktop.key(*keys)

    def type(self, text: str) -> None:
        """Type a text."""
        self.desktop.type(text)

    def replace(self, text: str) -> None:
        """Type in place of what is there."""
        self.desktop.key("ctrl+a")
        self.desktop.type(text)

    def back_in_window(self, dialogs: int = 0) -> None:
        """Wait until no more than so many dialogs are open, and do what a window manager does then.

        When a window goes, the one below it gets the keyboard; there is no window manager here to see to that.
        """

        def is_back() -> bool:
            windows = self.desktop.windows(self._console.pid)
            if len(windows) != dialogs + 1:
                return False
            self.desktop.focus(next((one for one in windows if one != self._main), self._main))
            return True

        eventually(is_back, lambda: f"{dialogs} dialogs, not {len(self.desktop.windows(self._console.pid)) - 1}")
        eventually(lambda: self._has_keyboard(in_main=not dialogs), lambda: f"the keyboard, not {self._where()!r}")

    # -- the focus

    def focused(self) -> Node | None:
        """What has the focus."""
        place = self._listener.focus
        return Node(self.screen.bus, *place) if place is not None else None

    def _has_keyboard(self, *, in_main: bool) -> bool:
        """Whether what got the focus last still has it, and is in the main window, or in a dialog.

        A dialog that is off the screen can still have the focus for a moment.
        """
        node = self.focused()
        with contextlib.suppress(Gone):
            if node is not None and "focused" in node.states:
                return (".MainWindow." in node.object_name) == in_main
        return False

    def is_on(self, wanted: str) -> bool:
        """Whether the focus is on what has this object name, this name, or this role and name."""
        node = self.focused()
        with contextlib.suppress(Gone):
            return node is not None and (
                node.object_name.endswith(f".{wanted}") or wanted in (node.name, f"{node.role} {node.name}")
            )
        return False

    def wait_for_focus(self, wanted: str) -> Node:
        """Wait until the focus is there by itself."""
        eventually(lambda: self.is_on(wanted), lambda: f"the focus on {wanted!r}, not on {self._where()!r}")
        node = self.focused()
        assert node is not None
        return node

    def tab_to(self, wanted: str, *, backwards: bool = False) -> Node:
        """Press Tab until the focus is on what has this object name, or this name; it has to be on the way round."""
        return self._walk_to(wanted, "shift+Tab" if backwards else "Tab", lambda: self.is_on(wanted))

    def choose_in_menu(self, entry: str) -> None:
        """Walk down an open menu to the entry whose text begins so, and choose it."""

        def is_there() -> bool:
            node = self.focused()
            with contextlib.suppress(Gone):
                return node is not None and node.role.endswith("menu item") and node.name.startswith(entry)
            return False

        self._walk_to(entry, "Down", is_there)
        self.press("Return")

    def _walk_to(self, wanted: str, key: str, is_there: Callable[[], bool]) -> Node:
        way: list[str] = []
        for _ in range(MOST_STEPS):
            if is_there():
                node = self.focused()
                assert node is not None
                return node
            before = self._listener.moves
            self.press(key)
            eventually(lambda: self._listener.moves > before, f"a move of the focus by {key} after {way}")  # noqa: B023
            eventually(lambda: self._listener.focus is not None, f"a focus after {way}")
            way.append(self._where())
        raise AssertionError(f"{key} never comes to {wanted!r}, only to {way}")

    def _where(self) -> str:
        node = self.focused()
        with contextlib.suppress(Gone):
            return "nothing" if node is None else f"{node.role} {node.name}"
        return "something that is gone"

    # -- what is done by keyboard in more than one place

    def run(self, action: str) -> None:
        """Find an action in the command palette and run it."""
        self.press("ctrl+k")
        field = self.wait_for_focus("palette.search")
        self.type(action)
        eventually(
            lambda: field.description.casefold().startswith(action.casefold()),
            lambda: f"{action!r} at the top of the palette, not {field.description!r}",
        )
        self.press("Return")

    def open_menu(self, key: str) -> None:
        """Open a menu: the context menu by `Menu` or `shift+F10`, one of the menu bar by `alt+c`."""
        before = len(self.desktop.windows(self._console.pid))
        self.press(key)
        eventually(lambda: len(self.desktop.windows(self._console.pid)) > before, f"a menu by {key}")


@contextlib.contextmanager
def clipboard(desktop: Desktop, text: str) -> Iterator[None]:
    """Another program that has copied `text`."""
    process = subprocess.Popen(
        [sys.executable, "-c", _CLIPBOARD],
        cwd=CHECKOUT,
        env=desktop.env,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        process.stdin.write(text)
        process.stdin.close()
        assert process.stdout.readline().strip() == "there"
        yield
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
