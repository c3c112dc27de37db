"""The acknowledged state: hashes may age, payloads decide; readers are never left with half of it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import duckdb
import pytest

from census_desktop.domain.errors import CensusError, CredentialError, DestinationError, TransientError
from census_desktop.domain.model import Removal, RunStatus
from census_desktop.domain.ports import Batch, Reply
from census_desktop.engine.planfile import PlanFiles
from census_desktop.engine.state import Outcome, SyncState
from tests.engine.conftest import Bench, ScriptedDestination


def write_typed(bench: Bench, type_: str, names: dict[int, str]) -> None:
    """The same people, with keys of another SQL type."""
    rows = ", ".join(f"({key}::{type_}, '{name}')" for key, name in names.items())
    with duckdb.connect() as db:
        db.execute(f"COPY (SELECT * FROM (VALUES {rows}) v(id, name)) TO '{bench.folder / 'p.parquet'}' (FORMAT parquet)")
    bench.dataset = replace(bench.dataset, table="p.parquet")


def hashes(state: SyncState) -> dict[str, int]:
    with duckdb.connect() as db:
        return dict(db.execute(f"SELECT key, hash FROM ({state.relation()})").fetchall())


def test_what_is_hashed_otherwise_is_compared_by_its_payload(bench: Bench, destination: ScriptedDestination) -> None:
    write_typed(bench, "INTEGER", {1: "Anna", 2: "Ben", 3: "Clara"})
    bench.run(destination)
    before = hashes(bench.state)
    write_typed(bench, "BIGINT", {1: "Anna", 2: "Bill", 3: "Clara"})
    plan = bench.plan()
    assert (plan.counts.changed, plan.counts.unchanged) == (1, 2)
    renewed = hashes(bench.state)
    assert renewed["2"] == before["2"], "what differs keeps its old hash until it is acknowledged"
    assert renewed["1"] != before["1"]
    assert renewed["3"] != before["3"]
    assert bench.state.version == plan.state_version
    bench.send(plan, destination)
    assert bench.plan().to_send == 0


def test_a_plan_for_review_leaves_the_state_alone(bench: Bench, destination: ScriptedDestination) -> None:
    write_typed(bench, "INTEGER", {1: "Anna", 2: "Ben"})
    bench.run(destination)
    before = hashes(bench.state)
    write_typed(bench, "BIGINT", {1: "Anna", 2: "Bill"})
    bench.leased = False
    assert bench.plan().counts.changed == 1
    assert hashes(bench.state) == before


def test_a_swap_leaves_nothing_uncertain_of_before(bench: Bench, destination: ScriptedDestination) -> None:
    """Who was in an upload that failed and has left since is not there: nobody is sent again because of them."""
    bench.write({1: "Anna", 2: "Ben", 3: "Clara"})
    destination.answers.extend([TransientError("gone", outcome_known=False, retry_after=0)] * 5)
    assert bench.run(destination, removal=Removal.SWAP).status is RunStatus.FAILED
    bench.write({1: "Anna", 2: "Ben"})
    destination.answers.append(Reply({1: "no"}))
    assert bench.run(destination).status is RunStatus.COMPLETED
    assert bench.state.uncertain == 0
    assert bench.state.pending_of("2") == "rejected"
    bench.run(destination)
    assert bench.plan().to_send == 0


def test_an_upload_of_a_process_that_slept_does_not_take_the_place_of_a_newer_one(
    bench: Bench, destination: ScriptedDestination
) -> None:
    bench.write({1: "Anna", 2: "Ben"})

    def sleep(batch: Batch) -> Reply:
        bench.clock.advance(600)
        (closed,) = bench.store.ledger.abandoned(bench.clock.now())  # by another process, which runs the sync then
        assert closed.status is RunStatus.FAILED
        return Reply()

    destination.answers.append(sleep)
    sent = bench.run(destination, removal=Removal.SWAP)
    assert sent.status is RunStatus.FAILED
    assert "closed by another process" in sent.error
    assert destination.finished == 0
    assert bench.state.members == 0


def test_hashes_are_not_renewed_in_a_state_that_moved_on(bench: Bench, destination: ScriptedDestination) -> None:
    """A process that slept has lost its lease, and what it would renew is old by now."""
    write_typed(bench, "INTEGER", {1: "Anna", 2: "Ben"})
    bench.run(destination)
    before = bench.state.version
    write_typed(bench, "BIGINT", {1: "Anne", 2: "Ben"})
    bench.run(destination)
    with duckdb.connect() as db:
        bench.state.touch(
            db, """SELECT '1' AS key, 7::UBIGINT AS hash, '{"key":1,"name":"Anna"}' AS payload""", before, bench.folder
        )
    assert "Anne" in (bench.state.payload_of("1") or "")


def test_who_reads_the_state_can_finish_after_it_moved_on(bench: Bench, destination: ScriptedDestination) -> None:
    bench.write({n: f"Name {n}" for n in range(300)})
    bench.run(destination)
    reading = bench.state.relation()
    bench.write({n: f"Other {n}" for n in range(300)})  # so much that deltas are compacted
    bench.run(destination)
    with duckdb.connect() as db:
        assert db.execute(f"SELECT count(*) FROM ({reading}) WHERE payload LIKE '%Name%'").fetchone() == (300,)
    bench.write({1: "One"})
    bench.run(destination)
    assert bench.state.members == 1


def test_a_state_that_is_forgotten_sends_everyone_again(bench: Bench, destination: ScriptedDestination) -> None:
    bench.write({1: "Anna", 2: "Ben"})
    bench.run(destination)
    plan = bench.plan()
    bench.state.forget()
    assert bench.state.members == 0
    assert bench.plan().counts.added == 2
    assert plan.state_version != bench.state.version


def test_two_processes_may_take_over_the_same_run_at_once(bench: Bench, destination: ScriptedDestination) -> None:
    bench.write({n: f"Name {n}" for n in range(50)})
    plan = bench.plan()
    page = PlanFiles(bench.paths.plans).load(plan.id)
    rows = PlanFiles(bench.paths.plans).relation(page)
    for run, outcome in (("first", Outcome([(0, 49)], [], [3])), ("second", Outcome([(3, 3)], [], []))):
        with ThreadPoolExecutor(4) as pool:
            taking = [pool.submit(bench.state.apply, run, rows, outcome, bench.paths.scratch) for _ in range(4)]
            for each in taking:
                each.result(timeout=60)
    assert (bench.state.version, bench.state.members) == (2, 50)
    with duckdb.connect() as db:
        assert db.execute(f"SELECT count(*) FROM ({bench.state.relation()})").fetchone() == (50,)


def payloads(state: SyncState) -> dict[str, tuple[int, str]]:
    with duckdb.connect() as db:
        return {key: (hash_, text) for key, hash_, text in db.execute(state.relation()).fetchall()}


@pytest.mark.parametrize(
    "answer",
    [
        None,
        Reply({2: "not wanted"}),
        Reply(unknown={2: "nothing is known of it"}),
        DestinationError("The table is gone."),
        CredentialError("Refused."),
    ],
    ids=["all arrive", "one is refused", "one is unknown", "it fails", "it is refused"],
)
def test_a_state_that_is_written_ahead_counts_only_where_everything_arrived(
    bench: Bench, destination: ScriptedDestination, monkeypatch: pytest.MonkeyPatch, answer: Reply | CensusError | None
) -> None:
    bench.write({n: f"Name {n}" for n in range(95)})
    if answer is not None:
        destination.answers.extend([*[Reply()] * 5, answer])
    monkeypatch.setattr("census_desktop.engine.run.FORESEEN_RECORDS", 50)
    sent = bench.run(destination)
    arrived = {str(key) for key in destination.held}
    assert set(payloads(bench.state)) == arrived
    assert bench.state.members == len(arrived) == sent.counts.updated
    assert not [f.name for f in bench.folder.rglob("foreseen-*")]
    bench.run(destination)
    assert set(payloads(bench.state)) == {str(n) for n in range(95)}
    assert bench.plan().to_send == 0
    assert all(hash_ and text for hash_, text in payloads(bench.state).values())


def test_who_may_be_there_and_is_refused_stays_uncertain(bench: Bench, destination: ScriptedDestination) -> None:
    """The answer to its first request was lost; it left, and its removal was refused: the next run still takes it away."""
    gone = TransientError("no answer", retry_after=0)
    bench.write({1: "Ann", 2: "Bob"})
    destination.answers.extend([gone] * 5)
    assert bench.run(destination).status is RunStatus.FAILED
    bench.write({1: "Ann"})
    destination.answers.clear()
    destination.answers.extend([Reply(), Reply({0: "busy"})])
    sent = bench.run(destination)
    assert (sent.counts.removed, sent.counts.rejected) == (1, 1)
    assert bench.state.pending_of("2") == "uncertain"
    assert bench.plan().counts.removed == 1
    bench.run(destination)
    assert bench.state.pending_of("2") == ""
    assert bench.plan().to_send == 0
