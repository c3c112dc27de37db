"""Review changes: the plan value by value, filters, masking, export, and that exactly this plan is sent."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPushButton, QTableView, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from census_desktop.domain.errors import PlanStale
from census_desktop.domain.model import RunStatus
from census_desktop.domain.plan import Change, ChangeKind
from census_desktop.gui.kit import palette
from census_desktop.gui.kit.exports import KEY, MASK
from census_desktop.gui.kit.figures import FigureTile
from census_desktop.gui.kit.models import ToneRole
from census_desktop.gui.session import Session
from census_desktop.gui.syncs.review_page import ReviewPage
from census_desktop.gui.syncs.review_table import BeforeDelegate, rows_of
from tests.gui.hands import find, names
from tests.gui.shop import Shop, write_customers

Show = Callable[[QWidget], QWidget]
Settle = Callable[[], None]


@pytest.fixture
def page(shop: Shop, session: Session, show: Show, settle: Settle) -> ReviewPage:
    """The VIP sync has run once; since then one customer moved, one left, one lost the address."""
    run = session.app.runs.run("sync-vip")
    assert run.status is RunStatus.COMPLETED
    path = session.app.paths.root / "data" / "customers.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    header, rows = lines[0], [line.split(",") for line in lines[1:]]
    vips = [r for r in rows if int(r[4]) >= 2000]
    vips[0][3] = "XX"
    vips[1][4] = "0"
    vips[2][2] = ""
    path.write_text("\n".join([header, *(",".join(r) for r in rows)]) + "\n", encoding="utf-8")
    made = ReviewPage(session)
    show(made)
    made.open(sync="sync-vip")
    settle()
    return made


def shown(page: ReviewPage) -> list[tuple[str, ...]]:
    model = find(page, QTableView, "Changes").model()
    return [tuple(model.index(r, c).data() for c in range(5)) for r in range(model.rowCount())]


def tile(page: ReviewPage, caption: str) -> FigureTile:
    return next(t for t in page.findChildren(FigureTile) if t.accessibleName().startswith(caption))


def test_the_plan_is_shown_value_by_value(page: ReviewPage):
    assert [tile(page, c).figure for c in ("All changes", "Added", "Changed", "Removed", "Invalid")] == [
        "3",
        "0",
        "1",
        "2",
        "1",
    ]
    assert tile(page, "Removed").accessibleDescription() == "are deleted from the file"
    changed, *removed = shown(page)
    assert changed[0] == "Changed"
    assert (changed[2], changed[4]) == ("country", "XX")
    assert changed[3] in ("DE", "FR", "NL", "SE")
    assert [r[0] for r in removed] == ["Removed", "Removed"]
    assert removed[0][2:] == ("are deleted from the file", "—", "—")
    assert find(page, QPushButton, "Send 3 changes").isEnabled()


def test_tiles_filter(page: ReviewPage, qtbot: QtBot, settle: Settle):
    for caption, kinds in (
        ("Invalid", {"Invalid"}),
        ("Changed", {"Changed"}),
        ("Added", set()),
        ("All changes", {"Changed", "Removed"}),
    ):
        qtbot.mouseClick(tile(page, caption), Qt.MouseButton.LeftButton)
        settle()
        assert {r[0] for r in shown(page)} == kinds
    qtbot.mouseClick(tile(page, "Sent again"), Qt.MouseButton.LeftButton)
    settle()
    assert shown(page) == []
    assert "No record is like that." in page.panel.shown.text()


def test_searching_finds_a_value(page: ReviewPage, qtbot: QtBot, settle: Settle):
    page.panel.search.setText("xx")
    qtbot.waitUntil(lambda: not page.panel.search._soon.isActive())
    settle()
    assert [r[2] for r in shown(page)] == ["country"]


def test_personal_data_is_hidden_until_it_is_asked_for(page: ReviewPage, qtbot: QtBot):
    assert {r[1] for r in shown(page)} == {MASK}
    qtbot.mouseClick(find(page, QPushButton, "Show personal data"), Qt.MouseButton.LeftButton)
    assert all("@example.com" in r[1] for r in shown(page))
    qtbot.mouseClick(find(page, QPushButton, "Hide personal data"), Qt.MouseButton.LeftButton)
    assert {r[1] for r in shown(page)} == {MASK}


def test_exactly_the_plan_on_the_screen_is_sent(page: ReviewPage, qtbot: QtBot, session: Session, settle: Settle):
    went = []
    session.page_requested.connect(lambda name, args: went.append((name, args)))
    digest = page._reviewed.plan.digest if page._reviewed else ""
    write_customers(session.app.paths.root / "data" / "customers.csv", 300)
    with qtbot.waitSignal(session.jobs.run_finished) as finished:
        qtbot.mouseClick(find(page, QPushButton, "Send 3 changes"), Qt.MouseButton.LeftButton)
        assert session.jobs.is_queued("sync-vip")
    run = finished.args[0]
    assert (run.plan_digest, run.counts.updated) == (digest, 3)
    assert went == [("segments", {"segment": "seg-vip", "tab": "Syncs", "sync": "sync-vip"})]
    settle()


def test_a_plan_that_is_out_of_date_says_so_and_sends_nothing(page: ReviewPage, qtbot: QtBot, session: Session, settle: Settle):
    session.app.runs.run("sync-vip")
    with qtbot.waitSignal(session.jobs.run_failed) as failed:
        page.send()
    assert isinstance(failed.args[1], PlanStale)
    assert "out of date" in page.panel.banner.accessibleName()
    settle()


def test_the_send_button_rests_while_the_sync_runs(page: ReviewPage, session: Session, qtbot: QtBot, settle: Settle):
    with qtbot.waitSignal(session.jobs.run_finished):
        session.jobs.run_sync("sync-vip")
        assert not find(page, QPushButton, "Send 3 changes").isEnabled()
    settle()


def test_discarding_forgets_the_plan_and_goes_back(page: ReviewPage, session: Session, qtbot: QtBot, settle: Settle):
    plan = page._reviewed.plan if page._reviewed else None
    assert plan
    with qtbot.waitSignal(session.back_requested):
        qtbot.mouseClick(find(page, QPushButton, "Discard"), Qt.MouseButton.LeftButton)
    settle()
    assert not (session.app.paths.plans / plan.id).exists()


def test_the_export_is_what_the_filter_shows_and_masked_like_the_screen(
    page: ReviewPage, tmp_path: Path, settle: Settle, qtbot: QtBot
):
    page.export_to(tmp_path / "changes.csv")
    settle()
    with (tmp_path / "changes.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    assert [r["change"] for r in rows] == ["changed", "removed", "removed"]
    assert {r["key"] for r in rows} == {MASK}
    qtbot.mouseClick(find(page, QPushButton, "Show personal data"), Qt.MouseButton.LeftButton)
    page.export_to(tmp_path / "open.csv")
    settle()
    assert "@example.com" in (tmp_path / "open.csv").read_text(encoding="utf-8-sig")


def test_an_export_that_cannot_be_written_says_why(page: ReviewPage, tmp_path: Path, settle: Settle):
    page.export_to(tmp_path / "nowhere" / "changes.csv")
    settle()
    assert "could not be written" in page.panel.banner.accessibleName()


def test_nothing_to_send_is_said_plainly(shop: Shop, session: Session, show: Show, settle: Settle):
    session.app.runs.run("sync-de")
    page = ReviewPage(session)
    show(page)
    page.review("sync-de")
    settle()
    assert page._layers.currentIndex() == 2
    assert not find(page, QPushButton, "Send changes").isEnabled()


def test_a_source_that_is_gone_is_said_with_a_way_to_try_again(
    shop: Shop, session: Session, show: Show, settle: Settle, qtbot: QtBot
):
    data = session.app.paths.root / "data"
    data.rename(data.with_name("away"))
    page = ReviewPage(session)
    show(page)
    page.review("sync-vip")
    settle()
    assert "does not exist" in page._failure._text.text()
    data.with_name("away").rename(data)
    qtbot.mouseClick(find(page, QPushButton, "Try again"), Qt.MouseButton.LeftButton)
    settle()
    assert page._layers.currentIndex() == 1


def test_planning_can_be_cancelled(shop: Shop, session: Session, show: Show, settle: Settle, qtbot: QtBot):
    page = ReviewPage(session)
    show(page)
    page.review("sync-vip")
    with qtbot.waitSignal(session.back_requested):
        qtbot.mouseClick(find(page, QPushButton, "Cancel planning"), Qt.MouseButton.LeftButton)
    settle()
    assert page._reviewed is None


def test_the_environment_is_on_the_page(shop: Shop, session: Session, show: Show, settle: Settle):
    session.app.destinations.save(replace(shop.folder, environment="test"))
    page = ReviewPage(session)
    show(page)
    page.review("sync-vip")
    settle()
    assert page._environment.accessibleName() == "Test"
    assert "· Test" in page._send.toolTip()


def test_emptying_a_production_destination_asks_for_its_number(
    shop: Shop, session: Session, show: Show, settle: Settle, qtbot: QtBot
):
    run = session.app.runs.run("sync-vip")
    session.app.destinations.save(replace(shop.folder, environment="production"))
    page = ReviewPage(session)
    show(page)
    page.open(undo=run.id)
    settle()
    count = run.counts.added
    field = find(page, QLineEdit, "Number to confirm")
    assert page._environment.accessibleName() == "Production"
    assert "All that this sync has" in page.panel.typed.accessibleName()
    send = find(page, QPushButton, f"Undo {count} changes")
    assert not send.isEnabled()
    qtbot.keyClicks(field, f"{count + 1}")
    assert not send.isEnabled()
    field.clear()
    qtbot.keyClicks(field, f"{count}")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert send.isEnabled()
    assert send.hasFocus()
    assert session.app.runs.overview().running == 0
    with qtbot.waitSignal(session.jobs.run_finished):
        qtbot.mouseClick(send, Qt.MouseButton.LeftButton)
    settle()
    assert session.app.syncs.row("sync-vip").members == 0


def test_the_number_is_asked_for_again_when_another_plan_is_shown(
    shop: Shop, session: Session, show: Show, settle: Settle, qtbot: QtBot
):
    run = session.app.runs.run("sync-vip")
    session.app.destinations.save(replace(shop.folder, environment="production"))
    page = ReviewPage(session)
    show(page)
    page.open(undo=run.id)
    settle()
    field = find(page, QLineEdit, "Number to confirm")
    qtbot.keyClicks(field, f"{run.counts.added}")
    page.open(undo=run.id)
    settle()
    assert field.text() == ""
    assert not page._send.isEnabled()


def test_the_model_is_a_sound_item_model(page: ReviewPage, qtmodeltester: ModelTester):
    qtmodeltester.check(page.panel.model)


def test_every_control_has_a_name(page: ReviewPage):
    assert all(names(page, QAbstractButton)), names(page, QAbstractButton)


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        (Change(0, ChangeKind.ADDED, "a", None, {"x": 1, "y": None}), [("x", None, 1), ("y", None, None)]),
        (Change(0, ChangeKind.CHANGED, "a", {"x": 1, "y": 2}, {"x": 1, "y": 3}), [("y", 2, 3)]),
        (
            Change(0, ChangeKind.CHANGED, "a", {"x": 1, "old": 2}, {"x": 1, "new": None}),
            [("new", None, None), ("old", 2, None)],
        ),
        (Change(0, ChangeKind.CHANGED, "a", {"x": 1}, {"x": 1}, retried=True), [("sent again, unchanged", None, None)]),
        (Change(0, ChangeKind.REMOVED, "a", {"x": 1}), [("leaves", None, None)]),
        (Change(0, ChangeKind.INVALID, "", None, {"x": 1}, "email is empty"), [("email is empty", None, None)]),
        (Change(0, ChangeKind.ADDED, "a", None, {}), [("the key alone", None, None)]),
    ],
)
def test_a_record_becomes_the_rows_that_say_what_changes(change: Change, fields: list[tuple[str, object, object]]):
    assert [(r.field or r.note, r.before, r.after) for r in rows_of(change, "leaves")] == fields


def test_the_mark_of_the_key_is_no_field_name():
    assert KEY.startswith("\0")


def test_only_what_is_there_now_is_struck_through(qapp: QApplication) -> None:
    """Fonts are shared by all that paints: none may be changed on the way."""
    table = QTableView()
    model = QStandardItemModel(1, 1)
    model.setItem(0, 0, QStandardItem("before"))
    model.item(0, 0).setData("fail", ToneRole)
    table.setModel(model)
    table.setItemDelegate(BeforeDelegate(table))
    table.grab()
    assert not palette.sized().strikeOut()
    table.deleteLater()
