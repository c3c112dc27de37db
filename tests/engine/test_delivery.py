"""Batches on their way: what is sent, retried, halved, rejected, kept after failure, cancel and crash."""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import replace
from typing import Any

import pytest

from census_desktop.domain.errors import BatchRejected, CensusError, CredentialError, DestinationError, TransientError
from census_desktop.domain.manifest import Limits
from census_desktop.domain.model import Operation, Removal, RunStatus
from census_desktop.domain.plan import Progress
from census_desktop.domain.ports import Batch, Reply
from census_desktop.engine.run import apply_acknowledged
from tests.engine.conftest import Bench, ScriptedDestination


def people(count: int) -> dict[Any, str]:
    return {n: f"Name {n}" for n in range(1, count + 1)}


def reject(*keys: int) -> Any:
    """Answers 'no' for these keys alone."""

    def answer(batch: Batch) -> Reply:
        return Reply({n: "not wanted" for n, key in enumerate(batch.keys()) if key in keys})

    return answer


def test_everything_arrives_once_and_a_second_run_sends_nothing(bench: Bench, destination: ScriptedDestination) -> None:
    bench.write(people(25))
    sent = bench.run(destination)
    assert sent.status is RunStatus.COMPLETED
    assert (sent.counts.processed, sent.counts.updated, sent.counts.added) == (25, 25, 25)
    assert destination.sizes == [10, 10, 5]
    assert len(destination.held) == 25
    assert (destination.finished, destination.closed) == (1, 1)
    again = bench.run(destination)
    assert (again.counts.processed, again.counts.unchanged) == (0, 25)
    assert destination.sizes == [10, 10, 5]
    assert destination.finished == 1


def test_a_mirror_removes_those_who_left_after_the_writes(bench: Bench, destination: ScriptedDestination) -> None:
    bench.write(people(12))
    bench.run(destination)
    bench.write({n: f"Name {n}" for n in range(6, 16)})
    sent = bench.run(destination)
    assert (sent.counts.added, sent.counts.removed) == (3, 5)
    assert sorted(destination.held) == list(range(6, 16))
    operations = [b.operation for b in destination.batches[-2:]]
    assert operations == [Operation.UPSERT, Operation.DELETE]
    assert destination.batches[-1].rows.schema.names == ["key"]
    assert bench.state.members == 10


def test_rejected_records_are_kept_with_reason_and_retried_though_unchanged(
    bench: Bench, destination: ScriptedDestination
) -> None:
    bench.write(people(10))
    destination.answers.append(reject(3, 7))
    sent = bench.run(destination)
    assert sent.status is RunStatus.COMPLETED
    assert (sent.counts.updated, sent.counts.rejected) == (8, 2)
    assert bench.state.members == 8
    again = bench.run(destination)
    assert (again.counts.processed, again.counts.retried, again.counts.unchanged, again.counts.rejected) == (2, 2, 8, 0)
    assert sorted(destination.held) == list(range(1, 11))


def test_a_rejected_change_keeps_what_was_acknowledged_before(bench: Bench, destination: ScriptedDestination) -> None:
    bench.write({1: "Anna"})
    bench.run(destination)
    bench.write({1: "Anne"})
    destination.answers.append(reject(1))
    bench.run(destination)
    bench.write({1: "Anna"})
    assert bench.run(destination).counts.processed == 0


def test_a_refused_batch_is_halved_until_the_bad_records_stand_alone(bench: Bench, destination: ScriptedDestination) -> None:
    bench.write(people(16))

    def all_or_nothing(batch: Batch) -> Reply:
        if {5, 12} & set(batch.keys()):
            raise BatchRejected("postal code is wrong")
        return Reply()

    destination.answers.extend([all_or_nothing] * 100)
    sent = bench.run(destination, batch_rows=16)
    assert (sent.counts.updated, sent.counts.rejected) == (14, 2)
    assert 5 not in destination.held
    assert len(destination.held) == 14


def test_the_same_part_has_the_same_idempotency_key_and_others_differ(bench: Bench, destination: ScriptedDestination) -> None:
    bench.write(people(20))
    destination.answers.append(TransientError("busy", retry_after=0))
    bench.run(destination)
    keys = [b.idempotency_key for b in destination.batches]
    assert keys[0] == keys[1]
    assert keys[2] != keys[1]


def test_a_failure_for_good_keeps_what_was_acknowledged_and_the_next_run_goes_on(bench: Bench) -> None:
    destination = ScriptedDestination(limits=Limits(batch_rows=10, attempts=2))
    bench.write(people(30))
    busy = TransientError("The server answered 503.", retry_after=0, hint="Try later.")
    destination.answers.extend([Reply(), busy, busy])
    sent = bench.run(destination)
    assert sent.status is RunStatus.FAILED
    assert (sent.counts.processed, sent.counts.added, sent.counts.updated) == (30, 10, 10)
    assert "503" in sent.error
    assert "10 records were acknowledged and are kept; 20 wait" in sent.error
    assert (destination.finished, destination.closed) == (0, 1)
    again = bench.run(destination)
    assert (again.counts.processed, again.counts.unchanged, again.status) == (20, 10, RunStatus.COMPLETED)
    assert sorted(destination.held) == list(range(1, 31))


def test_a_refused_credential_stops_at_once(bench: Bench, destination: ScriptedDestination) -> None:
    bench.write(people(30))
    destination.answers.append(CredentialError("401: the key was refused.", hint="Renew the key."))
    sent = bench.run(destination)
    assert (sent.status, len(destination.batches)) == (RunStatus.FAILED, 1)
    assert "Renew the key." in sent.error


def test_a_defect_of_a_connector_leaves_no_thread_behind(bench: Bench) -> None:
    def broken(batch: Batch) -> Reply:
        raise KeyError("defect")

    limits = Limits(batch_rows=1, concurrency=3, attempts=9)
    destination = ScriptedDestination(limits, deque([broken, TransientError("busy", retry_after=3600), broken]))
    bench.write(dict.fromkeys(range(9), "Anna"))
    with pytest.raises(KeyError):
        bench.run(destination, batch_rows=1)
    assert not [t for t in threading.enumerate() if t.name.startswith("delivery")]


def test_a_destination_that_does_not_open_fails_the_run(bench: Bench) -> None:
    class Closed(ScriptedDestination):
        def open(self, target: Any, schema: Any) -> ScriptedDestination:
            raise DestinationError("The table is gone.", hint="Make it again.")

    bench.write(people(3))
    sent = bench.run(Closed())
    assert sent.status is RunStatus.FAILED
    assert "The table is gone." in sent.error
    assert "0 records were acknowledged" in sent.error
    assert (sent.counts.processed, sent.counts.added) == (3, 0)


def test_cancel_between_batches_keeps_what_arrived(bench: Bench, destination: ScriptedDestination) -> None:
    bench.write(people(50))

    def cancel(batch: Batch) -> Reply:
        bench.cancel.cancel()
        return Reply()

    destination.answers.extend([reject(10), cancel])
    sent = bench.send(bench.plan(), destination)
    assert sent.status is RunStatus.CANCELLED
    assert (sent.counts.processed, sent.counts.added, sent.counts.rejected) == (50, 19, 1)
    assert sent.counts.updated == len(destination.held) == 19
    assert "30 wait for the next run" in sent.error
    assert bench.state.members == 19


def test_cancel_ends_a_long_wait_at_once(bench: Bench, destination: ScriptedDestination) -> None:
    bench.write(people(5))
    plan = bench.plan()

    def busy(batch: Batch) -> Reply:
        threading.Timer(0.05, bench.cancel.cancel).start()
        raise TransientError("429", retry_after=3000)

    destination.answers.append(busy)
    sent = bench.send(plan, destination)
    assert sent.status is RunStatus.CANCELLED


def test_requests_go_out_side_by_side_up_to_the_limit(bench: Bench) -> None:
    destination = ScriptedDestination(limits=Limits(batch_rows=10, concurrency=3))
    barrier = threading.Barrier(3, timeout=20)

    def together(batch: Batch) -> Reply:
        barrier.wait()
        return Reply()

    destination.answers.extend([together] * 6)
    bench.write(people(60))
    assert bench.run(destination).counts.updated == 60


def test_a_destination_that_takes_less_gets_a_batch_in_parts(bench: Bench) -> None:
    destination = ScriptedDestination(limits=Limits(batch_rows=4))
    bench.write(people(10))
    assert bench.run(destination).counts.updated == 10
    assert destination.sizes == [4, 4, 2]


def test_removals_wait_for_every_write(bench: Bench) -> None:
    destination = ScriptedDestination(limits=Limits(batch_rows=10, concurrency=4))
    bench.write(people(20))
    bench.run(destination)
    bench.write(dict.fromkeys(range(21, 51), "new"))
    answered: list[Operation] = []

    def note(batch: Batch) -> Reply:
        answered.append(batch.operation)
        return Reply()

    destination.answers.extend([note] * 5)
    bench.run(destination)
    assert answered == [Operation.UPSERT] * 3 + [Operation.DELETE] * 2


def test_the_ledger_is_written_before_each_request(bench: Bench, destination: ScriptedDestination) -> None:
    bench.write(people(20))
    plan = bench.plan()
    seen: list[list[str]] = []

    def look(batch: Batch) -> Reply:
        seen.append([b.state for b in bench.store.ledger.batches(batch.run_id)])
        return Reply()

    destination.answers.extend([look] * 2)
    bench.send(plan, destination)
    assert seen == [["in_flight"], ["acknowledged", "in_flight"]]


def test_after_a_crash_only_what_was_in_flight_repeats(bench: Bench, destination: ScriptedDestination) -> None:
    """The process dies between an answer and the end: the ledger alone says what arrived."""
    bench.write(people(30))
    plan = bench.plan()

    class Died(BaseException):
        pass

    def die(batch: Batch) -> Reply:
        raise Died

    destination.answers.extend([Reply(), die])
    with pytest.raises(Died):
        bench.send(plan, destination)
    assert bench.state.version == 0
    bench.clock.advance(120)
    (abandoned,) = bench.store.ledger.abandoned(bench.clock.now())
    assert bench.store.ledger.unapplied(bench.sync.id) == (abandoned.id,)
    apply_acknowledged(bench.sync, abandoned.id, bench.store.ledger, bench.paths)
    apply_acknowledged(bench.sync, abandoned.id, bench.store.ledger, bench.paths)
    assert (bench.state.version, bench.state.members) == (1, 10)
    told = bench.store.ledger.run(abandoned.id)
    assert (told.status, told.counts.processed, told.counts.updated, told.counts.added) == (RunStatus.FAILED, 30, 10, 10)
    again = bench.run(destination)
    assert (again.counts.added, again.counts.unchanged) == (20, 10)


def test_progress_counts_and_names_the_phase(bench: Bench, destination: ScriptedDestination) -> None:
    told: list[Progress] = []

    class Ears:
        def progress(self, progress: Progress) -> None:
            told.append(progress)

    bench.write(people(25))
    bench.send(bench.plan(), destination, Ears())
    assert [p.phase for p in bench.progress][-1] == "comparing"
    assert (told[-1].phase, told[-1].done, told[-1].total) == ("finishing", 25, 25)


def test_many_small_changes_are_folded_into_one_base(bench: Bench, destination: ScriptedDestination) -> None:
    everyone = people(2000)
    bench.write(everyone)
    bench.run(destination, batch_rows=1000)
    folder = bench.paths.state / bench.sync.id
    most = 0
    for n in range(1, 22):
        everyone[n] = f"Changed {n}"
        del everyone[2000 - n]
        bench.write(everyone)
        assert bench.run(destination, batch_rows=1000).counts.processed == 2
        most = max(most, len(list(folder.glob("delta-*"))))
    assert 1 < most <= 8
    assert bench.state.members == len(everyone) == len(destination.held)
    assert bench.run(destination).counts.unchanged == len(everyone)


def test_an_audience_is_asked_for_by_name_and_its_id_comes_back(bench: Bench) -> None:
    destination = ScriptedDestination(audience_id="aud-7")
    bench.write({1: "Anna"})
    bench.run(destination, audience="VIP")
    assert bench.audiences == ["aud-7"]
    assert destination.targets[0].audience == "VIP"
    bench.sync = replace(bench.sync, audience_id="aud-7")
    bench.write({1: "Anne"})
    bench.run(destination)
    assert destination.targets[1].audience_id == "aud-7"


# The end of a run ---------------------------------------------------------------------------------------------------


class FinishesLate(ScriptedDestination):
    """`finish` fails in turn with what is in `late`, then it works."""

    def __init__(self, *late: CensusError, attempts: int = 5) -> None:
        super().__init__(limits=Limits(batch_rows=1000, attempts=attempts))
        self.late = deque(late)

    def finish(self) -> None:
        if self.late:
            raise self.late.popleft()
        super().finish()


def test_the_end_of_a_run_is_tried_again_like_a_request(bench: Bench) -> None:
    bench.write({1: "Ada"})
    slow = FinishesLate(*(TransientError("busy (429)", retry_after=0.0) for _ in range(3)))
    sent = bench.run(slow, removal=Removal.SWAP)
    assert (sent.status, sent.counts.updated, slow.finished) == (RunStatus.COMPLETED, 1, 1)
    assert bench.run(slow).counts.processed == 0


def test_an_end_that_never_comes_fails_the_run_and_a_swap_counts_for_nothing(bench: Bench) -> None:
    bench.write({1: "Ada"})
    slow = FinishesLate(*(TransientError("busy (503)", retry_after=0.0) for _ in range(3)), attempts=3)
    sent = bench.run(slow, removal=Removal.SWAP)
    assert (sent.status, sent.counts.updated, slow.finished, slow.closed) == (RunStatus.FAILED, 0, 0, 1)
    assert bench.run(slow).status is RunStatus.COMPLETED


def test_a_swap_of_which_nothing_was_taken_replaces_nothing(bench: Bench, destination: ScriptedDestination) -> None:
    bench.write({1: "Ada", 2: "Ben"})
    destination.answers.append(Reply(dict.fromkeys(range(2), "no such country")))
    sent = bench.run(destination, removal=Removal.SWAP)
    assert (sent.status, destination.finished, destination.closed) == (RunStatus.FAILED, 0, 1)
    assert "Not one record was taken" in sent.error
    destination.answers.append(Reply({0: "no such country"}))
    assert bench.run(destination).status is RunStatus.COMPLETED
    assert destination.finished == 1


def test_an_end_that_fails_for_good_is_not_tried_again(bench: Bench) -> None:
    bench.write({1: "Ada"})
    broken = FinishesLate(DestinationError("gone"), DestinationError("again"))
    assert bench.run(broken).status is RunStatus.FAILED
    assert len(broken.late) == 1


def test_cancel_ends_the_wait_for_the_end(bench: Bench) -> None:
    bench.write({1: "Ada"})

    class Cancels(FinishesLate):
        def finish(self) -> None:
            bench.cancel.cancel()
            super().finish()

    slow = Cancels(TransientError("busy", retry_after=3000.0))
    assert bench.run(slow).status is RunStatus.CANCELLED
    assert (slow.finished, slow.closed) == (0, 1)
