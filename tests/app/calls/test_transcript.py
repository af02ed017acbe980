from __future__ import annotations

import pytest

from app.calls.transcript import MOST_CHARACTERS, Turn, turns


def test_lines_begin_with_who_speaks() -> None:
    assert turns("Agent: नमस्ते\nUser: hello") == [Turn("agent", "Agent", "नमस्ते"), Turn("person", "User", "hello")]


def test_a_line_without_a_speaker_goes_on_with_the_last() -> None:
    assert turns("Agent: one\ntwo\n\nUser: three") == [
        Turn("agent", "Agent", "one\ntwo"),
        Turn("person", "User", "three"),
    ]


def test_a_colon_within_a_turn_is_no_speaker() -> None:
    assert turns("Agent: listen\nNote: it is 10:30\nhttps://example.com") == [
        Turn("agent", "Agent", "listen\nNote: it is 10:30\nhttps://example.com")
    ]


def test_a_name_that_comes_back_is_a_speaker() -> None:
    assert [turn.name for turn in turns("Priya: hi\nAgent: hello\nPriya: bye")] == ["Priya", "Agent", "Priya"]


@pytest.mark.parametrize("text", ["", "\n\n", "   "])
def test_nothing_said_is_no_turn(text: str) -> None:
    assert turns(text) == []


def test_text_without_speakers_is_one_turn() -> None:
    assert turns("only words\nand more") == [Turn("other", "", "only words\nand more")]


def test_a_turn_without_end_comes_in_pieces_that_lose_nothing() -> None:
    found = turns("Agent: " + "x" * (3 * MOST_CHARACTERS + 5))
    assert all(len(turn.words) <= MOST_CHARACTERS and turn.side == "agent" for turn in found)
    assert "".join(turn.words for turn in found) == "x" * (3 * MOST_CHARACTERS + 5)


def test_markup_stays_what_it_is() -> None:
    assert turns("User: <b>hi</b> & bye")[0].words == "<b>hi</b> & bye"
