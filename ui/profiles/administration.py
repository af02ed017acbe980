"""Carrying out what the operator wants done with profiles: change, remove, clear.

Owns: those flows and the dialog that shows all profiles. Leaves to others: opening (`session.py`), the keyring
(`app/credentials.py`), overwriting files (`app/store/wiping.py`).
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.errors import AppError
from app.settings import Profile, Settings
from ui import texts
from ui.main_window import MainWindow
from ui.profiles.manage_dialog import ManageDialog
from ui.profiles.session import ProfileSession

translate = QCoreApplication.translate


class Administration:
    """Serves one window; made when it is first needed."""

    def __init__(self, window: MainWindow, settings: Settings, session: ProfileSession) -> None:
        self._window = window
        self._settings = settings
        self._session = session
        self._dialog: ManageDialog | None = None

    # ------------------------------------------------------------------ the dialog

    def show_dialog(self) -> None:
        """Show all profiles."""
        if self._dialog is None:
            dialog = self._dialog = ManageDialog(self._window)
            dialog.changed.connect(self.change)
            dialog.add_wanted.connect(lambda: self._window.show_add_profile(dialog))
            dialog.open_wanted.connect(self._on_open)
            dialog.key_wanted.connect(lambda profile: self._window.show_new_key(profile, dialog))
            dialog.remove_wanted.connect(lambda profile: self.ask_to_remove(profile, dialog))
            dialog.clear_wanted.connect(lambda profile: self.ask_to_clear(profile, dialog))
            dialog.selected.connect(lambda profile_id: self._start(self._measure(profile_id), "profiles.measure"))
            self._start(self._load_countries(), "profiles.countries")
        self.refresh()
        self._dialog.open()

    def refresh(self) -> None:
        """Bring the dialog up to date, where it is shown or will be."""
        current = self._session.current
        if self._dialog is not None:
            self._dialog.show_profiles(
                self._settings.profiles,
                current.id if current is not None else "",
                may_add=self._session.may_add,
            )

    def _on_open(self, profile_id: str) -> None:
        if self._dialog is not None:
            self._dialog.accept()
        self._window.profile_wanted.emit(profile_id)

    async def _load_countries(self) -> None:
        from app.threads import run_in_daemon_thread
        from ui.leads.countries import load_countries

        countries = await run_in_daemon_thread(load_countries, name="countries")
        if self._dialog is not None:
            self._dialog.show_countries(countries)

    async def _measure(self, profile_id: str) -> None:
        from app.store.wiping import folder_size
        from app.threads import run_in_daemon_thread

        folder = await self._session.folder_of(profile_id)
        size = await run_in_daemon_thread(lambda: folder_size(folder), name="profile-size")
        if self._dialog is not None:
            self._dialog.show_size(profile_id, size)

    def _start(self, work: object, name: str | None = None) -> None:
        self._window.desk.tasks.start(work, name=name)  # type: ignore[arg-type]

    # ------------------------------------------------------------------ changing

    def change(self, profile: Profile) -> None:
        """Give a stored profile another name, colour, country or right; it holds at once."""
        try:
            self._settings.put_profile(profile)
        except AppError as error:
            self._window.desk.messages.error(error)
            return
        self._session.take_changed(profile)
        self.refresh()
        self._start(self._settings.save_in_background(), "profiles.save")

    # ------------------------------------------------------------------ removing, clearing

    def ask_to_remove(self, profile: Profile, parent: QWidget | None = None) -> None:
        """Ask, and remove a stored profile."""
        self._start(self._ask(profile, parent or self._window, removing=True), "profiles.ask")

    def ask_to_clear(self, profile: Profile, parent: QWidget | None = None) -> None:
        """Ask, and delete what is kept of a profile on this computer, its do-not-call list excepted."""
        self._start(self._ask(profile, parent or self._window, removing=False), "profiles.ask")

    async def _ask(self, profile: Profile, parent: QWidget, *, removing: bool) -> None:
        from app.leads.do_not_call import FILE_NAME as DO_NOT_CALL
        from app.store.wiping import folder_size
        from app.threads import run_in_daemon_thread
        from ui.profiles.remove_dialog import ClearDialog, RemoveDialog

        folder = await self._session.folder_of(profile.id)
        keep = () if removing else (DO_NOT_CALL,)
        size = await run_in_daemon_thread(lambda: folder_size(folder, keep=keep), name="profile-size")
        unsettled = await self._unsettled(folder)
        if removing:
            RemoveDialog(profile, size, unsettled, lambda data: self._on_remove(profile, data), parent).open()
        else:
            under_way = self._window.unfinished() if self._is_open(profile) else ""
            ClearDialog(profile, size, unsettled, under_way, lambda: self._on_clear(profile), parent).open()

    async def _unsettled(self, folder: Path) -> int:
        """How many uploads have no known outcome; 0 where there is no record that can be read."""
        from app.clock import SystemClock
        from app.leads.ledger import FILE_NAME, Ledger

        try:
            return await Ledger(folder / FILE_NAME, SystemClock()).count_open()
        except AppError:
            return 0

    def _on_remove(self, profile: Profile, data_too: bool) -> None:
        self._if_left(profile, lambda: self._start(self._remove(profile, data_too=data_too), "profiles.remove"))

    def _on_clear(self, profile: Profile) -> None:
        if self._is_open(profile) and self._window.unfinished():
            self.ask_to_clear(profile)  # what was queued has begun meanwhile: the question says why it has to wait
        else:
            self._start(self._clear(profile), "profiles.remove")

    def _is_open(self, profile: Profile) -> bool:
        current = self._session.current
        return current is not None and current.id == profile.id

    def _if_left(self, profile: Profile, then: object) -> None:
        """Do it; where the profile is open, the operator may have to leave something unfinished."""
        if self._is_open(profile):
            self._session.leave_then(then)  # type: ignore[arg-type]
        else:
            then()  # type: ignore[operator]

    async def _remove(self, profile: Profile, *, data_too: bool) -> None:
        from app.credentials import CredentialStore

        # Where the key cannot be deleted, the profile stays: the operator must not believe that it is gone.
        await CredentialStore.shared().delete(profile)
        if self._is_open(profile):
            await self._session.close_context()
        self._settings.remove_profile(profile.id)
        self._session.forget(profile)
        self.refresh()
        await self._settings.save_in_background()
        if data_too:
            await self._wipe(profile)
        self._window.desk.messages.success(
            translate("Administration", "{name} was removed. Its key is no longer on this computer.").format(
                name=texts.plain(profile.name, 60)
            )
        )

    async def _clear(self, profile: Profile) -> None:
        is_open = self._is_open(profile)
        if is_open:
            await self._session.close_context()
        try:
            await self._wipe(profile, keep_do_not_call=True)
        finally:
            if is_open:
                self._session.switch_to(self._session.moved(profile))
        self.refresh()
        self._window.desk.messages.success(
            translate("Administration", "The local data of {name} were deleted.").format(
                name=texts.plain(profile.name, 60)
            )
        )

    async def _wipe(self, profile: Profile, *, keep_do_not_call: bool = False) -> None:
        from app.leads.do_not_call import FILE_NAME as DO_NOT_CALL
        from app.store.wiping import wipe_folder
        from app.threads import run_in_daemon_thread

        folder = await self._session.folder_of(profile.id)
        try:
            keep = (DO_NOT_CALL,) if keep_do_not_call else ()
            await run_in_daemon_thread(lambda: wipe_folder(folder, keep=keep), name="wipe")
        except OSError as error:
            raise AppError(
                "Not everything in {folder} could be deleted ({reason}). Delete the folder by hand.",
                folder=str(folder.parent),
                reason=error.strerror or type(error).__name__,
            ) from None
