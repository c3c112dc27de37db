"""Alerts: what is told of a sync's runs, and when. Decisions over runs that are over, or over one that still works.

A sync without alerts of its own has the usual ones (`USUAL`); `kind: none` alone tells nothing. An alert with a state (all but
started and completed) is told when it begins to hold and when it holds no more; with `every`, each time that it holds.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from census_desktop.domain.model import Run, RunStatus, Sync
from census_desktop.domain.plain import PlainError, boolean, check_keys, choice, items, text
from census_desktop.domain.redaction import fit_to_send

NONE = "none"
KINDS: Mapping[str, str] = {
    "failed_run": "The run failed or is held",
    "failed_records": "Too many records were rejected or invalid",
    "started": "A run started",
    "completed": "A run completed",
    "full_sync": "Everything was sent anew",
    "running_long": "The run takes too long",
    "count_off": "The number of records is off the usual",
    NONE: "Nothing is told",
}
"""Kinds of alerts, with their words."""
PASSING = frozenset({"started", "completed"})
"""Kinds that are told each time and have no state."""
OVER: Mapping[str, str] = {"failed_records": "75%", "running_long": "60m", "count_off": "50%"}
"""Kinds with a threshold, and the usual one: a percentage or a number of records, a time, a percentage."""
USUAL_RUNS = 5
"""Runs whose mean says what is usual."""

_LONGEST = 400
_SHARE = re.compile(r"(\d{1,4}(?:\.\d+)?)\s?%")
_SPAN = re.compile(r"(\d+)\s?([mhd])")
_MINUTES = {"m": 1, "h": 60, "d": 1440}


@dataclass(frozen=True, slots=True)
class Alert:
    """One thing that is told. `over` as in `OVER`; `to` names channels (empty: all of the workspace)."""

    kind: str
    over: str = ""
    every: bool = False
    recovery: bool = True
    to: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What tells alerts of one sync apart, several of one kind too. An alert that is changed is another one."""
        return " ".join((self.kind, self.over, "every" if self.every else "first", *self.to))


@dataclass(frozen=True, slots=True)
class OpenAlert:
    """An alert that holds now: why, of which run, and since when it is told."""

    sync_id: str
    sync: str
    kind: str
    text: str
    run_id: str
    since: datetime


USUAL = (Alert("failed_run"), Alert("failed_records", OVER["failed_records"]))


@dataclass(frozen=True, slots=True)
class Notice:
    """What is told of a sync: `state` is raised | resolved | passing. Names and numbers only, nothing of a record."""

    sync_id: str
    sync: str
    kind: str
    state: str
    text: str
    run_id: str
    at: datetime
    to: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        if self.kind == NONE:
            return "Test of an alert channel"
        return f"{self.sync}: {'in order again' if self.state == 'resolved' else KINDS[self.kind].lower()}"


# As a document has them ----------------------------------------------------------------------------------------------------


def alert_from_plain(data: Any, path: str) -> dict[str, Any]:
    """An alert as a document says it, checked: `{kind: failed_records, over: 75%, every: true, recovery: false, to: [Ops]}`."""
    kind = choice(check_keys(data, path, ("kind",), tuple(data))["kind"], f"{path}.kind", tuple(KINDS))
    options = ("every", "recovery") if kind not in PASSING and kind != NONE else ()
    check_keys(data, path, ("kind",), (*(("over",) if kind in OVER else ()), *options, *(("to",) if kind != NONE else ())))
    if "over" in data:
        _check_over(kind, data["over"], f"{path}.over")
    for option in options:
        boolean(data.get(option, False), f"{path}.{option}")
    for n, name in enumerate(items(data["to"], f"{path}.to") if "to" in data else ()):
        text(name, f"{path}.to[{n}]")
    return dict(data)


def _check_over(kind: str, value: Any, path: str) -> None:
    number = isinstance(value, int) and not isinstance(value, bool) and value >= 0
    words = value if isinstance(value, str) else ""
    if kind == "running_long":
        if not (_SPAN.fullmatch(words) or (number and value > 0)):
            raise PlainError(path, "expected a time", hint="Write 30m, 2h or 1d.")
    elif kind == "count_off":
        if not _SHARE.fullmatch(words):
            raise PlainError(path, "expected a percentage", hint="Write 50%.")
    elif not number and not _SHARE.fullmatch(words):
        raise PlainError(path, "expected a number of records or a percentage", hint="Write 100 or 25%.")


def alerts_of(sync: Sync) -> tuple[Alert, ...]:
    """What is told of a sync; kinds that this version does not know are not."""
    if not sync.alerts:
        return USUAL
    found = (
        Alert(
            str(plain["kind"]),
            str(plain.get("over", OVER.get(plain["kind"], ""))),
            bool(plain.get("every", False)),
            bool(plain.get("recovery", True)),
            tuple(plain.get("to", ())),
        )
        for plain in sync.alerts
    )
    return tuple(alert for alert in found if alert.kind in KINDS and alert.kind != NONE)


def alert_to_plain(alert: Alert) -> dict[str, Any]:
    """What differs from the defaults."""
    plain: dict[str, Any] = {"kind": alert.kind}
    if alert.over and alert.over != OVER.get(alert.kind):
        plain["over"] = int(alert.over) if alert.over.isdigit() else alert.over
    if alert.every and alert.kind not in PASSING:
        plain["every"] = True
    if not alert.recovery and alert.kind not in PASSING:
        plain["recovery"] = False
    if alert.to:
        plain["to"] = list(alert.to)
    return plain


def in_words(alert: Alert) -> str:
    """An alert as a line: "Over 75 % of the records were rejected or invalid"."""
    over = alert.over.replace("%", " %")
    return {
        "failed_records": f"Over {over} of the records were rejected or invalid"
        if "%" in over
        else f"Over {over} records were rejected or invalid",
        "running_long": f"The run takes longer than {over}",
        "count_off": f"The number of records is over {over} off the mean of the last {USUAL_RUNS} runs",
    }.get(alert.kind, KINDS[alert.kind])


# Decisions ------------------------------------------------------------------------------------------------------------------


def records_of(run: Run) -> int:
    """Records that the source had."""
    counts = run.counts
    return counts.added + counts.changed + counts.unchanged + counts.invalid


def tells_counts(run: Run) -> bool:
    """Whether a run says how many records there are: one that failed does not, nor one that took another back."""
    return run.status is RunStatus.COMPLETED and not run.undo_of


def holds(alert: Alert, run: Run, before: Sequence[Run], now: datetime) -> str | None:
    """Why the alert holds of this run, "" when it does not, None when the run does not tell.

    `before` are the sync's earlier completed runs, newest first. A run that works tells of `running_long` alone, and one that
    was cancelled or skipped of nothing.
    """
    if alert.kind == "running_long":
        return _running_long(alert, run, now)
    if run.status in (RunStatus.CANCELLED, RunStatus.SKIPPED, RunStatus.WAITING) or not run.status.is_over:
        return None
    if alert.kind == "failed_run":
        return (fit_to_send(run.held or run.error)[:_LONGEST] or "It failed.") if run.status is RunStatus.FAILED else ""
    if alert.kind == "failed_records":
        return _failed_records(alert, run)
    if not tells_counts(run):
        return None
    return _full_sync(run) if alert.kind == "full_sync" else _count_off(alert, run, before)


def minutes(over: str) -> int:
    """Minutes of "30m", "2h", "1d" or "90"."""
    found = _SPAN.fullmatch(over)
    return int(found[1]) * _MINUTES[found[2]] if found else int(over)


def _running_long(alert: Alert, run: Run, now: datetime) -> str | None:
    if run.started_at is None:
        return None
    took = (run.finished_at or now) - run.started_at
    most = timedelta(minutes=minutes(alert.over))
    if took <= most:
        return "" if run.status.is_over else None
    return f"{'It took' if run.status.is_over else 'It has been running for'} more than {_spoken(most)}."


def _spoken(span: timedelta) -> str:
    whole = int(span.total_seconds() // 60)
    return f"{whole // 60} h" if whole % 60 == 0 else f"{whole} min"


def _failed_records(alert: Alert, run: Run) -> str:
    counts = run.counts
    failed, of = counts.refused + counts.invalid, counts.processed + counts.invalid
    share = _SHARE.fullmatch(alert.over)
    over = failed > (of * float(share[1]) / 100 if share else int(alert.over))
    if not failed or not over:
        return ""
    return f"{failed:,} of {of:,} records were not taken: {counts.refused:,} rejected, {counts.invalid:,} invalid."


def _full_sync(run: Run) -> str:
    counts = run.counts
    if not counts.added or counts.unchanged or counts.changed:
        return ""
    return f"All {counts.added:,} records were sent: nothing was known to be there yet."


def _count_off(alert: Alert, run: Run, before: Sequence[Run]) -> str | None:
    usual = [records_of(earlier) for earlier in before[:USUAL_RUNS]]
    mean = sum(usual) / len(usual) if usual else 0.0
    if not mean:
        return None
    share = _SHARE.fullmatch(alert.over)
    allowed = float(share[1]) if share else 100.0
    count = records_of(run)
    off = abs(count - mean) / mean * 100
    if off <= allowed:
        return ""
    return f"{count:,} records instead of about {mean:,.0f}: {off:.0f} % {'more' if count > mean else 'fewer'} than usual."
