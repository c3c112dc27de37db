"""A table or a SELECT as an Ibis table whose columns suit the program's conditions.

Engines have types that Ibis cannot compare with text, and collations that find “anna” where “Anna” was asked for. Such
columns are shown cast or collated, in a sub-select that the engine folds into the query.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from census_desktop.domain.errors import ConfigError
from census_desktop.sources.lean import ibis


class Shown(NamedTuple):
    """A column as it is shown: its Ibis type, and the SQLGlot expression of it where it is not the bare column."""

    name: str
    dtype: Any
    expression: Any = None


def relation(name: str, schema: str = "") -> Any:
    """A table's name, quoted."""
    from sqlglot import exp

    return exp.table_(name, db=schema or None, quoted=True)


def subquery(statement: str, dialect: str) -> Any:
    """A SELECT that can stand after FROM."""
    import sqlglot

    return sqlglot.parse_one(statement, read=dialect).subquery("asked")  # type: ignore[attr-defined]


def column(name: str) -> Any:
    import sqlglot

    return sqlglot.column(name, quoted=True)


def view(connection: Any, origin: Any, columns: Sequence[Shown], what: str) -> Any:
    """The Ibis table of `origin` (of `relation` or `subquery`) with these columns. Raises ConfigError if two share a name."""
    import sqlglot

    names = [c.name for c in columns]
    if twice := sorted({n for n in names if names.count(n) > 1}):
        raise ConfigError(
            f"“{what}” has more than one column “{twice[0]}”.", kept="Nothing was read.", hint="Name each once in its SQL."
        )
    schema = ibis.schema({c.name: c.dtype for c in columns})
    if isinstance(origin, sqlglot.exp.Table) and not any(c.expression for c in columns):
        space = ibis.expr.operations.Namespace(database=origin.db or None)
        return ibis.expr.operations.DatabaseTable(origin.name, schema, connection, space).to_expr()
    shown = [(column(c.name) if c.expression is None else c.expression).as_(c.name, quoted=True) for c in columns]
    return connection.sql(sqlglot.select(*shown).from_(origin).sql(connection.dialect), schema=schema)
