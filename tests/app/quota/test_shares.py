"""Dividing the requests of a window among consoles, and the file in which they do."""

from __future__ import annotations

import random
import sqlite3
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.quota.share_file import EXPIRES_S, FILE_NAME, ShareFile
from app.quota.shares import Other, Share, Standing, divide
from app.secrets import Secret

KEY = Secret("key-of-tests:secret-of-tests")
SERVER = "https://api.example.com/v1"
NOW = 5_000.0
END = 1_800_000_060.0


def busy(**changes: int | bool) -> Standing:
    standing = Standing(limit=60, window_end=END, remaining=60, waiting=500)
    return standing._replace(**changes)  # type: ignore[arg-type]


def test_alone_everything_is_ours() -> None:
    assert divide(busy(), []) == Share(0, 60, 0)


def test_two_busy_ones_get_half_each_and_leave_something_for_an_emergency() -> None:
    mine = busy(spent=25, held=25, remaining=20)
    share = divide(mine, [Other(END, 29, 15, True)])
    assert share == Share(1, 29, 15)
    assert divide(mine._replace(held=29, spent=29), [Other(END, 29, 29, True)]).held == 29


def test_what_the_other_does_not_want_may_be_borrowed() -> None:
    held = 0
    for _ in range(20):
        held = divide(busy(spent=held, held=held, remaining=60 - held), [Other(END, 0, 0, False)]).held
    assert 50 <= held <= 57  # and a little is left for its click


def test_a_click_may_have_what_is_left_beyond_the_equal_part() -> None:
    mine = busy(spent=29, held=29, remaining=25)
    assert divide(mine, [Other(END, 10, 6, True)]).held == 29
    assert divide(mine._replace(is_urgent=True, waiting=1), [Other(END, 10, 6, True)]).held == 30


def test_what_the_other_held_in_an_earlier_window_takes_nothing_away() -> None:
    assert divide(busy(spent=1, held=1), [Other(END - 60, 58, 58, True)]).held == 7


def test_what_strangers_have_spent_is_nobodys() -> None:
    """The server says 3 are left, of which the other holds 2 that it has not spent."""
    assert divide(busy(spent=10, held=10, remaining=3), [Other(END, 12, 10, True)]).held == 11


def test_without_knowing_the_window_nothing_is_held() -> None:
    assert divide(Standing(waiting=5), [Other(END, 5, 5, True)]).held == 0


@settings(max_examples=300, deadline=None)
@given(
    consoles=st.integers(2, 4),
    limit=st.integers(6, 100),
    strangers=st.integers(0, 10),
    choices=st.lists(st.tuples(st.integers(0, 3), st.integers(0, 30), st.booleans()), max_size=60),
)
def test_together_they_never_hold_more_than_there_is(
    consoles: int, limit: int, strangers: int, choices: list[tuple[int, int, bool]]
) -> None:
    held, spent = [0] * consoles, [0] * consoles
    strangers = min(strangers, limit)
    for number, wanted, is_urgent in choices:
        me = number % consoles
        others = [Other(END, held[i], spent[i], True) for i in range(consoles) if i != me]
        left = limit - strangers - sum(spent)
        mine = Standing(limit, END, 1.5, left, spent[me], held[me], wanted, is_urgent)
        held[me] = divide(mine, others).held
        assert sum(held) <= limit - strangers
        spent[me] = min(held[me], spent[me] + wanted)


# The file


def opened(folder: Path, key: Secret = KEY, server: str = SERVER) -> ShareFile:
    file = ShareFile(folder)
    file.open(server, key)
    return file


def test_consoles_with_the_same_key_and_server_see_each_other_and_nobody_else(tmp_path: Path) -> None:
    first, second = opened(tmp_path), opened(tmp_path)
    assert first.exchange(busy(), NOW).partners == 0
    assert second.exchange(busy(), NOW).partners == 1
    assert opened(tmp_path, Secret("other-key:other-secret")).exchange(busy(), NOW).partners == 0
    assert opened(tmp_path, server="https://api.example.org/v1").exchange(busy(), NOW).partners == 0


def test_one_that_was_alone_keeps_nothing_back_from_one_that_comes(tmp_path: Path) -> None:
    first, second = opened(tmp_path), opened(tmp_path)
    assert first.exchange(busy(spent=20, remaining=40, held=20), NOW) == Share(0, 60, 0)
    # It holds all of the window until it hears of the other.
    assert second.exchange(busy(remaining=40), NOW).held == 0
    assert first.exchange(busy(spent=20, remaining=40, held=20), NOW + 1).held == 26
    assert second.exchange(busy(remaining=40), NOW + 1).held == 6


def test_who_has_not_been_heard_of_is_gone_with_all_it_held(tmp_path: Path) -> None:
    crashed, other = opened(tmp_path), opened(tmp_path)
    crashed.exchange(busy(), NOW)
    assert other.exchange(busy(), NOW + EXPIRES_S - 0.1).partners == 1
    assert other.exchange(busy(), NOW + EXPIRES_S + 0.1) == Share(0, 60, 0)


def test_rows_from_before_the_machine_was_started_again_are_nobody(tmp_path: Path) -> None:
    opened(tmp_path).exchange(busy(), NOW + 100_000)
    assert opened(tmp_path).exchange(busy(), NOW).partners == 0


def test_who_leaves_is_gone_at_once(tmp_path: Path) -> None:
    first, second = opened(tmp_path), opened(tmp_path)
    first.exchange(busy(), NOW)
    first.leave()
    assert second.exchange(busy(), NOW).partners == 0


def test_the_file_is_private_and_does_not_give_the_key_away(tmp_path: Path) -> None:
    folder = tmp_path / "state"
    file = opened(folder)
    file.exchange(busy(), NOW)
    assert folder.stat().st_mode & 0o777 == 0o700
    files = list(folder.iterdir())
    assert {path.stat().st_mode & 0o777 for path in files} == {0o600}
    content = b"".join(path.read_bytes() for path in files)
    for part in (*KEY.reveal().split(":"), "example.com"):
        assert part.encode() not in content


def test_many_at_once_hold_no_request_twice(tmp_path: Path) -> None:
    """Real threads on the real file: telling and being told is one transaction."""
    files = [opened(tmp_path) for _ in range(4)]
    held = [0] * 4
    spent = [0] * 4

    def work(me: int) -> None:
        choose = random.Random(me)
        for _ in range(25):
            mine = busy(spent=spent[me], held=held[me], remaining=60 - sum(spent))
            held[me] = files[me].exchange(mine, NOW).held
            spent[me] = choose.randint(spent[me], max(spent[me], held[me]))

    files[0].exchange(busy(), NOW)
    for file in files:  # all know of each other before they begin
        file.exchange(Standing(waiting=1), NOW)
    threads = [threading.Thread(target=work, args=(me,)) for me in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(held) <= 58
    assert min(held) >= 10


def test_a_file_of_another_version_is_not_touched(tmp_path: Path) -> None:
    opened(tmp_path)
    database = sqlite3.connect(tmp_path / FILE_NAME)
    database.execute("pragma user_version = 99")
    database.close()
    with pytest.raises(sqlite3.DatabaseError, match="another version"):
        opened(tmp_path)
