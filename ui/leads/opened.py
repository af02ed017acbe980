"""An opened lead file with everything that was decided about it.

Owns: the session, the choices, the latest check. Leaves to others: the controls and the flow (`page.py`). No Qt.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from ui.leads.mapping import ColumnChoices

if TYPE_CHECKING:
    from app.leads.records import CheckPlan, CheckResult, FileSummary, LeadRow, RepairMemo
    from app.leads.session import LeadSession


_DAY_S: Final = 86_400.0


class Source(NamedTuple):
    """Where rows come from: a file, or text that is held in memory only.

    Attributes:
        path: None for text.
        text: Tab separated, or CSV.
        name: What to call it.
        campaign_id: Where they are to go, "" while that is open.
    """

    path: Path | None
    text: str = ""
    name: str = ""
    campaign_id: str = ""

    @property
    def title(self) -> str:
        """What it is called while it is being read."""
        return self.path.name if self.path is not None else self.name


class OpenedFile:
    """One file, or rows that were pasted.

    Attributes:
        path: None for rows that were pasted.
        result: Of the latest check that ended; None while the phone column is not chosen.
        country: ISO code for numbers without a country; `country_chosen` by the operator.
        campaign_id: The target, "" while it is not chosen.
        checked_plan: What `result` speaks of.
        problem: Why it can no longer be checked, "" while it can.
        sample: Its first rows, for the widths of columns.
        allowed: How numbers begin that may be called from the target's number; empty where that is not known.
        repaired_before: Repairs that were done about files with this header, this one included.
        lately_days: Who was called, or sent to another campaign, so many days before it was opened is worth a look.
        lately_since: The same as a Unix time; 0 for nobody.
    """

    def __init__(self, source: Source, session: LeadSession, country: str, now: float, lately_days: int) -> None:
        self.source = source
        self.path = source.path
        self.session = session
        self.choices = ColumnChoices(session.summary)
        self.country = country
        self.country_chosen = False
        self.campaign_id = ""
        self.result: CheckResult | None = None
        self.checked_plan: CheckPlan | None = None
        self.sample: Sequence[LeadRow] = ()
        self.problem = ""
        self.repaired_before: tuple[RepairMemo, ...] = ()
        self.allowed: tuple[str, ...] = ()
        self._repaired: list[RepairMemo] = []
        self._undone: list[RepairMemo] = []
        self._opened_at = now
        self.look_back(lately_days)

    def note_repair(self, key: str, text: str) -> None:
        """A repair of many rows is being done."""
        from app.leads.records import RepairMemo

        self._undone.clear()
        self._repaired.append(RepairMemo(key, text))
        self._note(self._repaired[-1])

    def note_undone(self) -> None:
        """The latest one is being undone: it was not meant, so it is not offered for the next file."""
        if self._repaired:
            self._undone.append(self._repaired.pop())
            gone = self._undone[-1].key
            self.repaired_before = tuple(memo for memo in self.repaired_before if memo.key != gone)

    def note_redone(self) -> None:
        """It is being done again."""
        if self._undone:
            self._repaired.append(self._undone.pop())
            self._note(self._repaired[-1])

    def _note(self, memo: RepairMemo) -> None:
        self.repaired_before = (*(other for other in self.repaired_before if other.key != memo.key), memo)

    def look_back(self, days: int) -> None:
        """Look so many days back for who was called."""
        self.lately_days = days
        self.lately_since = self._opened_at - days * _DAY_S if days else 0.0

    @property
    def summary(self) -> FileSummary:
        """What the file is."""
        return self.session.summary

    def confirm_encoding(self) -> None:
        """Somebody said that the characters are right."""
        import msgspec

        from app.leads import sentences

        notes = tuple(note for note in self.summary.notes if note.template != sentences.NOTE_GUESSED)
        self.session.summary = msgspec.structs.replace(self.summary, encoding_sure=True, notes=notes)

    @property
    def name(self) -> str:
        """The file's name."""
        return self.session.summary.name

    @property
    def folder(self) -> Path:
        """Where files about it are saved first of all."""
        return self.path.parent if self.path is not None else Path.home()

    @property
    def rejected_name(self) -> str:
        """What a file of the rows that are set aside would be called."""
        return f"{self.path.stem if self.path is not None else self.name.replace(' ', '-')}-rejected.csv"

    def plan(
        self,
        ledger: Path | None = None,
        do_not_call: Path | None = None,
        do_not_call_version: int = 0,
        refused: Path | None = None,
        calls: Path | None = None,
    ) -> CheckPlan:
        """How it is to be checked now, against these records."""
        return self.choices.plan(
            country=self.country,
            campaign_id=self.campaign_id,
            ledger=str(ledger) if ledger is not None else "",
            do_not_call=str(do_not_call) if do_not_call is not None else "",
            do_not_call_version=do_not_call_version,
            lately_since=self.lately_since,
            lately_days=self.lately_days,
            allowed=self.allowed,
            calls=str(calls) if calls is not None and self.lately_days else "",
            refused=str(refused) if refused is not None else "",
        )
