"""The bridge to the pool: every answer arrives in the GUI thread, once, or not at all when nobody wants it any more."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QThread
from pytestqt.qtbot import QtBot

from census_desktop.domain.errors import CensusError, SourceError
from census_desktop.domain.plan import Progress
from census_desktop.domain.ports import CancelToken, Listener
from census_desktop.gui.jobs import Jobs


class Asker(QObject):
    """An owner that notes what it is told, and where."""

    def __init__(self) -> None:
        super().__init__()
        self.answers: list[Any] = []
        self.errors: list[CensusError] = []
        self.threads: set[bool] = set()

    def done(self, answer: Any) -> None:
        self.threads.add(QThread.currentThread() is self.thread())
        self.answers.append(answer)

    def failed(self, error: CensusError) -> None:
        self.threads.add(QThread.currentThread() is self.thread())
        self.errors.append(error)


@pytest.fixture
def asker() -> Asker:
    return Asker()


def test_every_answer_arrives_in_the_gui_thread(qtbot: QtBot, jobs: Jobs, asker: Asker) -> None:
    for number in range(50):
        jobs.ask(asker, lambda n: (n, threading.get_ident()), number, done=asker.done)
    qtbot.waitUntil(lambda: jobs.is_idle)
    assert sorted(n for n, _ in asker.answers) == list(range(50))
    assert threading.get_ident() not in {ident for _, ident in asker.answers}
    assert asker.threads == {True}


def test_a_failure_arrives_as_what_it_is(qtbot: QtBot, jobs: Jobs, asker: Asker) -> None:
    def work() -> None:
        raise SourceError("The file moved.", hint="Choose it again.")

    jobs.ask(asker, work, done=asker.done, failed=asker.failed)
    qtbot.waitUntil(lambda: jobs.is_idle)
    assert [type(e) for e in asker.errors] == [SourceError]
    assert asker.answers == []


def test_a_defect_arrives_without_its_values(qtbot: QtBot, jobs: Jobs, asker: Asker, logged: Any) -> None:
    logged.expect("Internal error: ValueError")

    def work() -> None:
        raise ValueError("anna@example.com")

    jobs.ask(asker, work, failed=asker.failed)
    qtbot.waitUntil(lambda: jobs.is_idle)
    assert "anna" not in str(asker.errors[0])
    assert "ValueError" in str(asker.errors[0])


def test_the_latest_request_of_a_slot_wins(qtbot: QtBot, jobs: Jobs, asker: Asker) -> None:
    begun = threading.Event()

    def slow(cancel: CancelToken) -> str:
        begun.set()
        cancel.wait(10)
        return "late"

    first = jobs.ask(asker, slow, done=asker.done, failed=asker.failed, slot="count")
    assert begun.wait(5)
    jobs.ask(asker, lambda: "new", done=asker.done, failed=asker.failed, slot="count")
    assert first.is_cancelled
    qtbot.waitUntil(lambda: jobs.is_idle)
    assert asker.answers == ["new"]
    assert asker.errors == []


def test_other_slots_and_owners_do_not_disturb_one_another(qtbot: QtBot, jobs: Jobs, asker: Asker) -> None:
    other = Asker()
    jobs.ask(asker, lambda: 1, done=asker.done, slot="count")
    jobs.ask(asker, lambda: 2, done=asker.done, slot="preview")
    jobs.ask(other, lambda: 3, done=other.done, slot="count")
    qtbot.waitUntil(lambda: jobs.is_idle)
    assert sorted(asker.answers) == [1, 2]
    assert other.answers == [3]


def test_an_answer_to_a_widget_that_is_gone_is_dropped_and_its_work_stopped(qtbot: QtBot, jobs: Jobs, asker: Asker) -> None:
    begun = threading.Event()

    def slow(cancel: CancelToken) -> str:
        begun.set()
        cancel.wait(10)
        return "late"

    token = jobs.ask(asker, slow, done=asker.done, failed=asker.failed)
    assert begun.wait(5)
    asker.deleteLater()
    QCoreApplication.sendPostedEvents(asker, QEvent.Type.DeferredDelete)
    assert token.is_cancelled
    qtbot.waitUntil(lambda: jobs.is_idle)
    assert asker.answers == []
    assert asker.errors == []


def test_a_cancelled_request_says_nothing(qtbot: QtBot, jobs: Jobs, asker: Asker) -> None:
    token = jobs.ask(asker, lambda: 1, done=asker.done, failed=asker.failed)
    token.cancel()
    qtbot.waitUntil(lambda: jobs.is_idle)
    assert asker.answers == []


def test_progress_is_merged_and_told_here(qtbot: QtBot, jobs: Jobs, asker: Asker) -> None:
    steps: list[Progress] = []

    def work(listener: Listener) -> str:
        for phase in ("reading", "comparing"):
            for done in range(1000):
                listener.progress(Progress("", "s", phase, done))
        return "ok"

    jobs.ask(asker, work, done=asker.done, progress=steps.append)
    qtbot.waitUntil(lambda: jobs.is_idle)
    assert asker.answers == ["ok"]
    assert [s.phase for s in steps if s.done == 0] == ["reading", "comparing"]
    assert len(steps) < 20


def test_shutdown_cancels_waits_and_admits_nothing_more(qtbot: QtBot, asker: Asker) -> None:
    jobs = Jobs()
    begun, ended = threading.Event(), threading.Event()

    def slow(cancel: CancelToken) -> None:
        begun.set()
        try:
            cancel.wait(10)
        finally:
            ended.set()

    jobs.ask(asker, slow, done=asker.done)
    assert begun.wait(5)
    assert jobs.shutdown(5000)
    assert ended.is_set()
    assert jobs.ask(asker, lambda: 1, done=asker.done).is_cancelled
    assert asker.answers == []


def test_shutdown_says_when_something_does_not_stop(qtbot: QtBot, asker: Asker) -> None:
    jobs = Jobs()
    begun, release = threading.Event(), threading.Event()

    def deaf() -> None:
        begun.set()
        release.wait(10)

    jobs.ask(asker, deaf)
    assert begun.wait(5)
    assert not jobs.shutdown(50)
    release.set()
    assert jobs.shutdown(5000)
