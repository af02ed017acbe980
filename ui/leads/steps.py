"""The steps of the Leads page and where the operator stands.

Owns: their words and states. Leaves to others: the bar (`ui/widgets/step_bar.py`), what a click leads to (`page.py`).
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication

from ui import texts
from ui.leads.opened import OpenedFile
from ui.leads.words import rows_text
from ui.widgets.step_bar import StepBar

translate = QCoreApplication.translate

DROP, MAP, CHECK, SEND = range(4)
_LAST: Final = (MAP, CHECK, SEND)


class LeadSteps(StepBar):
    """Drop, map, check, send."""

    def __init__(self) -> None:
        super().__init__(
            [
                translate("LeadSteps", "Drop"),
                translate("Leads", "Map"),
                translate("Leads", "Check"),
                translate("Leads", "Send"),
            ]
        )
        self.setObjectName("leads.steps")

    def show_dropping(self, name: str) -> None:
        """No file is open; `name` is the one that is being read, "" for none."""
        self.set_step(DROP, "current", name or translate("Leads", "a file or pasted rows"))
        for number in _LAST:
            self.set_step(number, "ahead", "", enabled=False)

    def show_rows(self, file: OpenedFile, *, can_send: bool) -> None:
        """The rows of a file are shown."""
        self.set_step(DROP, "done", file.name)
        result = file.result
        if result is None:
            self.set_step(MAP, "current", translate("Leads", "where are the numbers?"))
            self.set_step(CHECK, "ahead", rows_text(file.summary.row_count), enabled=False)
            self.set_step(SEND, "ahead", "", enabled=False)
            return
        self.set_step(MAP, "done", _columns(file))
        self.set_step(CHECK, "current", _checked(file))
        ready = translate("Leads", "{count} ready").format(count=texts.number(result.to_send))
        self.set_step(SEND, "ahead", ready, enabled=can_send)

    def show_sending(self, file: OpenedFile) -> None:
        """The file is on its way."""
        self._show_past(file, can_drop=False)
        self.set_step(SEND, "current", translate("Leads", "under way"), enabled=False)

    def show_from_record(self, name: str, state: str) -> None:
        """Parts of a file that waited on record are on their way, or have ended in this state ("" for not yet)."""
        self.set_step(DROP, "done", name, enabled=bool(state))
        for number in (MAP, CHECK):
            self.set_step(number, "done", translate("Leads", "from the local record"), enabled=False)
        words = translate("Leads", "under way") if not state else _end_word(state)
        self.set_step(SEND, "done" if state == "confirmed" else "current", words, enabled=False)

    def show_result(self, file: OpenedFile, state: str, set_aside: int | None = None) -> None:
        """The upload ended in this state; `set_aside`: of the rows as they were then, where that is known."""
        self._show_past(file, can_drop=True)
        if set_aside is not None:
            self.set_step(CHECK, "done", _set_aside(set_aside, file.summary.row_count), enabled=False)
        self.set_step(SEND, "done" if state == "confirmed" else "current", _end_word(state), enabled=False)

    def _show_past(self, file: OpenedFile, *, can_drop: bool) -> None:
        self.set_step(DROP, "done", file.name, enabled=can_drop)
        self.set_step(MAP, "done", _columns(file), enabled=False)
        self.set_step(CHECK, "done", _checked(file), enabled=False)


def _end_word(state: str) -> str:
    words = {
        "planned": translate("Leads", "parts wait"),
        "confirmed": translate("Leads", "done"),
        "refused": translate("Leads", "refused"),
        "not_sent": translate("Leads", "not sent"),
        "unknown": translate("Leads", "outcome unknown"),
        "set_aside": translate("Leads", "outcome unknown"),
    }
    return words.get(state, "")


def _columns(file: OpenedFile) -> str:
    return translate("Leads", "{kept} of {count} columns").format(
        kept=file.choices.kept_count, count=len(file.summary.header)
    )


def _checked(file: OpenedFile) -> str:
    return _set_aside(file.result.set_aside if file.result is not None else 0, file.summary.row_count)


def _set_aside(count: int, rows: int) -> str:
    if not count:
        return rows_text(rows)
    return translate("Leads", "{count} set aside").format(count=texts.number(count))
