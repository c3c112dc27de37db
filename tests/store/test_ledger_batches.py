"""Batches, written ahead: their answers, jobs and rows, and the state that moves by them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from census_desktop.domain.errors import ConfigError, NotFoundError
from census_desktop.domain.model import Counts, FieldMapping, Operation, RunStatus, Sync, SyncKey
from census_desktop.domain.ports import Answer
from census_desktop.store import Store, runrows, trimming
from tests.conftest import FakeClock
from tests.store.conftest import TO_HOOK
from tests.store.ledger_runs import COUNTS, acknowledge, batch, ended, working


def test_a_batch_is_in_flight_before_and_answered_after(shop: Store, clock: FakeClock) -> None:
    ledger, run_id = shop.ledger, working(shop, clock)
    ledger.sending(batch(run_id, 2), clock.now())
    ledger.sending(batch(run_id, 1, operation=Operation.DELETE), clock.now())
    assert ledger.batches(run_id) == (batch(run_id, 1, operation=Operation.DELETE), batch(run_id, 2))
    ledger.answered(run_id, 2, "acknowledged", [(207, "Bad phone"), (203, "Bad country")], clock.now())
    ledger.answered(run_id, 1, "unknown", [], clock.now())
    assert [(b.number, b.state, b.rejected) for b in ledger.batches(run_id)] == [(1, "unknown", 0), (2, "acknowledged", 2)]
    assert ledger.rejected_rows(run_id) == ((203, "Bad country"), (207, "Bad phone"))


def test_a_batch_that_is_sent_again_replaces_its_attempt(shop: Store, clock: FakeClock) -> None:
    ledger, run_id = shop.ledger, working(shop, clock)
    ledger.sending(batch(run_id), clock.now())
    ledger.answered(run_id, 1, "unknown", [(101, "first reason")], clock.now())
    ledger.sending(batch(run_id, attempt=2), clock.now())
    (again,) = ledger.batches(run_id)
    assert (again.state, again.attempt, again.rejected) == ("in_flight", 2, 0)
    ledger.answered(run_id, 1, "acknowledged", [(101, "second reason")], clock.now())
    assert ledger.rejected_rows(run_id) == ((101, "second reason"),)


def test_an_answer_is_whole_or_not_there(shop: Store, clock: FakeClock) -> None:
    ledger, run_id = shop.ledger, working(shop, clock)
    with pytest.raises(NotFoundError, match="no batch 7"):
        ledger.answered(run_id, 7, "acknowledged", [(1, "x")], clock.now())
    with pytest.raises(ValueError, match="sent"):
        ledger.answered(run_id, 7, "sent", [], clock.now())
    assert ledger.rejected_rows(run_id) == ()
    with pytest.raises(NotFoundError):
        ledger.sending(batch("no such run"), clock.now())


def test_what_an_answer_leaves_open_is_kept_with_its_batch(shop: Store, clock: FakeClock) -> None:
    ledger, run_id = shop.ledger, working(shop, clock)
    ledger.sending(batch(run_id, 1), clock.now())
    ledger.sending(batch(run_id, 2), clock.now())
    answer = Answer(1, "acknowledged", [(3, "bad")], [(9, "silent for ann@shop.example"), (5, "silent")], 2, 40, ["Slow."])
    ledger.moved_on(run_id, [answer, Answer(2, "acknowledged", notes=["Slow.", "Bearer abcdef123456"])], (), clock.now())
    first, second = ledger.batches(run_id)
    assert (first.rejected, first.unknown, first.unnamed, first.accepted) == (1, 2, 2, 40)
    assert (second.rejected, second.unknown, second.unnamed, second.accepted) == (0, 0, 0, 0)
    assert ledger.unknown_rows(run_id) == ((5, "silent"), (9, "silent for •••"))
    assert ledger.unknown_rows(run_id, 1, 1) == ((9, "silent for •••"),)
    assert ledger.rejected_rows(run_id) == ((3, "bad"),)
    assert ledger.run(run_id).notes == ("Slow.", "Bearer •••")
    clock.advance(1)
    counts = Counts(processed=50, updated=45, unknown=2, unnamed=2, rejected=1, accepted=40)
    assert ledger.finish(run_id, RunStatus.COMPLETED, counts, "", clock.now()).counts == counts


def test_so_many_remarks_are_kept(shop: Store, clock: FakeClock) -> None:
    ledger, run_id = shop.ledger, working(shop, clock)
    for number in range(3):
        ledger.sending(batch(run_id, number), clock.now())
        answer = Answer(number, "acknowledged", notes=[f"Remark {number}-{n}." for n in range(15)])
        ledger.moved_on(run_id, [answer], (), clock.now())
    notes = ledger.run(run_id).notes
    assert (len(notes), notes[-1]) == (runrows.MOST_NOTES, "Remark 1-4.")


def test_unknown_rows_of_old_runs_are_trimmed_too(shop: Store, clock: FakeClock) -> None:
    run_id = working(shop, clock)
    shop.ledger.sending(batch(run_id), clock.now())
    shop.ledger.moved_on(run_id, [Answer(1, "acknowledged", unknown=[(101, "silent")])], (), clock.now())
    shop.ledger.finish(run_id, RunStatus.COMPLETED, COUNTS, "", clock.now())
    shop.ledger.applied(run_id, 1, 99)
    clock.advance(1)
    ended(shop, clock)
    assert shop.ledger.trim(clock.now(), 1) == 1
    assert shop.ledger.unknown_rows(run_id) == ()


def test_rejected_rows_by_page(shop: Store, clock: FakeClock) -> None:
    ledger, run_id = shop.ledger, working(shop, clock)
    ledger.sending(batch(run_id), clock.now())
    ledger.answered(run_id, 1, "acknowledged", [(row, f"reason {row}") for row in range(50)], clock.now())
    assert [row for row, _ in ledger.rejected_rows(run_id, offset=10, limit=3)] == [10, 11, 12]
    assert [row for row, _ in ledger.rejected_rows(run_id, offset=48)] == [48, 49]


def test_values_of_records_do_not_reach_the_ledger(shop: Store, clock: FakeClock) -> None:
    ledger, run_id = shop.ledger, working(shop, clock)
    ledger.sending(batch(run_id), clock.now())
    ledger.answered(run_id, 1, "acknowledged", [(1, "jane@example.com is taken by +49 170 1234567 " + "x" * 900)], clock.now())
    ((_, reason),) = ledger.rejected_rows(run_id)
    assert reason.startswith("••• is taken by ••• xxx")
    assert len(reason) == 500
    error = "401 for jane@example.com with Authorization: Bearer abcdef123456"
    assert ledger.finish(run_id, RunStatus.FAILED, COUNTS, error, clock.now()).error == "401 for ••• with Authorization: •••"


def test_what_is_in_flight_when_a_run_ends_is_unknown(shop: Store, clock: FakeClock) -> None:
    run_id = working(shop, clock)
    shop.ledger.sending(batch(run_id), clock.now())
    shop.ledger.finish(run_id, RunStatus.CANCELLED, COUNTS, "", clock.now())
    assert [b.state for b in shop.ledger.batches(run_id)] == ["unknown"]


def test_a_job_is_known_before_its_answer_and_after_a_crash(shop: Store, clock: FakeClock) -> None:
    ledger, run_id = shop.ledger, working(shop, clock)
    ledger.sending(batch(run_id), clock.now())
    ledger.submitted(run_id, 1, "job-1", clock.now())
    assert [(b.state, b.job) for b in ledger.batches(run_id)] == [("in_flight", "job-1")]
    with pytest.raises(NotFoundError):
        ledger.submitted(run_id, 2, "job-2", clock.now())
    ledger.finish(run_id, RunStatus.FAILED, COUNTS, "", clock.now())
    assert [(b.state, b.job) for b in ledger.batches(run_id)] == [("unknown", "job-1")]
    ledger.answered(run_id, 1, "acknowledged", [(101, "bad")], clock.now())
    assert ledger.unapplied("to-hook") == (run_id,)


def test_staged_records_count_when_the_swap_is_done(shop: Store, clock: FakeClock) -> None:
    ledger, run_id = shop.ledger, working(shop, clock)
    for number in (1, 2):
        ledger.sending(batch(run_id, number), clock.now())
        ledger.answered(run_id, number, "staged", [], clock.now())
    assert [b.state for b in ledger.batches(run_id)] == ["staged", "staged"]
    ledger.swapped(run_id, clock.now())
    assert [b.state for b in ledger.batches(run_id)] == ["acknowledged", "acknowledged"]
    ledger.finish(run_id, RunStatus.COMPLETED, COUNTS, "", clock.now())
    assert ledger.unapplied("to-hook") == (run_id,)


def test_how_long_batches_took(shop: Store, clock: FakeClock) -> None:
    ledger = shop.ledger
    assert ledger.pace("to-hook") == (0, 0.0)
    for seconds in (1, 3):
        run_id = working(shop, clock)
        ledger.sending(batch(run_id), clock.now())
        clock.advance(seconds)
        ledger.answered(run_id, 1, "acknowledged", [], clock.now())
        ledger.finish(run_id, RunStatus.COMPLETED, COUNTS, "", clock.now())
    assert ledger.pace("to-hook") == (2, 2.0)


# State ----------------------------------------------------------------------------------------------------------------


def test_state_moves_by_what_was_acknowledged(shop: Store, clock: FakeClock) -> None:
    ledger = shop.ledger
    assert ledger.state("to-hook") == (0, 0)
    ids = []
    for number in range(3):
        clock.advance(1)
        run_id = working(shop, clock)
        if number != 1:
            acknowledge(shop, clock, run_id)
        assert run_id not in ledger.unapplied("to-hook"), "it is still at work"
        ledger.finish(run_id, RunStatus.FAILED, COUNTS, "", clock.now())
        ids.append(run_id)
    assert ledger.unapplied("to-hook") == (ids[0], ids[2])
    ledger.applied(ids[0], 1, 100)
    assert ledger.unapplied("to-hook") == (ids[2],)
    ledger.applied(ids[2], 2, 150)
    assert ledger.unapplied("to-hook") == ()
    assert ledger.state("to-hook") == (2, 150)
    assert ledger.members(["to-hook", "unknown"]) == {"to-hook": 150}


def test_a_run_whose_lease_ran_out_is_unapplied_before_anybody_closed_it(shop: Store, clock: FakeClock) -> None:
    run_id = working(shop, clock)
    acknowledge(shop, clock, run_id)
    clock.advance(61)
    assert shop.ledger.unapplied("to-hook") == shop.ledger.unapplied() == (run_id,)
    assert shop.ledger.run(run_id).status is RunStatus.WORKING


# A changed key --------------------------------------------------------------------------------------------------------


def test_a_changed_sync_key_outdates_what_was_acknowledged(shop: Store, clock: FakeClock) -> None:
    ended(shop, clock)
    waiting = ended(shop, clock, applied=False)
    assert shop.ledger.state("to-hook") == (1, 99)
    shop.catalog.put(replace(TO_HOOK, mappings=(FieldMapping("email", column="email"),)))
    assert not shop.ledger.outdated("to-hook")
    clock.advance(1)
    run_id = working(shop, clock)
    changed = replace(TO_HOOK, key=SyncKey("email", "email"))
    with pytest.raises(ConfigError, match="cannot change while it runs"):
        shop.catalog.put(changed)
    assert not shop.ledger.outdated("to-hook")
    shop.ledger.finish(run_id, RunStatus.COMPLETED, COUNTS, "", clock.now())
    _take_back(shop, changed)
    assert not shop.ledger.outdated("to-hook")
    shop.catalog.put(changed)
    assert shop.ledger.outdated("to-hook")
    assert shop.ledger.state("to-hook") == (0, 0)
    assert shop.ledger.members(["to-hook"]) == {"to-hook": 0}
    assert waiting not in shop.ledger.unapplied("to-hook")
    shop.ledger.forgot("to-hook", 7)
    assert not shop.ledger.outdated("to-hook")
    assert shop.ledger.state("to-hook") == (7, 0)


@pytest.mark.parametrize("key", [SyncKey("email", "id"), SyncKey("customer_id", "email")])
def test_a_changed_sync_key_lets_go_of_jobs_whose_records_have_the_old_one(shop: Store, clock: FakeClock, key: SyncKey) -> None:
    run_id = working(shop, clock)
    for number in (1, 2):
        shop.ledger.sending(batch(run_id, number), clock.now())
        shop.ledger.submitted(run_id, number, f"job-{number}", clock.now())
    shop.ledger.answered(run_id, 1, "acknowledged", [], clock.now())
    shop.ledger.answered(run_id, 2, "unknown", [], clock.now())
    shop.ledger.finish(run_id, RunStatus.FAILED, COUNTS, "503", clock.now())
    shop.catalog.put(replace(TO_HOOK, key=key))
    assert [(b.state, b.job) for b in shop.ledger.batches(run_id)] == [("acknowledged", "job-1"), ("unknown", "")]


def _take_back(store: Store, sync: Sync) -> None:
    """Put the sync in a transaction that fails, as a dry run does."""
    try:
        with store.catalog.transaction():
            store.catalog.put(sync)
            raise InterruptedError
    except InterruptedError:
        pass


# Trimming -------------------------------------------------------------------------------------------------------------


def kept(store: Store, *run_ids: str) -> list[bool]:
    return [bool(store.ledger.batches(id_)) and bool(store.ledger.rejected_rows(id_)) for id_ in run_ids]


def test_old_runs_lose_their_batches_and_rows_but_not_themselves(shop: Store, clock: FakeClock) -> None:
    old, waiting = ended(shop, clock), ended(shop, clock, applied=False)
    clock.advance(86_400)
    young, newest = ended(shop, clock), ended(shop, clock)
    cutoff = clock.now() - timedelta(hours=1)
    assert shop.ledger.trim(cutoff, 500) == 1
    assert kept(shop, old, waiting, young, newest) == [False, True, True, True]
    assert shop.ledger.run(old).counts == COUNTS
    assert shop.ledger.trim(cutoff, 500) == 0
    assert shop.ledger.trim(cutoff, 1) == 1
    assert kept(shop, waiting, young, newest) == [True, False, True]
    shop.catalog.put(replace(TO_HOOK, id="other", name="Other"))
    assert shop.ledger.trim(clock.now() + timedelta(days=900), 1) == 0, "never the newest"


def test_many_runs_are_trimmed_in_portions(shop: Store, clock: FakeClock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trimming, "PORTION", 2)
    runs = [ended(shop, clock) for _ in range(6)]
    assert shop.ledger.trim(clock.now(), 1) == 5
    assert kept(shop, *runs) == [False] * 5 + [True]
