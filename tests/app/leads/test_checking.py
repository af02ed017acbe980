"""Every row gets its verdict; rows in = rows to send + rows set aside."""

from __future__ import annotations

import asyncio
import csv
import io
from pathlib import Path
from typing import Any

import pytest

from app.errors import LeadFileError
from app.leads.ledger import Ledger, pack_numbers
from app.leads.records import ColumnUse, ProblemKind, Refusal, Severity
from tests.app.leads.making import StillClock, checked, counts, mobile, opened

MESSY = f"""mobile_no,customer_name,loan_amt
{mobile(1)},Aarav,"2,50,000"
+91 98000 00002,Ishita,400000
,Rohan,180000
9.87654E+09,Meera,320000
98000,Sandeep,250000
{mobile(1)},Farah,510000
{mobile(3)},Vikram,
+12125550123,Neha,375000
{mobile(4)},Karan
{mobile(5)},Lakshmi,1,2
not known,Imran,150000
+91 98000 00001,Pooja,440000
"""


def test_every_kind_of_problem(tmp_path: Path) -> None:
    file = opened(tmp_path, MESSY)
    result = checked(file)
    assert (result.rows, result.to_send, result.set_aside, result.warnings) == (12, 6, 6, 3)
    assert counts(result) == {
        "missing": 1, "damaged_by_excel": 1, "impossible": 2, "duplicate_in_file": 2, "ragged_row": 2,
        "empty_variable:2": 2, "country_added": 4,
    }  # fmt: skip
    severities = [group.severity for group in result.groups]
    assert severities == sorted(severities, key=list(Severity).index)
    assert all(group.blocker == (group.severity is Severity.BLOCKER) for group in result.groups)
    assert result.can_send
    assert result.variables == ("customer_name", "loan_amt")


def test_each_row_says_what_happens_to_it(tmp_path: Path) -> None:
    file = opened(tmp_path, MESSY)
    checked(file)
    said = [[problem.sentence.text for problem in row.problems] for row in file.rows("all", 0, 100)]
    assert said == [
        ["+91 added"],
        [],
        ["No phone number"],
        ["Digits lost in Excel"],
        ["5 digits, India needs 10"],
        ["Same number as row 1"],
        ["Sent without {{loan_amt}}", "+91 added"],
        [],
        ["2 of 3 cells: the missing ones are empty", "Sent without {{loan_amt}}", "+91 added"],
        ["4 cells for 3 columns: the surplus is not sent", "+91 added"],
        ["There is no number in this cell"],
        ["Same number as row 1"],
    ]
    row = file.rows("all", 3, 1)[0]
    assert (row.number, row.e164, row.problems[0].column) == (4, None, 0)
    assert file.rows("all", 6, 1)[0].problems[0].column == 2


def test_views_are_pages_of_rows_in_file_order(tmp_path: Path) -> None:
    file = opened(tmp_path, MESSY)
    assert [row.number for row in file.rows("all", 10, 5)] == [11, 12]
    assert file.rows("to_send", 0, 5) == []  # not checked yet
    result = checked(file)
    assert [row.number for row in file.rows("to_send", 1, 3)] == [2, 7, 8]
    assert [row.number for row in file.rows("set_aside", 0, 100)] == [3, 4, 5, 6, 11, 12]
    assert [row.number for row in file.rows("warnings", 0, 100)] == [7, 9, 10]
    for group in result.groups:
        rows = file.rows(group.key, 0, 100)
        assert len(rows) == group.count
        assert all(group.kind in [problem.kind for problem in row.problems] for row in rows)
    assert file.rows("nothing of the kind", 0, 5) == []
    assert file.rows("all", -5, 2)[0].number == 1


def test_the_upload_holds_what_was_promised(tmp_path: Path) -> None:
    file = opened(tmp_path, MESSY)
    result = checked(file)
    payload = file.payload()
    rows = list(csv.reader(io.StringIO(payload.content.decode(), newline="")))
    assert rows[0] == ["phone_number", "customer_name", "loan_amt"]
    assert rows[1] == ["+919800000001", "Aarav", "2,50,000"]
    assert rows[3] == ["+919800000003", "Vikram", ""]
    assert len(rows) - 1 == payload.rows == result.to_send
    assert len(payload.content) == result.payload_bytes
    assert payload.set_aside == result.set_aside
    assert payload.name == "leads.csv"


@pytest.mark.parametrize("delimiter", [",", ";"])
@pytest.mark.parametrize("keep", [(True, True), (True, False), (False, False)])
def test_columns_are_kept_renamed_and_dropped(tmp_path: Path, delimiter: str, keep: tuple[bool, bool]) -> None:
    lines = ["name;phone;city;note", f"Aarav;{mobile(1)};Pune;x", f"Meera;{mobile(2)};Thane, West;y"]
    text = "\n".join(line.replace(";", delimiter) for line in lines if delimiter == ";" or "," not in line)
    file = opened(tmp_path, text)
    uses = (ColumnUse("who", keep[0]), ColumnUse("phone_number"), ColumnUse("town", keep[1]), ColumnUse("n", False))
    checked(file, uses=uses)
    rows = list(csv.reader(io.StringIO(file.payload().content.decode(), newline="")))
    header = ["phone_number", *(["who"] if keep[0] else []), *(["town"] if keep[1] else [])]
    assert rows[0] == header
    assert rows[1] == ["+919800000001", *(["Aarav"] if keep[0] else []), *(["Pune"] if keep[1] else [])]
    if delimiter == ";":
        assert rows[2][-1] == ("Thane, West" if keep[1] else "Meera" if keep[0] else "+919800000002")


def wide(columns: int) -> str:
    names = ",".join(f"v{index}" for index in range(columns))
    return f"phone,{names}\n{mobile(1)},{','.join('x' * columns)}\n"


def test_fifty_columns_are_an_obstacle_that_says_which_to_drop(tmp_path: Path) -> None:
    file = opened(tmp_path, wide(49))
    result = checked(file)
    assert [sentence.text for sentence in result.obstacles] == [
        "49 variables are kept; one upload may have 15. Drop 34 columns, for example: v15, v16, v17, v18, v19."
    ]
    assert (result.to_send, result.set_aside, result.can_send) == (1, 0, False)
    with pytest.raises(LeadFileError, match="one upload may have 15"):
        file.payload()
    uses = tuple(ColumnUse(use.name, index <= 15) for index, use in enumerate(file.file.summary.uses))
    assert checked(file, uses=uses).can_send
    assert len(file.payload().columns) == 16


@pytest.mark.parametrize(
    ("names", "obstacle"),
    [
        (("a", "a"), "Two columns are called a."),
        (("a", " "), "Column 3 has no name."),
        (("a", "phone_number"), "A variable cannot be called phone_number."),
    ],
)
def test_names_that_cannot_be_sent(tmp_path: Path, names: tuple[str, str], obstacle: str) -> None:
    file = opened(tmp_path, f"phone,a,b\n{mobile(1)},x,y\n")
    uses = (ColumnUse("phone_number"), ColumnUse(names[0]), ColumnUse(names[1]))
    assert checked(file, uses=uses).obstacles[0].text.startswith(obstacle)


def test_how_many_parts_an_upload_over_ten_megabytes_needs_is_known_when_it_is_measured(tmp_path: Path) -> None:
    content = "phone,note\n" + "".join(f"{mobile(index)},{'x' * 200}\n" for index in range(50_000))
    file = opened(tmp_path, content)
    assert checked(file).parts == 0  # not known yet
    result = file.measure()
    assert (result.parts, result.obstacles, result.can_send) == (2, (), True)
    assert result.rows == result.to_send + result.set_aside
    with pytest.raises(LeadFileError, match="is sent in 2 parts"):
        file.payload()


def test_without_a_phone_column_the_operator_is_asked(tmp_path: Path) -> None:
    file = opened(tmp_path, "name,city\nAarav,Pune\n")
    assert file.file.summary.phone_column is None
    with pytest.raises(LeadFileError, match="Choose the one that holds them"):
        checked(file)
    assert counts(checked(file, phone_column=1)) == {"impossible": 1}
    with pytest.raises(LeadFileError, match="can be sent"):
        file.payload()


def test_numbers_that_went_to_the_campaign_before(tmp_path: Path) -> None:
    async def earlier() -> None:
        ledger = await Ledger.open(tmp_path / "data", StillClock())
        about: dict[str, Any] = {"campaign_name": "June", "file_name": "a.csv", "file_sha256": "", "set_aside": 0}
        for campaign, index in (("c1", 1), ("c2", 2)):
            upload = await ledger.begin(
                campaign_id=campaign,
                rows=1,
                total_leads_before=0,
                numbers=pack_numbers([f"+91{mobile(index)}"]),
                **about,
            )
            await ledger.confirm(upload, 1, 0)
        upload = await ledger.begin(
            campaign_id="c1", rows=1, total_leads_before=1, numbers=pack_numbers([f"+91{mobile(3)}"]), **about
        )
        await ledger.unknown(upload, "")

    asyncio.run(earlier())
    file = opened(tmp_path, "phone\n" + "\n".join(map(mobile, range(1, 6))) + f"\n{mobile(1)}\n")
    ledger = str(tmp_path / "data" / "ledger.db")
    result = checked(file, campaign_id="c1", ledger=ledger)
    assert {key: count for key, count in counts(result).items() if key != "country_added"} == {
        "already_uploaded": 2, "maybe_uploaded": 1,
    }  # fmt: skip
    said = file.rows("all", 0, 1)[0].problems[0].sentence
    assert said.text.startswith("Already in this campaign, uploaded from here on 2027-01-15")
    assert checked(file, campaign_id="c3", ledger=ledger).set_aside == 1  # the duplicate
    assert checked(file, campaign_id="c1").set_aside == 1


def test_a_cell_is_edited_and_checked_again(tmp_path: Path) -> None:
    file = opened(tmp_path, MESSY)
    checked(file)
    file.edit(4, 0, "98000 00009")
    file.edit(0, 1, 'Aarav "AJ", Sharma')
    assert checked(file).to_send == 7
    rows = list(csv.reader(io.StringIO(file.payload().content.decode(), newline="")))
    assert rows[1][1] == 'Aarav "AJ", Sharma'
    with pytest.raises(LeadFileError, match="not in the file any more"):
        file.edit(99, 0, "x")


def test_rows_are_dropped_and_restored(tmp_path: Path) -> None:
    file = opened(tmp_path, MESSY)
    checked(file)
    assert file.drop("duplicate_in_file") == 2
    assert file.drop("empty_variable:2") == 2
    result = checked(file)
    assert counts(result)["dropped"] == 4
    assert "duplicate_in_file" not in counts(result)
    assert (result.to_send, result.set_aside) == (4, 8)
    assert file.restore() == 4
    assert checked(file).to_send == 6


def test_dropping_the_first_of_two_lets_the_second_go(tmp_path: Path) -> None:
    file = opened(tmp_path, f"phone,name\n{mobile(1)},\n{mobile(1)},Aarav\n")
    checked(file)
    file.drop("empty_variable:1")
    result = checked(file)
    assert [row.number for row in file.rows("to_send", 0, 9)] == [2]
    assert result.set_aside == 1


def test_what_the_server_refused_is_set_aside_with_its_reason(tmp_path: Path) -> None:
    file = opened(tmp_path, MESSY)
    checked(file)
    refusals = [Refusal("+919800000002", "Unsupported prefix"), Refusal("9800000003", "No"), Refusal("who", "?")]
    assert file.lay_refusals(refusals) == 2
    result = checked(file)
    assert counts(result)["refused_by_server"] == 2
    assert file.rows("refused_by_server", 0, 1)[0].problems[0].sentence.text == (
        "Refused by the server: Unsupported prefix"
    )
    assert result.rows == result.to_send + result.set_aside


def test_a_broken_quote_sets_its_row_aside(tmp_path: Path) -> None:
    file = opened(tmp_path, f'phone,name\n{mobile(1)},"x\n{mobile(2)},y\n')
    result = checked(file)
    assert (result.to_send, counts(result)["broken_quote"]) == (1, 1)


def test_long_cells_are_cut_for_showing_only(tmp_path: Path) -> None:
    file = opened(tmp_path, f"phone,name\n{mobile(1)},{'x' * 5000}\n")
    checked(file)
    shown = file.rows("all", 0, 1)[0].cells[1]
    assert len(shown) == 300
    assert shown.endswith("…")
    assert b"x" * 5000 in file.payload().content


def test_nothing_is_answered_before_the_check(tmp_path: Path) -> None:
    file = opened(tmp_path, MESSY)
    for ask in (file.payload, lambda: file.write_rejected(tmp_path / "x.csv")):
        with pytest.raises(LeadFileError, match="has not been checked yet"):
            ask()


def test_kinds_have_one_meaning() -> None:
    blockers = [kind for kind in ProblemKind if kind.severity is Severity.BLOCKER]
    assert len(blockers) == 10
    assert list(ProblemKind)[: len(blockers)] == blockers  # precedence: blockers first
