"""People of a batch packed by bytes, and a segment's members by 1,000."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from census_desktop.destinations._connector import EachBatch
from census_desktop.destinations._http import HttpReply
from census_desktop.destinations._http.api import Api, part, records_of, texts_of
from census_desktop.destinations._http.said import at
from census_desktop.destinations.customerio import EMAIL, ITEM_BYTES, LIMITS, REQUEST_BYTES
from census_desktop.domain.errors import BatchRejected
from census_desktop.domain.model import Operation
from census_desktop.domain.ports import Batch, CancelToken, Reply


class CustomerIoWriter(EachBatch):
    """`segment` "": people alone. `times` are the fields whose values are moments or days."""

    limits = LIMITS

    def __init__(self, track: Api, segment: str, key: str, times: frozenset[str]) -> None:
        self.audience_id = segment
        self._track = track
        self._key = key
        self._times = times

    def send(self, batch: Batch, cancel: CancelToken) -> Reply:
        records = records_of(batch)
        if batch.operation is Operation.DELETE:
            self._change("remove_customers", dict(enumerate(records)), batch, cancel)
            return Reply(accepted=True)
        items = {n: self._item(record, batch.operation) for n, record in enumerate(records)}
        rejected = {
            n: f"It has {len(item):,} bytes; Customer.io takes {ITEM_BYTES:,} of a person."
            for n, item in items.items()
            if len(item) > ITEM_BYTES
        }
        unknown: dict[int, str] = {}
        unnamed = 0
        for positions in _packed({n: item for n, item in items.items() if n not in rejected}):
            body = b'{"batch":[' + b",".join(items[n] for n in positions) + b"]}"
            reply = self._track.call("POST", "api/v2/batch", body, cancel=cancel, batch=batch)
            self._track.check(reply, texts_of(records))
            refused, more = self._refused(reply, {n: records[n] for n in positions})
            if reply.status == 207 and not refused and not more:
                unknown.update(dict.fromkeys(positions, "Customer.io refused some of these people and did not say whom."))
            rejected.update(refused)
            unnamed += more
        taken = {n: records[n] for n in items if n not in rejected}
        if self.audience_id and taken:
            self._change("add_customers", taken, batch, cancel)
        return Reply(dict(sorted(rejected.items())), accepted=True, unknown=unknown, unnamed=unnamed)

    def _item(self, record: Mapping[str, Any], operation: Operation) -> bytes:
        attributes = {n: _unix(v) if n in self._times else v for n, v in record.items() if n != self._key}
        if operation is Operation.UPDATE:
            attributes["_update"] = True
        item = {
            "type": "person",
            "action": "identify",
            "identifiers": {self._key: key_text(self._key, record[self._key])},
            "attributes": attributes,
        }
        return json.dumps(item, ensure_ascii=False, separators=(",", ":")).encode()

    def _refused(self, reply: HttpReply, records: Mapping[int, Mapping[str, Any]]) -> tuple[dict[int, str], int]:
        """Reasons by position, and how many refusals name none. `records` are those of the request, in its order."""
        errors = at(reply.json(), "errors")
        positions = list(records)
        refused: dict[int, str] = {}
        unnamed = 0
        for error in errors if isinstance(errors, list) else ():
            index = error.get("batch_index") if isinstance(error, dict) else None
            if not isinstance(index, int) or isinstance(index, bool) or not 0 <= index < len(positions):
                unnamed += 1
                continue
            position = positions[index]
            parts = [str(error.get(name) or "") for name in ("reason", "field", "message")]
            told = self._track.shown(": ".join(p for p in parts if p), texts_of(records[position]))
            refused.setdefault(position, told or "Customer.io refused this person without a reason.")
        return refused, unnamed

    def _change(self, what: str, records: Mapping[int, Mapping[str, Any]], batch: Batch, cancel: CancelToken) -> None:
        ids = [key_text(self._key, record[self._key]) for record in records.values()]
        path = f"api/v1/segments/{part(self.audience_id)}/{what}"
        reply = self._track.call("POST", path, {"ids": ids}, cancel=cancel, query={"id_type": self._key}, batch=batch)
        told = at(reply.json(), "meta", "errors") if reply.status == 400 else None
        if isinstance(told, list):
            reasons = "; ".join(map(str, told))
            raise BatchRejected(self._track.shown(reasons or "Customer.io refused the people (400).", ids))
        self._track.check(reply, ids)


def _packed(items: Mapping[int, bytes]) -> Iterator[list[int]]:
    """Positions of requests that stay below what Customer.io takes; the comma after each item counts."""
    room = REQUEST_BYTES - len(b'{"batch":[]}')
    positions: list[int] = []
    size = 0
    for position, item in items.items():
        if positions and size + len(item) + 1 > room:
            yield positions
            positions, size = [], 0
        positions.append(position)
        size += len(item) + 1
    if positions:
        yield positions


def _unix(value: Any) -> Any:
    """A moment or the beginning of a day in seconds, as Customer.io counts time. Texts of other forms go as they are."""
    try:
        moment = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return value
    return int(moment.replace(tzinfo=moment.tzinfo or UTC).timestamp())


def key_text(name: str, value: Any) -> str:
    """An identifier as it is sent and compared: an address without regard to case, an id to the letter."""
    text = str(value if value is not None else "")
    return text.strip().lower() if name == EMAIL.name else text
