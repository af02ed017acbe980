"""The charts on the page: when they are shown, what a click filters, saving them.

Owns: the strip's place on the page and its commands. Leaves to others: figures (`ui/calls/reader.py`), words
(`chart_words.py`), drawing (`chart_strip.py`), filters (`filter_bar.py`).
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer
from PySide6.QtWidgets import QFileDialog, QWidget

from ui.calls.chart_strip import ChartStrip
from ui.calls.chart_words import OTHER, charts_of, length_bounds
from ui.calls.columns import CallTexts
from ui.calls.filter_bar import NO_CAMPAIGN, NOT_MADE, NOT_REACHED, UNDER_WAY, FilterBar
from ui.calls.reader import CallReader
from ui.command import Command
from ui.desk import Desk

if TYPE_CHECKING:
    from app.calls.statistics import CallStatistics

translate = QCoreApplication.translate

UNKNOWN: Final = "unknown"
KNOWN: Final = ("positive", "neutral", "negative")
TALKED: Final = (0.001, None)
DIM_AFTER_MS: Final = 150
"""What comes sooner replaces the old figures without a blink."""


class Charting(QObject):
    """See the module. A bar that is pressed filters; pressed again, its filter goes.

    Attributes:
        before, after: What the keyboard comes from, and where it goes on.
    """

    def __init__(self, desk: Desk, reader: CallReader, words: CallTexts, filters: FilterBar, page: QWidget) -> None:
        super().__init__(page)
        self.desk = desk
        self._reader = reader
        self._words = words
        self._filters = filters
        self._page = page
        self._figures: CallStatistics | None = None
        self._chosen: bool | None = None  # what the operator said
        self._has_room = True
        self._bars: list[QWidget] = []
        self.before: QWidget | None = None
        self.after: QWidget | None = None
        self.strip = ChartStrip()
        self.strip.hide()
        self.strip.chosen.connect(self._on_chosen)
        self.toggle = Command(
            "calls.charts", translate("Calls", "Show or hide the charts"), shortcut="Ctrl+Shift+H", parent=self
        )
        self.toggle.triggered.connect(lambda: self.set_on(not self.is_on))
        self.save = Command("calls.charts.save", translate("Calls", "Save the charts as a picture…"), parent=self)
        self.save.triggered.connect(self._on_save)
        reader.wants_figures = lambda: self.is_on
        self._dim = QTimer(self)
        self._dim.setSingleShot(True)
        self._dim.setInterval(DIM_AFTER_MS)
        self._dim.timeout.connect(self._on_late)
        reader.outdated.connect(self._dim.start)
        reader.counted.connect(self._on_counted)
        reader.replaced.connect(self._show)
        for command in (self.toggle, self.save):
            page.addAction(command.action)

    @property
    def is_on(self) -> bool:
        """Whether charts are wanted: as the operator says, else where there is room for them and some rows."""
        return self._has_room if self._chosen is None else self._chosen

    @property
    def chosen(self) -> bool | None:
        """What the operator said; None for nothing."""
        return self._chosen

    def give_room(self, has_room: bool) -> None:
        """Whether the page is high enough."""
        if has_room != self._has_room:
            self._has_room = has_room
            self._turn()

    def set_on(self, on: bool | None) -> None:
        """Show the charts, or do not; None leaves it to the room there is."""
        if on != self._chosen:
            self._chosen = on
            self._turn()

    def _turn(self) -> None:
        self._show()
        if self.is_on:
            self._reader.count_again()

    def show_names(self) -> None:
        """Names of campaigns have come."""
        self._show()

    def forget(self) -> None:
        """Another profile."""
        self._figures = None
        self._dim.stop()
        self.strip.set_outdated(False)
        self._show()

    def _has_rows(self) -> bool:
        view = self._reader.view
        return view is not None and bool(view.count)

    def _on_counted(self, figures: CallStatistics) -> None:
        self._figures = figures
        self._dim.stop()
        self.strip.set_outdated(False)
        self._show()

    def _on_late(self) -> None:
        """The figures of other calls are not here at once: what is shown is not theirs."""
        if self._figures is not None:
            self.strip.set_outdated(True)
            self._show()

    def _show(self) -> None:
        figures = self._figures
        # Its place is there with the first rows, so that nothing moves when the figures come.
        shown = self.is_on and (bool(self._reader.here) or self._has_rows())
        if shown and figures is not None:
            self.strip.show_charts(charts_of(figures, self._words))
            self._put_in_order()
        self.strip.setVisible(shown)
        if self.strip.is_outdated:
            self.save.set_possible(False, translate("Calls", "The charts are still being counted."))
        else:
            self.save.set_possible(shown and figures is not None, translate("Calls", "No charts are shown."))

    def _put_in_order(self) -> None:
        """Tab comes to new bars after the toolbar and goes on to the table."""
        bars = self.strip.bars()
        if bars != self._bars:
            self._bars = bars
            for before, after in pairwise([self.before, *bars, self.after]):
                if before is not None and after is not None:
                    QWidget.setTabOrder(before, after)

    def _on_chosen(self, chart: str, key: str) -> None:
        filters, rest = self._filters, self._filters.rest
        match chart:
            case "outcomes":
                groups = {
                    "completed": ("completed",),
                    "not_reached": NOT_REACHED,
                    "not_made": NOT_MADE,
                    "under_way": UNDER_WAY,
                }
                if key == OTHER and self._figures is not None:
                    usual = {"completed", *NOT_REACHED, *NOT_MADE, *UNDER_WAY}
                    groups[OTHER] = tuple(name for name, _ in self._figures.outcomes if name not in usual)
                filters.choose_statuses(groups[key] if filters.selection().statuses != groups[key] else ())
            case "sentiment":
                self._choose_sentiment(key)
            case "hours":
                filters.set_rest(rest._replace(hours=() if rest.hours == (int(key),) else (int(key),)))
            case "weekdays":
                filters.set_rest(rest._replace(weekdays=() if rest.weekdays == (int(key),) else (int(key),)))
            case "durations":
                bounds = length_bounds()[int(key)]
                filters.set_rest(rest._replace(duration=(None, None) if rest.duration == bounds else bounds))
            case "campaigns":
                filters.choose_campaign("" if filters.selection().campaigns == (key,) else key or NO_CAMPAIGN)

    def _choose_sentiment(self, key: str) -> None:
        """The bar of those that are not known counts calls in which somebody talked, as the others do."""
        filters, rest = self._filters, self._filters.rest
        wanted: tuple[str, ...] = (key,)
        if key == UNKNOWN:
            figures = self._figures.sentiments if self._figures is not None else ()
            wanted = tuple(dict.fromkeys((UNKNOWN, "", *(name for name, _ in figures if name not in KNOWN))))
        on = filters.selection().sentiments != wanted
        filters.choose_sentiments(wanted if on else ())
        if key == UNKNOWN and rest.duration == ((None, None) if on else TALKED):
            filters.set_rest(rest._replace(duration=TALKED if on else (None, None)))

    def _on_save(self) -> None:
        dialog = QFileDialog(self._page, translate("Calls", "Save the charts"))
        dialog.setObjectName("calls.charts.file")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(["PNG (*.png)", "SVG (*.svg)"])
        dialog.setDefaultSuffix("png")
        dialog.filterSelected.connect(lambda chosen: dialog.setDefaultSuffix("svg" if "svg" in chosen else "png"))
        dialog.setDirectory(str(Path.home()))
        dialog.selectFile("dialnexa-calls.png")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self.save_to(Path(path)))
        dialog.open()

    def save_to(self, path: Path) -> None:
        """Save what is shown as a picture."""
        if self.strip.save(path):
            self.desk.messages.success(translate("Calls", "The charts are saved as {name}.").format(name=path.name))
        else:
            self.desk.messages.error(translate("Calls", "{name} could not be written.").format(name=path.name))
