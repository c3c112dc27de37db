"""Figures of a data set's columns, computed in the engine that holds it: one query for all of them, a second one for frequent
values and histograms. Values of personal data are never asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from census_desktop.domain.conditions import ColumnType
from census_desktop.domain.model import Column, Dataset
from census_desktop.domain.profile import (
    BINS,
    COUNTED,
    MEASURED,
    NUMBERS,
    ORDERED,
    TOP,
    Bin,
    ColumnProfile,
    scalar,
)
from census_desktop.sources.compile import Compiler
from census_desktop.sources.lean import ibis
from census_desktop.sources.reader import EngineReader

TOGETHER = 100
"""Columns of one query: PostgreSQL admits 1,664 results, SQL Server 1,024 columns in a statement's list."""


def profile(reader: EngineReader, dataset: Dataset, hidden: Collection[str]) -> tuple[int, tuple[ColumnProfile, ...]]:
    """(rows, figures of each column as `dataset.columns` lists them). Of `hidden` columns no value is asked for.

    Raises SourceError, ConfigError or Cancelled.
    """
    rows, found = 0, []
    for start in range(0, max(1, len(dataset.columns)), TOGETHER):
        columns = dataset.columns[start : start + TOGETHER]
        rows, some = _profiled(reader, dataset, columns, hidden)
        found.extend(some)
    return rows, tuple(found)


def values(reader: EngineReader, dataset: Dataset, column: str, most: int) -> tuple[tuple[Any, int], ...]:
    """(value, records) of a column, the most frequent first; of as many values as `most`. Nulls are left out."""

    def ask(compiler: Compiler) -> Any:
        table = compiler.base(dataset, [], [column])
        value = _countable(compiler.column(table, dataset, column))
        return _counted(table.select(value=value), most)

    found = ((scalar(row["value"]), int(row["n"])) for row in reader.answers(dataset, ask))
    return tuple((value, n) for value, n in found if value is not None)


def _profiled(
    reader: EngineReader, dataset: Dataset, columns: Sequence[Column], hidden: Collection[str]
) -> tuple[int, list[ColumnProfile]]:
    rows, figures = _figures(reader, dataset, columns, hidden)
    asked = [f for f in figures if not f.hidden]
    tops = [
        f for f in asked if f.distinct is not None and f.distinct > 0 and (f.distinct < rows - f.nulls or f.distinct <= TOP)
    ]
    scales = {f.name: scale for f in asked if (scale := _scale(f)) is not None}
    top, bins = _distribution(reader, dataset, tops, scales) if tops or scales else ({}, {})
    return rows, [
        ColumnProfile(
            f.name,
            f.type,
            f.native,
            f.nulls,
            f.distinct,
            scalar(f.lowest),
            scalar(f.highest),
            f.mean,
            tuple(top.get(f.name, ())),
            tuple(bins.get(f.name, ())),
            f.hidden,
        )
        for f in figures
    ]


# Figures --------------------------------------------------------------------------------------------------------------


def _figures(
    reader: EngineReader, dataset: Dataset, columns: Sequence[Column], hidden: Collection[str]
) -> tuple[int, list[ColumnProfile]]:
    def ask(compiler: Compiler) -> Any:
        table = compiler.base(dataset, [], [c.name for c in columns])
        asked = {"rows": table.count()}
        for number, column in enumerate(columns):
            value = compiler.column(table, dataset, column.name)
            asked |= {f"{what}_{number}": e for what, e in _asked(value, column, column.name in hidden)}
        return table.aggregate(**asked)

    (row,) = reader.answers(dataset, ask)
    rows = int(row["rows"])
    return rows, [_figure(row, number, column, column.name in hidden) for number, column in enumerate(columns)]


def _asked(value: Any, column: Column, hidden: bool) -> Iterator[tuple[str, Any]]:
    yield "nulls", value.isnull().sum()
    if column.type in COUNTED:
        yield "distinct", _countable(value).nunique()
    if hidden:
        return
    if column.type in ORDERED:
        ordered = _countable(value)
        yield "lowest", ordered.min()
        yield "highest", ordered.max()
    if column.type in NUMBERS:
        yield "mean", value.cast("float64").mean()


def _figure(row: dict[str, Any], number: int, column: Column, hidden: bool) -> ColumnProfile:
    distinct, mean = row.get(f"distinct_{number}"), row.get(f"mean_{number}")
    mean = scalar(mean)
    return ColumnProfile(
        column.name,
        column.type,
        column.native,
        int(row[f"nulls_{number}"] or 0),
        None if distinct is None else int(distinct),
        row.get(f"lowest_{number}"),
        row.get(f"highest_{number}"),
        None if mean is None else float(mean),
        hidden=hidden,
    )


def _countable(value: Any) -> Any:
    """The value in a form that every engine can compare and order; PostgreSQL knows no least UUID."""
    return value.cast("string") if value.type().is_uuid() else value


# Frequent values and histograms ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Scale:
    """Bars of equal width over numbers, or over seconds since 1970."""

    column: ColumnProfile
    start: float
    width: float
    bars: int

    def number(self, value: Any) -> Any:
        """The number of a value's bar, from 0; the greatest value is in the last one."""
        measure = value.cast("float64") if self.column.type in NUMBERS else value.cast("timestamp").epoch_seconds()
        return ((measure - self.start) / self.width).floor().clip(upper=self.bars - 1).cast("int64")

    def bin(self, number: int, count: int) -> Bin:
        low, high = (self._edge(n) for n in (number, number + 1))
        return Bin(low, high, count)

    def _edge(self, number: int) -> Any:
        measure = self.start + number * self.width
        if self.column.type in NUMBERS:
            return int(measure) if measure == int(measure) else measure
        moment = dt.datetime.fromtimestamp(0, dt.UTC) + dt.timedelta(seconds=measure)
        return moment.date().isoformat() if self.column.type is ColumnType.DATE else moment.isoformat()


def _scale(column: ColumnProfile) -> _Scale | None:
    """How the column's histogram is divided; None where it has none."""
    if column.type not in MEASURED or scalar(column.lowest) is None or scalar(column.highest) is None:
        return None
    low, high = _measure(column.lowest), _measure(column.highest)
    if not low < high:
        return None
    step = {ColumnType.INTEGER: 1.0, ColumnType.DATE: 86_400.0}.get(column.type, 0.0)
    if step:  # whole numbers and days: every bar holds as many of them
        width = step * -(-((high - low) / step + 1) // BINS)
        return _Scale(column, low, width, int((high - low) // width) + 1)
    return _Scale(column, low, (high - low) / BINS, BINS)


def _measure(value: Any) -> float:
    if isinstance(value, dt.datetime):
        return value.replace(tzinfo=dt.UTC).timestamp() if value.tzinfo is None else value.timestamp()
    if isinstance(value, dt.date):
        return dt.datetime(value.year, value.month, value.day, tzinfo=dt.UTC).timestamp()
    return float(value)


def _distribution(
    reader: EngineReader, dataset: Dataset, tops: Sequence[ColumnProfile], scales: dict[str, _Scale]
) -> tuple[dict[str, list[tuple[Any, int]]], dict[str, list[Bin]]]:
    """Frequent values and bars by column, all in one query: each row says of which column it is."""
    names = list(dict.fromkeys([*(f.name for f in tops), *scales]))

    def ask(compiler: Compiler) -> Any:
        table = compiler.base(dataset, [], names)
        parts = [_labelled(_counted(table.select(value=_text(table[f.name])), TOP), "top", n) for n, f in enumerate(tops)]
        for number, (name, scale) in enumerate(scales.items()):
            there = table.filter(table[name].notnull())
            bars = there.select(value=scale.number(there[name]))
            counted = bars.group_by("value").agg(n=bars.count())
            parts.append(_labelled(counted.select(value=counted.value.cast("string"), n=counted.n), "bar", number))
        return ibis.union(*parts) if len(parts) > 1 else parts[0]

    top: dict[str, list[tuple[Any, int]]] = {}
    bins: dict[str, list[Bin]] = {}
    for row in reader.answers(dataset, ask):
        if row["what"] == "top":
            column = tops[row["of_column"]]
            top.setdefault(column.name, []).append((_typed(row["value"], column.type), int(row["n"])))
        else:
            scale = list(scales.values())[row["of_column"]]
            bins.setdefault(scale.column.name, []).append(scale.bin(int(float(row["value"])), int(row["n"])))
    by_count = {name: sorted(found, key=lambda pair: (-pair[1], str(pair[0]))) for name, found in top.items()}
    return by_count, {name: _in_order(found) for name, found in bins.items()}


def _counted(table: Any, most: int) -> Any:
    there = table.filter(table.value.notnull())
    counted = there.group_by("value").agg(n=there.count())
    return counted.order_by([counted.n.desc(), counted.value.asc()]).limit(most)


def _labelled(counted: Any, what: str, number: int) -> Any:
    of_column = ibis.literal(number, type="int32").name("of_column")
    return counted.select(ibis.literal(what).name("what"), of_column, value=counted.value, n=counted.n.cast("int64"))


def _text(value: Any) -> Any:
    return value if value.type().is_string() else value.cast("string")


def _typed(text: str, type_: ColumnType) -> Any:
    """A value that went through the query as text."""
    if type_ is ColumnType.BOOLEAN:
        return text.lower() in ("true", "t", "1")
    if type_ in NUMBERS:
        number = float(text)
        return int(text) if type_ is ColumnType.INTEGER and text.lstrip("-").isdigit() else scalar(number)
    if type_ is ColumnType.DATETIME:
        return text.replace(" ", "T", 1)
    return text


def _in_order(bins: Iterable[Bin]) -> list[Bin]:
    return sorted(bins, key=lambda b: b.low)
