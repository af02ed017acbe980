"""The phone column is found where people expect it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.app.leads.making import mobile, opened

ROWS = [("Aarav Sharma", mobile(1), "2,50,000"), ("Meera Nair", mobile(2), "3,20,000")]


@pytest.mark.parametrize(
    "name",
    [
        "phone_number", "Phone Number", "phonenumber", "PHONE", "Mobile No.", "mobile_no", "Contact Number", "contact",
        "WhatsApp", "Cell #", "Tel.", "MSISDN", "मोबाइल", "मोबाइल नंबर", "फ़ोन", "फोन नंबर", "Customer Mobile",
    ],
)  # fmt: skip
def test_by_its_usual_names(tmp_path: Path, name: str) -> None:
    lines = [f"Name,{name},Loan", *(f'{who},{number},"{loan}"' for who, number, loan in ROWS)]
    assert opened(tmp_path, "\n".join(lines)).file.summary.phone_column == 1


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (f"who,whereto\nAarav,{mobile(1)}\nMeera,{mobile(2)}\n", 1),  # by content alone
        (f"contact,number\nAarav,{mobile(1)}\nMeera,{mobile(2)}\n", 1),  # a contact that is a person
        (f"mobile,phone_number\n{mobile(1)},{mobile(2)}\n", 1),  # the API's own name comes first
        (f"phone_number,mobile\n,{mobile(2)}\n", 1),  # but not when it is empty
        ("name,city\nAarav,Pune\n", None),
        ("phone,city\n,Pune\n", 0),
        (f"{mobile(1)}\n{mobile(2)}\n", 0),
        ("name,phone\nAarav,9.87654E+09\nMeera,9.87654E+09\n", 1),
    ],
)
def test_by_name_and_content(tmp_path: Path, content: str, expected: int | None) -> None:
    assert opened(tmp_path, content).file.summary.phone_column == expected


def test_names_are_made_distinct_and_empty_columns_dropped(tmp_path: Path) -> None:
    content = f"phone,name,name,,phone_number,note,\n{mobile(1)},a,b,c,d,e,\n"
    uses = opened(tmp_path, content).file.summary.uses
    assert [use.name for use in uses] == ["phone_number", "name", "name_2", "column_4", "phone_number_2", "note"]
    content = f"mobile,,city\n{mobile(1)},,Pune\n"
    assert [use.keep for use in opened(tmp_path, content).file.summary.uses] == [True, False, True]
