"""Rows from the clipboard, leads one by one, and the do-not-call list, as the operator sees them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from shiboken6 import isValid

from app.leads.records import UploadState
from app.models import CallLog
from tests.ui.leads.conftest import Run, Stage, number, until
from ui.calls.page import CallsPage
from ui.dialogs.confirm import ConfirmDialog
from ui.leads.do_not_call_dialog import DoNotCallDialog
from ui.leads.single.dialog import OneLeadDialog

ADDING = "/campaigns-leads"


def copy(text: str) -> None:
    QGuiApplication.clipboard().setText(text)


# ------------------------------------------------------------------ pasting


def test_cells_of_a_spreadsheet_are_pasted_with_the_keys_and_sent(stage: Stage, run: Run[Any]) -> None:
    async def story() -> None:
        page = stage.page
        copy("Mobile\tname\n" + "".join(f"{number(serial)}\tName {serial}\n" for serial in range(5)))
        page.setFocus()
        QTest.keyClick(page, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        await until(lambda: page.is_checked, "checked")
        assert (page.opened.name, page.opened.path, page.opened.result.to_send) == ("pasted rows", None, 5)
        assert "These rows are held in memory only" in page.status_texts()
        await stage.aim(stage.campaign("paused"))
        assert await stage.press_send() == "5 created, 0 skipped"
        (record,) = await stage.context.ledger.uploads()
        assert record.file_name == "pasted rows"

    run(story())


def test_what_is_no_rows_is_told_and_the_file_at_hand_stays(stage: Stage, run: Run[Any], clean: Path) -> None:
    async def story() -> None:
        page = stage.page
        copy("")
        page.zone.paste.click()
        await until(lambda: stage.told, "a sentence")
        assert stage.told[-1].startswith("The clipboard holds no rows.")
        await stage.open(clean)
        copy("Mobile\tname\n")
        page.paste.trigger()
        await until(lambda: "column names but no rows" in stage.told[-1], "a sentence")
        await until(lambda: page.is_checked, "the file again")
        assert page.opened.path == clean

    run(story())


def test_copied_files_are_opened_as_files(stage: Stage, run: Run[Any], clean: Path) -> None:
    async def story() -> None:
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(clean))])
        QGuiApplication.clipboard().setMimeData(mime)
        stage.page.paste.trigger()
        await until(lambda: stage.page.is_checked and stage.page.opened.path == clean, "the file")

    run(story())


# ------------------------------------------------------------------ one lead


async def one(stage: Stage) -> OneLeadDialog:
    stage.page.one.trigger()
    dialog = stage.page.dialogs.one
    assert dialog is not None
    await until(lambda: dialog.add.form.country.count() > 1, "the countries")
    return dialog


async def add_one(stage: Stage, dialog: OneLeadDialog, campaign_id: str, text: str) -> None:
    dialog.show_view("add")
    dialog.add.choose(campaign_id)
    await until(lambda: not stage.desk.tasks.is_running("leads.one.agent"), "the variables")
    dialog.add.form.number.setText(text)
    dialog.add.form.name.setText("Asha Rao")
    await until(dialog.add.add.isEnabled, "possible to add")
    dialog.add.add.click()
    await until(lambda: dialog.add.add.text() == "Add lead" and dialog.add.said.text(), "an end")


def test_a_lead_is_added_looked_up_changed_and_removed(stage: Stage, run: Run[Any]) -> None:
    async def story() -> None:
        campaign = stage.campaign("paused")
        before = await stage.total(campaign)
        dialog = await one(stage)
        assert not dialog.add.add.isEnabled()
        seen = len(stage.seen())
        await add_one(stage, dialog, campaign.id, "98765 43210")
        assert [method for method, path in stage.seen()[seen:] if "lead" in path or campaign.id in path] == [
            "GET",
            "POST",
        ]
        assert dialog.add.said.text().startswith(f"Asha Rao 98765 43210 was added to {campaign.name}.")
        assert await stage.total(campaign) == before + 1
        assert dialog.add.form.number.text() == ""  # ready for the next one

        dialog.show_view("added")
        await until(lambda: dialog.added.model.rowCount() == 1, "listed")
        dialog.added.table.select_row(0)
        dialog.added.open_one.click()
        finder = dialog.finder
        await until(lambda: finder.form.number.text() == "+91 98765 43210", "the lead")
        assert not finder.save.isEnabled()
        finder.form.name.setText("Asha Kulkarni")
        assert finder.save.isEnabled()
        finder.save.click()
        await until(lambda: finder.said.text(), "saved")
        assert finder.said.text() == "Changed. This is what the server has now."
        lead = await stage.context.api.lead(finder.id.text())
        assert (lead.name, lead.phone_number) == ("Asha Kulkarni", "+919876543210")

        finder.remove.click()
        question = dialog.findChild(ConfirmDialog, "leads.one.remove.dialog")
        assert question is not None
        question.accept()
        await until(lambda: "is removed" in finder.said.text(), "removed")
        assert await stage.total(campaign) == before
        dialog.reject()

    run(story())


def test_a_called_lead_can_only_be_read(stage: Stage, run: Run[Any]) -> None:
    async def story() -> None:
        dialog = await one(stage)
        await add_one(stage, dialog, stage.campaign("paused").id, "98765 43211")
        (listed,) = await dialog._leads.added.latest()
        dialog._look_up(listed.lead_id)
        finder = dialog.finder
        await until(lambda: finder.form.number.text(), "the lead")
        finder.form.name.setText("Other")
        await stage.server.control(
            "faults", [{"kind": "status", "status": 409, "path": "/campaigns-leads/*", "method": "PATCH"}]
        )
        finder.save.click()
        await until(lambda: finder.said.text(), "a sentence")
        assert finder.said.text().startswith("This lead was called already, so it can no longer be changed.")
        finder.id.setText("lead_nobody")
        finder.look_up.click()
        await until(lambda: "lead_nobody" in finder.said.text(), "a sentence")
        assert not finder.remove.isEnabled()
        dialog.reject()

    run(story())


def test_a_lost_answer_is_told_and_can_be_settled(fast_stage: Stage, run: Run[Any]) -> None:
    stage = fast_stage

    async def story() -> None:
        campaign = stage.campaign("paused")
        dialog = await one(stage)
        # The counter cannot be read afterwards: nothing settles it.
        await stage.server.control(
            "faults",
            [
                {"kind": "drop_after", "path": ADDING, "method": "POST"},
                {"kind": "status", "status": 403, "path": f"/campaigns/{campaign.id}", "skip": 1, "times": 5},
            ],
        )
        await add_one(stage, dialog, campaign.id, "98765 43212")
        assert dialog.add.said.text().startswith("One lead was sent and it is not known whether it arrived.")
        posts = [path for method, path in stage.seen() if method == "POST" and path.endswith(ADDING)]
        dialog.add.form.number.setText("98765 43212")
        dialog.add.add.click()
        await until(lambda: "may already be" in dialog.add.said.text(), "not blindly once more")
        assert [path for method, path in stage.seen() if method == "POST" and path.endswith(ADDING)] == posts
        await stage.clear_faults()
        dialog.show_view("added")
        await until(lambda: dialog.added.model.rowCount() == 1, "listed")
        dialog.added.table.select_row(0)
        assert dialog.added.open_one.text() == "Settle it…"
        dialog.added.open_one.click()
        question = await until(lambda: stage.page.questions.dialog, "the question")
        assert question.windowTitle() == "Upload · One lead"
        question.do.click()
        await until(lambda: stage.page.questions.dialog is None, "settled by the counter")
        (listed,) = await dialog._leads.added.latest()
        assert listed.state is UploadState.CONFIRMED

    run(story())


def test_leaving_while_a_lead_is_added_is_asked_about(stage: Stage, run: Run[Any]) -> None:
    async def story() -> None:
        campaign = stage.campaign("paused")
        dialog = await one(stage)
        assert stage.page.unfinished() == ""
        await stage.server.control("faults", [{"kind": "hang", "path": ADDING, "method": "POST", "times": 1}])
        dialog.add.choose(campaign.id)
        dialog.add.form.number.setText("98765 43213")
        await until(dialog.add.add.isEnabled, "possible to add")
        dialog.add.add.click()
        await until(lambda: stage.page.unfinished().startswith("A lead is being added"), "something to ask about")
        await until(lambda: any(path.endswith(ADDING) for _, path in stage.seen()), "the lead with the server")
        stage.desk.tasks.cancel("leads.one.add")
        await until(lambda: stage.page.unfinished() == "", "nothing under way")

    run(story())


# ------------------------------------------------------------------ do not call


def test_the_list_may_be_closed_while_numbers_are_put_on_it(stage: Stage, run: Run[Any], tmp_path: Path) -> None:
    async def story() -> None:
        path = tmp_path / "opted-out.csv"
        path.write_text("phone\n" + "".join(f"{number(serial)}\n" for serial in range(40, 60)), encoding="utf-8")
        dialog = await unwanted(stage)
        dialog.said.start(dialog._import(path))
        dialog.number.setText(number(61))
        dialog.add.click()
        dialog.reject()
        await until(lambda: not isValid(dialog), "the dialog gone")
        await until(lambda: any("20 added" in text for text in stage.told), "told all the same")
        await until(lambda: any("is on the list" in text for text in stage.told), "told all the same")
        assert len(await stage.context.do_not_call.entries()) == 21
        assert stage.unexpected == []

    run(story())


async def unwanted(stage: Stage) -> DoNotCallDialog:
    stage.page.do_not_call.trigger()
    dialog = stage.page.dialogs.do_not_call
    assert dialog is not None
    await until(lambda: not stage.desk.tasks.is_running("leads.do_not_call.load"), "read")
    return dialog


def test_the_list_is_kept_to_at_once(stage: Stage, run: Run[Any], clean: Path) -> None:
    async def story() -> None:
        page = stage.page
        await stage.open(clean)
        assert page.opened.result.to_send == 200
        dialog = await unwanted(stage)
        dialog.number.setText("12")
        dialog.add.click()
        await until(lambda: dialog.said.text(), "a sentence")
        assert "India needs 10" in dialog.said.text()
        dialog.number.setText(number(7).removeprefix("+91"))
        dialog.reason.setText("Asked on the phone")
        QTest.keyClick(dialog.reason, Qt.Key.Key_Return)
        await until(lambda: dialog.model.rowCount() == 1, "listed")
        await until(lambda: page.is_checked and page.opened.result.to_send == 199, "the file, checked again")
        entry = dialog.model.record_at(0)
        assert entry is not None
        assert (entry.number, entry.added_by, entry.reason) == (number(7), "Test", "Asked on the phone")
        dialog.table.select_row(0)
        dialog.remove.click()
        question = dialog.findChild(ConfirmDialog)
        assert question is not None
        question.accept()
        await until(lambda: dialog.model.rowCount() == 0, "gone")
        await until(lambda: page.is_checked and page.opened.result.to_send == 200, "the file, once more")
        dialog.reject()

    run(story())


def test_files_in_and_out(stage: Stage, run: Run[Any], tmp_path: Path) -> None:
    async def story() -> None:
        path = tmp_path / "unwanted.csv"
        path.write_text(f"phone_number,reason\n{number(1)},moved away\n{number(2)},\nnobody,\n")
        dialog = await unwanted(stage)
        assert not dialog.give_out.isEnabled()
        dialog.take_in.click()
        dialog.findChildren(QFileDialog)[-1].filesSelected.emit([str(path)])
        await until(lambda: dialog.model.rowCount() == 2, "listed")
        assert dialog.said.text() == "2 added, 0 on the list already, 1 row without a usable number."
        dialog.give_out.click()
        saved = tmp_path / "saved.csv"
        dialog.findChildren(QFileDialog)[-1].fileSelected.emit(str(saved))
        await until(lambda: "saved.csv" in dialog.said.text(), "saved")
        assert "moved away" in saved.read_text("utf-8-sig")
        dialog.reject()

    run(story())


def test_a_number_is_taken_from_a_call_and_back(stage: Stage, run: Run[Any]) -> None:
    async def story() -> None:
        calls = CallsPage(stage.desk)
        calls.on_context_changed()
        record = CallLog(id="log_1", to_number=number(3), created_at=datetime(2026, 6, 12, 9, 30, tzinfo=UTC))
        entries = dict(calls.menu.entries(record))
        entries["Add to the do-not-call list"]()
        await until(lambda: stage.told and "is on the do-not-call list" in stage.told[-1], "told")
        entry = await stage.context.do_not_call.entry(number(3))
        assert entry is not None
        assert entry.reason.startswith("From the call of 12 Jun")
        assert "Add to the do-not-call list" not in dict(calls.menu.entries(CallLog(id="log_2")))
        message = stage.desk.messages.last
        assert message is not None
        assert message.action is not None
        message.action()
        await until(lambda: "off the do-not-call list" in stage.told[-1], "taken back")
        assert await stage.context.do_not_call.entry(number(3)) is None
        calls.deleteLater()

    run(story())


def test_a_number_is_taken_from_a_lead(stage: Stage, run: Run[Any]) -> None:
    async def story() -> None:
        dialog = await one(stage)
        await add_one(stage, dialog, stage.campaign("paused").id, "98765 43213")
        (listed,) = await dialog._leads.added.latest()
        dialog._look_up(listed.lead_id)
        await until(dialog.finder.forbid.isVisible, "the lead")
        dialog.finder.forbid.click()
        await until(lambda: "still in its campaign" in dialog.finder.said.text(), "told")
        assert await stage.context.do_not_call.entry("+919876543213") is not None
        dialog.reject()

    run(story())
