"""Two pages with the same shortcut, both in the menus of one window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow, QStackedWidget

from tests.ui.calls.bench import until
from ui.command import Command
from ui.cooldown import Cooldown
from ui.desk import Desk
from ui.messages import Messages
from ui.page import Page
from ui.tasks import TaskRunner


class _Page(Page):
    def __init__(self, desk: Desk, window: QMainWindow, pressed: list[str], name: str) -> None:
        super().__init__(desk)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.refresh = Command(f"{name}.refresh", "Refresh", shortcut="F5", parent=self)
        self.refresh.triggered.connect(lambda: pressed.append(name))
        window.menuBar().addMenu(name).addAction(self.refresh.action)

    def commands(self) -> list[Command]:
        return [self.refresh]


async def test_a_key_belongs_to_the_page_in_front() -> None:
    failures: list[object] = []
    messages = Messages()
    desk = Desk(TaskRunner(failures.append, failures.append), messages, Cooldown())
    window, stack = QMainWindow(), QStackedWidget()
    window.setCentralWidget(stack)
    pressed: list[str] = []
    pages = [_Page(desk, window, pressed, name) for name in ("one", "two")]
    for page in pages:
        stack.addWidget(page)
    window.show()
    window.activateWindow()
    await until(window.isActiveWindow)
    for number in (0, 1, 0):
        stack.setCurrentIndex(number)
        QTest.keyClick(pages[number], Qt.Key.Key_F5)
    assert pressed == ["one", "two", "one"]
    window.close()
