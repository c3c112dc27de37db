"""One sync into many audiences: batches that are refused, lists that are gone or renamed, and what a crash leaves."""

from __future__ import annotations

import pytest

from census_desktop.domain.errors import BatchRejected, TransientError
from census_desktop.domain.manifest import Limits
from census_desktop.domain.model import Operation, Removal, RunStatus
from census_desktop.domain.ports import Batch, JobWriter, Reply, Target
from census_desktop.engine.run import apply_acknowledged
from tests.engine.conftest import Bench
from tests.engine.list_tool import Died, Jobs, Lists, ListTool


@pytest.fixture
def lists(bench: Bench) -> Lists:
    return Lists(bench)


@pytest.fixture
def tool() -> ListTool:
    return ListTool()


@pytest.mark.parametrize("payload", ["json", "texts", "columns"])
def test_a_batch_that_is_refused_is_halved_within_its_list(lists: Lists, payload: str) -> None:
    tool = ListTool(payload=payload)
    lists.write(*((n, f"N{n}", "DE") for n in range(4)), (9, "N", "FR"))

    def bad(batch: Batch) -> Reply:
        if 3 in list(batch.keys()):
            raise BatchRejected("3 is bad")
        return Reply()

    tool.answers.extend([bad] * 10)
    sent = lists.run(tool)
    assert (sent.counts.rejected, sent.counts.updated) == (1, 4)
    assert tool.stands == {"DE": {"0", "1", "2"}, "FR": {"9"}}


def test_lists_in_several_threads_are_opened_once(lists: Lists) -> None:
    tool = ListTool(Limits(batch_rows=2, concurrency=8))
    lists.write(*((n, f"N{n}", f"list {n % 5}") for n in range(60)))
    lists.run(tool, batch_rows=2)
    assert sorted(tool.opened) == [f"list {n}" for n in range(5)]
    assert sum(map(len, tool.stands.values())) == 60


def test_a_list_that_somebody_renamed_is_still_the_one(lists: Lists, tool: ListTool) -> None:
    lists.write((1, "Ann", "DE"))
    lists.run(tool)
    id_ = lists.ids["DE"]
    lists.write((1, "Ann", "DE"), (2, "Bob", "DE"))
    plan = lists.plan()
    tool.rename_audience("list", id_, "Germany")
    writer = tool.open(Target("list", Operation.MIRROR, "key", "DE", id_), None)
    assert writer.audience_id == id_
    tool.rename_audience("list", id_, "DE")  # the tool of this test compares names
    lists.send(plan, tool)
    assert lists.ids == {"DE": id_}


def test_a_list_that_is_gone_costs_its_own_records_alone(lists: Lists, tool: ListTool) -> None:
    lists.write((1, "Ann", "DE"), (2, "Bob", "DE"), (3, "Cem", "FR"))
    lists.run(tool)
    tool.delete("DE")
    lists.write((1, "Anna", "DE"), (3, "Cemal", "FR"))
    sent = lists.run(tool)
    assert (sent.counts.updated, sent.counts.rejected) == (2, 1)
    (reason,) = [why for _, why in lists.bench.store.ledger.rejected_rows(lists.run_id)]
    assert reason == "The list “DE” is not there any more. Somebody deleted it."
    notes = lists.bench.store.ledger.run(lists.run_id).notes
    assert notes == ("“DE” is not there any more: whoever was to leave it has left.",)
    assert lists.plan().counts.retried == 1, "the next run tries again"


def test_a_name_that_cannot_be_had_costs_its_own_records_and_all_together_the_run(lists: Lists, tool: ListTool) -> None:
    tool.taken = {"DE"}
    lists.write((1, "Ann", "DE"), (3, "Cem", "FR"))
    sent = lists.run(tool)
    assert (sent.counts.updated, sent.counts.rejected) == (1, 1)
    tool.taken = {"DE", "FR"}
    lists.write((1, "Ann", "DE"), (3, "Cemal", "FR"))
    sent = lists.send(lists.plan(), tool)
    assert sent.status is RunStatus.FAILED
    assert "“FR” fills itself." in sent.error


def test_an_upload_that_swaps_empties_no_audience(lists: Lists, tool: ListTool) -> None:
    """Where nobody could say beforehand what the object can, the run fails before an audience is opened."""
    lists.write((1, "Ann", "DE"), (2, "Bob", "FR"))
    lists.run(tool)
    tool.opened.clear()
    lists.write((1, "Anna", "DE"), (2, "Robert", "FR"))
    tool.answers.append(lambda batch: Reply({0: "no"}))
    sent = lists.send(lists.plan(removal=Removal.SWAP), tool)
    assert sent.status is RunStatus.FAILED
    assert "swaps knows one audience" in sent.error
    assert not tool.opened
    assert tool.stands == {"DE": {"1"}, "FR": {"2"}}


def test_a_failure_that_concerns_all_fails_the_run_and_the_rest_goes_with_the_next(lists: Lists, tool: ListTool) -> None:
    lists.write((1, "Ann", "DE"), (2, "Bob", "FR"), (3, "Cem", "US"))
    gone = TransientError("gone", retry_after=0)
    tool.answers.extend([lambda batch: Reply(), *[gone] * 20])
    sent = lists.send(lists.plan(), tool)
    assert sent.status is RunStatus.FAILED
    assert sent.counts.updated == 1
    tool.answers.clear()
    lists.run(tool)
    assert tool.stands == {"DE": {"1"}, "FR": {"2"}, "US": {"3"}}


def test_a_repeated_batch_carries_the_same_idempotency_key(lists: Lists, tool: ListTool) -> None:
    lists.write((1, "Ann", "DE"), (2, "Bob", "FR"))
    tool.answers.append(TransientError("try again", retry_after=0))
    lists.run(tool)
    first, second, other = tool.batches
    assert first.idempotency_key == second.idempotency_key != other.idempotency_key


def test_a_killed_run_knows_its_lists_and_sends_again_what_was_in_flight(lists: Lists, tool: ListTool) -> None:
    def die(batch: Batch) -> Reply:
        raise Died

    lists.write((1, "Ann", "DE"), (2, "Bob", "FR"), (3, "Cem", "US"))
    tool.answers.extend([lambda batch: Reply(), die])
    with pytest.raises(Died):
        lists.run(tool)
    assert set(lists.ids) == {"DE", "FR"}, "known before anything was sent to them"
    bench = lists.bench
    bench.clock.advance(600)
    bench.store.ledger.abandoned(bench.clock.now())
    (run_id,) = bench.store.ledger.unapplied(bench.sync.id)
    apply_acknowledged(bench.sync, run_id, bench.store.ledger, bench.paths)
    tool.opened.clear()
    lists.run(tool)
    assert tool.stands == {"DE": {"1"}, "FR": {"2"}, "US": {"3"}}
    assert tool.opened == ["FR", "US"], "what was acknowledged is not sent again"


def test_jobs_run_by_list(lists: Lists) -> None:
    tool = Jobs()
    lists.write((1, "Ann", "DE"), (2, "Bob", "FR"), (3, "Cem", "FR"))
    sent = lists.run(tool)
    assert sent.counts.updated == 3
    assert tool.stands == {"DE": {"1"}, "FR": {"2", "3"}}
    assert isinstance(tool.writer(lists.ids["DE"]), JobWriter)


def test_jobs_of_a_killed_run_are_asked_for_at_their_own_list(lists: Lists) -> None:
    tool = Jobs(Limits(batch_rows=100, concurrency=1))
    lists.write((1, "Ann", "DE"), (2, "Bob", "FR"))
    tool.dies_at_poll = True
    with pytest.raises(Died):
        lists.run(tool)
    tool.dies_at_poll = False
    bench = lists.bench
    bench.clock.advance(600)
    bench.store.ledger.abandoned(bench.clock.now())
    for run_id in bench.store.ledger.unapplied(bench.sync.id):
        apply_acknowledged(bench.sync, run_id, bench.store.ledger, bench.paths)
    submitted = len(tool.batches)
    assert submitted >= 1
    assert lists.settle(tool) == submitted
    assert tool.asked == list(tool.jobs)
    lists.run(tool)
    assert tool.stands == {"DE": {"1"}, "FR": {"2"}}
    assert len(tool.batches) == 2, "nothing was submitted twice"


@pytest.mark.parametrize("kind", [ListTool, Jobs])
def test_nobody_is_taken_out_where_two_names_are_one_list(lists: Lists, kind: type[ListTool]) -> None:
    """The list was renamed there, and the source follows: whoever is put in by the new name stays in."""
    tool = kind()
    lists.write((1, "Ann", "DE"), (2, "Bob", "FR"))
    lists.run(tool)
    tool.rename_audience("list", lists.ids["DE"], "Germany")
    lists.write((1, "Ann", "Germany"), (2, "Bob", "FR"))
    sent = lists.run(tool)
    assert (sent.counts.updated, sent.counts.rejected) == (1, 1)
    assert tool.stands == {"Germany": {"1"}, "FR": {"2"}}
    (reason,) = [why for _, why in lists.bench.store.ledger.rejected_rows(lists.run_id)]
    assert reason == "“DE” and “Germany” are one audience there, so nobody is taken out of it. Write its name in one way."
    lists.run(tool)
    assert tool.stands == {"Germany": {"1"}, "FR": {"2"}}, "nor by the next run, which knows of the old name alone"
