"""One segment: its name, size and tabs. What a tab shows is the tab's own matter."""

from __future__ import annotations

import importlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRectF, QSettings, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLineEdit, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from census_desktop.domain.conditions import Node
from census_desktop.domain.errors import CensusError
from census_desktop.domain.model import Dataset, Segment
from census_desktop.domain.rows import Kind, SegmentCount
from census_desktop.gui.kit import palette, words
from census_desktop.gui.kit.charts import Sparkline
from census_desktop.gui.kit.delegates import placed
from census_desktop.gui.kit.text_size import px
from census_desktop.gui.kit.widgets import Glyph, label
from census_desktop.gui.kit.words import QT_TRANSLATE_NOOP
from census_desktop.gui.linking import copy_link
from census_desktop.gui.segments.tab_head import TabHead
from census_desktop.gui.session import SegmentTab, Session

if TYPE_CHECKING:
    from census_desktop.bootstrap import App

TABS = (
    (QT_TRANSLATE_NOOP("TabRow", "Definition"), "segments.definition_tab", "DefinitionTab"),
    (QT_TRANSLATE_NOOP("TabRow", "Members"), "segments.members_tab", "MembersTab"),
    (QT_TRANSLATE_NOOP("TabRow", "Syncs"), "syncs.syncs_tab", "SyncsTab"),
    (QT_TRANSLATE_NOOP("TabRow", "Analyze"), "segments.analyze_tab", "AnalyzeTab"),
    (QT_TRANSLATE_NOOP("TabRow", "Activity"), "segments.activity_tab", "ActivityTab"),
)
DEFINITION, SYNCS = 0, 2
SIZE_IS_FRESH = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Portrait:
    """What the header shows of a segment."""

    segment: Segment
    dataset: Dataset
    sizes: tuple[tuple[datetime, int], ...]
    syncs: int


def portrait(app: App, segment_id: str) -> Portrait:
    """In the pool: read it."""
    segment = app.segments.get(segment_id)
    syncs = len(app.catalog.syncs_of(segment_id=segment_id))
    return Portrait(segment, app.segments.dataset_of(segment), app.segments.sizes(segment_id), syncs)


def change(app: App, segment_id: str, **values: Any) -> Segment:
    """In the pool: change these fields of the segment as it is saved now, whatever a page holds of it."""
    return app.segments.save(replace(app.segments.get(segment_id), **values))


class TabRow(QTabBar):
    """Tabs with an underline, and how many syncs there are."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.syncs = 0
        self.setAccessibleName(self.tr("Views of the segment"))
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        for number, (title, _, _) in enumerate(TABS):
            self.addTab(self.tr(title))
            self.setAccessibleTabName(number, self.tr(title))

    def set_syncs(self, count: int) -> None:
        self.syncs = count
        self.setTabToolTip(SYNCS, words.counted(count, self.tr("sync"), self.tr("syncs")))
        self.updateGeometry()
        self.setTabText(SYNCS, self.tabText(SYNCS))  # makes the tab's width be asked again
        self.update()

    def _pill(self) -> int:
        return QFontMetrics(palette.sized(-2)).horizontalAdvance(str(self.syncs)) + 14

    def tabSizeHint(self, index: int) -> QSize:
        width = QFontMetrics(palette.sized(bold=True)).horizontalAdvance(self.tabText(index)) + 20
        return QSize(width + (self._pill() + 6 if index == SYNCS and self.syncs else 0), 38)

    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index in range(self.count()):
            rect, current = QRectF(self.tabRect(index)), index == self.currentIndex()
            role = "link" if current and self.hasFocus() else "text" if current else "secondary"
            painter.setFont(palette.sized(bold=current))
            painter.setPen(palette.color(role))
            text = rect.adjusted(0, 0, 0, -2)
            painter.drawText(text, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self.tabText(index))
            used = painter.fontMetrics().horizontalAdvance(self.tabText(index))
            if index == SYNCS and self.syncs:
                used += 6
                pill = placed(painter, rect, QRectF(rect.x() + used, rect.y() + px(10), self._pill(), px(16)))
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(palette.color("rest_tint"))
                painter.drawRoundedRect(pill, 8, 8)
                painter.setFont(palette.sized(-2))
                painter.setPen(palette.color("rest"))
                painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, str(self.syncs))
                used += int(pill.width())
            if current:
                painter.setPen(QPen(palette.color("accent"), 2))
                line = placed(painter, rect, QRectF(rect.x(), rect.bottom(), used, 0))
                painter.drawLine(line.topLeft(), line.topRight())


class TitleField(QLineEdit):
    """Text that can be edited in place: Enter or leaving keeps it, Esc takes it back."""

    def __init__(self, kind: str, name: str, placeholder: str = "") -> None:
        super().__init__()
        self.setProperty("kind", kind)
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.kept = ""

    def show_text(self, text: str) -> None:
        self.kept = text
        self.setToolTip(text)
        if self.text() != text and not (self.hasFocus() and self.isModified()):
            self.setText(text)
            self.setCursorPosition(0)
            if self.hasFocus():  # a new segment is named before its name has been read
                self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.setText(self.kept)
            self.setModified(False)
            self.clearFocus()
        else:
            super().keyPressEvent(event)


class SegmentView(QWidget):
    """Header, tabs, and the tab that is open. Tabs are made when they are first looked at."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.setProperty("kind", "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._id = ""
        self._portrait: Portrait | None = None
        self._select_sync = ""
        self.name = TitleField("title", self.tr("Segment name"))
        self.description = TitleField("subtitle", self.tr("Description"), self.tr("Add a description"))
        self._dataset = label("", "secondary")
        self._size = label("", "figure")
        self._share = label("", "small")
        self._spark = Sparkline()
        self.tabs = TabRow()
        self._stack = QStackedWidget()
        self._made: dict[int, SegmentTab] = {}
        self._head = TabHead(self.tabs)
        self._build()
        self._connect()

    def _build(self) -> None:
        title, below, figures, head = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(), QHBoxLayout()
        title.addWidget(self.name, 1)
        below.setSpacing(4)
        below.setContentsMargins(8, 0, 0, 0)
        below.addWidget(Glyph("datasets", 14))
        below.addWidget(self._dataset)
        below.addSpacing(4)
        below.addWidget(label("·", "secondary"))
        below.addWidget(self.description, 1)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addLayout(title)
        left.addLayout(below)
        figures.setSpacing(0)
        figures.addWidget(self._size, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom)
        figures.addWidget(self._share, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        head.setContentsMargins(12, 12, 20, 8)
        head.setSpacing(12)
        head.addLayout(left, 1)
        head.addWidget(self._spark)
        head.addLayout(figures)
        rule = label("")
        rule.setProperty("kind", "rule")
        rule.setFixedHeight(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self._head)
        layout.addWidget(rule)
        layout.addWidget(self._stack, 1)

    def _connect(self) -> None:
        remembered = int(str(QSettings().value("segments/tab", SYNCS)))
        self.tabs.setCurrentIndex(remembered if 0 <= remembered < len(TABS) else SYNCS)
        self.tabs.currentChanged.connect(self._on_tab)
        self.name.editingFinished.connect(self._on_name)
        self.description.editingFinished.connect(self._on_description)
        bind = self.session.commands.bind
        for number in range(len(TABS)):
            bind(f"tab-{number + 1}", self, partial(self.tabs.setCurrentIndex, number))
        bind("rename-segment", self, self.rename)
        bind("count-segment", self, self.count)
        bind("copy-link", self, lambda: copy_link(self.session, "segment", self._id), enabled=lambda: bool(self._id))

    # What is shown --------------------------------------------------------------------------------------------------

    def show_segment(self, segment_id: str, tab: str = "", sync: str = "") -> None:
        """Show another segment, or the same one anew; `tab` by its English title, `sync` to be selected in the Syncs tab."""
        titles = [title for title, _, _ in TABS]
        self._select_sync = sync
        if sync:
            tab = tab or titles[SYNCS]
        if segment_id != self._id:
            self.name.setModified(False)
            self.description.setModified(False)
        self._id = segment_id
        if tab in titles:
            self.tabs.setCurrentIndex(titles.index(tab))
        self._ask()

    def _ask(self) -> None:
        if self._id:
            self.session.ask(self, portrait, self.session.app, self._id, done=self._on_portrait, slot="portrait")

    def _on_portrait(self, shown: Portrait) -> None:
        if shown.segment.id != self._id:
            return
        before, self._portrait = self._portrait, shown
        self.name.show_text(shown.segment.name)
        self.description.show_text(shown.segment.description)
        self._dataset.setText(shown.dataset.name)
        self.tabs.set_syncs(shown.syncs)
        self._show_size(shown)
        same = before is not None and before.segment.id == shown.segment.id
        if not same or before is None or (before.segment, before.dataset) != (shown.segment, shown.dataset):
            for tab in self._made.values():
                tab.show_segment(shown.segment, shown.dataset)
            self._open_tab(same)
        elif self._select_sync:
            self._open_tab(same)
        if self._needs_count(shown.segment):
            self.count()

    def _show_size(self, shown: Portrait) -> None:
        segment, sizes = shown.segment, shown.sizes
        self._size.setText(words.number(segment.size) if segment.size is not None else "…")
        parts = []
        if segment.size is not None and segment.size_of:
            share = words.percent(segment.size, segment.size_of)
            parts.append(self.tr("%1 of %2").replace("%1", share).replace("%2", words.number(segment.size_of)))
        if len(sizes) > 1 and sizes[0][1]:
            grown = 100 * (sizes[-1][1] - sizes[0][1]) / sizes[0][1]
            parts.append(f"{'+' if grown >= 0 else '−'}{abs(grown):.1f} %")
        self._share.setText(" · ".join(parts))
        self._size.setToolTip(self.tr("Counted %1").replace("%1", words.exact(segment.size_at)) if segment.size_at else "")
        self._size.setAccessibleName(f"{self._size.text()}, {self._share.text()}")
        meaning = ""
        if sizes:
            meaning = self.tr("Size since %1: %2 to %3").replace("%1", words.day(sizes[0][0]))
            meaning = meaning.replace("%2", words.number(sizes[0][1])).replace("%3", words.number(sizes[-1][1]))
        self._spark.set_values([float(n) for _, n in sizes], meaning)

    def _needs_count(self, segment: Segment) -> bool:
        return segment.size is None or segment.size_at is None or self.session.now() - segment.size_at > SIZE_IS_FRESH

    def count(self) -> None:
        """Count again and remember the size."""
        if self._portrait is not None and self._portrait.segment.id == self._id:
            count = self.session.app.segments.count
            done, failed = self._on_count, self._on_count_failed
            self.session.ask(self, count, self._portrait.segment, remember=True, done=done, failed=failed, slot="count")

    def _on_count(self, count: SegmentCount) -> None:
        text = self.tr("Counted in %1 by %2").replace("%1", words.duration(count.seconds))
        self.session.status(text.replace("%2", ENGINES.get(count.engine, count.engine)))

    def _on_count_failed(self, error: CensusError) -> None:
        self._size.setText("–")
        self._share.setText(self.tr("could not be counted"))
        self._share.setToolTip(str(error))
        self.session.status(str(error), "fail")

    # Tabs -----------------------------------------------------------------------------------------------------------

    def _on_tab(self, _index: int) -> None:
        self._open_tab(False)

    def _open_tab(self, same: bool) -> None:
        if self._portrait is None or self._portrait.segment.id != self._id:
            return
        tab = self.tab(self.tabs.currentIndex())
        for other in self._made.values():
            if other.tools is not None:
                other.tools.setVisible(other is tab)
        self._stack.setCurrentWidget(tab)
        if self._select_sync and hasattr(tab, "select_sync"):
            tab.select_sync(self._select_sync)
            self._select_sync = ""
        if hasattr(tab, "show_unsaved"):
            editor = self._made.get(DEFINITION)
            edited = editor.edited(self._id) if editor is not None and hasattr(editor, "edited") else None
            tab.show_unsaved(edited.put_into(self._portrait.segment) if edited else None)
        if not same or tab.isVisible():
            tab.activate()

    def tab(self, index: int) -> SegmentTab:
        """The tab, made when it is first needed."""
        if index not in self._made:
            title, module, cls = TABS[index]
            made: SegmentTab = getattr(importlib.import_module(f"census_desktop.gui.{module}"), cls)(self.session)
            made.setAccessibleName(self.tabs.tr(title))
            if (offered := getattr(made, "condition_offered", None)) is not None:
                offered.connect(self._add_condition)
            self._made[index] = made
            self._stack.addWidget(made)
            if made.tools is not None:
                self._head.add_tools(made.tools)
                before: QWidget = self.tabs
                for control in made.tools.findChildren(QAbstractButton):
                    QWidget.setTabOrder(before, control)
                    before = control
            if self._portrait is not None:
                made.show_segment(self._portrait.segment, self._portrait.dataset)
        return self._made[index]

    def _add_condition(self, node: Node, what: str) -> None:
        """A tab offers a condition: show it among the others, unsaved."""
        self.tabs.setCurrentIndex(DEFINITION)
        if (add := getattr(self.tab(DEFINITION), "add_node", None)) is not None:
            add(node, self.tr("Add %1").replace("%1", what))

    def focus_tab(self) -> None:
        """The keyboard goes to the first thing of the open tab."""
        self._stack.setFocus()
        self.tabs.setFocus()

    def refresh(self, kinds: frozenset[Kind]) -> None:
        if kinds & {Kind.SEGMENTS, Kind.SYNCS, Kind.DATASETS, Kind.RUNS}:
            self._ask()
        tab = self._made.get(self.tabs.currentIndex())
        if tab is not None:
            tab.refresh(kinds)

    def leave(self) -> None:
        QSettings().setValue("segments/tab", self.tabs.currentIndex())

    # Acts -----------------------------------------------------------------------------------------------------------

    def rename(self) -> None:
        self.name.setFocus()
        self.name.selectAll()

    def _on_name(self) -> None:
        text = self.name.text().strip()
        if not text:
            self.name.setText(self.name.kept)
        elif text != self.name.kept:
            self._change(self.name, name=text)

    def _on_description(self) -> None:
        text = self.description.text().strip()
        if text != self.description.kept:
            self._change(self.description, description=text)

    def _change(self, field: TitleField, **values: str) -> None:
        field.setModified(False)
        kept, field.kept = field.kept, field.text().strip()

        def failed(error: CensusError) -> None:
            field.kept = kept
            field.setText(kept)
            self.session.fail(error)

        self.session.ask(self, partial(change, self.session.app, self._id, **values), failed=failed)


ENGINES = {"duckdb": "DuckDB", "postgres": "PostgreSQL", "mysql": "MySQL", "pyspark": "Spark", "bigquery": "BigQuery"}
