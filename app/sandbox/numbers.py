"""Phone numbers: what is one, and where the workspace may dial.

Owns: reading a number as an upload or a body gives it, with the caller number's country for numbers without a country
code (API pages "campaign-leads/upload", "batch-calls/recipient-files"), and the check against the enabled network
groups, which SIP routes skip. Leaves to others: the status of the refusal.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

import phonenumbers

from app.sandbox.catalogues import GROUPS
from app.sandbox.records import CallerNumber

INVALID: Final = "Invalid phone number"
COUNTRY: Final = "Unsupported destination country"
PREFIX: Final = "Unsupported prefix"
NO_COUNTRY: Final = "No enabled countries configured"

_SEPARATORS: Final = re.compile(r"[\s().-]")
_CODES: Final = {group.calling_code: group.region for group in GROUPS}


class BadNumber(ValueError):
    """A number that cannot be called; the text is one of the documented reasons."""


@lru_cache(maxsize=16)
def _pattern(region: str) -> re.Pattern[str]:
    # The library's own rule, compiled once: asking the library takes 30 times as long, and uploads are large.
    metadata = phonenumbers.PhoneMetadata.metadata_for_region(region)
    assert metadata is not None
    kinds = (metadata.mobile, metadata.fixed_line)
    return re.compile("|".join(kind.national_number_pattern for kind in kinds if kind and kind.national_number_pattern))


def read(text: str, caller: CallerNumber) -> str:
    """E.164 of a number that this caller number may dial.

    Raises:
        BadNumber: With the reason.
    """
    digits = _SEPARATORS.sub("", text)
    if digits.startswith("+"):
        number = _valid(digits)
    else:
        # Local as a rule; with the country code but without its "+" as the vendor's own sample file has it.
        number = _valid(caller.country_code + digits.lstrip("0")) or _valid(f"+{digits}")
    if number is None:
        raise BadNumber(INVALID)
    code, rest = number
    if caller.provider != "sip":
        _check_destination(code, rest, caller)
    return f"+{code}{rest}"


def _valid(digits: str) -> tuple[str, str] | None:
    """Calling code and national number of `+` and digits; None for what is no number anywhere."""
    number = _known(digits)
    if number is not None:
        return number
    if not (digits[1:].isascii() and digits[1:].isdigit()):
        return None
    try:
        parsed = phonenumbers.parse(digits)
    except phonenumbers.NumberParseException:
        return None
    return (str(parsed.country_code), str(parsed.national_number)) if phonenumbers.is_valid_number(parsed) else None


def _known(digits: str) -> tuple[str, str] | None:
    for code, region in _CODES.items():
        if digits.startswith(code, 1):
            rest = digits[len(code) + 1 :]
            if _pattern(region).fullmatch(rest):
                return code, rest
    return None


def _check_destination(code: str, rest: str, caller: CallerNumber) -> None:
    groups = [group for group in GROUPS if group.from_code in (None, caller.country_code.lstrip("+"))]
    if not groups:
        raise BadNumber(NO_COUNTRY)
    of_country = [group for group in groups if group.calling_code == code]
    if not of_country:
        raise BadNumber(COUNTRY)
    if not any(not group.prefixes or rest.startswith(group.prefixes) for group in of_country):
        raise BadNumber(PREFIX)
