from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from app.store import wiping
from app.store.wiping import folder_size, wipe_folder, wipe_leftovers

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Unix files")
SECRET = b"+919812345678"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "profiles" / "p1"
    (made / "reference").mkdir(parents=True)
    (made / "uploads.sqlite3").write_bytes(SECRET * 200_000)
    (made / "uploads.sqlite3-wal").write_bytes(SECRET)
    (made / "reference" / "agents.json").write_bytes(SECRET)
    (made / "reference" / "empty").write_bytes(b"")
    return made


def test_the_size_is_that_of_all_files(folder: Path) -> None:
    assert folder_size(folder) == len(SECRET) * 200_002
    assert folder_size(folder.parent / "nobody") == 0


@POSIX
def test_everything_is_overwritten_and_gone(folder: Path) -> None:
    copies = [os.open(path, os.O_RDONLY) for path in folder.rglob("*") if path.is_file()]
    wipe_folder(folder)
    assert list(folder.parent.iterdir()) == []
    for copy in copies:
        assert set(os.pread(copy, 1 << 23, 0)) <= {0}
        os.close(copy)
    wipe_folder(folder)  # harmless


@POSIX
def test_what_a_link_leads_to_is_left_alone(folder: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "kept").write_bytes(SECRET)
    (folder / "link").symlink_to(outside / "kept")
    (folder / "folder").symlink_to(outside)
    os.link(outside / "kept", folder / "second name")
    wipe_folder(folder)
    assert (outside / "kept").read_bytes() == SECRET
    assert not folder.exists()
    other = tmp_path / "profiles" / "p2"
    other.symlink_to(outside)
    wipe_folder(other)
    assert (outside / "kept").exists()


def test_a_crash_on_the_way_leaves_no_half_profile(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []

    def crash(path: str) -> None:
        if len(done) == 2:
            raise KeyboardInterrupt
        done.append(path)

    with monkeypatch.context() as patch:
        patch.setattr(wiping, "_overwrite", crash)
        with pytest.raises(KeyboardInterrupt):
            wipe_folder(folder)
    assert not folder.exists(), "from the first moment on"
    assert len(list(folder.parent.iterdir())) == 1
    (folder.parent / "p2").mkdir()
    wipe_leftovers(folder.parent)
    assert [path.name for path in folder.parent.iterdir()] == ["p2"]
    wipe_leftovers(folder.parent / "not there")


@POSIX
def test_what_is_to_be_kept_stays_as_it_is(folder: Path) -> None:
    for name in ("list.db", "list.db-wal"):
        (folder / name).write_bytes(name.encode())
    kept = len("list.db") + len("list.db-wal")
    gone = [
        os.open(folder / "uploads.sqlite3", os.O_RDONLY),
        os.open(folder / "reference" / "agents.json", os.O_RDONLY),
    ]
    assert folder_size(folder, keep=("list.db",)) == folder_size(folder) - kept
    wipe_folder(folder, keep=("list.db", "missing.db"))
    assert sorted(path.name for path in folder.iterdir()) == ["list.db", "list.db-wal"]
    assert (folder / "list.db").read_bytes() == b"list.db"
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]
    for copy in gone:
        assert set(os.pread(copy, 1 << 23, 0)) <= {0}
        os.close(copy)
    wipe_folder(folder, keep=("missing.db",))
    assert not folder.exists()
