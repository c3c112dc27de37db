"""Alerts: decided when a run begins, while it works and when it is over; told in the background, so that no run waits.

What holds is remembered with the sync, so that "once" means once over restarts and over any number of programs.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime

from census_desktop.domain.alerts import (
    NONE,
    PASSING,
    USUAL_RUNS,
    Alert,
    Notice,
    OpenAlert,
    alert_to_plain,
    alerts_of,
    holds,
    records_of,
    tells_counts,
)
from census_desktop.domain.errors import AlertError, Cancelled, CensusError, DestinationError
from census_desktop.domain.model import Run, RunStatus, Sync
from census_desktop.domain.ports import CancelToken, Catalog, Clock, Ledger
from census_desktop.domain.rows import Kind, RunFilter
from census_desktop.logs import event
from census_desktop.usecases.changes import Changes
from census_desktop.usecases.channels import DESKTOP, Channel, Channels
from census_desktop.usecases.telling import Telling

MARK = "alert:"
"""Marks of alerts that hold: their value is the run's id, a space, and why."""
LOOKED_BACK = 4 * USUAL_RUNS
"""Runs among which those are found that say what is usual."""

log = logging.getLogger(__name__)
Told = Callable[[Notice], None]


class Alerts:
    """`began`, `ended` and `look` decide; what is told goes out in the background."""

    def __init__(self, catalog: Catalog, ledger: Ledger, channels: Channels, changes: Changes, clock: Clock) -> None:
        self._catalog = catalog
        self._ledger = ledger
        self.channels = channels
        self._changes = changes
        self._clock = clock
        self._telling = Telling(self._deliver, channels.set_trouble)
        self._listeners: list[Told] = []

    def listen(self, told: Told) -> Callable[[], None]:
        """Show desktop notices where the desktop has no service for them; called in a thread of ours. Returns a function
        that ends it."""
        self._listeners.append(told)
        return lambda: self._listeners.remove(told)

    # Decide ---------------------------------------------------------------------------------------------------------

    def began(self, run: Run) -> None:
        """A run has begun. Never raises: a run does not fail for its alerts."""
        with self._harmless():
            sync = self._catalog.get(Sync, run.sync_id)
            for alert in alerts_of(sync):
                if alert.kind == "started":
                    self._tell(self._notice(sync, alert, "passing", "The run started.", run))

    def ended(self, run: Run) -> None:
        """A run is over, or was found dead. Never raises."""
        with self._harmless():
            sync = self._catalog.get(Sync, run.sync_id)
            alerts = alerts_of(sync)
            before = self._before(run) if any(a.kind == "count_off" for a in alerts) else ()
            marks = self._marks(sync.id)
            for alert in alerts:
                if alert.kind == "completed" and run.status is RunStatus.COMPLETED:
                    self._tell(self._notice(sync, alert, "passing", _completed(run), run))
                elif alert.kind not in PASSING:
                    self._judge(sync, alert, run, before, marks.get(alert.key))
            for gone in marks.keys() - {a.key for a in alerts}:  # of alerts that were changed or taken away
                self._catalog.drop_mark(sync.id, MARK + gone)

    def look(self) -> None:
        """Whether a run that works takes too long; asked now and then while a program is open. Never raises."""
        with self._harmless():
            for run in self._ledger.runs(RunFilter(statuses=(RunStatus.WORKING.value,))):
                sync = self._catalog.find(Sync, run.sync_id)
                for alert in alerts_of(sync) if sync else ():
                    if alert.kind == "running_long" and sync:
                        self._judge(sync, alert, run, (), self._marks(sync.id).get(alert.key))

    def _before(self, run: Run) -> tuple[Run, ...]:
        """What came before this run and says how many records there usually are, newest first."""
        filter_ = RunFilter(sync_id=run.sync_id, statuses=(RunStatus.COMPLETED.value,), limit=LOOKED_BACK)
        return tuple(r for r in self._ledger.runs(filter_) if r.id != run.id and tells_counts(r))[:USUAL_RUNS]

    def _marks(self, sync_id: str) -> Mapping[str, str]:
        """What is told of a sync's alerts, by their key."""
        found = self._catalog.marks()
        return {name.removeprefix(MARK): v for (id_, name), (v, _) in found.items() if id_ == sync_id and name.startswith(MARK)}

    def _judge(self, sync: Sync, alert: Alert, run: Run, before: tuple[Run, ...], told: str | None) -> None:
        reason = holds(alert, run, before, self._clock.now())
        if reason is None:
            return
        same_run = told is not None and told.startswith(f"{run.id} ")
        if reason and (told is None or (alert.every and not same_run)):
            if self._is_first(sync, alert, told, f"{run.id} {reason}"):
                self._tell(self._notice(sync, alert, "raised", reason, run))
        elif not reason and told is not None and self._is_first(sync, alert, told, None):
            if alert.recovery:
                self._tell(self._notice(sync, alert, "resolved", _completed(run), run))
            self._changes.publish(Kind.SYNCS)

    def _is_first(self, sync: Sync, alert: Alert, before: str | None, after: str | None) -> bool:
        """Whether no other program found it out before this one."""
        return self._catalog.swap_mark(sync.id, MARK + alert.key, before, after, self._clock.now())

    def _notice(self, sync: Sync, alert: Alert, state: str, text: str, run: Run) -> Notice:
        return Notice(sync.id, sync.name, alert.kind, state, text, run.id, self._clock.now(), alert.to)

    # Look -----------------------------------------------------------------------------------------------------------

    def open(self, sync_ref: str = "") -> tuple[OpenAlert, ...]:
        """Alerts that hold now, newest first; with `sync_ref`, those of one sync."""
        marked = {id_ for id_, name in self._catalog.marks() if name.startswith(MARK)}
        syncs = [self._catalog.get(Sync, sync_ref)] if sync_ref else filter(None, (self._catalog.find(Sync, i) for i in marked))
        found = [held for sync in syncs for _, held in self.of(sync.id) if held]
        return tuple(sorted(found, key=lambda a: (a.since, a.sync, a.kind), reverse=True))

    def of(self, sync_ref: str) -> tuple[tuple[Alert, OpenAlert | None], ...]:
        """Every alert of a sync, with what is open of it."""
        sync = self._catalog.get(Sync, sync_ref)
        marks = {name: found for (id_, name), found in self._catalog.marks().items() if id_ == sync.id}
        return tuple((a, self._as_open(sync, a, *marks[m]) if (m := MARK + a.key) in marks else None) for a in alerts_of(sync))

    def _as_open(self, sync: Sync, alert: Alert, value: str, since: datetime) -> OpenAlert:
        run_id, _, text = value.partition(" ")
        return OpenAlert(sync.id, sync.name, alert.kind, text, run_id, since)

    # Tell -----------------------------------------------------------------------------------------------------------

    def test(self, ref: str, cancel: CancelToken | None = None) -> str:
        """Send a test message now, and say what happened. Raises AlertError, ConfigError, SecretsError, Cancelled."""
        channel = self.channels.get(ref)
        text = "This is a test. Alerts of this workspace come this way."
        notice = Notice("", "", NONE, "passing", text, "", self._clock.now())
        try:
            shown = self._shown(channel, notice, cancel or CancelToken())
        except DestinationError as error:
            raise AlertError(error.message, hint=error.hint) from error
        if not shown:
            raise AlertError(
                "There is no desktop here that shows notifications.", hint="Add an e-mail, webhook or Slack channel."
            )
        self.channels.set_trouble(channel.id, "")
        return f"A test message went out by “{channel.name}”."

    def _tell(self, notice: Notice) -> None:
        event(log, "alert.told", sync=notice.sync_id, run=notice.run_id, kind=notice.kind, state=notice.state)
        self._changes.publish(Kind.SYNCS)
        channels = self.channels.all()
        named = [c for c in channels if c.name in notice.to]
        for channel in named or channels:  # names that no channel has must not make an alert silent
            self._telling.tell(channel, notice)

    def _deliver(self, channel: Channel, notice: Notice, cancel: CancelToken) -> None:
        if not self._shown(channel, notice, cancel):  # as on a server, where nobody would see it
            event(log, "alert.unseen", run=notice.run_id)

    def _shown(self, channel: Channel, notice: Notice, cancel: CancelToken) -> bool:
        if self.channels.send(channel, notice, cancel):
            return True
        listeners = tuple(self._listeners)
        for told in listeners:
            told(notice)
        return channel.type == DESKTOP and bool(listeners)

    def close(self) -> None:
        """Let what is under way arrive, but not for long."""
        self._telling.close()

    @contextmanager
    def _harmless(self) -> Iterator[None]:
        """Nothing that goes wrong here is the run's fault."""
        try:
            yield
        except Cancelled:
            pass
        except CensusError as error:
            event(log, "alert.failed", level=logging.WARNING, failure=type(error).__name__)
        except Exception as error:  # a defect of ours, which must not take a run with it
            log.error("Internal error: %s", type(error).__name__, exc_info=error)


def _completed(run: Run) -> str:
    if not run.status.is_over:
        return "It goes on as usual."
    counts = run.counts
    told = f"{records_of(run):,} records; {counts.added:,} added, {counts.changed:,} changed, {counts.removed:,} removed"
    unknown = f", {counts.unknown:,} of which nobody knows" if counts.unknown else ""
    return f"{told}, {counts.refused:,} rejected{unknown}, {counts.invalid:,} invalid."


def with_alerts(sync: Sync, alerts: tuple[Alert, ...]) -> Sync:
    """The sync with exactly these; none at all is said as such, because an empty list means the usual ones."""
    return replace(sync, alerts=tuple(alert_to_plain(a) for a in alerts) or ({"kind": NONE},))
