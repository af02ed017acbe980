"""The charts above the call table: what came of the calls that are filtered.

Owns: the sections and how they share the width, saving them as a picture. Leaves to others: counting
(`app/calls/statistics.py`), the words and amounts (`ui/calls/chart_words.py`), what a click filters (the page).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QByteArray, QCoreApplication, QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageWriter, QPainter, QPaintEvent, QRegion, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ui import theme, tokens
from ui.widgets.charts import Amount, BarChart, BarList
from ui.widgets.label import Label
from ui.widgets.ratio_bar import RatioBar

if TYPE_CHECKING:
    from pathlib import Path

translate = QCoreApplication.translate

_CHART: Final = 40  # of standing bars
_BODY: Final = 64
_PICTURE_SCALE: Final = 2
_VEIL: Final = 0.55  # how much of the charts is covered while they are not those of what is filtered


class Chart(NamedTuple):
    """One chart: its bars, what stands at the right of its title, its description, the texts below standing bars."""

    amounts: tuple[Amount, ...] = ()
    note: str = ""
    description: str = ""
    labels: tuple[str, ...] = ()
    strong: frozenset[int] | None = None


class Charts(NamedTuple):
    """All of them."""

    outcomes: Chart = Chart()
    sentiment: Chart = Chart()
    hours: Chart = Chart()
    weekdays: Chart = Chart()
    durations: Chart = Chart()
    campaigns: Chart = Chart()


class ChartStrip(QScrollArea):
    """See the module. Where the window is narrow it scrolls sideways; what the keyboard reaches comes into view.

    Signals:
        chosen: A bar was pressed: (name of the chart, key of the bar).
    """

    chosen = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("calls.charts")
        self.setAccessibleName(translate("Calls", "Charts"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.outcomes = RatioBar(clickable=True, lines=2)
        self.sentiment = RatioBar(clickable=True, lines=2)
        self.hours = BarChart(height=_CHART, gap=2, labels=True, clickable=True)
        self.weekdays = BarChart(height=_CHART, gap=4, labels=True, clickable=True)
        self.durations = BarChart(height=_CHART, gap=4, labels=True, clickable=True)
        self.campaigns = BarList(name_width=96, clickable=True)
        self._sections: dict[str, _Section] = {}
        self.sheet = _Sheet()
        row = QHBoxLayout(self.sheet)
        row.setContentsMargins(0, 0, 0, tokens.LINE)
        row.setSpacing(0)
        for key, title, chart, least, share in (
            ("outcomes", translate("Calls", "Outcomes"), self.outcomes, 232, 3),
            ("sentiment", translate("Calls", "Sentiment"), self.sentiment, 232, 3),
            ("hours", translate("Calls", "Calls by hour"), self.hours, 232, 3),
            ("weekdays", translate("Calls", "By weekday"), self.weekdays, 136, 2),
            ("durations", translate("Calls", "Duration"), self.durations, 200, 2),
            ("campaigns", translate("Calls", "Reached by campaign"), _scrolled(self.campaigns), 248, 3),
        ):
            section = self._sections[key] = _Section(title, chart, is_first=key == "outcomes")
            section.setMinimumWidth(least)
            row.addWidget(section, share)
        for key, widget in self._charts().items():
            widget.setObjectName(f"calls.chart.{key}")
            widget.setAccessibleName(self._sections[key].title)
            widget.clicked.connect(lambda bar, key=key: self.chosen.emit(key, bar))
        self.setWidget(self.sheet)
        self._veil = _Veil(self.sheet)
        self.show_charts(Charts())

    def bars(self) -> list[QWidget]:
        """Everything that can be pressed, in the order in which it is read."""
        return [bar for chart in self._charts().values() for bar in chart.findChildren(QPushButton)]

    def _charts(self) -> dict[str, RatioBar | BarChart | BarList]:
        return {
            "outcomes": self.outcomes,
            "sentiment": self.sentiment,
            "hours": self.hours,
            "weekdays": self.weekdays,
            "durations": self.durations,
            "campaigns": self.campaigns,
        }

    def show_charts(self, charts: Charts) -> None:
        """Show these."""
        for key, widget in self._charts().items():
            chart: Chart = getattr(charts, key)
            if isinstance(widget, BarChart):
                widget.set_bars(chart.amounts, labels=chart.labels, strong=chart.strong)
            elif isinstance(widget, BarList):
                widget.set_amounts(chart.amounts, most=100.0)
            else:
                widget.set_amounts(chart.amounts)
            widget.setAccessibleDescription(chart.description)
            self._sections[key].note.setText(chart.note)
        self._follow_focus()
        self.setFixedHeight(self._wanted_height())

    @property
    def is_outdated(self) -> bool:
        """Whether these are the figures of what was filtered before."""
        return self._veil.isVisibleTo(self.sheet)

    def set_outdated(self, outdated: bool) -> None:
        """Dim the charts while those of other calls are being counted."""
        self._veil.setVisible(outdated)
        self.setAccessibleDescription(translate("Calls", "Being counted anew") if outdated else "")

    def sizeHint(self) -> QSize:
        """As high as the charts, and the scroll bar where there is one."""
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make room for the scroll bar, or take it back."""
        super().resizeEvent(event)
        self.setFixedHeight(self._wanted_height())

    def _wanted_height(self) -> int:
        least = self.sheet.minimumSizeHint()
        is_wider = least.width() > self.width()
        # Not "as needed": that looks at the height before it is set.
        on, off = Qt.ScrollBarPolicy.ScrollBarAlwaysOn, Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setHorizontalScrollBarPolicy(on if is_wider else off)
        return least.height() + (tokens.SCROLL_BAR if is_wider else 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A bar that got the focus comes into view."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            section = next((one for one in self._sections.values() if one.isAncestorOf(watched)), None)
            if section is not None:
                self.ensureWidgetVisible(section, 0, 0)
        return super().eventFilter(watched, event)

    def _follow_focus(self) -> None:
        for bar in self.bars():
            bar.removeEventFilter(self)
            bar.installEventFilter(self)

    # --- pictures

    def save(self, path: Path) -> bool:
        """Save all charts as they are, as SVG or (by any other ending) as PNG; whether that worked."""
        size = QSize(max(self.sheet.width(), self.sheet.minimumSizeHint().width()), self.sheet.height())
        if path.suffix.lower() == ".svg":
            return self._save_svg(path, size)
        image = QImage(size * _PICTURE_SCALE, QImage.Format.Format_ARGB32_Premultiplied)
        image.setDevicePixelRatio(_PICTURE_SCALE)
        image.fill(theme.colours().surface)
        with QPainter(image) as painter:
            self._paint_all(painter)
        return QImageWriter(str(path), QByteArray(b"png")).write(image)

    def _save_svg(self, path: Path, size: QSize) -> bool:
        from PySide6.QtSvg import QSvgGenerator

        generator = QSvgGenerator()
        generator.setFileName(str(path))
        generator.setSize(size)
        generator.setViewBox(QRect(QPoint(), size))
        generator.setTitle(translate("Calls", "Charts"))
        painter = QPainter()
        if not painter.begin(generator):
            return False
        self._paint_all(painter)
        return painter.end()

    def _paint_all(self, painter: QPainter) -> None:
        flags = QWidget.RenderFlag.DrawChildren | QWidget.RenderFlag.DrawWindowBackground
        self.sheet.render(painter, QPoint(), QRegion(), flags)


class _Sheet(QWidget):
    """What the charts stand on."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        c = theme.colours()
        painter.fillRect(self.rect(), c.surface)
        painter.fillRect(0, self.height() - tokens.LINE, self.width(), tokens.LINE, c.line)
        painter.end()


class _Veil(QWidget):
    """Lies over the charts and lets everything through but their contrast."""

    def __init__(self, sheet: QWidget) -> None:
        super().__init__(sheet)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        sheet.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.resize(watched.size())
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setOpacity(_VEIL)
        painter.fillRect(self.rect(), theme.colours().surface)
        painter.end()


class _Section(QWidget):
    """A title, what qualifies it, a chart."""

    def __init__(self, title: str, chart: QWidget, *, is_first: bool) -> None:
        super().__init__()
        self.title = title
        self._is_first = is_first
        self.note = Label("", tone="text2", size="caption", elide="end", align=Qt.AlignmentFlag.AlignRight)
        head = QHBoxLayout()
        head.setSpacing(tokens.S8)
        head.addWidget(Label(title, tone="text2", size="caption", weight="semibold"))
        head.addWidget(self.note, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(tokens.S16, tokens.S12, tokens.S16, tokens.S8)
        layout.setSpacing(tokens.S8)
        layout.addLayout(head)
        layout.addWidget(chart)
        layout.addStretch(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._is_first:
            painter = QPainter(self)
            painter.fillRect(0, 0, tokens.LINE, self.height(), theme.colours().line)
            painter.end()


def _scrolled(chart: QWidget) -> QScrollArea:
    """There may be many campaigns."""
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFixedHeight(_BODY)
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, tokens.S12, 0)
    column.addWidget(chart)
    column.addStretch(1)
    area.setWidget(holder)
    area.viewport().setAutoFillBackground(False)
    holder.setAutoFillBackground(False)
    return area
