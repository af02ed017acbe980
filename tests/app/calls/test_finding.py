from __future__ import annotations

import pytest

from app.calls.finding import Finder


@pytest.mark.parametrize(
    ("phrase", "text", "hits"),
    [
        ("emi", "EMI reminder, Emi", ((0, 3), (14, 3))),
        ("की", "आपकी की कीमत", ((5, 2), (8, 2))),
        ("मैं", "नमैं मैं", ((5, 3),)),
        (".", "a.b", ((1, 1),)),
        ("due date", "the due date", ((4, 8),)),
        ("x", "", ()),
        ("", "anything", ()),
    ],
)
def test_hits_are_at_the_beginning_of_words(phrase: str, text: str, hits: tuple[tuple[int, int], ...]) -> None:
    assert Finder(phrase).hits(text) == hits


def test_both_spellings_of_a_hindi_letter_are_one() -> None:
    assert Finder("\u095ese").is_in("\u092b\u093cse")
    assert Finder("\u092b\u093c").is_in("\u095e")


def test_digits_find_a_number_however_it_is_grouped() -> None:
    assert Finder("98765 43210").is_in_number("+919876543210")
    assert not Finder("987").is_in_number("+919876543210")
    assert not Finder("room 98765").is_in_number("+919876543210")


def test_a_piece_shows_the_first_hit_with_some_words_before_it() -> None:
    found = Finder("EMI").piece("A long way before anything is said about the\nEMI of June", 100)
    assert found is not None
    assert found.text.startswith("…")
    assert "\n" not in found.text
    [(start, length)] = found.hits
    assert found.text[start : start + length] == "EMI"
    assert start < 30


def test_a_piece_of_text_without_the_phrase_is_none() -> None:
    assert Finder("EMI").piece("reminder", 100) is None


def test_an_empty_phrase_is_no_search() -> None:
    assert not Finder("  ")
    assert Finder("x")
