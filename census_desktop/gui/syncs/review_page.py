"""Review changes: what a run would do, value by value, before anything is sent; what is sent is exactly this plan."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from census_desktop.domain.environments import PRODUCTION
from census_desktop.domain.errors import Cancelled, CensusError, NotFoundError, PlanStale
from census_desktop.domain.model import Run
from census_desktop.domain.plan import Change, Plan, Progress
from census_desktop.domain.ports import CancelToken
from census_desktop.gui.kit import said, words
from census_desktop.gui.kit.choose_file import ask_save
from census_desktop.gui.kit.states import marked, of_environment
from census_desktop.gui.kit.text_size import px
from census_desktop.gui.kit.widgets import Badge, ElidedLabel, EmptyState, button, label
from census_desktop.gui.session import Page, Session
from census_desktop.gui.syncs import review_table, reviewed
from census_desktop.gui.syncs.plan_panel import PlanPanel
from census_desktop.gui.syncs.reviewed import Reviewed, Wanted, make_review

WAITING, PLAN, NOTHING, FAILURE = range(4)
PHASES = {
    "reading": words.tr("Reading the source"),
    "comparing": words.tr("Comparing with what was acknowledged"),
    "finishing": words.tr("Writing the plan"),
    "sending": words.tr("Sending"),
}


class ReviewPage(Page):
    title = words.tr("Review changes")

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.setObjectName("review")
        self._wanted = Wanted()
        self._reviewed: Reviewed | None = None
        self._token: CancelToken | None = None
        self._sending = ""
        """Sync id from the press of the button until the run has begun."""
        self._layers = QStackedWidget()
        self.panel = PlanPanel(session)
        self._lay_out()
        self.panel.left_out.changed.connect(self._show_send)
        self.panel.send_anyway.connect(self._begin_sending)
        self.panel.typed.changed.connect(self._show_send)
        self.panel.typed.agreed.connect(self._on_agreed)
        self.panel.edit_guard.connect(self._on_edit_guard)
        self.panel.explained.connect(self._on_explained)
        self.panel.banner.action.clicked.connect(self._review_again)
        jobs, bind, left_out = session.jobs, session.commands.bind, self.panel.left_out
        jobs.queue_changed.connect(self._show_send)
        jobs.progress.connect(self._on_run_progress)
        jobs.run_failed.connect(self._on_run_failed)
        jobs.run_finished.connect(self._on_run_finished)
        bind("send-changes", self, self.send, self._can_send)
        bind("undo-edit", self, left_out.undo, lambda: left_out.can_undo)
        bind("redo-edit", self, left_out.redo, lambda: left_out.can_redo)

    def _lay_out(self) -> None:
        self._name = label(self.title, "title")
        self._subtitle = ElidedLabel("", "secondary")
        self._facts = ElidedLabel("", "small")
        self._digest = label("", "small")
        self._copy = button("", "copy", kind="flat", name=self.tr("Copy the digest of the plan"), on=self._on_copy)
        self._environment = Badge(None)
        self._discard = button(self.tr("Discard"), on=self.discard, tip=self.tr("Forget this plan; nothing is sent"))
        self._export = button(self.tr("Export…"), on=self._on_export, tip=self.tr("The changes shown below as a CSV file"))
        self._send = button(self.tr("Send changes"), "play", kind="primary", name=self.tr("Send changes"), on=self.send)
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(self._name)
        first.addWidget(self._environment, 0, Qt.AlignmentFlag.AlignVCenter)
        first.addWidget(self._subtitle, 1)
        second = QHBoxLayout()
        second.setSpacing(4)
        second.addWidget(self._digest)
        second.addWidget(self._copy)
        second.addWidget(self._facts, 1)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addLayout(first)
        names.addLayout(second)
        head = QHBoxLayout()
        head.setContentsMargins(20, 16, 20, 8)
        head.setSpacing(8)
        head.addLayout(names, 1)
        for control in (self._discard, self._export, self._send):
            head.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)
        nothing = EmptyState(
            "check",
            self.tr("Everything is in step"),
            self.tr("No record was added, changed or removed since the last run. Nothing needs to be sent."),
            button(self.tr("Back to the syncs"), on=self._back_to_syncs),
        )
        self._again = button(self.tr("Try again"), on=self._review_again)
        self._failure = EmptyState("alert", "", "", self._again)
        for page in (self._make_waiting(), self.panel, nothing, self._failure):
            self._layers.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self._layers, 1)

    def _make_waiting(self) -> QWidget:
        page = QWidget()
        self._phase = label("", "heading")
        self._progress = QProgressBar()
        self._progress.setAccessibleName(self.tr("Progress of the plan"))
        self._progress.setFixedWidth(px(320))
        self._stop = button(self.tr("Cancel"), name=self.tr("Cancel planning"), on=self._on_stop)
        column = QVBoxLayout(page)
        column.setSpacing(12)
        column.addStretch(2)
        for widget in (self._phase, self._progress, self._stop):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        return page

    # Planning -------------------------------------------------------------------------------------------------------

    def open(self, *, sync: str = "", held: str = "", undo: str = "", **_: Any) -> None:
        """`held` is the run whose plan waits, `undo` the run that is to be taken back."""
        if sync or held or undo:
            self._plan(Wanted(sync, held, undo))

    def review(self, sync_id: str) -> None:
        """Plan the sync anew and show the plan."""
        self._plan(Wanted(sync_id))

    def _review_again(self) -> None:
        """The same anew; records that were left out stay left out where they are still there."""
        keys = frozenset((c.audience, c.key) for c in self.panel.left_out.changes)
        sync_id = self._reviewed.plan.sync_id if self._reviewed else self._wanted.sync_id
        if self._wanted.undo:
            self._plan(replace(self._wanted, left_out=keys))
        elif self._wanted.held and not sync_id:
            self.session.ask(self, self.session.app.runs.get, self._wanted.held, done=lambda run: self.review(run.sync_id))
        else:
            self._plan(Wanted(sync_id, left_out=keys))

    def _plan(self, wanted: Wanted) -> None:
        self._wanted = wanted
        self._reviewed = None
        self._sending = ""
        self.panel.clear()
        self._name.setText(self.tr("Undo a run") if wanted.undo else self.title)
        self._subtitle.set_text("")
        self._facts.set_text("")
        self._digest.setText("")
        self._copy.hide()
        self._environment.set_state(None)
        self._phase.setText(PHASES["reading"])
        self._progress.setRange(0, 0)
        self._stop.setEnabled(True)
        self._layers.setCurrentIndex(WAITING)
        self._show_send()
        self._token = self.session.ask(
            self,
            make_review,
            self.session.app,
            wanted,
            done=self._on_reviewed,
            failed=self._on_failed,
            progress=self._on_progress,
            slot="review",
        )

    def _on_progress(self, progress: Progress) -> None:
        what = PHASES.get(progress.phase, progress.phase)
        known = words.counted(progress.done, self.tr("record"), self.tr("records")) if progress.done else ""
        self._phase.setText(f"{what} · {known}" if known else what)

    def _on_stop(self) -> None:
        if self._token:
            self._token.cancel()
        self._stop.setEnabled(False)
        self.session.back()

    def _on_failed(self, error: CensusError) -> None:
        if not isinstance(error, Cancelled):
            again = self.tr("Review again") if isinstance(error, PlanStale) else self.tr("Try again")
            self._again.setText(again)
            self._again.setAccessibleName(again)
            self._failure.set_texts(said.said(error.title), str(error))
            self._layers.setCurrentIndex(FAILURE)

    def _on_reviewed(self, made: Reviewed) -> None:
        self._reviewed = made
        plan, row = made.plan, made.row
        if made.undone:
            self._name.setText(self.tr("Undo of run %1").replace("%1", made.undone.id[:8]))
        self._subtitle.set_text(f"{row.segment or row.dataset} → {row.connection.name}, {made.object}")
        self._facts.set_text(self._facts_of(made))
        self._digest.setText(f"{self.tr('Plan')} {plan.digest[:8]}")
        self._copy.show()
        self._environment.set_state(of_environment(row.connection.environment))
        self._layers.setCurrentIndex(NOTHING if not plan.to_send and not plan.counts.invalid else PLAN)
        self.panel.show_reviewed(made)
        self._show_send()

    def _facts_of(self, made: Reviewed) -> str:
        plan, now = made.plan, self.session.now()
        if made.undone:
            ran = made.undone.finished_at or made.undone.created_at
            parts = [self.tr("ran %1").replace("%1", words.exact(ran))]
        else:
            parts = [self.tr("source read %1").replace("%1", words.ago(plan.created_at, now))]
            last = made.row.last_run
            if plan.state_version and last and last.finished_at:
                when = words.ago(last.finished_at, now)
                parts.append(self.tr("compared with what was acknowledged, last run %1").replace("%1", when))
            else:
                parts.append(self.tr("nothing sent before"))
        return " · ".join(parts)

    def _on_copy(self) -> None:
        if self._reviewed:
            QGuiApplication.clipboard().setText(self._reviewed.plan.digest)
            self.session.status(self.tr("Digest copied: the command line sends this plan with run --plan"))

    # Sending --------------------------------------------------------------------------------------------------------

    def _is_production(self) -> bool:
        return self._reviewed is not None and self._reviewed.row.connection.environment == PRODUCTION

    def _to_send(self) -> int:
        return self._reviewed.plan.to_send - len(self.panel.left_out) if self._reviewed else 0

    def _is_free(self) -> bool:
        jobs = self.session.jobs
        sync_id = self._reviewed.plan.sync_id if self._reviewed else ""
        return not self._sending and not jobs.is_queued(sync_id) and not jobs.is_running(sync_id)

    def _can_send(self) -> bool:
        """A held plan goes by its own button only, which no key presses by accident."""
        return self._reviewed is not None and not self._reviewed.plan.held and self._may_send()

    def _may_send(self) -> bool:
        return self._to_send() > 0 and self.panel.typed.is_met and self._is_free()

    def _on_agreed(self) -> None:
        """Enter in the number's field goes on to the button; it does not send by itself."""
        held = self._reviewed is not None and bool(self._reviewed.plan.held)
        (self.panel.anyway if held else self._send).setFocus()

    def _show_send(self) -> None:
        plan = self._reviewed.plan if self._reviewed else None
        held = plan is not None and bool(plan.held)
        text = self.tr("Send changes")
        if self._sending:
            text = self.tr("Sending…")
        elif plan and plan.to_send:
            text = reviewed.send_text(plan, self.panel.left_out.changes, production=self._is_production())
        self._send.setText(text)
        self._send.setAccessibleName(text)
        self._send.setVisible(not held)
        self._send.setEnabled(self._can_send())
        self._send.setToolTip(self._why_not())
        self.panel.anyway.setEnabled(held and self._may_send())
        self._discard.setText(self.tr("Dismiss") if held and self._wanted.held else self.tr("Discard"))
        self._discard.setAccessibleName(self._discard.text())
        for control in (self._discard, self._export):
            control.setEnabled(plan is not None and not self._sending)

    def _why_not(self) -> str:
        if self._reviewed is None:
            return ""
        if not self._is_free():
            return self.tr("The sync runs already")
        if self._reviewed.plan.to_send and not self._to_send():
            return self.tr("Every change is left out")
        if not self.panel.typed.is_met:
            return self.tr("Type the number above first")
        connection = self._reviewed.row.connection
        where = marked(connection.name, connection.environment)
        return f"{self.tr('To')} {where} · {self.session.commands.shortcut('send-changes')}"

    def send(self) -> None:
        """Run exactly the plan on the screen, without what is left out."""
        if self._can_send():
            self._begin_sending()

    def _begin_sending(self) -> None:
        if self._reviewed is None or not self._may_send():
            return
        plan, rows = self._reviewed.plan, self.panel.left_out.rows
        self._sending = plan.sync_id
        self._show_send()
        if rows:
            exclude = self.session.app.runs.exclude
            self.session.ask(self, exclude, plan.id, rows, done=self._run_plan, failed=self._on_not_sent, slot="exclude")
        else:
            self._run_plan(plan)

    def _run_plan(self, plan: Plan) -> None:
        """Queue it. The page stays until the run has begun, because the plan may turn out to be out of date."""
        if not self.session.jobs.run_sync(plan.sync_id, plan.digest, removes=self.panel.typed.said):
            self._sending = ""
        self._show_send()

    def _on_not_sent(self, error: CensusError) -> None:
        self._sending = ""
        again = isinstance(error, PlanStale | NotFoundError)
        self.panel.banner.show_error(error, self.tr("Review again") if again else "")
        self._show_send()

    def _on_run_progress(self, progress: Progress) -> None:
        if self._sending and progress.sync_id == self._sending:
            self._on_begun()

    def _on_run_finished(self, run: Run) -> None:
        if self._sending and run.sync_id == self._sending:
            self._on_begun()
        self._show_send()

    def _on_begun(self) -> None:
        self._sending = ""
        if self._reviewed is None or not self.isVisible():
            return
        made, count = self._reviewed, self._to_send()
        changes = words.counted(count, self.tr("change"), self.tr("changes"))
        text = self.tr("Sending %1 to %2").replace("%1", changes).replace("%2", made.row.connection.name)
        self.session.toast(text)
        self._back_to_syncs()

    def tells_of(self, sync_id: str, error: CensusError) -> bool:
        return self._reviewed is not None and sync_id == self._reviewed.plan.sync_id and isinstance(error, PlanStale)

    def _on_run_failed(self, sync_id: str, error: CensusError) -> None:
        if self.tells_of(sync_id, error):
            self._on_not_sent(error)
        elif self._sending == sync_id:
            self._sending = ""
        self._show_send()

    # Other acts -----------------------------------------------------------------------------------------------------

    def discard(self) -> None:
        """Forget the plan and go back. A held run is dismissed with its plan: the next run plans anew."""
        if self._reviewed:
            runs = self.session.app.runs
            if self._wanted.held:
                self.session.ask(self, runs.dismiss_hold, self._wanted.held)
            else:
                self.session.ask(self, runs.discard, self._reviewed.plan.id)
            self._reviewed = None
        self._show_send()
        self.session.back()

    def _back_to_syncs(self) -> None:
        row = self._reviewed.row if self._reviewed else None
        if row and row.sync.source.kind == "segment":
            self.session.open_page("segments", segment=row.sync.source.id, tab="Syncs", sync=row.sync.id)
        elif row:
            self.session.open_page("datasets", dataset=row.sync.source.id, sync=row.sync.id)

    def _on_edit_guard(self) -> None:
        if self._reviewed:
            self.session.open_page("sync-editor", sync=self._reviewed.plan.sync_id, step="safety")

    def _on_explained(self, change: Change) -> None:
        if self._reviewed and change.key:
            self.session.open_page("record", sync=self._reviewed.plan.sync_id, key=change.key)

    def _on_export(self) -> None:
        if self._reviewed:
            ask_save(self, self.tr("Export changes"), f"{self._reviewed.row.sync.name}.csv", self.export_to)

    def export_to(self, path: Path) -> None:
        """Write what the filter shows; personal data stays hidden in the file while it is hidden here."""
        if question := self.panel.question():
            self.session.ask(
                self,
                review_table.export,
                self.session.app.runs,
                question,
                path,
                self.panel.hidden_now(),
                done=lambda count: self._on_exported(count, path),
                failed=self.panel.banner.show_error,
            )

    def _on_exported(self, count: int, path: Path) -> None:
        values = words.counted(count, self.tr("value"), self.tr("values"))
        self.session.toast(self.tr("%1 written to %2").replace("%1", values).replace("%2", path.name))
