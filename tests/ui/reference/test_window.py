"""Looking costs nothing, reading costs what is said; what is shown is this profile's, and says how old it is."""

from __future__ import annotations

import asyncio
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableView

from app.context import Context
from app.models import Agent
from app.reference.cache import MAX_AGE_S, Kind
from app.sandbox import hostile
from app.sandbox.options import DEMO_KEY
from app.sandbox.server import SandboxServer
from app.secrets import Secret
from app.settings import Profile
from tests.ui.inspection import problems_of
from tests.ui.reference.conftest import asked, opened, read
from tests.ui.until import until
from tests.ui.window import Window
from ui import texts
from ui.reference.details import DetailPanel
from ui.reference.reader import STAY_S
from ui.reference.window import ReferenceWindow
from ui.reference.words import words
from ui.translation import use_language


@pytest.fixture(autouse=True)
def _themed(scheme: object) -> None:
    pass


def age_copies(bench: Window, seconds: float) -> None:
    """Make every copy older than it is, in memory."""
    copies = bench.context.reference._copies
    for kind, copy in copies.items():
        copies[kind] = msgspec.structs.replace(copy, saved_at=copy.saved_at - seconds)


async def passed(bench: Window, seconds: float = STAY_S) -> None:
    """Let a moment pass in which something would have been asked for, had it been wanted."""
    until_s = asyncio.get_running_loop().time() + 2 * seconds
    await until(lambda: asyncio.get_running_loop().time() > until_s)


async def test_every_kind_is_read_once_and_then_looked_at_for_nothing(tmp_path: Path) -> None:
    async with Window(tmp_path) as bench:
        await until(lambda: bench.page.knows_agents)
        window = opened(bench)
        for kind in Kind:
            before = asked(bench)
            cached = await read(window, kind)
            wanted = 0 if kind is Kind.AGENTS else bench.context.reference.requests_for(kind, len(cached.items))
            assert asked(bench) - before <= max(1, wanted), kind
            table = window.content.currentWidget()
            assert isinstance(table, QTableView)
            assert table.model().rowCount() == len(cached.items)
            assert window.freshness.text() == f"{words(kind).counted(len(cached.items))} · read just now"
            assert window.details.record in cached.items
        before = asked(bench)
        assert before == len(Kind), "one page each, the agents once for the campaigns and this window together"
        window.close()
        assert opened(bench) is window
        for kind in Kind:
            window.kinds.choose(kind)
        await passed(bench)
        assert asked(bench) == before


async def test_copies_on_the_disk_are_shown_at_once_with_their_age(tmp_path: Path) -> None:
    async with Window(tmp_path) as bench:
        window = opened(bench)
        for kind in Kind:
            await read(window, kind)
        age_copies(bench, 3 * 3600 + 5)
        for kind in Kind:
            await bench.context.reference._save(kind, bench.context.reference._copies[kind])
        bench.context.reference._copies.clear()  # as after a restart
        before = bench.sandbox.control.request_count
        bench.window.open_context(None)
        assert window.reader.state(Kind.VOICES).cached is None
        window.kinds.choose(Kind.VOICES)
        other = await Context.open(bench.context.profile, Secret(DEMO_KEY), tmp_path)
        bench.desk.context = other
        window._on_context_changed()
        await until(lambda: window.reader.state(Kind.TRANSCRIBERS).cached is not None)
        assert window.freshness.text() == "12 voices · read 3 h ago"
        counts = [window.kinds.item(row).data(Qt.ItemDataRole.UserRole + 1) for row in range(6)]
        assert counts == ["7", "7", "12", "9", "4", "3"]
        await passed(bench)
        assert bench.sandbox.control.request_count == before
        await other.aclose()


async def test_passing_through_the_list_reads_nothing(tmp_path: Path) -> None:
    async with Window(tmp_path) as bench:
        window = opened(bench)
        await read(window, Kind.AGENTS)
        before = asked(bench)
        window.kinds.setFocus()
        for _ in range(5):
            QTest.keyClick(window.kinds, Qt.Key.Key_Down)
        assert window.empty.accessibleName() == "Reading transcribers…"
        await read(window, Kind.TRANSCRIBERS)
        assert asked(bench) == before + 1
        assert asked(bench, Kind.TRANSCRIBERS) == 1


async def test_refresh_reads_the_kind_in_front_and_nothing_else(tmp_path: Path) -> None:
    async with Window(tmp_path) as bench:
        window = opened(bench)
        await read(window, Kind.AGENTS)
        await read(window, Kind.LANGUAGES)
        assert "1 request" in window._again.accessibleDescription()
        age_copies(bench, 7200)
        window.kinds.choose(Kind.AGENTS)
        window.kinds.choose(Kind.LANGUAGES)
        await until(lambda: "read 2 h ago" in window.freshness.text())
        before, languages = asked(bench), asked(bench, Kind.LANGUAGES)
        QTest.keyClick(window, Qt.Key.Key_F5)
        assert not window.refresh.available
        assert "reading again…" in window.freshness.text()
        await until(lambda: "read just now" in window.freshness.text())
        assert (asked(bench), asked(bench, Kind.LANGUAGES)) == (before + 1, languages + 1)
        assert window.refresh.available


async def test_an_old_copy_is_shown_while_it_is_read_anew(tmp_path: Path) -> None:
    async with Window(tmp_path) as bench:
        window = opened(bench)
        await read(window, Kind.VOICES)
        window.kinds.choose(Kind.AGENTS)
        age_copies(bench, MAX_AGE_S + 60)
        before = asked(bench, Kind.VOICES)
        window.kinds.choose(Kind.VOICES)
        assert window.content.currentWidget() is window.view(Kind.VOICES)[0]
        await until(lambda: asked(bench, Kind.VOICES) == before + 1 and "just now" in window.freshness.text())


async def test_offline_the_old_copy_stays_and_says_so(tmp_path: Path) -> None:
    async with Window(tmp_path) as bench:
        window = opened(bench)
        await read(window, Kind.VOICES)
        rows = window.view(Kind.VOICES)[1].rowCount()
        age_copies(bench, 5 * 3600)
        window.reader.look(Kind.VOICES)
        await until(lambda: "5 h ago" in window.freshness.text())
        bench.sandbox.control.order("drop_early", times=0)
        window.refresh.trigger()
        await until(window.banner.isVisible)
        assert window.view(Kind.VOICES)[1].rowCount() == rows
        assert window.content.currentWidget() is window.view(Kind.VOICES)[0]
        assert "broke off" in window.banner.accessibleName()
        assert "The copy shown was read 5 h ago." in window.banner.accessibleDescription()
        window.kinds.choose(Kind.LLMS)
        assert not window.banner.isVisible()
        await until(lambda: window.empty.accessibleName() == "Language models could not be read")
        assert window.empty.action.text() == "Try again"
        bench.sandbox.control.clear_faults()
        await until(lambda: window.refresh.available)
        window.empty.action.click()
        await until(lambda: window.view(Kind.LLMS)[1].rowCount() == 4)
        window.kinds.choose(Kind.VOICES)
        assert window.banner.isVisible()
        window.refresh.trigger()
        await until(lambda: not window.banner.isVisible())


async def test_what_the_key_may_not_read_is_not_shown(tmp_path: Path) -> None:
    async with Window(tmp_path) as bench:
        window = opened(bench)
        await read(window, Kind.PHONE_NUMBERS)
        bench.sandbox.control.order("status", status=403, path="/organization-phone-numbers", times=0)
        window.refresh.trigger()
        await until(lambda: window.empty.accessibleName() == "This key may not read phone numbers")
        assert window.content.currentWidget() is window.empty
        assert window.view(Kind.PHONE_NUMBERS)[1].total == 0
        assert window.details.record is None
        before = asked(bench)
        window.kinds.choose(Kind.AGENTS)
        window.kinds.choose(Kind.PHONE_NUMBERS)
        await passed(bench)
        assert window.empty.accessibleName() == "This key may not read phone numbers"
        assert asked(bench) == before, "no is no"
        bench.sandbox.control.clear_faults()
        window.empty.action.click()
        await until(lambda: window.view(Kind.PHONE_NUMBERS)[1].total == 7)


async def test_a_cooldown_greys_refresh_and_says_until_when(tmp_path: Path) -> None:
    async with Window(tmp_path) as bench:
        window = opened(bench)
        await read(window, Kind.AGENTS)
        bench.sandbox.control.order("rate_limit", retry_after_s=2)
        before = asked(bench)
        window.refresh.trigger()
        await until(lambda: window.refresh.cooling is not None)
        window.kinds.choose(Kind.VOICES)  # missing: it waits by itself
        assert not window._again.isEnabled()
        assert " s" in window._again.text()
        assert "The server asked for a pause." in window._again.accessibleDescription()
        await until(lambda: "Requests have to wait for" in window.empty.accessibleDescription())
        assert asked(bench) == before + 1, "nothing is sent meanwhile"
        await until(lambda: window.view(Kind.VOICES)[1].rowCount() == 12)
        await until(lambda: window.refresh.available)


async def test_search_and_sort(tmp_path: Path) -> None:
    async with Window(tmp_path) as bench:
        window = opened(bench)
        await read(window, Kind.VOICES)
        await read(window, Kind.AGENTS)
        QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
        assert window.search.hasFocus()
        QTest.keyClicks(window.search, "hindi")
        titles = [record.title for record in window.view(Kind.AGENTS)[1].records]  # type: ignore[attr-defined]
        assert "Survey" in titles
        assert "Renewals" not in titles
        assert window.details.record in window.view(Kind.AGENTS)[1].records
        window.kinds.choose(Kind.VOICES)
        window.search.setText("sarvam")
        assert {voice.provider for voice in window.view(Kind.VOICES)[1].records} == {"sarvam"}  # type: ignore[attr-defined]
        window.search.setText("no such thing")
        assert window.empty.accessibleName() == "No voice matches the search"
        assert window.details.record is None
        window.empty.action.click()
        assert window.search.text() == ""
        table, model = window.view(Kind.VOICES)
        table.sort_by("name")
        names = [record.name for record in model.records]  # type: ignore[attr-defined]
        assert names == sorted(names, key=str.casefold)
        await read(window, Kind.PHONE_NUMBERS)
        number = window.view(Kind.PHONE_NUMBERS)[1].records[0].number  # type: ignore[attr-defined]
        window.search.setText(number[-6:])
        assert window.view(Kind.PHONE_NUMBERS)[1].rowCount() == 1
        QTest.keyClick(window.search, Qt.Key.Key_Escape)
        assert window.isVisible()
        QTest.keyClick(window.search, Qt.Key.Key_Escape)
        assert not window.isVisible()


@pytest.mark.parametrize("first", [Kind.PHONE_NUMBERS, Kind.AGENTS])
async def test_all_of_it_is_reached_by_tab(tmp_path: Path, first: Kind) -> None:
    async with Window(tmp_path) as bench:
        window = opened(bench)
        await until(window.isActiveWindow)
        await read(window, first)
        await read(window, Kind.PHONE_NUMBERS)
        await read(window, Kind.AGENTS)
        window.kinds.setFocus()
        passed_by = []
        for _ in range(8):
            focus = window.focusWidget()
            assert focus is not None
            passed_by.append(focus.objectName())
            QTest.keyClick(focus, Qt.Key.Key_Tab)
        assert passed_by == [
            "reference.kinds",
            "reference.search",
            "reference.refresh",
            "reference.table.agents",
            "reference.detail.copy_id",
            "reference.detail.campaigns",
            "reference.detail.text",
            "reference.kinds",
        ]


async def test_every_field_can_be_read_and_the_id_copied(tmp_path: Path) -> None:
    async with Window(tmp_path) as bench:
        window = opened(bench)
        agents = (await read(window, Kind.AGENTS)).items
        agent = next(one for one in agents if one.variables)
        window.view(Kind.AGENTS)[0].select_row(window.view(Kind.AGENTS)[1].row_of(agent.id))
        shown = window.details.text.toPlainText()
        assert f"folder_id: {agent.raw['folder_id']}" in shown
        seconds = agent.raw["current_version"]["telephony"]["call_limits"]["max_call_duration_sec"]
        assert f"max_call_duration_sec: {seconds}" in shown
        assert agent.variables[0] in window.details._expects.text()
        window.details.copy.click()
        assert QGuiApplication.clipboard().text() == agent.id
        assert not window.details.copy_number.isVisible()
        await read(window, Kind.PHONE_NUMBERS)
        number = window.details.record
        assert number is not None
        assert not window.details.campaigns.isVisible()
        try:
            bench.late.open_preferences()
            from ui.preferences.dialog import PreferencesDialog

            preferences = bench.window.findChildren(PreferencesDialog)[0]
            preferences.masking.click()
            assert texts.phone(number.number) in window.details.text.toPlainText()  # type: ignore[attr-defined]
            assert "•" in window.details.text.toPlainText()
            window.details.copy_number.click()
            assert QGuiApplication.clipboard().text() == number.number  # type: ignore[attr-defined]
            preferences.reject()
        finally:
            texts.mask_phones(False)


def test_a_number_is_masked_whatever_its_field_is_called(scheme: object) -> None:
    panel = DetailPanel()
    raw = {
        "transfer_to": "+919876543210",
        "phone": "9876543210",
        "id": "agt_919876543210",
        "made": "2026-01-02T03:04:05Z",
    }
    texts.mask_phones(True)
    try:
        panel.show_record(Agent(id="agt_919876543210", raw=raw))
    finally:
        texts.mask_phones(False)
    shown = panel.text.toPlainText()
    assert "transfer_to: +91 98••• ••210" in shown
    assert shown.count("•") > 5
    assert "id: agt_919876543210" in shown
    assert "made: 2026-01-02T03:04:05Z" in shown


async def test_campaigns_of_an_agent(tmp_path: Path) -> None:
    async with Window(tmp_path) as bench:
        await until(lambda: bench.page.knows_agents)
        window = opened(bench)
        await read(window, Kind.AGENTS)
        agent_id = bench.campaign("running").agent_id
        bench.window.show_tab("quota")
        bench.page.search.setText("something else")
        window.view(Kind.AGENTS)[0].select_row(window.view(Kind.AGENTS)[1].row_of(agent_id))
        window.details.campaigns.click()
        assert bench.window.front_tab() == "campaigns"
        wanted = {campaign.id for campaign in bench.page.model.all_records if campaign.agent_id == agent_id}
        assert wanted
        assert {campaign.id for campaign in bench.page.model.records} == wanted
        assert not window.isVisible(), "it lay over them"
        bench.page._agents = {}  # not known by name: found by id all the same
        bench.desk.show_campaigns_of(agent_id)
        assert bench.page.search.text() == agent_id
        assert {campaign.id for campaign in bench.page.model.records} == wanted


async def test_another_profile_sees_nothing_of_the_one_before(tmp_path: Path) -> None:
    async with Window(tmp_path) as bench, SandboxServer(limit=10_000, call_logs=0, dialler_frozen=True, seed=99) as two:
        window = opened(bench)
        await read(window, Kind.AGENTS)
        await read(window, Kind.PHONE_NUMBERS)
        window.kinds.choose(Kind.AGENTS)
        window.search.setText("a")
        bench.window.open_context(None)
        assert window.isVisible()
        assert window.search.text() == ""
        assert window.view(Kind.AGENTS)[1].total == window.view(Kind.PHONE_NUMBERS)[1].total == 0
        assert window.details.record is None
        assert window.details.text.toPlainText() == ""
        assert window.empty.accessibleName() == "No profile is open"
        assert not window.refresh.available
        assert window.kinds.item(1).data(Qt.ItemDataRole.UserRole + 1) == ""
        other = await Context.open(Profile("other", "Other", two.url), Secret(DEMO_KEY), tmp_path)
        before = bench.sandbox.control.request_count
        bench.window.open_context(other)
        await until(lambda: window.view(Kind.AGENTS)[1].rowCount() > 0)
        assert "/v1/agents2" in {one.path.split("?")[0] for one in two.control.requests()}
        assert bench.sandbox.control.request_count == before
        bench.window.open_context(None)
        await bench.desk.tasks.drain()
        await other.aclose()
    await asyncio.sleep(0)  # the governors' timers end


async def test_a_profile_that_changes_while_it_is_read(tmp_path: Path) -> None:
    async with Window(tmp_path) as bench:
        window = opened(bench)
        await read(window, Kind.AGENTS)
        bench.sandbox.control.order("delay", path="/voices", delay_s=0.3)
        window.kinds.choose(Kind.VOICES)
        await until(lambda: window.reader.state(Kind.VOICES).reading)
        bench.window.open_context(None)
        await until(lambda: asked(bench, Kind.VOICES) == 1)
        await passed(bench, 0.3)
        assert window.reader.state(Kind.VOICES).cached is None
        assert window.empty.accessibleName() == "No profile is open"
    await asyncio.sleep(0)  # the governor's timer ends


async def test_the_look_is_found_again(tmp_path: Path) -> None:
    async with Window(tmp_path) as bench:
        window = opened(bench)
        await read(window, Kind.LANGUAGES)
        window.view(Kind.LANGUAGES)[0].sort_by("code", descending=True)
        bench.window.save_state()
        state = bench.settings.window_state("test")["reference"]
        again = ReferenceWindow(bench.desk, bench.window)
        again.restore_state(state)
        assert again.kinds.kind is Kind.LANGUAGES
        assert again.view(Kind.LANGUAGES)[0].sorted_by == ("code", True)
        again.restore_state({"kind": 5, "geometry": [], "languages": "x"})
        again.deleteLater()


async def test_it_goes_with_the_main_window(tmp_path: Path) -> None:
    async with Window(tmp_path) as bench:
        window = opened(bench)
        bench.window.hide()
        assert not window.isVisible()
        bench.window.show()


async def test_hostile_text_is_text(tmp_path: Path) -> None:
    async with Window(tmp_path) as bench:
        window = opened(bench)
        await read(window, Kind.AGENTS)
        for kind in hostile.KINDS:
            bench.sandbox.control.set(hostile=kind)
            for each in Kind if kind == "mixed" else (Kind.AGENTS,):
                window.kinds.choose(each)
                await passed(bench, STAY_S / 4)
                await until(lambda: window.refresh.available)
                window.refresh.trigger()
                await until(lambda: window.refresh.available)
                for row in range(min(2, window.view(each)[1].rowCount())):
                    window.view(each)[0].select_row(row)
                found, looked_at = problems_of(window)
                assert not found, f"{kind}, {each}: " + "\n".join(found[:10])
                assert looked_at > 30


async def test_in_hindi(tmp_path: Path) -> None:
    from PySide6.QtCore import QCoreApplication, QLocale

    locale = QLocale()
    translator = use_language("hi")
    assert translator is not None
    try:
        async with Window(tmp_path) as bench:
            window = opened(bench)
            await read(window, Kind.AGENTS)
            assert window.windowTitle() != "Reference data"
            assert "एजेंट" in window.freshness.text()
            assert window.kinds.item(0).text() != "Agents"
            assert "Agents" not in window.view(Kind.AGENTS)[0].accessibleName()
    finally:
        QCoreApplication.removeTranslator(translator)
        QLocale.setDefault(locale)
