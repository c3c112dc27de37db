"""Tables as they are and as a run needs them: keys, columns, and what is made when it is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pyarrow as pa
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.exc import NoSuchTableError

from census_desktop.domain.conditions import ColumnType
from census_desktop.domain.errors import ConfigError
from census_desktop.domain.manifest import ObjectSpec, TargetField
from census_desktop.domain.model import Operation
from census_desktop.domain.ports import Schema, Target

LISTED = 500
"""Tables that a listing shows; any other can be named by hand."""


@dataclass(frozen=True, slots=True)
class PreparedTable:
    """A table that a run can write to. `fields` are the batch's columns, key first; `columns` what they are called there.

    `arrays` are fields whose column is an array of the database; other lists go in as JSON.
    """

    name: str
    schema: str | None
    fields: tuple[str, ...]
    columns: tuple[str, ...]
    key_is_unique: bool
    arrays: frozenset[str] = frozenset()

    @property
    def clause(self) -> sa.TableClause:
        return sa.table(self.name, *(sa.column(c) for c in self.columns), schema=self.schema)


def prepare(connection: sa.Connection, schema: str | None, target: Target, fields: Schema, *, create: bool) -> PreparedTable:
    """The table of the target, made or widened if that is allowed. Raises ConfigError with the SQL that would help."""
    _check_names(connection, target.object, fields)
    inspector = sa.inspect(connection)
    if not inspector.has_table(target.object, schema):
        if not create:
            raise ConfigError(
                f"There is no table “{target.object}”.", hint="Name an existing one, or allow making what is missing."
            )
        _make(connection, schema, target, fields)
        return PreparedTable(target.object, schema, tuple(fields.names), tuple(fields.names), key_is_unique=True)
    found: dict[str, Any] = {_fold(connection, c["name"]): c for c in inspector.get_columns(target.object, schema)}
    if missing := [field for field in fields if _fold(connection, field.name) not in found]:
        if not create:
            raise ConfigError(
                f"The table “{target.object}” has no column {', '.join(f.name for f in missing)}.",
                hint="Change the mapping, add the column, or allow making what is missing.",
            )
        _refuse_missing_key(target, missing)
        _widen(connection, schema, target.object, missing)
    keys = {_fold(connection, name) for name in _unique_columns(inspector, target.object, schema)}
    unique = _fold(connection, target.key_field) in keys
    if not unique and target.operation is not Operation.APPEND:
        raise ConfigError(
            f"“{target.key_field}” is not unique in the table “{target.object}”, so its records cannot be told apart.",
            hint=f"Choose another key, or run: {_unique_index_sql(connection, schema, target)}",
        )
    columns = tuple(str(found[key]["name"]) if (key := _fold(connection, n)) in found else n for n in fields.names)
    arrays = frozenset(n for n in fields.names if isinstance(found.get(_fold(connection, n), {}).get("type"), sa.ARRAY))
    return PreparedTable(target.object, schema, tuple(fields.names), columns, unique, arrays)


def _fold(connection: sa.Connection, name: str) -> str:
    """SQLite does not tell columns apart by case."""
    return name.casefold() if connection.dialect.name == "sqlite" else name


def _check_names(connection: sa.Connection, table: str, fields: Schema) -> None:
    names = [_fold(connection, n) for n in fields.names]
    if len(set(names)) < len(names):
        raise ConfigError("Two fields differ in case only, which SQLite does not tell apart.", hint="Rename one of them.")
    longest = connection.dialect.max_identifier_length if connection.dialect.name == "postgresql" else 1_000
    for name in (table, *fields.names):
        if not name or "\x00" in name or len(name.encode()) > longest:
            raise ConfigError(
                f"“{name[:60]}” cannot be a name in this database.", hint=f"Names have 1 to {longest} bytes there."
            )


def _refuse_missing_key(target: Target, missing: Sequence[Any]) -> None:
    if target.key_field in [f.name for f in missing]:
        raise ConfigError(
            f"The table “{target.object}” has no column “{target.key_field}” for the sync key.",
            hint="Choose a column of the table that is its primary key or unique.",
        )


def _make(connection: sa.Connection, schema: str | None, target: Target, fields: Schema) -> None:
    columns = [
        sa.Column(f.name, _column_type(connection, f.type), primary_key=f.name == target.key_field, autoincrement=False)
        for f in fields
    ]
    sa.Table(target.object, sa.MetaData(), *columns, schema=schema).create(connection)


def _widen(connection: sa.Connection, schema: str | None, name: str, fields: Sequence[Any]) -> None:
    table = connection.dialect.identifier_preparer.format_table(sa.Table(name, sa.MetaData(), schema=schema))
    for field in fields:
        column = sa.Column(field.name, _column_type(connection, field.type))
        sa.Table(name, sa.MetaData(), column, schema=schema)
        told = str(sa.schema.CreateColumn(column).compile(dialect=connection.dialect))
        connection.exec_driver_sql(f"ALTER TABLE {table} ADD COLUMN {told}")


def _unique_index_sql(connection: sa.Connection, schema: str | None, target: Target) -> str:
    preparer = connection.dialect.identifier_preparer
    table = preparer.format_table(sa.Table(target.object, sa.MetaData(), schema=schema))
    name = preparer.quote(f"{target.object}_{target.key_field}_key")
    return f"CREATE UNIQUE INDEX {name} ON {table} ({preparer.quote(target.key_field)})"


def _column_type(connection: sa.Connection, type_: Any) -> sa.types.TypeEngine[Any]:
    """The type of a column that we make, from the Arrow type of its values."""
    sqlite = connection.dialect.name == "sqlite"
    if pa.types.is_boolean(type_):
        return sa.Boolean()
    if pa.types.is_uint64(type_):
        return sa.BigInteger() if sqlite else sa.Numeric(20, 0)
    if pa.types.is_integer(type_):
        return sa.BigInteger()
    if pa.types.is_floating(type_):
        return sa.Double()
    if pa.types.is_decimal(type_):
        return _decimal_type(type_, sqlite)
    if pa.types.is_timestamp(type_):
        return sa.DateTime(timezone=type_.tz is not None)
    if pa.types.is_date(type_):
        return sa.Date()
    if pa.types.is_time(type_):
        return sa.Time()
    if pa.types.is_binary(type_) or pa.types.is_large_binary(type_):
        return sa.LargeBinary()
    if pa.types.is_nested(type_) and not sqlite:
        return JSONB()
    return sa.Text()


def _decimal_type(type_: Any, sqlite: bool) -> sa.types.TypeEngine[Any]:
    """SQLite turns a NUMERIC with more than 15 digits into a rounded float, so those are whole numbers or text there."""
    if not sqlite or type_.precision <= 15:
        return sa.Numeric(type_.precision, type_.scale)
    return sa.BigInteger() if type_.scale == 0 else sa.Text()


def _unique_columns(inspector: sa.Inspector, name: str, schema: str | None) -> frozenset[str]:
    """Columns that identify a row on their own: primary key, unique constraint, or unique index over every row."""
    try:
        primary: Any = inspector.get_pk_constraint(name, schema)["constrained_columns"]
        constraints: list[Any] = [c["column_names"] for c in inspector.get_unique_constraints(name, schema)]
        indexes: list[Any] = [
            i["column_names"] for i in inspector.get_indexes(name, schema) if i["unique"] and not _is_partial(i)
        ]
    except NoSuchTableError:
        return frozenset()  # a view
    return frozenset(str(names[0]) for names in (primary, *constraints, *indexes) if len(names) == 1 and names[0])


def _is_partial(index: Any) -> bool:
    return any(option.endswith("_where") for option in index.get("dialect_options", {}))


def table_specs(connection: sa.Connection, schema: str | None, pattern: ObjectSpec) -> Iterator[ObjectSpec]:
    """Existing tables with their columns. One without a unique column can only be appended to."""
    inspector = sa.inspect(connection)
    for name in sorted(inspector.get_table_names(schema))[:LISTED]:
        keys = _unique_columns(inspector, name, schema)
        yield replace(
            pattern,
            name=name,
            label=name,
            operations=pattern.operations if keys else (Operation.APPEND,),
            fields=tuple(_target_field(c) for c in inspector.get_columns(name, schema)),
            keys=tuple(sorted(keys)),
            open_name=False,
        )


def _target_field(column: Any) -> TargetField:
    computed = "computed" in column
    has_default = column.get("default") is not None or "identity" in column or column.get("autoincrement") is True
    return TargetField(
        name=column["name"],
        type=_kind(column["type"]),
        required=not column["nullable"] and not has_default and not computed and not column.get("primary_key"),
        read_only=computed,
        help=str(column.get("comment") or ""),
    )


_KINDS: tuple[tuple[Any, ColumnType], ...] = (
    (sa.Boolean, ColumnType.BOOLEAN),
    (sa.Integer, ColumnType.INTEGER),
    (sa.Numeric, ColumnType.NUMBER),
    (sa.Float, ColumnType.NUMBER),
    (sa.DateTime, ColumnType.DATETIME),
    (sa.Date, ColumnType.DATE),
    (sa.ARRAY, ColumnType.ARRAY),
    (sa.JSON, ColumnType.OBJECT),
    (sa.String, ColumnType.TEXT),
)


def _kind(type_: Any) -> str:
    return next((str(kind) for class_, kind in _KINDS if isinstance(type_, class_)), str(ColumnType.OTHER))
