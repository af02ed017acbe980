"""What is remembered from one file to the next: recipes, refusals, who was sent to another campaign lately."""

from __future__ import annotations

import asyncio
import csv
import stat
from pathlib import Path
from typing import Any

import pytest

from app.context import Context
from app.errors import LeadFileError
from app.leads.known_numbers import read_refused
from app.leads.ledger import Ledger, pack_numbers
from app.leads.recipes import FILE_NAME, Recipe, Recipes
from app.leads.records import ColumnUse, Refusal, RepairMemo
from app.leads.refused import RefusedNumbers
from app.leads.template import write_template
from app.secrets import Secret
from app.settings import FOREVER, Profile
from tests.app.leads.making import StillClock, checked, counts, mobile, opened

HEADER = ["Mobile", "Name", "City"]
RECIPE = Recipe(
    phone_column=0,
    uses=(ColumnUse("phone_number"), ColumnUse("who"), ColumnUse("city", False)),
    country="US",
)


def test_a_recipe_comes_back_for_the_same_header(tmp_path: Path) -> None:
    recipes = Recipes(tmp_path)
    assert recipes.recall(HEADER) is None
    recipes.remember(HEADER, RECIPE)
    assert Recipes(tmp_path).recall([" mobile", "NAME", "City "]) == RECIPE
    assert recipes.recall(["Mobile", "City", "Name"]) is None
    assert recipes.recall(["Mobile", "Name"]) is None
    assert stat.S_IMODE((tmp_path / FILE_NAME).stat().st_mode) == 0o600


def test_the_recipes_used_last_are_kept(tmp_path: Path) -> None:
    recipes = Recipes(tmp_path)
    for number in range(205):
        recipes.remember([str(number)], Recipe(phone_column=0, uses=(ColumnUse("a"),)))
        recipes.remember(["0"], Recipe(phone_column=0, uses=(ColumnUse("a"),)))
    assert recipes.recall(["0"]) is not None
    assert recipes.recall(["1"]) is None
    assert recipes.recall(["204"]) is not None


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"x": 1}', b"\xff", b'{"x": {"phone_column": 0}}'])
def test_a_file_of_recipes_that_is_broken_counts_as_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE_NAME).write_bytes(content)
    recipes = Recipes(tmp_path)
    assert recipes.recall(HEADER) is None
    recipes.remember(HEADER, RECIPE)
    assert recipes.recall(HEADER) == RECIPE


def test_a_recipe_that_cannot_fit_is_not_used(tmp_path: Path) -> None:
    recipes = Recipes(tmp_path)
    recipes.remember(HEADER, Recipe(phone_column=7, uses=RECIPE.uses))
    assert recipes.recall(HEADER) is None


def test_what_the_server_refused_is_a_warning_the_next_time(tmp_path: Path) -> None:
    refused = RefusedNumbers(tmp_path, StillClock())
    refusals = [Refusal(f"+91{mobile(1)}", "Unsupported prefix"), Refusal("who", "?"), Refusal("+" + "9" * 40, "?")]
    asyncio.run(refused.remember(refusals))
    assert stat.S_IMODE(refused.path.stat().st_mode) == 0o600
    file = opened(tmp_path, "phone,name\n" + "".join(f"{mobile(n)},x\n" for n in range(3)))
    result = checked(file, refused=str(refused.path))
    assert (result.to_send, result.warnings) == (3, 1)
    assert counts(result)["refused_before"] == 1
    said = file.rows("refused_before", 0, 9)
    assert [row.number for row in said] == [2]
    assert said[0].problems[0].sentence.text == "The server refused this number before: Unsupported prefix"
    assert "refused_before" not in counts(checked(file, refused=str(tmp_path / "none.db")))


def test_refusals_that_cannot_be_read_or_written_are_only_not_remembered(tmp_path: Path) -> None:
    refused = RefusedNumbers(tmp_path, StillClock())
    refused.path.write_bytes(b"not a database" * 100)
    asyncio.run(refused.remember([Refusal(f"+91{mobile(1)}", "No")]))
    file = opened(tmp_path, f"phone\n{mobile(1)}\n")
    assert checked(file, refused=str(refused.path)).warnings == 0


def test_who_was_sent_to_another_campaign_lately_is_worth_a_look(tmp_path: Path) -> None:
    clock = StillClock()

    async def uploads() -> None:
        ledger = await Ledger.open(tmp_path / "data", clock)
        for campaign, index in (("old", 0), ("other", 1), ("this", 2)):
            clock.now += 10 * 86_400
            about: dict[str, Any] = {"campaign_name": "June", "file_name": "a.csv", "file_sha256": "", "set_aside": 0}
            numbers = pack_numbers([f"+91{mobile(index)}"])
            upload = await ledger.begin(campaign_id=campaign, rows=1, total_leads_before=0, numbers=numbers, **about)
            await ledger.confirm(upload, 1, 0)
        doubtful = pack_numbers([f"+91{mobile(3)}"])
        upload = await ledger.begin(campaign_id="other", rows=1, total_leads_before=0, numbers=doubtful, **about)
        await ledger.unknown(upload, "")
        refused = pack_numbers([f"+91{mobile(4)}"])
        upload = await ledger.begin(campaign_id="third", rows=1, total_leads_before=0, numbers=refused, **about)
        await ledger.refuse(upload, "")

    asyncio.run(uploads())
    file = opened(tmp_path, "phone\n" + "".join(f"{mobile(n)}\n" for n in range(6)))
    ledger = str(tmp_path / "data" / "ledger.db")
    result = checked(file, campaign_id="this", ledger=ledger, lately_since=clock.now - 11 * 86_400)
    assert {key: counts(result).get(key, 0) for key in ("already_uploaded", "sent_lately")} == {
        "already_uploaded": 1, "sent_lately": 2,
    }  # fmt: skip
    assert [row.number for row in file.rows("sent_lately", 0, 9)] == [2, 4]
    assert (
        file.rows("sent_lately", 0, 1)[0].problems[0].sentence.text.startswith("Sent to another campaign from here on ")
    )
    assert counts(checked(file, campaign_id="this", ledger=ledger, lately_since=1.0))["sent_lately"] == 3
    assert "sent_lately" not in counts(checked(file, campaign_id="this", ledger=ledger))


def test_a_template_has_the_agents_variables_and_can_be_dropped_again(tmp_path: Path) -> None:
    path = tmp_path / "template.csv"
    write_template(path, ["customer_name", "loan_amt", "customer_name", "phone_number"])
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file)) == [["phone_number", "customer_name", "loan_amt"]]
    with pytest.raises(LeadFileError, match="has column names but no rows"):
        opened(tmp_path, path.read_bytes(), "filled.csv")
    assert checked(opened(tmp_path, path.read_bytes() + f"{mobile(1)},Aarav,5\r\n".encode(), "filled.csv")).to_send == 1


def test_an_upload_over_ten_megabytes_comes_in_parts(tmp_path: Path) -> None:
    content = "phone,note\n" + "".join(f"{mobile(n)},{'x' * (150 + n % 100)}\n" for n in range(110_000))
    file = opened(tmp_path, content)
    checked(file)
    result = file.measure()
    parts = [file.payload(part) for part in range(result.parts)]
    assert [(part.part, part.parts) for part in parts] == [(0, 3), (1, 3), (2, 3)]
    assert all(len(part.content) <= 10_000_000 for part in parts)
    assert len(parts[0].content) > 9_000_000
    assert sum(part.rows for part in parts) == result.to_send == 110_000
    assert sum(len(part.content) for part in parts) == result.payload_bytes
    rows = [row for part in parts for row in list(csv.reader(part.content.decode().splitlines()))[1:]]
    assert [row[0] for row in rows] == [f"+91{mobile(n)}" for n in range(110_000)]
    assert {part.content.split(b"\r\n")[0] for part in parts} == {b"phone_number,note"}
    with pytest.raises(LeadFileError, match="is sent in 3 parts"):
        file.payload()


def test_a_row_that_is_larger_than_an_upload_is_said(tmp_path: Path) -> None:
    file = opened(tmp_path, f"phone,note\n{mobile(1)},x\n{mobile(2)},{'x' * 10_000_000}\n")
    assert not checked(file).can_send
    with pytest.raises(LeadFileError, match="a row of it is too long"):
        file.payload(1)


def test_repairs_are_remembered_by_header(tmp_path: Path) -> None:
    recipes = Recipes(tmp_path)
    assert recipes.recall_repairs(HEADER) == ()
    memos = (RepairMemo("add_plus"), RepairMemo("fill:empty_variable:1", "customer"))
    recipes.remember_repairs(HEADER, memos)
    assert Recipes(tmp_path).recall_repairs([" mobile", "NAME", "City "]) == memos
    assert recipes.recall_repairs(["Mobile", "Name"]) == ()
    recipes.remember_repairs(HEADER, [RepairMemo(str(place)) for place in range(30)])
    assert [memo.key for memo in recipes.recall_repairs(HEADER)] == [str(place) for place in range(10, 30)]
    recipes.remember_repairs(HEADER, ())
    assert recipes.recall_repairs(HEADER) == ()
    (tmp_path / "repairs.json").write_bytes(b'{"x": [1]}')
    assert Recipes(tmp_path).recall_repairs(HEADER) == ()


def test_what_was_refused_long_ago_is_let_go_of(tmp_path: Path) -> None:
    """A reason may quote the row: it is kept as long as anything else about people."""
    clock = StillClock()
    refused = RefusedNumbers(tmp_path, clock)
    asyncio.run(refused.forget_old(30))
    assert not refused.path.exists()
    asyncio.run(refused.remember([Refusal(f"+91{mobile(1)}", "Asha Rao is blocked")]))
    clock.now += 20 * 86_400.0
    asyncio.run(refused.remember([Refusal(f"+91{mobile(2)}", "No")]))
    asyncio.run(refused.forget_old(30))
    asyncio.run(refused.forget_old(FOREVER))
    assert set(read_refused(refused.path)) == {f"+91{mobile(1)}", f"+91{mobile(2)}"}
    clock.now += 11 * 86_400.0
    asyncio.run(refused.forget_old(30))
    assert set(read_refused(refused.path)) == {f"+91{mobile(2)}"}
    assert b"Asha Rao" not in refused.path.read_bytes()


@pytest.mark.anyio
async def test_letting_go_of_people_is_about_what_was_refused_too(tmp_path: Path) -> None:
    profile = Profile(id="p", name="P", base_url="http://127.0.0.1:9/v1", colour="teal")
    clock = StillClock()
    context = await Context.open(profile, Secret.parse("b" * 40), tmp_path, clock=clock)
    try:
        await context.refused.remember([Refusal(f"+91{mobile(1)}", "No")])
        clock.now += 31 * 86_400.0
        await context.forget_old_people(30)
        assert read_refused(context.refused.path) == {}
    finally:
        await context.aclose()
