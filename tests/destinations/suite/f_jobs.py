"""Jobs: submitted, asked about, lost and found again."""

from __future__ import annotations

import pytest

from census_desktop.domain.errors import JobLost, TransientError
from census_desktop.domain.ports import CancelToken, JobWriter
from tests.destinations.fakes.vendor import Said
from tests.destinations.suite import bad_record, check, jobs
from tests.destinations.suite.world import World, nobody_is_left


def job_writer(world: World, *rows: dict[str, object]) -> JobWriter:
    writer = world.writer(None, *rows)
    assert isinstance(writer, JobWriter)
    return writer


@check("its batches are jobs", jobs)
def _(world: World) -> None:
    writer = job_writer(world)
    job = writer.submit(world.batch(world.people(2)), CancelToken())
    assert job
    assert len(job) < 2000
    state = writer.poll(job, CancelToken())
    assert state.retry_after is None or state.retry_after >= 0
    assert not [value for value in world.ours() if value in job]


@check("a job that the program no longer remembers is asked for by its id", jobs)
def _(world: World) -> None:
    first = job_writer(world)
    batch = world.batch(world.people(2, 3))
    job = first.submit(batch, CancelToken())
    audience_id = first.audience_id
    world.close()
    world.ids.ids.clear()
    again = world.writer(audience_id=audience_id)
    world.forget_calls()
    assert isinstance(again, JobWriter)
    reply = world.results(again, job, batch)
    assert nobody_is_left(reply)
    assert world.stands() == world.prepared() | world.keys(2, 3)


@check("a job that the vendor no longer knows is lost, and said so", jobs)
def _(world: World) -> None:
    writer = job_writer(world)
    batch = world.batch(world.people(2))
    job = writer.submit(batch, CancelToken())
    gone = "".join("9" if c.isdigit() else c for c in job)
    world.vendor.fail_next(Said(404, {"message": "no such job"}), 10, "^GET ")
    with pytest.raises(JobLost):
        world.results(writer, gone, batch)


@check("trouble while a job is asked for does not lose it", jobs)
def _(world: World) -> None:
    writer = job_writer(world)
    batch = world.batch(world.people(2, 3))
    job = writer.submit(batch, CancelToken())
    world.vendor.fail_next(Said(500, {"message": "out of memory"}), 1, "")
    with pytest.raises(TransientError):
        world.results(writer, job, batch)
    reply = world.results(writer, job, batch)
    assert nobody_is_left(reply)


@check("a job that is done with errors names them, or counts them", jobs, bad_record)
def _(world: World) -> None:
    bad = world.case.bad or {}
    writer = job_writer(world, bad)
    outcome = world.deliver(writer, [*world.people(2), bad, *world.people(3)])
    if world.case.names_refused:
        assert list(outcome.rejected) == [str(bad[world.case.key])]
    else:
        assert (outcome.rejected, outcome.unnamed) == ({}, 1)
    assert world.keys(2, 3) <= world.stands()
