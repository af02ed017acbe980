"""The keyboard's way through every page and dialog: every control is reached, once, and is seen to have the focus."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QMainWindow,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from tests.ui import focus_walk
from tests.ui.surfaces import Surfaces
from tests.ui.window import Window
from ui import theme
from ui.widgets.focus_ring import FocusRing


@pytest.fixture
def ring(qapp: QApplication) -> Iterator[FocusRing]:
    """The focus ring, as the program has it."""
    made = FocusRing(qapp)
    yield made
    qapp.focusChanged.disconnect(made._on_focus_changed)
    made.deleteLater()


async def test_tab_reaches_every_control_once_and_shows_where_it_is(
    tmp_path: Path, ring: FocusRing, scheme: theme.Theme
) -> None:
    problems: list[str] = []
    shown: set[int] = set()
    count = 0

    async def look(title: str, window: QWidget) -> None:
        nonlocal count
        if not isinstance(window, QMainWindow | QDialog):
            return
        if title.startswith("command palette"):
            # Over the window, with the arrow keys for its list: the keyboard stays in it until it is closed.
            QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
            assert QApplication.focusWidget().objectName() == "palette.search"
            return
        found = focus_walk.problems_of(window)
        stops, _ = focus_walk.walk(window)
        count += len(stops)
        if not {id(stop) for stop in stops} <= shown:
            shown.update(id(stop) for stop in stops)
            alike = focus_walk.looks_alike_with_focus(window, stops)
            found += [f"looks the same with the focus: {name}" for name in alike]
        problems.extend(f"{title}: {problem}" for problem in found)

    async with Window(tmp_path, call_logs=30) as bench:
        await Surfaces(bench, tmp_path, look).visit_all()
    print(f"{count} stops of the Tab key, {len(shown)} controls, each seen to have the focus")
    assert not problems, "\n".join(problems)
    assert count > 300


def test_the_walk_finds_what_is_wrong(qapp: QApplication, scheme: theme.Theme) -> None:
    class Trap(QPlainTextEdit):
        """Takes the Tab key for itself, as a text editor may."""

    window = QWidget()
    layout = QVBoxLayout(window)
    buttons = [QPushButton(word) for word in ("one", "two", "three")]
    for button in buttons:
        layout.addWidget(button)
    window.show()
    window.activateWindow()
    QApplication.processEvents()
    assert focus_walk.problems_of(window) == []
    QWidget.setTabOrder(buttons[0], buttons[2])
    assert "stands before it" in "; ".join(focus_walk.problems_of(window))
    QWidget.setTabOrder(buttons[1], buttons[2])
    trap = Trap()
    layout.addWidget(trap)
    QApplication.processEvents()
    assert "goes nowhere from Trap" in "; ".join(focus_walk.problems_of(window))
    trap.setTabChangesFocus(True)
    assert focus_walk.problems_of(window) == []
    for button in buttons[:2]:
        button.setStyleSheet("QPushButton, QPushButton:focus { border: 1px solid black; outline: none; }")
    assert len(focus_walk.looks_alike_with_focus(window, buttons[:2])) == 2
    window.close()
    window.deleteLater()


async def test_no_two_actions_in_force_share_their_keys(tmp_path: Path, scheme: theme.Theme) -> None:
    async with Window(tmp_path, call_logs=5) as bench:
        seen = 0
        for tab in ("campaigns", "leads", "calls", "quota"):
            bench.window.show_tab(tab)
            taken: dict[str, list[str]] = {}
            for action in bench.window.findChildren(QAction):
                if action.shortcutContext() == Qt.ShortcutContext.WidgetShortcut:
                    continue  # shown only: what has the focus takes these keys itself
                # An action of a page is in force while its page is in front.
                places = [place for place in action.associatedObjects() if isinstance(place, QWidget)]
                if not any(isinstance(place, QMenu) or place.isVisible() for place in places):
                    continue
                for keys in action.shortcuts():
                    seen += 1
                    taken.setdefault(keys.toString(), []).append(action.objectName())
            for shortcut in bench.window.findChildren(QShortcut):
                parent = shortcut.parent()
                if isinstance(parent, QWidget) and parent.isVisible():
                    taken.setdefault(shortcut.key().toString(), []).append(f"in {parent.objectName()}")
            twice = {keys: names for keys, names in taken.items() if len(names) > 1}
            assert twice == {}, f"{tab}: {twice}"
        assert seen > 30
