"""An empty lead file with the columns that an agent expects.

Owns: its form. Leaves to others: which variables there are, and where it is saved.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from app.leads.mapping import PHONE_NUMBER
from app.leads.rejected import write_rows


def write_template(path: Path, variables: Sequence[str]) -> None:
    """A CSV that Excel opens as it is: `phone_number` and the agent's variables, spelled as the agent spells them.

    Raises:
        LeadFileError: It cannot be written there.
    """
    write_rows(path, [PHONE_NUMBER, *dict.fromkeys(name for name in variables if name != PHONE_NUMBER)], [])
