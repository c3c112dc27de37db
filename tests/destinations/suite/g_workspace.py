"""Whole syncs: from a segment to the vendor through the program's own face."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from tests.destinations.suite import audience, bad_record, check, jobs, leaves
from tests.destinations.suite.workspace import BAD, FIRST, PEOPLE, SECOND, SYNC, shop
from tests.destinations.suite.world import World


@check("a segment arrives, and a second run sends nothing")
def _(world: World) -> None:
    with shop(world, PEOPLE) as made:
        first = made.run()
        assert (first.status, first.error) == ("completed", "")
        assert first.counts.updated == 3
        assert world.stands(FIRST) == world.prepared() | world.keys(2, 3, 4)
        world.forget_calls()
        second = made.run()
        assert (second.status, second.counts.processed) == ("completed", 0)
        assert world.writes() == []


@check("who leaves the segment leaves, who changes is changed, who comes is there", leaves)
def _(world: World) -> None:
    with shop(world, PEOPLE) as made:
        made.run()
        made.write({2: "a", 3: "b", 4: "a", 5: "a"}, changed=frozenset({2}))
        run = made.run()
        assert (run.status, run.error) == ("completed", "")
        assert (run.counts.added, run.counts.changed, run.counts.removed) == (1, 1, 1)
        assert world.stands(FIRST) == world.prepared() | world.keys(2, 4, 5)


@check("Quick Sync makes an audience with the segment's name and leaves the other as it is", audience)
def _(world: World) -> None:
    with shop(world, PEOPLE) as made:
        made.run()
        copy = made.app.syncs.quick_sync(SECOND, SYNC)
        assert copy.audience == SECOND
        run = made.run(copy.id)
        assert (run.status, run.error, run.counts.updated) == ("completed", "", 2)
        assert world.stands(SECOND) == world.keys(5, 6)
        assert world.stands(FIRST) == world.keys(2, 3, 4)
        assert made.app.syncs.get(copy.id).audience_id != made.app.syncs.get(SYNC).audience_id


@check("a run that was killed in mid-batch loses nobody and makes nobody twice")
def _(world: World) -> None:
    world.clock.time = datetime.now(UTC)
    with shop(world, PEOPLE) as made:
        made.run_killed(world.case.arrives or world.case.writes)
        again = made.run()
        assert (again.status, again.error) == ("completed", "")
        assert world.stands(FIRST) == world.prepared() | world.keys(2, 3, 4)
        world.forget_calls()
        assert made.run().counts.processed == 0
        assert world.writes() == []


@check("a job whose program was killed is asked for and not sent again", jobs)
def _(world: World) -> None:
    world.clock.time = datetime.now(UTC)
    with shop(world, PEOPLE) as made:
        made.run_killed(world.case.arrives, world.case.asks)
        world.forget_calls()
        run = made.run()
        assert (run.status, run.error) == ("completed", "")
        assert world.stands(FIRST) == world.prepared() | world.keys(2, 3, 4)
        assert world.vendor.called(world.case.arrives) == []


@check("a rejected record is told by its key and tried again by the next run", bad_record)
def _(world: World) -> None:
    """One that a mapping finds already is invalid, and never sent."""
    bad = world.case.bad or {}
    world.case = replace(world.case, record=lambda n, record=world.case.record: bad if n == BAD else record(n))
    with shop(world, {2: "a", BAD: "a"}) as made:
        run = made.run()
        counts = run.counts
        assert (run.status, counts.rejected + counts.unnamed + counts.invalid) == ("completed", 1), run.error
        assert world.keys(2) <= world.stands(FIRST)
        if counts.rejected:
            assert [issue.key for issue in made.app.runs.issues(run.id)] == [str(bad[world.case.key])]
            assert made.run().counts.retried == 1
