"""Actions that wait: in the real window, over a real server that asks for a pause."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from app.quota.snapshot import QuotaSnapshot
from tests.ui.calls.bench import until
from tests.ui.window import Window
from ui.command import EVERYTHING, Capture, Command, Question
from ui.cooldown import Cooldown
from ui.desk import Desk
from ui.dialogs.confirm import ConfirmDialog
from ui.messages import Messages
from ui.tasks import TaskRunner
from ui.when_allowed import ActionQueue
from ui.widgets.button import Button
from ui.widgets.cooling_button import CoolingButton

# --- the queue by itself


class Small(QObject):
    """A desk with a window, and commands that note what they did."""

    def __init__(self) -> None:
        super().__init__()
        self.failures: list[BaseException] = []
        self.done: list[str] = []
        self.desk = Desk(TaskRunner(self.failures.append, self.failures.append), Messages(), Cooldown())
        self.window = QWidget()
        self.window.show()
        self.queue = ActionQueue(self.desk, self.window)
        self.selected = "A"

    def command(
        self, name: str, *, urgent: bool = False, ask: bool = False, takes_s: float = 0, **more: Any
    ) -> Command:
        command = Command(f"campaigns.{name.lower()}", name, cooldown=self.desk.cooldown, parent=self)
        command.is_urgent = urgent

        def capture() -> Capture:
            targets = tuple(more.get("targets", self.selected.split("+")))
            return bound(targets)

        def bound(targets: tuple[str, ...]) -> Capture:
            label = f"{name} {'+'.join(targets)}"

            async def work() -> None:
                self.done.append(f"{label} begins")
                await asyncio.sleep(takes_s)
                self.done.append(f"{label} ends")

            question = (lambda: Question(f"{label}?", "Now?", name)) if ask else None

            def without(gone: frozenset[str]) -> Capture | None:
                left = tuple(target for target in targets if target not in gone)
                return bound(left) if left else None

            return Capture(label, lambda: self.desk.tasks.start(work()), frozenset(targets), question, without)

        command.capture = capture
        return command

    def wait_for(self, seconds: float, *, asked: bool = True) -> None:
        """A wait begins."""
        until_ = time.monotonic() + seconds
        if asked:
            self.desk.cooldown.set_snapshot(QuotaSnapshot(paused_until=until_, pause_s=seconds))
        else:
            self.desk.cooldown.set_snapshot(QuotaSnapshot(limit=60, remaining=0, resets_at=until_))

    def end_wait(self) -> None:
        self.desk.cooldown.set_snapshot(QuotaSnapshot())

    @property
    def labels(self) -> list[str]:
        return [action.label for action in self.queue.actions]

    @property
    def question(self) -> ConfirmDialog | None:
        shown = [dialog for dialog in self.window.findChildren(ConfirmDialog) if dialog.isVisible()]
        return shown[0] if shown else None

    def answer(self, name: str) -> None:
        assert self.question is not None
        button = self.question.findChild(Button, f"queue.question.{name}")
        assert button is not None
        button.click()


@pytest.fixture
def small(scheme: object) -> Small:
    return Small()


async def test_what_is_urgent_does_not_wait_for_what_left_in_an_earlier_lull(small: Small) -> None:
    upload = small.command("Upload", takes_s=60)
    pause = small.command("Pause", urgent=True, targets=("B",))
    small.wait_for(60)
    small.queue.put(upload)
    small.end_wait()
    await until(lambda: "Upload A begins" in small.done)
    small.wait_for(60)  # the server refuses the upload and asks for another pause
    small.queue.put(pause)
    small.end_wait()
    await until(lambda: "Pause B ends" in small.done)
    assert small.labels == []
    assert "Upload A ends" not in small.done
    await small.desk.tasks.aclose()
    assert small.failures == []


async def test_order_urgent_first_and_bound_to_what_was_selected(small: Small) -> None:
    resume = small.command("Resume", takes_s=0.01)
    pause = small.command("Pause", urgent=True, takes_s=0.03)
    small.wait_for(60)
    small.queue.put(resume)
    small.selected = "B"
    small.queue.put(resume)
    small.selected = "C"
    small.queue.put(pause)
    small.selected = "D"
    assert small.labels == ["Pause C", "Resume A", "Resume B"]
    small.end_wait()
    await until(lambda: len(small.done) == 6)
    begun = [line.removesuffix(" begins") for line in small.done if line.endswith("begins")]
    assert begun == ["Pause C", "Resume A", "Resume B"]
    # One after the other, but nobody waits for what is urgent.
    assert small.done.index("Resume A begins") < small.done.index("Pause C ends")
    assert small.done.index("Resume A ends") < small.done.index("Resume B begins")
    assert small.failures == []


async def test_another_pause_keeps_what_has_not_left(small: Small) -> None:
    resume = small.command("Resume", takes_s=0.02)
    small.wait_for(60)
    for name in "AB":
        small.selected = name
        small.queue.put(resume)
    small.end_wait()
    await until(lambda: small.done == ["Resume A begins"])
    small.wait_for(60)
    await until(lambda: "Resume A ends" in small.done and not small.desk.tasks.is_running("when-allowed"))
    assert small.labels == ["Resume B"]
    small.end_wait()
    await until(lambda: small.done[-1] == "Resume B ends")


async def test_the_wait_ends_by_the_clock(small: Small) -> None:
    small.wait_for(0.15)
    small.queue.put(small.command("Resume"))
    ends_at = small.desk.cooldown.state.until if small.desk.cooldown.state else 0.0
    await until(lambda: small.done)
    assert 0 <= time.monotonic() - ends_at < 0.25


async def test_the_newest_wish_for_a_target_counts(small: Small) -> None:
    resume, pause = small.command("Resume"), small.command("Pause", urgent=True)
    stop = small.command("Stop", urgent=True, targets=(EVERYTHING,))
    small.wait_for(60)
    small.queue.put(pause)
    small.queue.put(resume)
    assert small.labels == ["Resume A"]
    assert small.desk.messages.last is not None
    assert small.desk.messages.last.text == "Resume A is queued in place of Pause A."
    small.queue.put(resume)
    assert small.labels == ["Resume A"]
    assert "queued already" in small.desk.messages.last.text
    small.selected = "A+B+C"
    small.queue.put(resume)
    small.selected = "B"
    small.queue.put(pause)
    assert small.labels == ["Pause B", "Resume A+C"]
    small.queue.put(stop)
    assert small.labels == ["Stop *"]


async def test_what_cannot_be_taken_back_asks_again_and_comes_last(small: Small) -> None:
    cancel, resume = small.command("Cancel", ask=True), small.command("Resume")
    small.wait_for(60)
    small.queue.put(cancel)
    small.selected = "B"
    small.queue.put(cancel)
    small.selected = "C"
    small.queue.put(resume)
    assert small.labels == ["Resume C", "Cancel A", "Cancel B"]
    small.end_wait()
    await until(lambda: small.question is not None)
    assert small.done == ["Resume C begins", "Resume C ends"]
    assert small.question is not None
    assert small.question.windowTitle() == "Cancel A?"
    small.answer("no")
    await until(lambda: small.question is not None and small.question.windowTitle() == "Cancel B?")
    assert small.desk.messages.last is not None
    assert small.desk.messages.last.text == "Cancel A was not done. Nothing was sent."
    small.answer("yes")
    await until(lambda: small.done[-1] == "Cancel B ends")
    assert "Cancel A begins" not in small.done


async def test_taken_out_or_another_profile_nothing_is_sent(small: Small) -> None:
    resume, cancel = small.command("Resume"), small.command("Cancel", ask=True)
    small.wait_for(60)
    action = small.queue.put(resume)
    assert action is not None
    assert small.desk.messages.last is not None
    assert small.desk.messages.last.action_text == "Take out of the queue"
    assert small.desk.messages.last.action is not None
    small.desk.messages.last.action()
    assert small.labels == []
    small.queue.take_out(action)
    assert "has left the queue already" in small.desk.messages.last.text
    small.queue.put(resume)
    small.selected = "B"
    small.queue.put(cancel)
    small.desk.set_context(None)
    assert small.labels == []
    small.end_wait()
    small.wait_for(60)
    small.queue.put(cancel)
    small.end_wait()
    await until(lambda: small.question is not None)
    small.desk.set_context(None)
    await until(lambda: small.question is None)
    assert small.done == []


async def test_only_what_waits_and_is_possible_is_offered(small: Small) -> None:
    resume, pause = small.command("Resume"), small.command("Pause", urgent=True)
    stop = small.command("Stop", urgent=True, targets=(EVERYTHING,))
    refresh = Command("campaigns.refresh", "Refresh", cooldown=small.desk.cooldown, parent=small)
    resume.set_possible(False, "It runs.")
    assert small.queue.offers() == []
    assert small.queue.put(pause) is None
    small.wait_for(60, asked=False)
    assert [capture.label for _, capture in small.queue.offers()] == ["Stop *", "Pause A"]
    assert small.queue.put(refresh) is None
    assert small.queue.put(resume) is None
    assert stop.can_wait


# --- in the window


def right_click(button: CoolingButton) -> None:
    centre = button.rect().center()
    QApplication.sendEvent(
        button, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, centre, button.mapToGlobal(centre))
    )


def hide_menus(window: QWidget) -> None:
    for menu in window.findChildren(QMenu):
        menu.hide()


def entries(window: QWidget, name: str = "") -> list[Any]:
    menus = [menu for menu in window.findChildren(QMenu, name) if menu.isVisible()]
    return menus[0].actions() if menus else []


async def test_a_queued_action_leaves_for_what_was_selected_then(tmp_path: Path, scheme: object) -> None:
    async with Window(tmp_path) as bench:
        wanted, other = bench.campaign("running"), bench.campaign("running", 1)
        bench.page.show_campaign(wanted.id)
        bench.sandbox.control.order("rate_limit", retry_after_s=3)
        bench.page.refresh.trigger()
        await until(lambda: bench.desk.cooldown.state is not None)
        banner = bench.late.banner
        assert banner.isVisible()
        button = bench.page.findChild(CoolingButton, "campaigns.pause")
        assert button is not None
        assert not button.isEnabled()
        assert button.accessibleDescription().endswith("Right-click it, or press Ctrl+K, to queue it.")
        right_click(button)
        offered = entries(bench.window, "queue.menu")
        assert [entry.text() for entry in offered] == [f"When allowed: Pause ‘{wanted.name}’"]
        offered[0].trigger()
        assert bench.told[-1] == f"Pause ‘{wanted.name}’ is queued and leaves first when requests are allowed again."
        chip = banner.findChild(QWidget, "queue.chip")
        assert chip is not None
        assert chip.accessibleName() == f"When allowed: Pause ‘{wanted.name}’"
        bench.page.show_campaign(other.id)
        before = bench.sandbox.control.requests()[-1].number
        await until(lambda: not bench.late.queue.actions)
        await until(lambda: bench.sandbox.control.campaign(wanted.id)["status"] == "paused")
        await until(lambda: f"{wanted.name} was paused" in bench.told[-1])
        assert bench.sandbox.control.campaign(other.id)["status"] == "running"
        changes = [seen for seen in bench.sandbox.control.requests(before) if seen.method != "GET"]
        assert len(changes) == 1
        assert wanted.id in changes[0].path
        assert not banner.isVisible()


async def test_what_reads_the_same_but_is_for_others_is_queued_too(tmp_path: Path, scheme: object) -> None:
    async with Window(tmp_path) as bench:
        one, two = bench.campaign("running"), bench.campaign("running", 1)
        bench.context.campaigns.put(msgspec.structs.replace(two, name=one.name))
        bench.page.show_campaign(one.id)
        bench.sandbox.control.order("rate_limit", retry_after_s=3)
        bench.desk.tasks.start(bench.context.api.check())
        await until(lambda: bench.desk.cooldown.state is not None)
        bench.late.queue.put(bench.page.pause)
        bench.page.show_campaign(two.id)
        bench.late.queue.put(bench.page.pause)
        assert [action.capture.targets for action in bench.late.queue.actions] == [{one.id}, {two.id}]
        for campaign in (one, two):
            await until(lambda key=campaign.id: bench.sandbox.control.campaign(key)["status"] == "paused")
        await until(lambda: not bench.late.queue.actions and not bench.context.governor.snapshot.in_flight)


async def test_the_queue_is_reached_by_keyboard_in_a_used_up_window(tmp_path: Path, scheme: object) -> None:
    async with Window(tmp_path) as bench:
        wanted = bench.campaign("paused")
        bench.page.show_campaign(wanted.id)
        now = time.monotonic()
        used_up = QuotaSnapshot(limit=60, remaining=0, resets_at=now + 60, opens_at=now + 60)
        bench.quota_is(used_up)
        assert not bench.late.banner.isVisible()
        QTest.keyClick(bench.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
        await until(bench.late.palette.search.hasFocus)
        QTest.keyClicks(bench.late.palette.search, "resume")
        QTest.keyClick(bench.late.palette.search, Qt.Key.Key_Return)
        assert [action.label for action in bench.late.queue.actions] == [f"Resume ‘{wanted.name}’"]
        banner = bench.late.banner
        assert banner.isVisible()
        assert banner.lines()[0].startswith("All requests of this window are used up, until ")
        cross = banner.findChild(QWidget, "queue.chip").findChild(Button)  # type: ignore[union-attr]
        assert cross is not None
        cross.setFocus()
        QTest.keyClick(cross, Qt.Key.Key_Space)
        assert bench.late.queue.actions == ()
        assert not banner.isVisible()
        assert bench.told[-1] == f"Resume ‘{wanted.name}’ was taken out of the queue. Nothing was sent."


async def test_the_banner_shows_places_and_what_does_not_fit(tmp_path: Path, scheme: object) -> None:
    async with Window(tmp_path) as bench:
        names = []
        bench.quota_is(QuotaSnapshot(paused_until=time.monotonic() + 60, pause_s=60))
        for status, number in (("paused", 0), ("paused", 1), ("running", 0)):
            campaign = bench.campaign(status, number)
            names.append(campaign.name)
            bench.page.show_campaign(campaign.id)
            bench.late.queue.put(bench.page.resume if status == "paused" else bench.page.pause)
        banner = bench.late.banner
        chips = [chip for chip in banner.findChildren(QWidget, "queue.chip") if chip.isVisible()]
        assert [chip.accessibleName() for chip in chips] == [
            f"When allowed, first: Pause ‘{names[2]}’",
            f"then: Resume ‘{names[0]}’",
        ]
        assert banner.more.isVisible()
        assert banner.more.accessibleName() == "1 more queued actions"
        banner.more.click()
        listed = [entry.text() for entry in entries(banner)]
        assert listed == [
            f"1. Take out: Pause ‘{names[2]}’",
            f"2. Take out: Resume ‘{names[0]}’",
            f"3. Take out: Resume ‘{names[1]}’",
        ]
        entries(banner)[2].trigger()
        hide_menus(banner)
        assert not banner.more.isVisible()
        banner.offer.click()
        offered = {entry.text(): entry.isChecked() for entry in entries(banner) if entry.isEnabled()}
        assert offered == {
            "Stop everything": False,
            f"Pause ‘{names[2]}’": True,
            f"Cancel campaign ‘{names[2]}’": False,
        }
        hide_menus(banner)


async def test_stop_everything_and_cancel_leave_the_queue(tmp_path: Path, scheme: object) -> None:
    async with Window(tmp_path) as bench:
        wanted = bench.campaign("paused")
        bench.page.show_campaign(wanted.id)
        bench.sandbox.control.order("rate_limit", retry_after_s=3)
        bench.page.refresh.trigger()
        await until(lambda: bench.desk.cooldown.state is not None)
        banner = bench.late.banner
        banner.offer.click()
        entries(banner)[0].trigger()
        hide_menus(banner)
        bench.late.queue.put(bench.page.cancel)
        bench.page.show_campaign(bench.campaign("paused", 1).id)
        assert [action.label for action in bench.late.queue.actions] == [
            "Stop everything",
            f"Cancel campaign ‘{wanted.name}’",
        ]
        await until(lambda: bench.window.findChild(ConfirmDialog, "queue.question") is not None)
        question = bench.window.findChild(ConfirmDialog, "queue.question")
        assert question is not None
        assert wanted.name in question.windowTitle()
        yes = question.findChild(Button, "queue.question.yes")
        assert yes is not None
        yes.click()
        control = bench.sandbox.control
        await until(lambda: control.campaign(wanted.id)["status"] == "cancelled")
        running = [one.id for one in bench.page.model.all_records if one.status == "running"]
        await until(lambda: all(control.campaign(one)["status"] == "paused" for one in running))
        await until(lambda: not bench.desk.tasks.is_running("campaigns.stop_all"))
