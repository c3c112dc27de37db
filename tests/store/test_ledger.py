"""Runs, written ahead: from queue to end, one of a sync at a time, held, and found again."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from census_desktop.domain.errors import CensusError, ConfigError, NotFoundError
from census_desktop.domain.model import Counts, Health, RunStatus, Sync, SyncSource, Trigger
from census_desktop.domain.rows import RunFilter, SegmentOrder
from census_desktop.paths import WorkspacePaths
from census_desktop.store import Store, open_store
from census_desktop.store.ledger import ALREADY_RUNNING, INTERRUPTED, NEVER_BEGAN
from tests.conftest import FakeClock
from tests.store.conftest import TO_HOOK, Start
from tests.store.ledger_runs import COUNTS, batch, working


def test_a_run_from_queue_to_end(shop: Store, clock: FakeClock) -> None:
    ledger, created = shop.ledger, clock.now()
    run = ledger.create_run("to-hook", Trigger.SCHEDULE, created)
    assert (run.status, run.sync_name, run.trigger) == (RunStatus.QUEUED, "High value to the CRM", Trigger.SCHEDULE)
    clock.advance(2)
    assert ledger.begin(run.id, "host:1", clock.now())
    assert ledger.plan_of(run.id) == ""
    ledger.set_plan(run.id, "plan-1", "digest-1", replace(COUNTS, rejected=0))
    assert ledger.plan_of(run.id) == "plan-1"
    clock.advance(2)
    finished = ledger.finish(run.id, RunStatus.COMPLETED, COUNTS, "", clock.now())
    assert finished == ledger.run(run.id) == ledger.run(run.id[:8])
    assert (finished.status, finished.counts, finished.plan_digest) == (RunStatus.COMPLETED, COUNTS, "digest-1")
    assert (finished.created_at, finished.started_at, finished.finished_at) == (
        created,
        created + timedelta(seconds=2),
        created + timedelta(seconds=4),
    )


def test_a_removed_sync_gets_no_run(shop: Store, clock: FakeClock) -> None:
    shop.catalog.remove(Sync, "to-hook")
    for sync_id in ("to-hook", "never there"):
        with pytest.raises(NotFoundError):
            shop.ledger.create_run(sync_id, Trigger.MANUAL, clock.now())


def test_a_run_is_named_by_the_beginning_of_its_id(shop: Store, clock: FakeClock) -> None:
    runs = [shop.ledger.create_run("to-hook", Trigger.MANUAL, clock.now()) for _ in range(40)]
    shared = next(r.id[0] for r in runs if sum(o.id[0] == r.id[0] for o in runs) > 1)
    with pytest.raises(ConfigError, match="More than one run"):
        shop.ledger.run(shared)
    for unknown in ("", "zzz", "%"):
        with pytest.raises(NotFoundError):
            shop.ledger.run(unknown)


def test_a_held_run_waits_until_it_is_dismissed(shop: Store, clock: FakeClock) -> None:
    ledger = shop.ledger
    held = ledger.finish(working(shop, clock), RunStatus.FAILED, Counts(9), "Held: too much.", clock.now(), "Held: too much.")
    assert (held.status, held.held) == (RunStatus.FAILED, "Held: too much.")
    assert shop.catalog.segment_page("", SegmentOrder.NAME, False, 0, 9).rows[0].health is Health.HELD
    dismissed = ledger.dismiss(held.id, "Dismissed; nothing was sent.")
    assert (dismissed.status, dismissed.held) == (RunStatus.CANCELLED, "")
    assert dismissed.error == "Held: too much. Dismissed; nothing was sent."
    assert shop.catalog.segment_page("", SegmentOrder.NAME, False, 0, 9).rows[0].health is Health.OK
    with pytest.raises(ConfigError, match="is not held"):
        ledger.dismiss(held.id, "Again.")


def test_an_undo_names_what_it_takes_back(shop: Store, clock: FakeClock) -> None:
    first = working(shop, clock)
    shop.ledger.finish(first, RunStatus.COMPLETED, COUNTS, "", clock.now(), note="The sync is paused.")
    undo = shop.ledger.create_run("to-hook", Trigger.UNDO, clock.now(), undo_of=first)
    assert (undo.undo_of, shop.ledger.run(first).undo_of) == (first, "")
    assert shop.ledger.run(first).note == "The sync is paused."


def test_a_held_run_is_released_by_the_next(shop: Store, clock: FakeClock) -> None:
    held = shop.ledger.finish(working(shop, clock), RunStatus.FAILED, Counts(9), "Held: x.", clock.now(), "Held: x.")
    clock.advance(1)
    later = working(shop, clock)
    shop.ledger.release("to-hook", later, "Sent after a review.")
    run = shop.ledger.run(held.id)
    assert (run.held, run.status, run.error) == ("", RunStatus.FAILED, "Held: x. Sent after a review.")


def test_plans_that_runs_name(shop: Store, clock: FakeClock) -> None:
    assert shop.ledger.plans() == frozenset()
    shop.ledger.set_plan(working(shop, clock), "plan-1", "d", COUNTS)
    assert shop.ledger.plans() == {"plan-1"}


# The lease ------------------------------------------------------------------------------------------------------------


def test_one_run_of_a_sync_at_a_time(shop: Store, clock: FakeClock) -> None:
    first = working(shop, clock)
    second = shop.ledger.create_run("to-hook", Trigger.SCHEDULE, clock.now())
    clock.advance(1)
    assert not shop.ledger.begin(second.id, "host:2", clock.now())
    skipped = shop.ledger.run(second.id)
    assert (skipped.status, skipped.error, skipped.finished_at) == (RunStatus.SKIPPED, ALREADY_RUNNING, clock.now())
    assert not shop.ledger.begin(second.id, "host:2", clock.now()), "a run begins once"
    shop.ledger.finish(first, RunStatus.COMPLETED, COUNTS, "", clock.now())
    assert working(shop, clock)


def test_runs_of_different_syncs_do_not_hinder_one_another(shop: Store, clock: FakeClock) -> None:
    shop.catalog.put(replace(TO_HOOK, id="other", name="Other"))
    assert working(shop, clock)
    assert working(shop, clock, "other")


def test_a_lease_lasts_sixty_seconds_from_the_last_heartbeat(shop: Store, clock: FakeClock) -> None:
    first = working(shop, clock)
    clock.advance(59)
    shop.ledger.heartbeat(first, clock.now())
    clock.advance(59)
    assert shop.ledger.abandoned(clock.now()) == ()
    clock.advance(1)
    second = shop.ledger.create_run("to-hook", Trigger.MANUAL, clock.now())
    assert shop.ledger.begin(second.id, "host:2", clock.now())
    taken = shop.ledger.run(first)
    assert (taken.status, taken.error) == (RunStatus.FAILED, INTERRUPTED)


def test_a_run_that_lost_its_lease_must_stop_but_what_was_answered_counts(shop: Store, clock: FakeClock) -> None:
    ledger, run_id = shop.ledger, working(shop, clock)
    ledger.sending(batch(run_id, 1), clock.now())
    clock.advance(61)
    (closed,) = ledger.abandoned(clock.now())
    assert (closed.id, closed.status) == (run_id, RunStatus.FAILED)
    assert ledger.abandoned(clock.now()) == ()
    for write in (
        lambda: ledger.heartbeat(run_id, clock.now()),
        lambda: ledger.sending(batch(run_id, 2), clock.now()),
        lambda: ledger.set_plan(run_id, "p", "d", COUNTS),
    ):
        with pytest.raises(CensusError, match="closed by another process"):
            write()
    assert [b.state for b in ledger.batches(run_id)] == ["unknown"]
    ledger.answered(run_id, 1, "acknowledged", [], clock.now())
    assert ledger.unapplied("to-hook") == (run_id,)
    late = ledger.finish(run_id, RunStatus.COMPLETED, COUNTS, "", clock.now())
    assert (late.status, late.error) == (RunStatus.FAILED, INTERRUPTED)


def test_a_killed_process_frees_its_sync_at_once(shop: Store, clock: FakeClock, start: Start) -> None:
    """Nobody waits sixty seconds after a crash: the operating system says that the process is gone."""
    process = start(
        """
        store = open_store(paths, clock)
        at = clock.now()
        runs = [store.ledger.create_run("to-hook", Trigger.MANUAL, at) for _ in range(2)]
        assert store.ledger.begin(runs[0].id, "me", at)
        store.ledger.sending(BatchRecord(runs[0].id, 1, Operation.UPSERT, 0, 5, "k1"), at)
        store.ledger.answered(runs[0].id, 1, "acknowledged", [], at)
        store.ledger.sending(BatchRecord(runs[0].id, 2, Operation.UPSERT, 5, 5, "k2"), at)
        say(runs[0].id, runs[1].id)
        sys.stdin.read()
        """
    )
    assert process.stdout is not None
    running, queued = process.stdout.readline().split()
    clock.time = shop.ledger.run(running).started_at or clock.time
    refused = shop.ledger.create_run("to-hook", Trigger.MANUAL, clock.now())
    assert not shop.ledger.begin(refused.id, "me", clock.now()), "it is alive"
    process.kill()
    process.wait()
    closed = {run.id: run.error for run in shop.ledger.abandoned(clock.now())}
    assert closed == {running: INTERRUPTED, queued: NEVER_BEGAN}
    assert [b.state for b in shop.ledger.batches(running)] == ["acknowledged", "unknown"]
    assert shop.ledger.unapplied("to-hook") == (running,)
    assert working(shop, clock)


def test_runs_of_a_closed_program_are_found_by_the_next(paths: WorkspacePaths, clock: FakeClock) -> None:
    from tests.store.conftest import furnish

    store = furnish(open_store(paths, clock))
    run_id = working(store, clock)
    store.close()
    store = open_store(paths, clock)
    assert [run.id for run in store.ledger.abandoned(clock.now())] == [run_id]
    store.close()


# Looking --------------------------------------------------------------------------------------------------------------


@pytest.fixture
def history(shop: Store, clock: FakeClock) -> tuple[Store, list[str]]:
    """Six runs, two in each second, of two syncs in turn."""
    shop.catalog.put(replace(TO_HOOK, id="other", name="Other", source=SyncSource("dataset", "customers")))
    ids = []
    for number in range(6):
        if number % 2 == 0:
            clock.advance(1)
        run_id = working(shop, clock, ("to-hook", "other")[number % 2])
        status = RunStatus.FAILED if number < 2 else RunStatus.COMPLETED
        shop.ledger.finish(run_id, status, replace(COUNTS, rejected=0), "", clock.now())
        ids.append(run_id)
    return shop, ids


def test_runs_newest_first_and_filtered(history: tuple[Store, list[str]]) -> None:
    store, ids = history

    def found(**filters: object) -> set[str]:
        return {run.id for run in store.ledger.runs(RunFilter(**filters))}  # type: ignore[arg-type]

    times = [run.created_at for run in store.ledger.runs(RunFilter())]
    assert times == sorted(times, reverse=True)
    assert found() == set(ids)
    assert found(sync_id="to-hook") == found(segment_id="vip") == set(ids[::2])
    assert found(statuses=("failed",)) == set(ids[:2])
    assert found(sync_id="other", statuses=("failed", "skipped")) == {ids[1]}
    assert found(segment_id="none") == set()


def test_runs_page_by_page_without_gap_or_repeat(history: tuple[Store, list[str]]) -> None:
    store, ids = history
    seen, before = [], None
    while page := store.ledger.runs(RunFilter(limit=2, before=before)):
        seen += [run.id for run in page]
        before = (page[-1].created_at, page[-1].id)
    assert seen == [run.id for run in store.ledger.runs(RunFilter())]
    assert sorted(seen) == sorted(ids)


def test_the_last_run_of_a_sync_is_its_newest_that_was_not_skipped(history: tuple[Store, list[str]], clock: FakeClock) -> None:
    store, ids = history
    assert {k: run.id for k, run in store.ledger.last_runs(["to-hook", "other", "none"]).items()} == {
        "to-hook": ids[4],
        "other": ids[5],
    }
    clock.advance(1)
    now = working(store, clock)
    clock.advance(1)
    skipped = store.ledger.create_run("to-hook", Trigger.MANUAL, clock.now())
    assert not store.ledger.begin(skipped.id, "me", clock.now())
    assert store.ledger.last_runs(["to-hook"])["to-hook"].id == now
    assert store.ledger.last_runs([]) == {}
    assert len(store.ledger.last_runs([f"none-{n}" for n in range(2000)] + ["other"])) == 1


def test_the_overview_counts_what_the_status_bar_shows(history: tuple[Store, list[str]], clock: FakeClock) -> None:
    store, _ = history
    assert store.ledger.overview().attention == 0
    clock.advance(1)
    store.ledger.finish(working(store, clock), RunStatus.FAILED, Counts(), "", clock.now())
    store.ledger.finish(working(store, clock, "other"), RunStatus.COMPLETED, Counts(rejected=1), "", clock.now())
    assert store.ledger.overview().attention == 2
    clock.advance(1)
    working(store, clock)
    store.ledger.create_run("other", Trigger.MANUAL, clock.now())
    overview = store.ledger.overview()
    assert (overview.running, overview.queued, overview.segments) == (1, 1, 1)


def test_runs_are_part_of_the_activity(history: tuple[Store, list[str]]) -> None:
    store, ids = history
    rows = store.catalog.activity(segment_id="vip")
    assert [row.what for row in rows] == ["run", "run", "run", "created", "created"]
    assert [row.run.id for row in rows if row.run] == ids[4::-2]
    assert rows[0].subject == "High value to the CRM"
