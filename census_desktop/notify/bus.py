"""org.freedesktop.Notifications, and what it tells of a click (specifications.freedesktop.org/notification-spec)."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jeepney import Message
    from jeepney.io.blocking import DBusConnection

ANSWER_SECONDS = 5.0
LASTS_MS = 20_000
WAITS_SECONDS = 3600.0
"""So long a click is waited for: desktops keep what was not seen."""
MOST_WAITING = 8
"""Notifications that can be clicked at one time; each has a connection, because some desktops tell only that one."""
_PATH, _NAME = "/org/freedesktop/Notifications", "org.freedesktop.Notifications"
_waiting = threading.BoundedSemaphore(MOST_WAITING)


def notify(title: str, body: str, clicked: Callable[[str], None] | None) -> bool:
    """Whether it is shown. `clicked` is called in a thread of ours, once at most."""
    from jeepney import DBusErrorResponse, MatchRule
    from jeepney.bus_messages import message_bus
    from jeepney.io.blocking import open_dbus_connection
    from jeepney.low_level import HeaderFields

    with ExitStack() as end:
        try:
            bus = open_dbus_connection("SESSION", auth_timeout=ANSWER_SECONDS)
            end.callback(bus.close)
            actions: list[str] = []
            told: Any = None
            # Some desktops make a dialog of what has actions, so only who offers them is asked for them.
            if clicked is not None and "actions" in _ask(bus, "GetCapabilities").body[0] and _waiting.acquire(blocking=False):
                end.callback(_waiting.release)
                rule = MatchRule(type="signal", interface=_NAME, path=_PATH)
                bus.send_and_get_reply(message_bus.AddMatch(rule), timeout=ANSWER_SECONDS)
                told = end.enter_context(bus.filter(rule, bufsize=64))
                actions = ["default", "Open"]
            hints = {"suppress-sound": ("b", True), "desktop-entry": ("s", "census-desktop")}
            what = ("Census Desktop", 0, "", title, body, actions, hints, LASTS_MS)
            answer = _ask(bus, "Notify", "susssasa{sv}i", what)
        except (DBusErrorResponse, OSError, RuntimeError, KeyError, ValueError, StopIteration):
            return False
        if clicked is not None and told is not None:
            who = answer.header.fields.get(HeaderFields.sender)
            mine = (bus, told, (answer.body[0], who), clicked, end.pop_all())
            threading.Thread(target=_wait, args=mine, name="notification", daemon=True).start()
    return True


def _ask(bus: DBusConnection, method: str, signature: str | None = None, body: tuple[object, ...] = ()) -> Message:
    from jeepney import DBusAddress, new_method_call
    from jeepney.wrappers import unwrap_msg

    call = new_method_call(DBusAddress(_PATH, bus_name=_NAME, interface=_NAME), method, signature, body)
    answer = bus.send_and_get_reply(call, timeout=ANSWER_SECONDS)
    unwrap_msg(answer)
    return answer


def _wait(bus: DBusConnection, told: Any, which: tuple[int, str], clicked: Callable[[str], None], end: ExitStack) -> None:
    """Until it is clicked or closed. The token comes before the click, where the desktop gives one."""
    import time

    from jeepney.low_level import HeaderFields

    token, until = "", time.monotonic() + WAITS_SECONDS
    with end:
        try:
            while (left := until - time.monotonic()) > 0:
                signal = bus.recv_until_filtered(told, timeout=left)
                fields = signal.header.fields
                if (signal.body[0], fields.get(HeaderFields.sender)) != which:
                    continue
                member = fields[HeaderFields.member]
                if member == "ActivationToken":
                    token = str(signal.body[1])
                elif member == "ActionInvoked":
                    clicked(token)
                    return
                elif member == "NotificationClosed":
                    return
        except (OSError, EOFError, IndexError):  # the bus went away, or nobody clicked for so long
            return
