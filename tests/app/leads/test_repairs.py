"""Many rows are put right at once, seen before, undone and done again; the verdict is that of a check from scratch."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from app.errors import LeadFileError
from app.leads.lead_file import OpenLeadFile
from app.leads.records import CheckResult, PreviewRow, RepairKind
from tests.app.leads.making import checked, counts, mobile, opened

MESSY = f"""phone,name,city
{mobile(1)},Aarav,Pune
12125550123,Ishita,
442079460123,Rohan,Delhi
9191{mobile(4)[2:]},Meera,Pune
9191{mobile(5)},Asha,Pune
call {mobile(6)} after six,Farah,
{mobile(7)} / {mobile(8)},Vikram,Delhi
3055550124,Neha,Pune
5035550125,Karan,Pune
+12125550126,Lakshmi,
{mobile(1)},Imran,Pune
{mobile(9)},Sita,
n/a,Pooja,Pune
"""


def offers(file: OpenLeadFile) -> dict[str, tuple[int, str, str, str]]:
    return {each.key: (each.count, each.title.text, each.before, each.after) for each in file.repairs()}


def test_what_can_be_repaired(tmp_path: Path) -> None:
    file = opened(tmp_path, MESSY)
    checked(file)
    assert offers(file) == {
        "add_plus": (2, "Put + in front of numbers: 2", "12125550123", "+12125550123"),
        "undouble": (1, "Take out the doubled 91: 1", f"9191{mobile(5)}", f"+91{mobile(5)}"),
        "take_number": (1, "Take the number out of the text: 1", f"call {mobile(6)} after six", f"+91{mobile(6)}"),
        "take_first": (1, "Take the first of several numbers: 1", f"{mobile(7)} / {mobile(8)}", f"+91{mobile(7)}"),
        "read_as:US": (2, "Read as numbers of the United States: 2", "3055550124", "+13055550124"),
        "fill:empty_variable:2": (2, "Fill empty {{city}}: 2", "", ""),
        "drop:empty_variable:2": (2, "Leave out rows without {{city}}: 2", "", ""),
    }  # fmt: skip


def test_a_repair_is_seen_before_it_is_done(tmp_path: Path) -> None:
    file = opened(tmp_path, MESSY)
    before = checked(file)
    assert file.preview("add_plus", 0, 9) == [
        PreviewRow(2, "12125550123", "+12125550123"),
        PreviewRow(3, "442079460123", "+442079460123"),
    ]
    assert file.preview("add_plus", 1, 9) == [PreviewRow(3, "442079460123", "+442079460123")]
    assert file.preview("fill:empty_variable:2", 0, 1, "Goa")[0].after == "Goa"
    assert [row.after for row in file.preview("drop:empty_variable:2", 0, 9)] == [None, None]
    assert checked(file) == before  # nothing was done


def test_three_repairs_are_undone_and_done_again(tmp_path: Path) -> None:
    file = opened(tmp_path, MESSY)
    results = [checked(file)]
    assert results[0].to_undo is None
    for key, text in (("add_plus", ""), ("read_as:US", ""), ("fill:empty_variable:2", "Goa")):
        results.append(file.repair(key, text))
        assert results[-1].to_send + results[-1].set_aside == results[-1].rows
    assert [result.to_send for result in results] == [4, 6, 8, 8]
    assert results[-1].to_undo is not None
    assert results[-1].to_undo.text.startswith("Fill ")
    assert "empty_variable:2" not in counts(results[-1])
    assert b",Goa\r\n" in file.payload().content
    for earlier in reversed(results[:-1]):
        assert same(file.undo(), earlier)
    assert file.undo().to_undo is None  # there is nothing more
    assert b"Goa" not in file.payload().content
    for later in results[1:]:
        assert same(file.redo(), later)
    assert file.redo() == results[-1]


def same(one: CheckResult, other: CheckResult) -> bool:
    """Whether two verdicts are the same, whatever can be undone."""
    return all(
        getattr(one, name) == getattr(other, name)
        for name in one.__struct_fields__
        if name not in ("to_undo", "to_redo")
    )


def test_a_new_change_ends_what_could_be_done_again(tmp_path: Path) -> None:
    file = opened(tmp_path, MESSY)
    checked(file)
    file.repair("add_plus")
    assert file.undo().to_redo is not None
    file.edit(0, 1, "Aarav S.")
    result = checked(file)
    assert result.to_redo is None
    assert result.to_undo is not None
    assert result.to_undo.text == "Change a cell of row 1"
    file.undo()
    assert file.rows("all", 0, 1)[0].cells[1] == "Aarav"


def test_dropped_rows_come_back_by_undo_and_by_restore(tmp_path: Path) -> None:
    file = opened(tmp_path, MESSY)
    start = checked(file)
    file.drop("empty_variable:2")
    file.restore()
    assert same(checked(file), start)
    assert counts(file.undo())["dropped"] == 2
    assert same(file.undo(), start)


def test_a_broken_quote_that_was_mended_is_broken_again_after_undo(tmp_path: Path) -> None:
    file = opened(tmp_path, f'phone,name\n{mobile(1)},"x\n{mobile(2)},y\n')
    checked(file)
    file.edit(0, 1, "x")
    assert checked(file).to_send == 2
    assert counts(file.undo())["broken_quote"] == 1


def test_a_repair_that_no_longer_fits_is_refused(tmp_path: Path) -> None:
    file = opened(tmp_path, MESSY)
    with pytest.raises(LeadFileError, match="has not been checked yet"):
        file.repairs()
    checked(file)
    file.repair("add_plus")
    with pytest.raises(LeadFileError, match="no longer fits"):
        file.repair("add_plus")


@pytest.mark.parametrize("quoted", [False, True])
@pytest.mark.parametrize("seed", range(6))
def test_the_verdict_after_any_changes_is_that_of_a_check_from_scratch(tmp_path: Path, seed: int, quoted: bool) -> None:
    """Kept up to date in place, or found anew: the same, row by row."""
    source = random.Random(seed)
    numbers = [mobile(n) for n in range(12)] + ["", "12125550123", "12125550124", "n/a", "9.87654E+09", "98", " "]
    name = '"a, b"' if quoted else "a"
    rows = [f"{source.choice(numbers)},{source.choice([name, '', 'b'])},x" for _ in range(60)]
    file = opened(tmp_path, "phone,name,city\n" + "\n".join(rows) + "\n")
    checked(file)
    for _ in range(40):
        action = source.choice(["edit", "edit", "repair", "drop", "restore", "undo", "undo", "redo"])
        if action == "edit":
            file.edit(source.randrange(60), source.randrange(3), source.choice([*numbers, "z"]))
        elif action == "drop":
            file.drop(source.choice(["duplicate_in_file", "empty_variable:1", "warnings", "impossible"]))
        elif action == "restore":
            file.restore()
        elif action == "undo":
            file.undo()
        elif action == "redo":
            file.redo()
        elif keys := [each.key for each in file.repairs()]:
            file.repair(source.choice(keys), "filled")
        kept = file._verdict
        assert kept is not None
        shown = file.rows("all", 0, 60)
        file._numbers = file._empty = None
        result = file.check(kept.plan, lambda share: None)
        assert file._verdict is not kept
        assert kept.blockers == file._verdict.blockers
        assert kept.groups == result.groups
        assert shown == file.rows("all", 0, 60)
        assert result.rows == result.to_send + result.set_aside


def test_every_kind_of_repair_is_offered_somewhere(tmp_path: Path) -> None:
    file = opened(tmp_path, MESSY)
    checked(file)
    assert {each.kind for each in file.repairs()} == set(RepairKind)
