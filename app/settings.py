"""What the console remembers between runs: profiles, preferences, how each profile's window looked.

Owns: `settings.json` in the data folder, and where that folder is. Leaves to others: keys (`app/credentials.py`; none
is ever in here, only the last four characters as the dashboard shows them) and what is in a `window_state` (`ui/`).
Light on purpose: it is read before the first paint.

Shape of the file (version 1; what is not known is kept as it is, what is wrong is left out):
`{"version": 1, "last_profile": id, "theme": "system"|"light"|"dark", "language": "en", "mask_numbers": false,
"retention_days": 365, "proxy": "", "profiles": [Profile...], "window_state": {profile id: {...}}}`
A `share_key` beside the profiles, as older versions wrote it, holds for every profile that has none of its own.
"""

from __future__ import annotations

import json
import os
import re
import threading
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple

from app.errors import AppError
from app.store.files import private_folder, replace_file

DEMO_PROFILE: Final = "demo"
"""Id of the demo's profile, which is never stored."""
RUN_PROFILE: Final = "this-run"
"""Id of the profile of a key that was given for one run only, which is never stored."""
DEFAULT_BASE_URL: Final = "https://api.dialnexa.com/v1"
Theme = Literal["system", "light", "dark"]
THEMES: Final[tuple[Theme, ...]] = ("system", "light", "dark")

_FILE: Final = "settings.json"
_LONGEST_BYTES: Final = 4_000_000
_ID: Final = re.compile(r"[A-Za-z0-9_-]{1,64}")  # it names a folder
_KNOWN: Final = frozenset(
    {
        "version",
        "last_profile",
        "theme",
        "high_contrast",
        "language",
        "share_key",
        "mask_numbers",
        "retention_days",
        "details_a_day",
        "proxy",
        "profiles",
        "window_state",
    }
)
FOREVER: Final = 0
"""As `retention_days`: until somebody removes it."""
RETENTIONS: Final = (30, 90, 365, FOREVER)
DEFAULT_RETENTION_DAYS: Final = 365
DETAILS_A_DAY: Final = (0, 100, 500, 2_000, 10_000)
"""What is offered as `details_a_day`; a file may hold another."""
DEFAULT_DETAILS_A_DAY: Final = 500
MOST_DETAILS_A_DAY: Final = 1_000_000
SHARED_FLOOR: Final = 1.0
OWN_FLOOR: Final = 0.5


class Profile(NamedTuple):
    """A key's workspace: what is known of it besides the key.

    Attributes:
        id: Opaque; letters, digits, `_` and `-`.
        name: As the operator calls it.
        base_url: Where its requests go, with `/v1`.
        colour: Name of a colour token.
        key_hint: Last four characters of the key, or "".
        default_country: Two letters; for numbers without a country code.
        dialect: Which generation of the API: "campaign".
        read_only: Nothing is ever changed on the server through this profile.
        share_key: Others use the same key: background work leaves them their part of the quota.
    """

    id: str
    name: str
    base_url: str
    colour: str = "teal"
    key_hint: str = ""
    default_country: str = "IN"
    dialect: str = "campaign"
    read_only: bool = False
    share_key: bool = False

    @property
    def floor_share(self) -> float:
        """What background work leaves alone, see `QuotaGovernor`."""
        return SHARED_FLOOR if self.share_key else OWN_FLOOR


def new_profile_id() -> str:
    """An id that no other profile has."""
    return os.urandom(8).hex()


def data_folder(override: str | None = None) -> Path:
    """Where this user's data live, not created yet.

    Args:
        override: The `--data-dir` of this run; `~` is filled in.
    """
    if override:
        return Path(override).expanduser().absolute()
    from platformdirs import user_data_path

    return user_data_path("dialnexa-console", appauthor=False)


def state_folder() -> Path:
    """Where all consoles of this user meet, whatever their data folders; not created yet."""
    from platformdirs import user_state_path

    return user_state_path("dialnexa-console", appauthor=False)


class Settings:
    """The settings of one data folder. Change the attributes, then `save`.

    Attributes:
        folder: The data folder.
        profiles: In the operator's order; names and ids are unique.
        last_profile: Id of the profile that was open last, or None.
        theme: One of `THEMES`.
        high_contrast: High contrast always; else where the system asks for it.
        language: Language tag, or "" for the system's.
        mask_numbers: Phone numbers are shown with most of their digits hidden.
        retention_days: For how long personal data of finished work are kept here, one of `RETENTIONS`.
        details_a_day: Requests that may be spent a day on transcripts which nobody waits for.
        proxy: Address of the proxy that requests go through, as `app.proxy.parse_proxy` gives it; "" for none.
        notice: A sentence to show if the file could not be read, else "".
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.profiles: list[Profile] = []
        self.last_profile: str | None = None
        self.theme: Theme = "system"
        self.high_contrast = False
        self.language = ""
        self.mask_numbers = False
        self.retention_days = DEFAULT_RETENTION_DAYS
        self.details_a_day = DEFAULT_DETAILS_A_DAY
        self.proxy = ""
        self.notice = ""
        self._window_state: dict[str, dict[str, Any]] = {}
        self._unknown: dict[str, Any] = {}
        self._lock = threading.Lock()
        self._asked = 0  # how many times writing was asked for
        self._written = 0  # which of them is on disk

    @classmethod
    def load(cls, folder: Path) -> Settings:
        """Read the settings. Never fails: a file that cannot be used is set aside and `notice` says so."""
        settings = cls(folder)
        path = folder / _FILE
        try:
            with path.open("rb") as file:
                content = file.read(_LONGEST_BYTES + 1)
        except FileNotFoundError:
            return settings
        except OSError as error:
            settings.notice = f"The settings in {path} could not be read ({error.strerror}). Defaults are used."
            return settings
        try:
            if len(content) > _LONGEST_BYTES:
                raise ValueError("too large")
            document = json.loads(content)
            if not isinstance(document, dict):
                raise ValueError("not an object")
        except (ValueError, RecursionError):
            settings.notice = _set_aside(path)
            return settings
        settings._take(document)
        return settings

    def save(self) -> None:
        """Write the settings; returns when they are on the disk, which may take some 10 ms.

        Raises:
            AppError: With a sentence, if they could not be written.
        """
        self._write(*self._prepare())

    async def save_in_background(self) -> None:
        """The same as of now, without holding up the loop. Of several at once, the latest wins.

        Raises:
            AppError: As `save`.
        """
        from app.threads import run_in_daemon_thread

        number, content = self._prepare()
        await run_in_daemon_thread(lambda: self._write(number, content), name="settings")

    def profile(self, profile_id: str | None) -> Profile | None:
        """The profile of this id."""
        return next((profile for profile in self.profiles if profile.id == profile_id), None)

    def profile_named(self, name: str) -> Profile | None:
        """The profile of this name, upper and lower case alike."""
        return next((profile for profile in self.profiles if profile.name.casefold() == name.casefold()), None)

    def put_profile(self, profile: Profile) -> None:
        """Add a profile, or change the one with its id in its place.

        Raises:
            AppError: Its name is empty or taken.
        """
        if not profile.name.strip():
            raise AppError("Give the profile a name.")
        namesake = self.profile_named(profile.name)
        if namesake is not None and namesake.id != profile.id:
            raise AppError("There is a profile named {name} already. Choose another name.", name=profile.name)
        if self.profile(profile.id) is None:
            self.profiles.append(profile)
        else:
            self.profiles = [profile if known.id == profile.id else known for known in self.profiles]

    def remove_profile(self, profile_id: str) -> None:
        """Forget a profile and how its window looked. Its key and its data folder are the caller's business."""
        self.profiles = [profile for profile in self.profiles if profile.id != profile_id]
        self._window_state.pop(profile_id, None)
        if self.last_profile == profile_id:
            self.last_profile = None

    def window_state(self, profile_id: str) -> dict[str, Any]:
        """How the window looked with a profile, as `set_window_state` was given it; {} if unknown."""
        return dict(self._window_state.get(profile_id, {}))

    def set_window_state(self, profile_id: str, state: dict[str, Any]) -> None:
        """Remember how the window looks with a profile: any JSON object, never a key."""
        self._window_state[profile_id] = dict(state)

    def profile_folder(self, profile_id: str) -> Path:
        """The private folder for the data of one profile; created if missing.

        Raises:
            AppError: With a sentence, if it could not be created.
        """
        if not _ID.fullmatch(profile_id):
            raise AppError("A profile has an id that names no folder.")
        try:
            private_folder(self.folder)
            private_folder(self.folder / "profiles")
            return private_folder(self.folder / "profiles" / profile_id)
        except OSError as error:
            raise _unwritable(self.folder, error) from None

    def _take(self, document: dict[str, Any]) -> None:
        profiles: dict[str, Profile] = {}
        entries = document.get("profiles")
        for entry in entries if isinstance(entries, list) else ():
            profile = _read_profile(entry, document.get("share_key") is True)
            if profile is not None:
                profiles.setdefault(profile.id, profile)
        self.profiles = list(profiles.values())
        last = document.get("last_profile")
        self.last_profile = last if isinstance(last, str) and last in profiles else None
        theme = document.get("theme")
        self.theme = theme if theme in THEMES else "system"
        self.high_contrast = document.get("high_contrast") is True
        language = document.get("language")
        self.language = language if isinstance(language, str) else ""
        # Whatever else stands there than a plain "false": the careful reading is to hide.
        self.mask_numbers = document.get("mask_numbers", False) is not False
        days = document.get("retention_days")
        self.retention_days = days if type(days) is int and days in RETENTIONS else DEFAULT_RETENTION_DAYS
        requests = document.get("details_a_day")
        if type(requests) is int and 0 <= requests <= MOST_DETAILS_A_DAY:
            self.details_a_day = requests
        proxy = document.get("proxy")
        self.proxy = proxy if isinstance(proxy, str) else ""
        states = document.get("window_state")
        if isinstance(states, dict):
            self._window_state = {key: state for key, state in states.items() if isinstance(state, dict)}
        self._unknown = {key: value for key, value in document.items() if key not in _KNOWN}

    def _prepare(self) -> tuple[int, bytes]:
        document = {
            **self._unknown,
            "version": 1,
            "last_profile": self.last_profile,
            "theme": self.theme,
            "high_contrast": self.high_contrast,
            "language": self.language,
            "mask_numbers": self.mask_numbers,
            "retention_days": self.retention_days,
            "details_a_day": self.details_a_day,
            "proxy": self.proxy,
            "profiles": [profile._asdict() for profile in self.profiles],
            "window_state": self._window_state,
        }
        self._asked += 1
        return self._asked, json.dumps(document, ensure_ascii=False, indent=1).encode("utf-8", "replace")

    def _write(self, number: int, content: bytes) -> None:
        with self._lock:
            if number <= self._written:
                return
            try:
                private_folder(self.folder)
                replace_file(self.folder / _FILE, content)
            except OSError as error:
                raise _unwritable(self.folder, error) from None
            self._written = number


def _read_profile(entry: Any, share_key: bool) -> Profile | None:
    """A profile of the file, or None if it names no place to send to."""
    if not isinstance(entry, dict):
        return None
    fields: dict[str, Any] = {key: entry[key] for key in Profile._fields if isinstance(entry.get(key), str)}
    # Whatever else stands there than a plain "false": the careful reading is that nothing may be changed.
    fields["read_only"] = entry.get("read_only", False) is not False
    fields["share_key"] = entry.get("share_key", share_key) is True
    if not _ID.fullmatch(fields.get("id", "")) or not fields.get("base_url"):
        return None
    fields.setdefault("name", fields["base_url"])
    return Profile(**fields)


def _set_aside(path: Path) -> str:
    broken = path.with_name(path.name + ".broken")
    try:
        os.replace(path, broken)
    except OSError:
        return f"The settings in {path} are damaged. Defaults are used."
    return f"The settings were damaged and have been set aside as {broken}. Defaults are used; keys are not affected."


def _unwritable(folder: Path, error: OSError) -> AppError:
    return AppError(
        "Nothing could be saved in {folder} ({reason}). Check that the disk is not full and the folder is yours.",
        folder=str(folder),
        reason=error.strerror or type(error).__name__,
    )
