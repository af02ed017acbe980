"""An upload whose outcome nothing proves: the operator is asked, and nothing is ever sent by itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from app.api.dialect import LeadDraft
from app.leads.ledger import pack_numbers
from app.leads.records import UploadState
from app.models import Campaign
from tests.ui.leads.conftest import Run, Stage, number, until
from ui.leads.ask_dialog import AskDialog

UPLOAD = "/campaigns-leads/upload-file/*"


async def lose_an_upload(stage: Stage, path: Path, campaign: Campaign) -> AskDialog:
    """Send the 200 rows of `path`, lose the answer, and let somebody else add a lead meanwhile; the question."""
    page = stage.page
    await stage.open(path)
    await stage.aim(campaign)
    before = stage.uploads_seen()
    await stage.server.control("faults", [{"kind": "drop_after", "path": UPLOAD, "delay_s": 1.0}])
    page.preflight.foot.send.click()
    await until(
        lambda: stage.uploads_seen() > before and "have left. Waiting" in page.upload.view.step_text, "bytes gone"
    )
    await stage.context.api.add_lead(campaign.id, LeadDraft(country_code="+91", national_number="9876599999", name="X"))
    dialog = await until(lambda: page.questions.dialog, "the question")
    assert isinstance(dialog, AskDialog)
    assert dialog.isVisible()
    return dialog


async def put_on_record(stage: Stage, campaign: Campaign, *, content: bytes = b"", **changes: Any) -> int:
    """An upload of unknown outcome from earlier."""
    about = {"rows": 3, "total_leads_before": 4_200, "file_name": "june.csv", **changes}
    upload_id = await stage.context.ledger.begin(
        campaign_id=campaign.id, campaign_name=campaign.name, file_sha256="", set_aside=0, content=content,
        numbers=pack_numbers([number(serial) for serial in range(about["rows"])]), **about,
    )  # fmt: skip
    await stage.context.ledger.unknown(upload_id, "The connection broke")
    return upload_id


async def ask(stage: Stage, upload_id: int) -> AskDialog:
    stage.page.questions.ask(upload_id)
    dialog = await until(lambda: stage.page.questions.dialog, "the question")
    assert isinstance(dialog, AskDialog)
    return dialog


def test_the_question_has_the_numbers_and_its_answers_end_it(fast_stage: Stage, run: Run[Any], clean: Path) -> None:
    stage = fast_stage

    async def story() -> None:
        page = stage.page
        campaign = stage.campaign("paused")
        before = await stage.total(campaign)
        dialog = await lose_an_upload(stage, clean, campaign)
        uploads = stage.uploads_seen()
        said = dialog.counter.accessibleDescription()
        assert said == (
            f"{before + 201:,} now, 201 more than before, {before:,} if none arrived,"
            f" {before + 200:,} if all 200 arrived"
        )
        assert "neither answer fits yet" in dialog._looked.text()
        # Check again is what Return does; it only reads.
        assert (dialog.choices.current, dialog.do.text(), dialog.do.isDefault()) == ("check", "Check again", True)
        seen = len(stage.seen())
        QTest.keyClick(dialog, Qt.Key.Key_Return)
        await until(lambda: len(stage.seen()) > seen and dialog.do.isEnabled(), "looked again")
        assert {method for method, _ in stage.seen()[seen:]} == {"GET"}
        assert dialog.isVisible()
        # All are there: the numbers count as sent, and the campaign is free.
        dialog.choices.choice("all").click()
        assert (dialog.do.text(), dialog.do.kind) == ("All are there", "primary")
        dialog.do.click()
        await until(lambda: page.questions.dialog is None, "closed")
        assert page.result.result.text() == "200 rows, taken as arrived"
        assert len(await stage.context.ledger.already_sent(campaign.id)) == 200
        assert stage.uploads_seen() == uploads
        page.start_over()
        await stage.open(clean)
        page.choose_campaign(campaign.id)
        await until(lambda: page.is_checked and page.opened.result.set_aside == 200, "known rows")
        assert "no known outcome" not in page.send.why_not

    run(story())


def test_send_again_wants_the_count_and_goes_through_the_check(fast_stage: Stage, run: Run[Any], clean: Path) -> None:
    stage = fast_stage

    async def story() -> None:
        page = stage.page
        campaign = stage.campaign("paused", 1)
        dialog = await lose_an_upload(stage, clean, campaign)
        uploads = stage.uploads_seen()
        assert not dialog.typed.isEnabled()
        dialog.choices.choice("none").click()
        assert (dialog.do.text(), dialog.do.kind) == ("None is there: send again", "danger_fill")
        assert not dialog.do.isEnabled()
        QTest.keyClick(dialog, Qt.Key.Key_Return)
        assert dialog.isVisible()
        for typed, possible in (("20", False), ("2000", False), ("200 ", True)):
            dialog.typed.setText(typed)
            assert dialog.do.isEnabled() is possible
        dialog.do.click()
        await until(lambda: page.is_checked, "the rows, checked again")
        assert stage.uploads_seen() == uploads  # nothing leaves before the operator presses Send
        await until(lambda: page.send.available, "possible to send")
        assert await stage.press_send() == "200 created, 0 skipped"
        states = [record.state for record in await stage.context.ledger.uploads()]
        assert states == [UploadState.CONFIRMED, UploadState.NOT_SENT]

    run(story())


def test_from_earlier_uploads_its_rows_come_out_of_the_record(stage: Stage, run: Run[Any]) -> None:
    async def story() -> None:
        page = stage.page
        campaign = stage.campaign("paused")
        rows = "".join(f"{number(serial)},Name {serial}\r\n" for serial in range(3))
        upload_id = await put_on_record(stage, campaign, content=f"phone_number,name\r\n{rows}".encode())
        page.questions.load()
        await until(lambda: page.earlier.model.rowCount() == 1, "listed")
        assert not page.questions.ask_selected.available
        page.earlier.table.select_row(0)
        page.questions.ask_selected.trigger()
        dialog = await until(lambda: page.questions.dialog, "the question")
        assert dialog.windowTitle() == "Upload · june.csv"
        dialog.choices.choice("none").click()
        dialog.typed.setText("3")
        dialog.do.click()
        await until(lambda: page.is_checked and page.opened.campaign_id == campaign.id, "the rows, for their campaign")
        assert (page.opened.name, page.opened.path, page.opened.result.to_send) == ("june.csv", None, 3)
        assert page.model.columnCount() == 4
        assert (await stage.context.ledger.upload(upload_id)).state is UploadState.NOT_SENT
        # Closed without sending, they can be opened once more.
        page.start_over()
        page.earlier.table.select_row(0)
        await until(lambda: page.questions.reopen.available, "possible")
        page.questions.reopen.trigger()
        await until(lambda: page.is_checked and page.opened.result.to_send == 3, "the rows again")

    run(story())


def test_saved_rows_free_the_campaign(stage: Stage, run: Run[Any], tmp_path: Path) -> None:
    async def story() -> None:
        page = stage.page
        campaign = stage.campaign("paused")
        rows = "".join(f"{number(serial)},Name {serial}\r\n" for serial in range(3))
        upload_id = await put_on_record(stage, campaign, content=f"phone_number,name\r\n{rows}".encode())
        dialog = await ask(stage, upload_id)
        dialog.choices.choice("save").click()
        assert dialog.do.text() == "Save these rows…"
        dialog.do.click()
        choosing = dialog.findChild(QFileDialog, "leads.ask.save.dialog")
        assert choosing is not None
        choosing.reject()  # no file: the question stays
        assert dialog.isVisible()
        dialog.do.click()
        path = tmp_path / "june-unknown.csv"
        dialog.findChildren(QFileDialog)[-1].fileSelected.emit(str(path))
        await until(lambda: page.questions.dialog is None, "closed")
        assert path.read_text("utf-8-sig").splitlines()[0] == "phone_number,name,failed_reason"
        assert stage.told[-1].startswith("3 rows saved to june-unknown.csv. Nothing was sent, and")
        assert (await stage.context.ledger.upload(upload_id)).state is UploadState.SET_ASIDE
        # Dropped again for the same campaign, they are doubtful; others go.
        await stage.open(path)
        page.choose_campaign(campaign.id)
        await until(lambda: page.is_checked and page.opened.result.set_aside == 3, "doubtful rows")
        assert page.opened.result.groups[0].key == "maybe_uploaded"
        # It can still be settled later.
        dialog = await ask(stage, upload_id)
        dialog.choices.choice("all").click()
        dialog.do.click()
        await until(lambda: page.questions.dialog is None, "closed")
        assert (await stage.context.ledger.upload(upload_id)).state is UploadState.CONFIRMED

    run(story())


def test_a_file_that_cannot_be_written_leaves_the_question_open(stage: Stage, run: Run[Any], tmp_path: Path) -> None:
    async def story() -> None:
        upload_id = await put_on_record(stage, stage.campaign("paused"))
        dialog = await ask(stage, upload_id)
        dialog.choices.choice("save").click()
        assert (
            "numbers of the 3 rows, which is all that is kept" in dialog.choices.choice("save").accessibleDescription()
        )
        dialog.do.click()
        dialog.findChildren(QFileDialog)[-1].fileSelected.emit(str(tmp_path / "no such folder" / "x.csv"))
        await until(lambda: dialog.problem.text(), "a sentence")
        assert "could not be saved" in dialog.problem.text()
        assert (await stage.context.ledger.upload(upload_id)).state is UploadState.UNKNOWN
        dialog.reject()

    run(story())


def test_escape_decides_later_and_a_failed_look_says_so(stage: Stage, run: Run[Any]) -> None:
    async def story() -> None:
        upload_id = await put_on_record(stage, stage.campaign("paused"))
        dialog = await ask(stage, upload_id)
        await stage.server.control("faults", [{"kind": "status", "status": 403, "path": "/campaigns/*"}])
        dialog.do.click()
        await until(lambda: dialog.problem.text(), "a sentence")
        assert "not allowed" in dialog.problem.text()
        assert dialog.do.isEnabled()
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        await until(lambda: stage.page.questions.dialog is None, "closed")
        assert (await stage.context.ledger.upload(upload_id)).state is UploadState.UNKNOWN

    run(story())


def test_closed_while_it_looks_it_finishes_by_itself(fast_stage: Stage, run: Run[Any]) -> None:
    stage = fast_stage

    async def story() -> None:
        campaign = stage.campaign("paused")
        upload_id = await put_on_record(stage, campaign, total_leads_before=await stage.total(campaign))
        dialog = await ask(stage, upload_id)
        dialog.do.click()
        dialog.reject()
        await until(lambda: stage.told and "Nothing arrived" in stage.told[-1], "the outcome in the message bar")
        assert (await stage.context.ledger.upload(upload_id)).state is UploadState.NOT_SENT

    run(story())


def test_only_what_sends_a_request_waits_for_the_limit(stage: Stage, run: Run[Any]) -> None:
    async def story() -> None:
        dialog = await ask(stage, await put_on_record(stage, stage.campaign("paused")))
        await stage.server.control("faults", [{"kind": "rate_limit", "retry_after_s": 20}])
        task = stage.desk.tasks.start(stage.context.api.check())
        await until(lambda: not dialog.do.isEnabled(), "the wait")
        assert dialog.do.text().startswith("Check again · ")
        dialog.choices.choice("all").click()
        assert (dialog.do.text(), dialog.do.isEnabled()) == ("All are there", True)
        dialog.reject()
        assert task is not None
        task.cancel()

    run(story())


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (4_200, None, ", 4,200 if none arrived, 4,203 if all 3 arrived"),
        (4_200, 4_100, "4,100 now, 100 fewer than before, "),
        (4_200, 9_000, "9,000 now, 4,800 more than before, "),
    ],
)
def test_any_counter_can_be_shown(stage: Stage, run: Run[Any], before: int, after: int | None, said: str) -> None:
    async def story() -> None:
        upload_id = await put_on_record(stage, stage.campaign("paused"), total_leads_before=before)
        if after is not None:
            await stage.context.ledger.note_total(upload_id, after)
        dialog = await ask(stage, upload_id)
        assert said.removeprefix(", ") in dialog.counter.accessibleDescription()
        assert not dialog.counter.grab().isNull()
        dialog.reject()

    run(story())


def test_a_server_without_a_counter_proves_nothing(stage: Stage, run: Run[Any]) -> None:
    async def story() -> None:
        upload_id = await put_on_record(stage, stage.campaign("paused"), total_leads_before=None)
        dialog = await ask(stage, upload_id)
        assert not dialog.counter.isVisible()
        assert "the counter proves nothing" in dialog._looked.text()
        dialog.reject()

    run(story())


def test_what_was_left_open_is_told_when_the_profile_opens(stage: Stage, run: Run[Any]) -> None:
    async def story() -> None:
        await put_on_record(stage, stage.campaign("paused"))
        stage.desk.set_context(stage.context)
        await until(lambda: stage.told and "june.csv" in stage.told[-1], "told at once")
        message = stage.desk.messages.last
        assert message is not None
        assert message.action is not None
        message.action()
        dialog = await until(lambda: stage.page.questions.dialog, "the question")
        dialog.reject()

    run(story())
