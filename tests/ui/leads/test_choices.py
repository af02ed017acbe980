"""The pure parts: choices for columns, countries, words."""

from __future__ import annotations

import pytest

from app.leads.records import ColumnUse, FileSummary, Sentence
from ui.leads.countries import Country, country_of, load_countries
from ui.leads.mapping import ColumnChoices
from ui.leads.words import file_facts, requests_text, rows_text, save_text, sentence_text


def summary(*header: str, phone: int | None = 0, keep: tuple[bool, ...] = ()) -> FileSummary:
    kept = keep or (True,) * len(header)
    uses = tuple(
        ColumnUse("phone_number" if place == phone else name, use)
        for place, (name, use) in enumerate(zip(header, kept, strict=True))
    )
    return FileSummary(
        name="a.csv", kind="csv", size_bytes=1, sha256="", header=header, phone_column=phone, uses=uses, row_count=1
    )


def test_the_first_proposal_is_the_files_own() -> None:
    choices = ColumnChoices(summary("mobile", "name", "note", keep=(True, True, False)))
    assert choices.phone == 0
    assert choices.variables == ["name"]
    assert choices.kept_count == 2


def test_the_column_that_held_the_numbers_becomes_a_variable() -> None:
    choices = ColumnChoices(summary("mobile", "whatsapp"))
    choices.use_as_phone(1)
    assert choices.phone == 1
    assert choices.variables == ["mobile"]


def test_a_column_called_phone_number_is_dropped_when_another_holds_the_numbers() -> None:
    choices = ColumnChoices(summary("phone_number", "whatsapp"))
    choices.use_as_phone(1)
    assert choices.variables == []


def test_dropping_the_phone_column_leaves_none() -> None:
    choices = ColumnChoices(summary("mobile", "name"))
    choices.drop(0)
    assert choices.phone is None


def test_the_agents_spelling_is_taken_over_but_not_against_the_operator() -> None:
    choices = ColumnChoices(summary("mobile", "Loan Amount", "NAME", "city"))
    choices.keep_as(2, "NAME")
    assert choices.adopt(("name", "loan_amount", "city"))
    assert choices.variables == ["loan_amount", "NAME", "city"]
    assert not choices.adopt(("name", "loan_amount", "city"))


def test_two_columns_never_take_the_same_variable_by_themselves() -> None:
    choices = ColumnChoices(summary("mobile", "Name", "name", "na-me"))
    choices.adopt(("name",))
    assert choices.variables == ["Name", "name", "na-me"]


@pytest.mark.parametrize(
    ("number", "iso"),
    [("+918047182200", "IN"), ("+12015550123", "US"), ("+447911123456", "GB"), (None, ""), ("08047182200", "")],
)
def test_the_country_of_a_caller_number(number: str | None, iso: str) -> None:
    assert country_of(number, load_countries()) == iso


def test_countries_read_as_people_write_them() -> None:
    by_iso = {country.iso: country for country in load_countries()}
    assert by_iso["IN"] == Country("IN", "India", 91, True)
    assert by_iso["IN"].text == "India +91"
    assert not by_iso["CA"].is_main


def test_counts_are_words() -> None:
    assert (rows_text(1), rows_text(1204)) == ("1 row", "1,204 rows")
    assert (requests_text(1), requests_text(3)) == ("1 request", "3 requests")
    assert (save_text(1), save_text(31)) == ("Save the row…", "Save the 31 rows…")


def test_text_from_a_file_is_plain_and_capped() -> None:
    said = sentence_text(Sentence("{name} is {count} rows", {"name": "a\u202ebc" + "x" * 5000, "count": 1204}))
    assert "\u202e" not in said
    assert said.startswith("abcx")
    assert said.endswith("is 1,204 rows")
    assert len(said) < 400


def test_a_guessed_encoding_is_called_a_guess() -> None:
    facts = FileSummary(
        name="a.csv", kind="csv", size_bytes=1, sha256="", encoding="Windows-1252", encoding_sure=False, delimiter=";"
    )
    assert file_facts(facts) == "a.csv · perhaps Windows-1252 · semicolon"
