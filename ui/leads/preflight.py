"""A checked file before it is sent: target, views, rows with their mapping, problems, the send bar.

Owns: how these stand together. Leaves to others: each of them, and the flow (`page.py`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from ui import tokens
from ui.command import Command
from ui.leads.lately_choice import LatelyChoice
from ui.leads.problems import ProblemsPanel
from ui.leads.rows_model import LeadRowsModel
from ui.leads.rows_pane import RowsPane
from ui.leads.send_bar import SendBar
from ui.leads.target_bar import TargetBar
from ui.leads.words import file_facts
from ui.widgets.button import Button
from ui.widgets.empty_state import EmptyState
from ui.widgets.label import Label
from ui.widgets.rows import Rule
from ui.widgets.segmented_filter import SegmentedFilter

if TYPE_CHECKING:
    from app.leads.records import CheckResult, FileSummary

translate = QCoreApplication.translate

VIEWS: Final = ("all", "to_send", "set_aside", "warnings")


class Preflight(QWidget):
    """See the module.

    Signals:
        view_chosen: One of `VIEWS`.
    """

    view_chosen = Signal(str)

    def __init__(
        self, model: LeadRowsModel, *, save: Command, send: Command, another: Command, read_campaigns: Command
    ) -> None:
        super().__init__()
        self.target = TargetBar(read_campaigns)
        self.views = SegmentedFilter()
        self.views.setObjectName("leads.views")
        self.views.setAccessibleName(translate("Leads", "Which rows are shown"))
        for key, title in zip(
            VIEWS,
            (
                translate("Leads", "All"),
                translate("Leads", "To send"),
                translate("Leads", "Set aside"),
                translate("Leads", "Warnings"),
            ),
            strict=True,
        ):
            self.views.add(key, title)
        self.views.changed.connect(self.view_chosen)
        self._facts = Label("", tone="text2", elide="middle", align=Qt.AlignmentFlag.AlignRight)
        self._facts.setObjectName("leads.file")
        self.lately = LatelyChoice()
        other = Button(another.title, small=True)
        another.bind(other)
        counts = QHBoxLayout()
        counts.setContentsMargins(tokens.S16, 0, tokens.S16, 0)
        counts.setSpacing(tokens.S8)
        counts.addWidget(self.views)
        counts.addWidget(self._facts, 1)
        counts.addWidget(self.lately)
        counts.addWidget(other)
        strip = QWidget()
        strip.setFixedHeight(tokens.H_TOOLBAR - tokens.LINE)
        strip.setLayout(counts)
        self.rows = RowsPane(model)
        self.rows.mapping.follow(other)
        self._nothing = EmptyState("list")
        self._content = QStackedWidget()
        self._content.addWidget(self.rows)
        self._content.addWidget(self._nothing)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(strip)
        column.addWidget(Rule())
        column.addWidget(self._content, 1)
        self.problems = ProblemsPanel()
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(tokens.LINE)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(left)
        self.splitter.addWidget(self.problems)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 0)
        self.splitter.setSizes([tokens.WINDOW[0] - tokens.PANEL, tokens.PANEL])
        self.foot = SendBar(save, send)
        self._layout = layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.target)
        layout.addWidget(self.splitter, 1)
        layout.addWidget(self.foot)

    def put_above(self, strip: QWidget) -> None:
        """Put something that has to be decided first above everything."""
        self._layout.insertWidget(0, strip)
        QWidget.setTabOrder(strip, self.target)

    def show_file(self, summary: FileSummary) -> None:
        """Say which file this is and how it was read."""
        self._facts.setText(file_facts(summary))
        self.target.show_sheets(summary.sheets, summary.sheet)

    def show_result(self, result: CheckResult | None, summary: FileSummary) -> None:
        """Show counts, problems and what would be sent; None: the phone column is not chosen yet."""
        counts = (result.rows, result.to_send, result.set_aside, result.warnings) if result is not None else None
        for place, key in enumerate(VIEWS):
            self.views.set_count(
                key, counts[place] if counts is not None else (summary.row_count if not place else None)
            )
        self.problems.show_result(result, summary.notes)
        self.foot.show_result(result)

    def show_view(self, view: str, count: int) -> None:
        """Mark which rows are shown, in the filter or among the problems."""
        if view in VIEWS:
            self.views.choose(view)
            self.problems.mark("")
        else:
            self.views.choose("set_aside" if self._is_blocker(view) else "all")
            self.problems.mark(view)
        if count:
            self._content.setCurrentWidget(self.rows)
            return
        words = {
            "to_send": translate("Leads", "No row can be sent as it is"),
            "set_aside": translate("Leads", "No row is set aside"),
            "warnings": translate("Leads", "No row has a warning"),
        }
        self._nothing.set_state("list", words.get(view, translate("Leads", "There is no such row any more")))
        self._content.setCurrentWidget(self._nothing)

    def _is_blocker(self, key: str) -> bool:
        group = self.problems.group(key)
        return group is not None and group.blocker

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the problems under the rows where there is no room beside them."""
        super().resizeEvent(event)
        narrow = self.width() < tokens.PANEL_BELOW_WIDTH
        wanted = Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal
        if self.splitter.orientation() != wanted:
            self.splitter.setOrientation(wanted)
            if narrow:
                self.splitter.setSizes([self.height(), tokens.H_TOOLBAR + 3 * tokens.H_ROW])
            else:
                self.splitter.setSizes([self.width() - tokens.PANEL, tokens.PANEL])
