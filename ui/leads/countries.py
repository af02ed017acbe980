"""Countries and their calling codes, for numbers that are written without one.

Owns: the list to choose from and the country of a caller number. Leaves to others: reading numbers
(`app/leads/phone_numbers.py`).
"""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QLocale

translate = QCoreApplication.translate


class Country(NamedTuple):
    """A country. `is_main`: the first one of its calling code (US for +1)."""

    iso: str  # ISO 3166, two letters
    name: str
    code: int  # calling code
    is_main: bool

    @property
    def text(self) -> str:
        """Such as "India +91"."""
        return f"{self.name} +{self.code}"


def load_countries() -> tuple[Country, ...]:
    """All countries by name. Loads `phonenumbers`, about 20 ms: call it in a thread."""
    import phonenumbers

    found = []
    for code, regions in phonenumbers.COUNTRY_CODE_TO_REGION_CODE.items():
        for place, iso in enumerate(regions):
            if len(iso) == 2 and iso.isalpha():
                found.append(Country(iso, country_name(iso), code, place == 0))
    return tuple(sorted(found, key=lambda country: country.name.casefold()))


def country_name(iso: str) -> str:
    """The country's name, or its code where Qt knows none."""
    territory = QLocale.codeToTerritory(iso)
    return iso if territory == QLocale.Country.AnyCountry else QLocale.territoryToString(territory)


def country_of(number: str | None, countries: tuple[Country, ...]) -> str:
    """ISO code of the country of an E.164 number; "" where it is not known."""
    if not number or not number.startswith("+"):
        return ""
    fits = [c for c in countries if c.is_main and number.startswith(f"+{c.code}")]
    # No calling code is the beginning of another one, so one at most fits.
    return fits[0].iso if fits else ""
