"""What was typed, what the index is fed, and where the hits are."""

from __future__ import annotations

import sqlite3

import pytest

from app.calls.search import Search, document, plain

CALLS = {
    "offer": "Agent: Your loan amount is ready.\nUser: OK, not interested!",
    "reminder": "Agent: This is a reminder about loans, EMI-free.",
    "hindi": "Agent: नमस्ते, आपके लोन की किस्त बाकी है।\nUser: हाँ जी",
    "hinglish": "User: haan ji, kist kal de dunga",
}


@pytest.fixture(scope="module")
def index() -> sqlite3.Connection:
    database = sqlite3.connect(":memory:")
    database.execute("create virtual table search using fts5 (doc, content='', tokenize='trigram case_sensitive 1')")
    for number, text in enumerate(CALLS.values()):
        doc = document(text, "", "", f"+9198765{number:05}", "")
        database.execute("insert into search (rowid, doc) values (?, ?)", (number, doc))
    return database


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("loan", {"offer", "reminder"}),
        ("LOAN amount", {"offer"}),
        ("loan -emi", {"offer"}),
        ("minder", set()),  # not in the middle of a word
        ("em", {"reminder"}),  # two letters are enough
        ('"not interested"', {"offer"}),
        ('"not interest"', set()),  # a closed phrase is whole words
        ('"not interest', {"offer"}),  # still being typed
        ('"amount loan"', set()),
        ('loan -"loan amount"', {"reminder"}),
        ("किस्त", {"hindi"}),
        ("लोन", {"hindi"}),
        ("लो", {"hindi"}),
        ("kist", {"hinglish"}),
        ("98765 00003", {"hinglish"}),
        ("0002", {"hindi"}),
        ("AND OR NOT", set()),
        ('loan* ) "', {"offer", "reminder"}),
    ],
)
def test_words_find_calls_and_hits(index: sqlite3.Connection, typed: str, found: set[str]) -> None:
    search = Search.of(typed)
    assert search
    rows = index.execute("select rowid from search where search match ?", (search.expression,))
    assert {list(CALLS)[row] for (row,) in rows} == found
    if not search.terms[0].is_number:
        with_hits = {name for name, text in CALLS.items() if search.hits(text)}
        assert found <= with_hits, "what is found shows where"


@pytest.mark.parametrize("typed", ["", "  ", "a", '"', "-", "!!!", '""'])
def test_nothing_to_look_for(typed: str) -> None:
    assert not Search.of(typed)
    assert Search.of(typed).hits("anything") == ()


def test_only_what_must_not_be_there_is_no_search_of_its_own() -> None:
    search = Search.of("-loan")
    assert not search
    assert search.terms[0].is_not


def test_hits_are_ranges_of_the_text_as_it_stands() -> None:
    text = "Loan! The loan-amount, LOAN\namount and reloan"
    assert [text[start : start + length] for start, length in Search.of('loan "loan amount"').hits(text)] == [
        "Loan",
        "loan-amount",
        "LOAN\namount",
    ]


def test_a_vowel_sign_belongs_to_its_word() -> None:
    assert plain("की, किस्त।है") == " की किस्त है "
    assert Search.of("ति").hits("किस्ति ति") == ((7, 2),)


def test_letters_written_in_two_pieces_are_found() -> None:
    pieces = "\u0915\u093c"  # ka and nukta, which has a form of its own that composition leaves apart
    assert plain(pieces) == plain("\u0958")
    assert plain("e\u0301mi") == plain("\u00e9mi")


def test_the_piece_around_a_hit() -> None:
    found = Search.of("needle").piece("hay " * 30 + "needle here and more " * 3, 60)
    assert found is not None
    text, hits = found
    assert text.startswith("…")
    assert len(text) <= 61
    assert {text[start : start + length] for start, length in hits} == {"needle"}
    assert Search.of("needle").piece("hay", 60) is None
