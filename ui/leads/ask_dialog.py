"""The question that only a person can answer: did an upload arrive?

Owns: the numbers, the choices and carrying them out on the local record. Leaves to others: looking at the counter
(`app/leads/evidence.py`), when it is asked (`questions.py`). Nothing is ever sent from here: "send again" marks the
upload as not sent, and its rows go through the same check and the same button as any others.
"""

from __future__ import annotations

from collections.abc import Coroutine
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.errors import AppError, LeadFileError
from ui import texts, theme, tokens
from ui.desk import Desk
from ui.leads.choice_list import ChoiceList
from ui.leads.cooled import CooledButton
from ui.leads.counter_bar import CounterBar
from ui.leads.file_dialogs import choose_csv_to_write
from ui.leads.words import kept_reason, leads_text, rows_text, sentence_text
from ui.texts import error_text
from ui.widgets.announce import announce
from ui.widgets.button import Button
from ui.widgets.icon import Icon
from ui.widgets.label import Label
from ui.widgets.search_field import TextField

if TYPE_CHECKING:
    from app.context import Context
    from app.leads.evidence import UploadOutcome, UploadStep
    from app.leads.records import UploadRecord

translate = QCoreApplication.translate

WIDTH: Final = 900
_FIELD: Final = 176
_REASON_CAP: Final = 240
_BADGE: Final = tokens.S32 + tokens.S8
_ROOM: Final = WIDTH - 2 * tokens.S32
CHECK, SAVE, ALL, NONE = "check", "save", "all", "none"


class _Badge(QWidget):
    """A question mark in a circle."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(_BADGE, _BADGE)
        icon = Icon("question", tone="amber", side=tokens.ICON_EMPTY, parent=self)
        icon.move((_BADGE - tokens.ICON_EMPTY) // 2, (_BADGE - tokens.ICON_EMPTY) // 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme.draw_box(theme.painter_for(self), self.rect(), _BADGE / 2, theme.colours().amber_soft, None)


class AskDialog(QDialog):
    """See the module. Use `open()`. Return presses the main button, Escape decides later. It deletes itself.

    Signals:
        answered: More is known: the `UploadOutcome`.
        send_again_chosen: Counted as not sent; the rows are wanted again: the `UploadRecord`. Not for a part of a file,
            which waits on record with the others.
    """

    answered = Signal(object)
    send_again_chosen = Signal(object)

    def __init__(self, desk: Desk, context: Context, record: UploadRecord, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._context = context
        self._record = record
        self._busy = False
        self.setObjectName("leads.ask.dialog")
        name = texts.plain(record.file_name, 80)
        self.setWindowTitle(translate("Leads", "Upload · {name}").format(name=name))
        self.setModal(True)
        self.setFixedWidth(WIDTH)
        count = texts.number(record.rows)
        self._heading = Label("", weight="semibold", size="caption", tone="text2", elide="end")
        self._looked = Label("", size="caption", tone="text2", elide="end")
        self._looked.setObjectName("leads.ask.looked")
        self.counter = CounterBar()
        self.choices = ChoiceList()
        self.choices.add(
            CHECK, "refresh", translate("Leads", "Check again"),
            translate("Leads", "Reads the campaign's counter once more. No lead is sent."),
        )  # fmt: skip
        self.choices.add(SAVE, "save", translate("Leads", "Save these rows"), self._save_text())
        self.choices.add(
            ALL, "check", translate("Leads", "All are there"),
            translate("Leads", "Counts the {rows} as arrived. Nothing is sent.").format(rows=rows_text(record.rows)),
        )  # fmt: skip
        again = self.choices.add(
            NONE, "send", translate("Leads", "None is there: send again"), self._none_text(),
        )  # fmt: skip
        self.typed = TextField(
            placeholder=translate("Leads", "type {count} to confirm").format(count=record.rows), max_length=16
        )
        self.typed.setObjectName("leads.ask.typed")
        self.typed.setAccessibleName(translate("Leads", "Number of rows, to confirm"))
        self.typed.set_hint(translate("Leads", "Type {count} to confirm that none arrived").format(count=count))
        self.typed.setFixedWidth(_FIELD)
        self.typed.textChanged.connect(lambda _text: self._show_button())
        again.put_right(self.typed)
        for key in (CHECK, SAVE, ALL, NONE):
            self.choices.choice(key).setObjectName(f"leads.ask.{key}")
        self.choices.changed.connect(self._on_choice)
        self.problem = Label("", tone="red", wrap=True)
        self.problem.setObjectName("leads.ask.problem")
        self.problem.setFixedWidth(_ROOM)
        self.problem.hide()
        self.later = Button(translate("Leads", "Decide later"))
        self.later.setObjectName("leads.ask.later")
        self.later.setAutoDefault(False)
        self.later.clicked.connect(lambda: self.reject())
        self.do = CooledButton(desk.cooldown, "", icon="refresh", kind="primary")
        self.do.setObjectName("leads.ask.do")
        self.do.setDefault(True)
        self.do.clicked.connect(lambda: self._on_do())
        self._lay_out()
        self._show_record(record)
        self._on_choice(CHECK)
        self.choices.choice(CHECK).setFocus()
        self.finished.connect(lambda _result: self._on_finished())

    def _lay_out(self) -> None:
        title = Label(self._title(), size="title", weight="semibold")
        title.setObjectName("leads.ask.title")
        story = Label(self._story(), wrap=True)
        story.setObjectName("leads.ask.story")
        story.setFixedWidth(_ROOM - _BADGE - tokens.S16)
        since = Label(self._since(), weight="semibold", wrap=True)
        since.setFixedWidth(_ROOM - _BADGE - tokens.S16)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(title)
        words.addSpacing(tokens.S4)
        words.addWidget(story)
        words.addWidget(since)
        head = QHBoxLayout()
        head.setSpacing(tokens.S16)
        head.addWidget(_Badge(), 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        count = QHBoxLayout()
        count.setSpacing(tokens.S8)
        count.addWidget(self._heading)
        count.addWidget(self._looked, 1)
        foot = QHBoxLayout()
        foot.setSpacing(tokens.S8)
        closing = translate("Leads", "Closing keeps the question: it stays listed under Earlier uploads.")
        foot.addWidget(Label(closing, size="caption", tone="text2", elide="end"), 1)
        foot.addWidget(self.later)
        foot.addWidget(self.do)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(tokens.S32, tokens.S24, tokens.S32, tokens.S24)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addSpacing(tokens.S24)
        layout.addLayout(count)
        layout.addSpacing(tokens.S8)
        layout.addWidget(self.counter)
        layout.addSpacing(tokens.S16)
        layout.addWidget(self.choices)
        layout.addSpacing(tokens.S12)
        layout.addWidget(self.problem)
        layout.addSpacing(tokens.S12)
        layout.addLayout(foot)
        layout.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)

    # ------------------------------------------------------------------ what is known

    def _none_text(self) -> str:
        if self._record.parts > 1:
            text = translate(
                "Leads", "The {rows} wait with the parts after them and go first. Whoever did arrive is called twice."
            )
        else:
            text = translate(
                "Leads", "Brings the {rows} back, to be checked and sent. Whoever did arrive would be called twice."
            )
        return text.format(rows=rows_text(self._record.rows))

    def _title(self) -> str:
        if self._record.parts > 1:
            return translate("Leads", "Did part {part} of {parts} arrive?").format(
                part=texts.number(self._record.part + 1), parts=texts.number(self._record.parts)
            )
        if self._record.rows == 1:
            return translate("Leads", "Did this lead arrive?")
        return translate("Leads", "Did these {leads} arrive?").format(leads=leads_text(self._record.rows))

    def _story(self) -> str:
        record = self._record
        reason = texts.plain(kept_reason(record.reason), _REASON_CAP).rstrip(".।")
        left = translate("Leads", "The {rows} left at {time}.").format(
            rows=rows_text(record.rows), time=texts.clock_at(record.began_at)
        )
        why = reason or translate("Leads", "No answer told what became of them")
        rest = translate("Leads", "The server may have taken them, or not. Sending them again could call people twice.")
        return f"{left} {why}. {rest}"

    def _since(self) -> str:
        if str(self._record.state) == "set_aside":
            return translate("Leads", "The rows were saved to a file, and the campaign is free for other leads.")
        return translate("Leads", "Nothing has been sent to this campaign from here since.")

    def _save_text(self) -> str:
        rows = rows_text(self._record.rows)
        if self._record.has_rows:
            text = translate("Leads", "Writes the {rows} to a file and frees the campaign. Nothing is sent.")
        else:
            text = translate(
                "Leads", "Writes the numbers of the {rows}, which is all that is kept, and frees the campaign."
            )
        return text.format(rows=rows)

    def _show_record(self, record: UploadRecord) -> None:
        self._record = record
        name = texts.plain(record.campaign_name or record.campaign_id, 80)
        self._heading.setText(translate("Leads", "Leads in “{campaign}”").format(campaign=name))
        self._looked.setText(self._looked_text())
        self.counter.setVisible(record.total_before is not None)
        if record.total_before is not None:
            self.counter.show_count(record.total_before, record.rows, record.total_after)

    def _looked_text(self) -> str:
        record = self._record
        if record.total_before is None:
            return translate(
                "Leads", "the server did not say how many there were before, so the counter proves nothing"
            )
        if record.total_after is None:
            return translate("Leads", "not counted since")
        if record.looked_at is None:
            return translate("Leads", "neither answer fits")
        parts = [translate("Leads", "counted by the server at {time}").format(time=texts.clock_at(record.looked_at))]
        if record.ended_at is not None and str(record.state) == "unknown":
            parts[0] += translate("Leads", ", {after} after the break").format(
                after=texts.duration(record.looked_at - record.ended_at)
            )
        fits = record.total_after - record.total_before in (0, record.rows)
        if not fits:
            parts.append(translate("Leads", "neither answer fits yet"))
        return texts.THIN.join(parts)

    # ------------------------------------------------------------------ choosing

    def _on_choice(self, key: str) -> None:
        self.typed.setEnabled(key == NONE and not self._busy)
        if key == NONE and not self._busy:
            self.typed.setFocus()
        self._show_button()

    def _show_button(self) -> None:
        key = self.choices.current
        words = {
            CHECK: (translate("Leads", "Check again"), "refresh"),
            SAVE: (translate("Leads", "Save these rows…"), "save"),
            ALL: (translate("Leads", "All are there"), "check"),
            NONE: (translate("Leads", "None is there: send again"), "send"),
        }
        text, icon = words[key]
        self.do.set_kind("danger_fill" if key == NONE else "primary")
        self.do.set_base_text(translate("Leads", "Checking…") if self._busy else text)
        self.do.set_icon(icon)
        self.do.set_sending(key == CHECK)
        self.do.set_possible(key != NONE or self._is_typed(), self.typed.placeholderText())
        self.do.setEnabled(not self._busy)

    def _is_typed(self) -> bool:
        digits = self.typed.text().strip().replace(",", "").replace(" ", "")
        return digits == str(self._record.rows)

    def set_busy(self, busy: bool) -> None:
        """Something is under way: nothing else can be chosen; deciding later stays on."""
        self._busy = busy
        self.choices.setEnabled(not busy)
        self._on_choice(self.choices.current)

    def show_problem(self, text: str) -> None:
        """Say what did not work; "" takes it away."""
        self.problem.setText(text)
        self.problem.setVisible(bool(text))
        if text:
            announce(self, text)

    # ------------------------------------------------------------------ carrying it out

    def _on_do(self) -> None:
        self.show_problem("")
        match self.choices.current:
            case "check":
                self._start(self._check())
            case "save":
                self._choose_file()
            case "all":
                self._start(self._take_as_arrived())
            case "none" if self._is_typed():
                self._start(self._take_as_not_sent())

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        self.set_busy(True)
        self._desk.tasks.start(self._guarded(work))

    async def _guarded(self, work: Coroutine[Any, Any, None]) -> None:
        """Errors are told here, where the operator looks, while the dialog is open."""
        try:
            await work
        except AppError as error:
            if not self.isVisible():
                raise
            self.show_problem(error_text(error))
        finally:
            self.set_busy(False)
            if not self.isVisible():
                self.deleteLater()

    def _on_finished(self) -> None:
        """Closed: what is under way is finished first."""
        if not self._busy:
            self.deleteLater()

    async def _check(self) -> None:
        from app.leads.evidence import settle_unknown

        context, record = self._context, self._record
        outcome = await settle_unknown(
            context.api, context.ledger, record.id, clock=context.clock, on_progress=self._on_step
        )
        self._finish_or_show(outcome, await context.ledger.upload(record.id))

    def _on_step(self, step: UploadStep) -> None:
        if step.phase.value == "quiet":
            self._looked.setText(translate("Leads", "unchanged so far; looking once more in a few seconds…"))
        else:
            self._looked.setText(translate("Leads", "looking…"))

    def _finish_or_show(self, outcome: UploadOutcome, record: UploadRecord) -> None:
        self.answered.emit(outcome)
        if str(outcome.state) not in ("unknown", "set_aside"):
            self._desk.messages.success(sentence_text(outcome.sentence))
            self.accept()
            return
        self._show_record(record)
        announce(self, f"{self._looked.text()}. {self.counter.accessibleDescription()}")

    def _choose_file(self) -> None:
        suggestion = f"{Path(self._record.file_name).stem.replace(' ', '-')}-unknown.csv"
        title = translate("Leads", "Save these rows")
        choose_csv_to_write(
            self, "leads.ask.save.dialog", title, suggestion, lambda path: self._start(self._save(path))
        )

    async def _save(self, path: Path) -> None:
        from app.leads.evidence import outcome_of
        from app.leads.kept_rows import save_rows

        ledger, record = self._context.ledger, self._record
        try:
            count = await save_rows(ledger, record, path)
        except LeadFileError as error:
            self.show_problem(error_text(error))
            return
        await ledger.put_aside(record.id, record.reason)
        self.answered.emit(outcome_of(await ledger.upload(record.id)))
        self._desk.messages.success(
            translate(
                "Leads", "{rows} saved to {name}. Nothing was sent, and {campaign} is free for other leads."
            ).format(
                rows=rows_text(count),
                name=texts.plain(path.name, 80),
                campaign=texts.plain(record.campaign_name or record.campaign_id, 80),
            )
        )
        self.accept()

    async def _take_as_arrived(self) -> None:
        from app.leads.evidence import outcome_of
        from app.leads.records import UploadState

        ledger, record = self._context.ledger, self._record
        await ledger.settle(record.id, UploadState.CONFIRMED, reason=record.reason, by_hand=True)
        outcome = outcome_of(await ledger.upload(record.id))
        self.answered.emit(outcome)
        self._desk.messages.success(sentence_text(outcome.sentence))
        self.accept()

    async def _take_as_not_sent(self) -> None:
        from app.leads.evidence import outcome_of
        from app.leads.records import UploadState

        ledger, record = self._context.ledger, self._record
        await ledger.settle(record.id, UploadState.NOT_SENT, reason=record.reason)
        after = await ledger.upload(record.id)
        self.answered.emit(outcome_of(after))
        self.accept()
        if after.state is not UploadState.PLANNED:
            self.send_again_chosen.emit(after)
