"""The Leads page on the Qt loop, over the sandbox in a process of its own and the real reader process."""

from __future__ import annotations

import asyncio
import gc
import json
import time
import urllib.request
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest
import qasync
from PySide6.QtWidgets import QApplication, QWidget

from app.clock import SystemClock
from app.context import Context
from app.demo import DemoServer, start_demo_server
from app.models import Campaign
from app.quota.priorities import Priority
from app.secrets import Secret
from app.settings import Profile
from ui.cooldown import Cooldown
from ui.desk import Desk
from ui.leads.page import LeadsPage
from ui.messages import Messages
from ui.tasks import TaskRunner

T = TypeVar("T")
Run = Callable[[Coroutine[Any, Any, T]], T]

LIMIT_S = 30.0
POLL_S = 0.01
FASTER = 50.0


class FastClock(SystemClock):
    """Time that runs faster, so that quiet times pass quickly."""

    def monotonic(self) -> float:
        return time.monotonic() * FASTER

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds / FASTER)


async def until(holds: Callable[[], Any], what: str | Callable[[], str]) -> Any:
    """Wait until `holds()` is true and return what it gives."""
    try:
        async with asyncio.timeout(LIMIT_S):
            while not (found := holds()):  # noqa: ASYNC110 (what is waited for sets no event)
                await asyncio.sleep(POLL_S)
    except TimeoutError:
        raise AssertionError(f"never: {what if isinstance(what, str) else what()}") from None
    return found


class Stage:
    """A page with what it needs around it."""

    def __init__(self, context: Context, server: DemoServer) -> None:
        self.context = context
        self.server = server
        self.unexpected: list[BaseException] = []
        self.window = QWidget()
        messages = Messages(self.window)
        tasks = TaskRunner(messages.error, self.unexpected.append)
        self.desk = Desk(tasks, messages, Cooldown(self.window), self.window)
        self.page = LeadsPage(self.desk)
        self.page.setParent(self.window)
        self.window.resize(1440, 760)
        self.page.resize(1440, 760)
        self.window.show()
        self.told: list[str] = []
        messages.changed.connect(lambda: self.told.append(messages.last.text) if messages.last else None)

    @classmethod
    async def start(cls, server: DemoServer, folder: Path, clock: SystemClock | None) -> Stage:
        profile = Profile(id="test", name="Test", base_url=server.url, colour="teal")
        context = await Context.open(profile, Secret.parse(server.key), folder, clock=clock)
        await context.campaigns.refresh(Priority.INTERACTIVE)
        stage = cls(context, server)
        stage.desk.set_context(context)
        return stage

    async def aclose(self) -> None:
        self.desk.set_context(None)
        await self.desk.tasks.aclose()
        await self.context.aclose()
        await self.clear_faults()
        self.window.close()
        self.window.deleteLater()
        QApplication.sendPostedEvents()

    async def clear_faults(self) -> None:
        """Forget the faults that nobody met."""
        base = self.server.url.removesuffix("/v1")
        request = urllib.request.Request(f"{base}/__sandbox/faults", method="DELETE")
        await asyncio.to_thread(lambda: urllib.request.urlopen(request).close())

    async def open(self, path: Path) -> None:
        """Drop a file and wait until it is checked."""
        self.desk.offer_files([path])
        await until(lambda: self.page.opened is not None and self.page.opened.path == path, f"{path.name} opened")
        await until(lambda: self.page.is_checked or self.page.opened.choices.phone is None, f"{path.name} checked")

    async def aim(self, campaign: Campaign) -> None:
        """Choose a campaign as the operator does and wait until the file can be sent."""
        combo = self.page.preflight.target.campaign
        place = combo.findData(campaign.id)
        assert place > 0, f"{campaign.name} is not offered"
        combo.setCurrentIndex(place)
        combo.activated.emit(place)
        await until(
            lambda: self.page.is_checked and self.page.checking.expected is not None, "checked for the campaign"
        )
        await until(lambda: self.page.send.available, lambda: f"possible to send: {self.page.send.why_not}")

    async def press_send(self) -> str:
        """Press the button and wait for the result; its text."""
        self.page.preflight.foot.send.click()
        await until(lambda: self.page.is_sent, "a result")
        return self.page.result.result.text()

    def campaign(self, status: str, number: int = 0) -> Campaign:
        """A campaign in this state, as first read."""
        return [campaign for campaign in self.context.campaigns.records if campaign.status == status][number]

    async def total(self, campaign: Campaign) -> int:
        """How many leads the server says it has."""
        total = (await self.context.api.campaign(campaign.id)).total_leads
        assert total is not None
        return total

    def seen(self) -> list[tuple[str, str]]:
        """What the server was asked for, in order."""
        base = self.server.url.removesuffix("/v1")
        with urllib.request.urlopen(f"{base}/__sandbox/requests") as answer:
            requests = json.load(answer)["requests"]
        return [(request["method"], request["path"]) for request in requests]

    def uploads_seen(self) -> int:
        """How many uploads reached the server."""
        return sum("upload-file" in path for _, path in self.seen())


@pytest.fixture
def run(qapp: QApplication) -> Iterator[Run[Any]]:
    """Runs coroutines one after the other on one Qt loop."""
    qapp.setQuitOnLastWindowClosed(False)  # it would stop the loop under the clean-up
    loop = qasync.QEventLoop(qapp)
    asyncio.set_event_loop(loop)

    def work(coroutine: Coroutine[Any, Any, T]) -> T:
        return loop.run_until_complete(asyncio.wait_for(coroutine, 60))

    yield work
    loop.close()
    asyncio.set_event_loop(None)
    gc.collect()  # here: collected by another thread, the timers of an old loop bring the process down


@pytest.fixture(scope="module")
def server() -> Iterator[DemoServer]:
    """A sandbox whose campaigns place no call by themselves."""
    made = asyncio.run(start_demo_server("--call-logs", "20", "--limit", "100000", "--no-dialler"))
    yield made
    made.stop()


@pytest.fixture
def stage(run: Run[Any], scheme: object, server: DemoServer, tmp_path: Path) -> Iterator[Stage]:
    """The page in real time."""
    made = run(Stage.start(server, tmp_path / "data", None))
    yield made
    run(made.aclose())
    # Between two runs the test framework lets Qt fire timers although no loop runs: a task with something left to do
    # is then stepped outside of any loop, which no console ever does.
    assert [error for error in made.unexpected if str(error) != "no running event loop"] == []


@pytest.fixture
def fast_stage(run: Run[Any], scheme: object, server: DemoServer, tmp_path: Path) -> Iterator[Stage]:
    """The page with quiet times that pass quickly."""
    made = run(Stage.start(server, tmp_path / "data", FastClock()))
    yield made
    run(made.aclose())
    assert made.unexpected == []


def number(serial: int) -> str:
    """A possible mobile number in India."""
    return f"+9198{serial:08d}"


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    """200 rows with nothing the matter."""
    path = tmp_path / "clean.csv"
    path.write_text("phone_number,name\n" + "".join(f"{number(i)},Name {i}\n" for i in range(200)))
    return path


@pytest.fixture
def messy(tmp_path: Path) -> Path:
    """1,000 rows: 2 damaged, 3 duplicates, 1 without a number, 4 with an empty amount, 5 without a country code."""
    rows = [[number(i), f"Name {i}", str(1000 + i)] for i in range(1000)]
    for place in (3, 500):
        rows[place][0] = "9.87654E+09"
    for place in (20, 30, 940):
        rows[place][0] = number(10)
    rows[40][0] = ""
    for place in (50, 51, 52, 53):
        rows[place][2] = ""
    for place in (60, 61, 62, 63, 64):
        rows[place][0] = rows[place][0].removeprefix("+91")
    path = tmp_path / "june.csv"
    path.write_text("Mobile,Name,amount\n" + "".join(",".join(row) + "\n" for row in rows))
    return path
