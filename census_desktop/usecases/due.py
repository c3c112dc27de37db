"""The next due time of a schedule, cron included (cronsim counts daylight saving right; see docs/adr)."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from census_desktop.domain.errors import ConfigError
from census_desktop.domain.model import Run, RunStatus, Schedule, Sync
from census_desktop.domain.schedule import CLOCK_SLACK, CONTINUOUS_PAUSE, RETRY_AFTER, next_interval

CLOCK = "clock"
"""The mark of a sync that says since when its schedule counts, after the clock was set back."""
Mark = tuple[str, datetime]
"""What a time that lies in the future belongs to, and since when it is counted from instead."""


def next_due(schedule: Schedule, last: datetime | None, made: datetime, now: datetime) -> datetime | None:
    """When the schedule fires next, in UTC, `now` if it is due or overdue; None for schedules without a time of their own.

    `last` is the start of the last run, `made` when the sync was made: what passed since is due, once, and a sync that never
    ran waits its first interval (running it at once is a choice of its own). Of a continuous one `last` is the run's end.
    """
    if schedule.kind == "every":
        return next_interval(schedule, last or made, now)
    if schedule.kind == "continuous":
        return max((last or made) + CONTINUOUS_PAUSE, now)
    if schedule.kind != "cron":
        return None
    from cronsim import CronSim

    due: datetime = next(CronSim(schedule.cron, max(last or made, made).astimezone(_zone(schedule))))
    return max(due.astimezone(UTC), now)


def due_of(sync: Sync, run: Run | None, now: datetime, mark: Mark | None = None) -> datetime | None:
    """`next_due` of a sync after its last run, whatever was done to the clock since."""
    at, of = counted_from(sync, run, now)
    if at > now + CLOCK_SLACK:
        at = mark[1] if mark and mark[0] == of and mark[1] <= now else now
    failed = run is not None and run.status in (RunStatus.FAILED, RunStatus.CANCELLED)
    if failed and sync.schedule.kind == "continuous":
        at += RETRY_AFTER - CONTINUOUS_PAUSE
    return next_due(sync.schedule, None, at, now)


def counted_from(sync: Sync, run: Run | None, now: datetime) -> tuple[datetime, str]:
    """What the schedule counts from, and of which run that is; "" for the sync's own beginning.

    One that lies in the future was written before the clock was set back: a mark then says from when to count.
    """
    if run is None:
        return sync.created_at or now, ""
    ended = run.finished_at if sync.schedule.kind == "continuous" else None
    return ended or run.started_at or run.created_at or now, run.id


def check_schedule(schedule: Schedule) -> None:
    """Raise ConfigError for a cron expression or a time zone that cannot work."""
    if schedule.kind != "cron":
        return
    from cronsim import CronSim, CronSimError

    try:
        if len(schedule.cron.split()) != 5:
            raise CronSimError
        next(CronSim(schedule.cron, datetime.now(_zone(schedule))))
    except (CronSimError, StopIteration) as error:
        raise ConfigError(
            f"“{schedule.cron}” is not a cron expression.",
            hint="Five fields: minute hour day month weekday, as in 0 6 * * 1-5.",
        ) from error


def _zone(schedule: Schedule) -> ZoneInfo:
    try:
        return ZoneInfo(schedule.timezone)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise ConfigError(
            f"“{schedule.timezone}” is not a time zone.", hint="Use a name such as Europe/Berlin or UTC."
        ) from error
