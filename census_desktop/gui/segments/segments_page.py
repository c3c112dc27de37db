"""The Segments section: the list at the left, the selected segment beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QModelIndex, QPoint, QSettings, Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from census_desktop.domain.model import Dataset, Health, Segment
from census_desktop.domain.rows import EVERY, FolderRow, Kind, SegmentFilter, SegmentOrder, SegmentRow
from census_desktop.gui.kit import icons, words
from census_desktop.gui.kit.models import Column, PagedModel
from census_desktop.gui.kit.skeleton import LIST, PAGE, Cover
from census_desktop.gui.kit.text_size import px
from census_desktop.gui.kit.widgets import ElidedLabel, EmptyState, SearchField, button
from census_desktop.gui.kit.words import QT_TRANSLATE_NOOP
from census_desktop.gui.segments.list_filter import FilterMenu
from census_desktop.gui.segments.list_view import SegmentList
from census_desktop.gui.segments.segment_acts import BulkBar, SegmentActs
from census_desktop.gui.segments.segment_line import folder_name, spoken
from census_desktop.gui.segments.segment_view import SegmentView
from census_desktop.gui.session import Page, Session
from census_desktop.usecases.segment_list import Line, Shelves

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


class SegmentsPage(Page):
    """Arguments of `open`: segment= (id), tab= (title), sync= (id to select in the Syncs tab)."""

    title = words.tr("Segments")

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.setObjectName("segments-page")
        settings = QSettings()
        self._order = _order(str(settings.value("segments/order", SegmentOrder.LAST_SYNC.value)))
        self._wanted = str(settings.value("segments/current", ""))
        self._filter = EVERY
        self._by_folder = str(settings.value("segments/by_folder", "false")) == "true"
        self._closed: frozenset[str] = frozenset()
        self._current = ""
        self._select_found = False
        self._shelved: tuple[str, SegmentFilter] | None = None
        """What folders and tags were asked for last."""
        column = Column[Line](
            words.tr("Segment"),
            lambda r: r.name,
            accessible=lambda r: spoken(r, session.now()),
            tooltip=lambda r: words.exact(r.last_run_at) if isinstance(r, SegmentRow) else "",
        )
        self.model = PagedModel[Line](session.jobs, (column,), parent=self)
        self.view = SegmentView(session)
        self.list = SegmentList(self._on_enter)
        self.bulk = BulkBar()
        self.acts = SegmentActs(session, self._selected, self.bulk, self)
        self.search = SearchField(self.tr("Search segments"), session.commands.shortcut("find"))
        self._count = ElidedLabel("", "small")
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
        counts.setContentsMargins(16, 0, 12, 0)
        self._filters = button("", "filter", kind="flat", name=self.tr("Folders and tags"), on=self._show_filters)
        counts.addWidget(self._count, 1)
        counts.addWidget(self._filters)
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
        column.addWidget(self.bulk)
        side.setMinimumWidth(px(200))
        self._make_first = button(self.tr("New segment"), "plus", kind="primary", on=self.choose_dataset)
        self._empty = EmptyState("segments", "", "", self._make_first)
        self._bones = (Cover(self.list, LIST, "background"), Cover(self.view, PAGE, "pane"))
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
        QWidget.setTabOrder(self._new, self._filters)
        QWidget.setTabOrder(self._filters, self._sort)
        QWidget.setTabOrder(self._sort, self.list)

    def _connect(self) -> None:
        self.list.setModel(self.model)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.list.selectionModel().selectionChanged.connect(lambda *_: self.bulk.show_count(self.list.chosen_count()))
        self.list.clicked.connect(self._on_clicked)
        self.list.deleted.connect(self.delete)
        self.list.customContextMenuRequested.connect(self._show_menu)
        self.model.loaded.connect(self._on_loaded)
        for bones in self._bones:
            self.model.loaded.connect(bones.lift)
            self.model.failed.connect(bones.lift)
        self.model.failed.connect(self.session.fail)
        self.search.searched.connect(self._on_searched)
        self.search.finished.connect(self._on_search_finished)
        bind = self.session.commands.bind
        bind("find", self, self._find)
        bind("new-segment", self, self.choose_dataset)
        bind("duplicate-segment", self, self.acts.duplicate, enabled=self._has_current)
        bind("delete-segment", self, self.delete, enabled=self._has_current)
        bind("move-segment", self, self.acts.move, enabled=self._has_current)
        bind("tag-segment", self, self.acts.tag, enabled=self._has_current)
        self.acts.made.connect(self._on_made)
        self.acts.deleted.connect(self._on_deleted)
        for control, act in (
            (self.bulk.move_button, self.acts.move),
            (self.bulk.tag_button, self.acts.tag),
            (self.bulk.copy_button, self.acts.duplicate),
            (self.bulk.delete_button, self.acts.delete),
        ):
            control.clicked.connect(lambda _checked=False, act=act: act())

    def open(self, segment: str = "", tab: str = "", sync: str = "", **_others: Any) -> None:
        if segment:
            self._show(segment, tab, sync)
        elif self._current:
            self.view.refresh(frozenset(Kind))
        self._reload()
        self.list.setFocus()

    def refresh(self, kinds: frozenset[Kind]) -> None:
        if kinds & {Kind.SEGMENTS, Kind.SYNCS, Kind.RUNS, Kind.DATASETS}:
            self._reload()
        self.view.refresh(kinds)

    def leave(self) -> None:
        settings = QSettings()
        settings.setValue("segments/current", self._current)
        settings.setValue("segments/order", self._order[0].value)
        settings.setValue("segments/by_folder", "true" if self._by_folder else "false")
        settings.setValue("segments/list_width", self.splitter.sizes()[0])
        self.view.leave()

    # The list -------------------------------------------------------------------------------------------------------

    def _load(self) -> None:
        self.model.load(partial(self._fetch, *self._asked()))

    def _reload(self) -> None:
        """The same question; its answer may have changed."""
        self._shelved = None
        self.model.reload()

    def _asked(self) -> tuple[str, SegmentOrder, bool, SegmentFilter, frozenset[str] | None]:
        closed = self._closed if self._by_folder else None
        return self.search.text().strip(), self._order[0], self._order[3], self._filter, closed

    def _fetch(
        self,
        search: str,
        order: SegmentOrder,
        descending: bool,
        among: SegmentFilter,
        closed: frozenset[str] | None,
        offset: int,
        limit: int,
    ) -> tuple[Sequence[Line], int]:
        return self.session.app.segment_list.lines(search, order, descending, offset, limit, among, closed)

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
        self._ask_shelves()
        if not self._by_folder:
            self._show_count(total)
        searching = bool(self.search.text().strip()) or self._filter != EVERY
        if total == 0:
            self._show_empty(searching)
        wanted = self._current or self._wanted
        row = self.model.find(lambda r: isinstance(r, SegmentRow) and r.id == wanted)
        if row < 0 and total and (self._select_found or not self._current):
            row = self.model.find(lambda r: isinstance(r, SegmentRow))
        self._select_found = False
        current = self.list.currentIndex()
        if row >= 0 and current.row() != row:
            self.list.setCurrentIndex(self.model.index(row, 0))
        elif row < 0 and current.isValid():
            self.list.selectionModel().clear()

    def _ask_shelves(self) -> None:
        """Once for every question, not for every page of its answer; a search looks at the folders of what it finds only where
        the list is put together by them."""
        asked = (self.search.text().strip(), self._filter) if self._by_folder else ("", EVERY)
        if self.session.app.store.is_open and asked != self._shelved:
            self._shelved = asked
            done = partial(self._on_shelves, self._by_folder)
            self.session.ask(self, self.session.app.segment_list.shelves, *asked, done=done, slot="shelves")

    def _on_shelves(self, by_folder: bool, shelves: Shelves) -> None:
        self.acts.shelves = shelves
        if by_folder:
            self._show_count(shelves.matching)

    def _show_count(self, count: int) -> None:
        parts = [words.counted(count, self.tr("segment"), self.tr("segments"))]
        if self._filter.folder is not None:
            parts.append(folder_name(self._filter.folder))
        parts += self._filter.tags
        parts += [] if self._filter != EVERY else [self.tr(self._order[1])]
        self._count.set_text(" · ".join(parts))
        icons.set_icon(self._filters, "filter", "link" if self._filter != EVERY else "secondary")

    def _show_empty(self, searching: bool) -> None:
        if searching:
            if not self._current:
                self._empty.set_texts(
                    self.tr("Nothing found"), self.tr("No segment is like this. Esc in the search field shows all.")
                )
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
        if isinstance(row, SegmentRow) and row.id != self._current:
            self._show(row.id)

    def _on_enter(self) -> None:
        """To the segment's page; a folder opens or closes."""
        index = self.list.currentIndex()
        row = self.model.row_at(index.row()) if index.isValid() else None
        if isinstance(row, FolderRow):
            self._fold(row)
        else:
            self.view.focus_tab()

    def _on_clicked(self, index: QModelIndex) -> None:
        if isinstance(row := self.model.row_at(index.row()), FolderRow):
            self._fold(row)

    def _fold(self, row: FolderRow) -> None:
        self._closed = self._closed ^ {row.name}
        self._load()

    # Several at once ------------------------------------------------------------------------------------------------

    def _selected(self, done: Callable[[tuple[SegmentRow, ...]], None]) -> None:
        """Calls back with what is selected, or with the current segment; rows that are not here yet are read first."""
        places = self.list.chosen_lines()
        rows = [self.model.row_at(place) for place in places]
        if len(places) < 2:
            known = [r for r in rows if isinstance(r, SegmentRow) and r.id == self._current]
            if known or not self._current:
                done(tuple(known))
            else:
                self.session.ask(self, _row_of, self.session, self._current, done=lambda row: done((row,)), slot="selected")
        elif None not in rows:
            done(tuple(row for row in rows if isinstance(row, SegmentRow)))
        else:
            args = (*self._asked(), 0, self.model.total)
            self.session.ask(self, self._fetch, *args, done=lambda page: done(_picked(page[0], places)), slot="selected")

    def _show_filters(self) -> None:
        menu = FilterMenu(self.acts.shelves, self._filter, self._by_folder, self)
        menu.chosen.connect(self.show_only)
        menu.grouped.connect(self._set_by_folder)
        menu.rename.connect(lambda folder: self.acts.rename_folder(folder, self._follow))
        _popup_below(menu, self._filters)

    def show_only(self, wanted: SegmentFilter) -> None:
        """List the segments of a folder, or with these tags, alone."""
        self._filter = wanted
        self._load()

    def _follow(self, name: str) -> None:
        """The folder that is listed alone has another name."""
        self.show_only(replace(self._filter, folder=name))

    def _set_by_folder(self, on: bool) -> None:
        self._by_folder = on
        self._load()

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
        if index.isValid() and isinstance(self.model.row_at(index.row()), SegmentRow):
            if index.row() not in self.list.chosen_lines():
                self.list.setCurrentIndex(index)
            menu = QMenu(self)
            for id_ in ("rename-segment", "duplicate-segment", "move-segment", "tag-segment", "copy-link", "count-segment"):
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
        self._show(segment.id, words.tr("Definition"))
        self.view.rename()
        self._reload()

    def delete(self) -> None:
        self.acts.delete()

    def _on_deleted(self, ids: tuple[str, ...]) -> None:
        if self._current in ids:
            self._current = self._wanted = ""
            self.list.selectionModel().clear()
        self._reload()


def _row_of(session: Session, id_: str) -> SegmentRow:
    """In the pool: the segment as a row, wherever it stands in the list."""
    segment = session.app.segments.get(id_)
    return SegmentRow(id_, segment.name, "", segment.size, Health.NEVER, None, 0, folder=segment.folder, tags=segment.tags)


def _picked(lines: Sequence[Line], places: Sequence[int]) -> tuple[SegmentRow, ...]:
    return tuple(row for place in places if place < len(lines) and isinstance(row := lines[place], SegmentRow))


def _order(value: str) -> tuple[SegmentOrder, str, str, bool]:
    return next((o for o in ORDERS if o[0].value == value), ORDERS[0])


def _popup_below(menu: QMenu, anchor: QWidget) -> None:
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for action in menu.actions():
        if isinstance(action, QAction):
            action.setIconVisibleInMenu(True)
    menu.popup(anchor.mapToGlobal(QPoint(0, anchor.height() + 2)))
