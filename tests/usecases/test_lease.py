"""A run's lease is renewed beside it, and given up quietly once another process has closed the run."""

from __future__ import annotations

import logging
import threading

import pytest

from census_desktop.bootstrap import App
from census_desktop.domain.model import Counts, RunStatus, Trigger
from census_desktop.usecases.lease import kept_alive
from tests.usecases.conftest import add_sync


def test_a_lost_lease_is_not_renewed_any_more(app: App, caplog: pytest.LogCaptureFixture) -> None:
    add_sync(app, "one")
    run = app.ledger.create_run(app.syncs.get("one").id, Trigger.MANUAL, app.clock.now())
    app.ledger.begin(run.id, "me", app.clock.now())
    with caplog.at_level(logging.INFO), kept_alive(app.ledger, run.id, app.clock, every=0.01):
        app.ledger.finish(run.id, RunStatus.FAILED, Counts(), "closed by another process", app.clock.now())
        (renewing,) = (t for t in threading.enumerate() if t.name == f"lease-{run.id[:8]}")
        renewing.join(10)
        assert not renewing.is_alive()
    assert f"The lease of run {run.id} is lost" in caplog.text
