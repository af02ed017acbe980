"""Languages of the interface.

Owns: which there are and what they call themselves. Leaves to others: loading a translation at the start.
A translation is a file `resources/translations/<any name>_<tag>.qm`, such as `console_hi.qm`; English needs none.
"""

from __future__ import annotations

import os
import re
from typing import Final, NamedTuple

from PySide6.QtCore import QCoreApplication, QLocale

import resources

translate = QCoreApplication.translate

FOLDER: Final = os.path.join(os.path.dirname(resources.__file__), "translations")
ENGLISH: Final = "en"
_FILE: Final = re.compile(r"[A-Za-z0-9-]+_([a-z]{2,3}(?:_[A-Z]{2})?)\.qm")


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
