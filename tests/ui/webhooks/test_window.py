"""Webhooks are listed, added, changed and removed; what is shown is what the server has; secrets stay secret."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from app.secrets import Secret
from app.webhooks.signatures import signature_of
from tests.ui.until import until
from tests.ui.webhooks.conftest import asked, dialog_of, opened, read
from tests.ui.window import Window
from ui.dialogs.confirm import ConfirmDialog
from ui.webhooks.actions import EDIT, NEW
from ui.webhooks.check_dialog import CheckDialog
from ui.webhooks.reader import FRESH_S
from ui.webhooks.secret_dialog import SecretDialog
from ui.webhooks.window import LEAST_WIDTH, WebhooksWindow

URL = "https://hooks.example.com/dialnexa"


@pytest.fixture(autouse=True)
def _themed(scheme: object) -> None:
    pass


async def kept_by_the_server(bench: Window) -> dict[str, tuple[list[str], bool | None]]:
    """What the server has: events and state by address."""
    return {one.url: (list(one.events), one.is_active) for one in await bench.context.api.webhooks()}


def make_older(window: WebhooksWindow, seconds: float) -> None:
    """Let the list have been read earlier."""
    window.reader.known = window.reader.known._replace(read_at=window.reader.known.read_at - seconds)


def files_with(folder: Path, text: str) -> list[Path]:
    """The files that a text stands in."""
    return [file for file in folder.rglob("*") if file.is_file() and text.encode() in file.read_bytes()]


async def test_it_lists_what_the_server_has_and_reads_it_once(tmp_path: Path) -> None:
    async with Window(tmp_path) as bench:
        window = await read(bench)
        assert {one.url for one in window.model.records} == set(await kept_by_the_server(bench))
        assert window.freshness.text() == "2 webhooks · read just now"
        assert window.content.currentWidget() is window.table
        before = asked(bench)
        window.close()
        assert opened(bench) is window
        assert not window.reader.known.reading
        assert asked(bench) == before
        window.close()
        make_older(window, FRESH_S + 1)
        opened(bench)
        await until(lambda: asked(bench) == before + 1)


async def test_adding_one_gives_its_secret_out_once(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    async with Window(tmp_path) as bench:
        window = await read(bench)
        window.acts.add.trigger()
        form = window.acts.form(NEW)
        form.url.setText(URL)
        form.boxes["campaign.completed"].setChecked(True)
        form.others.setText("call_ended, ping")
        form.send_button.click()
        given = await dialog_of(window, SecretDialog)
        assert not form.isVisible()
        assert (await kept_by_the_server(bench))[URL] == (["campaign.completed", "call_ended", "ping"], True)
        assert URL in {one.url for one in window.model.records}
        assert given.field.echoMode() is QLineEdit.EchoMode.Password
        given.copy.click()
        secret = QGuiApplication.clipboard().text()
        assert len(secret) >= 40
        assert QGuiApplication.clipboard().mimeData().data("x-kde-passwordManagerHint").data() == b"secret"
        given.show_it.click()
        assert given.field.displayText() == secret
        field = given.field
        given.accept()
        assert field.text() == ""
        assert form.secret.text() == ""
        assert all(secret not in json.dumps(one.raw) for one in window.model.records)
        assert secret not in caplog.text
        assert files_with(tmp_path, secret) == []


async def test_a_secret_of_ones_own_is_not_shown_again(tmp_path: Path) -> None:
    async with Window(tmp_path) as bench:
        window = await read(bench)
        window.acts.add.trigger()
        form = window.acts.form(NEW)
        form.url.setText(URL)
        form.boxes["call.failed"].setChecked(True)
        form.secret.setText("short")
        form.send_button.click()
        assert form.secret.accessibleDescription() == "Use 8 characters or more."
        form.secret.setText("my-own-secret")
        form.send_button.click()
        await until(lambda: window.bar.text == "The webhook to hooks.example.com was added.")
        assert window.findChildren(SecretDialog) == []


async def test_what_the_server_would_refuse_is_not_sent(tmp_path: Path) -> None:
    async with Window(tmp_path) as bench:
        window = await read(bench)
        before = asked(bench)
        window.acts.add.trigger()
        form = window.acts.form(NEW)
        form.send_button.click()
        assert form.url.accessibleDescription() == "Enter the address that events are sent to."
        assert form.events_problem.text() == "Choose at least one event."
        assert form.focusWidget() is form.url
        form.url.setText("http://127.0.0.1:8000/x")
        assert "not public" in form.url.accessibleDescription()
        form.boxes["call.failed"].setChecked(True)
        assert not form.events_problem.isVisible()
        form.send_button.click()
        assert form.url.accessibleDescription() == "The address has to start with https://"
        form.reject()
        assert asked(bench) == before


async def test_what_the_server_refuses_stays_in_the_form(tmp_path: Path) -> None:
    async with Window(tmp_path) as bench:
        window = await read(bench)
        window.acts.add.trigger()
        form = window.acts.form(NEW)
        form.url.setText(URL)
        form.boxes["call.failed"].setChecked(True)
        bench.sandbox.control.order("status", status=400, path="/user-webhooks", times=1)
        form.send_button.click()
        await until(form.problem.isVisible)
        assert form.problem.text.startswith("The server did not accept this:")
        assert form.fields.isEnabled()
        assert form.url.text() == URL
        await until(form.send_button.isEnabled)
        form.send_button.click()
        await dialog_of(window, SecretDialog)


async def test_when_nobody_knows_what_became_of_it_the_list_is_read_again(tmp_path: Path) -> None:
    async with Window(tmp_path) as bench:
        window = await read(bench)
        window.acts.add.trigger()
        form = window.acts.form(NEW)
        form.url.setText(URL)
        form.boxes["call.failed"].setChecked(True)
        before = asked(bench, "GET")
        bench.sandbox.control.order("drop_after", times=1)
        form.send_button.click()
        await until(form.problem.isVisible)
        assert "It may have been done all the same" in form.problem.text
        await until(lambda: asked(bench, "GET") == before + 1 and not window.reader.known.reading)
        assert {one.url for one in window.model.records} == set(await kept_by_the_server(bench))


async def test_editing_sends_what_changed(tmp_path: Path) -> None:
    async with Window(tmp_path) as bench:
        window = await read(bench)
        chosen = window.table.selected_records()[0]
        QTest.keyClick(window.table, Qt.Key.Key_Return)
        form = window.acts.form(EDIT)
        assert form.isVisible()
        assert form.url.text() == chosen.url
        assert not form.send_button.isEnabled()
        assert form.send_button.accessibleDescription() == "Nothing is changed yet."
        assert not form.secret_field.isVisible()
        form.boxes["campaign.paused"].setChecked(True)
        form.send_button.click()
        await until(lambda: not form.isVisible())
        assert set((await kept_by_the_server(bench))[chosen.url][0]) == {*chosen.events, "campaign.paused"}
        assert "campaign.paused" in window.table.selected_records()[0].events
        window.acts.edit.trigger()
        form.replace.setChecked(True)
        assert form.secret_field.isVisible()
        await until(form.send_button.isEnabled)
        form.send_button.click()
        (await dialog_of(window, SecretDialog)).accept()


async def test_what_a_field_cannot_show_stays_as_the_server_has_it(tmp_path: Path) -> None:
    async with Window(tmp_path) as bench:
        odd = ("two words", "a,b", "x" * 300, "shop.order")
        address = "https://a.example/x"
        await bench.context.api.create_webhook(address, odd, "12345678")
        window = await read(bench)
        window.table.select_row(next(row for row, one in enumerate(window.model.records) if one.url == address))
        window.acts.edit.trigger()
        form = window.acts.form(EDIT)
        assert form.others.text() == "shop.order"
        assert not form.send_button.isEnabled()
        form.boxes["call.failed"].setChecked(True)
        form.send_button.click()
        await until(lambda: not form.isVisible())
        assert set((await kept_by_the_server(bench))[address][0]) == {*odd, "call.failed"}


async def test_turning_off_and_on(tmp_path: Path) -> None:
    async with Window(tmp_path) as bench:
        window = await read(bench)
        url = window.table.selected_records()[0].url
        assert not window.acts.turn_on.possible
        window.acts.turn_off.trigger()
        await until(lambda: window.acts.turn_on.available)
        assert (await kept_by_the_server(bench))[url][1] is False
        assert window.table.selected_records()[0].url == url
        window.acts.turn_on.trigger()
        await until(lambda: window.acts.turn_off.available)
        assert (await kept_by_the_server(bench))[url][1] is True


async def test_removing_asks_first_and_the_last_one_leaves_an_invitation(tmp_path: Path) -> None:
    async with Window(tmp_path) as bench:
        window = await read(bench)
        window.acts.remove.trigger()
        (await dialog_of(window, ConfirmDialog)).reject()
        assert asked(bench, "DELETE") == 0
        for left in (1, 0):
            await until(lambda: window.acts.remove.available)
            window.acts.remove.trigger()
            question = await dialog_of(window, ConfirmDialog)
            question.yes.click()
            await until(lambda left=left: window.model.rowCount() == left and window.refresh.available)
        assert await kept_by_the_server(bench) == {}
        assert window.empty.accessibleName() == "No webhooks yet"
        assert not window.acts.edit.possible
        window.empty.action.click()
        assert window.acts.form(NEW).isVisible()


async def test_one_that_is_gone_already_counts_as_removed(tmp_path: Path) -> None:
    async with Window(tmp_path) as bench:
        window = await read(bench)
        gone = window.table.selected_records()[0]
        await bench.context.api.delete_webhook(gone.id)
        window.acts.turn_off.trigger()
        await until(lambda: window.bar.level == "error" and window.model.rowCount() == 1)
        other = window.table.selected_records()[0]
        await bench.context.api.delete_webhook(other.id)
        window.acts.remove.trigger()
        (await dialog_of(window, ConfirmDialog)).yes.click()
        await until(lambda: window.model.rowCount() == 0)
        assert window.bar.level == "success"


async def test_refused_offline_and_cooling(tmp_path: Path) -> None:
    async with Window(tmp_path) as bench:
        window = await read(bench)
        control = bench.sandbox.control
        make_older(window, 3 * 3600)
        control.order("drop_early", times=0)
        window.refresh.trigger()
        await until(window.banner.isVisible)
        assert window.model.rowCount() == 2
        assert "The list shown was read 3 h ago." in window.banner.accessibleDescription()
        control.clear_faults()
        control.order("status", status=403, path="/user-webhooks", times=0)
        await until(lambda: window.refresh.available)
        window.refresh.trigger()
        await until(lambda: window.empty.accessibleName() == "This key may not read webhooks")
        assert window.model.rowCount() == 0
        before = asked(bench)
        window.close()
        opened(bench)
        assert not window.reader.known.reading
        assert asked(bench) == before, "no is no"
        control.clear_faults()
        await until(lambda: window.refresh.available)
        control.order("rate_limit", times=1, retry_after_s=2)
        window.empty.action.click()
        await until(lambda: window.refresh.cooling is not None)
        assert " s" in window._again.text()
        assert window.empty.accessibleDescription().startswith("Requests have to wait for")
        await until(lambda: window.model.rowCount() == 2)
        control.order("rate_limit", times=1, retry_after_s=2)
        await until(lambda: window.acts.turn_off.available)
        window.acts.turn_off.trigger()
        await until(lambda: window.acts.remove.cooling is not None)
        assert " s" in window._remove.text()
        window.acts.edit.trigger()
        assert window.acts.form(EDIT).isVisible(), "what is typed can be sent afterwards"
        await until(lambda: window.acts.turn_on.available)


async def test_a_read_only_profile_looks_and_changes_nothing(tmp_path: Path) -> None:
    async with Window(tmp_path) as bench:
        bench.desk.write_lock.set_read_only(True)
        window = await read(bench)
        assert window.model.rowCount() == 2
        before = asked(bench)
        acts = window.acts
        for command in (acts.add, acts.edit, acts.turn_on, acts.turn_off, acts.remove, acts.send_new, acts.send_edited):
            command.trigger()
            assert not command.possible
            assert command.why_not.startswith("This profile is read-only."), command.key
        assert asked(bench) == before
        assert acts.check.available


async def test_another_profile_sees_nothing_of_the_one_before(tmp_path: Path) -> None:
    async with Window(tmp_path) as bench:
        window = await read(bench)
        window.acts.edit.trigger()
        bench.window.open_context(None)
        assert window.model.rowCount() == 0
        assert not window.acts.form(EDIT).isVisible()
        assert window.empty.accessibleName() == "No profile is open"
        assert not window.acts.add.possible


async def test_checking_a_delivery(tmp_path: Path) -> None:
    async with Window(tmp_path) as bench:
        window = await read(bench)
        before = asked(bench)
        window.acts.check.trigger()
        dialog = await dialog_of(window, CheckDialog)
        assert not dialog.check.isEnabled()
        body = '{\n "name": "Asha\u00a0Rao"\n}'
        signature = signature_of(body.encode(), Secret("the-secret"))
        dialog.body.setPlainText(body)
        dialog.secret.setText("the-secret")
        dialog.signature.setText("sha256=abc")
        dialog.check.click()
        assert "64 digits" in dialog.signature.accessibleDescription()
        dialog.signature.setText(signature)
        dialog.check.click()
        assert dialog.answer.text.startswith("The signature fits")
        dialog.secret.setText("another-secret")
        assert not dialog.answer.isVisible()
        dialog.check.click()
        assert dialog.answer.text.startswith("The signature does not fit")
        assert asked(bench) == before


async def test_size_and_columns_are_remembered(tmp_path: Path) -> None:
    async with Window(tmp_path) as bench:
        window = await read(bench)
        window.resize(LEAST_WIDTH, 444)
        window.table.sort_by("events", descending=True)
        bench.window.save_state()
        other = WebhooksWindow(bench.desk, bench.window)
        other.restore_state(bench.window.state_of("webhooks"))
        assert other.size() == window.size()
        assert other.table.sorted_by == ("events", True)
        other.deleteLater()
