"""An opened lead file with everything that was decided about it.

Owns: the session, the choices, the latest check. Leaves to others: the controls and the flow (`page.py`). No Qt.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ui.leads.mapping import ColumnChoices

if TYPE_CHECKING:
    from app.leads.records import CheckPlan, CheckResult, FileSummary, LeadRow
    from app.leads.session import LeadSession


class OpenedFile:
    """One file.

    Attributes:
        result: Of the latest check that ended; None while the phone column is not chosen.
        country: ISO code for numbers without a country; `country_chosen` by the operator.
        campaign_id: The target, "" while it is not chosen.
        checked_plan: What `result` speaks of.
        problem: Why it can no longer be checked, "" while it can.
        sample: Its first rows, for the widths of columns.
    """

    def __init__(self, path: Path, session: LeadSession, country: str) -> None:
        self.path = path
        self.session = session
        self.choices = ColumnChoices(session.summary)
        self.country = country
        self.country_chosen = False
        self.campaign_id = ""
        self.result: CheckResult | None = None
        self.checked_plan: CheckPlan | None = None
        self.sample: Sequence[LeadRow] = ()
        self.problem = ""

    @property
    def summary(self) -> FileSummary:
        """What the file is."""
        return self.session.summary

    @property
    def name(self) -> str:
        """The file's name."""
        return self.session.summary.name

    @property
    def rejected_name(self) -> str:
        """What a file of the rows that are set aside would be called."""
        return f"{self.path.stem}-rejected.csv"

    def plan(self, ledger: Path | None) -> CheckPlan:
        """How it is to be checked now."""
        return self.choices.plan(
            country=self.country, campaign_id=self.campaign_id, ledger=str(ledger) if ledger is not None else ""
        )
