"""What is told on a sync's card of its audience: renamed, gone, full or too small there, and who is in it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from census_desktop.domain.errors import CensusError, ConfigError
from census_desktop.domain.model import Run, Sync
from census_desktop.domain.ports import CancelToken
from census_desktop.gui.kit import words
from census_desktop.gui.kit.widgets import Banner
from census_desktop.gui.session import Session
from census_desktop.usecases.audiences import Drift, Standing, Stands

if TYPE_CHECKING:
    from census_desktop.bootstrap import App

_LOOK = {
    Standing.GONE: ("fail", "cross"),
    Standing.TROUBLE: ("fail", "alert"),
    Standing.RENAMED: ("warn", "pencil"),
    Standing.SMALL: ("warn", "people"),
    Standing.NEW: ("run", "info"),
    Standing.FINE: ("ok", "check"),
}
_THERE = (Standing.FINE, Standing.RENAMED, Standing.SMALL)


@dataclass(frozen=True, slots=True)
class Checked:
    """What the destination answered. `drift` is None where it does not tell who is in an audience."""

    sync_id: str
    stands: Stands
    drift: Drift | None = None


def check_audience(app: App, sync_id: str, members: bool, cancel: CancelToken) -> Checked:
    """In the pool: asks the destination; with `members` also who is in it."""
    stands = app.audiences.stands(sync_id)
    drift = None
    if members and stands.standing in _THERE:
        try:
            drift = app.audiences.drift(sync_id, cancel)
        except ConfigError:
            drift = None
    return Checked(sync_id, stands, drift)


class AudienceNotice(Banner):
    """Silent until somebody asks, or until a run of the sync has ended: asking takes the destination's credential."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._sync: Sync | None = None
        self._checked: Checked | None = None
        self.action.clicked.connect(self._act)
        session.jobs.run_finished.connect(self._on_run)

    @property
    def can_check(self) -> bool:
        return self._sync is not None and bool(self._sync.audience_id)

    def show_sync(self, sync: Sync | None) -> None:
        if sync is None or self._sync is None or sync.id != self._sync.id:
            self._checked = None
            self.hide()
        self._sync = sync

    def check(self) -> None:
        """Ask the destination how the audience stands, and who is in it."""
        if self._sync is not None and self.can_check:
            self.show_text(self.tr("Asking about the audience …"), "run", "clock", closable=False)
            self._ask(self._sync.id, members=True)

    def _on_run(self, run: Run) -> None:
        if self._sync is not None and run.sync_id == self._sync.id and self.can_check and self.isHidden():
            self._ask(run.sync_id, members=False)

    def _ask(self, sync_id: str, *, members: bool) -> None:
        args = (self._session.app, sync_id, members)
        failed = self._on_failed if members else lambda _error: None
        done = partial(self._on_checked, members)
        self._session.ask(self, check_audience, *args, done=done, failed=failed, slot="audience")

    def _on_failed(self, error: CensusError) -> None:
        self.show_text(str(error), "warn", "alert")

    def _on_checked(self, asked: bool, checked: Checked) -> None:
        if self._sync is None or checked.sync_id != self._sync.id:
            return
        self._checked = checked
        stands, drift = checked.stands, checked.drift
        if not asked and stands.standing in (Standing.FINE, Standing.NEW):
            return
        tone, icon = _LOOK[stands.standing]
        said = [stands.says] if stands.says else []
        action = self.tr("Take the new name") if stands.standing is Standing.RENAMED else ""
        if drift is not None:
            said.append(self._members(drift))
            if drift.gone:
                tone, icon, action = "warn", "people", self.tr("Send them again")
        elif stands.audience is not None and stands.audience.members is not None and stands.standing is Standing.FINE:
            there = words.counted(stands.audience.members, self.tr("member"), self.tr("members"))
            said.append(self.tr("“%1” has %2 there.").replace("%1", stands.audience.name).replace("%2", there))
        self.show_text(" ".join(said) or self.tr("The audience is as it should be."), tone, icon, action)

    def _members(self, drift: Drift) -> str:
        parts = [self.tr("%1 of this sync").replace("%1", words.number(drift.ours))]
        if drift.others:
            parts.append(self.tr("%1 added by others").replace("%1", words.number(drift.others)))
        there = words.counted(drift.there, self.tr("member"), self.tr("members"))
        said = f"{there}: {', '.join(parts)}."
        if drift.gone:
            gone = words.counted(drift.gone, self.tr("member of this sync is gone"), self.tr("members of this sync are gone"))
            said = f"{gone}. {said}"
        return said

    def _act(self) -> None:
        """What the line offers: those gone go again, or the sync takes the name that the audience has there."""
        if self._checked is None:
            return
        audiences, sync_id = self._session.app.audiences, self._checked.sync_id
        if self._checked.drift is not None and self._checked.drift.gone:
            self._session.ask(self, audiences.mend, sync_id, done=self._on_mended, failed=self._on_failed, slot="audience")
        elif self._checked.stands.standing is Standing.RENAMED:
            self._session.ask(self, audiences.rename, sync_id, done=self._on_renamed, failed=self._on_failed, slot="audience")

    def _on_mended(self, drift: Drift) -> None:
        number = words.counted(drift.gone, self.tr("member is"), self.tr("members are"))
        self.show_text(self.tr("%1 sent again by the next run.").replace("%1", number), "ok", "check")

    def _on_renamed(self, sync: Sync) -> None:
        self.show_text(self.tr("The audience is called “%1” here too.").replace("%1", sync.audience), "ok", "check")
