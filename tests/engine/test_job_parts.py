"""Bulk interfaces: a batch that is submitted in parts has a job for each of them."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from typing import Any

import pytest

from census_desktop.domain.errors import BatchRejected, TransientError
from census_desktop.domain.model import RunStatus
from census_desktop.domain.ports import Batch, CancelToken, Reply, Target
from census_desktop.engine.jobs import LOST, NOT_SUBMITTED, open_jobs
from census_desktop.engine.part_jobs import PartJob, read, written
from tests.engine.bulk import Interrupted, bulk_crm, people, run, settle
from tests.engine.conftest import Bench


class InParts(Interrupted):
    """Takes as many records at once as `most`, refusing (`refuses`) or not being given more, and something happens at the
    nth submission."""

    def __init__(self, destination: Any, most: int, submission: int = 0, happens: Any = None, *, refuses: bool = False) -> None:
        super().__init__(destination, 0, lambda: None)
        self._most = most
        self._refuses = refuses
        self._submission = submission
        self._then = happens
        self.taken: list[int] = []

    def open(self, target: Target, schema: Any) -> Interrupted:
        super().open(target, schema)
        if not self._refuses:
            self.limits = replace(self.limits, batch_rows=self._most)
        return self

    def submit(self, batch: Batch, cancel: CancelToken) -> str:
        if len(batch) > self._most:
            raise BatchRejected("too many")
        self.taken.append(len(batch))
        job = super().submit(batch, cancel)
        if len(self.taken) == self._submission:
            self._then()
        return job


@pytest.mark.parametrize(("most", "refuses", "submission", "arrived"), [(4, False, 2, 8), (4, False, 3, 10), (5, True, 2, 10)])
def test_every_job_of_a_batch_in_parts_is_asked_for_after_a_restart(
    bench: Bench, most: int, refuses: bool, submission: int, arrived: int
) -> None:
    bench.write(people(10))
    with closing(bulk_crm(bench)) as crm:
        run(bench, InParts(crm, most, submission, bench.cancel.cancel, refuses=refuses))
        bench.cancel = CancelToken()
        assert settle(bench, crm) == 1
        (told,) = bench.store.ledger.last_runs([bench.sync.id]).values()
        assert (told.counts.updated, told.counts.unknown) == (arrived, 10 - arrived)
        assert bench.state.members == arrived
        before = len(crm.requests())
        assert run(bench, crm).counts.processed == 10 - arrived
        assert len(crm.requests()) == before + (arrived < 10)
        assert len(crm.records("contacts")) == 10
        assert settle(bench, crm) == 0


def test_a_further_try_of_a_part_forgets_no_job_of_another(bench: Bench) -> None:
    bench.write(people(8))

    class Slow(InParts):
        def submit(self, batch: Batch, cancel: CancelToken) -> str:
            if len(self.taken) == 1:
                self.taken.append(0)
                raise TransientError("busy", retry_after=0.0)
            if len(self.taken) > 1:
                bench.cancel.cancel()
            return super().submit(batch, cancel)

    with closing(bulk_crm(bench)) as crm:
        run(bench, Slow(crm, 4))
        bench.cancel = CancelToken()
        assert settle(bench, crm) == 1
        assert bench.state.members == 4


def test_a_part_whose_job_is_lost_goes_again_and_the_others_arrive(bench: Bench) -> None:
    bench.write(people(10))
    with closing(bulk_crm(bench, lose_every=2)) as crm:
        sent = run(bench, InParts(crm, 4))
        assert (sent.status, sent.counts.updated) == (RunStatus.FAILED, 0)
        assert settle(bench, crm) == 1
        (told,) = bench.store.ledger.last_runs([bench.sync.id]).values()
        assert told.counts.updated == 4
        assert {why for _, why in bench.store.ledger.unknown_rows(told.id)} == {LOST, NOT_SUBMITTED}
    with closing(bulk_crm(bench)) as crm:
        assert run(bench, crm).counts.processed == 6


def test_a_part_that_was_refused_after_it_was_submitted_has_no_job(bench: Bench) -> None:
    bench.write(people(4))

    class Late(InParts):
        def results(self, job: str, batch: Batch, cancel: CancelToken) -> Reply:
            if len(batch) > 2:
                raise BatchRejected("one of them is wrong")
            return super().results(job, batch, cancel)

    with closing(bulk_crm(bench)) as crm:
        run(bench, Late(crm, 4, 3, bench.cancel.cancel))
        bench.cancel = CancelToken()
        ((_, (left,)),) = open_jobs(bench.sync, bench.store.ledger).items()
        assert [(part.start, part.count) for part in read(left.job, 4)] == [(0, 2), (2, 2)]
        assert settle(bench, crm) == 1
        assert bench.state.members == 4


def test_jobs_are_written_so_that_they_are_read_back() -> None:
    parts = [PartJob(4, 4, "b"), PartJob(0, 4, 'a "quoted" job, ü')]
    assert read(written(parts, 8), 8) == sorted(parts, key=lambda part: part.start)
    assert (written([PartJob(0, 8, "750A")], 8), read("750A", 8)) == ("750A", [PartJob(0, 8, "750A")])
    odd = PartJob(0, 8, "parts:750A")
    assert read(written([odd], 8), 8) == [odd]
    assert written([], 8) == ""
    for damaged in ("parts:", 'parts:[[0, 9, "a"]]', "parts:[7]", "parts:[[0, 2]]"):
        assert read(damaged, 8) == []
