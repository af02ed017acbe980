"""What a profile may be called, and the colour that a new one gets."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from app.settings import Profile
from ui import tokens

translate = QCoreApplication.translate


def free_colour(others: Sequence[Profile]) -> str:
    """A colour that no other profile has, as long as there are any."""
    used = {other.colour for other in others}
    return next((colour for colour in tokens.PROFILE_COLOURS if colour not in used), "teal")


def name_problem(name: str, taken: Sequence[str]) -> str:
    """Why a profile cannot be called this, as a sentence; "" if it can."""
    if not name.strip():
        return translate("Profiles", "Give the profile a name.")
    if name.strip().casefold() in (other.casefold() for other in taken):
        return translate("Profiles", "There is another profile of this name.")
    return ""
