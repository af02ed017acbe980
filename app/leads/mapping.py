"""Which column holds the phone numbers, and what the others are called.

Owns: first proposals; the operator has the last word. Leaves to others: reading and checking. Pure.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from app.leads.records import CheckPlan, ColumnUse, FileSummary
from app.leads.rows import Rows
from app.leads.table import REASONS_COLUMN, Table

PHONE_NUMBER: Final = "phone_number"
MOST_VARIABLES: Final = 15  # API page "campaign-leads/upload": 15 columns beside phone_number

# The usual names, best first, as `_plain` writes them.
_USUAL_NAMES: Final = (
    "phonenumber", "phone", "mobile", "mobilenumber", "mobileno", "phoneno", "contactnumber", "contactno", "contact",
    "cell", "cellphone", "cellnumber", "whatsapp", "whatsappnumber", "whatsappno", "tel", "telephone",
    "telephonenumber", "msisdn", "primaryphone", "customerphone", "customermobile", "customernumber", "number", "ph",
    "phno", "mob", "mobno", "tonumber", "tophonenumber", "मोबाइल", "मोबाइलनंबर", "मोबाईल", "फोन", "फोननंबर", "दूरभाष",
    "संपर्क", "संपर्कनंबर", "नंबर",
)  # fmt: skip
_PARTS: Final = ("phone", "mobile", "whatsapp", "contactn", "telephone", "msisdn", "मोबाइल", "मोबाईल", "फोन")
_RANK: Final = {name: rank for rank, name in enumerate(_USUAL_NAMES)}
_SAMPLE_ROWS: Final = 200
_NUKTA: Final = "\u093c"
_NUMBER_LIKE: Final = re.compile(r"\D{0,4}\+?(?:[\s().-]*\d){7,15}(?:\.0+)?\D{0,2}|\d[.,]?\d*[eE]\+\d\d")


def _plain(name: str) -> str:
    """A column name without case, blanks, punctuation and nukta, so that spellings fall together."""
    name = unicodedata.normalize("NFKD", name).casefold()
    return "".join(c for c in name if unicodedata.category(c)[0] not in "ZPSC" and c != _NUKTA)


def find_phone_column(header: list[str], rows: Rows) -> int | None:
    """The column that holds the phone numbers by its name and content, by content alone, by name alone, or None.

    "contact" may hold a person's name, and a file of rows to be repaired may hold no good number at all: so a usual
    name counts first where the cells below look like numbers, and last where they do not.
    """
    named = []
    for column, name in enumerate(header):
        plain = _plain(name)
        says_phone = any(part in plain for part in _PARTS)
        rank = _RANK.get(plain, len(_RANK) if says_phone else None)
        if rank is not None:
            named.append((rank, column, says_phone))
    sample = [rows[index] for index in range(min(len(rows), _SAMPLE_ROWS))]
    shares = [_share_of_numbers(sample, column) for column in range(len(header))]
    fitting = [(rank, column) for rank, column, _ in named if (shares[column] or 0.0) >= 0.3]
    if fitting:
        return min(fitting)[1]
    numbers = [(share, -column) for column, share in enumerate(shares) if share is not None and share >= 0.8]
    if numbers:
        return -max(numbers)[1]
    by_name = [(rank, column) for rank, column, says_phone in named if says_phone]
    return min(by_name)[1] if by_name else None


def _share_of_numbers(rows: list[list[str]], column: int) -> float | None:
    """The share of number-like cells among the filled ones of the first rows; None if none is filled."""
    cells = [cell for row in rows if (cell := row[column].strip())]
    return sum(_NUMBER_LIKE.fullmatch(cell) is not None for cell in cells) / len(cells) if cells else None


def propose_uses(table: Table, phone_column: int | None) -> tuple[ColumnUse, ...]:
    """Keep every column under its own name, made distinct; drop empty ones without a name and our own reasons."""
    taken = {PHONE_NUMBER}
    uses = []
    last = len(table.header) - 1
    for column, name in enumerate(table.header):
        if column == phone_column:
            uses.append(ColumnUse(PHONE_NUMBER))
            continue
        keep = not (column == last and name == REASONS_COLUMN)
        if not name:
            keep = any(row[column].strip() for row in table.rows)
        wanted = name or f"column_{column + 1}"
        distinct, number = wanted, 2
        while distinct in taken:
            distinct, number = f"{wanted}_{number}", number + 1
        taken.add(distinct)
        uses.append(ColumnUse(distinct, keep))
    return tuple(uses)


def first_plan(
    summary: FileSummary,
    *,
    default_country: str = "IN",
    campaign_id: str = "",
    ledger: str = "",
    do_not_call: str = "",
) -> CheckPlan:
    """How to check a file that the operator has not said anything about yet."""
    return CheckPlan(
        phone_column=summary.phone_column,
        uses=summary.uses,
        default_country=default_country,
        campaign_id=campaign_id,
        ledger=ledger,
        do_not_call=do_not_call,
    )
