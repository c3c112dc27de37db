"""Words for the bars of a breakdown: values, ranges of numbers, spans of time."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QLocale

from census_desktop.domain.analysis import TIMES, Bar, Trait
from census_desktop.gui.kit.words import tr

LONGEST = 60


def bar_name(bar: Bar, kind: str, unit: str = "") -> str:
    """What a bar stands for: "DE", "100 to 200", "Week of 2 Nov", "no value"."""
    if bar.role == "null":
        return tr("no value")
    if bar.role == "filled":
        return tr("has a value")
    if bar.role == "rest":
        return tr("%1 other values").replace("%1", QLocale().toString(bar.values))
    if kind == TIMES:
        return _time_name(bar, unit)
    if bar.low is not None or bar.high is not None:
        return _range_name(bar)
    if isinstance(bar.value, bool):
        return tr("yes") if bar.value else tr("no")
    text = " ".join(str(bar.value).split())
    return (text if len(text) <= LONGEST else f"{text[:LONGEST]}…") or tr("(blank)")


def _range_name(bar: Bar) -> str:
    if bar.low is None:
        return tr("below %1").replace("%1", edge(bar.high))
    if bar.high is None:
        return tr("%1 or more").replace("%1", edge(bar.low))
    if isinstance(bar.low, int) and isinstance(bar.high, int) and bar.high - bar.low == 1:
        return edge(bar.low)
    return tr("%1 to %2").replace("%1", edge(bar.low)).replace("%2", edge(bar.high))


def edge(value: float | int) -> str:
    """A number on an axis, without digits that say nothing."""
    if isinstance(value, int) or value == round(value):
        return QLocale().toString(round(value))
    return f"{value:,.6f}".rstrip("0")


def _time_name(bar: Bar, unit: str) -> str:
    if bar.low is None:
        return tr("before %1").replace("%1", _day(bar.high))
    if bar.high is None:
        return tr("from %1").replace("%1", _day(bar.low))
    if unit == "week":
        return tr("week of %1").replace("%1", _day(bar.low))
    return time_tick(bar.low, unit, exact=True)


def time_tick(iso: str, unit: str, *, exact: bool = False) -> str:
    """A place on an axis of time."""
    at = date.fromisoformat(iso)
    if unit == "year":
        return str(at.year)
    if unit == "quarter":
        return f"Q{(at.month + 2) // 3} {at.year}"
    if unit == "month":
        return QLocale().toString(_qdate(iso), "MMM yyyy")
    return _day(iso) if exact else QLocale().toString(_qdate(iso), "d MMM")


def trait_name(trait: Trait) -> str:
    """ "plan = enterprise", "spent 1,000 or more"."""
    name = bar_name(trait.bar, trait.kind)
    is_range = trait.bar.low is not None or trait.bar.high is not None
    return f"{trait.column} {name}" if is_range and not name[:1].isdigit() else f"{trait.column} = {name}"


def _day(iso: str) -> str:
    return QLocale().toString(_qdate(iso), "d MMM yyyy")


def _qdate(iso: str) -> QDate:
    return QDate.fromString(iso, "yyyy-MM-dd")
