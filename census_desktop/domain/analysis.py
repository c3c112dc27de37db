"""What studies of a segment find: how it is spread over a column, how it overlaps with others, what sets it apart.

Frozen results, pure figures from them, and the conditions that a part of a chart stands for. A study is counted in the engine
(sources/studies.py) and kept for offline (usecases/analysis.py).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from census_desktop.domain.conditions import ColumnType, Condition, Group, Member, Node

TOP = 12
"""Values that a breakdown shows by name; the others are one bar."""
BINS = 20
"""About so many bars has a histogram."""
MOST_SEGMENTS = 6
"""Segments that are compared at once: the studied one and up to five others."""
FEW = 5
"""A share is compared only where at least so many records are expected on both sides (the usual rule for a z-test)."""
CERTAIN = 3.29
"""Standard errors (two-sided p of 0.001) from which a difference is told: of many values, some differ by chance."""
TRIFLE = 0.1
"""A share that differs by less than a tenth of itself says little, however certain it is."""
WILSON = 1.96

CATEGORIES, NUMBERS, TIMES, FILLED = "categories", "numbers", "times", "filled"
"""Kinds of breakdown. A column with personal data is only ever told apart into filled and empty."""


def kind_for(type_: ColumnType, *, pii: bool) -> str:
    """How a column of this type is broken down; "" when it cannot be."""
    if pii:
        return FILLED
    if type_ in (ColumnType.INTEGER, ColumnType.NUMBER):
        return NUMBERS
    if type_ in (ColumnType.DATE, ColumnType.DATETIME):
        return TIMES
    return CATEGORIES if type_ in (ColumnType.TEXT, ColumnType.BOOLEAN) else ""


@dataclass(frozen=True, slots=True)
class Bar:
    """Records with one value, or within [low, high): `here` in the segment, `everywhere` in the data set.

    `role`: value | null | rest (all values that have no bar; `values` says how many) | filled. Of numbers an open end is None;
    of times `low` and `high` are ISO dates.
    """

    role: str
    here: int
    everywhere: int
    value: Any = None
    low: Any = None
    high: Any = None
    values: int = 1


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A segment over one column beside its data set. `unit` of times: day, week, month, quarter or year."""

    column: str
    kind: str
    size: int
    of: int
    bars: tuple[Bar, ...]
    unit: str = ""

    def condition(self, bar: Bar) -> Node:
        """The condition that keeps the records of a bar."""
        name = self.column
        if bar.role == "null":
            return Condition(name, "is_null")
        if bar.role == "filled":
            return Condition(name, "is_not_null")
        if bar.role == "rest":
            shown = tuple(b.value for b in self.bars if b.role == "value")
            return Group("all", (Condition(name, "not_one_of", shown), Condition(name, "is_not_null")))
        if self.kind == TIMES:
            return _dates(name, bar)
        if self.kind == NUMBERS:
            ends = (("at_least", bar.low), ("less_than", bar.high))
            return _joined([Condition(name, op, end) for op, end in ends if end is not None])
        if isinstance(bar.value, bool):
            return Condition(name, "is_true" if bar.value else "is_false")
        return Condition(name, "is", bar.value)


def _dates(name: str, bar: Bar) -> Node:
    last = (date.fromisoformat(bar.high) - timedelta(days=1)).isoformat() if bar.high else None
    if bar.low and last:
        return Condition(name, "between", (bar.low, last))
    if bar.high:
        return Condition(name, "before", bar.high)
    return Condition(name, "after", (date.fromisoformat(bar.low) - timedelta(days=1)).isoformat())


def _joined(nodes: Sequence[Node]) -> Node:
    return nodes[0] if len(nodes) == 1 else Group("all", tuple(nodes))


def next_start(start: date, unit: str) -> date:
    """The first day of the following day, week, month, quarter or year; the last day that there is when there is none."""
    try:
        if unit in ("day", "week"):
            return start + timedelta(days=1 if unit == "day" else 7)
        months = {"month": 1, "quarter": 3, "year": 12}[unit]
        year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
        return date(year, month + 1, 1)
    except (OverflowError, ValueError):
        return date.max


# Overlap --------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Compared:
    """A segment in a comparison."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Overlap:
    """How segments of one data set share their members. `counts` are the records of each region that has any: bit n of its
    number is set when they are members of segment n, 0 are those in none."""

    segments: tuple[Compared, ...]
    of: int
    counts: tuple[tuple[int, int], ...]

    def size(self, *inside: int) -> int:
        """Records that are in all of these segments, whatever else they are in."""
        return self.count(inside)

    def count(self, inside: Sequence[int], outside: Sequence[int] = ()) -> int:
        """Records that are in all of some segments and in none of others."""
        within, without = sum(1 << n for n in inside), sum(1 << n for n in outside)
        return sum(count for region, count in self.counts if region & within == within and not region & without)

    def others(self, inside: Sequence[int]) -> tuple[int, ...]:
        """The segments that are compared beside these."""
        return tuple(n for n in range(len(self.segments)) if n not in inside)

    def share(self, one: int, other: int) -> float | None:
        """Part of segment `one` that is in `other` too; None of an empty segment."""
        size = self.size(one)
        return self.size(one, other) / size if size else None

    @property
    def regions(self) -> tuple[tuple[tuple[int, ...], int], ...]:
        """Regions within any segment, the largest first: (segments that they are in, records)."""
        found = [(self._inside(region), count) for region, count in self.counts if region and count]
        return tuple(sorted(found, key=lambda r: (-r[1], len(r[0]), r[0])))

    def _inside(self, region: int) -> tuple[int, ...]:
        return tuple(n for n in range(len(self.segments)) if region >> n & 1)

    def region_name(self, inside: Sequence[int], outside: Sequence[int] | None = None) -> str:
        """ "In A and B, nowhere else", "In A, not in B"; short enough to name a segment. Without `outside`: all others."""
        without = self.others(inside) if outside is None else tuple(outside)
        listed = self._listed(inside)
        if not without:
            return f"In {listed}"
        if len(inside) + len(without) < len(self.segments) or len(self.segments) == 2:
            return f"In {listed}, not in {self._listed(without)}"
        return f"Only in {listed}" if len(inside) == 1 else f"In {listed}, nowhere else"

    def _listed(self, numbers: Sequence[int]) -> str:
        names = [self.segments[n].name for n in numbers]
        return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"

    def definition(self, inside: Sequence[int], outside: Sequence[int] | None = None) -> Group:
        """Conditions whose members are those of the region. Without `outside`: those who are in no other segment."""
        without = self.others(inside) if outside is None else outside
        members = [Member(self.segments[n].id) for n in inside] + [Member(self.segments[n].id, False) for n in without]
        return Group("all", tuple(members))


# Profile --------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Trait:
    """A value or range that is more or less common in a segment than among the other records of its data set.

    `ratio` is its share of the segment by its share of the data set; `low` and `high` are that ratio at the ends of the share's
    95 % Wilson interval; `z` the difference between members and the others in standard errors (pooled two-proportion z-test).
    `defined`: a condition of the segment names the column, so that the difference was to be expected.
    """

    column: str
    kind: str
    bar: Bar
    ratio: float
    low: float
    high: float
    z: float
    defined: bool = False

    @property
    def strength(self) -> float:
        """How far from the data set even the cautious end of the interval is, more or less alike: the order of a profile."""
        cautious = self.low if self.ratio > 1 else self.high
        if self.ratio > 1 >= cautious or self.ratio < 1 <= cautious:
            return 0.0
        return abs(math.log(max(cautious, 1e-6)))


@dataclass(frozen=True, slots=True)
class Profile:
    """What sets a segment apart. `left_out` are columns with too many values to compare."""

    size: int
    of: int
    traits: tuple[Trait, ...]
    columns: int
    left_out: tuple[str, ...] = ()

    def more(self) -> tuple[Trait, ...]:
        return tuple(t for t in self.traits if t.ratio > 1)

    def less(self) -> tuple[Trait, ...]:
        return tuple(t for t in self.traits if t.ratio < 1)


def wilson(part: int, whole: int, z: float = WILSON) -> tuple[float, float]:
    """The Wilson score interval of a share (E. B. Wilson 1927; NIST handbook 7.2.4.1)."""
    if whole <= 0:
        return 0.0, 1.0
    share, squared = part / whole, z * z
    middle = share + squared / (2 * whole)
    spread = z * math.sqrt(share * (1 - share) / whole + squared / (4 * whole * whole))
    scale = 1 + squared / whole
    return max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale)


def z_score(part: int, whole: int, other_part: int, other_whole: int) -> float:
    """The difference of two shares in standard errors, pooled; 0 where too few records are expected for the test."""
    total = whole + other_whole
    if whole <= 0 or other_whole <= 0:
        return 0.0
    share = (part + other_part) / total
    if min(whole, other_whole) * min(share, 1 - share) < FEW:
        return 0.0
    error = math.sqrt(share * (1 - share) * (1 / whole + 1 / other_whole))
    return (part / whole - other_part / other_whole) / error


def traits_of(breakdown: Breakdown, *, defined: bool = False) -> tuple[Trait, ...]:
    """The values whose share in the segment certainly differs from that among the other records, and not by a trifle.
    Neighbouring ranges of numbers that differ in the same direction are one."""
    bars = [bar for bar in breakdown.bars if bar.role in ("value", "null")]
    found = [(bar, trait) for bar in bars if (trait := _trait(breakdown, bar, defined))]
    if breakdown.kind != NUMBERS:
        return tuple(trait for _, trait in found)
    ways = {id(bar): trait.ratio > 1 for bar, trait in found if bar.role == "value"}
    if not ways:  # each alone holds too few records to be sure: those on the same side of usual together
        usual = breakdown.size / max(1, breakdown.of)
        ways = {id(b): b.here > usual * b.everywhere for b in bars if b.role == "value" and b.everywhere}
    merged = [t for bar, t in found if bar.role == "null"]
    for way, group in groupby(bars, key=lambda bar: ways.get(id(bar))):
        if way is not None and (trait := _trait(breakdown, _span(list(group)), defined)):
            merged.append(trait)
    return tuple(merged)


def _trait(breakdown: Breakdown, bar: Bar, defined: bool) -> Trait | None:
    size, of = breakdown.size, breakdown.of
    if not bar.everywhere or not 0 < size < of:
        return None
    usual = bar.everywhere / of
    z, ratio = z_score(bar.here, size, bar.everywhere - bar.here, of - size), bar.here / size / usual
    if abs(z) < CERTAIN or abs(ratio - 1) < TRIFLE:
        return None
    low, high = (end / usual for end in wilson(bar.here, size))
    return Trait(breakdown.column, breakdown.kind, bar, ratio, low, high, z, defined)


def _span(bars: Sequence[Bar]) -> Bar:
    here, everywhere = sum(b.here for b in bars), sum(b.everywhere for b in bars)
    return Bar("value", here, everywhere, low=bars[0].low, high=bars[-1].high)


def ranked(traits: Iterable[Trait], most: int = 40) -> tuple[Trait, ...]:
    """Those that were not to be expected first, then the strongest; "no" says nothing that "yes" has not said."""
    told = sorted(traits, key=lambda t: (t.column, -t.ratio))
    kept: list[Trait] = []
    for _, group in groupby(told, key=lambda t: t.column):
        alike = list(group)
        is_flag = len(alike) == 2 and {type(t.bar.value) for t in alike} == {bool}
        kept += alike[:1] if is_flag else alike
    return tuple(sorted(kept, key=lambda t: (t.defined, -t.strength, t.column))[:most])


# Sizes ----------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SizePoint:
    """A known size: counted, or read by a run. `of` is the size of the data set, 0 where it was not counted with it."""

    at: datetime
    size: int
    of: int = 0
    by: str = "count"


@dataclass(frozen=True, slots=True)
class Studied:
    """A study that was kept: what was found, when, how long it took (seconds), and whether a definition has changed since."""

    found: Any
    at: datetime
    seconds: float = 0.0
    outdated: bool = False
