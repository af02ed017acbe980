"""Templates: the columns that an agent expects, and nothing that could be called."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from app.errors import LeadFileError
from app.leads.reading import read_file
from app.leads.template import template_columns, template_name, write_template
from tests.app.leads.making import mobile


def header_of(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_variables_are_spelled_as_the_agent_spells_them(tmp_path: Path) -> None:
    path = tmp_path / "template.csv"
    write_template(path, ["Loan Amount", "नाम", "due, date", "phone_number"])
    assert header_of(path) == [["phone_number", "Loan Amount", "नाम", "due, date"]]


@pytest.mark.parametrize(
    ("variables", "columns"),
    [
        (None, ["phone_number", "name"]),
        ([], ["phone_number"]),
        (["a", "b", "a", " "], ["phone_number", "a", "b"]),
        ([f"v{place}" for place in range(20)], ["phone_number", *(f"v{place}" for place in range(15))]),
    ],
)
def test_no_more_columns_than_an_upload_may_have(variables: list[str] | None, columns: list[str]) -> None:
    assert template_columns(variables) == columns


def test_it_holds_nothing_to_send_until_it_is_filled_in(tmp_path: Path) -> None:
    path = tmp_path / "template.csv"
    write_template(path, ["name", "amount"])
    with pytest.raises(LeadFileError, match="column names but no rows"):
        read_file(path)
    with path.open("a", encoding="utf-8") as file:
        file.write(f"{mobile(1)},Asha,100\n")
    summary = read_file(path).summary
    assert (summary.header, summary.phone_column, summary.row_count) == (("phone_number", "name", "amount"), 0, 1)


@pytest.mark.parametrize(
    ("campaign", "name"),
    [
        ("", "leads-template.csv"),
        ("KYC renewal (Gujarat)", "KYC_renewal_Gujarat-template.csv"),
        ("../../etc/passwd", "passwd-template.csv"),
        ("नवीनीकरण", "leads-template.csv"),
    ],
)
def test_its_name_is_safe(campaign: str, name: str) -> None:
    assert template_name(campaign) == name
