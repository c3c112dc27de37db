"""Home: real figures, and what needs you."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QAbstractButton, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from census_desktop.domain.errors import CensusError, StoreError
from census_desktop.domain.model import Counts, Run, RunStatus
from census_desktop.gui.home.lines import LineCard, sign_in_line
from census_desktop.gui.home.read import read_sign_ins
from census_desktop.gui.home.sizes import SizeTile
from census_desktop.gui.home_page import HomePage
from census_desktop.gui.kit.figures import FigureTile
from census_desktop.gui.kit.skeleton import Skeleton
from census_desktop.gui.session import Session
from census_desktop.gui.syncs.sync_lines import Look
from census_desktop.gui.timeline import Lane, Timeline, tone_of
from census_desktop.usecases.signing_in import SignedIn
from tests.conftest import FakeClock
from tests.gui.hands import find, names
from tests.gui.shop import Shop

Show = Callable[[QWidget], QWidget]
Settle = Callable[[], None]


@pytest.fixture
def home(session: Session, show: Show) -> HomePage:
    page = HomePage(session)
    session.changed.connect(page.refresh)
    show(page)
    return page


def figures(page: HomePage) -> dict[str, tuple[str, str]]:
    return {t._caption: (t.figure, t.accessibleDescription()) for t in page.findChildren(FigureTile)}


def test_figures_come_from_what_was_sent(shop: Shop, home: HomePage, session: Session, settle: Settle, clock: FakeClock):
    sent = session.app.runs.run("sync-de").counts.updated
    clock.advance(120)
    home.open()
    settle()
    shown = figures(home)
    assert shown["Records kept in step"] == (str(sent), "in 1 list or object")
    assert shown["Changes sent today"] == (str(sent), "none rejected")
    assert shown["Runs today"] == ("1", "1 green")
    assert shown["Next"] == ("now", "High value customers → Marketing files")
    assert home._all_well.text() == "Nothing. Every sync's last run is in order."
    assert "Archive: 1 run" in home._timeline.accessibleDescription()


def test_what_failed_needs_you_and_opens_its_run(
    shop: Shop, home: HomePage, session: Session, clock: FakeClock, settle: Settle, qtbot: QtBot
) -> None:
    data = session.app.paths.root / "data"
    data.rename(data.with_name("away"))
    run = session.app.runs.run("sync-vip")
    went: list[tuple[str, dict[str, Any]]] = []
    session.page_requested.connect(lambda name, args: went.append((name, args)))
    home.open()
    settle()
    title = "Open Marketing files · High value customers"
    qtbot.mouseClick(find(home, QPushButton, title), Qt.MouseButton.LeftButton)
    assert went == [("runs", {"run": run.id})]
    assert figures(home)["Runs today"] == ("1", "0 green, 1 need you")
    assert not home._all_well.isVisibleTo(home)
    data.with_name("away").rename(data)
    clock.advance(60)
    session.app.runs.run("sync-vip")
    qtbot.waitUntil(lambda: home._all_well.isVisibleTo(home))
    settle()


@pytest.mark.usefixtures("shop")
def test_before_the_first_sync_there_is_one_thing_to_do(home: HomePage, session: Session, settle: Settle):
    for sync in session.app.syncs.all():
        session.app.syncs.remove(sync.id)
    home.open()
    settle()
    assert home._layers.currentIndex() == 1
    assert names(home, QPushButton) == ["Go to the segments"]


def test_an_empty_workspace_begins_with_a_data_set(home: HomePage, session: Session, settle: Settle, qtbot: QtBot):
    went = []
    session.page_requested.connect(lambda name, args: went.append((name, args)))
    home.open()
    settle()
    qtbot.mouseClick(find(home, QPushButton, "Add a data set"), Qt.MouseButton.LeftButton)
    assert went == [("datasets", {"add": True})]


@pytest.mark.parametrize(("hour", "part"), [(8, "morning"), (14, "afternoon"), (21, "evening")])
def test_the_greeting_knows_the_hour(home: HomePage, session: Session, settle: Settle, clock: FakeClock, hour: int, part: str):
    local = clock.now().astimezone().replace(hour=hour)
    clock.time = local.astimezone(UTC)
    home.open()
    settle()
    assert home._greeting.text() == f"Good {part}"


def run_at(at: datetime, status: RunStatus = RunStatus.COMPLETED, **counts: int) -> Run:
    return Run("r", "s", "VIP → Mail", status, counts=Counts(**counts), created_at=at, started_at=at, finished_at=at)


def test_the_timeline_says_what_a_bar_stands_for(qtbot: QtBot, clock: FakeClock):
    line = Timeline()
    qtbot.addWidget(line)
    line.resize(800, 100)
    now = clock.now()
    runs = (run_at(now - timedelta(days=1), updated=40), run_at(now - timedelta(days=2), RunStatus.FAILED))
    line.set_lanes((Lane("Mail", Look("Mail", "mail", "rose"), runs),), now)
    line.show()
    assert line.accessibleDescription() == "Mail: 2 runs, 1 not plain green"
    assert "VIP → Mail: Completed, 40 sent" in line._said_at(line._bar(0, runs[0]).center())
    assert line._said_at(QPointF(400, 900)) == ""
    at = line._bar(0, runs[1]).center().toPoint()
    assert line.event(QHelpEvent(QHelpEvent.Type.ToolTip, at, line.mapToGlobal(QPoint(at))))
    line.grab()
    assert [tone_of(r) for r in (*runs, run_at(now, rejected=1), run_at(now, RunStatus.CANCELLED))] == [
        "accent",
        "fail",
        "warn",
        "rest",
    ]


def test_every_control_has_a_name(home: HomePage):
    assert all(names(home, QAbstractButton)), names(home, QAbstractButton)


def opened(session: Session) -> list[tuple[str, dict[str, Any]]]:
    went: list[tuple[str, dict[str, Any]]] = []
    session.page_requested.connect(lambda name, args: went.append((name, args)))
    return went


def texts(card: LineCard) -> list[tuple[str, str, str]]:
    return [(line.state.word, line.title, line.text) for line in card._lines]


def test_what_comes_next_is_listed_in_its_order(shop: Shop, home: HomePage, session: Session, settle: Settle, clock: FakeClock):
    session.app.runs.run("sync-de")
    session.app.runs.run("sync-vip")
    home.open()
    settle()
    assert [(when, title) for when, title, _ in texts(home._next)] == [
        ("in 15 min", "High value customers → Marketing files"),
        ("in 1 h", "Germany → Archive"),
    ]
    went = opened(session)
    find(home._next, QPushButton, "Open Germany → Archive").click()
    assert went == [("segments", {"segment": "seg-de", "tab": "Syncs", "sync": "sync-de"})]


def test_a_source_that_lost_a_column_needs_you(shop: Shop, home: HomePage, session: Session, settle: Settle):
    path = session.app.paths.root / "data" / "customers.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(",".join(line.split(",")[:3] + line.split(",")[4:]) for line in lines) + "\n", encoding="utf-8")
    session.app.datasets.refresh(shop.dataset.id)
    home.open()
    settle()
    ((state, title, text),) = texts(home._needs)
    assert (state, title) == ("Changed", "Customers")
    assert text.startswith("gone: country. “Germany”: ")
    went = opened(session)
    click(home, "Open Customers")
    assert went == [("datasets", {"dataset": shop.dataset.id})]


def click(home: HomePage, name: str) -> None:
    find(home, QPushButton, name).click()


def test_a_destination_whose_test_failed_needs_you_until_it_works(
    shop: Shop, home: HomePage, session: Session, settle: Settle, clock: FakeClock
):
    out = session.app.paths.root / "out"
    out.rename(out.with_name("away"))
    with suppress(CensusError):
        session.app.destinations.test(session.app.destinations.get("con-archive"))
    out.with_name("away").rename(out)
    assert session.app.destinations.get("con-archive").test_ok is False
    home.open()
    settle()
    ((state, title, _text),) = texts(home._needs)
    assert (state, title) == ("Test failed", "Archive")
    went = opened(session)
    click(home, "Open Archive")
    assert went == [("destinations", {"connection": "con-archive"})]
    clock.advance(60)
    session.app.runs.run("sync-de")
    home.open()
    settle()
    assert texts(home._needs) == []


@pytest.mark.parametrize(
    ("state", "word"),
    [
        (SignedIn(is_over=True), "Signed out"),
        (SignedIn(until=datetime(2026, 11, 25, tzinfo=UTC)), "Ends soon"),
        (SignedIn(until=datetime(2026, 11, 25, tzinfo=UTC), renews=True), ""),
        (SignedIn(until=datetime(2027, 11, 25, tzinfo=UTC)), ""),
        (None, ""),
    ],
)
def test_sign_ins_that_are_over_or_soon_will_be_need_you(
    session: Session, clock: FakeClock, monkeypatch: pytest.MonkeyPatch, state: SignedIn | None, word: str
):
    crm = session.app.destinations.save(
        replace(session.app.destinations.new("google_sheets", "CRM"), config={"spreadsheet": "x"})
    )
    monkeypatch.setattr(session.app.signing_in, "state", {crm.id: state}.get)
    found = read_sign_ins(session.app, clock.now())
    assert [sign_in_line(bad).state.word for bad in found] == ([word] if word else [])


def test_segments_that_changed_most_come_first(shop: Shop, home: HomePage, session: Session, settle: Settle, clock: FakeClock):
    for id_, sizes in (("seg-vip", (100, 104, 90)), ("seg-de", (50, 51, 80))):
        for days, size in zip((6, 3, 1), sizes, strict=True):
            session.app.catalog.set_size(id_, size, 200, clock.now() - timedelta(days=days))
    session.app.catalog.set_size("seg-de", 9999, 200, clock.now() - timedelta(days=30))
    home.open()
    settle()
    tiles = home._sizes.findChildren(SizeTile)
    assert [(t.accessibleName(), t.accessibleDescription()) for t in tiles] == [
        ("Germany: 80", "+30 in the last seven days"),
        ("High value customers: 90", "−10 in the last seven days"),
    ]
    home.grab()
    went = opened(session)
    tiles[0].click()
    assert went == [("segments", {"segment": "seg-de"})]


def test_until_it_is_read_the_page_holds_its_place(home: HomePage, settle: Settle):
    assert isinstance(home._layers.currentWidget(), Skeleton)
    home.grab()
    home.open()
    settle()
    assert not isinstance(home._layers.currentWidget(), Skeleton)


def test_a_page_that_cannot_be_read_says_why_and_offers_another_try(
    shop: Shop, home: HomePage, session: Session, settle: Settle, monkeypatch: pytest.MonkeyPatch
):
    def broken() -> None:
        raise StoreError("The workspace's file cannot be read.", hint="Look whether the disk is there.")

    monkeypatch.setattr(session.app.syncs, "rows", broken)
    home.open()
    settle()
    assert "cannot be read" in home._unread._text.text()
    monkeypatch.undo()
    click(home, "Try again")
    settle()
    assert figures(home)["Runs today"][0] == "0"
