"""An opened lead file with everything that was decided about it.

Owns: the session, the choices, the latest check. Leaves to others: the controls and the flow (`page.py`). No Qt.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ui.leads.mapping import ColumnChoices

if TYPE_CHECKING:
    from app.leads.records import CheckPlan, CheckResult, FileSummary, LeadRow
    from app.leads.session import LeadSession


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
        lately_since: Who was sent to another campaign since this Unix time is worth a look; 0 for nobody.
    """

    def __init__(self, source: Source, session: LeadSession, country: str, lately_since: float = 0.0) -> None:
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
        self.lately_since = lately_since

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
    ) -> CheckPlan:
        """How it is to be checked now, against these records."""
        return self.choices.plan(
            country=self.country,
            campaign_id=self.campaign_id,
            ledger=str(ledger) if ledger is not None else "",
            do_not_call=str(do_not_call) if do_not_call is not None else "",
            do_not_call_version=do_not_call_version,
            lately_since=self.lately_since,
            refused=str(refused) if refused is not None else "",
        )
