"""One run per destination object at a time, others side by side, in order."""

from __future__ import annotations

from census_desktop.domain.model import Trigger
from census_desktop.domain.plan import Progress
from census_desktop.usecases.run_pace import RunPace
from census_desktop.usecases.run_queue import Move, RunQueue

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


def lined_up(*sync_ids: str) -> RunQueue:
    queue = RunQueue(1)
    for sync_id in sync_ids:
        ask(queue, sync_id, CONTACTS)
    return queue


def test_a_waiting_run_goes_first_earlier_or_later() -> None:
    queue = lined_up("a", "b", "c", "d")
    queue.move("c", Move.FIRST)
    assert list(queue.waiting) == ["c", "a", "b", "d"]
    queue.move("b", Move.UP)
    assert list(queue.waiting) == ["c", "b", "a", "d"]
    queue.move("c", Move.DOWN)
    assert list(queue.waiting) == ["b", "c", "a", "d"]
    assert started(queue) == ["b"]


def test_a_move_that_changes_nothing_does_nothing() -> None:
    queue = lined_up("a", "b")
    for sync_id, move in (("a", Move.UP), ("a", Move.FIRST), ("b", Move.DOWN), ("gone", Move.FIRST)):
        assert not queue.can_move(sync_id, move)
        queue.move(sync_id, move)
        assert list(queue.waiting) == ["a", "b"]
    queue.take()
    assert not queue.can_move("a", Move.DOWN), "it works"


def test_the_order_decides_between_two_runs_of_one_object() -> None:
    queue = RunQueue(4)
    for sync_id in ("a", "b", "c"):
        ask(queue, sync_id, LIST)
    assert started(queue) == ["a"]
    queue.move("c", Move.FIRST)
    queue.finish("a")
    assert started(queue) == ["c"]


def test_while_all_is_held_nothing_starts_and_what_works_rests() -> None:
    queue = lined_up("a", "b")
    (job,) = queue.take()
    queue.hold(True)
    assert job.token.is_paused
    queue.finish("a")
    assert started(queue) == []
    queue.hold(False)
    assert started(queue) == ["b"]
    assert not queue.is_paused("b")


def test_one_is_told_at_once_that_a_run_stops() -> None:
    queue = lined_up("a")
    assert not queue.is_stopping("a"), "it waits"
    queue.take()
    assert not queue.is_stopping("a")
    queue.cancel("a")
    assert queue.is_stopping("a")


def sending(done: int, elapsed: float, total: int = 10_000) -> Progress:
    return Progress("r", "a", "sending", done, total, 0, done / elapsed if elapsed else 0.0, elapsed)


def test_the_rate_is_smoothed_and_says_how_long_it_takes() -> None:
    pace = RunPace()
    for second in range(11):
        pace.add(sending(second * 100, second))
    assert round(pace.rate) == 100
    assert pace.seconds_left is not None
    assert round(pace.seconds_left) == 90
    pace.add(sending(3000, 11))
    assert 100 < pace.rate < 600, "a batch that comes all at once does not make it jump to 2,000"


def test_a_slower_destination_shows_after_some_seconds() -> None:
    pace = RunPace()
    for second in range(11):
        pace.add(sending(second * 100, second))
    for second in range(1, 31):
        pace.add(sending(1000 + second * 10, 10 + second))
    assert round(pace.rate) == 10


def test_nobody_guesses_how_long_it_takes_before_it_is_known() -> None:
    pace = RunPace()
    pace.add(Progress("r", "a", "reading", 500))
    assert (pace.rate, pace.seconds_left) == (0.0, None)
    pace.add(sending(0, 0))
    pace.add(sending(100, 0.2))
    assert pace.seconds_left is None
    pace.add(sending(600, 1.2, total=0))
    assert pace.seconds_left is None


def test_a_pause_does_not_slow_the_rate() -> None:
    pace = RunPace()
    for second in range(6):
        pace.add(sending(second * 100, second))
    pace.add(Progress("r", "a", "paused", 500, 10_000, elapsed=6))
    assert pace.seconds_left is None
    pace.add(sending(500, 600))
    pace.add(sending(600, 601))
    assert round(pace.rate) == 100


def test_the_first_word_of_a_run_tells_of_all_before_it() -> None:
    pace = RunPace()
    pace.add(sending(500, 2))
    assert pace.rate == 250
    assert pace.seconds_left == 38
