"""Batches as the engine makes them: an Arrow record batch with the key first, and each record's JSON text."""

from __future__ import annotations

import itertools
import json
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa

from census_desktop.destinations import open_destination
from census_desktop.domain.model import Connection, Operation
from census_desktop.domain.ports import Batch, CancelToken, Clock, Destination, DestinationContext, RemoteIds, Reply, Writer

_numbers = itertools.count()


def schema_of(**types: Any) -> pa.Schema:
    """Fields in order, the first one is the key."""
    return pa.schema([pa.field(name, type_) for name, type_ in types.items()])


def batch_of(
    schema: pa.Schema,
    rows: Sequence[Mapping[str, Any]],
    operation: Operation = Operation.UPSERT,
    *,
    idempotency_key: str = "",
    run_id: str = "0123456789abcdef",
    sync_name: str = "High value to the CRM",
    keep_if_null: Collection[str] = (),
    only_if_empty: Collection[str] = (),
) -> Batch:
    if operation is Operation.DELETE:
        schema = pa.schema([schema.field(0)])
    names = schema.names
    arrays = [pa.array([row.get(n) for row in rows], schema.field(n).type) for n in names]
    number = next(_numbers)
    return Batch(
        sync_name=sync_name,
        run_id=run_id,
        number=number,
        operation=operation,
        key_field=names[0],
        rows=pa.RecordBatch.from_arrays(arrays, schema=schema),
        idempotency_key=idempotency_key or f"key-{number}",
        json=[json_text({n: row.get(n) for n in names if n not in keep_if_null or row.get(n) is not None}) for row in rows],
        keep_if_null=frozenset(keep_if_null),
        only_if_empty=frozenset(only_if_empty),
    )


def json_text(record: Mapping[str, Any]) -> str:
    """As the engine writes records: decimals as plain numbers, times in ISO 8601 and UTC."""
    parts = [f"{json.dumps(name, ensure_ascii=False)}:{_json_value(value)}" for name, value in record.items()]
    return "{" + ",".join(parts) + "}"


def _json_value(value: Any) -> str:
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, datetime):
        return json.dumps(value.replace(tzinfo=None).isoformat() + "Z")
    if isinstance(value, date):
        return json.dumps(value.isoformat())
    return json.dumps(value, ensure_ascii=False, default=str)


class MemoryIds:
    """domain.ports.RemoteIds without a workspace. `asked` counts keys that were looked for."""

    def __init__(self) -> None:
        self.ids: dict[tuple[str, str], str] = {}
        self.asked = 0

    def known(self, kind: str, keys: Sequence[str]) -> Mapping[str, str]:
        self.asked += len(keys)
        return {key: self.ids[kind, key] for key in keys if (kind, key) in self.ids}

    def remember(self, kind: str, ids: Mapping[str, str]) -> None:
        self.ids.update({(kind, key): id_ for key, id_ in ids.items()})

    def forget(self, kind: str, keys: Sequence[str]) -> None:
        for key in keys:
            self.ids.pop((kind, key), None)


def opened(
    type_: str,
    config: Mapping[str, Any],
    folder: Path,
    clock: Clock,
    secrets: Mapping[str, str] | None = None,
    ids: RemoteIds | None = None,
) -> Destination:
    connection = Connection("c0ffee", "Under test", type_, dict(config))
    return open_destination(DestinationContext(connection, dict(secrets or {}), folder, clock, ids=ids or MemoryIds()))


def send(writer: Writer, batch: Batch) -> Reply:
    return writer.send(batch, CancelToken())


def run(writer: Writer, *batches: Batch) -> list[Reply]:
    """A whole run: every batch, finish, close."""
    try:
        replies = [send(writer, batch) for batch in batches]
        writer.finish()
    finally:
        writer.close()
    return replies
