"""A network that goes away in the middle of a run, and a record that always brings the receiver down."""

from __future__ import annotations

import json
import threading
from typing import Any

import pytest

from census_desktop.destinations import open_destination
from census_desktop.domain.model import Connection, RunStatus
from census_desktop.domain.ports import Destination, DestinationContext
from census_desktop.engine import shipment
from tests.engine.conftest import Bench
from tests.faults import JSON, Fault, FaultServer, Receiver

BATCH, BATCHES = 10, 4


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shipment, "BACKOFF_SECONDS", 0.01)


def webhook(bench: Bench, url: str) -> Destination:
    config = {"url": url, "concurrency": 1, "batch_size": BATCH}
    return open_destination(DestinationContext(Connection("hook", "Hook", "webhook", config), {}, bench.folder, bench.clock))


class Leaving(Receiver):
    """Takes one batch; then the network is gone: nobody listens any more."""

    def __init__(self) -> None:
        super().__init__()
        self.server: FaultServer | None = None
        self.gone = threading.Event()

    def take(self, body: bytes) -> tuple[Fault, bytes]:
        answer = super().take(body)
        if self.server is not None and not self.gone.is_set():
            self.gone.set()
            self.server.socket.close()
            return Fault("last", 200, {**JSON, "Connection": "close"}, "{}", applied=True), b"{}"
        return answer


def test_a_network_that_goes_away_in_mid_run_loses_nothing_and_the_next_run_goes_on(bench: Bench) -> None:
    bench.write({n: f"Name {n}" for n in range(1, BATCH * BATCHES + 1)})
    receiver = Leaving()
    server = FaultServer(receiver)
    receiver.server = server
    thread = threading.Thread(target=lambda: server.handle_request())
    thread.start()
    destination = webhook(bench, server.address)
    sent = bench.run(destination, BATCH)  # type: ignore[arg-type]
    thread.join()
    destination.close()
    assert sent.status is RunStatus.FAILED
    assert sent.counts.updated == BATCH == len(receiver.records)
    assert "30 wait" in sent.error

    receiver.server = None
    with FaultServer(receiver) as back:
        destination = webhook(bench, back.address)
        again = bench.run(destination, BATCH)  # type: ignore[arg-type]
        destination.close()
    assert (again.status, again.counts.updated) == (RunStatus.COMPLETED, BATCH * (BATCHES - 1))
    assert len(receiver.records) == BATCH * BATCHES
    assert receiver.duplicates() == 0


class Poisoned(Receiver):
    """Fails with 500 whenever this key is among the records."""

    def take(self, body: bytes) -> tuple[Fault, bytes]:
        if any(record["key"] == 777 and "name" in record for record in json.loads(body)["records"]):
            with self.lock:
                self.requests += 1
            return Fault("500", 500, JSON), b'{"error": "boom"}'
        return super().take(body)


def test_one_record_of_a_thousand_that_brings_the_receiver_down_is_told_and_the_others_are_kept(bench: Bench) -> None:
    """A 500 says nothing of the record, so it is not guessed: the run fails in words, and what arrived stays."""
    people: dict[Any, str] = {n: f"Name {n}" for n in range(1, 2001)}
    bench.write(people)
    receiver = Poisoned()
    with FaultServer(receiver) as server:
        config = {"url": server.address, "concurrency": 1, "batch_size": 1000}
        destination = open_destination(
            DestinationContext(Connection("hook", "Hook", "webhook", config), {}, bench.folder, bench.clock)
        )
        sent = bench.run(destination, 1000)  # type: ignore[arg-type]
        assert sent.status is RunStatus.FAILED
        assert "has trouble of its own (500)" in sent.error
        assert receiver.requests < 20
        bench.write({n: name for n, name in people.items() if n != 777})
        again = bench.run(destination, 1000)  # type: ignore[arg-type]
        assert again.status is RunStatus.COMPLETED
        assert len(receiver.records) == 1999
        destination.close()
