"""The catalog over SQLite: what the workspace knows, and every change of it with its trace in the history."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from difflib import get_close_matches
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Row, delete, insert, or_, select, update
from sqlalchemy import Connection as Sql
from sqlalchemy.dialects.sqlite import insert as upsert

from census_desktop.domain.errors import ConfigError, NotFoundError
from census_desktop.domain.model import Connection, Dataset, Segment, Source, Sync
from census_desktop.domain.ports import Clock
from census_desktop.domain.rows import EVERY, ActivityRow, Named, Past, SegmentFilter, SegmentOrder, SegmentPage
from census_desktop.store import finding, listing, rules, runrows, schema
from census_desktop.store.database import Database
from census_desktop.store.history import history
from census_desktop.store.names import checked_name, name_key, one_form
from census_desktop.store.records import Form, Values, form_of

T = TypeVar("T", Source, Dataset, Segment, Connection, Sync)
Kept = TypeVar("Kept", Dataset, Segment, Sync)

SIZES_KEPT = 1000
"""Sizes kept per segment."""
_WHO = ("dataset_id", "conditions", "row_limit", "limit_per", "sql")
"""Columns of a segment that decide who belongs to it."""


class SqlCatalog:
    """domain.ports.Catalog. Removed things stay in their tables, hidden, so that runs and history keep their names."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    # Find -----------------------------------------------------------------------------------------------------------

    def all(self, kind: type[T]) -> tuple[T, ...]:
        """Everything of a kind that is not removed, by name."""
        form = form_of(kind)
        query = select(form.table).where(_there(form)).order_by(form.table.c.name_key, form.table.c.id)
        with self._database.read() as sql:
            return tuple(form.thing(row) for row in sql.execute(query))

    def get(self, kind: type[T], ref: str) -> T:
        form = form_of(kind)
        with self._database.read() as sql:
            if (row := _found(sql, form, ref)) is None:
                raise _not_found(sql, form, ref)
            return form.thing(row)

    def find(self, kind: type[T], ref: str) -> T | None:
        form = form_of(kind)
        with self._database.read() as sql:
            row = _found(sql, form, ref)
            return None if row is None else form.thing(row)

    def some(self, kind: type[T], ids: Collection[str]) -> Mapping[str, T]:
        form = form_of(kind)
        query = select(form.table).where(_there(form), form.table.c.id.in_(schema.among(tuple(ids))))
        with self._database.read() as sql:
            return {row.id: form.thing(row) for row in sql.execute(query)}

    def syncs_of(self, *, segment_id: str = "", dataset_id: str = "", connection_id: str = "") -> tuple[Sync, ...]:
        with self._database.read() as sql:
            return listing.syncs_of(sql, segment_id, dataset_id, connection_id)

    def segment_page(
        self,
        search: str,
        order: SegmentOrder,
        descending: bool,
        offset: int,
        limit: int,
        among: SegmentFilter = EVERY,
    ) -> SegmentPage:
        with self._database.read() as sql:
            return listing.segment_page(sql, search, order, descending, offset, limit, among)

    def folders(self, search: str = "", among: SegmentFilter = EVERY) -> Mapping[str, int]:
        with self._database.read() as sql:
            return listing.folders(sql, search, among)

    def tags(self) -> Mapping[str, int]:
        with self._database.read() as sql:
            return listing.tags(sql)

    def named(self, wanted: str, limit: int) -> tuple[Named, ...]:
        with self._database.read() as sql:
            return finding.named(sql, wanted, limit)

    def named_by_id(self, refs: Sequence[tuple[str, str]]) -> tuple[Named, ...]:
        with self._database.read() as sql:
            return finding.by_id(sql, refs)

    def activity(self, *, segment_id: str = "", sync_id: str = "", limit: int = 200) -> tuple[ActivityRow, ...]:
        with self._database.read() as sql:
            return listing.activity(sql, segment_id, sync_id, limit)

    def history(self, kind: type[Kept], id_: str, limit: int = 200) -> tuple[Past[Kept], ...]:
        with self._database.read() as sql:
            return history(sql, kind, id_, limit)

    def version(self) -> int:
        return self._database.version()

    # Change ---------------------------------------------------------------------------------------------------------

    @contextmanager
    def transaction(self) -> Iterator[None]:
        with self._database.write():
            yield

    def put(self, thing: T, *, detail: str = "") -> None:
        """As the port says. What is already so is left alone: no event, and `updated_at` stays."""
        form = form_of(type(thing))
        name = checked_name(thing.name, form.word)
        values = form.values(thing)
        with self._database.write() as sql:
            old = sql.execute(select(form.table).where(form.table.c.id == thing.id)).first()
            if old is not None and old.deleted_at is not None:
                raise ConfigError(
                    f"The {form.word} “{old.name}” was removed.",
                    kept="Nothing was changed.",
                    hint="Restore it, then change it.",
                )
            rules.refuse_taken(sql, form, thing.id, name)
            rules.refuse_orphan(sql, form, values, name)
            if old is None:
                self._insert(sql, form, thing, name, values, detail)
            else:
                self._update(sql, form, thing, old, name, values, detail)

    def _insert(self, sql: Sql, form: Form[T], thing: T, name: str, values: Values, detail: str) -> None:
        created = getattr(thing, "created_at", None) or self._clock.now()
        sql.execute(
            insert(form.table).values(
                id=thing.id,
                name=name,
                name_key=name_key(name),
                created_at=created,
                updated_at=getattr(thing, "updated_at", None) or created,
                **values,
            )
        )
        _record(sql, form, thing.id, name, values, created, "created", detail)
        if isinstance(thing, Segment) and thing.size is not None:
            _set_size(sql, thing.id, thing.size, thing.size_of or 0, thing.size_at or created)

    def _update(self, sql: Sql, form: Form[T], thing: T, row: Row[Any], name: str, values: Values, detail: str) -> None:
        old = form.values(form.thing(row))
        if isinstance(thing, Segment):
            _keep_size(sql, thing, row, same_people=all(old[c] == values[c] for c in _WHO))
        if (old, row.name) == (values, name):
            return
        if isinstance(thing, Sync):
            rules.refuse_locked(old, values, name)
            if any(old[column] != values[column] for column in ("key_column", "key_field")):
                runrows.outdate(sql, row)
        now = self._clock.now()
        sql.execute(
            update(form.table)
            .where(form.table.c.id == thing.id)
            .values(name=name, name_key=name_key(name), updated_at=now, **values)
        )
        what, changed = rules.what_changed(old, values, row.name, name)
        _record(sql, form, thing.id, name, values, now, what, detail or changed, before={"name": row.name, **old})

    def remove(self, kind: type[T], id_: str) -> None:
        form = form_of(kind)
        with self._database.write() as sql:
            if (row := _found(sql, form, id_)) is None:
                raise _not_found(sql, form, id_)
            rules.refuse_needed(sql, form, row.id, row.name)
            self._show(sql, form, row, None, "removed")

    def restore(self, kind: type[T], id_: str) -> None:
        form = form_of(kind)
        with self._database.write() as sql:
            row = sql.execute(select(form.table).where(form.table.c.id == id_)).first()
            if row is None:
                raise _not_found(sql, form, id_)
            if row.deleted_at is None:
                return
            rules.refuse_taken(sql, form, row.id, row.name)
            rules.refuse_orphan(sql, form, form.values(form.thing(row)), row.name)
            self._show(sql, form, row, row, "restored")

    def _show(self, sql: Sql, form: Form[Any], row: Row[Any], shown: Row[Any] | None, what: str) -> None:
        now = self._clock.now()
        sql.execute(update(form.table).where(form.table.c.id == row.id).values(deleted_at=None if shown else now))
        _record(sql, form, row.id, row.name, form.values(form.thing(row)), now, what, "")

    # Sizes and settings ---------------------------------------------------------------------------------------------

    def set_size(self, segment_id: str, count: int, of: int, at: datetime) -> None:
        with self._database.write() as sql:
            if sql.scalar(select(schema.segment.c.id).where(schema.segment.c.id == segment_id)) is None:
                raise NotFoundError("The segment is not in this workspace any more.", kept="Nothing was changed.")
            _set_size(sql, segment_id, count, of, at)

    def sizes(self, segment_id: str, limit: int = 60) -> tuple[tuple[datetime, int], ...]:
        c = schema.segment_size.c
        query = select(c.at, c.size).where(c.segment_id == segment_id).order_by(c.at.desc()).limit(limit)
        with self._database.read() as sql:
            return tuple((row.at, row.size) for row in reversed(sql.execute(query).all()))

    def sizes_since(self, segment_ids: Sequence[str], since: datetime) -> Mapping[str, tuple[tuple[datetime, int], ...]]:
        c = schema.segment_size.c
        query = select(c.segment_id, c.at, c.size).where(c.segment_id.in_(schema.among(segment_ids)), c.at >= since)
        found: dict[str, list[tuple[datetime, int]]] = {}
        with self._database.read() as sql:
            for row in sql.execute(query.order_by(c.segment_id, c.at)):
                found.setdefault(row.segment_id, []).append((row.at, row.size))
        return {id_: tuple(points) for id_, points in found.items()}

    def size_history(self, segment_id: str) -> tuple[tuple[datetime, int, int], ...]:
        c = schema.segment_size.c
        query = select(c.at, c.size, c.size_of).where(c.segment_id == segment_id).order_by(c.at)
        with self._database.read() as sql:
            return tuple((row.at, row.size, row.size_of) for row in sql.execute(query))

    # Marks ----------------------------------------------------------------------------------------------------------

    def marks(self, name: str = "") -> Mapping[tuple[str, str], tuple[str, datetime]]:
        c = schema.sync_mark.c
        query = select(c.sync_id, c.name, c.value, c.at)
        with self._database.read() as sql:
            found = sql.execute(query.where(c.name == name) if name else query).all()
        return {(row.sync_id, row.name): (row.value, row.at) for row in found}

    def set_mark(self, sync_id: str, name: str, value: str, at: datetime) -> None:
        statement = upsert(schema.sync_mark).values(sync_id=sync_id, name=name, value=value, at=at)
        with self._database.write() as sql:
            sql.execute(statement.on_conflict_do_update(index_elements=["sync_id", "name"], set_={"value": value, "at": at}))

    def drop_mark(self, sync_id: str, name: str) -> None:
        c = schema.sync_mark.c
        with self._database.write() as sql:
            sql.execute(delete(schema.sync_mark).where(c.sync_id == sync_id, c.name == name))

    def swap_mark(self, sync_id: str, name: str, before: str | None, after: str | None, at: datetime) -> bool:
        c = schema.sync_mark.c
        with self._database.write() as sql:
            if sql.scalar(select(c.value).where(c.sync_id == sync_id, c.name == name)) != before:
                return False
            self.drop_mark(sync_id, name) if after is None else self.set_mark(sync_id, name, after, at)
            return True

    def setting(self, name: str) -> str:
        with self._database.read() as sql:
            return sql.scalar(select(schema.setting.c.value).where(schema.setting.c.name == name)) or ""

    def set_setting(self, name: str, value: str) -> None:
        statement = upsert(schema.setting).values(name=name, value=value)
        with self._database.write() as sql:
            sql.execute(statement.on_conflict_do_update(index_elements=["name"], set_={"value": value}))


def _there(form: Form[Any]) -> ColumnElement[bool]:
    return form.table.c.deleted_at.is_(None)


def _found(sql: Sql, form: Form[Any], ref: str) -> Row[Any] | None:
    """By id first, then by exact name."""
    c = form.table.c
    query = select(form.table).where(_there(form), or_(c.id == ref, c.name == one_form(ref)))
    return sql.execute(query.order_by((c.id == ref).desc()).limit(1)).first()


def _not_found(sql: Sql, form: Form[Any], ref: str) -> NotFoundError:
    names = list(sql.scalars(select(form.table.c.name).where(_there(form))))
    shown = ref if len(ref) <= 80 else f"{ref[:80]}…"
    close = get_close_matches(ref[:200], names, n=1)
    return NotFoundError(
        f"There is no {form.word} “{shown}”.", hint=f"Did you mean “{close[0]}”?" if close else f"Known: {_some(names)}."
    )


def _some(names: list[str]) -> str:
    if not names:
        return "none yet"
    return ", ".join(sorted(names, key=name_key)[:8]) + (" …" if len(names) > 8 else "")


def _record(
    sql: Sql,
    form: Form[Any],
    id_: str,
    name: str,
    values: Values,
    at: datetime,
    what: str,
    detail: str,
    *,
    before: Values | None = None,
) -> None:
    """Write the history line of a change; `before` is what it replaced, so that it can be brought back."""
    segment_id = id_ if form.table is schema.segment else values.get("segment_id")
    plain = before and {key: v.isoformat() if isinstance(v, datetime) else v for key, v in before.items()}
    sql.execute(
        insert(schema.event).values(
            at=at,
            what=what,
            kind=form.table.name,
            thing_id=id_,
            segment_id=segment_id,
            subject=name,
            detail=detail,
            before=plain,
        )
    )


def _keep_size(sql: Sql, thing: Segment, row: Row[Any], *, same_people: bool) -> None:
    """A known size is not undone by saving an older copy of the segment; a new definition forgets it."""
    if thing.size is not None and thing.size_at and (row.size_at is None or thing.size_at > row.size_at):
        _set_size(sql, thing.id, thing.size, thing.size_of or 0, thing.size_at)
    elif not same_people:
        sql.execute(update(schema.segment).where(schema.segment.c.id == thing.id).values(size=None, size_of=None, size_at=None))


def _set_size(sql: Sql, segment_id: str, count: int, of: int, at: datetime) -> None:
    sql.execute(update(schema.segment).where(schema.segment.c.id == segment_id).values(size=count, size_of=of, size_at=at))
    statement = upsert(schema.segment_size).values(segment_id=segment_id, at=at, size=count, size_of=of)
    sql.execute(statement.on_conflict_do_update(index_elements=["segment_id", "at"], set_={"size": count, "size_of": of}))
    c = schema.segment_size.c
    oldest = select(c.at).where(c.segment_id == segment_id).order_by(c.at.desc()).offset(SIZES_KEPT - 1).limit(1)
    sql.execute(delete(schema.segment_size).where(c.segment_id == segment_id, c.at < oldest.scalar_subquery()))
