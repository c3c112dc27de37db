"""Bulk interfaces over HTTP: a server that takes batches as jobs and answers for them later."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from census_desktop.domain.model import RunStatus
from census_desktop.domain.ports import CancelToken, JobWriter
from census_desktop.engine.jobs import open_jobs
from tests.engine.bulk import BulkHttp, BulkServer, Interrupted, people, run, settle
from tests.engine.conftest import Bench


@pytest.fixture
def server() -> Iterator[BulkServer]:
    server = BulkServer()
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def test_jobs_over_http(bench: Bench, server: BulkServer, tmp_path: Path) -> None:
    bench.write(people(40))
    destination = BulkHttp(server.server_port, bench.clock)
    assert isinstance(destination, JobWriter)
    sent = run(bench, destination)
    assert (sent.status, sent.counts.updated, sent.counts.rejected) == (RunStatus.COMPLETED, 36, 4)
    assert len(server.jobs) == 4


def test_a_job_that_the_server_forgot_while_nobody_asked_is_planned_again(bench: Bench, server: BulkServer) -> None:
    bench.write(people(10))
    run(bench, Interrupted(BulkHttp(server.server_port, bench.clock), 1, bench.cancel.cancel))
    bench.cancel = CancelToken()
    server.jobs.clear()
    server.keys.clear()
    destination = BulkHttp(server.server_port, bench.clock)
    assert settle(bench, destination) == 0
    assert open_jobs(bench.sync, bench.store.ledger) == {}
    assert run(bench, BulkHttp(server.server_port, bench.clock)).counts.processed == 10
