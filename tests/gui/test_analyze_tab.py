"""The Analyze tab, used as a person would: by mouse, by keyboard, and through what a screen reader is told."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QMenu, QPushButton, QTableView, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from census_desktop.domain.conditions import Condition, Group, Member
from census_desktop.gui.analysis.breakdown_chart import BreakdownChart
from census_desktop.gui.analysis.held_chart import HeldChart
from census_desktop.gui.analysis.matrix_chart import MatrixChart
from census_desktop.gui.analysis.overlap_card import Part
from census_desktop.gui.analysis.size_chart import SizeChart
from census_desktop.gui.analysis.upset_chart import UpsetChart
from census_desktop.gui.analysis.venn_chart import VennChart
from census_desktop.gui.kit.palette import Theme
from census_desktop.gui.kit.picker import Picker
from census_desktop.gui.kit.plots import nice_ticks
from census_desktop.gui.segments.analyze_tab import AnalyzeTab
from census_desktop.gui.segments.segment_view import SegmentView
from census_desktop.gui.session import Session
from tests.conftest import FakeClock
from tests.gui.hands import find, popup
from tests.gui.shop import Shop, write_customers

Show = Callable[[QWidget], QWidget]
Settle = Callable[[], None]


@pytest.fixture
def tab(session: Session, shop: Shop, show: Show, settle: Settle, qtbot: QtBot) -> AnalyzeTab:
    made = AnalyzeTab(session)
    qtbot.addWidget(made.tools)
    made.tools.show()
    show(made)
    opened(made, session, shop)
    settle()
    assert made.breakdown.heading == "Breakdown by opted_in"
    made.breakdown.show_column("country")
    settle()
    return made


def opened(tab: AnalyzeTab, session: Session, shop: Shop) -> None:
    tab.show_segment(session.app.segments.get("seg-vip"), shop.dataset)
    tab.activate()


def test_what_is_on_this_computer_is_counted_at_once(tab: AnalyzeTab) -> None:
    assert tab.overlap.heading == "Overlap with two segments"
    upset = find(tab, UpsetChart, "Overlap")
    assert "High value customers" in upset.accessibleDescription()
    assert find(tab, BreakdownChart, "Breakdown by country").accessibleDescription().startswith("DE ")
    assert find(tab, HeldChart, "Acknowledged by destination").accessibleDescription() == ""
    assert "spent" not in tab.profile.chart.accessibleDescription()
    find(tab, QCheckBox, "Also what the definition asks for").click()
    assert "spent = 2,000 to 3,000" in tab.profile.chart.accessibleDescription()
    assert not any(card.is_running for card in tab.cards)


def test_sizes_and_what_destinations_hold(
    session: Session, shop: Shop, workspace: Path, clock: FakeClock, show: Show, settle: Settle
) -> None:
    segment = session.app.segments.get("seg-vip")
    session.app.segments.count(segment, remember=True)
    session.app.runs.run("sync-vip")
    clock.advance(3 * 86_400)
    write_customers(workspace / "data" / "customers.csv", 240)
    grown = session.app.segments.count(segment, remember=True).count - 54
    made = AnalyzeTab(session)
    show(made)
    opened(made, session, shop)
    settle()
    chart = find(made, SizeChart, "Size over time")
    assert chart.accessibleDescription() == f"24 Nov 54, 24 Nov 54, 27 Nov {54 + grown}"
    assert "54 · 27.0 % of 200 (count)" in chart.marks[0].text
    assert chart.marks[1].text.endswith("54 (run)")
    find(made, QComboBox, "Time that is shown").setCurrentIndex(4)
    settle()
    assert len(chart.table().rows) == 3
    held = find(made, HeldChart, "Acknowledged by destination")
    assert held.accessibleDescription() == "Marketing files 54"


def test_a_region_becomes_a_segment(tab: AnalyzeTab, session: Session, settle: Settle, qtbot: QtBot) -> None:
    chart = find(tab, UpsetChart, "Overlap")
    chart.setFocus(Qt.FocusReason.TabFocusReason)
    keys = [m.key for m in chart.marks]
    qtbot.keyClick(chart, Qt.Key.Key_Home)
    for _ in range(keys.index((0, 1))):
        qtbot.keyClick(chart, Qt.Key.Key_Right)
    qtbot.keyClick(chart, Qt.Key.Key_Return)
    with qtbot.waitSignal(tab.overlap.segment_saved) as saved:
        find(tab, QPushButton, "Save as a segment").click()
    segment = saved.args[0]
    assert segment.where.items[:2] == (Member("seg-vip"), Member(tab.overlap._others[0]))
    assert segment.where.items[2].member is False
    settle()
    count = next(n for inside, n in tab.overlap.studied.found.regions if inside == (0, 1))
    assert session.app.segments.count(segment).count == count
    tab.overlap.show_part(Part((0, 2), ()))
    with qtbot.waitSignal(tab.overlap.segment_saved) as saved:
        tab.overlap.save_wide.click()
    assert saved.args[0].name.startswith("In High value customers, not in ")
    settle()


def test_segments_and_views_of_the_comparison_are_chosen_and_remembered(
    tab: AnalyzeTab, session: Session, shop: Shop, show: Show, settle: Settle
) -> None:
    find(tab, QPushButton, "Overlap as Circles").click()
    settle()
    circles = find(tab, VennChart, "Overlap")
    region = circles.marks[0]
    assert region.path is not None
    assert region.holds(region.path.pointAtPercent(0.5)) or region.path.boundingRect().width() > 0
    find(tab, QPushButton, "Do not compare with Germany").click()
    settle()
    assert tab.overlap.heading == "Overlap with one segment"
    find(tab, QPushButton, "Overlap as Pairs").click()
    settle()
    pairs = find(tab, MatrixChart, "Overlap of pairs")
    assert "in “Newsletter readers” too" in pairs.accessibleDescription()
    other = AnalyzeTab(session)
    show(other)
    opened(other, session, shop)
    settle()
    assert other.overlap.heading == "Overlap with one segment"
    find(other, MatrixChart, "Overlap of pairs")
    find(other, QPushButton, "Compare with a segment").click()
    picker = popup(Picker)
    assert picker.texts() == ["Germany"]
    picker.chosen.emit("seg-de")
    picker.close()
    settle()
    assert other.overlap.heading == "Overlap with two segments"


def test_a_bar_becomes_a_condition_or_a_segment(tab: AnalyzeTab, session: Session, qtbot: QtBot, settle: Settle) -> None:
    chart = tab.breakdown.chart
    tab._scroll.ensureWidgetVisible(chart)
    place = chart.marks[0].area.center().toPoint()
    qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=place)
    menu = popup(QMenu)
    with qtbot.waitSignal(tab.condition_offered) as offered:
        menu.actions()[0].trigger()
    menu.close()
    assert offered.args[0] == tab.breakdown.studied.found.condition(chart.marks[0].key)
    before = len(session.app.segments.all())
    tab.breakdown._offer(chart.marks[1].key)
    menu = popup(QMenu)
    menu.actions()[1].trigger()
    menu.close()
    settle()
    (made,) = [s for s in session.app.segments.all() if s.name.startswith("High value customers, country: ")]
    assert len(session.app.segments.all()) == before + 1
    assert session.app.segments.count(made).count == chart.marks[1].key.here


def test_an_offered_condition_joins_the_definition_and_its_draft(
    session: Session, shop: Shop, show: Show, settle: Settle
) -> None:
    view = SegmentView(session)
    show(view)
    session.app.catalog.set_setting(
        "draft:seg-de", '{"base": {"all": []}, "where": {"any": [{"column": "id", "op": "is", "value": 1}, '
        '{"column": "id", "op": "is", "value": 2}]}}'
    )  # fmt: skip
    view.show_segment("seg-de", "Analyze")
    settle()
    tab = view.tab(3)
    assert isinstance(tab, AnalyzeTab)
    node = Condition("country", "is", "FR")
    tab.condition_offered.emit(node, "country: FR")
    settle()
    definition = view.tab(0)
    edited = definition.edited("seg-de")  # type: ignore[attr-defined]
    either = Group("any", (Condition("id", "is", 1), Condition("id", "is", 2)))
    assert edited.where == Group("all", (either, node))
    assert session.app.segments.get("seg-de").where == Group("all", (Condition("country", "is", "DE"),))


def test_offline_it_shows_what_was_counted_with_its_age(
    tab: AnalyzeTab, session: Session, shop: Shop, workspace: Path, clock: FakeClock, show: Show, settle: Settle
) -> None:
    clock.advance(3 * 3600)
    (workspace / "data" / "customers.csv").unlink()
    other = AnalyzeTab(session)
    show(other)
    opened(other, session, shop)
    settle()
    assert other.breakdown._age.text() == "3 h ago"
    assert other.breakdown.chart.isVisible()
    other.breakdown.study()
    settle()
    assert other.breakdown._banner.isVisible()
    assert other.breakdown.chart.isVisible(), "what was known stays"
    other.breakdown.show_column("spent")
    settle()
    assert not other.breakdown.chart.isVisible()
    assert other.breakdown.again.isVisible()


def test_counting_can_be_cancelled(tab: AnalyzeTab, settle: Settle) -> None:
    before = tab.breakdown.studied
    tab.count_again()
    assert tab.breakdown.is_running
    assert tab.stop.isVisible()
    tab.stop.click()
    settle()
    assert tab.breakdown.studied is before
    assert not tab.stop.isVisible()


def test_every_chart_has_a_table_behind_it(tab: AnalyzeTab, qtmodeltester: ModelTester) -> None:
    for card in tab.cards:
        card.as_table.click()
        assert find(tab, QTableView, f"{card.title}: table").model() is card.model
        assert card.model.rowCount() == len(card.chart.table().rows)
        assert card.chart.isHidden()
    qtmodeltester.check(tab.overlap.model)
    assert tab.breakdown.model.index(0, 0).data() == "DE"


@pytest.mark.parametrize("theme", [Theme.LIGHT, Theme.DARK])
def test_charts_and_tables_are_saved(tab: AnalyzeTab, session: Session, settle: Settle, tmp_path: Path, theme: Theme) -> None:
    import pyarrow.parquet as pq

    session.set_theme(theme)
    try:
        tab.save_picture(tab.overlap, tmp_path / "a.png")
        tab.save_picture(tab.breakdown, tmp_path / "b.svg")
        tab.save_table(tab.breakdown, tmp_path / "c.csv")
        tab.save_table(tab.overlap, tmp_path / "d.parquet")
        settle()
    finally:
        session.set_theme(Theme.LIGHT)
    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")
    svg = (tmp_path / "b.svg").read_text(encoding="utf-8")
    assert "Breakdown by country" in svg
    assert "High value customers" in svg
    with (tmp_path / "c.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["country", "Members", "Share of the segment", "Data set", "Share of the data set"]
    assert (rows[1][0], rows[1][4]) == ("DE", "0.25")
    table = pq.read_table(tmp_path / "d.parquet")
    assert table.column("Members").to_pylist() == [n for _, n in tab.overlap.studied.found.regions]
    tab.open_exports()
    menu = popup(QMenu)
    assert "Size over time: picture…" in [a.text() for a in menu.actions()]
    menu.close()


def test_a_chart_is_reached_by_keys_and_tells_what_is_under_the_mouse(tab: AnalyzeTab, qtbot: QtBot) -> None:
    chart = tab.breakdown.chart
    tab._scroll.ensureWidgetVisible(chart)
    chart.clearFocus()
    qtbot.mouseMove(chart, chart.marks[1].area.center().toPoint())
    assert chart.current == chart.marks[1].key
    chart.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(chart, Qt.Key.Key_End)
    assert chart.current == chart.marks[-1].key
    qtbot.keyClick(chart, Qt.Key.Key_Up)
    assert chart.current == chart.marks[-2].key
    assert not chart.grab().isNull()
    assert isinstance(chart.place_of(chart.current), QPoint)


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [(0, 100, [0, 50, 100]), (0, 0.4, [0, 0.1, 0.2, 0.3, 0.4]), (5, 5, [5]), (-3, 12, [0, 5, 10])],
)
def test_ticks_are_round(low: float, high: float, ticks: list[float]) -> None:
    assert nice_ticks(low, high) == ticks
