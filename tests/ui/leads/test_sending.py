"""Uploading, as the operator sees it and as the server sees it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from app.api.dialect import LeadDraft
from app.leads.records import UploadState
from app.models import Campaign
from tests.ui.leads.conftest import Run, Stage, number, until

UPLOAD = "/campaigns-leads/upload-file/*"


def test_a_clean_file_goes_up(stage: Stage, run: Run[Any], clean: Path) -> None:
    async def story() -> None:
        campaign = stage.campaign("paused")
        before = await stage.total(campaign)
        await stage.open(clean)
        await stage.aim(campaign)
        assert stage.page.preflight.foot.summary.text() == "200 rows to send, 0 set aside, 3 requests"
        assert stage.page.preflight.foot.send.text() == "Send 200 leads"
        assert await stage.press_send() == "200 created, 0 skipped"
        assert await stage.total(campaign) == before + 200
        bar = stage.page.upload.view.bar
        assert bar.value() == bar.maximum() > 200
        stage.page.start_over()
        uploads = stage.page.earlier
        await until(lambda: uploads.model.rowCount() == 1, "the upload on record")
        record = uploads.model.record_at(0)
        assert record is not None
        assert (record.file_name, record.created, record.state) == ("clean.csv", 200, UploadState.CONFIRMED)

    run(story())


def test_what_went_up_before_is_set_aside(stage: Stage, run: Run[Any], clean: Path) -> None:
    async def story() -> None:
        campaign = stage.campaign("paused")
        await stage.open(clean)
        await stage.aim(campaign)
        await stage.press_send()
        await stage.open(clean)
        stage.page.choose_campaign(campaign.id)
        await until(
            lambda: stage.page.is_checked and stage.page.opened.result.set_aside == 200, "all of them known already"
        )
        assert stage.page.send.why_not == "No row can be sent."

    run(story())


def test_a_dialling_campaign_is_paused_meanwhile(stage: Stage, run: Run[Any], clean: Path) -> None:
    async def story() -> None:
        campaign = stage.campaign("running")
        await stage.open(clean)
        await stage.aim(campaign)
        foot = stage.page.preflight.foot
        assert foot.pause.isVisible()
        assert foot.summary.text() == "200 rows to send, 0 set aside, 7 requests"
        seen = len(stage.seen())
        assert await stage.press_send() == "200 created, 0 skipped"
        asked = [(method, path) for method, path in stage.seen()[seen:] if campaign.id in path]
        writes = [path.rpartition("/")[2] for method, path in asked if method != "GET"]
        assert len(asked) == 7
        assert len(writes) == 3
        assert writes[1] == campaign.id  # the upload, between pause and resume
        assert (await stage.context.api.campaign(campaign.id)).status == "running"

    run(story())


def test_leaving_meanwhile_is_said_to_leave_it_paused(stage: Stage, run: Run[Any], clean: Path) -> None:
    async def story() -> None:
        page = stage.page
        await stage.open(clean)
        campaign = stage.campaign("running")
        await stage.aim(campaign)
        await stage.server.control("faults", [{"kind": "hang", "path": UPLOAD}])
        page.preflight.foot.send.click()
        assert page.unfinished().endswith("Nothing is sent twice."), "nothing is paused yet"
        await until(lambda: page.upload.view.phase == "answer", "the upload at the server")
        assert page.unfinished().endswith(
            "Nothing is sent twice. The campaign is paused meanwhile. If the window is closed now, it stays paused."
        )
        await stage.context.api.change_campaign_status(campaign.id, "resume")

    run(story())


def test_unticked_nothing_is_paused(stage: Stage, run: Run[Any], clean: Path) -> None:
    async def story() -> None:
        await stage.open(clean)
        await stage.aim(stage.campaign("running"))
        stage.page.preflight.foot.pause.setChecked(False)
        assert stage.page.preflight.foot.summary.text().endswith("3 requests")
        seen = len(stage.seen())
        await stage.press_send()
        assert [method for method, _ in stage.seen()[seen:] if method != "GET"] == ["POST"]

    run(story())


def test_a_rate_limit_says_that_it_goes_on_by_itself_and_can_be_cancelled(
    stage: Stage, run: Run[Any], clean: Path
) -> None:
    async def story() -> None:
        campaign = stage.campaign("paused")
        before = stage.uploads_seen()
        await stage.open(clean)
        await stage.aim(campaign)
        await stage.server.control("faults", [{"kind": "rate_limit", "retry_after_s": 20}])
        stage.page.preflight.foot.send.click()
        view = stage.page.upload.view
        await until(lambda: "goes on by itself" in view.step_text, "the wait in words")
        assert view.step_text.startswith("Rate limited: waiting ")
        assert not stage.page.is_sent
        view.button.click()
        await until(lambda: stage.page.is_checked, "the rows again")
        assert stage.told[-1] == "Cancelled. Nothing was sent."
        assert stage.uploads_seen() == before
        # Only sending is off; what needs no request is not.
        assert not stage.page.send.available
        assert re.fullmatch(r"Send 200 leads · \d+ s", stage.page.preflight.foot.send.text())
        stage.page.preflight.views._segments["to_send"].click()
        await until(lambda: stage.page.model.view == "to_send", "the filter")

    run(story())


def test_the_button_comes_back_after_the_wait(stage: Stage, run: Run[Any], clean: Path) -> None:
    async def story() -> None:
        await stage.open(clean)
        await stage.aim(stage.campaign("paused"))
        await stage.server.control("faults", [{"kind": "rate_limit", "retry_after_s": 1}])
        task = stage.desk.tasks.start(stage.context.api.check())
        await until(lambda: not stage.page.send.available, "the wait")
        assert "Possible again in" in stage.page.preflight.foot.send.accessibleDescription()
        await until(lambda: stage.page.send.available, "the end of the wait")
        assert stage.page.preflight.foot.send.text() == "Send 200 leads"
        assert task is not None
        await until(task.done, "the request that was refused, tried again")

    run(story())


def test_a_cancel_after_the_bytes_left_finds_out_what_became_of_them(
    fast_stage: Stage, run: Run[Any], clean: Path
) -> None:
    stage = fast_stage

    async def story() -> None:
        campaign = stage.campaign("paused", 1)
        await stage.open(clean)
        await stage.aim(campaign)
        await stage.server.control("faults", [{"kind": "hang", "path": UPLOAD}])
        stage.page.preflight.foot.send.click()
        await until(lambda: "have left. Waiting" in stage.page.upload.view.step_text, "all bytes gone")
        stage.page.upload.view.button.click()
        await until(lambda: stage.page.is_sent, "a result")
        assert stage.page.result.result.text().startswith("Nothing arrived:")
        stage.page.see_rows.trigger()
        await until(lambda: stage.page.send.available, "the file can be sent again")
        assert await stage.press_send() == "200 created, 0 skipped"

    run(story())


def test_an_unknown_outcome_blocks_the_campaign_until_it_is_settled(
    fast_stage: Stage, run: Run[Any], clean: Path, messy: Path
) -> None:
    stage = fast_stage

    async def story() -> None:
        campaign = stage.campaign("paused")
        page = stage.page
        before = await stage.total(campaign)
        await stage.open(clean)
        await stage.aim(campaign)
        await stage.server.control("faults", [{"kind": "drop_after", "path": UPLOAD, "delay_s": 1.5}])
        page.preflight.foot.send.click()
        await until(lambda: stage.uploads_seen() and "have left. Waiting" in page.upload.view.step_text, "bytes gone")
        # Somebody else adds a lead at the same time: the counter no longer tells whose they are.
        await stage.context.api.add_lead(
            campaign.id, LeadDraft(country_code="+91", national_number="9876599999", name="Other")
        )
        await until(lambda: page.is_sent, "a result")
        said = page.result.result.text()
        assert said.startswith("200 rows were sent and it is not known whether they arrived.")
        assert f"had {before:,} leads and has {before + 201:,} now" in said
        assert page.check_again.available
        assert page.steps.state(3) == "current"
        uploads = stage.uploads_seen()
        page.check_again.trigger()
        await until(lambda: any("Looked again" in text for text in stage.told), "another look")
        assert stage.uploads_seen() == uploads
        await stage.open(messy)
        page.choose_campaign(campaign.id)
        await until(lambda: "no known outcome" in page.send.why_not, "no second upload to this campaign")
        page.start_over()
        await until(lambda: page.earlier.model.rowCount() == 1, "the record")
        page.earlier.table.select_row(0)
        assert page.questions.ask_selected.available

    run(story())


def test_rows_that_the_server_refuses_get_its_reasons(stage: Stage, run: Run[Any], tmp_path: Path) -> None:
    path = tmp_path / "abroad.csv"
    path.write_text("phone_number,name\n" + f"{number(1)},Asha\n+447911123456,Bina\n{number(2)},Chitra\n")

    async def story() -> None:
        page = stage.page
        campaign = stage.campaign("paused")
        before = await stage.total(campaign)
        await stage.open(path)
        await stage.aim(campaign)
        said = await stage.press_send()
        assert said == "The server refused the file and stored nothing of it."
        assert await stage.total(campaign) == before
        assert page.see_rows.available
        page.see_rows.trigger()
        await until(lambda: page.is_checked and page.model.view == "refused_by_server", "the refused row")
        assert page.model.rowCount() == 1
        assert str(page.model.index(0, page.model.columnCount() - 1).data()).startswith("Refused by the server: ")
        await until(lambda: page.send.available, "the rest can be sent")
        assert await stage.press_send() == "2 created, 0 skipped"

    run(story())


def test_a_campaign_that_is_finished_meanwhile_takes_nothing(stage: Stage, run: Run[Any], clean: Path) -> None:
    async def story() -> None:
        page = stage.page
        campaign = stage.campaign("draft")
        await stage.open(clean)
        await stage.aim(campaign)
        uploads = stage.uploads_seen()
        await stage.context.api.change_campaign_status(campaign.id, "cancel")  # from another window
        page.preflight.foot.send.click()
        await until(lambda: stage.told, "a sentence")
        assert stage.told[-1] == f"{campaign.name} is finished and takes no more leads. Choose another campaign."
        await until(lambda: page.is_checked, "the rows again")
        assert stage.uploads_seen() == uploads

    run(story())


def test_a_file_dropped_during_an_upload_waits(stage: Stage, run: Run[Any], clean: Path, messy: Path) -> None:
    async def story() -> None:
        page = stage.page
        await stage.open(clean)
        await stage.aim(stage.campaign("paused"))
        await stage.server.control("faults", [{"kind": "delay", "path": UPLOAD, "delay_s": 0.5}])
        page.preflight.foot.send.click()
        stage.desk.offer_files([messy])
        assert page.waiting.paths == (messy,)
        assert page.opened is not None
        assert page.opened.path == clean
        await until(lambda: page.is_sent, "the result of the first")
        assert page.result.result.text() == "200 created, 0 skipped"
        page.waiting.next_wanted.emit()
        await until(lambda: page.is_checked and page.opened.path == messy, "the next file")

    run(story())


def test_closing_during_an_upload_leaves_its_state_on_record(stage: Stage, run: Run[Any], clean: Path) -> None:
    async def story() -> None:
        await stage.open(clean)
        await stage.aim(stage.campaign("paused"))
        await stage.server.control("faults", [{"kind": "hang", "path": UPLOAD}])
        stage.page.preflight.foot.send.click()
        await until(lambda: "have left. Waiting" in stage.page.upload.view.step_text, "all bytes gone")
        await stage.desk.tasks.aclose()
        (record,) = await stage.context.ledger.uploads()
        assert record.state is UploadState.UNKNOWN

    run(story())


def changes_seen(stage: Stage, campaign_id: str) -> int:
    """How many requests that change something about the campaign itself reached the server."""
    return sum(method != "GET" and f"/campaigns/{campaign_id}" in path for method, path in stage.seen())


async def send_and_cancel_the_pause(stage: Stage, campaign: Campaign, clean: Path, kind: str) -> None:
    """Press Send, and Cancel once the request to pause has reached the server, which does not answer."""
    await stage.open(clean)
    await stage.aim(campaign)
    before = changes_seen(stage, campaign.id)
    for method in ("PATCH", "PUT", "POST"):
        await stage.server.control("faults", [{"kind": kind, "path": f"/campaigns/{campaign.id}*", "method": method}])
    stage.page.preflight.foot.send.click()
    await until(lambda: changes_seen(stage, campaign.id) > before, "the request to pause at the server")
    stage.page.upload.view.button.click()


def test_a_pause_that_was_cancelled_but_made_is_found_and_can_be_taken_back(
    stage: Stage, run: Run[Any], clean: Path
) -> None:
    async def story() -> None:
        page = stage.page
        campaign = stage.campaign("running")
        uploads = stage.uploads_seen()
        await send_and_cancel_the_pause(stage, campaign, clean, "hang_after")
        await until(lambda: page.is_checked and stage.told, "the rows again")
        assert stage.uploads_seen() == uploads
        assert stage.told[-1] == (
            f"Cancelled while {campaign.name} was being paused. No lead was sent. {campaign.name} is paused. Nobody in"
            " it is called until it is resumed."
        )
        strip = page.left_paused.strip
        assert strip.isVisible()
        assert f"{campaign.name} is paused." in strip.accessibleDescription()
        await stage.clear_faults()
        assert [note.campaign_id for note in stage.context.paused.all()] == [campaign.id]
        page.left_paused.load()  # as at the next start
        assert not strip.isVisible()
        await until(strip.isVisible, "the note of the run before")
        assert f"{campaign.name} is paused." in strip.accessibleDescription()
        assert page.left_paused.resume.available
        page.left_paused.resume.trigger()
        await until(lambda: not strip.isVisible(), "the campaign going on")
        await until(lambda: stage.told[-1] == f"{campaign.name} goes on.", "a sentence")
        await until(lambda: not stage.context.paused.all(), "the note gone")
        assert (await stage.context.api.campaign(campaign.id)).status == "running"

    run(story())


def test_a_pause_that_was_cancelled_and_not_made_says_what_state_it_is_in(
    fast_stage: Stage, run: Run[Any], clean: Path
) -> None:
    stage = fast_stage

    async def story() -> None:
        campaign = stage.campaign("running")
        uploads = stage.uploads_seen()
        await send_and_cancel_the_pause(stage, campaign, clean, "hang")
        await until(lambda: stage.page.is_checked and stage.told, "the rows again")
        assert stage.uploads_seen() == uploads
        assert stage.told[-1].endswith(f"{campaign.name} is not paused. The server says: Running.")
        assert not stage.page.left_paused.strip.isVisible()

    run(story())


def test_where_nobody_can_read_whether_it_is_paused_that_is_said_and_can_be_looked_up(
    stage: Stage, run: Run[Any], clean: Path
) -> None:
    async def story() -> None:
        page = stage.page
        campaign = stage.campaign("running")
        await stage.open(clean)
        await stage.aim(campaign)
        path = f"/campaigns/{campaign.id}*"
        # Carried out; neither the answer nor what the client looks at afterwards arrives.
        faults = [{"kind": "hang_after", "path": path, "method": method} for method in ("PATCH", "PUT", "POST")]
        await stage.server.control(
            "faults", [*faults, {"kind": "status", "status": 500, "path": path, "method": "GET"}]
        )
        before = changes_seen(stage, campaign.id)
        page.preflight.foot.send.click()
        await until(lambda: changes_seen(stage, campaign.id) > before, "the request to pause at the server")
        page.upload.view.button.click()
        strip = page.left_paused.strip
        await until(lambda: page.is_checked and strip.isVisible(), "the note")
        assert strip.accessibleDescription().startswith(f"It is not known whether {campaign.name} is paused.")
        assert not page.left_paused.resume.possible
        await stage.clear_faults()
        page.left_paused.look.trigger()
        await until(lambda: page.left_paused.resume.available, "it is paused")
        await stage.context.api.change_campaign_status(campaign.id, "resume")
        stage.context.campaigns.put(await stage.context.api.campaign(campaign.id))  # somebody else resumed it
        assert not strip.isVisible()

    run(story())


def test_a_pause_that_is_cancelled_before_it_left_needs_no_look(stage: Stage, run: Run[Any], clean: Path) -> None:
    async def story() -> None:
        campaign = stage.campaign("running")
        await stage.open(clean)
        await stage.aim(campaign)
        stage.page.preflight.foot.send.click()
        seen = len(stage.seen())
        stage.page.upload.view.button.click()
        await until(lambda: stage.told, "a sentence")
        assert stage.told[-1] == "Cancelled. Nothing was sent."
        assert [path for _, path in stage.seen()[seen:] if campaign.id in path] == []

    run(story())
