from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from app.cli import Arguments
from app.instance import (
    ANSWER,
    LONGEST_BYTES,
    MOST_FILES,
    FolderLock,
    address_of,
    claim_folder,
    hand_over,
    holder_of,
    is_taken,
    read_request,
    write_request,
)

CHECKOUT = Path(__file__).parents[2]
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Unix sockets")
HOLD = "import sys; from pathlib import Path; from app.instance import FolderLock\n" \
    "lock = FolderLock.take(Path(sys.argv[1])); print(lock is not None, flush=True); sys.stdin.read()"  # fmt: skip


def holder(folder: Path) -> subprocess.Popen[str]:
    """Another process that has the folder."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder)],
        cwd=CHECKOUT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "True\n"
    return process


def end(process: subprocess.Popen[str], *, kill: bool = False) -> None:
    if kill:
        process.send_signal(signal.SIGKILL)
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.close()
    process.stdout.close()
    process.wait(10)


def test_one_process_has_the_folder_until_it_ends_however_it_ends(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    for kill in (False, True):
        first = holder(folder)
        assert FolderLock.take(folder) is None
        assert is_taken(folder)
        assert holder_of(folder) == str(first.pid)
        end(first, kill=kill)
        lock = FolderLock.take(folder)  # what a crash leaves behind is in nobody's way
        assert lock is not None
        lock.release()


def test_other_folders_are_other_consoles(tmp_path: Path) -> None:
    first, second = FolderLock.take(tmp_path / "a"), FolderLock.take(tmp_path / "b")
    assert first is not None
    assert second is not None
    assert address_of(first.folder) != address_of(second.folder)
    first.release()
    second.release()


@POSIX
def test_the_lock_is_private(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        lock = FolderLock.take(tmp_path / "data")
    finally:
        os.umask(before)
    assert lock is not None
    assert lock.folder.stat().st_mode & 0o777 == 0o700
    lock.release()


@POSIX
def test_a_folder_with_a_long_name_has_a_socket_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / ("very-long-" * 12)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    address = Path(address_of(folder))
    assert len(os.fsencode(address)) < 108
    assert address.parent.stat().st_mode & 0o777 == 0o700
    monkeypatch.delenv("XDG_RUNTIME_DIR")
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    assert address_of(folder) != address_of(folder / "other")


def test_files_cross_by_absolute_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names = ["june.csv", "../किशोर.csv", "/tmp/a b\n.csv"]
    assert read_request(write_request(names)) == [
        tmp_path / "june.csv", tmp_path.parent / "किशोर.csv", Path("/tmp/a b\n.csv")
    ]  # fmt: skip
    assert read_request(write_request([])) == []
    assert len(read_request(write_request([f"/{i}" for i in range(1000)]))) == MOST_FILES
    assert len(write_request(["/" + "ü" * 4000] * 100)) <= LONGEST_BYTES


@pytest.mark.parametrize(
    "line",
    [
        b"", b"\n", b"raise", b"{}", b"[]", b'{"files": "x"}', b'{"files": [1]}', b'{"files": ["relative.csv"]}',
        b'{"files": ["/a\\u0000b"]}', b'{"files": [""]}', b'{"files": ["/a"], "key": "k"}', b'{"run": "/bin/sh"}',
        b'{"files": ' + json.dumps(["/a"] * (MOST_FILES + 1)).encode() + b"}", b'{"files": ["/' + b"a" * 5000 + b'"]}',
        b"[" * 200_000, b"\xff\xfe", b'{"files": [' + b" " * LONGEST_BYTES + b"]}",
    ],
)  # fmt: skip
def test_nothing_else_crosses(line: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 (any reason will do)
        read_request(line)


@POSIX
def test_a_second_start_says_one_sentence_and_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DIALNEXA_API_KEY", raising=False)
    folder = tmp_path / "data"
    first = holder(folder)
    heard: list[bytes] = []
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(address_of(folder))
        server.listen()

        def answer() -> None:
            for _ in range(2):
                caller, _ = server.accept()
                with caller:
                    heard.append(caller.recv(LONGEST_BYTES))
                    caller.sendall(ANSWER)

        thread = threading.Thread(target=answer)
        thread.start()
        claim = claim_folder(Arguments(data_dir=str(folder), files=("/tmp/june.csv",)))
        assert (claim.lock, claim.code) == (None, 0)
        assert claim.sentence.startswith("The console is open already")
        claim = claim_folder(Arguments(data_dir=str(folder), profile="Other"))
        assert "were not handed over" in claim.sentence
        thread.join()
    assert heard == [b'{"files": ["/tmp/june.csv"]}\n', b'{"files": []}\n']
    end(first)


@POSIX
def test_a_first_one_that_ends_meanwhile_is_succeeded(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    first = holder(folder)  # listens nowhere: as one that is starting, or about to end
    timer = threading.Timer(0.3, lambda: end(first))
    timer.start()
    claim = claim_folder(Arguments(data_dir=str(folder)))
    assert claim.lock is not None
    assert claim.sentence == ""
    claim.lock.release()
    timer.join()


@POSIX
def test_one_that_does_not_answer_is_said_with_its_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.instance._ANSWER_LIMIT_S", 0.2)
    folder = tmp_path / "data"
    first = holder(folder)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(address_of(folder))
        server.listen()
        assert hand_over(folder, []) is False
        claim = claim_folder(Arguments(data_dir=str(folder)))
    assert claim.code == 1
    assert f"process {first.pid}" in claim.sentence
    end(first)


def test_a_folder_that_cannot_be_made_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    claim = claim_folder(Arguments(data_dir=str(tmp_path / "file" / "data")))
    assert (claim.lock, claim.sentence) == (None, "")
