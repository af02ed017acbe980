"""A file that needs several uploads, as the operator sees it. Small parts take the place of a large file."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QDialog

from app.api.dialect import LeadDraft
from app.context import Context
from app.leads.ledger import Ledger
from app.leads.records import UploadState
from app.secrets import Secret
from app.settings import Profile
from tests.ui.leads.conftest import Run, Stage, number, until
from ui.dialogs.confirm import ConfirmDialog
from ui.leads.rest import GoOnDialog
from ui.widgets.label import Label

UPLOAD = "/campaigns-leads/upload-file/*"
PART_BYTES, PARTS = 1_230, 4  # 50 rows of `clean` each


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    """200 rows of the same length."""
    path = tmp_path / "clean.csv"
    path.write_text("phone_number,name\n" + "".join(f"{number(i)},Name {i:03d}\n" for i in range(200)))
    return path


@pytest.fixture
def small(stage: Stage) -> Stage:
    stage.page.opening.part_bytes = PART_BYTES
    return stage


@pytest.fixture
def fast(fast_stage: Stage) -> Stage:
    fast_stage.page.opening.part_bytes = PART_BYTES
    return fast_stage


async def confirm(stage: Stage, name: str) -> None:
    """Answer the question that is asked with its yes."""

    def shown() -> ConfirmDialog | None:
        found = [dialog for dialog in stage.window.findChildren(ConfirmDialog) if dialog.objectName() == name]
        return next((dialog for dialog in found if dialog.isVisible()), None)

    dialog = await until(shown, name)
    dialog.yes.click()


def test_a_file_in_parts_says_which_one_is_under_way(small: Stage, run: Run[Any], clean: Path) -> None:
    async def story() -> None:
        page, campaign = small.page, small.campaign("paused")
        before = await small.total(campaign)
        await small.open(clean)
        await small.aim(campaign)
        assert page.preflight.foot.summary.text() == "200 rows to send, 0 set aside, 9 requests"
        assert "in 4 parts" in page.preflight.foot.details.text()
        await small.server.control("faults", [{"kind": "delay", "path": UPLOAD, "skip": 1, "delay_s": 0.5}])
        page.send.trigger()
        await until(lambda: page.upload.view.step_text.startswith("Part 2 of 4 · All"), "the second part")
        assert (
            page.upload.view.bar.maximum() * 0.4 < page.upload.view.bar.value() < page.upload.view.bar.maximum() * 0.6
        )
        assert "The parts that have not begun wait on record" in page.unfinished()
        await until(lambda: page.is_sent, "a result")
        assert page.result.result.text() == "200 created, 0 skipped"
        assert [line.rpartition(" · ")[2] for line in page.result.parts.lines] == ["Confirmed"] * PARTS
        assert await small.total(campaign) == before + 200
        page.start_over()
        await until(lambda: page.earlier.model.rowCount() == PARTS, "its parts on record")
        shown = [page.earlier.model.index(row, 1).data() for row in range(PARTS)]
        assert shown == [f"clean.csv · part {part} of 4" for part in (4, 3, 2, 1)]

    run(story())


def test_cancelled_between_parts_the_rest_waits_and_goes_on(small: Stage, run: Run[Any], clean: Path) -> None:
    async def story() -> None:
        page, campaign = small.page, small.campaign("paused")
        before = await small.total(campaign)
        await small.open(clean)
        await small.aim(campaign)
        slow = {"kind": "delay", "method": "GET", "path": f"/campaigns/{campaign.id}", "skip": 1, "delay_s": 0.5}
        await small.server.control("faults", [slow])
        page.send.trigger()
        await until(lambda: page.upload.view.phase == "counting", "the first part at the server")
        assert page.upload.cancel.available
        page.upload.view.button.click()
        await until(lambda: page.is_sent, "a result")
        assert page.result.result.text() == "50 of 200 rows are there; 150 wait to be sent."
        assert await small.total(campaign) == before + 50
        await until(lambda: page.rest.go_on.available, lambda: page.rest.go_on.why_not)
        page.rest.go_on.trigger()
        await confirm(small, "leads.go_on.dialog")
        await until(lambda: page.is_sent and page.outcome.state is UploadState.CONFIRMED, "all of it")
        assert await small.total(campaign) == before + 200
        assert not page.rest.go_on.possible

    run(story())


def test_a_refused_part_says_what_waits_and_what_was_refused(small: Stage, run: Run[Any], tmp_path: Path) -> None:
    async def story() -> None:
        page, campaign = small.page, small.campaign("paused")
        before = await small.total(campaign)
        path = tmp_path / "mixed.csv"
        numbers = [number(1_000 + serial) for serial in range(200)]
        numbers[70] = "+2348031234567"
        path.write_text("phone_number,name\n" + "".join(f"{one},Name {i:03d}\n" for i, one in enumerate(numbers)))
        await small.open(path)
        await small.aim(campaign)
        page.send.trigger()
        await until(lambda: page.is_sent, "a result")
        assert page.result.result.text().startswith("The server refused part 2 of 4")
        looks = [line.rpartition(" · ")[2] for line in page.result.parts.lines]
        assert looks == ["Confirmed", "Refused", "Waits", "Waits"]
        await until(lambda: page.rest.go_on.available, lambda: page.rest.go_on.why_not)
        page.rest.go_on.trigger()
        await confirm(small, "leads.go_on.dialog")
        await until(lambda: page.is_sent and page.outcome.waiting == 0, "the other parts")
        there = sum(part.rows for part in page.outcome.parts if part.state is UploadState.CONFIRMED)
        assert await small.total(campaign) == before + there
        # Its other rows can be sent now, and nobody else.
        page.see_rows.trigger()
        await until(lambda: page.is_checked and page.send.available, lambda: page.send.why_not)
        assert page.opened.result.to_send == 200 - there - 1
        assert page.opened.result.rows == page.opened.result.to_send + page.opened.result.set_aside

    run(story())


def test_what_waits_is_told_at_the_next_start_and_goes_on_from_the_record(
    small: Stage, run: Run[Any], clean: Path, tmp_path: Path
) -> None:
    async def story() -> None:
        page, campaign = small.page, small.campaign("paused")
        before = await small.total(campaign)
        await small.open(clean)
        await small.aim(campaign)
        await small.server.control("faults", [{"kind": "hang", "path": UPLOAD, "skip": 1}])
        page.send.trigger()
        await until(lambda: page.upload.view.step_text.startswith("Part 2 of 4 · All"), "the second part")
        context = small.context
        small.desk.set_context(None)  # as a profile is closed: what is under way is cut off
        await until(lambda: not small.desk.tasks.is_running("leads.send"), "the end")
        os.unlink(clean)
        context.ledger = await Ledger.open(context.ledger.path.parent, context.clock)
        small.desk.set_context(context)
        await until(lambda: small.told and "has no known outcome" in small.told[-1], "the question")
        dialog_of = page.questions
        dialog_of.ask(next(record.id for record in dialog_of.records if record.state is UploadState.UNKNOWN))
        dialog = await until(lambda: dialog_of.dialog, "the dialog")
        title = dialog.findChild(QDialog) or dialog
        assert "Did part 2 of 4 arrive?" in [label.text() for label in title.findChildren(type(dialog.problem))]
        await context.ledger.settle(dialog_of.records[2].id, UploadState.NOT_SENT)
        dialog.reject()
        small.desk.set_context(None)
        small.desk.set_context(context)
        await until(lambda: "is not finished: 3 of 4 parts wait." in small.told[-1], lambda: repr(small.told))
        small.desk.messages.last.action()
        await confirm(small, "leads.go_on.dialog")
        await until(lambda: page.is_sent and page.outcome.state is UploadState.CONFIRMED, "all of it")
        assert page.opened is None
        assert await small.total(campaign) == before + 200

    run(story())


def test_a_part_of_unknown_outcome_asks_and_then_goes_on(fast: Stage, run: Run[Any], clean: Path) -> None:
    async def story() -> None:
        page, campaign = fast.page, fast.campaign("paused")
        before = await fast.total(campaign)
        await fast.open(clean)
        await fast.aim(campaign)
        lost = {"kind": "drop_after", "path": UPLOAD, "skip": 1, "delay_s": 0.3}
        await fast.server.control("faults", [lost])
        page.send.trigger()
        await until(lambda: page.upload.view.step_text.startswith("Part 2 of 4 · All"), "the second part")
        draft = LeadDraft(country_code="+91", national_number="9845099999", name="Ravi")
        await fast.context.api.add_lead(campaign.id, draft)
        dialog = await until(lambda: page.questions.dialog, "the question")
        assert page.outcome.state is UploadState.UNKNOWN
        assert not page.rest.go_on.possible or not page.rest.go_on.available or page.outcome.waiting == 2
        dialog.choices.choice("all").click()
        dialog.do.click()
        await until(lambda: page.outcome.state is UploadState.PLANNED, "the part taken as arrived")
        assert page.result.result.text() == "100 of 200 rows are there; 100 wait to be sent."
        await until(lambda: page.rest.go_on.available, lambda: page.rest.go_on.why_not)
        page.rest.go_on.trigger()
        await confirm(fast, "leads.go_on.dialog")
        await until(lambda: page.is_sent and page.outcome.state is UploadState.CONFIRMED, "all of it")
        assert await fast.total(campaign) == before + 201

    run(story())


def test_a_limit_between_parts_says_which_part_waits_and_goes_on_by_itself(
    small: Stage, run: Run[Any], clean: Path
) -> None:
    async def story() -> None:
        page = small.page
        await small.open(clean)
        await small.aim(small.campaign("paused"))
        await small.server.control("faults", [{"kind": "rate_limit", "path": UPLOAD, "skip": 2, "retry_after_s": 2}])
        page.send.trigger()
        waits = "Part 3 of 4 · Rate limited: waiting "
        await until(lambda: page.upload.view.step_text.startswith(waits), lambda: page.upload.view.step_text)
        assert page.upload.cancel.available
        assert any(text.startswith(waits) for text in page.status_texts())
        await until(lambda: page.is_sent, "a result")
        assert page.result.result.text() == "200 created, 0 skipped"

    run(story())


def test_a_dialling_campaign_is_paused_for_all_parts(small: Stage, run: Run[Any], clean: Path) -> None:
    async def story() -> None:
        campaign = small.campaign("running")
        await small.open(clean)
        await small.aim(campaign)
        assert small.page.preflight.foot.summary.text() == "200 rows to send, 0 set aside, 13 requests"
        seen = len(small.seen())
        assert await small.press_send() == "200 created, 0 skipped"
        writes = [path.rpartition("/")[2] for method, path in small.seen()[seen:] if method != "GET"]
        assert len(writes) == PARTS + 2
        assert set(writes[1:-1]) == {campaign.id}  # the uploads, between pause and resume
        assert (await small.context.api.campaign(campaign.id)).status == "running"

    run(story())


def test_the_rest_can_be_left_out(small: Stage, run: Run[Any], clean: Path) -> None:
    async def story() -> None:
        page, campaign = small.page, small.campaign("paused")
        before = await small.total(campaign)
        await small.open(clean)
        await small.aim(campaign)
        await small.server.control("faults", [{"kind": "status", "status": 404, "path": UPLOAD, "skip": 1}])
        page.send.trigger()
        await until(lambda: page.is_sent, "a result")
        await until(lambda: page.rest.give_up.available, lambda: page.rest.give_up.why_not)
        page.rest.give_up.trigger()
        await confirm(small, "leads.give_up.dialog")
        await until(lambda: page.outcome.state is UploadState.REFUSED, "the rest left out")
        assert page.result.result.text() == "50 of 200 rows are there; refused: 50."
        page.see_rows.trigger()
        await until(lambda: page.is_checked and page.send.available, lambda: page.send.why_not)
        assert page.opened.result.to_send == 150
        assert await small.press_send() == "150 created, 0 skipped"
        assert await small.total(campaign) == before + 200

    run(story())


def test_the_answer_to_a_question_of_another_profile_sends_nothing(
    small: Stage, run: Run[Any], clean: Path, tmp_path: Path
) -> None:
    """What waits is known by a number, which in another profile is that of another file."""

    async def story() -> None:
        page, campaign = small.page, small.campaign("paused")
        await small.open(clean)
        await small.aim(campaign)
        await small.server.control("faults", [{"kind": "status", "status": 404, "path": UPLOAD, "skip": 1}])
        page.send.trigger()
        await until(lambda: page.is_sent, "a result")
        await until(lambda: page.rest.go_on.available, lambda: page.rest.go_on.why_not)
        page.rest.go_on.trigger()
        dialog = await until(lambda: small.window.findChild(GoOnDialog), "the question")
        wanted: list[object] = []
        page.rest.wanted.connect(lambda *told: wanted.append(told))
        profile = Profile(id="other", name="Other", base_url=small.server.url, colour="green")
        other = await Context.open(profile, Secret.parse(small.server.key), tmp_path / "other")
        try:
            small.desk.set_context(other)
            dialog.yes.click()
            assert wanted == []
            assert not page.upload.is_under_way
        finally:
            small.desk.set_context(None)
            await other.aclose()

    run(story())


def test_a_part_that_was_refused_for_a_wrong_key_is_sent_after_the_next_start(
    small: Stage, run: Run[Any], clean: Path
) -> None:
    async def story() -> None:
        page, campaign = small.page, small.campaign("paused")
        before = await small.total(campaign)
        await small.open(clean)
        await small.aim(campaign)
        await small.server.control("faults", [{"kind": "status", "status": 401, "path": UPLOAD, "skip": 1}])
        page.send.trigger()
        await until(lambda: page.is_sent, "a result")
        assert page.result.result.text().startswith("The server refused part 2 of 4.")
        context = small.context
        small.desk.set_context(None)
        small.desk.set_context(context)
        await until(lambda: page.rest.go_on.available, lambda: page.rest.go_on.why_not)
        page.rest.go_on.trigger()
        await confirm(small, "leads.go_on.dialog")
        await until(lambda: page.is_sent, "the others")
        assert page.result.result.text() == "150 of 200 rows are there; refused: 50."
        page.start_over()
        await until(lambda: page.earlier.model.rowCount() == PARTS, "its parts on record")
        refused = next(row for row in range(PARTS) if page.questions.records[row].state is UploadState.REFUSED)
        page.earlier.table.selectRow(refused)
        page.questions.reopen.trigger()
        await until(lambda: page.is_checked and page.send.available, lambda: page.send.why_not)
        assert page.opened.result.to_send == 50
        assert await small.press_send() == "50 created, 0 skipped"
        assert await small.total(campaign) == before + 200

    run(story())


def test_rows_that_were_left_out_are_not_said_to_be_open_where_they_are_not(
    small: Stage, run: Run[Any], clean: Path
) -> None:
    async def story() -> None:
        page, campaign = small.page, small.campaign("paused")
        await small.open(clean)
        await small.aim(campaign)
        slow = {"kind": "delay", "method": "GET", "path": f"/campaigns/{campaign.id}", "skip": 1, "delay_s": 0.5}
        await small.server.control("faults", [slow])
        page.send.trigger()
        await until(lambda: page.upload.view.phase == "counting", "the first part at the server")
        page.upload.view.button.click()
        await until(lambda: page.is_sent, "a result")
        page.start_over()
        await until(lambda: page.rest.go_on.available, lambda: page.rest.go_on.why_not)
        await small.server.control("faults", [slow])
        page.rest.go_on.trigger()
        await confirm(small, "leads.go_on.dialog")
        await until(lambda: page.upload.view.phase == "counting", "the second part at the server")
        page.upload.view.button.click()
        await until(lambda: page.is_sent, "a result")
        await until(lambda: page.rest.give_up.available, lambda: page.rest.give_up.why_not)
        page.rest.give_up.trigger()
        await confirm(small, "leads.give_up.dialog")
        await until(lambda: page.outcome.state is UploadState.NOT_SENT, "the rest left out")
        advice = page.result.findChild(Label, "leads.result.advice")
        assert advice.text() == "Rows that were not sent can be opened again under Earlier uploads."
        undo = page.result.findChild(Label, "leads.result.cannot_undo")
        await until(lambda: not undo.isHidden(), "why what arrived cannot be taken back")

    run(story())
