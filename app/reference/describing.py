"""What the server sends about a thing, all of it, as lines that can be read.

Owns: which parts of an agent are things of their own, and writing any record down within bounds. Pure. Leaves to
others: making the text fit to be shown (`ui/texts.py`), words in the interface language.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, NamedTuple

MOST_LINES: Final = 400
MOST_CHARACTERS: Final = 30_000
LONGEST_VALUE: Final = 2_000
LONGEST_NAME: Final = 120
DEEPEST: Final = 12
_CUT: Final = "…"
_STEP: Final = "  "


class AgentParts(NamedTuple):
    """Ids of what an agent is made of; "" where the server does not say."""

    voice: str = ""
    llm: str = ""
    transcriber: str = ""


def agent_parts(raw: Mapping[str, Any]) -> AgentParts:
    """The parts of an agent's current version, in both documented spellings (objects with an id, or plain ids)."""
    version = _mapping(raw.get("current_version"))
    speech = _mapping(version.get("speech"))
    return AgentParts(
        _id(version.get("voice"), version.get("voice_id")),
        _id(version.get("llm"), version.get("llm_id")),
        _id(speech.get("transcriber_id"), version.get("transcriber_id")),
    )


def agent_of_number(raw: Mapping[str, Any]) -> str:
    """Id of the agent that a caller number belongs to; "" where the server does not say."""
    return _id(raw.get("agent_id"), raw.get("outbound_agent_id"), raw.get("inbound_agent_id"))


def describe(raw: Mapping[str, Any], show: Callable[[str, str], str] = lambda _name, text: text) -> str:
    """Every field of a record, one a line, what is inside of something indented; cut at the bounds above.

    Args:
        raw: As it was decoded.
        show: Writes a text value, by the name of its field.
    """
    lines: list[str] = []
    left = MOST_CHARACTERS
    for line in _lines(raw, 0, show):
        if len(lines) >= MOST_LINES or len(line) >= left:
            lines.append(_CUT)
            break
        lines.append(line)
        left -= len(line) + 1
    return "\n".join(lines)


def _lines(value: Any, depth: int, show: Callable[[str, str], str]) -> Iterator[str]:
    """Lazily: a long record is not written further than it is shown."""
    pad = _STEP * depth
    entries = value.items() if isinstance(value, Mapping) else ((str(n), one) for n, one in enumerate(value, start=1))
    for key, one in entries:
        name = _short(str(key), LONGEST_NAME).replace("\n", " ")
        if not (isinstance(one, Mapping | list) and one):
            text = _scalar(name, one, show).replace("\n", f"\n{pad}{_STEP}")
            yield f"{pad}{name}: {text}"
        elif isinstance(one, list) and not any(isinstance(item, Mapping | list) for item in one):
            shown = ", ".join(_scalar(name, item, show) for item in one[:MOST_LINES])
            yield f"{pad}{name}: {_short(shown, LONGEST_VALUE)}"
        elif depth + 1 >= DEEPEST:
            yield f"{pad}{name}: {_CUT}"
        else:
            yield f"{pad}{name}:"
            yield from _lines(one, depth + 1, show)


def _scalar(name: str, value: Any, show: Callable[[str, str], str]) -> str:
    if isinstance(value, str):
        return show(name, _short(value, LONGEST_VALUE))
    words = {None: "null", True: "true", False: "false"}
    if value is None or isinstance(value, bool):
        return words[value]
    if isinstance(value, Mapping):
        return "{}"
    return "[]" if isinstance(value, list) else _short(str(value), LONGEST_NAME)


def _short(text: str, cap: int) -> str:
    return text if len(text) <= cap else text[: cap - 1] + _CUT


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _id(*values: Any) -> str:
    for value in values:
        found = _mapping(value).get("id", value)
        if isinstance(found, str) and found:
            return found
    return ""
