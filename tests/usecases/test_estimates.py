"""What a plan says of the requests it takes, where a destination bounds their bytes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from census_desktop.bootstrap import App
from census_desktop.domain.manifest import Limits
from tests.usecases.conftest import add_sync


def test_a_limit_of_bytes_makes_more_requests_of_a_plan(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    add_sync(app, "t", destination="Table", key="id", columns=("name", "city"))
    plan = app.runs.plan("t")
    assert plan.estimate is not None
    assert (plan.counts.processed, plan.batches, plan.estimate.calls) == (20, 1, 1)
    limits = app.destinations.limits

    def bounded(ref: str) -> Limits:
        return replace(limits(ref), batch_bytes=240)

    monkeypatch.setattr(app.destinations, "limits", bounded)
    plan = app.runs.plan("t")
    assert plan.estimate is not None
    # A record like {"id":20,"name":"Name 20","city":"Berlin"} has about 43 bytes: five go in 240.
    assert (plan.batches, plan.estimate.calls) == (1, 4)
