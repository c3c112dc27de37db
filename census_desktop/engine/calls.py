"""The requests of a run, kept beside the workspace for looking at: the newest hundred, one JSON line each.

They are written every few seconds, so that a killed run keeps most of them, and never by the thread that sends. What is
recorded is rendered, and with that redacted, only when it is written: most requests of a large run are never kept.
"""

from __future__ import annotations

import json
import logging
import os
import threading
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from census_desktop.domain.ports import Clock
from census_desktop.domain.records import Call

KEPT_CALLS = 100
SHOWN_CALLS = 10
"""So many of the newest are rendered while the run goes on; the others of the hundred when it ends."""
KEPT_DAYS = 7
WRITE_SECONDS = 3.0

log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Kept:
    """A request, and its line once it was rendered."""

    render: Callable[[], Call]
    line: str = ""


class CallFile:
    """domain.ports.CallLog over one file, `<folder>/<run id>.jsonl`. Made with the first request; close it at the end."""

    def __init__(self, folder: Path, run_id: str, clock: Clock, *, every: float = WRITE_SECONDS) -> None:
        self._path = calls_file(folder, run_id)
        self._clock = clock
        self._every = every
        self._calls: deque[_Kept] = deque(maxlen=KEPT_CALLS)
        self._lock = threading.Lock()
        self._over = threading.Event()
        self.requests = 0
        """How many were recorded, kept or not."""
        self._writer: threading.Thread | None = None

    def record(self, call: Callable[[], Call]) -> None:
        with self._lock:
            self.requests += 1
            self._calls.append(_Kept(call))
            if self._writer is None and not self._over.is_set():
                self._writer = threading.Thread(target=self._keep_writing, name="calls", daemon=True)
                self._writer.start()

    def no_more(self) -> None:
        """The last request was recorded: what is left is written while the caller goes on."""
        self._over.set()

    def close(self) -> None:
        """Wait until everything is written, and forget the requests of runs that are more than a week old."""
        self.no_more()
        if self._writer is not None:
            self._writer.join()
            _forget_old(self._path.parent, self._clock.now() - timedelta(days=KEPT_DAYS))

    def __enter__(self) -> CallFile:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _keep_writing(self) -> None:
        while not self._over.wait(self._every):
            self._write(SHOWN_CALLS)
        self._write(KEPT_CALLS)

    def _write(self, most: int) -> None:
        """Write those that are rendered, with the newest `most`."""
        with self._lock:
            kept = list(self._calls)
        news = [call for call in kept[-most:] if not call.line]
        if not news:
            return
        for call in news:
            call.line = json.dumps(_as_json(call.render()), ensure_ascii=False)
        lines = [call.line for call in kept if call.line]
        partial = self._path.with_suffix(".partial")
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with open(partial, "w", encoding="utf-8", opener=_private) as out:
                out.write("".join(f"{line}\n" for line in lines))
            partial.replace(self._path)
        except OSError as error:
            # The run matters more than the look at it.
            log.info("The requests of a run could not be written: %s", error.strerror)


def calls_file(folder: Path, run_id: str) -> Path:
    return folder / f"{run_id}.jsonl"


def read_calls(path: Path) -> tuple[Call, ...]:
    """The requests in the file, newest first; () when there is none. Lines that cannot be read are left out."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ()
    calls = [call for line in text.splitlines() if (call := _from_json(line)) is not None]
    return tuple(reversed(calls))


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _as_json(call: Call) -> Mapping[str, Any]:
    return {**asdict(call), "at": call.at.isoformat()}


def _from_json(line: str) -> Call | None:
    try:
        data = json.loads(line)
        return Call(**{**data, "at": datetime.fromisoformat(data["at"])})
    except (ValueError, TypeError, KeyError):
        return None


def _forget_old(folder: Path, before: datetime) -> None:
    for path in folder.glob("*.jsonl"):
        try:
            if path.stat().st_mtime < before.timestamp():
                path.unlink()
        except OSError:
            continue  # another process was faster
