"""What a workspace forgets by itself: rows of old runs, folders of plans that nobody will send or look at, and what programs
that were killed left in the scratch folder, which holds people's data."""

from __future__ import annotations

import logging
import shutil
from datetime import UTC, datetime, timedelta

from census_desktop.domain.model import Sync
from census_desktop.domain.ports import Catalog, Clock, Ledger
from census_desktop.engine.planfile import PlanFiles
from census_desktop.paths import WorkspacePaths

KEEP_DAYS = 90
KEEP_RUNS = 500
EVERY = timedelta(days=1)
UNFINISHED = timedelta(hours=1)
"""A plan's folder without its page after this long: the process that made it died."""
UNSENT = timedelta(days=7)
"""A plan that no run names: it was reviewed and left."""

LEFT = timedelta(days=1)
"""Scratch that nobody wrote to for this long: the process that made it died."""

log = logging.getLogger(__name__)


class Retention:
    """Settings `keep_days` and `keep_runs` (a sync's newest) say how long batches and rejected rows are kept."""

    def __init__(self, catalog: Catalog, ledger: Ledger, paths: WorkspacePaths, clock: Clock) -> None:
        self._catalog = catalog
        self._ledger = ledger
        self._paths = paths
        self._clock = clock

    def tidy(self) -> None:
        """Once a day, however often it is asked."""
        now = self._clock.now()
        last = self._catalog.setting("tidied_at")
        if last and timedelta(0) <= now - datetime.fromisoformat(last) < EVERY:
            return
        runs = self._ledger.trim(
            now - timedelta(days=self._number("keep_days", KEEP_DAYS)), self._number("keep_runs", KEEP_RUNS)
        )
        plans = self._forget_plans(now)
        self._clear_scratch(now)
        self._catalog.set_setting("tidied_at", now.isoformat())
        log.info("Tidied: rows of %d runs, %d plans", runs, plans)

    def _number(self, name: str, default: int) -> int:
        """A setting as a whole number above 0; anything else is the default."""
        text = self._catalog.setting(name)
        return int(text) if text.isdecimal() and int(text) > 0 else default

    def _forget_plans(self, now: datetime) -> int:
        if not self._paths.plans.is_dir():
            return 0
        files, named = PlanFiles(self._paths.plans), self._ledger.plans()
        known = {sync.id for sync in self._catalog.all(Sync)}
        forgotten = 0
        for place in self._paths.plans.iterdir():
            try:
                age = now - datetime.fromtimestamp(place.stat().st_mtime, UTC)
            except FileNotFoundError:  # another process tidies too
                continue
            whole = files.exists(place.name)
            of_nobody = place.name not in named and (place.name.partition(".")[0] not in known or age > UNSENT)
            if age > UNFINISHED and (not whole or of_nobody):
                files.remove(place.name)
                forgotten += 1
        return forgotten

    def _clear_scratch(self, now: datetime) -> None:
        if not self._paths.scratch.is_dir():
            return
        for place in self._paths.scratch.iterdir():
            try:
                written = max(p.stat().st_mtime for p in (place, *place.rglob("*")))
            except FileNotFoundError:  # it is at work, and ends just now
                continue
            if now - datetime.fromtimestamp(written, UTC) > LEFT:
                shutil.rmtree(place, ignore_errors=True) if place.is_dir() else place.unlink(missing_ok=True)
