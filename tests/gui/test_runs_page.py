"""Runs: the history, its filters, and what became of every record."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QPushButton, QTableView, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from census_desktop.domain.errors import CensusError, StoreError
from census_desktop.domain.model import Operation, Run, RunStatus, SyncKey, SyncSource, Trigger
from census_desktop.domain.rows import RunFilter
from census_desktop.engine.planfile import PlanFiles
from census_desktop.gui.kit.exports import MASK
from census_desktop.gui.kit.growing import GrowingModel
from census_desktop.gui.kit.models import Column
from census_desktop.gui.kit.skeleton import Skeleton
from census_desktop.gui.runs.runs_page import RunsPage
from census_desktop.gui.session import Session
from tests.conftest import FakeClock
from tests.gui.hands import find, names
from tests.gui.shop import Shop

Show = Callable[[QWidget], QWidget]
Settle = Callable[[], None]


class Hands:
    def __init__(self, page: RunsPage, qtbot: QtBot, settle: Settle) -> None:
        self.page, self.qtbot, self.settle = page, qtbot, settle

    def open(self, **args: Any) -> Hands:
        self.page.open(**args)
        self.settle()
        return self

    def press(self, name: str) -> None:
        self.qtbot.mouseClick(find(self.page, QPushButton, name), Qt.MouseButton.LeftButton)
        self.settle()

    def choose(self, name: str, text: str) -> None:
        box = find(self.page, QComboBox, name)
        box.setCurrentIndex(box.findText(text))
        box.activated.emit(box.currentIndex())
        self.settle()

    @property
    def runs(self) -> list[tuple[str, str]]:
        model = find(self.page, QTableView, "Runs").model()
        return [(model.index(n, 0).data(), model.index(n, 1).data()) for n in range(model.rowCount())]

    @property
    def records(self) -> list[tuple[str, str]]:
        model = find(self.page, QTableView, "Records that did not arrive").model()
        return [(model.index(n, 0).data(), model.index(n, 1).data()) for n in range(model.rowCount())]

    @property
    def detail(self) -> dict[str, str]:
        return {field: figure.text() for field, figure in self.page.detail._figures.items()}


@pytest.fixture
def page(shop: Shop, session: Session, show: Show) -> RunsPage:
    made = RunsPage(session)
    session.changed.connect(made.refresh)
    show(made)
    return made


@pytest.fixture
def hands(page: RunsPage, qtbot: QtBot, settle: Settle) -> Hands:
    return Hands(page, qtbot, settle)


@pytest.fixture
def history(shop: Shop, session: Session, clock: FakeClock) -> list[Run]:
    """A good run, one with rejected and invalid records, and one that failed."""
    app = session.app
    runs = [app.runs.run("sync-de")]
    practice = replace(app.destinations.new("rehearsal", "Practice"), config={"reject_every": 10})
    app.destinations.save(practice)
    path = app.paths.root / "data" / "customers.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("ben.1@example.com", ""), encoding="utf-8")
    sync = replace(
        app.syncs.get("sync-vip"),
        id="sync-practice",
        name="Everyone → Practice",
        source=SyncSource("dataset", shop.dataset.id),
        connection_id=practice.id,
        object="contacts",
        operation=Operation.UPSERT,
        key=SyncKey("email", "email"),
        mappings=(),
    )
    app.syncs.save(sync)
    clock.advance(60)
    runs.append(app.runs.run(sync.id))
    data = app.paths.root / "data"
    data.rename(data.with_name("away"))
    clock.advance(60)
    runs.append(app.runs.run("sync-vip"))
    data.with_name("away").rename(data)
    return runs


def test_runs_are_listed_newest_first(hands: Hands, history: list[Run]):
    hands.open()
    rejected = history[1].counts.rejected
    assert hands.runs == [
        ("High value customers → Marketing files", "Failed"),
        ("Everyone → Practice", f"{rejected} rejected"),
        ("Germany → Archive", "Completed"),
    ]
    assert rejected > 0


def test_a_failed_run_says_what_happened_what_is_kept_and_what_to_do(hands: Hands, history: list[Run]):
    hands.open()
    text = hands.page.detail._error.accessibleName()
    assert "does not exist" in text
    assert "kept" in text
    assert not hands.page.detail.records.isVisibleTo(hands.page)


def test_counts_and_records_of_a_run_are_shown(hands: Hands, history: list[Run]):
    run = history[1]
    hands.open(run=run.id)
    assert hands.detail["rejected"] == str(run.counts.rejected)
    assert hands.detail["invalid"] == "1"
    assert hands.detail["updated"] == str(run.counts.updated)
    assert len(hands.records) == run.counts.rejected
    assert all(reason for _, reason in hands.records)
    hands.choose("Which records", "1 invalid")
    assert hands.records == [("(no key)", "email is empty")]


def test_rejected_and_invalid_records_are_one_click_away(hands: Hands, history: list[Run]):
    hands.open(run=history[1].id, sync="sync-practice", records="invalid")
    assert len(hands.runs) == 1
    assert hands.records == [("(no key)", "email is empty")]


def test_personal_data_of_records_is_hidden_until_it_is_asked_for(hands: Hands, history: list[Run]):
    hands.open(run=history[1].id)
    assert {key for key, _ in hands.records} == {MASK}
    hands.press("Show personal data")
    assert all("@example.com" in key for key, _ in hands.records)
    hands.press("Hide personal data")
    assert {key for key, _ in hands.records} == {MASK}


def test_records_are_exported_as_they_are_shown(hands: Hands, history: list[Run], tmp_path: Path):
    hands.open(run=history[1].id)
    hands.page.detail.records.export_to(tmp_path / "records.csv")
    hands.settle()
    with (tmp_path / "records.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == history[1].counts.rejected
    assert {r["key"] for r in rows} == {MASK}
    assert all(r["reason"] for r in rows)


def test_runs_that_cannot_be_read_say_why_and_are_tried_again(
    hands: Hands, history: list[Run], session: Session, monkeypatch: pytest.MonkeyPatch
):
    def broken(_filter: RunFilter) -> None:
        raise StoreError("The workspace's file cannot be read.")

    assert isinstance(hands.page._layers.currentWidget(), Skeleton)
    hands.page.grab()
    monkeypatch.setattr(session.app.runs, "list", broken)
    with monkeypatch.context() as now:
        now.setattr(hands.page.now, "refresh", lambda *_: None)
        hands.open()
    assert "cannot be read" in hands.page._unread._text.text()
    monkeypatch.undo()
    hands.press("Try again")
    assert len(hands.runs) == 3


def test_filters_by_state_and_sync(hands: Hands, history: list[Run]):
    hands.open()
    hands.choose("State of the runs", "Failed")
    assert [state for _, state in hands.runs] == ["Failed"]
    hands.choose("State of the runs", "Every state")
    hands.choose("Sync of the runs", "Germany → Archive")
    assert hands.runs == [("Germany → Archive", "Completed")]
    assert hands.page.detail._name.accessibleName() == "Germany → Archive"
    hands.choose("State of the runs", "Cancelled")
    assert hands.page._layers.currentIndex() == 2


def test_records_that_are_no_longer_kept_are_said_to_be_gone(hands: Hands, history: list[Run], session: Session):
    PlanFiles(session.app.paths.plans).remove(session.app.ledger.plan_of(history[1].id))
    hands.open(run=history[1].id)
    assert "no longer kept" in hands.page.detail.records.note.text()


def test_the_sync_of_a_run_is_opened(hands: Hands, history: list[Run], session: Session):
    went = []
    session.page_requested.connect(lambda name, args: went.append((name, args)))
    hands.open(sync="sync-de")
    hands.press("Open sync")
    hands.press("Review changes")
    assert went == [
        ("segments", {"segment": "seg-de", "tab": "Syncs", "sync": "sync-de"}),
        ("review", {"sync": "sync-de"}),
    ]


def test_a_run_of_a_removed_sync_stays_readable(hands: Hands, history: list[Run], session: Session):
    session.app.syncs.remove("sync-de")
    hands.open(run=history[0].id)
    assert hands.page.detail._name.accessibleName() == "Germany → Archive"
    assert not find(hands.page, QPushButton, "Open sync").isEnabled()


def test_new_runs_appear_by_themselves(hands: Hands, session: Session, qtbot: QtBot):
    hands.open()
    assert hands.page._layers.currentIndex() == 1
    with qtbot.waitSignal(session.jobs.run_finished):
        session.jobs.run_sync("sync-de")
    qtbot.waitUntil(lambda: [s for _, s in hands.runs] == ["Completed"])
    hands.settle()


def test_older_runs_come_as_one_scrolls(hands: Hands, session: Session, clock: FakeClock, qtbot: QtBot):
    for _ in range(130):
        clock.advance(1)
        run = session.app.ledger.create_run("sync-de", Trigger.MANUAL, clock.now())
        session.app.ledger.finish(run.id, RunStatus.COMPLETED, run.counts, "", clock.now())
    hands.open()
    assert len(hands.runs) == 100
    table = find(hands.page, QTableView, "Runs")
    table.scrollToBottom()
    qtbot.waitUntil(lambda: len(hands.runs) == 130)
    hands.settle()
    assert not hands.page._model.canFetchMore(hands.page._model.index(-1, -1))


def test_every_control_has_a_name(hands: Hands, history: list[Run]):
    hands.open(run=history[1].id)
    for kind in (QAbstractButton, QComboBox, QTableView):
        assert all(names(hands.page, kind)), names(hands.page, kind)


def test_the_models_are_sound(hands: Hands, history: list[Run], qtmodeltester: ModelTester):
    hands.open(run=history[1].id)
    qtmodeltester.check(hands.page._model)
    qtmodeltester.check(hands.page.detail.records.model)


def test_a_growing_model_says_what_failed_and_goes_on(session: Session, settle: Settle, qtbot: QtBot):
    model = GrowingModel[int](session.jobs, (Column("n", str),), portion=2)
    failures: list[CensusError] = []
    model.failed.connect(failures.append)

    def fetch(offset: int, limit: int) -> tuple[list[int], int, int]:
        if offset == 2 and not failures:
            raise CensusError("The plan is gone.")
        return [offset, offset + 1], limit, 6

    model.load(fetch)
    settle()
    assert (model.rows, model.shown, model.total) == ((0, 1), 2, 6)
    nowhere = model.index(-1, -1)
    model.fetchMore(nowhere)
    assert not model.canFetchMore(nowhere), "one portion at a time"
    settle()
    assert [str(f) for f in failures] == ["The plan is gone."]
    model.fetchMore(nowhere)
    settle()
    assert model.rows == (0, 1, 2, 3)


def test_an_empty_growing_model_fetches_nothing(session: Session):
    model = GrowingModel[int](session.jobs, (Column("n", str),))
    assert not model.canFetchMore(model.index(-1, -1))
    model.refresh_texts()
    model.clear()
    assert model.rowCount() == 0
