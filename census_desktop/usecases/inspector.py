"""The inspector: the newest requests of a run and their answers, as they were kept, redacted."""

from __future__ import annotations

from datetime import timedelta

from census_desktop.domain.ports import Clock, Ledger
from census_desktop.domain.records import Call
from census_desktop.domain.rows import RunFilter
from census_desktop.paths import WorkspacePaths

KEPT_RUNS = 20
"""Runs of a sync whose requests are kept; none for more than a week (engine/calls.py)."""

_LOOKED_AT = 200


class Inspector:
    """Every method may wait on disk: not for the GUI thread."""

    def __init__(self, ledger: Ledger, paths: WorkspacePaths, clock: Clock) -> None:
        self._ledger = ledger
        self._folder = paths.calls
        self._clock = clock

    def calls(self, run_id: str) -> tuple[Call, ...]:
        """Newest first, at most a hundred; also of a run that still works. () of destinations without requests (files,
        databases) and of runs whose requests are no longer kept."""
        from census_desktop.engine.calls import KEPT_DAYS, calls_file, read_calls

        run = self._ledger.run(run_id)
        oldest = self._clock.now() - timedelta(days=KEPT_DAYS)
        return tuple(c for c in read_calls(calls_file(self._folder, run.id)) if c.at >= oldest)


def forget_calls(sync_id: str, ledger: Ledger, paths: WorkspacePaths) -> None:
    """Forget the requests of all but a sync's newest runs. (Those of over a week go when a run ends.)"""
    from census_desktop.engine.calls import calls_file

    for run in ledger.runs(RunFilter(sync_id=sync_id, limit=_LOOKED_AT))[KEPT_RUNS:]:
        calls_file(paths.calls, run.id).unlink(missing_ok=True)
