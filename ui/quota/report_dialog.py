"""The usage report that goes with a request for a higher limit.

Owns: showing it, and the ways it leaves the window: clipboard, file, mail program. Leaves to others: what it says
(`app/quota/report.py`). Nothing is sent from here; the operator's own mail program does that.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget
from shiboken6 import isValid

from ui import texts, tokens
from ui.desk import Desk
from ui.widgets.button import Button
from ui.widgets.combo_button import ComboButton
from ui.widgets.label import Label

if TYPE_CHECKING:
    from app.context import Context
    from app.quota.report import Report

translate = QCoreApplication.translate

WIDTH, HEIGHT = 760, 600
TASK: Final = "quota.report"
_PERIODS: Final = (7, 1, 35)


class ReportDialog(QDialog):
    """See the module. Use `open()`.

    Args:
        desk: Runs the reading and the saving.
        context: Whose history it is.
        parent: The page.
    """

    def __init__(self, desk: Desk, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._context = context
        self._report: Report | None = None
        self.setObjectName("quota.report.dialog")
        self.setWindowTitle(translate("Quota", "Request a higher limit"))
        self.setModal(True)
        self.setFixedSize(WIDTH, HEIGHT)
        self.period = ComboButton(translate("Quota", "Period"))
        self.period.setObjectName("quota.report.period")
        for days in _PERIODS:
            name = (
                translate("Quota", "last 24 hours")
                if days == 1
                else translate("Quota", "last {days} days").format(days=days)
            )
            self.period.addItem(name, days)
        self.period.activated.connect(lambda _index: self._load())
        self.text = QPlainTextEdit()
        self.text.setObjectName("quota.report.text")
        self.text.setAccessibleName(translate("Quota", "Usage report"))
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        fixed.setPixelSize(tokens.CAPTION[0])
        self.text.setFont(fixed)
        self.said = Label("", elide="end")
        self.said.setObjectName("quota.report.said")
        self.copy = self._button("copy", translate("Quota", "Copy"), "copy", self._on_copy)
        self.as_text = self._button("text", translate("Quota", "Save as text…"), "save", lambda: self._choose("txt"))
        self.as_csv = self._button("csv", translate("Quota", "Save as CSV…"), "save", lambda: self._choose("csv"))
        self.mail = self._button("mail", translate("Quota", "Write mail"), "send", self._on_mail)
        self.mail.set_kind("primary")
        self._lay_out()
        self.finished.connect(lambda _result: desk.tasks.cancel(TASK))
        self._load()
        self.mail.setFocus()

    def _button(self, key: str, title: str, icon: str, slot: Callable[[], Any]) -> Button:
        button = Button(title, icon=icon)
        button.setObjectName(f"quota.report.{key}")
        button.setAccessibleName(title)
        button.setAutoDefault(False)
        button.setEnabled(False)
        button.clicked.connect(lambda: slot())
        return button

    def _lay_out(self) -> None:
        from app.quota.report import SUPPORT

        head = QHBoxLayout()
        head.addWidget(Label(translate("Quota", "Request a higher limit"), size="title", weight="semibold"))
        head.addStretch(1)
        head.addWidget(self.period)
        note = Label(
            translate(
                "Quota",
                "Higher limits are given by {address}. This report shows why one is needed; it holds counts and times, "
                "no key, no path and no number of a person. It is in English for the people who read it.",
            ).format(address=SUPPORT),
            size="caption",
            tone="text2",
            wrap=True,
        )
        note.setFixedWidth(WIDTH - 2 * tokens.S24)
        close = Button(translate("Quota", "Close"))
        close.setObjectName("quota.report.close")
        close.setAccessibleName(translate("Quota", "Close"))
        close.setAutoDefault(False)
        close.clicked.connect(lambda: self.reject())
        foot = QHBoxLayout()
        foot.setSpacing(tokens.S8)
        for button in (self.copy, self.as_text, self.as_csv):
            foot.addWidget(button)
        foot.addStretch(1)
        foot.addWidget(close)
        foot.addWidget(self.mail)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.S24, tokens.S24, tokens.S24, tokens.S24)
        column.setSpacing(tokens.S12)
        column.addLayout(head)
        column.addWidget(note)
        column.addWidget(self.text, 1)
        column.addWidget(self.said)
        column.addLayout(foot)

    # ------------------------------------------------------------------ the report

    @property
    def is_ready(self) -> bool:
        """Whether the report is there."""
        return self._report is not None

    def _load(self) -> None:
        self._desk.tasks.start(self._read(int(self.period.currentData())), name=TASK)

    async def _read(self, days: int) -> None:
        from app.quota.report import Report, report_text

        minutes, cooldowns = await self._context.history.read(days)
        snapshot, now = self._context.governor.snapshot, self._context.clock.time()
        report = Report(minutes, cooldowns, now - days * 86_400, now, snapshot.limit, snapshot.window_s)
        self._report = report
        text = report_text(report, datetime.now().astimezone().tzinfo)
        # Not shortened to the length of a label; every character of it is ours.
        self.text.setPlainText(texts.plain(text, len(text), lines=True))
        for button in (self.copy, self.as_text, self.as_csv, self.mail):
            button.setEnabled(True)

    # ------------------------------------------------------------------ where it goes

    def _say(self, text: str) -> None:
        self.said.setText(text)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self._say(translate("Quota", "The report was copied."))

    def _choose(self, kind: str) -> None:
        from ui.leads.file_dialogs import choose_file_to_write

        title = translate("Quota", "Save as CSV") if kind == "csv" else translate("Quota", "Save as text")
        suggestion = f"dialnexa-usage-{datetime.now():%Y-%m-%d}.{kind}"
        choose_file_to_write(self, f"quota.report.{kind}.dialog", title, suggestion, self.save_to, suffix=kind)

    def save_to(self, path: Path) -> None:
        """Write the report there: as a table where the name says so, else as text."""
        report, text = self._report, self.text.toPlainText()
        if report is None:
            return

        async def save() -> None:
            from app.quota.report import save_csv, save_text
            from app.threads import run_in_daemon_thread

            if path.suffix.casefold() == ".csv":
                await run_in_daemon_thread(lambda: save_csv(path, report), name="save-report")
            else:
                await run_in_daemon_thread(lambda: save_text(path, text), name="save-report")
            said = translate("Quota", "Saved to {name}.").format(name=texts.plain(path.name, tokens.CELL_CAP))
            if isValid(self):
                self._say(said)
            else:  # closed meanwhile
                self._desk.messages.success(said)

        self._desk.tasks.start(save(), name="quota.report.save")

    def _on_mail(self) -> None:
        from app.quota.report import mail_draft

        if self._report is None:
            return
        draft = mail_draft(self._report)
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        if QDesktopServices.openUrl(QUrl.fromEncoded(draft.url.encode())):
            self._say(translate("Quota", "The draft is in your mail program. The report was copied: paste it there."))
        else:
            self._say(
                translate("Quota", "No mail program answered. The report was copied: send it to {address}.").format(
                    address=draft.to
                )
            )
