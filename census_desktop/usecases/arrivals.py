"""What the program is asked to show from outside: a link, a file, or only its window. Checked here, before any window is asked.

An arrival only ever opens a screen. It can also come from another process of the same user (gui/handover.py), so that its
form is strict: a few verbs, one line of JSON, a limit of size.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

from census_desktop.domain import links
from census_desktop.domain.errors import ConfigError

LARGEST = 8192
"""Bytes of an arrival as a message, at most."""
ENDINGS = (".yaml", ".yml", ".json")
"""Of files that may be workspace documents. Exported ones end in .census.yaml."""
_LONGEST_PATH = 4096
_TOKEN = re.compile(r"[\x21-\x7e]{0,256}")
_KEPT = "Nothing was opened or changed."


class ArrivalError(ConfigError):
    """Something to open that is refused."""

    title = "This cannot be opened"

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message, kept=_KEPT, hint=hint)


@dataclass(frozen=True, slots=True)
class Arrival:
    """`do` is raise | open-link | open-file. `token` lets a desktop's window manager know that a person wanted the window."""

    do: str = "raise"
    what: str = ""
    token: str = ""


NOTHING = Arrival()
"""The window alone."""


def arrival_of(text: str, token: str = "") -> Arrival:
    """What somebody gave to be opened: a link of ours or the name of a file; "" is the window alone. Raises ConfigError."""
    token = token if _TOKEN.fullmatch(token) else ""
    if not text:
        return Arrival(token=token)
    if links.is_link(text):
        return Arrival("open-link", str(links.parse(text)), token)
    return Arrival("open-file", str(_file(text)), token)


def _file(text: str) -> Path:
    if "\0" in text:
        raise ArrivalError("The file's name has characters that names cannot have.")
    if "://" in text or text.startswith("file:"):
        from urllib.parse import unquote, urlsplit

        parts = urlsplit(text)
        if parts.scheme != "file" or parts.netloc not in ("", "localhost") or parts.query or parts.fragment:
            raise ArrivalError("Only files on this computer can be opened.", f"Give a file's name, or a {links.SCHEME} link.")
        text = unquote(parts.path)
    path = Path(text).expanduser().absolute()
    _check(path)
    if not path.is_file():
        raise ArrivalError(f"There is no file “{path.name}” in that place.", "Check the name.")
    return path


def _check(path: Path) -> None:
    if len(str(path)) > _LONGEST_PATH or not path.is_absolute() or "\0" in str(path):
        raise ArrivalError("The file's name has a form that names cannot have.")
    if path.suffix.lower() not in ENDINGS:
        raise ArrivalError(f"“{path.name}” is no workspace document.", f"Those end in {', '.join(ENDINGS)}.")


def encode(arrival: Arrival) -> bytes:
    told = {"do": arrival.do, "what": arrival.what, "token": arrival.token}
    return json.dumps({k: v for k, v in told.items() if v}).encode() + b"\n"


def decode(line: bytes) -> Arrival:
    """A message as an arrival. Raises ConfigError for anything that is not exactly one."""
    try:
        plain = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ArrivalError("The message is not well-formed.") from error
    if not isinstance(plain, dict) or not {"do"} <= plain.keys() <= {"do", "what", "token"}:
        raise ArrivalError("The message has another form than this program's.")
    if not all(isinstance(value, str) for value in plain.values()):
        raise ArrivalError("The message has another form than this program's.")
    do, what, token = plain["do"], plain.get("what", ""), plain.get("token", "")
    if not _TOKEN.fullmatch(token):
        raise ArrivalError("The message has another form than this program's.")
    if do == "open-link":
        return Arrival(do, str(links.parse(what)), token)
    if do == "open-file":
        _check(Path(what))
        return Arrival(do, what, token)
    if do == "raise" and not what:
        return Arrival(do, "", token)
    raise ArrivalError("The message asks for something that this program does not do.")
