"""Tables of the workspace file, as the newest revision has them (`REVISION`; migrations/ leads older files here).

What is searched or sorted is a column of its own; nested values are JSON text in the plain form of domain/codec.py, with
ids as references. Times are whole microseconds since 1970 in UTC: exact, and they sort. STRICT, so that a defect cannot
put text where a number belongs.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Select,
    Table,
    Text,
    func,
    select,
    text,
)
from sqlalchemy.types import TypeDecorator

from census_desktop.domain.model import Counts

REVISION = "0007"
"""The newest revision under migrations/versions; a test holds the two together."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class Moment(TypeDecorator[datetime]):
    """An aware datetime as whole microseconds since 1970, UTC."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        return None if value is None else (value - _EPOCH) // _MICROSECOND

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        return None if value is None else _EPOCH + timedelta(microseconds=value)


class Json(TypeDecorator[Any]):
    """Plain data as JSON text. (SQLAlchemy's own JSON type has column type JSON, which STRICT tables refuse.)"""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        return None if value is None else json.loads(value)


class Flag(TypeDecorator[bool]):
    """True, false or unknown as 1, 0, null."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: bool | None, dialect: Dialect) -> int | None:
        return None if value is None else int(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> bool | None:
        return None if value is None else bool(value)


metadata = MetaData()


def _table(name: str, *parts: Column[Any] | Index | CheckConstraint, rowid: bool = True) -> Table:
    return Table(name, metadata, *parts, sqlite_strict=True, sqlite_with_rowid=rowid)


def _words(*names: str, default: str = "") -> list[Column[Any]]:
    """Text columns that are never null; absent is the empty text, as in domain/model.py."""
    return [Column(name, Text, nullable=False, server_default=text(f"'{default}'")) for name in names]


def _plain(name: str, empty: str) -> Column[Any]:
    return Column(name, Json, nullable=False, server_default=text(f"'{empty}'"))


def _number(name: str, default: int = 0) -> Column[Any]:
    return Column(name, Integer, nullable=False, server_default=text(str(default)))


def _named(name: str, *parts: Column[Any] | Index | CheckConstraint, listed: tuple[str, ...] = ()) -> Table:
    """A table of things with an id and a name that is unique among those not removed. `name_key` is what lists sort and
    search by (names.py), `listed` what else they ask for, so that they need not open the rows."""
    return _table(
        name,
        Column("id", Text, primary_key=True, nullable=False),
        Column("name", Text, nullable=False),
        Column("name_key", Text, nullable=False),
        Column("created_at", Moment, nullable=False),
        Column("updated_at", Moment, nullable=False),
        Column("deleted_at", Moment),
        *parts,
        Index(f"ux_{name}_name", "name", unique=True, sqlite_where=text("deleted_at IS NULL")),
        Index(f"ix_{name}_name_key", "name_key", "id", *listed, sqlite_where=text("deleted_at IS NULL")),
    )


source = _named("source", *_words("type"), _plain("config", "{}"))

dataset = _named(
    "dataset",
    Column("source_id", Text, ForeignKey("source.id"), nullable=False, index=True),
    *_words("table_name", "sql", "type", "unique_identifier", "email", "event_name", "event_time"),
    _plain("columns", "[]"),
    _plain("relationships", "[]"),
    _plain("computed", "[]"),
    _plain("exclusions", "[]"),
    _plain("priorities", "[]"),
    _plain("reading", "{}"),
)

segment = _named(
    "segment",
    Column("dataset_id", Text, ForeignKey("dataset.id"), nullable=False, index=True),
    *_words("description"),
    _plain("conditions", "{}"),
    Column("row_limit", Json),
    Column("size", Integer),
    Column("size_of", Integer),
    Column("size_at", Moment),
    *_words("sql", "folder"),
    Column("limit_per", Json),
    _plain("cohorts", "[]"),
    _plain("tags", "[]"),
    Index("ix_segment_size", "size", "name_key", "id", "dataset_id", "folder", "tags", sqlite_where=text("deleted_at IS NULL")),
    Index(
        "ix_segment_folder", "folder", "name_key", "id", "dataset_id", "size", "tags", sqlite_where=text("deleted_at IS NULL")
    ),
    listed=("dataset_id", "folder", "size", "tags"),
)

connection = _named(
    "connection",
    *_words("type", "environment"),
    _plain("config", "{}"),
    Column("tested_at", Moment),
    Column("test_ok", Flag),
    *_words("test_message"),
)

sync = _named(
    "sync",
    Column("segment_id", Text, ForeignKey("segment.id")),
    Column("dataset_id", Text, ForeignKey("dataset.id"), index=True),
    Column("connection_id", Text, ForeignKey("connection.id"), nullable=False, index=True),
    *_words("object", "operation", "key_column", "key_field", "status", "audience", "audience_id", "template_id"),
    _plain("mappings", "[]"),
    Column("schedule", Json),
    _plain("guards", "{}"),
    _plain("alerts", "[]"),
    _plain("advanced", "{}"),
    # The newest run that was not skipped, repeated here by the ledger so that lists of thousands need no run table.
    Column("last_run_id", Text),  # no foreign key: run refers to sync already
    Column("last_status", Text),
    _number("last_rejected"),
    Column("last_at", Moment),
    *_words("removal", default="remove"),
    *_words("sync_all"),
    _plain("limits", "{}"),
    _number("last_held"),
    *_words("cohort"),
    _plain("consented", "[]"),
    _number("last_unknown"),
    *_words("audience_column"),
    CheckConstraint("(segment_id IS NULL) <> (dataset_id IS NULL)", name="one_source"),
    Index(
        "ix_sync_health",
        *("segment_id", "deleted_at", "status", "last_status", "last_held", "last_rejected", "last_unknown", "last_at"),
    ),
)

COUNTS = tuple(Counts.__dataclass_fields__)
_LATER = ("accepted", "unknown", "unnamed")

run = _table(
    "run",
    Column("id", Text, primary_key=True, nullable=False),
    Column("sync_id", Text, ForeignKey("sync.id"), nullable=False),
    *_words("sync_name", "status", "started_by"),
    *[_number(name) for name in COUNTS if name not in _LATER],
    Column("created_at", Moment, nullable=False),
    Column("started_at", Moment),
    Column("finished_at", Moment),
    *_words("error", "plan_id", "plan_digest", "owner", "session"),
    Column("lease_until", Moment),
    Column("applied_version", Integer),
    *_words("held", "undo_of", "note"),
    *[_number(name) for name in _LATER],
    _plain("notes", "[]"),
    Index("ix_run_created", "created_at", "id"),
    Index("ix_run_sync", "sync_id", "created_at", "id"),
    Index("ux_run_working", "sync_id", unique=True, sqlite_where=text("status = 'working'")),
    Index("ix_run_status", "status", "created_at", "id"),
)

batch = _table(
    "batch",
    Column("run_id", Text, ForeignKey("run.id"), primary_key=True, nullable=False),
    Column("number", Integer, primary_key=True, nullable=False, autoincrement=False),
    *_words("operation"),
    _number("first_row"),
    _number("rows"),
    *_words("idempotency_key", "state"),
    _number("attempt", 1),
    _number("rejected"),
    Column("sent_at", Moment),
    Column("answered_at", Moment),
    *_words("job"),
    *[_number(name) for name in _LATER],
    rowid=False,
)

rejected_row = _table(
    "rejected_row",
    Column("run_id", Text, ForeignKey("run.id"), primary_key=True, nullable=False),
    Column("row", Integer, primary_key=True, nullable=False, autoincrement=False),
    *_words("reason"),
    rowid=False,
)

unknown_row = _table(
    "unknown_row",
    Column("run_id", Text, ForeignKey("run.id"), primary_key=True, nullable=False),
    Column("row", Integer, primary_key=True, nullable=False, autoincrement=False),
    *_words("reason"),
    rowid=False,
)

sync_state = _table(
    "sync_state",
    Column("sync_id", Text, ForeignKey("sync.id"), primary_key=True, nullable=False),
    _number("version"),
    _number("members"),
    rowid=False,
)

segment_size = _table(
    "segment_size",
    Column("segment_id", Text, ForeignKey("segment.id"), primary_key=True, nullable=False),
    Column("at", Moment, primary_key=True, nullable=False),
    _number("size"),
    _number("size_of"),
    rowid=False,
)

event = _table(
    "event",
    Column("id", Integer, primary_key=True, nullable=False),
    Column("at", Moment, nullable=False),
    *_words("what", "kind", "thing_id"),
    Column("segment_id", Text),
    *_words("subject", "detail"),
    Column("before", Json),
    Index("ix_event_at", "at", "id"),
    Index("ix_event_thing", "thing_id", "at", "id"),
    Index("ix_event_segment", "segment_id", "at", "id"),
)

sync_mark = _table(
    "sync_mark",
    Column("sync_id", Text, ForeignKey("sync.id"), primary_key=True, nullable=False),
    Column("name", Text, primary_key=True, nullable=False),
    *_words("value"),
    Column("at", Moment, nullable=False),
    rowid=False,
)

setting = _table(
    "setting",
    Column("name", Text, primary_key=True, nullable=False),
    *_words("value"),
    rowid=False,
)


def among(ids: Sequence[str]) -> Select[Any]:
    """Ids as a sub-select, for IN: one bound value however many they are."""
    return select(func.json_each(json.dumps(ids)).table_valued("value").c.value)


alembic_version = _table("alembic_version", Column("version_num", Text, primary_key=True, nullable=False))
"""Alembic's own table, declared here so that the revision can be read and stamped without importing Alembic."""
