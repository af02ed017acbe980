"""Draws every component in both schemes, with high contrast too: `python -m tests.ui.gallery OUT_DIR [SCALE [FONT]]`.

For comparing by eye; the tests assert behaviour.
"""

from __future__ import annotations

import itertools
import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if len(sys.argv) > 2:
    os.environ["QT_SCALE_FACTOR"] = sys.argv[2]

from datetime import datetime

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QPlainTextEdit, QVBoxLayout, QWidget

from app.quota.snapshot import QuotaSnapshot
from ui import icons, theme
from ui.models.columns import Column, Marked, ProgressCell, TextCell
from ui.models.record_table import RecordTableModel
from ui.widgets import status
from ui.widgets.banner import Banner, Chip
from ui.widgets.button import Button
from ui.widgets.charts import Amount, BarChart, BarList, Sparkline
from ui.widgets.combo_button import ComboButton
from ui.widgets.cooling_button import CoolingButton
from ui.widgets.empty_state import EmptyState
from ui.widgets.focus_ring import FocusRing
from ui.widgets.gauge import Gauge, HeaderGauge
from ui.widgets.label import Label
from ui.widgets.message_bar import MessageBar
from ui.widgets.number_field import DateField, NumberField
from ui.widgets.pill import Pill
from ui.widgets.progress_bar import ProgressBar
from ui.widgets.ratio_bar import RatioBar
from ui.widgets.rows import BigNumber, FormField, KeyValues, SectionTitle, TwoLines, row, separator
from ui.widgets.search_field import SearchField, TextField
from ui.widgets.segmented_filter import SegmentedFilter
from ui.widgets.side_panel import PanelPage, SidePanel
from ui.widgets.status_bar import StatusBar
from ui.widgets.step_bar import StepBar
from ui.widgets.tab_bar import TabBar
from ui.widgets.table import TableView
from ui.widgets.toggles import CheckBox, RadioButton, Switch


class Icons(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(12 * 32, 5 * 34)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for place, name in enumerate(icons.names()):
            box = QRect(place % 12 * 32, place // 12 * 34, 24, 24)
            icons.paint(painter, name, box, theme.colours().text)


class Campaign:
    def __init__(self, number: int, name: str, state: str, done: int, total: int) -> None:
        self.id = number
        self.name = name
        self.state = state
        self.done = done
        self.total = total


CAMPAIGNS = [
    Campaign(1, "Q2 Lead Re-engagement", "running", 1842, 4200),
    Campaign(2, "EMI reminders · June", "running", 3310, 3960),
    Campaign(3, "KYC follow-up (Maharashtra)", "paused", 612, 2400),
    Campaign(4, "Insurance renewal · 30 days", "scheduled", 0, 5150),
    Campaign(5, "Broker onboarding pilot", "draft", 0, 0),
    Campaign(6, "Monsoon offer · win-back", "completed", 8000, 8000),
    Campaign(7, "Webinar no-shows", "on_hold_v2", 214, 900),
]


def _progress(c: Campaign) -> ProgressCell:
    if not c.total:
        return ProgressCell(text="no leads yet")
    return ProgressCell(c.done, c.total, status.progress_tone(c.state))


def columns() -> list[Column[Campaign]]:
    return [
        Column("name", "Name", lambda c: c.name, weight="medium", width=200, stretch=True, keep=True),
        Column("status", "Status", lambda c: c.state, cell=lambda c: status.campaign(c.state), width=116),
        Column(
            "number", "Caller number", lambda c: "+91 80 4718 2200", elide="middle", width=148, least=148, keep=True
        ),
        Column("progress", "Progress", lambda c: c.done, cell=_progress, width=164, least=120),
        Column("pending", "Pending", lambda c: c.total - c.done, align="right", width=72),
        Column(
            "found",
            "Found text",
            lambda c: Marked("…क्या मेरी EMI की तारीख बदल सकती है?", ((13, 3),)),
            width=240,
            cell=lambda c: Marked("…क्या मेरी EMI की तारीख बदल सकती है?", ((11, 3),)),
        ),
        Column(
            "check",
            "Result",
            lambda c: "",
            cell=lambda c: TextCell("Digits lost in Excel", "red", icon="warning"),
            width=150,
        ),
        Column("cell", "mobile_no", lambda c: "", cell=lambda c: TextCell("9.87654E+09", frame="red"), width=120),
        Column("created", "Created", lambda c: "12 Jun 09:30", align="right", tone="text2", width=112),
    ]


def buttons() -> QWidget:
    box = QWidget()
    grid = QGridLayout(box)
    grid.setContentsMargins(0, 0, 0, 0)
    for line, word in enumerate(("Normal", "Not possible", "Cooling")):
        grid.addWidget(Label(word, tone="text2", size="caption"), line, 0)
        new = Button("New campaign", icon="plus", kind="primary")
        pause = CoolingButton("Pause", icon="pause")
        stop = CoolingButton("Stop everything", icon="stop", kind="danger")
        if line == 1:
            new.setEnabled(False)
            pause.set_possible(False, "Select a running campaign.")
            stop.set_possible(False, "Nothing runs.")
        if line == 2:
            new = CoolingButton("Send", icon="send", kind="primary")
            for button in (new, pause, stop):
                button.set_cooling(12, "12:10:32", "The server asked for a pause.")
        for place, button in enumerate((new, pause, stop)):
            grid.addWidget(button, line, place + 1)
    grid.setColumnStretch(4, 1)
    return box


def pills() -> QWidget:
    box = QWidget()
    layout = QVBoxLayout(box)
    layout.setContentsMargins(0, 0, 0, 0)
    from app import statuses

    layout.addWidget(row(*(Pill(status.campaign(each)) for each in statuses.CAMPAIGN_STATUSES)))
    layout.addWidget(row(*(Pill(status.call(each)) for each in statuses.CALL_STATUSES[:7])))
    layout.addWidget(row(*(Pill(status.call(each)) for each in (*statuses.CALL_STATUSES[7:], "on_hold_v2"))))
    layout.addWidget(row(*(Pill(status.lead(each)) for each in statuses.LEAD_STATUSES)))
    layout.addWidget(row(*(Pill(status.upload(each)) for each in ("planned", "inflight", "confirmed", "unknown"))))
    layout.addWidget(row(*(Pill(status.sentiment(each)) for each in statuses.SENTIMENTS)))
    layout.addWidget(row(Pill(status.answer(200)), Pill(status.answer(304)), Pill(status.answer(429, 17))))
    return box


def table() -> QWidget:
    model = RecordTableModel(columns())
    model.set_records(CAMPAIGNS)
    view = TableView()
    model.setParent(view)
    view.setModel(model)
    view.setFixedSize(1380, 9 * 32)
    view.sort_by("status")
    view.select_row(4)
    return view


SNAPSHOTS = [
    QuotaSnapshot(limit=60, remaining=41, resets_at=12.0, window_s=60),
    QuotaSnapshot(limit=60, remaining=9, resets_at=30.0, window_s=60),
    QuotaSnapshot(limit=60, remaining=0, resets_at=18.0, window_s=60),
    QuotaSnapshot(limit=60, remaining=0, paused_until=12.0, pause_s=20),
    QuotaSnapshot(),
    QuotaSnapshot(limit=5000, remaining=1234, resets_at=1800.0, window_s=3600),
]


def gauges() -> QWidget:
    wall = datetime(2026, 6, 12, 12, 10, 20).astimezone()
    big, small = [], []
    for snapshot in SNAPSHOTS:
        gauge = Gauge("tab")
        gauge.set_side(152)
        gauge.set_snapshot(snapshot, 0.0, wall)
        big.append(gauge)
        block = HeaderGauge()
        block.set_snapshot(snapshot, 0.0, wall)
        small.append(block)
    tall = Gauge("tab")
    tall.set_snapshot(SNAPSHOTS[0], 0.0, wall)
    return column(row(*big, gap=50), row(*small[:3], gap=24), row(*small[3:], gap=24), tall)


def inputs() -> QWidget:
    search = SearchField("Search campaigns")
    found = SearchField(width=248)
    found.setText("EMI")
    found.set_matches("284 calls")
    wrong = TextField("+91 98330 6591")
    wrong.setFixedWidth(136)
    locked = TextField("locked")
    locked.setEnabled(False)
    locked.setFixedWidth(96)
    status_box = ComboButton("Status")
    status_box.addItems(["All", "Running", "Paused"])
    campaign = ComboButton("Campaign", neutral="label")
    campaign.addItems(["All", "EMI reminders"])
    phone = ComboButton(small=True)
    phone.addItems(["Phone number", "{{name}}"])
    phone.set_marked(True)
    name = ComboButton(small=True)
    name.addItems(["{{name}}", "Drop"])
    off = ComboButton("Agent")
    off.addItems(["Lending assistant"])
    off.setEnabled(False)
    check = CheckBox("Checkbox")
    check.setChecked(True)
    two = CheckBox("Pause the campaign while uploading", quiet="It is dialling now.")
    share = Switch("Share the key", quiet="background work leaves room for others")
    share.setChecked(True)
    radio = RadioButton("Check again", quiet="Reads the counter once more.")
    radio.setChecked(True)
    field = FormField("Number", wrong)
    field.set_error("9 digits, a number in India has 10")
    segments = SegmentedFilter()
    for key, text, count in (("all", "All", 1235), ("send", "To send", 1204), ("aside", "Set aside", 31)):
        segments.add(key, text)
        segments.set_count(key, count)
    spin = NumberField(1, 100, 25, unit="calls")
    notes = QPlainTextEdit("plain text")
    notes.setFixedSize(200, 60)
    return column(
        row(search, found, status_box, separator(), campaign, off),
        row(phone, name, check, CheckBox("off"), two, share, Switch("off"), radio, RadioButton("other")),
        row(field, locked, segments, spin, DateField(), notes),
    )


def bars() -> QWidget:
    tabs = TabBar(main=True)
    for title in ("Campaigns", "Leads", "Call logs", "Quota"):
        tabs.addTab(title)
    steps = StepBar(["Drop", "Map", "Check", "Fix", "Send"])
    for number, (state, text) in enumerate(
        (("done", "june_leads.csv"), ("done", "5 of 6 columns"), ("done", "1,235 rows"), ("current", "31 set aside"))
    ):
        steps.set_step(number, state, text)  # type: ignore[arg-type]
    banner = Banner(
        title="The server asked for a pause of 20 s, until 12:10:32.",
        text="Greyed actions come back by themselves. Searching, filtering and fixing leads stay on.",
    )
    banner.add_widget(Chip("When allowed:", "Resume ‘EMI reminders · June’"))
    banner.add_widget(Button("Queue an action", icon="plus", more=True))
    messages = []
    for level, text in (
        ("success", "was resumed at 12:09:48. Read again from the server: running, 650 still to call."),
        ("info", "Resume is queued and leaves first."),
        ("warning", "Upload is waiting 12 s, goes on by itself."),
        ("error", "The key was refused. Nothing is sent."),
    ):
        bar = MessageBar(boxed=level in ("warning", "info"))
        strong = "EMI reminders · June" if level == "success" else ""
        bar.show_message(level, text, strong=strong, action="Take out" if level == "info" else "")  # type: ignore[arg-type]
        messages.append(bar)
    foot = StatusBar()
    foot.set_facts(["15 campaigns", "1 selected", "4 running"])
    foot.set_note("48,216 calls, up to date 12:09:51", icon="check")
    foot.set_work("Call logs: fetching page 14 of 22", 14, 22)
    return column(tabs, steps, banner, *messages, foot)


def panel() -> QWidget:
    side = SidePanel()
    side.setFixedSize(328, 640)
    side.set_header(
        "Q2 Lead Re-engagement", status.campaign("running"), "cmp_8f2c91d4 · as the server said at 12:10:04"
    )
    page = PanelPage()
    progress = ProgressBar(wide=True)
    progress.set_progress(44, 100)
    page.add_section(
        SectionTitle("Progress", value="44 %"),
        progress,
        row(BigNumber("Leads", "4,200"), BigNumber("Done", "1,842"), BigNumber("Pending", "2,358"), gap=40),
    )
    pace = BarChart(height=36)
    values = [
        24,
        28,
        26,
        32,
        36,
        35,
        38,
        41,
        37,
        35,
        38,
        43,
        40,
        36,
        38,
        34,
        36,
        38,
        40,
        37,
        34,
        38,
        36,
        40,
        38,
        36,
        36,
    ]
    pace.set_bars([Amount(str(i), str(i), v) for i, v in enumerate(values)], strong=frozenset(range(14, 30)), most=44)
    finish = TwoLines(icon="clock")
    finish.set_lines("About 14:18 today", "2 h 08 m left at the last 15 minutes’ pace")
    page.add_section(SectionTitle("Pace, last 30 minutes", value="18.4 calls / min"), pace, finish)
    outcomes = BarList(clickable=True)
    outcomes.set_amounts(
        [
            Amount("completed", "Completed", 1106, "green_fill"),
            Amount("did_not_pick", "Did not pick", 471, "amber_fill"),
            Amount("busy", "Busy", 158, "amber_fill"),
            Amount("failed", "Failed", 107, "red_fill"),
        ]
    )
    page.add_section(SectionTitle("Outcomes so far", note="local copy"), outcomes)
    settings = KeyValues()
    settings.set("agent", "Agent", "Lending assistant · v7 (locked)")
    settings.set("number", "Caller number", "+91 80 4718 2200")
    settings.set("many", "Concurrency", "25 calls at once")
    page.add_section(SectionTitle("Settings"), settings)
    for title, content in (("Overview", page), ("Leads", QWidget()), ("Calls", QWidget())):
        side.add_page(title, content)
    return side


def charts() -> QWidget:
    outcomes = RatioBar(clickable=True)
    outcomes.set_amounts(
        [
            Amount("c", "Completed", 173, "green_fill"),
            Amount("n", "Not reached", 94, "amber_fill"),
            Amount("f", "Failed", 17, "red_fill"),
        ]
    )
    outcomes.setFixedWidth(400)
    hours = BarChart(height=38, gap=6, labels=True, clickable=True)
    values = [3, 8, 12, 20, 28, 34, 31, 27, 24, 21, 16, 7]
    hours.set_bars(
        [Amount(str(i), f"{9 + i}:00", v) for i, v in enumerate(values)],
        strong=frozenset({5}),
        labels=["9", "", "", "12", "", "", "15", "", "", "18", "", "20"],
    )
    hours.setFixedWidth(280)
    line = Sparkline(height=52)
    line.set_values([2, 5, 3, 9, 7, 12, 14, 10, 13, 11, 15, 13, 17, 14])
    line.setFixedWidth(310)
    empty = EmptyState(
        "phone",
        "No call matches these filters",
        "48,216 calls are stored on this computer.",
        "Clear the filters",
        boxed=True,
    )
    empty.setFixedSize(390, 148)
    return column(row(outcomes, gap=24), row(hours, line, gap=24), empty)


def column(*widgets: QWidget) -> QWidget:
    box = QWidget()
    layout = QVBoxLayout(box)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(8)
    for widget in widgets:
        layout.addWidget(widget)
    return box


def page() -> QWidget:
    box = QWidget()
    layout = QVBoxLayout(box)
    wrapped = Label("The connection broke at 12:08:41, after the 2,500 rows of this part had left. " * 2, wrap=True)
    wrapped.setFixedWidth(300)
    words = column(
        Label("Title 16 / 24", size="title", weight="semibold"),
        Label("Body 13 / 20 नमस्ते, बोलिए"),
        Label("Caption 12 / 16", size="caption", tone="text2"),
        row(wrapped),
        buttons(),
        row(
            Button("Drop 14", small=True),
            Button("Undo", icon="undo", small=True, kind="quiet"),
            Button("Queue an action", icon="plus", more=True),
            Button("Take out of the queue", kind="link"),
            Button(icon="x", kind="quiet", small=True),
            Button("Send again", kind="danger_fill"),
        ),
        pills(),
        Icons(),
        charts(),
    )
    layout.addWidget(row(words, panel(), gap=40))
    layout.addWidget(bars())
    layout.addWidget(table())
    return box


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    if len(sys.argv) > 3:
        family = sys.argv[3]
        theme.family = lambda: family  # type: ignore[assignment]
    scheme = theme.Theme("light")
    FocusRing(app)
    modes: tuple[theme.Mode, ...] = ("light", "dark")
    for mode, contrast in itertools.product(modes, (False, True)):
        scheme.set_mode(mode)
        scheme.set_high_contrast(contrast)
        for name, make in (("page", page), ("gauges", gauges), ("inputs", inputs)):
            window = make()
            window.show()
            hint = window.sizeHint()
            window.resize(hint.width(), max(hint.height(), window.heightForWidth(hint.width())))
            window.activateWindow()
            for place in window.findChildren(SearchField)[:1]:
                place.setFocus(Qt.FocusReason.TabFocusReason)
            for button in window.findChildren(Button)[:2]:
                button.setFocus(Qt.FocusReason.TabFocusReason)
            app.processEvents()
            window.grab().save(str(folder / f"{name}-{mode}{'-contrast' if contrast else ''}.png"))
            window.close()


if __name__ == "__main__":
    main()
