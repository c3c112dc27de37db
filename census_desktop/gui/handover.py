"""One window for each workspace: a second start hands over what it was asked to open, and ends.

The first window listens at a socket that only its user can reach. `hand_over` needs no Qt, so that a second start is quick.
What comes in is checked as strictly as a link from a web page, and can open screens only.
"""

from __future__ import annotations

import json
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import suppress
from enum import Enum, auto
from hashlib import sha256
from pathlib import Path

from census_desktop.usecases.arrivals import LARGEST, Arrival, encode

ANSWER_SECONDS = 10.0
"""A window that is just being made answers when it is there."""
_LONGEST_SOCKET = 100
"""Characters of a socket's path; systems take 104 or 108, one for the end."""


class Answer(Enum):
    """What became of a handing over."""

    TAKEN = auto()
    NOBODY = auto()
    """No window of this workspace is open."""
    SILENT = auto()
    """There is one, but it does not answer, or refuses."""


def door_of(root: Path) -> str:
    """Where the window of this workspace listens: a socket's path, on Windows a pipe's name; "" without a safe place."""
    key = sha256(os.path.realpath(root).encode("utf-8", "surrogateescape")).hexdigest()[:16]
    name = f"census-desktop-{key}"
    if sys.platform == "win32":
        return name
    places = (str(folder / name) for folder in _private_folders())
    return next((place for place in places if len(place) <= _LONGEST_SOCKET), "")


def _private_folders() -> Iterator[Path]:
    """Folders of this user alone: the session's own, or one of ours beside other temporary files."""
    given, sandbox = os.environ.get("XDG_RUNTIME_DIR", ""), os.environ.get("FLATPAK_ID", "")
    session = Path(given) / "app" / sandbox if sandbox else Path(given)  # what all windows of a sandboxed program share
    if given and _is_private(session):
        yield session
    import tempfile

    ours = Path(tempfile.gettempdir()) / f"census-desktop-{os.getuid()}"
    with suppress(OSError):
        ours.mkdir(mode=0o700, exist_ok=True)
    if _is_private(ours):
        yield ours


def _is_private(folder: Path) -> bool:
    try:
        found = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid() and not stat.S_IMODE(found.st_mode) & 0o077


def hand_over(door: str, arrival: Arrival, seconds: float = ANSWER_SECONDS) -> Answer:
    """Ask the window that listens there, if one does."""
    if not door:
        return Answer.NOBODY
    if sys.platform == "win32":
        from census_desktop.gui.front_door import ask_pipe

        return read_answer(ask_pipe(door, encode(arrival), seconds))
    if not os.path.lexists(door):
        return Answer.NOBODY
    import socket  # takes a while to import, and most starts find no door

    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
        line.settimeout(seconds)
        try:
            line.connect(door)
        except OSError:  # its process was killed, and left the socket behind
            return Answer.NOBODY
        told = b""
        try:
            line.sendall(encode(arrival))
            while not told.endswith(b"\n") and len(told) <= LARGEST and (part := line.recv(LARGEST)):
                told += part
        except TimeoutError:
            return Answer.SILENT
        except OSError:
            return Answer.NOBODY
        return read_answer(told or None)  # without a word: it was about to end


def read_answer(told: bytes | None) -> Answer:
    """`None`: nobody was there; otherwise what was answered."""
    if told is None:
        return Answer.NOBODY
    try:
        plain = json.loads(told)
    except ValueError:
        return Answer.SILENT
    return Answer.TAKEN if isinstance(plain, dict) and plain.get("ok") is True else Answer.SILENT
