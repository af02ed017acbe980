"""The fast reader of phone numbers gives the library's verdicts."""

from __future__ import annotations

import random

import pytest

from app.leads.phone_numbers import NumberReader, is_damaged
from tests.app.leads.numbers import HOME, REGIONS, by_the_library, generated


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
