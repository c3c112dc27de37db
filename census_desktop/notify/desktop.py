"""Notifications on the desktop without a window of ours, so that an agent can show them too.

Linux: org.freedesktop.Notifications on the session bus (specifications.freedesktop.org/notification-spec). macOS: AppleScript's
"display notification". Elsewhere the window shows them.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import closing

from census_desktop.notify.message import Message

ANSWER_SECONDS = 5.0
LASTS_MS = 20_000
_SCRIPT = ("on run argv", "display notification (item 2 of argv) with title (item 1 of argv)", "end run")


def _by_bus(message: Message) -> bool:
    from jeepney import DBusAddress, DBusErrorResponse, new_method_call
    from jeepney.io.blocking import open_dbus_connection
    from jeepney.wrappers import unwrap_msg

    where = DBusAddress(
        "/org/freedesktop/Notifications", bus_name="org.freedesktop.Notifications", interface="org.freedesktop.Notifications"
    )
    hints = {"suppress-sound": ("b", True)}  # who wants sounds has the desktop make them
    body: tuple[object, ...] = (
        "Census Desktop",
        0,
        "",
        message.title,
        _plain(message.text),
        [],
        hints,
        LASTS_MS,
    )
    try:
        with closing(open_dbus_connection("SESSION", auth_timeout=ANSWER_SECONDS)) as bus:
            call = new_method_call(where, "Notify", "susssasa{sv}i", body)
            unwrap_msg(bus.send_and_get_reply(call, timeout=ANSWER_SECONDS))
    except (DBusErrorResponse, OSError, RuntimeError, KeyError, ValueError, StopIteration):
        return False
    return True


def _plain(text: str) -> str:
    """The body may hold a little markup, so what looks like it is escaped."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _by_script(message: Message) -> bool:
    lines = [word for line in _SCRIPT for word in ("-e", line)]
    try:
        subprocess.run(
            ["/usr/bin/osascript", *lines, message.title, message.text], check=True, capture_output=True, timeout=ANSWER_SECONDS
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return True


_WAYS: Mapping[str, Callable[[Message], bool]] = {"linux": _by_bus, "darwin": _by_script}


def show(message: Message) -> bool:
    """Whether the desktop took it. False where there is none, as on a server, and where only a window can show it."""
    way = _WAYS.get(sys.platform)
    return way is not None and way(message)
