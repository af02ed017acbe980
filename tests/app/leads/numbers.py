"""Phone numbers near the border between good and bad, of all regions, and the library's verdict on them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import cache

import phonenumbers

from app.leads.phone_numbers import NumberReader, is_damaged, restored

REGIONS = sorted(phonenumbers.SUPPORTED_REGIONS)
HOME = ("IN", "US", "GB", "DE", "IT", "AE", "MX", "AR", "BR", "CA", "RU", "KZ", "AU", "FR")


def by_the_library(cell: str, region: str) -> str | None:
    """The number in `cell`, or None, by `parse` and `is_valid_number`."""
    try:
        number = phonenumbers.parse(restored(cell), region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


@cache
def _example(region: str, kind: int) -> tuple[str, str]:
    """(country code, national number)."""
    example = phonenumbers.example_number_for_type(region, kind) or phonenumbers.example_number(region)
    assert example is not None
    return str(example.country_code), phonenumbers.national_significant_number(example)


def generated(source: random.Random) -> tuple[str, str]:
    """(a number near the border between good and bad, a region to read it in)."""
    region = source.choice(REGIONS)
    code, national = _example(region, source.choice([0, 1, 2, 3, 4, 6]))
    digits = list(national)
    for _ in range(source.choice([0, 1, 1, 2, 3, 5])):
        digits[source.randrange(len(digits))] = source.choice("0123456789")
    if source.random() < 0.2:
        digits.insert(source.randrange(len(digits) + 1), source.choice("0123456789"))
    if source.random() < 0.1:
        digits.pop()
    national = "".join(digits)
    text = source.choice(
        [
            f"+{code}{national}", national, f"0{national}", f"{code}{national}", f"00{code}{national}",
            f"+{code} {national[:4]}-{national[4:]}", f"+{code}0{national}", f"+{code} (0) {national}",
            f"++{code}{national}", f"+0{code}{national}", f"011{code}{national}",
        ]
    )  # fmt: skip
    if source.random() < 0.2:
        at = source.randrange(len(text) + 1)
        text = text[:at] + source.choice(" -().+/x\t\u00a0~*,;#'\u202aE") + text[at:]
    return text, source.choice([region, region, *HOME])


def differences(seed: int, count: int) -> Iterator[tuple[str, str]]:
    """(number, region) where the reader and the library differ, among `count` generated numbers."""
    source = random.Random(seed)
    cells: dict[str, list[str]] = {}
    left = count
    while left:
        text, region = generated(source)
        if not is_damaged(text):
            cells.setdefault(region, []).append(text)
            left -= 1
    for region, texts in cells.items():
        # All at once, as a file is read: most verdicts then come from numbers that begin alike.
        for text, number in zip(texts, NumberReader(region).read(texts).e164, strict=True):
            if number != by_the_library(text, region):
                yield text, region
