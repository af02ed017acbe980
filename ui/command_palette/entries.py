"""What the palette offers: commands, what can be queued, campaigns to jump to.

Owns: an entry's words, its order, what choosing it does. Leaves to others: showing the list (`overlay.py`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence

from ui import texts, tokens
from ui.command import Command, cooling_reason
from ui.command_palette.matching import score
from ui.commands import TABS, group_title, group_titles

if TYPE_CHECKING:
    from ui.desk import Desk
    from ui.when_allowed import ActionQueue

translate = QCoreApplication.translate

MAX_CAMPAIGNS = 8
ON_BONUS = 0.5
"""What can be done goes before what cannot, where both fit about equally."""
NOT_LISTED = ("tools.palette",)


class Entry(NamedTuple):
    """One line of the palette.

    Attributes:
        key: Stable: the command's key, or "campaign:" and an id.
        title: What it does.
        group: Where it belongs.
        keys: Its shortcut, as the platform writes it.
        why_not: Why it is off, "" when it is on.
        choose: What Return does; None for what can only be read.
    """

    key: str
    title: str
    group: str
    keys: str
    why_not: str
    choose: Callable[[], object] | None

    @property
    def is_on(self) -> bool:
        """Whether it is done at once."""
        return not self.why_not

    @property
    def spoken(self) -> str:
        """All of it, for a screen reader."""
        return ", ".join(part for part in (self.title, self.group, self.keys, self.why_not) if part)


class PaletteEntries:
    """Builds the list for what was typed."""

    def __init__(self, desk: Desk, queue: ActionQueue, front_tab: Callable[[], str]) -> None:
        self._desk = desk
        self._queue = queue
        self._front_tab = front_tab

    def found(self, query: str) -> list[Entry]:
        """Entries for what was typed, best first; everything, group by group, while nothing is."""
        entries = self._commands()
        if not query.strip():
            return entries
        entries += self._campaigns()
        scored = [(score(query, entry.title, entry.group), place, entry) for place, entry in enumerate(entries)]
        fitting = [
            (found + ON_BONUS * entry.is_on, -place, entry) for found, place, entry in scored if found is not None
        ]
        fitting.sort(key=lambda item: item[:2], reverse=True)
        best: list[Entry] = []
        campaigns = 0
        for _, _, entry in fitting:
            is_campaign = entry.key.startswith("campaign:")
            campaigns += is_campaign
            if not is_campaign or campaigns <= MAX_CAMPAIGNS:
                best.append(entry)
        return best

    def _commands(self) -> list[Entry]:
        groups = list(group_titles())
        front = self._front_tab()

        def place(command: Command) -> int:
            group = command.key.partition(".")[0]
            return -1 if group == front else groups.index(group) if group in groups else len(groups)

        commands = [command for command in self._desk.commands if command.key not in NOT_LISTED]
        return [self._entry(command) for command in sorted(commands, key=place)]

    def _entry(self, command: Command) -> Entry:
        title = command.title.rstrip("…")
        capture = command.capture() if command.possible and command.capture is not None else None
        if capture is not None:
            title = capture.label
        choose: Callable[[], object] | None = None
        why_not = _why_not(command)
        if command.available:
            choose = lambda: self._run(command)  # noqa: E731 (a choice of three)
        elif command.can_wait and capture is not None:
            queued = self._queue.find(capture)
            if queued is not None:
                why_not = translate("Palette", "queued · Return takes it out")
                choose = lambda: self._queue.take_out(queued)  # noqa: E731
            else:
                left = texts.duration(command.cooling.seconds_left if command.cooling is not None else None)
                why_not = translate("Palette", "waits {left} for the server · Return queues it").format(left=left)
                choose = lambda: self._queue.put(command)  # noqa: E731
        return Entry(
            command.key,
            texts.plain(title, tokens.CELL_CAP),
            group_title(command.key),
            command.keys.toString(QKeySequence.SequenceFormat.NativeText),
            why_not,
            choose,
        )

    def _run(self, command: Command) -> None:
        group = command.key.partition(".")[0]
        if group in TABS and group != self._front_tab():
            # What it does is seen there.
            self._desk.tab_wanted.emit(group)
        # The action rather than the command: one that is ticked changes its tick.
        command.action.trigger()

    def _campaigns(self) -> list[Entry]:
        context = self._desk.context
        if context is None:
            return []
        go_to = translate("Palette", "Go to {name}")
        return [
            Entry(
                f"campaign:{campaign.id}",
                go_to.format(name=texts.plain(campaign.name, tokens.CELL_CAP)),
                translate("Palette", "Campaign"),
                "",
                "",
                lambda wanted=campaign.id: self._go_to(wanted),  # type: ignore[misc]
            )
            for campaign in context.campaigns.records
        ]

    def _go_to(self, campaign_id: str) -> None:
        self._desk.tab_wanted.emit("campaigns")
        self._desk.campaign_wanted.emit(campaign_id)


def _why_not(command: Command) -> str:
    if command.available:
        return ""
    if not command.possible:
        return texts.plain(command.why_not, tokens.CELL_CAP) or translate("Palette", "Not possible now.")
    state = command.cooling
    if state is not None:
        return translate("Palette", "{why} Possible again in {left}.").format(
            why=cooling_reason(state), left=texts.duration(state.seconds_left)
        )
    return translate("Palette", "It is being done.")
