"""The agent in this process: what it does not run any more, and what does not end it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from census_desktop.bootstrap import App
from census_desktop.domain.errors import StoreError
from census_desktop.usecases.agent import Agent, Happened
from census_desktop.usecases.scheduler import Look, Scheduler
from tests.conftest import FakeClock
from tests.usecases.conftest import add_sync


@pytest.mark.parametrize("act", ["pause", "remove", "rest"])
def test_what_was_paused_while_it_waited_for_another_run_does_not_run(app: App, clock: FakeClock, act: str) -> None:
    for name in ("first", "second"):
        add_sync(app, name, destination="Table", operation="upsert", extra="schedule: {every: 1h}")
    clock.advance(7200)
    said: list[tuple[str, str]] = []

    def tell(happened: Happened) -> None:
        said.append((happened.what, happened.sync.name if happened.sync else ""))
        if happened.what == "started":
            waiting = app.syncs.get("second" if said[-1][1] == "first" else "first")
            if act == "rest":
                app.syncs.set_schedules(False)
            else:
                getattr(app.syncs, act)(waiting.id)

    assert app.agent(tell).work(once=True) == 0
    assert [what for what, _ in said if what in ("started", "finished")] == ["started", "finished"]
    assert len(app.runs.list()) == 1


def test_a_store_that_cannot_be_had_for_a_while_ends_no_agent(app: App, clock: FakeClock) -> None:
    add_sync(app, "t", destination="Table", extra="schedule: {every: 1h}")
    clock.advance(7200)
    said: list[str] = []

    class Late(Scheduler):
        looks = 0

        def look(self) -> Look:
            self.looks += 1
            if self.looks in (2, 3):
                raise StoreError("The disk is full.")
            return super().look()

    def scheduler(wake: Callable[[], None]) -> Scheduler:
        wakes.append(wake)
        return Late(app.catalog, app.ledger, app.syncs, app.sources, app.paths.root, clock, wake, app.runs.waiting, app.around)

    def tell(happened: Happened) -> None:
        said.append(happened.what)
        if happened.what == "trouble":
            assert "The disk is full." in happened.text
            wakes[0]()
        elif happened.what == "finished":
            agent.stop()

    wakes: list[Callable[[], None]] = []
    agent = Agent("A", scheduler, app.runs, app.syncs, app.sources, lambda: None, lambda: None, clock, tell)
    assert agent.work() == 0
    assert said == ["ready", "trouble", "started", "finished", "stopped"]
