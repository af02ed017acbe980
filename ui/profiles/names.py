"""What a profile may be called."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


def name_problem(name: str, taken: Sequence[str]) -> str:
    """Why a profile cannot be called this, as a sentence; "" if it can."""
    if not name.strip():
        return translate("Profiles", "Give the profile a name.")
    if name.strip().casefold() in (other.casefold() for other in taken):
        return translate("Profiles", "There is another profile of this name.")
    return ""
