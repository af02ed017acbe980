"""A desktop's settings portal that knows whether high contrast is wanted: `python -m tests.end_to_end.settings_portal`.

Says "ready" once it can be asked. Every line of input, 0 or 1, is a change of the setting that is told to everybody.
"""

from __future__ import annotations

import sys
import threading

from jeepney import DBusAddress, HeaderFields, MessageType, message_bus, new_error, new_method_return, new_signal
from jeepney.io.blocking import open_dbus_connection

NAME = "org.freedesktop.portal.Desktop"
PATH = "/org/freedesktop/portal/desktop"
INTERFACE = "org.freedesktop.portal.Settings"
SETTING = ("org.freedesktop.appearance", "contrast")


def main() -> None:
    connection = open_dbus_connection(bus="SESSION")
    connection.send_and_get_reply(message_bus.RequestName(NAME))
    wanted = 0

    def read_changes() -> None:
        nonlocal wanted
        emitter = DBusAddress(PATH, bus_name=NAME, interface=INTERFACE)
        for line in sys.stdin:
            wanted = int(line)
            connection.send(new_signal(emitter, "SettingChanged", "ssv", (*SETTING, ("u", wanted))))

    threading.Thread(target=read_changes, daemon=True).start()
    print("ready", flush=True)
    while True:
        call = connection.receive()
        if call.header.message_type != MessageType.method_call:
            continue
        if call.header.fields[HeaderFields.member] == "Read" and tuple(call.body) == SETTING:
            connection.send(new_method_return(call, "v", (("v", ("u", wanted)),)))
        else:
            connection.send(new_error(call, "org.freedesktop.portal.Error.NotFound", "s", ("not here",)))


if __name__ == "__main__":
    main()
