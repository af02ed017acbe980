"""What a screen reader sees of a program, and what it can do with it, over the accessibility bus.

Owns: AT-SPI 2 over D-Bus (org.a11y.atspi.*, https://gnome.pages.gitlab.gnome.org/at-spi2-core/), spoken directly: no
bindings outside the virtual environment, no cache between the test and the program. Leaves to others: the bus itself
(`desktop.py`), pointer and keyboard.

Everything is a question to the live program; one that does not answer within `ANSWER_LIMIT_S` is reported as frozen.
"""

from __future__ import annotations

import contextlib
import re
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from jeepney import DBusAddress, Message, MessageType, new_method_call
from jeepney.io.blocking import open_dbus_connection
from jeepney.low_level import HeaderFields

from tests.end_to_end.desktop import eventually

ANSWER_LIMIT_S = 15.0
# A virtual table reports all its cells as children: beyond this they are looked at one by one, through `cell`.
MANY_CHILDREN = 400

_ATSPI = "org.a11y.atspi."
_ROOT = "/org/a11y/atspi/accessible/root"
# Bits of AtspiStateType that tests ask for.
_STATES = {
    1: "active", 4: "checked", 7: "editable", 8: "enabled", 9: "expandable", 10: "expanded", 11: "focusable",
    12: "focused", 16: "modal", 22: "selectable", 23: "selected", 24: "sensitive", 25: "showing", 30: "visible",
    41: "read-only",
}  # fmt: skip


class Gone(AssertionError):
    """The accessible, or the whole program, is no longer there."""


class Extents(NamedTuple):
    """A rectangle of the screen, in pixels."""

    x: int
    y: int
    width: int
    height: int

    @property
    def centre(self) -> tuple[int, int]:
        """The point to click on."""
        return self.x + self.width // 2, self.y + self.height // 2


class AccessibilityBus:
    """A connection to the accessibility bus of a desktop session. A context manager."""

    def __init__(self, address: str) -> None:
        self._connection = open_dbus_connection(bus=address)

    def __enter__(self) -> AccessibilityBus:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def application(self, pid: int, *, timeout_s: float = 20.0, alive: Callable[[], bool] = lambda: True) -> Node:
        """Wait until the process `pid` has announced a window to the bus; its root, named after the application."""
        registry = Node(self, "org.a11y.atspi.Registry", _ROOT)

        def look() -> Node | None:
            if not alive():
                raise Gone(f"process {pid} ended before it showed a window")
            for child in registry.children():
                with contextlib.suppress(Gone):
                    if self._pid_of(child.owner) == pid and child.child_count:
                        return child
            return None

        return eventually(look, f"process {pid} on the accessibility bus", timeout_s=timeout_s)

    def _pid_of(self, owner: str) -> int:
        bus = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
        return int(self.ask([new_method_call(bus, "GetConnectionUnixProcessID", "s", (owner,))])[0][0])

    def ask(self, questions: Iterable[Message]) -> list[tuple[Any, ...]]:
        """Send all questions at once; their answers in the same order. `Gone` if one of them is an error."""
        answers = self._exchange(questions)
        for answer in answers:
            if answer.header.message_type is MessageType.error:
                raise Gone(f"{answer.header.fields.get(HeaderFields.error_name)}: {answer.body}")
        return [tuple(answer.body) for answer in answers]

    def ask_tolerantly(self, questions: Iterable[Message]) -> list[tuple[Any, ...] | None]:
        """As `ask`, with None in the place of an error."""
        return [
            None if answer.header.message_type is MessageType.error else tuple(answer.body)
            for answer in self._exchange(questions)
        ]

    def _exchange(self, questions: Iterable[Message]) -> list[Message]:
        serials = []
        for question in questions:
            serial = next(self._connection.outgoing_serial)
            self._connection.send(question, serial=serial)
            serials.append(serial)
        answers: dict[int, Message] = {}
        deadline = time.monotonic() + ANSWER_LIMIT_S
        while len(answers) < len(serials):
            try:
                message = self._connection.receive(timeout=max(0.0, deadline - time.monotonic()))
            except TimeoutError:
                raise AssertionError(f"the program is frozen: no answer for {ANSWER_LIMIT_S:g} s") from None
            serial = message.header.fields.get(HeaderFields.reply_serial)
            if serial in serials:
                answers[serial] = message
        return [answers[serial] for serial in serials]


class Node(NamedTuple):
    """One accessible: a widget, a cell, a menu entry. Reading a property asks the program anew each time."""

    bus: AccessibilityBus
    owner: str
    path: str

    # -- reading -----------------------------------------------------------------------------------------------------

    @property
    def name(self) -> str:
        """The accessible name."""
        return str(self._property("Accessible", "Name"))

    @property
    def description(self) -> str:
        """The accessible description."""
        return str(self._property("Accessible", "Description"))

    @property
    def object_name(self) -> str:
        """Qt's dotted path of object names."""
        return str(self._property("Accessible", "AccessibleId"))

    @property
    def role(self) -> str:
        """AT-SPI's name of the role, e.g. `push button`."""
        return str(self._call("Accessible", "GetRoleName")[0])

    @property
    def states(self) -> frozenset[str]:
        """Which of the states named in this module it is in."""
        return _read_states(self._call("Accessible", "GetState")[0])

    @property
    def is_on(self) -> bool:
        """Whether it can be used now: enabled and sensitive."""
        return {"enabled", "sensitive"} <= self.states

    @property
    def is_showing(self) -> bool:
        """Whether it is on the screen."""
        return "showing" in self.states

    @property
    def text(self) -> str:
        """The content of an input or a text view; for others the name, which is what a label says."""
        answer = self.bus.ask_tolerantly([self._question("Text", "GetText", "ii", 0, -1)])[0]
        return self.name if answer is None else str(answer[0])

    @property
    def value(self) -> float:
        """The current value of a gauge, a progress bar or a spin box."""
        return float(self._property("Value", "CurrentValue"))

    @property
    def maximum(self) -> float:
        """The largest possible value."""
        return float(self._property("Value", "MaximumValue"))

    @property
    def extents(self) -> Extents:
        """Where it is on the screen."""
        return Extents(*self._call("Component", "GetExtents", "u", 0)[0])

    @property
    def child_count(self) -> int:
        """How many children it says it has; for a table all cells and headers."""
        return int(self._property("Accessible", "ChildCount"))

    def children(self) -> list[Node]:
        """All children, in order."""
        return [Node(self.bus, owner, path) for owner, path in self._call("Accessible", "GetChildren")[0]]

    # -- tables ------------------------------------------------------------------------------------------------------

    @property
    def row_count(self) -> int:
        """Rows of a table."""
        return int(self._property("Table", "NRows"))

    @property
    def column_count(self) -> int:
        """Columns of a table."""
        return int(self._property("Table", "NColumns"))

    def cell(self, row: int, column: int) -> Node:
        """A cell of a table, both counted from 0."""
        return Node(self.bus, *self._call("Table", "GetAccessibleAt", "ii", row, column)[0])

    def column_titles(self) -> list[str]:
        """The titles of a table's columns."""
        questions = [self._question("Table", "GetColumnDescription", "i", i) for i in range(self.column_count)]
        return [str(answer[0]) for answer in self.bus.ask(questions)]

    def rows(self, start: int = 0, count: int = 50) -> list[list[str]]:
        """The texts of up to `count` rows, all columns."""
        for _ in range(5):
            with contextlib.suppress(Gone):  # a row moved between two questions: the table is read again
                return self._rows(start, count)
        return self._rows(start, count)

    def _rows(self, start: int, count: int) -> list[list[str]]:
        columns = self.column_count
        wanted = range(start, min(start + count, self.row_count))
        questions = [
            self._question("Table", "GetAccessibleAt", "ii", row, col) for row in wanted for col in range(columns)
        ]
        cells = [Node(self.bus, *answer[0]) for answer in self.bus.ask(questions)]
        names = self.bus.ask([cell._property_question("Accessible", "Name") for cell in cells])
        texts = [str(answer[0][1]) for answer in names]
        return [texts[i : i + columns] for i in range(0, len(texts), columns)]

    def select_row(self, row: int) -> None:
        """Select one row of a table or a list."""
        self._call("Table", "AddRowSelection", "i", row)

    # -- finding -----------------------------------------------------------------------------------------------------

    def walk(
        self, *, many: int = MANY_CHILDREN, some_of_many: bool = False, hidden: bool = True, cells: bool = True
    ) -> Iterator[Seen]:
        """Everything below (and this), nearest first, read one level at a time.

        Args:
            many: Nodes with more children are not entered.
            some_of_many: Those are entered as far as their first `many` children.
            hidden: Also what is in something that is not on the screen.
            cells: Also what is in tables.
        """
        level = [(self, "")]
        while level:
            properties = ("Name", "Description", "AccessibleId", "ChildCount")
            questions: list[Message] = []
            for node, _ in level:
                questions += [node._property_question("Accessible", name) for name in properties]
                questions += [node._question("Accessible", "GetRoleName"), node._question("Accessible", "GetState")]
            answers = self.bus.ask_tolerantly(questions)
            enter: list[Message] = []
            entered: list[str] = []
            for place, (node, above) in enumerate(level):
                mine = answers[place * 6 : place * 6 + 6]
                if None in mine:
                    continue  # destroyed between two levels
                name, description, object_name, count = (answer[0][1] for answer in mine[:4] if answer)
                role, states = (answer[0] for answer in mine[4:] if answer)
                yield Seen(node, role, name, description, object_name, _read_states(states), object_name == above)
                asked = len(enter)
                if (not hidden and role != "application" and not _is_showing(states)) or (
                    not cells and role == "table" and node is not self
                ):
                    continue
                if count <= many:
                    enter += [node._question("Accessible", "GetChildren")]
                elif some_of_many:
                    enter += [node._question("Accessible", "GetChildAtIndex", "i", i) for i in range(many)]
                entered += [object_name] * (len(enter) - asked)
            level = []
            for answer, above in zip(self.bus.ask_tolerantly(enter), entered, strict=True):
                if answer is not None:
                    found = answer[0] if isinstance(answer[0], list) else [answer[0]]
                    level += [
                        (Node(self.bus, owner, path), above) for owner, path in found if path != "/org/a11y/atspi/null"
                    ]

    def find_all(self, object_name: str = "", *, name: str = "", role: str = "", hidden: bool = False) -> list[Node]:
        """Everything below that matches all that is given now, nearest first.

        Args:
            object_name: the last part of Qt's path of object names, e.g. `campaigns.pause`.
            name: the accessible name.
            role: AT-SPI's name of the role.
            hidden: also what is not on the screen.
        """
        return list(self._matches(object_name, name, role, hidden))

    def _matches(self, object_name: str, name: str, role: str, hidden: bool) -> Iterator[Node]:
        for seen in self.walk(hidden=hidden, cells=not object_name):
            if (
                (not object_name or (seen.is_called(object_name) and not seen.is_part))
                and (not name or seen.name == name)
                and (not role or seen.role == role)
                and (hidden or "showing" in seen.states)
            ):
                yield seen.node

    def find(
        self, object_name: str = "", *, name: str = "", role: str = "", hidden: bool = False, timeout_s: float = 10.0
    ) -> Node:
        """Wait for what `find_all` would give; the nearest."""
        what = f"{object_name or name or role!r} in the accessibility tree"
        return eventually(
            lambda: next(self._matches(object_name, name, role, hidden), None),
            lambda: f"{what}; there are {', '.join(self._names())}",
            timeout_s=timeout_s,
        )

    def _names(self) -> list[str]:
        """The last part of the paths of object names of what is on the screen, where that has a dot."""
        seen = {seen.object_name for seen in self.walk() if "showing" in seen.states}
        dotted = {re.sub(r".*[A-Z]\w*\.", "", name) for name in seen}
        return sorted(name for name in dotted if "." in name)

    def outline(self, *, many: int = MANY_CHILDREN, some_of_many: bool = False) -> str:
        """Everything that the tree says, as text: for failure messages and for searching."""
        lines = []
        for seen in self.walk(many=many, some_of_many=some_of_many):
            content = self.bus.ask_tolerantly([seen.node._question("Text", "GetText", "ii", 0, -1)])[0]
            line = f"{seen.role} {seen.name!r} [{seen.object_name}]"
            line += f" {seen.description!r}" if seen.description else ""
            line += f" text={content[0]!r}" if content and content[0] not in ("", seen.name) else ""
            line += "" if "showing" in seen.states else " (hidden)"
            lines.append(line if {"enabled", "sensitive"} <= seen.states else line + " (off)")
        return "\n".join(lines)

    # -- doing -------------------------------------------------------------------------------------------------------

    @property
    def actions(self) -> list[str]:
        """Names of what can be done with it, e.g. `Press`, `SetFocus`."""
        return [name for name, _, _ in self._call("Action", "GetActions")[0]]

    def do(self, action: str) -> None:
        """Do the action of that name."""
        names = self.actions
        assert action in names, f"{self.name!r} has no action {action!r}, only {names}"
        assert self._call("Action", "DoAction", "i", names.index(action))[0]

    def press(self) -> None:
        """Press a button or trigger a menu entry; it has to be on."""
        assert self.is_on, f"{self.name!r} is off: {self.description!r}"
        names = self.actions
        self.do(next(name for name in ("Press", "Toggle", *names) if name in names))

    def focus(self) -> None:
        """Give it the keyboard focus within its window."""
        assert self._call("Component", "GrabFocus")[0], f"{self.name!r} took no focus"

    def set_text(self, text: str) -> None:
        """Replace the content of an input."""
        assert self._call("EditableText", "SetTextContents", "s", text)[0], f"{self.name!r} took no text"

    def choose(self, entry: str, *, timeout_s: float = 10.0) -> None:
        """Choose an entry of a list or a tab of a tab list by its name; waits until it is there."""

        def offered() -> Node | None:
            entries = self.find_all(name=entry, hidden=True)
            return next((node for node in entries if node.role in ("list item", "page tab")), None)

        node = eventually(offered, f"{entry!r} in {self.name!r}", timeout_s=timeout_s)
        if node.role == "page tab":
            node.do("Press")
        else:
            node.select()

    def select(self) -> None:
        """Select this entry in the list or table it belongs to."""
        parent = Node(self.bus, *self._property("Accessible", "Parent"))
        index = int(self._call("Accessible", "GetIndexInParent")[0])
        assert parent._call("Selection", "SelectChild", "i", index)[0], f"{self.name!r} was not selected"

    # -- the wire ----------------------------------------------------------------------------------------------------

    def _question(self, interface: str, method: str, signature: str = "", *arguments: Any) -> Message:
        address = DBusAddress(self.path, self.owner, interface if interface.startswith("org.") else _ATSPI + interface)
        return new_method_call(address, method, signature or None, arguments)

    def _property_question(self, interface: str, name: str) -> Message:
        return self._question("org.freedesktop.DBus.Properties", "Get", "ss", _ATSPI + interface, name)

    def _call(self, interface: str, method: str, signature: str = "", *arguments: Any) -> tuple[Any, ...]:
        return self.bus.ask([self._question(interface, method, signature, *arguments)])[0]

    def _property(self, interface: str, name: str) -> Any:
        return self.bus.ask([self._property_question(interface, name)])[0][0][1]


class Seen(NamedTuple):
    """A node with what was read of it while walking.

    `is_part`: it is a piece of the widget above it (a cell, a header), and so bears its object name.
    """

    node: Node
    role: str
    name: str
    description: str
    object_name: str
    states: frozenset[str]
    is_part: bool

    def is_called(self, object_name: str) -> bool:
        """Whether the last part of its path of object names is `object_name`, which may itself hold dots."""
        return self.object_name == object_name or self.object_name.endswith("." + object_name)


def _is_showing(words: list[int]) -> bool:
    return "showing" in _read_states(words)


def _read_states(words: list[int]) -> frozenset[str]:
    bits = words[0] | words[1] << 32
    return frozenset(name for bit, name in _STATES.items() if bits >> bit & 1)
