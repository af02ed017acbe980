"""Languages of the interface.

Owns: which there are and what they call themselves. Leaves to others: loading a translation at the start
(`ui/translation.py`).
A translation is a file `resources/translations/dialnexa-console_<tag>.qm`; English needs none.
"""

from __future__ import annotations

import os
import re
from typing import Final, NamedTuple

from PySide6.QtCore import QCoreApplication, QLocale

from ui.translation import FOLDER

translate = QCoreApplication.translate

ENGLISH: Final = "en"
_FILE: Final = re.compile(r"dialnexa-console_([a-z]{2,3}(?:_[A-Z]{2})?)\.qm")


class Language(NamedTuple):
    """A language: its tag ("" for the system's) and its own name."""

    tag: str
    name: str


def languages(folder: str = FOLDER) -> list[Language]:
    """The system's, English, and every translation in `folder`, by tag."""
    try:
        found = sorted(match[1] for name in os.listdir(folder) if (match := _FILE.fullmatch(name)))
    except OSError:
        found = []
    tags = [ENGLISH, *(tag for tag in dict.fromkeys(found) if tag != ENGLISH)]
    return [Language("", translate("Preferences", "As the system")), *(Language(tag, _own_name(tag)) for tag in tags)]


def _own_name(tag: str) -> str:
    if tag == ENGLISH:
        return "English"
    name = QLocale(tag).nativeLanguageName()
    return name[:1].upper() + name[1:] if name else tag
