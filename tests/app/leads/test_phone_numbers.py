"""The fast reader of phone numbers gives the library's verdicts."""

from __future__ import annotations

import random

import phonenumbers
import pytest

from app.leads.phone_numbers import NumberReader, is_damaged, restored

REGIONS = sorted(phonenumbers.SUPPORTED_REGIONS)
HOME = ("IN", "US", "GB", "DE", "IT", "AE", "MX", "AR", "BR", "CA", "RU", "KZ", "AU", "FR")


def by_the_library(cell: str, region: str) -> str | None:
    try:
        number = phonenumbers.parse(restored(cell), region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def generated(source: random.Random) -> tuple[str, str]:
    """(a number near the border between good and bad, a region to read it in)."""
    region = source.choice(REGIONS)
    example = phonenumbers.example_number_for_type(region, source.choice([0, 1, 2, 3, 4, 6]))
    example = example or phonenumbers.example_number(region)
    assert example is not None
    digits = list(phonenumbers.national_significant_number(example))
    for _ in range(source.choice([0, 1, 1, 2, 3, 5])):
        digits[source.randrange(len(digits))] = source.choice("0123456789")
    if source.random() < 0.2:
        digits.insert(source.randrange(len(digits) + 1), source.choice("0123456789"))
    if source.random() < 0.1:
        digits.pop()
    national, code = "".join(digits), str(example.country_code)
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


@pytest.mark.parametrize("seed", range(4))
def test_verdicts_are_those_of_the_library(seed: int) -> None:
    source = random.Random(seed)
    cells: dict[str, list[str]] = {}
    for _ in range(5_000):
        text, region = generated(source)
        if not is_damaged(text):
            cells.setdefault(region, []).append(text)
    checked = good = 0
    for region, texts in cells.items():
        for text, number in zip(texts, NumberReader(region).read(texts).e164, strict=True):
            assert number == by_the_library(text, region), (region, text)
            checked += 1
            good += number is not None
    assert checked > 4_500
    assert 0.2 < good / checked < 0.95  # else the generator shows nothing


@pytest.mark.parametrize("seed", range(2))
def test_what_is_remembered_of_one_number_holds_for_its_neighbours(seed: int) -> None:
    """Most verdicts come from numbers that differ in their last digits only."""
    source = random.Random(seed)
    readers = {region: NumberReader(region) for region in (*HOME, *source.sample(REGIONS, 20))}
    checked = 0
    while checked < 3_000:
        text, _ = generated(source)
        digits = text.rstrip("*,;#")
        if not digits[-6:].isdecimal():
            continue
        region = source.choice(list(readers))
        neighbours = [digits[:-5] + f"{source.randrange(100_000):05d}" for _ in range(6)]
        neighbours += [digits[:-4] + f"{source.randrange(10_000):04d}" for _ in range(3)]
        for neighbour, number in zip(neighbours, readers[region].read(neighbours).e164, strict=True):
            assert number == by_the_library(neighbour, region), (region, neighbour)
        checked += len(neighbours)


def test_the_memory_is_used() -> None:
    reader = NumberReader("IN")
    numbers = [f"+9198765{index:05d}" for index in range(1000)] + [f"74001{index:05d}" for index in range(1000)]
    assert None not in reader.read(numbers).e164
    assert reader.remembered < 10


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("+91 98765 43210", "+919876543210"),
        ("9876543210", "+919876543210"),
        ("098765 43210", "+919876543210"),
        ("919876543210", "+919876543210"),
        ("00919876543210", "+919876543210"),
        ("(+91) 98765-43210", "+919876543210"),
        ("p:+919876543210", "+919876543210"),
        ("'+919876543210", "+919876543210"),
        ("\u202a+91 98765 43210\u202c", "+919876543210"),
        ("९८७६५४३२१०", "+919876543210"),
        ("+91\u00a098765\u00a043210", "+919876543210"),
        ("9876543210.0", "+919876543210"),
        ("9.876543210E+09", "+919876543210"),
        ("+1 (212) 555-0123", "+12125550123"),
        ("+44 7400 123456", "+447400123456"),
        ("+39 06 1234 5678", "+390612345678"),
        ("9.87654E+09", None),
        ("9.87654E09", None),
        ("9,87654E+09", None),
        ("98765", None),
        ("98765 4321\n0", None),
        ("+999 12345678", None),
        ("5000000000", None),
        ("n/a", None),
        ("", None),
        (" ", None),
        ("+", None),
        ("9" * 300, None),
        ("9876543210" + " " * 300, None),
        ("9876543210 / 9876543211", None),
    ],
)
def test_numbers_as_people_write_them(cell: str, expected: str | None) -> None:
    assert NumberReader("IN").read_one(cell) == expected


def test_which_numbers_got_the_country_code() -> None:
    verdicts = NumberReader("IN").read(["+919876543210", "9876543210", "0 98765 43210", "12", "+12125550123"])
    assert list(verdicts.bare) == [0, 1, 1, 0, 0]


def test_without_a_default_country_a_bare_number_has_no_meaning() -> None:
    reader = NumberReader("")
    assert reader.read(["9876543210", "+919876543210"]).e164 == [None, "+919876543210"]
    assert reader.why_not("9876543210").text == "No country code, and no default country is chosen"


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("+91 98330 6591", "9 digits, India needs 10"),
        ("9.87654E+09", "Digits lost in Excel"),
        ("call me", "There is no number in this cell"),
        ("+999 1234567", "+999 is no country code"),
        ("9876543210 / 9876543211", "More than one phone number in the cell"),
        ("98765432109876543210", "Too many digits for a phone number: 20"),
        ("5000000000", "No number in India begins like this"),
    ],
)
def test_why_a_number_is_refused(cell: str, reason: str) -> None:
    assert NumberReader("IN").why_not(cell).text == reason


@pytest.mark.parametrize("cell", ["9876543210", "9.876543210E+09", "+919876543210", "", "E", "1E", "12.5"])
def test_not_damaged(cell: str) -> None:
    assert not is_damaged(cell)
