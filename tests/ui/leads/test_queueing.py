"""Lead actions that wait until requests are allowed: what was queued is what is sent, or nothing is."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from app.leads.single import NewLead, SingleLeads
from app.quota.snapshot import QuotaSnapshot
from tests.ui.leads.conftest import Run, Stage, until
from tests.ui.leads.test_other_ways_in import ADDING, one
from ui.dialogs.confirm import ConfirmDialog
from ui.leads.single.dialog import OneLeadDialog
from ui.when_allowed import ActionQueue
from ui.widgets.button import Button


async def wait_begins(stage: Stage, seconds: float = 2.5) -> None:
    """The server asks for a pause."""
    await stage.server.control("faults", [{"kind": "rate_limit", "retry_after_s": seconds}])
    stage.desk.tasks.start(stage.context.api.check())
    await until(lambda: stage.desk.cooldown.state is not None, "the wait")


async def calm(stage: Stage) -> None:
    """Nothing is under way any more, so that nothing goes on when the loop stops."""

    def is_calm() -> bool:
        snapshot = stage.context.governor.snapshot
        return not snapshot.in_flight and not snapshot.waiting and not stage.desk.tasks.is_running("when-allowed")

    await until(is_calm, "quiet")


def link(view: QWidget, key: str) -> Button:
    found = view.findChild(Button, f"{key}.queue")
    assert found is not None
    return found


def labels(queue: ActionQueue) -> list[str]:
    return [action.label for action in queue.actions]


def test_a_queued_upload_leaves_when_it_is_allowed(stage: Stage, run: Run[Any], clean: Path) -> None:
    async def story() -> None:
        queue = ActionQueue(stage.desk, stage.window)
        campaign = stage.campaign("paused")
        before = await stage.total(campaign)
        await stage.open(clean)
        await stage.aim(campaign)
        await wait_begins(stage)
        assert stage.page.preflight.foot.send.accessibleDescription().endswith("to queue it.")
        queue.put(stage.page.send)
        assert labels(queue) == [f"Upload 200 leads to ‘{campaign.name}’"]
        uploads = stage.uploads_seen()
        await until(lambda: stage.page.is_sent, "a result")
        assert stage.page.result.result.text() == "200 created, 0 skipped"
        assert stage.uploads_seen() == uploads + 1
        assert await stage.total(campaign) == before + 200
        assert queue.actions == ()
        await calm(stage)

    run(story())


def test_a_queued_upload_is_dropped_when_rows_or_target_are_others(
    stage: Stage, run: Run[Any], clean: Path, messy: Path
) -> None:
    async def story() -> None:
        queue = ActionQueue(stage.desk, stage.window)
        first, second = stage.campaign("paused"), stage.campaign("draft")
        uploads = stage.uploads_seen()
        await stage.open(clean)
        await stage.aim(first)
        await wait_begins(stage)
        queue.put(stage.page.send)
        stage.page.choose_campaign(second.id)
        await until(lambda: stage.page.checking.is_current and not queue.actions, "the end of the wait")
        said = (
            f"Upload 200 leads to ‘{first.name}’ was queued and is not done. The rows or the campaign are not what they"
            " were. Nothing was sent."
        )
        await until(lambda: said in stage.told, "a sentence")
        await until(lambda: stage.page.send.available, "checked for the other campaign")
        await wait_begins(stage, 5)  # long enough to open a file on a busy machine
        queue.put(stage.page.send)
        await stage.open(messy)  # other rows
        await until(lambda: not queue.actions, "the end of the wait")
        await until(lambda: any(f"‘{second.name}’ was queued and is not done." in text for text in stage.told), "told")
        assert stage.uploads_seen() == uploads
        await calm(stage)

    run(story())


def test_a_newer_wish_to_upload_replaces_the_older_one(stage: Stage, run: Run[Any], clean: Path, messy: Path) -> None:
    async def story() -> None:
        queue = ActionQueue(stage.desk, stage.window)
        campaign = stage.campaign("paused")
        await stage.open(clean)
        await stage.aim(campaign)
        await wait_begins(stage, 4)
        queue.put(stage.page.send)
        (before,) = queue.actions
        await stage.open(clean)
        stage.page.choose_campaign(campaign.id)
        await until(lambda: stage.page.send.can_wait, "checked again")
        queue.put(stage.page.send)
        (after,) = queue.actions
        assert after.label == before.label
        assert after.number != before.number, "the rows of the file that is open now"
        queue.clear()
        await calm(stage)

    run(story())


async def added(stage: Stage, number: str) -> Any:
    campaign = stage.campaign("paused")
    context = stage.context
    leads = SingleLeads(context.api, context.ledger, context.do_not_call, context.clock)
    _, lead = await leads.add(campaign, NewLead(number, "IN", "Asha Rao", {}))
    assert lead is not None
    return lead


async def looked_up(stage: Stage, lead_id: str) -> OneLeadDialog:
    dialog = await one(stage)
    dialog.show_view("find")
    dialog.finder.look_for(lead_id)
    await until(lambda: dialog.finder.removing.possible, "the lead")
    return dialog


def test_a_queued_lead_is_the_one_that_was_typed_then(stage: Stage, run: Run[Any]) -> None:
    async def story() -> None:
        queue = ActionQueue(stage.desk, stage.window)
        campaign = stage.campaign("paused")
        dialog = await one(stage)
        before = await stage.total(campaign)
        dialog.add.choose(campaign.id)
        await until(lambda: not stage.desk.tasks.is_running("leads.one.agent"), "the variables")
        queued = link(dialog, "leads.one.add")
        assert not queued.isVisible()
        dialog.add.form.number.setText("98765 43219")
        dialog.add.form.name.setText("Asha Rao")
        await wait_begins(stage)
        assert queued.isVisible()
        queued.click()
        assert labels(queue) == [f"Add Asha Rao 98765 43219 to ‘{campaign.name}’"]
        assert dialog.add.said.text() == "It is queued and leaves when requests are allowed again."
        dialog.add.form.number.setText("98765 43220")  # the next one is being typed
        await until(lambda: "was added to" in dialog.add.said.text(), "the end")
        assert dialog.add.said.text().startswith(f"Asha Rao 98765 43219 was added to {campaign.name}.")
        assert dialog.add.form.number.text() == "98765 43220"
        assert await stage.total(campaign) == before + 1
        await calm(stage)

    run(story())


def test_a_queued_removal_asks_when_its_turn_comes(stage: Stage, run: Run[Any]) -> None:
    async def story() -> None:
        queue = ActionQueue(stage.desk, stage.window)
        lead = await added(stage, "98765 43221")
        dialog = await looked_up(stage, lead.id)
        await wait_begins(stage)
        link(dialog, "leads.one.remove").click()
        assert labels(queue) == ["Remove Asha Rao"]
        await until(lambda: stage.window.findChild(ConfirmDialog, "queue.question"), "the question")
        question = stage.window.findChild(ConfirmDialog, "queue.question")
        assert question is not None
        assert question.windowTitle() == "Remove Asha Rao?"
        assert (await stage.context.api.lead(lead.id)).id == lead.id
        yes = question.findChild(Button, "queue.question.yes")
        assert yes is not None
        yes.click()
        await until(lambda: dialog.finder.said.text() == "Asha Rao is removed.", "removed")
        await calm(stage)

    run(story())


def test_a_queued_change_is_dropped_when_the_lead_has_changed_since(stage: Stage, run: Run[Any]) -> None:
    async def story() -> None:
        queue = ActionQueue(stage.desk, stage.window)
        lead = await added(stage, "98765 43222")
        dialog = await looked_up(stage, lead.id)
        finder = dialog.finder
        finder.form.name.setText("Bina")
        await wait_begins(stage)
        link(dialog, "leads.one.save").click()
        assert labels(queue) == ["Change Asha Rao"]
        base = stage.server.url
        await stage.server.control("faults", [])
        patch_name(base, stage.server.key, lead.id, "Chitra")  # somebody else, in the dashboard
        await until(lambda: "was queued and is not done" in finder.said.text(), "a sentence")
        assert finder.said.text() == (
            "Change Asha Rao was queued and is not done. The lead is not what it was. Nothing was sent."
        )
        assert (await stage.context.api.lead(lead.id)).name == "Chitra"
        await calm(stage)

    run(story())


def patch_name(base: str, key: str, lead_id: str, name: str) -> None:
    import json
    import urllib.request

    request = urllib.request.Request(
        f"{base}/campaigns-leads/{lead_id}",
        json.dumps({"name": name}).encode(),
        {"Authorization": f"Bearer {key}", "Content-Type": "application/json"},
        method="PATCH",
    )
    urllib.request.urlopen(request).close()


def test_looking_up_another_lead_does_not_break_off_a_change_under_way(stage: Stage, run: Run[Any]) -> None:
    async def story() -> None:
        lead = await added(stage, "98765 43223")
        dialog = await looked_up(stage, lead.id)
        finder = dialog.finder
        await until(lambda: not stage.desk.tasks.is_running("leads.one.find"), "all read")
        await calm(stage)
        path = f"/campaigns-leads/{lead.id}"
        await stage.server.control("faults", [{"kind": "delay", "path": path, "method": "DELETE", "delay_s": 1.0}])
        finder.remove.click()
        question = dialog.findChild(ConfirmDialog, "leads.one.remove.dialog")
        assert question is not None
        question.accept()
        await until(lambda: stage.context.governor.snapshot.in_flight, "the removal under way")
        finder.look_for("lead_of_somebody_else")
        await until(lambda: "is removed" in finder.said.text() or "is removed" in " ".join(stage.told), "the end, told")
        await calm(stage)

    run(story())


@pytest.mark.parametrize("way", ["looked up", "removed", "added", "change queued"])
def test_another_profile_in_the_middle_of_one_lead_is_no_error(stage: Stage, run: Run[Any], way: str) -> None:
    async def story() -> None:
        loop = asyncio.get_running_loop()
        failures: list[str] = []
        loop.set_exception_handler(lambda _loop, told: failures.append(f"{told['message']}: {told.get('exception')}"))
        queue = ActionQueue(stage.desk, stage.window)
        lead = await added(stage, {"looked up": "98765 43231", "removed": "98765 43232"}.get(way, "98765 43233"))
        dialog = await looked_up(stage, lead.id)
        finder = dialog.finder
        await until(lambda: not stage.desk.tasks.is_running("leads.one.find"), "all read")
        await calm(stage)
        await stage.server.control("faults", [{"kind": "delay", "path": "/campaigns*", "times": 0, "delay_s": 1.0}])
        if way == "looked up":
            finder.look_for(lead.id)
        elif way == "removed":
            finder.remove.click()
            question = dialog.findChild(ConfirmDialog, "leads.one.remove.dialog")
            assert question is not None
            question.accept()
        elif way == "added":
            dialog.show_view("add")
            dialog.add.choose(stage.campaign("paused").id)
            dialog.add.form.number.setText("98765 43234")
            await until(dialog.add.add.isEnabled, "possible")
            dialog.add.add.click()
        else:
            finder.form.name.setText("Bina")
            await wait_begins(stage)
            link(dialog, "leads.one.save").click()
            await until(lambda: not queue.actions, "its turn")
        await until(lambda: stage.context.governor.snapshot.in_flight, "under way")
        stage.desk.set_context(None)
        await stage.desk.tasks.drain()
        await asyncio.sleep(0.1)
        assert failures == []
        assert stage.unexpected == []

    run(story())


def test_a_queued_lead_waits_for_the_one_that_is_being_added(stage: Stage, run: Run[Any]) -> None:
    async def story() -> None:
        queue = ActionQueue(stage.desk, stage.window)
        campaign = stage.campaign("paused")
        before = await stage.total(campaign)
        dialog = await one(stage)
        add = dialog.add
        add.choose(campaign.id)
        await until(lambda: not stage.desk.tasks.is_running("leads.one.agent"), "the variables")
        add.form.number.setText("98765 43241")
        queued = add._capture()
        assert queued is not None
        add.form.number.setText("98765 43242")
        posts = [{"kind": "delay", "path": "/campaigns-leads", "method": "POST", "late_s": 0.5}]
        await stage.server.control("faults", posts)
        await until(add.add.isEnabled, "possible")
        add.add.click()
        await until(lambda: stage.seen()[-1] == ("POST", "/v1/campaigns-leads"), "the typed one on its way")
        # The queue had something else to do until now.
        task = queued.run()
        assert task is not None
        await asyncio.wait([task])
        assert "98765 43241 was added" in add.said.text()
        assert await stage.total(campaign) == before + 2
        assert not await stage.context.ledger.open_questions()
        queue.clear()
        await calm(stage)

    run(story())


def test_the_turn_of_a_queued_lead_does_not_break_off_another_one(stage: Stage, run: Run[Any]) -> None:
    async def story() -> None:
        queue = ActionQueue(stage.desk, stage.window)
        campaign = stage.campaign("paused")
        dialog = await one(stage)
        before = await stage.total(campaign)
        dialog.add.choose(campaign.id)
        await until(lambda: not stage.desk.tasks.is_running("leads.one.agent"), "the variables")
        dialog.add.form.number.setText("98765 43231")
        await wait_begins(stage)
        capture = dialog.add.adding.capture
        assert capture is not None
        queued = capture()
        assert queued is not None
        await until(lambda: dialog.add.adding.available, "the end of the wait")
        dialog.add.form.number.setText("98765 43232")
        dialog.add.add.click()
        queued.run()  # another action that was queued before it has just ended
        await until(lambda: "43231 was added to" in dialog.add.said.text(), "the queued one")
        await until(lambda: dialog.add.adding.available or not dialog.add.form.number.text(), "the other one")
        await calm(stage)
        assert await stage.total(campaign) == before + 2
        assert queue.actions == ()

    run(story())


def test_a_profile_may_be_left_while_a_queued_lead_is_added(stage: Stage, run: Run[Any]) -> None:
    async def story() -> None:
        failed: list[dict[str, Any]] = []
        asyncio.get_running_loop().set_exception_handler(lambda _loop, context: failed.append(context))
        campaign = stage.campaign("paused")
        dialog = await one(stage)
        dialog.add.choose(campaign.id)
        await until(lambda: not stage.desk.tasks.is_running("leads.one.agent"), "the variables")
        dialog.add.form.number.setText("98765 43233")
        await stage.server.control("faults", [{"kind": "hang", "path": ADDING}])
        capture = dialog.add.adding.capture
        assert capture is not None
        queued = capture()
        assert queued is not None
        task = queued.run()
        assert task is not None
        await until(lambda: ("POST", "/v1/campaigns-leads") in [(a, b) for a, b in stage.seen()[-2:]], "under way")
        stage.desk.set_context(None)
        await until(lambda: not isValid(dialog), "the dialog gone")
        await stage.desk.tasks.drain(5)
        assert task.done()
        assert failed == []
        assert stage.unexpected == []

    run(story())


def test_a_wait_in_another_profile_is_none_of_the_old_dialog_s_business(stage: Stage, run: Run[Any]) -> None:
    async def story() -> None:
        dialog = await one(stage)
        stage.desk.set_context(None)
        await until(lambda: not isValid(dialog), "the dialog gone")
        stage.desk.cooldown.set_snapshot(QuotaSnapshot(limit=60, remaining=0, resets_at=time.monotonic() + 60))
        stage.desk.cooldown.set_snapshot(QuotaSnapshot())

    run(story())
