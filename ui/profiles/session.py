"""Which profile is open, and the way from one to another.

Owns: opening, leaving and closing profiles, the demo, the key of this run, what is said where a profile cannot be
opened. Leaves to others: the engine (`app/context.py`), the window (`ui/main_window.py`), what is kept about profiles
and their removal (`ui/profiles/administration.py`).

One profile is left before another is opened: its pages are emptied at once, then its tasks end (an upload records
what is certain), then its connections close.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

from app.cli import Arguments
from app.errors import AppError
from app.settings import DEFAULT_BASE_URL, DEMO_PROFILE, RUN_PROFILE, Profile, Settings, state_folder
from ui import texts
from ui.main_window import MainWindow

if TYPE_CHECKING:
    import asyncio
    import tempfile

    from app.context import Context
    from app.demo import DemoServer
    from app.secrets import Secret

translate = QCoreApplication.translate

CLOSE_LIMIT_S = 1.0
STORE_LIMIT_S = 0.5
PATIENCE_S = 0.4  # a keyring that answers sooner is not worth a word
TASK = "open-profile"


class ProfileSession:
    """The open profile of one run.

    Attributes:
        context: Its engine; None while none is open.
        current: The profile that the window shows, open or not; None on the welcome page.
        demo: The demo's server, once it runs.

    Args:
        window: Shows it.
        settings: The stored profiles.
        folder: The data folder.
        arguments: The command line.
        throw_away: The demo's folder, where the whole run is a demo.
    """

    def __init__(
        self,
        window: MainWindow,
        settings: Settings,
        folder: Path,
        arguments: Arguments,
        throw_away: tempfile.TemporaryDirectory[str] | None,
    ) -> None:
        self._window = window
        self._settings = settings
        self._folder = folder
        self._arguments = arguments
        self._throw_away = throw_away
        self._base_url = arguments.base_url or os.environ.get("DIALNEXA_BASE_URL") or ""
        self._moved_id = ""  # the profile that goes to `_base_url` in this run
        self._run_profile: Profile | None = None
        self._waiting_files: list[Path] = []
        self._pauses: dict[str, float] = {}  # by account: a pause goes on for who leaves and comes back
        self._storing: set[asyncio.Future[None]] = set()
        self._closing: asyncio.Future[None] | None = None
        self.context: Context | None = None
        self.current: Profile | None = None
        self.demo: DemoServer | None = None
        window.new_profile_address = self._base_url or DEFAULT_BASE_URL
        window.profile_wanted.connect(self._on_profile_wanted)
        window.demo_wanted.connect(self._on_demo_wanted)
        window.profile_entered.connect(self._on_profile_entered)

    # ------------------------------------------------------------------ the first one

    def choose_first(self) -> None:
        """Find what arguments, environment or the last run point to, and show its frame; nothing is opened yet."""
        self.current = self._first()
        self.show_profiles()
        if self.current is not None:
            self._window.show_opening(self.current)
        else:
            self._window.show_welcome()

    def start(self) -> None:
        """Open it."""
        if self._arguments.files:
            self.offer_files([Path(name) for name in self._arguments.files])
        if self._arguments.demo:
            self._start(self.current, self.open_demo)
        elif (first := self.current) is not None:
            self._start(first, lambda: self._open_stored(first))

    def _first(self) -> Profile | None:
        if self._arguments.demo:
            return Profile(id=DEMO_PROFILE, name=translate("Application", "Demo"), base_url="", colour="teal")
        if os.environ.get("DIALNEXA_API_KEY"):
            name = translate("Application", "Key from the environment")
            base_url = self._base_url or DEFAULT_BASE_URL
            self._run_profile = Profile(id=RUN_PROFILE, name=name, base_url=base_url, colour="amber")
            return self._run_profile
        wanted = self._arguments.profile
        if wanted:
            profile = self._settings.profile(wanted) or self._settings.profile_named(wanted)
            if profile is None:
                self._window.desk.messages.warning(
                    translate("Application", "There is no profile called {name}. Choose one or add it.").format(
                        name=wanted
                    )
                )
        else:
            profile = self._settings.profile(self._settings.last_profile)
        if profile is None and self._settings.profiles and not wanted:
            profile = self._settings.profiles[0]
        if profile is not None and self._base_url:
            self._moved_id = profile.id
        return self.moved(profile) if profile is not None else None

    def moved(self, profile: Profile) -> Profile:
        """The profile with the address it has in this run."""
        return profile._replace(base_url=self._base_url) if profile.id == self._moved_id else profile

    def unmoved(self, profile: Profile) -> Profile:
        """The profile with the address that is stored: an address of this run is for this run only."""
        stored = self._settings.profile(profile.id)
        is_moved = stored is not None and profile.id == self._moved_id and profile.base_url == self._base_url
        return profile._replace(base_url=stored.base_url) if stored is not None and is_moved else profile

    async def folder_of(self, profile_id: str) -> Path:
        """Where the data of a profile are, open or not.

        Raises:
            AppError: The key or the address of this run can be none, so that there are no data of it.
        """
        name = profile_id
        if self._run_profile is not None and profile_id == RUN_PROFILE:
            await self._import_engine()
            from app.context import folder_name
            from app.secrets import Secret

            name = folder_name(self._run_profile, Secret.parse(os.environ["DIALNEXA_API_KEY"]))
        return self._folder / "profiles" / name

    # ------------------------------------------------------------------ from one to another

    def show_profiles(self) -> None:
        """Bring the list of profiles in the header up to date."""
        stored = [self.moved(profile) for profile in self._settings.profiles]
        if self._run_profile is not None:
            stored.insert(0, self._run_profile)
        self._window.show_profiles(stored, self.current, may_add=self.may_add)

    def switch_to(self, profile: Profile) -> None:
        """Leave the open profile and open this one, a stored one or the one of this run's key."""
        self._begin(profile, lambda: self._open_stored(profile))

    def leave_then(self, then: Callable[[], object], *, closing: bool = False) -> None:
        """Do `then`, at once or when the operator says so: it would break off what is under way."""
        unfinished = self._window.unfinished()
        if not unfinished:
            then()
            return
        from ui.dialogs.leave import LeaveDialog

        LeaveDialog(
            unfinished, then, still=lambda: bool(self._window.unfinished()), closing=closing, parent=self._window
        ).open()

    def _on_profile_wanted(self, profile_id: str) -> None:
        profile = self._run_profile if profile_id == RUN_PROFILE else self._settings.profile(profile_id)
        if profile is not None:
            wanted = self.moved(profile)
            self.leave_then(lambda: self.switch_to(wanted))
        elif profile_id == DEMO_PROFILE:
            self._on_demo_wanted()

    def _on_demo_wanted(self) -> None:
        self.leave_then(self._begin_demo)

    def _begin_demo(self) -> None:
        base_url = self.demo.url if self.demo is not None else ""
        name = translate("Application", "Demo")
        self._begin(Profile(id=DEMO_PROFILE, name=name, base_url=base_url, colour="teal"), self.open_demo)

    def _on_profile_entered(self, profile: Profile, key: Secret) -> None:
        """A profile was added, or an existing one got a new key; both were tested already."""
        is_new = self._settings.profile(profile.id) is None
        if is_new or self.current is None or profile.id == self.current.id:
            self.leave_then(lambda: self._begin(profile, lambda: self._open_entered(profile, key)))
        else:
            self._begin_storing(profile, key)

    def _begin(self, profile: Profile, opening: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Leave what is open, at once for the eye, and run `opening`."""
        self._window.save_state()
        self._window.desk.messages.dismiss()
        if self.context is not None:
            self._window.open_context(None)
        self.current = profile
        self.show_profiles()
        self._window.show_opening(profile)
        self._start(profile, opening)

    def _start(self, profile: Profile | None, opening: Callable[[], Coroutine[Any, Any, None]]) -> None:
        self._window.desk.tasks.start(self._guarded(profile, opening), name=TASK)

    async def _guarded(self, profile: Profile | None, opening: Callable[[], Coroutine[Any, Any, None]]) -> None:
        try:
            await opening()
        except AppError as error:
            if profile is not None and self.context is None:
                self._window.show_closed(profile, "problem", error)
            else:
                raise

    @property
    def may_add(self) -> bool:
        """Whether profiles can be added: a demo's data folder goes with it, a key in the keyring would stay."""
        return not self._arguments.demo

    def take_changed(self, profile: Profile) -> None:
        """A stored profile has another name, colour, country or right."""
        if self.current is not None and self.current.id == profile.id:
            self.current = self.moved(profile)
            if self.context is not None:
                self.context.take_profile(self.current)
            self._window.show_changed(self.current)
        self.show_profiles()

    def forget(self, profile: Profile) -> None:
        """A stored profile was removed; where it was the one shown, another one is opened."""
        if self.current is None or self.current.id != profile.id:
            self.show_profiles()
            return
        self.current = None
        if self._settings.profiles:
            self.switch_to(self.moved(self._settings.profiles[0]))
        else:
            self.show_profiles()
            self._window.show_welcome()

    # ------------------------------------------------------------------ opening

    async def _open_stored(self, profile: Profile) -> None:
        await self.close_context()
        if profile.id == RUN_PROFILE:
            await self._import_engine()
            from app.secrets import Secret

            await self._open(profile, Secret.parse(os.environ["DIALNEXA_API_KEY"]))
            return
        import asyncio

        from app.credentials import CredentialStore
        from app.errors import CredentialError

        store = CredentialStore.shared()
        word = asyncio.get_running_loop().call_later(PATIENCE_S, self._window.show_closed, profile, "waiting")
        try:
            key = await store.load(profile)
            reason = await store.unusable_reason() if key is None else ""
        except CredentialError as error:
            self._window.show_closed(profile, "keyring", error)
            return
        finally:
            word.cancel()
        if key is None:
            self._window.show_closed(profile, "missing", AppError(reason) if reason else None)
            return
        await self._open(profile, key)

    async def _open_entered(self, profile: Profile, key: Secret) -> None:
        """Open with a key that was just typed; the keyring may take its time meanwhile."""
        self._begin_storing(profile, key)
        await self._open(profile, key)

    def _begin_storing(self, profile: Profile, key: Secret) -> None:
        """Store it aside from all other tasks: a key that was typed must not be lost to a quick close."""
        import asyncio

        storing = asyncio.ensure_future(self._store(profile, key))
        self._storing.add(storing)
        storing.add_done_callback(self._storing.discard)

        async def tell() -> None:
            await asyncio.shield(storing)

        self._window.desk.tasks.start(tell())

    async def _store(self, profile: Profile, key: Secret) -> None:
        """Put a profile's key where it belongs, and say so where that is not the keyring."""
        from app.credentials import CredentialStore

        before = self._settings.profile(profile.id)
        self._put(profile)
        self.show_profiles()
        await self._settings.save_in_background()
        store = CredentialStore.shared()
        stored = await store.save(profile, key)
        if not stored.in_keyring:
            self._window.desk.messages.warning(
                translate("Application", "The key is kept for this session only. {reason}").format(
                    reason=translate("Errors", stored.reason)
                )
            )
        elif before is not None and before.base_url != profile.base_url and profile.id != self._moved_id:
            await store.delete(before)  # nobody would ever ask for it again

    def _put(self, profile: Profile) -> None:
        self._settings.put_profile(self.unmoved(profile))

    async def open_demo(self) -> None:
        """Start the demo's server where it is not running, and open it.

        Raises:
            AppError: It did not start.
        """
        from app.demo import start_demo_server

        await self.close_context()
        if self.demo is None:
            self.demo = await start_demo_server()
        await self._import_engine()
        from app.secrets import Secret

        name = translate("Application", "Demo")
        profile = Profile(id=DEMO_PROFILE, name=name, base_url=self.demo.url, colour="teal")
        if self._throw_away is None:
            # Tried from the welcome page: the sandbox's data must not mix with real profiles.
            self._throw_away = throw_away_folder()
        await self._open(profile, Secret.parse(self.demo.key), Path(self._throw_away.name))

    async def _open(self, profile: Profile, key: Secret, folder: Path | None = None) -> None:
        await self._import_engine()
        from app.context import Context

        await self.close_context()
        self.context = context = await Context.open(
            profile,
            key,
            folder or self._folder,
            proxy=self._settings.proxy,
            shared_folder=None if profile.id == DEMO_PROFILE else state_folder(),  # the demo's server is its own
        )
        context.details.budget = self._settings.details_a_day
        context.governor.go_on_pausing(self._pauses.pop(context.api.account, 0.0))
        await self._forget_old_people(context)
        self.current = profile
        if profile.id not in (DEMO_PROFILE, RUN_PROFILE):
            self._settings.last_profile = profile.id
        self.show_profiles()
        self._window.open_context(context)
        files, self._waiting_files = self._waiting_files, []
        if files:
            self._window.desk.offer_files(files)
        await self._tell_unfinished(context)

    async def _forget_old_people(self, context: Context) -> None:
        """Before any page works with it: what is removed must not be in use. Never a reason not to open a profile."""
        try:
            await context.forget_old_people(self._settings.retention_days)
        except AppError as error:
            self._window.desk.messages.error(error)

    async def _tell_unfinished(self, context: Context) -> None:
        """What an earlier run has left comes first: it is shown at every start until it is settled."""
        await self._tell_paused(context)
        count = sum(str(record.state) == "unknown" for record in await context.ledger.uploads())
        if not count or context is not self.context:
            return
        desk = self._window.desk
        text = (
            translate("Application", "1 upload has no known outcome. Check it again under Earlier uploads.")
            if count == 1
            else translate(
                "Application", "{count} uploads have no known outcome. Check them again under Earlier uploads."
            ).format(count=count)
        )
        desk.messages.show("warning", text, translate("Application", "Show"), lambda: desk.tab_wanted.emit("leads"))

    async def _tell_paused(self, context: Context) -> None:
        """Campaigns that were paused for an upload and may still be: nobody in them is called."""
        from app.threads import run_in_daemon_thread

        notes = await run_in_daemon_thread(context.paused.all, name="paused-notes")
        if not notes or context is not self.context:
            return
        desk = self._window.desk
        text = translate(
            "Application", "{name} was paused for an upload and may still be: then nobody in it is called."
        ).format(name=texts.plain(notes[0].name or notes[0].campaign_id, 60))
        desk.messages.show("warning", text, translate("Application", "Show"), lambda: desk.tab_wanted.emit("leads"))

    async def _import_engine(self) -> None:
        """Load the HTTP client and the rest in a thread: 150 ms that the window must not feel."""
        import gc
        import importlib

        from app.threads import run_in_daemon_thread

        await run_in_daemon_thread(lambda: importlib.import_module("app.context"), name="import-engine")
        # The engine's modules stay for the whole run: the search for garbage need not go through them.
        gc.freeze()

    def offer_files(self, paths: list[Path]) -> None:
        """Lead files from outside the window: for the open profile, or for the next one that is opened."""
        if self.context is not None:
            self._window.desk.offer_files(paths)
        else:
            self._waiting_files += paths

    # ------------------------------------------------------------------ closing

    async def close_context(self) -> None:
        """Close the engine of the open profile, if one is open; its tasks end first.

        Whoever chooses yet another profile meanwhile breaks off the opening, not the closing: that is waited for.
        """
        import asyncio

        context, self.context = self.context, None
        if context is not None:
            if (until := context.governor.snapshot.paused_until) is not None:
                self._pauses[context.api.account] = until
            self._window.open_context(None)
            is_drained = asyncio.Event()
            self._closing = asyncio.ensure_future(_close(context, is_drained))
            try:
                await self._window.desk.tasks.drain(CLOSE_LIMIT_S)
            finally:
                is_drained.set()
        if self._closing is not None:
            await asyncio.shield(self._closing)

    async def aclose(self) -> None:
        """Close what is open and end the demo; a key that is being stored gets `STORE_LIMIT_S`."""
        if self._storing:
            import asyncio

            left = set(self._storing)
            await asyncio.wait(left, timeout=STORE_LIMIT_S)
            for storing in left:
                if not storing.cancel() and not storing.cancelled():
                    storing.exception()  # told nowhere any more
        await self.close_context()
        demo, self.demo = self.demo, None
        if demo is not None:
            from app.threads import run_in_daemon_thread

            await run_in_daemon_thread(demo.stop, name="demo-stop")
        if self._throw_away is not None:
            with contextlib.suppress(OSError):
                self._throw_away.cleanup()


async def _close(context: Context, is_drained: asyncio.Event) -> None:
    """Close an engine once its tasks have ended."""
    import asyncio

    await is_drained.wait()
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(CLOSE_LIMIT_S):
            await context.aclose()


def throw_away_folder() -> tempfile.TemporaryDirectory[str]:
    """A folder for data that end with this run."""
    import tempfile

    return tempfile.TemporaryDirectory(prefix="dialnexa-demo-")
