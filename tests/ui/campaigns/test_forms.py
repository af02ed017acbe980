"""The forms for a new campaign and for changing one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QWidget,
)

from app.quota.priorities import Activity, Priority
from tests.ui.campaigns.bench import Bench, until
from ui.campaigns.new_dialog import NewCampaignDialog
from ui.campaigns.start_field import StartField, zone_name
from ui.when_allowed import ActionQueue

NAME = "Loan offers · July"
POST = ("POST", "/v1/campaigns")


async def open_form(bench: Bench) -> NewCampaignDialog:
    bench.page.new.trigger()
    form = bench.page.acts.new_form()
    await until(lambda: form.fields.agent.count() and form.fields.caller.count())
    return form


async def filled(bench: Bench) -> NewCampaignDialog:
    form = await open_form(bench)
    form.fields.name.setText(NAME)
    form.fields.agent.setCurrentIndex(0)
    form.fields.calls.setValue(7)
    form.fields.retries.setValue(3)
    form.fields.wait.setValue(45)
    return form


# --- new


async def test_a_campaign_is_made_selected_and_told() -> None:
    async with Bench() as bench:
        form = await filled(bench)
        bench.page.acts.create.trigger()
        await until(lambda: not form.isVisible())
        campaign = bench.page.selected()
        assert campaign is not None
        assert (campaign.name, campaign.max_concurrent_calls, campaign.max_retries) == (NAME, 7, 3)
        assert [one.name for one in bench.page.chosen()] == [NAME]
        kind, text = bench.told[-1]
        assert kind == "success"
        assert text.startswith(f"{NAME} was created at ")
        assert text.endswith("The server says: running.")
        assert bench.changes() == [POST]
        assert form.fields.name.text() == ""


async def test_the_button_opens_the_form_and_is_not_blocking() -> None:
    async with Bench() as bench:
        bench.find(QPushButton, "campaigns.new").click()
        assert bench.dialog() is bench.page.acts.new_form()
        assert bench.dialog().isModal()


async def test_it_says_before_sending_that_it_may_start_by_itself() -> None:
    async with Bench() as bench:
        form = await open_form(bench)
        assert form.advice.isVisible()
        assert "may start by itself at once" in form.advice.text
        form.fields.start.on_date.setChecked(True)
        assert "may start by itself at once" not in form.advice.text
        assert "Calls begin by themselves on" in form.advice.text


async def test_what_is_missing_is_marked_and_nothing_is_sent() -> None:
    async with Bench() as bench:
        form = await open_form(bench)
        bench.page.acts.create.trigger()
        assert bench.changes() == []
        assert "needs a name" in form.fields.name.accessibleDescription()
        assert form.fields.name.property("invalid") is True
        form.fields.name.setText("x" * 60)
        assert form.fields.name.text() == "x" * 35
        assert form.fields.name.property("invalid") is False


async def test_published_agents_with_version_language_and_what_they_expect() -> None:
    async with Bench() as bench:
        form = await open_form(bench)
        entries = [form.fields.agent.itemText(place) for place in range(form.fields.agent.count())]
        assert "Lending assistant · v7 · Hindi" in entries
        assert not any("Welcome calls" in entry for entry in entries)  # never published
        form.fields.agent.setCurrentIndex(entries.index("Lending assistant · v7 · Hindi"))
        assert "Expects: name, loan_amount, city" in form.fields.agent.accessibleDescription()
        # Its own number is offered, until another one is chosen by hand.
        assert form.fields.number == "+918047182260"


async def test_a_start_on_a_date_is_sent_in_utc() -> None:
    async with Bench() as bench:
        form = await filled(bench)
        wanted = (datetime.now(UTC) + timedelta(days=2)).replace(hour=6, minute=30, second=0, microsecond=0)
        form.fields.start.set_value(wanted)
        bench.page.acts.create.trigger()
        await until(lambda: not form.isVisible())
        campaign = bench.page.selected()
        assert campaign is not None
        assert campaign.scheduled_at == wanted
        assert bench.truth()[campaign.id] == "active"


async def test_a_start_in_the_past_is_not_sent() -> None:
    async with Bench() as bench:
        form = await filled(bench)
        form.fields.start.set_value(datetime.now(UTC) - timedelta(hours=2))
        bench.page.acts.create.trigger()
        assert bench.changes() == []
        assert form.fields.start.day.accessibleDescription() == "This time has passed."


async def test_a_refusal_is_shown_line_by_line_and_nothing_typed_is_lost() -> None:
    async with Bench() as bench:
        bench.sandbox.control.set(concurrency=4)
        form = await filled(bench)
        bench.page.acts.create.trigger()
        await until(lambda: form.problem.text)
        assert "max_concurrent_calls must be between 1 and 4" in form.problem.text
        assert form.problem.accessibleName() == form.problem.text
        assert form.isVisible()
        assert form.fields.name.text() == NAME
        assert form.fields.calls.value() == 7
        assert form.fields.isEnabled()
        form.reject()
        bench.page.new.trigger()
        assert form.fields.name.text() == NAME  # closing forgets nothing either
        form.fields.calls.setValue(4)
        await until(lambda: bench.page.acts.create.available)
        bench.page.acts.create.trigger()
        await until(lambda: not form.isVisible())
        assert bench.changes() == [POST, POST]


async def test_made_without_an_answer_it_is_found_and_told() -> None:
    async with Bench() as bench:
        bench.sandbox.control.order("drop_after", method="POST", path="/campaigns")
        form = await filled(bench)
        bench.page.acts.create.trigger()
        await until(lambda: not form.isVisible())
        assert bench.told[-1][0] == "warning"
        assert "no usable answer" in bench.told[-1][1]
        assert "not sent twice" in bench.told[-1][1]
        selected = bench.page.selected()
        assert selected is not None
        assert selected.name == NAME
        assert bench.changes() == [POST]


async def test_not_found_it_offers_to_look_and_never_sends_by_itself() -> None:
    async with Bench() as bench:
        bench.sandbox.control.order("drop_before", method="POST", path="/campaigns")
        form = await filled(bench)
        bench.page.acts.create.trigger()
        await until(lambda: form.is_unclear)
        assert "not known whether the server made" in form.problem.text
        assert not form.send_button.isVisible()
        assert form.look_button.isVisible()
        assert not form.fields.isEnabled()
        bench.page.acts.create.trigger()  # the command of the hidden button, from wherever
        reads = sum(one.path == "/v1/campaigns" for one in bench.sandbox.control.requests())
        form.look_button.click()
        await until(lambda: bench.page.acts.look.available)
        assert sum(one.path == "/v1/campaigns" for one in bench.sandbox.control.requests()) > reads
        assert bench.changes() == [POST]
        form.back_button.click()
        assert form.fields.name.text() == NAME
        bench.page.acts.create.trigger()
        await until(lambda: not form.isVisible())
        assert bench.changes() == [POST, POST]


async def test_new_stays_on_while_limited_and_the_forms_button_cools() -> None:
    async with Bench() as bench:
        form = await filled(bench)
        bench.sandbox.control.order("rate_limit", path="/campaigns", retry_after_s=1)
        bench.page.refresh.trigger()
        await until(lambda: bench.desk.cooldown.state is not None)
        assert bench.page.new.available
        assert not bench.page.acts.create.available
        assert form.send_button.is_cooling
        assert form.send_button.text().startswith("Create campaign · ")
        await until(lambda: bench.desk.cooldown.state is None)
        assert bench.page.acts.create.available


async def test_agents_can_be_read_again() -> None:
    async with Bench() as bench:
        form = await open_form(bench)

        def reads() -> int:
            return sum("agents" in one.path for one in bench.sandbox.control.requests())

        before = reads()
        bench.page.acts.reload.trigger()
        await until(lambda: bench.page.acts.reload.available)
        assert reads() == before + 1
        assert form.fields.agent.count() == 6


async def test_another_profile_finds_an_empty_form() -> None:
    async with Bench() as bench:
        form = await filled(bench)
        bench.desk.set_context(None)
        assert not form.isVisible()
        assert form.fields.name.text() == ""


async def test_a_creation_that_another_profile_breaks_off_is_told() -> None:
    async with Bench() as bench:
        await filled(bench)
        bench.sandbox.control.order("hang", path="/campaigns", method="POST")
        bench.page.acts.create.trigger()
        await until(lambda: bench.changes() == [POST])
        assert bench.page.unfinished().startswith("The campaign Loan offers · July is being created. Leaving now")
        bench.desk.set_context(None)
        await bench.desk.tasks.drain()
        assert bench.told[-1] == (
            "warning",
            "Creating Loan offers · July was broken off, so it is not known whether the server made it. Look at the "
            "campaigns of Test before you create it anew.",
        )
        assert bench.page.unfinished() == ""


async def test_a_creation_that_is_broken_off_before_it_left_says_so() -> None:
    async with Bench() as bench:
        await filled(bench)
        governor = bench.engine.governor
        async with governor.turn(Priority.INTERACTIVE, Activity.YOU) as turn:
            bench.page.acts.create.trigger()
            turn.observe(429, {"retry-after": "60"})
        await until(lambda: governor.snapshot.waiting == 1)
        bench.desk.set_context(None)
        await bench.desk.tasks.drain()
        assert bench.changes() == []
        assert bench.told[-1] == ("info", "Loan offers · July was not created: nothing was sent.")


async def test_a_creation_that_ends_when_another_profile_is_wanted_is_told_too() -> None:
    async with Bench() as bench:
        await filled(bench)
        bench.sandbox.control.order("delay", path="/campaigns", method="POST", delay_s=0.3)
        bench.page.acts.create.trigger()
        await until(lambda: bench.changes() == [POST])
        bench.desk.set_context(None)
        await until(lambda: bench.told and bench.told[-1][1] == "Loan offers · July was created in Test.")


async def test_a_campaign_is_created_when_that_is_allowed_as_it_was_typed_then() -> None:
    async with Bench() as bench:
        queue = ActionQueue(bench.desk, bench.window)
        form = await filled(bench)
        assert not form.queue.isVisible()
        width = form.width()
        bench.sandbox.control.order("rate_limit", path="/campaigns", retry_after_s=1)
        bench.page.refresh.trigger()
        await until(lambda: bench.desk.cooldown.state is not None)
        await until(form.queue.isVisible)
        assert form.width() == width, "nothing moves"
        assert form.queue.isVisible()
        form.queue.click()
        assert [action.label for action in queue.actions] == [f"Create ‘{NAME}’"]
        assert not form.isVisible()
        form.fields.name.setText("Another one")
        await until(lambda: bench.changes() == [POST])
        await until(lambda: bench.told[-1][0] == "success")
        made = [one for one in bench.sandbox.control.state()["campaigns"] if one["name"] == NAME]
        assert len(made) == 1
        assert form.fields.name.text() == "Another one", "what is being typed stays"


async def test_a_queued_campaign_whose_name_is_taken_meanwhile_is_dropped() -> None:
    async with Bench() as bench:
        ActionQueue(bench.desk, bench.window)
        form = await filled(bench)
        bench.sandbox.control.order("rate_limit", path="/campaigns", retry_after_s=1)
        bench.page.refresh.trigger()
        await until(lambda: bench.desk.cooldown.state is not None)
        form.queue.click()
        taken = msgspec.structs.replace(bench.engine.campaigns.records[0], id="cmp_new", name=NAME)
        bench.engine.campaigns.put(taken)
        await until(lambda: "is not done" in bench.told[-1][1])
        assert bench.told[-1][1] == (
            f"Create ‘{NAME}’ was queued and is not done. There is a campaign of this name now. Nothing was sent."
        )
        assert bench.changes() == []


async def test_a_queued_campaign_waits_for_the_same_one_that_is_being_created() -> None:
    async with Bench() as bench:
        form = await filled(bench)
        queued = form._capture()
        assert queued is not None
        bench.sandbox.control.order("delay", path="/campaigns", method="POST", late_s=0.5)
        bench.page.acts.create.trigger()
        await until(lambda: bench.changes() == [POST])
        # The queue had something else to do until now.
        task = queued.run()
        assert task is not None
        await task
        assert bench.changes() == [POST], "never made twice"
        assert any("There is a campaign of this name now." in text for _, text in bench.told)
        assert not form.isVisible()


# --- edit


async def test_only_what_the_state_allows_can_be_edited() -> None:
    async with Bench() as bench:
        bench.select("running")
        bench.page.edit.trigger()
        form = bench.page.acts.edit_form()
        await until(lambda: form.fields.agent.currentText().count("·") == 2)
        assert not form.fields.agent.isEnabled()
        assert form.fields.agent.accessibleDescription() == "The agent is locked since the first call was placed."
        assert not form.fields.caller.isEnabled()
        assert form.fields.caller.currentText().startswith("+91 ")
        assert not bench.page.acts.save.possible
        form.reject()
        bench.select("draft")
        bench.page.edit.trigger()
        assert form.fields.agent.isEnabled()
        form.reject()
        bench.select("completed")
        assert not bench.page.edit.possible
        assert bench.page.edit.why_not == "This campaign is completed; nothing can be changed any more."


async def test_an_edit_shows_what_the_server_says_afterwards() -> None:
    async with Bench() as bench:
        (campaign,) = bench.select("paused")
        bench.page.edit.trigger()
        form = bench.page.acts.edit_form()
        form.fields.calls.setValue(3)
        assert bench.page.acts.save.possible
        form.fields.calls.setValue(campaign.max_concurrent_calls or 0)
        assert not bench.page.acts.save.possible
        form.fields.calls.setValue(3)
        bench.page.acts.save.trigger()
        await until(lambda: not form.isVisible())
        after = bench.page.model.record(campaign.id)
        assert after is not None
        assert (after.max_concurrent_calls, after.name, after.max_retries) == (3, campaign.name, campaign.max_retries)
        assert bench.told[-1][1].startswith(f"{campaign.name} was changed at ")
        assert bench.changes() == [("PATCH", f"/v1/campaigns/{campaign.id}")]


async def test_a_refused_edit_keeps_the_form() -> None:
    async with Bench() as bench:
        bench.select("paused")
        bench.page.edit.trigger()
        form = bench.page.acts.edit_form()
        bench.sandbox.control.set(concurrency=2)
        form.fields.name.setText("Renamed")
        form.fields.calls.setValue(9)
        bench.page.acts.save.trigger()
        await until(lambda: form.problem.text)
        assert "max_concurrent_calls must be between 1 and 2" in form.problem.text
        assert form.fields.name.text() == "Renamed"


async def test_a_change_that_the_server_ignored_is_told() -> None:
    async with Bench() as bench:
        (campaign,) = bench.select("paused")
        body = f'{{"id": "{campaign.id}", "name": "Renamed"}}'
        bench.sandbox.control.order("wrong_shape", method="PATCH", body=body)
        bench.page.edit.trigger()
        form = bench.page.acts.edit_form()
        form.fields.name.setText("Renamed")
        bench.page.acts.save.trigger()
        await until(lambda: not form.isVisible())
        assert bench.told[-1][0] == "warning"
        assert bench.told[-1][1].endswith("but did not make it: name.")


# --- both


async def test_every_control_of_the_forms_is_named_and_nothing_is_cut() -> None:
    async with Bench() as bench:
        await open_form(bench)
        bench.page.acts.new_form().reject()
        bench.select("running")
        bench.page.edit.trigger()
        kinds = (QPushButton, QComboBox, QLineEdit, QAbstractSpinBox, QRadioButton)
        for dialog in (bench.page.acts.new_form(), bench.page.acts.edit_form()):
            for kind in kinds:
                for control in dialog.findChildren(kind):
                    inner = control.objectName() == "qt_spinbox_lineedit"
                    named = control.accessibleName() or (isinstance(control, QAbstractButton) and control.text())
                    assert inner or named, control.objectName()
            for button in dialog.findChildren(QPushButton):
                if button.isVisible():
                    assert button.width() >= button.sizeHint().width(), button.text()
            assert dialog.sizeHint().height() <= 700


def test_the_start_is_this_computers_time_and_leaves_in_utc(qapp: object, monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    monkeypatch.setenv("TZ", "Asia/Kolkata")
    time.tzset()
    try:
        field = StartField()
        assert field.value is None
        field.set_value(datetime(2027, 6, 15, 3, 30, tzinfo=UTC))
        assert (field.time.time().hour(), field.time.time().minute()) == (9, 0)
        assert field.value == datetime(2027, 6, 15, 3, 30, tzinfo=UTC)
        note = field.time.accessibleDescription()
        assert "15 Jun 2027 09:00 IST (UTC+05:30)" in note
        assert "In UTC: 03:30" in note
        assert zone_name() == "IST (UTC+05:30)"
    finally:
        monkeypatch.undo()
        time.tzset()
    assert isinstance(field, QWidget)
