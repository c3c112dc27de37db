"""Things by a part of their name, of all kinds at once, for the command palette."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection as Sql
from sqlalchemy import Select, case, func, literal, select

from census_desktop.domain.rows import Named
from census_desktop.store.names import name_key
from census_desktop.store.schema import connection, dataset, segment, sync

_TABLES = {"segment": segment, "sync": sync, "dataset": dataset, "destination": connection}


def named(sql: Sql, wanted: str, limit: int) -> tuple[Named, ...]:
    """At most `limit` of each kind whose names have the letters of every word in their order, shortest names first."""
    patterns = [f"%{'%'.join(_literal(letter) for letter in name_key(word))}%" for word in wanted.split()]
    found: list[Named] = []
    for kind, table in _TABLES.items():
        fits = [table.c.name_key.like(pattern, escape="\\") for pattern in patterns]
        whole = [table.c.name_key.contains(name_key(word), autoescape=True) for word in wanted.split()]
        query = _of(kind).where(table.c.deleted_at.is_(None), *fits)
        # Names with the very words come before those that only have their letters.
        query = query.order_by(*(case((w, 0), else_=1) for w in whole), func.length(table.c.name_key), table.c.name_key)
        found += [Named(kind, row.id, row.name, row.note or "") for row in sql.execute(query.limit(limit))]
    return tuple(found)


def by_id(sql: Sql, refs: Sequence[tuple[str, str]]) -> tuple[Named, ...]:
    """Those of these (kind, id) that are there, in this order."""
    known: dict[tuple[str, str], Named] = {}
    for kind, table in _TABLES.items():
        if ids := [id_ for of, id_ in refs if of == kind]:
            query = _of(kind).where(table.c.deleted_at.is_(None), table.c.id.in_(ids))
            known |= {(kind, row.id): Named(kind, row.id, row.name, row.note or "") for row in sql.execute(query)}
    return tuple(known[ref] for ref in refs if ref in known)


def _of(kind: str) -> Select[tuple[str, str, str]]:
    """Id, name, and what tells one from another of nearly the same name."""
    table = _TABLES[kind]
    if kind == "segment":
        shown = segment.join(dataset, dataset.c.id == segment.c.dataset_id)
        return select(segment.c.id, segment.c.name, dataset.c.name.label("note")).select_from(shown)
    if kind == "sync":
        shown = sync.join(connection, connection.c.id == sync.c.connection_id)
        return select(sync.c.id, sync.c.name, connection.c.name.label("note")).select_from(shown)
    return select(table.c.id, table.c.name, literal("").label("note"))


def _literal(letter: str) -> str:
    return f"\\{letter}" if letter in "\\%_" else letter
