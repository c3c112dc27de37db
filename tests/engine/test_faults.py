"""Every fault of a receiver, met by the first, a middle and the last batch of a run: nothing is lost, little comes twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from census_desktop.destinations import open_destination
from census_desktop.domain.model import Connection, RunStatus
from census_desktop.domain.ports import Destination, DestinationContext
from census_desktop.engine import shipment
from tests.engine.conftest import Bench
from tests.faults import Fault, FaultServer, Receiver, faults, in_process

BATCH, BATCHES, IN_FLIGHT = 10, 4, 2
POSITIONS = (1, 2, BATCHES)
FAULTS = faults(datetime(2026, 11, 24, 10, 20, tzinfo=UTC))

FAILS = {
    "wrong JSON": "The reply says that it is JSON, but it cannot be read.",
    "redirect": "answers that the address has moved to elsewhere.example.",
    "401": "refused the credential in Authorization of “Hook” (401). It says: the key has expired",
    "404": "has nothing at this address (404).",
}
"""Faults that end the run, and what it says. All others are survived by the same run."""
SLOW = ("time-out", "slow drip")
"""Only these may run into a time-out, so only they get a short one: a busy computer answers late, too."""
ALWAYS = ("429 with seconds", "500", "time-out", "answer lost", "207 with errors", "413", "401")
"""Met over loopback in every run of the tests; the others only within the process, unless all tests are asked for."""
APPLIED_THEN_REPEATED = ("answer lost", "reset in the body", "slow drip", "wrong JSON")


def people(round_: int) -> dict[Any, str]:
    """Everybody changes in every round, so that every batch is sent again."""
    return {n: f"Name {n} of {round_}" for n in range(1, BATCH * BATCHES + 1)}


@pytest.fixture
def receiver(monkeypatch: pytest.MonkeyPatch) -> Iterator[Receiver]:
    monkeypatch.setattr(shipment, "BACKOFF_SECONDS", 0.01)
    receiver = Receiver()
    yield receiver
    receiver.released.set()


def webhook(bench: Bench, url: str, patience: float = 30) -> Destination:
    """`patience` is how many seconds an answer may take."""
    config = {"url": url, "concurrency": IN_FLIGHT, "batch_size": BATCH}
    opened: Any = open_destination(
        DestinationContext(Connection("hook", "Hook", "webhook", config), {"auth": "Bearer secret"}, bench.folder, bench.clock)
    )
    opened._client._read_timeout = patience
    opened._client._deadline = patience * 1.2
    return opened  # type: ignore[no-any-return]


def meet(bench: Bench, destination: Destination, receiver: Receiver, fault: Fault, position: int, round_: int) -> None:
    """One run that meets the fault at this position, and the next one."""
    source = people(round_)
    bench.write(source)
    receiver.forget_times()
    receiver.next_fault(position, fault)
    sent = bench.run(destination, BATCH)  # type: ignore[arg-type]

    (run,) = bench.store.ledger.last_runs([bench.sync.id]).values()
    states = [b.state for b in bench.store.ledger.batches(run.id)]
    if fault.name in FAILS:
        assert sent.status is RunStatus.FAILED
        assert FAILS[fault.name] in sent.error
        assert "unknown" in states
        wait = f"{sent.counts.updated:,} records were acknowledged and are kept; {len(source) - sent.counts.updated:,} wait"
        assert wait in sent.error
    else:
        assert (sent.status, sent.error) == (RunStatus.COMPLETED, "")
        assert set(states) == {"acknowledged"}
        assert sent.counts.rejected == fault.rejects
        assert sent.counts.updated == len(source) - fault.rejects
    repeated = receiver.duplicates()
    assert repeated == (BATCH if fault.name in APPLIED_THEN_REPEATED and fault.name not in FAILS else 0)

    again = bench.run(destination, BATCH)  # type: ignore[arg-type]
    assert again.status is RunStatus.COMPLETED
    assert again.counts.processed == len(source) - sent.counts.updated
    assert again.counts.retried == fault.rejects
    assert {key: record["name"] for key, record in receiver.records.items()} == source
    assert receiver.duplicates() <= BATCH * IN_FLIGHT


@pytest.mark.parametrize(
    "name", [name if name in ALWAYS else pytest.param(name, marks=pytest.mark.thorough) for name in FAULTS]
)
def test_over_loopback(bench: Bench, receiver: Receiver, name: str) -> None:
    with FaultServer(receiver) as server:
        destination = webhook(bench, server.address, patience=1 if name in SLOW else 30)
        for round_, position in enumerate(POSITIONS):
            meet(bench, destination, receiver, FAULTS[name], position, round_)
        assert bench.run(destination, BATCH).counts.processed == 0  # type: ignore[arg-type]
        destination.close()


@pytest.mark.parametrize("name", list(FAULTS))
def test_in_process(bench: Bench, receiver: Receiver, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("census_desktop.destinations._http.new_session", in_process(receiver))
    destination = webhook(bench, "http://127.0.0.1:9/in")
    meet(bench, destination, receiver, FAULTS[name], 2, 0)
    destination.close()


def test_a_receiver_that_is_away_for_good_fails_the_run_and_keeps_what_arrived(bench: Bench, receiver: Receiver) -> None:
    bench.write(people(0))
    for at in range(2, 60):
        receiver.script[at] = FAULTS["500"]
    with FaultServer(receiver) as server:
        destination = webhook(bench, server.address)
        sent = bench.run(destination, BATCH)  # type: ignore[arg-type]
        assert sent.status is RunStatus.FAILED
        assert "has trouble of its own (500). It says: out of memory" in sent.error
        assert sent.counts.updated == BATCH
        assert receiver.requests < 20
        receiver.script.clear()
        assert bench.run(destination, BATCH).counts.processed == BATCH * (BATCHES - 1)  # type: ignore[arg-type]
        assert len(receiver.records) == BATCH * BATCHES
        destination.close()
