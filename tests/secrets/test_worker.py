"""Calls that may block for ever."""

from __future__ import annotations

import threading

import pytest

from census_desktop.domain.errors import Cancelled
from census_desktop.domain.ports import CancelToken
from census_desktop.secrets.worker import Overdue, Worker


@pytest.fixture
def worker() -> Worker:
    return Worker("test worker")


def test_a_result_and_an_exception_come_back(worker: Worker) -> None:
    assert worker.call(lambda: 7, 5) == 7
    with pytest.raises(ZeroDivisionError):
        worker.call(lambda: 1 / 0, 5)
    assert worker.call(lambda: 8, 5) == 8


def test_calls_are_made_in_one_thread_that_does_not_hold_up_the_exit(worker: Worker) -> None:
    first = worker.call(threading.current_thread, 5)
    assert worker.call(threading.current_thread, 5) is first
    assert first.daemon
    assert first is not threading.current_thread()


def test_an_overdue_call_goes_on_and_what_waits_behind_it_is_not_made(worker: Worker) -> None:
    release, reached, made = threading.Event(), threading.Event(), []

    def blocked() -> None:
        reached.set()
        release.wait(10)
        made.append("blocked")

    with pytest.raises(Overdue) as first:
        worker.call(blocked, 0.05)
    assert reached.is_set()
    assert first.value.has_begun
    with pytest.raises(Overdue) as second:
        worker.call(lambda: made.append("behind"), 0.05)
    assert not second.value.has_begun
    release.set()
    assert worker.call(lambda: made[:], 5) == ["blocked"]


def test_cancel_ends_the_waiting_at_once(worker: Worker) -> None:
    release, token = threading.Event(), CancelToken()

    def asks_to_stop() -> None:
        token.cancel()
        release.wait(10)

    with pytest.raises(Cancelled):
        worker.call(asks_to_stop, 30, token)
    release.set()


def test_a_token_that_is_cancelled_already_makes_no_call(worker: Worker) -> None:
    token, made, release = CancelToken(), [], threading.Event()
    token.cancel()
    with pytest.raises(Overdue):
        worker.call(lambda: release.wait(10), 0.01)
    with pytest.raises(Cancelled):
        worker.call(lambda: made.append(1), 30, token)
    release.set()
    assert worker.call(lambda: made[:], 5) == []


def test_many_threads_share_a_worker(worker: Worker) -> None:
    counted = []
    threads = [threading.Thread(target=worker.call, args=(lambda n=n: counted.append(n), 10)) for n in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(counted) == list(range(40))
