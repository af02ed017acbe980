"""How an upload ended.

Owns: the result in words and what can be done next. Leaves to others: finding it out (`app/leads/uploading.py`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout

from ui import texts, tokens
from ui.command import Command
from ui.leads.card import CardPage
from ui.leads.part_list import PartList
from ui.leads.words import rows_text, save_text, sentence_text
from ui.widgets.button import Button
from ui.widgets.cooling_button import CoolingButton
from ui.widgets.icon import Icon
from ui.widgets.label import Label

if TYPE_CHECKING:
    from app.leads.evidence import UploadOutcome

translate = QCoreApplication.translate

_LOOKS: Final = {
    "confirmed": ("check", "green"),
    "planned": ("clock", "amber"),
    "refused": ("warning", "red"),
    "not_sent": ("minus-circle", "text2"),
    "unknown": ("question", "red"),
    "set_aside": ("question", "amber"),
}
_MOST_POSITIONS: Final = 8


class ResultView(CardPage):
    """See the module. The commands are bound to its buttons."""

    def __init__(
        self,
        ask: Command,
        check_again: Command,
        rows: Command,
        save: Command,
        another: Command,
        go_on: Command,
        give_up: Command,
        what_became: Command,
        take_back: Command,
    ) -> None:
        super().__init__()
        self._arrived = False  # some of it is known to be there
        self._icon = Icon("check", tone="green", side=tokens.ICON_EMPTY)
        self.result = Label("", size="title", weight="semibold", wrap=True)
        self.result.setObjectName("leads.result")
        head = QHBoxLayout()
        head.setSpacing(tokens.S12)
        head.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.result, 1)
        self._facts = Label("", tone="text2", wrap=True)
        self._cause = Label("", wrap=True)
        self._cause.setObjectName("leads.result.cause")
        self._advice = Label("", wrap=True)
        self._advice.setObjectName("leads.result.advice")
        self._remark = Label("", tone="amber", wrap=True)
        self._remark.setObjectName("leads.result.remark")
        self._again = CoolingButton(check_again.title, icon="refresh")
        check_again.bind(self._again)
        self._again.setObjectName("leads.result.check_again")
        self._ask = Button(ask.title, icon="question", kind="primary")
        ask.bind(self._ask)
        self._rows = Button(rows.title, icon="list")
        rows.bind(self._rows)
        self._save = Button(save.title, icon="save")
        save.bind(self._save)
        self._save.setObjectName("leads.result.save")
        self._another = Button(another.title, icon="file-text", kind="primary")
        another.bind(self._another)
        self._go_on = CoolingButton(go_on.title, icon="send", kind="primary")
        go_on.bind(self._go_on)
        self._go_on.setObjectName("leads.result.go_on")
        self._give_up = Button(give_up.title, icon="minus-circle")
        give_up.bind(self._give_up)
        self._give_up.setObjectName("leads.result.give_up")
        self._what_became = Button(what_became.title, icon="list", small=True)
        what_became.bind(self._what_became)
        self._what_became.setObjectName("leads.result.what_became")
        self._take_back = CoolingButton(take_back.title, icon="trash", small=True)
        take_back.bind(self._take_back)
        self._take_back.setObjectName("leads.result.take_back")
        self._cannot_undo = Label("", size="caption", tone="text2", wrap=True)
        self._cannot_undo.setObjectName("leads.result.cannot_undo")
        self.parts = PartList()
        back, foot, rest = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        back.setSpacing(tokens.S8)
        back.addWidget(self._what_became)
        back.addWidget(self._take_back)
        back.addStretch(1)
        for line, buttons in (
            (rest, (self._give_up, self._go_on)),
            (foot, (self._save, self._rows, self._another, self._again, self._ask)),
        ):
            line.setSpacing(tokens.S8)
            line.addStretch(1)
            for button in buttons:
                line.addWidget(button)
        self.body.addLayout(head)
        for part in (self._facts, self.parts, self._cause, self._advice, self._remark, self._cannot_undo):
            self.body.addWidget(part)
        self.body.addLayout(back)
        self.body.addSpacing(tokens.S8)
        self.body.addLayout(foot)
        self.body.addLayout(rest)

    def show_outcome(
        self,
        outcome: UploadOutcome,
        campaign: str,
        ended_at: float,
        set_aside: int,
        still: str,
        *,
        has_file: bool = True,
    ) -> None:
        """Show how an upload ended.

        Args:
            outcome: What is known.
            campaign: Where the leads went, or were to go.
            ended_at: Unix time.
            set_aside: Rows of the file that were not sent.
            still: What else is worth knowing ("the campaign is still paused").
            has_file: The rows are still at hand.
        """
        state = str(outcome.state)
        self._arrived = state == "confirmed" or any(str(part.state) == "confirmed" for part in outcome.parts)
        icon, tone = _LOOKS[state]
        self._icon.set_icon(icon, tone)
        self.result.setText(sentence_text(outcome.sentence))
        facts = [texts.plain(campaign, tokens.CELL_CAP), texts.clock_at(ended_at), rows_text(outcome.rows)]
        if set_aside:
            facts.append(translate("Leads", "{count} set aside").format(count=texts.number(set_aside)))
        self._facts.setText(texts.THIN.join(facts))
        cause = sentence_text(outcome.cause) if outcome.cause is not None and state != "confirmed" else ""
        self._say(self._cause, "\n".join([cause, *_positions(outcome)]).strip())
        self.parts.show_parts(outcome.parts)
        self._say(self._advice, _advice(outcome, has_file=has_file))
        remark = sentence_text(outcome.remark) if outcome.remark is not None else ""
        self._say(self._remark, "\n".join(part for part in (remark, still) if part))
        self._again.setVisible(state == "unknown")
        self._ask.setVisible(state in ("unknown", "set_aside"))
        self._rows.setVisible(has_file and (state in ("refused", "not_sent") or bool(outcome.refusals)))
        self._another.set_kind("primary" if state == "confirmed" else "plain")
        self._rows.set_kind("primary" if state not in ("confirmed", "planned") else "plain")
        for button in (self._go_on, self._give_up):
            button.setVisible(state == "planned")
        self._save.setVisible(has_file and set_aside > 0)
        self._save.setText(save_text(set_aside))
        self._save.updateGeometry()

    def show_undo(self, why_not: str) -> None:
        """Say why what arrived cannot be taken back, where anything did; "": it can, or nothing did."""
        self._say(self._cannot_undo, why_not if self._arrived else "")
        self._take_back.setVisible(self._arrived and not why_not)

    def focus_first(self) -> None:
        """Give the keyboard to what is most likely wanted next."""
        for button in (self._ask, self._go_on, self._rows, self._another):
            if button.isVisible():
                button.setFocus()
                return

    @staticmethod
    def _say(label: Label, text: str) -> None:
        label.setText(text)
        label.setVisible(bool(text))


def _positions(outcome: UploadOutcome) -> list[str]:
    """Rows that the server named by a number of its own. Which row that is here, its documentation leaves open."""
    lines = [
        translate("Leads", "Row {number} by the server's count: {reason}").format(
            number=texts.number(number), reason=texts.plain(reason, tokens.CELL_CAP)
        )
        for number, reason in outcome.refused_positions[:_MOST_POSITIONS]
    ]
    more = len(outcome.refused_positions) - len(lines)
    if more > 0:
        lines.append(translate("Leads", "and {count} more").format(count=texts.number(more)))
    return lines


def _advice(outcome: UploadOutcome, *, has_file: bool) -> str:
    match str(outcome.state):
        case "planned" if outcome.refusals:
            return translate(
                "Leads",
                "The other parts can go on now, or later: they wait on record. The refused rows are set aside with the "
                "server's reasons; the rest of their part can be sent after that.",
            )
        case "planned":
            return translate("Leads", "They wait on record, also when this window is closed, until you let them go on.")
        case "unknown" if outcome.parts:
            return translate(
                "Leads",
                "Check again in a minute: it only reads the campaign's counter. Once the outcome of this part is "
                "known, the parts that wait can go on.",
            )
        case "unknown":
            return translate(
                "Leads",
                "Check again in a minute: it only reads the campaign's counter. Or look at the campaign in the "
                "DialNexa dashboard, then settle it. Until then the upload stays listed under Earlier uploads.",
            )
        case "refused" if outcome.refusals:
            return translate("Leads", "The refused rows are set aside with the server's reasons; the rest can be sent.")
        case "refused" if outcome.parts:
            return translate(
                "Leads",
                "What became of each row has the server's reasons. Saved from there and repaired, they can be dropped "
                "again.",
            )
        case "refused":
            return translate("Leads", "Put right what the server names, then send again.")
        case "not_sent" if has_file:
            return translate("Leads", "The file is still open: it can be sent again.")
        case "not_sent":
            return translate("Leads", "Rows that were not sent can be opened again under Earlier uploads.")
    return ""
