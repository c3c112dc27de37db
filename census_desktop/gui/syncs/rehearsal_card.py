"""Rehearse a sync while it is being set up: what a run would send, and what the destination would not take."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout

from census_desktop.domain.errors import Cancelled, CensusError
from census_desktop.domain.model import Sync
from census_desktop.domain.ports import CancelToken
from census_desktop.gui.kit import words
from census_desktop.gui.kit.widgets import Banner, ElidedLabel, button, label
from census_desktop.gui.session import Session
from census_desktop.gui.syncs import sync_setup
from census_desktop.gui.syncs.sync_setup import Choices
from census_desktop.usecases import rehearsing
from census_desktop.usecases.rehearsing import Rehearsed

SHOWN_REASONS = 12


class RehearsalCard(QFrame):
    """Asks nobody but this computer, so it also works before there is an account."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._sync: Sync | None = None
        self._choices = Choices()
        self._told_of: Sync | None = None
        self._token: CancelToken | None = None
        self.setProperty("kind", "card")
        self.setAccessibleName(self.tr("Rehearsal"))
        self._text = label("", "secondary", wrap=True)
        self.start = button(self.tr("Rehearse"), "rehearsal", on=self.rehearse)
        self.stop = button(self.tr("Cancel"), "stop", name=self.tr("Cancel the rehearsal"), on=self._on_stop)
        self.stop.hide()
        self.outcome = Banner()
        self._reasons = QGridLayout()
        self._reasons.setHorizontalSpacing(12)
        self._reasons.setVerticalSpacing(4)
        self._reasons.setColumnStretch(1, 1)
        self._notes = label("", "small", wrap=True)
        self._notes.hide()
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label(self.tr("Rehearsal"), "heading"))
        head.addWidget(ElidedLabel(self.tr("nothing leaves this computer"), "small"), 1)
        head.addWidget(self.stop)
        head.addWidget(self.start)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(12)
        layout.addLayout(head)
        layout.addWidget(self._text)
        layout.addWidget(self.outcome)
        layout.addLayout(self._reasons)
        layout.addWidget(self._notes)
        self.hide()

    def show_sync(self, sync: Sync, choices: Choices) -> None:
        """Ready once there is something to send and somewhere to send it. What was told of another set-up is dropped."""
        manifest = choices.manifest_of(sync)
        missing = {step for step in sync_setup.problems(sync, choices) if step not in _LATER}
        self.setVisible(manifest is not None and bool(sync.object))
        self.start.setEnabled(not missing and self._token is None)
        self.start.setToolTip(self.tr("Finish the steps above first") if missing else "")
        title = manifest.title if manifest else ""
        text = self.tr("Plans it as usual and holds every record against what %1 takes. No credential is needed.")
        self._text.setText(text.replace("%1", title))
        self._sync, self._choices = sync, choices
        if self._told_of is not None and not _same(self._told_of, sync):
            self._drop()

    def _drop(self) -> None:
        self._told_of = None
        self.outcome.hide()
        self._notes.hide()
        self._show_reasons(())

    def rehearse(self) -> None:
        if self._sync is None:
            return
        self._drop()
        self._told_of = self._sync
        self.start.setEnabled(False)
        self.stop.show()
        self.outcome.show_text(self.tr("Rehearsing …"), "run", "clock", closable=False)
        work, spec = self._session.app.rehearsing.rehearse, self._choices.spec_of(self._sync)
        self._token = self._session.ask(
            self, work, self._sync, spec, done=self._on_told, failed=self._on_failed, slot="rehearsal"
        )

    def _on_stop(self) -> None:
        if self._token is not None:
            self._token.cancel()
        self._end()
        self._drop()

    def _end(self) -> None:
        self._token = None
        self.stop.hide()
        if self._sync is not None:
            self.show_sync(self._sync, self._choices)

    def _on_failed(self, error: CensusError) -> None:
        self._end()
        if not isinstance(error, Cancelled):
            self.outcome.show_error(error)

    def _on_told(self, told: Rehearsed) -> None:
        self._end()
        if self._told_of is None:  # the sync was edited meanwhile
            return
        outcome = rehearsing.words(told)
        tone, icon = ("ok", "check") if told.is_fine else ("warn", "alert")
        self.outcome.show_text(f"{outcome[0].upper()}{outcome[1:]}.", tone, icon)
        self._show_reasons(told.reasons)
        notes = [told.held, *told.notes, told.cost]
        if told.unchecked:
            notes.append(self.tr("Not checked: %1").replace("%1", " ".join(told.unchecked)))
        if told.unverified:
            points = words.counted(len(told.unverified), self.tr("point"), self.tr("points"))
            said = self.tr("%1 of %2 were not found in the vendor's documents; they are told with the destination.")
            notes.append(said.replace("%1", points).replace("%2", told.title))
        self._notes.setText("\n".join(note for note in notes if note))
        self._notes.setVisible(any(notes))

    def _show_reasons(self, reasons: tuple[tuple[str, int], ...]) -> None:
        while item := self._reasons.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for row, (reason, number) in enumerate(reasons[:SHOWN_REASONS]):
            self._reasons.addWidget(label(words.number(number), tone="warn"), row, 0)
            self._reasons.addWidget(label(reason, wrap=True), row, 1)
        if (more := len(reasons) - SHOWN_REASONS) > 0:
            text = words.counted(more, self.tr("more reason"), self.tr("more reasons"))
            self._reasons.addWidget(label(text, "small"), SHOWN_REASONS, 1)


_LATER = (sync_setup.Step.SAFETY, sync_setup.Step.REVIEW)
"""A name and a word for consent are not needed to rehearse."""


def _same(one: Sync, other: Sync) -> bool:
    """Whether both send the same."""
    return _sent(one) == _sent(other)


def _sent(sync: Sync) -> tuple[object, ...]:
    where = (sync.source, sync.connection_id, sync.object, sync.audience, sync.operation, sync.removal)
    return (*where, sync.key, sync.mappings, sync.sync_all, sync.audience_column)
