"""One run per destination object at a time, others side by side, in order."""

from __future__ import annotations

from census_desktop.domain.model import Trigger
from census_desktop.domain.plan import Progress
from census_desktop.usecases.run_queue import RunQueue

LIST = ("klaviyo", "list", "VIP")
OTHER_LIST = ("klaviyo", "list", "Churned")
CONTACTS = ("hubspot", "contacts", "")


def ask(queue: RunQueue, sync_id: str, target: tuple[str, str, str] | None) -> None:
    assert queue.announce(sync_id, "", Trigger.MANUAL)
    if target:
        queue.locate(sync_id, target)


def started(queue: RunQueue) -> list[str]:
    return [job.sync_id for job in queue.take()]


def test_two_syncs_of_one_object_run_one_after_the_other() -> None:
    queue = RunQueue(4)
    ask(queue, "a", LIST)
    ask(queue, "b", LIST)
    ask(queue, "c", CONTACTS)
    assert started(queue) == ["a", "c"]
    assert list(queue.waiting) == ["b"]
    assert started(queue) == []
    queue.finish("a")
    assert started(queue) == ["b"]


def test_audiences_of_one_object_are_different_targets() -> None:
    queue = RunQueue(4)
    ask(queue, "a", LIST)
    ask(queue, "b", OTHER_LIST)
    assert started(queue) == ["a", "b"]


def test_no_more_than_the_pool_holds() -> None:
    queue = RunQueue(2)
    for n in range(4):
        ask(queue, f"s{n}", ("c", "o", str(n)))
    assert started(queue) == ["s0", "s1"]
    queue.finish("s1")
    assert started(queue) == ["s2"]


def test_a_sync_is_queued_once() -> None:
    queue = RunQueue(2)
    ask(queue, "a", CONTACTS)
    assert not queue.announce("a", "", Trigger.MANUAL)
    started(queue)
    assert not queue.announce("a", "", Trigger.MANUAL)


def test_a_run_whose_sync_is_not_looked_up_yet_keeps_its_place() -> None:
    queue = RunQueue(2)
    ask(queue, "a", None)
    ask(queue, "b", LIST)
    assert started(queue) == []
    queue.locate("a", LIST)
    assert started(queue) == ["a"]
    queue.finish("a")
    assert started(queue) == ["b"]


def test_cancel_takes_a_waiting_run_out_and_asks_a_working_one_to_stop() -> None:
    queue = RunQueue(1)
    ask(queue, "a", CONTACTS)
    ask(queue, "b", CONTACTS)
    (job,) = queue.take()
    queue.cancel("b")
    queue.cancel("a")
    assert not queue.waiting
    assert job.token.is_cancelled
    assert "a" in queue.working


def test_progress_of_a_run_that_is_over_is_not_kept() -> None:
    queue = RunQueue(1)
    ask(queue, "a", CONTACTS)
    queue.take()
    queue.report(Progress("r", "a", "sending", 1, 2))
    assert queue.progress["a"].done == 1
    queue.finish("a")
    queue.report(Progress("r", "a", "sending", 2, 2))
    assert queue.progress == {}
