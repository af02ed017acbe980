"""Every control of every page, dialog, menu and popup has a name for assistive technology."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QGroupBox,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from tests.ui.accessible_tree import Control, controls_of, problems_in
from tests.ui.surfaces import Surfaces, kinds_of
from tests.ui.window import Window
from ui.page import Page
from ui.widgets.button import Button
from ui.widgets.combo_button import ComboButton


async def test_every_control_on_every_surface_has_a_name(tmp_path: Path, scheme: object) -> None:
    problems: list[str] = []
    surfaces: dict[str, list[Control]] = {}

    async def look(title: str, window: QWidget) -> None:
        surfaces[title] = controls_of(window)
        if isinstance(window, QDialog) and not window.windowTitle():
            problems.append(f"{title}: the dialog has no title")
        problems.extend(f"{title}: {problem}" for problem in problems_in(surfaces[title]))

    async with Window(tmp_path, call_logs=30) as bench:
        visit = Surfaces(bench, tmp_path, look)
        await visit.visit_all()
    count = sum(map(len, surfaces.values()))
    different = {control for controls in surfaces.values() for control in controls}
    assert not problems, "\n".join(problems)
    print(f"{count} controls ({len(different)} different) on {len(surfaces)} surfaces, 100 % named")
    # A dialog or a page that nobody takes this walk to would be a hole in it.
    for base in (QDialog, Page):
        missing = {kind for kind in kinds_of(base) if not any(issubclass(seen, kind) for seen in visit.seen)}
        assert missing == set(), f"never on the screen in this walk: {missing}"
    assert count > 500


def problems_with(*widgets: QWidget) -> str:
    """What the walk says of a window that holds these."""
    window = QWidget()
    window.setWindowTitle("Window")
    layout = QVBoxLayout(window)
    for widget in widgets:
        layout.addWidget(widget)
    window.show()
    try:
        return "; ".join(problems_in(controls_of(window)))
    finally:
        window.close()
        window.deleteLater()


def test_the_walk_finds_what_has_no_name(qapp: QApplication, scheme: object) -> None:
    assert problems_with(QPushButton("Pause"), QPushButton("Resume")) == ""
    assert "no name: Button" in problems_with(QPushButton("Pause"), Button(icon="x"))
    assert "no name: EditableText" in problems_with(QLineEdit("what somebody typed"))
    assert "2 of the same name" in problems_with(QPushButton("Close"), QPushButton("Close"))
    wrong = QPushButton("")
    wrong.setAccessibleName("campaigns.pause")
    assert "a name for programmers" in problems_with(wrong)
    wrong = QPushButton("")
    wrong.setAccessibleName("CoolingButton")
    assert "a name for programmers" in problems_with(wrong)


def test_a_combo_box_counts_as_named_only_by_its_label(qapp: QApplication, scheme: object) -> None:
    bare = QComboBox()
    bare.addItem("All")
    bare.setAccessibleName("Status filter")  # which Qt does not pass on where it tells the value
    assert "no name: ComboBox" in problems_with(bare)
    good = ComboButton("Status filter")
    good.addItem("All")
    assert problems_with(good) == ""


def test_what_is_named_alike_in_different_groups_is_told_apart(qapp: QApplication, scheme: object) -> None:
    groups = []
    for title in ("Leads", "Calls"):
        group = QGroupBox(title)
        QVBoxLayout(group).addWidget(QPushButton("Refresh"))
        groups.append(group)
    assert problems_with(*groups) == ""
