"""The third step: what would be written and where, the run, and the file that it made."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from census_desktop.domain.errors import CensusError
from census_desktop.domain.model import Run, RunStatus, Segment
from census_desktop.domain.plan import Progress
from census_desktop.gui.kit import states, words
from census_desktop.gui.kit.choose_file import ask_folder
from census_desktop.gui.kit.forms import named
from census_desktop.gui.kit.widgets import Badge, Banner, ElidedLabel, Tile, announce, button, card, label
from census_desktop.gui.session import Session
from census_desktop.gui.welcome import first_steps
from census_desktop.gui.welcome.first_rows import FirstRows
from census_desktop.gui.welcome.first_steps import Sending


class SendStep(QWidget):
    back = Signal()
    finished = Signal(object)
    """Segment: to its syncs."""
    tour_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.session: Session | None = None
        self._segment: Segment | None = None
        self._sending: Sending | None = None
        self._file = Path()
        self.banner = Banner()
        self._title = label(self.tr("Send it, and see what arrives"), "title")
        self._about = label("", "secondary", wrap=True)
        self._what = label("", "heading", wrap=True)
        self._where = ElidedLabel("", "secondary")
        self._badge = Badge()
        self._rows = FirstRows(self.tr("First records of the file"), first_steps.FIRST_ROWS)
        self._bar = named(QProgressBar(), self.tr("Writing the file"))
        self._folder = button(
            self.tr("Choose another folder…"),
            "folder",
            tip=self.tr("The sync keeps its file there up to date."),
            on=lambda: ask_folder(self, self.tr("Choose a folder for the file"), self._prepare),
        )
        self.write = button("", "play", kind="primary", on=self._run)
        self.open_file = button(self.tr("Open the file"), "file", on=lambda: self._open(self._file))
        self.open_folder = button(self.tr("Show the folder"), "folder", on=lambda: self._open(self._file.parent))
        self._back = button(self.tr("Back"), "arrow-left", on=self.back.emit)
        self._cancel = button(self.tr("Cancel"), on=self._on_cancel)
        self._wake = QTimer(self, singleShot=True, interval=QApplication.doubleClickInterval())
        self._wake.timeout.connect(self._wake_cancel)
        self._again = button(self.tr("Try again"), "refresh", on=lambda: self._prepare(None))
        self.tour = button(
            self.tr("Take the tour"),
            "info",
            tip=self.tr("Five short notes over the real window; Esc ends it."),
            on=lambda: self.tour_wanted.emit(self._segment),
        )
        self.finish = button(self.tr("Finish"), kind="primary", on=lambda: self.finished.emit(self._segment))
        self._lay_out()

    def _lay_out(self) -> None:
        frame, inner = card(margins=24, spacing=14)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(Tile("folder", "amber", 40))
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(self._what)
        texts.addWidget(self._where)
        top.addLayout(texts, 1)
        top.addWidget(self._badge)
        acts = QHBoxLayout()
        acts.setSpacing(8)
        for control in (self.open_file, self.open_folder, self._folder):
            acts.addWidget(control)
        acts.addStretch(1)
        inner.addLayout(top)
        inner.addWidget(self._bar)
        inner.addWidget(self._rows)
        inner.addLayout(acts)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._back)
        foot.addStretch(1)
        for control in (self._cancel, self.tour, self.write, self._again, self.finish):
            foot.addWidget(control)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._title)
        layout.addWidget(self._about)
        layout.addSpacing(8)
        layout.addWidget(self.banner)
        layout.addWidget(frame)
        layout.addSpacing(8)
        layout.addLayout(foot)

    def begin(self, session: Session, segment: Segment) -> None:
        """Make the sync and its plan; nothing is sent yet."""
        if self.session is None:
            session.jobs.progress.connect(self._on_progress)
            session.jobs.run_finished.connect(self._on_finished)
            session.jobs.run_failed.connect(self._on_run_failed)
        self.session, self._segment, self._sending = session, segment, None
        self._about.setText(self.tr("Every run is a plan first. Nothing leaves before you have seen it."))
        self._prepare(None)

    def _prepare(self, folder: Path | None) -> None:
        if self.session is None or self._segment is None:
            return
        self._what.setText(self.tr("Looking at what would be written …"))
        self._where.set_text("")
        self._badge.set_state(None)
        self._rows.hide()
        self._show_buttons("planning")
        args = (self.session.app, self._segment.id, folder)
        self.session.ask(self, first_steps.prepare, *args, done=self._show_plan, failed=self._on_failed, slot="prepare")

    def _show_buttons(self, state: str) -> None:
        """`state`: planning, planned, running, done or failed."""
        self._bar.setVisible(state == "running")
        self._folder.setVisible(state in ("planned", "failed"))
        self.write.setVisible(state in ("planning", "planned"))
        self.write.setEnabled(state == "planned")
        self.write.setText(self.write.text() or self.tr("Write the file"))
        self._cancel.setVisible(state == "running")
        self._back.setVisible(state in ("planned", "failed"))
        self._again.setVisible(state == "failed")
        for control in (self.open_file, self.open_folder, self.tour):
            control.setVisible(state == "done")
        self.finish.setVisible(state in ("done", "failed"))

    def _show_plan(self, sending: Sending) -> None:
        self._sending, self._file = sending, sending.file
        self.banner.hide()
        count = sending.plan.to_send
        people = words.counted(count, self.tr("record"), self.tr("records"))
        self._what.setText(
            self.tr("%1 will be written").replace("%1", people) if count else self.tr("The file is up to date already")
        )
        self._where.set_text(str(sending.file))
        if sending.template:
            told = self.tr("Quick Sync copied “%1”: its fields, its schedule, a file of its own.")
            self._about.setText(told.replace("%1", sending.template))
        act = self.tr("Write %1").replace("%1", people) if count else self.tr("Check again")
        self.write.setText(act)
        self.write.setAccessibleName(act)
        self._rows.show_rows(sending.first)
        self._rows.setVisible(bool(sending.first.rows))
        if sending.plan.held:
            self.banner.show_text(sending.plan.held, "warn", "shield", closable=False)
        self._show_buttons("planned")
        self.write.setFocus()

    def _on_failed(self, error: CensusError) -> None:
        self._what.setText(self.tr("Nothing was written"))
        self._show_buttons("failed")
        self.banner.show_error(error)
        self._folder.setFocus()

    # The run --------------------------------------------------------------------------------------------------------

    def _run(self) -> None:
        if self.session is None or self._sending is None:
            return
        self._bar.setRange(0, max(1, self._sending.plan.to_send))
        self._bar.setValue(0)
        self._badge.set_state(states.RUNNING)
        self._show_buttons("running")
        self._cancel.setEnabled(False)  # it stands where Write stood: the second press of a double click is not meant for it
        self._wake.start()
        self.session.jobs.run_sync(self._sending.sync.id, self._sending.plan.digest)

    def _wake_cancel(self) -> None:
        self._cancel.setEnabled(True)
        if self._cancel.isVisible():
            self._cancel.setFocus()

    def _on_cancel(self) -> None:
        if self.session is None or self._sending is None:
            return
        jobs, sync_id = self.session.jobs, self._sending.sync.id
        jobs.cancel_run(sync_id)
        if not jobs.is_running(sync_id):  # it waited still: nobody will tell of its end
            self._badge.set_state(None)
            self._show_plan(self._sending)

    def _is_mine(self, sync_id: str) -> bool:
        return self._sending is not None and self._sending.sync.id == sync_id

    def _on_progress(self, progress: Progress) -> None:
        if self._is_mine(progress.sync_id) and progress.phase in ("sending", "finishing"):
            self._bar.setValue(progress.done)

    def _on_run_failed(self, sync_id: str, error: CensusError) -> None:
        if self._is_mine(sync_id):
            self._badge.set_state(states.FAILED)
            self._on_failed(error)

    def _on_finished(self, run: Run) -> None:
        if not self._is_mine(run.sync_id) or self.session is None:
            return
        asked = partial(first_steps.outcome, self.session.app, run, self._file)
        self.session.ask(self, asked, done=self._show_outcome, failed=self._on_failed, slot="outcome")

    def _show_outcome(self, outcome: tuple[Run, Path]) -> None:
        run, self._file = outcome
        self._badge.set_state(states.of_run(run))
        if run.status is not RunStatus.COMPLETED:
            self._what.setText(self.tr("%1 were written").replace("%1", words.number(run.counts.updated)))
            self._show_buttons("failed")
            self.banner.show_text(run.note or self.tr("What was written stays; the next run sends the rest."), "warn", "alert")
            self._again.setFocus()
            return
        people = words.counted(run.counts.updated, self.tr("record"), self.tr("records"))
        told = self.tr("%1 written in %2").replace("%1", people)
        seconds = (run.finished_at - run.started_at).total_seconds() if run.finished_at and run.started_at else 0.0
        self._what.setText(told.replace("%2", words.duration(seconds)))
        self._title.setText(self.tr("Done: your first sync"))
        self._about.setText(
            self.tr("From now on only changes travel. Run it again after your data changes, or give it a schedule.")
        )
        self._show_buttons("done")
        self.finish.setFocus()
        announce(self, self._what.text())

    def _open(self, path: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            told = self.tr("No program opens it here. It is at %1").replace("%1", str(path))
            self.banner.show_text(told, "run", "info")
