"""What the server sends about a thing, written down within bounds."""

from __future__ import annotations

from typing import Any

import pytest

from app.reference.describing import (
    LONGEST_VALUE,
    MOST_CHARACTERS,
    MOST_LINES,
    AgentParts,
    agent_of_number,
    agent_parts,
    describe,
)


def test_every_field_is_a_line() -> None:
    raw = {
        "id": "agt_1",
        "current_version": {"number": 3, "voice": {"id": "v1"}, "llm": None, "tags": []},
        "published": True,
        "codes": ["hi-IN", "en-IN"],
        "steps": [{"name": "greet"}, {"name": "ask"}],
        "prompt": "Say hello.\nThen ask.",
        "rate": 0.5,
        "nothing": {},
    }
    assert describe(raw).split("\n") == [
        "id: agt_1",
        "current_version:",
        "  number: 3",
        "  voice:",
        "    id: v1",
        "  llm: null",
        "  tags: []",
        "published: true",
        "codes: hi-IN, en-IN",
        "steps:",
        "  1:",
        "    name: greet",
        "  2:",
        "    name: ask",
        "prompt: Say hello.",
        "  Then ask.",
        "rate: 0.5",
        "nothing: {}",
    ]


def test_texts_are_shown_as_wished() -> None:
    raw = {"phone_number": "+919812345678", "other": {"label": "x"}}
    assert describe(raw, lambda name, text: "hidden" if "phone" in name else text.upper()) == (
        "phone_number: hidden\nother:\n  label: X"
    )


def deep(levels: int) -> dict[str, Any]:
    made: dict[str, Any] = {"end": 1}
    for _ in range(levels):
        made = {"more": made}
    return made


@pytest.mark.parametrize(
    "raw",
    [
        {"text": "x" * 1_000_000},
        {str(number): number for number in range(100_000)},
        {str(number): "y" * 3_000 for number in range(100)},
        {"list": ["z" * 100] * 100_000},
        {"list": [{"a": 1}] * 100_000},
        {"k" * 1_000_000: 1},
        {"number": 10**4_000},
        deep(60),
    ],
    ids=["long text", "many fields", "many long texts", "long list", "many records", "long name", "digits", "deep"],
)
def test_it_stays_within_bounds(raw: dict[str, Any]) -> None:
    text = describe(raw)
    assert len(text) <= MOST_CHARACTERS + 1
    assert text.count("\n") <= MOST_LINES
    assert max(map(len, text.split("\n"))) <= LONGEST_VALUE + 200
    assert text.endswith("…") or "…" in text


def test_what_an_agent_is_made_of() -> None:
    nested = {"voice": {"id": "v"}, "llm": {"id": "l"}, "speech": {"transcriber_id": "t"}}
    flat = {"voice_id": "v", "llm_id": "l", "transcriber_id": "t"}
    for version in (nested, flat):
        assert agent_parts({"current_version": version}) == AgentParts("v", "l", "t")
    for odd in ({}, {"current_version": None}, {"current_version": {"voice": [], "llm": 5, "speech": "x"}}):
        assert agent_parts(odd) == AgentParts()


def test_whose_a_number_is() -> None:
    assert agent_of_number({"agent_id": "a"}) == "a"
    assert agent_of_number({"agent_id": None, "inbound_agent_id": "b"}) == "b"
    assert agent_of_number({"agent_id": 7}) == ""
