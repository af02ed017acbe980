"""The language of the interface, put in force at the start.

Owns: which language that is and loading its texts. Leaves to others: which languages there are to choose from
(`ui/preferences/languages.py`), making the files (`resources/translations/extract.py`).

English is what the sources say, so it needs no file and pays for none of this.
"""

from __future__ import annotations

import os
from typing import Final

from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

import resources

FOLDER: Final = os.path.join(os.path.dirname(resources.__file__), "translations")
_NAME: Final = "dialnexa-console_{tag}.qm"
_ENGLISH: Final = "en"


def use_language(wanted: str, folder: str = FOLDER) -> QTranslator | None:
    """Put a language in force; before any window is built, since what stands there already is not written anew.

    Args:
        wanted: A tag such as "hi"; "" for the language of the system.
        folder: Where the compiled translations are.

    Returns:
        What translates, to be taken out again with `QCoreApplication.removeTranslator`; None for English, which is
        also what a language without a translation, or with one that cannot be read, falls back to.
    """
    tags = [wanted] if wanted else QLocale.system().uiLanguages()
    for tag in tags:
        parts = tag.replace("-", "_").split("_")
        if parts[0] == _ENGLISH:
            break
        for known in dict.fromkeys((f"{parts[0]}_{parts[-1]}", parts[0])):
            path = os.path.join(folder, _NAME.format(tag=known))
            translator = QTranslator(QCoreApplication.instance())
            if os.path.exists(path) and translator.load(path):
                QCoreApplication.installTranslator(translator)
                # Names of months and days in the same language. Digits are those of Qt's data for it, which for Hindi
                # are 0 to 9, as in all numbers that are written here.
                QLocale.setDefault(QLocale(known))
                return translator
    if wanted and QLocale.system().language() != QLocale.Language.English:
        QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.system().territory()))
    return None
