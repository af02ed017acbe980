"""What the kinds of reference data are called, and how old a copy is.

Owns: the words. Leaves to others: the data (`app/reference/cache.py`).
"""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from app.reference.cache import Kind
from ui import texts

translate = QCoreApplication.translate


class Words(NamedTuple):
    """The sentences of one kind.

    Attributes:
        title: Of the list and the table.
        one: "1 agent".
        many: "{count} agents".
        reading: While they are fetched for the first time.
        refused: The key may not read them.
        failed: They could not be read, and there is no copy.
        none: There are none.
        where: What to do about that; "" for nothing.
        unmatched: The search hides all of them.
    """

    title: str
    one: str
    many: str
    reading: str
    refused: str
    failed: str
    none: str
    where: str
    unmatched: str

    def counted(self, count: int) -> str:
        """So many of them."""
        return self.one if count == 1 else self.many.format(count=texts.number(count))


def words(kind: Kind) -> Words:
    """The sentences of a kind in the interface language."""
    dashboard = translate("Reference", "They are made in the DialNexa dashboard.")
    match kind:
        case Kind.AGENTS:
            return Words(
                translate("Reference", "Agents"),
                translate("Reference", "1 agent"),
                translate("Reference", "{count} agents"),
                translate("Reference", "Reading agents…"),
                translate("Reference", "This key may not read agents"),
                translate("Reference", "Agents could not be read"),
                translate("Reference", "No agents in this workspace"),
                dashboard,
                translate("Reference", "No agent matches the search"),
            )
        case Kind.PHONE_NUMBERS:
            return Words(
                translate("Reference", "Phone numbers"),
                translate("Reference", "1 phone number"),
                translate("Reference", "{count} phone numbers"),
                translate("Reference", "Reading phone numbers…"),
                translate("Reference", "This key may not read phone numbers"),
                translate("Reference", "Phone numbers could not be read"),
                translate("Reference", "No phone numbers in this workspace"),
                dashboard,
                translate("Reference", "No phone number matches the search"),
            )
        case Kind.VOICES:
            return Words(
                translate("Reference", "Voices"),
                translate("Reference", "1 voice"),
                translate("Reference", "{count} voices"),
                translate("Reference", "Reading voices…"),
                translate("Reference", "This key may not read voices"),
                translate("Reference", "Voices could not be read"),
                translate("Reference", "The server lists no voices"),
                "",
                translate("Reference", "No voice matches the search"),
            )
        case Kind.LANGUAGES:
            return Words(
                translate("Reference", "Languages"),
                translate("Reference", "1 language"),
                translate("Reference", "{count} languages"),
                translate("Reference", "Reading languages…"),
                translate("Reference", "This key may not read languages"),
                translate("Reference", "Languages could not be read"),
                translate("Reference", "The server lists no languages"),
                "",
                translate("Reference", "No language matches the search"),
            )
        case Kind.LLMS:
            return Words(
                translate("Reference", "Language models"),
                translate("Reference", "1 language model"),
                translate("Reference", "{count} language models"),
                translate("Reference", "Reading language models…"),
                translate("Reference", "This key may not read language models"),
                translate("Reference", "Language models could not be read"),
                translate("Reference", "The server lists no language models"),
                "",
                translate("Reference", "No language model matches the search"),
            )
        case Kind.TRANSCRIBERS:
            return Words(
                translate("Reference", "Transcribers"),
                translate("Reference", "1 transcriber"),
                translate("Reference", "{count} transcribers"),
                translate("Reference", "Reading transcribers…"),
                translate("Reference", "This key may not read transcribers"),
                translate("Reference", "Transcribers could not be read"),
                translate("Reference", "The server lists no transcribers"),
                "",
                translate("Reference", "No transcriber matches the search"),
            )


def read_ago(age_s: float) -> str:
    """How long ago a copy was read: "read 3 h ago"."""
    minutes = int(age_s // 60)
    if minutes < 1:
        return translate("Reference", "read just now")
    if minutes < 60:
        return translate("Reference", "read {minutes} min ago").format(minutes=minutes)
    if minutes < 48 * 60:
        return translate("Reference", "read {hours} h ago").format(hours=minutes // 60)
    return translate("Reference", "read {days} days ago").format(days=texts.number(minutes // (24 * 60)))


def cost(requests: int) -> str:
    """What reading again costs."""
    if requests == 1:
        return translate("Reference", "Reads them again: 1 request")
    return translate("Reference", "Reads them again: {count} requests").format(count=texts.number(requests))
