"""One person in what a sync has sent: under which keys the destination knows them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pyarrow as pa

from census_desktop.domain.errors import ConfigError
from census_desktop.domain.manifest import TargetField
from census_desktop.domain.model import MappingKind, Sync
from census_desktop.engine.audience_key import key_in
from census_desktop.engine.database import scratch_database
from census_desktop.engine.history import payload_of
from census_desktop.engine.mapping import source_columns
from census_desktop.engine.payload_sql import json_path
from census_desktop.engine.state import SyncState


@dataclass(frozen=True, slots=True)
class Sent:
    """A record of the person as it was sent last: its key there, and its values by destination field."""

    key: str
    values: Mapping[str, Any]


def sent_of(
    sync: Sync,
    state: SyncState,
    targets: Mapping[str, TargetField],
    texts: Sequence[str],
    asked: Mapping[str, Sequence[str]],
) -> list[Sent]:
    """Records of a sync that are this person. `sync` has every mapping that it sends.

    `texts` are what the person has in the column of the sync key: looked for as they are, and as the destination has them.
    `asked`, by column, are what the person was named by: these alone are looked for in fields, because two records may share
    an address without being one.
    """
    keys = {text for value in texts for text in (value, _there(sync, targets, value))}
    fields = {
        m.field: {_field(sync, m.field, targets, m.column, text) for text in asked[m.column]} for m in _by_column(sync, asked)
    }
    if not (keys or fields):
        return []
    rows = (
        f"SELECT key, payload FROM ({state.relation()}) UNION ALL "
        f"SELECT key, payload FROM ({state.pending_relation()}) WHERE payload IS NOT NULL"
    )
    # An address may have been written otherwise meanwhile; only those are compared without regard to case.
    own = key_in("key") if sync.audience_column else "key"
    tests, values = [f"{_plain(own)} IN (SELECT unnest(?::VARCHAR[]))"], [_plain_all(keys)]
    for name, wanted in fields.items():
        tests.append(f"{_plain('json_extract_string(payload, ?)')} IN (SELECT unnest(?::VARCHAR[]))")
        values += [json_path(name), json_path(name), json_path(name), _plain_all(wanted)]  # type: ignore[list-item]
    with scratch_database() as db:
        found = db.execute(f"SELECT key, any_value(payload) FROM ({rows}) WHERE {' OR '.join(tests)} GROUP BY key", values)
        return [Sent(str(key), json.loads(payload) if payload else {}) for key, payload in found.fetchall()]


def learnt(sync: Sync, sent: Sequence[Sent], columns: Sequence[str]) -> Iterator[tuple[str, str]]:
    """What these records tell of the person: (column of the data set, text), where it was sent as it is."""
    for record in sent:
        for mapping in _by_column(sync, columns):
            value = record.values.get(mapping.field)
            if value not in (None, "") and not (mapping.hash or mapping.normalise or mapping.related):
                yield mapping.column, str(value)


def _by_column(sync: Sync, columns: Any) -> list[Any]:
    return [m for m in sync.mappings if m.kind is MappingKind.COLUMN and m.column in columns]


def _there(sync: Sync, targets: Mapping[str, TargetField], text: str) -> str:
    """A value of the sync key as the destination has it: made uniform and hashed, where it wants that."""
    bare = replace(sync, mappings=())
    try:
        return payload_of(bare, pa.record_batch({name: [text] for name in source_columns(bare)}), targets).key or text
    except ConfigError:  # a text cannot be what the key is: then nobody has it
        return text


def _field(sync: Sync, field: str, targets: Mapping[str, TargetField], column: str, text: str) -> str:
    (mapping,) = (m for m in sync.mappings if m.field == field)
    one = replace(sync, mappings=(mapping,))
    try:
        made = payload_of(one, pa.record_batch({name: [text] for name in source_columns(one)}), targets).values.get(field)
    except ConfigError:
        return text
    return text if made is None else str(made)


def _plain(sql: str) -> str:
    return f"CASE WHEN contains({sql}, '@') THEN lower({sql}) ELSE {sql} END"


def _plain_all(texts: Any) -> list[str]:
    return sorted({text.lower() if "@" in text else text for text in texts if text})
