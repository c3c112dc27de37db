"""Guards: how much a run may do unattended before it is held for a person to look.

Shares count against what the destination has acknowledged, and only from `LEAST` records on: of a few, every change is a
large share. A plain number of records holds at any size. A source without a single record that can be sent always holds before
it removes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from census_desktop.domain.model import Counts
from census_desktop.domain.plain import PlainError, check_keys

NEVER = "never"
LEAST = 100
DEFAULTS: Mapping[str, Any] = {
    "hold_over_removed": "25%",
    "hold_over_changed": NEVER,
    "hold_over_usual": NEVER,
    "hold_over_audiences": 100,
}
USUAL_RUNS = 10
"""How many completed runs say what is usual."""


@dataclass(frozen=True, slots=True)
class History:
    """What a sync did before: records that the destination has, and how many each of the last completed runs sent."""

    members: int
    sent: Sequence[int] = ()


def guards_from_plain(data: Any, path: str) -> dict[str, Any]:
    """Guards as a document has them: a percentage, a number of records or `never`; for what is usual, how many times."""
    check_keys(data or {}, path, (), tuple(DEFAULTS))
    checks = {"hold_over_usual": _check_times, "hold_over_audiences": _check_number}
    for name, value in (data or {}).items():
        checks.get(name, _check_amount)(value, f"{path}.{name}")
    return dict(data or {})


def _check_amount(value: Any, path: str) -> None:
    if value == NEVER or _is_whole(value):
        return
    if not isinstance(value, str) or (share := _share(value)) is None:
        raise PlainError(path, "expected a number of records or a percentage", hint="Write 100, 25% or never.")
    if share > 100:
        raise PlainError(path, f"{value} is more than all of them", hint="Write 100, 25% or never.")


def _check_times(value: Any, path: str) -> None:
    if value == NEVER or (isinstance(value, int | float) and not isinstance(value, bool) and value >= 1):
        return
    raise PlainError(path, "expected how many times as much as usual, 1 or more", hint="Write 5 or never.")


def _check_number(value: Any, path: str) -> None:
    if value != NEVER and not _is_whole(value):
        raise PlainError(path, "expected a number of audiences", hint="Write 100 or never.")


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _share(value: Any) -> float | None:
    found = re.fullmatch(r"(\d{1,3}(?:\.\d+)?)\s?%", value) if isinstance(value, str) else None
    return float(found[1]) if found else None


def reason_to_hold(guards: Mapping[str, Any], counts: Counts, read: int, history: History) -> str:
    """Why a plan with these counts waits for a person, "" when it may go. `read` is how many records the source gave.

    A first run has nothing to remove or change and is free.
    """
    if not history.members:
        return ""
    wanted = {**DEFAULTS, **guards}
    if counts.removed and read <= counts.invalid:
        there = f"{counts.removed:,} of {history.members:,} members"
        if counts.removed == history.members:
            there = f"all {counts.removed:,} members" if counts.removed > 1 else "the only member"
        what = "no record of the source can be sent" if read else "the source is empty"
        return f"Held: {what}, and {there} would be removed."
    for name, done, number in (
        ("hold_over_removed", "removed", counts.removed),
        ("hold_over_changed", "changed", counts.changed),
    ):
        if limit := _passed(wanted[name], number, history.members):
            share = f"{number:,} of {history.members:,} members ({_percent(number / history.members * 100)})"
            return f"Held: {share} would be {done}; this sync holds over {limit}."
    return _unusual(wanted["hold_over_usual"], counts.processed, history)


def too_many_audiences(guards: Mapping[str, Any], column: str, made: int) -> str:
    """Why a plan that makes so many audiences, named by a column, waits for a person; "" when it may go. Of a first run too."""
    limit = {**DEFAULTS, **guards}["hold_over_audiences"]
    if limit == NEVER or made <= limit:
        return ""
    return f"Held: “{column}” names {made:,} audiences that would be made; this sync holds over {limit:,}."


def _passed(limit: Any, number: int, members: int) -> str:
    """The limit in words if the number is over it, else ""."""
    if _is_whole(limit):
        return f"{limit:,}" if number > limit else ""
    share = _share(limit)
    if share is None or members < LEAST or number * 100 <= share * members:
        return ""
    return _percent(share)


def _unusual(times: Any, number: int, history: History) -> str:
    usual = max(history.sent[:USUAL_RUNS], default=0)
    if times == NEVER or not usual or number < LEAST or number <= times * usual:
        return ""
    return (
        f"Held: {number:,} records would be sent, {number / usual:,.1f} times the most of the last runs ({usual:,}); "
        f"this sync holds over {times:g} times."
    )


def _percent(share: float) -> str:
    """ "25 %", "25.1 %", "25.01 %": as many digits as it takes not to look like a round limit that it is over."""
    digits = next((n for n in (0, 1) if abs(round(share, n) - share) < 0.0005), 2)
    return f"{share:.{digits}f} %"
