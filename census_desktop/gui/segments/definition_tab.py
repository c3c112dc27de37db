"""The Definition tab: the segment's conditions, edited with undo, counted while you edit, kept as a draft until saved."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QUndoCommand, QUndoGroup, QUndoStack
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSplitter, QVBoxLayout, QWidget

from census_desktop.domain import codec
from census_desktop.domain.conditions import Group
from census_desktop.domain.errors import CensusError, ConfigError
from census_desktop.domain.model import Dataset, Segment
from census_desktop.domain.rows import Funnel, Kind
from census_desktop.gui.drafts import Drafts
from census_desktop.gui.kit import words
from census_desktop.gui.kit.states import State
from census_desktop.gui.kit.widgets import Badge, Banner, button, label
from census_desktop.gui.segments import condition_tree as tree
from census_desktop.gui.segments.condition_tree import Field
from census_desktop.gui.segments.condition_view import ConditionView
from census_desktop.gui.segments.field_list import FieldList
from census_desktop.gui.segments.sql_panel import SqlPanel
from census_desktop.gui.session import SegmentTab, Session
from census_desktop.usecases.segments import Segments

if TYPE_CHECKING:
    from census_desktop.bootstrap import App

COUNT_AFTER_MS = 250
UNSAVED = State("Unsaved", "pencil", "warn")


@dataclass
class _Editing:
    """A segment's definition as saved, as edited, and the steps between."""

    base: Group
    where: Group
    stack: QUndoStack
    fields: tuple[Field, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    draft_asked: bool = False

    @property
    def is_dirty(self) -> bool:
        return self.where != self.base


class _Edit(QUndoCommand):
    """A step from one tree to another. Typing in one value is one step."""

    def __init__(self, what: str, before: Group, after: Group, key: str, put: Callable[[Group], None]) -> None:
        super().__init__(what)
        self._before, self._after, self._key, self._put = before, after, key, put

    def id(self) -> int:
        return hash(self._key) & 0x7FFFFFFF if self._key else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, _Edit) or other._key != self._key:
            return False
        self._after = other._after
        return True

    def undo(self) -> None:
        self._put(self._before)

    def redo(self) -> None:
        self._put(self._after)


class DefinitionTab(SegmentTab):
    """Keeps the edits of every segment that was looked at, each with its own steps of undo."""

    title = "Definition"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._editing: dict[str, _Editing] = {}
        self._drafts = Drafts(session, self)
        self._undo = QUndoGroup(self)
        self._soon = QTimer(self, singleShot=True, interval=COUNT_AFTER_MS)
        self._soon.timeout.connect(self._count)
        self._view = ConditionView()
        self._view.changed.connect(self._on_changed)
        self._banner = Banner()
        self._total = label("", "secondary")
        self._fields = FieldList(self.tr("Fields"))
        self._fields.chosen.connect(self._view.add_condition)
        self._fields_title = label("", "heading")
        self._sql = SqlPanel()
        self._sql.hide()
        self._sql.closed.connect(lambda: self._show_sql.setChecked(False))
        self._sql.copied.connect(lambda: session.toast(self.tr("SQL copied")))
        self._lay_out()
        self.tools = self._make_tools()
        self._show_state()

    def _lay_out(self) -> None:
        canvas = QWidget()
        canvas.setProperty("kind", "canvas")
        column = QVBoxLayout(canvas)
        column.setContentsMargins(20, 16, 20, 20)
        column.setSpacing(8)
        column.addWidget(self._banner)
        column.addWidget(self._view)
        column.addLayout(self._make_foot())
        column.addStretch(1)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(canvas)
        side = QWidget()
        side.setProperty("kind", "aside")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        right = QVBoxLayout(side)
        right.setContentsMargins(14, 14, 14, 14)
        right.setSpacing(6)
        right.addWidget(label(self.tr("Fields"), "small"))
        right.addWidget(self._fields_title)
        right.addWidget(self._fields, 1)
        right.addWidget(label(self.tr("Enter, double-click or drag adds a condition."), "small", wrap=True))
        across = QSplitter(Qt.Orientation.Horizontal)
        across.addWidget(scroll)
        across.addWidget(side)
        across.setStretchFactor(0, 1)
        across.setSizes([614, 222])
        across.setChildrenCollapsible(False)
        across.setHandleWidth(1)
        down = QSplitter(Qt.Orientation.Vertical)
        down.addWidget(across)
        down.addWidget(self._sql)
        down.setStretchFactor(0, 1)
        down.setHandleWidth(1)
        down.setSizes([400, 240])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(down)

    def _make_foot(self) -> QHBoxLayout:
        add = button(self.tr("Condition"), "plus", name=self.tr("Add condition"), on=lambda: self._view.choose_field(add))
        group = button(self.tr("Group"), "group", name=self.tr("Add group"), on=lambda: self._view.add_group())
        undo = button(self.tr("Undo"), "undo", on=self._undo.undo)
        redo = button("", "redo", kind="icon", name=self.tr("Redo"), on=self._undo.redo)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(add)
        foot.addWidget(group)
        foot.addSpacing(8)
        foot.addWidget(self._total)
        foot.addStretch(1)
        foot.addWidget(undo)
        foot.addWidget(redo)
        for step, can, changed in (
            (undo, self._undo.canUndo, self._undo.canUndoChanged),
            (redo, self._undo.canRedo, self._undo.canRedoChanged),
        ):
            step.setEnabled(can())
            changed.connect(step.setEnabled)
        commands = self.session.commands
        for id_, step, run in (("undo-edit", undo, self._undo.undo), ("redo-edit", redo, self._undo.redo)):
            commands.bind(id_, self, run, step.isEnabled)
            step.setToolTip(f"{step.accessibleName()} ({commands.shortcut(id_)})")
        commands.bind("add-condition", self, lambda: self._view.choose_field(add), self._has_segment)
        commands.bind("save-definition", self, self.save, self._is_dirty)
        commands.bind("view-sql", self, lambda: self._show_sql.toggle(), self._has_segment)
        return foot

    def _make_tools(self) -> QWidget:
        tools = QWidget()
        row = QHBoxLayout(tools)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._unsaved = Badge(UNSAVED)
        self._discard = button(self.tr("Discard"), on=self.discard, tip=self.tr("Go back to the saved definition"))
        self._show_sql = button(self.tr("View SQL"), "code")
        self._show_sql.setCheckable(True)
        self._show_sql.toggled.connect(self._on_show_sql)
        self._save = button(self.tr("Save"), kind="primary", name=self.tr("Save the definition"), on=self.save)
        self._save.setToolTip(self.session.commands.shortcut("save-definition"))
        for widget in (self._unsaved, self._discard, self._show_sql, self._save):
            row.addWidget(widget)
        return tools

    # Which segment --------------------------------------------------------------------------------------------------

    def show_segment(self, segment: Segment, dataset: Dataset) -> None:
        other = self.segment is None or self.segment.id != segment.id
        super().show_segment(segment, dataset)
        editing = self._editing.get(segment.id)
        if editing is None:
            editing = self._editing[segment.id] = _Editing(segment.where, segment.where, QUndoStack(self._undo))
            self._undo.addStack(editing.stack)
        elif editing.base != segment.where:
            self._rebase(editing, segment.where)
        editing.fields = tree.fields_of(dataset)
        if other:
            self._undo.setActiveStack(editing.stack)
            self._total.clear()
            self._banner.hide()
        self._show()
        if self.isVisible():
            self.activate()

    def _rebase(self, editing: _Editing, saved: Group) -> None:
        """The definition was saved elsewhere: follow it, unless there are edits of our own."""
        if not editing.is_dirty:
            editing.where = saved
            editing.stack.clear()
        elif editing.where != saved:
            self._banner.show_text(
                self.tr("The saved definition has changed since these edits began. Saving replaces it, Discard shows it."),
                "warn",
                "alert",
            )
        editing.base = saved

    def activate(self) -> None:
        if self.segment is None or self.dataset is None:
            return
        editing, id_ = self._now(), self.segment.id
        if not editing.draft_asked:
            editing.draft_asked = True
            self._drafts.load(id_, lambda plain: self._on_draft(id_, plain))
        self.session.ask(
            self, _meanings, self.session.app, self.dataset, done=lambda m: self._on_meanings(id_, *m), slot="meanings"
        )
        self._soon.start(0)

    def refresh(self, kinds: frozenset[Kind]) -> None:
        if kinds & {Kind.DATASETS, Kind.SOURCES}:
            self._soon.start()

    def _now(self) -> _Editing:
        return self._editing[self.segment.id] if self.segment else _Editing(Group(), Group(), QUndoStack(self))

    def _has_segment(self) -> bool:
        return self.segment is not None

    def _is_dirty(self) -> bool:
        return self.segment is not None and self._now().is_dirty

    def _on_draft(self, segment_id: str, plain: Mapping[str, Any]) -> None:
        editing = self._editing[segment_id]
        try:
            base, where = (codec.group_from_plain(plain.get(key), key) for key in ("base", "where"))
        except ConfigError:
            return  # of a version that knows more conditions than this one
        if editing.is_dirty or where == editing.base:
            return
        editing.where = where
        if base != editing.base:
            self._rebase(replace(editing, base=base), editing.base)
        if self.segment is not None and self.segment.id == segment_id:
            self._show()
            self._soon.start()

    def _on_meanings(self, segment_id: str, names: dict[str, str], related: dict[str, Dataset]) -> None:
        if self.segment is None or self.dataset is None or self.segment.id != segment_id:
            return
        editing = self._now()
        editing.names, editing.fields = names, tree.fields_of(self.dataset, related)
        self._show()

    # Editing --------------------------------------------------------------------------------------------------------

    def _on_changed(self, where: Group, what: str, key: str) -> None:
        if self.segment is None:
            return
        editing, id_ = self._now(), self.segment.id
        editing.stack.push(_Edit(what, editing.where, where, f"{id_}{key}" if key else "", lambda g: self._put(id_, g)))

    def _put(self, segment_id: str, where: Group) -> None:
        """An edit, undo or redo made this the definition on the screen."""
        editing = self._editing[segment_id]
        editing.where = where
        if editing.is_dirty:
            self._keep(segment_id)
        else:
            self._drafts.forget(segment_id)
        if self.segment is not None and self.segment.id == segment_id:
            self._show()
            self._soon.start()

    def _keep(self, segment_id: str) -> None:
        editing = self._editing[segment_id]
        plain = {"base": codec.group_to_plain(editing.base), "where": codec.group_to_plain(editing.where)}
        self._drafts.keep(segment_id, plain)

    def discard(self) -> None:
        """Back to the saved definition; one step of undo brings the edits back."""
        if self.segment is None or not self._is_dirty():
            return
        editing = self._now()
        self._banner.hide()
        self._on_changed(editing.base, self.tr("Discard"), "")
        self.session.toast(self.tr("Edits discarded"), self.tr("Undo"), editing.stack.undo)

    def save(self) -> None:
        if self.segment is None or not self._is_dirty():
            return
        self._save.setEnabled(False)
        self.session.ask(
            self,
            _save,
            self.session.app.segments,
            self.segment.id,
            self._now().where,
            done=self._on_saved,
            failed=self._on_not_saved,
        )

    def _on_saved(self, segment: Segment) -> None:
        editing = self._editing[segment.id]
        editing.base = segment.where
        editing.stack.setClean()
        if editing.is_dirty:
            self._keep(segment.id)
        else:
            self._drafts.forget(segment.id)
        if self.segment is not None and self.segment.id == segment.id:
            self.segment = segment
            self._banner.hide()
            self._show_state()
        self.session.ask(self, self.session.app.segments.count, segment, remember=True, failed=lambda _error: None)
        self.session.status(self.tr("“%1” saved").replace("%1", segment.name))

    def _on_not_saved(self, error: CensusError) -> None:
        self._show_state()
        self._banner.show_error(error)

    # What is shown --------------------------------------------------------------------------------------------------

    def _show(self) -> None:
        if self.segment is None or self.dataset is None:
            return
        editing = self._now()
        self._view.show_tree(editing.where, self.dataset.name, editing.fields, editing.names)
        self._fields_title.setText(f"{self.dataset.name}  {words.number(len(editing.fields))}")
        self._fields.set_fields(editing.fields)
        self._show_state()

    def _show_state(self) -> None:
        dirty = self._is_dirty()
        self._unsaved.setVisible(dirty)
        self._discard.setEnabled(dirty)
        self._save.setEnabled(dirty)

    def _count(self) -> None:
        if self.segment is None:
            return
        self._view.show_counting()
        edited = replace(self.segment, where=self._now().where)
        self.session.ask(
            self, self.session.app.segments.funnel, edited, done=self._on_funnel, failed=self._on_refused, slot="funnel"
        )
        self._ask_sql()

    def _on_funnel(self, funnel: Funnel) -> None:
        self._view.show_funnel(funnel)
        text = self.tr("%1 of %2 match").replace("%1", words.number(funnel.total)).replace("%2", words.number(funnel.of))
        self._total.setText(f"{text} · {words.percent(funnel.total, funnel.of)}")
        self.session.status(self.tr("Counted in %1").replace("%1", words.duration(funnel.seconds)))
        if self._refused:
            self._refused = False
            self._banner.hide()

    _refused = False

    def _on_refused(self, error: CensusError) -> None:
        self._refused = True
        self._total.clear()
        self._view.show_refused()
        self._banner.show_error(error)

    def _on_show_sql(self, shown: bool) -> None:
        self._sql.setVisible(shown)
        self._ask_sql()

    def _ask_sql(self) -> None:
        if self.segment is not None and self._show_sql.isChecked():
            self.session.ask(
                self,
                self.session.app.segments.sql,
                replace(self.segment, where=self._now().where),
                done=lambda found: self._sql.show_sql(*found),
                failed=self._sql.show_error,
                slot="sql",
            )

    def hideEvent(self, event: QHideEvent) -> None:
        self._drafts.flush()
        super().hideEvent(event)


def _save(segments: Segments, segment_id: str, where: Group) -> Segment:
    """Save the definition alone: name and description may have been edited meanwhile."""
    return segments.save(replace(segments.get(segment_id), where=where))


def _meanings(app: App, dataset: Dataset) -> tuple[dict[str, str], dict[str, Dataset]]:
    """Names of segments, and the related data sets, that a definition refers to."""
    names = {s.id: s.name for s in app.segments.all()}
    known = {d.id: d for d in app.datasets.all()}
    return names, {r.dataset: known[r.dataset] for r in dataset.relationships if r.dataset in known}
