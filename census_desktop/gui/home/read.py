"""What Home shows, read in the pool."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from census_desktop.domain.alerts import OpenAlert
from census_desktop.domain.errors import SecretsError
from census_desktop.domain.model import Connection, Run, RunStatus, SyncStatus
from census_desktop.domain.rows import RunFilter, SyncRow
from census_desktop.gui.kit import words
from census_desktop.gui.kit.words import tr
from census_desktop.gui.syncs.sync_lines import look_of
from census_desktop.gui.timeline import DAYS, Lane

if TYPE_CHECKING:
    from census_desktop.bootstrap import App
    from census_desktop.usecases.channels import Channel

PORTION, MOST_RUNS = 500, 5000
SOON = timedelta(days=3)
"""A sign-in that ends within that time is told of."""


@dataclass(frozen=True, slots=True)
class ChangedData:
    """A data set whose source is not what it was: columns went or became another type, or something does not work any more."""

    dataset_id: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class SizeOverTime:
    """A segment that is sent, with its known sizes of these days, oldest first."""

    segment_id: str
    name: str
    points: tuple[tuple[datetime, int], ...]

    @property
    def change(self) -> int:
        return self.points[-1][1] - self.points[0][1]

    @property
    def moved(self) -> float:
        """The change as a share of what it was."""
        return abs(self.change) / max(1, self.points[0][1])


@dataclass(frozen=True, slots=True)
class BadSignIn:
    """A destination whose sign-in or credential needs a person. `what`: it is "over", it "ends" soon, or its "test" failed."""

    connection_id: str
    name: str
    text: str
    what: str


@dataclass(frozen=True, slots=True)
class Home:
    """What the page shows, read in one go."""

    rows: tuple[SyncRow, ...]
    lanes: tuple[Lane, ...]
    runs: tuple[Run, ...]
    """Of the last seven days, newest first."""
    has_segments: bool
    alerts: tuple[OpenAlert, ...] = ()
    channels: tuple[Channel, ...] = ()
    """Channels whose last alert did not arrive."""
    agent: bool = False
    """An agent runs what is due, rather than this window."""
    changed: tuple[ChangedData, ...] = ()
    sizes: tuple[SizeOverTime, ...] = ()


def read_home(app: App, now: datetime) -> Home:
    """In the pool."""
    from census_desktop.usecases.agent import agent_of

    rows = app.syncs.rows()
    runs = _runs_since(app, now - timedelta(days=DAYS))
    lanes: list[Lane] = []
    by_sync = {row.sync.id: row.connection for row in rows}
    for connection in app.destinations.all():
        mine = tuple(r for r in runs if (c := by_sync.get(r.sync_id)) is not None and c.id == connection.id)
        if mine:
            lanes.append(Lane(connection.name, look_of(app, connection.type)[0], mine))
    return Home(
        rows,
        tuple(lanes[:12]),
        runs,
        app.segments.page(limit=1).total > 0,
        app.alerts.open(),
        tuple(c for c in app.alerts.channels.all() if c.trouble),
        agent_of(app.paths.root) is not None,
        _changed_data(app),
        _sizes(app, rows, now - timedelta(days=DAYS)),
    )


def _runs_since(app: App, since: datetime) -> tuple[Run, ...]:
    """Runs newer than that, newest first, as many as a page can show."""
    found: list[Run] = []
    filter_ = RunFilter(limit=PORTION)
    while len(found) < MOST_RUNS:
        portion = app.runs.list(filter_)
        fresh = [r for r in portion if r.created_at and r.created_at >= since]
        found += fresh
        if len(fresh) < PORTION or portion[-1].created_at is None:
            break
        filter_ = replace(filter_, before=(portion[-1].created_at, portion[-1].id))
    return tuple(found)


def _changed_data(app: App) -> tuple[ChangedData, ...]:
    """New columns alone disturb nobody."""
    found = []
    for dataset in app.datasets.all():
        drift = app.datasets.drift(dataset.id)
        if not (drift.vanished or drift.changed):
            continue
        broken = app.datasets.broken(dataset)
        if broken or not drift.noted:
            words_ = [] if drift.noted else [f"{'; '.join(drift.words)}."]
            words_ += [f"“{one.name}”: {one.why}." for one in broken[:2]]
            found.append(ChangedData(dataset.id, dataset.name, " ".join(words_)))
    return tuple(found)


def _sizes(app: App, rows: Sequence[SyncRow], since: datetime) -> tuple[SizeOverTime, ...]:
    """Of segments that active syncs send, those that changed most first."""
    names = {
        row.sync.source.id: row.segment
        for row in rows
        if row.sync.source.kind == "segment" and row.sync.status is SyncStatus.ACTIVE
    }
    known = app.segments.sizes_since(tuple(names), since)
    found = [SizeOverTime(id_, names[id_], points) for id_, points in known.items() if len(points) > 1]
    return tuple(sorted(found, key=lambda one: (-one.moved, one.name.casefold())))


def read_sign_ins(app: App, now: datetime) -> tuple[BadSignIn, ...]:
    """In the pool, apart from the rest: it asks the keyring. Sign-ins that are over or soon will be, and tests that failed."""
    found = []
    for connection in app.destinations.all():
        if (bad := _bad_sign_in(app, connection, now)) is not None:
            found.append(bad)
    return tuple(sorted(found, key=lambda one: one.what == "ends"))


def _bad_sign_in(app: App, connection: Connection, now: datetime) -> BadSignIn | None:
    if app.destinations.manifest(connection.type).sign_in is not None:
        try:
            state = app.signing_in.state(connection.id)
        except SecretsError:
            state = None  # that the keyring is locked is said where something needs it
        if state is not None and state.is_over:
            return BadSignIn(connection.id, connection.name, tr("The sign-in is over: it was revoked or ran out."), "over")
        if state is not None and state.until and not state.renews and state.until - now < SOON:
            text = tr("The sign-in ends %1 and does not renew itself.").replace("%1", words.until(state.until, now))
            return BadSignIn(connection.id, connection.name, text, "ends" if state.until > now else "over")
    if connection.test_ok is False and not _sent_since(app, connection):
        when = words.ago(connection.tested_at, now)
        return BadSignIn(connection.id, connection.name, f"{when}: {connection.test_message}", "test")
    return None


def _sent_since(app: App, connection: Connection) -> bool:
    """Whether a run of it went well after its test had failed: then the test is old news."""
    at = connection.tested_at
    runs = (row.last_run for row in app.syncs.rows(connection_id=connection.id))
    return any(r and at and r.status is RunStatus.COMPLETED and r.finished_at and r.finished_at > at for r in runs)
