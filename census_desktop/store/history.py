"""What a thing was before each change of it: the history's lines with the definition that they replaced."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, TypeVar

from sqlalchemy import Connection as Sql
from sqlalchemy import Row, select

from census_desktop.domain.model import Dataset, Segment, Sync
from census_desktop.domain.rows import Past
from census_desktop.store.records import Form, form_of
from census_desktop.store.schema import event

T = TypeVar("T", Dataset, Segment, Sync)


def history(sql: Sql, kind: type[T], id_: str, limit: int) -> tuple[Past[T], ...]:
    """Changes of one thing, newest first; () for one that is not in the workspace."""
    form = form_of(kind)
    now = sql.execute(select(form.table).where(form.table.c.id == id_)).first()
    if now is None:
        return ()
    c = event.c
    query = select(event).where(c.thing_id == id_, c.kind == form.table.name).order_by(c.at.desc(), c.id.desc()).limit(limit)
    return tuple(Past(row.id, row.at, row.what, row.detail, _before(form, now, row.before)) for row in sql.execute(query))


def _before(form: Form[T], now: Row[Any], values: dict[str, Any] | None) -> T | None:
    """The thing as these values say it; what was not known at the time is as it is now."""
    if not values:
        return None
    return form.thing(SimpleNamespace(**{**now._mapping, **values}))  # type: ignore[arg-type]
