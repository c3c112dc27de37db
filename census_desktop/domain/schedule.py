"""When a sync is due: pure functions of the rule and of a given time. Cron itself is parsed by cronsim, where it is used."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from census_desktop.domain.errors import ConfigError
from census_desktop.domain.model import Run, RunStatus, Schedule, Sync

CONTINUOUS_PAUSE = timedelta(minutes=1)
"""Between the end of a run and the next one of a continuous sync."""
RETRY_AFTER = timedelta(minutes=15)
"""Until a failed run is tried again where no time of its own says so: a credential that is refused is not worn out."""
CLOCK_SLACK = timedelta(minutes=1)
"""A time that lies further in the future than that was written before the clock was set back."""
CHECK_MINUTES = 5
"""How often a database is asked whether a table changed, unless the schedule says so."""
BY_RUNNING_MINUTES = 15
"""How often a sync runs to find out, where nothing cheaper tells of a change."""

WEEKDAYS = ("Sundays", "Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays")


def in_words(schedule: Schedule, after: str = "another sync") -> str:
    """The schedule as people say it: "by hand", "every 15 min", "hourly", "daily 06:00", "weekdays 08:00".

    `after` names the sync that an `after` schedule waits for; the schedule itself only holds its id.
    """
    if schedule.kind == "every":
        return _interval_words(schedule.minutes)
    if schedule.kind == "cron":
        return _cron_words(schedule.cron, schedule.timezone)
    if schedule.kind == "on_change":
        return "when data changes"
    if schedule.kind == "after":
        return f"after {after}"
    return "continuously" if schedule.kind == "continuous" else "by hand"


def _interval_words(minutes: int) -> str:
    named = {60: "hourly", 1440: "daily", 10080: "weekly"}
    if minutes in named:
        return named[minutes]
    if minutes % 1440 == 0:
        return f"every {minutes // 1440} days"
    if minutes % 60 == 0:
        return f"every {minutes // 60} h"
    return f"every {minutes} min"


def _cron_words(cron: str, timezone: str) -> str:
    zone = "" if timezone == "UTC" else f" {timezone}"
    if at := time_of_day(cron):
        hour, minute, days = at
        named = {"*": "daily", "1-5": "weekdays", "1,2,3,4,5": "weekdays"}
        word = named.get(days) or (WEEKDAYS[int(days) % 7] if days.isdigit() and int(days) <= 7 else "")
        if word:
            return f"{word} {hour:02d}:{minute:02d}{zone}"
    return f"cron {cron}{zone}"


def time_of_day(cron: str) -> tuple[int, int, str] | None:
    """(hour, minute, weekdays as written) of an expression that is one time of the day, on any day of any month."""
    fields = cron.split()
    if len(fields) != 5 or not (fields[0].isdigit() and fields[1].isdigit()) or fields[2:4] != ["*", "*"]:
        return None
    hour, minute = int(fields[1]), int(fields[0])
    return (hour, minute, fields[4]) if hour < 24 and minute < 60 else None


def next_interval(schedule: Schedule, last: datetime, now: datetime) -> datetime | None:
    """The next due time of an `every` schedule counted from `last`, never in the past of `now`."""
    if schedule.kind != "every":
        return None
    return max(now, last + timedelta(minutes=schedule.minutes))


def has_time(schedule: Schedule) -> bool:
    """Whether the schedule has a time of its own, so that its next one can be told."""
    return schedule.kind in ("continuous", "every", "cron")


def succeeded(run: Run) -> bool:
    """Whether what waits for this run may begin: it completed, and not every record of it was rejected.

    A run with some rejects has done its work, and rejected records are sent again later. An undo brought the past back, so
    nothing follows it.
    """
    counts = run.counts
    return run.status is RunStatus.COMPLETED and not run.undo_of and not (counts.not_known_to_arrive and not counts.updated)


def refuse_circle(sync: Sync, find: Callable[[str], Sync | None]) -> None:
    """Raise ConfigError naming the path if the sync, as given, waits for itself over others, and for one that is gone."""
    path, at = [sync], sync
    while at.schedule.kind == "after":
        found = sync if at.schedule.after == sync.id else find(at.schedule.after)
        if found is None:
            if at is sync:
                raise ConfigError(
                    f"The sync that “{sync.name}” should run after is not there.", hint="Choose another one, or a time."
                )
            return
        path.append(found)
        if found.id == sync.id:
            names = " → ".join(s.name for s in path)
            raise ConfigError(
                f"Syncs cannot wait for one another in a circle: {names}.", hint="Give one of them a time of its own."
            )
        if found in path[:-1]:  # a circle of others, which is told where they are saved
            return
        at = found
