"""New Sync and Edit sync: all steps on one page, a list of them at the left, checked while they are filled in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from census_desktop.domain.errors import CensusError, ConfigError
from census_desktop.domain.manifest import ObjectSpec
from census_desktop.domain.model import FieldMapping, Schedule, Sync, SyncSource, SyncStatus
from census_desktop.domain.rows import Kind
from census_desktop.gui.drafts import Drafts
from census_desktop.gui.form_draft import restored_text
from census_desktop.gui.kit import words
from census_desktop.gui.session import Page, Session
from census_desktop.gui.syncs import sync_setup
from census_desktop.gui.syncs.alerts_step import AlertsStep
from census_desktop.gui.syncs.audience_row import read_audiences
from census_desktop.gui.syncs.consequences_panel import ConsequencesPanel
from census_desktop.gui.syncs.editor_frame import EditorFrame
from census_desktop.gui.syncs.editor_steps import SyncSteps, read, save, show_saved
from census_desktop.gui.syncs.mapping_step import MappingStep
from census_desktop.gui.syncs.operation_step import OperationStep
from census_desktop.gui.syncs.preview_card import PreviewCard
from census_desktop.gui.syncs.rehearsal_card import RehearsalCard
from census_desktop.gui.syncs.safety_step import SafetyStep
from census_desktop.gui.syncs.schedule_step import ScheduleStep, next_times, time_zones
from census_desktop.gui.syncs.sync_review import ReviewStep, summary
from census_desktop.gui.syncs.sync_setup import Choices, Step
from census_desktop.gui.syncs.sync_steps import DestinationStep, KeyStep, ObjectStep, SourceStep, StepCard
from census_desktop.gui.syncs.template_check import TemplateCheck

CHECK_AFTER_MS = 200


class SyncEditor(Page):
    """`open(segment=…)` or `open(dataset=…)` begins a sync, `open(sync=…)` edits one."""

    title = words.tr("New Sync")

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
                SafetyStep(),
                AlertsStep(),
                self._review,
            )
        }
        self._preview, self._rehearsal = PreviewCard(session), RehearsalCard(session)
        self._templates = TemplateCheck(session, self._mappings, self._preview)
        self._consequences = ConsequencesPanel()
        self._frame = EditorFrame(self._cards, {Step.MAPPINGS: self._preview, Step.REVIEW: self._rehearsal}, self._consequences)
        self._frame.steps.chosen.connect(self.show_step)
        self._frame.cancel.clicked.connect(self._on_cancel)
        self._frame.save_draft.clicked.connect(self.save_draft)
        self._frame.create_.clicked.connect(self.activate)
        self._banner, self._create = self._frame.banner, self._frame.create_
        self._banner.action.clicked.connect(lambda _checked=False: self._on_discard())
        self._steps = SyncSteps(self._put, self)
        self._steps.bind(session.commands, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._frame)
        for card in self._cards.values():
            card.edited.connect(self._on_edited)
        self._object.retried.connect(self._ask_objects)
        self._object.audience.asked.connect(self._ask_audiences)
        self._mappings.matched.connect(lambda: self._match(keep=True))
        self._mappings.told.connect(self._on_told)
        self._consequences.saved.connect(self._save_edit)
        self._consequences.closed.connect(self._show_buttons)
        self._schedule.asked.connect(self._ask_times)
        self._review.run_at_once.toggled.connect(lambda _on: self._show_buttons())
        session.ask(self, time_zones, done=lambda found: self._schedule.offer_zones(*found), slot="zones")

    # Which sync -----------------------------------------------------------------------------------------------------

    def open(self, *, segment: str = "", dataset: str = "", sync: str = "", step: str = "", **_: Any) -> None:
        """Begin a sync from a segment or a data set, edit a sync (at a step), or go on with what is on the screen."""
        if sync or segment or dataset or not self._key:
            self._leave_draft()
            source = SyncSource("segment", segment) if segment else SyncSource("dataset", dataset)
            begun = replace(sync_setup.empty_sync(), source=source)
            self.session.ask(self, read, self.session.app, sync, done=partial(self._on_read, begun, step), slot="read")
        else:
            self._reread()

    def _on_read(self, begun: Sync, step: str, answer: tuple[Choices, Sync | None]) -> None:
        self._choices, self._saved = answer
        self._sync = self._saved or begun
        self._key = f"sync:{self._saved.id}" if self._saved else f"sync:new:{begun.source.id}"
        self._touched = self._attempted = False
        self._steps.clear()
        self._refusal = ""
        self._banner.hide()
        self._consequences.hide()
        self._preview.forget()
        self._frame.go_to_top()
        self._object.show_waiting("")
        self._show()
        if step:
            QTimer.singleShot(0, self, partial(self.show_step, Step(step)))  # once the cards have their heights
        else:
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
        self._steps.clear()
        self._show()
        self._ask_objects()
        text = restored_text(self._drafts.kept_at(key), self.session.now())
        self._banner.show_text(text, "run", "history", self.tr("Discard"))

    def _reread(self) -> None:
        # A slot of its own: what is just being opened must not be lost to it.
        self.session.ask(self, read, self.session.app, "", done=lambda answer: self._on_reread(answer[0]), slot="reread")

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
        self._consequences.hide()
        if sync.connection_id != before.connection_id:
            self._choices = replace(self._choices, objects=())
            self._ask_objects()
        elif sync.object != before.object or self._choices.dataset_of(sync) != self._choices.dataset_of(before):
            if sync.object and not sync.key.column:
                self._sync = replace(sync, key=sync_setup.likely_key(sync, self._choices))
            self._match(keep=False)
        self._steps.took(before, self._sync)
        self._drafts.keep(self._key, sync_setup.to_plain(self._sync))
        self._show()

    def _put(self, sync: Sync) -> None:
        """A step back or forth leads to this."""
        elsewhere = sync.connection_id != self._sync.connection_id
        self._sync, self._refusal = sync, ""
        self._consequences.hide()
        if elsewhere:
            self._choices = replace(self._choices, objects=())
            self._ask_objects()
        self._drafts.keep(self._key, sync_setup.to_plain(sync))
        self._show()

    def _ask_objects(self) -> None:
        connection = self._choices.connection_of(self._sync)
        if connection is None:
            return
        manifest = self._choices.manifest_of(self._sync)
        if manifest and not self._choices.objects:
            self._choices = replace(self._choices, objects=manifest.objects)
        self._object.show_waiting(connection.name)
        objects = self.session.app.destinations.objects
        self.session.ask(self, objects, connection.id, done=self._on_objects, failed=self._on_no_objects, slot="objects")

    def _on_objects(self, objects: tuple[ObjectSpec, ...]) -> None:
        self._object.show_waiting("")
        self._choices = replace(self._choices, objects=tuple(objects))
        self._settle_object()

    def _on_no_objects(self, error: CensusError) -> None:
        self._object.show_failure(error)
        self._settle_object()

    def _ask_audiences(self, search: str) -> None:
        args = (self.session.app, self._sync.connection_id, self._sync.object, search)
        shown = self._object.audience
        self.session.ask(self, read_audiences, *args, done=shown.offer, failed=shown.show_failure, slot="audiences")

    def _settle_object(self) -> None:
        """The objects are as well known as they will be: choose the one that goes without saying."""
        name = sync_setup.first_object(self._sync, self._choices)
        if not self._sync.object and name and not sync_setup.is_fixed(self._sync):
            self._sync = sync_setup.with_object(self._sync, name, self._choices)
            self._steps.amend(self._sync)
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
            self._steps.amend(self._sync)
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
        self._frame.title.setText(self.tr("Edit sync") if self._saved else self.tr("New Sync"))
        self._frame.subtitle.set_text(self._sync.name or self.tr("Choose what to send and where"))
        for card in self._cards.values():
            card.show_sync(self._sync, self._choices, fixed=fixed)
        for asking in (self._preview, self._rehearsal):
            asking.show_sync(self._sync, self._choices)
        self._show_problems()
        self._show_buttons()
        self._soon.start()

    def _show_buttons(self) -> None:
        fixed = sync_setup.is_fixed(self._sync)
        at_once = self._review.run_at_once.isChecked() and not fixed
        text = self.tr("Save changes") if fixed else self.tr("Create and run") if at_once else self.tr("Create sync")
        self._create.setText(text)
        self._create.setAccessibleName(self.tr("Save changes") if fixed else self.tr("Create sync"))
        self._create.setVisible(self._consequences.isHidden())  # the panel has the filled button then
        self._frame.save_draft.setVisible(not fixed)
        can_keep = bool(self._sync.connection_id and self._sync.source.id)
        self._frame.save_draft.setEnabled(can_keep)
        self._frame.save_draft.setToolTip("" if can_keep else self.tr("A draft needs a source and a destination"))

    def _show_problems(self) -> None:
        found = sync_setup.problems(self._sync, self._choices)
        if self._refusal and not found:
            found = {Step.REVIEW: self._refusal}
        for step, card in self._cards.items():
            problem = found.get(step, "")
            late = step in (Step.MAPPINGS, Step.SAFETY, Step.REVIEW) and bool(self._sync.object)
            urgent = bool(problem) and (self._attempted or late)
            card.show_problem(problem, urgent=urgent)
            self._frame.steps.show_state(step, summary(step, self._sync, self._choices), problem, urgent=urgent)

    def show_step(self, step: Step) -> None:
        card = self._cards[step]
        self._frame.go_to(card)
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
        if self._saved is not None and sync_setup.is_fixed(self._sync):
            self._create.setEnabled(False)
            consequences = self.session.app.syncs.consequences
            self.session.ask(
                self, consequences, self._saved, self._sync, done=self._on_consequences, failed=self._on_refused, slot="save"
            )
        else:
            self._save_edit()

    def _on_consequences(self, said: tuple[str, ...]) -> None:
        """Saving is told what it causes; without any it just saves."""
        if said := tuple(text for text in said if text):
            self._create.setEnabled(True)
            self._consequences.show_lines(said)
            self._show_buttons()
            self._frame.go_to_top()
        else:
            self._save_edit()

    def _save_edit(self) -> None:
        status = self._sync.status if sync_setup.is_fixed(self._sync) else SyncStatus.ACTIVE
        self._create.setEnabled(False)
        self._keep(replace(self._sync, name=self._sync.name.strip(), status=status), self._on_activated)

    def _keep(self, sync: Sync, done: Any) -> None:
        self.session.ask(self, save, self.session.app, sync, done=done, failed=self._on_refused)

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

    def _on_told(self, text: str, undo: Any) -> None:
        self.session.toast(text, self.tr("Undo") if undo else "", undo)

    def _on_refused(self, error: CensusError) -> None:
        self._create.setEnabled(True)
        self._consequences.hide()
        self._show_buttons()
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

    def _on_discard(self) -> None:
        """Drop what was restored; Undo brings it back."""
        kept, key, saved = self._sync, self._key, self._saved
        source = {kept.source.kind: kept.source.id}
        self._forget()
        self.open(**({"sync": saved.id} if saved else source))
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
        show_saved(self.session, sync)

    def _leave_draft(self) -> None:
        """A new sync that has a source and a destination becomes a draft by itself when the page is left."""
        sync = self._sync
        if self._key and self._touched and not sync_setup.is_fixed(sync) and sync.connection_id and sync.source.id:
            self.session.ask(self, save, self.session.app, self._as_draft(), done=self._on_left)
            self._forget()

    def _on_left(self, sync: Sync) -> None:
        self.session.status(self.tr("Kept as the draft “%1”").replace("%1", sync.name))

    def hideEvent(self, event: QHideEvent) -> None:
        if not event.spontaneous():  # a minimised window comes back
            self._leave_draft()
        self._drafts.flush()
        super().hideEvent(event)
