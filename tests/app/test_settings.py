from __future__ import annotations

import asyncio
import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from app.errors import AppError
from app.settings import FOREVER, Profile, Settings, data_folder, new_profile_id
from app.store.files import private_file, private_folder, replace_file

MAIN = Profile("p1", "Main", "https://api.dialnexa.com/v1", "teal", "0001", "DE")
TEST = Profile("p2", "Test", "http://127.0.0.1:8000/v1")
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_the_first_start_has_defaults_and_creates_nothing(tmp_path: Path) -> None:
    settings = Settings.load(tmp_path / "data")
    assert settings.profiles == []
    assert settings.last_profile is None
    assert (settings.theme, settings.language, settings.notice) == ("system", "", "")
    assert not (tmp_path / "data").exists()


def test_what_is_saved_is_found_again(tmp_path: Path) -> None:
    settings = Settings.load(tmp_path)
    settings.put_profile(MAIN)
    settings.put_profile(TEST)
    settings.last_profile = "p2"
    settings.theme = "dark"
    settings.language = "hi"
    settings.set_window_state("p1", {"geometry": "AdnQ", "columns": [1, 2], "name": "मुख्य \ud800"})
    settings.save()
    again = Settings.load(tmp_path)
    assert again.profiles == [MAIN, TEST]
    assert (again.last_profile, again.theme, again.language, again.notice) == ("p2", "dark", "hi", "")
    assert again.window_state("p1")["columns"] == [1, 2]


def test_preferences_are_found_again_and_read_with_tolerance(tmp_path: Path) -> None:
    settings = Settings.load(tmp_path)
    assert (settings.mask_numbers, settings.proxy, settings.retention_days) == (False, "", 365)
    settings.mask_numbers = True
    settings.retention_days = FOREVER
    settings.proxy = "http://proxy:3128"
    settings.save()
    again = Settings.load(tmp_path)
    assert (again.mask_numbers, again.proxy, again.retention_days) == (True, "http://proxy:3128", FOREVER)
    written = {"mask_numbers": "yes", "proxy": 5, "retention_days": 7}
    (tmp_path / "settings.json").write_text(json.dumps(written))
    odd = Settings.load(tmp_path)
    # What cannot be read hides numbers rather than showing them.
    assert (odd.mask_numbers, odd.proxy) == (True, "")
    assert odd.retention_days == 365


def test_sharing_the_key_belongs_to_a_profile(tmp_path: Path) -> None:
    settings = Settings.load(tmp_path)
    settings.put_profile(MAIN)
    settings.put_profile(TEST._replace(share_key=True))
    settings.save()
    again = Settings.load(tmp_path)
    assert [(profile.share_key, profile.floor_share) for profile in again.profiles] == [(False, 0.5), (True, 1.0)]
    # A file of an older version has one for all; what a profile says itself counts more, and nonsense is a no.
    document = json.loads((tmp_path / "settings.json").read_text("utf-8"))
    document["share_key"] = True
    document["profiles"] = [
        {key: value for key, value in MAIN._asdict().items() if key != "share_key"},
        {**TEST._asdict(), "share_key": "yes"},
    ]
    (tmp_path / "settings.json").write_text(json.dumps(document))
    older = Settings.load(tmp_path)
    assert [profile.share_key for profile in older.profiles] == [True, False]
    older.save()
    assert "share_key" not in json.loads((tmp_path / "settings.json").read_text("utf-8"))


@POSIX
def test_folder_and_file_are_private_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        settings = Settings.load(tmp_path / "deep" / "data")
        settings.put_profile(MAIN)
        settings.save()
        folder = settings.profile_folder("p1")
    finally:
        os.umask(before)
    assert mode(settings.folder) == mode(folder) == mode(folder.parent) == 0o700
    assert mode(settings.folder / "settings.json") == 0o600
    assert [path.name for path in settings.folder.iterdir() if path.is_file()] == ["settings.json"]


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"null", b"\xff\xfe\x00", b"[" * 100_000, b'{"profiles": ' + b"9" * 5_000 + b"}"],
    ids=["empty", "cut", "list", "null", "binary", "deep", "long number"],
)
def test_a_damaged_file_is_set_aside(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "settings.json").write_bytes(content)
    (tmp_path / "settings.json.broken").write_bytes(b"an earlier one")
    settings = Settings.load(tmp_path)
    assert settings.profiles == []
    assert "settings.json.broken" in settings.notice
    assert (tmp_path / "settings.json.broken").read_bytes() == content
    settings.put_profile(MAIN)
    settings.save()
    assert Settings.load(tmp_path).profiles == [MAIN]


def test_wrong_values_are_left_out_and_unknown_ones_kept(tmp_path: Path) -> None:
    document = {
        "version": 7,
        "theme": "pink",
        "language": 3,
        "last_profile": "gone",
        "profiles": [
            MAIN._asdict() | {"note": "unknown"},
            MAIN._asdict() | {"name": "twice"},
            {"id": "../evil", "base_url": "https://x.test"},
            {"id": "no-address"},
            {"id": "bare", "base_url": "https://x.test/v1", "colour": 5},
            "text",
        ],
        "window_state": {"p1": {"a": 1}, "p2": 5},
        "from_the_future": {"b": 2},
    }
    (tmp_path / "settings.json").write_text(json.dumps(document))
    settings = Settings.load(tmp_path)
    assert settings.profiles == [MAIN, Profile("bare", "https://x.test/v1", "https://x.test/v1")]
    assert (settings.theme, settings.language, settings.last_profile) == ("system", "", None)
    assert settings.window_state("p1") == {"a": 1}
    assert settings.window_state("p2") == {}
    assert settings.notice == ""
    settings.save()
    assert json.loads((tmp_path / "settings.json").read_text())["from_the_future"] == {"b": 2}


def test_a_folder_in_the_place_of_the_file_is_reported(tmp_path: Path) -> None:
    (tmp_path / "settings.json").mkdir()
    settings = Settings.load(tmp_path)
    assert "could not be read" in settings.notice
    with pytest.raises(AppError, match="Nothing could be saved"):
        settings.save()
    assert [path.name for path in tmp_path.iterdir()] == ["settings.json"]  # nothing is left lying about


def test_profiles_are_changed_in_place_and_names_are_unique(tmp_path: Path) -> None:
    settings = Settings.load(tmp_path)
    settings.put_profile(MAIN)
    settings.put_profile(TEST)
    settings.put_profile(MAIN._replace(name="Renamed"))
    assert [profile.name for profile in settings.profiles] == ["Renamed", "Test"]
    assert settings.profile_named("rENAMED") == settings.profile("p1")
    with pytest.raises(AppError, match="named TEST already"):
        settings.put_profile(MAIN._replace(name="TEST"))
    with pytest.raises(AppError, match="a name"):
        settings.put_profile(MAIN._replace(name=" "))
    settings.last_profile = "p1"
    settings.set_window_state("p1", {"a": 1})
    settings.remove_profile("p1")
    assert (settings.profiles, settings.last_profile, settings.window_state("p1")) == ([TEST], None, {})


def test_an_id_never_leads_out_of_the_data_folder(tmp_path: Path) -> None:
    with pytest.raises(AppError):
        Settings.load(tmp_path).profile_folder("../elsewhere")
    assert Settings.load(tmp_path).profile_folder(new_profile_id()).parent.parent == tmp_path


def test_of_several_savings_the_latest_wins(tmp_path: Path) -> None:
    settings = Settings.load(tmp_path)

    async def main() -> None:
        waiting = []
        for number in range(20):
            settings.set_window_state("p1", {"number": number})
            waiting.append(asyncio.ensure_future(settings.save_in_background()))
            await asyncio.sleep(0)
        await asyncio.gather(*waiting)

    asyncio.run(main())
    assert Settings.load(tmp_path).window_state("p1") == {"number": 19}


def test_the_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert data_folder("here") == tmp_path / "here"
    assert data_folder("~/there") == Path.home() / "there"
    assert data_folder().is_absolute()
    assert data_folder().name == "dialnexa-console"


def test_reading_settings_imports_little() -> None:
    program = (
        "import sys; from pathlib import Path; before = set(sys.modules)\n"
        "from app.settings import Settings; Settings.load(Path('/nonexistent'))\n"
        "print(sorted({'asyncio', 'dataclasses', 'platformdirs', 'keyring', 'msgspec', 'httpx'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=20, check=True)
    assert done.stdout.strip() == "[]"


# Private files


@POSIX
def test_an_open_folder_is_closed_but_a_shared_one_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own, sticky, home = tmp_path / "own", tmp_path / "sticky", tmp_path / "home"
    for folder, its_mode in ((own, 0o755), (sticky, 0o1777), (home, 0o755)):
        folder.mkdir()
        folder.chmod(its_mode)
    monkeypatch.setenv("HOME", str(home))
    assert [mode(private_folder(folder)) for folder in (own, sticky, home)] == [0o700, 0o1777, 0o755]


@POSIX
def test_a_private_file_is_private_and_keeps_its_content(tmp_path: Path) -> None:
    path = tmp_path / "calls.db"
    before = os.umask(0)
    try:
        assert mode(private_file(path)) == 0o600
    finally:
        os.umask(before)
    path.write_bytes(b"content")
    path.chmod(0o644)
    private_file(path)
    assert (mode(path), path.read_bytes()) == (0o600, b"content")


@POSIX
def test_a_link_in_the_place_of_a_private_file_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OSError, match="link"):
        private_file(tmp_path / "link")
    assert not (tmp_path / "elsewhere").exists()


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "file"
    replace_file(path, b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        replace_file(path, b"new and longer")
    assert path.read_bytes() == b"old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["file"]
