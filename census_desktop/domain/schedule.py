"""When a sync is due: pure functions of the rule and of a given time. Cron itself is parsed by cronsim, where it is used."""

from __future__ import annotations

from datetime import datetime, timedelta

from census_desktop.domain.model import Schedule


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
    return "by hand"


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
    fields = cron.split()
    zone = "" if timezone == "UTC" else f" {timezone}"
    if len(fields) == 5 and fields[0].isdigit() and fields[1].isdigit():
        at = f"{int(fields[1]):02d}:{int(fields[0]):02d}{zone}"
        if fields[2:] == ["*", "*", "*"]:
            return f"daily {at}"
        if fields[2:4] == ["*", "*"] and fields[4] in ("1-5", "1,2,3,4,5"):
            return f"weekdays {at}"
    return f"cron {cron}{zone}"


def next_interval(schedule: Schedule, last: datetime, now: datetime) -> datetime | None:
    """The next due time of an `every` schedule counted from `last`, never in the past of `now`."""
    if schedule.kind != "every":
        return None
    return max(now, last + timedelta(minutes=schedule.minutes))
