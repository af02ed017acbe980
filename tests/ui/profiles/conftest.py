"""The window with its profiles on the Qt loop, over two sandboxes in processes of their own."""

from __future__ import annotations

import asyncio
import json
import urllib.request
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest
import qasync
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget

from app.cli import Arguments
from app.credentials import CredentialStore
from app.demo import DemoServer, start_demo_server
from app.secrets import Secret
from app.settings import Profile, Settings
from ui.main_window import MainWindow
from ui.profiles.administration import Administration
from ui.profiles.session import ProfileSession

T = TypeVar("T")
W = TypeVar("W", bound=QWidget)
Run = Callable[[Coroutine[Any, Any, T]], T]

LIMIT_S = 30.0
POLL_S = 0.01


async def until(holds: Callable[[], Any], what: str | Callable[[], str]) -> Any:
    """Wait until `holds()` is true and return what it gives."""
    try:
        async with asyncio.timeout(LIMIT_S):
            while not (found := holds()):  # noqa: ASYNC110 (what is waited for sets no event)
                await asyncio.sleep(POLL_S)
    except TimeoutError:
        raise AssertionError(f"never: {what if isinstance(what, str) else what()}") from None
    return found


def seen(server: DemoServer) -> list[tuple[str, str]]:
    """What a server was asked for, in order."""
    base = server.url.removesuffix("/v1")
    with urllib.request.urlopen(f"{base}/__sandbox/requests") as answer:
        requests = json.load(answer)["requests"]
    return [(request["method"], request["path"]) for request in requests]


def add_campaign(server: DemoServer, name: str) -> str:
    """Make a campaign that no other workspace has; its id."""
    headers = {"Authorization": f"Bearer {server.key}", "Content-Type": "application/json"}

    def ask(path: str, body: Any = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        with urllib.request.urlopen(urllib.request.Request(server.url + path, data, headers)) as answer:
            return json.load(answer)

    like = ask("/campaigns?limit=1")["data"][0]
    draft = {key: like[key] for key in ("agent_id", "from_phone_number", "max_concurrent_calls", "retry_config")}
    made = ask("/campaigns", {**draft, "name": name})
    return str(made.get("data", made)["id"])


class Stage:
    """One run of the window on a data folder. Keys are kept in memory: there is no keyring here."""

    def __init__(self, folder: Path, **arguments: Any) -> None:
        self.folder = folder
        self.unexpected: list[BaseException] = []
        self.settings = Settings.load(folder)
        self.window = MainWindow(self.settings, self.unexpected.append)
        self.session = ProfileSession(self.window, self.settings, folder, Arguments(**arguments), None)
        self.administration = Administration(self.window, self.settings, self.session)
        self.window.manage_wanted.connect(self.administration.show_dialog)
        self.window.profile_remove_wanted.connect(self.administration.ask_to_remove)
        self.window.profile_clear_wanted.connect(self.administration.ask_to_clear)
        self.told: list[str] = []
        messages = self.window.desk.messages
        messages.changed.connect(lambda: self.told.append(messages.last.text) if messages.last else None)

    def start(self) -> None:
        """Show the window and open what comes first."""
        self.session.choose_first()
        self.window.restore_and_show()
        self.window.show_page()
        self.session.start()

    async def open(self) -> None:
        """Start, and wait for the campaigns."""
        self.start()
        await self.until_read()

    async def until_read(self, profile: Profile | None = None) -> None:
        """Wait until the campaigns of the open profile are there."""
        wanted = profile.id if profile is not None else None

        def is_read() -> bool:
            context = self.session.context
            right = context is not None and wanted in (None, context.profile.id)
            return right and self.campaigns.model.rowCount() > 0

        await until(is_read, lambda: f"campaigns; told {self.told}")

    async def end(self) -> None:
        """Close as the program does."""
        self.window.save_state()
        self.window.hide()
        self.settings.save()
        await self.window.desk.tasks.aclose()
        await self.session.aclose()
        self.window.deleteLater()
        QApplication.sendPostedEvents()
        assert self.unexpected == []

    @property
    def campaigns(self) -> Any:
        """The Campaigns page."""
        return self.window.page("campaigns")

    def names(self) -> set[str]:
        """The campaigns shown."""
        return {campaign.name for campaign in self.campaigns.model.all_records}

    def find(self, kind: type[W], name: str) -> W:
        """A visible widget of the window, by its object name; the latest where there are several."""
        found = [widget for widget in self.window.findChildren(kind, name) if widget.isVisible()]
        assert found, f"no visible {name}"
        return found[-1]

    async def dialog(self, name: str) -> QDialog:
        """Wait for a dialog."""

        def visible() -> list[QDialog]:
            return [dialog for dialog in self.window.findChildren(QDialog, name) if dialog.isVisible()]

        return (await until(visible, f"dialog {name}"))[-1]

    async def press(self, dialog: str, button: str) -> None:
        """Press a button of a dialog."""
        found = (await self.dialog(dialog)).findChild(QPushButton, button)
        assert found is not None, button
        assert found.isEnabled(), button
        found.click()


def profile(number: int, server: DemoServer, **more: Any) -> Profile:
    """A profile whose key this process holds."""
    hint = server.key[-4:]
    made = Profile(id=f"p{number}", name=f"Workspace {number}", base_url=server.url, key_hint=hint)._replace(**more)
    store = CredentialStore.shared()
    asyncio.run(store.save(made, Secret.parse(server.key)))
    return made


@pytest.fixture
def run(qapp: QApplication, scheme: Any) -> Iterator[Run[Any]]:
    """Runs coroutines one after the other on one Qt loop."""
    qapp.setQuitOnLastWindowClosed(False)  # it would stop the loop under the clean-up
    scheme.apply()
    loop = qasync.QEventLoop(qapp)
    asyncio.set_event_loop(loop)

    def work(coroutine: Coroutine[Any, Any, T]) -> T:
        return loop.run_until_complete(asyncio.wait_for(coroutine, 60))

    yield work
    loop.close()
    asyncio.set_event_loop(None)
    CredentialStore._shared = None


@pytest.fixture(scope="module")
def one() -> Iterator[DemoServer]:
    """A workspace."""
    made = asyncio.run(start_demo_server("--call-logs", "20", "--limit", "100000", "--no-dialler", "--seed", "1"))
    yield made
    made.stop()


@pytest.fixture(scope="module")
def two() -> Iterator[DemoServer]:
    """Another workspace, on another server."""
    made = asyncio.run(start_demo_server("--call-logs", "20", "--limit", "100000", "--no-dialler", "--seed", "2"))
    yield made
    made.stop()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder, and consoles that meet none of another test: an upload that was cut off there bars this one."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "data"


@pytest.fixture
def both(folder: Path, one: DemoServer, two: DemoServer, monkeypatch: pytest.MonkeyPatch) -> tuple[Profile, Profile]:
    """Two stored profiles; the first was open last."""
    for name in ("DIALNEXA_API_KEY", "DIALNEXA_BASE_URL"):
        monkeypatch.delenv(name, raising=False)
    CredentialStore._shared = None
    settings = Settings.load(folder)
    first, second = profile(1, one), profile(2, two, colour="red")
    for each in (first, second):
        settings.put_profile(each)
    settings.last_profile = first.id
    settings.save()
    return first, second
