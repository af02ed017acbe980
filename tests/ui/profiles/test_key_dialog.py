"""The form for a key: tested with a real request before it is handed over."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from PySide6.QtWidgets import QLineEdit, QWidget

from app.context import Context
from app.sandbox.options import DEMO_KEY
from app.sandbox.server import SandboxServer
from app.secrets import Secret
from app.settings import Profile
from tests.ui.until import until
from ui.profiles.key_dialog import KeyDialog
from ui.tasks import TaskRunner
from ui.theme import Theme

NOWHERE = "http://127.0.0.1:9/v1"


class Bench:
    """A dialog on an empty window."""

    def __init__(self, qtbot: Any, address: str, profile: Profile | None = None, **more: Any) -> None:
        self.failures: list[BaseException] = []
        self.tasks = TaskRunner(self.failures.append, self.failures.append)
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.dialog = KeyDialog(self.tasks, profile, address, parent=self.window, **more)
        self.entered: list[tuple[Profile, Secret]] = []
        self.dialog.entered.connect(lambda profile, key: self.entered.append((profile, key)))
        self.dialog.open()

    def save(self, key: str = DEMO_KEY, *, name: str = "Main") -> None:
        self.dialog.name.setText(name)
        self.dialog.key.setText(key)
        self.dialog.save.click()

    @property
    def problem(self) -> str:
        return self.dialog.problem.text() if self.dialog.problem.isVisible() else ""

    async def gone(self) -> None:
        await until(lambda: not shiboken6.isValid(self.dialog))
        assert self.failures == []


async def test_a_good_key_is_tested_handed_over_and_forgotten(qtbot: Any, scheme: Theme) -> None:
    async with SandboxServer(call_logs=20) as sandbox:
        bench = Bench(qtbot, sandbox.url)
        field = bench.dialog.key
        assert field.echoMode() is QLineEdit.EchoMode.Password
        bench.save(f"  {DEMO_KEY}\n")
        assert not bench.dialog.save.isEnabled()
        await until(lambda: bench.entered)
        profile, key = bench.entered[0]
        assert (profile.name, profile.base_url, key.reveal()) == ("Main", sandbox.url, DEMO_KEY)
        assert DEMO_KEY.endswith(profile.key_hint)
        await bench.gone()
        assert len(sandbox.control.requests()) == 1


async def test_a_refused_key_stays_in_the_form(qtbot: Any, scheme: Theme) -> None:
    async with SandboxServer(call_logs=20) as sandbox:
        bench = Bench(qtbot, sandbox.url)
        bench.save("wrong-key-0001:wrong-secret-0001")
        await until(lambda: bench.problem)
        assert bench.problem == "The server refused this key. Check that it is whole and still valid."
        assert bench.dialog.problem.accessibleName() == bench.problem
        assert bench.dialog.key.text() == "wrong-key-0001:wrong-secret-0001"
        await until(bench.dialog.save.isEnabled)
        assert not bench.dialog.anyway.isVisible()
        bench.save()
        await until(lambda: bench.entered)
        await bench.gone()


@pytest.mark.parametrize(
    ("key", "address", "said"),
    [
        ("", "", "Enter an API key."),
        ("key 1:secret", "", "blanks or line breaks"),
        (DEMO_KEY, "http://api.example.com/v1", "must start with https://"),
        (DEMO_KEY, "https://me:pw@api.example.com/v1", "user name or password"),
    ],
)
async def test_what_cannot_be_sent_is_told_at_once(
    key: str, address: str, said: str, qtbot: Any, scheme: Theme
) -> None:
    bench = Bench(qtbot, address or NOWHERE)
    bench.save(key)
    assert said in bench.problem
    assert not bench.tasks.is_running("test-key")


async def test_two_profiles_of_one_name_are_not_made(qtbot: Any, scheme: Theme) -> None:
    bench = Bench(qtbot, NOWHERE, names_taken=["Main"])
    bench.save(name="MAIN")
    assert bench.problem == "There is a profile named MAIN already. Choose another name."


async def test_an_address_without_the_api_is_told(qtbot: Any, scheme: Theme) -> None:
    async with SandboxServer(call_logs=20) as sandbox:
        bench = Bench(qtbot, sandbox.url + "/nothing")
        bench.save()
        await until(lambda: bench.problem)
        assert "no DialNexa API at this address" in bench.problem


async def test_out_of_reach_the_key_may_be_stored_untested(qtbot: Any, scheme: Theme) -> None:
    bench = Bench(qtbot, NOWHERE)
    bench.save()
    await until(lambda: bench.dialog.anyway.isVisible())
    assert "127.0.0.1:9" in bench.problem
    bench.dialog.anyway.click()
    await bench.gone()
    assert [key.reveal() for _, key in bench.entered] == [DEMO_KEY]


async def test_closing_it_ends_the_test_and_empties_the_field(qtbot: Any, scheme: Theme) -> None:
    async with SandboxServer(call_logs=20) as sandbox:
        sandbox.control.order("hang")
        bench = Bench(qtbot, sandbox.url)
        bench.save()
        await until(lambda: sandbox.control.requests())
        bench.dialog.reject()
        assert bench.dialog.key.text() == ""
        await bench.gone()
        await until(lambda: not bench.tasks.is_running("test-key"))
        assert bench.entered == []
        await asyncio.sleep(0)


async def test_a_profile_gets_another_key_and_keeps_the_rest(qtbot: Any, scheme: Theme) -> None:
    async with SandboxServer(call_logs=20) as sandbox:
        known = Profile("id-1", "Main", sandbox.url, colour="violet", key_hint="zzzz", default_country="GB")
        bench = Bench(qtbot, sandbox.url, known, why="This computer has no key for <b>Main</b>.")
        assert bench.dialog.name.text() == "Main"
        bench.save()
        await until(lambda: bench.entered)
        profile = bench.entered[0][0]
        assert profile == known._replace(key_hint=profile.key_hint)
        assert profile.key_hint != "zzzz"
        await bench.gone()


async def test_a_key_that_pauses_is_tested_after_the_pause(qtbot: Any, scheme: Theme, tmp_path: Path) -> None:
    async with SandboxServer(call_logs=20, limit=3, window_s=2.0) as sandbox:
        key = Secret(DEMO_KEY)
        context = await Context.open(Profile(id="one", name="One", base_url=sandbox.url), key, tmp_path)
        sandbox.control.spend(3)
        refused = asyncio.ensure_future(context.api.check())
        await until(lambda: context.governor.snapshot.paused_until)
        bench = Bench(qtbot, sandbox.url)
        bench.dialog.opened = lambda: context
        bench.save()
        await until(lambda: "when the pause is over" in bench.problem)
        await until(lambda: bench.entered)
        await bench.gone()
        await refused
        statuses = [request.status for request in sandbox.control.requests()]
        assert statuses[0] == 429
        assert set(statuses[1:]) == {200}  # two that ask the same thing at the same time may share one answer
        await context.aclose()
