"""The matching calls leave the page: as a file, or as the leads of "call again".

Owns: running these in the background, what is said of them. Leaves to others: writing (`app/calls/export.py`), the
dialog (`export_dialog.py`), leads (`ui/leads`).
"""

from __future__ import annotations

import asyncio
import csv
import io
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

from app.errors import AppError
from ui import texts
from ui.calls.columns import ANALYSIS, CallTexts
from ui.calls.export_dialog import ExportDialog, ExportWish
from ui.calls.filter_bar import NOT_REACHED
from ui.calls.reader import CallReader
from ui.command import Command
from ui.desk import Desk
from ui.widgets.button import Button
from ui.widgets.table import TableView

if TYPE_CHECKING:
    from app.calls.wanted import CallFilter, CallOrder

translate = QCoreApplication.translate

TASK: Final = "calls.export"
AGAIN: Final = "calls.again"
TELL_EVERY_S: Final = 0.1


class Exporting(QObject):
    """See the module. `asked` gives the filter and the order of what is shown."""

    def __init__(
        self,
        desk: Desk,
        reader: CallReader,
        words: CallTexts,
        table: TableView,
        asked: Callable[[], tuple[CallFilter, CallOrder]],
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self.desk = desk
        self._reader = reader
        self._words = words
        self._table = table
        self._asked = asked
        self._page = page
        self._done = 0
        self.export = Command("calls.export", translate("Calls", "Export"), shortcut="Ctrl+Shift+E", parent=self)
        self.export.triggered.connect(self.open)
        self.again = Command("calls.again", translate("Calls", "Call again all who did not pick up"), parent=self)
        self.again.triggered.connect(self.call_again)
        self.button = Button(self.export.title, icon="export")
        self.export.bind(self.button)
        for command in (self.export, self.again):
            page.addAction(command.action)

    def set_possible(self, possible: bool, why_not: str) -> None:
        """Whether there is anything to export."""
        self.export.set_possible(possible, why_not)
        self.again.set_possible(possible, why_not)

    # --- a file

    def open(self) -> ExportDialog:
        """Ask what is to be written, and where to."""
        count = self._count()
        name = f"dialnexa-calls-{date.today():%Y-%m-%d}"
        masked = texts.are_phones_masked()
        dialog = ExportDialog(count, masked=masked, folder=Path.home(), name=name, parent=self._page)
        dialog.wanted.connect(lambda wish: self.desk.tasks.start(self._write(dialog, wish), name=TASK))
        dialog.cancelled.connect(lambda: self.desk.tasks.cancel(TASK))
        dialog.open()
        return dialog

    def _count(self) -> int:
        view = self._reader.view
        return view.count if view is not None and view.count is not None else 0

    async def _write(self, dialog: ExportDialog, wish: ExportWish) -> None:
        from app.calls.export import Columns, Kind, export_calls

        context = self.desk.context
        if context is None:
            return
        wanted, order = self._asked()
        fields = tuple(key.removeprefix(ANALYSIS) for key in self._shown_keys() if key.startswith(ANALYSIS))
        columns = Columns(
            analysis=fields,
            transcripts=wish.transcripts,
            campaign_names=dict(self._words.campaign_names),
            agent_names=dict(self._words.agent_names),
        )
        self._done, total = 0, self._count()
        telling = asyncio.ensure_future(self._tell(dialog, total))
        try:
            count = await export_calls(
                context.mirror, wish.path, Kind(wish.kind), wanted=wanted, order=order, columns=columns,
                masked=wish.masked, progress=self._on_progress,
            )  # fmt: skip
        except AppError as error:
            dialog.show_problem(texts.error_text(error))
            return
        finally:
            telling.cancel()
        dialog.finish()
        one, many = translate("Calls", "1 call saved as {name}."), translate("Calls", "{count} calls saved as {name}.")
        self.desk.messages.success((one if count == 1 else many).format(count=texts.number(count), name=wish.path.name))

    def _shown_keys(self) -> list[str]:
        columns: list[Any] = getattr(self._table.model(), "columns", [])
        return [columns[number].key for number in self._table.shown_columns()]

    def _on_progress(self, done: int) -> None:
        """From the exporting thread: a number to look at, nothing else."""
        self._done = done

    async def _tell(self, dialog: ExportDialog, total: int) -> None:
        while True:
            dialog.show_progress(self._done, total)
            await asyncio.sleep(TELL_EVERY_S)

    # --- leads

    def call_again(self) -> None:
        """Open the Leads page with the people of these calls who were not reached, each number once."""
        self.desk.tasks.start(self._offer_again(), name=AGAIN, busy=self.again)

    async def _offer_again(self) -> None:
        from app.calls.again import numbers_not_reached

        context = self.desk.context
        if context is None:
            return
        wanted, _ = self._asked()
        chosen = tuple(one for one in NOT_REACHED if not wanted.statuses or one in wanted.statuses)
        numbers = await numbers_not_reached(context.mirror, wanted, chosen, context.folder / "again") if chosen else []
        if numbers:
            rows = io.StringIO()
            # A number may be any text of the server: it stays one row.
            csv.writer(rows, lineterminator="\n").writerows([["phone_number"], *([number] for number in numbers)])
            self.desk.offer_rows(rows.getvalue(), translate("Calls", "not reached"))
        else:
            self.desk.messages.info(translate("Calls", "Of these calls nobody was left unreached."))
