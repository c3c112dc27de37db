"""Tables as they are and as a run needs them: keys, columns, and what is made when it is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import NoSuchTableError

from census_desktop.destinations.sqltable.kind import Kind
from census_desktop.domain.conditions import ColumnType
from census_desktop.domain.errors import ConfigError
from census_desktop.domain.manifest import ObjectSpec, TargetField
from census_desktop.domain.model import Operation, Removal
from census_desktop.domain.ports import Schema, Target

LISTED = 500
"""Tables that a listing shows; any other can be named by hand."""


@dataclass(frozen=True, slots=True)
class PreparedTable:
    """A table that a run can write to. `fields` are the batch's columns, key first; `columns` what they are called there.

    `arrays` are fields whose column is an array of the database; other lists go in as JSON. `texts` are those that an empty
    text can stand in, `needed` those that must have a value.
    """

    name: str
    schema: str | None
    fields: tuple[str, ...]
    columns: tuple[str, ...]
    key_is_unique: bool
    arrays: frozenset[str] = frozenset()
    texts: frozenset[str] = frozenset()
    needed: frozenset[str] = frozenset()

    @property
    def clause(self) -> sa.TableClause:
        return sa.table(self.name, *(sa.column(c) for c in self.columns), schema=self.schema)


def prepare(
    connection: sa.Connection, kind: Kind, schema: str | None, target: Target, fields: Schema, *, create: bool
) -> PreparedTable:
    """The table of the target, made or widened if that is allowed. Raises ConfigError with the SQL that would help."""
    _check_names(kind, target.object, fields)
    inspector = sa.inspect(connection)
    if not inspector.has_table(target.object, schema):
        _refuse_missing_table(target, create)
        _make(connection, kind, schema, target, fields)
        inspector.clear_cache()
    found = {_fold(kind, kind.as_named(c["name"])): c for c in inspector.get_columns(target.object, schema)}
    if missing := [field for field in _written(target, fields) if _fold(kind, field.name) not in found]:
        if not create:
            raise ConfigError(
                f"The table “{target.object}” has no column {', '.join(f.name for f in missing)}.",
                hint="Change the mapping, add the column, or allow making what is missing.",
            )
        _refuse_missing_key(target, missing)
        _widen(connection, kind, schema, target.object, missing)
    keys = {_fold(kind, kind.as_named(name)) for name in _unique_columns(inspector, target.object, schema)}
    unique = _fold(kind, target.key_field) in keys
    if not unique and not may_repeat_keys(target):
        raise ConfigError(
            f"“{target.key_field}” is not unique in the table “{target.object}”, so its records cannot be told apart.",
            hint=f"Choose another key, or run: {_unique_index_sql(connection, schema, target)}",
        )
    return _prepared(kind, schema, target, fields, found, unique)


def _prepared(
    kind: Kind, schema: str | None, target: Target, fields: Schema, found: Mapping[str, Any], unique: bool
) -> PreparedTable:
    columns = {name: found.get(_fold(kind, name), {"name": name, "type": sa.Text()}) for name in fields.names}
    return PreparedTable(
        name=target.object,
        schema=schema,
        fields=tuple(columns),
        columns=tuple(kind.as_named(str(column["name"])) for column in columns.values()),
        key_is_unique=unique,
        arrays=frozenset(name for name, column in columns.items() if isinstance(column["type"], sa.ARRAY)),
        texts=frozenset(name for name, column in columns.items() if isinstance(column["type"], sa.String)),
        needed=frozenset(name for name, column in columns.items() if not column.get("nullable", True)),
    )


def may_repeat_keys(target: Target) -> bool:
    """Whether the operation does without telling records apart: it only adds, or replaces all of them."""
    return target.operation is Operation.APPEND or is_swap(target)


def is_swap(target: Target) -> bool:
    return target.operation is Operation.MIRROR and target.removal is Removal.SWAP


def _written(target: Target, fields: Schema) -> Sequence[Any]:
    """Fields whose columns are written to: a delete needs the key alone."""
    return [f for f in fields if target.operation is not Operation.DELETE or f.name == target.key_field]


def _refuse_missing_table(target: Target, create: bool) -> None:
    if target.operation in (Operation.UPDATE, Operation.DELETE):
        raise ConfigError(
            f"There is no table “{target.object}” with rows to {target.operation}.",
            hint="Name an existing one, or choose a behaviour that makes rows.",
        )
    if not create:
        raise ConfigError(
            f"There is no table “{target.object}”.", hint="Name an existing one, or allow making what is missing."
        )


def _fold(kind: Kind, name: str) -> str:
    return name.casefold() if kind.folds_case else name


def _check_names(kind: Kind, table: str, fields: Schema) -> None:
    names = [_fold(kind, n) for n in fields.names]
    if len(set(names)) < len(names):
        raise ConfigError(f"Two fields differ in case only, which {kind.name} does not tell apart.", hint="Rename one of them.")
    for name in (table, *fields.names):
        if not name or "\x00" in name or kind.name_length(name) > kind.longest_name:
            unit = "bytes" if kind.name_length("é") == 2 else "characters"
            raise ConfigError(
                f"“{name[:60]}” cannot be a name in this database.", hint=f"Names have 1 to {kind.longest_name} {unit} there."
            )


def _refuse_missing_key(target: Target, missing: Sequence[Any]) -> None:
    if target.key_field in [f.name for f in missing]:
        raise ConfigError(
            f"The table “{target.object}” has no column “{target.key_field}” for the sync key.",
            hint="Choose a column of the table that is its primary key or unique.",
        )


def _make(connection: sa.Connection, kind: Kind, schema: str | None, target: Target, fields: Schema) -> None:
    columns = [
        sa.Column(
            f.name,
            kind.column_type(connection, f.type, key=f.name == target.key_field),
            primary_key=f.name == target.key_field,
            autoincrement=False,
        )
        for f in fields
    ]
    sa.Table(target.object, sa.MetaData(), *columns, schema=schema).create(connection)


def _widen(connection: sa.Connection, kind: Kind, schema: str | None, name: str, fields: Sequence[Any]) -> None:
    table = connection.dialect.identifier_preparer.format_table(sa.Table(name, sa.MetaData(), schema=schema))
    for field in fields:
        column = sa.Column(field.name, kind.column_type(connection, field.type, key=False))
        sa.Table(name, sa.MetaData(), column, schema=schema)
        told = str(sa.schema.CreateColumn(column).compile(dialect=connection.dialect))
        connection.exec_driver_sql(f"ALTER TABLE {table} ADD {told}")


def _unique_index_sql(connection: sa.Connection, schema: str | None, target: Target) -> str:
    preparer = connection.dialect.identifier_preparer
    table = preparer.format_table(sa.Table(target.object, sa.MetaData(), schema=schema))
    name = preparer.quote(f"{target.object}_{target.key_field}_key")
    return f"CREATE UNIQUE INDEX {name} ON {table} ({preparer.quote(target.key_field)})"


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
    return any(option.endswith(("_where", "_length")) for option in index.get("dialect_options", {}))


def table_specs(connection: sa.Connection, schema: str | None, pattern: ObjectSpec) -> Iterator[ObjectSpec]:
    """Existing tables with their columns. One without a unique column can be appended to or replaced."""
    inspector = sa.inspect(connection)
    for name in sorted(inspector.get_table_names(schema))[:LISTED]:
        keys = _unique_columns(inspector, name, schema)
        yield replace(
            pattern,
            name=name,
            label=name,
            operations=pattern.operations if keys else (Operation.APPEND, Operation.MIRROR),
            removals=pattern.removals if keys else (Removal.SWAP,),
            only_if_empty=bool(keys),
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
        choices=tuple(getattr(column["type"], "enums", ())),
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
