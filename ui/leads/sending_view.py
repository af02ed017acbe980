"""An upload under way: how far it is, and what cancelling would mean now.

Owns: saying so. Leaves to others: the upload (`app/leads/uploading.py`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout

from ui import texts, tokens
from ui.command import Command
from ui.cooldown import CooldownState
from ui.leads.card import CardPage
from ui.leads.words import leads_text
from ui.widgets.button import Button
from ui.widgets.label import Label
from ui.widgets.progress_bar import ProgressBar

if TYPE_CHECKING:
    from app.leads.evidence import UploadStep
    from app.models import Campaign

translate = QCoreApplication.translate

# In these phases a rate limit holds the next request back. "answer" is among them: the answer was the 429.
_FINE = 10_000  # steps of the bar where the whole is counted in parts
_WAITS = ("preparing", "waiting", "answer", "counting", "pausing", "resuming", "looking")


class SendingView(CardPage):
    """See the module."""

    def __init__(self, cancel: Command) -> None:
        super().__init__()
        self._phase = "preparing"
        self._done = self._total = 0
        self._part, self._parts = 0, 1
        self._share: float | None = None
        self._left = False
        self._cancelled = False
        self._cooldown: CooldownState | None = None
        self._title = Label("", size="title", weight="semibold", elide="end")
        self.bar = ProgressBar(wide=True)
        self.bar.setObjectName("leads.progress")
        self.bar.setAccessibleName(translate("Leads", "Upload progress"))
        self.step = Label("", wrap=True)
        self.step.setObjectName("leads.step")
        self._meaning = Label("", size="caption", tone="text2", wrap=True)
        self._meaning.setObjectName("leads.cancel.meaning")
        self._paused = Label("", size="caption", tone="amber", wrap=True)
        # A place for the keyboard focus when the button goes off: it must not go to whatever is next.
        self.bar.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.button = Button(cancel.title, icon="x")
        cancel.bind(self.button)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.button)
        for part in (self._title, self.bar, self.step, self._meaning, self._paused):
            self.body.addWidget(part)
        self.body.addSpacing(tokens.S8)
        self.body.addLayout(foot)

    @property
    def phase(self) -> str:
        """What is being done, as `UploadPhase` calls it, or "pausing", "resuming" or "looking"."""
        return self._phase

    @property
    def step_text(self) -> str:
        """What is being done, in a few words."""
        return self.step.text()

    @property
    def paused_text(self) -> str:
        """That the campaign is paused meanwhile, and what that means; "" where it is not."""
        return self._paused.text()

    @property
    def part(self) -> int:
        """Which part is under way, from 0."""
        return self._part

    @property
    def is_waiting(self) -> bool:
        """Whether a rate limit holds it up."""
        return self._cooldown is not None and self._phase in _WAITS

    @property
    def parts_text(self) -> str:
        """What becomes of the parts after this one if the window is closed now; "" where there is none."""
        if self._part + 1 >= self._parts:
            return ""
        return translate("Leads", "The parts that have not begun wait on record and can be sent later.")

    def begin(self, campaign: Campaign, rows: int, size: int, *, pausing: bool) -> None:
        """An upload begins."""
        name = texts.plain(campaign.name or campaign.id, tokens.CELL_CAP)
        self._title.setText(
            translate("Leads", "Sending {leads} to {campaign}").format(leads=leads_text(rows), campaign=name)
        )
        self._phase, self._done, self._total = "pausing" if pausing else "preparing", 0, size
        self._part, self._parts, self._share = 0, 1, None
        self._left = self._cancelled = False
        self.show_paused(False)
        self._show()

    def show_step(self, step: UploadStep) -> None:
        """The upload went on."""
        self._phase = step.phase.value
        if step.part != self._part:
            self._left = False
        self._part, self._parts, self._share = step.part, step.parts, step.share
        if step.total:
            self._done, self._total = step.done, step.total
        if self._phase in ("sending", "answer"):
            self._left = True
        elif self._phase == "waiting":
            self._left, self._done = False, 0
        self._show()

    def show_resuming(self) -> None:
        """The upload is over; the campaign is being resumed."""
        self._phase = "resuming"
        self._show()

    def show_looking(self) -> None:
        """Nothing is uploaded; whether the campaign is paused is being found out."""
        self._phase = "looking"
        self._cancelled = False
        self._show()

    def show_paused(self, paused: bool) -> None:
        """Whether the campaign is paused for the time of the upload."""
        self._paused.setText(
            translate("Leads", "The campaign is paused meanwhile. If the window is closed now, it stays paused.")
            if paused
            else ""
        )
        self._paused.setVisible(paused)

    def hold_focus(self) -> None:
        """Keep the keyboard focus here when the button is about to go off."""
        if self.button.hasFocus():
            self.bar.setFocus()

    def show_cancelled(self) -> None:
        """The operator cancelled; what became of it is still to be found out."""
        self._cancelled = True
        self._show()

    def show_cooldown(self, state: CooldownState | None) -> None:
        """A rate limit began, ends, or has another second."""
        self._cooldown = state
        self._show()

    def _show(self) -> None:
        self.bar.set_tone("amber_fill" if self.is_waiting else "accent_fill")
        if self._share is not None:
            self.bar.set_progress(round(self._share * _FINE), _FINE)
        else:
            self.bar.set_progress(self._done, max(1, self._total))
        self.step.setText(self._step_text())
        self._meaning.setText(self._meaning_text())
        self.bar.setAccessibleDescription(self.step.text())

    def _step_text(self) -> str:
        if self._parts == 1 or self._phase == "planning":
            return self._step_words()
        part = translate("Leads", "Part {part} of {parts}").format(
            part=texts.number(self._part + 1), parts=texts.number(self._parts)
        )
        return f"{part}{texts.THIN}{self._step_words()}"

    def _step_words(self) -> str:
        if self._cooldown is not None and self.is_waiting:
            return translate("Leads", "Rate limited: waiting {seconds} s, goes on by itself").format(
                seconds=self._cooldown.seconds_left
            )
        size = texts.size(self._total)
        match self._phase:
            case "pausing":
                return translate("Leads", "Pausing the campaign…")
            case "preparing":
                return translate("Leads", "Looking at the campaign…")
            case "planning":
                return translate("Leads", "Putting all {parts} parts on record…").format(
                    parts=texts.number(self._parts)
                )
            case "waiting":
                return translate("Leads", "Waiting for its turn…")
            case "sending":
                return translate("Leads", "{done} of {size} have left").format(done=texts.size(self._done), size=size)
            case "answer":
                return translate("Leads", "All {size} have left. Waiting for the server's answer…").format(size=size)
            case "quiet":
                return translate("Leads", "No usable answer. In a few seconds the campaign's counter is looked at…")
            case "looking":
                return translate("Leads", "Looking whether the campaign is paused…")
            case "resuming":
                return translate("Leads", "Resuming the campaign…")
            case _:
                return translate("Leads", "Looking at the campaign's counter…")

    def _meaning_text(self) -> str:
        if self._cancelled:
            return translate("Leads", "Cancelled. Finding out what became of it…")
        if self._phase == "looking":
            return translate("Leads", "No lead was sent. After a cancel you have to look at the campaign yourself.")
        if self._phase in ("quiet", "counting") and self._part + 1 < self._parts:
            return translate(
                "Leads", "This part is sent; how it ended is being found out. A cancel now stops before the next one."
            )
        if self._phase in ("quiet", "counting", "resuming"):
            return translate("Leads", "The upload itself is over; this only finds out and records how it ended.")
        if self._left:
            return translate(
                "Leads",
                "What has left cannot be called back. After a cancel, the campaign's counter tells whether the leads "
                "arrived; until that is certain, nothing is sent again.",
            )
        if self._part > 0:
            return translate(
                "Leads", "Nothing of this part has left yet: a cancel now stops here, and the rest waits on record."
            )
        return translate("Leads", "Nothing has left yet: a cancel now sends nothing.")
