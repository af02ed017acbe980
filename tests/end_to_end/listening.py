"""What a screen reader is told without asking: announcements and moves of the focus, as they arrive on the bus.

Owns: registering for them as a screen reader does, and keeping what came. Leaves to others: reading the window
(`accessibility.py`).

Qt sends `org.a11y.atspi.Event.Object` signals only for what somebody has registered at the registry
(https://gitlab.gnome.org/GNOME/at-spi2-core, Registry.xml).
"""

from __future__ import annotations

import threading
from typing import NamedTuple

from jeepney import DBusAddress, MatchRule, Message, MessageType, message_bus, new_method_call
from jeepney.io.blocking import open_dbus_connection
from jeepney.low_level import HeaderFields

from tests.end_to_end.desktop import eventually

_REGISTRY = DBusAddress("/org/a11y/atspi/registry", "org.a11y.atspi.Registry", "org.a11y.atspi.Registry")
# What is registered, and the D-Bus signal that it arrives as.
_EVENTS = {"object:announcement": "Announcement", "object:state-changed:focused": "StateChanged"}
_ASSERTIVE = 2


class Announcement(NamedTuple):
    """One sentence to be spoken; an assertive one interrupts what is being spoken."""

    text: str
    is_assertive: bool


class Listener:
    """A context manager.

    Attributes:
        heard: The announcements since it was entered, in order.
        focus: Owner and path of what got the focus last; None before the first time, and when it was only lost.
        moves: How often something got the focus.
    """

    def __init__(self, address: str) -> None:
        self._address = address
        self._over = False
        self.heard: tuple[Announcement, ...] = ()
        self.focus: tuple[str, str] | None = None
        self.moves = 0

    def __enter__(self) -> Listener:
        self._connection = open_dbus_connection(bus=self._address)
        for event, member in _EVENTS.items():
            self._ask(
                message_bus.AddMatch(MatchRule(type="signal", interface="org.a11y.atspi.Event.Object", member=member))
            )
            self._ask(new_method_call(_REGISTRY, "RegisterEvent", "sass", (event, [], "")))
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over = True
        self._thread.join(5)
        self._connection.close()  # with which the registry forgets what was registered

    def wait_for(self, part: str, *, after: int = 0, timeout_s: float = 10.0) -> Announcement:
        """Wait for an announcement, behind the first `after`, that contains this."""
        return eventually(
            lambda: next((one for one in self.heard[after:] if part in one.text), None),
            lambda: f"{part!r} announced, only {self.heard[after:]}",
            timeout_s=timeout_s,
        )

    def _ask(self, message: Message) -> None:
        answer = self._connection.send_and_get_reply(message, timeout=10)
        assert answer.header.message_type is not MessageType.error, answer.body

    def _listen(self) -> None:
        while not self._over:
            try:
                self._take(self._connection.receive(timeout=0.1))
            except TimeoutError:
                continue

    def _take(self, message: Message) -> None:
        fields, body = message.header.fields, message.body
        member = fields.get(HeaderFields.member)
        if member == "Announcement":
            _, politeness, _, (_, text), *_ = body
            self.heard = (*self.heard, Announcement(str(text), politeness == _ASSERTIVE))
        elif member == "StateChanged" and body[0] == "focused":
            place = (str(fields.get(HeaderFields.sender)), str(fields.get(HeaderFields.path)))
            if body[1]:
                self.focus = place
                self.moves += 1
            elif place == self.focus:
                self.focus = None
