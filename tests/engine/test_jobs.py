"""Bulk interfaces: a batch is submitted, polled and answered record by record; after a crash its job is asked for."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from census_desktop.bootstrap import open_workspace
from census_desktop.domain.errors import BatchRejected, TransientError
from census_desktop.domain.model import RunStatus
from census_desktop.domain.plan import Progress
from census_desktop.domain.ports import Batch, CancelToken, JobState, Reply
from census_desktop.engine.jobs import open_jobs
from census_desktop.engine.run import apply_acknowledged
from tests.engine.bulk import BULK, Died, Interrupted, bulk_crm, people, run, settle
from tests.engine.conftest import Bench


def test_jobs_are_submitted_polled_and_answered_record_by_record(bench: Bench) -> None:
    bench.write(people(25))
    with closing(bulk_crm(bench, reject_every=10)) as crm:
        sent = run(bench, crm)
        assert (sent.status, sent.counts.updated, sent.counts.rejected) == (RunStatus.COMPLETED, 23, 2)
        assert len(crm.records("contacts")) == 23
        assert [r.records for r in crm.requests()] == [10, 10, 5]
    (last,) = bench.store.ledger.last_runs([bench.sync.id]).values()
    assert all(b.job and b.state == "acknowledged" for b in bench.store.ledger.batches(last.id))
    assert len(bench.store.ledger.rejected_rows(last.id)) == 2
    with closing(bulk_crm(bench)) as crm:
        again = run(bench, crm)
        assert (again.counts.processed, again.counts.retried, again.counts.updated) == (2, 2, 2)
        assert len(crm.records("contacts")) == 25


def test_a_cancel_while_polling_leaves_a_job_that_the_next_run_asks_for(bench: Bench) -> None:
    bench.write(people(10))
    with closing(bulk_crm(bench)) as crm:
        sent = run(bench, Interrupted(crm, 2, bench.cancel.cancel))
        assert (sent.status, sent.counts.updated) == (RunStatus.CANCELLED, 0)
        bench.cancel = CancelToken()
        ((_, (left,)),) = open_jobs(bench.sync, bench.store.ledger).items()
        assert (left.state, left.rows) == ("unknown", 10)
        assert settle(bench, crm) == 1
        assert bench.state.members == 10
        (told,) = bench.store.ledger.last_runs([bench.sync.id]).values()
        assert (told.status, told.counts.updated, told.counts.added) == (RunStatus.CANCELLED, 10, 10)
        assert run(bench, crm).counts.processed == 0
        assert len(crm.requests()) == 1
        assert settle(bench, crm) == 0


def test_after_a_crash_nothing_that_has_a_job_is_sent_again(bench: Bench) -> None:
    bench.write(people(30))

    def die() -> None:
        raise Died

    with closing(bulk_crm(bench, reject_every=4)) as crm:
        with pytest.raises(Died):
            bench.send(bench.plan(10, **BULK), Interrupted(crm, 6, die))  # type: ignore[arg-type]
        bench.clock.advance(120)
        (abandoned,) = bench.store.ledger.abandoned(bench.clock.now())
        assert settle(bench, crm) == 1
        for run_id in bench.store.ledger.unapplied(bench.sync.id):
            apply_acknowledged(bench.sync, run_id, bench.store.ledger, bench.paths)
        told = bench.store.ledger.run(abandoned.id)
        assert told.counts.updated + told.counts.rejected == 20
        before = {r.idempotency_key for r in bench.store.ledger.batches(abandoned.id)}
        again = run(bench, crm)
        assert (again.counts.processed, again.counts.retried) == (10 + told.counts.rejected, told.counts.rejected)
        assert len(before) == 2
        assert [r.records for r in crm.requests()][:2] == [10, 10]


def test_a_lost_job_is_unknown_its_records_go_with_the_next_run_and_the_others_arrive(bench: Bench) -> None:
    bench.write(people(30))
    with closing(bulk_crm(bench, lose_every=2)) as crm:
        sent = run(bench, crm)
        assert (sent.status, sent.counts.updated) == (RunStatus.FAILED, 20)
        assert "does not know the job" in sent.error
        assert "10 wait for the next run" in sent.error
        (last,) = bench.store.ledger.last_runs([bench.sync.id]).values()
        states = [b.state for b in bench.store.ledger.batches(last.id)]
        assert sorted(states) == ["acknowledged", "acknowledged", "unknown"]
        assert settle(bench, crm) == 0, "it is lost for good, and forgotten"
        assert open_jobs(bench.sync, bench.store.ledger) == {}
    with closing(bulk_crm(bench)) as crm:
        again = run(bench, crm)
        assert (again.counts.processed, again.counts.updated, again.status) == (10, 10, RunStatus.COMPLETED)
        assert len(crm.records("contacts")) == 30


def test_jobs_stay_while_the_destination_cannot_be_asked(bench: Bench) -> None:
    bench.write(people(10))

    def away() -> None:
        raise TransientError("503", retry_after=0)

    with closing(bulk_crm(bench)) as crm:
        run(bench, Interrupted(crm, 1, bench.cancel.cancel))
        bench.cancel = CancelToken()
        broken = Interrupted(crm, 1, away)
        broken._left = -1

        def poll(job: str, cancel: CancelToken) -> JobState:
            away()
            raise AssertionError

        broken.poll = poll  # type: ignore[method-assign]
        with pytest.raises(TransientError):
            settle(bench, broken)
        assert len(open_jobs(bench.sync, bench.store.ledger)) == 1
        assert settle(bench, crm) == 1


class Stubborn(Interrupted):
    """Takes the batch, and refuses what is asked about it afterwards."""

    def __init__(self, destination: Any, refuses: str) -> None:
        super().__init__(destination, 0, lambda: None)
        self._refuses = refuses
        self.taken: list[int] = []

    def submit(self, batch: Batch, cancel: CancelToken) -> str:
        self.taken.append(len(batch))
        return super().submit(batch, cancel)

    def poll(self, job: str, cancel: CancelToken) -> JobState:
        if self._refuses == "poll":
            raise BatchRejected("400 Bad Request")
        return super().poll(job, cancel)

    def results(self, job: str, batch: Batch, cancel: CancelToken) -> Reply:
        if self._refuses == "results":
            raise BatchRejected("400 Bad Request")
        return super().results(job, batch, cancel)


def test_a_job_that_is_not_answered_for_is_not_sent_in_halves(bench: Bench) -> None:
    bench.write(people(10))
    with closing(bulk_crm(bench)) as crm:
        stubborn = Stubborn(crm, "poll")
        sent = run(bench, stubborn)
        assert (sent.status, sent.counts.updated, sent.counts.rejected) == (RunStatus.FAILED, 0, 0)
        assert "refuses to say what became of a batch that it took: 400 Bad Request" in sent.error
        assert stubborn.taken == [10]


@pytest.mark.parametrize("refuses", ["poll", "results"])
def test_a_job_of_an_earlier_run_that_is_not_answered_for_is_planned_again(bench: Bench, refuses: str) -> None:
    bench.write(people(10))
    with closing(bulk_crm(bench)) as crm:
        run(bench, Interrupted(crm, 1, bench.cancel.cancel))
        bench.cancel = CancelToken()
        assert settle(bench, Stubborn(crm, refuses)) == 0
        assert open_jobs(bench.sync, bench.store.ledger) == {}
        assert run(bench, crm).counts.updated == 10


def test_what_a_jobs_results_leave_open_is_taken_over_also_after_a_restart(bench: Bench) -> None:
    bench.write(people(10))

    class Vague(Interrupted):
        def results(self, job: str, batch: Batch, cancel: CancelToken) -> Reply:
            return Reply({0: "bad"}, accepted=True, unknown={3: "not in the results"}, unnamed=2, notes=("Late.",))

    with closing(bulk_crm(bench)) as crm:
        run(bench, Vague(crm, 1, bench.cancel.cancel))
        bench.cancel = CancelToken()
        assert settle(bench, Vague(crm, 0, lambda: None)) == 1
        (told,) = bench.store.ledger.last_runs([bench.sync.id]).values()
        counts = told.counts
        assert (counts.updated, counts.rejected, counts.unknown, counts.unnamed, counts.accepted) == (6, 1, 1, 2, 6)
        assert told.notes == ("Late.",)
        assert bench.store.ledger.unknown_rows(told.id) == ((3, "not in the results"),)
        assert (bench.state.members, bench.state.uncertain) == (8, 1)
        again = run(bench, Vague(crm, 0, lambda: None))
        assert (again.counts.processed, again.counts.retried) == (2, 1)


# As a user meets it ---------------------------------------------------------------------------------------------------

DOCUMENT = """
version: 1
sources: [{name: Files, type: files, config: {path: ./data}}]
datasets: [{name: People, source: Files, table: people.csv, unique_identifier: id}]
destinations: [{name: Bulk, type: rehearsal, config: {imitates: Bulk CRM, latency_ms: 300}}]
syncs:
  - name: b
    source: {dataset: People}
    destination: Bulk
    object: contacts
    operation: mirror
    sync_key: {column: id, field: external_id}
    mappings: [{field: first_name, column: name}]
    status: active
"""


def test_a_run_after_a_cancelled_one_asks_for_its_job_and_sends_nothing_again(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    lines = "".join(f"{key},{name}\n" for key, name in people(30).items())
    (data / "people.csv").write_text("id,name\n" + lines, encoding="utf-8")
    cancel = CancelToken()

    class AfterASecond:
        """By then the batch is submitted; its job takes longer."""

        def progress(self, progress: Progress) -> None:
            if progress.phase == "sending" and progress.elapsed > 0.9:
                cancel.cancel()

    app = open_workspace(tmp_path, environ={})
    try:
        app.document.import_(DOCUMENT, tmp_path)
        first = app.runs.run("b", cancel=cancel, listener=AfterASecond())
        assert (first.status, first.counts.updated) == (RunStatus.CANCELLED, 0)
        second = app.runs.run("b")
        assert (second.status, second.counts.processed, second.counts.unchanged) == (RunStatus.COMPLETED, 0, 30)
        assert app.runs.get(first.id).counts.updated == 30
    finally:
        app.close()
