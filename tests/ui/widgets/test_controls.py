"""Controls: names for assistive technology, keyboard, the focus ring, plain text, nothing that raises."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QScrollArea, QSplitter, QVBoxLayout, QWidget

from ui import theme, tokens
from ui.widgets import status
from ui.widgets.banner import Banner, Chip
from ui.widgets.button import Button
from ui.widgets.charts import Amount, BarChart, BarList, Sparkline
from ui.widgets.combo_button import ComboButton
from ui.widgets.empty_state import EmptyState
from ui.widgets.focus_ring import FocusRing
from ui.widgets.label import Label
from ui.widgets.message_bar import MessageBar
from ui.widgets.number_field import DateField, NumberField
from ui.widgets.progress_bar import ProgressBar
from ui.widgets.ratio_bar import RatioBar
from ui.widgets.rows import BigNumber, FormField, KeyValues, SectionTitle, TwoLines, row
from ui.widgets.search_field import SearchField, TextField
from ui.widgets.segmented_filter import SegmentedFilter
from ui.widgets.side_panel import PanelPage, SidePanel
from ui.widgets.status_bar import StatusBar
from ui.widgets.step_bar import StepBar
from ui.widgets.tab_bar import TabBar
from ui.widgets.table import TableView
from ui.widgets.toggles import CheckBox, RadioButton, Switch


def show(qtbot: Any, window: QWidget) -> None:
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


@pytest.fixture
def ring(qapp: QApplication, scheme: theme.Theme) -> Any:
    made = FocusRing(qapp)
    yield made
    qapp.focusChanged.disconnect(made._on_focus_changed)
    made._leave()


# --- labels


def test_markup_stays_text(qtbot: Any, scheme: theme.Theme) -> None:
    label = Label("<b>bold</b> & more", elide="end")
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.sizeHint().width() > Label("bold more").sizeHint().width()
    label.resize(40, 20)
    assert label.is_elided
    label.resize(label.sizeHint())
    assert not label.is_elided


def test_a_wrapping_label_has_the_line_height_of_the_tokens(qtbot: Any, scheme: theme.Theme) -> None:
    label = Label("word " * 40, wrap=True)
    qtbot.addWidget(label)
    lines = label.heightForWidth(150) / tokens.BODY[1]
    assert lines == int(lines) > 3
    assert Label("one\ntwo", wrap=True).heightForWidth(500) == 2 * tokens.BODY[1]


# --- buttons


@pytest.mark.parametrize("kind", ["plain", "primary", "danger", "danger_fill", "quiet", "link"])
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_buttons_paint_in_every_state(qtbot: Any, scheme: theme.Theme, kind: Any, mode: Any) -> None:
    scheme.set_mode(mode)
    button = Button("Save", icon="save", kind=kind, more=True)
    qtbot.addWidget(button)
    on = button.grab().toImage()
    assert button.height() >= tokens.H_SMALL
    button.setEnabled(False)
    assert button.grab().toImage() != on


def test_a_button_without_text_is_square_and_big_enough_to_hit(qtbot: Any, scheme: theme.Theme) -> None:
    hint = Button(icon="x", kind="quiet", small=True).sizeHint()
    assert hint.width() == hint.height() == 24


# --- focus ring


def test_the_ring_follows_the_keyboard_and_is_one_pixel_outside(qtbot: Any, ring: FocusRing) -> None:
    window = QWidget()
    layout = QHBoxLayout(window)
    first, second = Button("First"), Button("Second", kind="primary")
    layout.addWidget(first)
    layout.addWidget(second)
    show(qtbot, window)
    first.setFocus(Qt.FocusReason.TabFocusReason)
    assert ring.rect == first.geometry().adjusted(-3, -3, 3, 3)
    QTest.keyClick(first, Qt.Key.Key_Tab)
    assert ring.rect == second.geometry().adjusted(-3, -3, 3, 3)
    image = window.grab().toImage()
    area = second.geometry()
    assert image.pixelColor(area.center().x(), area.top() - 2) == theme.colours().accent_text
    assert image.pixelColor(area.center().x(), area.top() - 1) == theme.colours().surface
    window.resize(500, 200)
    QApplication.processEvents()
    assert ring.rect == second.geometry().adjusted(-3, -3, 3, 3)
    second.hide()
    QApplication.processEvents()
    assert ring.rect is None or ring.rect == first.geometry().adjusted(-3, -3, 3, 3)


def test_a_clicked_button_has_no_ring_until_a_key_comes_but_a_field_has(qtbot: Any, ring: FocusRing) -> None:
    window = QWidget()
    layout = QHBoxLayout(window)
    button, field = Button("Press"), SearchField()
    layout.addWidget(button)
    layout.addWidget(field)
    show(qtbot, window)
    field.setFocus()
    qtbot.mousePress(button, Qt.MouseButton.LeftButton)
    qtbot.mouseRelease(button, Qt.MouseButton.LeftButton)
    assert button.hasFocus()
    assert ring.rect is None
    qtbot.keyClick(button, Qt.Key.Key_Shift)
    assert ring.rect is not None
    qtbot.mouseClick(field, Qt.MouseButton.LeftButton)
    assert ring.rect == field.geometry().adjusted(-1, -1, 1, 1)


def test_the_ring_scrolls_with_its_control_and_survives_its_end(qtbot: Any, ring: FocusRing) -> None:
    area = QScrollArea()
    area.setWidgetResizable(True)
    body = QWidget()
    layout = QVBoxLayout(body)
    buttons = [Button(f"Button {i}") for i in range(40)]
    for button in buttons:
        layout.addWidget(button)
    area.setWidget(body)
    area.resize(300, 200)
    show(qtbot, area)
    buttons[1].setFocus(Qt.FocusReason.TabFocusReason)
    before = ring.rect
    area.verticalScrollBar().setValue(20)
    after = ring.rect
    assert before is not None
    assert after is not None
    assert after.top() == before.top() - 20
    layout.removeWidget(buttons[1])
    buttons[1].deleteLater()
    body.deleteLater()
    QApplication.sendPostedEvents()
    QApplication.processEvents()
    area.setFocus()
    assert ring.rect is None or ring.rect.isValid()


def test_the_ring_becomes_no_pane_of_a_splitter(qtbot: Any, ring: FocusRing) -> None:
    splitter = QSplitter()
    inside = QWidget()
    button = Button("Inside", parent=inside)
    splitter.addWidget(inside)
    splitter.addWidget(TableView())
    outer = QWidget()
    QVBoxLayout(outer).addWidget(splitter)
    show(qtbot, outer)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    assert ring.rect is not None
    assert splitter.count() == 2


# --- fields and choices


def test_search_empties_by_escape_and_by_its_cross(qtbot: Any, scheme: theme.Theme) -> None:
    field = SearchField("Search campaigns")
    show(qtbot, field)
    assert field.accessibleName() == "Search campaigns"
    qtbot.keyClicks(field, "EMI")
    field.set_matches("284 calls")
    cross = field.findChild(Button)
    assert cross is not None
    assert cross.isVisible()
    assert field.textMargins().right() > 60
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""
    assert not cross.isVisible()
    qtbot.keyClicks(field, "x")
    qtbot.mouseClick(cross, Qt.MouseButton.LeftButton)
    assert field.text() == ""


def test_a_wrong_field_is_red_and_says_why(qtbot: Any, scheme: theme.Theme) -> None:
    field = TextField("+91 98330 6591")
    form = FormField("Number", field, note="With country code")
    qtbot.addWidget(form)
    form.show()
    assert field.accessibleName() == "Number"
    form.set_error("9 digits, a number in India has 10")
    assert field.accessibleDescription() == "9 digits, a number in India has 10"
    image = field.grab().toImage()
    assert image.pixelColor(field.width() // 2, 0) == theme.colours().red
    form.set_error("")
    assert field.accessibleDescription() == "With country code"
    assert field.grab().toImage().pixelColor(field.width() // 2, 0) == theme.colours().line2


def test_a_choice_is_named_reached_by_keyboard_and_ignores_the_wheel(qtbot: Any, scheme: theme.Theme) -> None:
    box = ComboButton("Status")
    box.addItems(["All", "Running", "<b>Paused</b>"])
    box.setAccessibleName("Status filter")
    show(qtbot, box)
    interface = QAccessible.queryAccessibleInterface(box)
    assert interface.role() == QAccessible.Role.ComboBox
    assert interface.text(QAccessible.Text.Value) == "All"
    assert interface.text(QAccessible.Text.Description) == "Status filter"
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert box.currentText() == "Running"
    wheel = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(box, wheel)
    assert box.currentText() == "Running"
    box.showPopup()
    assert box.view().isVisible()
    box.hidePopup()


def test_a_filter_shows_only_its_label_while_it_filters_nothing(qtbot: Any, scheme: theme.Theme) -> None:
    box = ComboButton("Campaign", neutral="label")
    box.addItems(["All", "EMI reminders · June"])
    qtbot.addWidget(box)
    narrow = box.sizeHint().width()
    assert box.is_neutral
    box.setCurrentIndex(1)
    assert box.sizeHint().width() > narrow


def test_number_and_date_fields(qtbot: Any, scheme: theme.Theme) -> None:
    from datetime import date

    number = NumberField(1, 5_000, 25, unit="calls")
    qtbot.addWidget(number)
    number.resize(number.sizeHint())
    number.show()
    assert number.lineEdit().width() > 40
    qtbot.keyClick(number, Qt.Key.Key_Up)
    assert number.value() == 26
    field = DateField(date(2026, 6, 12))
    qtbot.addWidget(field)
    assert field.value == date(2026, 6, 12)
    assert not field.grab().isNull()


@pytest.mark.parametrize("make", [CheckBox, Switch])
def test_toggles_are_pressed_anywhere_and_by_space(qtbot: Any, scheme: theme.Theme, make: Any) -> None:
    toggle = make("Pause the campaign while uploading", quiet="It is dialling now.")
    show(qtbot, toggle)
    off = toggle.grab().toImage()
    qtbot.mouseClick(toggle, Qt.MouseButton.LeftButton, pos=QPoint(toggle.width() - 10, 10))
    assert toggle.isChecked()
    assert toggle.grab().toImage() != off
    qtbot.keyClick(toggle, Qt.Key.Key_Space)
    assert not toggle.isChecked()
    assert toggle.accessibleDescription() == "It is dialling now."


def test_radio_buttons_exclude_each_other(qtbot: Any, scheme: theme.Theme) -> None:
    window = QWidget()
    layout = QVBoxLayout(window)
    first, second = RadioButton("Check again", quiet="1 request"), RadioButton("Save these rows")
    layout.addWidget(first)
    layout.addWidget(second)
    show(qtbot, window)
    first.setChecked(True)
    qtbot.mouseClick(second, Qt.MouseButton.LeftButton, pos=QPoint(60, 12))
    assert not first.isChecked()


def test_segments_count_and_answer_to_arrow_keys(qtbot: Any, scheme: theme.Theme) -> None:
    box = SegmentedFilter()
    for key, text in (("all", "All"), ("aside", "Set aside")):
        box.add(key, text)
    box.set_count("aside", 1_031)
    show(qtbot, box)
    second = box.findChildren(QWidget)[-1]
    assert second.accessibleName() == "Set aside 1,031"
    with qtbot.waitSignal(box.changed) as got:
        qtbot.mouseClick(second, Qt.MouseButton.LeftButton)
    assert got.args == ["aside"]
    box.choose("all")
    assert box.current == "all"


def test_tabs_are_a_tab_list_and_choosing_moves_nothing(qtbot: Any, scheme: theme.Theme) -> None:
    tabs = TabBar(main=True)
    for title in ("Campaigns", "Leads", "Call logs", "Quota"):
        tabs.addTab(title)
    show(qtbot, tabs)
    assert QAccessible.queryAccessibleInterface(tabs).role() == QAccessible.Role.PageTabList
    before = [tabs.tabRect(i) for i in range(4)]
    qtbot.keyClick(tabs, Qt.Key.Key_Right)
    assert tabs.currentIndex() == 1
    assert [tabs.tabRect(i) for i in range(4)] == before
    line = tabs.grab().toImage().pixelColor(before[1].center().x(), tabs.height() - 1)
    assert line == theme.colours().accent_text


def test_steps_say_where_they_stand(qtbot: Any, scheme: theme.Theme) -> None:
    bar = StepBar(["Drop", "Map", "Check"])
    qtbot.addWidget(bar)
    bar.resize(900, 56)
    bar.set_step(0, "done", "june\u202e.csv")
    bar.set_step(1, "current")
    bar.set_step(2, "ahead", enabled=False)
    bar.show()
    steps = bar.findChildren(QWidget)
    assert steps[0].accessibleName() == "Step 1: Drop"
    assert steps[0].accessibleDescription() == "done, june.csv"
    assert not steps[2].isEnabled()
    with qtbot.waitSignal(bar.step_clicked) as got:
        qtbot.mouseClick(steps[0], Qt.MouseButton.LeftButton)
    assert got.args == [0]


@pytest.mark.parametrize("make", [lambda: ComboButton("x"), lambda: TabBar(main=True)])
def test_controls_that_tell_their_value_as_name_are_named_by_relation(
    qtbot: Any, scheme: theme.Theme, make: Any
) -> None:
    control = make()
    window, other = QWidget(), QSplitter()
    QVBoxLayout(window).addWidget(control)
    qtbot.addWidget(window)
    qtbot.addWidget(other)
    control.setAccessibleName("Sections")

    def names() -> list[str]:
        interface = QAccessible.queryAccessibleInterface(control)
        found = [
            target.text(QAccessible.Text.Name)
            for target, relation in interface.relations()
            if relation == QAccessible.RelationFlag.Label
        ]
        return found

    assert names() == ["Sections"]
    inner = QWidget()
    QVBoxLayout(inner).addWidget(control)
    other.addWidget(inner)
    assert names() == ["Sections"]
    other.addWidget(control)
    assert other.count() == 2


# --- messages


def test_the_message_bar_exposes_its_text_and_runs_its_action(qtbot: Any, scheme: theme.Theme) -> None:
    bar = MessageBar()
    qtbot.addWidget(bar)
    bar.resize(700, 36)
    ran: list[str] = []
    bar.show_message("success", "was resumed.", strong="EMI <b>", action="Undo", on_action=lambda: ran.append("x"))
    assert bar.text == bar.accessibleDescription() == "EMI <b> was resumed."
    assert bar.accessibleName() == "Messages"
    action = next(b for b in bar.findChildren(Button) if b.text() == "Undo")
    qtbot.mouseClick(action, Qt.MouseButton.LeftButton)
    assert ran == ["x"]
    assert not bar.isVisible()
    bar.show_message("error", "x" * 100_000)
    assert len(bar.text) <= 2 * tokens.CELL_CAP
    assert not bar.grab().isNull()
    cross = next(b for b in bar.findChildren(Button) if b.accessibleName() == "Close the message")
    with qtbot.waitSignal(bar.closed):
        qtbot.mouseClick(cross, Qt.MouseButton.LeftButton)
    assert bar.text == ""


def test_announcements_reach_a_listening_bridge_without_harm(qtbot: Any, scheme: theme.Theme) -> None:
    from ui.widgets.announce import announce

    bar = MessageBar()
    qtbot.addWidget(bar)
    QAccessible.setActive(True)
    try:
        announce(bar, "Pause is possible again")
        announce(bar, "The key was refused", urgent=True)
    finally:
        QAccessible.setActive(False)


def test_banner_and_chip(qtbot: Any, scheme: theme.Theme) -> None:
    banner = Banner(title="The server asked for a pause of 20 s.", text="Greyed actions come back.")
    chip = Chip("When allowed:", "Resume ‘EMI <i>’")
    banner.add_widget(chip)
    qtbot.addWidget(banner)
    banner.resize(900, 48)
    banner.show()
    assert banner.height() == tokens.H_BANNER
    assert banner.accessibleDescription().startswith("The server asked for a pause")
    cross = chip.findChild(Button)
    assert cross is not None
    assert cross.accessibleName() == "Take back: Resume ‘EMI <i>’"
    with qtbot.waitSignal(chip.removed):
        qtbot.mouseClick(cross, Qt.MouseButton.LeftButton)


def test_an_empty_state_offers_at_most_one_action(qtbot: Any, scheme: theme.Theme) -> None:
    state = EmptyState("phone", "No call matches", "48,216 calls are stored.", "Clear the filters")
    qtbot.addWidget(state)
    state.show()
    with qtbot.waitSignal(state.action_clicked):
        qtbot.mouseClick(state.action, Qt.MouseButton.LeftButton)
    state.set_state("offline", "Offline")
    assert not state.action.isVisible()


# --- panels, charts, status bar


def test_a_panel_scrolls_its_sections_and_keeps_its_header(qtbot: Any, scheme: theme.Theme) -> None:
    panel = SidePanel()
    page = PanelPage()
    for number in range(12):
        values = KeyValues()
        values.set("a", "Agent", f"Lending assistant {number}\u202e")
        page.add_section(SectionTitle("Settings", note="local copy", value="44 %"), values, BigNumber("Leads", "4,200"))
    panel.add_page("Overview", page)
    panel.add_page("Leads", TwoLines(icon="clock"))
    panel.set_header("Q2 <b>", status.campaign("running"), "cmp_1")
    panel.resize(328, 400)
    qtbot.addWidget(panel)
    panel.show()
    assert page.verticalScrollBar().maximum() > 0
    assert values.value("a") == "Lending assistant 11"
    with qtbot.waitSignal(panel.page_changed):
        panel.tabs.setCurrentIndex(1)
    assert panel.pages.currentIndex() == 1
    values.clear()
    assert values.value("a") == ""


def test_bars_are_buttons(qtbot: Any, scheme: theme.Theme) -> None:
    amounts = [Amount("done", "Completed", 1106, "green_fill"), Amount("none", "Busy", 0, "amber_fill")]
    for chart in (BarList(clickable=True), RatioBar(clickable=True)):
        qtbot.addWidget(chart)
        chart.set_amounts(amounts)
        chart.resize(400, chart.sizeHint().height())
        chart.show()
        first = chart.findChildren(QWidget)[0]
        assert first.accessibleName().startswith("Completed")
        assert "1,106" in first.accessibleName()
        with qtbot.waitSignal(chart.clicked) as got:
            qtbot.keyClick(first, Qt.Key.Key_Space)
        assert got.args == ["done"]
    hours = BarChart(clickable=True, labels=True)
    qtbot.addWidget(hours)
    hours.resize(300, 60)
    hours.set_bars([Amount("9", "9:00", 3), Amount("10", "10:00", 8)], strong=frozenset({1}), labels=["9", "10"])
    hours.show()
    with qtbot.waitSignal(hours.clicked) as got:
        qtbot.mouseClick(hours.findChildren(QWidget)[1], Qt.MouseButton.LeftButton)
    assert got.args == ["10"]


def test_charts_of_nothing_paint(qtbot: Any, scheme: theme.Theme) -> None:
    line, ratio, bars, chart = Sparkline(), RatioBar(), BarList(), BarChart(labels=True)
    ratio.set_amounts([Amount("a", "A", 0)])
    bars.set_amounts([Amount("a", "A", 0)])
    chart.set_bars([Amount("a", "A", 0)])
    for widget in (line, ratio, bars, chart):
        qtbot.addWidget(widget)
        assert not widget.grab().isNull()
    line.set_values([3.0])
    assert not line.grab().isNull()
    bars.set_amounts([])
    chart.set_bars([])
    assert not row(bars, chart).grab().isNull()


def test_background_work_shows_progress_and_can_be_cancelled(qtbot: Any, scheme: theme.Theme) -> None:
    bar = StatusBar()
    qtbot.addWidget(bar)
    bar.resize(900, 28)
    bar.show()
    bar.set_facts(["15 campaigns", "1 selected"])
    bar.set_facts(["15 campaigns"])
    bar.set_note("up to date", icon="check")
    progress = bar.findChild(ProgressBar)
    cancel = next(b for b in bar.findChildren(Button))
    assert progress is not None
    assert not progress.isVisible()
    bar.set_work("Call logs: fetching page 14 of 22", 14, 22)
    values = QAccessible.queryAccessibleInterface(progress).valueInterface()
    assert (values.currentValue(), values.maximumValue()) == (14, 22)
    with qtbot.waitSignal(bar.cancel_requested):
        qtbot.mouseClick(cancel, Qt.MouseButton.LeftButton)
    bar.clear_work()
    assert not cancel.isVisible()


def test_progress_of_unknown_length_and_of_too_much(qtbot: Any, scheme: theme.Theme) -> None:
    bar = ProgressBar(wide=True)
    qtbot.addWidget(bar)
    bar.resize(100, 8)
    bar.set_progress(5, 0)
    assert not bar.grab().isNull()
    bar.set_progress(90, 60)
    assert bar.value() == 60
    assert bar.grab().toImage().pixelColor(90, 4) == theme.colours().accent_fill


def test_the_list_of_a_combo_box_does_not_cover_the_screen(qtbot: Any, scheme: object) -> None:
    combo = ComboButton()
    qtbot.addWidget(combo)
    combo.addItem("short")
    combo.addItem("<table><tr><td>" * 200)
    combo.show()
    combo.showPopup()
    width = combo.view().window().width()
    combo.hidePopup()
    assert combo.width() <= width <= 16 * tokens.S32 + tokens.S32
