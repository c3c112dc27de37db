"""Review changes, the acts: leaving records out, sending what a guard held, undoing a run, and plans that went stale."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QComboBox, QPushButton, QTableView, QWidget
from pytestqt.qtbot import QtBot

from census_desktop.domain.errors import PlanStale
from census_desktop.domain.model import Run, RunStatus, SyncStatus, Trigger
from census_desktop.domain.plan import Change, ChangeKind
from census_desktop.gui.kit.figures import FigureTile
from census_desktop.gui.session import Session
from census_desktop.gui.syncs.left_out import LeftOut
from census_desktop.gui.syncs.review_page import ReviewPage
from tests.gui.hands import find, names
from tests.gui.shop import Shop

Show = Callable[[QWidget], QWidget]
Settle = Callable[[], None]


def customers(session: Session) -> Path:
    return session.app.paths.root / "data" / "customers.csv"


def edit(path: Path, change: Callable[[list[list[str]]], None]) -> None:
    """Change the rows of the high value customers."""
    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = list(csv.reader(file))
    change([row for row in rows if int(row[4]) >= 2000])
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])


def three_moves(rows: list[list[str]]) -> None:
    for row in rows[:3]:
        row[3] = "XX"
    rows[3][1] = "Zoe"


def three_move_on(rows: list[list[str]]) -> None:
    for row in rows[:3]:
        row[3] = "YY"


def nobody_stays(rows: list[list[str]]) -> None:
    for row in rows:
        row[4] = "0"


class Hands:
    def __init__(self, page: ReviewPage, session: Session, qtbot: QtBot, settle: Settle) -> None:
        self.page, self.session, self.qtbot, self.settle = page, session, qtbot, settle
        self.went: list[tuple[str, dict[str, Any]]] = []
        session.page_requested.connect(lambda name, args: self.went.append((name, args)))

    def open(self, **args: str) -> Hands:
        self.page.open(**args)
        self.settle()
        return self

    def press(self, name: str) -> None:
        self.qtbot.mouseClick(find(self.page, QPushButton, name), Qt.MouseButton.LeftButton)
        self.settle()

    def send(self, name: str) -> Run:
        with self.qtbot.waitSignal(self.session.jobs.run_finished, timeout=20_000) as finished:
            self.qtbot.mouseClick(find(self.page, QPushButton, name), Qt.MouseButton.LeftButton)
        self.settle()
        run: Run = finished.args[0]
        return run

    def key(self, key: Qt.Key, row: int = 0) -> None:
        table = find(self.page, QTableView, "Changes")
        table.setFocus()
        table.selectRow(row)
        self.qtbot.keyClick(table, key)
        self.settle()

    @property
    def rows(self) -> list[tuple[str, str, Any]]:
        """(change, field, tick) of every row."""
        model = find(self.page, QTableView, "Changes").model()
        tick = Qt.ItemDataRole.CheckStateRole
        return [
            (model.index(r, 0).data(), model.index(r, 2).data(), model.index(r, 0).data(tick)) for r in range(model.rowCount())
        ]

    def figure(self, caption: str) -> str:
        return next(t for t in self.page.findChildren(FigureTile) if t.accessibleName().startswith(caption)).figure

    def tile(self, caption: str) -> None:
        tile = next(t for t in self.page.findChildren(FigureTile) if t.accessibleName().startswith(caption))
        self.qtbot.mouseClick(tile, Qt.MouseButton.LeftButton)
        self.settle()


@pytest.fixture
def hands(shop: Shop, session: Session, show: Show, qtbot: QtBot, settle: Settle) -> Hands:
    page = ReviewPage(session)
    show(page)
    return Hands(page, session, qtbot, settle)


@pytest.fixture
def moved(hands: Hands, session: Session) -> Hands:
    """The VIP sync has run; since then three customers moved and one has another name."""
    assert session.app.runs.run("sync-vip").status is RunStatus.COMPLETED
    edit(customers(session), three_moves)
    return hands.open(sync="sync-vip")


@pytest.fixture
def held(hands: Hands, session: Session) -> tuple[Hands, Run]:
    """Everybody left the segment, so the guard kept the run back."""
    session.app.runs.run("sync-vip")
    edit(customers(session), nobody_stays)
    run = session.app.runs.run("sync-vip")
    assert run.held
    return hands.open(held=run.id), run


def test_what_is_left_out_by_keyboard_is_not_sent_and_waits(moved: Hands, session: Session) -> None:
    moved.key(Qt.Key.Key_Space)
    moved.key(Qt.Key.Key_Space, row=1)
    assert moved.figure("Left out") == "2"
    assert [tick for _, _, tick in moved.rows[:3]] == [Qt.CheckState.Unchecked] * 2 + [Qt.CheckState.Checked]
    assert "2 left out" in moved.page.panel.shown.text()
    run = moved.send("Send 2 changes")
    assert run.counts.updated == 2
    assert moved.went == [("segments", {"segment": "seg-vip", "tab": "Syncs", "sync": "sync-vip"})]
    assert session.app.runs.plan("sync-vip").to_send == 2


def test_a_click_on_the_box_leaves_out_and_undo_takes_back(moved: Hands, session: Session, qtbot: QtBot) -> None:
    table = find(moved.page, QTableView, "Changes")
    box = table.visualRect(table.model().index(0, 0)).topLeft() + QPoint(27, 17)
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=box)
    assert moved.figure("Left out") == "1"
    assert session.commands.run("undo-edit")
    assert moved.figure("Left out") == "0"
    assert session.commands.run("redo-edit")
    assert find(moved.page, QPushButton, "Send 3 changes")
    moved.tile("Left out")
    assert [(change, field) for change, field, _ in moved.rows] == [("Changed", "country")]
    moved.key(Qt.Key.Key_Space)
    assert moved.rows == []


def test_when_every_change_is_left_out_nothing_can_be_sent(moved: Hands) -> None:
    table = find(moved.page, QTableView, "Changes")
    table.selectAll()
    moved.qtbot.keyClick(table, Qt.Key.Key_Space)
    send = find(moved.page, QPushButton, "Send 0 changes")
    assert not send.isEnabled()
    assert send.toolTip() == "Every change is left out"


def test_only_changes_of_one_field_are_shown(moved: Hands) -> None:
    box = find(moved.page, QComboBox, "Changed in which field")
    assert [box.itemText(n) for n in range(box.count())] == ["Field: any", "Changed in: name", "Changed in: country"]
    box.setCurrentIndex(1)
    box.activated.emit(1)
    moved.settle()
    assert [field for _, field, _ in moved.rows] == ["name"]


def test_enter_tells_everything_about_the_record(moved: Hands) -> None:
    moved.key(Qt.Key.Key_Return)
    ((name, args),) = moved.went
    assert name == "record"
    assert args["sync"] == "sync-vip"
    assert args["key"].endswith("@example.com")


def test_the_estimate_and_the_digest_are_on_the_page(moved: Hands) -> None:
    assert "request" in moved.page.panel._info.accessibleName()
    moved.press("Copy the digest of the plan")
    made = moved.page._reviewed
    assert made is not None
    assert QGuiApplication.clipboard().text() == made.plan.digest
    assert moved.page._digest.text() == f"Plan {made.plan.digest[:8]}"


def test_a_held_plan_says_why_and_goes_by_its_own_button_only(held: tuple[Hands, Run], session: Session, qtbot: QtBot) -> None:
    hands, run = held
    page = hands.page
    assert run.held in page.panel.held.accessibleName()
    assert not page._send.isVisible()
    assert not session.commands.can_run("send-changes")
    anyway = next(b for b in page.findChildren(QPushButton) if b.text().startswith("Send anyway: remove "))
    assert not anyway.isDefault()
    anyway.setFocus()
    qtbot.keyClick(anyway, Qt.Key.Key_Return)
    assert not session.jobs.is_queued("sync-vip")
    sent = hands.send(anyway.text())
    assert (sent.status, sent.held) == (RunStatus.COMPLETED, "")
    assert sent.counts.removed == run.counts.removed > 0


def test_a_held_plan_can_be_dismissed_or_its_guard_edited(held: tuple[Hands, Run], session: Session, qtbot: QtBot) -> None:
    hands, run = held
    hands.press("Edit guard")
    assert hands.went == [("sync-editor", {"sync": "sync-vip", "step": "safety"})]
    with qtbot.waitSignal(session.back_requested):
        hands.press("Dismiss")
    assert session.app.runs.get(run.id).held == ""


def test_a_held_plan_that_cannot_be_sent_any_more_is_reviewed_anew(held: tuple[Hands, Run], session: Session) -> None:
    hands, run = held
    sync = session.app.syncs.get("sync-vip")
    session.app.syncs.save(replace(sync, mappings=sync.mappings[:1]))
    hands.open(held=run.id)
    assert "can no longer be sent" in hands.page._failure._text.text()
    hands.press("Review again")
    assert hands.page.panel.isVisible()


def test_a_run_is_undone_through_the_same_review(hands: Hands, session: Session) -> None:
    run = session.app.runs.run("sync-vip")
    hands.open(undo=run.id)
    assert hands.page._name.text() == f"Undo of run {run.id[:8]}"
    count = run.counts.updated
    info = hands.page.panel._info.accessibleName()
    assert "gets back what it had before" in info
    assert "paused" in info
    undone = hands.send(f"Undo {count} changes")
    assert (undone.undo_of, undone.trigger) == (run.id, Trigger.UNDO)
    assert session.app.syncs.get("sync-vip").status is SyncStatus.PAUSED


def test_a_run_that_cannot_be_undone_says_why(hands: Hands, session: Session) -> None:
    run = session.app.runs.run("sync-vip")
    session.app.syncs.remove("sync-vip")
    hands.open(undo=run.id)
    assert "The sync was removed" in hands.page._failure._text.text()


def test_a_plan_that_went_stale_is_made_anew_and_keeps_what_is_left_out(moved: Hands, session: Session) -> None:
    moved.key(Qt.Key.Key_Space)
    kept = moved.page.panel.left_out.changes[0].key
    path = customers(session)
    session.app.runs.run("sync-vip")
    edit(path, three_move_on)
    moved.press("Send 3 changes")
    assert "Nothing was sent." in moved.page.panel.banner.accessibleName()
    assert moved.page.tells_of("sync-vip", PlanStale("moved on"))
    assert moved.went == []
    moved.press("Review again")
    assert [c.key for c in moved.page.panel.left_out.changes] == [kept]
    assert find(moved.page, QPushButton, "Send 2 changes").isEnabled()


def test_every_control_has_a_name(held: tuple[Hands, Run]) -> None:
    assert all(names(held[0].page, QAbstractButton))


def test_records_that_are_not_sent_anyway_cannot_be_left_out(qtbot: QtBot) -> None:
    left = LeftOut()
    left.toggle([Change(0, ChangeKind.INVALID, "a"), Change(1, ChangeKind.ADDED, "b", excluded=True)])
    assert (len(left), left.can_undo) == (0, False)
    one, two = Change(2, ChangeKind.ADDED, "c"), Change(3, ChangeKind.ADDED, "d")
    left.toggle([one])
    left.toggle([one, two])
    assert left.rows == (2, 3)
    left.toggle([one, two])
    assert left.rows == ()
    for rows in ((2, 3), (2,), (), ()):
        left.undo()
        assert left.rows == rows
    left.redo()
    assert left.rows == (2,)
