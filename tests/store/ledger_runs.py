"""Runs and batches in the ledger, as the tests of it make them."""

from __future__ import annotations

from dataclasses import replace

from census_desktop.domain.model import Counts, Operation, RunStatus, Trigger
from census_desktop.domain.ports import BatchRecord
from census_desktop.store import Store
from tests.conftest import FakeClock

COUNTS = Counts(1, 2, 3, 4, 5, 6, 7, 8, 9)


def working(store: Store, clock: FakeClock, sync_id: str = "to-hook") -> str:
    run = store.ledger.create_run(sync_id, Trigger.MANUAL, clock.now())
    assert store.ledger.begin(run.id, "host:1", clock.now())
    return run.id


def batch(run_id: str, number: int = 1, **changes: object) -> BatchRecord:
    return replace(BatchRecord(run_id, number, Operation.UPSERT, number * 100, 100, f"key-{number}"), **changes)  # type: ignore[arg-type]


def acknowledge(store: Store, clock: FakeClock, run_id: str, number: int = 1) -> None:
    store.ledger.sending(batch(run_id, number), clock.now())
    store.ledger.answered(run_id, number, "acknowledged", [], clock.now())


def ended(store: Store, clock: FakeClock, *, applied: bool = True) -> str:
    """A run with a batch and a rejected row."""
    clock.advance(1)
    run_id = working(store, clock)
    store.ledger.sending(batch(run_id), clock.now())
    store.ledger.answered(run_id, 1, "acknowledged", [(101, "bad")], clock.now())
    store.ledger.finish(run_id, RunStatus.COMPLETED, COUNTS, "", clock.now())
    if applied:
        store.ledger.applied(run_id, 1, 99)
    return run_id
