"""The next due time of a schedule, cron included (cronsim counts daylight saving right; see docs/adr)."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from census_desktop.domain.errors import ConfigError
from census_desktop.domain.model import Schedule
from census_desktop.domain.schedule import next_interval


def next_due(schedule: Schedule, last: datetime | None, made: datetime, now: datetime) -> datetime | None:
    """When the schedule fires next, in UTC, `now` if it is due or overdue; None for schedules without a time of their own.

    `last` is the start of the last run, `made` when the sync was made: what passed since is due, once, and a sync that never
    ran waits its first interval (running it at once is a choice of its own).
    """
    if schedule.kind == "every":
        return next_interval(schedule, last or made, now)
    if schedule.kind != "cron":
        return None
    from cronsim import CronSim

    due: datetime = next(CronSim(schedule.cron, max(last or made, made).astimezone(_zone(schedule))))
    return max(due.astimezone(UTC), now)


def check_schedule(schedule: Schedule) -> None:
    """Raise ConfigError for a cron expression or a time zone that cannot work."""
    if schedule.kind != "cron":
        return
    from cronsim import CronSim, CronSimError

    try:
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
