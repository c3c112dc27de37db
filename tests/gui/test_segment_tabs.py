"""Activity: real figures of a real workspace, and honest words while there are none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QTableView, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from census_desktop.gui.kit.charts import Sparkline
from census_desktop.gui.kit.models import SecondRole
from census_desktop.gui.segments.activity_tab import ActivityTab
from census_desktop.gui.segments.segment_view import TabRow
from census_desktop.gui.segments.tab_head import TabHead
from census_desktop.gui.session import SegmentTab, Session
from tests.conftest import FakeClock
from tests.gui.hands import find
from tests.gui.shop import Shop

Show = Callable[[QWidget], QWidget]
Settle = Callable[[], None]


def opened(tab: SegmentTab, session: Session, shop: Shop, show: Show, settle: Settle) -> None:
    show(tab)
    tab.show_segment(session.app.segments.get("seg-vip"), shop.dataset)
    tab.activate()
    settle()


def test_every_tab_is_seen_whole_and_its_acts_below_where_there_is_no_room_beside(qtbot: QtBot) -> None:
    tabs, acts = TabRow(), QWidget()
    acts.setFixedSize(300, 30)
    head = TabHead(tabs)
    head.add_tools(acts)
    qtbot.addWidget(head)
    needed = tabs.sizeHint().width()
    for width, below in ((needed + 400, False), (needed + 100, True), (needed + 400, False)):
        head.resize(width, 90)
        head.show()
        qtbot.waitUntil(lambda below=below: (acts.mapTo(head, acts.rect().topLeft()).y() >= tabs.geometry().bottom()) is below)
        assert tabs.width() >= needed
        assert acts.mapTo(head, acts.rect().topRight()).x() <= width - 20
    acts.hide()
    head.resize(head.minimumSizeHint().width(), 60)
    qtbot.waitUntil(lambda: tabs.width() >= needed)
    head.hide()


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
