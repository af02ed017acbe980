"""What a screen reader is told without asking: announcements, as they arrive on the accessibility bus.

Owns: registering for them as a screen reader does, and keeping what came. Leaves to others: reading the window
(`accessibility.py`).

Qt sends `org.a11y.atspi.Event.Object` signals only for what somebody has registered at the registry
(https://gitlab.gnome.org/GNOME/at-spi2-core, Registry.xml).
"""

from __future__ import annotations

import contextlib
import threading
from typing import Any, NamedTuple

from jeepney import DBusAddress, MatchRule, MessageType, message_bus, new_method_call
from jeepney.io.blocking import open_dbus_connection
from jeepney.low_level import HeaderFields

from tests.end_to_end.desktop import eventually

_REGISTRY = DBusAddress("/org/a11y/atspi/registry", "org.a11y.atspi.Registry", "org.a11y.atspi.Registry")
ASSERTIVE = 2


class Announcement(NamedTuple):
    """One sentence to be spoken; an assertive one interrupts what is being spoken."""

    text: str
    is_assertive: bool


class Listener:
    """A context manager; `heard` are the announcements since it was entered."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._heard: list[Announcement] = []
        self._lock = threading.Lock()
        self._over = False

    def __enter__(self) -> Listener:
        self._connection = open_dbus_connection(bus=self._address)
        rule = MatchRule(type="signal", interface="org.a11y.atspi.Event.Object", member="Announcement")
        self._ask(message_bus.AddMatch(rule))
        self._ask(new_method_call(_REGISTRY, "RegisterEvent", "sass", ("object:announcement", [], "")))
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over = True
        self._thread.join(5)
        with contextlib.suppress(Exception):
            self._ask(new_method_call(_REGISTRY, "DeregisterEvent", "s", ("object:announcement",)))
        self._connection.close()

    @property
    def heard(self) -> list[Announcement]:
        """Everything so far, in order."""
        with self._lock:
            return list(self._heard)

    def wait_for(self, part: str, *, after: int = 0, timeout_s: float = 10.0) -> Announcement:
        """Wait for an announcement, behind the first `after`, that contains this."""
        return eventually(
            lambda: next((one for one in self.heard[after:] if part in one.text), None),
            lambda: f"{part!r} announced, only {self.heard[after:]}",
            timeout_s=timeout_s,
        )

    def _ask(self, message: Any) -> Any:
        answer = self._connection.send_and_get_reply(message, timeout=10)
        assert answer.header.message_type is not MessageType.error, answer.body
        return answer.body

    def _listen(self) -> None:
        while not self._over:
            try:
                message = self._connection.receive(timeout=0.1)
            except TimeoutError:
                continue
            if message.header.fields.get(HeaderFields.member) == "Announcement":
                # (kind, politeness, unused, variant of the text, properties)
                _, politeness, _, (_, text), *_ = message.body
                with self._lock:
                    self._heard.append(Announcement(str(text), politeness == ASSERTIVE))
