"""Records of one object type: written in batches, looked up, archived."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from census_desktop.destinations._connector import EachBatch, Remembered, skipped_notes
from census_desktop.destinations._http.api import part, records_of, texts_of
from census_desktop.destinations._http.said import an_object, at, objects
from census_desktop.destinations.hubspot import RECORD_ID
from census_desktop.destinations.hubspot.portal import Kind, Portal, results_of
from census_desktop.destinations.hubspot.properties import same, text_of
from census_desktop.domain.manifest import Limits
from census_desktop.domain.model import Operation
from census_desktop.domain.ports import Batch, CancelToken, RemoteIds, Reply

MOST = 100
ARCHIVED = 204
OTHER_EMAILS = "hs_additional_emails"
NOT_SAID = "HubSpot did not say whether it took the record, and it does not hold the values that were sent."
TWICE = "Another record of this batch has the same key; HubSpot compares e-mail addresses without regard to case."
NO_REASON = "HubSpot gave no reason."
BESIDE = "Contacts that have the address of somebody who left beside another one: {:,}. They were not archived."


@dataclass(slots=True)
class Written:
    """What became of a batch by position: the record's id, or the reason why it was refused, or nothing known."""

    ids: dict[int, str] = field(default_factory=dict)
    rejected: dict[int, str] = field(default_factory=dict)
    unknown: dict[int, str] = field(default_factory=dict)
    skipped: int = 0


class Records:
    """Records of `kind`, identified by the property `key`. Their ids are remembered in `ids` where there is such a memory."""

    def __init__(self, portal: Portal, kind: Kind, key: str, ids: RemoteIds | None) -> None:
        self.portal = portal
        self.key = key
        self._path = f"/crm/v3/objects/{part(kind.path)}/batch"
        self._known = Remembered(ids if key != RECORD_ID else None, f"{kind.name} by {key}")

    def key_text(self, value: Any) -> str:
        text = text_of(value).strip()
        return text.lower() if self.key == "email" else text

    def keys(self, batch: Batch) -> list[str]:
        return [self.key_text(record[batch.key_field]) for record in records_of(batch, exact=True)]

    def write(self, batch: Batch, operation: Operation, cancel: CancelToken) -> Written:
        """Upsert, update or create the batch's records, and learn of each what became of it."""
        records, keys = records_of(batch, exact=True), self.keys(batch)
        written = Written()
        first: dict[str, int] = {}
        for position, key in enumerate(keys):
            if first.setdefault(key, position) != position:
                written.rejected[position] = TWICE
        known: Mapping[str, str] = {}
        if operation is Operation.UPDATE:
            known = self.find(list(first), cancel)
            written.skipped = len(first) - len(known)
        filled = self._filled(list(first), batch.only_if_empty, cancel)
        inputs: dict[int, dict[str, Any]] = {}
        for key, position in first.items():
            if operation is not Operation.UPDATE or key in known:
                record = {n: v for n, v in records[position].items() if n not in filled.get(key, ())}
                inputs[position] = self._input(operation, key, record, known)
        if inputs:
            self._send(operation, inputs, keys, written, list(texts_of(records)), batch, cancel)
        self.remember({keys[position]: id_ for position, id_ in written.ids.items()})
        return written

    def _filled(self, keys: Sequence[str], fields: Iterable[str], cancel: CancelToken) -> dict[str, set[str]]:
        """Which of these properties have a value already, by key."""
        wanted = sorted(fields)
        read = self._read(keys, wanted, cancel) if wanted else ()
        return {key: {name for name in wanted if values.get(name) not in (None, "")} for key, _, values in read}

    def _input(self, operation: Operation, key: str, record: Mapping[str, Any], known: Mapping[str, str]) -> dict[str, Any]:
        properties = {name: text_of(value) for name, value in record.items() if name != self.key}
        if operation is Operation.UPDATE:
            return {"id": known[key], "properties": properties}
        properties[self.key] = key
        if operation is Operation.CREATE:
            return {"properties": properties, "associations": []}
        return {"id": key, "idProperty": self.key, "properties": properties}

    def _send(
        self,
        operation: Operation,
        inputs: Mapping[int, dict[str, Any]],
        keys: Sequence[str],
        written: Written,
        hidden: Sequence[str],
        batch: Batch,
        cancel: CancelToken,
    ) -> None:
        payload = {"inputs": [{**one, "objectWriteTraceId": str(position)} for position, one in inputs.items()]}
        path = f"{self._path}/{operation.value}"
        reply = self.portal.call("POST", path, payload, cancel=cancel, batch=batch, hidden=hidden)
        said = an_object(reply.json())
        for error in objects(said.get("errors")):
            for position in _named(error, inputs):
                written.rejected[position] = self.portal.shown(str(error.get("message") or ""), hidden) or NO_REASON
                if error.get("category") == "OBJECT_NOT_FOUND":
                    self.forget([keys[position]])
        by_id = {one["id"]: position for position, one in inputs.items() if operation is Operation.UPDATE}
        by_key = {keys[position]: position for position in inputs}
        for result in objects(said.get("results")):
            answered = self._position(result, inputs, by_id, by_key)
            if answered is not None and answered not in written.rejected and result.get("id"):
                written.ids[answered] = str(result["id"])
        unsaid = [position for position in inputs if position not in written.ids and position not in written.rejected]
        if unsaid:
            self._look(unsaid, inputs, keys, written, cancel)

    def _position(
        self, result: Mapping[str, Any], inputs: Mapping[int, Any], by_id: Mapping[str, int], by_key: Mapping[str, int]
    ) -> int | None:
        """Which input a result is the answer to: results stand in no order."""
        trace = str(result.get("objectWriteTraceId") or "")
        if trace.isdecimal() and int(trace) in inputs:
            return int(trace)
        key = self.key_text(at(result, "properties", self.key))
        return by_id.get(str(result.get("id")), by_key.get(key))

    def _look(
        self,
        unsaid: Sequence[int],
        inputs: Mapping[int, dict[str, Any]],
        keys: Sequence[str],
        written: Written,
        cancel: CancelToken,
    ) -> None:
        """Records of which the reply says nothing count as taken where HubSpot holds what was sent, else as unknown."""
        fields = sorted({name for position in unsaid for name in inputs[position]["properties"]})
        there = {key: (id_, values) for key, id_, values in self._read([keys[n] for n in unsaid], fields, cancel)}
        for position in unsaid:
            id_, values = there.get(keys[position], ("", {}))
            sent = inputs[position]["properties"]
            if id_ and all(name == self.key or same(value, values.get(name)) for name, value in sent.items()):
                written.ids[position] = id_
            else:
                written.unknown[position] = NOT_SAID

    def find(self, keys: Sequence[str], cancel: CancelToken) -> dict[str, str]:
        """The ids of those that are there: from memory, the others looked up."""
        if self.key == RECORD_ID:
            return {key: key for key in keys}
        found = self._known.known(keys)
        missing = [key for key in keys if key not in found]
        read = {key: id_ for key, id_, _ in self._read(missing, [], cancel)}
        self.remember(read)
        return found | read

    def _read(
        self, keys: Sequence[str], fields: Iterable[str], cancel: CancelToken, by: str = ""
    ) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
        """Key, id and properties of those that are there. `by`: the property that `keys` are of, if it is not the key."""
        by = by or self.key
        names = [*dict.fromkeys([self.key, *([OTHER_EMAILS] if self.key == "email" else []), *fields])]
        for start in range(0, len(keys), MOST):
            wanted = list(keys[start : start + MOST])
            payload: dict[str, Any] = {
                "inputs": [{"id": key} for key in wanted],
                "properties": names,
                "propertiesWithHistory": [],
            }
            if by != RECORD_ID:
                payload["idProperty"] = by
            reply = self.portal.call("POST", f"{self._path}/read", payload, cancel=cancel, hidden=wanted)
            for result in results_of(reply):
                found = result.get("properties")
                values = found if isinstance(found, Mapping) else {}
                key = self.key_text(result.get("id") if self.key == RECORD_ID else values.get(self.key))
                if by == self.key and key not in wanted:
                    others = [self.key_text(text) for text in str(values.get(OTHER_EMAILS) or "").split(";")]
                    key = next((text for text in others if text in wanted), key)
                yield key, str(result.get("id") or ""), values

    def keys_of(self, ids: Sequence[str], cancel: CancelToken) -> Iterator[str]:
        """The keys of records by their ids; those that have none are left out."""
        for key, _, _ in self._read(ids, [], cancel, by=RECORD_ID):
            if key:
                yield key

    def archive(self, batch: Batch, cancel: CancelToken) -> Reply:
        """Those that are not there any more have left already."""
        keys = self.keys(batch)
        found, others = self._with_key_now(list(dict.fromkeys(keys)), cancel)
        notes = (BESIDE.format(others),) if others else ()
        if found:
            payload = {"inputs": [{"id": id_} for id_ in dict.fromkeys(found.values())]}
            reply = self.portal.call("POST", f"{self._path}/archive", payload, cancel=cancel, batch=batch, hidden=keys)
            if reply.status != ARCHIVED:
                unsaid = f"HubSpot did not confirm that it archived the record ({reply.status})."
                return Reply(unknown={n: unsaid for n, key in enumerate(keys) if key in found}, notes=notes)
        self.forget(keys)
        return Reply(notes=notes)

    def _with_key_now(self, keys: Sequence[str], cancel: CancelToken) -> tuple[dict[str, str], int]:
        """The ids of those that have these keys today: what is remembered may have been given another key since, and is then
        another record. And how many contacts have such an address beside another one, which tells whose they are."""
        if self.key == RECORD_ID:
            return {key: key for key in keys}, 0
        there = [(key, id_, self.key_text(values.get(self.key))) for key, id_, values in self._read(keys, [], cancel)]
        return {key: id_ for key, id_, own in there if own == key}, sum(own != key for key, _, own in there)

    def remember(self, ids: Mapping[str, str]) -> None:
        self._known.remember(ids)

    def forget(self, keys: Sequence[str]) -> None:
        self._known.forget(keys)


class RecordWriter(EachBatch):
    def __init__(self, records: Records, limits: Limits) -> None:
        self.limits = limits
        self._records = records

    def send(self, batch: Batch, cancel: CancelToken) -> Reply:
        if not len(batch):
            return Reply()
        if batch.operation is Operation.DELETE:
            return self._records.archive(batch, cancel)
        written = self._records.write(batch, batch.operation, cancel)
        return Reply(written.rejected, unknown=written.unknown, notes=skipped_notes("HubSpot", written.skipped))


def _named(error: Mapping[str, Any], inputs: Mapping[int, dict[str, Any]]) -> Iterator[int]:
    """The inputs that an error is about: by trace id, else by the id that they were sent with."""
    traces = _listed(at(error, "context", "objectWriteTraceId"))
    named = [int(t) for t in traces if t.isdecimal() and int(t) in inputs]
    if not named:
        ids = set(_listed(at(error, "context", "ids"))) | set(_listed(at(error, "context", "id")))
        named = [position for position, one in inputs.items() if one.get("id") in ids]
    yield from named


def _listed(value: Any) -> list[str]:
    return [str(v) for v in value] if isinstance(value, list) else [str(value)] if value else []
