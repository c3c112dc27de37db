"""What the tests of the scheduler share: one, what is due by it, and runs of that."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from census_desktop.bootstrap import App
from census_desktop.domain.model import Trigger
from census_desktop.usecases.scheduler import Look, Scheduler


@pytest.fixture(name="scheduler")
def the_scheduler(app: App) -> Iterator[Scheduler]:
    made = app.scheduler(lambda: None)
    yield made
    made.close()


def names(look: Look) -> list[str]:
    return [due.sync.name for due in look.due]


def run_due(app: App, scheduler: Scheduler) -> list[tuple[str, Trigger]]:
    """Run what is due, as a window or an agent does."""
    ran = []
    for due in scheduler.look().due:
        if scheduler.claim(due):
            run = app.runs.run(due.sync.id, trigger=due.trigger)
            scheduler.settle(due, run)
            ran.append((due.sync.name, run.trigger))
    return ran
