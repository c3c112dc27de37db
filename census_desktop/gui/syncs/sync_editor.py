"""New Sync and Edit sync: all steps on one page, a list of them at the left, checked while they are filled in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from census_desktop.domain.errors import CensusError, ConfigError
from census_desktop.domain.manifest import ObjectSpec
from census_desktop.domain.model import FieldMapping, Schedule, Sync, SyncSource, SyncStatus
from census_desktop.domain.rows import Kind
from census_desktop.gui.drafts import Drafts
from census_desktop.gui.kit.widgets import Banner, ElidedLabel, button, label
from census_desktop.gui.session import Page, Session
from census_desktop.gui.syncs import sync_setup
from census_desktop.gui.syncs.mapping_step import MappingStep
from census_desktop.gui.syncs.schedule_step import ScheduleStep, next_times, time_zones
from census_desktop.gui.syncs.step_list import StepList
from census_desktop.gui.syncs.sync_review import ReviewStep, summary
from census_desktop.gui.syncs.sync_setup import Choices, Step
from census_desktop.gui.syncs.sync_steps import DestinationStep, KeyStep, ObjectStep, OperationStep, SourceStep, StepCard

if TYPE_CHECKING:
    from census_desktop.bootstrap import App

CHECK_AFTER_MS = 200


class SyncEditor(Page):
    """`open(segment=…)` or `open(dataset=…)` begins a sync, `open(sync=…)` edits one."""

    title = "New Sync"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.setObjectName("sync-editor")
        self._sync = sync_setup.empty_sync()
        self._saved: Sync | None = None
        self._choices = Choices()
        self._key = ""
        self._touched = False
        self._attempted = False
        self._refusal = ""
        self._drafts = Drafts(session, self)
        self._soon = QTimer(self, singleShot=True, interval=CHECK_AFTER_MS)
        self._soon.timeout.connect(self._check)
        self._object, self._mappings, self._schedule, self._review = ObjectStep(), MappingStep(), ScheduleStep(), ReviewStep()
        destination = DestinationStep()
        destination.added.connect(lambda: session.open_page("destinations", add=True))
        self._cards: dict[Step, StepCard] = {
            card.step: card
            for card in (
                SourceStep(),
                destination,
                self._object,
                OperationStep(),
                KeyStep(),
                self._mappings,
                self._schedule,
                self._review,
            )
        }
        self._steps = StepList()
        self._steps.chosen.connect(self.show_step)
        self._lay_out()
        for card in self._cards.values():
            card.edited.connect(self._on_edited)
        self._object.retried.connect(self._ask_objects)
        self._mappings.matched.connect(lambda: self._match(keep=True))
        self._schedule.asked.connect(self._ask_times)
        self._review.run_at_once.toggled.connect(lambda _on: self._show_buttons())
        session.ask(self, time_zones, done=lambda found: self._schedule.offer_zones(*found), slot="zones")

    def _lay_out(self) -> None:
        self._title = label(self.title, "title")
        self._subtitle = ElidedLabel("", "secondary")
        self._cancel = button(self.tr("Cancel"), on=self._on_cancel)
        self._save_draft = button(self.tr("Save draft"), on=self.save_draft)
        self._create = button(self.tr("Create and run"), kind="primary", name=self.tr("Create sync"), on=self.activate)
        self._banner = Banner()
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addWidget(self._title)
        names.addWidget(self._subtitle)
        head = QHBoxLayout()
        head.setContentsMargins(20, 16, 20, 12)
        head.setSpacing(8)
        head.addLayout(names, 1)
        for widget in (self._cancel, self._save_draft, self._create):
            head.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        canvas = QWidget()
        canvas.setProperty("kind", "ground")
        canvas.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        narrow = QWidget()
        narrow.setMaximumWidth(760)
        cards = QVBoxLayout(narrow)
        cards.setContentsMargins(0, 0, 0, 0)
        cards.setSpacing(12)
        cards.addWidget(self._banner)
        for card in self._cards.values():
            cards.addWidget(card)
        cards.addStretch(1)
        across = QHBoxLayout(canvas)
        across.setContentsMargins(20, 16, 20, 20)
        across.addWidget(narrow, 1)
        across.addStretch(0)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setProperty("kind", "ground")
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(canvas)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self._steps)
        body.addWidget(self._scroll, 1)
        rule = QWidget()
        rule.setFixedHeight(1)
        rule.setProperty("kind", "rule")
        rule.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(rule)
        layout.addLayout(body, 1)

    # Which sync -----------------------------------------------------------------------------------------------------

    def open(self, *, segment: str = "", dataset: str = "", sync: str = "", **_: Any) -> None:
        """Begin a sync from a segment or a data set, edit a sync, or go on with what is on the screen."""
        if sync or segment or dataset or not self._key:
            self._leave_draft()
            source = SyncSource("segment", segment) if segment else SyncSource("dataset", dataset)
            begun = replace(sync_setup.empty_sync(), source=source)
            self.session.ask(self, _read, self.session.app, sync, done=partial(self._on_read, begun), slot="read")
        else:
            self._reread()

    def _on_read(self, begun: Sync, answer: tuple[Choices, Sync | None]) -> None:
        self._choices, self._saved = answer
        self._sync = self._saved or begun
        self._key = f"sync:{self._saved.id}" if self._saved else f"sync:new:{begun.source.id}"
        self._touched = self._attempted = False
        self._refusal = ""
        self._banner.hide()
        self._scroll.verticalScrollBar().setValue(0)
        self._object.show_waiting("")
        self._show()
        self._focus_first()
        self._ask_objects()
        self._drafts.load(self._key, partial(self._on_draft, self._key))

    def _focus_first(self) -> None:
        """The keyboard begins at the first thing to choose."""
        missing = sync_setup.problems(self._sync, self._choices)
        step = next((step for step in Step if step in missing), None)
        (self._cards[step].first_control() if step else self._create).setFocus()

    def _on_draft(self, key: str, plain: Mapping[str, Any]) -> None:
        restored = sync_setup.from_plain(plain, self._sync)
        if key != self._key or self._touched or restored is None or restored == self._sync:
            return
        if sync_setup.is_fixed(self._sync) and restored.id != self._sync.id:
            return
        self._sync, self._touched = restored, True
        self._show()
        self._ask_objects()
        self._banner.show_text(self.tr("Continued where you left off."), "run", "history")

    def _reread(self) -> None:
        self.session.ask(self, _read, self.session.app, "", done=lambda answer: self._on_reread(answer[0]), slot="read")

    def _on_reread(self, choices: Choices) -> None:
        self._choices = replace(choices, objects=self._choices.objects)
        self._show()

    def refresh(self, kinds: frozenset[Kind]) -> None:
        if kinds & {Kind.SEGMENTS, Kind.DATASETS, Kind.CONNECTIONS}:
            self._reread()

    # Editing --------------------------------------------------------------------------------------------------------

    def _on_edited(self, sync: Sync) -> None:
        before, self._sync = self._sync, sync
        self._touched = True
        self._refusal = ""
        if sync.connection_id != before.connection_id:
            self._choices = replace(self._choices, objects=())
            self._ask_objects()
        elif sync.object != before.object or self._choices.dataset_of(sync) != self._choices.dataset_of(before):
            if sync.object and not sync.key.column:
                self._sync = replace(sync, key=sync_setup.likely_key(sync, self._choices))
            self._match(keep=False)
        self._drafts.keep(self._key, sync_setup.to_plain(self._sync))
        self._show()

    def _ask_objects(self) -> None:
        connection = self._choices.connection_of(self._sync)
        if connection is None:
            return
        manifest = self._choices.manifest_of(self._sync)
        if manifest and not self._choices.objects:
            self._choices = replace(self._choices, objects=manifest.objects)
        self._object.show_waiting(connection.name)
        self.session.ask(
            self,
            self.session.app.destinations.objects,
            connection.id,
            done=self._on_objects,
            failed=self._on_no_objects,
            slot="objects",
        )

    def _on_objects(self, objects: tuple[ObjectSpec, ...]) -> None:
        self._object.show_waiting("")
        self._choices = replace(self._choices, objects=tuple(objects))
        self._settle_object()

    def _on_no_objects(self, error: CensusError) -> None:
        self._object.show_failure(error)
        self._settle_object()

    def _settle_object(self) -> None:
        """The objects are as well known as they will be: choose the one that goes without saying."""
        name = sync_setup.first_object(self._sync, self._choices)
        if not self._sync.object and name and not sync_setup.is_fixed(self._sync):
            self._sync = sync_setup.with_object(self._sync, name, self._choices)
            self._match(keep=False)
        self._show()

    def _match(self, *, keep: bool) -> None:
        dataset, spec = self._choices.dataset_of(self._sync), self._choices.spec_of(self._sync)
        if dataset is None or spec is None:
            return
        self.session.ask(
            self,
            self.session.app.syncs.match_by_name,
            dataset,
            spec,
            self._sync.key.column,
            done=partial(self._on_matched, keep),
            slot="match",
        )

    def _on_matched(self, keep: bool, found: tuple[FieldMapping, ...]) -> None:
        """Mappings by name; what the user mapped stays."""
        mine = self._sync.mappings if keep else ()
        taken = {self._sync.key.field, *(m.field for m in mine)}
        mappings = (*mine, *(m for m in found if m.field not in taken))
        if mappings != self._sync.mappings:
            spec = self._choices.spec_of(self._sync)
            self._sync = replace(self._sync, mappings=sync_setup.ordered(mappings, spec))
            if self._touched:
                self._drafts.keep(self._key, sync_setup.to_plain(self._sync))
            self._show()

    def _ask_times(self, schedule: Schedule) -> None:
        now = self.session.now()
        self.session.ask(
            self,
            next_times,
            schedule,
            now,
            done=lambda times: self._schedule.show_times(times, now),
            failed=self._schedule.show_refusal,
            slot="times",
        )

    def _check(self) -> None:
        """Ask the use case too: it knows rules that this page does not repeat."""
        if not sync_setup.problems(self._sync, self._choices):
            self.session.ask(
                self,
                self.session.app.syncs.check,
                self._sync,
                self._choices.spec_of(self._sync),
                done=lambda _: self._show_refusal(""),
                failed=lambda error: self._show_refusal(str(error)),
                slot="check",
            )

    def _show_refusal(self, text: str) -> None:
        self._refusal = text
        self._show_problems()

    # What is shown --------------------------------------------------------------------------------------------------

    def _show(self) -> None:
        fixed = sync_setup.is_fixed(self._sync)
        self._title.setText(self.tr("Edit sync") if self._saved else self.tr("New Sync"))
        self._subtitle.set_text(self._sync.name or self.tr("Choose what to send and where"))
        for card in self._cards.values():
            card.show_sync(self._sync, self._choices, fixed=fixed)
        self._show_problems()
        self._show_buttons()
        self._soon.start()

    def _show_buttons(self) -> None:
        fixed = sync_setup.is_fixed(self._sync)
        at_once = self._review.run_at_once.isChecked() and not fixed
        text = self.tr("Save changes") if fixed else self.tr("Create and run") if at_once else self.tr("Create sync")
        self._create.setText(text)
        self._create.setAccessibleName(self.tr("Save changes") if fixed else self.tr("Create sync"))
        self._save_draft.setVisible(not fixed)
        can_keep = bool(self._sync.connection_id and self._sync.source.id)
        self._save_draft.setEnabled(can_keep)
        self._save_draft.setToolTip("" if can_keep else self.tr("A draft needs a source and a destination"))

    def _show_problems(self) -> None:
        found = sync_setup.problems(self._sync, self._choices)
        if self._refusal and not found:
            found = {Step.REVIEW: self._refusal}
        for step, card in self._cards.items():
            problem = found.get(step, "")
            late = step in (Step.MAPPINGS, Step.REVIEW) and bool(self._sync.object)
            urgent = bool(problem) and (self._attempted or late)
            card.show_problem(problem, urgent=urgent)
            self._steps.show_state(step, summary(step, self._sync, self._choices), problem, urgent=urgent)

    def show_step(self, step: Step) -> None:
        card = self._cards[step]
        self._scroll.ensureWidgetVisible(card, 0, 0)
        self._scroll.verticalScrollBar().setValue(max(0, card.y() - 12))
        card.first_control().setFocus()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._key:
            self._mappings.forget_columns()
            self._show()

    # Keeping --------------------------------------------------------------------------------------------------------

    def activate(self) -> None:
        """Create the sync, or save what was changed; at the first missing step say what is missing."""
        self._attempted = True
        self._show_problems()
        if found := sync_setup.problems(self._sync, self._choices):
            self.show_step(next(step for step in Step if step in found))
            return
        status = self._sync.status if sync_setup.is_fixed(self._sync) else SyncStatus.ACTIVE
        self._create.setEnabled(False)
        self._keep(replace(self._sync, name=self._sync.name.strip(), status=status), self._on_activated)

    def _keep(self, sync: Sync, done: Any) -> None:
        self.session.ask(self, _save, self.session.app, sync, done=done, failed=self._on_refused)

    def _on_activated(self, sync: Sync) -> None:
        self._create.setEnabled(True)
        created = not sync_setup.is_fixed(self._sync)
        run = created and self._review.run_at_once.isChecked()
        self._finish(sync)
        if run:
            self.session.jobs.run_sync(sync.id)
        said = self.tr("“%1” created and started") if run else self.tr("“%1” created") if created else self.tr("“%1” saved")
        self.session.toast(said.replace("%1", sync.name))

    def save_draft(self) -> None:
        self._keep(self._as_draft(), self._on_draft_saved)

    def _as_draft(self) -> Sync:
        return replace(self._sync, name=self._sync.name.strip() or self.tr("New sync"), status=SyncStatus.DRAFT)

    def _on_draft_saved(self, sync: Sync) -> None:
        self._finish(sync)
        self.session.toast(self.tr("Draft “%1” saved").replace("%1", sync.name))

    def _on_refused(self, error: CensusError) -> None:
        self._create.setEnabled(True)
        if isinstance(error, ConfigError):
            self._show_refusal(str(error))
            self.show_step(Step.REVIEW)
        else:
            self._banner.show_error(error)

    def _on_cancel(self) -> None:
        """Leave without keeping; Undo goes on with the edits."""
        kept, key, saved, touched = self._sync, self._key, self._saved, self._touched
        self._forget()
        self.session.back()
        if touched:
            self.session.toast(self.tr("Edits dropped"), self.tr("Undo"), lambda: self._take_back(kept, key, saved))

    def _take_back(self, kept: Sync, key: str, saved: Sync | None) -> None:
        self._sync, self._key, self._saved, self._touched = kept, key, saved, True
        self._drafts.keep(key, sync_setup.to_plain(kept))
        self.session.open_page("sync-editor")

    def _forget(self) -> None:
        if self._key:
            self._drafts.forget(self._key)
        self._key, self._touched = "", False

    def _finish(self, sync: Sync) -> None:
        self._forget()
        if sync.source.kind == "segment":
            self.session.open_page("segments", segment=sync.source.id, tab="Syncs", sync=sync.id)
        else:
            self.session.open_page("datasets", dataset=sync.source.id, sync=sync.id)

    def _leave_draft(self) -> None:
        """A new sync that has a source and a destination becomes a draft by itself when the page is left."""
        sync = self._sync
        if self._key and self._touched and not sync_setup.is_fixed(sync) and sync.connection_id and sync.source.id:
            self.session.ask(self, _save, self.session.app, self._as_draft(), done=self._on_left)
            self._forget()

    def _on_left(self, sync: Sync) -> None:
        self.session.status(self.tr("Kept as the draft “%1”").replace("%1", sync.name))

    def hideEvent(self, event: QHideEvent) -> None:
        if not event.spontaneous():  # a minimised window comes back
            self._leave_draft()
        self._drafts.flush()
        super().hideEvent(event)

    def leave(self) -> None:
        self._drafts.flush()


def _read(app: App, sync_id: str) -> tuple[Choices, Sync | None]:
    return sync_setup.read_choices(app), (app.syncs.get(sync_id) if sync_id else None)


def _save(app: App, sync: Sync) -> Sync:
    """Save under a free name; what only a run knows (the audience's id) is taken from what is saved."""
    names = {s.name: s.id for s in app.syncs.all()}
    if names.get(sync.name, sync.id) != sync.id:
        sync = replace(sync, name=app.syncs.free_name(sync.name))
    known = next((s for s in app.syncs.all() if s.id == sync.id), None)
    return app.syncs.save(replace(sync, audience_id=known.audience_id) if known else sync)
