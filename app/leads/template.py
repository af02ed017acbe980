"""An empty lead file with the columns that an agent expects.

Owns: its form. Leaves to others: which variables there are, and where it is saved.

It holds column names and nothing else: an example row would be called by whoever forgets to take it out.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from app.leads.file_names import upload_name
from app.leads.mapping import MOST_VARIABLES, PHONE_NUMBER
from app.leads.rejected import write_rows

PLAIN_VARIABLES: Final = ("name",)
"""What there is a column for where nobody knows which variables an agent says."""


def template_columns(variables: Sequence[str] | None) -> list[str]:
    """`phone_number` and the variables as the agent spells them, no more than an upload may have; None: unknown."""
    wanted = dict.fromkeys(PLAIN_VARIABLES if variables is None else variables)
    wanted.pop(PHONE_NUMBER, None)
    return [PHONE_NUMBER, *[name for name in wanted if name.strip()][:MOST_VARIABLES]]


def template_name(campaign: str) -> str:
    """What the file is called; `campaign` is the campaign's name, "" for none."""
    stem = upload_name(campaign).removesuffix(".csv")
    return f"{stem}-template.csv" if campaign and stem != "leads" else "leads-template.csv"


def write_template(path: Path, variables: Sequence[str] | None) -> None:
    """A CSV that spreadsheets open as it is, with these columns and no row.

    Raises:
        LeadFileError: It cannot be written there.
    """
    write_rows(path, template_columns(variables), [])
