"""What may change, what still needs what, and how a change is called in the history."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Column, ColumnElement, Table, func, select
from sqlalchemy import Connection as Sql

from census_desktop.domain.codec import group_from_plain
from census_desktop.domain.conditions import Member, walk
from census_desktop.domain.errors import ConfigError
from census_desktop.store.records import FORMS, Form, Values
from census_desktop.store.schema import connection, dataset, segment, source, sync

_LOCKED = {
    "segment_id": "source",
    "dataset_id": "source",
    "cohort": "source",
    "connection_id": "destination",
    "object": "object",
    "operation": "operation",
    "by_column": "way in which audiences are named",
}
"""What a sync keeps once it has left the draft: its acknowledged state belongs to exactly these."""

_STATUS_WORDS = {"active": "activated", "paused": "paused", "draft": "made a draft"}


def refuse_locked(old: Values, new: Values, name: str) -> None:
    if old["status"] == "draft":
        return
    old, new = ({**values, "by_column": bool(values["audience_column"])} for values in (old, new))
    if changed := {word for column, word in _LOCKED.items() if old[column] != new[column]}:
        raise ConfigError(
            f"The {' and the '.join(sorted(changed))} of “{name}” cannot change any more.",
            kept="The sync is as it was.",
            hint="What was sent so far belongs to them. Make a new sync, and pause or remove this one.",
        )


def refuse_taken(sql: Sql, form: Form[Any], id_: str, name: str) -> None:
    table = form.table
    query = select(table.c.id).where(table.c.name == name, table.c.deleted_at.is_(None), table.c.id != id_)
    if sql.scalar(query) is not None:
        raise ConfigError(
            f"There is already a {form.word} named “{name}”.", kept="Nothing was changed.", hint="Choose another name."
        )


def refuse_orphan(sql: Sql, form: Form[Any], values: Values, name: str) -> None:
    """Everything that the thing refers to must be there and not removed."""
    tables = {other.word: other.table for other in FORMS.values()}
    for column, word in form.parents.items():
        if values[column] is None:
            continue
        parent = tables[word]
        if sql.scalar(select(parent.c.id).where(parent.c.id == values[column], parent.c.deleted_at.is_(None))) is None:
            raise ConfigError(
                f"The {word} of the {form.word} “{name}” is not in this workspace.",
                kept="Nothing was changed.",
                hint=f"Add the {word} first, or restore it if it was removed.",
            )


def refuse_needed(sql: Sql, form: Form[Any], id_: str, name: str) -> None:
    """ConfigError while something that is not removed still refers to it."""
    users = _users(sql, form, id_)
    if not users:
        return
    shown = ", ".join(f"“{user}”" for user in users[:3]) + (f" and {len(users) - 3} more" if len(users) > 3 else "")
    raise ConfigError(
        f"The {form.word} “{name}” is still used by {shown}.", kept="Nothing was removed.", hint="Remove or change those first."
    )


def _users(sql: Sql, form: Form[Any], id_: str) -> list[str]:
    if form.table is source:
        return _names(sql, dataset, dataset.c.source_id == id_)
    if form.table is connection:
        return _names(sql, sync, sync.c.connection_id == id_)
    if form.table is dataset:
        related = _naming(sql, dataset.c.relationships, id_)
        return [
            *_names(sql, segment, segment.c.dataset_id == id_),
            *_names(sql, sync, sync.c.dataset_id == id_),
            *(row.name for row in related if row.id != id_ and any(id_ in (r["dataset"], r.get("through")) for r in row.value)),
        ]
    if form.table is segment:
        including = _naming(sql, segment.c.conditions, id_)
        computing = _naming(sql, dataset.c.computed, id_)
        telling = _naming(sql, sync.c.mappings, id_)
        excluding = _naming(sql, dataset.c.exclusions, id_)
        ranking = _naming(sql, dataset.c.priorities, id_)
        return [
            *_names(sql, sync, sync.c.segment_id == id_),
            *(row.name for row in telling if any(m.get("member") == id_ for m in row.value)),
            *(row.name for row in including if _has_member(row.value, id_)),
            *(row.name for row in computing if any(_has_member(c.get("where"), id_) for c in row.value)),
            *(f"{row.name}: {e['name']}" for row in excluding for e in row.value if _has_member(e.get("where"), id_)),
            *(f"{row.name}: {p['name']}" for row in ranking for p in row.value if id_ in p["segments"]),
        ]
    followers = _naming(sql, sync.c.schedule, id_)
    return [row.name for row in followers if row.value.get("after") == id_]


def _has_member(conditions: Any, segment_id: str) -> bool:
    return any(isinstance(node, Member) and node.segment == segment_id for node in walk(group_from_plain(conditions)))


def _names(sql: Sql, table: Table, condition: ColumnElement[bool]) -> list[str]:
    query = select(table.c.name).where(condition, table.c.deleted_at.is_(None)).order_by(table.c.name_key)
    return list(sql.scalars(query))


def _naming(sql: Sql, column: Column[Any], word: str) -> list[Any]:
    """Things not removed whose nested value has this text somewhere: few, to be looked at closely."""
    table = column.table
    query = select(table.c.id, table.c.name, column.label("value")).where(
        func.instr(column, json.dumps(word, ensure_ascii=False)) > 0, table.c.deleted_at.is_(None)
    )
    return list(sql.execute(query.order_by(table.c.name_key)))


def what_changed(old: Values, new: Values, old_name: str, new_name: str) -> tuple[str, str]:
    """(word, detail) of a change for the history: paused, renamed, edited …"""
    columns = {column for column in new if old[column] != new[column]}
    if "status" in columns:
        word = _STATUS_WORDS[new["status"]]
        if (old["status"], new["status"]) == ("paused", "active"):
            word = "resumed"
        return word, _listed(columns - {"status"})
    if columns and columns <= {"tested_at", "test_ok", "test_message"}:
        return "tested", ""
    if not columns:
        return "renamed", f"{old_name} → {new_name}"
    return "edited", _listed(columns | ({"name"} if old_name != new_name else set()))


_COLUMN_WORDS = {"conditions": "definition", "row_limit": "limit", "key_column": "sync key", "key_field": "sync key"}


def _listed(columns: set[str]) -> str:
    return ", ".join(sorted({_COLUMN_WORDS.get(c, c.removesuffix("_id").replace("_", " ")) for c in columns}))
