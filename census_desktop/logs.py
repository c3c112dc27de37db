"""The program's log: JSON lines in files that turn over, without personal data, names or credentials.

A line is what somebody wrote with `logging`, or an event (`event(log, "run.ended", run=…)`) with its facts: ids, counts,
classes of errors, seconds. docs/adr/0018 says what may stand in it.
"""

from __future__ import annotations

import json
import logging
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

from census_desktop.domain.redaction import log_redaction

WINDOW_LOG = "census-desktop.log"
COMMANDS_LOG = "command-line.log"
CRASH_LOG = "crash.log"
LOG_BYTES = 1_000_000
OLD_FILES = 4

PROGRAM = logging.getLogger("census_desktop")

Fact = str | int | float | bool | None


def event(log: logging.Logger, what: str, *, level: int = logging.INFO, **facts: Fact) -> None:
    """Write what happened, as "run.ended", with facts that hold nothing of a person and no name that somebody gave."""
    log.log(level, what, extra={"facts": facts})


class JsonLines(logging.Formatter):
    """One JSON object a line: at, level, room, event or text, the facts, and trace when there is one."""

    def format(self, record: logging.LogRecord) -> str:
        facts = getattr(record, "facts", None)
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "level": record.levelname.lower(),
            "room": record.name.removeprefix("census_desktop."),
            "event" if facts is not None else "text": record.getMessage(),
            **(facts or {}),
        }
        if trace := "\n".join(filter(None, (record.exc_text, record.stack_info))):
            line["trace"] = trace
        return json.dumps(line, ensure_ascii=False, default=str)


class LogFile(logging.FileHandler):
    """A log that several processes may write at once; at `limit` bytes it is turned over.

    Whoever finds that another one did so goes on in the new file. Where an open file cannot be renamed (Windows), it grows
    until nobody else has it open. (RotatingFileHandler does neither, and brings pickle and sockets into every start.)
    """

    def __init__(self, path: Path, limit: int = LOG_BYTES) -> None:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        super().__init__(path, encoding="utf-8")
        self._path = path
        self._limit = limit
        self.setFormatter(JsonLines())
        self.addFilter(log_redaction)

    def emit(self, record: logging.LogRecord) -> None:
        if stream := self.stream:  # None after close
            try:
                self._ready(stream)
            except OSError:
                return  # the folder is gone or full; the program works without a log
        super().emit(record)

    def _ready(self, stream: TextIO) -> None:
        """Have the file of that name open, and not a full one."""
        try:
            there, ours = self._path.stat(), os.fstat(stream.fileno())
            full = there.st_size >= self._limit
            if os.path.samestat(there, ours) and not full:
                return
            stream.close()
            if full:
                turn_over(self._path)
        except (OSError, ValueError):  # ValueError: it is closed, because it could not be opened last time
            stream.close()
        self.stream = self._open()


def turn_over(path: Path) -> None:
    """Begin the file anew; the old ones move on by one, and the oldest goes."""
    for n in range(OLD_FILES - 1, -1, -1):
        old = Path(f"{path}.{n}") if n else path
        if old.exists():
            old.replace(f"{path}.{n + 1}")


def log_files(folder: Path) -> tuple[Path, ...]:
    """Every log file there is, also those turned over."""
    return tuple(sorted(p for name in (WINDOW_LOG, COMMANDS_LOG, CRASH_LOG) for p in folder.glob(f"{name}*") if p.is_file()))
