"""Studies of segments, counted where the data is: one query each, of which only the counts travel.

Bins of a histogram and spans of time are found by the engine in that same query: within three standard deviations of the mean,
in steps of 1, 2 or 5 of a power of ten, and without absurd values, which would flatten the chart. The outer bars hold the rest.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import Any

from census_desktop.domain.analysis import (
    BINS,
    FILLED,
    NUMBERS,
    TIMES,
    TOP,
    Bar,
    Breakdown,
    Compared,
    Overlap,
    kind_for,
    next_start,
)
from census_desktop.domain.conditions import Member
from census_desktop.domain.errors import ConfigError
from census_desktop.domain.model import Dataset, Segment
from census_desktop.sources.compile import Compiler
from census_desktop.sources.lean import ibis
from census_desktop.sources.types import column_type

FARTHEST = 1e300
"""Numbers beyond are no numbers to count with: infinities, and what is none (NaN sorts last)."""
SPREAD = 3
ABSURD, ROUNDS = 5, 2
"""Deviations from the mean at which a value does not count for the range, and how often that is looked at."""
UNITS = (("day", "D", 62), ("week", "D", 366), ("month", "M", 366 * 6), ("quarter", "Q", 366 * 15), ("year", "Y", 0))
"""Unit, Ibis' letter for what the engine counts by, and the days that it is used for. (Not every engine knows weeks.)"""
_EPOCH = dt.date(1970, 1, 1)
_MOST_BARS = 20_000


class Studies:
    """What every engine's reader can count for an analysis; part of EngineReader, which gives what it needs."""

    _batches: Callable[[Any], Any]
    _compiler: Callable[[], Compiler]
    _guard: Callable[[Dataset], AbstractContextManager[None]]

    def breakdown(self, dataset: Dataset, segment: Segment, column: str) -> Breakdown:
        """The segment over a column, beside the whole data set. Raises ConfigError for a column that cannot be."""
        with self._guard(dataset):
            compiler = self._compiler()
            table = _everyone(compiler, dataset, [segment], [column])
            value = compiler.column(table, dataset, column)
            known = dataset.column(column)
            kind = kind_for(column_type(value.type()), pii=known is not None and known.pii)
            if not kind:
                raise ConfigError(
                    f"A segment cannot be broken down by “{column}”, which holds lists or objects.",
                    hint="Choose a column of text, numbers, dates or yes and no.",
                )
            flagged = table.select(x=value, here=ibis.ifelse(_is_in(compiler, table, dataset, segment), 1, 0))
            query, read = {NUMBERS: (_numbers, _number_bars), TIMES: (_times, _time_bars), FILLED: (_filled, _filled_bars)}.get(
                kind, (_categories, _category_bars)
            )
            rows = [row for batch in self._batches(query(flagged)) for row in batch.to_pylist()]
            bars, unit = read(rows, column_type(value.type()).value)
        return Breakdown(column, kind, sum(b.here for b in bars), sum(b.everywhere for b in bars), bars, unit)

    def overlap(self, dataset: Dataset, segments: Sequence[Segment]) -> Overlap:
        """How the segments share their members: each record's flags as one number, counted by it."""
        with self._guard(dataset):
            compiler = self._compiler()
            table = _everyone(compiler, dataset, segments)
            flags = [ibis.ifelse(_is_in(compiler, table, dataset, s), 1 << n, 0) for n, s in enumerate(segments)]
            region = flags[0]
            for flag in flags[1:]:
                region = region + flag
            counted = table.select(region=region).group_by("region").agg(records=lambda t: t.count())
            found = [(int(r["region"]), int(r["records"])) for batch in self._batches(counted) for r in batch.to_pylist()]
        compared = tuple(Compared(s.id, s.name) for s in segments)
        return Overlap(compared, sum(n for _, n in found), tuple(sorted(found)))


def _everyone(compiler: Compiler, dataset: Dataset, segments: Sequence[Segment], extra: Sequence[str] = ()) -> Any:
    """The data set's records that are on no exclusion list, with what it takes to tell who is in these segments."""
    table = compiler.table(dataset, segments, extra)
    who = compiler.who(table, dataset, None)
    return table if who is None else table.filter(who)


def _is_in(compiler: Compiler, table: Any, dataset: Dataset, segment: Segment) -> Any:
    """Whether a record is in the segment: by its definition, or by its identifier where limits decide too."""
    narrowed = segment.limit or segment.limit_per or segment.cohort
    who = compiler.predicate(table, dataset, Member(segment.id)) if narrowed else compiler.who(table, dataset, segment)
    return ibis.literal(True) if who is None else who


def _sums(table: Any) -> dict[str, Any]:
    return {"here": table.here.sum(), "everywhere": table.count()}


def _counts(row: dict[str, Any]) -> tuple[int, int]:
    return int(row["here"] or 0), int(row["everywhere"])


# Categories -----------------------------------------------------------------------------------------------------------


def _categories(table: Any) -> Any:
    """The commonest values, the others as one row, null as one: ranks of the values are cut at TOP and grouped again."""
    kind = table.x.type()
    text = ibis.ifelse(table.x, "true", "false") if kind.is_boolean() else table.x.cast("string")
    named = table.select(x=ibis.ifelse(table.x.isnull(), ibis.null("string"), text), here=table.here)
    each = named.group_by("x").agg(**_sums(named))
    each = each.mutate(empty=ibis.ifelse(each.x.isnull(), 1, 0))
    order = [each.here.desc(), each.everywhere.desc(), each.x.asc()]
    rank = ibis.row_number().over(group_by=each.empty, order_by=order)
    ranked = each.mutate(slot=ibis.ifelse(each.empty == 1, -1, ibis.ifelse(rank < TOP, rank, TOP)))
    return ranked.group_by("slot").agg(
        x=ranked.x.min(), here=ranked.here.sum(), everywhere=ranked.everywhere.sum(), values=ranked.count()
    )


def _category_bars(rows: list[dict[str, Any]], type_: str) -> tuple[tuple[Bar, ...], str]:
    def bar(row: dict[str, Any]) -> Bar:
        if row["slot"] == -1:
            return Bar("null", *_counts(row))
        if row["slot"] == TOP:
            return Bar("rest", *_counts(row), values=int(row["values"]))
        return Bar("value", *_counts(row), value=row["x"] == "true" if type_ == "boolean" else row["x"])

    ordered = sorted(rows, key=lambda r: (r["slot"] == -1, r["slot"]))
    return tuple(bar(row) for row in ordered), ""


# Numbers --------------------------------------------------------------------------------------------------------------


def _numbers(table: Any) -> Any:
    number = table.x.cast("float64")
    usable = ibis.ifelse((number > -FARTHEST) & (number < FARTHEST), number, ibis.null("float64"))
    whole = ibis.literal(1.0 if table.x.type().is_integer() else 0.0)
    values = table.select(x=usable, here=table.here)
    start, end = _range(core := _core(values))
    span = core.select(start=start, end=end, step=_step(start, end, whole))
    ends = values.agg(low=values.x.min(), high=values.x.max())
    joined = values.cross_join(span).cross_join(ends)
    first, last = (_floor(edge / joined.step) for edge in (joined.start, joined.end))
    place = _floor(joined.x / joined.step)
    place = ibis.ifelse(place < first, first, ibis.ifelse(place > last, last, place))
    placed = joined.select("here", "low", "high", "step", place=place, first=first, last=last)
    same = {name: placed[name].max() for name in ("low", "high", "step", "first", "last")}
    return placed.group_by("place").agg(**_sums(placed), **same)


def _core(values: Any) -> Any:
    """One row with least, most, mean and deviation of x, of those that are no absurd way off: looked at anew without them."""
    core = _spread(values)
    for _ in range(ROUNDS):
        beside = values.cross_join(core)
        off = (beside.x - beside.mean).abs()
        core = _spread(beside.filter(off <= ABSURD * beside.deviation))
    return core


def _spread(values: Any) -> Any:
    x = values.x
    return values.agg(least=x.min(), most=x.max(), mean=x.mean(), deviation=x.std().coalesce(0.0))


def _range(core: Any) -> tuple[Any, Any]:
    """From where to where the bars go."""
    spread = SPREAD * core.deviation
    return ibis.greatest(core.least, core.mean - spread), ibis.least(core.most, core.mean + spread)


def _step(start: Any, end: Any, smallest: Any) -> Any:
    """The width of a bar: 1, 2 or 5 of a power of ten."""
    raw = (end - start) / BINS
    raw = ibis.ifelse(raw > 0, raw, 1.0)
    power = ibis.literal(10.0) ** raw.log10().floor().cast("float64")
    nice = ibis.cases((raw <= power, 1.0), (raw <= 2 * power, 2.0), (raw <= 5 * power, 5.0), else_=10.0)
    return ibis.greatest(power * nice, smallest)


def _floor(number: Any) -> Any:
    """Down to a whole number; what only the binary fraction keeps below it counts as reaching it."""
    return number.round(12).floor().cast("int64")


def _number_bars(rows: list[dict[str, Any]], type_: str) -> tuple[tuple[Bar, ...], str]:
    empty = [Bar("null", *_counts(row)) for row in rows if row["place"] is None]
    there = {int(row["place"]): row for row in rows if row["place"] is not None}
    bars = []
    if there:
        row = next(iter(there.values()))
        step, first, last = float(row["step"]), int(row["first"]), int(row["last"])
        for place in range(first, last + 1):
            low, high = (_edge(n * step, type_) for n in (place, place + 1))
            here, everywhere = _counts(there[place]) if place in there else (0, 0)
            below, above = place == first and row["low"] < low, place == last and row["high"] >= high
            bars.append(Bar("value", here, everywhere, low=None if below else low, high=None if above else high))
    return tuple(bars + empty), ""


def _edge(value: float, type_: str) -> float | int:
    return round(value) if type_ == "integer" or value == round(value) else round(value, 10)


# Times ----------------------------------------------------------------------------------------------------------------


def _times(table: Any) -> Any:
    day = table.x if table.x.type().is_date() else table.x.date()
    usable = (day >= ibis.literal(dt.date(1, 1, 1))) & (day <= ibis.literal(dt.date(9999, 12, 31)))
    days = table.select(day=ibis.ifelse(usable, day, ibis.null("date")), here=table.here)
    days = days.mutate(x=days.day.delta(ibis.literal(_EPOCH), unit="day").cast("float64"))
    start, end = _range(core := _core(days))
    joined = days.cross_join(core.select(start=start, end=end))
    long = joined.end - joined.start
    spans = [(long <= most, joined.day.truncate(letter)) for _, letter, most in UNITS[:-1]]
    begun = ibis.cases(*spans, else_=joined.day.truncate(UNITS[-1][1]))
    # As text: what an engine's truncation of a date is, Ibis does not always know.
    placed = joined.select("here", "start", "end", begun=begun.cast("string"))
    counted = placed.group_by("begun").agg(**_sums(placed), start=placed.start.max(), end=placed.end.max())
    return counted.order_by(counted.everywhere.desc()).limit(_MOST_BARS)


def _time_bars(rows: list[dict[str, Any]], _type: str) -> tuple[tuple[Bar, ...], str]:
    empty = [Bar("null", *_counts(row)) for row in rows if row["begun"] is None]
    known = [row for row in rows if row["begun"] is not None]
    if not known:
        return tuple(empty), ""
    low, high = float(known[0]["start"]), float(known[0]["end"])
    unit = next((name for name, _, most in UNITS if high - low <= most), "year")
    there: dict[dt.date, tuple[int, int]] = {}
    for row in known:
        begun = _begun(row["begun"], unit)
        there[begun] = _added([there.get(begun, (0, 0)), _counts(row)])
    last = _EPOCH + dt.timedelta(days=int(high))
    at = min(day for day in there if _days(next_start(day, unit)) > low)
    before = [counts for day, counts in there.items() if day < at]
    bars = [Bar("value", *_added(before), high=at.isoformat())] if before else []
    while at <= last and at < dt.date.max:
        after = next_start(at, unit)
        bars.append(Bar("value", *there.get(at, (0, 0)), low=at.isoformat(), high=after.isoformat()))
        at = after
    if beyond := [counts for day, counts in there.items() if day >= at]:
        bars.append(Bar("value", *_added(beyond), low=at.isoformat()))
    return tuple(bars + empty), unit


def _begun(text: str, unit: str) -> dt.date:
    day = dt.date.fromisoformat(text[:10])
    return day - dt.timedelta(days=day.weekday()) if unit == "week" else day


def _days(day: dt.date) -> int:
    return (day - _EPOCH).days


def _added(counts: Sequence[tuple[int, int]]) -> tuple[int, int]:
    return sum(here for here, _ in counts), sum(everywhere for _, everywhere in counts)


# Filled or empty ------------------------------------------------------------------------------------------------------


def _filled(table: Any) -> Any:
    told = table.select(empty=ibis.ifelse(table.x.isnull(), 1, 0), here=table.here)
    return told.group_by("empty").agg(**_sums(told))


def _filled_bars(rows: list[dict[str, Any]], _type: str) -> tuple[tuple[Bar, ...], str]:
    ordered = sorted(rows, key=lambda r: int(r["empty"]))
    return tuple(Bar("null" if row["empty"] else "filled", *_counts(row)) for row in ordered), ""
