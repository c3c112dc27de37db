"""Analyze and Activity: real figures of a real workspace, and honest words while there are none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QLabel, QTableView, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from census_desktop.gui.kit.charts import SizeChart, Sparkline
from census_desktop.gui.kit.models import SecondRole
from census_desktop.gui.segments.activity_tab import ActivityTab
from census_desktop.gui.segments.analyze_tab import AnalyzeTab
from census_desktop.gui.session import SegmentTab, Session
from tests.conftest import FakeClock
from tests.gui.hands import find
from tests.gui.shop import Shop, write_customers

Show = Callable[[QWidget], QWidget]
Settle = Callable[[], None]


def opened(tab: SegmentTab, session: Session, shop: Shop, show: Show, settle: Settle) -> None:
    show(tab)
    tab.show_segment(session.app.segments.get("seg-vip"), shop.dataset)
    tab.activate()
    settle()


def texts(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def test_analyze_shows_known_sizes_and_what_destinations_hold(
    session: Session, shop: Shop, workspace: Path, clock: FakeClock, show: Show, settle: Settle
) -> None:
    segment = session.app.segments.get("seg-vip")
    session.app.segments.count(segment, remember=True)
    session.app.runs.run("sync-vip")
    clock.advance(3 * 86_400)
    write_customers(workspace / "data" / "customers.csv", 240)
    grown = session.app.segments.count(segment, remember=True).count - 54
    tab = AnalyzeTab(session)
    opened(tab, session, shop, show, settle)
    assert f"2 counts · +{grown} since 24 Nov" in texts(tab)
    assert find(tab, SizeChart, "Size over time").accessibleDescription() == f"24 Nov 54, 27 Nov {54 + grown}"
    assert tab.held.accessibleDescription() == "Marketing files 54"


def test_analyze_of_a_segment_that_was_never_counted_or_sent(session: Session, shop: Shop, show: Show, settle: Settle) -> None:
    tab = AnalyzeTab(session)
    opened(tab, session, shop, show, settle)
    assert "0 counts" in texts(tab)
    assert tab.held.accessibleDescription() == ""
    assert not tab.grab().isNull()


def test_a_sparkline_of_one_size_is_not_drawn(qtbot: QtBot) -> None:
    spark = Sparkline()
    qtbot.addWidget(spark)
    spark.set_values([5], "one")
    assert not spark.isVisibleTo(None)
    spark.set_values([5, 5], "flat")
    assert not spark.grab().isNull()
    assert spark.accessibleName() == "flat"


def test_activity_has_edits_and_runs_newest_first(
    session: Session,
    shop: Shop,
    workspace: Path,
    clock: FakeClock,
    show: Show,
    settle: Settle,
    qtbot: QtBot,
    qtmodeltester: ModelTester,
) -> None:
    clock.advance(60)
    session.app.runs.run("sync-vip")
    clock.advance(60)
    session.app.syncs.pause("sync-vip")
    clock.advance(60)
    (workspace / "data" / "customers.csv").unlink()
    failed = session.app.runs.run("sync-vip")
    tab = ActivityTab(session)
    opened(tab, session, shop, show, settle)
    table = find(tab, QTableView, "Activity")
    lines = [(tab.model.index(n, 0).data(), tab.model.index(n, 0).data(SecondRole)) for n in range(tab.model.rowCount())]
    name = "High value customers → Marketing files"
    assert lines[0] == (f"{name}: failed", failed.error)
    assert lines[1][0].startswith(f"{name} ")
    assert lines[2] == (f"{name}: completed", "+54 ~0 −0")
    qtmodeltester.check(tab.model)
    table.setCurrentIndex(tab.model.index(0, 0))
    with qtbot.waitSignal(session.page_requested) as asked:
        table.activated.emit(tab.model.index(0, 0))
    assert asked.args == ["runs", {"run": failed.id}]
