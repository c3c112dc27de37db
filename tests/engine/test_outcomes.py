"""What an answer leaves open: records it does not mention, refusals without names, and what was only accepted."""

from __future__ import annotations

import pytest

from census_desktop.domain.errors import BatchRejected, DestinationError
from census_desktop.domain.model import Operation, Run, RunStatus
from census_desktop.domain.ports import Batch, Reply
from census_desktop.engine.run import Sent, apply_acknowledged
from census_desktop.engine.state import SyncState
from tests.engine.conftest import Answer, Bench, ScriptedDestination

PEOPLE = {"a": "Ann", "b": "Bob", "c": "Cleo", "d": "Dan"}


def last_run(bench: Bench) -> Run:
    (run,) = bench.store.ledger.last_runs([bench.sync.id]).values()
    return run


def send(bench: Bench, destination: ScriptedDestination, *replies: Answer, batch_rows: int = 10) -> Sent:
    destination.answers.extend(replies)
    return bench.run(destination, batch_rows=batch_rows)


def test_a_record_of_which_nothing_is_known_is_neither_and_goes_again(bench: Bench, destination: ScriptedDestination) -> None:
    bench.write(PEOPLE)
    sent = send(bench, destination, Reply({0: "bad name"}, unknown={2: "its list did not answer"}))
    counts = sent.counts
    assert (sent.status, counts.updated, counts.rejected, counts.unknown) == (RunStatus.COMPLETED, 2, 1, 1)
    assert counts.not_known_to_arrive == 2
    run = last_run(bench)
    assert bench.store.ledger.unknown_rows(run.id) == ((2, "its list did not answer"),)
    assert bench.store.ledger.rejected_rows(run.id) == ((0, "bad name"),)
    (batch,) = bench.store.ledger.batches(run.id)
    assert (batch.state, batch.rejected, batch.unknown) == ("acknowledged", 1, 1)
    assert bench.state.members == 2
    assert bench.state.uncertain == 1
    assert (bench.state.pending_of("c"), bench.state.pending_of("a")) == ("uncertain", "rejected")

    again = bench.run(destination)
    assert (again.counts.processed, again.counts.updated, again.counts.unknown) == (2, 2, 0)
    assert bench.state.members == 4
    assert not bench.state.uncertain
    assert bench.run(destination).counts.processed == 0


def test_one_that_is_unknown_goes_again_even_if_the_source_went_back(bench: Bench, destination: ScriptedDestination) -> None:
    bench.write({"a": "Ann", "b": "Bob"})
    bench.run(destination)
    bench.write({"a": "Anna", "b": "Bob"})
    send(bench, destination, Reply(unknown={0: "nobody knows"}))
    bench.write({"a": "Ann", "b": "Bob"})
    again = bench.run(destination)
    assert (again.counts.changed, again.counts.updated) == (1, 1)


def test_a_leaver_of_which_nothing_is_known_is_removed_again(bench: Bench, destination: ScriptedDestination) -> None:
    bench.write({"a": "Ann", "b": "Bob"})
    bench.run(destination)
    bench.write({"a": "Ann"})
    send(bench, destination, Reply(unknown={0: "nobody knows"}))
    again = bench.run(destination)
    assert (again.counts.removed, again.counts.updated) == (1, 1)
    assert destination.batches[-1].operation is Operation.DELETE


def test_what_is_accepted_is_told_apart_per_batch_and_per_run(bench: Bench, destination: ScriptedDestination) -> None:
    bench.write(PEOPLE)
    sent = send(bench, destination, Reply(accepted=True), Reply({1: "no"}, accepted=True), Reply(), batch_rows=2)
    assert (sent.counts.updated, sent.counts.accepted, sent.counts.rejected) == (3, 3, 1)
    batches = bench.store.ledger.batches(last_run(bench).id)
    assert [b.accepted for b in batches] == [2, 1]
    assert bench.state.members == 3


def test_refusals_without_names_are_counted_and_no_record_is_blamed(bench: Bench, destination: ScriptedDestination) -> None:
    bench.write(PEOPLE)
    sent = send(bench, destination, Reply({0: "bad"}, accepted=True, unnamed=2, notes=("2 entries were invalid.",)))
    counts = sent.counts
    assert (counts.updated, counts.rejected, counts.unnamed, counts.accepted) == (1, 1, 2, 1)
    assert counts.refused == 3
    run = last_run(bench)
    assert bench.store.ledger.rejected_rows(run.id) == ((0, "bad"),)
    assert bench.store.ledger.batches(run.id)[0].unnamed == 2
    assert run.notes == ("2 entries were invalid.",)
    assert bench.state.members == 3, "nobody knows which of them were refused"


def test_a_reply_cannot_count_more_than_was_sent(bench: Bench, destination: ScriptedDestination) -> None:
    bench.write({"a": "Ann", "b": "Bob"})
    sent = send(bench, destination, Reply({0: "bad", 7: "not ours"}, unknown={0: "twice", 9: "?"}, unnamed=50))
    assert (sent.counts.updated, sent.counts.rejected, sent.counts.unknown, sent.counts.unnamed) == (0, 1, 0, 1)


def test_remarks_are_kept_once_and_without_personal_data(bench: Bench, destination: ScriptedDestination) -> None:
    bench.write(PEOPLE)
    note = "Merge field PLAN is unknown; ann@shop.example was the first."
    send(bench, destination, Reply(notes=(note, "Slow today.")), Reply(notes=("Slow today.",)), batch_rows=2)
    first, second = last_run(bench).notes
    assert "ann@" not in first
    assert second == "Slow today."


def test_after_a_crash_the_ledger_alone_tells_the_same(bench: Bench, destination: ScriptedDestination) -> None:
    """The process dies after some answers: what was open in them is taken over with the rest."""
    bench.write(PEOPLE)

    class Died(BaseException):
        pass

    def die(batch: Batch) -> Reply:
        raise Died

    destination.answers.extend([Reply(accepted=True, unknown={1: "silent"}), die])
    with pytest.raises(Died):
        bench.run(destination, batch_rows=2)
    bench.clock.advance(600)
    ledger = bench.store.ledger
    (dead,) = ledger.abandoned(bench.clock.now())
    apply_acknowledged(bench.sync, dead.id, ledger, bench.paths)
    counts = ledger.run(dead.id).counts
    assert (counts.updated, counts.accepted, counts.unknown, counts.added) == (1, 1, 1, 1)
    assert bench.state.members == 1
    assert bench.state.uncertain == 3
    assert bench.run(destination).counts.processed == 3


def test_a_failed_run_says_how_many_wait(bench: Bench, destination: ScriptedDestination) -> None:
    bench.write(PEOPLE)
    sent = send(bench, destination, Reply(unknown={0: "silent"}, unnamed=1), DestinationError("Gone."), batch_rows=2)
    assert sent.status is RunStatus.FAILED
    assert "0 records were acknowledged and are kept; 3 wait for the next run." in sent.error


def test_half_a_batch_tells_its_part(bench: Bench, destination: ScriptedDestination) -> None:
    """Positions in an answer are those of the part that was sent."""
    bench.write(PEOPLE)

    def whole(batch: Batch) -> Reply:
        raise BatchRejected("too many")

    def half(batch: Batch) -> Reply:
        return Reply(unknown={1: f"{batch.keys()[1]} is missing"})

    destination.answers.extend([whole, half, half])
    sent = bench.run(destination)
    assert sent.counts.unknown == 2
    told = bench.store.ledger.unknown_rows(last_run(bench).id)
    assert told == ((1, "b is missing"), (3, "d is missing"))
    assert SyncState(bench.paths.state / "sync").uncertain == 2
