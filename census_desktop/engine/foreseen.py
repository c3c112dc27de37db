"""The state of a first sync, written while its records are on their way, for the usual case that all of them arrive.

Sending keeps Python busy and the disk idle; writing the state is the other way round. If anything does not arrive, what was
foreseen is thrown away and the state is written from what did.
"""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from census_desktop.domain.errors import CensusError
from census_desktop.domain.ports import CancelToken
from census_desktop.engine.database import scratch_database

PREFIX = "foreseen-"


class Foreseen:
    """One file in the making. `write(db, file)` writes it and gives its rows; it holds the plan's rows 0 to `last`."""

    def __init__(self, folder: Path, last: int, write: Callable[[Any, Path], int], scratch: Path) -> None:
        self._file = folder / f"{PREFIX}{uuid.uuid4().hex}.parquet"
        self._last = last
        self._rows = 0
        self._cancel = CancelToken()
        self._thread = threading.Thread(target=self._work, args=(write, scratch), name="foreseen", daemon=True)
        self._thread.start()

    def _work(self, write: Callable[[Any, Path], int], scratch: Path) -> None:
        # A disk that is full is told by whoever writes the state then.
        with suppress(CensusError), scratch_database(scratch, self._cancel) as db:
            db.execute("SET threads = 1")
            self._rows = write(db, self._file)

    def take(self, acknowledged: Sequence[tuple[int, int]], target: Path) -> int:
        """Put the file in its place and give its rows, if exactly all of them were acknowledged; else 0."""
        if list(acknowledged) != [(0, self._last)]:
            self.drop()
            return 0
        self._thread.join()
        if self._rows:
            self._file.replace(target)
        return self._rows

    def drop(self) -> None:
        """Stop writing and leave nothing behind. Safe to repeat, and after `take`."""
        self._cancel.cancel()
        self._thread.join()
        for file in (self._file, self._file.with_suffix(".partial")):
            with suppress(OSError):
                file.unlink()
