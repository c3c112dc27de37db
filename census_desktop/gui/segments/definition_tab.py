"""The Definition tab: the segment's conditions, edited with undo, counted while you edit, kept as a draft until saved."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent, QUndoGroup, QUndoStack
from PySide6.QtWidgets import QWidget

from census_desktop.domain.conditions import Group, Node
from census_desktop.domain.errors import CensusError, ConfigError
from census_desktop.domain.model import Dataset, Segment
from census_desktop.domain.profile import Profile
from census_desktop.domain.rows import Funnel, Kind
from census_desktop.gui.drafts import Drafts
from census_desktop.gui.form_draft import restored_text
from census_desktop.gui.kit import words
from census_desktop.gui.segments import definition as definitions
from census_desktop.gui.segments.catalogue import Offer, items_of
from census_desktop.gui.segments.definition import Definition
from census_desktop.gui.segments.definition_layout import DefinitionLayout
from census_desktop.gui.segments.editing import Edit, Editing, draft_from
from census_desktop.gui.segments.scope import World, read_world
from census_desktop.gui.session import Session
from census_desktop.usecases.segments import Segments

if TYPE_CHECKING:
    from census_desktop.bootstrap import App

COUNT_AFTER_MS = 250


class DefinitionTab(DefinitionLayout):
    """Keeps the edits of every segment that was looked at, each with its own steps of undo."""

    title = words.tr("Definition")

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._editing: dict[str, Editing] = {}
        self._worlds: dict[str, World] = {}
        self._profiles: dict[str, Profile | None] = {}
        self._listed: tuple[World, Profile | None] | None = None
        self._refused = False
        self._funnel: Funnel | None = None
        self._drafts = Drafts(session, self)
        self._undo = QUndoGroup(self)
        self._soon = QTimer(self, singleShot=True, interval=COUNT_AFTER_MS)
        self._soon.timeout.connect(self._count)
        self._view.changed.connect(lambda where, what, key: self._change(what, key, where=where))
        self._limits.changed.connect(lambda definition, what, key: self._on_changed(definition, what, key))
        self._query.edited.connect(lambda sql: self._change(self.tr("Change SQL"), "sql", sql=sql))
        self._query.removed.connect(lambda: self._change(self.tr("Remove SQL"), "", sql=None))
        self._fields.chosen.connect(self._on_offer)
        self._sql.closed.connect(lambda: self._show_sql.setChecked(False))
        self._sql.copied.connect(lambda: session.toast(self.tr("SQL copied")))
        self._show_sql.toggled.connect(self._on_show_sql)
        self._banner.action.clicked.connect(lambda _checked=False: self.discard())
        self._discard.clicked.connect(lambda _checked=False: self.discard())
        self._save.clicked.connect(lambda _checked=False: self.save())
        self._bind()
        self._show_state()

    def _bind(self) -> None:
        commands, view = self.session.commands, self._view
        for id_, step, run, can, told in (
            ("undo-edit", self._undo_button, self._undo.undo, self._undo.canUndoChanged, self._undo.undoTextChanged),
            ("redo-edit", self._redo_button, self._undo.redo, self._undo.canRedoChanged, self._undo.redoTextChanged),
        ):
            step.clicked.connect(lambda _checked=False, run=run: run())
            step.setEnabled(False)
            can.connect(step.setEnabled)
            told.connect(lambda _text: self._show_steps())
            commands.bind(id_, self, run, step.isEnabled)
            step.setToolTip(f"{step.accessibleName()} ({commands.shortcut(id_)})")
        commands.bind("add-condition", self, lambda: view.choose_field(self._add), self._has_segment)
        commands.bind("save-definition", self, self.save, self._can_save)
        commands.bind("view-sql", self, lambda: self._show_sql.toggle(), self._has_segment)
        for id_, run in (
            ("condition-up", lambda: view.shift_current(-1)),
            ("condition-down", lambda: view.shift_current(1)),
            ("condition-in", view.indent_current),
            ("condition-out", view.outdent_current),
            ("condition-duplicate", view.duplicate_current),
            ("condition-delete", view.delete_current),
        ):
            commands.bind(id_, self, run, view.has_current)
        commands.bind("condition-below", self, lambda: view.add_below_current(self._add), self._has_segment)
        commands.bind("copy-conditions", self, view.copy, self._has_segment)
        commands.bind("paste-conditions", self, view.paste, self._has_segment)

    # Which segment --------------------------------------------------------------------------------------------------

    def show_segment(self, segment: Segment, dataset: Dataset) -> None:
        other = self.segment is None or self.segment.id != segment.id
        super().show_segment(segment, dataset)
        editing, saved = self._editing.get(segment.id), definitions.of(segment)
        if editing is None:
            editing = self._editing[segment.id] = Editing(saved, saved, QUndoStack(self._undo))
            self._undo.addStack(editing.stack)
        elif editing.base != saved:
            self._rebase(editing, saved)
        known = self._worlds.get(dataset.id)
        if known is None or known.dataset != dataset:
            self._worlds[dataset.id] = World(dataset, known.datasets if known else {}, known.segments if known else ())
        if other:
            self._undo.setActiveStack(editing.stack)
            self._funnel = None
            self._total.clear()
            self._banner.hide()
        self._show()
        if self.isVisible():
            self.activate()

    def _rebase(self, editing: Editing, saved: Definition) -> None:
        """The definition was saved elsewhere: follow it, unless there are edits of our own."""
        if not editing.is_dirty:
            editing.now = saved
            editing.stack.clear()
        elif editing.now != saved:
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
        ask = self.session.ask
        ask(self, read_world, self.session.app, self.dataset, done=self._on_world, slot="world")
        ask(self, _known_profile, self.session.app, self.dataset.id, done=self._on_profile, slot="profile")
        self._soon.stop()
        QTimer.singleShot(0, self, self._count)

    def refresh(self, kinds: frozenset[Kind]) -> None:
        if kinds & {Kind.DATASETS, Kind.SOURCES}:
            self._soon.start()
        if kinds & {Kind.DATASETS, Kind.SEGMENTS} and self.dataset is not None:
            self.session.ask(self, read_world, self.session.app, self.dataset, done=self._on_world, slot="world")

    def _now(self) -> Editing:
        return self._editing[self.segment.id] if self.segment else Editing(Definition(), Definition(), QUndoStack(self))

    def edited(self, segment_id: str) -> Definition | None:
        """The unsaved definition of a segment, None where there is none."""
        editing = self._editing.get(segment_id)
        return editing.now if editing and editing.is_dirty else None

    def _has_segment(self) -> bool:
        return self.segment is not None

    def _is_dirty(self) -> bool:
        return self.segment is not None and self._now().is_dirty

    def _can_save(self) -> bool:
        return self._is_dirty() and not definitions.problem(self._now().now)

    def _on_draft(self, segment_id: str, plain: Mapping[str, Any]) -> None:
        editing = self._editing[segment_id]
        try:
            base, now = draft_from(plain)
        except (ConfigError, KeyError, TypeError, ValueError):
            return  # of a version that knows more than this one
        if editing.is_dirty or now == editing.base:
            return
        editing.now = now
        if base != editing.base:
            self._rebase(replace(editing, base=base), editing.base)
        elif self.segment is not None and self.segment.id == segment_id:
            text = restored_text(self._drafts.kept_at(segment_id), self.session.now())
            self._banner.show_text(text, "run", "history", self.tr("Discard"))
        if self.segment is not None and self.segment.id == segment_id:
            self._show()
            self._soon.start()

    def _on_world(self, world: World) -> None:
        if self.dataset is not None and self.dataset.id == world.dataset.id:
            self._worlds[world.dataset.id] = replace(world, dataset=self.dataset)
            self._show()

    def _on_profile(self, found: tuple[str, Profile | None]) -> None:
        self._profiles[found[0]] = found[1]
        self._show()

    # Editing --------------------------------------------------------------------------------------------------------

    def _change(self, what: str, key: str, **parts: Any) -> None:
        self._on_changed(replace(self._now().now, **parts), what, key)

    def _on_changed(self, definition: Definition, what: str, key: str) -> None:
        if self.segment is None:
            return
        editing, id_ = self._now(), self.segment.id
        edit = Edit(what, editing.now, definition, f"{id_}{key}" if key else "", lambda d: self._put(id_, d))
        editing.stack.push(edit)

    def _put(self, segment_id: str, definition: Definition) -> None:
        """An edit, undo or redo made this the definition on the screen."""
        editing = self._editing[segment_id]
        editing.now = definition
        if editing.is_dirty:
            self._drafts.keep(segment_id, editing.plain())
        else:
            self._drafts.forget(segment_id)
        if self.segment is not None and self.segment.id == segment_id:
            self._show()
            self._soon.start()

    def _on_offer(self, offer: Offer) -> None:
        self._view.add_offer(offer)

    def add_node(self, node: Node, what: str) -> None:
        """One more condition that must hold, offered by a chart: a step like any other, after the draft that there may be."""
        if self.segment is None:
            return
        editing, id_ = self._now(), self.segment.id
        editing.draft_asked = True

        def add() -> None:
            where = editing.now.where
            items = where.items if where.join == "all" or len(where.items) < 2 else (where,)
            if self.segment is not None and self.segment.id == id_ and node not in items:
                self._change(what, "", where=Group("all", (*items, node)))

        def found(plain: Mapping[str, Any]) -> None:
            self._on_draft(id_, plain)
            add()

        self._drafts.load(id_, found, add)

    def add_query(self) -> None:
        if self._now().now.sql is None:
            self._change(self.tr("Members from SQL"), "", sql="")
        self._query.text.setFocus()

    def discard(self) -> None:
        """Back to the saved definition; one step of undo brings the edits back."""
        if self.segment is None or not self._is_dirty():
            return
        editing = self._now()
        self._banner.hide()
        self._on_changed(editing.base, self.tr("Discard"), "")
        self.session.toast(self.tr("Edits discarded"), self.tr("Undo"), editing.stack.undo)

    def save(self) -> None:
        if self.segment is None or not self._can_save():
            return
        self._save.setEnabled(False)
        args = (self.session.app.segments, self.segment.id, self._now().now)
        self.session.ask(self, _save, *args, done=self._on_saved, failed=self._on_not_saved)

    def _on_saved(self, segment: Segment) -> None:
        editing = self._editing[segment.id]
        editing.base = definitions.of(segment)
        editing.stack.setClean()
        if editing.is_dirty:
            self._drafts.keep(segment.id, editing.plain())
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
        now, world = self._now().now, self._worlds[self.dataset.id]
        world = replace(world, segments=tuple(s for s in world.segments if s.id != self.segment.id))
        total = self._funnel.total if self._funnel else None
        self._query.show_sql(now.sql, now.put_into(self.segment))
        self._view.show_tree(now.where, world)
        self._limits.show_definition(now, world.scope_of(self.dataset), total)
        self._show_fields(world)
        self._event.setVisible(self._view.has_events())
        self.show_lists(self.segment, self.dataset)
        self._show_state()

    def _show_fields(self, world: World) -> None:
        """Typing changes none of them."""
        made_of = (world, self._profiles.get(world.dataset.id))
        if made_of != self._listed:
            self._listed = made_of
            self._fields.show_items(items_of(*made_of))

    def _show_state(self) -> None:
        dirty, wrong = self._is_dirty(), definitions.problem(self._now().now)
        self._unsaved.setVisible(dirty)
        self._discard.setEnabled(dirty)
        self._save.setEnabled(dirty and not wrong)
        self._save.setToolTip(wrong or self.session.commands.shortcut("save-definition"))

    def _show_steps(self) -> None:
        """The menu and the buttons name the step: "Undo Remove condition"."""
        for id_, step, what, plain in (
            ("undo-edit", self._undo_button, self._undo.undoText(), self.tr("Undo")),
            ("redo-edit", self._redo_button, self._undo.redoText(), self.tr("Redo")),
        ):
            text = f"{plain} {what}" if what and self.isVisible() else plain
            self.session.commands.action(id_).setText(text)
            step.setToolTip(f"{text} ({self.session.commands.shortcut(id_)})")

    def _count(self) -> None:
        if self.segment is None:
            return
        self._view.show_counting()
        edited = self._now().now.put_into(self.segment)
        self.session.ask(
            self, self.session.app.segments.funnel, edited, done=self._on_funnel, failed=self._on_refused, slot="funnel"
        )
        self._ask_sql()

    def _on_funnel(self, funnel: Funnel) -> None:
        self._funnel = funnel
        self._view.show_funnel(funnel)
        text = self.tr("%1 of %2 match").replace("%1", words.number(funnel.total)).replace("%2", words.number(funnel.of))
        self._total.setText(f"{text} · {words.percent(funnel.total, funnel.of)}")
        self._limits.cohorts.show_cohorts(self._now().now.cohorts, funnel.total)
        self.session.status(self.tr("Counted in %1").replace("%1", words.duration(funnel.seconds)))
        if self._refused:
            self._refused = False
            self._banner.hide()

    def _on_refused(self, error: CensusError) -> None:
        self._refused = True
        self._funnel = None
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
                self._now().now.put_into(self.segment),
                done=lambda found: self._sql.show_sql(*found),
                failed=self._sql.show_error,
                slot="sql",
            )

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_steps()

    def hideEvent(self, event: QHideEvent) -> None:
        self._drafts.flush()
        super().hideEvent(event)
        self._show_steps()


def _save(segments: Segments, segment_id: str, definition: Definition) -> Segment:
    """Save the definition alone: name and description may have been edited meanwhile."""
    return segments.save(definition.put_into(segments.get(segment_id)))


def _known_profile(app: App, dataset_id: str) -> tuple[str, Profile | None]:
    """Figures of the fields as they were last made; the list of fields does without where there are none."""
    with suppress(CensusError):
        return dataset_id, app.profiles.known(dataset_id)
    return dataset_id, None
