"""What keeps only some of those who qualify for a segment: limits, and the cohorts of an experiment."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from census_desktop.domain.cohorts import bounds, check_cohort
from census_desktop.domain.model import Dataset, Limit, Segment
from census_desktop.sources.lean import ibis

Predicate = Any  # an ibis BooleanValue
Table = Any  # an ibis Table
ColumnOf = Callable[[str], Any]

_RANK = "census desktop rank"


def order_of(column_of: ColumnOf, dataset: Dataset, limit: Limit | None) -> list[Any]:
    """The limit's order, nulls last, ties by the unique identifier; without a limit by the identifier alone."""
    order = []
    if limit and limit.order_by:
        column = column_of(limit.order_by)
        order.append(column.desc(nulls_first=False) if limit.descending else column.asc(nulls_first=False))
    if dataset.unique_identifier and not (limit and dataset.unique_identifier == limit.order_by):
        order.append(column_of(dataset.unique_identifier).asc(nulls_first=False))
    return order


def limited(table: Table, column_of: Callable[[Table, str], Any], dataset: Dataset, limit: Limit) -> Table:
    """The first rows in the limit's order; with `per`, of each value of that column, where null is a value too."""
    order = order_of(lambda name: column_of(table, name), dataset, limit)
    if not limit.per:
        return (table.order_by(order) if order else table).limit(limit.rows)
    window = ibis.window(group_by=column_of(table, limit.per), order_by=order or None)
    ranked = table.mutate(**{_RANK: ibis.row_number().over(window)})
    return ranked.filter(ranked[_RANK] < limit.rows).drop(_RANK)


def in_cohort(identifier: Any, segment: Segment, dialect: str) -> Predicate:
    """Whether the record falls into `segment.cohort` (domain/cohorts.py). Raises ConfigError for one that is gone."""
    check_cohort(segment, segment.cohort)
    number = [c.name for c in segment.cohorts].index(segment.cohort)
    low, high = bounds(segment.cohorts)[number]
    digest = _md5(ibis.literal(f"{segment.id}:") + identifier.cast("string"), dialect)
    tests = [digest >= low] if low else []
    tests += [digest < high] if high else []
    return ibis.and_(*tests).fill_null(False) if tests else identifier.notnull()


def _md5(text: Any, dialect: str) -> Any:
    """Lower-case hex text of the UTF-8 text's MD5, as each engine spells it."""
    match dialect:
        case "tsql" | "mssql":
            return text.hexdigest("md5")
        case "bigquery":
            return _call("to_hex", _call("md5", text, "binary"), "string")
        case "trino":
            return _call("to_hex", _call("md5", _call("to_utf8", text, "binary"), "binary"), "string").lower()
        case "clickhouse":
            return _call("hex", _call("MD5", text, "binary"), "string").lower()
        case _:
            return _call("md5", text, "string")


def _call(name: str, argument: Any, returns: str) -> Any:
    """A function of the engine that Ibis has no word for."""
    function = ibis.udf.scalar.builtin(lambda _: ..., name=name, signature=((argument.type(),), returns))
    return function(argument)
