"""Relationships and computed columns looked at in the engine: what keys repeat and find one another, what a column gives."""

from __future__ import annotations

from typing import Any

from census_desktop.domain.model import Computed, Dataset, Relationship
from census_desktop.domain.relating import Measured
from census_desktop.sources.compile import Compiler
from census_desktop.sources.lean import ibis
from census_desktop.sources.reader import EngineReader


def measure(
    reader: EngineReader, dataset: Dataset, related: Dataset, relationship: Relationship, joins: Dataset | None
) -> Measured:
    """Both sides of a relationship, in one query each; `joins` is the data set of a many-to-many's pairs.

    Raises SourceError, ConfigError or Cancelled.
    """

    def ask(mine: Dataset, column: str, other: Dataset, wanted: str, through: tuple[str, str]) -> tuple[int, int, int]:
        def sides(compiler: Compiler) -> Any:
            key = _keys(compiler, mine, column)
            there = _keys(compiler, other, wanted)
            if joins is not None:
                there = _through(compiler, joins, through, there)
            marked = key.select(key=key.key, hit=key.key.isin(there.key))
            return marked.aggregate(rows=marked.count(), distinct=marked.key.nunique(), found=marked.count(where=marked.hit))

        (row,) = reader.answers(mine, sides)
        return int(row["rows"]), int(row["distinct"]), int(row["found"] or 0)

    pair = (relationship.through_from, relationship.through_to)
    one = ask(dataset, relationship.from_column, related, relationship.to_column, pair)
    other = ask(related, relationship.to_column, dataset, relationship.from_column, pair[::-1])
    return Measured(*one, *other)


def _keys(compiler: Compiler, dataset: Dataset, column: str) -> Any:
    """The values of a column that are not null, as `key`."""
    table = compiler.base(dataset, [], [column])
    key = compiler.column(table, dataset, column)
    return table.filter(key.notnull()).select(key=key)


def _through(compiler: Compiler, joins: Dataset, through: tuple[str, str], there: Any) -> Any:
    """Keys of this side whose pair in the join data set has a record on the other side."""
    table = compiler.base(joins, [], through)
    mine, theirs = (compiler.column(table, joins, name) for name in through)
    pairs = table.filter(theirs.isin(there.key), mine.notnull())
    return pairs.select(key=pairs[through[0]])


def try_computed(reader: EngineReader, dataset: Dataset, computed: Computed, rows: int) -> list[tuple[Any, Any]]:
    """(unique identifier, value) of some records, those first that have a value; None for the identifier without one."""

    def ask(compiler: Compiler) -> Any:
        table = compiler.base(dataset, [], [computed.name])
        key = dataset.unique_identifier
        shown = compiler.column(table, dataset, key) if key else ibis.null("string")
        pairs = table.select(key=shown, value=compiler.column(table, dataset, computed.name))
        order = [pairs.value.isnull().asc(), *([pairs.key.asc()] if key else [])]
        return pairs.order_by(order).limit(rows)

    return [(row["key"], row["value"]) for row in reader.answers(dataset, ask)]
