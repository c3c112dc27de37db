"""The program's log, read from its end: newest lines first, in portions, of the window and the command line together.

Nothing but the blocks that are needed is read. A log that is turned over meanwhile is followed by its file, not its name.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from heapq import merge
from itertools import islice
from pathlib import Path
from typing import Any

from census_desktop.domain.ports import CancelToken
from census_desktop.logs import COMMANDS_LOG, OLD_FILES, WINDOW_LOG

LEVELS = ("debug", "info", "warning", "error", "critical")
BLOCK = 64 * 1024
LOGS = (WINDOW_LOG, COMMANDS_LOG)
_OWN = frozenset({"at", "level", "room", "event", "text", "trace"})


@dataclass(frozen=True, slots=True)
class LogLine:
    """`text` is what was written or the event's name; `raw` the line as it stands in the file."""

    at: datetime | None
    level: str
    room: str
    text: str
    facts: Mapping[str, Any]
    trace: str
    raw: str

    @property
    def run(self) -> str:
        return str(self.facts.get("run", ""))


@dataclass(frozen=True, slots=True)
class LogFilter:
    """`level` is the least one; `search` is found in any part of a line, small or large; `run` is a run's id."""

    level: str = ""
    search: str = ""
    run: str = ""


class LogReader:
    """One reading of the log with one filter. Every method may wait on the disk: not for the GUI thread."""

    def __init__(self, folder: Path, filter_: LogFilter = LogFilter()) -> None:
        self._folder = folder
        self._filter = filter_
        self._lock = threading.Lock()
        self._lines: Iterator[LogLine] | None = None
        self._ahead: list[LogLine] = []
        self._ends: dict[str, tuple[int, int]] = {}
        self._cancel: CancelToken | None = None

    def fetch(self, offset: int, limit: int, cancel: CancelToken | None = None) -> tuple[Sequence[LogLine], int, int]:
        """The next portion, how many lines it has, and how many are known of: one more than there are here if more follow.
        Offset 0 begins anew at the end of the log."""
        with self._lock:
            self._cancel = cancel
            if offset == 0 or self._lines is None:
                self._lines, self._ahead = self._backwards(), []
            lines = [*self._ahead, *islice(self._lines, limit + 1 - len(self._ahead))]
            self._ahead = lines[limit:]
            return lines[:limit], len(lines[:limit]), offset + len(lines)

    def newer(self, cancel: CancelToken | None = None) -> Sequence[LogLine]:
        """What was written since the last time, newest first."""
        with self._lock:
            self._cancel = cancel
            found: list[LogLine] = []
            for name in LOGS:
                found += self._of(iter(self._appended(name)))
            found.reverse()  # sorting keeps the order of lines of one moment
            return sorted(found, key=_when, reverse=True)

    def _backwards(self) -> Iterator[LogLine]:
        self._ends = {name: _end(self._folder / name) for name in LOGS}
        chains = [self._of(_lines_back(self._folder, name, *self._ends[name])) for name in LOGS]
        return merge(*chains, key=_when, reverse=True)

    def _of(self, raw: Iterator[bytes]) -> Iterator[LogLine]:
        """Those lines that fit. What cannot fit is not even parsed."""
        wanted, least = self._filter, LEVELS.index(self._filter.level) if self._filter.level in LEVELS else 0
        run, search = wanted.run.encode(), wanted.search.casefold()
        may_fit = _quoted(search) if search else None
        for number, data in enumerate(raw):
            if number % 1000 == 0 and self._cancel is not None:
                self._cancel.check()
            if run not in data or (may_fit is not None and not may_fit(data)):
                continue
            line = parsed(data.decode("utf-8", "replace"))
            if line is None or (wanted.run and line.run != wanted.run):
                continue
            level = LEVELS.index(line.level) if line.level in LEVELS else len(LEVELS)
            if level >= least and (not search or search in _words_of(line)):
                yield line

    def _appended(self, name: str) -> list[bytes]:
        """Whole lines behind the place where the last reading ended, also when the file was turned over since."""
        inode, start = self._ends.get(name, (0, 0))
        found: list[bytes] = []
        chain = _chain(self._folder, name)
        place = next((n for n, path in enumerate(chain) if inode and _inode(path) == inode), None)
        if place is None:  # there was none, or it is gone: all that is in the newest is new
            chain, start = chain[:1], 0
        else:
            chain = chain[: place + 1]
        for path in reversed(chain):
            try:
                with path.open("rb") as file:
                    file.seek(start)
                    data = file.read()
            except OSError:
                continue
            whole = data.rfind(b"\n") + 1
            found += data[:whole].splitlines()
            self._ends[name], start = (_inode(path), start + whole), 0
        return found


def parsed(raw: str) -> LogLine | None:
    """A line of the log; None for what is not one (half a line of a process that was ended)."""
    try:
        said = json.loads(raw)
        at = datetime.fromisoformat(said["at"])
    except (ValueError, TypeError, KeyError):
        return None
    facts = {key: value for key, value in said.items() if key not in _OWN}
    text = str(said.get("event", said.get("text", "")))
    return LogLine(at, str(said.get("level", "")), str(said.get("room", "")), text, facts, str(said.get("trace", "")), raw)


def _when(line: LogLine) -> float:
    return line.at.timestamp() if line.at else 0.0


def _words_of(line: LogLine) -> str:
    facts = " ".join(f"{key} {value} {key}={value}" for key, value in line.facts.items())
    return f"{line.text} {line.room} {line.level} {facts} {line.trace}".casefold()


def _quoted(search: str) -> Callable[[bytes], bool] | None:
    """A quick look at the raw line, where the searched text stands in it as it is: letters and digits of ASCII."""
    word = max("".join(c if c.isascii() and c.isalnum() else " " for c in search).split(), key=len, default="")
    return partial(_has, word.encode()) if word else None


def _has(word: bytes, data: bytes) -> bool:
    return word in data.lower()


def _chain(folder: Path, name: str) -> list[Path]:
    """The file and those it was turned over to, newest first."""
    return [p for p in (folder / name, *(folder / f"{name}.{n}" for n in range(1, OLD_FILES + 1))) if p.is_file()]


def _inode(path: Path) -> int:
    try:
        return path.stat().st_ino
    except OSError:
        return 0


def _end(path: Path) -> tuple[int, int]:
    """Which file it is, and the end of its last whole line."""
    try:
        with path.open("rb") as file:
            size = file.seek(0, 2)
            start = max(0, size - BLOCK)
            file.seek(start)
            return path.stat().st_ino, start + file.read(size - start).rfind(b"\n") + 1
    except OSError:
        return 0, 0


def _lines_back(folder: Path, name: str, inode: int, end: int) -> Iterator[bytes]:
    """Lines of a log from a place to its beginning, then those of the older files."""
    while inode:
        rest = b""
        while end > 0:
            start = max(0, end - BLOCK)
            path = next((p for p in _chain(folder, name) if _inode(p) == inode), None)
            if path is None:
                return  # the oldest went while it was read
            try:
                with path.open("rb") as file:
                    file.seek(start)
                    data = file.read(end - start) + rest
            except OSError:
                return
            lines = data.split(b"\n")
            rest, end = lines[0], start
            yield from (line for line in reversed(lines[1:]) if line)
        if rest:
            yield rest
        chain = _chain(folder, name)
        place = next((n for n, p in enumerate(chain) if _inode(p) == inode), len(chain))
        if place + 1 >= len(chain):
            return
        older = chain[place + 1]
        inode, end = _inode(older), older.stat().st_size
