"""What goes into the pool and comes back from it: a call, its answer, its progress. Plain data; jobs.py has the signals."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QObject, QRunnable, SignalInstance

from census_desktop.domain.errors import CensusError
from census_desktop.domain.plan import Progress
from census_desktop.domain.ports import CancelToken

log = logging.getLogger(__name__)

Done = Callable[[Any], None]
Failed = Callable[[CensusError], None]


@dataclass(slots=True)
class Request:
    owner: QObject
    slot: str
    token: CancelToken
    done: Done | None
    failed: Failed | None
    progress: Callable[[Progress], None] | None


@dataclass(frozen=True, slots=True)
class Answer:
    number: int
    result: Any = None
    error: CensusError | None = None


@dataclass(frozen=True, slots=True)
class Step:
    number: int
    progress: Progress


class Task(QRunnable):
    """One call in the pool. Emits exactly one answer, whatever happens."""

    def __init__(self, number: int, work: Callable[[], Any], answered: SignalInstance) -> None:
        super().__init__()
        self.setAutoDelete(False)
        self._number = number
        self._work: Callable[[], Any] | None = work
        self._answered = answered

    def run(self) -> None:
        work, self._work = self._work, None
        answer = Answer(self._number)
        try:
            if work is not None:
                answer = Answer(self._number, result=work())
        except CensusError as error:
            answer = Answer(self._number, error=error)
        except Exception as error:  # noqa: BLE001 (an exception in a runnable is printed and lost; here it becomes an answer)
            answer = Answer(self._number, error=defect(error))
        del work
        with suppress(RuntimeError):  # the window went away without waiting for us
            self._answered.emit(answer)


def defect(error: BaseException) -> CensusError:
    """A defect of ours as something that can be shown; the log gets where it happened, never values."""
    log.error("Internal error: %s", type(error).__name__, exc_info=error)
    return CensusError(f"Internal error: {type(error).__name__}.", hint="The log in Settings → Diagnostics says where.")


@dataclass(slots=True)
class Relay:
    """Listener of a run or plan: passes progress on at most ten times a second, and each new phase at once."""

    number: int
    reported: SignalInstance
    monotonic: Callable[[], float]
    _last: float = field(default=-1.0)
    _phase: str = ""

    def progress(self, progress: Progress) -> None:
        now = self.monotonic()
        if progress.phase != self._phase or now - self._last >= 0.1:
            self._last, self._phase = now, progress.phase
            self.reported.emit(Step(self.number, progress))
