"""What the operator chose for the columns of a file.

Owns: the choices, and the check plan they make. Leaves to others: the first proposal (`app/leads/mapping.py`), the
controls (`mapping_row.py`). No Qt.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.leads.recipes import Recipe
    from app.leads.records import CheckPlan, FileSummary

RESERVED = "phone_number"


def _plain(name: str) -> str:
    """A name without case and punctuation, so that "Loan Amount" and "loan_amount" fall together."""
    return "".join(c for c in name.casefold() if c.isalnum())


class ColumnChoices:
    """One use for every column of a file: the phone number, a variable, or dropped.

    Attributes:
        phone: The column of the phone numbers, None while nobody knows.
        names: The variable each column would be kept as.
        kept: Whether it is kept; of no meaning for the phone column.
    """

    def __init__(self, summary: FileSummary) -> None:
        self.header = summary.header
        self.phone = summary.phone_column
        self._own = [
            use.name if use.name != RESERVED else (name or f"column_{number}")
            for number, (use, name) in enumerate(zip(summary.uses, summary.header, strict=True), start=1)
        ]
        self.names = list(self._own)
        self.kept = [use.keep for use in summary.uses]
        self._touched: set[int] = set()

    def own_name(self, column: int) -> str:
        """The variable's name as the file proposes it."""
        return self._own[column]

    def use_as_phone(self, column: int) -> None:
        """The numbers are in this column; the one that held them so far becomes a variable."""
        before, self.phone = self.phone, column
        if before is not None and before != column:
            self.kept[before] = self.names[before] != RESERVED
        self._touched.add(column)

    def keep_as(self, column: int, name: str) -> None:
        """Keep a column as this variable."""
        self._leave_phone(column)
        self.names[column], self.kept[column] = name, True
        self._touched.add(column)

    def drop(self, column: int) -> None:
        """Leave a column out of the upload."""
        self._leave_phone(column)
        self.kept[column] = False
        self._touched.add(column)

    def _leave_phone(self, column: int) -> None:
        if self.phone == column:
            self.phone = None

    def adopt(self, variables: Sequence[str]) -> bool:
        """Spell kept columns as the agent does ("Loan Amount" becomes loan_amount); tells whether anything changed.

        Columns that the operator decided about are left alone, and so are those whose own name the agent uses.
        """
        wanted = {_plain(variable): variable for variable in reversed(variables)}
        before = list(self.names)
        taken = {self.names[c] for c in self._touched if self.kept[c]}
        taken |= {own for c, own in enumerate(self._own) if own in variables and self.kept[c]}
        for column, own in enumerate(self._own):
            if column in self._touched or column == self.phone:
                continue
            variable = wanted.get(_plain(own), own)
            if own in variables or variable in taken:
                variable = own
            self.names[column] = variable
            taken.add(variable)
        return self.names != before

    def recipe(self, country: str) -> Recipe:
        """What was decided, for the next file with this header; `country` "" where none was chosen."""
        from app.leads.recipes import Recipe
        from app.leads.records import ColumnUse

        uses = tuple(ColumnUse(name, kept) for name, kept in zip(self.names, self.kept, strict=True))
        return Recipe(phone_column=self.phone, uses=uses, country=country)

    def follow(self, recipe: Recipe) -> bool:
        """Decide as for an earlier file with this header; tells whether that is anything but the first proposal."""
        before = (self.phone, list(self.names), list(self.kept))
        self.phone = recipe.phone_column
        for column, use in enumerate(recipe.uses):
            if (use.name, use.keep) != (self.names[column], self.kept[column]) and column != self.phone:
                self.names[column], self.kept[column] = use.name, use.keep
                self._touched.add(column)
        return (self.phone, self.names, self.kept) != before

    def take_over(self, before: ColumnChoices) -> None:
        """Decide as about the same file read in another encoding: a name that is spelled otherwise now is its own."""
        if len(before.header) != len(self.header):
            return
        self.phone = before.phone
        for column, name in enumerate(self.header):
            self.kept[column] = before.kept[column]
            if name == before.header[column]:
                self.names[column] = before.names[column]
                self._touched |= before._touched & {column}

    @property
    def kept_count(self) -> int:
        """Columns that are sent, the phone numbers included."""
        return sum(kept or column == self.phone for column, kept in enumerate(self.kept))

    @property
    def variables(self) -> list[str]:
        """The variables that are sent, in file order."""
        return [
            name
            for column, (name, kept) in enumerate(zip(self.names, self.kept, strict=True))
            if kept and column != self.phone
        ]

    def plan(
        self,
        *,
        country: str,
        campaign_id: str,
        ledger: str,
        do_not_call: str = "",
        do_not_call_version: int = 0,
        lately_since: float = 0.0,
        lately_days: int = 0,
        allowed: tuple[str, ...] = (),
        calls: str = "",
        refused: str = "",
    ) -> CheckPlan:
        """How the rows are to be read."""
        from app.leads.records import CheckPlan, ColumnUse

        return CheckPlan(
            phone_column=self.phone,
            uses=tuple(ColumnUse(name, kept) for name, kept in zip(self.names, self.kept, strict=True)),
            default_country=country,
            campaign_id=campaign_id,
            ledger=ledger,
            do_not_call=do_not_call,
            do_not_call_version=do_not_call_version,
            lately_since=lately_since,
            lately_days=lately_days,
            allowed=allowed,
            calls=calls,
            refused=refused,
        )
