"""Notifications on the desktop without a window of ours, so that an agent can show them too.

Linux: org.freedesktop.Notifications on the session bus (specifications.freedesktop.org/notification-spec). macOS: AppleScript's
"display notification". Elsewhere the window shows them.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Mapping

from census_desktop.notify.message import Message

ANSWER_SECONDS = 5.0
Clicked = Callable[[str], None]
"""Called in a thread of ours when the notification is clicked, with the token that lets a window come forward, or ""."""
_SCRIPT = ("on run argv", "display notification (item 2 of argv) with title (item 1 of argv)", "end run")


def _by_bus(message: Message, clicked: Clicked | None) -> bool:
    from census_desktop.notify.bus import notify

    return notify(message.title, _plain(message.text), clicked)


def _plain(text: str) -> str:
    """The body may hold a little markup, so what looks like it is escaped."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _by_script(message: Message, _clicked: Clicked | None) -> bool:
    lines = [word for line in _SCRIPT for word in ("-e", line)]
    try:
        subprocess.run(
            ["/usr/bin/osascript", *lines, message.title, message.text], check=True, capture_output=True, timeout=ANSWER_SECONDS
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return True


_WAYS: Mapping[str, Callable[[Message, Clicked | None], bool]] = {"linux": _by_bus, "darwin": _by_script}


def show(message: Message, clicked: Clicked | None = None) -> bool:
    """Whether the desktop took it. False where there is none, as on a server, and where only a window can show it."""
    way = _WAYS.get(sys.platform)
    return way is not None and way(message, clicked)
