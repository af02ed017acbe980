"""The local do-not-call list.

Owns: showing it, adding, removing, files in and out. Leaves to others: the list (`app/leads/do_not_call.py`), setting
rows aside by it (`app/leads/checking.py`). No request is ever sent from here.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from app.errors import AppError
from ui import texts, tokens
from ui.desk import Desk
from ui.dialogs.confirm import ConfirmDialog
from ui.leads.file_dialogs import choose_csv_to_write, choose_files
from ui.leads.said_line import SaidLine
from ui.leads.words import rows_text
from ui.models.columns import Column
from ui.models.record_table import RecordTableModel
from ui.texts import error_text
from ui.widgets.button import Button
from ui.widgets.empty_state import EmptyState
from ui.widgets.label import Label
from ui.widgets.search_field import TextField
from ui.widgets.table import TableView

if TYPE_CHECKING:
    from app.context import Context
    from app.leads.do_not_call import Entry

translate = QCoreApplication.translate

WIDTH, HEIGHT = 760, 560
_NUMBER: Final = 6 * tokens.S32


def _at(entry: Entry) -> datetime:
    return datetime.fromtimestamp(entry.added_at, UTC)


def entry_columns() -> list[Column[Entry]]:
    """The columns, left to right."""
    return [
        Column(
            "number", translate("Leads", "Number"), lambda r: r.number, display=lambda r: texts.phone(r.number),
            width=144, least=136, keep=True, elide="middle",
        ),
        Column(
            "added", translate("Leads", "Added"), lambda r: r.added_at, display=lambda r: texts.moment(_at(r)),
            tooltip=lambda r: texts.moment_in_full(_at(r)), tone="text2", width=112, least=104,
        ),
        Column(
            "by", translate("Leads", "By"), lambda r: r.added_by, width=140, least=96,
            display=lambda r: texts.plain(r.added_by, tokens.CELL_CAP) or texts.DASH,
        ),
        Column(
            "why", translate("Leads", "Why"), lambda r: r.reason, width=240, least=120, stretch=True, keep=True,
            display=lambda r: texts.plain(r.reason, tokens.CELL_CAP) or texts.DASH,
        ),
    ]  # fmt: skip


class DoNotCallDialog(QDialog):
    """See the module. Use `open()`."""

    def __init__(self, desk: Desk, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._context = context
        self._list = context.do_not_call
        self.setObjectName("leads.do_not_call.dialog")
        self.setWindowTitle(translate("Leads", "Do-not-call list"))
        self.setModal(True)
        self.setFixedSize(WIDTH, HEIGHT)
        self.number = TextField(placeholder=translate("Leads", "Phone number"), max_length=60)
        self.number.setObjectName("leads.do_not_call.number")
        self.number.setAccessibleName(translate("Leads", "Phone number"))
        self.number.setFixedWidth(_NUMBER)
        self.number.textChanged.connect(lambda _text: self._update())
        self.reason = TextField(placeholder=translate("Leads", "Why"), max_length=300)
        self.reason.setObjectName("leads.do_not_call.reason")
        self.reason.setAccessibleName(translate("Leads", "Why"))
        self.add = self._button("add", translate("Leads", "Add"), "plus", self._on_add)
        self.add.setDefault(True)
        self.model: RecordTableModel[Entry] = RecordTableModel(
            entry_columns(), identity=lambda entry: entry.number, parent=self
        )
        self.table = TableView()
        self.table.setObjectName("leads.do_not_call.table")
        self.table.setAccessibleName(translate("Leads", "Do-not-call list"))
        self.table.setModel(self.model)
        self.table.selectionModel().selectionChanged.connect(lambda _on, _off: self._update())
        self.remove = self._button("remove", translate("Leads", "Remove…"), "trash", self._on_remove)
        self.take_in = self._button("import", translate("Leads", "Import…"), "file-text", self._on_import)
        self.give_out = self._button("export", translate("Leads", "Export…"), "export", self._on_export)
        self.said = SaidLine(desk, "leads.do_not_call.said")
        self._count = Label("", tone="text2", elide="end")
        self._lay_out()
        self._stop = self._list.subscribe(self.load)
        self.finished.connect(lambda _result: self._on_finished())
        self._show(())
        self.load()
        self.number.setFocus()

    def _button(self, key: str, title: str, icon: str, slot: Any) -> Button:
        button = Button(title, icon=icon)
        button.setObjectName(f"leads.do_not_call.{key}")
        button.setAutoDefault(False)
        button.clicked.connect(lambda: slot())
        return button

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(tokens.S8)
        head.addWidget(Label(translate("Leads", "Do-not-call list"), size="title", weight="semibold"))
        head.addWidget(self._count, 1)
        note = Label(
            translate(
                "Leads",
                "Kept on this computer for this profile. Nothing here sends these numbers to a campaign; numbers that "
                "are in one already are still called.",
            ),
            size="caption", tone="text2", wrap=True,
        )  # fmt: skip
        note.setFixedWidth(WIDTH - 2 * tokens.S24)
        adding = QHBoxLayout()
        adding.setSpacing(tokens.S8)
        adding.addWidget(self.number)
        adding.addWidget(self.reason, 1)
        adding.addWidget(self.add)
        self._empty = EmptyState(
            "ban",
            translate("Leads", "No number is on the list"),
            translate("Leads", "Add one above, from a call on the Call logs tab, or import a file with numbers."),
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty)
        close = self._button("close", translate("Leads", "Close"), "", self.reject)
        foot = QHBoxLayout()
        foot.setSpacing(tokens.S8)
        foot.addWidget(self.take_in)
        foot.addWidget(self.give_out)
        foot.addStretch(1)
        foot.addWidget(self.remove)
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(tokens.S24, tokens.S24, tokens.S24, tokens.S24)
        layout.setSpacing(tokens.S12)
        layout.addLayout(head)
        layout.addWidget(note)
        layout.addLayout(adding)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self.said)
        layout.addLayout(foot)

    def _on_finished(self) -> None:
        self._stop()
        self._desk.tasks.cancel("leads.do_not_call.load")

    # ------------------------------------------------------------------ showing

    def load(self) -> None:
        """Read the list."""
        self._desk.tasks.start(self._load(), name="leads.do_not_call.load")

    async def _load(self) -> None:
        try:
            self._show(await self._list.entries())
        except AppError as error:
            self.said.say(error_text(error), "red")

    def _show(self, entries: list[Entry] | tuple[Entry, ...]) -> None:
        self.model.set_records(entries)
        self._stack.setCurrentWidget(self.table if entries else self._empty)
        one, many = translate("Leads", "1 number"), translate("Leads", "{count} numbers")
        count = one if len(entries) == 1 else many.format(count=texts.number(len(entries)))
        self._count.setText(count if entries else "")
        self._update()

    def _update(self) -> None:
        typed = bool(self.number.text().strip())
        self.add.setEnabled(typed)
        self.add.set_hint("" if typed else translate("Leads", "Enter a phone number."))
        chosen = bool(self.table.selected_records())
        self.remove.setEnabled(chosen)
        self.remove.set_hint("" if chosen else translate("Leads", "Select numbers first."))
        some = self.model.rowCount() > 0
        self.give_out.setEnabled(some)
        self.give_out.set_hint("" if some else translate("Leads", "The list is empty."))

    # ------------------------------------------------------------------ changing

    def _on_add(self) -> None:
        self.said.start(self._add(self.number.text(), self.reason.text().strip()))

    async def _add(self, text: str, reason: str) -> None:
        from app.leads.single import read_number

        number = await read_number(text, self._context.profile.default_country)
        shown = texts.phone(number.e164)
        if await self._list.add(number.e164, reason):
            self.said.say(translate("Leads", "{number} is on the list.").format(number=shown), "green")
        else:
            self.said.say(translate("Leads", "{number} was on the list already.").format(number=shown))
        if not isValid(self):
            return
        self.number.clear()
        self.reason.clear()
        self.number.setFocus()

    def _on_remove(self) -> None:
        numbers = [entry.number for entry in self.table.selected_records()]
        if not numbers:
            return
        if len(numbers) == 1:
            title = translate("Leads", "Take {number} off the list?").format(number=texts.phone(numbers[0]))
        else:
            title = translate("Leads", "Take {count} numbers off the list?").format(count=texts.number(len(numbers)))
        dialog = ConfirmDialog(
            "leads.do_not_call.remove.dialog",
            title,
            translate("Leads", "From then on they may be sent to campaigns again."),
            translate("Leads", "Take off the list"),
            lambda: self.said.start(self._remove(numbers)),
            self,
        )
        dialog.open()

    async def _remove(self, numbers: list[str]) -> None:
        count = await self._list.remove(numbers)
        self.said.say(translate("Leads", "Taken off the list: {count}.").format(count=texts.number(count)))

    def _on_import(self) -> None:
        title = translate("Leads", "Import numbers that must not be called")
        choose_files(
            self, "leads.do_not_call.import.dialog", title, lambda paths: self.said.start(self._import(paths[0])),
            several=False,
        )  # fmt: skip

    async def _import(self, path: Path) -> None:
        done = await self._list.import_file(path, self._context.profile.default_country)
        self.said.say(
            translate(
                "Leads", "{added} added, {known} on the list already, {unusable} without a usable number."
            ).format(added=texts.number(done.added), known=texts.number(done.known), unusable=rows_text(done.unusable)),
            "amber" if done.unusable else "green",
        )

    def _on_export(self) -> None:
        title = translate("Leads", "Export the do-not-call list")
        choose_csv_to_write(
            self, "leads.do_not_call.export.dialog", title, "do-not-call.csv",
            lambda path: self.said.start(self._export(path)),
        )  # fmt: skip

    async def _export(self, path: Path) -> None:
        count = await self._list.export_file(path)
        self.said.say(
            translate("Leads", "{rows} saved to {name}.").format(
                rows=rows_text(count), name=texts.plain(path.name, 80)
            ),
            "green",
        )


async def forbid(desk: Desk, context: Context, text: str, reason: str) -> None:
    """Put the number in `text` on the list and say so, with a way back.

    Raises:
        AppError: It is no number, or the list cannot be used.
    """
    from app.leads.single import read_number

    number = await read_number(text, context.profile.default_country)
    shown = texts.phone(number.e164)
    if not await context.do_not_call.add(number.e164, reason):
        desk.messages.info(translate("Leads", "{number} is on the do-not-call list already.").format(number=shown))
        return

    def undo() -> None:
        desk.tasks.start(take_back())

    async def take_back() -> None:
        await context.do_not_call.remove([number.e164])
        desk.messages.info(translate("Leads", "{number} is off the do-not-call list.").format(number=shown))

    desk.messages.show(
        "success",
        translate("Leads", "{number} is on the do-not-call list. Files are checked against it.").format(number=shown),
        translate("Leads", "Undo"),
        undo,
    )
