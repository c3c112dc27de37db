"""The Segments section: the list at the left, the selected segment beside it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QModelIndex, QPoint, QSettings, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListView, QMenu, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from census_desktop.domain.model import Dataset, Segment
from census_desktop.domain.rows import Kind, SegmentOrder, SegmentRow
from census_desktop.gui.kit import icons, words
from census_desktop.gui.kit.models import Column, Index, PagedModel
from census_desktop.gui.kit.widgets import EmptyState, SearchField, button, label
from census_desktop.gui.kit.words import QT_TRANSLATE_NOOP
from census_desktop.gui.segments.segment_line import SegmentDelegate, spoken
from census_desktop.gui.segments.segment_view import SegmentView
from census_desktop.gui.session import Page, Session

ORDERS = (
    (
        SegmentOrder.LAST_SYNC,
        QT_TRANSLATE_NOOP("SegmentsPage", "by last sync"),
        QT_TRANSLATE_NOOP("SegmentsPage", "Last sync"),
        True,
    ),
    (SegmentOrder.NAME, QT_TRANSLATE_NOOP("SegmentsPage", "by name"), QT_TRANSLATE_NOOP("SegmentsPage", "Name"), False),
    (SegmentOrder.SIZE, QT_TRANSLATE_NOOP("SegmentsPage", "by size"), QT_TRANSLATE_NOOP("SegmentsPage", "Size"), True),
    (
        SegmentOrder.HEALTH,
        QT_TRANSLATE_NOOP("SegmentsPage", "by health"),
        QT_TRANSLATE_NOOP("SegmentsPage", "Health, worst first"),
        False,
    ),
)


class SegmentList(QListView):
    """Enter goes to the segment's page; the selection is all that arrows move."""

    def __init__(self, to_page: Any, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._to_page = to_page
        self.setAccessibleName(self.tr("Segments"))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setItemDelegate(SegmentDelegate(self))

    def dataChanged(self, _first: Index, _last: Index, _roles: Sequence[int] = ()) -> None:
        """Paint anew. Qt's own would lay out all rows, thousands of them, although all have one height."""
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._to_page()
        else:
            super().keyPressEvent(event)


class SegmentsPage(Page):
    """Arguments of `open`: segment= (id), tab= (title), sync= (id to select in the Syncs tab)."""

    title = "Segments"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.setObjectName("segments-page")
        settings = QSettings()
        self._order = _order(str(settings.value("segments/order", SegmentOrder.LAST_SYNC.value)))
        self._wanted = str(settings.value("segments/current", ""))
        self._current = ""
        self._select_found = False
        column = Column[SegmentRow](
            "Segment",
            lambda r: r.name,
            accessible=lambda r: spoken(r, session.now()),
            tooltip=lambda r: words.exact(r.last_run_at),
        )
        self.model = PagedModel[SegmentRow](session.jobs, (column,), parent=self)
        self.view = SegmentView(session)
        self.list = SegmentList(self.view.focus_tab)
        self.search = SearchField(self.tr("Search segments"), "Ctrl+F")
        self._count = label("", "small")
        self.first_sight = self.model.loaded
        self._build()
        self._connect()
        self._load()

    def _build(self) -> None:
        self._new = button("", "plus", kind="icon", name=self.tr("New segment"), on=self.choose_dataset)
        self._sort = button("", "sort", kind="flat", name=self.tr("Sort segments"), on=self._show_orders)
        top, counts = QHBoxLayout(), QHBoxLayout()
        top.setContentsMargins(12, 12, 12, 0)
        top.setSpacing(8)
        top.addWidget(self.search, 1)
        top.addWidget(self._new)
        counts.setContentsMargins(15, 0, 10, 0)
        counts.addWidget(self._count, 1)
        counts.addWidget(self._sort)
        side = QWidget()
        side.setProperty("kind", "side")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(top)
        column.addLayout(counts)
        column.addWidget(self.list, 1)
        side.setMinimumWidth(200)
        self._make_first = button(self.tr("New segment"), "plus", kind="primary", on=self.choose_dataset)
        self._empty = EmptyState("segments", "", "", self._make_first)
        self._right = QStackedWidget()
        self._right.addWidget(self.view)
        self._right.addWidget(self._empty)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(1)
        self.splitter.addWidget(side)
        self.splitter.addWidget(self._right)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([int(str(QSettings().value("segments/list_width", 272))), 836])
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.splitter)
        QWidget.setTabOrder(self.search, self._new)
        QWidget.setTabOrder(self._new, self._sort)
        QWidget.setTabOrder(self._sort, self.list)

    def _connect(self) -> None:
        self.list.setModel(self.model)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.list.customContextMenuRequested.connect(self._show_menu)
        self.model.loaded.connect(self._on_loaded)
        self.model.failed.connect(self.session.fail)
        self.search.searched.connect(self._on_searched)
        self.search.finished.connect(self._on_search_finished)
        bind = self.session.commands.bind
        bind("find", self, self._find)
        bind("new-segment", self, self.choose_dataset)
        bind("duplicate-segment", self, self.duplicate, enabled=self._has_current)
        bind("delete-segment", self, self.delete, enabled=self._has_current)

    def open(self, segment: str = "", tab: str = "", sync: str = "", **_others: Any) -> None:
        if segment:
            self._show(segment, tab, sync)
        elif self._current:
            self.view.refresh(frozenset(Kind))
        self.model.reload()
        self.list.setFocus()

    def refresh(self, kinds: frozenset[Kind]) -> None:
        if kinds & {Kind.SEGMENTS, Kind.SYNCS, Kind.RUNS, Kind.DATASETS}:
            self.model.reload()
        self.view.refresh(kinds)

    def leave(self) -> None:
        settings = QSettings()
        settings.setValue("segments/current", self._current)
        settings.setValue("segments/order", self._order[0].value)
        settings.setValue("segments/list_width", self.splitter.sizes()[0])
        self.view.leave()

    # The list -------------------------------------------------------------------------------------------------------

    def _load(self) -> None:
        self.model.load(partial(self._fetch, self.search.text().strip(), self._order[0], self._order[3]))

    def _fetch(
        self, search: str, order: SegmentOrder, descending: bool, offset: int, limit: int
    ) -> tuple[tuple[SegmentRow, ...], int]:
        page = self.session.app.segments.page(search, order, descending, offset, limit)
        return page.rows, page.total

    def _on_searched(self, _text: str) -> None:
        self._load()

    def _on_search_finished(self) -> None:
        """Acts are on the selected segment: one that was searched for is selected as soon as it is there."""
        self._select_found = True
        self.list.setFocus()

    def _find(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _on_loaded(self, total: int) -> None:
        counted = words.counted(total, self.tr("segment"), self.tr("segments"))
        self._count.setText(f"{counted} · {self.tr(self._order[1])}")
        searching = bool(self.search.text().strip())
        if total == 0:
            self._show_empty(searching)
        wanted = self._current or self._wanted
        row = self.model.find(lambda r: r.id == wanted)
        if row < 0 and total and (self._select_found or not self._current):
            row = 0
        self._select_found = False
        current = self.list.currentIndex()
        if row >= 0 and current.row() != row:
            self.list.setCurrentIndex(self.model.index(row, 0))
        elif row < 0 and current.isValid():
            self.list.selectionModel().clear()

    def _show_empty(self, searching: bool) -> None:
        if searching:
            if not self._current:
                self._empty.set_texts(self.tr("Nothing found"), self.tr("No segment or data set has this in its name."))
                self._right.setCurrentWidget(self._empty)
            return
        self._current = ""
        self._empty.set_texts(
            self.tr("No segments yet"),
            self.tr("A segment is a living group of records of a data set. Make the first, then send it to any tool."),
        )
        self._right.setCurrentWidget(self._empty)

    def _on_current(self, index: QModelIndex, _before: QModelIndex) -> None:
        row = self.model.row_at(index.row()) if index.isValid() else None
        if row is not None and row.id != self._current:
            self._show(row.id)

    def _show(self, segment_id: str, tab: str = "", sync: str = "") -> None:
        self._current = segment_id
        self._right.setCurrentWidget(self.view)
        self.view.show_segment(segment_id, tab, sync)

    def _has_current(self) -> bool:
        return bool(self._current)

    def _show_orders(self) -> None:
        menu = QMenu(self)
        group = QActionGroup(menu)
        for order in ORDERS:
            action = menu.addAction(self.tr(order[2]))
            action.setCheckable(True)
            action.setChecked(order is self._order)
            action.triggered.connect(partial(self._set_order, order))
            group.addAction(action)
        _popup_below(menu, self._sort)

    def _set_order(self, order: tuple[SegmentOrder, str, str, bool], _checked: bool = False) -> None:
        self._order = order
        self._load()

    def _show_menu(self, place: QPoint) -> None:
        index = self.list.indexAt(place)
        if index.isValid():
            self.list.setCurrentIndex(index)
            menu = QMenu(self)
            for id_ in ("rename-segment", "duplicate-segment", "count-segment"):
                menu.addAction(self.session.commands.action(id_))
            menu.addSeparator()
            menu.addAction(self.session.commands.action("delete-segment"))
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self.list.viewport().mapToGlobal(place))

    # Acts -----------------------------------------------------------------------------------------------------------

    def choose_dataset(self) -> None:
        """New segment: ask of which data set, at once if there is only one."""
        self.session.ask(self, self.session.app.datasets.all, done=self._on_datasets, slot="datasets")

    def _on_datasets(self, datasets: tuple[Dataset, ...]) -> None:
        if len(datasets) == 1:
            self._make(datasets[0])
            return
        menu = QMenu(self)
        if not datasets:
            action = menu.addAction(icons.icon("plus"), self.tr("Add a data set first…"))
            action.triggered.connect(partial(self.session.open_page, "datasets", add=True))
        for dataset in datasets:
            action = menu.addAction(icons.icon("datasets"), self.tr("Of %1").replace("%1", dataset.name))
            action.triggered.connect(partial(self._make, dataset))
        _popup_below(menu, self._new if self._right.currentWidget() is self.view else self._make_first)

    def _make(self, dataset: Dataset, _checked: bool = False) -> None:
        segments = self.session.app.segments

        def make() -> Segment:
            return segments.save(segments.new(dataset.id))

        self.session.ask(self, make, done=self._on_made)

    def _on_made(self, segment: Segment) -> None:
        self.search.clear()
        self._show(segment.id, "Definition")
        self.view.rename()
        self.model.reload()

    def duplicate(self) -> None:
        self.session.ask(self, self.session.app.segments.duplicate, self._current, done=self._on_made)

    def delete(self) -> None:
        """Hide the segment; Undo brings it back. Refused while something uses it, and then the banner says what."""
        id_ = self._current
        self.session.ask(self, _remove, self.session, id_, done=self._on_deleted)

    def _on_deleted(self, segment: Segment) -> None:
        if self._current == segment.id:
            self._current = self._wanted = ""
            self.list.selectionModel().clear()
        self.model.reload()
        text = self.tr("Segment “%1” deleted").replace("%1", segment.name)
        self.session.toast(text, self.tr("Undo"), partial(self._restore, segment))

    def _restore(self, segment: Segment) -> None:
        self.session.ask(self, self.session.app.segments.restore, segment.id, done=lambda _: self._show(segment.id))


def _remove(session: Session, id_: str) -> Segment:
    segment = session.app.segments.get(id_)
    session.app.segments.remove(id_)
    return segment


def _order(value: str) -> tuple[SegmentOrder, str, str, bool]:
    return next((o for o in ORDERS if o[0].value == value), ORDERS[0])


def _popup_below(menu: QMenu, anchor: QWidget) -> None:
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for action in menu.actions():
        if isinstance(action, QAction):
            action.setIconVisibleInMenu(True)
    menu.popup(anchor.mapToGlobal(QPoint(0, anchor.height() + 2)))
